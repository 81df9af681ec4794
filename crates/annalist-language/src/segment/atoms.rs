//! The smallest pieces of a chunk of text between spaces: words are made of whole pieces.

use super::lists::{Lists, form_hash};

/// Longest piece, in characters; longer runs are cut.
const LONGEST: usize = 100;

/// What a piece is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Letters,
    /// Digits.
    Digits,
    /// Contracted endings such as `n't`.
    Clitic,
    /// A piece before which a word always ends: the later parts of contractions and of overlong runs.
    Part,
    /// One other character, or a run of the same one.
    Mark,
}

/// One piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    /// Hash of the text, for features.
    pub form: u32,
    /// Letter case and length, for features.
    pub shape: u32,
}

/// Cuts a chunk into pieces.
pub(super) fn cut(chunk: &str, lists: &Lists, out: &mut Vec<Atom>) {
    out.clear();
    let mut at = 0;
    while let Some(first) = chunk[at..].chars().next() {
        let rest = &chunk[at..];
        let (len, kind) = if let Some(len) = is_apostrophe(first).then(|| lists.clitic(rest)).flatten() {
            (len, Kind::Clitic)
        } else if first.is_alphabetic() {
            letters(rest, lists)
        } else if first.is_numeric() {
            (run(rest, char::is_numeric), Kind::Digits)
        } else if stands_alone(first) {
            (run(&rest[first.len_utf8()..], extends) + first.len_utf8(), Kind::Mark)
        } else {
            (run(rest, |c| c == first || extends(c)), Kind::Mark)
        };
        push(chunk, at, len, kind, lists, out);
        at += len;
    }
}

fn push(chunk: &str, start: usize, len: usize, kind: Kind, lists: &Lists, out: &mut Vec<Atom>) {
    let text = &chunk[start..start + len];
    let mut from = start;
    let mut piece = |end: usize, kind: Kind| {
        let text = &chunk[from..end];
        out.push(Atom {
            start: from,
            end,
            kind,
            form: form_hash(plain(text)),
            shape: shape(plain(text), kind),
        });
        from = end;
    };
    let mut kind = kind;
    if kind == Kind::Letters {
        let mut end = start;
        for cut in lists.contraction(text) {
            end += cut;
            piece(end, kind);
            kind = Kind::Part;
        }
    } else if len > LONGEST {
        let chars = text.char_indices().step_by(LONGEST).skip(1);
        for (cut, _) in chars {
            piece(start + cut, kind);
            kind = Kind::Part;
        }
    }
    piece(start + len, kind);
}

/// Signs of money are one to the classifier, and so are apostrophes.
fn plain(text: &str) -> &str {
    match text {
        "£" | "€" | "¥" | "₹" | "₪" | "₽" | "₦" | "₺" | "₩" => "$",
        "’" | "ʼ" | "′" | "´" => "'",
        text => text,
    }
}

/// The letters that start here, up to a contracted `not`.
fn letters(rest: &str, lists: &Lists) -> (usize, Kind) {
    let mut chars = rest.char_indices().peekable();
    let mut count = 0;
    while let Some((i, c)) = chars.next() {
        if !c.is_alphabetic() && !extends(c) || count == LONGEST {
            return (i, Kind::Letters);
        }
        let before_apostrophe = chars.peek().is_some_and(|(_, next)| is_apostrophe(*next));
        if before_apostrophe
            && matches!(c, 'n' | 'N')
            && let Some(len) = lists.clitic(&rest[i..])
        {
            return if i == 0 { (len, Kind::Clitic) } else { (i, Kind::Letters) };
        }
        count += 1;
    }
    (rest.len(), Kind::Letters)
}

fn run(text: &str, same: impl Fn(char) -> bool) -> usize {
    text.find(|c| !same(c)).unwrap_or(text.len())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`' | 'ʼ' | '′')
}

/// Brackets and quotation marks: two of them are two pieces.
fn stands_alone(c: char) -> bool {
    is_apostrophe(c)
        || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '"' | '“' | '”' | '«' | '»' | '„' | '$')
}

/// Characters that belong to the one before: combining marks, joiners, variation selectors, skin tones.
fn extends(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{94d}' | '\u{1ab0}'..='\u{1aff}' | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{2060}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

fn shape(text: &str, kind: Kind) -> u32 {
    let len = text.chars().take(5).count() as u32;
    match kind {
        Kind::Letters | Kind::Part => {
            let upper = text.chars().filter(|c| c.is_uppercase()).count();
            let first = text.chars().next().is_some_and(char::is_uppercase);
            let case = match (upper, first) {
                (0, _) => 0,
                (1, true) => 1,
                (n, true) if n as u32 >= len => 2,
                _ => 3,
            };
            10 + case * 10 + len.min(4)
        }
        Kind::Digits => 50 + len,
        Kind::Clitic => 60,
        Kind::Mark => 70 + form_hash(text) % 1024 * 10 + len.min(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(chunk: &str) -> Vec<&str> {
        let mut atoms = Vec::new();
        cut(chunk, &Lists::load(), &mut atoms);
        atoms.iter().map(|atom| &chunk[atom.start..atom.end]).collect()
    }

    #[test]
    fn chunks_fall_into_pieces() {
        assert_eq!(pieces("don’t,"), ["do", "n’t", ","]);
        assert_eq!(pieces("$20,000..."), ["$", "20", ",", "000", "..."]);
        assert_eq!(pieces("((U.S.'s))"), ["(", "(", "U", ".", "S", ".", "'s", ")", ")"]);
        assert_eq!(pieces("cannot"), ["can", "not"]);
        assert_eq!(pieces("e\u{301}te\u{301}"), ["e\u{301}te\u{301}"]);
        assert_eq!(pieces("👍🏽👍"), ["👍🏽👍"]);
    }

    #[test]
    fn long_runs_are_cut() {
        assert_eq!(pieces(&"x".repeat(250)).len(), 3);
        assert_eq!(pieces(&"7".repeat(250)).len(), 3);
        assert_eq!(pieces(&"=".repeat(250)).len(), 3);
    }
}
