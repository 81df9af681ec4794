//! "The group claimed responsibility for the attack": whoever claims an act is who did it. The verbs are the class `@claims_deeds`, the
//! nouns `@claimed`.

use super::participants::{Lookup, Part};
use super::{Event, Inputs};
use crate::frames::{Frame, Slot};
use annalist_language::{Feats, TokenIx};
use annalist_world::codebook::EventType;

/// How many acts of violence back a claim may point.
const REACH: usize = 5;

/// Gives acts of violence without a doer the one who claims them.
pub(super) fn fill(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &mut [Event]) {
    for frame in inputs.frames {
        let Some(claimants) = claimants(inputs, look, frame) else { continue };
        let Some(at) = claimed(inputs, frame, events) else { continue };
        let apart = |p: &Part| events[at].recipients.iter().all(|r| r.entity != p.entity);
        let doers: Vec<Part> = claimants.into_iter().filter(apart).collect();
        events[at].actors = doers;
    }
}

/// Who claims.
fn claimants(inputs: Inputs<'_>, look: &Lookup<'_, '_>, frame: &Frame) -> Option<Vec<Part>> {
    let (tree, lexicon) = (inputs.tree, inputs.lexicon);
    let claimed = |o: TokenIx| {
        let deed = tree.lemma(frame.predicate) == "claim" && lexicon.in_class("violent_deeds", tree.lemma(o));
        deed || lexicon.in_class("claimed", tree.lemma(o))
    };
    let claims = lexicon.in_class("claims_deeds", tree.lemma(frame.predicate))
        && frame.filler(&Slot::Object).is_some_and(claimed);
    let denied = tree.children(frame.predicate).any(|c| tree.has(c, Feats::NEGATIVE));
    let subject = frame.filler(&Slot::Subject).filter(|_| claims && !denied)?;
    let parts: Vec<Part> =
        look.together(subject).into_iter().flat_map(|h| look.somebody(h, false, 0)).collect();
    (!parts.is_empty()).then_some(parts)
}

/// The act that is claimed: the one below "for", or the last such act told before.
fn claimed(inputs: Inputs<'_>, frame: &Frame, events: &[Event]) -> Option<usize> {
    let tree = inputs.tree;
    let below = |top: TokenIx| {
        events.iter().position(|e| e.meaning.kind == EventType::Assault && tree.dominates(top, e.trigger))
    };
    let slot = Slot::Preposition("for".into());
    let object = frame.filler(&Slot::Object)?;
    let own = frame.fillers(&slot).find_map(below).or_else(|| below(object));
    let open = |i: &usize| events[*i].actors.is_empty();
    if let Some(own) = own.filter(|i| !events[*i].anaphoric) {
        return Some(own).filter(open);
    }
    let before = (0..events.len()).rev().filter(|i| events[*i].trigger < frame.predicate);
    let told = before.filter(|i| events[*i].meaning.kind == EventType::Assault && !events[*i].anaphoric);
    told.take(REACH).find(open).or(own.filter(open))
}
