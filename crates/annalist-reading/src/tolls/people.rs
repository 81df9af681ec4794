//! Whether a noun phrase can be people, and whether it is one person.

use super::VICTIMS;
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, Name, NameKind, TokenIx, Upos};

/// Whether the word is one for people.
pub(super) fn is_person_word(tree: Tree<'_>, i: TokenIx) -> bool {
    let lemma = tree.lemma(i);
    ["combatant", "civilian", "person"].iter().any(|s| VICTIMS.has(s, lemma)) || lemma.ends_with("-old")
}

/// Whether a noun stands for what follows its `of`: `a group of ten men`.
pub(super) fn is_container(tree: Tree<'_>, i: TokenIx) -> bool {
    VICTIMS.has("container", tree.lemma(i))
}

/// A word for people, a number, a pronoun or the name of a person.
pub(super) fn could_be_people(tree: Tree<'_>, i: TokenIx) -> bool {
    matches!(tree.pos(i), Upos::Num | Upos::Pron)
        || is_person_word(tree, i)
        || is_container(tree, i)
        || is_person_name(tree, i)
}

/// The noun after the `of` of another.
pub(super) fn of_what(tree: Tree<'_>, i: TokenIx) -> Option<TokenIx> {
    tree.children_by(i, &[Deprel::Nmod, Deprel::NmodUnmarked]).find(|c| {
        let case = tree.child(*c, &[Deprel::Case]).map(|k| tree.form(k));
        case.is_some_and(|form| form.eq_ignore_ascii_case("of"))
    })
}

/// Whether the phrase is one person: a name of a person, or a singular noun for a person.
pub(super) fn is_individual(tree: Tree<'_>, i: TokenIx) -> bool {
    let token = tree.token(i);
    if token.feats.has(Feats::PLURAL) || tree.child(i, &[Deprel::Nummod]).is_some() {
        return false;
    }
    match token.upos {
        Upos::Propn => is_person_name(tree, i),
        Upos::Pron => is_one_pronoun(tree, i),
        Upos::Noun | Upos::Adj => is_person_word(tree, i) && !is_collective(tree, i),
        _ => false,
    }
}

/// A word of people that means many although it is singular: `crew`, `family`, `police`, `staff`.
fn is_collective(tree: Tree<'_>, i: TokenIx) -> bool {
    let article = tree.child(i, &[Deprel::Det, Deprel::NmodPoss]).is_some();
    let titled = tree.children_by(i, &[Deprel::Appos, Deprel::Flat]).any(|c| tree.pos(c) == Upos::Propn);
    VICTIMS.has("collective", tree.lemma(i))
        || !(article || titled || tree.child(i, &[Deprel::Amod]).is_some())
}

/// A pronoun for one person: `he`, `her`; who that is was told before.
pub(super) fn is_one_pronoun(tree: Tree<'_>, i: TokenIx) -> bool {
    tree.pos(i) == Upos::Pron
        && tree.has(i, Feats::MASCULINE | Feats::FEMININE)
        && !tree.has(i, Feats::POSSESSIVE | Feats::REFLEXIVE)
}

/// The name of a person that a phrase has: its own, or that of its apposition or title.
pub(super) fn name_of(tree: Tree<'_>, head: TokenIx) -> Option<Name> {
    let person = |i: TokenIx| {
        let found = tree.parse.names.iter().find(|n| n.range().contains(&i.at()));
        found.copied().filter(|n| n.kind == NameKind::Person)
    };
    let rels = [Deprel::Appos, Deprel::Flat, Deprel::Compound, Deprel::NmodDesc, Deprel::Nmod];
    let beside = |c: &TokenIx| tree.child(*c, &[Deprel::Case]).is_none();
    person(head).or_else(|| tree.children_by(head, &rels).filter(beside).find_map(person))
}

/// Whether a name is of a person.
pub(super) fn is_person_name(tree: Tree<'_>, i: TokenIx) -> bool {
    let named = tree.parse.names.iter().find(|n| n.range().contains(&i.at()));
    named.is_some_and(|n| n.kind == NameKind::Person)
}

/// Whether the phrase was introduced before: `the man`, `this woman`, `his son` is not such a one.
pub(super) fn is_definite(tree: Tree<'_>, i: TokenIx) -> bool {
    tree.children_by(i, &[Deprel::Det]).any(|d| tree.has(d, Feats::DEFINITE | Feats::DEMONSTRATIVE))
}
