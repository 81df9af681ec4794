//! Countries of those whom the words give none: from the place in their clause, from an earlier mention of such a body, from whoever they
//! belong to, or from what the report is mostly about.

use super::entities::Actors;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_world::{Iso3, Sector};
use std::collections::BTreeMap;

/// Prepositions that put a clause somewhere.
const INSIDE: [&str; 7] = ["in", "near", "outside", "inside", "across", "throughout", "around"];
/// How often a country must be named for those without one to be taken as its.
const ENOUGH: usize = 2;
/// How far below a clause's head the words for its place may stand.
const STEPS: usize = 6;

/// Gives bodies and groups without a country the one that their surroundings tell.
pub(super) fn fill(tree: Tree<'_>, lexicon: &Lexicon, places: &BTreeMap<TokenIx, Iso3>, actors: &mut Actors) {
    if let Some((country, mentions)) = focus(tree, places, actors) {
        actors.focus = Some(country);
        actors.focus_mentions = mentions;
    }
    for i in 0..actors.entities.len() {
        let entity = &actors.entities[i];
        if entity.country.is_some() || !entity.sectors.iter().any(|s| is_domestic(*s)) {
            continue;
        }
        if entity.mentions.iter().any(|(head, _)| is_from_abroad(tree, lexicon, *head)) {
            continue;
        }
        let found = told_before(tree, actors, i)
            .or_else(|| entity.mentions.iter().find_map(|(head, _)| of_clause(tree, lexicon, places, *head)))
            .or(actors.focus.filter(|_| actors.focus_mentions >= ENOUGH));
        actors.entities[i].country = found;
        actors.entities[i].country_from_context = found.is_some();
    }
}

/// "foreign troops", "coalition soldiers": whose country is not that of the place or the report.
fn is_from_abroad(tree: Tree<'_>, lexicon: &Lexicon, head: TokenIx) -> bool {
    let words = tree.children_by(head, &[Deprel::Amod, Deprel::Compound, Deprel::NmodPoss]);
    let words: Vec<TokenIx> = words.chain([head]).collect();
    let below = words.iter().flat_map(|w| tree.children_by(*w, &[Deprel::Amod, Deprel::Compound]));
    words.iter().copied().chain(below).any(|w| lexicon.in_class("from_abroad", &tree.lemma(w).to_lowercase()))
}

/// "his associates", "their government": who belongs to somebody is of the same country, if no word says otherwise.
pub(super) fn fill_from_owners(tree: Tree<'_>, actors: &mut Actors) {
    for i in 0..actors.entities.len() {
        let entity = &actors.entities[i];
        if entity.country.is_some() && !entity.country_from_context {
            continue;
        }
        let owner = entity.mentions.iter().find_map(|(head, _)| {
            let pronoun = tree.child(*head, &[Deprel::NmodPoss]).filter(|p| tree.pos(*p) == Upos::Pron)?;
            actors.get(actors.at(pronoun)?).country.filter(|c| !c.is_international())
        });
        if let Some(sectors) = group_of(tree, actors, i) {
            actors.entities[i].sectors = sectors;
        }
        if owner.is_some() {
            actors.entities[i].country = owner;
            actors.entities[i].country_from_context = true;
        }
    }
}

/// "its leader", "his fighters": whoever leads or serves a group outside the state is of that group's sector.
fn group_of(tree: Tree<'_>, actors: &Actors, at: usize) -> Option<Vec<Sector>> {
    use Sector as S;
    let entity = &actors.entities[at];
    let general = entity.sectors.iter().all(|s| matches!(s, S::Gov | S::Eli | S::Leg | S::Unk));
    let owner = entity.mentions.iter().find_map(|(head, _)| {
        let pronoun = tree.child(*head, &[Deprel::NmodPoss]).filter(|p| tree.pos(*p) == Upos::Pron)?;
        Some(actors.get(actors.at(pronoun)?))
    })?;
    let group = matches!(owner.sectors.first(), Some(S::Reb | S::Uaf | S::Prm | S::Pty | S::Opp | S::Crm));
    (general && group).then(|| owner.sectors.clone())
}

/// The country of at least half of all mentions that have one.
fn focus(tree: Tree<'_>, places: &BTreeMap<TokenIx, Iso3>, actors: &Actors) -> Option<(Iso3, usize)> {
    let mut counts: BTreeMap<Iso3, usize> = BTreeMap::new();
    for entity in &actors.entities {
        if let Some(country) = entity.country.filter(|c| !c.is_international()) {
            *counts.entry(country).or_default() += entity.mentions.len();
        }
    }
    // places that are no countries speak for theirs; the last word of each name counts
    for (token, country) in places {
        let last = places.get(&TokenIx(token.0 + 1)) != Some(country);
        if last && actors.at(*token).is_none() && tree.pos(*token) == Upos::Propn {
            *counts.entry(*country).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    let highest = counts.values().max().copied();
    let tied = counts.values().filter(|n| Some(**n) == highest).count() > 1;
    let (focus, most) = counts.into_iter().max_by_key(|(country, n)| (*n, std::cmp::Reverse(*country)))?;
    (most * 2 >= total && !tied).then_some((focus, most))
}

/// "The ministry" after "the Ruritanian foreign ministry": the last body before it of the same sector whose words hold the noun.
fn told_before(tree: Tree<'_>, actors: &Actors, at: usize) -> Option<Iso3> {
    let entity = &actors.entities[at];
    let (head, _) = *entity.mentions.first()?;
    let noun = tree.lemma(head);
    let before = actors.entities.iter().filter(|other| {
        other.country.is_some()
            && !other.country_from_context
            && other.sectors.first() == entity.sectors.first()
            && other.plural == entity.plural
    });
    let mentions =
        before.flat_map(|other| other.mentions.iter().map(move |(h, span)| (*h, *span, other.country)));
    let same = mentions.filter(|(h, span, _)| {
        *h < head && (tree.lemma(*h) == noun || tree.text.slice(*span).to_lowercase().contains(noun))
    });
    same.max_by_key(|(h, _, _)| *h).and_then(|(_, _, country)| country)
}

/// "In Nairobi, police fired tear gas": the country of the only place that the clause is put in.
fn of_clause(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    places: &BTreeMap<TokenIx, Iso3>,
    head: TokenIx,
) -> Option<Iso3> {
    only_place(tree, lexicon, places, head, Some(tree.clause(head)))
        .or_else(|| only_place(tree, lexicon, places, head, None))
}

/// The country of all places that a sentence, or one clause of it, is put in, if it is one.
fn only_place(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    places: &BTreeMap<TokenIx, Iso3>,
    head: TokenIx,
    clause: Option<TokenIx>,
) -> Option<Iso3> {
    let sentence = tree.parse.sentences[tree.token(head).sentence.0 as usize].range();
    let mut found = None;
    for token in sentence.map(|t| TokenIx(t as u32)) {
        let Some(country) = places.get(&token).copied() else { continue };
        let below = clause.is_none_or(|clause| tree.ancestors(token).take(STEPS).any(|a| a == clause));
        if !below || !is_somewhere(tree, lexicon, token) {
            continue;
        }
        if found.is_some_and(|c| c != country) {
            return None;
        }
        found = Some(country);
    }
    found
}

/// Whether a place's name follows a preposition of place, itself or through "the city of".
fn is_somewhere(tree: Tree<'_>, lexicon: &Lexicon, token: TokenIx) -> bool {
    let inside = |t: TokenIx| tree.case(t).is_some_and(|case| INSIDE.contains(&case.as_str()));
    let site = |t: &TokenIx| lexicon.in_class("sites", &tree.lemma(*t).to_lowercase());
    inside(token) || tree.head(token).filter(site).is_some_and(inside)
}

fn is_domestic(sector: Sector) -> bool {
    use Sector as S;
    matches!(
        sector,
        S::Cop
            | S::Gov
            | S::Jud
            | S::Leg
            | S::Mil
            | S::Opp
            | S::Pty
            | S::Cvl
            | S::Spy
            | S::Soc
            | S::Lab
            | S::Edu
            | S::Med
            | S::Eli
            | S::Pre
            | S::Prm
            | S::Jrn
            | S::Unk
    )
}
