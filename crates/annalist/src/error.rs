//! The one error of the façade.

use std::fmt;

/// An input that could not be read, or a part of the program's own data that could not be loaded.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Input(annalist_reports::Error),
    Model(annalist_language::Error),
    Lexicon(annalist_reading::lexicon::Error),
}

impl Error {
    /// Whether an input could not be read.
    pub fn is_input(&self) -> bool {
        matches!(*self.0, Kind::Input(_))
    }

    /// Whether the program's own model or word lists could not be loaded.
    pub fn is_knowledge(&self) -> bool {
        !self.is_input()
    }
}

impl From<annalist_reports::Error> for Error {
    fn from(error: annalist_reports::Error) -> Self {
        Self(Box::new(Kind::Input(error)))
    }
}

impl From<annalist_language::Error> for Error {
    fn from(error: annalist_language::Error) -> Self {
        Self(Box::new(Kind::Model(error)))
    }
}

impl From<annalist_reading::lexicon::Error> for Error {
    fn from(error: annalist_reading::lexicon::Error) -> Self {
        Self(Box::new(Kind::Lexicon(error)))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Input(error) => error.fmt(f),
            Kind::Model(error) => error.fmt(f),
            Kind::Lexicon(error) => write!(f, "reading the word lists: {error}"),
        }
    }
}

impl std::error::Error for Error {}
