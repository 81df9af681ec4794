//! A record as text for people. It is made from the record as it is written, so that it shows nothing else.

mod lines;
mod marks;
mod why;
mod wrap;

use super::colour::{Paint, Style};
use crate::wire::Report;
use lines::Names;
use wrap::{Margins, Piece, paragraph};

/// Columns before what belongs to an entry.
const INDENT: usize = 6;
/// Columns of the line that ends a record.
const RULE: usize = 40;
/// Columns for ids such as `e12`.
const ID: usize = 4;

/// The whole view of a record, with a rule at its end.
pub(crate) fn text(record: &Report, paint: Paint, width: usize) -> String {
    let mut view = View { out: String::new(), paint, width };
    let names = Names::of(record);
    view.head(record);
    view.section("Events", record.events.iter().map(|event| names.event(event)));
    view.section("Tolls", record.tolls.iter().map(|toll| names.toll(toll)));
    view.section("Statements", record.statements.iter().map(|statement| names.statement(statement)));
    view.section(
        "Arrangements",
        record.arrangements.iter().map(|arrangement| names.arrangement(arrangement)),
    );
    view.section("Forecasts", record.forecasts.iter().map(|forecast| names.forecast(forecast)));
    view.section("Discrepancies", record.discrepancies.iter().map(lines::discrepancy));
    view.section("Wording", record.wording.iter().map(|wording| names.wording(wording)));
    if let Some(explanation) = &record.explanation {
        view.section("Why each event", why::events(explanation));
        view.section("Why no event in a sentence", why::silent(record, explanation));
    }
    view.title("Text");
    marks::text(&mut view.out, record, paint, width);
    let rule = "─".repeat(width.min(RULE));
    view.line(0, &[(rule, Style::Dim)]);
    view.out
}

/// One entry of a section: its id, what it says, and what is to be known about that.
struct Entry {
    id: String,
    style: Style,
    says: Vec<Piece>,
    about: Vec<String>,
}

struct View {
    out: String,
    paint: Paint,
    width: usize,
}

impl View {
    fn head(&mut self, record: &Report) {
        let document = &record.document;
        let short = document.id.chars().take(12).collect::<String>();
        let title = document
            .title
            .clone()
            .or_else(|| document.external_id.clone())
            .unwrap_or_else(|| format!("Report {short}"));
        self.line(0, &[(title, Style::Bold)]);
        let day = document
            .published
            .clone()
            .unwrap_or_else(|| "date of publication unknown (give it with --published)".into());
        let known = [document.outlet.clone(), Some(day), document.byline.clone(), document.url.clone()];
        let known: Vec<String> = known.into_iter().flatten().collect();
        self.line(0, &[(known.join(" · "), Style::Dim)]);
        for warning in &document.warnings {
            self.line(2, &[(format!("! {} [{}]", warning.message, warning.code), Style::Dim)]);
        }
    }

    fn title(&mut self, title: &str) {
        self.out.push('\n');
        self.line(0, &[(title.to_owned(), Style::Bold)]);
    }

    fn section(&mut self, title: &str, entries: impl Iterator<Item = Entry>) {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return;
        }
        self.title(title);
        for entry in entries {
            self.entry(&entry);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.out.push_str("  ");
        self.paint.push(&mut self.out, &entry.id, entry.style);
        let gap = ID.saturating_sub(entry.id.len()).max(1);
        self.out.extend(std::iter::repeat_n(' ', gap));
        let first = 2 + entry.id.len() + gap;
        paragraph(&mut self.out, &entry.says, self.paint, Margins { width: self.width, first, rest: INDENT });
        if !entry.about.is_empty() {
            self.line(INDENT, &[(entry.about.join(" · "), Style::Dim)]);
        }
    }

    fn line(&mut self, indent: usize, pieces: &[Piece]) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        paragraph(
            &mut self.out,
            pieces,
            self.paint,
            Margins { width: self.width, first: indent, rest: indent },
        );
    }
}
