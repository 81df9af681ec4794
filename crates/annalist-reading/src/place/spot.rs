//! Names of places in a text: what the network took for one, and what the gazetteer knows beside it.

use super::LIST;
use crate::words::Words;
use annalist_language::{Name, NameKind, Upos};
use annalist_world::{ActorKind, Candidate, Form, PlaceClass, PlaceId, PlaceMatch, World};
use std::collections::BTreeSet;
use std::ops::Range;

/// A name that may be a place's.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Tokens of the name that the gazetteer knows, or of the whole name if it knows none.
    pub(super) name: Range<usize>,
    /// The same with words that belong to it: a direction before, a sort of place before or after.
    pub(super) whole: Range<usize>,
    /// What the gazetteer has under the name.
    pub(super) found: Option<PlaceMatch>,
    /// Whether the network took it for a place.
    pub(super) tagged: bool,
    /// Whether words of the name are left over, as in `Toronto Zoo`: the place is only where the thing is.
    pub(super) partial: bool,
    /// The name in lower case, by which mentions of one place are kept together.
    pub(super) key: String,
}

/// Most tokens of a place name.
const LONGEST: usize = 8;
/// Places that are at least so prominent need no word before them to be taken for places.
const PROMINENT: u32 = 12_000;

/// All names of places in text order, none overlapping.
pub(super) fn spots(words: &Words<'_>, world: &World) -> Vec<Spot> {
    let mut names = vec![None; words.len()];
    for name in &words.parse.names {
        names[name.range()].fill(Some(*name));
    }
    let known = known(words);
    let mut spots: Vec<Spot> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let spot = match names[i] {
            Some(name) if name.kind == NameKind::Location && is_mark(words, i) => None,
            Some(name) if name.kind == NameKind::Location => Some(tagged(words, world, name.range(), i)),
            Some(name) if name.range().start == i => {
                let range = name.range();
                let Some(spot) = mistaken(words, world, range.clone(), name.kind) else {
                    i = range.end;
                    continue;
                };
                Some(spot)
            }
            _ => untagged(words, world, i, &known, &names),
        };
        let Some(spot) = spot else {
            i += 1;
            continue;
        };
        i = spot.whole.end.max(i + 1);
        if !is_something_else(words, world, &spot) {
            spots.push(spot);
        }
    }
    spots
}

/// Whether what the network took for a place is an organisation, a people, a person, a word or a day of the calendar.
fn is_something_else(words: &Words<'_>, world: &World, spot: &Spot) -> bool {
    let forms: Vec<&str> =
        (spot.name.start..words.len().min(spot.name.end + LONGEST)).map(|i| words.form(i)).collect();
    let actor = world.actor_at(&forms).filter(|found| found.len >= spot.name.len());
    let is_actor = actor.as_ref().is_some_and(|found| {
        let place = |form| matches!(form, Form::Name | Form::Alias | Form::Acronym);
        let state = |c: &Candidate| {
            world.actor(c.actor).kind() == ActorKind::State && place(c.form) || c.form == Form::Capital
        };
        found.candidates.iter().all(|c| !state(c) && !c.weak) && !found.candidates.is_empty()
    });
    let of = spot.whole.start > 1
        && words.low(spot.whole.start - 1) == "of"
        && LIST.before("sort", words, spot.whole.start - 1).is_some();
    if LIST.has("never", &spot.key) || is_people(words, world, spot) {
        return true;
    }
    let told = locative(words, spot.whole.start) || spot.whole.end > spot.name.end || of;
    let small = |place: PlaceId| place.rank() > PROMINENT / 4;
    match &spot.found {
        Some(found) if is_actor => found.candidates().next().is_some_and(small),
        None if is_actor => true,
        Some(found) => {
            (found.is_word || found.is_person) && !told && found.candidates().next().is_some_and(small)
        }
        None => {
            !told
                || spot.key.chars().any(|c| c.is_ascii_digit())
                || words.form(spot.name.start).chars().all(char::is_uppercase)
        }
    }
}

/// Whether the name is only an adjective or a people's name: `Somali`, `the Saudi foreign minister`.
fn is_people(words: &Words<'_>, world: &World, spot: &Spot) -> bool {
    let forms: Vec<&str> =
        (spot.name.start..words.len().min(spot.name.start + LONGEST)).map(|i| words.form(i)).collect();
    let found = world.actor_at(&forms).filter(|found| found.len >= spot.name.len());
    found.is_some_and(|found| {
        found.candidates.iter().all(|one| matches!(one.form, Form::Adjective | Form::Demonym))
    })
}

/// The longest gazetteer name at a token, within its sentence.
fn lookup(words: &Words<'_>, world: &World, at: usize) -> Option<PlaceMatch> {
    let end = words.parse.sentences[words.token(at)?.sentence.0 as usize].range().end;
    let forms: Vec<&str> = (at..end.min(at + LONGEST)).map(|i| words.form(i)).collect();
    world.place_at(&forms)
}

/// A name that the network took for a place.
fn tagged(words: &Words<'_>, world: &World, name: Range<usize>, from: usize) -> Spot {
    let name = from..name.end;
    let mut best: Option<(usize, PlaceMatch)> = None;
    for at in name.clone() {
        let Some(found) = lookup(words, world, at) else { continue };
        let covers = found.len.min(name.end - at);
        if best.is_none_or(|(_, known)| covers > known.len) && !is_side_word(words, at, found.len) {
            best = Some((at, found));
        }
        if at == name.start && at + found.len >= name.end {
            best = Some((at, found));
            break;
        }
    }
    let Some((at, found)) = best else { return bare(words, name) };
    let inner = at..at + found.len;
    let before =
        (name.start..at).all(|i| is_side_word(words, i, 1) || words.low(i) == "the" || words.low(i) == "of");
    let after = (inner.end..name.end.max(inner.end)).all(|i| is_side_word(words, i, 1) || is_mark(words, i));
    if !before && !starts_with_sort(words, &name, at) {
        return bare(words, name);
    }
    if found.is_word && !after && name.end > inner.end {
        return bare(words, name); // "Hurricane Bonnie"
    }
    // "Paris, Texas" in one name: the rest is a place of its own.
    let end = if is_mark(words, inner.end) { inner.end } else { name.end.max(inner.end) };
    let whole = widened(words, name.start.min(inner.start)..end);
    Spot { partial: !after && end > inner.end, ..spot(words, inner, whole, Some(found), true) }
}

/// A name without an entry.
fn bare(words: &Words<'_>, name: Range<usize>) -> Spot {
    spot(words, name.clone(), widened(words, name), None, true)
}

/// A name that the network took for something else but that is a prominent place's as a whole.
fn mistaken(words: &Words<'_>, world: &World, name: Range<usize>, kind: NameKind) -> Option<Spot> {
    let found = lookup(words, world, name.start).filter(|found| found.len >= name.len())?;
    let top = world.place(found.candidates().next()?);
    let sure = match kind {
        NameKind::Organization => !found.is_word && top.id().rank() < PROMINENT,
        NameKind::Person => {
            let sure = top.class() == PlaceClass::Country
                || !found.is_word && top.id().rank() < if found.len > 1 { PROMINENT } else { PROMINENT / 8 };
            sure && !found.is_person || locative(words, name.start)
        }
        NameKind::Group => matches!(top.class(), PlaceClass::Country | PlaceClass::Region) && !found.is_word,
        _ => locative(words, name.start),
    };
    let range = name.start..name.start + found.len;
    sure.then(|| spot(words, range.clone(), widened(words, range), Some(found), false))
}

/// A gazetteer name that the network passed over.
fn untagged(
    words: &Words<'_>,
    world: &World,
    at: usize,
    known: &BTreeSet<String>,
    names: &[Option<Name>],
) -> Option<Spot> {
    let token = words.token(at)?;
    let article = words.form(at).starts_with(char::is_lowercase);
    if token.upos != Upos::Propn && !article {
        return None;
    }
    let found = lookup(words, world, at)?;
    let name = at..at + found.len;
    if names[name.clone()].iter().flatten().any(|other| other.kind != NameKind::Location) {
        return None;
    }
    let proper = name.clone().any(|i| words.token(i).is_some_and(|token| token.upos == Upos::Propn));
    let prominent = found.candidates().next().is_some_and(|top| top.rank() < PROMINENT);
    let again = known.contains(&key(words, name.clone()));
    let usual = again || !found.is_word && !found.is_person && (prominent || found.len > 1);
    let beside_name = at > 0
        && words.token(at - 1).is_some_and(|t| t.upos == Upos::Propn && words.same_sentence(at - 1, at))
        || words.token(name.end).is_some_and(|t| t.upos == Upos::Propn && words.same_sentence(at, name.end));
    let fits = proper && !beside_name && !after_title(words, at) && (usual || locative(words, at));
    fits.then(|| spot(words, name.clone(), widened(words, name), Some(found), false))
}

fn spot(
    words: &Words<'_>,
    name: Range<usize>,
    whole: Range<usize>,
    found: Option<PlaceMatch>,
    tagged: bool,
) -> Spot {
    let key = key(words, name.clone());
    Spot { name, whole, found, tagged, partial: false, key }
}

/// A name in lower case without full stops.
fn key(words: &Words<'_>, name: Range<usize>) -> String {
    name.map(|i| words.low(i).replace('.', "")).collect::<Vec<_>>().join(" ")
}

/// Names that the network takes for places anywhere in the text and nowhere for people.
fn known(words: &Words<'_>) -> BTreeSet<String> {
    let of = |wanted: fn(NameKind) -> bool| {
        words.parse.names.iter().filter(move |name| wanted(name.kind)).map(|name| name.range())
    };
    let mut known: BTreeSet<String> =
        of(|kind| kind == NameKind::Location).map(|name| key(words, name)).collect();
    for person in of(|kind| kind == NameKind::Person).flatten() {
        known.remove(&key(words, person..person + 1));
    }
    known
}

/// Takes in a direction before the name and a sort of place after it.
fn widened(words: &Words<'_>, name: Range<usize>) -> Range<usize> {
    let mut start = name.start;
    while start > 0
        && words.same_sentence(start - 1, name.start)
        && LIST.has("direction", words.low(start - 1))
    {
        start -= 1;
    }
    let after = LIST.longest("sort", words, name.end).map_or(0, |(n, _)| n);
    let inside = after > 0 && words.same_sentence(name.start, name.end + after - 1);
    start..if inside { name.end + after } else { name.end }
}

/// Whether a word only says which part or what sort of place.
fn is_side_word(words: &Words<'_>, at: usize, len: usize) -> bool {
    len == 1 && (LIST.has("direction", words.low(at)) || LIST.has("sort", words.low(at)))
}

fn starts_with_sort(words: &Words<'_>, name: &Range<usize>, at: usize) -> bool {
    (name.start..at).any(|i| LIST.has("sort", words.low(i)))
}

fn is_mark(words: &Words<'_>, at: usize) -> bool {
    words.token(at).is_some_and(|token| token.upos == Upos::Punct)
}

/// Whether a preposition of place stands before the name, with or without an article and a direction.
pub(super) fn locative(words: &Words<'_>, at: usize) -> bool {
    let mut before = at;
    while before > 0 && (words.low(before - 1) == "the" || LIST.has("direction", words.low(before - 1))) {
        before -= 1;
    }
    before > 0 && words.same_sentence(before - 1, at) && LIST.has("locative", words.low(before - 1))
}

fn after_title(words: &Words<'_>, at: usize) -> bool {
    at > 0 && words.same_sentence(at - 1, at) && LIST.has("title", words.low(at - 1))
}
