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
/// Single marks count only outside double ones and within a paragraph, for an apostrophe looks the same.
pub(crate) fn find(text: &Text) -> Vec<Quote> {
    let string = text.as_str();
    let mut quotes = Vec::new();
    let mut open: Vec<Opened> = Vec::new();
    let mut at = 0;
    while let Some(c) = string[at..].chars().next() {
        let end = at + mark_length(string, at, c);
        if c == '\n' && string[end..].starts_with('\n') {
            close_at_paragraph(string, &mut quotes, &mut open, at);
        } else if open.is_empty()
            && let Some((inner, close)) = single(string, at, c)
        {
            let past = close + string[close..].chars().next().map_or(1, char::len_utf8);
            push(&mut quotes, at, inner, close, past);
            at = past;
            continue;
        }
        match mark(string, at, end, c) {
            Some(Mark::Open) => open.push(Opened { start: at, inner: end, before: quotes.len() }),
            Some(Mark::Either) if open.is_empty() => {
                open.push(Opened { start: at, inner: end, before: quotes.len() });
            }
            Some(Mark::Close | Mark::Either) => {
                if let Some(opened) = open.pop() {
                    quotes.truncate(opened.before);
                    push(&mut quotes, opened.start, opened.inner, at, end);
                }
            }
            None => {}
        }
        at = end;
    }
    close_at_paragraph(string, &mut quotes, &mut open, string.len());
    quotes
}

/// A mark that waits for its closing one.
struct Opened {
    start: usize,
    inner: usize,
    /// How many quotations there were before it; those after it are inside of it.
    before: usize,
}

#[derive(PartialEq)]
enum Mark {
    Open,
    Close,
    Either,
}

/// Two single marks together are one double mark, as typewriters and wire services write it.
fn mark_length(string: &str, at: usize, c: char) -> usize {
    let doubled = matches!(c, '\'' | '`' | '’' | '‘') && string[at + c.len_utf8()..].starts_with(c);
    c.len_utf8() * if doubled { 2 } else { 1 }
}

fn mark(string: &str, at: usize, end: usize, c: char) -> Option<Mark> {
    let double = end - at > c.len_utf8();
    match c {
        '„' | '«' => Some(Mark::Open),
        '»' => Some(Mark::Close),
        '"' => Some(straight(string, at, end)),
        '\'' | '`' | '’' | '‘' if double => Some(straight(string, at, end)),
        // curled marks are sometimes turned the wrong way; where they stand tells
        '“' if straight(string, at, end) == Mark::Close => Some(Mark::Close),
        '”' if straight(string, at, end) == Mark::Open => Some(Mark::Open),
        '“' => Some(Mark::Open),
        '”' => Some(Mark::Close),
        _ => None,
    }
}

/// A straight mark opens before a word and closes after one.
fn straight(string: &str, at: usize, end: usize) -> Mark {
    let before = string[..at].chars().next_back();
    let after = string[end..].chars().next();
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

/// A stretch between single marks: where its words begin and where the closing mark stands.
fn single(string: &str, at: usize, c: char) -> Option<(usize, usize)> {
    let close = match c {
        '‘' => '’',
        '\'' => '\'',
        _ => return None,
    };
    let inner = at + c.len_utf8();
    let before = string[..at].chars().next_back();
    let opens = before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | ':'));
    let word = string[inner..].chars().next().is_some_and(char::is_alphabetic);
    if !opens || !word {
        return None;
    }
    let paragraph = string[inner..].find("\n\n").map_or(string.len(), |n| inner + n);
    let stretch = &string[inner..paragraph];
    let stretch = &stretch[..stretch.find(['‘', '"', '“', '”']).unwrap_or(stretch.len())];
    let ends: Vec<usize> =
        stretch.match_indices(close).map(|(n, _)| n).filter(|n| ends(stretch, *n, close)).collect();
    // "the workers’ rights" goes on where another mark follows
    let sure = ends.iter().find(|n| !possessive(stretch, **n, close));
    sure.or(ends.first()).map(|n| (inner, inner + n))
}

/// A closing single mark stands after a word or a stop and before no letter.
fn ends(stretch: &str, at: usize, close: char) -> bool {
    let before = stretch[..at].chars().next_back();
    let after = stretch[at + close.len_utf8()..].chars().next();
    before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric() && a != close)
}

fn possessive(stretch: &str, at: usize, close: char) -> bool {
    let after = &stretch[at + close.len_utf8()..];
    stretch[..at].ends_with('s')
        && after.starts_with(' ')
        && after.trim_start().chars().next().is_some_and(char::is_lowercase)
}

fn push(quotes: &mut Vec<Quote>, start: usize, inner: usize, close: usize, end: usize) {
    if inner < close {
        quotes.push(Quote {
            inner: ByteSpan::new(inner as u32, close as u32),
            outer: ByteSpan::new(start as u32, end as u32),
        });
    }
}

fn close_at_paragraph(string: &str, quotes: &mut Vec<Quote>, open: &mut Vec<Opened>, at: usize) {
    let Some(first) = open.drain(..).next() else { return };
    let next = string[at..].trim_start().chars().next();
    if matches!(next, Some('“' | '"' | '„' | '«')) {
        quotes.truncate(first.before);
        push(quotes, first.start, first.inner, at, at);
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
        assert_eq!(quoted("\"He said “no” twice,\" she said."), ["He said “no” twice,"]);
        assert_eq!(quoted("\"The \"free\" press is not,\" she said."), ["The \"free\" press is not,"]);
        assert_eq!(quoted("“It was over, he said. “Nobody came.”"), ["Nobody came."]);
        assert_eq!(
            quoted("''We left,'' he said. ``Then we came back.''"),
            ["We left,", "Then we came back."]
        );
    }

    #[test]
    fn marks_turned_the_wrong_way_still_pair_up() {
        assert_eq!(quoted("They found it “mostly dry.“ He left."), ["mostly dry."]);
        assert_eq!(quoted("”The sea is rising,” she said."), ["The sea is rising,"]);
    }

    #[test]
    fn single_marks_quote_and_apostrophes_do_not() {
        assert_eq!(quoted("Minister calls raid ‘a grave mistake’"), ["a grave mistake"]);
        assert_eq!(quoted("'The workers' rights are gone,' she said."), ["The workers' rights are gone,"]);
        assert_eq!(quoted("The army's tanks and the rebels' guns didn't move."), Vec::<String>::new());
        assert_eq!(quoted("In the ’90s the generals’ houses burnt."), Vec::<String>::new());
    }

    #[test]
    fn an_unclosed_mark_runs_over_paragraphs_only_where_the_next_opens_again() {
        assert_eq!(quoted("“One.\n\n“Two.”"), ["One.", "Two."]);
        assert_eq!(quoted("5\" of rain fell.\n\nNobody spoke."), Vec::<String>::new());
    }
}
