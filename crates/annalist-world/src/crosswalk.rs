//! Country codes of other schemes, each with the days on which it holds (`data/codes.txt`).
//!
//! ```
//! use annalist_world::{Iso3, Scheme, countries_of, country_code};
//! let day = "1989-11-09".parse().ok();
//! let germany: Iso3 = "DEU".parse()?;
//! assert_eq!(countries_of(Scheme::Cow, "265", day), [germany]);
//! assert_eq!(country_code(Scheme::Fips, germany, "2020-01-01".parse().ok()), Some("GM"));
//! # Ok::<(), annalist_world::Error>(())
//! ```

use crate::code::Iso3;
use jiff::civil::Date;

/// A scheme of country codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// ISO 3166-1 alpha-3, with the withdrawn codes of ISO 3166-3, and `KOS`.
    Iso,
    /// ISO 3166-1 alpha-2.
    Iso2,
    /// UN M49, three digits.
    M49,
    /// FIPS 10-4, withdrawn in 2014; GDELT still writes it.
    Fips,
    /// Correlates of War state numbers.
    Cow,
    /// Gleditsch and Ward (1999), "Interstate System Membership".
    Gw,
    /// The country part of CAMEO actor codes.
    Cameo,
}

struct Row {
    scheme: usize,
    code: &'static str,
    countries: &'static [&'static str],
    from: i32,
    to: i32,
}

/// The last day of rows without an end.
const OPEN_END: i32 = 99_991_231;

#[allow(clippy::unreadable_literal, reason = "days as numbers, written by the build script")]
mod rows {
    use super::Row;
    include!(concat!(env!("OUT_DIR"), "/codes.rs"));
}
use rows::ROWS;

impl Row {
    fn holds(&self, day: i32) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it holds on every day.
    fn is_open(&self) -> bool {
        self.from == 0 && self.to == OPEN_END
    }
}

/// The code of a country on a day; without a day, the one of today. Where a country is in no system of states on that
/// day, there is none. A country that was part of another then has that one's code.
pub fn country_code(scheme: Scheme, country: Iso3, on: Option<Date>) -> Option<&'static str> {
    // Gleditsch and Ward's list is kept as differences from that of Correlates of War
    let found = |scheme: Scheme| {
        let rows = rows(scheme, on).filter(|row| row.countries.contains(&country.as_str()));
        // a dated row outranks one of today, a row of one's own one shared with others
        rows.min_by_key(|row| (row.is_open(), row.countries.len())).map(|row| row.code)
    };
    match scheme {
        Scheme::Gw => found(Scheme::Gw).or_else(|| found(Scheme::Cow)),
        other => found(other),
    }
}

/// The countries of today that a code stands for on a day: several for a state that fell apart.
pub fn countries_of(scheme: Scheme, code: &str, on: Option<Date>) -> Vec<Iso3> {
    let found = |scheme: Scheme| rows(scheme, on).find(|row| row.code == code);
    let row = match scheme {
        Scheme::Gw => found(Scheme::Gw).or_else(|| found(Scheme::Cow)),
        other => found(other),
    };
    row.into_iter().flat_map(|row| row.countries).filter_map(|country| country.parse().ok()).collect()
}

fn rows(scheme: Scheme, on: Option<Date>) -> impl Iterator<Item = &'static Row> {
    let day = on
        .map_or(OPEN_END, |d| i32::from(d.year()) * 10_000 + i32::from(d.month()) * 100 + i32::from(d.day()));
    ROWS.iter().filter(move |row| row.scheme == scheme as usize && row.holds(day))
}
