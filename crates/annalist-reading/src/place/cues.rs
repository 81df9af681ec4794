//! What stands around a name: the larger place it is said to lie in, the sort of place, a direction.

use super::LIST;
use super::spot::Spot;
use crate::words::Words;
use annalist_world::{Form, Iso3, PlaceClass, World};

/// What the words around a name say of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cues {
    /// Larger places named with it, the surest first.
    pub(super) within: Vec<Within>,
    /// What sort of place it is said to be.
    pub(super) sort: Option<Sort>,
    /// Whether only a part of it is meant: `northern Iraq`.
    pub(super) direction: bool,
}

/// A larger place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Within {
    /// Another name of the text, by its number, and how sure it is that the one lies in the other.
    Spot(usize, f32),
    /// A country, by an adjective: `the Syrian town of`.
    Country(Iso3),
}

/// Sorts of places as words tell them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    City,
    Admin,
    Country,
    Site,
    Nature,
    Area,
}

impl Sort {
    fn of(value: &str) -> Self {
        match value {
            "city" => Self::City,
            "admin" => Self::Admin,
            "country" => Self::Country,
            "site" => Self::Site,
            "nature" => Self::Nature,
            _ => Self::Area,
        }
    }

    /// Whether a place of that class can be of the sort; `None` if the sort says nothing about it.
    pub(super) fn fits(self, class: PlaceClass) -> Option<bool> {
        use PlaceClass as C;
        match self {
            Self::City => Some(matches!(class, C::City)),
            Self::Admin => Some(matches!(class, C::Admin1 | C::Admin2 | C::Region)),
            Self::Country => Some(matches!(class, C::Country)),
            Self::Nature => Some(matches!(class, C::Physical | C::Region)),
            Self::Site | Self::Area => None,
        }
    }
}

/// Reads what stands around each name.
pub(super) fn read(words: &Words<'_>, spots: &[Spot], world: &World) -> Vec<Cues> {
    (0..spots.len()).map(|i| Reader { words, spots, world, at: i }.cues()).collect()
}

struct Reader<'a> {
    words: &'a Words<'a>,
    spots: &'a [Spot],
    world: &'a World,
    at: usize,
}

impl Reader<'_> {
    fn cues(&self) -> Cues {
        let spot = &self.spots[self.at];
        let direction = (spot.whole.start..spot.name.start).any(|i| LIST.has("direction", self.words.low(i)));
        let mut cues = Cues { sort: self.sort(), direction, ..Cues::default() };
        cues.within.extend(self.behind());
        cues.within.extend(self.ahead());
        cues
    }

    /// The sort of place by a word inside the whole name, or before it: `the city of`, `Lake`.
    fn sort(&self) -> Option<Sort> {
        let spot = &self.spots[self.at];
        let behind = LIST
            .longest("sort", self.words, spot.name.end)
            .filter(|(n, _)| spot.name.end + n <= spot.whole.end);
        if let Some((_, value)) = behind {
            return Some(Sort::of(value));
        }
        let start = spot.whole.start;
        let of = start > 1 && self.words.low(start - 1) == "of" && self.words.same_sentence(start - 2, start);
        let end = if of { start - 1 } else { start };
        let (_, value) = LIST.before("sort", self.words, end)?;
        (of || self.words.same_sentence(end - 1, start)).then(|| Sort::of(value))
    }

    /// `Paris, Texas`, `Homs (Syria)`, `Jenin in the West Bank`.
    fn behind(&self) -> Option<Within> {
        let spot = &self.spots[self.at];
        let next = self.spots.get(self.at + 1)?;
        let (from, to) = (spot.whole.end, next.whole.start);
        if !self.words.same_sentence(spot.name.start, next.name.start) || to < from {
            return None;
        }
        let between: Vec<&str> = (from..to).map(|i| self.words.low(i)).filter(|w| *w != "the").collect();
        let sure = match between.as_slice() {
            [] | ["of"] if next.name.start > from => 0.8,
            [","] if self.in_list(next.whole.end) => 0.5,
            [","] => 1.0,
            ["(" | "-lrb-"] => 0.9,
            ["in"] => 0.8,
            [",", "in" | "a", rest @ ..] | ["in", rest @ ..] if only_side(rest) => 0.7,
            ["," | "(", rest @ ..] if only_side(rest) => 0.7,
            _ => return None,
        };
        Some(Within::Spot(self.at + 1, sure))
    }

    /// Whether the next name is followed by a further one, so that the names are told one after the other.
    fn in_list(&self, end: usize) -> bool {
        let Some(third) = self.spots.get(self.at + 2) else { return false };
        let mark = matches!(self.words.low(end), "," | "and" | "or" | "&");
        mark && third.whole.start <= end + 3 && self.words.same_sentence(end, third.name.start)
    }

    /// `the Syrian town of`, `the West Bank city of`, `Turkey's Hatay`.
    fn ahead(&self) -> Option<Within> {
        let spot = &self.spots[self.at];
        let mut at = spot.whole.start;
        let mut steps = 0;
        while at > 0 && steps < 7 && self.words.same_sentence(at - 1, spot.name.start) {
            let before = at - 1;
            if let Some(other) = self.at.checked_sub(1).filter(|i| self.spots[*i].whole.end == at) {
                let linked = at < spot.whole.start;
                return linked.then_some(Within::Spot(other, 0.7));
            }
            let low = self.words.low(before);
            if let Some(country) = self.nationality(before) {
                return Some(Within::Country(country));
            }
            let side = matches!(low, "of" | "'s" | "’s" | "city" | "-" | "port")
                || LIST.has("sort", low)
                || LIST.has("direction", low)
                || self.words.token(before).is_some_and(|t| t.upos == annalist_language::Upos::Adj);
            if !side {
                return None;
            }
            at = before;
            steps += 1;
        }
        None
    }

    /// The country of an adjective or of a people's name.
    fn nationality(&self, at: usize) -> Option<Iso3> {
        nationality(self.words, self.world, at).map(|(_, country)| country)
    }
}

/// Whether all words only say where or what sort: `a city in northern`, `the eastern province of`.
fn only_side(rest: &[&str]) -> bool {
    let side = |word: &&str| {
        matches!(*word, "a" | "an" | "in" | "of" | "'s" | "’s" | "'" | "-")
            || LIST.has("direction", word)
            || LIST.has("sort", word)
    };
    rest.len() <= 6 && rest.iter().all(side)
}

/// The country of the adjective or people's name at a token, and how many tokens it takes.
pub(super) fn nationality(words: &Words<'_>, world: &World, at: usize) -> Option<(usize, Iso3)> {
    let forms: Vec<&str> = (at..words.len().min(at + 4)).map(|i| words.form(i)).collect();
    if !forms.first()?.starts_with(char::is_uppercase) {
        return None;
    }
    let found = world.actor_at(&forms)?;
    let country = found
        .candidates
        .iter()
        .filter(|candidate| matches!(candidate.form, Form::Adjective | Form::Demonym))
        .find_map(|candidate| world.actor(candidate.actor).code_on(None).country)?;
    Some((found.len, country))
}
