//! Whether what a time belongs to still lay ahead when the report was written.

use super::LIST;
use crate::words::Words;
use annalist_language::{Deprel, TokenIx, Upos, Xpos};

/// How a time lies to the day of publication, as far as the governing verb tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Past, or nothing that says otherwise.
    Past,
    /// Still to come.
    Future,
}

/// The tense of the clause that a token belongs to.
pub(super) fn tense(words: &Words<'_>, token: usize) -> Tense {
    let mut at = token;
    for _ in 0..8 {
        if at != token && is_predicate(words, at) {
            return if future(words, at, token) { Tense::Future } else { Tense::Past };
        }
        let Some(up) = words.head(at) else { break };
        at = up;
    }
    Tense::Past
}

fn is_predicate(words: &Words<'_>, i: usize) -> bool {
    let verb = words.token(i).is_some_and(|t| t.upos == Upos::Verb);
    verb || child(words, i, |w, c| matches!(w.parse.tokens[c].deprel, Deprel::Cop | Deprel::Aux))
}

fn child(words: &Words<'_>, i: usize, test: impl Fn(&Words<'_>, usize) -> bool) -> bool {
    words.parse.children(TokenIx(i as u32)).any(|c| test(words, c.at()))
}

fn future(words: &Words<'_>, verb: usize, time: usize) -> bool {
    let aux = |w: &Words<'_>, c: usize| {
        matches!(w.parse.tokens[c].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            && LIST.has("future auxiliary", w.low(c))
    };
    if child(words, verb, aux) {
        return true;
    }
    let governs = |i: usize| LIST.has("future governor", words.lemma(i));
    let to = |w: &Words<'_>, c: usize| w.low(c) == "to" && w.parse.tokens[c].deprel == Deprel::Mark;
    if child(words, verb, to) {
        return words.head(verb).is_some_and(|up| governs(up) || child(words, up, aux));
    }
    let for_time = child(words, time, |w, c| matches!(w.low(c), "for" | "until"));
    (governs(verb) && for_time) || (words.head(time) == Some(verb) && scheduled_present(words, verb))
}

/// `the talks begin on Monday`, `is meeting on Friday`: a present tense beside a date tells a plan.
fn scheduled_present(words: &Words<'_>, verb: usize) -> bool {
    if LIST.has("attribution", words.lemma(verb)) {
        return false;
    }
    let present = |i: usize| words.token(i).is_some_and(|t| matches!(t.xpos, Xpos::Vbz | Xpos::Vbp));
    if present(verb) {
        return true;
    }
    let gerund = words.token(verb).is_some_and(|t| t.xpos == Xpos::Vbg);
    gerund && child(words, verb, |w, c| present(c) && w.lemma(c) == "be")
}
