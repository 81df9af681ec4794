//! What the layers of the network say against each other, or against what is known of a word, put right after it.

use crate::model::{FormSet, Model};
use crate::parse::{Deprel, Feats, NameKind, Parse, TokenIx, Upos, Xpos};

/// Puts a whole parse right, before its trees are indexed.
pub(crate) fn repair(model: &Model, text: &str, parse: &mut Parse) {
    settle_countries(model, text, parse);
    settle_surnames(text, parse);
    settle_headline_verbs(parse);
}

/// A bare country's name is a place, whatever the network takes it for where the country acts.
fn settle_countries(model: &Model, text: &str, parse: &mut Parse) {
    let Parse { tokens, names, .. } = parse;
    for name in names.iter_mut().filter(|name| name.range().len() == 1) {
        if matches!(name.kind, NameKind::Person | NameKind::Organization)
            && model.words.is_country(&text[tokens[name.tokens.0.at()].span.range()])
        {
            name.kind = NameKind::Location;
        }
    }
}

/// A surname alone that acts is the person whose whole name stood before, also where a town bears it.
fn settle_surnames(text: &str, parse: &mut Parse) {
    let Parse { tokens, names, .. } = parse;
    let form = |at: usize| &text[tokens[at].span.range()];
    let mut surnames = FormSet::default();
    for name in names.iter_mut() {
        let (range, last) = (name.range(), name.range().end - 1);
        let acts = matches!(tokens[last].deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::OblAgent);
        if name.kind == NameKind::Person && range.len() > 1 {
            surnames.insert(form(last).into());
        } else if name.kind == NameKind::Location && range.len() == 1 && acts && surnames.contains(form(last))
        {
            name.kind = NameKind::Person;
        }
    }
}

/// A root tagged as a noun that has an object is the verb of a headline, and the noun before it its subject:
/// "Police arrest nine smugglers".
fn settle_headline_verbs(parse: &mut Parse) {
    let tokens = &mut parse.tokens;
    for object in 1..tokens.len() {
        let (Deprel::Obj, Some(head)) = (tokens[object].deprel, tokens[object].head) else { continue };
        let verb = tokens[head.at()];
        let plural = verb.xpos == Xpos::Nns;
        if verb.head.is_some()
            || verb.upos != Upos::Noun
            || !(plural || verb.xpos == Xpos::Nn)
            || head.at() > object
        {
            continue;
        }
        let Some(subject) = subject(tokens, head) else { continue };
        tokens[subject].deprel = Deprel::Nsubj;
        let word = &mut tokens[head.at()];
        word.upos = Upos::Verb;
        word.xpos = if plural { Xpos::Vbz } else { Xpos::Vbp };
        word.feats = Feats(Feats::PRESENT | Feats::FINITE);
    }
}

/// The noun right before a word and below it, if there is no subject yet.
fn subject(tokens: &[crate::parse::Token], verb: TokenIx) -> Option<usize> {
    let before = verb.at().checked_sub(1)?;
    let has_one = tokens.iter().any(|token| token.head == Some(verb) && token.deprel == Deprel::Nsubj);
    let noun = matches!(tokens[before].upos, Upos::Noun | Upos::Propn);
    (!has_one && noun && tokens[before].head == Some(verb) && tokens[before].deprel == Deprel::Compound)
        .then_some(before)
}
