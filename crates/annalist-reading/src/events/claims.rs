//! Claims of wrongdoing: "the ministry alleged that rebels shelled the town" is also ACCUSE by the ministry against the rebels.
//! Only cues that keep a distance (alleged, claimed, suspects) or that accuse count; what somebody plainly says somebody
//! did is the act on their word, not an accusation of its own.

use super::demands::spoken_by;
use super::participants::{Lookup, Part};
use super::{Event, Inputs, Status};
use crate::frames::Frame;
use crate::lexicon::{Meaning, SlotName, Slots};
use crate::voices::StatementIx;
use annalist_language::{TokenIx, Upos};
use annalist_world::codebook::{EventType, Quad};

pub(super) fn find(inputs: Inputs<'_>, events: &[Event]) -> Vec<Event> {
    let statements = (0..inputs.statements.list.len()).map(|i| StatementIx(i as u32));
    statements.filter_map(|ix| claim(inputs, events, ix)).collect()
}

/// "Iran was behind the attack", said by somebody else: ACCUSE by the speaker.
pub(super) fn find_blame(inputs: Inputs<'_>, look: &Lookup<'_, '_>) -> Vec<Event> {
    let nouns = inputs.frames.iter().filter(|f| super::stands_behind(inputs.tree, f));
    nouns.filter_map(|frame| blame(inputs, look, frame)).collect()
}

fn blame(inputs: Inputs<'_>, look: &Lookup<'_, '_>, frame: &Frame) -> Option<Event> {
    let slots = |slot| Slots(vec![vec![slot]]);
    let actors = look.parts(frame, &slots(SlotName::Speaker), false);
    let mut recipients = look.parts(frame, &slots(SlotName::Subject), true);
    recipients.retain(|r| !actors.iter().any(|a| a.entity == r.entity));
    if actors.is_empty() || recipients.is_empty() {
        return None;
    }
    let tree = inputs.tree;
    let (first, last) = tree.clause_reach(frame.predicate);
    let meaning = Meaning { kind: EventType::Accuse, modes: vec!["allege".into()], cameo: "112".into() };
    let mut event = Event::spoken(meaning, frame.predicate, tree.trimmed(first, last));
    event.actors = actors;
    event.recipients = recipients;
    event.voice = inputs.statements.holding(tree, frame.predicate);
    event.rule = "behind".into();
    Some(event)
}

fn claim(inputs: Inputs<'_>, events: &[Event], ix: StatementIx) -> Option<Event> {
    let tree = inputs.tree;
    let statement = inputs.statements.get(ix);
    let cue = statement.cue.filter(|c| tree.pos(*c) == Upos::Verb && accuses(inputs, *c))?;
    let speaker = statement.speaker?;
    let entity = inputs.actors.get(speaker);
    if (entity.country.is_none() && entity.sectors.is_empty()) || events.iter().any(|e| e.trigger == cue) {
        return None;
    }
    let harmful = |e: &&Event| {
        e.voice == Some(ix)
            && e.meaning.kind.quad() == Quad::MaterialConflict
            && matches!(e.status, Status::Occurred | Status::Ongoing)
    };
    let accused =
        |e: &Event| -> Vec<Part> { e.actors.iter().filter(|p| p.entity != speaker).copied().collect() };
    let recipients = events.iter().filter(harmful).map(accused).find(|parts| !parts.is_empty())?;
    let (first, last) = tree.clause_reach(cue);
    let meaning = Meaning { kind: EventType::Accuse, modes: vec!["allege".into()], cameo: "112".into() };
    let mut event = Event::spoken(meaning, cue, tree.trimmed(first, last));
    event.actors = vec![spoken_by(inputs.actors, tree, speaker, cue)];
    event.recipients = recipients;
    event.voice = inputs.statements.holding(tree, cue);
    event.rule = "reporting.txt".into();
    Some(event)
}

fn accuses(inputs: Inputs<'_>, cue: TokenIx) -> bool {
    let cues = inputs.lexicon.reporting.get(inputs.tree.lemma(cue)).into_iter().flatten();
    cues.into_iter().any(|c| c.pos == "verb" && (c.kind == "accuse" || (c.doubt && c.kind == "claim")))
}
