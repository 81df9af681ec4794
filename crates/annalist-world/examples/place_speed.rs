//! How long look-ups of place names take: `cargo run --release -p annalist-world --example place_speed -- TEXT…`
#![allow(clippy::print_stdout, reason = "an example reports")]

use annalist_world::World;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let world = World::builtin();
    let start = Instant::now();
    let known = world.place_at(&["Paris"]).is_some();
    println!("first look-up (found: {known}): {:?}; {} places", start.elapsed(), world.place_count());
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path)?;
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
            .filter(|w| !w.is_empty())
            .collect();
        let capitals = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
        let start = Instant::now();
        let found = (0..words.len()).filter(|&i| world.place_at(&words[i..]).is_some()).count();
        let taken = start.elapsed();
        println!(
            "{} words, {capitals} with a capital, {found} names: {taken:?}, {:.0} ns a capital",
            words.len(),
            taken.as_nanos() as f64 / capitals.max(1) as f64
        );
    }
    Ok(())
}
