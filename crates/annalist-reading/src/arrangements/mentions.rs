//! Where the text names an arrangement.

use super::Inputs;
use super::kind::Kind;
use super::parties;
use crate::actors::EntityIx;
use crate::events::Lookup;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_reports::ByteSpan;
use std::collections::BTreeSet;

/// Most tokens of a name in the lexicon ("counter-terrorism cooperation" has four).
const LONGEST: usize = 6;
/// Most words that a plain name takes along from behind it ("agreement on the sharing of river water").
const LONGEST_TAIL: u32 = 9;

/// A phrase that names an arrangement.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The head of the phrase.
    pub head: TokenIx,
    /// First and last token of the words that the lexicon knows.
    pub words: (TokenIx, TokenIx),
    /// Its kind.
    pub kind: Kind,
    /// The name as the report gives it.
    pub name: ByteSpan,
    /// What tells it from others of its kind: the dictionary forms of the name without its last word.
    pub marks: BTreeSet<String>,
    /// Who is named as a party right here.
    pub parties: Vec<EntityIx>,
    /// "the deal", "it": may stand for one named before.
    pub points_back: bool,
    /// Whether it has a proper name.
    pub proper: bool,
    /// Whether it only stands before another noun ("truce monitors").
    pub inside: bool,
    /// A year before the name: "the 1994 accord".
    pub year: Option<String>,
}

pub(super) fn find(inputs: Inputs<'_>, look: &Lookup<'_, '_>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for sentence in &inputs.tree.parse.sentences {
        let range = sentence.range();
        let mut at = range.start;
        while at < range.end {
            let longest = LONGEST.min(range.end - at);
            let hit = (1..=longest).rev().find_map(|n| mention(inputs, look, at, at + n - 1));
            at = hit.as_ref().map_or(at + 1, |m| m.words.1.at() + 1);
            if let Some(mention) = hit {
                add(inputs, &mut found, mention);
            }
        }
    }
    found
}

/// "the Free Trade Area (FTA) agreement" is one name: what only brackets part from the name before belongs to it.
fn add(inputs: Inputs<'_>, found: &mut Vec<Mention>, mention: Mention) {
    let tree = inputs.tree;
    let bracket = |t: u32| matches!(tree.form(TokenIx(t)), "(" | ")");
    let joined = found.last_mut().filter(|before| {
        let (from, to) = (before.words.1.0 + 1, mention.words.0.0);
        let same = tree.token(before.head).sentence == tree.token(mention.head).sentence;
        same && from < to && to - from <= 2 && (from..to).all(bracket)
    });
    let Some(before) = joined else {
        found.push(mention);
        return;
    };
    before.words.1 = mention.words.1;
    before.name = before.name.cover(tree.span(mention.words.0, mention.words.1));
    before.proper |= mention.proper;
    before.inside &= mention.inside;
    for party in mention.parties {
        if !before.parties.contains(&party) {
            before.parties.push(party);
        }
    }
}

fn mention(inputs: Inputs<'_>, look: &Lookup<'_, '_>, first: usize, last: usize) -> Option<Mention> {
    let tree = inputs.tree;
    let (first, last) = (TokenIx(first as u32), TokenIx(last as u32));
    // taggers take the last word of "intelligence sharing" for a verb
    if !matches!(tree.pos(last), Upos::Noun | Upos::Propn) && (first == last || tree.pos(last) != Upos::Verb)
    {
        return None;
    }
    let written = words(tree.text.slice(tree.span(first, last)));
    let before = tree.text.slice(tree.span(first, last));
    let before = &before[..before.len() - tree.form(last).len()];
    let with_lemma = words(&format!("{}{}", before.to_lowercase(), tree.lemma(last)));
    let entry = inputs.lexicon.arrangements.name(&written, &with_lemma)?;
    let inside_match = |t: TokenIx| t >= first && t <= last;
    // the last word, unless the tree or an "of" says otherwise ("memorandum of understanding")
    let top = |t: &TokenIx| tree.head(*t).is_none_or(|h| !inside_match(h));
    let head = std::iter::once(last).chain((first.0..last.0).map(TokenIx)).find(top);
    let head = head.filter(|h| tree.pos(*h) != Upos::Punct).unwrap_or(last);
    let start = name_start(inputs, first, head);
    let own = parties::of_phrase(inputs, look, (first, last, head), entry.kind);
    let definite = tree.children(head).any(|c| {
        (tree.rel(c) == Deprel::Det && tree.has(c, Feats::DEFINITE | Feats::DEMONSTRATIVE))
            || (tree.rel(c) == Deprel::NmodPoss && tree.pos(c) == Upos::Pron)
    });
    let proper = tree.form(head).starts_with(char::is_uppercase) && start < head;
    let marks: BTreeSet<String> = (start.0..last.0)
        .map(|t| tree.lemma(TokenIx(t)).to_lowercase())
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .collect();
    let inside = matches!(tree.rel(head), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc)
        && tree.head(head).is_some_and(|h| h > head);
    Some(Mention {
        head,
        words: (first, last),
        kind: entry.kind,
        name: name(inputs, start, last, head, entry.generic),
        points_back: entry.generic && definite && start == first && own.is_empty(),
        parties: own,
        proper,
        inside,
        year: year(inputs, head),
        marks,
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name begins with the words that stand unbroken before the known ones and describe it, other than whose it is.
fn name_start(inputs: Inputs<'_>, first: TokenIx, head: TokenIx) -> TokenIx {
    let tree = inputs.tree;
    let mut start = first;
    while let Some(before) = start.0.checked_sub(1).map(TokenIx) {
        let describes = matches!(tree.rel(before), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc)
            || (tree.rel(before) == Deprel::Punct && tree.form(before) == "-");
        let below = tree.dominates(head, before) && tree.token(before).sentence == tree.token(head).sentence;
        // "deepen cooperation", "the revised deal": a verb, unless it is part of a proper name, says what is done with it
        let verb = tree.pos(before) == Upos::Verb
            || tree.token(before).xpos == annalist_language::Xpos::Vbn
            || !inputs.lexicon.arrangements.of_verb(&tree.form(before).to_lowercase()).is_empty();
        let plain = (!verb || tree.form(before).starts_with(char::is_uppercase))
            && inputs.actors.at(before).is_none()
            && !tree.has(before, Feats::COMPARATIVE | Feats::SUPERLATIVE)
            && !inputs.lexicon.in_class("passing_adjectives", tree.lemma(before));
        if !(describes && below && plain) {
            break;
        }
        start = before;
    }
    // "three-day truce", "U.S.-backed deal": the end of a hyphenated word opens no name
    let hyphen = |t: TokenIx| tree.form(t) == "-";
    while start < first && (hyphen(start) || start.0.checked_sub(1).is_some_and(|b| hyphen(TokenIx(b)))) {
        start.0 += 1;
    }
    start
}

/// A plain word takes along what it is about: "deal on prisoners", "agreement to build the dam".
fn name(inputs: Inputs<'_>, start: TokenIx, last: TokenIx, head: TokenIx, generic: bool) -> ByteSpan {
    let tree = inputs.tree;
    let mut end = last;
    if generic && start == head {
        let about = tree.children(head).find(|c| match tree.rel(*c) {
            Deprel::Nmod => matches!(tree.case(*c).as_deref(), Some("on" | "over" | "about" | "for")),
            Deprel::Acl => tree.has(*c, Feats::INFINITIVE),
            _ => false,
        });
        let reach = about.map(|c| tree.reach(c).1).filter(|r| *r > last && r.0 - last.0 <= LONGEST_TAIL);
        end = reach.unwrap_or(last);
    }
    tree.trimmed(start, end)
}

fn year(inputs: Inputs<'_>, head: TokenIx) -> Option<String> {
    let tree = inputs.tree;
    let is_year = |c: &TokenIx| {
        let form = tree.form(*c);
        form.len() == 4 && form.starts_with(['1', '2']) && form.bytes().all(|b| b.is_ascii_digit())
    };
    tree.children(head).find(is_year).map(|c| tree.form(c).to_string())
}
