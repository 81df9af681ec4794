//! Tellings of one act joined: the same type, parts that agree and nothing that says otherwise.

use super::{Event, EventIx, Inputs, is_verbal};
use annalist_world::Iso3;
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

fn same(inputs: Inputs<'_>, a: &Event, b: &Event) -> bool {
    if a.meaning.kind != b.meaning.kind || a.status != b.status {
        return false;
    }
    let tree = inputs.tree;
    let bare = b.anaphoric && b.actors.is_empty() && b.recipients.is_empty();
    if bare {
        return !is_verbal(b.meaning.kind);
    }
    let lemma = tree.lemma(a.trigger) == tree.lemma(b.trigger)
        || stems_agree(tree.lemma(a.trigger), tree.lemma(b.trigger));
    let same_clause = tree.clause(a.trigger) == tree.clause(b.trigger);
    let parts = agree(inputs, a, b, true) && agree(inputs, a, b, false);
    let exact = names(a, true) == names(b, true) && names(a, false) == names(b, false);
    parts
        && !same_clause
        && ((lemma && (exact || b.anaphoric || !is_verbal(b.meaning.kind)))
            || (b.anaphoric && !is_verbal(b.meaning.kind)))
        && at_least_one_shared(a, b)
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

fn at_least_one_shared(a: &Event, b: &Event) -> bool {
    let all = |e: &Event| names(e, true).union(&names(e, false)).copied().collect::<BTreeSet<_>>();
    !all(a).is_disjoint(&all(b)) || all(b).is_empty()
}

/// Parts agree when one side is silent or the countries meet.
fn agree(inputs: Inputs<'_>, a: &Event, b: &Event, actors: bool) -> bool {
    let countries = |e: &Event| -> BTreeSet<Option<Iso3>> {
        let parts = if actors { &e.actors } else { &e.recipients };
        parts.iter().map(|p| inputs.actors.get(p.entity).country).collect()
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
