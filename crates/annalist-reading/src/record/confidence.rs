//! How likely a fact is to be one that a careful reader would have written down: a logistic function of plain facts about
//! how it was read, with weights fitted on checked records (`lexicon/confidence.txt`).

use super::Record;
use crate::actors::{Actors, EntityIx};
use crate::events::{Certainty, Event, Status};
use crate::lexicon::Weights;
use crate::tolls::Toll;
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};

/// Words above its trigger from which an act counts as deeply buried.
const DEEP: usize = 4;
/// Words of a long sentence.
const LONG: usize = 40;
/// Factuality below which readers would not say that something happened.
const DOUBTED: f32 = 0.5;
/// Sentences that make the lead of a report.
const LEAD: u32 = 3;

/// Probability by the weights of the features that hold; `None` without weights.
pub(super) fn probability(weights: &Weights, features: &[String]) -> Option<f64> {
    let bias = weights.get("bias")?;
    let sum: f64 = features.iter().filter_map(|f| weights.get(f.as_str())).sum();
    let probability = 1.0 / (1.0 + (-(bias + sum)).exp());
    Some((probability * 100.0).round() / 100.0)
}

/// What holds of an event.
pub(super) fn of_event(tree: Tree<'_>, record: &Record, event: &Event) -> Vec<String> {
    let actors = &record.actors;
    let quoted = record.statements.is_quoted(tree.token(event.trigger).span);
    let occurred = matches!(event.status, Status::Occurred | Status::Ongoing);
    let factuality = tree.parse.predicate(event.trigger).map(|p| p.factuality);
    let facts = [
        ("verb", tree.pos(event.trigger) == Upos::Verb),
        ("noun", matches!(tree.pos(event.trigger), Upos::Noun | Upos::Propn)),
        ("list", !event.rule.contains(':')),
        ("actor", !event.actors.is_empty()),
        ("recipient", !event.recipients.is_empty()),
        ("actor-country", event.actors.iter().any(|p| has_country(actors, p.entity))),
        ("recipient-country", event.recipients.iter().any(|p| has_country(actors, p.entity))),
        ("voice", event.voice.is_some()),
        ("quoted", quoted),
        ("spoken", event.is_spoken()),
        ("unreal", !occurred),
        ("hypothetical", matches!(event.status, Status::Hypothetical | Status::Predicted | Status::Negated)),
        ("uncertain", event.certainty != Certainty::Certain),
        ("doubted", occurred && factuality.is_some_and(|f| f < DOUBTED)),
        ("no-predicate", factuality.is_none()),
        ("points-back", event.anaphoric),
        ("told-again", !event.same_as.is_empty()),
        ("mode", !event.meaning.modes.is_empty()),
        ("lead", tree.token(event.trigger).sentence.0 < LEAD),
        ("deep", tree.ancestors(event.trigger).count() >= DEEP),
        ("root", tree.rel(event.trigger) == Deprel::Root),
        ("long-sentence", sentence_length(tree, event.trigger) >= LONG),
    ];
    let mut features = held(&facts);
    features.push(event.meaning.kind.label().to_owned());
    features
}

/// What holds of a toll.
pub(super) fn of_toll(tree: Tree<'_>, record: &Record, toll: &Toll, has_event: bool) -> Vec<String> {
    let facts = [
        ("number", toll.number.is_some()),
        ("no-best", toll.best.is_none()),
        ("single", toll.best == Some(1)),
        ("none", toll.best == Some(0)),
        ("share", toll.part_of.is_some()),
        ("sum", !toll.parts.is_empty()),
        ("told-again", !toll.same_as.is_empty()),
        ("event", has_event),
        ("voice", record.statements.holding(tree, toll.predicate).is_some()),
        ("verb", tree.pos(toll.predicate) == Upos::Verb),
        ("lead", tree.token(toll.predicate).sentence.0 < LEAD),
        ("long-sentence", sentence_length(tree, toll.predicate) >= LONG),
    ];
    let mut features = held(&facts);
    features.push(toll.harm.label().to_owned());
    features.push(toll.bound.label().to_owned());
    features
}

fn held(facts: &[(&str, bool)]) -> Vec<String> {
    facts.iter().filter(|(_, holds)| *holds).map(|(name, _)| (*name).to_owned()).collect()
}

fn has_country(actors: &Actors, entity: EntityIx) -> bool {
    actors.get(entity).country.is_some()
}

fn sentence_length(tree: Tree<'_>, token: TokenIx) -> usize {
    tree.parse.sentences[tree.token(token).sentence.0 as usize].range().len()
}
