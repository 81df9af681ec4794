//! `data/codebook.txt` as Rust tables.

use crate::source::{Line, Problem, lines};
use std::fmt::Write;
use std::path::Path;

pub(crate) fn compile(data: &Path) -> Result<String, Problem> {
    let all = lines(&data.join("codebook.txt"))?;
    let mut out = String::new();
    let types = section(&all, "types");
    let labels: Vec<&str> = types.iter().map(|line| line.fields()[0]).collect();
    event_types(&types, &mut out)?;
    modes(&section(&all, "modes"), &labels, &mut out)?;
    contexts(&section(&all, "contexts"), &mut out);
    acled(&section(&all, "acled"), &mut out)?;
    cameo(&section(&all, "cameo"), &labels, &mut out)?;
    from(&section(&all, "from"), &labels, &mut out)?;
    Ok(out)
}

fn section<'a>(all: &'a [Line], name: &str) -> Vec<&'a Line> {
    let head = format!("[{name}]");
    let after = all.iter().skip_while(|line| line.text != head).skip(1);
    after.take_while(|line| !line.text.starts_with('[')).collect()
}

fn variant(label: &str) -> String {
    label[..1].to_owned() + &label[1..].to_lowercase()
}

fn known(label: &str, labels: &[&str], line: &Line) -> Result<String, Problem> {
    if labels.contains(&label) {
        Ok(format!("EventType::{}", variant(label)))
    } else {
        Err(line.problem(format!("unknown event type {label:?}")))
    }
}

fn score(text: &str, line: &Line) -> Result<f32, Problem> {
    text.parse().map_err(|_| line.problem(format!("{text:?} is no score")))
}

fn event_types(lines: &[&Line], out: &mut String) -> Result<(), Problem> {
    let (mut variants, mut list, mut entries) = (String::new(), String::new(), String::new());
    for line in lines {
        let fields = line.fields();
        let [label, cameo, quad, points, definition] = fields[..] else {
            return Err(line.problem("expected label | CAMEO roots | quad | score | what it is"));
        };
        let quad = match quad {
            "verbal cooperation" => "VerbalCooperation",
            "material cooperation" => "MaterialCooperation",
            "verbal conflict" => "VerbalConflict",
            "material conflict" => "MaterialConflict",
            other => return Err(line.problem(format!("unknown quad {other:?}"))),
        };
        let name = variant(label);
        let _ = writeln!(variants, "/// {label}: {definition}.\n{name},");
        let _ = write!(list, "EventType::{name}, ");
        let points = score(points, line)?;
        let _ = writeln!(
            entries,
            "TypeEntry {{ label: {label:?}, cameo: {cameo:?}, quad: Quad::{quad}, score: {points:?}, definition: {definition:?} }},"
        );
    }
    let _ = writeln!(
        out,
        "/// The sixteen types of political interaction.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum EventType {{ {variants} }}\nconst ALL_TYPES: [EventType; {0}] = [{list}];\n\
         static TYPES: [TypeEntry; {0}] = [{entries}];",
        lines.len()
    );
    Ok(())
}

fn modes(lines: &[&Line], labels: &[&str], out: &mut String) -> Result<(), Problem> {
    let _ = writeln!(out, "static MODES: [ModeEntry; {}] = [", lines.len());
    for line in lines {
        let words: Vec<_> = line.text.split_whitespace().collect();
        let [of, mode, points] = words[..] else { return Err(line.problem("expected type mode score")) };
        let (of, points) = (known(of, labels, line)?, score(points, line)?);
        let _ = writeln!(out, "ModeEntry {{ of: {of}, label: {mode:?}, score: {points:?} }},");
    }
    out.push_str("];\n");
    Ok(())
}

fn contexts(lines: &[&Line], out: &mut String) {
    let _ = writeln!(out, "static CONTEXTS: [&str; {}] = [", lines.len());
    for line in lines {
        let _ = writeln!(out, "{:?},", line.text.trim());
    }
    out.push_str("];\n");
}

fn acled(lines: &[&Line], out: &mut String) -> Result<(), Problem> {
    let _ = writeln!(out, "static ACLED: [(&str, &[&str]); {}] = [", lines.len());
    for line in lines {
        let (of, subs) =
            line.text.split_once(':').ok_or_else(|| line.problem("expected type: sub-events"))?;
        let subs: Vec<_> = subs.split(';').map(str::trim).collect();
        let _ = writeln!(out, "({of:?}, &{subs:?}),");
    }
    out.push_str("];\n");
    Ok(())
}

/// `TYPE mode` as Rust: the type, and the mode as an option of its label.
fn type_and_mode(text: &str, labels: &[&str], line: &Line) -> Result<(String, String), Problem> {
    let (of, mode) = text.split_once(' ').map_or((text, None), |(of, mode)| (of, Some(mode)));
    Ok((known(of, labels, line)?, format!("{mode:?}")))
}

fn cameo(lines: &[&Line], labels: &[&str], out: &mut String) -> Result<(), Problem> {
    let mut entries = Vec::new();
    for line in lines {
        let fields = line.fields();
        let [code, of, name] = fields[..] else {
            return Err(line.problem("expected code | type mode | name"));
        };
        let (of, mode) = match of {
            "-" => ("None".to_owned(), "None".to_owned()),
            text => type_and_mode(text, labels, line).map(|(of, mode)| (format!("Some({of})"), mode))?,
        };
        entries.push((
            code,
            format!("CameoEntry {{ code: {code:?}, of: {of}, mode: {mode}, name: {name:?} }},"),
        ));
    }
    entries.sort();
    let _ = writeln!(out, "static CAMEO: [CameoEntry; {}] = [", entries.len());
    out.extend(entries.into_iter().map(|(_, entry)| entry));
    out.push_str("];\n");
    Ok(())
}

fn from(lines: &[&Line], labels: &[&str], out: &mut String) -> Result<(), Problem> {
    let _ = writeln!(out, "static CAMEO_OUT: [(EventType, Option<&str>, &str); {}] = [", lines.len());
    for line in lines {
        let fields = line.fields();
        let [of, code] = fields[..] else { return Err(line.problem("expected type mode | code")) };
        let (of, mode) = type_and_mode(of, labels, line)?;
        let _ = writeln!(out, "({of}, {mode}, {code:?}),");
    }
    out.push_str("];\n");
    Ok(())
}
