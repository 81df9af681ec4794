//! What belongs to the page and not to the report: the rules; the words are in `data/page_furniture.txt`.

use dom_query::NodeRef;
use std::sync::LazyLock;

static FURNITURE: LazyLock<Furniture> =
    LazyLock::new(|| Furniture::read(include_str!("../../data/page_furniture.txt")));

/// An element is furniture only if it holds less than one part in this many of the article's text.
const SMALL_PART: usize = 4;
/// A longer paragraph is prose, however it begins.
const LONGEST_BLOCK: usize = 300;

#[derive(Default)]
struct Furniture {
    classes: Vec<&'static str>,
    beginnings: Vec<&'static str>,
    wholes: Vec<&'static str>,
}

impl Furniture {
    fn read(file: &'static str) -> Self {
        let mut out = Self::default();
        let mut section = &mut out.classes;
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line {
                "[class]" => section = &mut out.classes,
                "[block]" => section = &mut out.beginnings,
                "[exact]" => section = &mut out.wholes,
                entry => section.push(entry),
            }
        }
        out
    }
}

/// Takes captions, bylines, promotions and the like out of an article's tree.
pub(super) fn remove(root: NodeRef<'_>) {
    let whole = root.text().len();
    let elements: Vec<_> = root.descendants_it().filter(NodeRef::is_element).collect();
    for node in elements {
        if is_furniture(&node) && node.text().len() * SMALL_PART < whole {
            node.remove_from_parent();
        }
    }
}

fn is_furniture(node: &NodeRef<'_>) -> bool {
    let name = node.node_name().unwrap_or_default();
    if matches!(&*name, "figcaption" | "aside" | "nav" | "footer" | "form") || node.has_attr("hidden") {
        return true;
    }
    let marks = |value: &str| {
        let value = value.to_ascii_lowercase();
        value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| FURNITURE.classes.contains(&word))
    };
    node.class().is_some_and(|value| marks(&value)) || node.id_attr().is_some_and(|value| marks(&value))
}

/// Whether a block of text belongs to the page; `linked` says that all of it is a link.
pub(super) fn is_page_block(text: &str, linked: bool) -> bool {
    if linked {
        return true;
    }
    if text.chars().all(|c| !c.is_alphanumeric()) {
        return true;
    }
    if text.len() > LONGEST_BLOCK {
        return false;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let bare = lower.trim_end_matches([' ', '.', ':', '…', '!']);
    FURNITURE.wholes.contains(&bare) || FURNITURE.beginnings.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted_and_lower_case() {
        for list in [&FURNITURE.classes, &FURNITURE.beginnings, &FURNITURE.wholes] {
            assert!(!list.is_empty() && list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|entry| entry.to_lowercase() == **entry));
        }
    }

    #[test]
    fn page_blocks_are_told_from_prose() {
        assert!(is_page_block("Read more: Storm hits coast", false));
        assert!(is_page_block("Advertisement", false));
        assert!(!is_page_block("Related matters were discussed by the council.", false));
    }
}
