//! PLOVER's contexts of an act: those its entry names, those the words of its clause speak of, and those its parties bring.
//! The words are in `lexicon/contexts.txt`.

use super::words::ClauseWords;
use super::{Event, Inputs};
use annalist_world::Sector;
use annalist_world::codebook::EventType;

/// Fills the contexts of all acts.
pub(super) fn fill(inputs: Inputs<'_>, events: &mut [Event]) {
    for event in events.iter_mut() {
        let words = ClauseWords::of(inputs, event);
        for (context, list) in &inputs.lexicon.contexts {
            if words.shares(list) {
                add(event, context);
            }
        }
        for context in by_parties(inputs, event) {
            add(event, context);
        }
        event.contexts.sort();
    }
}

fn add(event: &mut Event, context: &str) {
    if !event.contexts.iter().any(|c| c == context) {
        event.contexts.push(context.to_string());
    }
}

/// What the sectors of the parties say: soldiers make an act of force military, courts an accusation legal.
fn by_parties(inputs: Inputs<'_>, event: &Event) -> Vec<&'static str> {
    let sector = |parts: &[super::Part], sector: Sector| {
        parts.iter().any(|p| inputs.actors.get(p.entity).sectors.contains(&sector))
    };
    let mut found = Vec::new();
    let force = matches!(
        event.meaning.kind,
        EventType::Assault | EventType::Mobilize | EventType::Coerce | EventType::Retreat
    );
    if force && (sector(&event.actors, Sector::Mil) || sector(&event.recipients, Sector::Mil)) {
        found.push("military");
    }
    if sector(&event.actors, Sector::Leg) {
        found.push("legislative");
    }
    if sector(&event.actors, Sector::Jud) {
        found.push("legal");
    }
    if sector(&event.actors, Sector::Spy) || sector(&event.recipients, Sector::Spy) {
        found.push("intelligence");
    }
    if sector(&event.recipients, Sector::Ref) {
        found.push("migration");
    }
    found
}
