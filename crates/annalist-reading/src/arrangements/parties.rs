//! Between whom an arrangement is.

use super::Inputs;
use super::kind::Kind;
use crate::actors::{EntityIx, Kind as ActorKind};
use crate::events::Lookup;
use crate::frames::{Frame, Slot};
use annalist_language::{Deprel, TokenIx};

/// The prepositions that parties of a named arrangement stand behind.
const BETWEEN: [&str; 5] = ["between", "with", "among", "of", "from"];
/// Those on whom something is imposed.
const UPON: [&str; 4] = ["on", "against", "upon", "of"];

/// Parties that the phrase itself names: "Norway's deal with Chad", "talks between X and Y", "the Franco-Malian accord".
pub(super) fn of_phrase(
    inputs: Inputs<'_>,
    look: &Lookup<'_, '_>,
    (first, last, head): (TokenIx, TokenIx, TokenIx),
    kind: Kind,
) -> Vec<EntityIx> {
    let tree = inputs.tree;
    let mut found = Vec::new();
    // "trade and security ties": what describes the first of two describes both
    let shared = Some(head).filter(|_| tree.rel(head) == Deprel::Conj).and_then(|h| tree.head(h));
    // parsers may hang the parties on either word of "intelligence sharing"
    for top in (first.0..=last.0).map(TokenIx).chain(shared) {
        for child in tree.children(top) {
            let takes = match tree.rel(child) {
                Deprel::NmodPoss => true,
                // "the Paris accord": the town is in the name, not in the accord
                Deprel::Amod | Deprel::Compound | Deprel::NmodDesc => {
                    (child < first || child > last) && names_state_or_group(inputs, child)
                }
                Deprel::Nmod | Deprel::Obl => {
                    let case = tree.case(child);
                    let case = case.as_deref().unwrap_or("");
                    BETWEEN.contains(&case) || (kind == Kind::Sanctions && UPON.contains(&case))
                }
                _ => false,
            };
            if takes {
                for one in tree.conjuncts(child) {
                    found.extend(look.somebody(one, false, 0).into_iter().map(|p| p.entity));
                }
            }
        }
    }
    distinct(inputs, found.into_iter().filter(|e| matters(inputs, *e)))
}

/// Before a noun only states and groups are parties; a city there is where it was signed.
fn names_state_or_group(inputs: Inputs<'_>, token: TokenIx) -> bool {
    let Some(ix) = inputs.actors.at(token) else { return false };
    match inputs.actors.get(ix).kind {
        ActorKind::State | ActorKind::ArmedGroup | ActorKind::Population => true,
        ActorKind::Organization | ActorKind::Government => !inputs.place_country.contains_key(&token),
        _ => false,
    }
}

/// Those who stand with the word that changes it: its doer where doing it makes one a party, and those it is done with.
pub(super) fn of_change(
    inputs: Inputs<'_>,
    look: &Lookup<'_, '_>,
    frame: &Frame,
    kind: Kind,
) -> Vec<EntityIx> {
    let mut found = Vec::new();
    for argument in &frame.args {
        let Slot::Preposition(case) = &argument.slot else { continue };
        let with = matches!(case.as_str(), "with" | "between" | "among");
        if with || (kind == Kind::Sanctions && UPON[..3].contains(&case.as_str())) {
            for one in inputs.tree.conjuncts(argument.head) {
                found.extend(look.somebody(one, false, 0).into_iter().map(|p| p.entity));
            }
        }
    }
    distinct(inputs, found.into_iter().filter(|e| matters(inputs, *e)))
}

/// The people and bodies that do it.
pub(super) fn doers(
    inputs: Inputs<'_>,
    look: &Lookup<'_, '_>,
    frame: &Frame,
    slots: &[Slot],
) -> Vec<EntityIx> {
    let mut found: Vec<EntityIx> = Vec::new();
    for slot in slots {
        let stray = subject_of_auxiliary(inputs, frame).filter(|_| *slot == Slot::Subject);
        for head in frame.fillers(slot).chain(stray) {
            let modifier = *slot == Slot::Modifier && !names_state_or_group(inputs, head);
            if modifier {
                continue;
            }
            for one in inputs.tree.conjuncts(head) {
                for part in look.somebody(one, false, 0) {
                    if !found.iter().any(|e| *e == part.entity || same_bare(inputs, *e, part.entity)) {
                        found.push(part.entity);
                    }
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Parsers may hang the subject on the auxiliary: "Iran [has] increased cooperation".
fn subject_of_auxiliary(inputs: Inputs<'_>, frame: &Frame) -> Option<TokenIx> {
    let tree = inputs.tree;
    if frame.passive || frame.filler(&Slot::Subject).is_some() {
        return None;
    }
    tree.children_by(frame.predicate, &[Deprel::Aux]).find_map(|a| tree.child(a, &[Deprel::Nsubj]))
}

/// Two mentions of one state that differ only in what they are called.
fn same_bare(inputs: Inputs<'_>, a: EntityIx, b: EntityIx) -> bool {
    let (x, y) = (inputs.actors.get(a), inputs.actors.get(b));
    x.country.is_some()
        && x.country == y.country
        && x.kind == y.kind
        && x.sectors == y.sectors
        && x.name == y.name
}

/// Whether somebody has political weight: a country or a sector.
pub(super) fn matters(inputs: Inputs<'_>, ix: EntityIx) -> bool {
    let entity = inputs.actors.get(ix);
    entity.country.is_some() || !entity.sectors.is_empty() || entity.kind == ActorKind::ArmedGroup
}

/// Whether somebody makes an arrangement political: whoever has a country, or bears power without one.
pub(super) fn is_political(inputs: Inputs<'_>, ix: EntityIx) -> bool {
    use annalist_world::Sector as S;
    let entity = inputs.actors.get(ix);
    entity.country.is_some()
        || entity.kind == ActorKind::ArmedGroup
        || entity
            .sectors
            .iter()
            .any(|s| matches!(s, S::Gov | S::Mil | S::Reb | S::Leg | S::Pty | S::Uaf | S::Prm))
}

/// A minister signs for the state: who speaks or acts for a country is written as that state, if the report names it.
pub(super) fn principal(inputs: Inputs<'_>, ix: EntityIx) -> EntityIx {
    let entity = inputs.actors.get(ix);
    let acts_for = matches!(entity.kind, ActorKind::Person | ActorKind::Office | ActorKind::Government);
    let Some(country) = entity.country.filter(|_| acts_for && !is_opponent(inputs, ix)) else { return ix };
    let states = inputs.actors.entities.iter();
    let state = states.enumerate().find(|(_, e)| e.kind == ActorKind::State && e.country == Some(country));
    state.map_or(ix, |(i, _)| EntityIx(i as u32))
}

/// Rebels, parties and opposition are parties beside the state they belong to.
fn is_opponent(inputs: Inputs<'_>, ix: EntityIx) -> bool {
    use annalist_world::Sector as S;
    let entity = inputs.actors.get(ix);
    entity.kind == ActorKind::ArmedGroup
        || entity.sectors.iter().any(|s| {
            matches!(s, S::Reb | S::Opp | S::Pty | S::Uaf | S::Prm | S::Lab | S::Bus | S::Cvl | S::Soc)
        })
}

/// Whether two entities are one side of an arrangement.
pub(super) fn one_side(inputs: Inputs<'_>, a: EntityIx, b: EntityIx) -> bool {
    let (x, y) = (inputs.actors.get(a), inputs.actors.get(b));
    a == b
        || (x.country.is_some()
            && x.country == y.country
            && !is_opponent(inputs, a)
            && !is_opponent(inputs, b))
}

/// Every side once, as the state where it can be.
pub(super) fn distinct(inputs: Inputs<'_>, all: impl Iterator<Item = EntityIx>) -> Vec<EntityIx> {
    let mut found: Vec<EntityIx> = Vec::new();
    for ix in all.map(|ix| principal(inputs, ix)) {
        if !found.iter().any(|other| one_side(inputs, *other, ix)) {
            found.push(ix);
        }
    }
    found
}
