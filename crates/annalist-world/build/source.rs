//! Reading the data files: comments, fields, and errors that point at the line.

use std::fmt;
use std::path::{Path, PathBuf};

/// What is wrong with a data file, and where.
pub(crate) struct Problem {
    file: PathBuf,
    line: usize,
    message: String,
}

impl Problem {
    pub(crate) fn new(file: &Path, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, message: message.into() }
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

/// A line that holds something.
pub(crate) struct Line {
    pub(crate) file: PathBuf,
    pub(crate) number: usize,
    pub(crate) text: String,
}

impl Line {
    /// The parts between bars, trimmed.
    pub(crate) fn fields(&self) -> Vec<&str> {
        self.text.split('|').map(str::trim).collect()
    }

    pub(crate) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(&self.file, self.number, message)
    }
}

/// The lines of a file without comments (`#` at the start of a line) and without blank lines.
pub(crate) fn lines(file: &Path) -> Result<Vec<Line>, Problem> {
    let text = std::fs::read_to_string(file).map_err(|e| Problem::new(file, 0, format!("reading: {e}")))?;
    let kept = text.lines().enumerate().filter(|(_, line)| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    });
    Ok(kept
        .map(|(i, line)| Line { file: file.into(), number: i + 1, text: line.trim_end().into() })
        .collect())
}

/// The `.txt` files of a folder by name; none if the folder is not there.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| Problem::new(folder, 0, format!("listing: {e}")))?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}

/// Writes what was compiled.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(file, bytes).map_err(|e| Problem::new(file, 0, format!("writing: {e}")))
}

/// The parts between semicolons, trimmed, without empty ones.
pub(crate) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}
