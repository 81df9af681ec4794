//! `data/codes.txt` and the codes of `data/countries.txt` as one table of dated rows.

use crate::source::{Line, Problem, lines};
use std::fmt::Write;
use std::path::Path;

const SCHEMES: [&str; 7] = ["iso", "iso2", "m49", "fips", "cow", "gw", "cameo"];

/// One row: scheme, code, countries, first and last day as `yyyymmdd`.
type Row = (usize, String, Vec<String>, i32, i32);

/// Rust source of the table, the rows of `codes.txt` before those of today.
pub(crate) fn compile(data: &Path) -> Result<String, Problem> {
    let today = countries(&lines(&data.join("countries.txt"))?);
    let known: Vec<&str> = today.iter().filter(|r| r.0 == 0).map(|r| r.1.as_str()).collect();
    let dated = lines(&data.join("codes.txt"))?;
    let mut rows = dated.iter().map(|line| row(line, &known)).collect::<Result<Vec<Row>, Problem>>()?;
    rows.extend(today);
    let mut out = format!("pub(super) static ROWS: [Row; {}] = [\n", rows.len());
    for (scheme, code, countries, from, to) in rows {
        let _ = writeln!(
            out,
            "Row {{ scheme: {scheme}, code: {code:?}, countries: &{countries:?}, from: {from}, to: {to} }},"
        );
    }
    out.push_str("];\n");
    Ok(out)
}

fn row(line: &Line, known: &[&str]) -> Result<Row, Problem> {
    let text = line.text.split('#').next().unwrap_or("");
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [scheme, code, countries, days] = fields[..] else {
        return Err(line.problem("expected SCHEME CODE COUNTRIES FROM..TO"));
    };
    let scheme = SCHEMES
        .iter()
        .position(|s| *s == scheme)
        .ok_or_else(|| line.problem(format!("unknown scheme {scheme:?}")))?;
    let countries: Vec<String> = countries.split(',').map(str::to_owned).collect();
    if let Some(stranger) = countries.iter().find(|c| !known.contains(&c.as_str())) {
        return Err(line.problem(format!("{stranger:?} is no country of countries.txt")));
    }
    let (from, to) = days.split_once("..").ok_or_else(|| line.problem("expected FROM..TO"))?;
    let (from, to) = (day(from, false, line)?, day(to, true, line)?);
    if from > to {
        return Err(line.problem("the last day comes before the first"));
    }
    Ok((scheme, code.to_owned(), countries, from, to))
}

/// `1991`, `1991-12` or `1991-12-26` as its first or last day; nothing is an open end.
fn day(text: &str, last: bool, line: &Line) -> Result<i32, Problem> {
    if text.is_empty() {
        return Ok(if last { 99_991_231 } else { 0 });
    }
    let parts: Option<Vec<i32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let wrong = || line.problem(format!("{text:?} is no day, month or year"));
    match parts.ok_or_else(wrong)?[..] {
        [year] => Ok(year * 10_000 + if last { 1231 } else { 101 }),
        [year, month] => Ok(year * 10_000 + month * 100 + if last { 31 } else { 1 }),
        [year, month, day] => Ok(year * 10_000 + month * 100 + day),
        _ => Err(wrong()),
    }
}

/// The codes that hold today.
fn countries(all: &[Line]) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in all.iter().filter(|line| !line.text.starts_with(' ')) {
        let codes: Vec<&str> = line.text.split_whitespace().collect();
        let country = codes[0];
        for (scheme, code) in [(0, country), (1, codes[1]), (2, codes[2]), (3, codes[3]), (6, country)] {
            if code != "-" {
                rows.push((scheme, code.to_owned(), vec![country.to_owned()], 0, 99_991_231));
            }
        }
    }
    rows
}
