//! Whether those harmed bore arms, as far as their description tells.

use super::people::{name_of, of_what};
use super::{Category, Harm, VICTIMS};
use crate::tree::Tree;
use annalist_language::{Deprel, Name, NameKind, TokenIx, Upos};

/// The category of a phrase: by its noun, its modifiers, what it is a member of, what is said of its name elsewhere.
pub(super) fn category(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Category {
    one(tree, head, harm)
}

/// The category of a phrase with those coordinated with it; mixed where they differ.
pub(super) fn category_of_all(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Category {
    let others = tree.children_by(head, &[Deprel::Conj]).map(|c| one(tree, c, harm));
    others.fold(one(tree, head, harm), |a, b| if a == b || b == Category::Unknown { a } else { joined(a, b) })
}

fn joined(a: Category, b: Category) -> Category {
    if a == Category::Unknown { b } else { Category::Mixed }
}

fn one(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Category {
    if let Some(found) = word(tree, head, harm) {
        return found;
    }
    let modifiers = [Deprel::Compound, Deprel::Amod, Deprel::Appos, Deprel::NmodDesc, Deprel::Flat];
    let around = tree.children_by(head, &modifiers).find_map(|c| word(tree, c, harm));
    let of = || of_what(tree, head).and_then(|c| word(tree, c, harm).or_else(|| around_word(tree, c, harm)));
    // "seventeen from the armed forces"
    let from = || {
        let mut below = tree.children_by(head, &[Deprel::Nmod, Deprel::Obl]);
        let source = below.find(|c| tree.case(*c).as_deref() == Some("from"))?;
        word(tree, source, harm).or_else(|| around_word(tree, source, harm))
    };
    around.or_else(of).or_else(from).or_else(|| named(tree, head, harm)).unwrap_or(Category::Unknown)
}

/// What the text calls a person by name: the word before any telling of the name, or an apposition to it.
fn named(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Option<Category> {
    let last = |n: Name| tree.form(TokenIx(n.range().end as u32 - 1));
    let name = name_of(tree, head)?;
    let same = tree.parse.names.iter().filter(|n| n.kind == NameKind::Person && last(**n) == last(name));
    same.into_iter().find_map(|n| {
        let first = n.tokens.0;
        let before = first
            .0
            .checked_sub(1)
            .map(TokenIx)
            .filter(|b| tree.token(*b).sentence == tree.token(first).sentence);
        let before = before
            .filter(|b| matches!(tree.pos(*b), Upos::Noun | Upos::Propn))
            .and_then(|b| word(tree, b, harm));
        let apposed = || n.range().find_map(|i| beside(tree, TokenIx(i as u32), harm));
        before.or_else(apposed)
    })
}

/// An apposition to a word, or the word it is apposed to.
fn beside(tree: Tree<'_>, i: TokenIx, harm: Harm) -> Option<Category> {
    let below = tree
        .children_by(i, &[Deprel::Appos])
        .flat_map(|c| tree.conjuncts(c))
        .find_map(|c| word(tree, c, harm));
    let above =
        || (tree.rel(i) == Deprel::Appos).then(|| tree.head(i)).flatten().and_then(|up| word(tree, up, harm));
    below.or_else(above)
}

fn around_word(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Option<Category> {
    tree.children_by(head, &[Deprel::Compound, Deprel::Amod]).find_map(|c| word(tree, c, harm))
}

fn word(tree: Tree<'_>, i: TokenIx, harm: Harm) -> Option<Category> {
    let lemma = tree.lemma(i).to_lowercase();
    let phrase = phrase(tree, i, &lemma);
    let has = |section: &str| {
        VICTIMS.has(section, &lemma) || phrase.as_deref().is_some_and(|p| VICTIMS.has(section, p))
    };
    if has("combatant") {
        return Some(Category::Combatant);
    }
    let held = matches!(harm, Harm::Detained | Harm::Displaced | Harm::Abducted) && has("civilian when held");
    (has("civilian") || held).then_some(Category::Civilian)
}

/// The word with the one before it: `coast guard`, `armed forces`.
fn phrase(tree: Tree<'_>, i: TokenIx, lemma: &str) -> Option<String> {
    let before = TokenIx(i.0.checked_sub(1)?);
    let same = tree.token(before).sentence == tree.token(i).sentence && tree.pos(before) != Upos::Punct;
    let word = if tree.pos(i) == Upos::Propn { tree.form(i).to_lowercase() } else { lemma.to_owned() };
    same.then(|| format!("{} {word}", tree.form(before).to_lowercase()))
}
