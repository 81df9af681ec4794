//! Judgements in attributed speech: "this is unacceptable", "not the right decision" are ACCUSE or SUPPORT by the speaker.
//! The words are in `lexicon/judgements.txt`: lemma (or `modifier lemma`), part of speech, `+` or `-`.

use super::anaphora;
use super::demands::spoken_by;
use super::participants::{Lookup, Part};
use super::{Event, Inputs};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::{Meaning, SlotName, Slots};
use annalist_language::{Deprel, Feats, TokenIx};
use annalist_reports::ByteSpan;
use annalist_world::codebook::EventType;

pub(super) fn find(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event]) -> Vec<Event> {
    let tokens = (0..inputs.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    tokens.filter_map(|i| judgement(inputs, look, events, i)).collect()
}

/// "called the vote a sham", "described the attack as barbaric": a verb of naming with a judgement for its complement.
pub(super) fn find_namings(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event]) -> Vec<Event> {
    let verbs = inputs.frames.iter().filter(|f| f.kind == PredicateKind::Verb);
    verbs.filter_map(|frame| naming(inputs, look, events, frame)).collect()
}

fn naming(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event], frame: &Frame) -> Option<Event> {
    let tree = inputs.tree;
    let verb = frame.predicate;
    if !inputs.lexicon.naming.contains(tree.lemma(verb)) || events.iter().any(|e| e.trigger == verb) {
        return None;
    }
    let names = frame.fillers(&Slot::OpenComplement).chain(frame.fillers(&Slot::Object));
    let as_phrase = Slot::Preposition("as".into());
    let (head, praise) = names.chain(frame.fillers(&as_phrase)).find_map(|head| {
        let found = polarity(inputs, head).or_else(|| below(inputs, head))?;
        Some((head, found))
    })?;
    let actors = look.parts(frame, &Slots(vec![vec![SlotName::Subject]]), false);
    if actors.is_empty() {
        return None;
    }
    let object = frame.filler(&Slot::Object).filter(|o| *o != head);
    let recipients = object.map(|o| judged(inputs, look, events, o)).unwrap_or_default();
    let recipients =
        recipients.into_iter().filter(|r| !actors.iter().any(|a| a.entity == r.entity)).collect();
    let (first, last) = tree.clause_reach(verb);
    let mut event = verdict(praise, verb, tree.trimmed(first, last));
    let (status, certainty) = super::status::of(tree, inputs.lexicon, frame, event.meaning.kind);
    event.actors = actors;
    event.recipients = recipients;
    event.status = status;
    event.certainty = certainty;
    event.voice = inputs.statements.holding(tree, verb);
    event.rule = "naming.txt and judgements.txt".into();
    Some(event)
}

/// A judgement among the modifiers of the name: "a serious violation", "null and void".
fn below(inputs: Inputs<'_>, head: TokenIx) -> Option<bool> {
    let tree = inputs.tree;
    tree.children_by(head, &[Deprel::Amod, Deprel::Conj, Deprel::Compound]).find_map(|c| polarity(inputs, c))
}

/// An event of praise or blame without its parts.
fn verdict(praise: bool, trigger: TokenIx, extent: ByteSpan) -> Event {
    let (kind, modes, cameo) = if praise {
        (EventType::Support, vec![], "051")
    } else {
        (EventType::Accuse, vec!["disapprove".to_string()], "111")
    };
    Event::spoken(Meaning { kind, modes, cameo: cameo.to_string() }, trigger, extent)
}

fn judgement(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event], head: TokenIx) -> Option<Event> {
    let tree = inputs.tree;
    let praise = polarity(inputs, head)?;
    let subject = tree.child(head, &[Deprel::Nsubj, Deprel::Csubj])?;
    tree.child(head, &[Deprel::Cop])?;
    if events.iter().any(|e| e.trigger == head) {
        return None;
    }
    let voice = inputs.statements.holding(tree, head)?;
    let speaker = inputs.statements.get(voice).speaker?;
    if inputs.actors.get(speaker).country.is_none() && inputs.actors.get(speaker).sectors.is_empty() {
        return None;
    }
    let recipients = judged(inputs, look, events, subject);
    let recipients: Vec<Part> = recipients.into_iter().filter(|r| r.entity != speaker).collect();
    // whoever did it: "this killing is a disgrace" blames somebody, "the weather was terrible" nobody
    let deed = matches!(tree.lemma(subject), "this" | "that")
        || inputs.lexicon.in_class("acts_pointed_at", tree.lemma(subject))
        || inputs.lexicon.is_eventive(tree.lemma(subject));
    if recipients.is_empty() && !deed {
        return None;
    }
    let cue = inputs.statements.get(voice).cue.unwrap_or(head);
    let (first, last) = tree.clause_reach(head);
    let mut event = verdict(praise, head, tree.trimmed(first, last));
    event.actors = vec![spoken_by(inputs.actors, tree, speaker, cue)];
    event.recipients = recipients;
    event.voice = Some(voice);
    event.rule = "judgements.txt".into();
    Some(event)
}

/// Praise or blame; a negation turns it round.
fn polarity(inputs: Inputs<'_>, head: TokenIx) -> Option<bool> {
    let tree = inputs.tree;
    let lemma = tree.lemma(head).to_lowercase();
    let words = &inputs.lexicon.judgements;
    let modified = tree
        .children_by(head, &[Deprel::Amod])
        .find_map(|m| words.get(&format!("{} {lemma}", tree.lemma(m).to_lowercase())));
    let praise = *modified.or_else(|| words.get(&lemma))?;
    Some(praise != negated(inputs, head))
}

fn negated(inputs: Inputs<'_>, head: TokenIx) -> bool {
    let tree = inputs.tree;
    let mut around = tree.children(head).chain(tree.ancestors(head).take(1).flat_map(|a| {
        // "we don't think this is right": the negation stands above
        let thinks = inputs.lexicon.in_class("thinking", tree.lemma(a));
        tree.children(a).filter(move |_| thinks).collect::<Vec<_>>()
    }));
    around.any(|c| matches!(tree.lemma(c), "not" | "never" | "no") || tree.has(c, Feats::NEGATIVE))
}

/// Who is judged: whoever the subject names, or who did what it speaks of.
fn judged(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event], subject: TokenIx) -> Vec<Part> {
    let direct = look.somebody(subject, true, 0);
    if !direct.is_empty() {
        return direct;
    }
    anaphora::pointed_at(inputs, look, events, subject).map(|e| e.actors.clone()).unwrap_or_default()
}
