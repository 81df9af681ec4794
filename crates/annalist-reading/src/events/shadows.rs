//! Words that tell what another word already tells: a verb and the noun it carries, a weapon launched and what it was to hit.

use super::Event;
use crate::tree::Tree;
use annalist_language::Deprel;
use annalist_world::codebook::EventType;

/// Whether a noun only says what another act deals with: "ended cooperation", "signed a treaty", "offered talks".
fn is_dealt_with(tree: Tree<'_>, noun: &Event, by: &Event) -> bool {
    let soft = |e: &Event| {
        matches!(
            e.meaning.kind,
            EventType::Agree
                | EventType::Consult
                | EventType::Support
                | EventType::Cooperate
                | EventType::Aid
                | EventType::Concede
        )
    };
    let deals = soft(by)
        || matches!(
            by.meaning.kind,
            EventType::Sanction | EventType::Retreat | EventType::Reject | EventType::Threaten
        );
    tree.head(noun.trigger) == Some(by.trigger)
        && tree.is_verb(by.trigger)
        && matches!(tree.rel(noun.trigger), Deprel::Obj | Deprel::NsubjPass | Deprel::Obl)
        && soft(noun)
        && deals
}

/// Where a verb and the noun it carries both name one act of one type, the more telling one stays.
pub(super) fn drop(tree: Tree<'_>, events: &mut Vec<Event>) {
    // One after the other: "declared a truce" must not lose both words, each as the other's shadow.
    drop_where(events, |e, other| is_dealt_with(tree, e, other));
    // "announced lockdown measures": the deed is told by its verb
    drop_where(events, |e, other| {
        other.meaning.kind == e.meaning.kind
            && !super::is_verbal(e.meaning.kind)
            && !tree.is_verb(e.trigger)
            && tree.is_verb(other.trigger)
            && tree.head(e.trigger) == Some(other.trigger)
            && matches!(tree.rel(e.trigger), Deprel::Obj | Deprel::NsubjPass)
            && e.actors.is_empty()
            && !other.actors.is_empty()
    });
    drop_where(events, |e, other| is_name_for(tree, e, other));
    take_wielders(tree, events);
    drop_where(events, |e, other| {
        other.trigger != e.trigger
            && other.meaning.kind == e.meaning.kind
            && tree.head(other.trigger) == Some(e.trigger)
            && matches!(
                tree.rel(other.trigger),
                Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj | Deprel::Xcomp
            )
            && other.actors.len() >= e.actors.len()
            && other.recipients.len() >= e.recipients.len()
    });
}

/// Drops the acts that stand so to any other.
fn drop_where(events: &mut Vec<Event>, shadowed: impl Fn(&Event, &Event) -> bool) {
    let keep: Vec<bool> = events.iter().map(|e| !events.iter().any(|other| shadowed(e, other))).collect();
    let mut keep = keep.into_iter();
    events.retain(|_| keep.next().unwrap_or(true));
}

/// "called it the senseless killing of a reporter": what a thing is called is the judgement's.
fn is_name_for(tree: Tree<'_>, noun: &Event, by: &Event) -> bool {
    by.rule.starts_with("naming")
        && !tree.is_verb(noun.trigger)
        && tree.head(noun.trigger) == Some(by.trigger)
        && matches!(tree.rel(noun.trigger), Deprel::Xcomp | Deprel::Obj | Deprel::Obl)
}

/// "launched missiles that hit the base": who launched them hit it, and the launch is no act beside that.
fn take_wielders(tree: Tree<'_>, events: &mut Vec<Event>) {
    let mut keep = vec![true; events.len()];
    for launch in 0..events.len() {
        if events[launch].meaning.kind != EventType::Mobilize || !tree.is_verb(events[launch].trigger) {
            continue;
        }
        let hits = (0..events.len()).find(|hit| {
            let trigger = events[*hit].trigger;
            events[*hit].meaning.kind == EventType::Assault
                && matches!(tree.rel(trigger), Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl)
                && tree.head(trigger).is_some_and(|object| {
                    object == events[launch].trigger || tree.head(object) == Some(events[launch].trigger)
                })
        });
        let Some(hit) = hits else { continue };
        if events[hit].actors.is_empty() {
            let actors = events[launch].actors.clone();
            events[hit].actors = actors;
        }
        keep[launch] = events[hit].actors != events[launch].actors;
    }
    let mut keep = keep.into_iter();
    events.retain(|_| keep.next().unwrap_or(true));
}
