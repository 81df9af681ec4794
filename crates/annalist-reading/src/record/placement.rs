//! Where acts are put: the resolved places of the report, and which of them an act's words stand with.

use crate::place::{PlaceMention, Precision, Usage};
use crate::tree::Tree;
use crate::wire;
use annalist_language::{Deprel, TokenIx};
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
}

/// Prepositions that put an act somewhere, and those that only may.
const INSIDE: [&str; 12] = [
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "around",
    "across",
    "within",
    "throughout",
    "over",
    "off",
    "along",
];
const BESIDE: [&str; 6] = ["on", "from", "to", "into", "of", "against"];

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
        Self { mentions, number, places }
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
                let mentions: Vec<&PlaceMention> = self
                    .mentions
                    .iter()
                    .zip(&self.number)
                    .filter(|(_, n)| **n == Some(number))
                    .map(|(m, _)| m)
                    .collect();
                let place = id.map(|id| world.place(id));
                // a country, division or region is no point on a map
                let point =
                    place.as_ref().filter(|_| matches!(precision, Precision::Point | Precision::City));
                wire::Place {
                    id: format!("p{}", number + 1),
                    name: place
                        .as_ref()
                        .map_or_else(|| span(mentions[0].span).text, |p| p.name().to_string()),
                    country: country.map(|c| c.as_str().to_string()),
                    admin1: place.as_ref().and_then(annalist_world::Place::admin1).map(str::to_string),
                    latitude: point.map(|p| degrees(p.latitude())),
                    longitude: point.map(|p| degrees(p.longitude())),
                    gazetteer_id: place.as_ref().map(annalist_world::Place::gazetteer_id),
                    precision: precision.label(),
                    mentions: mentions.iter().map(|m| span(m.span)).collect(),
                }
            })
            .collect()
    }

    /// The place that an act's own words name: below the word itself, then below the verb that carries it, then in what it
    /// happened to; the finest wins.
    pub(crate) fn of_event(&self, tree: Tree<'_>, trigger: TokenIx, carrier: TokenIx) -> Option<usize> {
        self.under(tree, trigger, trigger).or_else(|| self.under(tree, carrier, trigger)).or_else(|| {
            // "during a visit to the capital": the clause above sets the scene
            let above = tree.head(tree.clause(carrier))?;
            let scene = matches!(
                tree.rel(tree.clause(carrier)),
                Deprel::Advcl | Deprel::Xcomp | Deprel::AclRelcl | Deprel::Conj
            );
            scene.then(|| self.under(tree, above, trigger)).flatten()
        })
    }

    fn under(&self, tree: Tree<'_>, top: TokenIx, trigger: TokenIx) -> Option<usize> {
        let usable = self.mentions.iter().zip(&self.number).filter_map(|(m, n)| Some((m, (*n)?)));
        let ranked = usable.filter_map(|(m, n)| {
            let steps = 1 + tree.ancestors(m.head).take(4).position(|a| a == top)?;
            let rank = rank(tree, m)?;
            Some(((rank, steps, coarseness(m.precision), m.head.0.abs_diff(trigger.0)), n))
        });
        ranked.min_by_key(|(key, _)| *key).map(|(_, n)| n)
    }
}

fn degrees(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}

/// 0: somewhere for certain; 1: perhaps; `None`: the name acts or only describes.
fn rank(tree: Tree<'_>, mention: &PlaceMention) -> Option<u8> {
    let case = tree.case(mention.head);
    let case = case.as_deref().unwrap_or("");
    if INSIDE.contains(&case) {
        return Some(0);
    }
    match mention.usage {
        Usage::Place if BESIDE.contains(&case) => Some(1),
        Usage::Place => Some(1),
        Usage::Unclear if BESIDE.contains(&case) => Some(2),
        _ => None,
    }
}

fn coarseness(precision: Precision) -> u8 {
    match precision {
        Precision::Point => 0,
        Precision::City => 1,
        Precision::Admin1 => 2,
        Precision::Region => 3,
        Precision::Country => 4,
    }
}
