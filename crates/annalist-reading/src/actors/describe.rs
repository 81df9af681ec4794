//! Who a noun phrase speaks of: the names, roles, bodies and countries in it put together.

use super::matches::{ActorHit, Matches, RoleWord};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, NameKind, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::{ActorId, ActorKind, Form, Iso3, Sector, World};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What kind of actor a phrase names; the record's kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A country as a whole.
    State,
    /// A government or state body.
    Government,
    /// Another organisation.
    Organization,
    /// An armed group outside the state.
    ArmedGroup,
    /// People of a kind or place.
    Population,
    /// One person.
    Person,
    /// An office without a name: the president.
    Office,
    /// Something that acts, of unknown kind.
    Unknown,
}

impl Kind {
    /// The record's word.
    pub fn label(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Government => "government",
            Self::Organization => "organization",
            Self::ArmedGroup => "armed_group",
            Self::Population => "population",
            Self::Person => "person",
            Self::Office => "office",
            Self::Unknown => "unknown",
        }
    }
}

/// A noun phrase read as an actor.
#[derive(Clone, Debug)]
pub struct Description {
    /// Head of the phrase.
    pub head: TokenIx,
    /// The phrase without relative clauses.
    pub span: ByteSpan,
    /// A person's name in it.
    pub person: Option<ByteSpan>,
    /// The name of an organisation, group or country in it, as written.
    pub name: Option<ByteSpan>,
    /// Its entry in the world.
    pub entity: Option<ActorId>,
    /// How the entry was named.
    pub form: Option<Form>,
    /// Function, as written.
    pub role: Option<ByteSpan>,
    /// Whether the function speaks for somebody.
    pub speaks_for: bool,
    /// For whom, or to whom the role belongs.
    pub of: Option<TokenIx>,
    /// Country or international code.
    pub country: Option<Iso3>,
    /// Sectors, the most specific first.
    pub sectors: Vec<Sector>,
    /// Kind of actor.
    pub kind: Kind,
    /// Whether the phrase names something by a proper name or points back with "the".
    pub definite: bool,
    /// More than one.
    pub plural: bool,
    /// Whether the role stands before names: minister, general.
    pub title: bool,
    /// Whether the head is a noun for a body that only says what kind of thing the name is: "the X movement".
    pub group_noun: bool,
    /// Whether only a country was found, in a modifier: "oil facilities in X".
    pub only_country: bool,
}

/// Everything that describing needs.
pub(super) struct Describer<'a, 'w> {
    pub(super) tree: Tree<'a>,
    pub(super) world: &'w World,
    pub(super) matches: Matches<'w>,
    pub(super) published: Option<Date>,
    /// Country by token for tokens that name a resolved place.
    pub(super) place_country: &'a BTreeMap<TokenIx, Iso3>,
}

const BASE: [Deprel; 8] = [
    Deprel::Det,
    Deprel::Amod,
    Deprel::Compound,
    Deprel::Flat,
    Deprel::NmodDesc,
    Deprel::FlatForeign,
    Deprel::Goeswith,
    Deprel::Nummod,
];

/// How deep modifiers of modifiers are followed.
const MAX_DEPTH: usize = 4;

impl Describer<'_, '_> {
    /// Reads the phrase headed by `head` as an actor, if it can be one.
    pub(super) fn describe(&self, head: TokenIx) -> Option<Description> {
        let mut found = self.describe_base(head, 0)?;
        self.take_appositions(&mut found);
        (found.person.is_some()
            || found.entity.is_some()
            || found.role.is_some()
            || found.only_country
            || found.name.is_some())
        .then_some(found)
    }

    /// "soldiers of X and Y", "X and Y officials": the same function in each further country, with the word that names it.
    pub(super) fn elsewhere(&self, found: &Description) -> Vec<(Description, TokenIx)> {
        let tree = self.tree;
        let force = found.entity.is_some_and(|e| self.world.actor(e).kind() == ActorKind::Government);
        if force && found.person.is_none() && found.plural {
            return self.other_forces(found);
        }
        let one = found.person.is_some()
            || found.entity.is_some()
            || found.role.is_none()
            || found.country.is_none();
        if one {
            return Vec::new();
        }
        let tells = |c: &TokenIx| match tree.rel(*c) {
            Deprel::Amod | Deprel::Compound => self.is_country(*c),
            Deprel::NmodPoss => true,
            Deprel::Nmod => matches!(tree.case(*c).as_deref(), Some("of" | "from" | "in")),
            _ => false,
        };
        let mut more: Vec<(Description, TokenIx)> = Vec::new();
        for owner in tree.children(found.head).filter(tells) {
            for other in tree.conjuncts(owner).into_iter().skip(1) {
                let hit = self.matches.actor(other).filter(|_| self.is_country(other));
                let Some(country) = hit.and_then(|h| self.world.actor(h.id).country()) else { continue };
                let new =
                    found.country != Some(country) && more.iter().all(|(d, _)| d.country != Some(country));
                if new {
                    let of = tree.is_nominal(other).then_some(other);
                    more.push((Description { country: Some(country), of, ..found.clone() }, other));
                }
            }
        }
        more
    }

    /// "X and Y soldiers" where "Y soldiers" is known as a body: the soldiers of X beside them.
    fn other_forces(&self, found: &Description) -> Vec<(Description, TokenIx)> {
        let tree = self.tree;
        let adjectives = tree.children_by(found.head, &[Deprel::Amod, Deprel::Compound]);
        let others = adjectives.flat_map(|a| tree.conjuncts(a)).filter_map(|a| {
            let hit = self.matches.actor(a).filter(|_| self.is_country(a))?;
            let country = self.world.actor(hit.id).country().filter(|c| Some(*c) != found.country)?;
            let role = Some(tree.token(found.head).span);
            let (entity, form, name) = (None, None, None);
            Some((Description { country: Some(country), role, entity, form, name, ..found.clone() }, a))
        });
        others.collect()
    }

    fn describe_base(&self, head: TokenIx, depth: usize) -> Option<Description> {
        let tree = self.tree;
        if depth > MAX_DEPTH || !(tree.is_nominal(head) || tree.pos(head) == Upos::Adj) {
            return None;
        }
        let (first, last) = self.base(head);
        let mut found = Description {
            head,
            span: tree.trimmed(first, last),
            person: None,
            name: None,
            entity: None,
            form: None,
            role: None,
            speaks_for: false,
            of: None,
            country: None,
            sectors: Vec::new(),
            kind: Kind::Unknown,
            definite: tree.pos(head) == Upos::Propn || self.is_definite(head),
            plural: tree.has(head, Feats::PLURAL),
            title: false,
            group_noun: false,
            only_country: false,
        };
        self.scan(&mut found, first, last);
        if found.person.is_none() && found.role.is_some() {
            found.person = self.named_after_title(head, found.title);
        }
        self.take_modifiers(&mut found, depth);
        self.settle(&mut found);
        Some(found)
    }

    /// "secretary of state Jane Roe", "ambassador to Kenya John Doe": a person's name that follows a title and its complement
    /// without a comma belongs to it, wherever the tree hangs it.
    fn named_after_title(&self, head: TokenIx, title: bool) -> Option<ByteSpan> {
        let tree = self.tree;
        let people = tree.parse.names.iter().filter(|n| n.kind == NameKind::Person && n.tokens.0 > head);
        let name =
            people.take_while(|n| tree.token(n.tokens.0).sentence == tree.token(head).sentence).next()?;
        let first = name.tokens.0;
        // "the president of X, Jane Roe": a comma right before the name, which the tree takes as an apposition
        let apposed = tree.rel(first) == Deprel::Appos
            && first.0 > head.0 + 1
            && tree.form(TokenIx(first.0 - 1)) == ",";
        let mut between = (head.0 + 1..first.0 - u32::from(apposed)).map(TokenIx);
        let joined = between.all(|t| {
            tree.dominates(head, t) && !matches!(tree.pos(t), Upos::Punct | Upos::Verb | Upos::Cconj)
        });
        let attached = title || tree.dominates(head, first) || tree.head(first) == tree.head(head);
        let bare = tree.case(first).is_none();
        (joined && attached && bare).then(|| tree.span(first, TokenIx(name.tokens.1.0 - 1)))
    }

    fn is_definite(&self, head: TokenIx) -> bool {
        self.tree
            .children_by(head, &[Deprel::Det])
            .any(|d| self.tree.has(d, Feats::DEFINITE | Feats::DEMONSTRATIVE))
            || self.tree.child(head, &[Deprel::NmodPoss]).is_some()
    }

    /// First and last token of the phrase without its prepositional and clausal modifiers.
    fn base(&self, head: TokenIx) -> (TokenIx, TokenIx) {
        let (mut first, mut last) = (head, head);
        for child in self.tree.children_by(head, &BASE) {
            if self.is_stray_person(head, child) {
                continue;
            }
            let (from, to) = self.tree.reach(child);
            first = first.min(from);
            last = last.max(to);
        }
        (first, last)
    }

    /// "ambassador to X Jane Roe": a person's name that the tree hangs on a country's.
    fn is_stray_person(&self, head: TokenIx, child: TokenIx) -> bool {
        let person = |t: TokenIx| self.matches.name(self.tree, t).filter(|n| n.kind == NameKind::Person);
        matches!(self.tree.rel(child), Deprel::Flat | Deprel::NmodDesc)
            && person(child).is_some_and(|n| n.tokens.0 > head)
            && self
                .matches
                .actor(head)
                .is_some_and(|h| h.end <= child.0 && self.world.actor(h.id).kind() != ActorKind::Person)
    }

    /// Whether a token names a state or its people.
    fn is_country(&self, token: TokenIx) -> bool {
        let hit = self.matches.actor(token);
        hit.is_some_and(|h| matches!(self.world.actor(h.id).kind(), ActorKind::State | ActorKind::Population))
    }

    /// Names, roles and bodies in the base phrase.
    fn scan(&self, found: &mut Description, first: TokenIx, last: TokenIx) {
        let mut at = first;
        while at <= last {
            let person =
                self.matches.name(self.tree, at).filter(|n| n.kind == NameKind::Person && !self.is_body(*n));
            if let Some(name) = person
                && found.person.is_none()
            {
                found.person = Some(self.tree.span(name.tokens.0, TokenIx(name.tokens.1.0 - 1)));
            }
            // a name that begins before the phrase is whose the function is: "United States Department of State spokesperson"
            let body = |id| !matches!(self.world.actor(id).kind(), ActorKind::Person | ActorKind::State);
            let begins = |h: &&ActorHit| {
                h.start == at.0 || (at == first && h.start < at.0 && h.end <= found.head.0 && body(h.id))
            };
            if let Some(hit) = self.matches.actor(at).filter(begins) {
                self.take_actor(found, at, hit.id, hit.form, hit.end);
                // the rest of a long name beyond the base phrase is part of it
                at = TokenIx(hit.end.max(at.0 + 1));
                continue;
            }
            if let Some(hit) = self.matches.role(at).filter(|h| h.start == at.0) {
                self.take_role(found, TokenIx(hit.start), TokenIx(hit.end - 1), &hit.word);
                at = TokenIx(hit.end);
                continue;
            }
            at.0 += 1;
        }
        let unnamed = found.person.is_none() && found.entity.is_none();
        if let Some(name) = self.matches.name(self.tree, found.head).filter(|_| unnamed)
            && matches!(name.kind, NameKind::Organization | NameKind::Group)
        {
            let span = self.tree.span(name.tokens.0, TokenIx(name.tokens.1.0 - 1));
            found.name = Some(span);
            found.span = found.span.cover(span);
        }
    }

    /// Whether the whole of a name is known as something other than a person.
    fn is_body(&self, name: annalist_language::Name) -> bool {
        let hit = self.matches.actor(name.tokens.0);
        hit.is_some_and(|h| {
            h.start <= name.tokens.0.0
                && h.end >= name.tokens.1.0
                && self.world.actor(h.id).kind() != ActorKind::Person
        })
    }

    fn take_actor(&self, found: &mut Description, at: TokenIx, id: ActorId, form: Form, end: u32) {
        let actor = self.world.actor(id);
        let span = self.tree.span(at, TokenIx(end - 1));
        let covers_head = (at.0..end).contains(&found.head.0);
        match actor.kind() {
            ActorKind::State | ActorKind::Population => {
                found.country = if covers_head { actor.country() } else { found.country.or(actor.country()) };
                if covers_head && found.entity.is_none() {
                    found.entity = Some(id);
                    found.form = Some(form);
                    found.name = Some(span);
                }
            }
            ActorKind::Person => {
                found.person =
                    Some(found.person.map_or(span, |p| if p.len() >= span.len() { p } else { span }));
                found.entity = Some(id);
                found.form = Some(form);
            }
            _ => {
                let code = actor.code_on(self.published);
                if found.entity.is_none() || covers_head {
                    found.country = code.country.or(found.country);
                    found.entity = Some(id);
                    found.form = Some(form);
                    found.name = Some(span);
                }
            }
        }
        found.span = found.span.cover(span);
    }

    fn take_role(&self, found: &mut Description, first: TokenIx, last: TokenIx, word: &RoleWord<'_>) {
        let span = self.tree.span(first, last);
        match word {
            RoleWord::Role(role) => {
                found.speaks_for |= role.speaks_for;
                found.title |= role.title;
                found.group_noun |= !role.person && (first..=last).contains(&found.head);
                // a body named before ("foreign ministry spokesman") already said whose sector it is
                if !is_generic(role) || found.sectors.is_empty() {
                    found.sectors = role.sectors.to_vec();
                }
                found.role = Some(found.role.map_or(span, |r| r.cover(span)));
                found.kind = if found.plural { Kind::Population } else { Kind::Office };
            }
            RoleWord::Organ(organ) => {
                found.sectors = organ.sectors.to_vec();
                found.kind = kind_of(organ.kind);
                found.group_noun = (first..=last).contains(&found.head)
                    && !matches!(organ.kind, ActorKind::Government | ActorKind::State);
                found.role = Some(found.role.map_or(span, |r| r.cover(span)));
            }
        }
    }

    /// Possessors and prepositional modifiers: whose minister, residents of where.
    fn take_modifiers(&self, found: &mut Description, depth: usize) {
        let tree = self.tree;
        for child in tree.children(found.head) {
            let owns = match tree.rel(child) {
                Deprel::NmodPoss => true,
                Deprel::Nmod => {
                    matches!(
                        tree.case(child).as_deref(),
                        Some("of" | "for" | "from" | "in" | "at" | "to" | "within" | "on" | "near")
                    )
                }
                _ => false,
            };
            if !owns {
                continue;
            }
            let Some(owner) = self.describe_base(child, depth + 1) else { continue };
            if !self.may_own(found, child, &owner) {
                continue;
            }
            if tree.is_nominal(child)
                && found.of.is_none()
                && (owner.entity.is_some() || owner.person.is_some() || owner.role.is_some())
            {
                found.of = Some(child);
            }
            self.inherit(found, &owner);
        }
        if found.country.is_none() {
            let (first, last) = self.base(found.head);
            found.country = (first.0..=last.0).find_map(|i| self.place_country.get(&TokenIx(i))).copied();
        }
    }

    /// Whether what stands behind a preposition says whose the phrase is: an ambassador to a country is not that country's, a post on
    /// a network not the network's.
    fn may_own(&self, found: &Description, child: TokenIx, owner: &Description) -> bool {
        let kind = owner.entity.map(|e| self.world.actor(e).kind());
        let land = owner.entity.is_none() || matches!(kind, Some(ActorKind::State | ActorKind::Population));
        match self.tree.case(child).as_deref() {
            Some("to") => !(land || owner.country.is_some_and(Iso3::is_international)),
            Some("on" | "near" | "in" | "within") => {
                land || found.role.is_none() || owner.country.is_some_and(|c| !c.is_international())
            }
            _ => true,
        }
    }

    fn inherit(&self, found: &mut Description, owner: &Description) {
        let named = found.person.is_some() && found.entity.is_some();
        if found.country.is_none() && !named {
            found.country = owner.country;
        }
        let body = owner.entity.is_some_and(|e| {
            !matches!(
                self.world.actor(e).kind(),
                ActorKind::State | ActorKind::Population | ActorKind::Person
            )
        });
        let generic = found.sectors.is_empty()
            || found.speaks_for
            || found.sectors.iter().all(|s| matches!(s, Sector::Gov | Sector::Eli | Sector::Unk));
        if found.role.is_some()
            && generic
            && !owner.sectors.is_empty()
            && (body || found.speaks_for || found.sectors.is_empty())
        {
            found.sectors.clone_from(&owner.sectors);
            found.country = owner.country.or(found.country);
        }
    }

    /// "X, the president of Y": what the apposition says is said of X.
    fn take_appositions(&self, found: &mut Description) {
        let tree = self.tree;
        for child in tree.children_by(found.head, &[Deprel::Appos]) {
            let Some(other) = self.describe_base(child, 1) else { continue };
            if found.person.is_some() && other.person.is_some() {
                continue;
            }
            let land = found.person.is_none() && found.entity.is_some() && self.is_country(found.head);
            let compatible =
                found.person.is_some() || (other.person.is_some() && !land) || found.entity.is_none();
            if !compatible {
                continue;
            }
            found.person = found.person.or(other.person);
            if other.person.is_some() || found.entity.is_none() {
                found.entity = other.entity.or(found.entity);
                found.form = other.form.or(found.form);
            }
            // "Sir X, the ambassador": an honour says less than an office
            let honour = !other.sectors.is_empty()
                && found.sectors.iter().all(|s| matches!(s, Sector::Eli | Sector::Unk))
                && found.role.is_some();
            if honour && other.role.is_some() {
                found.role = other.role;
            }
            if honour || found.role.is_none() || found.sectors.is_empty() {
                found.sectors = if other.sectors.is_empty() { found.sectors.clone() } else { other.sectors };
            }
            found.country = found.country.or(other.country);
            found.role = found.role.or(other.role);
            found.name = found.name.or(other.name);
            found.of = found.of.or(other.of);
            found.speaks_for |= other.speaks_for;
            self.settle(found);
        }
    }

    /// Kind, country and sectors from all that was found.
    fn settle(&self, found: &mut Description) {
        if let Some(id) = found.entity {
            let actor = self.world.actor(id);
            let code = actor.code_on(self.published);
            let generic_role = found.role.is_none() || found.sectors.is_empty();
            match actor.kind() {
                ActorKind::State => Self::settle_state(found),
                ActorKind::Person => {
                    found.country = found.country.or(code.country);
                    if generic_role {
                        found.sectors = code.sectors.to_vec();
                    }
                    found.kind = Kind::Person;
                }
                kind => {
                    if found.group_noun && kind != ActorKind::Government {
                        // "the X movement", "the X party" is X
                        found.role = None;
                        found.sectors.clear();
                    }
                    let generic_role = generic_role || found.role.is_none();
                    let covers = found.name.is_some_and(|n| n.contains(self.tree.token(found.head).span));
                    if generic_role || covers || found.speaks_for {
                        found.sectors = code.sectors.to_vec();
                    }
                    found.country = code.country.or(found.country);
                    if covers || found.role.is_none() {
                        found.kind = kind_of(kind);
                    }
                }
            }
        }
        if found.person.is_some() {
            found.kind = Kind::Person;
        } else if found.kind == Kind::Unknown && found.name.is_some() {
            found.kind = Kind::Organization;
        }
        let bare =
            found.person.is_none() && found.entity.is_none() && found.role.is_none() && found.name.is_none();
        found.only_country = bare && found.country.is_some();
    }

    fn settle_state(found: &mut Description) {
        match found.form {
            Some(Form::Demonym) => {
                found.kind = Kind::Population;
                if found.sectors.is_empty() {
                    found.sectors = vec![Sector::Cvl];
                }
            }
            Some(Form::Capital) => {
                found.kind = Kind::Government;
                if found.sectors.is_empty() {
                    found.sectors = vec![Sector::Gov];
                }
            }
            _ => found.kind = Kind::State,
        }
    }
}

/// Functions that say little of themselves: the body they belong to does.
fn is_generic(role: &annalist_world::Role<'_>) -> bool {
    role.speaks_for
        || role.sectors.is_empty()
        || role.sectors.iter().all(|s| matches!(s, Sector::Eli | Sector::Unk | Sector::Gov))
}

fn kind_of(kind: ActorKind) -> Kind {
    match kind {
        ActorKind::State => Kind::State,
        ActorKind::Government => Kind::Government,
        ActorKind::ArmedGroup => Kind::ArmedGroup,
        ActorKind::Population => Kind::Population,
        ActorKind::Person => Kind::Person,
        _ => Kind::Organization,
    }
}
