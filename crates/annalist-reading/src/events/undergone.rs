//! Whom an act that a noun names was done to, where the words around the noun tell: "was the target of an attack", "the blast killed nine
//! soldiers", "an ambush in which two officers died", "killed in a raid". The words are the classes `@undergoers` and `@strikes`.

use super::participants::{Lookup, Part};
use crate::frames::{Frame, PredicateKind};
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx};

/// Everybody whom the act was done to.
pub(super) fn of_noun(look: &Lookup<'_, '_>, frame: &Frame) -> Vec<Part> {
    if frame.kind != PredicateKind::Noun {
        return Vec::new();
    }
    let tree = look.tree;
    let noun = frame.predicate;
    let found = under(look, noun)
        .or_else(|| whose_fate(look, noun))
        .or_else(|| struck_by(look, noun))
        .or_else(|| struck_inside(look, noun))
        .or_else(|| struck_in(look, noun));
    let heads = found.into_iter().flat_map(|head| tree.conjuncts(head));
    let mut parts: Vec<Part> = Vec::new();
    for part in heads.flat_map(|head| look.somebody(head, true, 0)) {
        if parts.iter().all(|p| p.entity != part.entity) {
            parts.push(part);
        }
    }
    parts
}

/// "X is under attack", "X is under sanctions".
fn under(look: &Lookup<'_, '_>, noun: TokenIx) -> Option<TokenIx> {
    let tree = look.tree;
    let below = tree.case(noun).as_deref() == Some("under");
    tree.child(noun, &[Deprel::Nsubj]).filter(|_| below)
}

/// "X was the target of the attack", "X, a victim of the attack"; "the victims of the attack" are themselves.
fn whose_fate(look: &Lookup<'_, '_>, noun: TokenIx) -> Option<TokenIx> {
    let tree = look.tree;
    let role = tree.head(noun).filter(|h| {
        tree.rel(noun) == Deprel::Nmod
            && tree.case(noun).as_deref() == Some("of")
            && look.lexicon.in_class("undergoers", tree.lemma(*h))
    })?;
    let subject =
        || tree.child(role, &[Deprel::Nsubj]).filter(|_| tree.child(role, &[Deprel::Cop]).is_some());
    let of_verb = || {
        let verb = tree.head(role).filter(|v| look.lexicon.in_class("becoming", tree.lemma(*v)))?;
        tree.child(verb, &[Deprel::Nsubj])
    };
    let apposed = || tree.head(role).filter(|_| tree.rel(role) == Deprel::Appos);
    subject().or_else(of_verb).or_else(apposed).or(Some(role))
}

fn strikes(look: &Lookup<'_, '_>, verb: TokenIx) -> bool {
    look.tree.is_verb(verb) && look.lexicon.in_class("strikes", look.tree.lemma(verb))
}

fn done_to(tree: Tree<'_>, verb: TokenIx) -> Option<TokenIx> {
    if tree.is_passive(verb) {
        let noun = || tree.head(verb).filter(|_| tree.rel(verb) == Deprel::Acl);
        return tree.child(verb, &[Deprel::NsubjPass]).or_else(noun);
    }
    tree.child(verb, &[Deprel::Obj])
}

/// "the blast killed X", "the raid that killed X", "the blast, killing X".
fn struck_by(look: &Lookup<'_, '_>, noun: TokenIx) -> Option<TokenIx> {
    let tree = look.tree;
    let above = tree.head(noun).filter(|_| tree.rel(noun) == Deprel::Nsubj);
    let beside = above.into_iter().flat_map(|v| tree.children_by(v, &[Deprel::Conj, Deprel::Advcl]));
    let below = tree.children_by(noun, &[Deprel::AclRelcl, Deprel::Acl]);
    let verbs = above.into_iter().chain(below).chain(beside);
    let active = verbs.filter(|v| strikes(look, *v) && !tree.is_passive(*v));
    let mut own = active.filter(|v| {
        let subject = tree.child(*v, &[Deprel::Nsubj]);
        subject.is_none_or(|s| s == noun || matches!(tree.lemma(s), "that" | "which"))
    });
    own.find_map(|v| done_to(tree, v))
}

/// "an ambush in which X was killed".
fn struck_inside(look: &Lookup<'_, '_>, noun: TokenIx) -> Option<TokenIx> {
    let tree = look.tree;
    let clause = tree.child(noun, &[Deprel::AclRelcl])?;
    let within = tree.children_by(clause, &[Deprel::Obl]).any(|o| tree.lemma(o) == "which");
    if !within {
        return None;
    }
    let dies = look.lexicon.in_class("dying", tree.lemma(clause));
    let subject = tree.child(clause, &[Deprel::Nsubj]).filter(|_| dies);
    subject.or_else(|| done_to(tree, clause).filter(|_| strikes(look, clause) && tree.is_passive(clause)))
}

/// "X was killed in an attack", "X died in the attack".
fn struck_in(look: &Lookup<'_, '_>, noun: TokenIx) -> Option<TokenIx> {
    let tree = look.tree;
    let verb = tree.head(noun).filter(|_| tree.rel(noun) == Deprel::Obl)?;
    if !matches!(tree.case(noun).as_deref(), Some("in" | "during" | "by")) {
        return None;
    }
    let dies = look.lexicon.in_class("dying", tree.lemma(verb));
    let subject = tree.child(verb, &[Deprel::Nsubj]).filter(|_| dies);
    subject.or_else(|| done_to(tree, verb).filter(|_| strikes(look, verb) && tree.is_passive(verb)))
}
