//! Which format an input is in.

use crate::codes;
use crate::error::Error;
use crate::report::Format;
use std::path::Path;

/// The format that a name promises, and whether the name is one that folders are searched for.
pub(crate) fn by_name(name: &str) -> Option<Format> {
    let mut path = Path::new(name);
    if extension(path).is_some_and(|ext| matches!(ext.as_str(), "gz" | "gzip" | "zst" | "zstd")) {
        path = Path::new(path.file_stem()?);
    }
    Some(match extension(path)?.as_str() {
        "txt" | "text" => Format::Plain,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => Format::Json,
        _ => return None,
    })
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Whether a name has no extension besides one for compression, so that only its content can tell.
pub(crate) fn is_bare(name: &str) -> bool {
    let path = Path::new(name);
    match extension(path).as_deref() {
        None => true,
        Some("gz" | "gzip" | "zst" | "zstd") => {
            path.file_stem().is_some_and(|stem| Path::new(stem).extension().is_none())
        }
        Some(_) => false,
    }
}

/// The format that the first bytes show.
pub(crate) fn by_content(head: &[u8]) -> Result<Format, Error> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let lower = text.to_ascii_lowercase();
    if is_page(&lower) {
        return Ok(Format::Html);
    }
    if ["<?xml", "<rss", "<feed", "<newsitem", "<nitf"].iter().any(|start| lower.starts_with(start)) {
        let message = "this is XML (a feed or a wire format), which is not read";
        return Err(
            Error::new(codes::UNSUPPORTED, message).remedy("convert it to plain text, HTML or JSON Lines")
        );
    }
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    Ok(match (signs.next(), signs.next()) {
        (Some('['), Some('{' | ']')) => Format::Json,
        (Some('{'), Some('"' | '}')) => object(text),
        _ => Format::Plain,
    })
}

/// Beginnings that only a page has.
fn is_page(lower: &str) -> bool {
    let mut rest = lower;
    while let Some(after) = rest.strip_prefix("<!--") {
        rest = after.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    let starts = ["<!doctype html", "<html", "<head>", "<head ", "<body", "<article", "<meta ", "<title>"];
    starts.iter().any(|start| rest.starts_with(start))
        || (rest.starts_with("<?xml") && rest.contains("<html"))
}

/// One object a line, or objects over several lines.
fn object(text: &str) -> Format {
    match text.split_once('\n') {
        Some((first, _)) if serde_json::from_str::<serde::de::IgnoredAny>(first).is_err() => Format::Json,
        _ => Format::Jsonl,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told() {
        assert_eq!(by_name("a/b.TXT.gz"), Some(Format::Plain));
        assert_eq!(by_name("b.ndjson"), Some(Format::Jsonl));
        assert_eq!(by_name("b.gz"), None);
        for (head, format) in [
            ("  <!-- saved --> <!DOCTYPE html><p>", Format::Html),
            ("<?xml version='1.0'?><html xmlns=''>", Format::Html),
            ("{\"text\": \"x\"}\n{\"text\": 1}", Format::Jsonl),
            ("{\"text\": \"very long", Format::Jsonl),
            ("{\n \"text\": \"x\"}", Format::Json),
            ("[{\"text\"", Format::Json),
            ("[Jenin] Nine people", Format::Plain),
            ("JENIN (AP) -", Format::Plain),
        ] {
            assert_eq!(by_content(head.as_bytes()).unwrap(), format, "{head}");
        }
        assert_eq!(by_content(b"<?xml version='1.0'?><rss>").unwrap_err().code(), codes::UNSUPPORTED);
    }
}
