//! How inputs are to be read.

use crate::error::Error;
use crate::report::{Format, Published};
use std::collections::BTreeMap;

/// Options of [`read`](crate::read()), built up call by call.
///
/// ```
/// use annalist_reports::Options;
///
/// let options = Options::new().published("2023-01-27".parse()?).map("text", "story");
/// # Ok::<(), annalist_reports::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(crate) published: Option<Published>,
    pub(crate) format: Option<Format>,
    pub(crate) encoding: Option<&'static encoding_rs::Encoding>,
    pub(crate) map: BTreeMap<String, String>,
    pub(crate) limits: Limits,
}

/// Bounds on what one report may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Most bytes of UTF-8 in the text of a report.
    pub text: usize,
    /// Most bytes of an input that is one report, or of one line or value of an input that is many.
    pub carrier: usize,
    /// Most bytes that one compressed byte may become, once 64 MiB have been passed.
    pub expansion: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: 16 << 20, carrier: 64 << 20, expansion: 200 }
    }
}

impl Options {
    /// The defaults: everything is found out from the input.
    pub fn new() -> Self {
        Self::default()
    }

    /// The publication date of reports that give none themselves.
    #[must_use]
    pub fn published(mut self, published: Published) -> Self {
        self.published = Some(published);
        self
    }

    /// Reads every input as this format, whatever its name and content say.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Decodes every input from this encoding, named by a label of the WHATWG Encoding Standard such as `windows-1251`.
    pub fn encoding(mut self, label: &str) -> Result<Self, Error> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let message = format!("unknown encoding `{label}`");
            Error::new(crate::codes::ENCODING, message)
                .remedy("use a label such as utf-8, windows-1252 or shift_jis")
        })?;
        self.encoding = Some(encoding);
        Ok(self)
    }

    /// Takes a field of the report (`id`, `title`, `text`, `published`, `outlet`, `url`, `byline`, `language`) from this
    /// key of JSON objects instead of the usual ones. A key with dots that an object does not have as such is a path.
    #[must_use]
    pub fn map(mut self, field: &str, key: &str) -> Self {
        self.map.insert(field.to_owned(), key.to_owned());
        self
    }

    /// Other bounds.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}
