//! Where one report disagrees with itself: dates, counts, shares and who is said to have done what, as far as its own words
//! set one against the other. What only differs (rounding, a toll that grows, another group of victims) is no disagreement.

mod counts;
mod crowds;
mod denials;
mod look;
mod polarity;
mod positions;
mod shares;
mod times;
mod versions;

use crate::actors::Actors;
use crate::events::{Event, EventIx};
use crate::frames::Frame;
use crate::lexicon::Lexicon;
use crate::time::TimeExpression;
use crate::tolls::Toll;
use crate::tree::Tree;
use crate::voices::{StatementIx, Statements};
use crate::wordlist::WordList;
use annalist_reports::ByteSpan;
use look::Look;
use std::sync::LazyLock;

static LIST: LazyLock<WordList> = LazyLock::new(|| WordList::new(include_str!("../../lexicon/checks.txt")));

/// What disagreements are read from.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) frames: &'a [Frame],
    pub(crate) actors: &'a Actors,
    pub(crate) statements: &'a Statements,
    pub(crate) events: &'a [Event],
    pub(crate) times: &'a [TimeExpression],
    pub(crate) event_times: &'a [Option<usize>],
    pub(crate) tolls: &'a [Toll],
    pub(crate) toll_events: &'a [Option<EventIx>],
}

/// What a disagreement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// When.
    Time,
    /// How many.
    Count,
    /// What a whole is made of.
    Composition,
    /// Who did it.
    Responsibility,
    /// Whether it happened.
    Status,
    /// How it went.
    Account,
}

impl Kind {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Count => "count",
            Self::Composition => "composition",
            Self::Responsibility => "responsibility",
            Self::Status => "status",
            Self::Account => "account",
        }
    }
}

/// How much the sides disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Severity {
    /// They cannot both be true.
    Contradiction,
    /// They hardly go together, or are claims against each other.
    Tension,
    /// One is only more exact.
    Precision,
}

impl Severity {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Tension => "tension",
            Self::Precision => "precision",
        }
    }
}

/// An entry of the record that disagrees with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// An act.
    Event(EventIx),
    /// A figure, by position.
    Toll(usize),
    /// A statement.
    Statement(StatementIx),
}

impl Subject {
    /// The id that the record gives it.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Event(ix) => format!("e{}", ix.0 + 1),
            Self::Toll(i) => format!("t{}", i + 1),
            Self::Statement(ix) => format!("s{}", ix.0 + 1),
        }
    }
}

/// A disagreement inside the report.
#[derive(Clone, Debug)]
pub(crate) struct Discrepancy {
    /// What it is about.
    pub kind: Kind,
    /// What disagrees, where the record has entries for it.
    pub between: Vec<Subject>,
    /// The words of all sides, in text order.
    pub evidence: Vec<ByteSpan>,
    /// How much they disagree.
    pub severity: Severity,
    /// One plain sentence.
    pub explanation: String,
}

/// One side of a disagreement.
#[derive(Clone, Copy, Debug)]
struct Side {
    subject: Option<Subject>,
    span: ByteSpan,
}

impl Discrepancy {
    fn between(kind: Kind, severity: Severity, mut sides: Vec<Side>, explanation: String) -> Self {
        sides.sort_by_key(|s| s.span.start);
        let mut between: Vec<Subject> = Vec::new();
        for subject in sides.iter().filter_map(|s| s.subject) {
            if !between.contains(&subject) {
                between.push(subject);
            }
        }
        let evidence = sides.into_iter().map(|s| s.span).collect();
        Self { kind, between, evidence, severity, explanation }
    }
}

/// All disagreements of a report in text order.
pub(crate) fn find(inputs: Inputs<'_>) -> Vec<Discrepancy> {
    let look = Look::new(inputs);
    let mut all = times::find(&look);
    all.extend(shares::find(&look));
    all.extend(counts::find(&look));
    all.extend(crowds::find(&look));
    all.extend(positions::find(&look));
    all.extend(denials::find(&look));
    all.extend(versions::find(&look));
    all.extend(polarity::find(&look));
    let mut kept: Vec<Discrepancy> = Vec::new();
    for found in all {
        if !kept.iter().any(|k| is_retold(k, &found)) {
            kept.push(found);
        }
    }
    kept.sort_by_key(|d| d.evidence.iter().map(|s| s.start).min());
    kept
}

/// Whether the same words were set against each other already: what was found by the more telling rule stays.
fn is_retold(kept: &Discrepancy, found: &Discrepancy) -> bool {
    let met = |span: &ByteSpan, others: &[ByteSpan]| others.iter().any(|o| o.overlaps(*span));
    kept.kind == found.kind && found.evidence.iter().all(|s| met(s, &kept.evidence))
        || found.evidence.len() > 1
            && found.evidence.iter().all(|s| met(s, &kept.evidence))
            && kept.evidence.iter().all(|s| met(s, &found.evidence))
}
