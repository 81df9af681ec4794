//! The one error of this crate: a model file that cannot be used.

use std::fmt;

/// Why a language model could not be loaded.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
pub(crate) enum Kind {
    NotAModel,
    Version(u8),
    Damaged(String),
}

impl Error {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Kind::Damaged(what.into()).into()
    }

    /// Whether the bytes are something else than an annalist language model.
    pub fn is_not_a_model(&self) -> bool {
        matches!(*self.0, Kind::NotAModel)
    }

    /// Whether the file is of a format version that this program does not read.
    pub fn is_unsupported_version(&self) -> bool {
        matches!(*self.0, Kind::Version(_))
    }

    /// Whether the file is cut short, changed or contradicts itself.
    pub fn is_damaged(&self) -> bool {
        matches!(*self.0, Kind::Damaged(_))
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::NotAModel => write!(f, "reading a language model: these bytes do not start as one"),
            Kind::Version(found) => {
                write!(f, "reading a language model: format version 1 expected, {found} found")
            }
            Kind::Damaged(what) => write!(f, "reading a language model: {what}"),
        }
    }
}

impl std::error::Error for Error {}
