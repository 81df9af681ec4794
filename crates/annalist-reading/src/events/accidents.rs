//! Harm that nobody did: "21 were killed when the bus overturned" is a toll and no act. Where no one is named who did it, and
//! the words around speak of an accident or a disaster and of no violence, there is no event.

use super::words::ClauseWords;
use super::{Event, Inputs};
use annalist_language::TokenIx;
use annalist_world::codebook::EventType;

/// Drops acts of harm that are accidents.
pub(super) fn drop(inputs: Inputs<'_>, events: &mut Vec<Event>) {
    let keep: Vec<bool> = (0..events.len()).map(|at| !is_accident(inputs, events, at)).collect();
    let mut keep = keep.into_iter();
    events.retain(|_| keep.next().unwrap_or(true));
}

fn is_accident(inputs: Inputs<'_>, events: &[Event], at: usize) -> bool {
    let event = &events[at];
    if event.meaning.kind != EventType::Assault || event.harm.is_none() || !event.actors.is_empty() {
        return false;
    }
    let sentence = inputs.tree.token(event.trigger).sentence.0;
    let around = [Some(sentence), sentence.checked_sub(1)];
    let mut sentences = around.into_iter().flatten().map(|s| {
        let first = inputs.tree.parse.sentences[s as usize].range().start;
        ClauseWords::of_sentence(inputs, TokenIx(first as u32))
    });
    let Some(own) = sentences.next() else { return false };
    let list = |class: &str| [format!("@{class}")];
    let violent = |w: &ClauseWords| w.any_of(inputs, &list("violent_causes"));
    if violent(&own) {
        return false;
    }
    let accidental = |w: &ClauseWords| w.any_of(inputs, &list("accidental_causes"));
    accidental(&own) || sentences.next().is_some_and(|before| accidental(&before) && !violent(&before))
}
