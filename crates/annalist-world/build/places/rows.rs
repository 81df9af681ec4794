//! Tab-separated sources: comments begin with `#`, every error names its line.

use crate::source::Problem;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A file's text with its name.
pub(super) struct Source {
    file: PathBuf,
    text: String,
}

/// One line of it.
pub(super) struct Row<'s> {
    source: &'s Source,
    line: usize,
    fields: Vec<&'s str>,
}

impl Source {
    pub(super) fn open(folder: &Path, file: &str) -> Result<Self, Problem> {
        let path = folder.join(file);
        let text =
            std::fs::read_to_string(&path).map_err(|e| Problem::new(&path, 0, format!("reading: {e}")))?;
        Ok(Self { file: path, text })
    }

    /// The lines that hold data; each needs so many columns.
    pub(super) fn rows(&self, columns: usize) -> Result<Vec<Row<'_>>, Problem> {
        let mut rows = Vec::new();
        for (i, line) in self.text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let row = Row { source: self, line: i + 1, fields: line.split('\t').collect() };
            if row.fields.len() < columns {
                return Err(row.error(&format!("{columns} columns are needed, {} found", row.fields.len())));
            }
            rows.push(row);
        }
        Ok(rows)
    }
}

impl<'s> Row<'s> {
    /// A field; empty if the line is shorter.
    pub(super) fn field(&self, column: usize) -> &'s str {
        self.fields.get(column).copied().unwrap_or("").trim()
    }

    /// A field of several values.
    pub(super) fn list(&self, column: usize) -> impl Iterator<Item = &'s str> + use<'s> {
        self.field(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    pub(super) fn number<T: FromStr>(&self, column: usize) -> Result<T, Problem> {
        let field = self.field(column);
        field
            .parse()
            .map_err(|_| self.error(&format!("column {}: a number is needed, {field:?} found", column + 1)))
    }

    /// Latitude and longitude from two columns.
    pub(super) fn point(&self, column: usize) -> Result<(f64, f64), Problem> {
        let (lat, lon): (f64, f64) = (self.number(column)?, self.number(column + 1)?);
        if lat.abs() > 90.0 || lon.abs() > 180.0 {
            return Err(self.error(&format!("no such point on earth: {lat} {lon}")));
        }
        Ok((lat, lon))
    }

    pub(super) fn error(&self, what: &str) -> Problem {
        Problem::new(&self.source.file, self.line, what)
    }
}
