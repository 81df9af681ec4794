//! Different counts of the same: an earlier toll that was larger, and figures of two sources set against each other.

use super::look::Look;
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::tolls::Toll;
use annalist_language::{Deprel, TokenIx};

/// How many sentences apart two sources' figures for one thing may stand.
const NEAR: u32 = 2;

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let mut all = Vec::new();
    for later in 0..look.on.tolls.len() {
        for other in 0..look.on.tolls.len() {
            if later != other
                && let Some(found) = lowered(look, later, other)
            {
                all.push(found);
                break;
            }
        }
        let earlier = (0..later).rev().find_map(|earlier| two_sources(look, earlier, later));
        all.extend(earlier);
    }
    all
}

fn harm(toll: &Toll) -> &'static str {
    match toll.harm.label() {
        "killed" => "people killed",
        "injured" => "people injured",
        "missing" => "people missing",
        "abducted" => "people abducted",
        "detained" => "people detained",
        "displaced" => "people displaced",
        _ => "people affected",
    }
}

/// "at least 20 were killed … an earlier toll of 27 dead".
fn lowered(look: &Look<'_>, old: usize, new: usize) -> Option<Discrepancy> {
    let (a, b) = (&look.on.tolls[old], &look.on.tolls[new]);
    let comparable = a.harm == b.harm && b.part_of.is_none() && !b.parts.contains(&old) && !is_early(look, b);
    let (was, now) = (a.best?, b.best?);
    if !comparable
        || !is_early(look, a)
        || was <= now
        || look.sentence(a.predicate).abs_diff(look.sentence(b.predicate)) > 3
    {
        return None;
    }
    // the figure it is set against is the largest near it
    let larger = look
        .on
        .tolls
        .iter()
        .any(|t| t.harm == a.harm && t.best > b.best && t.best < a.best && !is_early(look, t));
    (!larger).then(|| between(look, old, new))
}

fn is_early(look: &Look<'_>, toll: &Toll) -> bool {
    let tree = look.on.tree;
    let mut near =
        look.tokens_in(toll.evidence).chain([toll.predicate]).chain(tree.ancestors(toll.predicate).take(1));
    near.any(|t| {
        let counts = LIST.has("version noun", tree.lemma(t));
        counts
            && (tree.dominates(t, toll.victims.head) || tree.head(t) == Some(toll.victims.head))
            && tree.children_by(t, &[Deprel::Amod, Deprel::Advmod]).any(|m| LIST.has("early", tree.lemma(m)))
    })
}

fn between(look: &Look<'_>, a: usize, b: usize) -> Discrepancy {
    let tolls = look.on.tolls;
    let side = |i: usize| Side { subject: Some(Subject::Toll(i)), span: tolls[i].evidence };
    let (x, y) = (tolls[a].best.unwrap_or_default(), tolls[b].best.unwrap_or_default());
    let explanation = format!("The number of {} is given as {x} and as {y}.", harm(&tolls[a]));
    Discrepancy::between(Kind::Count, Severity::Contradiction, vec![side(a), side(b)], explanation)
}

/// "Officials said 12 people died; witnesses put the number at 30."
fn two_sources(look: &Look<'_>, earlier: usize, later: usize) -> Option<Discrepancy> {
    let (a, b) = (&look.on.tolls[earlier], &look.on.tolls[later]);
    let apart = match (a.low, a.high, b.low, b.high) {
        (Some(low), _, _, Some(high)) if low > high => true,
        (_, Some(high), Some(low), _) if low > high => true,
        _ => false,
    };
    let near = look.sentence(b.predicate).abs_diff(look.sentence(a.predicate)) <= NEAR;
    let whole = |t: &Toll| t.part_of.is_none() && t.number.is_some();
    if a.harm != b.harm || !apart || !near || !whole(a) || !whole(b) {
        return None;
    }
    let speakers = (source(look, a)?, source(look, b)?);
    if speakers.0 == speakers.1 {
        return None;
    }
    let tree = look.on.tree;
    let alike = tree.lemma(a.victims.head) == tree.lemma(b.victims.head)
        || any_people(look, b)
        || any_people(look, a);
    let category = a.victims.category == b.victims.category;
    let events = (look.on.toll_events[earlier], look.on.toll_events[later]);
    let other_place = match events {
        (Some(x), Some(y)) if x != y => {
            !look.on.events[x.0 as usize].same_as.contains(&y) && times_differ(look, x.0, y.0)
        }
        _ => false,
    };
    (alike
        && category
        && !other_place
        && !is_early(look, a)
        && !is_early(look, b)
        && !runs_on(look, a)
        && !runs_on(look, b)
        && !another(look, a, b)
        && !grown(look, a, b))
    .then(|| between(look, earlier, later))
}

fn times_differ(look: &Look<'_>, a: u32, b: u32) -> bool {
    let time = |i: u32| look.on.event_times[i as usize].map(|t| look.on.times[t].start);
    matches!((time(a), time(b)), (Some(x), Some(y)) if x != y)
}

/// Who gives the figure: the speaker of its statement.
fn source(look: &Look<'_>, toll: &Toll) -> Option<crate::actors::EntityIx> {
    look.voice(toll.predicate)?.1
}

fn any_people(look: &Look<'_>, toll: &Toll) -> bool {
    matches!(
        look.on.tree.lemma(toll.victims.head),
        "people" | "person" | "other" | "dead" | "toll" | "casualty" | "victim"
    )
}

/// "since the start of the year", "in the past two months": a count over time is another count.
fn runs_on(look: &Look<'_>, toll: &Toll) -> bool {
    let sentence = look.sentence(toll.predicate);
    let tree = look.on.tree;
    look.on.times.iter().any(|t| {
        look.sentence(t.head) == sentence
            && t.start != t.end
            && tree.ancestors(t.head).take(3).any(|a: TokenIx| a == toll.predicate || a == toll.victims.head)
    })
}

/// "another explosion", "in a separate attack": from there on something else is told.
fn another(look: &Look<'_>, a: &Toll, b: &Toll) -> bool {
    let (first, last) = (a.predicate.min(b.predicate), a.predicate.max(b.predicate));
    (first.0..=last.0).any(|i| LIST.has("another", &look.on.tree.form(TokenIx(i)).to_lowercase()))
}

/// "the toll later rose to 15": a figure that takes the place of a smaller one.
fn grown(look: &Look<'_>, a: &Toll, b: &Toll) -> bool {
    let tree = look.on.tree;
    let verb = tree.clause(b.predicate);
    let now = |t: TokenIx| LIST.has("by now", tree.lemma(t));
    let rises = LIST.has("rising", tree.lemma(verb))
        || tree.head(b.predicate).is_some_and(|up| LIST.has("rising", tree.lemma(up)));
    b.best > a.best && (rises || tree.children_by(verb, &[Deprel::Advmod]).any(now))
}
