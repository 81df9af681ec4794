//! Web pages: the article's text and what the page says about itself.

mod article;
mod blocks;
mod entities;
mod furniture;
mod jsonld;
mod metadata;
mod shape;
mod tags;

use crate::codes;
use crate::report::Warning;
use dom_query::Document;

/// An article as its page gives it; dates are not yet read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) warnings: Vec<Warning>,
}

/// Finds the article of a page. A page without an article has an empty text.
pub(crate) fn page(html: &str) -> Page {
    if let Some(excess) = shape::measure(html) {
        let message =
            format!("the page has {}; its paragraphs were read without its structure", excess.describe());
        let warnings = vec![Warning { code: codes::PAGE_WITHOUT_STRUCTURE, message }];
        return Page { text: tags::prose(html), warnings, ..Page::default() };
    }
    let document = Document::from(html);
    let about = metadata::read(&document);
    let found = article::text(document, about.title.as_deref()).unwrap_or_default();
    Page {
        text: fuller(found, about.body),
        title: about.title,
        published: about.published,
        modified: about.modified,
        outlet: about.outlet,
        byline: about.byline,
        url: about.url,
        language: about.language,
        warnings: Vec::new(),
    }
}

/// The text found in the markup, unless the page's metadata repeat the article at more than twice that length.
fn fuller(found: String, declared: Option<String>) -> String {
    match declared.map(|body| tags::plain(&body)) {
        Some(body) if body.len() > 2 * found.len() => body,
        _ => found,
    }
}
