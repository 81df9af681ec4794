//! Whether a page's tags can be given to the tree builder. A tree builder that follows the HTML standard takes quadratic
//! time on deep nesting and multiplies unclosed formatting elements, so both are measured on the tags first, with the
//! standard's own rules for what an end tag closes.

/// Most elements that may be open at once.
const MAX_DEPTH: usize = 400;
/// Most formatting elements that may wait to be reopened.
const MAX_FORMATTING: usize = 24;
/// Most tags in a page.
const MAX_TAGS: usize = 150_000;
/// Most ampersands and angle brackets that are no markup: each costs the tree builder a step over the text so far.
const MAX_SIGNS: usize = 50_000;
/// Longest name that is looked at; longer ones are no element of HTML.
const MAX_NAME: usize = 16;

/// Why a page is not given to the tree builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// Elements nested too deeply.
    Depth,
    /// Formatting elements left open.
    Formatting,
    /// Too many tags.
    Tags,
    /// Too many signs that look like markup and are not.
    Signs,
}

impl Excess {
    /// What was found, for a warning.
    pub(super) fn describe(self) -> String {
        match self {
            Self::Depth => format!("more than {MAX_DEPTH} elements nested in one another"),
            Self::Formatting => format!("more than {MAX_FORMATTING} formatting elements left open"),
            Self::Tags => format!("more than {MAX_TAGS} tags"),
            Self::Signs => format!("more than {MAX_SIGNS} signs that look like markup and are not"),
        }
    }
}

/// Measures the tags of a page in one pass.
pub(super) fn measure(html: &str) -> Option<Excess> {
    let mut shape = Shape::default();
    let (mut tags, mut signs, mut at) = (0, 0, 0);
    for tag in super::tags::Tags::new(html) {
        tags += 1;
        signs += count_signs(&html[at..tag.start]);
        at = tag.end;
        if tags > MAX_TAGS {
            return Some(Excess::Tags);
        }
        if tag.name.len() > MAX_NAME && tag.closing {
            continue;
        }
        if tag.closing {
            shape.close(&tag.name);
        } else {
            shape.open(&tag.name);
        }
        if shape.open.len() > MAX_DEPTH {
            return Some(Excess::Depth);
        }
        if shape.formatting.iter().filter(|name| !name.is_empty()).count() > MAX_FORMATTING {
            return Some(Excess::Formatting);
        }
    }
    signs += count_signs(html.get(at..).unwrap_or_default());
    (signs > MAX_SIGNS).then_some(Excess::Signs)
}

fn count_signs(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b'&' | b'<')).count()
}

/// The open elements and the list of active formatting elements; an empty name marks a scope.
#[derive(Default)]
struct Shape {
    open: Vec<String>,
    formatting: Vec<String>,
}

impl Shape {
    fn open(&mut self, name: &str) {
        if is_void(name) {
            return;
        }
        if closes_itself(name) && self.open.last().is_some_and(|last| last == name) {
            self.open.pop();
        }
        self.open.push(name.to_owned());
        if is_formatting(name) {
            self.formatting.push(name.to_owned());
        } else if is_scope(name) {
            self.formatting.push(String::new());
        }
    }

    fn close(&mut self, name: &str) {
        if is_formatting(name) {
            self.close_formatting(name);
            return;
        }
        let Some(at) = self.find(name) else { return };
        let scopes = self.open[at..].iter().filter(|open| is_scope(open)).count();
        self.open.truncate(at);
        for _ in 0..scopes {
            while self.formatting.pop().is_some_and(|waiting| !waiting.is_empty()) {}
        }
    }

    /// The open element that an end tag closes, if it closes any.
    fn find(&self, name: &str) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if open == name {
                return Some(at);
            }
            let barrier = if is_table_part(name) { open == "table" } else { is_scope(open) };
            if barrier || (!is_block(name) && is_block(open)) {
                return None;
            }
        }
        None
    }

    fn close_formatting(&mut self, name: &str) {
        for at in (0..self.formatting.len()).rev() {
            if self.formatting[at].is_empty() {
                return;
            }
            if self.formatting[at] == name {
                self.formatting.remove(at);
                break;
            }
        }
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.remove(at);
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "html"
            | "head"
            | "body"
    )
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements that shut what is inside from end tags outside.
fn is_scope(name: &str) -> bool {
    matches!(name, "applet" | "caption" | "table" | "td" | "th" | "marquee" | "object" | "template")
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "template")
}

/// Elements that an end tag of their own kind closes together with whatever is open inside.
fn is_block(name: &str) -> bool {
    is_table_part(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "button"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "header"
                | "hgroup"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "ul"
                | "applet"
                | "marquee"
                | "object"
                | "select"
                | "search"
        )
}

/// Elements whose start tag closes an open one of the same kind.
fn closes_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "dd" | "dt" | "tr" | "td" | "th" | "option" | "button" | "a" | "nobr")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_passes() {
        let page = "<html><body><div><p>One<p>Two <b>three</b></div>".repeat(300) + "</body></html>";
        assert_eq!(measure(&page), None);
    }

    #[test]
    fn deep_nesting_is_seen_however_it_is_written() {
        assert_eq!(measure(&"<div>".repeat(1000)), Some(Excess::Depth));
        assert_eq!(measure(&"<div><table><tr><td></div></table>".repeat(1000)), Some(Excess::Depth));
        assert_eq!(measure(&"<b><div></b>".repeat(1000)), Some(Excess::Depth));
        assert_eq!(measure(&"<span><div></span>".repeat(1000)), Some(Excess::Depth));
    }

    #[test]
    fn formatting_left_open_is_seen() {
        let page: String =
            (0..100).flat_map(|i| ["<div><font size=".into(), i.to_string(), "></div>".into()]).collect();
        assert_eq!(measure(&page), Some(Excess::Formatting));
    }
}
