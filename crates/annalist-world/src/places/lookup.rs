//! Names to places.

use super::index::{Index, three};
use super::place::{Place, PlaceClass, PlaceId};
use crate::World;
use crate::fold::is_joint;
use crate::phrase::{casing, each_prefix, get};

/// Marks a place in a list as known there by a name that reports seldom use.
const OTHER: u32 = 1 << 23;

/// A place name found in a text.
#[derive(Clone, Copy, Debug)]
pub struct PlaceMatch {
    /// How many tokens it takes.
    pub len: usize,
    /// Whether the name is also a word of the language, so that a capital alone does not make it a place.
    pub is_word: bool,
    /// Whether people bear the name too.
    pub is_person: bool,
    places: Places,
}

#[derive(Clone, Copy, Debug)]
enum Places {
    One(u32),
    List(&'static [u8]),
}

impl PlaceMatch {
    fn new(len: usize, value: u64) -> Self {
        let number = value >> 3;
        let places = if value & 4 == 0 {
            Places::One(number as u32)
        } else {
            Places::List(Index::get().list(number as usize))
        };
        Self { len, is_word: value & 1 != 0, is_person: value & 2 != 0, places }
    }

    /// The places of that name by falling prominence; places that reports seldom call so come later.
    pub fn candidates(&self) -> impl Iterator<Item = PlaceId> + use<> {
        self.candidates_with_form().map(|(place, _)| place)
    }

    /// The places of that name, each with whether reports usually call it so.
    pub fn candidates_with_form(&self) -> impl Iterator<Item = (PlaceId, bool)> + use<> {
        let (one, list) = match self.places {
            Places::One(place) => (Some(place), [].as_slice()),
            Places::List(list) => (None, list),
        };
        let many = list.as_chunks::<3>().0.iter().map(|bytes| three(bytes));
        one.into_iter().chain(many).map(|place| (PlaceId(place & !OTHER), place & OTHER == 0))
    }
}

impl World {
    /// The longest place name that starts at `words[0]`, words as written.
    ///
    /// A name begins with a capital or with an article (`al-Bab`); it ends with a capital, except where what is named
    /// is no city: `Evin prison`, `Gaza strip`.
    pub fn place_at(&self, words: &[&str]) -> Option<PlaceMatch> {
        let first = words.first()?.chars().next()?;
        if !(first.is_uppercase() || first.is_numeric() || is_article(words[0])) {
            return None;
        }
        let index = Index::get();
        let mut best = None;
        each_prefix(index.names.as_ref()?, words, |len, value| {
            let found = PlaceMatch::new(len, value);
            if fits(&words[..len], found) {
                best = Some(found);
            }
        });
        best
    }

    /// All places of a name.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = PlaceId> + use<> {
        let found = Index::get()
            .names
            .as_ref()
            .and_then(|names| get(names, name))
            .map(|value| PlaceMatch::new(1, value));
        found.into_iter().flat_map(|found| found.candidates())
    }
}

/// Whether a name is written as one: capitals where they have to be, a possessive only where it is part of it.
fn fits(words: &[&str], found: PlaceMatch) -> bool {
    let Some(last) = words.last() else { return false };
    let Some(top) = found.candidates().next() else { return false };
    let top = Place::at(top);
    if matches!(*last, "'s" | "’s" | "'S" | "'" | "’") {
        return top.name().contains(['\'', '’']);
    }
    let casing = casing(words);
    if casing.capitals == 0 {
        return false;
    }
    // Two-letter and three-letter initials are only meant when written as such: "US", not "Us".
    let letters = last.chars().filter(|c| c.is_alphanumeric()).count();
    if words.len() == 1
        && letters <= 3
        && top.class() == PlaceClass::Country
        && top.name().len() > 4
        && !casing.upper
    {
        return false;
    }
    let end = last.rsplit(is_joint).find(|part| !part.is_empty()).unwrap_or(last);
    let ends_small = end.chars().next().is_some_and(char::is_lowercase);
    !ends_small
        || matches!(top.class(), PlaceClass::Region | PlaceClass::Facility | PlaceClass::Physical)
        || after_hyphen(words)
}

/// Articles that begin names in small letters within a sentence.
fn is_article(word: &str) -> bool {
    let word = word.split(['-', '\'', '’']).next().unwrap_or(word);
    matches!(
        word,
        "al" | "el"
            | "ad"
            | "an"
            | "ar"
            | "as"
            | "ash"
            | "at"
            | "az"
            | "et"
            | "es"
            | "de"
            | "la"
            | "le"
            | "the"
    )
}

/// `Deir al-zor`, `Port-au-prince`: the small letter stands behind a hyphen.
fn after_hyphen(words: &[&str]) -> bool {
    words.len() > 1 && matches!(words[words.len() - 2], "-" | "‑")
}
