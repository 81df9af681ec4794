//! "The group", "the country", "the organisation": a definite noun that only says what kind of body was spoken of. The nouns are the
//! classes `@group_words` and `@country_words`.

use super::describe::Kind;
use super::entities::{Actors, EntityIx};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos};

/// How many sentences back such a noun may reach.
const REACH: u32 = 2;

/// Points bare definite nouns for bodies and countries at the one last spoken of.
pub(super) fn resolve(tree: Tree<'_>, lexicon: &Lexicon, actors: &mut Actors) {
    for i in 0..tree.parse.tokens.len() {
        let noun = TokenIx(i as u32);
        if tree.pos(noun) != Upos::Noun || tree.has(noun, Feats::PLURAL) || !is_bare_definite(tree, noun) {
            continue;
        }
        let known = actors.at(noun).map(|ix| actors.get(ix));
        if known.is_some_and(|e| e.entity.is_some() || e.country.is_some()) {
            continue;
        }
        let found = if lexicon.in_class("country_words", tree.lemma(noun)) {
            before(tree, actors, noun, |kind| kind == Kind::State)
        } else if lexicon.in_class("group_words", tree.lemma(noun)) {
            before(tree, actors, noun, |kind| matches!(kind, Kind::ArmedGroup | Kind::Organization))
        } else {
            None
        };
        if let Some(ix) = found {
            actors.refer(noun, ix);
        }
    }
}

/// "the group", "this country", with nothing else that says which.
fn is_bare_definite(tree: Tree<'_>, noun: TokenIx) -> bool {
    let mut definite = false;
    for child in tree.children(noun) {
        match tree.rel(child) {
            Deprel::Det => definite |= tree.has(child, Feats::DEFINITE | Feats::DEMONSTRATIVE),
            Deprel::Amod
            | Deprel::Compound
            | Deprel::Nmod
            | Deprel::NmodPoss
            | Deprel::NmodDesc
            | Deprel::Nummod
            | Deprel::Acl
            | Deprel::AclRelcl
            | Deprel::Appos
            | Deprel::Flat => return false,
            _ => {}
        }
    }
    definite && !matches!(tree.rel(noun), Deprel::Compound | Deprel::Amod | Deprel::Appos)
}

/// The last such body before a noun that stands for itself: subjects first within each sentence.
fn before(tree: Tree<'_>, actors: &Actors, noun: TokenIx, fits: impl Fn(Kind) -> bool) -> Option<EntityIx> {
    let sentence = tree.token(noun).sentence.0;
    let first = tree.parse.sentences[sentence.saturating_sub(REACH) as usize].tokens.0;
    let mut found: Vec<(TokenIx, EntityIx)> = (first.0..noun.0)
        .map(TokenIx)
        .filter_map(|t| Some((t, actors.at(t)?)))
        .filter(|(_, ix)| {
            let entity = actors.get(*ix);
            fits(entity.kind) && (entity.entity.is_some() || entity.kind != Kind::State)
        })
        .collect();
    found.sort_by_key(|(t, _)| {
        let subject = matches!(tree.rel(*t), Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent);
        let inside = matches!(tree.rel(*t), Deprel::Amod | Deprel::Compound);
        (sentence - tree.token(*t).sentence.0, !subject, inside, u32::MAX - t.0)
    });
    found.first().map(|(_, ix)| *ix)
}
