//! Actors: countries, governments, organisations, armed groups, parties, peoples and persons.

use crate::World;
use crate::code::{Code, Iso3, Sectors};
use crate::kind::{ActorKind, Form};
use crate::pack::{text_at, three_at, u16_at, u32_at};
use crate::phrase::{Casing, casing, each_prefix, get};
use crate::sector::Sector;
use jiff::civil::Date;

/// An actor's number in this version's index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub(crate) u32);

impl ActorId {
    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

/// Words that name an actor, or several who share the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorMatch {
    /// Number of tokens matched.
    pub len: usize,
    /// Whom they can name, the likeliest first; never empty.
    pub candidates: Vec<Candidate>,
}

/// One actor that words can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The actor.
    pub actor: ActorId,
    /// How the words name it.
    pub form: Form,
    /// Whether the words are also ordinary words or another's name ("May", "Rice", "Unity"), so that context is needed.
    pub weak: bool,
}

/// One actor's entry.
#[derive(Clone, Copy)]
pub struct Actor<'w> {
    world: &'w World,
    at: usize,
}

/// A time during which an actor held an office or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'w> {
    /// The office as the data write it ("prime minister"); empty where only the code is dated.
    pub office: &'w str,
    /// The country or what stands in its place.
    pub country: Option<Iso3>,
    /// The sectors, the leading one first.
    pub sectors: Sectors,
    /// First day; `None` if not known or from the beginning.
    pub start: Option<Date>,
    /// Last day; `None` if it goes on or is not known.
    pub end: Option<Date>,
    rank: u8,
}

impl Term<'_> {
    /// Whether the day lies within the term.
    pub fn covers(&self, day: Date) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day <= end)
    }

    fn code(&self) -> Code {
        Code { country: self.country, sectors: self.sectors }
    }
}

const ACTOR: usize = 20;
const TERM: usize = 20;
const HOLDING: usize = 20;

impl World {
    /// The longest name that starts at `words[0]`: words as written, possessive `'s` and hyphens as tokens of their own or
    /// within a token.
    pub fn actor_at(&self, words: &[&str]) -> Option<ActorMatch> {
        let names = self.names.as_ref()?;
        let mut keys = [(0, 0); 16];
        let mut n = 0;
        each_prefix(names, words, |len, value| {
            keys[n] = (len, value as usize);
            n += 1;
        });
        keys[..n].iter().rev().find_map(|&(len, postings)| {
            let candidates = self.candidates(postings, casing(&words[..len]));
            (!candidates.is_empty()).then_some(ActorMatch { len, candidates })
        })
    }

    /// An actor's entry.
    pub fn actor(&self, id: ActorId) -> Actor<'_> {
        Actor { world: self, at: (id.0 as usize).min(self.actor_count().saturating_sub(1)) * ACTOR }
    }

    /// Number of actors; their ids run from 0.
    pub fn actor_count(&self) -> usize {
        self.actors.len() / ACTOR
    }

    /// All actors in the order of the index.
    pub fn actors(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.actor_count() as u32).map(ActorId)
    }

    /// A country's entry.
    pub fn state(&self, country: Iso3) -> Option<ActorId> {
        let key = country.bytes();
        let found = binary_search(self.states.len() / 8, |i| three_at(self.states, i * 8).cmp(&key))?;
        Some(ActorId(u32_at(self.states, found * 8 + 4)))
    }

    /// Who held an office ("president", "prime minister", "foreign minister" …) of a country on a day.
    pub fn holder(&self, country: Iso3, office: &str, on: Date) -> Option<ActorId> {
        let offices = self.offices.as_ref()?;
        let own = get(offices, &format!("{country} {office}"));
        let id = own.or_else(|| get(offices, office))? as u16;
        let key = (country.bytes(), id);
        let (count, day) = (self.holdings.len() / HOLDING, pack_date(on));
        let at = |i: usize| (three_at(self.holdings, i * HOLDING), u16_at(self.holdings, i * HOLDING + 4));
        let first = partition(count, |i| at(i) < key);
        (first..count)
            .take_while(|&i| at(i) == key)
            .map(|i| i * HOLDING)
            .filter(|&i| {
                u32_at(self.holdings, i + 8) <= day
                    && matches!(u32_at(self.holdings, i + 12), end if end == 0 || day <= end)
            })
            .last()
            .map(|i| ActorId(u32_at(self.holdings, i + 16)))
    }

    fn candidates(&self, postings: usize, written: Casing) -> Vec<Candidate> {
        let count = usize::from(u16_at(self.postings, postings));
        (0..count)
            .map(|i| postings + 2 + i * 8)
            .filter(|&at| fits(u16_at(self.postings, at + 4), self.flags(at), written))
            .filter_map(|at| {
                let form = Form::from_byte(*self.postings.get(at + 6)?)?;
                Some(Candidate {
                    actor: ActorId(u32_at(self.postings, at)),
                    form,
                    weak: self.flags(at) & 1 != 0,
                })
            })
            .collect()
    }

    fn flags(&self, posting: usize) -> u8 {
        self.postings.get(posting + 7).copied().unwrap_or(0)
    }
}

/// Whether words written so can be this name: every capital of the name is there, initials have no small letter, and names like
/// LeT have their second capital.
fn fits(capitals: u16, flags: u8, written: Casing) -> bool {
    written.capitals & capitals == capitals
        && (flags & 2 == 0 || written.upper)
        && (flags & 4 == 0 || written.inner)
}

fn binary_search(count: usize, mut compare: impl FnMut(usize) -> std::cmp::Ordering) -> Option<usize> {
    let at = partition(count, |i| compare(i).is_lt());
    (at < count && compare(at).is_eq()).then_some(at)
}

fn partition(count: usize, mut before: impl FnMut(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Days are packed as the number `yyyymmdd`, 0 for none.
fn pack_date(date: Date) -> u32 {
    u32::from(date.year().unsigned_abs()) * 10_000
        + u32::from(date.month().unsigned_abs()) * 100
        + u32::from(date.day().unsigned_abs())
}

fn unpack_date(packed: u32) -> Option<Date> {
    let year = i16::try_from(packed / 10_000).ok()?;
    let (month, day) = ((packed / 100 % 100) as i8, (packed % 100) as i8);
    Date::new(year, month, day).ok()
}

impl<'w> Actor<'w> {
    /// Its best name.
    pub fn name(self) -> &'w str {
        text_at(self.world.strings, u32_at(self.world.actors, self.at))
    }

    /// What it is.
    pub fn kind(self) -> ActorKind {
        self.world
            .actors
            .get(self.at + 14)
            .and_then(|&b| ActorKind::from_byte(b))
            .unwrap_or(ActorKind::Organization)
    }

    /// The country it belongs to, or the code that stands in its place (`UNO`, `NGO`); of a person, that of the latest term.
    pub fn country(self) -> Option<Iso3> {
        Iso3::from_packed(three_at(self.world.actors, self.at + 16))
    }

    /// Wikidata's id, with its Q.
    pub fn wikidata(self) -> Option<&'w str> {
        match u32_at(self.world.actors, self.at + 4) {
            0 => None,
            at => Some(text_at(self.world.strings, at)),
        }
    }

    /// How prominent it is: 0 to 9; heads of state and government have 9, ministers less.
    pub fn prominence(self) -> u8 {
        self.world.actors.get(self.at + 15).copied().unwrap_or(0)
    }

    /// Its terms by start.
    pub fn terms(self) -> impl Iterator<Item = Term<'w>> + use<'w> {
        let world = self.world;
        let first = u32_at(world.actors, self.at + 8) as usize;
        let count = usize::from(u16_at(world.actors, self.at + 12));
        (first..first + count).map(move |i| world.term(i * TERM))
    }

    /// Its code on a day, from the highest office held then. On a day between terms, before the first or after the last, a person is of the public standing of
    /// former officials (ELI); other actors keep the code they had last, or will have first. Without a day, the latest term's.
    pub fn code_on(self, day: Option<Date>) -> Code {
        let Some(day) = day else { return self.latest().map_or(self.bare(), |term| term.code()) };
        let covering = self.terms().filter(|term| term.covers(day)).max_by_key(|term| term.rank);
        if let Some(term) = covering {
            return term.code();
        }
        let before = self.terms().filter(|term| term.start.is_none_or(|start| start <= day)).last();
        let Some(nearest) = before.or_else(|| self.terms().next()) else { return self.bare() };
        if self.kind() == ActorKind::Person {
            Code { country: nearest.country, sectors: Sectors::of(&[Sector::Eli]) }
        } else {
            nearest.code()
        }
    }

    /// The term that ends last; of several that go on, the highest.
    fn latest(self) -> Option<Term<'w>> {
        self.terms().max_by_key(|term| (term.end.unwrap_or(Date::MAX), term.rank))
    }

    fn bare(self) -> Code {
        Code { country: self.country(), sectors: Sectors::NONE }
    }
}

impl World {
    fn term(&self, at: usize) -> Term<'_> {
        Term {
            office: text_at(self.strings, u32_at(self.terms, at)),
            country: Iso3::from_packed(three_at(self.terms, at + 4)),
            sectors: Sectors::from_packed(three_at(self.terms, at + 7)),
            start: unpack_date(u32_at(self.terms, at + 12)),
            end: unpack_date(u32_at(self.terms, at + 16)),
            rank: self.terms.get(at + 10).copied().unwrap_or(0),
        }
    }
}
