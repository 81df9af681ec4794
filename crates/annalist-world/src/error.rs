//! The crate's one error.

use std::fmt;

/// Why something given to this crate could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    found: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Code,
    Label,
}

impl Error {
    pub(crate) fn code(found: &str) -> Self {
        Self { kind: Kind::Code, found: found.into() }
    }

    pub(crate) fn label(found: &str) -> Self {
        Self { kind: Kind::Label, found: found.into() }
    }

    /// Whether a country code was expected.
    pub fn is_code(&self) -> bool {
        self.kind == Kind::Code
    }

    /// Whether a label of the codebook was expected.
    pub fn is_label(&self) -> bool {
        self.kind == Kind::Label
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            Kind::Code => "a country code of three upper-case letters",
            Kind::Label => "a label of the codebook",
        };
        write!(f, "reading {what}: found {:?}", self.found)
    }
}

impl std::error::Error for Error {}
