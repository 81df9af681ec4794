//! Role nouns ("prime minister", "gunman") and institution nouns ("air force"), which carry sectors but no country.

use crate::World;
use crate::code::Sectors;
use crate::kind::ActorKind;
use crate::pack::{text_at, three_at, u32_at};
use crate::phrase::{Phrases, each_prefix};
use crate::sector::Sector;

/// A noun for what a person or a set of people is or does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role<'w> {
    /// The noun without what comes before it: `foreign minister` of `former deputy foreign minister`.
    pub noun: &'w str,
    /// What was before it, if anything: `former`, `deputy`.
    pub prefix: Option<&'w str>,
    /// Its sectors, the leading one first; those of a former office `ELI`, of former soldiers and the like `CVL`.
    pub sectors: Sectors,
    /// Whether it stands before names as a title: `General`, `President`.
    pub title: bool,
    /// Whether it names persons; `false` for `convoy`, `patrol`, `crowd`.
    pub person: bool,
    /// Whether it has no singular of its own: `troops`, `police`, `clergy`.
    pub plural_only: bool,
    /// Whether it speaks or acts for someone else: `spokesman`, `envoy`, `lawyer`.
    pub speaks_for: bool,
    /// Whether those it names fight (`true`), are civilians (`false`), or either.
    pub combatant: Option<bool>,
    /// Whether the office is past: `former president`, `ex-minister`.
    pub former: bool,
    /// Whether the office is still to come: `president-elect`.
    pub elect: bool,
}

/// A noun for an institution that every country can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organ<'w> {
    /// The noun.
    pub noun: &'w str,
    /// Its sectors, the leading one first.
    pub sectors: Sectors,
    /// What it is: mostly [`ActorKind::Government`].
    pub kind: ActorKind,
}

const ROLE: usize = 8;
const ORGAN: usize = 8;

const FORMER: u32 = 1;
const ELECT: u32 = 2;

impl World {
    /// The longest role noun that starts at `words[0]`, with what may stand before and after it; words are lower-case lemmas.
    pub fn role_at(&self, words: &[&str]) -> Option<(usize, Role<'_>)> {
        let roles = self.roles.as_ref()?;
        let plain = longest(roles, words).map(|(len, at)| (len, self.role(at as usize * ROLE)));
        let (mut len, mut role) =
            self.prefixed_role(roles, words).into_iter().chain(plain).max_by_key(|found| found.0)?;
        if let Some((more, marks)) =
            self.role_suffixes.as_ref().and_then(|map| longest(map, strip_joint(&words[len..])))
        {
            len += more + usize::from(words.get(len).is_some_and(|w| *w == "-"));
            role.elect |= marks as u32 & ELECT != 0;
        }
        Some((len, role))
    }

    /// The longest institution noun that starts at `words[0]`; words are lower-case lemmas.
    pub fn organ_at(&self, words: &[&str]) -> Option<(usize, Organ<'_>)> {
        let (len, at) = longest(self.organs.as_ref()?, words)?;
        Some((len, self.organ(at as usize * ORGAN)))
    }

    /// All role nouns, sorted.
    pub fn roles(&self) -> impl Iterator<Item = Role<'_>> {
        (0..self.role_records.len() / ROLE).map(|i| self.role(i * ROLE))
    }

    /// All institution nouns, sorted.
    pub fn organs(&self) -> impl Iterator<Item = Organ<'_>> {
        (0..self.organ_records.len() / ORGAN).map(|i| self.organ(i * ORGAN))
    }

    fn prefixed_role(&self, roles: &Phrases, words: &[&str]) -> Option<(usize, Role<'_>)> {
        let prefixes = self.role_prefixes.as_ref()?;
        let mut start = 0;
        let mut first = None;
        let mut former = false;
        while let Some((len, value)) = longest(prefixes, &words[start..]) {
            first.get_or_insert((value >> 8) as u32);
            former |= value as u32 & FORMER != 0;
            start += len;
            start += usize::from(words.get(start).is_some_and(|w| *w == "-"));
            if start >= words.len() {
                return None;
            }
        }
        let prefix = first?;
        let (len, at) = longest(roles, &words[start..])?;
        let mut role = self.role(at as usize * ROLE);
        role.prefix = Some(text_at(self.strings, prefix));
        if former && role.person {
            role.former = true;
            role.sectors = sectors_afterwards(role.sectors);
        }
        Some((start + len, role))
    }

    fn role(&self, at: usize) -> Role<'_> {
        let flags = self.role_records.get(at + 7).copied().unwrap_or(0);
        Role {
            noun: text_at(self.strings, u32_at(self.role_records, at)),
            prefix: None,
            sectors: Sectors::from_packed(three_at(self.role_records, at + 4)),
            title: flags & 1 != 0,
            person: flags & 2 != 0,
            plural_only: flags & 4 != 0,
            speaks_for: flags & 8 != 0,
            combatant: match flags >> 4 & 3 {
                1 => Some(true),
                2 => Some(false),
                _ => None,
            },
            former: flags & 64 != 0,
            elect: false,
        }
    }

    fn organ(&self, at: usize) -> Organ<'_> {
        Organ {
            noun: text_at(self.strings, u32_at(self.organ_records, at)),
            sectors: Sectors::from_packed(three_at(self.organ_records, at + 4)),
            kind: self
                .organ_records
                .get(at + 7)
                .and_then(|&b| ActorKind::from_byte(b))
                .unwrap_or(ActorKind::Government),
        }
    }
}

/// What those who have left an office or a force are: of public standing, or civilians; a calling stays.
fn sectors_afterwards(sectors: Sectors) -> Sectors {
    use Sector::{Cop, Eli, Gov, Jud, Leg, Mil, Opp, Prm, Pty, Reb, Spy, Uaf};
    match sectors.first() {
        Some(Gov | Leg | Jud | Opp | Pty | Eli) => Sectors::of(&[Eli]),
        Some(Mil | Cop | Spy | Reb | Uaf | Prm) => Sectors::of(&[Sector::Cvl]),
        _ => sectors,
    }
}

fn longest(phrases: &Phrases, words: &[&str]) -> Option<(usize, u64)> {
    let mut best = None;
    each_prefix(phrases, words, |len, value| best = Some((len, value)));
    best
}

fn strip_joint<'s, 'w>(words: &'s [&'w str]) -> &'s [&'w str] {
    match words {
        ["-", rest @ ..] => rest,
        all => all,
    }
}
