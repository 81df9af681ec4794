//! Words that predict: "is expected to", "are likely to", "warned that … could", "fears of".

use super::future::{has_perfect, hedged, is_denied, is_infinitive, is_own_side, modality};
use super::{Direction, Found, Inputs};
use crate::actors::{EntityIx, Kind};
use crate::events::Certainty;
use crate::forecasts::lexicon::Cue;
use crate::frames::{Frame, PredicateKind, Slot, lemma_with_particle};
use crate::lexicon::SlotName;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_world::codebook::EventType;

pub(super) fn find(inputs: Inputs<'_>) -> Vec<Found> {
    let verbs = inputs.frames.iter().filter(|f| f.kind == PredicateKind::Verb);
    let mut found: Vec<Found> = verbs.flat_map(|frame| by_verb(inputs, frame)).collect();
    for i in (0..inputs.tree.parse.tokens.len()).map(|i| TokenIx(i as u32)) {
        match inputs.tree.pos(i) {
            Upos::Adj | Upos::Verb => found.extend(by_adjective(inputs, i)),
            Upos::Adv => found.extend(by_adverb(inputs, i)),
            Upos::Noun => found.extend(by_noun(inputs, i)),
            _ => {}
        }
    }
    found
}

/// Who holds the expectation: the subject of a verb, the possessor of a noun.
pub(super) fn holder(inputs: Inputs<'_>, cue: TokenIx) -> Option<EntityIx> {
    let tree = inputs.tree;
    let head = match tree.pos(cue) {
        Upos::Verb => {
            let frame = inputs.frames.iter().find(|f| f.predicate == cue)?;
            frame.filler(&Slot::Subject)
        }
        _ => tree.child(cue, &[Deprel::NmodPoss]),
    };
    let ix = inputs.actors.at(head?)?;
    (inputs.actors.get(ix).kind != Kind::Unknown).then_some(ix)
}

fn clause(inputs: Inputs<'_>, head: TokenIx) -> annalist_reports::ByteSpan {
    let (first, last) = inputs.tree.clause_reach(head);
    inputs.tree.trimmed(first, last)
}

fn by_verb(inputs: Inputs<'_>, frame: &Frame) -> Vec<Found> {
    let (tree, verb) = (inputs.tree, frame.predicate);
    let Some(cue) = inputs.lexicon.forecasts.cue("verb", &lemma_with_particle(tree, verb)) else {
        return Vec::new();
    };
    // "the feared attack", "had expected": no prediction any more
    if tree.rel(verb) == Deprel::Amod || has_perfect(inputs, verb) {
        return Vec::new();
    }
    for slot in &cue.what {
        let found: Vec<Found> = match slot {
            SlotName::OpenComplement => open(inputs, frame, cue).into_iter().collect(),
            SlotName::ClauseComplement => frame
                .filler(&Slot::ClauseComplement)
                .into_iter()
                .flat_map(|c| clauses(inputs, c, verb, cue))
                .collect(),
            SlotName::Object if !frame.passive => nominal(inputs, frame, &Slot::Object, cue),
            SlotName::Subject => nominal(inputs, frame, &Slot::Subject, cue),
            SlotName::Preposition(name) => nominal(inputs, frame, &Slot::Preposition(name.clone()), cue),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// "is expected to rise", "expects prices to rise"; who expects to do something himself plans it.
fn open(inputs: Inputs<'_>, frame: &Frame, cue: &Cue) -> Option<Found> {
    let tree = inputs.tree;
    let predicted = frame.filler(&Slot::OpenComplement)?;
    let thing = |slot: &Slot| frame.filler(slot).is_some_and(|s| !is_somebody(inputs, s));
    let raised = if cue.plan {
        frame.filler(&Slot::Subject).is_some_and(|s| happens(inputs, s))
    } else {
        frame.passive || frame.filler(&Slot::Object).is_some() || thing(&Slot::Subject)
    };
    let named = tree.lemma(predicted).to_lowercase();
    let plain = is_infinitive(inputs, predicted) || tree.lemma(frame.predicate) == "risk";
    if !raised || !plain || inputs.lexicon.forecasts.is_scheduled(&named) || !tree.is_verb(predicted) {
        return None;
    }
    let turned = cue.turned != is_denied(inputs, frame.predicate);
    let certainty = hedged(inputs, frame.predicate, cue.certainty);
    let evidence = clause(inputs, frame.predicate);
    Some(Found { predicted, cue: Some(frame.predicate), certainty, turned, evidence })
}

/// A that-clause and those coordinated with it, so far as they speak of what is to come.
fn clauses(inputs: Inputs<'_>, head: TokenIx, verb: TokenIx, cue: &Cue) -> Vec<Found> {
    let denied = is_denied(inputs, verb);
    // what a speaker merely thinks or believes predicts only by its own modal
    let all = inputs.tree.conjuncts(head).into_iter();
    all.filter_map(|c| {
        let modal = modality(inputs, c)?;
        if is_plan(inputs, verb, c) || !may_end(inputs, c) {
            return None;
        }
        Some(Found {
            predicted: c,
            cue: Some(verb),
            certainty: hedged(inputs, c, weaker(modal, cue.certainty)),
            turned: cue.turned != denied,
            evidence: clause(inputs, c),
        })
    })
    .collect()
}

/// What those who expect it would do themselves, or what is on a timetable.
fn is_plan(inputs: Inputs<'_>, cue: TokenIx, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    let named = lemma_with_particle(tree, verb);
    let words = &inputs.lexicon.forecasts;
    if words.course("verb", &named).is_some() {
        return false;
    }
    let subject = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let own = subject.is_some_and(|s| {
        let doer = inputs.actors.at(s);
        let speaker = holder(inputs, cue).or_else(|| {
            let statement = inputs.statements.list.iter().find(|s| s.cue == Some(cue));
            statement.and_then(|s| s.speaker)
        });
        tree.has(s, Feats::FIRST_PERSON)
            || matches!((speaker, doer), (Some(a), Some(b)) if is_own_side(inputs, a, b))
    });
    // "fears that the vote will be held": a warning of what is on a timetable is still a warning
    own || (words.is_scheduled(&named)
        && words.cue("verb", tree.lemma(cue)).is_none_or(|c| c.certainty != Certainty::Possible))
}

/// Of things that end only what goes on ends in this sense: a war, not a pipeline.
pub(super) fn may_end(inputs: Inputs<'_>, verb: TokenIx) -> bool {
    let tree = inputs.tree;
    let course = inputs.lexicon.forecasts.course("verb", &lemma_with_particle(tree, verb));
    let frame = inputs.frames.iter().find(|f| f.predicate == verb);
    match (course, frame) {
        (Some(course), Some(frame)) if course.direction == Direction::End => {
            let what = frame.filler(&Slot::Object).or_else(|| frame.filler(&Slot::Subject));
            what.is_none_or(|w| happens(inputs, w) || !matches!(tree.lemma(verb), "end" | "halt"))
        }
        _ => true,
    }
}

fn weaker(a: Certainty, b: Certainty) -> Certainty {
    if a == Certainty::Possible || b == Certainty::Possible {
        Certainty::Possible
    } else if a == Certainty::Probable || b == Certainty::Probable {
        Certainty::Probable
    } else {
        Certainty::Certain
    }
}

/// "fears an attack", "warned of a famine": a noun that names something that happens.
fn nominal(inputs: Inputs<'_>, frame: &Frame, slot: &Slot, cue: &Cue) -> Vec<Found> {
    let tree = inputs.tree;
    if is_denied(inputs, frame.predicate) {
        return Vec::new();
    }
    let heads = frame.fillers(slot).filter(|h| happens(inputs, *h));
    let found = heads.map(|predicted| Found {
        predicted,
        cue: Some(frame.predicate),
        certainty: hedged(inputs, frame.predicate, cue.certainty),
        turned: cue.turned,
        evidence: clause(inputs, frame.predicate),
    });
    found.filter(|f| tree.token(f.predicted).sentence == tree.token(frame.predicate).sentence).collect()
}

/// Whether a noun names an act, a course of things or a calamity rather than a thing.
fn happens(inputs: Inputs<'_>, noun: TokenIx) -> bool {
    let tree = inputs.tree;
    let lemma = tree.lemma(noun).to_lowercase();
    tree.pos(noun) == Upos::Noun
        && inputs.actors.at(noun).is_none()
        && (inputs.lexicon.forecasts.course("noun", &lemma).is_some()
            || is_hostile(inputs, &lemma)
            || inputs.lexicon.in_class("foreseeable", &lemma))
}

/// Whether a noun names violence or a calamity.
pub(super) fn is_calamity(inputs: Inputs<'_>, noun: TokenIx) -> bool {
    let lemma = inputs.tree.lemma(noun).to_lowercase();
    let entries = inputs.lexicon.nouns.get(&lemma).into_iter().flatten();
    let violent =
        entries.into_iter().filter_map(|e| e.meaning.as_ref()).any(|m| m.kind == EventType::Assault);
    inputs.actors.at(noun).is_none() && (violent || inputs.lexicon.in_class("foreseeable", &lemma))
}

/// Names of acts that are feared rather than arranged.
fn is_hostile(inputs: Inputs<'_>, lemma: &str) -> bool {
    let entries = inputs.lexicon.nouns.get(lemma).into_iter().flatten();
    entries.into_iter().filter_map(|e| e.meaning.as_ref()).any(|m| {
        matches!(m.kind, EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Mobilize)
    })
}

fn is_somebody(inputs: Inputs<'_>, head: TokenIx) -> bool {
    inputs.actors.at(head).is_some_and(|ix| inputs.actors.get(ix).kind != Kind::Unknown)
        || matches!(inputs.tree.lemma(head), "he" | "she" | "they" | "we" | "i" | "you" | "who")
}

/// "is likely to", "it is unlikely that", "war is inevitable", "an imminent attack".
fn by_adjective(inputs: Inputs<'_>, word: TokenIx) -> Option<Found> {
    let tree = inputs.tree;
    let cue = inputs.lexicon.forecasts.cue("adj", &tree.form(word).to_lowercase())?;
    let takes = |slot: SlotName| cue.what.contains(&slot);
    let found = |predicted, evidence| {
        let turned = cue.turned != is_denied(inputs, word);
        let certainty = hedged(inputs, word, cue.certainty);
        Some(Found { predicted, cue: Some(word), certainty, turned, evidence })
    };
    if tree.rel(word) == Deprel::Amod {
        let noun = tree.head(word).filter(|_| cue.what.len() == 1 && takes(SlotName::Subject))?;
        return found(noun, tree.subtree_span(noun)).filter(|_| happens(inputs, noun));
    }
    let subject = tree.child(word, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let finite =
        tree.child(word, &[Deprel::Cop, Deprel::AuxPass]).is_some() || tree.rel(word) == Deprel::Xcomp;
    let open = tree.child(word, &[Deprel::Xcomp]).filter(|v| tree.is_verb(*v) && is_infinitive(inputs, *v));
    if let Some(verb) = open.filter(|_| takes(SlotName::OpenComplement) && finite) {
        let named = lemma_with_particle(tree, verb);
        let planned = cue.plan && (subject.is_none_or(|s| is_somebody(inputs, s)) || tree.is_passive(verb));
        let scheduled = inputs.lexicon.forecasts.is_scheduled(&named);
        return found(verb, clause(inputs, word)).filter(|_| !planned && !scheduled);
    }
    let that = tree.child(word, &[Deprel::Ccomp, Deprel::Csubj, Deprel::Advcl]);
    if let Some(verb) = that.filter(|v| takes(SlotName::ClauseComplement) && modality(inputs, *v).is_some()) {
        return found(verb, clause(inputs, verb));
    }
    let noun = subject.filter(|s| takes(SlotName::Subject) && finite && happens(inputs, *s))?;
    found(noun, clause(inputs, word)).filter(|_| tree.pos(word) == Upos::Adj)
}

/// "will likely settle".
fn by_adverb(inputs: Inputs<'_>, word: TokenIx) -> Option<Found> {
    let tree = inputs.tree;
    let cue = inputs.lexicon.forecasts.cue("adv", &tree.form(word).to_lowercase())?;
    let verb = tree.head(word).filter(|v| tree.rel(word) == Deprel::Advmod && tree.is_verb(*v))?;
    modality(inputs, verb)?;
    let scheduled = inputs.lexicon.forecasts.is_scheduled(&lemma_with_particle(tree, verb));
    let evidence = clause(inputs, verb);
    let found = Found { predicted: verb, cue: None, certainty: cue.certainty, turned: false, evidence };
    Some(found).filter(|_| !scheduled)
}

/// "fears of a wider war", "the risk of famine", "a warning that prices would rise".
fn by_noun(inputs: Inputs<'_>, word: TokenIx) -> Vec<Found> {
    let tree = inputs.tree;
    let Some(cue) = inputs.lexicon.forecasts.cue("noun", &tree.lemma(word).to_lowercase()) else {
        return Vec::new();
    };
    if matches!(tree.rel(word), Deprel::Compound | Deprel::Amod) {
        return Vec::new();
    }
    let that = tree.child(word, &[Deprel::Ccomp, Deprel::Acl]);
    if let Some(verb) = that.filter(|v| modality(inputs, *v).is_some()) {
        return clauses(inputs, verb, word, cue);
    }
    let below = tree.children_by(word, &[Deprel::Nmod]).filter(|c| {
        let case = tree.case(*c);
        cue.what.iter().any(|s| matches!(s, SlotName::Preposition(p) if Some(p) == case.as_ref()))
    });
    below
        .filter(|c| happens(inputs, *c))
        .map(|predicted| Found {
            predicted,
            cue: Some(word),
            certainty: cue.certainty,
            turned: cue.turned != is_denied(inputs, word),
            evidence: tree.trimmed(word.min(predicted), tree.reach(predicted).1.max(word)),
        })
        .collect()
}
