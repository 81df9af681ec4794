//! Which lexicon entry a frame is: the most specific one whose conditions all hold.

use super::participants::Lookup;
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::{Condition, EventEntry, SlotName, Test};
use annalist_language::{Deprel, Feats, NameKind, TokenIx, Upos};

/// The class of words that "on Monday" and "for two days" are made of: such a phrase fills no slot of an act.
const TIME_PHRASES: &str = "time_phrases";

/// The entry for a frame; `None` where no entry fits or the one that fits says it is no event.
pub(super) fn entry_for<'l>(look: &Lookup<'_, 'l>, frame: &Frame) -> Option<&'l EventEntry> {
    fitting(look, frame).filter(|entry| entry.meaning.is_some())
}

/// The entry that fits, also one that says it is no event.
pub(super) fn fitting<'l>(look: &Lookup<'_, 'l>, frame: &Frame) -> Option<&'l EventEntry> {
    entries(look, frame).iter().find(|entry| fits(look, frame, entry))
}

/// All entries of the predicate's lemma, most specific first.
pub(super) fn entries<'l>(look: &Lookup<'_, 'l>, frame: &Frame) -> &'l [EventEntry] {
    let lemma = look.tree.lemma(frame.predicate).to_lowercase();
    let found = match frame.kind {
        PredicateKind::Verb => look.lexicon.verbs.get(&lemma),
        PredicateKind::Noun if in_persons_name(look, frame.predicate) => None,
        PredicateKind::Noun => {
            let whole = look.tree.hyphenated(frame.predicate);
            whole
                .and_then(|word| look.lexicon.noun_entries(&word))
                .or_else(|| look.lexicon.noun_entries(&lemma))
        }
        PredicateKind::Adjective => look.lexicon.adjectives.get(&lemma),
    };
    found.map_or(&[], Vec::as_slice)
}

/// "Ban Ki-moon", "General Strike": a word of somebody's name names no act.
fn in_persons_name(look: &Lookup<'_, '_>, noun: TokenIx) -> bool {
    look.tree.pos(noun) == Upos::Propn
        && look.tree.parse.names.iter().any(|n| n.kind == NameKind::Person && n.range().contains(&noun.at()))
}

fn fits(look: &Lookup<'_, '_>, frame: &Frame, entry: &EventEntry) -> bool {
    entry.with.iter().all(|word| stands_with(look, frame.predicate, word))
        && entry.run.as_ref().is_none_or(|(words, at)| stands_in(look, frame.predicate, words, *at))
        && entry.conditions.iter().all(|c| holds(look, frame, c))
}

/// Whether the run of lemmas stands in the text with the predicate at its place.
pub(super) fn stands_in(look: &Lookup<'_, '_>, predicate: TokenIx, words: &[String], at: usize) -> bool {
    let Some(first) = predicate.at().checked_sub(at) else { return false };
    let sentence = look.tree.parse.sentences[look.tree.token(predicate).sentence.0 as usize].range();
    first >= sentence.start
        && first + words.len() <= sentence.end
        && words.iter().enumerate().all(|(i, word)| {
            let token = TokenIx((first + i) as u32);
            look.tree.lemma(token).eq_ignore_ascii_case(word)
                || look.tree.form(token).eq_ignore_ascii_case(word)
        })
}

/// Particles, fixed objects and the prepositions of arguments count as standing with the predicate.
pub(super) fn stands_with(look: &Lookup<'_, '_>, predicate: TokenIx, word: &str) -> bool {
    let tree = look.tree;
    // "rolled back tariffs", "let free the prisoners": right behind the verb it is its particle, wherever the tree hangs it
    let next = TokenIx(predicate.0 + 1);
    let behind = next.at() < tree.parse.tokens.len()
        && tree.token(next).sentence == tree.token(predicate).sentence
        && tree.is_verb(predicate)
        && tree.form(next).eq_ignore_ascii_case(word);
    behind
        || tree.children(predicate).any(|child| {
            tree.lemma(child).eq_ignore_ascii_case(word)
                || tree.form(child).eq_ignore_ascii_case(word)
                || (matches!(tree.rel(child), Deprel::Obl | Deprel::Nmod | Deprel::Obj | Deprel::OblUnmarked)
                    && tree
                        .children_by(child, &[Deprel::Case])
                        .any(|c| tree.form(c).eq_ignore_ascii_case(word)))
        })
}

pub(super) fn holds(look: &Lookup<'_, '_>, frame: &Frame, condition: &Condition) -> bool {
    let found = match (&condition.slot, &condition.test) {
        (None, Test::Bare(property)) => has_property(look, frame, property),
        (Some(SlotName::Preposition(name)), Test::Any) => frame
            .fillers(&Slot::Preposition(name.clone()))
            .any(|head| !look.lexicon.in_class(TIME_PHRASES, &look.tree.lemma(head).to_lowercase())),
        (Some(slot), test) => fillers(look, frame, slot).into_iter().any(|head| passes(look, head, test)),
        (None, _) => false,
    };
    found != condition.negated
}

fn has_property(look: &Lookup<'_, '_>, frame: &Frame, property: &str) -> bool {
    match property {
        "xcomp" => frame.filler(&Slot::OpenComplement).is_some(),
        "ccomp" => frame.filler(&Slot::ClauseComplement).is_some(),
        "noobj" => frame.filler(&Slot::Object).is_none(),
        "passive" => frame.passive,
        "active" => !frame.passive,
        "plural" => look.tree.has(frame.predicate, Feats::PLURAL),
        _ => false,
    }
}

/// The heads that fill a lexicon slot of a frame.
pub(super) fn fillers(look: &Lookup<'_, '_>, frame: &Frame, slot: &SlotName) -> Vec<TokenIx> {
    let tree = look.tree;
    let of = |slot: Slot| frame.fillers(&slot).map(|head| meant(look, head)).collect::<Vec<_>>();
    match slot {
        SlotName::Subject => of(Slot::Subject),
        SlotName::Object => of(Slot::Object),
        SlotName::Indirect => of(Slot::Indirect),
        SlotName::Possessor => of(Slot::Possessor),
        // of a verb: what stands before its object ("hold a joint exercise")
        SlotName::Modifier if frame.kind == PredicateKind::Verb => {
            let objects = frame.fillers(&Slot::Object);
            objects.flat_map(|o| tree.children_by(o, &[Deprel::Amod, Deprel::Compound])).collect()
        }
        SlotName::Modifier => of(Slot::Modifier),
        SlotName::Preposition(name) => {
            let mut own = of(Slot::Preposition(name.clone()));
            if name == "of" && frame.kind == PredicateKind::Verb {
                own.extend(of_object(look, frame));
            }
            own.extend(of_antecedent(look, frame, name));
            own
        }
        SlotName::OpenComplement => of(Slot::OpenComplement),
        SlotName::ClauseComplement => of(Slot::ClauseComplement),
        SlotName::OpenSubject => {
            let complement = frame.filler(&Slot::OpenComplement);
            let own = complement.and_then(|c| tree.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]));
            own.into_iter().chain(of(Slot::Object)).collect()
        }
        SlotName::ClauseSubject => clause_subject(look, frame).into_iter().collect(),
        SlotName::ClausePossessor => {
            let complement =
                frame.filler(&Slot::ClauseComplement).or_else(|| frame.filler(&Slot::OpenComplement));
            complement
                .into_iter()
                .flat_map(|c| tree.children_by(c, &[Deprel::NmodPoss, Deprel::Nsubj]))
                .collect()
        }
        SlotName::Speaker | SlotName::None => Vec::new(),
    }
}

/// "it" stands for the thing last spoken of as an object or subject, where it stands for nobody.
fn meant(look: &Lookup<'_, '_>, head: TokenIx) -> TokenIx {
    antecedent(look, head).unwrap_or(head)
}

fn antecedent(look: &Lookup<'_, '_>, head: TokenIx) -> Option<TokenIx> {
    let tree = look.tree;
    if tree.lemma(head) != "it" {
        return None;
    }
    // an object "it" goes on from the object before: "threatened to cancel the pact and suspended it"
    let stands_for_somebody = look.actors.at(head).is_some();
    if stands_for_somebody && tree.rel(head) != Deprel::Obj {
        return None;
    }
    let sentence = tree.token(head).sentence.0;
    let first = tree.parse.sentences[sentence.saturating_sub(1) as usize].tokens.0;
    let things = (first.0..head.0).rev().map(TokenIx).filter(|t| {
        let core = matches!(tree.rel(*t), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass);
        core && tree.pos(*t) == Upos::Noun && look.actors.at(*t).is_none() && !tree.has(*t, Feats::PLURAL)
    });
    // an object of the same sentence first, then any
    let mut things = things.collect::<Vec<_>>();
    things.sort_by_key(|t| tree.rel(*t) != Deprel::Obj);
    let parallel = |t: &TokenIx| {
        !stands_for_somebody
            || (tree.rel(*t) == Deprel::Obj && tree.token(*t).sentence == tree.token(head).sentence)
    };
    things.into_iter().find(parallel)
}

/// What the thing that "it" stands for was with, to or from.
fn of_antecedent(look: &Lookup<'_, '_>, frame: &Frame, preposition: &str) -> Vec<TokenIx> {
    let tree = look.tree;
    let thing = frame.filler(&Slot::Object).and_then(|o| antecedent(look, o));
    let beside = thing.into_iter().flat_map(|t| {
        // parsers hang "with X" on the noun or on its verb
        tree.children(t).chain(tree.head(t).into_iter().flat_map(|v| tree.children(v)))
    });
    beside.filter(|c| tree.case(*c).as_deref() == Some(preposition)).collect()
}

/// "announced a suspension of aid": what the object is of.
fn of_object(look: &Lookup<'_, '_>, frame: &Frame) -> Vec<TokenIx> {
    let tree = look.tree;
    let objects = frame.fillers(&Slot::Object).flat_map(|o| tree.children_by(o, &[Deprel::Nmod]));
    objects.filter(|c| tree.case(*c).as_deref() == Some("of")).collect()
}

fn clause_subject(look: &Lookup<'_, '_>, frame: &Frame) -> Option<TokenIx> {
    let clause = frame.filler(&Slot::ClauseComplement)?;
    look.tree.child(clause, &[Deprel::Nsubj, Deprel::NsubjPass])
}

fn passes(look: &Lookup<'_, '_>, head: TokenIx, test: &Test) -> bool {
    let heads = look.tree.conjuncts(head).into_iter().flat_map(|h| std::iter::once(h).chain(look.inside(h)));
    match test {
        Test::Any => true,
        Test::Words(words) => heads.into_iter().any(|h| is_one_of(look, h, words)),
        Test::Kind(kind) => heads.into_iter().any(|h| look.is_kind(h, kind)),
        Test::Bare(_) => false,
    }
}

fn is_one_of(look: &Lookup<'_, '_>, head: TokenIx, words: &[String]) -> bool {
    let tree = look.tree;
    let lemma = tree.lemma(head).to_lowercase();
    let mut compound = tree
        .children_by(head, &[Deprel::Compound, Deprel::Amod])
        .map(|c| format!("{} {lemma}", tree.lemma(c).to_lowercase()))
        .collect::<Vec<_>>();
    compound.extend(tree.hyphenated(head));
    let matches = |word: &str| word == lemma || compound.iter().any(|c| c == word);
    words.iter().any(|word| match word.strip_prefix('@') {
        Some(class) => look
            .lexicon
            .classes
            .get(class)
            .is_some_and(|set| set.contains(&lemma) || compound.iter().any(|c| set.contains(c))),
        None => matches(word),
    })
}
