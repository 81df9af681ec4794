//! Predictions by a modal alone: "this will lead to", "prices could rise", "the rebels will attack again".
//!
//! A modal predicts where a thing or an event is its subject and the verb says what becomes of it or what it does to something; or
//! where a speaker says what others will do. What somebody says of his own side are plans.

use super::future::{hedged, is_denied, is_own_side, modal_of, modality};
use super::{Direction, Found, Inputs, cues};
use crate::actors::{EntityIx, Kind};
use crate::events::Certainty;
use crate::frames::{Frame, PredicateKind, Slot, lemma_with_particle};
use annalist_language::{Deprel, Feats, TokenIx, Upos};

pub(super) fn find(inputs: Inputs<'_>) -> Vec<Found> {
    let verbs = inputs.frames.iter().filter(|f| f.kind == PredicateKind::Verb);
    let tokens = (0..inputs.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    let verbs = verbs.filter_map(|frame| by_modal(inputs, frame));
    verbs.chain(tokens.filter_map(|i| by_outcome(inputs, i))).collect()
}

/// "would be a disaster", "could be devastating": the outcome of a thing, not of somebody.
fn by_outcome(inputs: Inputs<'_>, said: TokenIx) -> Option<Found> {
    let tree = inputs.tree;
    tree.child(said, &[Deprel::Cop])?;
    let modal = modal_of(inputs, said)?;
    let subject = tree.child(said, &[Deprel::Nsubj, Deprel::Csubj])?;
    let outcome = inputs.lexicon.in_class("outcomes", &tree.lemma(said).to_lowercase());
    let pointing = matches!(tree.lemma(subject), "it" | "this" | "that" | "which");
    let somebody = !pointing && (inputs.actors.at(subject).is_some() || tree.pos(subject) == Upos::Pron);
    if !outcome || somebody || is_subordinate(inputs, said) {
        return None;
    }
    let (first, last) = tree.clause_reach(said);
    let evidence = tree.trimmed(first, last);
    let certainty = hedged(inputs, said, modal);
    Some(Found { predicted: said, cue: None, certainty, turned: false, evidence })
}

fn by_modal(inputs: Inputs<'_>, frame: &Frame) -> Option<Found> {
    let (tree, verb) = (inputs.tree, frame.predicate);
    let modal = modality(inputs, verb)?;
    let named = lemma_with_particle(tree, verb);
    let words = &inputs.lexicon.forecasts;
    let course = words.course("verb", &named).is_some();
    let subject = frame.filler(if frame.passive { &Slot::Object } else { &Slot::Subject })?;
    // "the fighting will go on", but "the talks will go on" is a plan
    let goes_on =
        inputs.lexicon.in_class("courses_of_calamity", &named) && cues::is_calamity(inputs, subject);
    let known = course || goes_on || words.is_effect(&named);
    if !known || is_subordinate(inputs, verb) {
        return None;
    }
    let voice = inputs.statements.holding(tree, verb).map(|ix| inputs.statements.get(ix));
    let speaker = voice.and_then(|s| s.speaker);
    // "will be halted", "will be reduced": done by somebody, and so a plan
    if frame.passive || is_ability(inputs, verb) || !cues::may_end(inputs, verb) {
        return None;
    }
    let pointing = matches!(tree.lemma(subject), "it" | "this" | "that" | "which");
    // "it could lead to" speaks of a thing, "it will retaliate" of the speaker
    let will = modal != Certainty::Possible || is_would(inputs, verb);
    let fits = match inputs.actors.at(subject).filter(|_| !pointing) {
        _ if tree.has(subject, Feats::FIRST_PERSON | Feats::SECOND_PERSON) => false,
        _ if pointing && will && speaker.is_some_and(|s| is_speaker(inputs, s, subject)) => false,
        Some(_) => speaker.is_some_and(|s| of_others(inputs, s, subject)) && !is_would(inputs, verb),
        None if matches!(tree.lemma(subject), "he" | "she" | "they" | "who" | "someone" | "people") => false,
        // the narrator's "would" is the past's plan, and his "will" with an object often one
        None if !moves_by_itself(inputs, frame) => false,
        None => voice.is_some() || ((course || goes_on) && !is_would(inputs, verb)),
    };
    if !fits || voice.and_then(|s| s.cue).is_some_and(|cue| promises(inputs, cue)) {
        return None;
    }
    // "is going to lead to": the subject stands with going
    let top = tree.head(verb).filter(|_| super::future::is_going_to(inputs, verb)).unwrap_or(verb);
    let (first, last) = tree.clause_reach(top);
    let certainty = hedged(inputs, verb, modal);
    // "might" with a condition stays what it is; "would" under one is no less sure than the condition
    let certainty = if is_would(inputs, verb) && !has_condition(inputs, verb) {
        if certainty == Certainty::Possible { Certainty::Probable } else { certainty }
    } else {
        certainty
    };
    Some(Found { predicted: verb, cue: None, certainty, turned: false, evidence: tree.trimmed(first, last) })
}

/// Whether somebody of another side is among those who would do it.
fn of_others(inputs: Inputs<'_>, speaker: EntityIx, subject: TokenIx) -> bool {
    let tree = inputs.tree;
    // "its staff will": whose they are speaks for them
    if tree.child(subject, &[Deprel::NmodPoss]).is_some_and(|p| tree.pos(p) == Upos::Pron) {
        return false;
    }
    let doers = tree.conjuncts(subject).into_iter().filter_map(|t| inputs.actors.at(t));
    doers.into_iter().any(|doer| !is_own_side(inputs, speaker, doer))
}

/// "The ministry said it would respond": it is the ministry.
fn is_speaker(inputs: Inputs<'_>, speaker: EntityIx, subject: TokenIx) -> bool {
    let meant = inputs.actors.at(subject);
    let body = !matches!(inputs.actors.get(speaker).kind, Kind::Person | Kind::Office);
    meant.is_some_and(|ix| is_own_side(inputs, speaker, ix)) || (body && inputs.tree.lemma(subject) == "it")
}

/// "prices will rise", "the strike will cause delays"; not "the airline will double its flights".
fn moves_by_itself(inputs: Inputs<'_>, frame: &Frame) -> bool {
    let named = lemma_with_particle(inputs.tree, frame.predicate);
    let course = inputs.lexicon.forecasts.course("verb", &named);
    let causes = course.is_some_and(|c| c.direction == Direction::Occur);
    let could = inputs
        .tree
        .children_by(frame.predicate, &[Deprel::Aux])
        .any(|a| matches!(inputs.tree.form(a), "could" | "may" | "might"));
    let would = is_would(inputs, frame.predicate);
    course.is_none() || causes || could || would || frame.filler(&Slot::Object).is_none()
}

fn is_would(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.children_by(verb, &[Deprel::Aux]).any(|a| matches!(tree.form(a), "would" | "'d" | "Would"))
}

/// "could not reach": not able to.
fn is_ability(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    let could = tree.children_by(verb, &[Deprel::Aux]).any(|a| tree.form(a).eq_ignore_ascii_case("could"));
    could && is_denied(inputs, verb)
}

/// Conditions, times and purposes: "if it will", "until it would", "so that it could".
fn is_subordinate(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.rel(verb) == Deprel::Advcl
        && tree.children_by(verb, &[Deprel::Mark, Deprel::Advmod]).any(|m| {
            matches!(
                tree.lemma(m),
                "if" | "unless"
                    | "until"
                    | "till"
                    | "when"
                    | "before"
                    | "after"
                    | "once"
                    | "so"
                    | "whether"
                    | "that"
            )
        })
}

fn has_condition(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    tree.children_by(verb, &[Deprel::Advcl])
        .any(|c| tree.children_by(c, &[Deprel::Mark]).any(|m| matches!(tree.lemma(m), "if" | "unless")))
}

/// What is promised, vowed or threatened is meant to be done.
fn promises(inputs: Inputs<'_>, cue: TokenIx) -> bool {
    let cues = inputs.lexicon.reporting.get(inputs.tree.lemma(cue)).into_iter().flatten();
    cues.into_iter().any(|c| c.kind == "promise" || c.kind == "order" || c.kind == "ask")
}
