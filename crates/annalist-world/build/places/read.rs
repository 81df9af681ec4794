//! The sources as records, the most prominent first.

use super::rows::{Row, Source};
use crate::fold::key;
use crate::source::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a place is; the numbers are those of `PlaceClass`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    City,
    Admin1,
    Admin2,
    Country,
    Region,
    Facility,
    Physical,
}

/// One place.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) name: String,
    /// Other names; those that reports use as much as the main one are marked.
    pub(super) other: Vec<(String, bool)>,
    pub(super) class: Class,
    /// GeoNames number; 0 for own entries.
    pub(super) geonames: u32,
    pub(super) point: (f64, f64),
    pub(super) population: u32,
    /// Index into the countries; a region across borders has several.
    pub(super) countries: Vec<usize>,
    /// `PS.WE`
    pub(super) admin1: String,
    pub(super) prominence: f64,
    /// Rank code of a city: a part of a larger one comes after its namesakes.
    pub(super) kind: String,
}

/// All that is packed.
#[derive(Default)]
pub(super) struct Gazetteer {
    /// ISO 3166-1 alpha-3, sorted.
    pub(super) countries: Vec<String>,
    pub(super) neighbours: Vec<Vec<usize>>,
    pub(super) records: Vec<Record>,
    /// Keys that are also something else: words (1), names of people (2).
    pub(super) ambiguous: BTreeMap<String, u8>,
    iso2: BTreeMap<String, usize>,
    suffixes: BTreeSet<String>,
    prefixes: BTreeSet<String>,
}

/// Files of cities, as the recipe writes them.
const CITIES: &[&str] = &[
    "cities_africa.tsv",
    "cities_asia.tsv",
    "cities_europe_1.tsv",
    "cities_europe_2.tsv",
    "cities_north_america.tsv",
    "cities_oceania.tsv",
    "cities_south_america.tsv",
];

pub(super) fn gazetteer(data: &Path) -> Result<Gazetteer, Problem> {
    let mut all = Gazetteer::default();
    let folder = data.join("places");
    all.codes(&Source::open(&folder, "country_codes.tsv")?)?;
    all.division_words(&Source::open(&folder, "division_words.tsv")?)?;
    all.countries(&Source::open(&folder, "countries.tsv")?, &Source::open(&folder, "country_codes.tsv")?)?;
    for file in CITIES {
        all.cities(&Source::open(&folder, file)?)?;
    }
    let first = Source::open(&folder, "admin1_names.tsv")?;
    all.first_level(&Source::open(&folder, "admin1.tsv")?, &first)?;
    for file in ["admin2_a_l.tsv", "admin2_m_z.tsv"] {
        all.second_level(&Source::open(&folder, file)?)?;
    }
    for (file, class, prominence) in [
        ("regions.tsv", Class::Region, 5e6),
        ("physical.tsv", Class::Physical, 1e6),
        ("sites.tsv", Class::Facility, 4e5),
    ] {
        all.own(&Source::open(&folder, file)?, class, prominence)?;
    }
    all.airports(&Source::open(&folder, "airports.tsv")?)?;
    all.sort();
    all.spellings(&Source::open(&folder, "spellings.tsv")?)?;
    all.settle();
    all.sort();
    for file in ["words.tsv", "words_own.tsv"] {
        all.words(&Source::open(&folder, file)?)?;
    }
    Ok(all)
}

impl Gazetteer {
    fn codes(&mut self, source: &Source) -> Result<(), Problem> {
        let rows: Vec<Row<'_>> = source.rows(4)?;
        self.countries = rows.iter().map(|row| row.field(1).to_owned()).collect();
        self.countries.sort();
        for row in &rows {
            let index = self.country(row, 1)?;
            self.iso2.insert(row.field(0).to_owned(), index);
        }
        self.neighbours = vec![Vec::new(); self.countries.len()];
        for row in &rows {
            let beside: Vec<usize> = row.list(4).filter_map(|code| self.iso2.get(code).copied()).collect();
            self.neighbours[self.iso2[row.field(0)]] = beside;
        }
        Ok(())
    }

    /// The country of an alpha-3 code.
    fn country(&self, row: &Row<'_>, column: usize) -> Result<usize, Problem> {
        let code = row.field(column);
        self.countries
            .binary_search_by(|c| c.as_str().cmp(code))
            .map_err(|_| row.error(&format!("no country {code:?}")))
    }

    /// The country of `PS.WE`.
    fn country_of(&self, row: &Row<'_>, column: usize) -> Result<usize, Problem> {
        let code = row.field(column).split('.').next().unwrap_or("");
        self.iso2.get(code).copied().ok_or_else(|| row.error(&format!("no country {code:?}")))
    }

    fn division_words(&mut self, source: &Source) -> Result<(), Problem> {
        for row in source.rows(2)? {
            match row.field(0) {
                "after" => self.suffixes.insert(key(row.field(1))),
                "before" => self.prefixes.insert(key(row.field(1))),
                other => return Err(row.error(&format!("before or after is needed, {other:?} found"))),
            };
        }
        Ok(())
    }

    fn countries(&mut self, source: &Source, codes: &Source) -> Result<(), Problem> {
        let mut known = BTreeMap::new();
        for row in codes.rows(4)? {
            known.insert(row.field(1).to_owned(), (row.number::<u32>(2)?, row.number::<u32>(3)?));
        }
        for row in source.rows(4)? {
            let country = self.country(&row, 0)?;
            let (geonames, population) = known.get(row.field(0)).copied().unwrap_or_default();
            self.records.push(Record {
                geonames,
                population,
                prominence: 1e10 + f64::from(population),
                ..Record::new(&row, 1, Class::Country, row.point(2)?, row.list(4), vec![country])
            });
        }
        Ok(())
    }

    fn cities(&mut self, source: &Source) -> Result<(), Problem> {
        for row in source.rows(7)? {
            let country = self.country_of(&row, 2)?;
            let population: u32 = row.number(5)?;
            let people = f64::from(population);
            let prominence = match row.field(6) {
                "C" => people + 3e6,
                "A" => people + 1e5,
                "X" => people * 0.3,
                _ => people,
            };
            self.records.push(Record {
                geonames: row.number(0)?,
                population,
                admin1: row.field(2).to_owned(),
                prominence,
                kind: if row.field(6) == "C" { "capital".into() } else { String::new() },
                ..Record::new(&row, 1, Class::City, row.point(3)?, row.list(7), vec![country])
                    .with_rare_names()
            });
        }
        Ok(())
    }

    fn first_level(&mut self, source: &Source, names: &Source) -> Result<(), Problem> {
        let names = names.rows(5)?;
        let mut written: BTreeMap<&str, &Row<'_>> = names.iter().map(|row| (row.field(0), row)).collect();
        for row in source.rows(6)? {
            let code = row.field(0);
            let country = self.country_of(&row, 0)?;
            let population: u32 = row.number(5)?;
            let mut record =
                Record::new(&row, 1, Class::Admin1, row.point(3)?, row.list(usize::MAX), vec![country]);
            record.geonames = row.number(2)?;
            record.population = population;
            code.clone_into(&mut record.admin1);
            record.prominence = f64::from(population) * 0.5 + 3e5;
            self.without_division_word(&mut record);
            if let Some(better) = written.remove(code) {
                record.rename(better.field(1));
                if !better.field(2).is_empty() {
                    record.point = better.point(2)?;
                }
                record.other.extend(better.list(4).map(|name| (name.to_owned(), true)));
            }
            self.records.push(record);
        }
        match written.values().next() {
            Some(row) => Err(row.error("no such first-level division in admin1.tsv")),
            None => Ok(()),
        }
    }

    fn second_level(&mut self, source: &Source) -> Result<(), Problem> {
        for row in source.rows(7)? {
            let country = self.country_of(&row, 0)?;
            let population: u32 = row.number(5)?;
            let mut record =
                Record::new(&row, 1, Class::Admin2, row.point(3)?, row.list(usize::MAX), vec![country]);
            record.geonames = row.number(2)?;
            record.population = population;
            row.field(0).clone_into(&mut record.admin1);
            record.prominence = f64::from(population) * 0.2 + 500.0;
            if !key(&record.name).ends_with(" county") {
                self.without_division_word(&mut record);
            }
            self.records.push(record);
        }
        Ok(())
    }

    /// `Idlib Governorate` is also called Idlib.
    fn without_division_word(&self, record: &mut Record) {
        let words: Vec<&str> = record.name.split(' ').collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let rest = if words.len() > 1 && self.suffixes.contains(&key(last)) {
            &words[..words.len() - 1]
        } else if words.len() > 2 && words[1] == "of" && self.prefixes.contains(&key(first)) {
            &words[2..]
        } else if words.len() > 1 && self.prefixes.contains(&key(first)) {
            &words[1..]
        } else {
            return;
        };
        let plain = rest.join(" ");
        if plain.chars().count() > 3 {
            record.other.push((plain, true));
        }
    }

    fn own(&mut self, source: &Source, class: Class, prominence: f64) -> Result<(), Problem> {
        for row in source.rows(5)? {
            let codes: Vec<&str> = row.list(2).collect();
            let countries = codes.iter().map(|code| {
                let at = self.countries.binary_search_by(|c| c.as_str().cmp(code));
                at.map_err(|_| row.error(&format!("no country {code:?}")))
            });
            let countries = countries.collect::<Result<Vec<_>, _>>()?;
            let record = Record::new(&row, 0, class, row.point(3)?, row.list(5), countries);
            self.records.push(Record { prominence, kind: row.field(1).to_owned(), ..record });
        }
        Ok(())
    }

    fn airports(&mut self, source: &Source) -> Result<(), Problem> {
        for row in source.rows(4)? {
            let country = self.country(&row, 1)?;
            let short = row.field(0).replace(" International Airport", " Airport");
            let other = if short == row.field(0) { String::new() } else { short };
            let other = other.split('|').filter(|name| !name.is_empty());
            let record = Record::new(&row, 0, Class::Facility, row.point(2)?, other, vec![country]);
            self.records.push(Record { prominence: 1e4, kind: "airport".into(), ..record });
        }
        Ok(())
    }

    /// Puts a division behind the city of its name inside it.
    fn settle(&mut self) {
        let mut seats: BTreeMap<(String, String), f64> = BTreeMap::new();
        for record in self.records.iter().filter(|record| record.class == Class::City) {
            for name in record.usual_names() {
                let best = seats.entry((record.admin1.clone(), key(name))).or_default();
                *best = best.max(record.prominence);
            }
        }
        for record in self.records.iter_mut().filter(|r| matches!(r.class, Class::Admin1 | Class::Admin2)) {
            let factor = if record.class == Class::Admin1 { 0.9 } else { 0.8 };
            let seat = record
                .usual_names()
                .filter_map(|name| seats.get(&(record.admin1.clone(), key(name))))
                .copied();
            // A hamlet that happens to be called like its province does not come before it.
            let whole = record.prominence;
            let seat = seat.filter(|seat| seat * 10.0 > whole);
            record.prominence = seat.fold(whole, |least, seat| least.min(seat * factor));
        }
    }

    /// The most prominent first.
    fn sort(&mut self) {
        self.records.sort_by(|a, b| {
            let order = b.prominence.total_cmp(&a.prominence).then(a.class.cmp(&b.class));
            order.then_with(|| a.name.cmp(&b.name)).then(a.geonames.cmp(&b.geonames))
        });
    }

    fn words(&mut self, source: &Source) -> Result<(), Problem> {
        for row in source.rows(2)? {
            let bits = match row.field(1) {
                "none" => 0,
                "word" => 1,
                "person" => 2,
                "both" => 3,
                other => {
                    return Err(row.error(&format!("word, person, both or none is needed, {other:?} found")));
                }
            };
            self.ambiguous.insert(key(row.field(0)), bits);
        }
        Ok(())
    }

    /// `Kolkata  IND  Calcutta`: usual and other names of the most prominent place of that name in that country.
    fn spellings(&mut self, source: &Source) -> Result<(), Problem> {
        let mut named: BTreeMap<(String, usize), usize> = BTreeMap::new();
        for (i, record) in self.records.iter().enumerate().rev() {
            for name in record.other.iter().map(|(name, _)| name).chain([&record.name]) {
                for &country in &record.countries {
                    named.insert((key(name), country), i);
                }
            }
        }
        for row in source.rows(3)? {
            let country = self.country(&row, 1)?;
            let known = row.list(0).chain(row.list(2)).find_map(|name| named.get(&(key(name), country)));
            let Some(&i) = known else {
                return Err(row.error(&format!("no place {:?} in {}", row.field(0), row.field(1))));
            };
            self.records[i].rename(row.field(0));
            self.records[i].other.extend(row.list(2).map(|name| (name.to_owned(), true)));
        }
        Ok(())
    }
}

impl Record {
    fn new<'a>(
        row: &Row<'_>,
        name: usize,
        class: Class,
        point: (f64, f64),
        other: impl Iterator<Item = &'a str>,
        countries: Vec<usize>,
    ) -> Self {
        let name = row.field(name).to_owned();
        let other = other.map(|name| (name.to_owned(), true)).collect();
        let (admin1, kind) = (String::new(), String::new());
        Self {
            name,
            other,
            class,
            geonames: 0,
            point,
            population: 0,
            countries,
            admin1,
            prominence: 0.0,
            kind,
        }
    }

    fn usual_names(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name).chain(self.other.iter().filter(|(_, usual)| *usual).map(|(name, _)| name))
    }

    /// Its other names are from a long list, not from reports.
    fn with_rare_names(mut self) -> Self {
        self.other.iter_mut().for_each(|(_, usual)| *usual = false);
        self
    }

    /// Takes the usual English name; the official one stays as another.
    fn rename(&mut self, name: &str) {
        if !name.is_empty() && name != self.name {
            let official = std::mem::replace(&mut self.name, name.to_owned());
            self.other.push((official, true));
        }
    }
}
