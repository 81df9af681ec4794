//! Who fills the parts of an act.

use super::demands::spoken_by;
use super::matching::{self, fillers};
use crate::actors::{Actors, EntityIx, Kind};
use crate::frames::Frame;
use crate::lexicon::{Condition, Lexicon, SlotName, Slots};
use crate::tree::Tree;
use crate::voices::Statements;
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::{Iso3, Sector};
use std::collections::BTreeMap;

/// Everything that filling parts needs.
pub(crate) struct Lookup<'a, 'l> {
    pub(crate) tree: Tree<'a>,
    pub(crate) lexicon: &'l Lexicon,
    pub(crate) actors: &'a Actors,
    /// Country by token for tokens that name a resolved place.
    pub(crate) place_country: &'a BTreeMap<TokenIx, Iso3>,
    pub(crate) statements: &'a Statements,
}

/// Somebody in a part of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Who.
    pub entity: EntityIx,
    /// The words that name them here.
    pub span: ByteSpan,
    /// Head of those words.
    pub head: TokenIx,
}

/// How far an argument's own modifiers are searched for somebody who can act.
const MAX_DEPTH: usize = 3;

impl Lookup<'_, '_> {
    /// Whether a condition of the lexicon holds of a frame.
    pub(crate) fn holds(&self, frame: &Frame, condition: &Condition) -> bool {
        matching::holds(self, frame, condition)
    }

    /// Whether a particle, fixed object or preposition stands with a predicate.
    pub(crate) fn stands_with(&self, predicate: TokenIx, word: &str) -> bool {
        matching::stands_with(self, predicate, word)
    }

    /// "a series of attacks": the noun that is meant.
    pub(super) fn inside(&self, head: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        if !self.lexicon.is_transparent(tree.lemma(head)) {
            return None;
        }
        tree.children_by(head, &[Deprel::Nmod]).find(|c| tree.case(*c).as_deref() == Some("of"))
    }

    pub(super) fn is_kind(&self, head: TokenIx, kind: &str) -> bool {
        let entity = self.actors.at(head).map(|ix| self.actors.get(ix)).filter(|e| e.kind != Kind::Unknown);
        match kind {
            // "their Chinese counterparts", "the Israeli side"
            "actor" => {
                entity.is_some()
                    || (self.lexicon.in_class("sides", self.tree.lemma(head))
                        && !self.somebody(head, false, MAX_DEPTH - 1).is_empty())
            }
            "person" => {
                entity.is_some_and(|e| matches!(e.kind, Kind::Person | Kind::Office | Kind::Population))
                    || matches!(
                        self.tree.lemma(head),
                        "he" | "she" | "him" | "who" | "person" | "people" | "man" | "woman"
                    )
            }
            "armed" => entity.is_some_and(|e| {
                e.kind == Kind::ArmedGroup
                    || e.sectors.iter().any(|s| {
                        matches!(
                            s,
                            Sector::Mil | Sector::Reb | Sector::Uaf | Sector::Cop | Sector::Prm | Sector::Spy
                        )
                    })
            }),
            "state" => entity.is_some_and(|e| matches!(e.kind, Kind::State | Kind::Government)),
            "place" => {
                self.place_country.contains_key(&head) || entity.is_some_and(|e| e.kind == Kind::State)
            }
            "thing" => entity.is_none(),
            _ => false,
        }
    }

    /// The first alternative that somebody fills.
    pub(super) fn parts(&self, frame: &Frame, slots: &Slots, countries: bool) -> Vec<Part> {
        for together in &slots.0 {
            let mut found: Vec<Part> = Vec::new();
            for slot in together {
                if *slot == SlotName::Speaker {
                    found.extend(self.speaker(frame));
                    continue;
                }
                let modifier = *slot == SlotName::Modifier;
                for head in fillers(self, frame, slot) {
                    let mut heads = self.together(head);
                    heads.extend(self.added_later(head));
                    if modifier {
                        heads.retain(|h| self.actors.at(*h).is_some());
                    }
                    for part in heads.into_iter().flat_map(|h| self.somebody(h, countries, 0)) {
                        if !found.iter().any(|p| p.entity == part.entity) {
                            found.push(part);
                        }
                    }
                }
            }
            if !found.is_empty() || together.contains(&SlotName::None) {
                return found;
            }
        }
        Vec::new()
    }

    /// Whoever says the words that the predicate stands in.
    fn speaker(&self, frame: &Frame) -> Option<Part> {
        let statement = self.statements.get(self.statements.holding(self.tree, frame.predicate)?);
        let speaker = statement.speaker?;
        let entity = self.actors.get(speaker);
        let matters = entity.country.is_some() || !entity.sectors.is_empty();
        matters.then(|| spoken_by(self.actors, self.tree, speaker, statement.cue.unwrap_or(frame.predicate)))
    }

    /// A phrase and those coordinated with it, also where the tree hangs "and Y" on the name in "minister X and Y".
    pub(super) fn together(&self, head: TokenIx) -> Vec<TokenIx> {
        let tree = self.tree;
        let mut all = tree.conjuncts(head);
        let examples: Vec<TokenIx> = all.iter().flat_map(|h| self.examples(*h)).collect();
        if !examples.is_empty() {
            // "allies such as X": those without a country of their own are the examples
            all.retain(|h| self.actors.at(*h).is_some_and(|ix| self.actors.get(ix).country.is_some()));
            all.extend(examples);
        }
        // "by X, but Y has denied it": Y begins a clause of its own
        all.retain(|h| *h == head || !tree.children_by(*h, &[Deprel::Cc]).any(|cc| tree.lemma(cc) == "but"));
        let mut at = 0;
        while at < all.len() {
            let mut parts = vec![all[at]];
            let mut next = 0;
            while next < parts.len() {
                let names = tree.children_by(parts[next], &[Deprel::Flat, Deprel::Appos, Deprel::NmodDesc]);
                parts.extend(names.filter(|n| tree.pos(*n) == Upos::Propn));
                next += 1;
            }
            let joined = parts[1..].iter().flat_map(|p| tree.children_by(*p, &[Deprel::Conj]));
            let acting = joined.filter(|c| self.actors.at(*c).is_some()).collect::<Vec<_>>();
            for found in acting {
                if !all.contains(&found) {
                    all.push(found);
                }
            }
            at += 1;
        }
        all
    }

    /// "neighbours such as X and Y".
    fn examples(&self, head: TokenIx) -> Vec<TokenIx> {
        let tree = self.tree;
        let phrases = tree
            .children_by(head, &[Deprel::Nmod])
            .filter(|m| matches!(tree.case(*m).as_deref(), Some("such as" | "including" | "like" | "such")));
        let named = phrases.flat_map(|m| tree.conjuncts(m));
        named.filter(|m| self.actors.at(*m).is_some_and(|ix| self.actors.get(ix).country.is_some())).collect()
    }

    /// "withdrew from a treaty with X", "ended its alliance with X": whom the bargain that an act deals with is with.
    pub(super) fn bargain_with(&self, frame: &Frame) -> Vec<Part> {
        let tree = self.tree;
        let mut found: Vec<Part> = Vec::new();
        for argument in &frame.args {
            let lemma = tree.lemma(argument.head).to_lowercase();
            if !["agreements", "relations", "talks", "alliances"]
                .iter()
                .any(|c| self.lexicon.in_class(c, &lemma))
            {
                continue;
            }
            let with = tree.children_by(argument.head, &[Deprel::Nmod]);
            let with =
                with.filter(|m| tree.case(*m).as_deref() == Some("with")).flat_map(|m| self.together(m));
            for part in with.flat_map(|m| self.somebody(m, false, 0)) {
                if found.iter().all(|p| p.entity != part.entity) {
                    found.push(part);
                }
            }
        }
        found
    }

    /// "to X …, as well as to Y": a phrase with the same preposition and a conjunction of its own, hung elsewhere by the parser.
    fn added_later(&self, head: TokenIx) -> Vec<TokenIx> {
        let tree = self.tree;
        let Some(case) = tree.case(head).filter(|_| tree.rel(head) == Deprel::Obl) else { return Vec::new() };
        let end = tree.parse.sentences[tree.token(head).sentence.0 as usize].tokens.1;
        let later = (head.0 + 1..end.0).map(TokenIx).filter(|t| tree.rel(*t) == Deprel::Obl);
        later
            .filter(|t| {
                let joined = tree.children_by(*t, &[Deprel::Cc]).any(|cc| {
                    tree.children_by(cc, &[Deprel::Fixed]).any(|f| tree.form(f).eq_ignore_ascii_case(&case))
                });
                joined && tree.case(*t).is_none()
            })
            .collect()
    }

    /// Who is meant by a phrase: itself, what it passes through to, whose it is, or (for recipients) the country it is in.
    pub(crate) fn somebody(&self, head: TokenIx, countries: bool, depth: usize) -> Vec<Part> {
        let tree = self.tree;
        if let Some(ix) = self.actors.at(head) {
            let entity = self.actors.get(ix);
            if entity.kind != Kind::Unknown {
                return self.actors.all_at(head).map(|ix| self.part(head, ix)).collect();
            }
        }
        // "his critics" are not he
        if self.lexicon.in_class("other_people", tree.lemma(head)) {
            return Vec::new();
        }
        if depth >= MAX_DEPTH {
            return Vec::new();
        }
        let owners = tree.children(head).filter(|c| match tree.rel(*c) {
            Deprel::NmodPoss => true,
            Deprel::Nmod => {
                matches!(tree.case(*c).as_deref(), Some("by" | "of" | "from" | "between" | "against"))
            }
            _ => false,
        });
        for owner in owners {
            let found: Vec<Part> = tree
                .conjuncts(owner)
                .into_iter()
                .flat_map(|o| self.somebody(o, countries, depth + 1))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        // "attacked the naming of the hall by X": the tree may hang who did it further down
        let agent =
            self.agent_below(head).map(|a| self.somebody(a, countries, depth + 1)).unwrap_or_default();
        if !agent.is_empty() {
            return agent;
        }
        let author = self.author(head).map(|a| self.somebody(a, countries, depth + 1)).unwrap_or_default();
        if !author.is_empty() {
            return author;
        }
        let modifiers = tree.children_by(head, &[Deprel::Amod, Deprel::Compound]);
        // "the X-Y agreement" is of both
        let modifiers = modifiers.flat_map(|m| {
            std::iter::once(m).chain(tree.children_by(m, &[Deprel::Amod, Deprel::Compound, Deprel::Conj]))
        });
        let found: Vec<Part> = modifiers.filter_map(|m| Some(self.part(m, self.actors.at(m)?))).collect();
        if !found.is_empty() {
            return found;
        }
        let country = self.actors.country_at(head).filter(|_| countries);
        country.map(|ix| self.part(head, ix)).into_iter().collect()
    }

    /// A by-phrase below a noun's own modifiers.
    fn agent_below(&self, head: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let inner = tree.children_by(head, &[Deprel::Nmod]);
        let mut below = inner.flat_map(|m| tree.children_by(m, &[Deprel::Nmod]));
        below.find(|m| tree.case(*m).as_deref() == Some("by") && self.actors.at(*m).is_some())
    }

    /// "posted a message blaming X", "fired missiles targeting X": whose the words or the weapons are.
    fn author(&self, head: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let verb = tree.head(head).filter(|v| tree.is_verb(*v) && tree.rel(head) == Deprel::Obj)?;
        let class = |name| self.lexicon.in_class(name, tree.lemma(head));
        let words = class("words_of_somebody") || class("missiles") || class("weapons") || class("wielded");
        tree.child(verb, &[Deprel::Nsubj]).filter(|_| words)
    }

    fn part(&self, head: TokenIx, entity: EntityIx) -> Part {
        let mentions = &self.actors.get(entity).mentions;
        let span = mentions.iter().find(|(h, _)| *h == head).map_or(self.tree.token(head).span, |(_, s)| *s);
        Part { entity, span, head }
    }
}
