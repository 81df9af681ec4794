//! The gazetteer, as reading asks it.

use annalist_world::{Place, PlaceClass, World};

fn first(words: &[&str]) -> Option<(usize, Place<'static>)> {
    let found = World::builtin().place_at(words)?;
    Some((found.len, World::builtin().place(found.candidates().next()?)))
}

fn country(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let (len, place) = first(&words).unwrap_or_else(|| panic!("{name} is not found"));
    assert_eq!(len, words.len(), "{name}: {place:?}");
    place.country().map_or_else(String::new, |country| country.to_string())
}

#[test]
fn all_open_places_are_in() {
    assert!(World::builtin().place_count() > 280_000, "{}", World::builtin().place_count());
}

#[test]
fn names_lead_to_countries() {
    for (name, code) in [
        ("Jenin", "PSE"),
        ("Nablus", "PSE"),
        ("Homs", "SYR"),
        ("Hims", "SYR"),
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("Dar'a", "SYR"),
        ("Deraa", "SYR"),
        ("Mosul", "IRQ"),
        ("Calcutta", "IND"),
        ("Saigon", "VNM"),
        ("Paris", "FRA"),
        ("al-Bab", "SYR"),
        ("Deir ez-Zor", "SYR"),
        ("Mazar-i-Sharif", "AFG"),
        ("St. Petersburg", "RUS"),
        ("Golan Heights", "SYR"),
        ("Bagram", "AFG"),
        ("Natanz", "IRN"),
        ("Evin prison", "IRN"),
        ("U.S.", "USA"),
        ("NSW", "AUS"),
        ("Guantánamo", "CUB"),
    ] {
        assert_eq!(country(name), code, "{name}");
    }
}

#[test]
fn the_longest_name_is_taken() {
    let (len, place) = first(&["Jenin", "refugee", "camp", "was", "raided"]).unwrap();
    assert_eq!((len, place.class(), place.kind()), (3, PlaceClass::Facility, Some("camp")));
    let (len, place) = first(&["Deir", "al", "-", "Zor", "fell"]).unwrap();
    assert_eq!((len, place.country().unwrap().as_str()), (4, "SYR"));
    let (len, place) = first(&["New", "York", "'s", "mayor"]).unwrap();
    assert_eq!((len, place.name()), (2, "New York City"));
    let (len, _) = first(&["St.", "John", "'s", ",", "Newfoundland"]).unwrap();
    assert_eq!(len, 3);
}

#[test]
fn small_words_are_no_places() {
    for words in [["us", "all"], ["nice", "day"], ["he", "was"], ["Us", "all"], ["of", "the"]] {
        assert!(first(&words).is_none(), "{words:?}: {:?}", first(&words));
    }
}

#[test]
fn a_place_tells_where_it_is() {
    let (_, jenin) = first(&["Jenin"]).unwrap();
    assert_eq!(jenin.admin1(), Some("West Bank"));
    assert!((jenin.latitude() - 32.46).abs() < 0.02 && (jenin.longitude() - 35.3).abs() < 0.02);
    assert_eq!(jenin.class(), PlaceClass::City);
    assert!(jenin.gazetteer_id().starts_with("geonames:"));
    let world = World::builtin();
    let (_, nablus) = first(&["Nablus"]).unwrap();
    assert!((25.0..35.0).contains(&jenin.distance(&nablus)), "{}", jenin.distance(&nablus));
    let [isr, jor, fra] = ["ISR", "JOR", "FRA"].map(|code| code.parse().unwrap());
    assert!(world.are_neighbours(isr, jor) && !world.are_neighbours(isr, fra));
    let (_, sahel) = first(&["Sahel"]).unwrap();
    assert_eq!(sahel.countries().count(), 6);
    assert_eq!(sahel.gazetteer_id(), "annalist:sahel");
    assert_eq!(world.place(world.country_place(fra).unwrap()).name(), "France");
}

#[test]
fn words_and_names_of_people_are_marked() {
    let world = World::builtin();
    assert!(world.place_at(&["Police"]).is_none_or(|found| found.is_word));
    assert!(world.place_at(&["Of"]).is_none_or(|found| found.is_word));
    assert!(world.place_at(&["Hassan"]).is_none_or(|found| found.is_person));
    assert!(!world.place_at(&["Jenin"]).unwrap().is_word);
}
