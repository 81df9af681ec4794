//! At what cost: figures of people killed, injured, missing, abducted, detained, displaced or affected.
//!
//! A toll is read where a word of harm meets people who are counted: by a number, by a word such as "dozens", or by being
//! one person. What is denied, planned or feared is no toll; "no one was killed" is a toll of none.

mod category;
mod count;
mod find;
mod people;
mod places;
mod real;
mod repeats;
mod shares;
mod sums;
#[cfg(test)]
mod tests;

use crate::numbers::Bound;
use crate::wordlist::WordList;
use annalist_language::TokenIx;
use annalist_reports::ByteSpan;
use std::sync::LazyLock;

pub use find::find;

static HARM: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("../../lexicon/tolls/harm.txt")));
static VICTIMS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("../../lexicon/tolls/victims.txt")));
static REALITY: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(include_str!("../../lexicon/tolls/reality.txt")));

/// What befell people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants say it")]
pub enum Harm {
    Killed,
    Injured,
    Missing,
    Abducted,
    Detained,
    Displaced,
    Affected,
}

impl Harm {
    /// The harm as the record writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Abducted => "abducted",
            Self::Detained => "detained",
            Self::Displaced => "displaced",
            Self::Affected => "affected",
        }
    }

    /// Whether one person who is not told by a number makes a figure.
    fn of_individuals(self) -> bool {
        matches!(self, Self::Killed | Self::Injured | Self::Missing | Self::Abducted)
    }

    /// The harm of that name.
    pub fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "killed" => Self::Killed,
            "injured" => Self::Injured,
            "missing" => Self::Missing,
            "abducted" => Self::Abducted,
            "detained" => Self::Detained,
            "displaced" => Self::Displaced,
            "affected" => Self::Affected,
            _ => return None,
        })
    }
}

/// Whether those harmed bore arms, as far as their description tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the variants say it")]
pub enum Category {
    Combatant,
    Civilian,
    Mixed,
    Unknown,
}

impl Category {
    /// The category as the record writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Combatant => "combatant",
            Self::Civilian => "civilian",
            Self::Mixed => "mixed",
            Self::Unknown => "unknown",
        }
    }
}

/// Who was harmed, in the words of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Victims {
    /// The word that stands for them in the tree.
    pub head: TokenIx,
    /// Their description, number included.
    pub label: ByteSpan,
    /// Whether they bore arms.
    pub category: Category,
}

/// One figure of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toll {
    /// What befell them.
    pub harm: Harm,
    /// The least it can be.
    pub low: Option<u64>,
    /// The count told.
    pub best: Option<u64>,
    /// The most it can be.
    pub high: Option<u64>,
    /// How the words bound the count.
    pub bound: Bound,
    /// Who was harmed.
    pub victims: Victims,
    /// The words it is read from.
    pub evidence: ByteSpan,
    /// The number, if there is one in words or figures.
    pub number: Option<ByteSpan>,
    /// The verb, noun or adjective that says what befell them.
    pub predicate: TokenIx,
    /// The toll (by position) that this one is a share of.
    pub part_of: Option<usize>,
    /// The shares of this one.
    pub parts: Vec<usize>,
    /// The same figure told elsewhere.
    pub same_as: Vec<usize>,
}
