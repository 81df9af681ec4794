//! What somebody says of their own deeds to come: "we will not accept the camps" refuses, "we will close the border unless …"
//! threatens, "we will help them" promises. The deed itself is not told.

use super::{Event, Inputs, Part, Status, status};
use crate::actors::Kind;
use crate::frames::{Frame, Slot};
use crate::lexicon::Meaning;
use annalist_language::{Deprel, Feats, TokenIx};
use annalist_world::codebook::{EventType, Quad};

/// Turns own deeds to come into the acts of speech they are.
pub(super) fn settle(inputs: Inputs<'_>, events: &mut [Event]) {
    for event in events.iter_mut() {
        let Some(frame) = inputs.frames.iter().find(|f| f.predicate == event.trigger) else { continue };
        // "failed to reach a deal" is neither a deal nor a promise
        let fails = inputs
            .tree
            .head(event.trigger)
            .is_some_and(|above| inputs.lexicon.in_class("failing_words", inputs.tree.lemma(above)));
        if event.meaning.kind == EventType::Agree && event.status == Status::Negated && fails {
            event.meaning = Meaning { kind: EventType::Reject, modes: Vec::new(), cameo: "120".into() };
            event.status = Status::Occurred;
            continue;
        }
        // the narrator's "will not" is what the one who will not has made known
        let told = event.voice.is_none() && event.status == Status::Negated && !event.actors.is_empty();
        if !inputs.tree.is_verb(frame.predicate) || !(told || is_own(inputs, event, frame)) {
            continue;
        }
        if let Some(meaning) = spoken(inputs, event, frame) {
            event.meaning = meaning;
            event.status = Status::Occurred;
            event.harm = None;
            if event.recipients.is_empty() {
                event.recipients.extend(addressee(inputs, event));
            }
        }
    }
}

/// "warned the union that it would close the mine": who is spoken to.
fn addressee(inputs: Inputs<'_>, event: &Event) -> Option<Part> {
    let tree = inputs.tree;
    let cue = inputs.statements.get(event.voice?).cue.filter(|cue| tree.is_verb(*cue))?;
    let head = tree.child(cue, &[Deprel::Obj, Deprel::Iobj])?;
    let entity = inputs.actors.at(head).filter(|e| inputs.actors.get(*e).kind != Kind::Unknown)?;
    let mentions = &inputs.actors.get(entity).mentions;
    let span = mentions.iter().find(|(h, _)| *h == head).map_or(tree.token(head).span, |(_, s)| *s);
    let other = event.actors.iter().all(|a| a.entity != entity);
    other.then_some(Part { entity, span, head })
}

/// Whether who speaks is who would do it.
fn is_own(inputs: Inputs<'_>, event: &Event, frame: &Frame) -> bool {
    let tree = inputs.tree;
    let Some(voice) = event.voice.map(|ix| inputs.statements.get(ix)) else { return false };
    let first_person = frame.filler(&Slot::Subject).is_some_and(|s| tree.has(s, Feats::FIRST_PERSON));
    first_person || event.actors.iter().any(|a| Some(a.entity) == voice.speaker)
}

fn spoken(inputs: Inputs<'_>, event: &Event, frame: &Frame) -> Option<Meaning> {
    let tree = inputs.tree;
    let verb = frame.predicate;
    let wills = tree.children_by(verb, &[Deprel::Aux]).any(|a| {
        matches!(tree.form(a).to_lowercase().as_str(), "will" | "would" | "'ll" | "wo" | "shall" | "'d")
    });
    if !wills {
        return None;
    }
    let kind = event.meaning.kind;
    let meaning = |kind, mode: Option<&str>, cameo: &str| {
        Some(Meaning { kind, modes: mode.map(str::to_string).into_iter().collect(), cameo: cameo.into() })
    };
    match kind.quad() {
        Quad::VerbalCooperation | Quad::MaterialCooperation if event.status == Status::Negated => {
            let mode = match kind {
                EventType::Aid | EventType::Cooperate => Some("assist"),
                EventType::Consult => Some("meet"),
                EventType::Retreat | EventType::Concede => Some("yield"),
                _ => None,
            };
            meaning(EventType::Reject, mode, "120")
        }
        Quad::MaterialConflict if event.status != Status::Negated && threatens(inputs, verb, event) => {
            let mode = match (kind, event.meaning.modes.first().map(String::as_str)) {
                (EventType::Assault, _) => Some("violence"),
                (EventType::Sanction, Some("expel")) | (EventType::Coerce, Some("deport")) => Some("expel"),
                (EventType::Sanction, _) => Some("relations"),
                (EventType::Coerce, Some("arrest")) => Some("arrest"),
                (EventType::Coerce, _) => Some("restrict"),
                _ => None,
            };
            meaning(EventType::Threaten, mode, "130")
        }
        Quad::MaterialCooperation
            if matches!(kind, EventType::Aid | EventType::Cooperate) && says_we(inputs, frame) =>
        {
            meaning(EventType::Agree, None, "030")
        }
        _ => None,
    }
}

/// "we will", "I'll": a promise in the speaker's own words.
fn says_we(inputs: Inputs<'_>, frame: &Frame) -> bool {
    frame.filler(&Slot::Subject).is_some_and(|s| inputs.tree.has(s, Feats::FIRST_PERSON))
}

/// A condition on what the other does, or a warning as the word of speech.
fn threatens(inputs: Inputs<'_>, verb: TokenIx, event: &Event) -> bool {
    let tree = inputs.tree;
    let condition = tree.children_by(verb, &[Deprel::Advcl]).any(|clause| {
        status::is_conditional(tree, inputs.lexicon, clause)
            || tree.children_by(clause, &[Deprel::Mark]).any(|m| matches!(tree.lemma(m), "unless" | "until"))
    });
    let cue = event.voice.and_then(|ix| inputs.statements.get(ix).cue);
    condition || cue.is_some_and(|cue| inputs.lexicon.in_class("warning_words", tree.lemma(cue)))
}
