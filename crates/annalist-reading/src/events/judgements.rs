//! Judgements in attributed speech: "this is unacceptable", "not the right decision" are ACCUSE or SUPPORT by the speaker.
//! The words are in `lexicon/judgements.txt`: lemma (or `modifier lemma`), part of speech, `+` or `-`.

use super::demands::spoken_by;
use super::participants::{Lookup, Part};
use super::{Certainty, Event, Inputs, Status};
use crate::lexicon::Meaning;
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx};
use annalist_world::codebook::EventType;

pub(super) fn find(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event]) -> Vec<Event> {
    let tokens = (0..inputs.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    tokens.filter_map(|i| judgement(inputs, look, events, i)).collect()
}

fn judgement(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event], head: TokenIx) -> Option<Event> {
    let tree = inputs.tree;
    let praise = polarity(inputs, head)?;
    let subject = tree.child(head, &[Deprel::Nsubj])?;
    tree.child(head, &[Deprel::Cop])?;
    if events.iter().any(|e| e.trigger == head) {
        return None;
    }
    let voice = inputs.statements.holding(tree, head)?;
    let speaker = inputs.statements.get(voice).speaker?;
    if inputs.actors.get(speaker).country.is_none() && inputs.actors.get(speaker).sectors.is_empty() {
        return None;
    }
    let recipients = judged(inputs, look, events, subject, head);
    let recipients: Vec<Part> = recipients.into_iter().filter(|r| r.entity != speaker).collect();
    if recipients.is_empty() {
        return None;
    }
    let cue = inputs.statements.get(voice).cue.unwrap_or(head);
    let (first, last) = tree.clause_reach(head);
    let (kind, modes, cameo) = if praise {
        (EventType::Support, vec![], "051")
    } else {
        (EventType::Accuse, vec!["disapprove".to_string()], "111")
    };
    Some(Event {
        meaning: Meaning { kind, modes, cameo: cameo.to_string() },
        contexts: Vec::new(),
        actors: vec![spoken_by(inputs, speaker, cue)],
        recipients,
        trigger: head,
        carrier: head,
        extent: tree.trimmed(first, last),
        status: Status::Occurred,
        certainty: Certainty::Certain,
        voice: Some(voice),
        harm: None,
        rule: "judgements.txt".into(),
        same_as: Vec::new(),
        anaphoric: false,
    })
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
    Some(praise != negated(tree, head))
}

fn negated(tree: Tree<'_>, head: TokenIx) -> bool {
    let mut around = tree.children(head).chain(tree.ancestors(head).take(1).flat_map(|a| {
        // "we don't think this is right": the negation stands above
        let thinks = matches!(tree.lemma(a), "think" | "believe" | "consider");
        tree.children(a).filter(move |_| thinks).collect::<Vec<_>>()
    }));
    around.any(|c| matches!(tree.lemma(c), "not" | "never" | "no") || tree.has(c, Feats::NEGATIVE))
}

/// Who is judged: who did what the subject speaks of.
fn judged(
    inputs: Inputs<'_>,
    look: &Lookup<'_, '_>,
    events: &[Event],
    subject: TokenIx,
    head: TokenIx,
) -> Vec<Part> {
    let tree = inputs.tree;
    let direct = look.somebody(subject, true, 0);
    if !direct.is_empty() {
        return direct;
    }
    let below = events.iter().find(|e| tree.dominates(subject, e.trigger) && !e.actors.is_empty());
    let before = || {
        let back = events.iter().rev().filter(|e| e.trigger < head && !e.actors.is_empty());
        back.take(6).find(|e| !super::is_verbal(e.meaning.kind) || e.meaning.kind == EventType::Agree)
    };
    below.or_else(before).map(|e| e.actors.clone()).unwrap_or_default()
}
