//! The same thing said and denied, or said to go two ways that exclude each other, by different speakers.

use super::look::{Look, kindred};
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::actors::EntityIx;
use crate::frames::{Frame, PredicateKind, Slot};
use crate::voices::StatementIx;
use annalist_language::{Deprel, TokenIx, Upos, Xpos};

/// What somebody says of a thing.
struct Claim {
    word: TokenIx,
    /// What it is said of: head words of the thing it happened to, with who that is.
    things: Vec<(String, Option<EntityIx>)>,
    negated: bool,
    statement: StatementIx,
    speaker: EntityIx,
    side: Side,
}

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let all: Vec<Claim> = look.on.frames.iter().filter_map(|frame| claim(look, frame)).collect();
    let mut found = Vec::new();
    for b in 0..all.len() {
        if let Some(a) = (0..b).find(|a| clash(look, &all[*a], &all[b]).is_some()) {
            let kind = clash(look, &all[a], &all[b]).unwrap_or(Kind::Status);
            let name = |c: &Claim| look.name(Some(c.speaker));
            let explanation = format!("Said by {}, contradicted by {}.", name(&all[a]), name(&all[b]));
            found.push(Discrepancy::between(
                kind,
                Severity::Contradiction,
                vec![all[a].side, all[b].side],
                explanation,
            ));
        }
    }
    found
}

fn claim(look: &Look<'_>, frame: &Frame) -> Option<Claim> {
    let tree = look.on.tree;
    let word = frame.predicate;
    if frame.kind == PredicateKind::Noun {
        return None;
    }
    let (statement, speaker) = look.voice(word)?;
    let speaker = speaker?;
    let negated = look.is_negated(word);
    if (look.is_unreal(word) && !negated) || open(look, word) || LIST.has("empty", tree.lemma(word)) {
        return None;
    }
    let patient = if frame.filler(&Slot::Object).is_some() { Slot::Object } else { Slot::Subject };
    let mut heads: Vec<TokenIx> = frame.fillers(&patient).flat_map(|h| tree.conjuncts(h)).collect();
    if LIST.has("finding", tree.lemma(word)) {
        // "found no trace of it in his blood": where it was looked for is spoken of, too
        let below = [heads.clone(), vec![word]].concat().into_iter();
        heads.extend(
            below.flat_map(|h| tree.children_by(h, &[Deprel::Obl, Deprel::Nmod]).collect::<Vec<_>>()),
        );
    }
    let things = heads
        .into_iter()
        .filter(|h| matches!(tree.pos(*h), Upos::Noun | Upos::Propn) || look.on.actors.at(*h).is_some());
    let things: Vec<_> = things
        .map(|h| (tree.lemma(h).to_lowercase(), look.on.actors.at(h)))
        .filter(|(lemma, who)| who.is_some() || !LIST.has("empty", lemma))
        .collect();
    if things.is_empty() {
        return None;
    }
    let span = look.clause_span(word, None);
    let side = Side { subject: Some(Subject::Statement(statement)), span };
    Some(Claim { word, things, negated, statement, speaker, side })
}

/// Infinitives, questions and what may be: nothing is said to be so.
fn open(look: &Look<'_>, word: TokenIx) -> bool {
    let tree = look.on.tree;
    let modal = |a: TokenIx| tree.token(a).xpos == Xpos::Md;
    let compared = |m: TokenIx| {
        matches!(tree.lemma(m), "as" | "so" | "too" | "enough" | "always" | "yet" | "only" | "just")
    };
    tree.children_by(word, &[Deprel::Aux]).any(modal)
        || tree.children_by(word, &[Deprel::Advmod]).any(compared)
        || tree
            .children_by(word, &[Deprel::Mark])
            .any(|m| matches!(tree.lemma(m), "to" | "if" | "whether" | "until"))
        || matches!(tree.rel(word), Deprel::Xcomp | Deprel::Advcl | Deprel::Acl)
}

fn clash(look: &Look<'_>, a: &Claim, b: &Claim) -> Option<Kind> {
    if a.statement == b.statement || look.one_side(a.speaker, b.speaker) {
        return None;
    }
    let alike = |x: &(String, Option<EntityIx>), y: &(String, Option<EntityIx>)| match (x.1, y.1) {
        (Some(p), Some(q)) => p == q,
        (None, None) => kindred(&x.0, &y.0),
        _ => false,
    };
    if !a.things.iter().any(|x| b.things.iter().any(|y| alike(x, y))) {
        return None;
    }
    let tree = look.on.tree;
    let (p, q) = (tree.lemma(a.word), tree.lemma(b.word));
    let same = p == q || (kindred(p, q) && p.len().min(q.len()) > 4);
    if same && a.negated != b.negated {
        return Some(Kind::Status);
    }
    let opposite =
        |p: &str, q: &str| LIST.get("opposites", p).is_some_and(|words| words.split(' ').any(|w| w == q));
    (a.negated == b.negated && !a.negated && (opposite(p, q) || opposite(q, p))).then_some(Kind::Account)
}
