//! Crowds counted differently by two sources: organisers and police, government and opposition.

use super::look::Look;
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::actors::EntityIx;
use crate::frames::{Frame, Slot};
use crate::numbers;
use crate::voices::StatementIx;
use crate::words::Words;
use annalist_language::{Deprel, TokenIx};

/// Smaller crowds are counted, not estimated.
const LEAST: u64 = 100;
/// How many sentences apart the two figures may stand.
const NEAR: u32 = 2;

/// One source's figure for a crowd.
struct Figure {
    speaker: EntityIx,
    side: Side,
    low: u64,
    high: u64,
    at: TokenIx,
}

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let words = Words::new(look.on.tree.parse, look.on.tree.text);
    let statements = (0..look.on.statements.list.len()).map(|i| StatementIx(i as u32));
    let mut all: Vec<Figure> = statements.filter_map(|ix| said(look, &words, ix)).collect();
    all.extend(look.on.frames.iter().filter_map(|frame| estimated(look, &words, frame)));
    all.sort_by_key(|f| f.at);
    let mut found = Vec::new();
    for b in 1..all.len() {
        if let Some(a) = (0..b).rev().find(|a| differ(look, &all[*a], &all[b])) {
            found.push(between(look, &all[a], &all[b]));
        }
    }
    found
}

fn between(look: &Look<'_>, a: &Figure, b: &Figure) -> Discrepancy {
    let name = |f: &Figure| look.name(Some(f.speaker));
    let explanation =
        format!("The crowd is counted as {} by {} and as {} by {}.", a.low, name(a), b.low, name(b));
    Discrepancy::between(Kind::Count, Severity::Contradiction, vec![a.side, b.side], explanation)
}

/// The first number of people that a statement tells of a gathering.
fn said(look: &Look<'_>, words: &Words<'_>, ix: StatementIx) -> Option<Figure> {
    let statement = look.on.statements.get(ix);
    let speaker = statement.speaker?;
    let side = Side { subject: Some(Subject::Statement(ix)), span: statement.content };
    look.tokens_in(statement.content)
        .filter_map(|at| figure(look, words, at, speaker, side))
        .find(|f| counts_crowd(look, f.at))
}

/// "Police put the turnout at 8,000."
fn estimated(look: &Look<'_>, words: &Words<'_>, frame: &Frame) -> Option<Figure> {
    let tree = look.on.tree;
    let verb = frame.predicate;
    if !LIST.has("estimating", tree.lemma(verb)) || look.is_unreal(verb) {
        return None;
    }
    let speaker = look.on.actors.at(frame.filler(&Slot::Subject)?)?;
    let object = frame.filler(&Slot::Object)?;
    let crowd = |t: TokenIx| LIST.has("gathering", tree.lemma(t)) || LIST.has("crowd", tree.lemma(t));
    if !crowd(object) && !tree.children(object).any(crowd) {
        return None;
    }
    let side = Side { subject: None, span: look.clause_span(verb, None) };
    let mut numbers = tree.children_by(verb, &[Deprel::Obl]).filter_map(|c| {
        let (first, _) = tree.reach(c);
        (first.0..=c.0).find_map(|i| figure(look, words, TokenIx(i), speaker, side))
    });
    numbers.next()
}

/// The number that starts at a token, told by its last word.
fn figure(look: &Look<'_>, words: &Words<'_>, at: TokenIx, speaker: EntityIx, side: Side) -> Option<Figure> {
    let quantity = numbers::quantity(words, at.at())?;
    let low = quantity.low.filter(|n| *n >= LEAST)?;
    let span = look.on.tree.token(at).span;
    if look.on.tolls.iter().any(|t| t.evidence.contains(span)) {
        return None;
    }
    // a crowd is estimated: half as many again is no other number
    let high = quantity.high.unwrap_or(low).max(low);
    Some(Figure { speaker, side, low, high: high + high / 2, at: TokenIx(quantity.end as u32 - 1) })
}

/// "50,000 people attended", "9,000 took part".
fn counts_crowd(look: &Look<'_>, number: TokenIx) -> bool {
    let tree = look.on.tree;
    let Some(up) = tree.head(number) else { return false };
    let gathers = |t: TokenIx| LIST.has("gathering", tree.lemma(t));
    if matches!(tree.rel(number), Deprel::Nummod | Deprel::Compound | Deprel::Amod) {
        let near = |t: TokenIx| gathers(t) || tree.children(t).any(gathers);
        return LIST.has("crowd", tree.lemma(up))
            && (gathers(up) || tree.head(up).is_some_and(near) || tree.children(up).any(near));
    }
    tree.children(up).filter(|c| *c != number).any(gathers) || gathers(up)
}

fn differ(look: &Look<'_>, a: &Figure, b: &Figure) -> bool {
    let near = look.sentence(b.at).abs_diff(look.sentence(a.at)) <= NEAR;
    let apart = a.low > b.high || b.low > a.high;
    near && apart && !a.side.span.overlaps(b.side.span) && !look.one_side(a.speaker, b.speaker)
}
