//! Words per second of processor time. `speed [--limit WORDS] [--segment] FILE.jsonl[.gz]`: a `text` in each line; one thread.

use annalist_language::{Model, Parser, Scratch, segment};
use annalist_reports::Text;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

/// Processor time of this process and its largest resident memory in kilobytes.
fn usage() -> (Duration, i64) {
    // SAFETY: `rusage` is plain numbers, for which zero bytes are valid, and the call only writes into it.
    let usage = unsafe {
        let mut usage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    };
    let libc::rusage { ru_utime: user, ru_stime: system, ru_maxrss: memory, .. } = usage;
    let time = |t: libc::timeval| Duration::from_micros((t.tv_sec * 1_000_000 + t.tv_usec) as u64);
    (time(user) + time(system), memory)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut limit, mut only_segment, mut path) = (500_000, false, String::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--limit" => limit = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(limit),
            "--segment" => only_segment = true,
            _ => path = argument,
        }
    }
    let before = usage().0;
    let model = Model::from_bytes(annalist_model::ENGLISH)?;
    let _ = segment("Load the lists.");
    let loading = usage().0.saturating_sub(before);
    let texts = texts(&path, limit)?;
    let (parser, mut scratch) = (Parser::new(&model), Scratch::new());
    let (mut words, mut sentences, mut names) = (0, 0, 0);
    let before = usage().0;
    for text in &texts {
        if only_segment {
            let found = segment(text.as_str());
            (words, sentences) = (words + found.tokens.len(), sentences + found.sentences.len());
        } else {
            let parse = parser.parse(text, &mut scratch);
            (words, sentences) = (words + parse.tokens.len(), sentences + parse.sentences.len());
            names += parse.names.len();
        }
    }
    let (after, memory) = usage();
    let took = after.saturating_sub(before);
    let rate = words as f64 / took.as_secs_f64();
    writeln!(
        io::stdout(),
        "{} · load {:.1} ms · {} texts, {words} words, {sentences} sentences, {names} names in {:.2} s: {rate:.0} words/s · memory {} MB",
        model.id(),
        loading.as_secs_f64() * 1e3,
        texts.len(),
        took.as_secs_f64(),
        memory / 1024
    )?;
    Ok(())
}

/// Texts of the first lines, evenly over the file, up to about `limit` words.
fn texts(path: &str, limit: usize) -> Result<Vec<Text>, Box<dyn std::error::Error>> {
    let mut lines = String::new();
    let file = std::fs::File::open(path)?;
    if Path::new(path).extension().is_some_and(|ending| ending == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut lines)?;
    } else {
        io::BufReader::new(file).read_to_string(&mut lines)?;
    }
    let all = lines.lines().count();
    let step = (lines.len() / 6 / limit.max(1)).clamp(1, all.max(1));
    let mut texts = Vec::new();
    for line in lines.lines().step_by(step) {
        let value: serde_json::Value = serde_json::from_str(line)?;
        texts.push(Text::new(value["text"].as_str().unwrap_or_default().to_owned()));
    }
    Ok(texts)
}
