//! From a tree to text: one blank line between blocks, one space for any run of white space, no markup.

use dom_query::NodeRef;

/// One block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// Whether all of it is inside links.
    pub(super) linked: bool,
}

/// Collects text block by block.
#[derive(Default)]
pub(super) struct Blocks {
    done: Vec<Block>,
    current: String,
    /// Line breaks since the last text.
    breaks: u32,
    /// Links that are open.
    links: u32,
    /// Whether the block has text outside links.
    plain: bool,
}

/// A step of the walk through the tree, which keeps its own stack so that depth costs no stack of the thread.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(NodeRef<'a>),
}

/// The text blocks under a node, in document order.
pub(super) fn blocks(root: NodeRef<'_>) -> Vec<Block> {
    let mut out = Blocks::default();
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => out.text(&node.text()),
            Step::Enter(node) if node.is_element() => enter(node, &mut out, &mut steps),
            Step::Enter(node) => steps.extend(node.children_it(true).map(Step::Enter)),
            Step::Leave(node) => {
                let name = node.node_name().unwrap_or_default();
                if &*name == "a" {
                    out.links -= 1;
                } else if is_block(&name) {
                    out.end_block();
                }
            }
        }
    }
    out.end_block();
    out.done
}

fn enter<'a>(node: NodeRef<'a>, out: &mut Blocks, steps: &mut Vec<Step<'a>>) {
    let name = node.node_name().unwrap_or_default();
    match &*name {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "button" | "select"
        | "textarea" => return,
        "br" => out.line_break(),
        "a" => out.links += 1,
        "td" | "th" => out.text(" "),
        name if is_block(name) => out.end_block(),
        _ => {}
    }
    steps.push(Step::Leave(node));
    steps.extend(node.children_it(true).map(Step::Enter));
}

impl Blocks {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                if !self.current.is_empty() && !self.current.ends_with([' ', '\n']) {
                    self.current.push(' ');
                }
            } else if !is_invisible(c) {
                self.breaks = 0;
                self.plain |= self.links == 0 && c.is_alphanumeric();
                self.current.push(c);
            }
        }
    }

    /// One break is a new line, two are a new block.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.end_block();
        } else if !self.current.is_empty() {
            self.current.truncate(self.current.trim_end().len());
            self.current.push('\n');
        }
    }

    fn end_block(&mut self) {
        let block = self.current.trim();
        if !block.is_empty() {
            self.done.push(Block { text: block.to_owned(), linked: !self.plain });
        }
        self.current.clear();
        self.plain = false;
    }
}

fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
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
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_the_words_and_drop_the_layout() {
        let page = "<div><p>One\n  <b>two</b>&nbsp;three<p>Four<br>five<br><br>six<ul><li>a<li>b</ul><script>no</script></div>";
        let document = dom_query::Document::from(page);
        let found: Vec<_> = blocks(document.root()).into_iter().map(|block| block.text).collect();
        assert_eq!(found, ["One two three", "Four\nfive", "six", "a", "b"]);
    }
}
