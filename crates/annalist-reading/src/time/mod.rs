//! When: the expressions of time in a text, the dates they mean, and which of them dates a given predicate.

mod attach;
mod calendar;
mod combine;
mod days;
mod form;
mod relative;
mod resolve;
mod scan;
mod tense;
#[cfg(test)]
mod tests;

pub use attach::date_of;

use crate::wordlist::WordList;
use crate::words::Words;
use annalist_language::{Parse, TokenIx};
use annalist_reports::{ByteSpan, Text};
use jiff::civil::Date;
use std::sync::LazyLock;

static LIST: LazyLock<WordList> = LazyLock::new(|| WordList::new(include_str!("../../lexicon/time.txt")));

/// An expression of time and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// First token and one past the last, without the preposition.
    pub tokens: (TokenIx, TokenIx),
    /// The token that stands for the expression in the tree: the one whose head lies outside.
    pub head: TokenIx,
    /// Where it stands in the text.
    pub span: ByteSpan,
    /// First day meant, if known.
    pub start: Option<Date>,
    /// Last day meant, if known; none for what is open ("since Monday").
    pub end: Option<Date>,
    /// How exactly it is told.
    pub precision: Precision,
    /// What it is counted from.
    pub anchor: Anchor,
    /// What kind of time it is.
    pub kind: Kind,
    /// Whether the date is the time itself or an edge of it.
    pub bound: Bound,
}

/// How exactly a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day.
    Day,
    /// A week or weekend.
    Week,
    /// A month.
    Month,
    /// A season or quarter.
    Season,
    /// A year.
    Year,
    /// A decade or more.
    Decade,
    /// Not known.
    Unknown,
}

/// What a time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// The last date that the text had named.
    Narrative,
    /// Nothing: it is a date of the calendar.
    Explicit,
}

/// Kinds of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A point or stretch of the calendar at which something is.
    Point,
    /// A length of time.
    Duration,
    /// Again and again.
    Repeated,
    /// Some time.
    Vague,
}

/// Whether a date is the time itself or an edge of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// At that time.
    At,
    /// From then on.
    Since,
    /// Up to then.
    Until,
    /// Then at the latest.
    By,
    /// Earlier than then.
    Before,
    /// Later than then.
    After,
}

impl TimeExpression {
    /// Whether it can date an act: it is a stretch of the calendar that is known, not a mere length of time.
    pub fn dates(&self) -> bool {
        let known = self.start.is_some() || self.end.is_some();
        known
            && (self.kind == Kind::Point || (self.kind == Kind::Duration && self.anchor == Anchor::Explicit))
    }
}

/// Finds the expressions of time of a text in text order, resolved against the day of publication and each other.
pub fn find(parse: &Parse, text: &Text, published: Option<Date>) -> Vec<TimeExpression> {
    let words = Words::new(parse, text);
    let found = combine::ranges(&words, scan::scan(&words));
    resolve::resolve(&words, &found, published)
}
