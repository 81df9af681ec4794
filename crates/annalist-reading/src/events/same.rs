//! Tellings of one act joined: the same type, parts that agree and nothing that says otherwise.

use super::{Event, EventIx, Inputs, Part, Status, is_verbal};
use crate::actors::{EntityIx, Kind};
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_world::Iso3;
use annalist_world::codebook::EventType;
use std::collections::BTreeSet;

/// Most tellings of one act that are joined; a text that repeats itself more often is no report, and every telling names
/// all the others.
const TELLINGS: usize = 50;
/// How many events back a telling is looked for.
const REACH: usize = 1000;

/// Joins later tellings to earlier ones, so that each names all the others; drops those that only point back.
pub(super) fn join(inputs: Inputs<'_>, events: &mut Vec<Event>) {
    let mut dropped = vec![false; events.len()];
    let mut group_of: Vec<usize> = Vec::with_capacity(events.len());
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for later in 0..events.len() {
        let fits = |i: &usize| !dropped[*i] && groups[group_of[*i]].len() < TELLINGS;
        let reach = later.saturating_sub(REACH)..later;
        let earlier = reach.rev().filter(fits).find(|i| same(inputs, &events[*i], &events[later]));
        let group = earlier.map_or(groups.len(), |earlier| group_of[earlier]);
        if earlier.is_none() {
            groups.push(Vec::new());
            let event = &events[later];
            dropped[later] = event.anaphoric && event.actors.is_empty() && event.recipients.is_empty();
        }
        groups[group].push(later as u32);
        group_of.push(group);
    }
    for (at, event) in events.iter_mut().enumerate() {
        let others = groups[group_of[at]].iter().filter(|other| **other != at as u32);
        event.same_as = others.map(|other| EventIx(*other)).collect();
    }
    renumber(events, &dropped);
}

/// A telling that leaves out who did it, or to whom, has them from the other tellings of the act.
pub(super) fn share(inputs: Inputs<'_>, events: &mut [Event]) {
    let tree = inputs.tree;
    for at in 0..events.len() {
        let own = tree.lemma(events[at].trigger);
        let pointing = events[at].anaphoric;
        let alike = |e: &Event| pointing || e.anaphoric || stems_agree(tree.lemma(e.trigger), own);
        let others = || events[at].same_as.iter().map(|ix| &events[ix.0 as usize]).filter(|e| alike(e));
        let actors = others().find(|e| !e.actors.is_empty()).map(|e| e.actors.clone());
        let recipients = others().find(|e| !e.recipients.is_empty()).map(|e| e.recipients.clone());
        let apart = |parts: &[Part], p: &Part| parts.iter().all(|q| q.entity != p.entity);
        if let Some(mut found) = actors.filter(|_| events[at].actors.is_empty()) {
            found.retain(|p| apart(&events[at].recipients, p));
            events[at].actors = found;
        }
        if let Some(mut found) = recipients.filter(|_| events[at].recipients.is_empty()) {
            found.retain(|p| apart(&events[at].actors, p));
            events[at].recipients = found;
        }
    }
}

fn same(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    if a.meaning.kind != b.meaning.kind {
        return false;
    }
    // the dead have died, whatever is thought or ordered about their killing
    if died_once(inputs, a, b) && !denied(a) && !denied(b) {
        return true;
    }
    let going_on = |e: &Event| matches!(e.status, Status::Occurred | Status::Ongoing);
    let violent = a.meaning.kind == EventType::Assault && going_on(a) && going_on(b);
    if a.status != b.status && !violent {
        return false;
    }
    let tree = inputs.tree;
    let bare = b.anaphoric && b.actors.is_empty() && b.recipients.is_empty();
    if bare {
        return !is_verbal(b.meaning.kind);
    }
    let parts = |loose| agree(inputs, a, b, true, loose) && agree(inputs, a, b, false, loose);
    if !parts(true) {
        return false;
    }
    if tree.clause(a.trigger) == tree.clause(b.trigger) {
        return says_how(inputs, a, b) || says_how(inputs, b, a);
    }
    if elaborates(inputs, a, b) || elaborates(inputs, b, a) {
        return true;
    }
    if tells_harm(inputs, a, b) || tells_again(inputs, a, b) {
        return true;
    }
    if !parts(false) {
        return false;
    }
    let lemma = tree.lemma(a.trigger) == tree.lemma(b.trigger)
        || stems_agree(tree.lemma(a.trigger), tree.lemma(b.trigger))
        || one_telling(inputs, a, b);
    let exact = names(a, true) == names(b, true) && names(a, false) == names(b, false);
    let told_alike =
        lemma && names(a, true) == names(b, true) && !a.actors.is_empty() && shares_content(inputs, a, b);
    ((lemma && (exact || b.anaphoric || told_alike || !is_verbal(b.meaning.kind)))
        || (b.anaphoric && !is_verbal(b.meaning.kind)))
        && (shared(a, b) || (all(b).is_empty() && points_to(inputs, a, b)))
}

/// Whether a telling without parts may be of an act told before: it is near, or its words are definite, or it is the unrest that
/// the report is about.
fn points_to(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    let tree = inputs.tree;
    let definite =
        |noun: TokenIx| tree.children_by(noun, &[Deprel::Det]).any(|d| tree.has(d, Feats::DEFINITE));
    let subject = tree.child(b.trigger, &[Deprel::Nsubj, Deprel::NsubjPass]);
    b.anaphoric
        || (same_year(inputs, a, b)
            && (apart(inputs, a, b) <= NEAR
                || b.meaning.kind == EventType::Protest
                || subject.is_some_and(definite)))
}

fn denied(event: &Event) -> bool {
    matches!(event.status, Status::Denied | Status::Negated | Status::Prevented)
}

/// "lashed out at the mayor, accusing her": a participle that says how its verb's act was done.
fn elaborates(inputs: Inputs<'_>, act: &Event, how: &Event) -> bool {
    let tree = inputs.tree;
    let recipients = act.recipients.is_empty()
        || how.recipients.is_empty()
        || !names(act, false).is_disjoint(&names(how, false));
    tree.rel(how.trigger) == Deprel::Advcl
        && tree.head(how.trigger) == Some(act.trigger)
        && tree.is_verb(act.trigger)
        && !tree.has(how.trigger, Feats::FINITE)
        && tree.child(how.trigger, &[Deprel::Nsubj, Deprel::Mark]).is_none()
        && (how.actors.is_empty() || names(act, true) == names(how, true))
        && recipients
}

/// Whether two clauses speak of one thing: a noun of the first stands in the second.
fn shares_content(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    let tree = inputs.tree;
    let nouns = |e: &Event| -> BTreeSet<&str> {
        let (first, last) = tree.clause_reach(e.trigger);
        let words = (first.0..=last.0).map(TokenIx).filter(|t| tree.pos(*t) == Upos::Noun);
        let words = words.filter(|t| inputs.actors.at(*t).is_none()).map(|t| tree.lemma(t));
        words.filter(|w| !inputs.lexicon.in_class("time_phrases", w)).collect()
    };
    !nouns(a).is_disjoint(&nouns(b))
}

/// How many sentences apart harm is told from the act that did it.
const NEAR: u32 = 2;

fn apart(inputs: Inputs<'_>, a: &Event, b: &Event) -> u32 {
    let sentence = |e: &Event| inputs.tree.token(e.trigger).sentence.0;
    sentence(a).abs_diff(sentence(b))
}

/// "killed nine in a raid", "were wounded in the blast": the noun below a verb of harm names the act that did it.
fn says_how(inputs: Inputs<'_>, verb: &Event, noun: &Event) -> bool {
    verb.meaning.kind == EventType::Assault
        && verb.harm.is_some()
        && inputs.tree.is_verb(verb.trigger)
        && !inputs.tree.is_verb(noun.trigger)
        && (inputs.tree.dominates(verb.trigger, noun.trigger)
            || inputs.tree.head(noun.trigger) == Some(verb.trigger))
        && (noun.actors.is_empty() || verb.actors.is_empty() || names(noun, true) == names(verb, true))
}

/// Nobody is killed twice.
fn died_once(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    let kills = |e: &Event| {
        e.harm.as_deref() == Some("killed")
            || inputs.lexicon.in_class("telling_killing", inputs.tree.lemma(e.trigger))
    };
    let one = |p: &&u32| inputs.actors.get(EntityIx(**p)).kind == Kind::Person;
    a.meaning.kind == EventType::Assault
        && (kills(a) || kills(b))
        && names(a, false).intersection(&names(b, false)).any(|p| one(&p))
}

/// "Twenty people were killed": harm without anybody who did it, told right after the act that did it.
fn tells_harm(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    a.meaning.kind == EventType::Assault
        && b.harm.is_some()
        && b.actors.is_empty()
        && inputs.tree.is_verb(b.trigger)
        && apart(inputs, a, b) <= NEAR
        && same_year(inputs, a, b)
}

/// "The first bomb went off in the hall": a telling of the same kind that names nobody, near the first.
fn tells_again(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    b.actors.is_empty()
        && b.recipients.is_empty()
        && !is_verbal(b.meaning.kind)
        && one_telling(inputs, a, b)
        && points_to(inputs, a, b)
}

/// Whether the words that name two acts are of one class of tellings: a blast and a bomb that goes off, a march and a rally.
fn one_telling(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    let (x, y) = (inputs.tree.lemma(a.trigger), inputs.tree.lemma(b.trigger));
    inputs
        .lexicon
        .classes
        .iter()
        .any(|(name, words)| name.starts_with("telling_") && words.contains(x) && words.contains(y))
}

/// What is told of another year is another act.
fn same_year(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    let years = |e: &Event| -> BTreeSet<&str> {
        let range = inputs.tree.parse.sentences[inputs.tree.token(e.trigger).sentence.0 as usize].range();
        let words = range.map(|i| inputs.tree.form(TokenIx(i as u32)));
        words.filter(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit())).collect()
    };
    let (x, y) = (years(a), years(b));
    y.is_empty() || !x.is_disjoint(&y)
}

/// "attacked" and "attack", "killing" and "killed".
fn stems_agree(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    shared >= 4 && shared * 3 >= a.len().max(b.len()) * 2
}

fn names(event: &Event, actors: bool) -> BTreeSet<u32> {
    let parts = if actors { &event.actors } else { &event.recipients };
    parts.iter().map(|p| p.entity.0).collect()
}

fn all(event: &Event) -> BTreeSet<u32> {
    names(event, true).union(&names(event, false)).copied().collect()
}

fn shared(a: &Event, b: &Event) -> bool {
    !all(a).is_disjoint(&all(b))
}

/// Parts agree when one side is silent or the countries meet; whose country only the surroundings tell is silent if `loose`, else of no country.
fn agree(inputs: Inputs<'_>, a: &Event, b: &Event, actors: bool, loose: bool) -> bool {
    let countries = |e: &Event| -> BTreeSet<Option<Iso3>> {
        let parts = if actors { &e.actors } else { &e.recipients };
        let known = parts.iter().map(|p| inputs.actors.get(p.entity));
        let kept = known.filter(|e| !(loose && e.country_from_context));
        kept.map(|e| e.country.filter(|_| !e.country_from_context)).collect()
    };
    let (x, y) = (countries(a), countries(b));
    x.is_empty() || y.is_empty() || !x.is_disjoint(&y)
}

fn renumber(events: &mut Vec<Event>, dropped: &[bool]) {
    let mut new = Vec::with_capacity(events.len());
    let mut next = 0;
    for gone in dropped {
        new.push(EventIx(next));
        next += u32::from(!gone);
    }
    let mut at = 0;
    events.retain(|_| {
        at += 1;
        !dropped[at - 1]
    });
    for event in events.iter_mut() {
        event.same_as.retain(|ix| !dropped[ix.0 as usize]);
        for ix in &mut event.same_as {
            *ix = new[ix.0 as usize];
        }
    }
}
