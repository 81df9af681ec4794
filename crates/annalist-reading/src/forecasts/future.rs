//! Whether a clause speaks of what is to come.

use super::Inputs;
use crate::actors::EntityIx;
use crate::events::Certainty;
use annalist_language::{Deprel, Feats, TokenIx};

/// How surely a verb speaks of what is to come; `None` if it does not: no modal of the future, or one of the past ("may have died").
pub(super) fn modality(inputs: Inputs<'_>, verb: TokenIx) -> Option<Certainty> {
    let guess = is_state(inputs, verb)
        && inputs
            .tree
            .children_by(verb, &[Deprel::Aux])
            .any(|a| matches!(inputs.tree.form(a).to_lowercase().as_str(), "could" | "may" | "might"));
    if guess { None } else { modal_of(inputs, verb) }
}

/// The same, also of being: "could be a disaster".
pub(super) fn modal_of(inputs: Inputs<'_>, verb: TokenIx) -> Option<Certainty> {
    let tree = inputs.tree;
    if has_perfect(inputs, verb) {
        return None;
    }
    let modals = tree.children_by(verb, &[Deprel::Aux]);
    let modal = modals.into_iter().find_map(|a| match tree.form(a).to_lowercase().as_str() {
        "will" | "wo" | "'ll" | "’ll" => inputs.lexicon.forecasts.hedge("will"),
        "would" | "'d" => inputs.lexicon.forecasts.hedge("would"),
        word @ ("could" | "may" | "might" | "shall") => inputs.lexicon.forecasts.hedge(word),
        _ => None,
    });
    modal.or_else(|| is_going_to(inputs, verb).then_some(Certainty::Probable))
}

/// A predicate of being rather than happening: "may be in the thousands" guesses at what is.
fn is_state(inputs: Inputs<'_>, i: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.child(i, &[Deprel::Cop]).is_some()
        || (!tree.is_verb(i) && tree.child(i, &[Deprel::AuxPass]).is_none())
}

/// "is going to lead to".
pub(super) fn is_going_to(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.rel(verb) == Deprel::Xcomp
        && tree.child(verb, &[Deprel::Mark]).is_some_and(|m| tree.lemma(m) == "to")
        && tree.head(verb).is_some_and(|go| {
            tree.form(go).eq_ignore_ascii_case("going") && tree.child(go, &[Deprel::Aux]).is_some()
        })
}

/// "have died", "has been": what is over.
pub(super) fn has_perfect(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.children_by(verb, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have")
}

/// Whether two actors are of one side, so that one speaks of the other's plans as of his own.
pub(super) fn is_own_side(inputs: Inputs<'_>, speaker: EntityIx, doer: EntityIx) -> bool {
    let (a, b) = (inputs.actors.get(speaker), inputs.actors.get(doer));
    speaker == doer || a.country == b.country
}

/// An infinitive with to: "expected to rise".
pub(super) fn is_infinitive(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    let marked = tree.children_by(verb, &[Deprel::Mark]).any(|m| tree.lemma(m) == "to");
    marked && !has_perfect(inputs, verb)
}

/// Whether a word is denied: not, never, no, hardly.
pub(super) fn is_denied(inputs: Inputs<'_>, i: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.children_by(i, &[Deprel::Advmod, Deprel::Det]).any(|c| {
        // "not only likely but certain"
        let only = tree.parse.tokens.len() > c.at() + 1 && tree.form(TokenIx(c.0 + 1)) == "only";
        if only {
            return false;
        }
        tree.has(c, Feats::NEGATIVE) || matches!(tree.lemma(c), "not" | "never" | "no" | "hardly" | "little")
    })
}

/// The certainty that adverbs beside a verb give, else the one at hand.
pub(super) fn hedged(inputs: Inputs<'_>, verb: TokenIx, certainty: Certainty) -> Certainty {
    let tree = inputs.tree;
    let adverbs = tree.children_by(verb, &[Deprel::Advmod]);
    let hedge =
        adverbs.into_iter().find_map(|a| inputs.lexicon.forecasts.hedge(&tree.form(a).to_lowercase()));
    hedge.unwrap_or(certainty)
}
