//! Mentions joined to entities.

use super::describe::{Description, Kind};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::{ActorId, ActorKind, Iso3, Sector, World};
use std::collections::BTreeMap;

/// Index of an entity among a report's [`Actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityIx(pub u32);

/// One actor of the report with all its mentions.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Best name, as the text writes it.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// Entry in the world.
    pub entity: Option<ActorId>,
    /// Country or international code.
    pub country: Option<Iso3>,
    /// Sectors, the most specific first.
    pub sectors: Vec<Sector>,
    /// Functions as written.
    pub roles: Vec<ByteSpan>,
    /// For whom the actor speaks or to whom it belongs.
    pub of: Option<TokenIx>,
    /// Whether it speaks for that other.
    pub speaks_for: bool,
    /// Mentions in text order: head and span.
    pub mentions: Vec<(TokenIx, ByteSpan)>,
    /// More than one person or body.
    pub plural: bool,
    /// Whether a country was taken from the report's focus rather than from the words.
    pub country_from_context: bool,
}

impl Entity {
    /// Somebody of whom nothing but a name and a kind is known, without mentions yet.
    fn unknown(name: String, kind: Kind) -> Self {
        Self {
            name,
            kind,
            entity: None,
            country: None,
            sectors: Vec::new(),
            roles: Vec::new(),
            of: None,
            speaks_for: false,
            mentions: Vec::new(),
            plural: false,
            country_from_context: false,
        }
    }
}

/// All actors of a report.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    /// Entities in order of first mention.
    pub entities: Vec<Entity>,
    of_head: BTreeMap<TokenIx, EntityIx>,
    /// Phrases that name nobody but stand in or belong to a country: "oil facilities in X".
    in_country: BTreeMap<TokenIx, EntityIx>,
    /// Further entities that a phrase names: "soldiers of X and Y".
    beside: BTreeMap<TokenIx, Vec<EntityIx>>,
    passes: Vec<(TokenIx, TokenIx)>,
    /// The country that the report is mostly about.
    pub(crate) focus: Option<Iso3>,
    /// How often it is named.
    pub(crate) focus_mentions: usize,
}

/// "dozens of protesters", "one of the soldiers": the phrase that is meant stands below.
pub(super) fn through_quantity(tree: Tree<'_>, lexicon: &Lexicon, head: TokenIx) -> Option<TokenIx> {
    let quantity = tree.pos(head) == Upos::Num
        || lexicon.is_transparent(tree.lemma(head))
        || lexicon.in_class("quantities", tree.lemma(head));
    if !quantity {
        return None;
    }
    tree.children_by(head, &[Deprel::Nmod]).find(|c| tree.case(*c).as_deref() == Some("of"))
}

impl Actors {
    /// The entity that a phrase's head stands for.
    pub fn at(&self, head: TokenIx) -> Option<EntityIx> {
        self.of_head.get(&head).copied()
    }

    /// All entities that a phrase's head stands for.
    pub fn all_at(&self, head: TokenIx) -> impl Iterator<Item = EntityIx> + '_ {
        self.at(head).into_iter().chain(self.beside.get(&head).into_iter().flatten().copied())
    }

    /// The country that a phrase for something else stands in.
    pub fn country_at(&self, head: TokenIx) -> Option<EntityIx> {
        self.in_country.get(&head).copied()
    }

    /// An entity.
    pub fn get(&self, ix: EntityIx) -> &Entity {
        &self.entities[ix.0 as usize]
    }

    pub(super) fn pass_through(&mut self, head: TokenIx, inner: TokenIx) {
        self.passes.push((head, inner));
    }

    pub(super) fn resolve_passed_through(&mut self) {
        for (head, inner) in std::mem::take(&mut self.passes) {
            if let Some(ix) = self.at(inner) {
                self.of_head.entry(head).or_insert(ix);
            }
        }
    }

    /// Points a pronoun (or any other token) at an entity.
    pub fn refer(&mut self, token: TokenIx, ix: EntityIx) {
        self.of_head.insert(token, ix);
    }

    /// The entity of a phrase, made from its words alone where it names no known kind of actor: a speaker must have a name.
    pub fn ensure(&mut self, tree: Tree<'_>, head: TokenIx) -> EntityIx {
        if let Some(ix) = self.at(head) {
            return ix;
        }
        let (first, last) = (tree.children_by(
            head,
            &[Deprel::Det, Deprel::Amod, Deprel::Compound, Deprel::NmodPoss, Deprel::Nummod],
        ))
        .map(|c| tree.reach(c))
        .fold((head, head), |(first, last), (from, to)| (first.min(from), last.max(to)));
        let span = tree.trimmed(first, last);
        let name = tree.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = self.entities.iter().position(|e| e.name == name).map(|i| EntityIx(i as u32));
        let ix = known.unwrap_or_else(|| {
            self.entities.push(Entity::unknown(name, Kind::Unknown));
            EntityIx(self.entities.len() as u32 - 1)
        });
        self.entities[ix.0 as usize].mentions.push((head, span));
        self.of_head.insert(head, ix);
        ix
    }

    /// The person that a name stands for, known or new: a speaker must have a name.
    pub fn ensure_person(&mut self, tree: Tree<'_>, first: TokenIx, last: TokenIx) -> EntityIx {
        let span = tree.span(first, last);
        let name = tree.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let ix = self.same_person(&name).unwrap_or_else(|| {
            self.entities.push(Entity::unknown(name, Kind::Person));
            EntityIx(self.entities.len() as u32 - 1)
        });
        if self.at(first) != Some(ix) {
            self.entities[ix.0 as usize].mentions.push((first, span));
            self.of_head.insert(first, ix);
        }
        ix
    }

    /// Adds a mention to the entity it belongs to, or makes a new one.
    pub(super) fn link(&mut self, tree: Tree<'_>, world: &World, found: &Description) {
        if found.only_country {
            self.link_country(world, found);
            return;
        }
        if let Some(ix) = self.appositive_of(tree, found) {
            self.of_head.insert(found.head, ix);
            return;
        }
        let name = best_name(tree, world, found);
        let same = self.same(tree, world, found, &name);
        let ix = same.unwrap_or_else(|| self.push(found, name.clone()));
        self.absorb(ix, found, name);
    }

    /// Adds the same function in a further country, which `word` names.
    pub(super) fn link_beside(&mut self, tree: Tree<'_>, world: &World, found: &Description, word: TokenIx) {
        let joint = if tree.is_nominal(word) && word > found.head {
            format!("{} of {}", tree.form(found.head), tree.form(word))
        } else {
            format!("{} {}", tree.form(word), tree.form(found.head))
        };
        let ix = self.same(tree, world, found, &joint).unwrap_or_else(|| self.push(found, joint));
        self.entities[ix.0 as usize].mentions.push((found.head, found.span));
        self.beside.entry(found.head).or_default().push(ix);
    }

    fn link_country(&mut self, world: &World, found: &Description) {
        let Some(state) = found.country.and_then(|c| world.state(c)) else { return };
        let known = self.entities.iter().position(|e| e.entity == Some(state) && e.kind == Kind::State);
        let ix = known.map_or_else(
            || {
                let mut country = found.clone();
                country.entity = Some(state);
                country.kind = Kind::State;
                country.sectors.clear();
                self.push(&country, world.actor(state).name().to_string())
            },
            |i| EntityIx(i as u32),
        );
        self.in_country.insert(found.head, ix);
    }

    /// The head of an apposition was described together with its governor.
    fn appositive_of(&self, tree: Tree<'_>, found: &Description) -> Option<EntityIx> {
        if tree.rel(found.head) != Deprel::Appos {
            return None;
        }
        let governor = self.at(tree.head(found.head)?)?;
        let entity = self.get(governor);
        let own = found.person.map(|p| tree.text.slice(p));
        own.is_none_or(|person| entity.name.contains(person)).then_some(governor)
    }

    fn push(&mut self, found: &Description, name: String) -> EntityIx {
        self.entities.push(Entity {
            name,
            kind: found.kind,
            entity: found.entity,
            country: found.country,
            sectors: found.sectors.clone(),
            roles: Vec::new(),
            of: found.of,
            speaks_for: found.speaks_for,
            mentions: Vec::new(),
            plural: found.plural,
            country_from_context: false,
        });
        EntityIx(self.entities.len() as u32 - 1)
    }

    fn absorb(&mut self, ix: EntityIx, found: &Description, name: String) {
        self.of_head.insert(found.head, ix);
        let entity = &mut self.entities[ix.0 as usize];
        entity.mentions.push((found.head, found.span));
        entity.entity = entity.entity.or(found.entity);
        if found.person.is_some() && name.len() > entity.name.len() && entity.kind == Kind::Person {
            entity.name = name;
        }
        if entity.country.is_none() {
            entity.country = found.country;
        }
        if entity.sectors.is_empty() {
            entity.sectors.clone_from(&found.sectors);
        }
        if let Some(role) = found.role.filter(|_| found.person.is_some()) {
            entity.roles.push(role);
        }
        entity.of = entity.of.or(found.of);
        entity.speaks_for |= found.speaks_for;
    }

    /// The earlier entity that a mention belongs to.
    fn same(&self, tree: Tree<'_>, world: &World, found: &Description, name: &str) -> Option<EntityIx> {
        let ixs = (0..self.entities.len() as u32).rev().map(EntityIx);
        if let Some(person) = found.person {
            let person = tree.text.slice(person);
            let short =
                || self.body_in_short(person).filter(|_| found.entity.is_none() && found.role.is_none());
            return self.same_person(person).or_else(short);
        }
        if let Some(id) = found.entity {
            let covers = found.role.is_none();
            if covers || world.actor(id).kind() == ActorKind::Person {
                return ixs.clone().find(|ix| {
                    let other = self.get(*ix);
                    other.entity == Some(id) && other.kind == found.kind && other.sectors == found.sectors
                });
            }
        }
        // "the foreign minister" again, "the government" again; not "a soldier" and "a soldier"
        let counted = |head: TokenIx| {
            tree.children_by(head, &[Deprel::Nummod]).next().is_some()
                || tree.children_by(head, &[Deprel::NmodPoss]).any(|p| tree.pos(p) == Upos::Pron)
        };
        if found.role.is_some() && (found.definite || found.country.is_some()) && !counted(found.head) {
            let noun = tree.lemma(found.head);
            return ixs.clone().find(|ix| {
                let other = self.get(*ix);
                let same_noun =
                    other.mentions.first().is_some_and(|(h, _)| tree.lemma(*h) == noun && !counted(*h));
                let office = found.kind == Kind::Office
                    && !found.plural
                    && other.kind == Kind::Person
                    && other.roles.iter().any(|r| tree.text.slice(*r).to_lowercase().contains(noun));
                let country =
                    found.country.is_none() || other.country.is_none() || found.country == other.country;
                country
                    && ((same_noun && other.plural == found.plural && other.sectors == found.sectors)
                        || (office && found.definite))
            });
        }
        let named = ixs.clone().find(|ix| self.get(*ix).name == name && self.get(*ix).kind == found.kind);
        named.or_else(|| self.body_in_short(name).filter(|_| found.role.is_none() && found.entity.is_none()))
    }

    /// "Acme" after "Acme Air": one word that an earlier body's longer name begins with.
    fn body_in_short(&self, name: &str) -> Option<EntityIx> {
        let one =
            name.chars().next().is_some_and(char::is_uppercase) && !name.contains(' ') && name.len() > 3;
        let mut ixs = (0..self.entities.len() as u32).rev().map(EntityIx).filter(|_| one);
        ixs.find(|ix| {
            let other = self.get(*ix);
            if other.kind == Kind::Person {
                // a surname that the tagger took for a body's name
                return fold(&other.name).ends_with(&format!(" {}", fold(name)));
            }
            let body = matches!(other.kind, Kind::Organization | Kind::ArmedGroup | Kind::Unknown);
            body && other
                .name
                .strip_prefix("the ")
                .unwrap_or(&other.name)
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(' '))
        })
    }

    /// Full names match in full; a single name matches the latest longer name that holds it.
    fn same_person(&self, name: &str) -> Option<EntityIx> {
        let folded = fold(name);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let ixs = (0..self.entities.len() as u32).rev().map(EntityIx);
        ixs.filter(|ix| self.get(*ix).kind == Kind::Person).find(|ix| {
            let other = fold(&self.get(*ix).name);
            let other: Vec<&str> = other.split_whitespace().collect();
            let (short, long) = if words.len() <= other.len() { (&words, &other) } else { (&other, &words) };
            match short.as_slice() {
                [] => false,
                [one] => long.contains(one),
                [first, .., last] => {
                    long.contains(last)
                        && (long.contains(first)
                            || long.first().is_some_and(|l| l.starts_with(first.trim_end_matches('.'))))
                }
            }
        })
    }
}

/// The name an entity starts with.
fn best_name(tree: Tree<'_>, world: &World, found: &Description) -> String {
    let words = |span: ByteSpan| tree.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(person) = found.person {
        return words(person)
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .trim_end_matches(['\'', '’'])
            .to_string();
    }
    if let (Some(id), true) = (found.entity, found.role.is_none()) {
        let actor = world.actor(id);
        if actor.kind() == ActorKind::State && found.kind == Kind::State {
            return actor.name().to_string();
        }
        if let Some(name) = found.name {
            return words(name);
        }
        return actor.name().to_string();
    }
    if found.role.is_none()
        && let Some(name) = found.name
    {
        return words(name);
    }
    if found.plural
        && found.role.is_some()
        && let Some(last) = end_of_group(tree, found.head)
    {
        return words(found.span.cover(tree.token(last).span));
    }
    words(found.span)
}

/// "residents of Aleppo", "members of opposition parties": what a group of people is told apart by, where it is short.
fn end_of_group(tree: Tree<'_>, head: TokenIx) -> Option<TokenIx> {
    let told = |c: &TokenIx| {
        *c > head && matches!(tree.case(*c).as_deref(), Some("of" | "from" | "in" | "at" | "for"))
    };
    let owner = tree.children_by(head, &[Deprel::Nmod]).find(told)?;
    let (first, last) = tree.reach(owner);
    let plain =
        (first.0..=last.0).all(|t| !matches!(tree.pos(TokenIx(t)), Upos::Verb | Upos::Punct | Upos::Pron));
    (plain && first.0 == head.0 + 1 && last.0 - first.0 < 6).then_some(last)
}

/// Lower case without accents, for comparing names.
pub(super) fn fold(name: &str) -> String {
    annalist_world::folded(name)
}
