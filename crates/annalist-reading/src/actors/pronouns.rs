//! He, she, it and they, where it is clear whom they mean.

use super::describe::Kind;
use super::entities::{Actors, EntityIx};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use std::collections::BTreeMap;

/// How many sentences back a pronoun may reach.
const REACH: u32 = 2;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

/// Points third-person pronouns at entities. First and second person belong to whoever speaks.
pub(super) fn resolve(tree: Tree<'_>, actors: &mut Actors) {
    let mut genders: BTreeMap<EntityIx, Gender> = BTreeMap::new();
    for i in 0..tree.parse.tokens.len() {
        let token = TokenIx(i as u32);
        if tree.pos(token) != Upos::Pron {
            continue;
        }
        let found = match tree.form(token).to_lowercase().as_str() {
            "he" | "his" | "him" | "himself" => person(tree, actors, &mut genders, token, Gender::Masculine),
            "she" | "her" | "hers" | "herself" => person(tree, actors, &mut genders, token, Gender::Feminine),
            "it" | "its" | "itself" => body(tree, actors, token),
            "they" | "their" | "them" | "themselves" => group(tree, actors, token),
            _ => None,
        };
        if let Some(ix) = found {
            actors.refer(token, ix);
        }
    }
}

/// Mentions before the pronoun, nearest sentence first, subjects before others within a sentence.
fn candidates(tree: Tree<'_>, actors: &Actors, token: TokenIx) -> Vec<(TokenIx, EntityIx)> {
    let sentence = tree.token(token).sentence.0;
    let first = tree.parse.sentences[sentence.saturating_sub(REACH) as usize].tokens.0;
    let mut found: Vec<(TokenIx, EntityIx)> =
        (first.0..token.0).map(TokenIx).filter_map(|t| Some((t, actors.at(t)?))).collect();
    found.sort_by_key(|(t, _)| {
        let back = sentence - tree.token(*t).sentence.0;
        (back, u8::from(!is_subject(tree, *t)), if back == 0 { u32::MAX - t.0 } else { t.0 })
    });
    found
}

fn is_subject(tree: Tree<'_>, i: TokenIx) -> bool {
    matches!(tree.rel(i), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::OblAgent)
}

/// A pronoun does not mean another argument of its own clause, unless it is possessive.
fn clashes(tree: Tree<'_>, token: TokenIx, other: TokenIx) -> bool {
    if tree.has(token, Feats::POSSESSIVE) || tree.has(token, Feats::REFLEXIVE) {
        return false;
    }
    let Some(verb) = tree.head(token) else { return false };
    if tree.head(other) == Some(verb) {
        return true;
    }
    // "X threatened to leave it": the subject of an infinitive is the subject above
    let object = !is_subject(tree, token);
    let chain = std::iter::successors(Some(verb), |v| {
        let open = matches!(tree.rel(*v), Deprel::Xcomp | Deprel::Conj | Deprel::Advcl | Deprel::Advmod);
        tree.head(*v).filter(|_| open && tree.child(*v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none())
    });
    object && chain.take(5).any(|v| tree.head(other) == Some(v) && is_subject(tree, other))
}

fn person(
    tree: Tree<'_>,
    actors: &Actors,
    genders: &mut BTreeMap<EntityIx, Gender>,
    token: TokenIx,
    gender: Gender,
) -> Option<EntityIx> {
    let found = candidates(tree, actors, token).into_iter().find(|(t, ix)| {
        let entity = actors.get(*ix);
        let one = matches!(entity.kind, Kind::Person | Kind::Office) && !entity.plural;
        one && !clashes(tree, token, *t) && genders.get(ix).is_none_or(|g| *g == gender)
    });
    let (_, ix) = found?;
    genders.insert(ix, gender);
    Some(ix)
}

fn body(tree: Tree<'_>, actors: &Actors, token: TokenIx) -> Option<EntityIx> {
    let fits = |t: &TokenIx, ix: &EntityIx| {
        let entity = actors.get(*ix);
        let body =
            matches!(entity.kind, Kind::State | Kind::Government | Kind::Organization | Kind::ArmedGroup);
        body && !clashes(tree, token, *t) && !matches!(tree.rel(*t), Deprel::Amod)
    };
    let all = candidates(tree, actors, token);
    // "it" is clear only where a body was the subject, or the only body of its sentence
    let subject = all.iter().find(|(t, ix)| is_subject(tree, *t) && fits(t, ix));
    subject.map(|(_, ix)| *ix)
}

fn group(tree: Tree<'_>, actors: &Actors, token: TokenIx) -> Option<EntityIx> {
    let fits = |t: &TokenIx, ix: &EntityIx| {
        let entity = actors.get(*ix);
        let many = entity.plural
            || matches!(
                entity.kind,
                Kind::Population | Kind::ArmedGroup | Kind::Organization | Kind::Government
            );
        many && !clashes(tree, token, *t) && !matches!(tree.rel(*t), Deprel::Amod)
    };
    let all = candidates(tree, actors, token);
    all.iter().find(|(t, ix)| is_subject(tree, *t) && fits(t, ix)).map(|(_, ix)| *ix)
}
