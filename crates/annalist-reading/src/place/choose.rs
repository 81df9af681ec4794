//! The likeliest place for each name.

use super::context::Context;
use super::cues::{Cues, Within};
use super::spot::Spot;
use super::{Open, Precision};
use annalist_world::{Iso3, Place, PlaceClass, PlaceId, World};
use std::collections::BTreeMap;

/// What a name was resolved to.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub(super) place: Option<PlaceId>,
    pub(super) country: Option<Iso3>,
    pub(super) open: Option<Open>,
    pub(super) candidates: Vec<PlaceId>,
}

/// Most places of one name that are looked at.
const LOOKED_AT: usize = 60;
/// A place named by a form that reports seldom use.
const SELDOM: f32 = -0.9;
/// The capital of a country.
const CAPITAL: f32 = 0.3;
/// All of a text's evidence for a country.
const COUNTRY: f32 = 1.6;
/// A border with a country of the text.
const NEIGHBOUR: f32 = 0.25;
/// A larger place named with it, which it lies in.
const INSIDE: f32 = 3.5;
/// The same of other mentions of the name.
const SHARED: f32 = 0.7;
/// The sort of place is told and fits, or does not.
const SORT: f32 = 1.2;
/// A place in a country that has the very name: the country is meant.
const NAMESAKE: f32 = -1.5;
/// A larger place that is a country says less of a name that is itself a country's.
const COUNTRY_IN_COUNTRY: f32 = 0.4;
/// Least score of a place that is taken, if the network saw a place there and if not.
const LEAST: f32 = 0.55;
const LEAST_UNTAGGED: f32 = 1.1;
/// Least lead over a place elsewhere.
const LEAD: f32 = 0.08;
/// Kilometres within which two places are the same answer.
const SAME: f32 = 100.0;

/// How likely a place is before anything is known of the text: by its rank in prominence.
pub(super) fn prior(place: PlaceId) -> f32 {
    5.5 - (place.rank() as f32 + 60.0).log10()
}

/// Resolves all names of a text: twice over, the second time in the light of the first.
pub(super) fn choose(spots: &[Spot], cues: &[Cues], mut context: Context, world: &World) -> Vec<Choice> {
    let mut settled: Vec<Option<PlaceId>> = vec![None; spots.len()];
    let mut choices = Vec::new();
    for _ in 0..3 {
        let chooser = Chooser { spots, cues, context: &context, world, settled: &settled };
        choices = chooser.all();
        settled = choices.iter().map(|choice| choice.place).collect();
        context.take(spots, &settled, world);
    }
    choices
}

/// A place of a name with its score.
#[derive(Clone, Copy)]
struct Scored {
    place: PlaceId,
    /// By prominence and the rest of the text.
    base: f32,
    /// What the words around the name add.
    told: f32,
}

struct Chooser<'a> {
    spots: &'a [Spot],
    cues: &'a [Cues],
    context: &'a Context,
    world: &'a World,
    /// What the round before came to.
    settled: &'a [Option<PlaceId>],
}

impl Chooser<'_> {
    fn all(&self) -> Vec<Choice> {
        let mut shared: BTreeMap<(&str, PlaceId), f32> = BTreeMap::new();
        let local: Vec<Vec<Scored>> = (0..self.spots.len()).map(|i| self.local(i)).collect();
        for (spot, scored) in self.spots.iter().zip(&local) {
            for one in scored {
                let best = shared.entry((&spot.key, one.place)).or_insert(0.0);
                *best = best.max(one.told);
            }
        }
        let choose = |(i, scored): (usize, &Vec<Scored>)| {
            let key = self.spots[i].key.as_str();
            let mut ranked: Vec<(PlaceId, f32)> = scored
                .iter()
                .map(|one| {
                    let others = shared.get(&(key, one.place)).copied().unwrap_or(0.0);
                    (one.place, one.base + one.told.max(SHARED * others))
                })
                .collect();
            ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            self.decide(i, &ranked)
        };
        local.iter().enumerate().map(choose).collect()
    }

    /// Each place of a name with its score and, apart, what the words around the name add.
    fn local(&self, i: usize) -> Vec<Scored> {
        let Some(found) = self.spots[i].found else { return Vec::new() };
        let first = found.candidates().next().map(|first| self.world.place(first));
        let state = first.filter(|first| first.class() == PlaceClass::Country);
        let score = |(place, usual): (PlaceId, bool)| {
            let here = self.world.place(place);
            let namesake =
                state.is_some_and(|state| state.id() != place && state.country() == here.country());
            let extra = if usual { 0.0 } else { SELDOM }
                + if namesake { NAMESAKE } else { 0.0 }
                + if here.kind() == Some("capital") { CAPITAL } else { 0.0 };
            let base = prior(place) + extra + self.around(i, place);
            Scored { place, base, told: self.told(i, here, state.is_some()) }
        };
        found.candidates_with_form().take(LOOKED_AT).map(score).collect()
    }

    /// The rest of the text: its countries, and places nearby.
    fn around(&self, i: usize, place: PlaceId) -> f32 {
        let key = &self.spots[i].key;
        let here = self.world.place(place);
        let share = here.countries().map(|country| self.context.share(country, key)).fold(0.0, f32::max);
        let beside = |country: Iso3| {
            self.context
                .countries()
                .filter(|other| *other != country && self.world.are_neighbours(country, *other))
                .map(|other| self.context.share(other, key))
                .fold(0.0, f32::max)
        };
        let neighbour = here.country().map_or(0.0, beside);
        COUNTRY * share.sqrt() + NEIGHBOUR * neighbour + self.nearby(i, here)
    }

    /// Other places of the text close by; only what is no country has a point to measure from.
    fn nearby(&self, i: usize, here: Place<'_>) -> f32 {
        if here.class() == PlaceClass::Country {
            return 0.0;
        }
        let key = &self.spots[i].key;
        let mut best: f32 = 0.0;
        for (other, place) in self.spots.iter().zip(self.settled) {
            let Some(place) = place.filter(|_| other.key != *key).map(|place| self.world.place(place)) else {
                continue;
            };
            if matches!(place.class(), PlaceClass::Country | PlaceClass::Region) || place.id() == here.id() {
                continue;
            }
            best = best.max(match here.distance(&place) {
                d if d < 80.0 => 0.8,
                d if d < 250.0 => 0.5,
                d if d < 600.0 => 0.25,
                _ => 0.0,
            });
        }
        best
    }

    /// What the words around the name say: the larger place, the sort of place.
    fn told(&self, i: usize, here: Place<'_>, state: bool) -> f32 {
        let sort = self.cues[i].sort.and_then(|sort| sort.fits(here.class()));
        let mut score = sort.map_or(0.0, |fits| if fits { SORT } else { -SORT });
        let inside = self.cues[i].within.iter().map(|within| match within {
            Within::Country(country) => {
                if here.countries().any(|c| c == *country) {
                    INSIDE
                } else {
                    0.0
                }
            }
            Within::Spot(other, sure) => self.inside(here, *other, state) * sure,
        });
        score += inside.fold(0.0, f32::max);
        // Seen from the other side: a place that another is said to lie in.
        if let Some(before) = i.checked_sub(1) {
            let holds = self.cues[before]
                .within
                .iter()
                .any(|within| matches!(within, Within::Spot(other, _) if *other == i));
            if let Some(part) = self.settled[before].filter(|_| holds) {
                score += if lies_in(&self.world.place(part), &here) { 1.0 } else { 0.0 };
            }
        }
        score
    }

    /// How well a place lies in one of the places of another name.
    fn inside(&self, here: Place<'_>, other: usize, state: bool) -> f32 {
        let Some(found) = self.spots[other].found else { return 0.0 };
        let mut candidates = found.candidates().take(LOOKED_AT);
        let Some(first) = candidates.next() else { return 0.0 };
        let fitting = std::iter::once(first)
            .chain(candidates)
            .find(|larger| lies_in(&here, &self.world.place(*larger)));
        let Some(larger) = fitting else { return 0.0 };
        let weak = state && self.world.place(larger).class() == PlaceClass::Country;
        (INSIDE - 0.5 * (prior(first) - prior(larger))).max(0.0) * if weak { COUNTRY_IN_COUNTRY } else { 1.0 }
    }

    fn decide(&self, i: usize, ranked: &[(PlaceId, f32)]) -> Choice {
        let spot = &self.spots[i];
        let candidates = ranked.iter().take(5).map(|(place, _)| *place).collect();
        let open = |open, country| Choice { open: Some(open), country, ..Choice::default() };
        let Some((best, score)) = ranked.first().copied() else {
            return open(Open::NotInGazetteer, self.told_country(i));
        };
        let here = self.world.place(best);
        // A city and the state around it are no two answers; the likelier is taken.
        let apart = |other: &Place<'_>| {
            here.distance(other) > SAME && !lies_in(&here, other) && !lies_in(other, &here)
        };
        let rival = ranked[1..].iter().find(|(other, _)| apart(&self.world.place(*other)));
        let least = if spot.tagged { LEAST } else { LEAST_UNTAGGED };
        if score < least {
            return Choice { candidates, ..open(Open::Unlikely, self.told_country(i)) };
        }
        if rival.is_some_and(|(_, other)| score - other < LEAD) {
            let same = ranked[1..]
                .iter()
                .filter(|r| score - r.1 < LEAD)
                .all(|r| self.world.place(r.0).country() == here.country());
            return Choice { candidates, ..open(Open::SeveralAlike, here.country().filter(|_| same)) };
        }
        Choice { place: Some(best), country: self.country(i, here), open: None, candidates }
    }

    /// The country of a place; of one across borders, the country that the text is about; of a disputed one, none.
    fn country(&self, i: usize, here: Place<'_>) -> Option<Iso3> {
        if here.kind() == Some("disputed") {
            return None;
        }
        if here.countries().count() < 2 {
            return here.country();
        }
        let key = &self.spots[i].key;
        let shares = here.countries().map(|country| (country, self.context.share(country, key)));
        shares
            .filter(|(_, share)| *share > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(country, _)| country)
    }

    /// The country of a place that is not known itself, by the words around it.
    fn told_country(&self, i: usize) -> Option<Iso3> {
        self.cues[i].within.iter().find_map(|within| match within {
            Within::Country(country) => Some(*country),
            Within::Spot(other, _) => {
                self.settled[*other].and_then(|place| self.world.place(place).country())
            }
        })
    }
}

/// Whether a place lies in a larger one.
fn lies_in(here: &Place<'_>, larger: &Place<'_>) -> bool {
    if here.id() == larger.id() {
        return false;
    }
    let common = || here.country().is_some_and(|country| larger.countries().any(|c| c == country));
    match larger.class() {
        PlaceClass::Country => common(),
        PlaceClass::Admin1 => here.division() == Some(larger.id()) && here.class() != PlaceClass::Admin1,
        PlaceClass::Region => {
            here.class() != PlaceClass::Country && common() && here.distance(larger) < 600.0
        }
        PlaceClass::Admin2 => here.class() != PlaceClass::Admin1 && here.distance(larger) < 60.0 && common(),
        PlaceClass::City => {
            matches!(here.class(), PlaceClass::City | PlaceClass::Facility) && here.distance(larger) < 30.0
        }
        _ => false,
    }
}

/// How exactly a resolved name tells where.
pub(super) fn precision(world: &World, place: Option<PlaceId>, cues: &Cues, spot: &Spot) -> Precision {
    let Some(place) = place.map(|place| world.place(place)) else { return Precision::Region };
    match place.class() {
        PlaceClass::Country if cues.direction => Precision::Region,
        PlaceClass::Country => Precision::Country,
        PlaceClass::Admin1 | PlaceClass::Admin2 => Precision::Admin1,
        PlaceClass::Region | PlaceClass::Physical => Precision::Region,
        PlaceClass::Facility if !spot.partial => Precision::Point,
        _ if cues.sort == Some(super::cues::Sort::Admin) => Precision::Admin1,
        _ => Precision::City,
    }
}
