//! The error of this crate: what was attempted, what was found, where, and what to do about it.

use crate::codes;
use std::fmt;

/// Why an input, or a part of one, could not be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    code: &'static str,
    input: String,
    line: Option<u64>,
    byte: Option<u64>,
    message: String,
    remedy: Option<&'static str>,
}

impl Error {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        let (input, message) = (String::new(), message.into());
        Self(Box::new(Inner { code, input, line: None, byte: None, message, remedy: None }))
    }

    pub(crate) fn from_io(error: &std::io::Error, attempt: &str) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                Self::new(codes::NOT_FOUND, format!("{attempt}: no such file or folder"))
                    .remedy("check the path")
            }
            _ => Self::new(codes::UNREADABLE, format!("{attempt}: {}", plain_io(error))),
        }
    }

    pub(crate) fn remedy(mut self, remedy: &'static str) -> Self {
        self.0.remedy = Some(remedy);
        self
    }

    pub(crate) fn in_input(mut self, input: &str) -> Self {
        if self.0.input.is_empty() {
            input.clone_into(&mut self.0.input);
        }
        self
    }

    pub(crate) fn at_line(mut self, line: u64) -> Self {
        self.0.line = Some(line);
        self
    }

    pub(crate) fn at_byte(mut self, byte: u64) -> Self {
        self.0.byte = Some(byte);
        self
    }

    /// The stable code, as listed in `docs/errors.md`.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The input it happened in: a path, or `standard input`.
    pub fn input(&self) -> &str {
        &self.0.input
    }

    /// The line of the input, counted from 1, where that is known.
    pub fn line(&self) -> Option<u64> {
        self.0.line
    }

    /// The byte of the decompressed input, counted from 0, where that is known.
    pub fn byte(&self) -> Option<u64> {
        self.0.byte
    }

    /// What was attempted and what was found.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether this only tells of a file in a folder that was passed over; nothing that was asked for is missing.
    pub fn is_note(&self) -> bool {
        self.0.code == codes::PASSED_OVER
    }

    /// Whether the input does not exist.
    pub fn is_not_found(&self) -> bool {
        self.0.code == codes::NOT_FOUND
    }

    /// Whether the input exists but could not be opened or read.
    pub fn is_unreadable(&self) -> bool {
        self.0.code == codes::UNREADABLE
    }

    /// Whether there was nothing to read: an empty input, folder or text.
    pub fn is_empty(&self) -> bool {
        [codes::EMPTY, codes::EMPTY_FOLDER, codes::NO_ARTICLE, codes::NO_TEXT].contains(&self.0.code)
    }

    /// Whether the input is of a kind that is not read: binary data or an unsupported format.
    pub fn is_unsupported(&self) -> bool {
        [codes::BINARY, codes::UNSUPPORTED].contains(&self.0.code)
    }

    /// Whether a limit of size was passed.
    pub fn is_too_large(&self) -> bool {
        [codes::TOO_LARGE, codes::EXPANDS, codes::LINE_TOO_LONG].contains(&self.0.code)
    }

    /// Whether the input breaks the rules of its own format, encoding or compression.
    pub fn is_malformed(&self) -> bool {
        let malformed =
            [codes::DAMAGED, codes::ENCODING, codes::JSON, codes::NOT_AN_OBJECT, codes::TEXT_NOT_STRING];
        malformed.contains(&self.0.code)
    }

    /// Whether a date could not be read.
    pub fn is_date(&self) -> bool {
        [codes::DATE_UNKNOWN, codes::DATE_ABSURD, codes::DATE_AMBIGUOUS].contains(&self.0.code)
    }
}

/// The operating system's words without its number.
fn plain_io(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { code, input, line, byte, message, remedy } = &*self.0;
        if !input.is_empty() {
            f.write_str(input)?;
            if let Some(line) = line {
                write!(f, ":{line}")?;
            } else if let Some(byte) = byte {
                write!(f, ", byte {byte}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(message)?;
        if let Some(remedy) = remedy {
            write!(f, "; {remedy}")?;
        }
        write!(f, " [{code}]")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {}
