//! Countries in play: which countries the text is about, by the names of countries, peoples and well-known places.

use super::Hints;
use super::cues::nationality;
use super::spot::Spot;
use crate::words::Words;
use annalist_world::{Iso3, PlaceClass, PlaceId, World};
use std::collections::BTreeMap;

/// Weight of each country in the text, and who gave it.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    total: BTreeMap<Iso3, f32>,
    /// What the mentions of one name gave, so that a name does not speak for itself.
    own: BTreeMap<String, BTreeMap<Iso3, f32>>,
    /// What words other than names of places gave.
    base: BTreeMap<Iso3, f32>,
}

/// How much better the best place of a name has to be for the name to speak before it is resolved.
const CLEAR: f32 = 0.9;

impl Context {
    /// Weighs the countries before any name is resolved.
    pub(super) fn weigh(words: &Words<'_>, spots: &[Spot], world: &World, hints: Hints) -> Self {
        let mut context = Self::default();
        if let Some(outlet) = hints.outlet {
            context.base.insert(outlet, 0.5);
        }
        let mut i = 0;
        let mut next = 0;
        while i < words.len() {
            while spots.get(next).is_some_and(|spot| spot.name.end <= i) {
                next += 1;
            }
            let inside = spots.get(next).is_some_and(|spot| spot.name.contains(&i));
            match nationality(words, world, i).filter(|_| !inside) {
                Some((len, country)) => {
                    *context.base.entry(country).or_default() += 1.0;
                    i += len.max(1);
                }
                None => i += 1,
            }
        }
        let clear: Vec<Option<PlaceId>> = spots.iter().map(|spot| clear(spot, world)).collect();
        context.take(spots, &clear, world);
        context
    }

    /// Takes in what names have been resolved to.
    pub(super) fn take(&mut self, spots: &[Spot], places: &[Option<PlaceId>], world: &World) {
        self.total = self.base.clone();
        self.own.clear();
        for (number, (spot, place)) in spots.iter().zip(places).enumerate() {
            let Some(place) = place.map(|place| world.place(place)) else { continue };
            let weight = match place.class() {
                PlaceClass::Country => 1.5,
                PlaceClass::Region | PlaceClass::Physical => 0.4,
                _ => 1.0,
            };
            // A report begins with where it is from and what it is about.
            let weight = if number < 2 { weight * 1.5 } else { weight };
            for country in place.countries().take(4) {
                *self.total.entry(country).or_default() += weight;
                *self.own.entry(spot.key.clone()).or_default().entry(country).or_default() += weight;
            }
        }
    }

    /// How much the rest of the text speaks for a country, 0 to 1.
    pub(super) fn share(&self, country: Iso3, key: &str) -> f32 {
        let own = |c: &Iso3| self.own.get(key).and_then(|own| own.get(c)).copied().unwrap_or(0.0);
        let rest = |c: &Iso3, weight: f32| (weight - own(c)).max(0.0);
        let most = self.total.iter().map(|(c, weight)| rest(c, *weight)).fold(0.0, f32::max);
        let here = self.total.get(&country).map_or(0.0, |weight| rest(&country, *weight));
        if most <= 0.0 { 0.0 } else { here / most.max(1.5) }
    }

    /// Countries with any weight.
    pub(super) fn countries(&self) -> impl Iterator<Item = Iso3> + '_ {
        self.total.keys().copied()
    }
}

/// The place of a name whose likeliest place is far ahead of all others in other countries.
fn clear(spot: &Spot, world: &World) -> Option<PlaceId> {
    let found = spot.found?;
    let mut candidates = found.candidates();
    let best = candidates.next()?;
    let country = world.place(best).country();
    let second = candidates.find(|other| world.place(*other).country() != country);
    let ahead = second.map_or(f32::MAX, |second| super::choose::prior(best) - super::choose::prior(second));
    (ahead >= CLEAR && (spot.tagged || !found.is_word)).then_some(best)
}
