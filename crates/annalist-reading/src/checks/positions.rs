//! Who did it, by different words: a claim of responsibility against blame of another, blame of one against blame of another.

use super::look::{Look, kindred};
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::actors::{self, EntityIx};
use crate::events::{Event, EventIx};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::voices::StatementIx;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::codebook::EventType;

/// How far apart two positions on one deed may stand, in sentences, where one of them does not name it.
const NEAR: u32 = 4;

/// Somebody is said to have done something.
struct Position {
    who: EntityIx,
    /// Who says so.
    voice: Option<EntityIx>,
    /// Their own claim.
    claimed: bool,
    /// The deed, where it is named.
    deed: Option<TokenIx>,
    at: TokenIx,
    side: Side,
}

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let mut all: Vec<Position> = Vec::new();
    for frame in look.on.frames {
        all.extend(claimed(look, frame));
        all.extend(behind(look, frame));
    }
    for at in 0..look.on.events.len() {
        all.extend(told(look, EventIx(at as u32)));
    }
    let tokens = (0..look.on.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    all.extend(tokens.filter_map(|t| suspected(look, t)));
    all.sort_by_key(|p| p.at);
    let mut found: Vec<Discrepancy> = Vec::new();
    let mut pairs: Vec<(EntityIx, EntityIx)> = Vec::new();
    for b in 0..all.len() {
        for a in 0..b {
            let known = pairs.iter().any(|(x, y)| {
                (look.one_side(*x, all[a].who) && look.one_side(*y, all[b].who))
                    || (look.one_side(*x, all[b].who) && look.one_side(*y, all[a].who))
            });
            if !known && disagree(look, &all[a], &all[b]) {
                pairs.push((all[a].who, all[b].who));
                found.push(between(look, &all[a], &all[b]));
            }
        }
    }
    found
}

fn between(look: &Look<'_>, a: &Position, b: &Position) -> Discrepancy {
    let says = |p: &Position| {
        let who = look.name(Some(p.who));
        if p.claimed {
            format!("claimed by {who}")
        } else {
            format!("laid to {who} by {}", voice_name(look, p.voice))
        }
    };
    let explanation = format!("Responsibility is {} and {}.", says(a), says(b));
    Discrepancy::between(Kind::Responsibility, Severity::Tension, vec![a.side, b.side], explanation)
}

/// Somebody whom the record knows as an actor, by name.
fn voice_name(look: &Look<'_>, voice: Option<EntityIx>) -> String {
    let known = voice.filter(|v| look.on.actors.get(*v).kind != actors::Kind::Unknown);
    known.map_or_else(|| "others".into(), |v| look.name(Some(v)))
}

/// "claimed responsibility for the attack", "the attack was claimed by".
fn claimed(look: &Look<'_>, frame: &Frame) -> Option<Position> {
    let tree = look.on.tree;
    let verb = frame.predicate;
    let how = LIST
        .get("claiming responsibility", tree.lemma(verb))
        .filter(|_| frame.kind == PredicateKind::Verb)?;
    let object = frame.filler(&Slot::Object)?;
    let responsibility = tree.lemma(object) == "responsibility";
    if look.is_unreal(verb) || !(responsibility || (how == "deed" && is_deed(look, object))) {
        return None;
    }
    let who = look.on.actors.at(frame.filler(&Slot::Subject)?)?;
    let deed = if responsibility {
        ["for", "of"].iter().find_map(|p| frame.filler(&Slot::Preposition((*p).to_string())))
    } else {
        Some(object)
    };
    let span = look.clause_span(verb, deed);
    Some(Position {
        who,
        voice: Some(who),
        claimed: true,
        deed,
        at: verb,
        side: Side { subject: statement_with(look, verb), span },
    })
}

fn statement_with(look: &Look<'_>, cue: TokenIx) -> Option<Subject> {
    let list = &look.on.statements.list;
    let at = list.iter().position(|s| s.cue == Some(cue))?;
    Some(Subject::Statement(StatementIx(at as u32)))
}

fn is_deed(look: &Look<'_>, noun: TokenIx) -> bool {
    look.on.events.iter().any(|e| e.trigger == noun && e.meaning.kind == EventType::Assault)
        || LIST.has("deed", look.on.tree.lemma(noun))
}

/// "was behind the attack", "were involved in the protests", "was sent by the government": on somebody's word.
fn behind(look: &Look<'_>, frame: &Frame) -> Option<Position> {
    let tree = look.on.tree;
    let head = frame.predicate;
    let (statement, voice) = look.voice(head)?;
    let voice = voice?;
    if look.is_unreal(head) {
        return None;
    }
    let lemma = tree.lemma(head);
    let (who, deed) = if let Some(preposition) = LIST.get("behind", lemma) {
        let subject = tree.child(head, &[Deprel::Nsubj, Deprel::NsubjPass])?;
        let deed = tree
            .children_by(head, &[Deprel::Obl, Deprel::Nmod])
            .find(|c| tree.case(*c).as_deref() == Some(preposition))?;
        (subject, deed)
    } else if frame.passive && LIST.has("sent", lemma) {
        (frame.filler(&Slot::Subject)?, frame.filler(&Slot::Object)?)
    } else {
        return None;
    };
    let who = look.on.actors.at(who).unwrap_or(EntityIx(u32::MAX));
    if who.0 == u32::MAX || who == voice {
        return None;
    }
    let span = look.clause_span(head, Some(deed));
    let subject = Some(Subject::Statement(statement));
    Some(Position {
        who,
        voice: Some(voice),
        claimed: false,
        deed: Some(deed),
        at: head,
        side: Side { subject, span },
    })
}

/// Accusations, and deeds that a speaker tells: with doers whom the same sentence names, not such as were joined from elsewhere.
fn told(look: &Look<'_>, ix: EventIx) -> Vec<Position> {
    let event = &look.on.events[ix.0 as usize];
    let speaker = event.voice.and_then(|v| look.on.statements.get(v).speaker);
    let position = |who: EntityIx, voice: Option<EntityIx>, deed: Option<TokenIx>, span: ByteSpan| Position {
        who,
        voice,
        claimed: false,
        deed,
        at: event.trigger,
        side: Side { subject: Some(Subject::Event(ix)), span },
    };
    match event.meaning.kind {
        EventType::Accuse if event.status.label() == "occurred" => {
            let Some(deed) = accused_of(look, event) else { return Vec::new() };
            let voice = event.actors.first().map(|p| p.entity);
            event.recipients.iter().map(|p| position(p.entity, voice, Some(deed), event.extent)).collect()
        }
        EventType::Assault if event.status.label() == "occurred" && speaker.is_some() => event
            .actors
            .iter()
            .filter(|p| Some(p.entity) != speaker && look.sentence(p.head) == look.sentence(event.trigger))
            .map(|p| position(p.entity, speaker, Some(event.trigger), event.extent))
            .collect(),
        _ => Vec::new(),
    }
}

/// The deed that somebody is accused of or blamed for.
fn accused_of(look: &Look<'_>, event: &Event) -> Option<TokenIx> {
    let tree = look.on.tree;
    let frame = look.on.frames.iter().find(|f| f.predicate == event.trigger)?;
    let of = ["for", "of"].iter().find_map(|p| frame.filler(&Slot::Preposition((*p).to_string())))?;
    if !tree.is_verb(of) {
        return Some(of);
    }
    // "of carrying out the attack"
    let light = look.on.lexicon.is_light(&crate::frames::lemma_with_particle(tree, of));
    tree.child(of, &[Deprel::Obj]).filter(|_| light).or(Some(of))
}

/// "alleged Iranian involvement": a claim verb over a noun that ties its owner to the deed.
fn suspected(look: &Look<'_>, noun: TokenIx) -> Option<Position> {
    let tree = look.on.tree;
    if tree.pos(noun) != Upos::Noun || !LIST.has("suspicion noun", tree.lemma(noun)) {
        return None;
    }
    let verb = tree.head(noun).filter(|v| tree.is_verb(*v) && tree.rel(noun) == Deprel::Obj)?;
    let claims = look.on.lexicon.reporting.get(tree.lemma(verb)).into_iter().flatten();
    let claims = claims
        .into_iter()
        .any(|c| c.pos == "verb" && matches!(c.kind.as_str(), "claim" | "accuse" | "think"));
    let suspects = LIST.has("suspecting", tree.lemma(verb));
    if !(claims || suspects) || look.is_unreal(verb) {
        return None;
    }
    let owner = tree.children_by(noun, &[Deprel::Amod, Deprel::NmodPoss, Deprel::Compound, Deprel::Nmod]);
    let who = owner.into_iter().find_map(|o| look.on.actors.at(o))?;
    let frame = look.on.frames.iter().find(|f| f.predicate == verb)?;
    let voice = look.on.actors.at(frame.filler(&Slot::Subject)?)?;
    if who == voice {
        return None;
    }
    let deed = tree.children_by(noun, &[Deprel::Nmod]).find(|c| tree.case(*c).as_deref() == Some("in"));
    let span = look.clause_span(verb, Some(noun));
    Some(Position {
        who,
        voice: Some(voice),
        claimed: false,
        deed,
        at: noun,
        side: Side { subject: statement_with(look, verb), span },
    })
}

/// Whether two positions name different doers of one deed by different voices.
fn disagree(look: &Look<'_>, a: &Position, b: &Position) -> bool {
    let voices = match (a.voice, b.voice) {
        (Some(x), Some(y)) => !look.one_side(x, y) || (a.claimed && b.claimed),
        _ => false,
    };
    let answered =
        a.voice.is_some_and(|v| look.one_side(v, b.who)) && b.voice.is_some_and(|v| look.one_side(v, a.who));
    voices
        && !look.one_side(a.who, b.who)
        && !(answered && !a.claimed && !b.claimed && !same_words(look, a, b))
        && same_deed(look, a, b)
        && same_victims(look, a, b)
        && !are_kin(look, a.who, b.who)
}

fn same_words(look: &Look<'_>, a: &Position, b: &Position) -> bool {
    match (a.deed, b.deed) {
        (Some(x), Some(y)) => kindred(look.on.tree.lemma(x), look.on.tree.lemma(y)),
        _ => false,
    }
}

/// Two deeds told by verbs are one only where they befell the same.
fn same_victims(look: &Look<'_>, a: &Position, b: &Position) -> bool {
    let events = (a.deed.and_then(|d| event_at(look, d)), b.deed.and_then(|d| event_at(look, d)));
    let (Some(x), Some(y)) = events else { return true };
    let hit =
        |ix: EventIx| look.on.events[ix.0 as usize].recipients.iter().map(|p| p.entity).collect::<Vec<_>>();
    let (x, y) = (hit(x), hit(y));
    let verbs = [a.deed, b.deed].into_iter().flatten().any(|d| look.on.tree.is_verb(d));
    if x.is_empty() || y.is_empty() { !verbs } else { x.iter().any(|e| y.contains(e)) }
}

fn same_deed(look: &Look<'_>, a: &Position, b: &Position) -> bool {
    let tree = look.on.tree;
    let gap = look.sentence(b.at).abs_diff(look.sentence(a.at));
    match (a.deed, b.deed) {
        (Some(x), Some(y)) => {
            let joined = event_at(look, x)
                .zip(event_at(look, y))
                .is_some_and(|(x, y)| x == y || look.on.events[x.0 as usize].same_as.contains(&y));
            let generic = |t: TokenIx| LIST.has("deed", tree.lemma(t));
            let alike = number(look, x) == number(look, y) && is_definite(look, y) && x != y;
            let nearest = !between_them(look, x, y);
            joined
                || (alike && nearest && kindred(tree.lemma(x), tree.lemma(y)))
                || (alike && nearest && generic(x) && generic(y) && gap <= 1)
        }
        (None, None) => gap <= 1,
        (Some(x), None) | (None, Some(x)) => {
            gap <= NEAR.min(2) && (is_deed(look, x) || LIST.has("deed", tree.lemma(x)))
        }
    }
}

/// One or many.
fn number(look: &Look<'_>, noun: TokenIx) -> bool {
    look.on.tree.has(noun, Feats::PLURAL)
}

/// Whether another deed of the later one's name stands between two.
fn between_them(look: &Look<'_>, x: TokenIx, y: TokenIx) -> bool {
    let tree = look.on.tree;
    let mut inside = (x.0 + 1..y.0).map(TokenIx).filter(|t| tree.pos(*t) == Upos::Noun);
    inside.any(|t| tree.lemma(t) == tree.lemma(y) && !is_definite(look, t))
}

fn is_definite(look: &Look<'_>, noun: TokenIx) -> bool {
    let tree = look.on.tree;
    tree.is_verb(noun)
        || tree
            .children_by(noun, &[Deprel::Det, Deprel::NmodPoss])
            .any(|d| !matches!(tree.lemma(d), "a" | "an" | "some" | "any"))
}

fn event_at(look: &Look<'_>, token: TokenIx) -> Option<EventIx> {
    let at = look.on.events.iter().position(|e| e.trigger == token)?;
    Some(EventIx(at as u32))
}

/// "the group, an affiliate of", "which is linked to": one side by the report's own words.
fn are_kin(look: &Look<'_>, a: EntityIx, b: EntityIx) -> bool {
    let tree = look.on.tree;
    let heads = |e: EntityIx| look.on.actors.get(e).mentions.iter().map(|m| m.0).collect::<Vec<_>>();
    let (x, y) = (heads(a), heads(b));
    let sentences: Vec<u32> =
        x.iter().map(|t| look.sentence(*t)).filter(|s| y.iter().any(|t| look.sentence(*t) == *s)).collect();
    sentences.iter().any(|s| {
        let range = tree.parse.sentences[*s as usize].range();
        range
            .map(|i| TokenIx(i as u32))
            .any(|t| LIST.has("kin", tree.lemma(t)) || LIST.has("kin", &tree.form(t).to_lowercase()))
    })
}
