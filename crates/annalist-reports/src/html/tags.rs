//! The tags of a page in one linear pass, and its text without a tree.

/// Elements whose content is not markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// One tag as it is written.
#[derive(Debug)]
pub(super) struct Tag {
    /// Lower-case name.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// First byte of the tag.
    pub(super) start: usize,
    /// One past its last byte, or past its content when that is not markup.
    pub(super) end: usize,
}

/// Iterates over the tags of a page; comments and the content of scripts and the like are skipped.
pub(super) struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    fn skip_comment(&mut self, start: usize) {
        let (from, end) =
            if self.html[start..].starts_with("<!--") { (start + 4, "-->") } else { (start + 1, ">") };
        self.at = self.html[from..].find(end).map_or(self.html.len(), |i| from + i + end.len());
    }

    /// One past the `>` that ends the tag whose name ends at `from`.
    fn tag_end(&self, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let mut quote = None;
        let mut after_equals = false;
        for (i, byte) in bytes.iter().enumerate().skip(from) {
            match (quote, byte) {
                (None, b'>') => return i + 1,
                (None, b'"' | b'\'') if after_equals => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                after_equals = *byte == b'=';
            }
        }
        bytes.len()
    }

    /// One past the end of the raw content that starts at `from`, before its end tag.
    fn raw_end(&self, name: &str, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let mut at = from;
        while let Some(i) = self.html[at..].find("</") {
            at += i + 2;
            let word = bytes.get(at..at + name.len());
            if word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
                return at - 2;
            }
        }
        self.html.len()
    }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        loop {
            let start = self.at + self.html.get(self.at..)?.find('<')?;
            let rest = &self.html[start + 1..];
            let closing = rest.starts_with('/');
            let name_at = start + 1 + usize::from(closing);
            let letter = self.html.as_bytes().get(name_at).is_some_and(u8::is_ascii_alphabetic);
            if !letter {
                if closing || rest.starts_with(['!', '?']) {
                    self.skip_comment(start);
                } else {
                    self.at = start + 1;
                }
                continue;
            }
            let stop = |c: char| c.is_ascii_whitespace() || c == '>' || c == '/';
            let name_end = self.html[name_at..].find(stop).map_or(self.html.len(), |i| name_at + i);
            let name = self.html[name_at..name_end].to_ascii_lowercase();
            let mut end = self.tag_end(name_end);
            if !closing && RAW.contains(&name.as_str()) {
                end = self.raw_end(&name, end);
            }
            self.at = end;
            return Some(Tag { name, closing, start, end });
        }
    }
}

/// The text of a page without building its tree: the paragraphs between block tags that read like prose.
pub(super) fn prose(html: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut at = 0;
    for tag in Tags::new(html) {
        current.push_str(&html[at..tag.start]);
        at = tag.end;
        if !is_inline(&tag.name) {
            end_paragraph(&mut current, &mut paragraphs);
        }
    }
    current.push_str(html.get(at..).unwrap_or_default());
    end_paragraph(&mut current, &mut paragraphs);
    paragraphs.join("\n\n")
}

/// A text that may hold some markup, without it; line breaks stay.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for tag in Tags::new(text) {
        out.push_str(&text[at..tag.start]);
        out.push_str(if is_inline(&tag.name) { "" } else { "\n\n" });
        at = tag.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn end_paragraph(current: &mut String, paragraphs: &mut Vec<String>) {
    let text = super::entities::decode(current);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    current.clear();
    let ends = text.ends_with(['.', '!', '?', '”', '"', '’', ':']);
    if ends && text.split(' ').count() >= 5 {
        paragraphs.push(text);
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_past_comments_scripts_and_quotes() {
        let html = "<!-- <b> --><p title='a > b'>x</p><script>if (a<b) {}</script><br/>1 < 2";
        let names: Vec<_> = Tags::new(html).map(|tag| (tag.name, tag.closing)).collect();
        let expected = [("p", false), ("p", true), ("script", false), ("script", true), ("br", false)];
        assert_eq!(names, expected.map(|(name, closing)| (name.to_owned(), closing)));
    }

    #[test]
    fn prose_survives_without_a_tree() {
        let html = "<div>Menu<div><p>The council met on <b>Monday</b> &amp; adjourned.<p>Rain fell on all of the town.";
        assert_eq!(prose(html), "The council met on Monday & adjourned.\n\nRain fell on all of the town.");
    }
}
