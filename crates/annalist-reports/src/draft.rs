//! A report before its date is read, its outlet settled and its text measured.

use crate::codes;
use crate::error::Error;
use crate::options::Options;
use crate::report::{DocumentId, Format, Published, Report, Warning};
use crate::text::Text;

/// What a carrier gave.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) external_id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) format: Format,
    pub(crate) warnings: Vec<Warning>,
}

impl Draft {
    /// A draft with a text and nothing else.
    pub(crate) fn bare(text: String, format: Format, warnings: Vec<Warning>) -> Self {
        let (external_id, title, published, modified) = (None, None, None, None);
        let (outlet, url, byline, language) = (None, None, None, None);
        Self {
            external_id,
            title,
            text,
            published,
            modified,
            outlet,
            url,
            byline,
            language,
            format,
            warnings,
        }
    }

    /// The report, unless there is no text or too much of it.
    pub(crate) fn finish(mut self, options: &Options) -> Result<Report, Error> {
        self.check_text(options.limits.text)?;
        let published = self.published(options);
        let outlet = self.outlet();
        Ok(Report {
            id: DocumentId::of(&self.text),
            external_id: self.external_id,
            title: self.title,
            text: Text::new(self.text),
            published,
            outlet,
            url: self.url,
            byline: self.byline,
            language: self.language,
            format: self.format,
            warnings: self.warnings,
        })
    }

    fn check_text(&self, limit: usize) -> Result<(), Error> {
        if self.text.len() > limit {
            let message = format!("the text has {} bytes, more than the limit of {limit}", self.text.len());
            return Err(Error::new(codes::TOO_LARGE, message).remedy("split it into its reports"));
        }
        if self.text.chars().any(|c| !c.is_whitespace()) {
            return Ok(());
        }
        Err(match self.format {
            Format::Html => Error::new(codes::NO_ARTICLE, "no article was found in the page")
                .remedy("save the article's own page, or its text"),
            Format::Plain => Error::new(codes::EMPTY, "there is no text in it"),
            _ => Error::new(codes::NO_TEXT, "the text is empty"),
        })
    }

    fn published(&mut self, options: &Options) -> Option<Published> {
        let own = self.published.take().and_then(|written| match written.parse() {
            Ok(published) => Some(published),
            Err(error) => {
                let error: Error = error;
                self.warnings.push(Warning { code: error.code(), message: error.message().to_owned() });
                None
            }
        });
        let found = own.or_else(|| options.published.clone());
        if let (None, Some(modified)) = (&found, &self.modified) {
            let message = format!(
                "the page only says when it was last changed ({}), not when it was published",
                short(modified)
            );
            self.warnings.push(Warning { code: codes::DATE_ONLY_MODIFIED, message });
        }
        found
    }

    fn outlet(&mut self) -> Option<String> {
        if self.outlet.is_some() {
            return self.outlet.take();
        }
        let host = host(self.url.as_deref()?)?;
        let message = format!("no outlet is given; the host `{host}` of the address was taken");
        self.warnings.push(Warning { code: codes::OUTLET_FROM_URL, message });
        Some(host)
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).filter(|c| !c.is_control()).collect()
}

/// The host of an http address, without `www.`.
fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let plausible = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
    plausible.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_taken_from_addresses() {
        assert_eq!(host("https://www.Example.com:80/a?b").as_deref(), Some("example.com"));
        assert_eq!(host("https://user@news.example.org#x").as_deref(), Some("news.example.org"));
        assert_eq!(host("mailto:x@example.org"), None);
        assert_eq!(host("http://localhost/x"), None);
    }
}
