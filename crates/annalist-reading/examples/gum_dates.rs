//! Scores dates on the normalised date expressions of a treebank with gold trees.
//!
//! usage: `gum_dates DATES.jsonl [--errors] FILE.conllu …`
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement, not part of the product"
)]

#[path = "support/conllu.rs"]
mod conllu;

use annalist_language::SentenceIx;
use annalist_reading::time::{self, Bound, TimeExpression};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
    extra: usize,
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let errors = args.iter().any(|a| a == "--errors");
    args.retain(|a| a != "--errors");
    let mut gold: BTreeMap<String, Value> = BTreeMap::new();
    let mut dates: BTreeMap<String, Date> = BTreeMap::new();
    for line in std::fs::read_to_string(&args[0]).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        if let Some(date) = row["date"].as_str().and_then(|d| d.parse().ok()) {
            dates.insert(row["doc"].as_str().unwrap().to_owned(), date);
        }
        gold.insert(row["id"].as_str().unwrap().to_owned(), row);
    }
    let mut by_genre: BTreeMap<String, Tally> = BTreeMap::new();
    for file in &args[1..] {
        for document in conllu::read(&std::fs::read_to_string(file).unwrap()) {
            let Some(published) = dates.get(&document.id) else { continue };
            let genre = document.id.split('_').nth(1).unwrap().to_owned();
            score(&document, *published, &gold, by_genre.entry(genre).or_default(), errors);
        }
    }
    let mut all = Tally::default();
    for (genre, t) in &by_genre {
        print(genre, t);
        all.gold += t.gold;
        all.found += t.found;
        all.right += t.right;
        all.extra += t.extra;
    }
    print("all", &all);
}

fn print(name: &str, t: &Tally) {
    println!(
        "{name:13} gold {:4}  found {:4} ({:.3})  right {:4} ({:.3})  without gold {}",
        t.gold,
        t.found,
        t.found as f64 / t.gold as f64,
        t.right,
        t.right as f64 / t.gold as f64,
        t.extra
    );
}

fn score(
    document: &conllu::Document,
    published: Date,
    gold: &BTreeMap<String, Value>,
    tally: &mut Tally,
    errors: bool,
) {
    let times = time::find(&document.parse, &document.text, Some(published));
    for (n, id) in document.sentences.iter().enumerate() {
        let first = document.parse.sentences[n].tokens.0.0;
        let here: Vec<&TimeExpression> =
            times.iter().filter(|t| document.parse.token(t.head).sentence == SentenceIx(n as u32)).collect();
        let none = Vec::new();
        let golds = gold.get(id).and_then(|g| g["gold"].as_array()).unwrap_or(&none);
        let spans: Vec<(u32, u32)> = golds
            .iter()
            .map(|g| (first + g["start"].as_u64().unwrap() as u32, first + g["end"].as_u64().unwrap() as u32))
            .collect();
        for (g, span) in golds.iter().zip(&spans) {
            tally.gold += 1;
            let hits: Vec<_> =
                here.iter().filter(|t| t.tokens.0.0 < span.1 && span.0 < t.tokens.1.0).copied().collect();
            tally.found += usize::from(!hits.is_empty());
            let right = hits.iter().any(|t| agrees(g, t));
            tally.right += usize::from(right);
            if errors && !right {
                let told: Vec<_> =
                    hits.iter().map(|t| (t.start, t.end, t.kind, document.text.slice(t.span))).collect();
                println!(
                    "{id} {published} {g} <- {told:?} | {}",
                    document.text.slice(document.parse.sentences[n].span)
                );
            }
        }
        for t in here.iter().filter(|t| t.dates()) {
            if !spans.iter().any(|s| t.tokens.0.0 < s.1 && s.0 < t.tokens.1.0) {
                tally.extra += 1;
                if errors {
                    let all = document.text.slice(document.parse.sentences[n].span);
                    println!("{id} {published} extra {} {:?} | {all}", document.text.slice(t.span), t.start);
                }
            }
        }
    }
}

/// Whether the dates agree as far as both tell them.
fn agrees(gold: &Value, time: &TimeExpression) -> bool {
    let told = |key: &str, last: bool| gold[key].as_str().and_then(|v| edge(v, last));
    let start = told("when", false).or_else(|| told("from", false)).or_else(|| told("notBefore", false));
    let end = told("when", true).or_else(|| told("to", true)).or_else(|| told("notAfter", true));
    let same = |a: Option<Date>, b: Option<Date>| a.is_none() || b.is_none() || a == b;
    let some = (start.is_some() && time.start.is_some()) || (end.is_some() && time.end.is_some());
    match time.bound {
        Bound::After => end.is_some_and(|e| time.start == Some(e)),
        _ => some && same(start, time.start) && same(end, time.end),
    }
}

fn edge(value: &str, last: bool) -> Option<Date> {
    let parts: Vec<i16> = value.split('-').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let month = parts.get(1).map_or(if last { 12 } else { 1 }, |m| *m as i8);
    let first = Date::new(parts[0], month, 1).ok()?;
    match parts.get(2) {
        Some(day) => Date::new(parts[0], month, *day as i8).ok(),
        None => Some(if last { first.last_of_month() } else { first }),
    }
}
