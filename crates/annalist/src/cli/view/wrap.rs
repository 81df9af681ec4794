//! Styled text broken into lines by the width it takes on a terminal.

use super::super::colour::{Paint, Style};
use unicode_width::UnicodeWidthChar;

/// A stretch of text in one style.
pub(super) type Piece = (String, Style);

/// Where lines begin and end.
#[derive(Clone, Copy)]
pub(super) struct Margins {
    pub(super) width: usize,
    /// Columns before the first line, which has been indented already.
    pub(super) first: usize,
    /// Columns before every further line.
    pub(super) rest: usize,
}

/// Appends the pieces as one paragraph with a line end.
pub(super) fn paragraph(out: &mut String, pieces: &[Piece], paint: Paint, margins: Margins) {
    let mut lines = Lines {
        out,
        paint,
        margins,
        column: margins.first,
        begun: false,
        word: Vec::new(),
        space: Style::Plain,
    };
    for (text, style) in pieces {
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\t' => lines.end_word(*style),
                c if c.is_control() => {}
                c => lines.push(c, *style),
            }
        }
    }
    lines.end_word(Style::Plain);
    lines.out.push('\n');
}

struct Lines<'a> {
    out: &'a mut String,
    paint: Paint,
    margins: Margins,
    column: usize,
    /// Whether the line has a word.
    begun: bool,
    word: Vec<Piece>,
    /// Style of the space before the word.
    space: Style,
}

impl Lines<'_> {
    fn push(&mut self, c: char, style: Style) {
        match self.word.last_mut() {
            Some((text, last)) if *last == style => text.push(c),
            _ => self.word.push((c.to_string(), style)),
        }
    }

    fn end_word(&mut self, space: Style) {
        if self.word.is_empty() {
            return;
        }
        let width: usize =
            self.word.iter().flat_map(|(text, _)| text.chars()).map(|c| c.width().unwrap_or(0)).sum();
        if self.begun && self.column + 1 + width > self.margins.width {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', self.margins.rest));
            self.column = self.margins.rest;
        } else if self.begun {
            self.paint.push(self.out, " ", self.space);
            self.column += 1;
        }
        for (text, style) in self.word.drain(..) {
            self.paint.push(self.out, &text, style);
        }
        self.column += width;
        self.begun = true;
        self.space = space;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(pieces: &[(&str, Style)], colour: bool, width: usize) -> String {
        let pieces: Vec<Piece> = pieces.iter().map(|(text, style)| ((*text).to_owned(), *style)).collect();
        let mut out = String::new();
        paragraph(&mut out, &pieces, Paint(colour), Margins { width, first: 0, rest: 2 });
        out
    }

    #[test]
    fn lines_end_before_the_margin_also_with_wide_letters_and_colour() {
        assert_eq!(wrapped(&[("one two three", Style::Plain)], false, 8), "one two\n  three\n");
        assert_eq!(wrapped(&[("東京 東京 a", Style::Plain)], false, 8), "東京\n  東京 a\n");
        assert_eq!(
            wrapped(&[("one tw", Style::Plain), ("o", Style::Bold)], true, 7),
            "one tw\u{1b}[1mo\u{1b}[0m\n"
        );
    }

    #[test]
    fn no_control_character_reaches_the_terminal() {
        assert_eq!(wrapped(&[("a\u{1b}[31mb\u{9b}c", Style::Plain)], false, 80), "a[31mbc\n");
    }
}
