//! Whether those harmed bore arms, as far as their description tells.

use super::people::{is_person_name, of_what};
use super::{Category, Harm, VICTIMS};
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};

/// The category of a phrase: by its noun, its modifiers, what it is a member of; mixed where coordinated parts differ.
pub(super) fn category(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Category {
    let found = one(tree, head, harm);
    let others = tree.children_by(head, &[Deprel::Conj]).map(|c| one(tree, c, harm));
    others.fold(found, |a, b| if a == b || b == Category::Unknown { a } else { joined(a, b) })
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
    let title = || {
        (is_person_name(tree, head))
            .then(|| tree.head(head))
            .flatten()
            .and_then(|up| apposed(tree, head, up, harm))
    };
    around.or_else(of).or_else(title).unwrap_or(Category::Unknown)
}

fn around_word(tree: Tree<'_>, head: TokenIx, harm: Harm) -> Option<Category> {
    tree.children_by(head, &[Deprel::Compound, Deprel::Amod]).find_map(|c| word(tree, c, harm))
}

/// `the general, Qasem Soleimani`: the name hangs on its title.
fn apposed(tree: Tree<'_>, name: TokenIx, up: TokenIx, harm: Harm) -> Option<Category> {
    (tree.rel(name) == Deprel::Appos).then(|| word(tree, up, harm)).flatten()
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
