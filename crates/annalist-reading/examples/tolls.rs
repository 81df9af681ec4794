//! Scores tolls against gold records: overlap of evidence and quote, same harm, same count.
//!
//! usage: `tolls GOLD_DIR [--errors]`
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement, not part of the product"
)]

use annalist_language::{Model, Parser, Scratch};
use annalist_reading::{time, tolls};
use annalist_reports::Text;
use serde_json::Value;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let errors = args.iter().any(|a| a == "--errors");
    let model = Model::from_bytes(annalist_model::ENGLISH).unwrap();
    let (parser, mut scratch) = (Parser::new(&model), Scratch::new());
    let mut files: Vec<_> = std::fs::read_dir(&args[0]).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let (mut right, mut gold, mut found, mut category) = (0, 0, 0, 0);
    for file in files {
        let record: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let text = Text::new(record["text"].as_str().unwrap().to_owned());
        let parse = parser.parse(&text, &mut scratch);
        let published = record["published"].as_str().and_then(|d| d.parse().ok());
        let times = time::find(&parse, &text, published);
        let told = tolls::find(&parse, &text, &times);
        let golds: Vec<(&Value, (usize, usize))> = record["tolls"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|g| {
                let quote = g["quote"].as_str().unwrap();
                text.as_str().find(quote).map(|at| (g, (at, at + quote.len())))
            })
            .collect();
        gold += golds.len();
        found += told.len();
        let mut used = vec![false; told.len()];
        let name = record["id"].as_str().unwrap();
        for (g, quote) in &golds {
            let fits = |t: &tolls::Toll| {
                let span = t.evidence.range();
                let overlap = span.start < quote.1 && quote.0 < span.end;
                let count = match g["best"].as_u64() {
                    Some(best) => t.best == Some(best),
                    None => t.best.is_none() && t.low == g["low"].as_u64() && t.high == g["high"].as_u64(),
                };
                overlap && count && g["harm"].as_str() == Some(t.harm.label())
            };
            if let Some(hit) = (0..told.len()).find(|n| !used[*n] && fits(&told[*n])) {
                used[hit] = true;
                right += 1;
                let same = g["category"].as_str() == Some(told[hit].victims.category.label());
                category += usize::from(same);
                if errors && !same {
                    let label = text.slice(told[hit].victims.label);
                    println!(
                        "{name} category {} not {:?}: {label:?}",
                        g["category"], told[hit].victims.category
                    );
                }
            } else if errors {
                println!(
                    "{name} missed {} {}/{}/{} {}",
                    g["harm"], g["low"], g["best"], g["high"], g["quote"]
                );
            }
        }
        if errors {
            for (t, _) in told.iter().zip(&used).filter(|(_, used)| !**used) {
                let words = text.slice(t.evidence);
                println!("{name} invented {:?} {:?}/{:?}/{:?} {words:?}", t.harm, t.low, t.best, t.high);
            }
        }
    }
    let (p, r) = (f64::from(right) / found as f64, f64::from(right) / gold as f64);
    println!(
        "tolls P {p:.3} R {r:.3} F1 {:.3} ({right} right of {gold} gold, {found} found)",
        2.0 * p * r / (p + r)
    );
    println!("category right {category} of {right}");
}
