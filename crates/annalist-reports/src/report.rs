//! What a document is to every later phase.

use crate::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;

/// One news report: its text and what its carrier said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Content hash of the normalised text: the same words have the same id.
    pub id: DocumentId,
    /// The id the input gave, if any.
    pub external_id: Option<String>,
    /// Headline, if the carrier gave one apart from the text.
    pub title: Option<String>,
    /// The text that is read and that every offset refers to.
    pub text: Text,
    /// When it was published, if known.
    pub published: Option<Published>,
    /// The outlet's name or host.
    pub outlet: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// BCP 47 tag as declared or detected.
    pub language: Option<String>,
    /// The format it came in.
    pub format: Format,
    /// What was odd about the input, in the order it was noticed.
    pub warnings: Vec<Warning>,
}

/// blake3 of the normalised text, in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub String);

/// A publication date with the precision the carrier gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// A day.
    Date(Date),
    /// An instant, with the civil date at the place of publication.
    Instant {
        /// The instant.
        at: Timestamp,
        /// The calendar day in the offset that the carrier wrote.
        day: Date,
    },
}

impl Published {
    /// The calendar day of publication.
    pub fn day(&self) -> Date {
        match self {
            Self::Date(day) | Self::Instant { day, .. } => *day,
        }
    }
}

/// The format a report came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Plain,
    /// A web page.
    Html,
    /// One line of JSON Lines.
    Jsonl,
    /// A JSON object, alone or in a list.
    Json,
}

impl Format {
    /// The name that the record and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
        }
    }
}

/// Something odd about an input that did not keep it from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Stable code, listed in the documentation.
    pub code: &'static str,
    /// One sentence in lower case.
    pub message: String,
}
