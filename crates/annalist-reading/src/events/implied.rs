//! Doers and addressees that a text implies: police of the report's country who arrest, the state in which something is banned, the
//! government that anti-government protests are against, the
//! protesters of protests.

use super::matching::fillers;
use super::participants::{Lookup, Part};
use super::{Event, Inputs};
use crate::actors::{Entity, EntityIx, Kind};
use crate::lexicon::SlotName;
use annalist_language::{Deprel, TokenIx};
use annalist_world::codebook::EventType;
use annalist_world::{Iso3, Sector};

/// Gives acts their implied parties.
pub(super) fn fill(inputs: Inputs<'_>, look: &Lookup<'_, '_>, events: &mut [Event]) {
    for event in events {
        let found = match event.meaning.kind {
            EventType::Coerce if event.actors.is_empty() && has_mode(event, "arrest") => {
                police(inputs, event)
            }
            EventType::Coerce if event.actors.is_empty() => state_within(inputs, look, event),
            _ => None,
        };
        event.actors.extend(found);
        if event.meaning.kind == EventType::Protest && event.actors.is_empty() {
            let found = protesters(inputs, event);
            event.actors.extend(found.filter(|p| event.recipients.iter().all(|r| r.entity != p.entity)));
        }
        if event.meaning.kind == EventType::Protest && event.recipients.is_empty() {
            event.recipients.extend(government(inputs, event));
        }
    }
}

fn has_mode(event: &Event, mode: &str) -> bool {
    event.meaning.modes.iter().any(|m| m == mode)
}

/// "Two men were arrested": the police that the report speaks of, where it is of one country only.
fn police(inputs: Inputs<'_>, event: &Event) -> Option<Part> {
    let of = |p: &Part| inputs.actors.get(p.entity).country;
    let country: Option<Iso3> = event.recipients.iter().find_map(of);
    let mut forces = named(inputs, |e| e.sectors.first() == Some(&Sector::Cop) && e.kind != Kind::Person);
    // two officers who were hurt are not the force
    forces.retain(|(_, head)| {
        inputs.tree.child(*head, &[Deprel::Nummod]).is_none()
            && inputs.lexicon.in_class("police_bodies", inputs.tree.lemma(*head))
    });
    let countries: Vec<Option<Iso3>> = forces.iter().map(|(ix, _)| inputs.actors.get(*ix).country).collect();
    let one = countries.windows(2).all(|c| c[0] == c[1]);
    let (ix, head) = nearest(&forces, event.trigger)?;
    let own = inputs.actors.get(ix).country;
    (one && own.is_some() && (country.is_none() || country == own)).then(|| part(inputs, ix, head))
}

/// "The protests went on", "fired tear gas at protesters": the people that the report says protest.
fn protesters(inputs: Inputs<'_>, event: &Event) -> Option<Part> {
    let plain = |head: TokenIx| {
        inputs.lexicon.in_class("those_who_protest", inputs.tree.lemma(head))
            && inputs.tree.child(head, &[Deprel::Nummod]).is_none()
    };
    let mut people = named(inputs, |e| e.plural && e.kind == Kind::Population);
    people.retain(|(_, head)| plain(*head));
    let country = |(ix, _): &(EntityIx, TokenIx)| inputs.actors.get(*ix).country;
    let one = people.windows(2).all(|p| country(&p[0]) == country(&p[1]));
    let (ix, head) = nearest(&people, event.trigger).filter(|_| one)?;
    Some(part(inputs, ix, head))
}

/// "The party is banned in X": what is forbidden in a country is forbidden by its state.
fn state_within(inputs: Inputs<'_>, look: &Lookup<'_, '_>, event: &Event) -> Option<Part> {
    let frame = inputs.frames.iter().find(|f| f.predicate == event.trigger && f.passive)?;
    if !has_mode(event, "restrict") && !has_mode(event, "censor") {
        return None;
    }
    let places = fillers(look, frame, &SlotName::Preposition("in".into()));
    places.into_iter().find_map(|head| {
        let ix = inputs.actors.at(head).filter(|ix| inputs.actors.get(*ix).kind == Kind::State)?;
        Some(part(inputs, ix, head))
    })
}

/// "anti-government protests": the government last spoken of, if the report is about its country.
fn government(inputs: Inputs<'_>, event: &Event) -> Option<Part> {
    let tree = inputs.tree;
    let words = tree.children_by(event.trigger, &[Deprel::Amod, Deprel::Compound]);
    let mut words = words.filter(|w| {
        let word = tree.form(*w).to_lowercase();
        let before = w.0.checked_sub(2).map(|i| tree.form(TokenIx(i)).to_lowercase());
        word.strip_prefix("anti").is_some_and(|rest| rest.trim_start_matches('-') == "government")
            || (word == "government" && before.as_deref() == Some("anti"))
    });
    words.next()?;
    let focus = inputs.actors.focus?;
    let governs = |e: &Entity| {
        e.country == Some(focus) && e.sectors.first() == Some(&Sector::Gov) && e.kind == Kind::Government
    };
    let (ix, head) = nearest(&named(inputs, governs), event.trigger)?;
    Some(part(inputs, ix, head))
}

/// All mentions of entities of a kind.
fn named(inputs: Inputs<'_>, fits: impl Fn(&Entity) -> bool) -> Vec<(EntityIx, TokenIx)> {
    let entities = inputs.actors.entities.iter().enumerate().filter(|(_, e)| fits(e));
    entities.flat_map(|(i, e)| e.mentions.iter().map(move |(head, _)| (EntityIx(i as u32), *head))).collect()
}

fn nearest(mentions: &[(EntityIx, TokenIx)], to: TokenIx) -> Option<(EntityIx, TokenIx)> {
    mentions.iter().copied().min_by_key(|(ix, head)| (head.0.abs_diff(to.0), *ix))
}

fn part(inputs: Inputs<'_>, entity: EntityIx, head: TokenIx) -> Part {
    let mentions = &inputs.actors.get(entity).mentions;
    let span = mentions.iter().find(|(h, _)| *h == head).map_or(inputs.tree.token(head).span, |(_, s)| *s);
    Part { entity, span, head }
}
