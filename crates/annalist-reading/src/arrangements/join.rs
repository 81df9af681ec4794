//! Names and changes put together: one arrangement told by several phrases is one.

use super::changes::{Target, Told};
use super::kind::Kind;
use super::mentions::Mention;
use super::{Arrangement, Change, Inputs, parties};
use crate::actors::EntityIx;
use crate::events::Status;
use std::collections::BTreeSet;

/// What is known of an arrangement while the report is gone through.
struct Group {
    kind: Kind,
    name: String,
    marks: BTreeSet<String>,
    parties: Vec<EntityIx>,
    year: Option<String>,
    proper: bool,
    changes: Vec<Change>,
}

pub(super) fn join(inputs: Inputs<'_>, mentions: &[Mention], told: Vec<Told>) -> Vec<Arrangement> {
    let mut extra: Vec<Vec<EntityIx>> = vec![Vec::new(); mentions.len()];
    for one in &told {
        if let Target::Named(m) = &one.target {
            extra[*m].extend(&one.parties);
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let of_mention: Vec<usize> =
        mentions.iter().zip(&extra).map(|(m, extra)| assign(inputs, &mut groups, m, extra)).collect();
    for one in told {
        let group = match one.target {
            Target::Named(m) => of_mention[m],
            Target::Made(kind, name) => made(inputs, &mut groups, kind, name, &one.parties),
        };
        add(inputs, &mut groups[group], one.change);
    }
    groups.retain(|g| !g.changes.is_empty() && is_political(inputs, g));
    groups.sort_by_key(|g| g.changes.iter().map(|c| c.trigger).min());
    groups
        .into_iter()
        .map(|g| Arrangement { name: g.name, kind: g.kind, parties: g.parties, changes: g.changes })
        .collect()
}

fn assign(inputs: Inputs<'_>, groups: &mut Vec<Group>, mention: &Mention, extra: &[EntityIx]) -> usize {
    // of a phrase that names both sides, who does something to it is no third
    let sides = mention.parties.iter().copied();
    let named = if mention.parties.len() > 1 {
        mention.parties.clone()
    } else {
        parties::distinct(inputs, sides.chain(extra.iter().copied()))
    };
    let name = inputs.tree.text.slice(mention.name).split_whitespace().collect::<Vec<_>>().join(" ");
    // "the deal" is the one before, whoever now rejects it
    let asked = if mention.points_back { &mention.parties } else { &named };
    let found = groups.iter().rposition(|g| is_same(inputs, g, mention, asked));
    if let Some(at) = found {
        let group = &mut groups[at];
        let open = !mention.points_back || group.parties.len() < 2;
        let all = group.parties.iter().copied().chain(named.into_iter().filter(|_| open));
        group.parties = parties::distinct(inputs, all.collect::<Vec<_>>().into_iter());
        if mention.marks.len() > group.marks.len() && !mention.points_back {
            group.name = name;
            group.kind = mention.kind;
        }
        group.marks.extend(mention.marks.iter().cloned());
        group.year = group.year.take().or_else(|| mention.year.clone());
        group.proper |= mention.proper;
        return at;
    }
    groups.push(Group {
        kind: mention.kind,
        name,
        marks: mention.marks.clone(),
        parties: named,
        year: mention.year.clone(),
        proper: mention.proper,
        changes: Vec::new(),
    });
    groups.len() - 1
}

fn is_same(inputs: Inputs<'_>, group: &Group, mention: &Mention, named: &[EntityIx]) -> bool {
    let kinds = group.kind == mention.kind
        || (mention.points_back && mention.kind == Kind::Other && group.kind.is_agreement());
    let years = group.year.is_none() || mention.year.is_none() || group.year == mention.year;
    if !kinds || !years || !sides_agree(inputs, &group.parties, named) {
        return false;
    }
    if mention.points_back {
        return true;
    }
    let (a, b) = (&group.marks, &mention.marks);
    if a.is_empty() || b.is_empty() {
        let both = !group.parties.is_empty() && !named.is_empty();
        // a memorandum is not the agreement, though both be between the same
        if mention.kind == Kind::Other {
            return both && a.is_empty() && b.is_empty();
        }
        return both || !matches!(mention.kind, Kind::Treaty | Kind::Trade | Kind::Cooperation);
    }
    a.is_subset(b) || b.is_subset(a) || (!group.proper && !mention.proper && !a.is_disjoint(b))
}

/// The smaller set of sides must be within the larger.
fn sides_agree(inputs: Inputs<'_>, a: &[EntityIx], b: &[EntityIx]) -> bool {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    small.iter().all(|s| large.iter().any(|l| parties::one_side(inputs, *s, *l)))
}

fn made(
    inputs: Inputs<'_>,
    groups: &mut Vec<Group>,
    kind: Kind,
    name: String,
    between: &[EntityIx],
) -> usize {
    let found = groups
        .iter()
        .rposition(|g| g.kind == kind && !g.parties.is_empty() && sides_agree(inputs, &g.parties, between));
    found.unwrap_or_else(|| {
        groups.push(Group {
            kind,
            name,
            marks: BTreeSet::new(),
            parties: between.to_vec(),
            year: None,
            proper: false,
            changes: Vec::new(),
        });
        groups.len() - 1
    })
}

/// One change told again only adds what the first telling left open.
fn add(inputs: Inputs<'_>, group: &mut Group, change: Change) {
    let again = group.changes.iter_mut().find(|c| {
        c.to == change.to
            && is_told(c.status) == is_told(change.status)
            && (is_told(c.status) || c.status == change.status)
            && (c.by.is_empty() || change.by.is_empty() || sides_meet(inputs, &c.by, &change.by))
            && (c.time.is_none() || change.time.is_none() || c.time == change.time)
    });
    let Some(first) = again else {
        group.changes.push(change);
        return;
    };
    // the fullest telling is the evidence
    let mut other = change;
    if fullness(&other) > fullness(first) {
        std::mem::swap(first, &mut other);
    }
    first.time = first.time.or(other.time);
    first.event = first.event.or(other.event);
    if first.by.is_empty() {
        first.by = other.by;
    }
}

fn fullness(change: &Change) -> usize {
    usize::from(change.time.is_some()) + usize::from(!change.by.is_empty())
}

fn is_told(status: Status) -> bool {
    matches!(status, Status::Occurred | Status::Ongoing | Status::Announced)
}

fn sides_meet(inputs: Inputs<'_>, a: &[EntityIx], b: &[EntityIx]) -> bool {
    a.iter().any(|x| b.iter().any(|y| parties::one_side(inputs, *x, *y)))
}

/// Whether somebody of political weight is in it; a ceasefire or peace is political by itself.
fn is_political(inputs: Inputs<'_>, group: &Group) -> bool {
    let by = group.changes.iter().flat_map(|c| &c.by);
    let somebody = group.parties.iter().chain(by).any(|e| parties::is_political(inputs, *e));
    match group.kind {
        Kind::Ceasefire | Kind::PeaceAgreement => true,
        Kind::DiplomaticRelations => group.parties.len() > 1 || (somebody && !group.marks.is_empty()),
        Kind::Treaty => somebody || group.proper,
        _ => somebody,
    }
}
