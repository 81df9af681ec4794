//! He, she, it and they, where it is clear whom they mean.

use super::describe::Kind;
use super::entities::{Actors, EntityIx, fold};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use crate::voices::{Quote, find_quotes};
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use std::collections::BTreeMap;

/// How many sentences back a pronoun may reach; those that are quoted from end to end do not count for one outside.
const REACH: u32 = 3;

/// How many sentences back it may reach with quotations between.
const REACH_OVER_QUOTES: u32 = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

/// Points third-person pronouns at entities. First and second person belong to whoever speaks.
pub(super) fn resolve(tree: Tree<'_>, lexicon: &Lexicon, actors: &mut Actors) {
    let quotes = find_quotes(tree.text);
    let mut finder = Finder { tree, lexicon, quotes, genders: BTreeMap::new() };
    for i in 0..tree.parse.tokens.len() {
        let token = TokenIx(i as u32);
        if tree.pos(token) != Upos::Pron {
            continue;
        }
        let found = match tree.form(token).to_lowercase().as_str() {
            "he" | "his" | "him" | "himself" => finder.person(actors, token, Gender::Masculine),
            "she" | "her" | "hers" | "herself" => finder.person(actors, token, Gender::Feminine),
            "it" | "its" | "itself" => finder.subject(actors, token, is_body),
            "they" | "their" | "them" | "themselves" => finder.subject(actors, token, is_group),
            _ => None,
        };
        if let Some(ix) = found {
            actors.refer(token, ix);
        }
    }
}

fn is_body(actors: &Actors, ix: EntityIx) -> bool {
    matches!(actors.get(ix).kind, Kind::State | Kind::Government | Kind::Organization | Kind::ArmedGroup)
}

fn is_group(actors: &Actors, ix: EntityIx) -> bool {
    let entity = actors.get(ix);
    entity.plural
        || matches!(entity.kind, Kind::Population | Kind::ArmedGroup | Kind::Organization | Kind::Government)
}

struct Finder<'a, 't> {
    tree: Tree<'t>,
    lexicon: &'a Lexicon,
    quotes: Vec<Quote>,
    genders: BTreeMap<EntityIx, Gender>,
}

impl Finder<'_, '_> {
    /// Words before the pronoun that may name somebody, the likeliest first: the nearest sentence, for who speaks those
    /// who spoke, subjects before others.
    fn candidates(&self, actors: &Actors, token: TokenIx) -> Vec<TokenIx> {
        let tree = self.tree;
        let outside = !self.is_quoted(token);
        let speaks = self.speaks(token);
        let sentence = tree.token(token).sentence.0;
        let mut found: Vec<(TokenIx, u32)> = Vec::new();
        let mut back = 0;
        for n in (sentence.saturating_sub(REACH_OVER_QUOTES)..=sentence).rev() {
            let (first, end) = tree.parse.sentences[n as usize].tokens;
            let range = (first.0..end.0.min(token.0)).map(TokenIx);
            // one who stands outside of a quotation does not mean somebody spoken of inside
            let words: Vec<TokenIx> = range.filter(|t| !outside || !self.is_quoted(*t)).collect();
            found.extend(
                words.iter().filter(|t| actors.at(**t).is_some() || self.unnamed(**t)).map(|t| (*t, back)),
            );
            let counts = words.iter().any(|t| tree.pos(*t) != Upos::Punct);
            back += u32::from(counts || n == sentence);
            if back > REACH {
                break;
            }
        }
        found.sort_by_key(|(t, back)| {
            // "Speaking to X, he said": what stands before a subject in its own clause is likely somebody else
            let below = *back == 0
                && is_subject(tree, token)
                && tree.head(token).is_some_and(|v| tree.dominates(v, *t));
            let rank = u8::from(!(speaks && self.speaks(*t))) * 2 + u8::from(!is_subject(tree, *t));
            let rank = if is_subject(tree, *t) { rank } else { 3 };
            (*back + u32::from(below), below, rank, if *back == 0 { u32::MAX - t.0 } else { t.0 })
        });
        found.into_iter().map(|(t, _)| t).collect()
    }

    fn is_quoted(&self, token: TokenIx) -> bool {
        let span = self.tree.token(token).span;
        self.quotes.iter().any(|q| q.outer.contains(span))
    }

    /// Whether a word is the subject of a verb of saying.
    fn speaks(&self, token: TokenIx) -> bool {
        let verb = self.tree.head(token).filter(|v| is_subject(self.tree, token) && self.tree.is_verb(*v));
        let cues = verb.and_then(|v| self.lexicon.reporting.get(self.tree.lemma(v)));
        cues.is_some_and(|cues| cues.iter().any(|c| c.pos == "verb" && c.kind == "say"))
    }

    /// A person of no known kind, who is one because they speak: "the widow said".
    fn unnamed(&self, token: TokenIx) -> bool {
        self.tree.pos(token) == Upos::Noun && self.speaks(token)
    }

    /// A pronoun does not mean another argument of its own clause, unless it is possessive.
    fn clashes(&self, token: TokenIx, other: TokenIx) -> bool {
        let tree = self.tree;
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

    fn person(&mut self, actors: &mut Actors, token: TokenIx, gender: Gender) -> Option<EntityIx> {
        let tree = self.tree;
        let found = self.candidates(actors, token).into_iter().find(|t| {
            if self.clashes(token, *t) {
                return false;
            }
            let Some(ix) = actors.at(*t) else {
                return !tree.has(*t, Feats::PLURAL)
                    && self.gender_of_word(tree.lemma(*t)).is_none_or(|g| g == gender);
            };
            let entity = actors.get(ix);
            let one = matches!(entity.kind, Kind::Person | Kind::Office) && !entity.plural;
            let body =
                entity.mentions.first().is_some_and(|(h, _)| self.lexicon.in_class("bodies", tree.lemma(*h)));
            one && !(body && entity.kind == Kind::Office)
                && self.gender(actors, ix).is_none_or(|g| g == gender)
        })?;
        let ix = actors.ensure(tree, found);
        self.genders.insert(ix, gender);
        Some(ix)
    }

    /// "It" and "they" are clear only where somebody fitting was a subject.
    fn subject(
        &self,
        actors: &Actors,
        token: TokenIx,
        fits: fn(&Actors, EntityIx) -> bool,
    ) -> Option<EntityIx> {
        let tree = self.tree;
        let clear = |t: &TokenIx| is_subject(tree, *t) && !self.clashes(token, *t);
        let mut entities =
            self.candidates(actors, token).into_iter().filter(clear).filter_map(|t| actors.at(t));
        entities.find(|ix| fits(actors, *ix))
    }

    /// What the report's earlier pronouns, a title, a first name or the word for a function say.
    fn gender(&self, actors: &Actors, ix: EntityIx) -> Option<Gender> {
        if let Some(known) = self.genders.get(&ix) {
            return Some(*known);
        }
        let entity = actors.get(ix);
        let tree = self.tree;
        let title = entity.mentions.iter().find_map(|(head, span)| {
            let first = (0..=head.0)
                .rev()
                .map(TokenIx)
                .take_while(|t| tree.token(*t).span.start >= span.start)
                .last()?;
            let before = (first.0 > 0).then(|| tree.form(TokenIx(first.0 - 1)).to_lowercase());
            let words = tree.text.slice(*span).split_whitespace();
            before.and_then(|w| self.gender_of_word(w.trim_end_matches('.'))).or_else(|| {
                words.map(str::to_lowercase).find_map(|w| self.gender_of_word(w.trim_end_matches('.')))
            })
        });
        title.or_else(|| {
            let mut words = entity.name.split_whitespace();
            let first = words.next().filter(|_| entity.kind == Kind::Person && words.next().is_some())?;
            self.gender_of_class(&fold(first), "masculine_names", "feminine_names")
        })
    }

    fn gender_of_word(&self, word: &str) -> Option<Gender> {
        self.gender_of_class(word, "masculine_words", "feminine_words")
    }

    fn gender_of_class(&self, word: &str, masculine: &str, feminine: &str) -> Option<Gender> {
        if self.lexicon.in_class(masculine, word) {
            return Some(Gender::Masculine);
        }
        self.lexicon.in_class(feminine, word).then_some(Gender::Feminine)
    }
}

fn is_subject(tree: Tree<'_>, i: TokenIx) -> bool {
    matches!(tree.rel(i), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::OblAgent)
}
