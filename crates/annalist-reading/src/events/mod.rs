//! Who did what to whom: frames that the lexicon knows as acts, with their parts, status, time, place and voice.

mod accidents;
mod acled;
mod anaphora;
mod claims;
mod contents;
mod contexts;
mod demands;
mod implied;
mod judgements;
mod matching;
mod modes;
mod participants;
mod reality;
mod responsibility;
mod same;
mod shadows;
mod status;
mod undergone;
mod undertakings;
mod why;
mod words;

pub(crate) use participants::{Lookup, Part};
pub(crate) use status::{Certainty, Status, of as status_of};
pub(crate) use why::{SlotReason, explain};

use crate::actors::{Actors, Kind};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::{EventEntry, Lexicon, Meaning, SlotName};
use crate::tree::Tree;
use crate::voices::{StatementIx, Statements};
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::codebook::{EventType, Quad};
use annalist_world::{Iso3, Sector};
use std::collections::BTreeMap;

/// Index of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EventIx(pub u32);

/// One act as the report tells it once.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// PLOVER type, modes, CAMEO code.
    pub meaning: Meaning,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Who does it.
    pub actors: Vec<Part>,
    /// To whom.
    pub recipients: Vec<Part>,
    /// The word that names it.
    pub trigger: TokenIx,
    /// The word whose clause it stands in.
    pub carrier: TokenIx,
    /// The clause it was read from.
    pub extent: ByteSpan,
    /// Whether it happened.
    pub status: Status,
    /// How sure the telling is.
    pub certainty: Certainty,
    /// On whose word.
    pub voice: Option<StatementIx>,
    /// Harm it does, as the lexicon says.
    pub harm: Option<String>,
    /// Lexicon file and line, for explanations.
    pub rule: String,
    /// Other tellings of the same act.
    pub same_as: Vec<EventIx>,
    /// Whether the words point back ("the attack") rather than tell.
    pub anaphoric: bool,
    /// ACLED-shaped sub-event.
    pub acled: Option<&'static str>,
}

impl Event {
    /// Whether the act is done by saying something.
    pub(crate) fn is_spoken(&self) -> bool {
        is_verbal(self.meaning.kind)
    }

    /// A speech act that has occurred by being said, without parts yet.
    fn spoken(meaning: Meaning, trigger: TokenIx, extent: ByteSpan) -> Self {
        Self {
            meaning,
            contexts: Vec::new(),
            actors: Vec::new(),
            recipients: Vec::new(),
            trigger,
            carrier: trigger,
            extent,
            status: Status::Occurred,
            certainty: Certainty::Certain,
            voice: None,
            harm: None,
            rule: String::new(),
            same_as: Vec::new(),
            anaphoric: false,
            acled: None,
        }
    }
}

/// What events are read from.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) frames: &'a [Frame],
    pub(crate) actors: &'a Actors,
    pub(crate) statements: &'a Statements,
    pub(crate) place_country: &'a BTreeMap<TokenIx, Iso3>,
}

/// Whether a type is said rather than done.
pub(crate) fn is_verbal(kind: EventType) -> bool {
    matches!(kind.quad(), Quad::VerbalCooperation | Quad::VerbalConflict)
}

/// All acts of a report in text order.
pub(crate) fn find(inputs: Inputs<'_>) -> Vec<Event> {
    let look = Lookup {
        tree: inputs.tree,
        lexicon: inputs.lexicon,
        actors: inputs.actors,
        place_country: inputs.place_country,
        statements: inputs.statements,
    };
    let mut events: Vec<Event> = inputs
        .frames
        .iter()
        .filter_map(|frame| {
            let entry = matching::entry_for(&look, frame)?;
            let event = read(inputs, &look, frame, entry)?;
            (counts(inputs.tree, frame, &event) || goes_off(frame, entry, &event)).then_some(event)
        })
        .collect();
    events.extend(judgements::find(inputs, &look, &events));
    events.extend(judgements::find_namings(inputs, &look, &events));
    events.extend(demands::find(inputs, &look, &events));
    events.extend(claims::find(inputs, &events));
    events.extend(claims::find_blame(inputs, &look));
    events.retain(|e| !is_private(inputs, e));
    events.sort_by_key(|e| e.trigger);
    shadows::drop(inputs.tree, &mut events);
    anaphora::fill_recipients(inputs, &look, &mut events);
    take_from_complements(inputs.tree, &mut events);
    undertakings::settle(inputs, &mut events);
    contents::fold(inputs, &mut events);
    accidents::drop(inputs, &mut events);
    responsibility::fill(inputs, &look, &mut events);
    same::join(inputs, &mut events);
    same::share(inputs, &mut events);
    implied::fill(inputs, &look, &mut events);
    modes::fill(inputs, &mut events);
    contexts::fill(inputs, &mut events);
    acled::fill(inputs, &mut events);
    events
}

fn read(inputs: Inputs<'_>, look: &Lookup<'_, '_>, frame: &Frame, entry: &EventEntry) -> Option<Event> {
    let meaning = entry.meaning.clone()?;
    let tree = inputs.tree;
    if stands_behind(tree, frame) {
        return None;
    }
    let (status, certainty) = status::of(tree, inputs.lexicon, frame, meaning.kind);
    let certainty = status::on_word_of(inputs, frame.predicate, certainty);
    let actors = look.parts(frame, &entry.actor, false);
    let status = announced(inputs, frame, &meaning, status, &actors);
    let (meaning, status) = promised(inputs, frame, meaning, status);
    // whom one meets is no place: "travelled to X for talks"
    let mut recipients = look.parts(frame, &entry.recipient, meaning.kind != EventType::Consult);
    if recipients.is_empty() {
        recipients = undergone::of_noun(look, frame);
    }
    if recipients.is_empty()
        && frame.kind == PredicateKind::Verb
        && !entry.recipient.0.iter().flatten().any(|s| *s == SlotName::None)
    {
        recipients = look.bargain_with(frame);
    }
    let asked = recipients.len();
    recipients.retain(|r| !actors.iter().any(|a| a.entity == r.entity));
    // who helps only themselves helps nobody: "received its first shipment"
    if asked > 0 && recipients.is_empty() && meaning.kind == EventType::Aid {
        return None;
    }
    // who says "it was our doing" accuses nobody
    let speaks = entry.actor.0.iter().flatten().any(|slot| *slot == SlotName::Speaker);
    let own = |r: &Part| {
        let (asked, speaker) =
            (inputs.actors.get(r.entity), actors.first().map(|a| inputs.actors.get(a.entity)));
        asked.kind == Kind::State && speaker.is_some_and(|s| s.country == asked.country)
    };
    if speaks && (recipients.is_empty() || actors.is_empty() || recipients.iter().any(own)) {
        return None;
    }
    let (first, last) =
        tree.clause_reach(if frame.kind == PredicateKind::Noun { frame.predicate } else { frame.carrier });
    Some(Event {
        contexts: entry.contexts.clone(),
        actors,
        recipients,
        trigger: frame.predicate,
        carrier: frame.carrier,
        extent: tree.trimmed(first, last),
        status,
        certainty,
        voice: inputs.statements.holding(tree, frame.predicate),
        harm: entry.harm.clone(),
        rule: entry.source.clone(),
        same_as: Vec::new(),
        anaphoric: frame.kind == PredicateKind::Noun && points_back(tree, frame.predicate),
        acled: None,
        meaning,
    })
}

/// What the doer says it is doing or will do is announced: "the ministry said it was closing the border".
fn announced(
    inputs: Inputs<'_>,
    frame: &Frame,
    meaning: &Meaning,
    status: Status,
    actors: &[Part],
) -> Status {
    let tree = inputs.tree;
    let statement = inputs.statements.holding(tree, frame.predicate).map(|ix| inputs.statements.get(ix));
    let own = statement.is_some_and(|s| actors.iter().any(|a| Some(a.entity) == s.speaker));
    let under_way = tree.token(frame.carrier).xpos == annalist_language::Xpos::Vbg
        && tree.children_by(frame.carrier, &[Deprel::Aux]).any(|a| tree.lemma(a) == "be");
    match status {
        Status::Intended if own && !is_verbal(meaning.kind) => Status::Announced,
        Status::Occurred | Status::Ongoing if own && under_way && !is_verbal(meaning.kind) => {
            Status::Announced
        }
        other => other,
    }
}

/// Support still to come ("will recognise the state", "plans to join") is a promise of it; what was voted or done for a purpose is not.
fn promised(inputs: Inputs<'_>, frame: &Frame, meaning: Meaning, status: Status) -> (Meaning, Status) {
    let tree = inputs.tree;
    let modal = tree
        .children_by(frame.carrier, &[Deprel::Aux])
        .any(|a| tree.token(a).xpos == annalist_language::Xpos::Md);
    let planned =
        tree.head(frame.carrier).is_some_and(|h| inputs.lexicon.in_class("planning_words", tree.lemma(h)));
    let to_come = matches!(status, Status::Intended | Status::Announced) && (modal || planned);
    if meaning.kind == EventType::Support && frame.kind != PredicateKind::Noun && to_come {
        let meaning = Meaning { kind: EventType::Agree, modes: Vec::new(), cameo: "030".into() };
        return (meaning, Status::Occurred);
    }
    (meaning, status)
}

/// Deals of companies with each other, and what people without any office or cause say or promise each other, are no politics.
fn is_private(inputs: Inputs<'_>, event: &Event) -> bool {
    let private = |p: &Part| {
        let entity = inputs.actors.get(p.entity);
        let abroad = entity.country.is_some_and(|c| c.as_str() == "MNC");
        let company = abroad || (entity.country.is_none() && entity.sectors.contains(&Sector::Bus));
        let nobody = entity.kind == Kind::Person && entity.sectors.iter().all(|s| *s == Sector::Cvl);
        company || (nobody && entity.roles.is_empty())
    };
    let soft = matches!(
        event.meaning.kind,
        EventType::Agree | EventType::Support | EventType::Cooperate | EventType::Consult
    );
    soft && !event.actors.is_empty() && event.actors.iter().chain(&event.recipients).all(private)
}

/// "the attack", "this decision": a noun that points to what was told.
fn points_back(tree: Tree<'_>, noun: TokenIx) -> bool {
    tree.children_by(noun, &[Deprel::Det]).any(|d| tree.has(d, Feats::DEFINITE | Feats::DEMONSTRATIVE))
}

/// A bomb that goes off is an act, whoever laid it and whether or not it met anybody; so is what a word tells of its recipient
/// alone ("stood trial").
fn goes_off(frame: &Frame, entry: &EventEntry, event: &Event) -> bool {
    (matches!(event.meaning.kind, EventType::Assault | EventType::Coerce) || !event.recipients.is_empty())
        && frame.kind == PredicateKind::Verb
        && entry.actor.0.iter().flatten().all(|slot| *slot == SlotName::None)
}

/// "the G7 summit", "an EU meeting": a meeting that only bears a name is no telling of it.
fn only_named(tree: Tree<'_>, frame: &Frame, event: &Event) -> bool {
    let named = |p: &Part| {
        tree.head(p.head) == Some(event.trigger)
            && matches!(tree.rel(p.head), Deprel::Amod | Deprel::Compound | Deprel::NmodDesc)
    };
    event.meaning.kind == EventType::Consult
        && event.recipients.is_empty()
        && event.actors.len() == 1
        && event.actors.iter().all(named)
        && (frame.carrier == frame.predicate
            || !matches!(tree.rel(frame.predicate), Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj))
}

/// "was behind the attack": the act is told elsewhere, the blame is `claims`'s.
fn stands_behind(tree: Tree<'_>, frame: &Frame) -> bool {
    frame.kind == PredicateKind::Noun
        && tree.case(frame.predicate).as_deref() == Some("behind")
        && frame.filler(&Slot::Subject).is_some()
}

/// An act needs somebody of political weight, or to be violence; a bare noun needs something said of it.
fn counts(tree: Tree<'_>, frame: &Frame, event: &Event) -> bool {
    let somebody = !event.actors.is_empty() || !event.recipients.is_empty();
    // help and praise need somebody who gives it: "the injured were flown out" tells of no act between two
    let given = matches!(
        event.meaning.kind,
        EventType::Aid
            | EventType::Cooperate
            | EventType::Support
            | EventType::Agree
            | EventType::Threaten
            | EventType::Reject
    );
    let noun_given = matches!(event.meaning.kind, EventType::Aid | EventType::Cooperate);
    if given && event.actors.is_empty() && (frame.kind == PredicateKind::Verb || noun_given) {
        return false;
    }
    let physical = matches!(
        event.meaning.kind,
        EventType::Assault | EventType::Protest | EventType::Coerce | EventType::Mobilize
    );
    match frame.kind {
        PredicateKind::Verb | PredicateKind::Adjective => {
            somebody && (!event.actors.is_empty() || physical || frame.passive)
                || (physical && event.harm.is_some())
        }
        PredicateKind::Noun => {
            let modifier = matches!(
                tree.rel(frame.predicate),
                Deprel::Compound | Deprel::Amod | Deprel::Flat | Deprel::NmodDesc
            );
            !modifier
                && !only_named(tree, frame, event)
                && (somebody
                    || (physical
                        && !event.anaphoric
                        && tree.pos(frame.predicate) == Upos::Noun
                        && has_company(tree, frame)))
        }
    }
}

/// A noun that stands in a clause with words of its own: "a bombing in the capital", not "about violence".
fn has_company(tree: Tree<'_>, frame: &Frame) -> bool {
    tree.children_by(frame.predicate, &[Deprel::Nmod, Deprel::Nummod, Deprel::NmodPoss]).next().is_some()
        || matches!(
            tree.rel(frame.predicate),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::OblAgent
        )
}

/// Threats and promises without an address take the one their content names: "threatened to cut ties with X".
fn take_from_complements(tree: Tree<'_>, events: &mut [Event]) {
    for at in 0..events.len() {
        let promise =
            matches!(events[at].meaning.kind, EventType::Threaten | EventType::Agree | EventType::Concede);
        if !promise || !events[at].recipients.is_empty() {
            continue;
        }
        let content = events.iter().find(|e| {
            e.trigger != events[at].trigger
                && !e.recipients.is_empty()
                && tree.dominates(events[at].trigger, e.trigger)
        });
        let Some(mut recipients) = content.map(|e| e.recipients.clone()) else { continue };
        recipients.retain(|r| !events[at].actors.iter().any(|a| a.entity == r.entity));
        events[at].recipients = recipients;
    }
}
