//! What a request, a promise, a refusal, a threat or an accusation is about is part of that act and no act beside it: "urged
//! the sides to withdraw" is one REQUEST. The act's mode is filled from its content where the words left it open.

use super::{Event, Inputs, Status};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx};
use annalist_world::codebook::EventType;

/// How many words may stand between an act of speech and what it is about.
const REACH: usize = 4;

/// Drops the contents of acts of speech.
pub(super) fn fold(inputs: Inputs<'_>, events: &mut Vec<Event>) {
    let mut keep = vec![true; events.len()];
    for content in 0..events.len() {
        let of = (0..events.len())
            .find(|act| *act != content && is_content(inputs, &events[*act], &events[content]));
        let Some(act) = of else { continue };
        keep[content] = false;
        let (kind, mode) = (events[content].meaning.kind, events[content].meaning.modes.first().cloned());
        let meaning = &mut events[act].meaning;
        let open = meaning.modes.is_empty() || meaning.modes == ["change"];
        if open && let Some(mode) = mode_from(meaning.kind, kind, mode.as_deref()) {
            meaning.modes = vec![mode.to_string()];
        }
        if events[act].recipients.is_empty() {
            let actors = events[act].actors.clone();
            let mut sides = match events[act].meaning.kind {
                EventType::Request => events[content].actors.clone(),
                _ => events[content].recipients.clone(),
            };
            sides.retain(|r| !actors.iter().any(|a| a.entity == r.entity));
            events[act].recipients = sides;
        }
    }
    let mut keep = keep.into_iter();
    events.retain(|_| keep.next().unwrap_or(true));
}

fn is_content(inputs: Inputs<'_>, act: &Event, content: &Event) -> bool {
    // "called for it to be investigated": an infinitive below a request has not been done, whatever its tense says
    let infinitive =
        inputs.tree.children_by(content.trigger, &[Deprel::Mark]).any(|m| inputs.tree.lemma(m) == "to");
    let open = infinitive || !matches!(content.status, Status::Occurred | Status::Ongoing);
    // "rejected talk of a ceasefire": a noun of words only names what is refused
    let named = !inputs.tree.is_verb(content.trigger)
        && matches!(
            content.meaning.kind,
            EventType::Concede
                | EventType::Agree
                | EventType::Consult
                | EventType::Aid
                | EventType::Cooperate
        );
    let holds = match act.meaning.kind {
        EventType::Request | EventType::Reject if named => true,
        EventType::Request | EventType::Threaten => open,
        EventType::Agree | EventType::Reject => {
            // who offers or promises to step down has told of it
            open && content.meaning.kind != EventType::Request
                && !content.meaning.modes.iter().any(|m| m == "resign")
        }
        // what somebody is accused of, as long as nobody else is said to have done it; a clause of its own ("claimed that the army
        // shelled the town") tells the deed on the claimant's word
        EventType::Accuse => {
            act.meaning.modes.iter().any(|m| m == "allege")
                && content.actors.iter().all(|c| act.recipients.iter().any(|r| r.entity == c.entity))
                && matches!(
                    content.meaning.kind,
                    EventType::Assault | EventType::Coerce | EventType::Aid | EventType::Mobilize
                )
        }
        _ => false,
    };
    let clauses = act.meaning.kind != EventType::Accuse;
    holds && inputs.tree.is_verb(act.trigger) && leads_to(inputs.tree, act.trigger, content, clauses)
}

/// Whether the content hangs below the act's own word by nothing but complements.
fn leads_to(tree: Tree<'_>, act: TokenIx, content: &Event, clauses: bool) -> bool {
    let mut at = if tree.is_verb(content.trigger) { content.carrier } else { content.trigger };
    for _ in 0..REACH {
        let Some(up) = tree.head(at) else { return false };
        let complement = match tree.rel(at) {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Obl | Deprel::Nmod | Deprel::Conj => true,
            Deprel::Acl => {
                tree.has(at, Feats::INFINITIVE) || tree.children_by(at, &[Deprel::Mark]).next().is_some()
            }
            // "accused X of shelling", "called on X to leave" where the tree hangs it as an adverbial
            Deprel::Advcl => {
                !tree.has(at, Feats::FINITE) && tree.child(at, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
            }
            _ => false,
        };
        if !complement {
            return false;
        }
        if up == act {
            // another clause beside the act is not its content
            return tree.rel(at) != Deprel::Conj && (clauses || tree.rel(at) != Deprel::Ccomp);
        }
        at = up;
    }
    false
}

/// The mode that an act of speech has by what it asks for, refuses or threatens.
fn mode_from(act: EventType, content: EventType, mode: Option<&str>) -> Option<&'static str> {
    Some(match (act, content) {
        (EventType::Request | EventType::Reject, EventType::Aid | EventType::Cooperate) => "assist",
        (EventType::Request | EventType::Reject, EventType::Consult) => "meet",
        (EventType::Request | EventType::Reject, EventType::Retreat | EventType::Concede) => "yield",
        (EventType::Request | EventType::Reject, EventType::Support | EventType::Agree) => "change",
        (EventType::Threaten, EventType::Assault) => "violence",
        (EventType::Threaten, EventType::Sanction) if mode == Some("expel") => "expel",
        (EventType::Threaten, EventType::Sanction) => "relations",
        (EventType::Threaten, EventType::Coerce) if mode == Some("arrest") => "arrest",
        (EventType::Threaten, EventType::Coerce) if mode == Some("deport") => "expel",
        (EventType::Threaten, EventType::Coerce) => "restrict",
        _ => return None,
    })
}
