//! Predicates with their arguments: verbs, eventive nouns and predicative adjectives, seen through passives, control,
//! relative clauses, coordination, participles and light verbs.

mod arguments;
mod learned;

pub(crate) use arguments::{lemma_with_particle, of_noun};

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};

/// A predicate and what fills its slots.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The word that names the act.
    pub predicate: TokenIx,
    /// What kind of word it is.
    pub kind: PredicateKind,
    /// The verb whose tense, mood and subject the predicate takes: itself for a verb, the light verb or copula's clause for a noun.
    pub carrier: TokenIx,
    /// What fills which slot.
    pub args: Vec<Argument>,
    /// Whether the logical object stands as subject.
    pub passive: bool,
}

/// The word class of a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PredicateKind {
    /// A verb.
    Verb,
    /// A noun that names an act.
    Noun,
    /// An adjective or participle as predicate.
    Adjective,
}

/// One filled slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The slot.
    pub slot: Slot,
    /// Head of the phrase that fills it.
    pub head: TokenIx,
}

/// The slots of predicates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Logical subject.
    Subject,
    /// Logical object.
    Object,
    /// Indirect object.
    Indirect,
    /// Possessor of a noun.
    Possessor,
    /// Adjective or noun before a noun.
    Modifier,
    /// A prepositional phrase, by its preposition.
    Preposition(String),
    /// Infinitive or other open complement.
    OpenComplement,
    /// Clause complement.
    ClauseComplement,
}

impl Frame {
    /// The heads that fill a slot.
    pub fn fillers<'f>(&'f self, slot: &'f Slot) -> impl Iterator<Item = TokenIx> + 'f {
        self.args.iter().filter(move |a| a.slot == *slot).map(|a| a.head)
    }

    /// The first head that fills a slot.
    pub fn filler(&self, slot: &Slot) -> Option<TokenIx> {
        self.fillers(slot).next()
    }
}

/// All frames of a text, in text order of their predicates. Nouns are taken up only when the lexicon knows them.
pub fn find(tree: Tree<'_>, lexicon: &Lexicon) -> Vec<Frame> {
    let tokens = (0..tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    let mut frames: Vec<Frame> = tokens.filter_map(|i| frame(tree, lexicon, i)).collect();
    for frame in &mut frames {
        learned::complete(tree, frame);
    }
    frames
}

fn frame(tree: Tree<'_>, lexicon: &Lexicon, i: TokenIx) -> Option<Frame> {
    match tree.pos(i) {
        Upos::Verb => Some(arguments::of_verb(tree, lexicon, i)),
        Upos::Noun | Upos::Propn
            if lexicon.is_eventive(&tree.lemma(i).to_lowercase())
                || tree.hyphenated(i).is_some_and(|word| lexicon.is_eventive(&word)) =>
        {
            Some(arguments::of_noun(tree, lexicon, i))
        }
        Upos::Adj if tree.child(i, &[Deprel::Cop]).is_some() || tree.rel(i) == Deprel::Xcomp => {
            Some(arguments::of_adjective(tree, lexicon, i))
        }
        _ => None,
    }
}
