//! The report's text with the words behind each fact marked by the fact's id.

use super::wrap::{Margins, Piece, paragraph};
use crate::cli::colour::{Paint, Style};
use crate::wire::{Report, Span};
use std::collections::BTreeMap;

/// Styles of code points and the ids that stand behind them.
struct Marks<'a> {
    styles: Vec<Style>,
    ids: BTreeMap<usize, Vec<&'a str>>,
}

/// Appends the whole text.
pub(super) fn text(out: &mut String, record: &Report, paint: Paint, width: usize) {
    let chars: Vec<char> = record.document.text.chars().collect();
    let marks = Marks::of(record, chars.len());
    let mut start = 0;
    let mut blank = true;
    for line in chars.split(|c| *c == '\n') {
        let end = start + line.len();
        if line.iter().all(|c| c.is_whitespace()) {
            if !blank {
                out.push('\n');
            }
            blank = true;
        } else {
            out.push_str("  ");
            paragraph(out, &marks.pieces(&chars, start, end), paint, Margins { width, first: 2, rest: 2 });
            blank = false;
        }
        start = end + 1;
    }
}

impl<'a> Marks<'a> {
    /// Later marks win over earlier ones: an event's word inside a statement is shown as the event's.
    fn of(record: &'a Report, len: usize) -> Self {
        let mut marks = Self { styles: vec![Style::Plain; len], ids: BTreeMap::new() };
        for statement in &record.statements {
            if let Some(cue) = &statement.cue {
                marks.add(cue, &statement.id, Style::StatementWords);
            }
        }
        for toll in &record.tolls {
            marks.add(&toll.evidence, &toll.id, Style::TollWords);
        }
        for event in &record.events {
            marks.add(&event.trigger, &event.id, Style::EventWords);
        }
        marks
    }

    fn add(&mut self, span: &Span, id: &'a str, style: Style) {
        let (start, end) = (span.start as usize, (span.end as usize).min(self.styles.len()));
        if start < end {
            self.styles[start..end].fill(style);
            self.ids.entry(end).or_default().push(id);
        }
    }

    fn pieces(&self, chars: &[char], start: usize, end: usize) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (at, c) in chars.iter().enumerate().take(end).skip(start) {
            let style = self.styles[at];
            match pieces.last_mut() {
                Some((text, last)) if *last == style => text.push(*c),
                _ => pieces.push((c.to_string(), style)),
            }
            if let Some(ids) = self.ids.get(&(at + 1)) {
                pieces.push((format!("[{}]", ids.join("\u{a0}")), Style::Dim));
            }
        }
        pieces
    }
}
