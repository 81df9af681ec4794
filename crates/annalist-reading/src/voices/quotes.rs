//! Quotation marks paired into quoted stretches, across sentences and paragraphs.

use annalist_reports::{ByteSpan, Text};

/// A quoted stretch of text, without its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The words inside.
    pub inner: ByteSpan,
    /// With the marks.
    pub outer: ByteSpan,
}

/// All quoted stretches in text order, not nested. An opening mark without a closing one runs to the end of its
/// paragraph where the next paragraph opens with a mark again (the convention for long quotations), else it is ignored.
pub(super) fn find(text: &Text) -> Vec<Quote> {
    let string = text.as_str();
    let mut quotes = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in string.char_indices() {
        let end = at + c.len_utf8();
        if c == '\n' && string[end..].starts_with('\n') {
            close_at_paragraph(string, &mut quotes, &mut open, at);
            continue;
        }
        match (mark(string, at, c), open) {
            (Some(Mark::Open), _) | (Some(Mark::Either), None) => open = Some((at, end)),
            (Some(Mark::Close | Mark::Either), Some((start, inner))) => {
                push(&mut quotes, start, inner, at, end);
                open = None;
            }
            _ => {}
        }
    }
    close_at_paragraph(string, &mut quotes, &mut open, string.len());
    quotes
}

enum Mark {
    Open,
    Close,
    Either,
}

fn mark(string: &str, at: usize, c: char) -> Option<Mark> {
    match c {
        '“' | '„' | '«' => Some(Mark::Open),
        '”' | '»' => Some(Mark::Close),
        '"' => Some(straight(string, at)),
        _ => None,
    }
}

/// A straight mark opens before a word and closes after one.
fn straight(string: &str, at: usize) -> Mark {
    let before = string[..at].chars().next_back();
    let after = string[at + 1..].chars().next();
    let space_before =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '\''));
    let space_after = after.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '—' | '–')
    });
    match (space_before, space_after) {
        (true, false) => Mark::Open,
        (false, true) => Mark::Close,
        _ => Mark::Either,
    }
}

fn push(quotes: &mut Vec<Quote>, start: usize, inner: usize, close: usize, end: usize) {
    if inner < close {
        quotes.push(Quote {
            inner: ByteSpan::new(inner as u32, close as u32),
            outer: ByteSpan::new(start as u32, end as u32),
        });
    }
}

fn close_at_paragraph(string: &str, quotes: &mut Vec<Quote>, open: &mut Option<(usize, usize)>, at: usize) {
    let Some((start, inner)) = open.take() else { return };
    let next = string[at..].trim_start().chars().next();
    if matches!(next, Some('“' | '"' | '„' | '«')) {
        push(quotes, start, inner, at, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<String> {
        let text = Text::new(text.to_string());
        find(&text).iter().map(|q| text.slice(q.inner).to_string()).collect()
    }

    #[test]
    fn marks_pair_up() {
        assert_eq!(quoted("“We left,” he said. \"Then we came back.\""), ["We left,", "Then we came back."]);
        assert_eq!(quoted("He called it \"null and void\", twice."), ["null and void"]);
        assert_eq!(quoted("\"He said “no” twice,\" she said."), ["no"]);
    }

    #[test]
    fn an_unclosed_mark_runs_over_paragraphs_only_where_the_next_opens_again() {
        assert_eq!(quoted("“One.\n\n“Two.”"), ["One.", "Two."]);
        assert_eq!(quoted("5\" of rain fell.\n\nNobody spoke."), Vec::<String>::new());
    }
}
