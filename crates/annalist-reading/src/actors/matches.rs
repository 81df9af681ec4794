//! World entries and role nouns found in the text, once for the whole document.

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, NameKind, TokenIx, Upos};
use annalist_world::{ActorId, ActorKind, Candidate, Form, Iso3, World};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A world entry named by tokens `start..end`.
#[derive(Clone, Debug)]
pub(super) struct ActorHit {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) id: ActorId,
    pub(super) form: Form,
}

/// A role or organ noun at tokens `start..end`.
#[derive(Clone, Debug)]
pub(super) struct RoleHit<'w> {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) word: RoleWord<'w>,
}

impl RoleHit<'_> {
    /// Whether the noun names a body or a force as a whole, not a person's function.
    pub(super) fn is_body(&self) -> bool {
        match &self.word {
            RoleWord::Organ(_) => true,
            RoleWord::Role(role) => role.plural_only,
        }
    }
}

/// What the noun says.
#[derive(Clone, Debug)]
pub(super) enum RoleWord<'w> {
    /// A person's function: minister, soldier.
    Role(annalist_world::Role<'w>),
    /// A body: ministry, army.
    Organ(annalist_world::Organ<'w>),
}

/// All hits of a document, and which token each covers.
pub(super) struct Matches<'w> {
    pub(super) actors: Vec<ActorHit>,
    pub(super) roles: Vec<RoleHit<'w>>,
    actor_at: Vec<Option<u32>>,
    role_at: Vec<Option<u32>>,
    /// Index into the parse's names by token.
    name_at: Vec<Option<u32>>,
    /// Acronyms that the text itself explains, with the body if it is known.
    declared: BTreeMap<String, Option<ActorId>>,
    /// Initials of the bodies that the text has named in full; `None` where two have the same.
    initials: BTreeMap<String, Option<ActorId>>,
    /// Country of each token of a resolved place's name.
    place_country: BTreeMap<TokenIx, Iso3>,
    /// Countries that the text names, or where its places lie.
    spoken_of: BTreeSet<Iso3>,
}

/// What names are looked up in and weighed by.
#[derive(Clone, Copy)]
struct Sources<'a> {
    tree: Tree<'a>,
    world: &'a World,
    lexicon: &'a Lexicon,
    published: Option<Date>,
}

/// Words longer than this many tokens are no name of an actor.
const MAX_WORDS: usize = 10;

impl<'w> Matches<'w> {
    /// Finds all hits. A name that several share is given to who is of a country that the text speaks of; `places` are the countries of
    /// its places.
    pub(super) fn find(
        tree: Tree<'_>,
        world: &'w World,
        published: Option<Date>,
        lexicon: &Lexicon,
        places: &BTreeMap<TokenIx, Iso3>,
    ) -> Self {
        let count = tree.parse.tokens.len();
        let mut found = Self {
            actors: Vec::new(),
            roles: Vec::new(),
            actor_at: vec![None; count],
            role_at: vec![None; count],
            name_at: vec![None; count],
            declared: BTreeMap::new(),
            initials: BTreeMap::new(),
            place_country: places.clone(),
            spoken_of: places.values().copied().collect(),
        };
        for (n, name) in tree.parse.names.iter().enumerate() {
            for at in name.range() {
                found.name_at[at] = Some(n as u32);
            }
        }
        found.countries_named(tree, world);
        for sentence in &tree.parse.sentences {
            let range = sentence.range();
            let words: Vec<&str> = range.clone().map(|i| tree.form(TokenIx(i as u32))).collect();
            let lemmas: Vec<String> =
                range.clone().map(|i| tree.lemma(TokenIx(i as u32)).to_lowercase()).collect();
            let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
            found.actors_in(Sources { tree, world, lexicon, published }, range.start, &words);
            found.roles_in(tree, world, range.start, &lemmas);
        }
        found
    }

    /// Takes up the countries that the text names outright or by their people.
    fn countries_named(&mut self, tree: Tree<'_>, world: &World) {
        for sentence in &tree.parse.sentences {
            let words: Vec<&str> = sentence.range().map(|i| tree.form(TokenIx(i as u32))).collect();
            for at in 0..words.len() {
                if !words[at].starts_with(char::is_uppercase) {
                    continue;
                }
                let hit = world.actor_at(&words[at..words.len().min(at + MAX_WORDS)]);
                let state = hit.iter().flat_map(|h| &h.candidates).find(|c| {
                    let form = matches!(
                        c.form,
                        Form::Name | Form::Alias | Form::Adjective | Form::Demonym | Form::Acronym
                    );
                    form && !c.weak && world.actor(c.actor).kind() == ActorKind::State
                });
                self.spoken_of.extend(state.and_then(|c| world.actor(c.actor).country()));
            }
        }
    }

    fn actors_in(&mut self, sources: Sources<'_>, first: usize, words: &[&str]) {
        let Sources { tree, world, .. } = sources;
        let mut at = 0;
        while at < words.len() {
            self.declare(tree, world, first + at);
            let hit = may_start_name(words[at])
                .then(|| world.actor_at(&words[at..words.len().min(at + MAX_WORDS)]))
                .flatten();
            let chosen = hit.and_then(|hit| {
                let (id, form) = self.choose(sources, first + at, hit.len, &hit.candidates)?;
                Some((hit.len, id, form))
            });
            let chosen = chosen.or_else(|| {
                let body = self.initials.get(words[at]).copied().flatten()?;
                Some((1, body, Form::Acronym))
            });
            let Some((len, id, form)) = chosen else {
                at += 1;
                continue;
            };
            self.remember_initials(world, &words[at..at + len], id);
            let index = self.actors.len() as u32;
            self.actor_at[first + at..first + at + len].fill(Some(index));
            self.actors.push(ActorHit {
                start: (first + at) as u32,
                end: (first + at + len) as u32,
                id,
                form,
            });
            at += len;
        }
    }

    /// "the Palestinian Authority … the PA": a body named in full is what its initials mean from here on.
    fn remember_initials(&mut self, world: &World, words: &[&str], id: ActorId) {
        let capitals = words.iter().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()));
        let initials: String = capitals.collect();
        let body =
            !matches!(world.actor(id).kind(), ActorKind::State | ActorKind::Population | ActorKind::Person);
        if !body || words.len() < 2 || initials.len() < 2 {
            return;
        }
        let known = self.initials.entry(initials).or_insert(Some(id));
        if *known != Some(id) {
            *known = None;
        }
    }

    /// "Reporters Without Borders (RSF)": an acronym in brackets is the body named before it, here and from here on.
    fn declare(&mut self, tree: Tree<'_>, world: &World, at: usize) {
        let form = |i: usize| tree.parse.tokens.get(i).map(|_| tree.form(TokenIx(i as u32)));
        let Some(acronym) = form(at).filter(|w| w.len() > 1 && w.chars().all(char::is_uppercase)) else {
            return;
        };
        let bracketed = at >= 2 && form(at - 1) == Some("(") && form(at + 1) == Some(")");
        if !bracketed {
            return;
        }
        let before = at - 2;
        let known = self.actor_at[before].map(|i| self.actors[i as usize].id);
        let land = known.is_some_and(|id| {
            matches!(world.actor(id).kind(), ActorKind::State | ActorKind::Population | ActorKind::Person)
        });
        let named =
            self.name_at[before].is_some_and(|n| tree.parse.names[n as usize].kind == NameKind::Organization);
        if (known.is_some() && !land) || (known.is_none() && named) {
            self.declared.insert(acronym.to_string(), known);
        }
    }

    /// The reading of an ambiguous name that its surroundings allow.
    fn choose(
        &self,
        sources: Sources<'_>,
        start: usize,
        len: usize,
        candidates: &[Candidate],
    ) -> Option<(ActorId, Form)> {
        let Sources { tree, world, lexicon, published } = sources;
        let declared = (len == 1).then(|| self.declared.get(tree.form(TokenIx(start as u32)))).flatten();
        if let Some(body) = declared {
            return body.map(|id| (id, Form::Acronym));
        }
        let initials = (len == 1).then(|| self.initials.get(tree.form(TokenIx(start as u32)))).flatten();
        if let Some(body) = initials.copied().flatten() {
            return Some((body, Form::Acronym));
        }
        let name = self.name_at[start].map(|n| tree.parse.names[n as usize]);
        let person_name = name.is_some_and(|n| n.kind == NameKind::Person);
        // a hit that cuts a longer person's name in two is an accident: "Jordan" in "Michael Jordan"
        let cuts_person =
            person_name && name.is_some_and(|n| n.range().start < start || n.range().end > start + len);
        let named = name.is_some() || tree.pos(TokenIx(start as u32)) == Upos::Propn;
        let cut = cuts_body(tree, name, start, len);
        let several = candidates.len() > 1;
        let sea = (start + len..start + len + 2).map(|i| TokenIx(i as u32)).any(|t| {
            t.at() < tree.parse.tokens.len()
                && tree.pos(t) == Upos::Propn
                && lexicon.in_class("waters", &tree.lemma(t).to_lowercase())
        });
        // "the Amazon rainforest" is no company
        let nature = tree.parse.tokens.get(start + len).is_some_and(|_| {
            let next = TokenIx((start + len) as u32);
            lexicon.in_class("landscapes", &tree.lemma(next).to_lowercase())
        });
        let longer = name.is_some_and(|n| n.range().len() > len && n.range().start < start);
        let usable = candidates.iter().filter(|c| {
            let person = world.actor(c.actor).kind() == ActorKind::Person;
            let fits = match c.form {
                Form::Surname if self.is_namesake(tree, start) => false,
                Form::Surname => person_name && name.is_some_and(|n| n.range().len() == len),
                _ if person => !cuts_person,
                // the tagger's "person" on a bare country's name is overruled, on a doubtful word it is not
                _ => !cuts_person && (!person_name || len > 1 || !c.weak),
            };
            let kind = world.actor(c.actor).kind();
            // "Wales" in "New South Wales": where the whole name is a place elsewhere, no state is named
            let elsewhere = self.place_country.get(&TokenIx(start as u32)).is_some_and(|country| {
                let state = world.actor(c.actor).country().is_some_and(|own| own != *country);
                matches!(c.form, Form::Name | Form::Alias) && kind == ActorKind::State && state
            });
            if (elsewhere && longer) || (sea && kind == ActorKind::State && c.form != Form::Name) {
                return false;
            }
            let land = matches!(kind, ActorKind::State | ActorKind::Population);
            if nature && !land && kind != ActorKind::Person {
                return false;
            }
            // a party's bare acronym says nothing in a text that does not speak of its country
            let guess = c.form == Form::Acronym && (several || kind == ActorKind::Party);
            fits && (!c.weak || named)
                && (land || !cut)
                && (!guess || self.is_near(world, c.actor, published))
        });
        // the likeliest comes first; whoever the report spoke of before outranks somebody in office on the day, and both outrank the rest
        let found = usable.rev().max_by_key(|c| {
            let before = self.actors.iter().any(|hit| hit.id == c.actor);
            let near = self.is_near(world, c.actor, published);
            (before, near, in_office(world, c.actor, published), form_rank(c.form))
        })?;
        Some((found.actor, found.form))
    }

    /// Whether a surname is that of somebody whom the text names in full and who is not known: not the known bearer of the name.
    fn is_namesake(&self, tree: Tree<'_>, at: usize) -> bool {
        let surname = tree.form(TokenIx(at as u32));
        let people = tree.parse.names.iter().filter(|n| n.kind == NameKind::Person && n.range().len() > 1);
        let mut same = people.filter(|n| {
            let last = TokenIx((n.range().end - 1) as u32);
            n.range().end <= at && tree.form(last) == surname
        });
        same.any(|n| n.range().all(|i| self.actor_at[i].is_none()))
    }

    /// Whether the text speaks of an actor's country, or the actor is of none.
    fn is_near(&self, world: &World, id: ActorId, published: Option<Date>) -> bool {
        let country = world.actor(id).code_on(published).country;
        country.is_none_or(|c| c.is_international() || self.spoken_of.contains(&c))
            || self.actors.iter().any(|hit| hit.id == id)
    }

    fn roles_in(&mut self, tree: Tree<'_>, world: &'w World, first: usize, lemmas: &[&str]) {
        let mut at = 0;
        while at < lemmas.len() {
            let token = TokenIx((first + at) as u32);
            let nominal = matches!(tree.pos(token), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb);
            let rest = &lemmas[at..];
            let role = if nominal { world.role_at(rest) } else { None };
            let organ = if nominal { world.organ_at(rest) } else { None };
            let hit = match (role, organ) {
                (Some((n, role)), Some((m, _))) if n >= m => Some((n, RoleWord::Role(role))),
                (_, Some((m, organ))) => Some((m, RoleWord::Organ(organ))),
                (Some((n, role)), None) => Some((n, RoleWord::Role(role))),
                (None, None) => None,
            };
            let Some((len, word)) = hit.filter(|(n, _)| self.role_stands(tree, first + at, *n)) else {
                at += 1;
                continue;
            };
            let index = self.roles.len() as u32;
            self.role_at[first + at..first + at + len].fill(Some(index));
            self.roles.push(RoleHit { start: (first + at) as u32, end: (first + at + len) as u32, word });
            at += len;
        }
    }

    /// A role noun counts where it is a noun, not a verb form or part of a person's name.
    fn role_stands(&self, tree: Tree<'_>, start: usize, len: usize) -> bool {
        let last = TokenIx((start + len - 1) as u32);
        let person = self.name_at[last.at()].is_some_and(|n| {
            tree.parse.names[n as usize].kind == NameKind::Person && tree.rel(last) == Deprel::Flat
        });
        !person
            && (matches!(tree.pos(last), Upos::Noun | Upos::Propn)
                || (len == 1 && tree.pos(last) == Upos::Adj))
    }

    pub(super) fn actor(&self, token: TokenIx) -> Option<&ActorHit> {
        self.actor_at[token.at()].map(|i| &self.actors[i as usize])
    }

    pub(super) fn role(&self, token: TokenIx) -> Option<&RoleHit<'w>> {
        self.role_at[token.at()].map(|i| &self.roles[i as usize])
    }

    pub(super) fn name(&self, tree: Tree<'_>, token: TokenIx) -> Option<annalist_language::Name> {
        self.name_at[token.at()].map(|n| tree.parse.names[n as usize])
    }
}

/// Whether a hit ends inside a longer body's name that goes on with "of", "for" or "and": "Progress Party of Retired People".
fn cuts_body(tree: Tree<'_>, name: Option<annalist_language::Name>, start: usize, len: usize) -> bool {
    let Some(name) = name.filter(|n| n.kind == NameKind::Organization && n.range().end > start + len) else {
        return false;
    };
    let next = TokenIx((start + len) as u32);
    name.range().start <= start && matches!(tree.lemma(next), "of" | "for" | "and")
}

fn may_start_name(word: &str) -> bool {
    word.chars().any(char::is_uppercase) || word.contains('-') || word.len() > 5
}

fn in_office(world: &World, id: ActorId, published: Option<Date>) -> bool {
    let Some(day) = published else { return false };
    world.actor(id).terms().any(|t| t.start.is_none_or(|s| s <= day) && t.end.is_none_or(|e| e >= day))
}

fn form_rank(form: Form) -> u8 {
    match form {
        Form::Name => 6,
        Form::Alias => 5,
        Form::Adjective | Form::Demonym => 4,
        Form::Acronym => 3,
        Form::Capital => 2,
        Form::Surname => 1,
        _ => 0,
    }
}
