//! Whether a place name means somewhere or somebody: `in Russia`, `Russia said`.

use super::spot::{Spot, locative};
use crate::words::Words;
use annalist_language::{Deprel, TokenIx, Upos};

/// What a place name stands for in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// Somewhere: after a preposition of place, or as what is gone to or taken.
    Place,
    /// Somebody: the subject of an act or of saying, the one by whom, a possessor, one of two that deal with each other.
    Actor,
    /// Before a noun: `Gaza ceasefire`, `US officials`; the noun decides.
    Modifier,
    /// Nothing tells.
    Unclear,
}

/// The token of the name whose head lies outside.
pub(super) fn head(words: &Words<'_>, spot: &Spot) -> TokenIx {
    let outside = |i: &usize| words.head(*i).is_none_or(|head| !spot.name.contains(&head));
    TokenIx(spot.name.clone().find(outside).unwrap_or(spot.name.start) as u32)
}

/// What the name stands for.
pub(super) fn of(words: &Words<'_>, spot: &Spot, head: TokenIx) -> Usage {
    let Some(token) = words.token(head.at()) else { return Usage::Unclear };
    if matches!(words.low(spot.whole.end), "'s" | "’s") {
        return Usage::Actor;
    }
    if locative(words, spot.whole.start) {
        return Usage::Place;
    }
    let governor = token.head.and_then(|head| words.token(head.at()));
    let verb = governor.is_some_and(|governor| governor.upos == Upos::Verb);
    match token.deprel {
        Deprel::Nsubj | Deprel::NsubjOuter if verb => Usage::Actor,
        Deprel::NsubjPass | Deprel::OblAgent | Deprel::NmodPoss | Deprel::Iobj => Usage::Actor,
        Deprel::Compound | Deprel::Amod if spot.whole.end == spot.name.end => Usage::Modifier,
        Deprel::Obl if words.low(spot.whole.start.wrapping_sub(1)) == "by" => Usage::Actor,
        Deprel::Obl | Deprel::Nmod | Deprel::Appos | Deprel::Obj => Usage::Place,
        _ => Usage::Unclear,
    }
}
