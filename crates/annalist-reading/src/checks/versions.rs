//! Words by which a report itself says that accounts differ: "a different account", "initial reports … but".

use super::look::Look;
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::voices::StatementIx;
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_reports::ByteSpan;

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let tokens = (0..look.on.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    let nouns = tokens
        .filter(|t| look.on.tree.pos(*t) == Upos::Noun && LIST.has("version noun", look.on.tree.lemma(*t)));
    nouns.filter_map(|noun| different(look, noun).or_else(|| first(look, noun))).collect()
}

fn modified(look: &Look<'_>, noun: TokenIx, section: &str) -> bool {
    let tree = look.on.tree;
    tree.children_by(noun, &[Deprel::Amod, Deprel::Compound]).any(|m| LIST.has(section, tree.lemma(m)))
}

/// "gave a different account", "conflicting reports".
fn different(look: &Look<'_>, noun: TokenIx) -> Option<Discrepancy> {
    let tree = look.on.tree;
    if !modified(look, noun, "differing") || LIST.has("no version", tree.lemma(noun)) {
        return None;
    }
    let verb = tree.clause(noun);
    if look.is_unreal(verb) {
        return None;
    }
    let giver = LIST.has("giving", tree.lemma(verb)).then(|| tree.child(verb, &[Deprel::Nsubj])).flatten();
    let giver = giver.and_then(|s| look.on.actors.at(s));
    let clause = look.clause_span(verb, None);
    let statements = &look.on.statements.list;
    let mut sides = vec![Side { subject: None, span: clause }];
    if let Some(giver) = giver {
        let own = statements.iter().position(|s| s.content.start >= clause.start && s.speaker == Some(giver));
        let before = statements
            .iter()
            .rposition(|s| s.content.end <= clause.start && s.speaker.is_some_and(|x| x != giver))?;
        if let Some(own) = own {
            sides = vec![side(look, own)];
        }
        sides.push(side(look, before));
        let other = look.name(statements[before].speaker);
        let explanation = format!("Told differently by {} and by {other}.", look.name(Some(giver)));
        return Some(Discrepancy::between(Kind::Account, Severity::Contradiction, sides, explanation));
    }
    // "different accounts" may be any number of accounts of any number of things
    let told = tree.has(noun, annalist_language::Feats::PLURAL) && modified(look, noun, "opposed");
    told.then(|| {
        let explanation = "The report says that accounts of it differ.".to_string();
        Discrepancy::between(Kind::Account, Severity::Tension, sides, explanation)
    })
}

fn side(look: &Look<'_>, statement: usize) -> Side {
    let subject = Some(Subject::Statement(StatementIx(statement as u32)));
    Side { subject, span: look.on.statements.list[statement].content }
}

/// "Initial reports were of a gas leak, but the police said …".
fn first(look: &Look<'_>, noun: TokenIx) -> Option<Discrepancy> {
    let tree = look.on.tree;
    if !modified(look, noun, "initial") || !LIST.has("early version", tree.lemma(noun)) {
        return None;
    }
    let clause = tree.clause(noun);
    let here = look.clause_span(clause, None);
    let (span, token) = contrast(look, clause, here)?;
    if holds_toll(look, here) && holds_toll(look, span) {
        return None;
    }
    let subject = look.voice(token).map(|v| Subject::Statement(v.0));
    let sides = vec![Side { subject: None, span: here }, Side { subject, span }];
    let explanation = "What was first reported and what was said later differ.".to_string();
    Some(Discrepancy::between(Kind::Account, Severity::Contradiction, sides, explanation))
}

/// The clause that is set against another one: after "but" in the sentence, or the next sentence that opens with one.
fn contrast(look: &Look<'_>, clause: TokenIx, here: ByteSpan) -> Option<(ByteSpan, TokenIx)> {
    let tree = look.on.tree;
    let sentence = look.sentence(clause) as usize;
    let within = tree.parse.sentences[sentence].range().map(|i| TokenIx(i as u32));
    let opens = |t: &TokenIx| LIST.has("contrast", &tree.form(*t).to_lowercase());
    if let Some(but) = within.filter(|t| tree.token(*t).span.start >= here.end).find(opens) {
        let up = tree.clause(but);
        let other = if up == clause { return None } else { up };
        return Some((look.clause_span(other, tree.child(other, &[Deprel::Ccomp])), other));
    }
    let next = tree
        .parse
        .sentences
        .get(sentence + 1)
        .filter(|s| s.paragraph == tree.parse.sentences[sentence].paragraph)?;
    let first = next.range().map(|i| TokenIx(i as u32)).next().filter(opens)?;
    let root = next.range().map(|i| TokenIx(i as u32)).find(|t| tree.head(*t).is_none())?;
    (first < root).then(|| (look.clause_span(root, tree.child(root, &[Deprel::Ccomp])), root))
}

fn holds_toll(look: &Look<'_>, span: ByteSpan) -> bool {
    look.on.tolls.iter().any(|t| t.evidence.overlaps(span))
}
