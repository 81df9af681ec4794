//! Where: the places a text names, each resolved to the gazetteer or left open with the reason.
//!
//! Names are spotted (`spot`), what stands around them is read (`cues`), countries in play are weighed
//! (`context`), and each name is given the likeliest of the places that bear it (`choose`).

mod choose;
mod context;
mod cues;
mod spot;
#[cfg(test)]
mod tests;
mod usage;

pub use usage::Usage;

use crate::wordlist::WordList;
use crate::words::Words;
use annalist_language::{Parse, TokenIx};
use annalist_reports::{ByteSpan, Text};
use annalist_world::{Iso3, PlaceId, World};
use std::sync::LazyLock;

static LIST: LazyLock<WordList> = LazyLock::new(|| WordList::new(include_str!("../../lexicon/places.txt")));

/// A place named in a text.
#[derive(Clone, Debug)]
pub struct PlaceMention {
    /// First token and one past the last, with words that belong to the name: `northern Gaza Strip`, `Idlib province`.
    pub tokens: (TokenIx, TokenIx),
    /// The token that stands for the name in the tree.
    pub head: TokenIx,
    /// Where it stands in the text.
    pub span: ByteSpan,
    /// The place meant, if it could be told.
    pub place: Option<PlaceId>,
    /// Its country, also where only that could be told.
    pub country: Option<Iso3>,
    /// How exactly the words say where.
    pub precision: Precision,
    /// Whether the words mean somewhere or somebody.
    pub usage: Usage,
    /// Why no place is given; `None` if one is.
    pub open: Option<Open>,
    /// The likeliest places of the name, the best first, at most five.
    pub candidates: Vec<PlaceId>,
}

/// How exactly a place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A building, camp, crossing or other site.
    Point,
    /// A city, town, village or part of one.
    City,
    /// A division of a country.
    Admin1,
    /// A country, which is never a point.
    Country,
    /// A region within a country or across borders, or a part of a country: `northern Iraq`.
    Region,
}

impl Precision {
    /// The label that the record uses.
    pub fn label(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::City => "city",
            Self::Admin1 => "admin1",
            Self::Country => "country",
            Self::Region => "region",
        }
    }
}

/// Why a named place is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Open {
    /// The gazetteer has no place of that name.
    NotInGazetteer,
    /// Several places of the name are about as likely.
    SeveralAlike,
    /// The places of that name are too small and too far from all else that the text names.
    Unlikely,
}

/// What is known of a report beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// The country of its outlet.
    pub outlet: Option<Iso3>,
}

/// Finds and resolves the places of a text.
pub fn find(parse: &Parse, text: &Text, world: &World, hints: Hints) -> Vec<PlaceMention> {
    let words = Words::new(parse, text);
    let spots = spot::spots(&words, world);
    if spots.is_empty() {
        return Vec::new();
    }
    let cues = cues::read(&words, &spots, world);
    let context = context::Context::weigh(&words, &spots, world, hints);
    let choices = choose::choose(&spots, &cues, context, world);
    let mentions = spots.iter().zip(&cues).zip(choices).map(|((spot, cues), choice)| {
        let head = usage::head(&words, spot);
        PlaceMention {
            tokens: (TokenIx(spot.whole.start as u32), TokenIx(spot.whole.end as u32)),
            head,
            span: words.span(spot.whole.start, spot.whole.end),
            place: choice.place,
            country: choice.country,
            precision: choose::precision(world, choice.place, cues, spot),
            usage: usage::of(&words, spot, head),
            open: choice.open,
            candidates: choice.candidates,
        }
    });
    mentions.collect()
}
