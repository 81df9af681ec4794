//! Country codes of other schemes, on any day.

use annalist_world::{Iso3, Scheme, countries_of, country_code};
use jiff::civil::{Date, date};

fn code(scheme: Scheme, country: &str, on: Option<Date>) -> Option<&'static str> {
    let country: Iso3 = country.parse().ok()?;
    country_code(scheme, country, on)
}

fn names(scheme: Scheme, code: &str, on: Date) -> String {
    countries_of(scheme, code, Some(on)).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn codes_of_today() {
    assert_eq!(code(Scheme::Iso2, "GBR", None), Some("GB"));
    assert_eq!(code(Scheme::Fips, "GBR", None), Some("UK"));
    assert_eq!(code(Scheme::M49, "FRA", None), Some("250"));
    assert_eq!(code(Scheme::Cow, "USA", None), Some("2"));
    assert_eq!(code(Scheme::Cameo, "ROU", None), Some("ROM"));
    assert_eq!(code(Scheme::Fips, "AUS", None), Some("AS"));
}

#[test]
fn states_that_fell_apart_and_came_together() {
    assert_eq!(names(Scheme::Iso, "CSK", date(1985, 1, 1)), "CZE SVK");
    assert_eq!(names(Scheme::Iso, "CSK", date(1995, 1, 1)), "");
    assert_eq!(code(Scheme::Cow, "UKR", Some(date(1980, 6, 1))), Some("365"));
    assert_eq!(code(Scheme::Cow, "UKR", Some(date(1995, 6, 1))), Some("369"));
    assert_eq!(code(Scheme::Cow, "YEM", None), Some("679"));
    assert_eq!(names(Scheme::Cow, "680", date(1985, 1, 1)), "YEM");
    assert_eq!(code(Scheme::Cow, "SSD", Some(date(2010, 1, 1))), None);
    assert_eq!(code(Scheme::Fips, "SSD", None), Some("OD"));
    assert_eq!(code(Scheme::Cow, "DEU", Some(date(2000, 1, 1))), Some("255"));
    assert_eq!(code(Scheme::Fips, "SRB", Some(date(2000, 1, 1))), Some("YI"));
    assert_eq!(code(Scheme::Fips, "SRB", None), Some("RI"));
    assert_eq!(code(Scheme::Iso, "MNE", Some(date(2004, 1, 1))), Some("SCG"));
}

#[test]
fn gleditsch_and_ward_differ_in_places() {
    assert_eq!(code(Scheme::Gw, "DEU", None), Some("260"));
    assert_eq!(code(Scheme::Gw, "SRB", None), Some("340"));
    assert_eq!(code(Scheme::Gw, "KEN", None), Some("501"));
    assert_eq!(names(Scheme::Gw, "345", date(1998, 1, 1)), "SRB MNE KOS");
}
