//! ACLED-shaped types: the sub-event that an act is by that codebook, if it is one. The mapping is `lexicon/acled.txt`; of its
//! lines the first that holds decides. Only what happened has one.

use super::words::ClauseWords;
use super::{Event, Inputs, Part, Status};
use crate::actors::Kind;
use crate::lexicon::{AcledRule, Side};
use annalist_world::Sector;
use annalist_world::codebook;

/// Fills the ACLED-shaped sub-event of all acts.
pub(super) fn fill(inputs: Inputs<'_>, events: &mut [Event]) {
    let found: Vec<Option<&'static str>> =
        (0..events.len()).map(|at| sub_event(inputs, events, at)).collect();
    for (event, sub_event) in events.iter_mut().zip(found) {
        event.acled = sub_event;
    }
}

fn sub_event(inputs: Inputs<'_>, events: &[Event], at: usize) -> Option<&'static str> {
    let event = &events[at];
    if !matches!(event.status, Status::Occurred | Status::Ongoing) {
        return None;
    }
    let words = ClauseWords::of(inputs, event);
    let rule = inputs.lexicon.acled.iter().find(|rule| holds(inputs, events, event, &words, rule))?;
    // a line that names no sub-event says that the act has none
    codebook::acled_types()
        .iter()
        .flat_map(|(_, subs)| subs.iter())
        .find(|sub| **sub == rule.sub_event)
        .copied()
}

fn holds(inputs: Inputs<'_>, events: &[Event], event: &Event, words: &ClauseWords, rule: &AcledRule) -> bool {
    let tree = inputs.tree;
    let mode = rule.mode.as_ref().is_none_or(|mode| event.meaning.modes.contains(mode));
    let trigger = || {
        rule.trigger.is_empty()
            || rule.trigger.iter().any(|word| match word.strip_prefix('@') {
                Some(class) => inputs.lexicon.in_class(class, tree.lemma(event.trigger)),
                None => word == tree.lemma(event.trigger),
            })
    };
    let near = || {
        let sentence = tree.token(event.trigger).sentence;
        rule.near.is_none_or(|kind| {
            events
                .iter()
                .any(|e| e.meaning.kind == kind && tree.token(e.trigger).sentence.0.abs_diff(sentence.0) <= 1)
        })
    };
    event.meaning.kind == rule.kind
        && mode
        && trigger()
        && rule.actor.is_none_or(|side| is_side(inputs, &event.actors, side))
        && rule.recipient.is_none_or(|side| is_side(inputs, &event.recipients, side))
        && rule.words.iter().all(|(list, wanted)| words.any_of(inputs, list) == *wanted)
        && (rule.said.is_empty()
            || ClauseWords::of_sentence(inputs, event.trigger).any_of(inputs, &rule.said))
        && near()
}

fn is_side(inputs: Inputs<'_>, parts: &[Part], side: Side) -> bool {
    let state = |p: &Part| {
        let entity = inputs.actors.get(p.entity);
        matches!(entity.kind, Kind::State | Kind::Government)
            || entity
                .sectors
                .iter()
                .any(|s| matches!(s, Sector::Mil | Sector::Cop | Sector::Gov | Sector::Spy | Sector::Prm))
    };
    let rebel = |p: &Part| {
        let entity = inputs.actors.get(p.entity);
        entity.kind == Kind::ArmedGroup
            || entity.sectors.iter().any(|s| matches!(s, Sector::Reb | Sector::Uaf | Sector::Crm))
    };
    let force = |p: &Part| {
        inputs.actors.get(p.entity).sectors.iter().any(|s| {
            matches!(s, Sector::Mil | Sector::Cop | Sector::Reb | Sector::Uaf | Sector::Prm | Sector::Spy)
        })
    };
    match side {
        Side::None => parts.is_empty(),
        Side::State => parts.iter().any(|p| state(p) && !rebel(p)),
        Side::Rebel => parts.iter().any(rebel),
        Side::Armed => parts.iter().any(|p| force(p) || rebel(p)),
        Side::Police => parts.iter().any(|p| inputs.actors.get(p.entity).sectors.contains(&Sector::Cop)),
        Side::Civil => parts.iter().any(|p| !force(p) && !rebel(p)),
    }
}
