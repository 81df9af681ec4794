//! Records to bytes. The layout is told in `src/places/index.rs`, which reads it.

use super::read::{Class, Gazetteer, Record};
use crate::fold::key;
use std::collections::BTreeMap;

/// Bytes of one packed record.
const RECORD: usize = 18;
/// Longest key that is kept.
const LONGEST_KEY: usize = 60;

pub(super) fn pack(gazetteer: &Gazetteer) -> Vec<u8> {
    let mut pool = Pool::default();
    let (divisions, division_numbers) = divisions(gazetteer);
    let mut records = Vec::with_capacity(gazetteer.records.len() * RECORD);
    let mut across = Vec::new();
    for (i, record) in gazetteer.records.iter().enumerate() {
        let division = division_numbers.get(record.admin1.as_str()).copied().unwrap_or(u16::MAX);
        pack_record(&mut records, record, pool.add(&record.name), division);
        for &country in record.countries.iter().skip(1) {
            three(&mut across, i as u32);
            across.push(country as u8);
        }
    }
    let (names, lists) = names(gazetteer);
    let mut kinds = Vec::new();
    for (i, record) in gazetteer.records.iter().enumerate().filter(|(_, record)| !record.kind.is_empty()) {
        three(&mut kinds, i as u32);
        three(&mut kinds, pool.add(&record.kind));
    }
    let mut countries = Vec::new();
    for (country, code) in gazetteer.countries.iter().enumerate() {
        countries.extend_from_slice(code.as_bytes());
        let own = |r: &Record| r.class == Class::Country && r.countries.first() == Some(&country);
        three(&mut countries, gazetteer.records.iter().position(own).map_or(0xff_ffff, |i| i as u32));
    }
    let mut neighbours = Vec::new();
    for (country, beside) in gazetteer.neighbours.iter().enumerate() {
        neighbours.extend(beside.iter().flat_map(|&other| [country as u8, other as u8]));
    }
    frame(&[&records, &pool.bytes, &names, &lists, &divisions, &countries, &across, &neighbours, &kinds])
}

/// First-level divisions by number: their place.
fn divisions(gazetteer: &Gazetteer) -> (Vec<u8>, BTreeMap<&str, u16>) {
    let mut bytes = Vec::new();
    let mut numbers = BTreeMap::new();
    for (i, record) in gazetteer.records.iter().enumerate().filter(|(_, r)| r.class == Class::Admin1) {
        numbers.insert(record.admin1.as_str(), (bytes.len() / 3) as u16);
        three(&mut bytes, i as u32);
    }
    (bytes, numbers)
}

fn pack_record(out: &mut Vec<u8>, record: &Record, name: u32, division: u16) {
    three(out, name);
    three(out, record.geonames);
    three(out, fixed(record.point.0, 90.0));
    three(out, fixed(record.point.1, 180.0));
    out.extend_from_slice(&people(record.population).to_le_bytes());
    out.extend_from_slice(&division.to_le_bytes());
    out.push(record.countries.first().map_or(u8::MAX, |&country| country as u8));
    out.push(record.class as u8);
}

/// Degrees on 24 bits: steps of at most two metres.
fn fixed(degrees: f64, half: f64) -> u32 {
    ((degrees + half) / (2.0 * half) * f64::from(0xff_ffff)).round() as u32
}

/// A number on 16 bits: eleven of mantissa, five of exponent.
fn people(population: u32) -> u16 {
    let exponent = (32 - population.leading_zeros()).saturating_sub(11);
    ((exponent << 11) | (population >> exponent)) as u16
}

/// The map of keys and the lists it points to.
fn names(gazetteer: &Gazetteer) -> (Vec<u8>, Vec<u8>) {
    let mut keys: BTreeMap<String, Vec<(u32, f64)>> = BTreeMap::new();
    for (i, record) in gazetteer.records.iter().enumerate() {
        let main = std::iter::once((&record.name, true));
        for (name, usual) in main.chain(record.other.iter().map(|(name, usual)| (name, *usual))) {
            let (mark, weight) = if usual { (0, 1.0) } else { (OTHER, 0.1) };
            for variant in variants(name) {
                push(&mut keys, variant, i as u32 | mark, record.prominence * weight);
            }
        }
    }
    let mut map = fst::MapBuilder::memory();
    let mut lists = Vec::new();
    for (name, mut places) in keys {
        places.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let flags = u64::from(gazetteer.ambiguous.get(&name).copied().unwrap_or(0));
        let value = if let [(place, _)] = places.as_slice() {
            u64::from(*place) << 1
        } else {
            let at = lists.len() as u64;
            lists.extend_from_slice(&(places.len() as u16).to_le_bytes());
            for (place, _) in places {
                three(&mut lists, place);
            }
            at << 1 | 1
        };
        map.insert(name, value << 2 | flags).expect("keys come in order");
    }
    (map.into_inner().expect("memory cannot fail"), lists)
}

/// Marks a place in a list as known there by a name that reports seldom use.
const OTHER: u32 = 1 << 23;

fn push(keys: &mut BTreeMap<String, Vec<(u32, f64)>>, name: String, place: u32, weight: f64) {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ');
    if name.len() < 2 || name.len() > LONGEST_KEY || !plain || name.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let places = keys.entry(name).or_default();
    match places.iter_mut().find(|(known, _)| known & !OTHER == place & !OTHER) {
        Some(known) if weight > known.1 => *known = (place, weight),
        Some(_) => {}
        None => places.push((place, weight)),
    }
}

/// The key of a name, and the one with its abbreviation written out or abbreviated.
fn variants(name: &str) -> Vec<String> {
    let plain = key(name);
    let mut all = vec![plain.clone()];
    for (long, short) in [("saint ", "st "), ("mount ", "mt "), ("fort ", "ft "), ("sainte ", "ste ")] {
        if let Some(rest) = plain.strip_prefix(long) {
            all.push(format!("{short}{rest}"));
        } else if let Some(rest) = plain.strip_prefix(short) {
            all.push(format!("{long}{rest}"));
        }
    }
    if let Some(rest) = plain.strip_prefix("the ") {
        all.push(rest.to_owned());
    }
    // "Côte d'Ivoire" and "Sana'a" also where the text's words part at the apostrophe.
    if name.contains(['\'', '’']) {
        all.push(key(&name.replace(['\'', '’'], " ")));
    }
    all
}

/// Texts, each once, with a length byte.
#[derive(Default)]
struct Pool {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Pool {
    fn add(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let mut end = text.len().min(255);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let at = self.bytes.len() as u32;
        self.bytes.push(end as u8);
        self.bytes.extend_from_slice(&text.as_bytes()[..end]);
        self.known.insert(text.to_owned(), at);
        at
    }
}

fn three(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes()[..3]);
}

/// Magic, version, the ends of all sections, the sections.
fn frame(sections: &[&[u8]]) -> Vec<u8> {
    let mut out = b"ANNPLACE".to_vec();
    out.extend_from_slice(&1_u32.to_le_bytes());
    out.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut end = out.len() + 4 * sections.len();
    for section in sections {
        end += section.len();
        out.extend_from_slice(&(end as u32).to_le_bytes());
    }
    for section in sections {
        out.extend_from_slice(section);
    }
    out
}
