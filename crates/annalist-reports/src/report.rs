//! What a document is to every later phase.

use crate::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::fmt;

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
    /// An instant, with the offset from UTC that the carrier wrote.
    Instant {
        /// The instant.
        at: Timestamp,
        /// The offset at the place of publication.
        offset: Offset,
    },
}

impl Published {
    /// The calendar day at the place of publication.
    pub fn day(&self) -> Date {
        match self {
            Self::Date(day) => *day,
            Self::Instant { at, offset } => offset.to_datetime(*at).date(),
        }
    }
}

/// As RFC 3339: a date, or a date-time with the offset of the carrier.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(day) => day.fmt(f),
            Self::Instant { at, offset } if *offset == Offset::UTC => at.fmt(f),
            Self::Instant { at, offset } => at.display_with_offset(*offset).fmt(f),
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
