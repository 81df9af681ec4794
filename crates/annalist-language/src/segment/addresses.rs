//! Addresses and tags inside chunks of text.

use std::ops::Range;

/// Stretches of a chunk that are one word each whatever is in them.
pub(super) fn find_whole(chunk: &str, out: &mut Vec<Range<usize>>) {
    out.clear();
    out.extend(address(chunk).or_else(|| mail_address(chunk)));
    if out.is_empty() {
        find_tags(chunk, out);
    }
}

/// A web address: from its scheme to the end but for closing marks.
fn address(chunk: &str) -> Option<Range<usize>> {
    const STARTS: [&str; 4] = ["http://", "https://", "ftp://", "www."];
    if !chunk.contains("://") && !chunk.contains("www.") {
        return None;
    }
    let mut low = chunk.to_owned();
    low.make_ascii_lowercase();
    let start = STARTS.iter().filter_map(|start| low.find(start)).min()?;
    let count = |bracket: char| chunk[start..].matches(bracket).count();
    let (mut end, opened, mut closed) = (chunk.len(), count('('), count(')'));
    while let Some(last) = chunk[start..end].chars().next_back() {
        let belongs = last == ')' && closed <= opened;
        if belongs
            || !matches!(
                last,
                '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '"' | '\'' | '”' | '’'
            )
        {
            break;
        }
        closed -= usize::from(last == ')');
        end -= last.len_utf8();
    }
    Some(start..end)
}

/// An address for mail: name, `@`, host with a period in it.
fn mail_address(chunk: &str) -> Option<Range<usize>> {
    let at = chunk.find('@')?;
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let start = chunk[..at]
        .rfind(|c| !name(c))
        .map_or(0, |i| i + chunk[i..].chars().next().map_or(1, char::len_utf8));
    let host = &chunk[at + 1..];
    let length =
        host.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(host.len());
    let host = host[..length].trim_end_matches(['.', '-']);
    let is_one = start < at && host.contains('.') && !host.starts_with('.');
    is_one.then(|| start..at + 1 + host.len())
}

/// Names of users (`@name`) and topics (`#name`).
fn find_tags(chunk: &str, out: &mut Vec<Range<usize>>) {
    let mut before = ' ';
    for (start, mark) in chunk.char_indices() {
        let inside = out.last().is_some_and(|last| start < last.end);
        let free = matches!(before, ' ' | '(' | '[' | '"' | '“' | '‘' | '\'' | '<' | '/' | ':' | ',')
            || mark == '#' && before == '.';
        if matches!(mark, '@' | '#') && free && !inside {
            let name = &chunk[start + 1..];
            let length = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            if name[..length].contains(char::is_alphabetic) {
                out.push(start..start + 1 + length);
            }
        }
        before = mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(chunk: &str) -> Vec<&str> {
        let mut out = Vec::new();
        find_whole(chunk, &mut out);
        out.into_iter().map(|range| &chunk[range]).collect()
    }

    #[test]
    fn addresses_end_before_closing_marks() {
        assert_eq!(whole("(https://example.org/a_(b)),"), ["https://example.org/a_(b)"]);
        assert_eq!(whole("www.example.org."), ["www.example.org"]);
        assert_eq!(whole("<ann.lee@mail.example.org>,"), ["ann.lee@mail.example.org"]);
        assert_eq!(whole("https://İ"), ["https://İ"]);
    }

    #[test]
    fn tags_are_names() {
        assert_eq!(whole("(@ann_lee99)"), ["@ann_lee99"]);
        assert_eq!(whole("#Port#Strike"), ["#Port"]);
        assert!(whole("me@home").is_empty());
        assert!(whole("#1").is_empty());
    }
}
