//! How well the article text of saved news pages is found: the measure of the Article Extraction Benchmark (shingles of
//! four words; precision and recall averaged over pages) on a copy of its pages.
//!
//! `cargo run --release -p annalist-reports --example html_articles -- DIR [WORST [FOLDER]]`, where DIR holds
//! `ground-truth.json` and `html/*.html.gz`; the WORST pages are listed, and what was found and wanted goes to FOLDER.
#![allow(clippy::print_stdout, reason = "an example that prints a table")]

use annalist_reports::{Input, Options, read};
use std::collections::BTreeMap;
use std::path::Path;

struct Row {
    precision: f64,
    recall: f64,
    id: String,
    url: String,
    found: String,
    wanted: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let dir = Path::new(args.first().ok_or("usage: html_articles DIR [WORST [FOLDER]]")?);
    let worst: usize = args.get(1).map_or(Ok(0), |n| n.parse())?;
    let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(dir.join("ground-truth.json"))?)?;
    let start = std::time::Instant::now();
    let mut rows = Vec::new();
    let (mut dated, mut titled) = (0, 0);
    for (id, page) in truth.as_object().ok_or("ground-truth.json is not an object")? {
        let path = dir.join("html").join(format!("{id}.html.gz"));
        let report = read(vec![Input::Path(path)], &Options::new()).next().ok_or("no report")?.ok();
        dated += usize::from(report.as_ref().is_some_and(|report| report.published.is_some()));
        titled += usize::from(report.as_ref().is_some_and(|report| report.title.is_some()));
        let found = report.map(|report| report.text.as_str().to_owned()).unwrap_or_default();
        let text = |key: &str| page[key].as_str().unwrap_or_default().to_owned();
        rows.push(row(id, text("url"), found, text("articleBody")));
    }
    let seconds = start.elapsed().as_secs_f64();
    summary(&rows, seconds);
    println!("with a publication date: {dated}, with a title: {titled}");
    rows.sort_by(|a, b| (a.precision + a.recall).total_cmp(&(b.precision + b.recall)));
    for row in rows.iter().take(worst) {
        println!("p {:.2} r {:.2} {} {}", row.precision, row.recall, &row.id[..8], row.url);
        if let Some(folder) = args.get(2).map(Path::new) {
            std::fs::write(folder.join(format!("{}.found.txt", &row.id[..8])), &row.found)?;
            std::fs::write(folder.join(format!("{}.wanted.txt", &row.id[..8])), &row.wanted)?;
        }
    }
    Ok(())
}

fn summary(rows: &[Row], seconds: f64) {
    let n = rows.len() as f64;
    let precision = rows.iter().map(|row| row.precision).sum::<f64>() / n;
    let recall = rows.iter().map(|row| row.recall).sum::<f64>() / n;
    let f1 = 2.0 * precision * recall / (precision + recall);
    let each = seconds * 1000.0 / n;
    println!("pages {n}  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  {each:.1} ms a page");
}

fn row(id: &str, url: String, found: String, wanted: String) -> Row {
    let (right, extra, missed) = compare(&wanted, &found);
    let (precision, recall) = (share(right, extra, missed), share(right, missed, extra));
    Row { precision, recall, id: id.to_owned(), url, found, wanted }
}

/// The benchmark's own definition, which is the same for precision and recall with the errors exchanged.
fn share(right: f64, wrong: f64, other: f64) -> f64 {
    match (right == 0.0, wrong == 0.0, other == 0.0) {
        (_, true, true) => 1.0,
        (true, true, _) => 0.0,
        _ => right / (right + wrong),
    }
}

fn compare(wanted: &str, found: &str) -> (f64, f64, f64) {
    let (wanted, found) = (shingles(wanted), shingles(found));
    let (mut right, mut extra, mut missed) = (0.0, 0.0, 0.0);
    for (shingle, n) in &found {
        let m = wanted.get(shingle).copied().unwrap_or(0);
        right += f64::from(m.min(*n));
        extra += f64::from(n.saturating_sub(m));
    }
    for (shingle, m) in &wanted {
        missed += f64::from(m.saturating_sub(found.get(shingle).copied().unwrap_or(0)));
    }
    (right, extra, missed)
}

fn shingles(text: &str) -> BTreeMap<Vec<&str>, u32> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let mut out = BTreeMap::new();
    if words.is_empty() {
        return out;
    }
    for i in 0..words.len().saturating_sub(3).max(1) {
        *out.entry(words[i..(i + 4).min(words.len())].to_vec()).or_insert(0) += 1;
    }
    out
}
