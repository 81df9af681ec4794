//! Which part of a page is the article.

use super::{blocks, furniture};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// The article's paragraphs, with blank lines between them; `None` when no article was found.
pub(super) fn text(document: Document, title: Option<&str>) -> Option<String> {
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::fragment(article.content);
    furniture::remove(content.root());
    let mut paragraphs: Vec<String> = Vec::new();
    for block in blocks::blocks(content.root()) {
        let repeats_title = paragraphs.is_empty() && title == Some(block.text.as_str());
        if !repeats_title && !furniture::is_page_block(&block.text, block.linked) {
            paragraphs.push(block.text);
        }
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}
