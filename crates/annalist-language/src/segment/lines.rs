//! What the line breaks of a text mean: blank lines part paragraphs; single breaks do so where lines are whole paragraphs.

/// The space between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// None at all.
    None,
    /// Space within a paragraph, with or without a line break.
    Within,
    /// The end of a paragraph.
    Paragraph,
}

/// How the single line breaks of a text are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Each ends a paragraph.
    Paragraphs,
    /// The text was wrapped to about this many characters; a break is a space, but for short lines and bullets.
    Wrapped(usize),
}

/// Lines beyond this are not made by wrapping.
const WIDEST: usize = 120;
/// Text narrower than this is a list or a table.
const NARROWEST: usize = 30;

impl Lines {
    /// Looks at the lines of a text.
    pub(super) fn of(text: &str) -> Self {
        let (mut inner, mut closed, mut widest) = (0_usize, 0_usize, 0);
        let mut lines = text.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            widest = widest.max(line.chars().take(WIDEST + 1).count());
            if !line.is_empty() && lines.peek().is_some_and(|next| !next.is_empty()) {
                inner += 1;
                closed += usize::from(is_closed(line));
            }
        }
        // In wrapped text hardly more lines end with a sentence than sentences end anyway.
        let wrapped = (NARROWEST..=WIDEST).contains(&widest) && inner > 1 && closed * 2 < inner;
        if wrapped { Self::Wrapped(widest) } else { Self::Paragraphs }
    }

    /// The space between two words: `text[from..to]` is what stands between them.
    pub(super) fn space(self, text: &str, from: usize, to: usize) -> Space {
        let between = &text[from..to];
        if between.is_empty() {
            return Space::None;
        }
        if between == " " {
            return Space::Within;
        }
        let breaks = between.bytes().filter(|b| *b == b'\n').count();
        match self {
            _ if breaks > 1 || between.contains(['\u{2029}', '\u{c}']) => Space::Paragraph,
            _ if breaks == 0 => Space::Within,
            Self::Paragraphs => Space::Paragraph,
            Self::Wrapped(width) if ends_early(text, from, to, width) => Space::Paragraph,
            Self::Wrapped(_) => Space::Within,
        }
    }
}

/// Whether a line ends with a sentence.
fn is_closed(line: &str) -> bool {
    let last = line.trim_end_matches(['"', '\'', '”', '’', ')', ']']).chars().next_back();
    matches!(last, Some('.' | '!' | '?' | ':' | '…'))
}

/// Whether a wrapped line stops although the next word had room, or the next line starts an item.
fn ends_early(text: &str, from: usize, to: usize, width: usize) -> bool {
    let start = text[..from].rfind('\n').map_or(0, |i| i + 1);
    let length = text[start..from].chars().take(WIDEST + 1).count();
    let next = text[to..].split(char::is_whitespace).next().unwrap_or_default();
    let bullet = matches!(next, "-" | "–" | "—" | "*" | "•" | "·" | "◦" | "▪");
    let room = length + 1 + next.chars().take(WIDEST).count() < width * 3 / 4;
    bullet || room && !next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_paragraphs() {
        let text = "Ship sinks off coast\nThe ferry sank on Monday.\nNobody was hurt.";
        assert_eq!(Lines::of(text), Lines::Paragraphs);
    }

    #[test]
    fn wrapped_lines_run_on() {
        let text = "The ferry sank on Monday some three\nmiles off the southern coast of the\nisland, the coast guard said, and\nnobody was hurt. It\nwas new.\n- One item\n";
        let lines = Lines::of(text);
        assert!(matches!(lines, Lines::Wrapped(35..=36)), "{lines:?}");
    }
}
