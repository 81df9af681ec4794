//! Demands in attributed speech: "they must leave", "foreign powers should withdraw" are REQUEST by the speaker to whoever
//! should act, unless the speakers bind themselves ("we must act").
//! The modals are in `lexicon/demands.txt`.

use super::participants::{Lookup, Part};
use super::{Event, Inputs, status};
use crate::actors::{Actors, EntityIx, Kind};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::Meaning;
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_world::codebook::EventType;

pub(super) fn find(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &[Event]) -> Vec<Event> {
    let verbs = inputs.frames.iter().filter(|f| f.kind == PredicateKind::Verb);
    verbs
        .filter_map(|frame| demand(inputs, look, events, frame, asking_word(inputs, frame.predicate)?))
        .collect()
}

/// The modal of a verb ("must withdraw"), or the adjective whose clause it heads ("it is vital that they withdraw").
fn asking_word(inputs: Inputs<'_>, verb: TokenIx) -> Option<TokenIx> {
    let tree = inputs.tree;
    let known = |i: &TokenIx| inputs.lexicon.demands.contains(tree.lemma(*i));
    let modal = tree.children_by(verb, &[Deprel::Aux]).find(known);
    modal.or_else(|| {
        let clause = matches!(tree.rel(verb), Deprel::Csubj | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl);
        let own_subject = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
        let judges = |h: &TokenIx| match tree.pos(*h) {
            Upos::Adj => own_subject,
            // "it is time for them to go"
            Upos::Noun => tree.child(*h, &[Deprel::Cop]).is_some() && tree.has(verb, Feats::INFINITIVE),
            _ => false,
        };
        tree.head(verb).filter(|h| clause && judges(h)).filter(known)
    })
}

fn demand(
    inputs: Inputs<'_>,
    look: &Lookup<'_, '_>,
    events: &[Event],
    frame: &Frame,
    modal: TokenIx,
) -> Option<Event> {
    let tree = inputs.tree;
    let verb = frame.predicate;
    let voice = inputs.statements.holding(tree, verb)?;
    let statement = inputs.statements.get(voice);
    let speaker = statement.speaker?;
    let entity = inputs.actors.get(speaker);
    let matters = entity.country.is_some() || !entity.sectors.is_empty();
    if !matters || events.iter().any(|e| e.trigger == verb && e.meaning.kind == EventType::Request) {
        return None;
    }
    let slot = if frame.passive { Slot::Object } else { Slot::Subject };
    let addressed = asked_of_time(inputs, modal).or_else(|| frame.filler(&slot))?;
    if tree.has(addressed, Feats::FIRST_PERSON) || is_inanimate(inputs, addressed, frame) {
        return None;
    }
    let recipients: Vec<Part> =
        look.somebody(addressed, true, 0).into_iter().filter(|p| p.entity != speaker).collect();
    // "Britain must leave", says Britain's prime minister: nobody else is asked
    let own = |p: &Part| {
        let asked = inputs.actors.get(p.entity);
        asked.kind == Kind::State && asked.country.is_some() && asked.country == entity.country
    };
    if recipients.iter().any(own) {
        return None;
    }
    if recipients.is_empty()
        && !tree.has(addressed, Feats::SECOND_PERSON)
        && !is_side(inputs, addressed)
        && !frame.passive
    {
        return None;
    }
    let (first, last) = tree.clause_reach(verb);
    let meaning = Meaning { kind: EventType::Request, modes: vec!["change".into()], cameo: "100".into() };
    let mut event = Event::spoken(meaning, verb, tree.trimmed(first, last));
    event.actors = vec![spoken_by(inputs.actors, tree, speaker, statement.cue.unwrap_or(verb))];
    event.recipients = recipients;
    event.voice = Some(voice);
    event.rule = format!("demands.txt ({})", tree.lemma(modal));
    Some(event).filter(|_| !status::is_conditional(tree, inputs.lexicon, verb))
}

/// "it is time for them to go": who stands in the for-phrase of the noun.
fn asked_of_time(inputs: Inputs<'_>, word: TokenIx) -> Option<TokenIx> {
    let tree = inputs.tree;
    let phrases = tree.children_by(word, &[Deprel::Nmod, Deprel::Obl]);
    phrases.into_iter().find(|p| tree.pos(word) == Upos::Noun && tree.case(*p).as_deref() == Some("for"))
}

/// Those who can be asked without being named: they, the parties, the sides.
fn is_side(inputs: Inputs<'_>, addressed: TokenIx) -> bool {
    inputs.tree.lemma(addressed) == "they" || inputs.lexicon.in_class("sides", inputs.tree.lemma(addressed))
}

/// "the figures should improve": nobody is asked to do anything.
fn is_inanimate(inputs: Inputs<'_>, addressed: TokenIx, frame: &Frame) -> bool {
    matches!(inputs.tree.lemma(addressed), "it" | "this" | "that" | "there" | "what") && !frame.passive
}

/// The speaker's mention nearest to the cue, so that the span names them.
pub(super) fn spoken_by(actors: &Actors, tree: Tree<'_>, speaker: EntityIx, cue: TokenIx) -> Part {
    let mentions = &actors.get(speaker).mentions;
    let nearest = mentions.iter().min_by_key(|(h, _)| h.0.abs_diff(cue.0));
    let (head, span) = nearest.map_or((cue, tree.token(cue).span), |(h, s)| (*h, *s));
    Part { entity: speaker, span, head }
}
