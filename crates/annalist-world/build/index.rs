//! Actors as records and the map from their names.

use crate::fold::{is_dropped, is_joint, key};
use crate::kind::{ActorKind, Form};
use crate::offices::Offices;
use crate::pack::{Pack, Strings, map};
use std::collections::{BTreeMap, BTreeSet};

/// Most actors that one name is kept for.
const MOST_CANDIDATES: usize = 48;

/// An actor as the data give it.
pub(crate) struct Entry {
    pub(crate) kind: ActorKind,
    pub(crate) name: String,
    pub(crate) wikidata: String,
    pub(crate) country: [u8; 3],
    pub(crate) prominence: u8,
    /// A person whom the hand-written files have, so that the surname alone may mean this one.
    pub(crate) chosen: bool,
    pub(crate) terms: Vec<Term>,
    pub(crate) names: Vec<Naming>,
}

/// A dated office or code; days are numbers `yyyymmdd`, 0 for none.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) rank: u8,
    pub(crate) country: [u8; 3],
    pub(crate) sectors: [u8; 3],
    pub(crate) office: String,
}

/// A way to name an actor.
pub(crate) struct Naming {
    pub(crate) text: String,
    pub(crate) form: Form,
    pub(crate) weak: bool,
}

struct Posting {
    actor: u32,
    capitals: u16,
    form: Form,
    weak: bool,
    upper: bool,
    inner: bool,
    prominence: u8,
    latest: u32,
}

/// Packs the actors in the order given.
pub(crate) fn pack(
    entries: &[Entry],
    offices: &Offices,
    common: &BTreeSet<String>,
    strings: &mut Strings,
    pack: &mut Pack,
) {
    let (mut actors, mut terms, mut states) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (id, entry) in entries.iter().enumerate() {
        actors.extend(strings.intern(&entry.name).to_le_bytes());
        actors.extend(strings.intern(&entry.wikidata).to_le_bytes());
        actors.extend(((terms.len() / 20) as u32).to_le_bytes());
        actors.extend((entry.terms.len() as u16).to_le_bytes());
        actors.extend([entry.kind as u8, entry.prominence]);
        actors.extend(entry.country);
        actors.push(0);
        for term in &entry.terms {
            terms.extend(strings.intern(&term.office).to_le_bytes());
            terms.extend(term.country);
            terms.extend(term.sectors);
            terms.extend([term.rank, 0]);
            terms.extend(term.start.to_le_bytes());
            terms.extend(term.end.to_le_bytes());
        }
        if entry.kind == ActorKind::State {
            states.entry(entry.country).or_insert(id as u32);
        }
    }
    pack.section(*b"ACTR", actors);
    pack.section(*b"TERM", terms);
    let states = states
        .into_iter()
        .flat_map(|(code, id)| [code[0], code[1], code[2], 0].into_iter().chain(id.to_le_bytes()));
    pack.section(*b"STAT", states.collect());
    names(entries, common, pack);
    holdings(entries, offices, pack);
}

fn names(entries: &[Entry], common: &BTreeSet<String>, pack: &mut Pack) {
    let mut all: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for (id, entry) in entries.iter().enumerate() {
        for naming in &entry.names {
            let folded = key(&naming.text);
            if folded.is_empty() {
                continue;
            }
            let weak = naming.weak || (common.contains(&folded) && naming.form != Form::Acronym);
            let posting = posting(id as u32, entry, naming, weak);
            let list = all.entry(folded).or_default();
            match list.iter_mut().find(|other| other.actor == posting.actor) {
                Some(other) => merge(other, &posting),
                None => list.push(posting),
            }
        }
    }
    let (mut postings, mut keys) = (Vec::new(), BTreeMap::new());
    for (folded, mut list) in all {
        list.sort_by_key(|p| {
            (p.weak, form_order(p.form), u8::MAX - p.prominence, u32::MAX - p.latest, p.actor)
        });
        list.truncate(MOST_CANDIDATES);
        keys.insert(folded, postings.len() as u64);
        postings.extend((list.len() as u16).to_le_bytes());
        for p in list {
            postings.extend(p.actor.to_le_bytes());
            postings.extend(p.capitals.to_le_bytes());
            postings
                .extend([p.form as u8, u8::from(p.weak) | u8::from(p.upper) << 1 | u8::from(p.inner) << 2]);
        }
    }
    pack.section(*b"NAMS", map(keys));
    pack.section(*b"NAMP", postings);
}

fn posting(actor: u32, entry: &Entry, naming: &Naming, weak: bool) -> Posting {
    let latest =
        entry.terms.iter().map(|term| if term.end == 0 { 9999 } else { term.end / 10000 }).max().unwrap_or(0);
    Posting {
        actor,
        capitals: capitals(&naming.text),
        form: naming.form,
        weak,
        upper: naming.form == Form::Acronym,
        inner: has_inner_capital(&naming.text),
        prominence: entry.prominence,
        latest,
    }
}

/// One actor named by one key in two ways: the looser condition and the stronger form stand.
fn merge(one: &mut Posting, other: &Posting) {
    one.weak &= other.weak;
    one.upper &= other.upper;
    one.inner &= other.inner;
    one.capitals &= other.capitals;
    if form_order(other.form) < form_order(one.form) {
        one.form = other.form;
    }
}

fn form_order(form: Form) -> u8 {
    match form {
        Form::Name => 0,
        Form::Alias | Form::Acronym => 1,
        Form::Adjective => 2,
        Form::Demonym => 3,
        Form::Capital => 4,
        Form::Surname => 5,
    }
}

/// Short names with a capital after a small letter (LeT, MbS), which the plain word ("let") must not be taken for.
fn has_inner_capital(text: &str) -> bool {
    text.chars().count() < 6
        && !text.contains(' ')
        && text.chars().skip(1).any(char::is_uppercase)
        && text.chars().any(char::is_lowercase)
}

/// Which words of a name begin with a capital; the crate reads written words in the same way.
fn capitals(text: &str) -> u16 {
    let parts = text.split(is_joint).filter_map(|part| part.chars().find(|&c| !is_dropped(c)));
    parts.take(16).enumerate().filter(|(_, first)| first.is_uppercase()).fold(0, |mask, (i, _)| mask | 1 << i)
}

fn holdings(entries: &[Entry], offices: &Offices, pack: &mut Pack) {
    let mut all = Vec::new();
    for (id, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.kind == ActorKind::Person) {
        for term in entry.terms.iter().filter(|term| !term.office.is_empty() && term.start != 0) {
            if let Some(office) = offices.find(&term.office, term.country) {
                all.push((term.country, office as u16, term.start, term.end, id as u32));
            }
        }
    }
    all.sort_unstable();
    let mut bytes = Vec::new();
    for (country, office, start, end, id) in all {
        bytes.extend(country);
        bytes.push(0);
        bytes.extend(office.to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(start.to_le_bytes());
        bytes.extend(end.to_le_bytes());
        bytes.extend(id.to_le_bytes());
    }
    pack.section(*b"HOLD", bytes);
    pack.section(*b"OFFI", map(offices.titles()));
}
