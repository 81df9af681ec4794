//! What the world knows by a name, and how fast: `lookup Prime Minister of Israel`, `lookup --time FILE` for a text file,
//! `lookup --count FILE` for the names found most often in it.
#![allow(clippy::print_stdout, reason = "this is a command")]

use annalist_world::World;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((flag, files)) if flag == "--time" => files.iter().for_each(|file| time(file)),
        Some((flag, files)) if flag == "--count" => files.iter().for_each(|file| count(file)),
        Some(_) => show(&arguments.iter().map(String::as_str).collect::<Vec<_>>()),
        None => size(),
    }
}

fn size() {
    let world = World::builtin();
    println!("{} bytes, {} actors", world.index_bytes(), world.actor_count());
    println!("{} role nouns, {} institution nouns", world.roles().count(), world.organs().count());
    let mut kinds = std::collections::BTreeMap::new();
    for id in world.actors() {
        *kinds.entry(world.actor(id).kind()).or_insert(0_u32) += 1;
    }
    for (kind, count) in kinds {
        println!("{count:7} {}", kind.label());
    }
}

fn show(words: &[&str]) {
    let world = World::builtin();
    match world.actor_at(words) {
        None => println!("no actor"),
        Some(found) => {
            println!("{} of {} words", found.len, words.len());
            for candidate in found.candidates {
                let actor = world.actor(candidate.actor);
                let weak = if candidate.weak { ", needs context" } else { "" };
                println!(
                    "{} ({}, by {}{weak}): {}",
                    actor.name(),
                    actor.kind().label(),
                    candidate.form.label(),
                    actor.code_on(None)
                );
                for term in actor.terms().filter(|term| term.start.is_some() || term.end.is_some()) {
                    let day = |d: Option<jiff::civil::Date>| d.map_or(String::from("?"), |d| d.to_string());
                    println!(
                        "    {} .. {}  {} {:?}",
                        day(term.start),
                        day(term.end),
                        term.office,
                        term.sectors
                    );
                }
            }
        }
    }
    let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let small: Vec<&str> = small.iter().map(String::as_str).collect();
    if let Some((len, role)) = world.role_at(&small) {
        println!("role, {len} words: {role:?}");
    }
    if let Some((len, organ)) = world.organ_at(&small) {
        println!("organ, {len} words: {organ:?}");
    }
}

fn count(file: &str) {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let (world, words) = (World::builtin(), text.split_whitespace().collect::<Vec<_>>());
    let mut counts = std::collections::BTreeMap::new();
    let mut at = 0;
    while at < words.len() {
        let Some(found) = world.actor_at(&words[at..words.len().min(at + 10)]) else {
            at += 1;
            continue;
        };
        let first = found.candidates[0];
        let name = words[at..at + found.len].join(" ");
        *counts.entry((name, first.actor, first.form, first.weak)).or_insert(0_u32) += 1;
        at += found.len;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((name, actor, form, weak), count) in counts {
        let actor = world.actor(actor);
        let weak = if weak { "?" } else { "" };
        println!(
            "{count:7} {name}{weak} = {} [{} {}] {}",
            actor.name(),
            actor.kind().label(),
            form.label(),
            actor.code_on(None)
        );
    }
}

fn time(file: &str) {
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("{file} cannot be read");
        return;
    };
    let (world, words) = (World::builtin(), text.split_whitespace().collect::<Vec<_>>());
    let windows = || (0..words.len()).map(|i| &words[i..words.len().min(i + 8)]);
    let clock = |name: &str, hits: &dyn Fn() -> usize| {
        let start = Instant::now();
        let count = hits();
        let each = start.elapsed().as_nanos() / words.len().max(1) as u128;
        println!("{name}: {count} found at {} tokens, {each} ns each", words.len());
    };
    clock("actor_at", &|| windows().filter(|words| world.actor_at(words).is_some()).count());
    clock("role_at", &|| windows().filter(|words| world.role_at(words).is_some()).count());
    clock("organ_at", &|| windows().filter(|words| world.organ_at(words).is_some()).count());
    clock("place_at", &|| windows().filter(|words| world.place_at(words).is_some()).count());
}
