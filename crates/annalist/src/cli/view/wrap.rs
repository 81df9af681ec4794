//! Styled text broken into lines by the width it takes on a terminal.

use crate::cli::colour::{Paint, Style};
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
        line: Vec::new(),
        out,
        paint,
        margins,
        column: margins.first,

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
    lines.end_line();
}

struct Lines<'a> {
    out: &'a mut String,
    paint: Paint,
    margins: Margins,
    /// The line so far, without its indent.
    line: Vec<Piece>,
    column: usize,
    word: Vec<Piece>,
    /// Style of the space before the word.
    space: Style,
}

impl Lines<'_> {
    fn push(&mut self, c: char, style: Style) {
        join(&mut self.word, c.encode_utf8(&mut [0; 4]), style);
    }

    fn end_word(&mut self, space: Style) {
        if self.word.is_empty() {
            return;
        }
        let width: usize =
            self.word.iter().flat_map(|(text, _)| text.chars()).map(|c| c.width().unwrap_or(0)).sum();
        if !self.line.is_empty() && self.column + 1 + width > self.margins.width {
            self.end_line();
            self.out.extend(std::iter::repeat_n(' ', self.margins.rest));
            self.column = self.margins.rest;
        } else if !self.line.is_empty() {
            join(&mut self.line, " ", self.space);
            self.column += 1;
        }
        for (text, style) in std::mem::take(&mut self.word) {
            join(&mut self.line, &text, style);
        }
        self.column += width;
        self.space = space;
    }

    fn end_line(&mut self) {
        for (text, style) in self.line.drain(..) {
            self.paint.push(self.out, &text, style);
        }
        self.out.push('\n');
    }
}

/// Appends to the last piece, or as a new one if the style changes.
fn join(pieces: &mut Vec<Piece>, text: &str, style: Style) {
    match pieces.last_mut() {
        Some((last, same)) if *same == style => last.push_str(text),
        _ => pieces.push((text.to_owned(), style)),
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
