//! The resolved places of the report, numbered.

use crate::place::{PlaceMention, Precision};
use crate::wire;
use annalist_language::TokenIx;
use annalist_reports::ByteSpan;
use annalist_world::{Iso3, PlaceId, World};
use std::collections::BTreeMap;

/// The places of a report: mentions of one place together, in order of first mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    mentions: Vec<PlaceMention>,
    /// Number of the place of each mention; `None` where it stayed open.
    number: Vec<Option<usize>>,
    /// Place, country and precision by number.
    places: Vec<(Option<PlaceId>, Option<Iso3>, Precision)>,
    /// Words that tell a country without naming it as a place, by number.
    told_by: Vec<(usize, Vec<ByteSpan>)>,
}

impl Places {
    pub(crate) fn new(mentions: Vec<PlaceMention>) -> Self {
        let mut places: Vec<(Option<PlaceId>, Option<Iso3>, Precision)> = Vec::new();
        let number = mentions
            .iter()
            .map(|m| {
                if m.place.is_none() && m.country.is_none() {
                    return None;
                }
                let key = (m.place, m.country, m.precision);
                let known = places.iter().position(|p| *p == key);
                Some(known.unwrap_or_else(|| {
                    places.push(key);
                    places.len() - 1
                }))
            })
            .collect();
        Self { mentions, number, places, told_by: Vec::new() }
    }

    /// Country by token, for every token of a resolved name.
    pub(crate) fn countries(&self) -> BTreeMap<TokenIx, Iso3> {
        let named = self.mentions.iter().filter_map(|m| Some((m, m.country?)));
        named
            .flat_map(|(m, country)| (m.tokens.0.0..m.tokens.1.0).map(move |t| (TokenIx(t), country)))
            .collect()
    }

    pub(crate) fn wire(&self, world: &World, span: impl Fn(ByteSpan) -> wire::Span) -> Vec<wire::Place> {
        let places = self.places.iter().enumerate();
        places
            .map(|(number, (id, country, precision))| {
                let named = self.numbered().filter(|(_, n)| *n == number).map(|(m, _)| m.span);
                let told = self.told_by.iter().filter(|(n, _)| *n == number).flat_map(|(_, spans)| spans);
                let mentions: Vec<ByteSpan> = named.chain(told.copied()).collect();
                let place = id.map(|id| world.place(id));
                // a country, division or region is no point on a map
                let point =
                    place.as_ref().filter(|_| matches!(precision, Precision::Point | Precision::City));
                wire::Place {
                    id: format!("p{}", number + 1),
                    name: place.as_ref().map_or_else(
                        || mentions.first().map_or_else(String::new, |m| span(*m).text),
                        |p| p.name().to_string(),
                    ),
                    country: country.map(|c| c.as_str().to_string()),
                    admin1: place.as_ref().and_then(annalist_world::Place::admin1).map(str::to_string),
                    latitude: point.map(|p| degrees(p.latitude())),
                    longitude: point.map(|p| degrees(p.longitude())),
                    gazetteer_id: place.as_ref().map(annalist_world::Place::gazetteer_id),
                    precision: precision.label(),
                    mentions: mentions.into_iter().map(&span).collect(),
                }
            })
            .collect()
    }

    /// Mentions with the number of their place, in text order; those that stayed open are left out.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (&PlaceMention, usize)> {
        self.mentions.iter().zip(&self.number).filter_map(|(m, n)| Some((m, (*n)?)))
    }

    /// The country of a place by its number.
    pub(super) fn country_of(&self, number: usize) -> Option<Iso3> {
        self.places[number].1
    }

    /// Whether a name's token stands for a place.
    pub(super) fn names(&self, token: TokenIx) -> bool {
        self.mentions.iter().any(|m| m.head == token)
    }

    /// The place that is a country as a whole, taken up where the text names the country only by its people or bodies;
    /// `evidence` are the words that do.
    pub(super) fn country(&mut self, country: Iso3, world: &World, evidence: &[ByteSpan]) -> Option<usize> {
        let known = self.places.iter().position(|p| p.1 == Some(country) && p.2 == Precision::Country);
        if known.is_some() || evidence.is_empty() {
            return known;
        }
        let place = world.country_place(country)?;
        self.places.push((Some(place), Some(country), Precision::Country));
        self.told_by.push((self.places.len() - 1, evidence.to_vec()));
        Some(self.places.len() - 1)
    }
}

fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// The finer the smaller.
pub(super) fn coarseness(precision: Precision) -> u8 {
    match precision {
        Precision::Point => 0,
        Precision::City => 1,
        Precision::Admin1 => 2,
        Precision::Region => 3,
        Precision::Country => 4,
    }
}
