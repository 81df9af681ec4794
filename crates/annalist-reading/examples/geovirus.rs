//! Scores places against GeoVirus (229 news articles, 2,170 toponyms with coordinates):
//! `cargo run --release -p annalist-reading --example geovirus -- geovirus.jsonl.gz [errors]`
//!
//! Given names: the gold toponyms are given as names, the rest of the parse is our own; an answer is right within 161 km
//! (the field's measure), and a name left open is wrong. From raw text: names are our own; a gold toponym is found if a
//! mention overlaps it, and located if its point is within 161 km; precision counts mentions that overlap a gold one.
#![allow(clippy::print_stdout, clippy::cast_lossless, reason = "an example reports")]

use annalist_language::{Model, Name, NameKind, Parse, Parser, Scratch, TokenIx};
use annalist_reading::place::{self, Hints, PlaceMention};
use annalist_reports::Text;
use annalist_world::World;
use std::collections::BTreeMap;
use std::io::Read as _;

type Failure = Box<dyn std::error::Error>;

/// A gold toponym.
struct Gold {
    start: usize,
    end: usize,
    text: String,
    lat: f64,
    lon: f64,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    answered: usize,
    near: usize,
    mentions: usize,
    matched: usize,
}

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("the path of geovirus.jsonl.gz is needed")?;
    let errors = args.next().is_some();
    let mut lines = String::new();
    let mut decoder = std::process::Command::new("gzip")
        .args(["-dc", &path])
        .stdout(std::process::Stdio::piped())
        .spawn()?;
    decoder.stdout.take().ok_or("no output of gzip")?.read_to_string(&mut lines)?;
    let model = Model::from_bytes(annalist_model::ENGLISH)?;
    let parser = Parser::new(&model);
    let mut scratch = Scratch::new();
    let world = World::builtin();
    let (mut given, mut raw) = (Score::default(), Score::default());
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken = std::time::Duration::ZERO;
    for line in lines.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let text = Text::new(article["text"].as_str().ok_or("no text")?.to_owned());
        let gold = gold(&article, text.as_str());
        let parse = parser.parse(&text, &mut scratch);
        let start = std::time::Instant::now();
        let mentions = place::find(&parse, &text, world, Hints::default());
        taken += start.elapsed();
        count(&mut raw, &gold, &mentions, world, |gold, mention| {
            if errors && mention.is_none() {
                let name = parse.names.iter().find(|name| {
                    let tokens = name.range();
                    let end = parse.tokens[tokens.end - 1].span.range().end;
                    parse.tokens[tokens.start].span.range().start < gold.end && gold.start < end
                });
                let kind = name.map(|name| name.kind);
                *wrong.entry(format!("raw missed {} ({kind:?})", gold.text)).or_default() += 1;
            }
        });
        if errors {
            for mention in mentions.iter().filter(|m| !gold.iter().any(|g| overlaps(g, m))) {
                let name = text.slice(mention.span);
                let place = mention.place.map(|place| format!("{:?}", world.place(place)));
                *wrong.entry(format!("raw extra {name} {place:?}")).or_default() += 1;
            }
        }
        let parse = with_names(parse, &gold);
        let mentions = place::find(&parse, &text, world, Hints::default());
        count(&mut given, &gold, &mentions, world, |gold, mention| {
            let place = mention.and_then(|m| m.place).map(|place| world.place(place));
            let open = mention.map(|m| m.open);
            *wrong
                .entry(format!("given {} ({:.1} {:.1}) -> {place:?} {open:?}", gold.text, gold.lat, gold.lon))
                .or_default() += 1;
        });
    }
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    println!(
        "places given:  {} toponyms, accuracy at 161 km {:.4}, answered {:.4}",
        given.gold,
        share(given.near, given.gold),
        share(given.answered, given.gold)
    );
    println!(
        "from raw text: found {:.4}, located within 161 km {:.4} (of those found {:.4}); {} mentions, precision {:.4}",
        share(raw.found, raw.gold),
        share(raw.near, raw.gold),
        share(raw.near, raw.found),
        raw.mentions,
        share(raw.matched, raw.mentions)
    );
    println!("place::find: {taken:?} for all articles");
    if errors {
        let mut wrong: Vec<_> = wrong.into_iter().collect();
        wrong.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (what, n) in wrong {
            println!("{n}\t{what}");
        }
    }
    Ok(())
}

/// The toponyms of an article, offsets in bytes.
fn gold(article: &serde_json::Value, text: &str) -> Vec<Gold> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let read = |top: &serde_json::Value| {
        let at = |name: &str| bytes.get(top[name].as_u64()? as usize).copied();
        Some(Gold {
            start: at("start")?,
            end: at("end")?,
            text: top["text"].as_str()?.to_owned(),
            lat: top["lat"].as_f64()?,
            lon: top["lon"].as_f64()?,
        })
    };
    article["gold"]["toponyms"].as_array().into_iter().flatten().filter_map(read).collect()
}

fn overlaps(gold: &Gold, mention: &PlaceMention) -> bool {
    let span = mention.span.range();
    span.start < gold.end && gold.start < span.end
}

/// The parse with the gold toponyms as names in place of what the network called them.
fn with_names(mut parse: Parse, gold: &[Gold]) -> Parse {
    let mut names: Vec<Name> = Vec::new();
    for gold in gold {
        let inside = |span: std::ops::Range<usize>| span.start < gold.end && gold.start < span.end;
        let tokens: Vec<usize> =
            (0..parse.tokens.len()).filter(|i| inside(parse.tokens[*i].span.range())).collect();
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            names.push(Name {
                kind: NameKind::Location,
                tokens: (TokenIx(*first as u32), TokenIx(*last as u32 + 1)),
            });
        }
    }
    let other = |name: &Name| {
        names.iter().all(|g| g.range().end <= name.range().start || name.range().end <= g.range().start)
    };
    let kept: Vec<Name> = parse.names.iter().copied().filter(other).collect();
    names.extend(kept.iter().filter(|name| name.kind != NameKind::Location));
    names.sort_by_key(|name| name.tokens);
    names.dedup_by(|b, a| b.range().start < a.range().end);
    parse.names = names;
    parse
}

fn count(
    score: &mut Score,
    gold: &[Gold],
    mentions: &[PlaceMention],
    world: &World,
    mut miss: impl FnMut(&Gold, Option<&PlaceMention>),
) {
    score.gold += gold.len();
    score.mentions += mentions.len();
    score.matched +=
        mentions.iter().filter(|mention| gold.iter().any(|gold| overlaps(gold, mention))).count();
    for gold in gold {
        let exact = |mention: &&PlaceMention| {
            mention.span.range().start.abs_diff(gold.start) + mention.span.range().end.abs_diff(gold.end)
        };
        let mention = mentions.iter().filter(|mention| overlaps(gold, mention)).min_by_key(exact);
        score.found += usize::from(mention.is_some());
        let place = mention.and_then(|mention| mention.place).map(|place| world.place(place));
        score.answered += usize::from(place.is_some());
        let near = place.is_some_and(|place| {
            kilometres((gold.lat, gold.lon), (place.latitude() as f64, place.longitude() as f64)) <= 161.0
        });
        score.near += usize::from(near);
        if !near {
            miss(gold, mention);
        }
    }
}

fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (one, two) = (a.0.to_radians(), b.0.to_radians());
    let half = ((two - one) / 2.0).sin().powi(2)
        + one.cos() * two.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.clamp(0.0, 1.0).sqrt().asin()
}
