//! "The move", "the decision", "the attack": whoever did what a noun points back to is whom praise, blame or refusal meets.
//! The nouns are the class `@acts_pointed_at`.

use super::matching::entry_for;
use super::participants::Lookup;
use super::{Event, Inputs, is_verbal};
use crate::frames::{Frame, Slot};
use annalist_language::{Deprel, Feats, TokenIx};
use annalist_world::codebook::EventType;

/// How many acts back a noun may point.
const REACH: usize = 6;

/// Gives verbal acts without a recipient the one who did what their object points back to.
pub(super) fn fill_recipients(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &mut [Event]) {
    for at in 0..events.len() {
        if !events[at].recipients.is_empty() || !answers(events[at].meaning.kind) {
            continue;
        }
        let Some(noun) = pointer(inputs, events[at].trigger) else { continue };
        let doers = pointed_at(inputs, look, events, noun).map(|e| e.actors.clone());
        if let Some(mut doers) = doers {
            doers.retain(|d| !events[at].actors.iter().any(|a| a.entity == d.entity));
            events[at].recipients = doers;
        }
    }
}

fn answers(kind: EventType) -> bool {
    matches!(kind, EventType::Accuse | EventType::Support | EventType::Reject)
}

/// The definite noun that an act is about.
fn pointer(inputs: Inputs<'_>, trigger: TokenIx) -> Option<TokenIx> {
    let frame = inputs.frames.iter().find(|f| f.predicate == trigger)?;
    let slots = [
        Slot::Object,
        preposition("of"),
        preposition("to"),
        preposition("on"),
        preposition("against"),
        preposition("over"),
    ];
    slots.iter().find_map(|slot| definite(inputs, frame, slot))
}

fn preposition(word: &str) -> Slot {
    Slot::Preposition(word.to_string())
}

fn definite(inputs: Inputs<'_>, frame: &Frame, slot: &Slot) -> Option<TokenIx> {
    let tree = inputs.tree;
    frame.fillers(slot).find(|noun| {
        let marked = tree
            .children_by(*noun, &[Deprel::Det])
            .any(|d| tree.has(d, Feats::DEFINITE | Feats::DEMONSTRATIVE));
        let points = inputs.lexicon.in_class("acts_pointed_at", tree.lemma(*noun));
        (marked && (points || inputs.lexicon.in_class("speech_pointed_at", tree.lemma(*noun))))
            || matches!(tree.lemma(*noun), "this" | "that")
    })
}

/// The act that a noun speaks of: the one below it ("the decision to withdraw"), an earlier one of the kind that its complement
/// names ("the move to halt cooperation"), else the last deed or undertaking before it.
pub(super) fn pointed_at<'e>(
    inputs: Inputs<'_>,
    look: &Lookup<'_, '_>,
    events: &'e [Event],
    noun: TokenIx,
) -> Option<&'e Event> {
    let tree = inputs.tree;
    let told = |e: &&Event| !e.actors.is_empty();
    let below = events.iter().filter(told).find(|e| e.trigger != noun && tree.dominates(noun, e.trigger));
    if below.is_some() {
        return below;
    }
    // "the request": the last request, whoever made it
    let spoken = spoken_kind(look, tree.lemma(noun));
    if let Some(kind) = spoken.filter(|_| below.is_none()) {
        let said = events.iter().rev().filter(|e| e.trigger < noun).filter(told);
        return said.take(REACH).find(|e| e.meaning.kind == kind);
    }
    let mut back = events.iter().rev().filter(|e| e.trigger < noun).filter(told);
    if let Some(kind) = named_kind(inputs, look, noun) {
        return back.find(|e| e.meaning.kind == kind);
    }
    // "the move" is no killing; "the raid" may be
    let violent = inputs.lexicon.is_eventive(inputs.tree.lemma(noun));
    back.take(REACH).find(|e| match e.meaning.kind {
        EventType::Assault | EventType::Coerce => violent,
        EventType::Agree | EventType::Concede => true,
        kind => !is_verbal(kind),
    })
}

/// The type of speech act that a noun of the class `@speech_pointed_at` names.
fn spoken_kind(look: &Lookup<'_, '_>, lemma: &str) -> Option<EventType> {
    let known = look.lexicon.in_class("speech_pointed_at", lemma);
    let entries = look.lexicon.nouns.get(lemma).filter(|_| known)?;
    entries.iter().find_map(|e| e.meaning.as_ref().map(|m| m.kind)).filter(|kind| is_verbal(*kind))
}

/// The type of act that a noun's complement names, whoever does it.
fn named_kind(inputs: Inputs<'_>, look: &Lookup<'_, '_>, noun: TokenIx) -> Option<EventType> {
    let tree = inputs.tree;
    let complement =
        inputs.frames.iter().find(|f| f.predicate != noun && tree.dominates(noun, f.predicate))?;
    Some(entry_for(look, complement)?.meaning.as_ref()?.kind)
}
