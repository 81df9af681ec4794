//! Figures that are told more than once.

use super::find::Draft;
use super::people::{is_definite, is_one_pronoun, name_of};
use super::{Harm, Toll};
use crate::tree::Tree;
use annalist_language::{Name, TokenIx, Upos};

/// Leaves one draft of each single person: a later `the man died` or `his killing` is no new figure. The fullest telling
/// is kept, by a verb rather than a noun.
pub(super) fn without_retold(tree: Tree<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut keep = vec![true; drafts.len()];
    for i in 0..drafts.len() {
        if drafts[i].figure.told {
            continue;
        }
        for j in 0..i {
            if keep[j] && keep[i] && is_retold(tree, &drafts[j], &drafts[i]) {
                let better = !drafts[j].figure.told
                    && tree.is_verb(drafts[i].predicate)
                    && !tree.is_verb(drafts[j].predicate);
                keep[if better { j } else { i }] = false;
            }
        }
    }
    let place: Vec<Option<usize>> = keep
        .iter()
        .scan(0, |n, kept| {
            let here = kept.then_some(*n);
            *n += usize::from(*kept);
            Some(here)
        })
        .collect();
    let mut left: Vec<Draft> = drafts.into_iter().zip(&keep).filter(|(_, k)| **k).map(|(d, _)| d).collect();
    for draft in &mut left {
        draft.part_of = draft.part_of.and_then(|whole| place[whole]);
    }
    left
}

/// Whether a later single person is the one of an earlier draft.
fn is_retold(tree: Tree<'_>, earlier: &Draft, later: &Draft) -> bool {
    if earlier.harm != later.harm {
        return false;
    }
    let (a, b) = (earlier.figure.head, later.figure.head);
    if is_one_pronoun(tree, b) {
        return !earlier.figure.told;
    }
    let sentence = |t: TokenIx| tree.token(t).sentence.0;
    let near = sentence(b) - sentence(a) <= 5;
    let same_word = tree.lemma(a) == tree.lemma(b);
    match (name_of(tree, a), name_of(tree, b)) {
        (Some(a), Some(b)) => shares_name(tree, a, b),
        // A name told after `a man was killed` or beside `the general ,` says who it was.
        (None, Some(_)) if !earlier.figure.told => near && (sentence(a) < sentence(b) || b.0 - a.0 <= 3),
        (None, Some(_)) => false,
        _ => (is_definite(tree, b) && (near || same_word)) || (same_word && near),
    }
}

fn shares_name(tree: Tree<'_>, a: Name, b: Name) -> bool {
    let word = |i: usize| tree.form(TokenIx(i as u32)).to_lowercase();
    let last = |n: Name| word(n.range().end - 1);
    a.range().any(|i| word(i) == last(b)) || b.range().any(|i| word(i) == last(a))
}

/// Most tellings of one figure that are joined, and how many figures back they are looked for: a text that repeats itself
/// more often is no report, and every telling names all the others.
const TELLINGS: usize = 50;
const REACH: usize = 1000;

/// Joins figures of one harm that tell the same number in different sentences: they are one figure told twice.
pub(super) fn join(tree: Tree<'_>, tolls: &mut [Toll]) {
    for i in 0..tolls.len() {
        for j in i.saturating_sub(REACH)..i {
            let full = tolls[i].same_as.len() >= TELLINGS || tolls[j].same_as.len() >= TELLINGS;
            if !full && same_figure(tree, &tolls[j], &tolls[i]) {
                tolls[i].same_as.push(j);
                tolls[j].same_as.push(i);
            }
        }
    }
}

fn same_figure(tree: Tree<'_>, a: &Toll, b: &Toll) -> bool {
    let apart = tree.token(a.victims.head).sentence != tree.token(b.victims.head).sentence;
    let told = a.number.is_some() && b.number.is_some() && a.harm == b.harm;
    let count = match (a.best, b.best) {
        (Some(a), Some(b)) => a == b && a > 0,
        _ => (a.low, a.high) == (b.low, b.high) && a.best == b.best,
    };
    let (wa, wb) = (tree.lemma(a.victims.head), tree.lemma(b.victims.head));
    let alike = wa == wb || generic(tree, a.victims.head) || generic(tree, b.victims.head);
    let small = a.best.is_some_and(|n| n <= 3);
    let ranks = a.part_of.is_some() == b.part_of.is_some();
    apart && told && count && ranks && if small { wa == wb } else { alike || a.harm != Harm::Killed }
}

/// A word that could stand for any people.
fn generic(tree: Tree<'_>, i: TokenIx) -> bool {
    matches!(tree.pos(i), Upos::Num | Upos::Adj | Upos::Verb) || super::VICTIMS.has("person", tree.lemma(i))
}
