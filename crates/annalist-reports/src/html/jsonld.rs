//! What a page says about its article in JSON-LD (schema.org).

use super::entities::decode;
use serde_json::Value;

/// The properties of an article that reports have a place for, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

/// Most objects of one page that are looked at.
const MAX_OBJECTS: usize = 500;

/// Reads the article's properties from the page's JSON-LD scripts; what is not JSON or no article is passed over.
pub(super) fn read<'a>(scripts: impl Iterator<Item = &'a str>) -> LinkedData {
    let mut found = LinkedData::default();
    let mut left = MAX_OBJECTS;
    for script in scripts {
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let script = script.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        let plain: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if let Ok(value) = serde_json::from_str(&plain) {
            visit(&value, &mut found, &mut left);
        }
    }
    found
}

fn visit(value: &Value, found: &mut LinkedData, left: &mut usize) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, found, left)),
        Value::Object(object) => {
            if is_article(&object.get("@type").cloned().unwrap_or_default()) {
                take(value, found);
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    visit(inner, found, left);
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            kind.ends_with("Article") || matches!(kind.as_str(), "BlogPosting" | "LiveBlogPosting" | "Report")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

fn take(article: &Value, found: &mut LinkedData) {
    let fill = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    fill(&mut found.title, string(&article["headline"]));
    fill(&mut found.published, string(&article["datePublished"]));
    fill(&mut found.modified, string(&article["dateModified"]));
    fill(&mut found.outlet, string(&article["publisher"]["name"]));
    fill(&mut found.byline, names(&article["author"]).or_else(|| names(&article["creator"])));
    fill(&mut found.url, string(&article["url"]).or_else(|| string(&article["mainEntityOfPage"]["@id"])));
    fill(&mut found.url, string(&article["mainEntityOfPage"]));
    fill(&mut found.language, string(&article["inLanguage"]));
    fill(&mut found.body, string(&article["articleBody"]));
}

fn string(value: &Value) -> Option<String> {
    let text = decode(value.as_str()?.trim());
    (!text.is_empty()).then_some(text)
}

fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => string(value),
        Value::Object(object) => object.get("name").and_then(names),
        Value::Array(items) => {
            let all: Vec<String> = items.iter().take(20).filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_in_a_graph() {
        let script = r#"{"@graph": [{"@type": "WebSite", "name": "no"}, {"@type": ["NewsArticle"], "headline": "A &amp; B",
            "datePublished": "2023-01-27T10:00:00+02:00", "author": [{"name": "X Y"}, "Z"], "publisher": {"name": "P"}}]}"#;
        let found = read([script, "not json"].into_iter());
        assert_eq!(found.title.as_deref(), Some("A & B"));
        assert_eq!(found.byline.as_deref(), Some("X Y, Z"));
        assert_eq!(found.outlet.as_deref(), Some("P"));
        assert_eq!(found.published.as_deref(), Some("2023-01-27T10:00:00+02:00"));
    }
}
