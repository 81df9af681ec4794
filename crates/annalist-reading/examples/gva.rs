//! Scores counts of killed and injured on reports of single incidents with known counts.
//!
//! usage: `gva INCIDENTS.jsonl [--errors] [--limit N]`
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement, not part of the product"
)]

use annalist_language::{Model, Parser, Scratch};
use annalist_reading::time;
use annalist_reading::tolls::{self, Harm, Toll};
use annalist_reports::Text;
use serde_json::Value;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let errors = args.iter().any(|a| a == "--errors");
    let limit = args.iter().position(|a| a == "--limit").map_or(usize::MAX, |i| args[i + 1].parse().unwrap());
    let model = Model::from_bytes(annalist_model::ENGLISH).unwrap();
    let (parser, mut scratch) = (Parser::new(&model), Scratch::new());
    let mut n = 0;
    let (mut killed, mut injured, mut both) = (0, 0, 0);
    for line in std::fs::read_to_string(&args[0]).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let gold = [&row["gold"]["killed"], &row["gold"]["injured"]].map(Value::as_u64);
        let [Some(dead), Some(hurt)] = gold else { continue };
        for article in row["articles"].as_array().unwrap() {
            if n >= limit {
                break;
            }
            n += 1;
            let text = Text::new(article["text"].as_str().unwrap().to_owned());
            let parse = parser.parse(&text, &mut scratch);
            let published = article["date"].as_str().and_then(|d| d.parse().ok());
            let times = time::find(&parse, &text, published);
            let told = tolls::find(&parse, &text, &times);
            let (k, i) = (total(&told, Harm::Killed), total(&told, Harm::Injured));
            killed += usize::from(k == dead);
            injured += usize::from(i == hurt);
            both += usize::from(k == dead && i == hurt);
            if errors && k != dead {
                println!("== killed {k} not {dead}: {} {}", article["id"], article["title"]);
                for t in told.iter().filter(|t| t.harm == Harm::Killed) {
                    println!("     {:?} {:?}", t.best, text.slice(t.evidence));
                }
            }
        }
    }
    let rate = |x: usize| x as f64 / n as f64;
    println!(
        "{n} articles: killed {:.3} injured {:.3} both {:.3} exact",
        rate(killed),
        rate(injured),
        rate(both)
    );
}

/// The largest figure that is no share of another.
fn total(told: &[Toll], harm: Harm) -> u64 {
    told.iter().filter(|t| t.harm == harm && t.part_of.is_none()).filter_map(|t| t.best).max().unwrap_or(0)
}
