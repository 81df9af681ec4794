//! Countries and all other actors.
//!
//! `data/countries.txt` is in blocks: a line `ISR IL 376 IS Q801` (alpha-3, alpha-2, number, FIPS, Wikidata; `-` for none), then
//! indented `name:`, `also:`, `adjective:`, `people:`, `capital:` with parts between semicolons.
//!
//! All other files have one actor a line: `name | codes or terms | other names | Wikidata id`. A code or term is
//! `CCC SEC SEC office start..end`, all but the country optional; days as 2009, 2009-03 or 2009-03-31. A name that is all capitals is
//! initials; `~` before a name marks one that is also an ordinary word; `=` a surname alone (in place of the computed one, `=-`: none).
//! A line `@prominence 6` holds for the entries after it.

use crate::fold::key;
use crate::index::{self, Entry, Naming, Term};
use crate::kind::{ActorKind, Form};
use crate::offices::Offices;
use crate::pack::{Pack, Strings};
use crate::persons;
use crate::sector::Sector;
use crate::source::{Line, Problem, files, lines, list};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FOLDERS: [(&str, ActorKind); 9] = [
    ("governments", ActorKind::Government),
    ("organizations", ActorKind::Organization),
    ("groups", ActorKind::ArmedGroup),
    ("parties", ActorKind::Party),
    ("peoples", ActorKind::Population),
    ("media", ActorKind::Media),
    ("companies", ActorKind::Company),
    ("people", ActorKind::Person),
    ("holders", ActorKind::Person),
];

/// Persons at least so prominent are also found by surname.
const SURNAME_PROMINENCE: u8 = 6;

/// Of offices at least so high, a successor's start ends a term without an end.
const SUCCESSION_RANK: u8 = 5;

pub(crate) fn compile(data: &Path, strings: &mut Strings, pack: &mut Pack) -> Result<(), Problem> {
    let offices = Offices::read(data)?;
    let common: BTreeSet<String> =
        lines(&data.join("common-words.txt"))?.iter().map(|line| key(line.text.trim())).collect();
    let mut entries = countries(&lines(&data.join("countries.txt"))?)?;
    for (folder, kind) in FOLDERS {
        for file in files(&data.join(folder))? {
            let mut prominence = 0;
            for line in lines(&file)? {
                match line.text.strip_prefix("@prominence ") {
                    Some(number) => {
                        prominence = number
                            .trim()
                            .parse()
                            .map_err(|_| line.problem("expected a number from 0 to 9"))?;
                    }
                    None => entries.push(entry(&line, kind, prominence, &offices)?),
                }
            }
        }
    }
    let mut entries = merged(entries);
    finish(&mut entries, &offices);
    index::pack(&entries, &offices, &common, strings, pack);
    Ok(())
}

fn countries(all: &[Line]) -> Result<Vec<Entry>, Problem> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in all {
        if !line.text.starts_with(' ') {
            entries.push(country(line)?);
            continue;
        }
        let entry = entries.last_mut().ok_or_else(|| line.problem("no country to belong to"))?;
        let (field, value) =
            line.text.split_once(':').ok_or_else(|| line.problem("expected field: value"))?;
        let form = match field.trim() {
            "name" => Form::Name,
            "also" => Form::Alias,
            "adjective" => Form::Adjective,
            "people" => Form::Demonym,
            "capital" => Form::Capital,
            other => return Err(line.problem(format!("unknown field {other:?}"))),
        };
        if form == Form::Name {
            entry.name = value.trim().trim_start_matches('~').into();
        }
        entry.names.extend(list(value).map(|text| naming(text, form)));
    }
    match entries.iter().position(|entry| entry.name.is_empty()) {
        Some(i) => Err(all[i].problem("a country without a name")),
        None => Ok(entries),
    }
}

fn country(line: &Line) -> Result<Entry, Problem> {
    let codes: Vec<_> = line.text.split_whitespace().collect();
    let [alpha3, _alpha2, _number, _fips, wikidata] = codes[..] else {
        return Err(line.problem("expected five codes: alpha-3, alpha-2, number, FIPS, Wikidata"));
    };
    let country = code(alpha3).ok_or_else(|| line.problem(format!("{alpha3:?} is no code")))?;
    Ok(Entry {
        kind: ActorKind::State,
        name: String::new(),
        wikidata: wikidata.trim_start_matches('-').into(),
        chosen: false,
        country,
        prominence: 9,
        terms: vec![Term { start: 0, end: 0, rank: 0, country, sectors: [0; 3], office: String::new() }],
        names: Vec::new(),
    })
}

fn entry(line: &Line, kind: ActorKind, prominence: u8, offices: &Offices) -> Result<Entry, Problem> {
    let fields = line.fields();
    let field = |i: usize| fields.get(i).copied().unwrap_or("");
    let name = field(0).trim_start_matches('~');
    if name.is_empty() || field(1).is_empty() || fields.len() > 4 {
        return Err(line.problem("expected name | codes or terms | other names | Wikidata id"));
    }
    let mut terms = list(field(1)).map(|text| term(text, line, offices)).collect::<Result<Vec<_>, _>>()?;
    terms.sort();
    let others = list(field(2)).map(|text| naming(text, alias_form(text, kind)));
    let names = std::iter::once(naming(field(0), Form::Name)).chain(others);
    let ranked = terms.iter().map(|term| term.rank).max().unwrap_or(0);
    Ok(Entry {
        kind,
        name: name.into(),
        wikidata: field(3).into(),
        chosen: kind == ActorKind::Person
            && line.file.parent().is_some_and(|folder| folder.ends_with("people")),
        country: terms.last().map_or([0; 3], |term| term.country),
        prominence: prominence.max(ranked),
        terms,
        names: names.collect(),
    })
}

/// Other names of a people that are one word and no plural are taken for adjectives: Kurdish, Tamil.
fn alias_form(text: &str, kind: ActorKind) -> Form {
    let word = kind == ActorKind::Population && !text.contains(' ') && !text.ends_with('s');
    if word { Form::Adjective } else { Form::Alias }
}

/// A way to name as the data write it: markers off, initials told by their capitals.
fn naming(text: &str, form: Form) -> Naming {
    let marks = text.len() - text.trim_start_matches(['~', '=']).len();
    let (marks, text) = text.split_at(marks);
    let (weak, form) = (marks.contains('~'), if marks.contains('=') { Form::Surname } else { form });
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let initials =
        capitals >= 2 && !text.contains(char::is_whitespace) && !text.chars().any(char::is_lowercase);
    Naming {
        text: text.into(),
        form: if initials && form != Form::Surname { Form::Acronym } else { form },
        weak,
    }
}

fn code(text: &str) -> Option<[u8; 3]> {
    <[u8; 3]>::try_from(text.as_bytes()).ok().filter(|code| code.iter().all(u8::is_ascii_uppercase))
}

fn term(text: &str, line: &Line, offices: &Offices) -> Result<Term, Problem> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let (mut start, mut end) = (0, 0);
    if let Some((from, to)) = words.last().and_then(|last| last.split_once("..")) {
        (start, end) = (day(from, false, line)?, day(to, true, line)?);
        words.pop();
    }
    let country = match words.first() {
        Some(&"---") => [0; 3],
        Some(first) => code(first).ok_or_else(|| line.problem(format!("{first:?} is no country code")))?,
        None => return Err(line.problem("an empty code")),
    };
    let labels = words[1..].iter().take_while(|word| Sector::from_label(word).is_some()).count();
    let mut sectors = crate::nouns::sectors(&words[1..=labels].join(" "), line)?;
    let office = words[labels + 1..].join(" ");
    let known = offices.find(&office, country).map(|index| offices.get(index));
    if let (Some(known), 0) = (known, labels) {
        sectors = known.sectors;
    }
    Ok(Term { start, end, rank: known.map_or(0, |known| known.rank), country, sectors, office })
}

/// A day as `yyyymmdd`: the first or the last that the text can mean.
fn day(text: &str, last: bool, line: &Line) -> Result<u32, Problem> {
    if text.is_empty() {
        return Ok(0);
    }
    let parts: Result<Vec<u32>, _> = text.split('-').map(str::parse).collect();
    match parts.as_deref() {
        Ok(&[year]) => Ok(year * 10_000 + if last { 1231 } else { 101 }),
        Ok(&[year, month @ 1..=12]) => {
            Ok(year * 10_000 + month * 100 + if last { month_days(year, month) } else { 1 })
        }
        Ok(&[year, month @ 1..=12, day]) if (1..=month_days(year, month)).contains(&day) => {
            Ok(year * 10_000 + month * 100 + day)
        }
        _ => Err(line.problem(format!("{text:?} is no day"))),
    }
}

fn month_days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Persons of one name who serve one country, or of one Wikidata id, are one.
fn merged(entries: Vec<Entry>) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    let mut persons: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for entry in entries {
        if entry.kind != ActorKind::Person {
            all.push(entry);
            continue;
        }
        let names = full_names(&entry);
        let known = names.iter().filter_map(|name| persons.get(name)).flatten().copied();
        let same = known.collect::<BTreeSet<_>>().into_iter().find(|&i| is_same(&all[i], &entry));
        let index = same.unwrap_or(all.len());
        for name in names {
            persons.entry(name).or_default().push(index);
        }
        match same {
            Some(i) => join(&mut all[i], entry),
            None => all.push(entry),
        }
    }
    all
}

/// The keys of a person's names of two words and more.
fn full_names(entry: &Entry) -> BTreeSet<String> {
    let names =
        entry.names.iter().filter(|naming| naming.form != Form::Surname).map(|naming| key(&naming.text));
    names.filter(|name| name.contains(' ') || *name == key(&entry.name)).collect()
}

fn is_same(one: &Entry, other: &Entry) -> bool {
    let ids_differ = !one.wikidata.is_empty() && !other.wikidata.is_empty() && one.wikidata != other.wikidata;
    let shared = one.terms.iter().any(|a| other.terms.iter().any(|b| a.country == b.country));
    !ids_differ && (shared || (!one.wikidata.is_empty() && one.wikidata == other.wikidata))
}

fn join(one: &mut Entry, other: Entry) {
    for term in other.terms {
        match one.terms.iter_mut().find(|known| is_same_term(known, &term)) {
            Some(known) => complete(known, &term),
            None => one.terms.push(term),
        }
    }
    one.terms.sort();
    one.names.extend(other.names);
    one.prominence = one.prominence.max(other.prominence);
    if one.wikidata.is_empty() {
        one.wikidata = other.wikidata;
    }
    one.country = one.terms.last().map_or(one.country, |term| term.country);
}

/// Two lists' word on one term: the same office, and starts that differ by less than two months or that one list knows by year only.
fn is_same_term(one: &Term, other: &Term) -> bool {
    let by_year = |a: u32, b: u32| a % 10_000 == 101 && a / 10_000 == b / 10_000;
    let (a, b) = (one.start, other.start);
    let close =
        a.abs_diff(b) < 200 || by_year(a, b) || by_year(b, a) || (one.end == other.end && one.end != 0);
    one.country == other.country && one.office == other.office && (close || b == 0)
}

/// Takes over from another list's word on a term what is missing: the day of the start, the end.
fn complete(known: &mut Term, other: &Term) {
    if known.start == 0 || (known.start % 10_000 == 101 && other.start / 10_000 == known.start / 10_000) {
        known.start = other.start.max(known.start);
    }
    if known.end == 0 {
        known.end = other.end;
    }
}

/// Computed names, and ends of terms that only a successor's start tells.
fn finish(entries: &mut [Entry], offices: &Offices) {
    close_terms(entries, offices);
    for entry in entries.iter_mut() {
        let mut more = spellings(&entry.names);
        if entry.kind == ActorKind::Person {
            more.extend(person_names(entry));
        }
        entry.names.extend(more);
        entry.names.retain(|naming| naming.text != "-");
    }
}

fn close_terms(entries: &mut [Entry], offices: &Offices) {
    let mut starts: BTreeMap<([u8; 3], usize), BTreeSet<u32>> = BTreeMap::new();
    let held = |term: &Term| {
        let office = offices.find(&term.office, term.country)?;
        (offices.get(office).rank >= SUCCESSION_RANK && term.start != 0).then_some(office)
    };
    for term in entries.iter().filter(|e| e.kind == ActorKind::Person).flat_map(|e| &e.terms) {
        if let Some(office) = held(term) {
            starts.entry((term.country, office)).or_default().insert(term.start);
        }
    }
    for term in entries.iter_mut().filter(|e| e.kind == ActorKind::Person).flat_map(|e| &mut e.terms) {
        if let (0, Some(office)) = (term.end, held(term)) {
            let later = starts.get(&(term.country, office)).and_then(|s| s.range(term.start + 1..).next());
            term.end = later.copied().unwrap_or(0);
        }
    }
}

/// British and American spellings of the words that names of institutions are made of.
fn spellings(names: &[Naming]) -> Vec<Naming> {
    const PAIRS: [(&str, &str); 5] = [
        ("Defence", "Defense"),
        ("Organisation", "Organization"),
        ("Labour", "Labor"),
        ("Centre", "Center"),
        ("Programme", "Program"),
    ];
    let mut more = Vec::new();
    for naming in names {
        for (british, american) in PAIRS {
            for (from, to) in [(british, american), (american, british)] {
                if naming.text.split_whitespace().any(|word| word == from) {
                    more.push(Naming {
                        text: naming.text.replace(from, to),
                        form: naming.form,
                        weak: naming.weak,
                    });
                }
            }
        }
    }
    more
}

fn person_names(entry: &Entry) -> Vec<Naming> {
    let mut more = Vec::new();
    if entry.prominence < SURNAME_PROMINENCE {
        return more;
    }
    let country = String::from_utf8_lossy(&entry.country);
    let full: Vec<&str> =
        entry.names.iter().filter(|n| n.form != Form::Surname).map(|n| n.text.as_str()).collect();
    for text in &full {
        more.extend(persons::variants(text, &country).into_iter().map(|text| Naming {
            text,
            form: Form::Alias,
            weak: false,
        }));
    }
    if !entry.names.iter().any(|n| n.form == Form::Surname) {
        let surnames = persons::surnames(&entry.name, &country);
        more.extend(surnames.into_iter().map(|text| Naming {
            text,
            form: Form::Surname,
            weak: !entry.chosen,
        }));
    }
    more
}
