//! What a prediction says: which way, and of what.

use super::Inputs;
use super::future::is_denied;
use super::lexicon::{Course, Direction};
use crate::frames::{Frame, Slot, lemma_with_particle};
use crate::lexicon::SlotName;
use annalist_language::{Deprel, TokenIx, Upos};

/// Most words that say what is predicted.
const LONGEST: u32 = 12;
/// How deep "even more of an uptick in attacks" may nest.
const MAX_DEPTH: usize = 4;

/// The direction of a predicted verb or noun, and what it is the direction of.
pub(super) fn of(inputs: Inputs<'_>, predicted: TokenIx) -> (Direction, String) {
    let tree = inputs.tree;
    let subject = tree.child(predicted, &[Deprel::Nsubj]).filter(|s| tree.is_nominal(*s));
    if let Some(subject) = subject.filter(|_| tree.pos(predicted) == Upos::Adj) {
        let direction = if is_denied(inputs, predicted) { Direction::NotOccur } else { Direction::Occur };
        return (direction, called(inputs, subject));
    }
    if tree.pos(predicted) != Upos::Verb {
        let (direction, what) = of_noun(inputs, predicted, 0);
        return (direction, called(inputs, what));
    }
    let frame = inputs.frames.iter().find(|f| f.predicate == predicted);
    let course = inputs.lexicon.forecasts.course("verb", &lemma_with_particle(tree, predicted));
    let (direction, what) = match (frame, course) {
        (Some(frame), Some(course)) => of_verb(inputs, frame, course),
        _ => (Direction::Occur, None),
    };
    let what = what.map_or_else(|| doing(inputs, predicted), |w| called(inputs, w));
    (if is_denied(inputs, predicted) { direction.denied() } else { direction }, what)
}

fn of_verb(inputs: Inputs<'_>, frame: &Frame, course: &Course) -> (Direction, Option<TokenIx>) {
    let tree = inputs.tree;
    let filler = course.what.iter().find_map(|slot| match slot {
        SlotName::Subject if frame.passive => None,
        SlotName::Subject => frame.filler(&Slot::Subject),
        SlotName::Object => frame.filler(&Slot::Object),
        SlotName::Preposition(name) => {
            let slot = Slot::Preposition(name.clone());
            frame.filler(&slot)
        }
        _ => None,
    });
    // "the rains will worsen the famine": with an object it is the object that fares so
    let measures = |o: &TokenIx| tree.pos(*o) != Upos::Noun || tree.form(*o) == "%";
    let object = frame.filler(&Slot::Object).filter(|o| !frame.passive && !measures(o));
    let changes = matches!(course.direction, Direction::Increase | Direction::Decrease | Direction::End);
    let what = if changes && object.is_some() { object } else { filler.or(object) };
    let what = what.filter(|w| tree.pos(*w) != Upos::Pron);
    match what {
        // "cause an uptick in attacks": the noun says which way
        Some(noun) if course.direction == Direction::Occur && course.what != [SlotName::Subject] => {
            let (direction, what) = of_noun(inputs, noun, 0);
            (direction, Some(what))
        }
        other => (course.direction, other),
    }
}

/// "an uptick in attacks": more attacks; "more of the same": what is below.
fn of_noun(inputs: Inputs<'_>, noun: TokenIx, depth: usize) -> (Direction, TokenIx) {
    let tree = inputs.tree;
    let below = |names: &[&str]| {
        tree.children_by(noun, &[Deprel::Nmod, Deprel::Obl])
            .find(|c| tree.case(*c).is_some_and(|case| names.contains(&case.as_str())))
    };
    if let Some(course) = inputs.lexicon.forecasts.course("noun", &tree.lemma(noun).to_lowercase()) {
        return (course.direction, below(&["in", "of", "to"]).unwrap_or(noun));
    }
    let passes = inputs.lexicon.is_transparent(tree.lemma(noun))
        || matches!(tree.form(noun), "more" | "much" | "most");
    if let Some(inner) = below(&["of"]).filter(|_| passes && depth < MAX_DEPTH) {
        return of_noun(inputs, inner, depth + 1);
    }
    let mut modifiers = tree.children_by(noun, &[Deprel::Amod]);
    let more = modifiers.find_map(|m| inputs.lexicon.forecasts.course("adj", &tree.form(m).to_lowercase()));
    (more.map_or(Direction::Occur, |c| c.direction), noun)
}

/// The type of the act that a noun names, or its words.
fn called(inputs: Inputs<'_>, noun: TokenIx) -> String {
    let tree = inputs.tree;
    if let Some(event) = inputs.events.iter().find(|e| e.trigger == noun) {
        return event.meaning.kind.label().to_string();
    }
    let (first, last) = tree.clause_reach(noun);
    words(inputs, first, last.max(noun))
}

/// The type of the act that a verb names, or its words with what follows.
fn doing(inputs: Inputs<'_>, verb: TokenIx) -> String {
    if let Some(event) = inputs.events.iter().find(|e| e.trigger == verb) {
        return event.meaning.kind.label().to_string();
    }
    let (first, last) = inputs.tree.clause_reach(verb);
    // of a passive the words are those to whom it is done
    let from = if inputs.tree.is_passive(verb) { first } else { verb };
    words(inputs, from, last.max(verb))
}

fn words(inputs: Inputs<'_>, first: TokenIx, last: TokenIx) -> String {
    let last = TokenIx(last.0.min(first.0 + LONGEST - 1));
    let span = inputs.tree.trimmed(first, last);
    inputs.tree.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a verb brings something about: cause, lead to.
pub(super) fn causes(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let course = inputs.lexicon.forecasts.course("verb", &lemma_with_particle(inputs.tree, verb));
    course.is_some_and(|c| c.direction == Direction::Occur && c.what != [SlotName::Subject])
}

/// Whether a verb says what its subject does by itself: rise, settle down.
pub(super) fn moves(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let course = inputs.lexicon.forecasts.course("verb", &lemma_with_particle(inputs.tree, verb));
    course.is_some_and(|c| c.what == [SlotName::Subject])
}
