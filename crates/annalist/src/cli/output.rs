//! Where output goes. A reader that goes away early ends the program quietly.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Standard output or a file.
pub(crate) struct Sink {
    inner: Box<dyn Write + Send>,
    failure: Option<io::Error>,
}

impl Sink {
    pub(crate) fn stdout() -> Self {
        Self { inner: Box::new(BufWriter::with_capacity(64 << 10, io::stdout())), failure: None }
    }

    pub(crate) fn file(path: &Path) -> io::Result<Self> {
        Ok(Self { inner: Box::new(BufWriter::with_capacity(64 << 10, File::create(path)?)), failure: None })
    }

    /// Writes and flushes; after a failure nothing more is written.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.inner.write_all(bytes).and_then(|()| self.inner.flush()).err();
        }
    }

    /// Whether writing has come to an end.
    pub(crate) fn is_closed(&self) -> bool {
        self.failure.is_some()
    }

    /// What went wrong, unless it was only that the reader had enough.
    pub(crate) fn failure(&self) -> Option<&io::Error> {
        self.failure.as_ref().filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }
}

/// Standard error; that it cannot be written to is no reason to stop.
pub(crate) struct Stderr(io::Stderr);

impl Stderr {
    pub(crate) fn new() -> Self {
        Self(io::stderr())
    }

    pub(crate) fn say(&mut self, message: &str) {
        let line = format!("annalist: {}\n", printable(message));
        let _ = self.0.write_all(line.as_bytes());
    }
}

/// A text without the control characters that could steer a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}
