//! Prints the places of texts as a table: `cargo run --release -p annalist-reading --example places -- [LIMIT] < texts.jsonl`
//!
//! Input: one JSON object a line with `text`. Output: words, place, country, precision, usage, why open, network's name,
//! what stands around.
#![allow(clippy::print_stdout, reason = "an example reports")]

use annalist_language::{Model, Parser, Scratch};
use annalist_reading::place::{self, Hints};
use annalist_reports::Text;
use annalist_world::World;
use std::io::BufRead as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let limit = std::env::args().nth(1).map_or(Ok(usize::MAX), |n| n.parse())?;
    let model = Model::from_bytes(annalist_model::ENGLISH)?;
    let parser = Parser::new(&model);
    let mut scratch = Scratch::new();
    let world = World::builtin();
    for (number, line) in std::io::stdin().lock().lines().take(limit).enumerate() {
        let report: serde_json::Value = serde_json::from_str(&line?)?;
        let text = Text::new(report["text"].as_str().unwrap_or("").to_owned());
        let parse = parser.parse(&text, &mut scratch);
        for mention in place::find(&parse, &text, world, Hints::default()) {
            let span = mention.span.range();
            let place =
                mention.place.map_or_else(|| "-".to_owned(), |place| format!("{:?}", world.place(place)));
            let country = mention.country.map_or_else(|| "-".to_owned(), |country| country.to_string());
            let name =
                parse.names.iter().find(|n| n.tokens.0 < mention.tokens.1 && mention.tokens.0 < n.tokens.1);
            let kind = name.map_or_else(|| "-".to_owned(), |name| format!("{:?}", name.kind));
            let before: String = text.as_str()[..span.start].chars().rev().take(40).collect();
            let before: String = before.chars().rev().collect();
            let after: String = text.as_str()[span.end..].chars().take(40).collect();
            let around = format!("{before}[{}]{after}", text.slice(mention.span)).replace(['\n', '\t'], " ");
            println!(
                "{number}\t{}\t{place}\t{country}\t{}\t{:?}\t{:?}\t{kind}\t{around}",
                text.slice(mention.span).replace('\n', " "),
                mention.precision.label(),
                mention.usage,
                mention.open
            );
        }
    }
    Ok(())
}
