//! Charged words, on whose word they stand, and the word the record uses instead (`lexicon/wording.txt`).
//!
//! Nothing is corrected: that a label was used is a fact about the report and its speakers.

use crate::frames::lemma_with_particle;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use crate::voices::{StatementIx, Statements};
use annalist_language::{Deprel, NameKind, TokenIx, Upos};
use annalist_reports::ByteSpan;
use std::collections::BTreeMap;

/// A charged word of the report.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// The words.
    pub span: ByteSpan,
    /// On whose word.
    pub voice: Option<StatementIx>,
    /// `person_label`, `event_label`, `place_label`, `group_label`.
    pub category: String,
    /// The word the record uses.
    pub neutral: String,
}

/// What the lexicon says of a charged word.
#[derive(Clone, Debug)]
struct Entry {
    category: String,
    neutral: String,
}

/// The charged words, by their dictionary form.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChargedWords {
    nouns: BTreeMap<String, Entry>,
    verbs: BTreeMap<String, Entry>,
}

const CATEGORIES: [&str; 4] = ["person_label", "event_label", "place_label", "group_label"];
/// Most tokens of a label ("state sponsor of terrorism").
const LONGEST: usize = 5;

impl ChargedWords {
    /// Takes a line of `wording.txt`.
    pub(crate) fn add(&mut self, line: &str) -> Result<(), String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|w| CATEGORIES.contains(w)).filter(|at| *at > 0);
        let at = at.ok_or_else(|| format!("no label and category in `{line}`"))?;
        let verb = words.get(at + 1) == Some(&"pos=verb");
        let neutral = words[at + 1 + usize::from(verb)..].join(" ");
        if neutral.is_empty() {
            return Err(format!("no neutral word in `{line}`"));
        }
        let map = if verb { &mut self.verbs } else { &mut self.nouns };
        map.insert(words[..at].join(" "), Entry { category: words[at].to_string(), neutral });
        Ok(())
    }
}

/// All charged words of a report in text order.
pub(crate) fn find(tree: Tree<'_>, lexicon: &Lexicon, statements: &Statements) -> Vec<Label> {
    let mut found = Vec::new();
    for sentence in &tree.parse.sentences {
        let range = sentence.range();
        let mut at = range.start;
        while at < range.end {
            let longest = LONGEST.min(range.end - at);
            let hit = (1..=longest).rev().find_map(|n| Some((n, entry(tree, lexicon, at, at + n - 1)?)));
            let Some((n, entry)) = hit else {
                at += 1;
                continue;
            };
            let (first, last) = (TokenIx(at as u32), TokenIx((at + n - 1) as u32));
            found.push(Label {
                span: tree.span(first, last),
                voice: statements.holding(tree, first),
                category: entry.category.clone(),
                neutral: entry.neutral.clone(),
            });
            at += n;
        }
    }
    found
}

fn entry<'l>(tree: Tree<'_>, lexicon: &'l Lexicon, first: usize, last: usize) -> Option<&'l Entry> {
    let (first, last) = (TokenIx(first as u32), TokenIx(last as u32));
    if tree.is_verb(last) && first == last && tree.rel(last) != Deprel::Amod {
        let object = tree.child(last, &[Deprel::Obj, Deprel::NsubjPass]);
        // to neutralise a threat or a poison hurts nobody
        let thing = object.is_some_and(|o| {
            let lemma = tree.lemma(o);
            lemma == "threat" || lexicon.in_class("hostilities", lemma) || lexicon.in_class("weapons", lemma)
        });
        return lexicon.wording.verbs.get(&lemma_with_particle(tree, last)).filter(|_| !thing);
    }
    if !matches!(tree.pos(last), Upos::Noun | Upos::Propn | Upos::Adj) {
        return None;
    }
    let written = tree.text.slice(tree.span(first, last));
    let before = written[..written.len() - tree.form(last).len()].to_lowercase();
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = words(format!("{before}{}", tree.form(last).to_lowercase()));
    let found = lexicon.wording.nouns.get(&plain).or_else(|| {
        lexicon.wording.nouns.get(&words(format!("{before}{}", tree.lemma(last).to_lowercase())))
    })?;
    (is_free(tree, first, last) && !is_other_sense(tree, lexicon, first, last, found)).then_some(found)
}

/// Not part of a proper name ("the Popular Resistance Committees") and not the end of another word ("anti-terrorist").
fn is_free(tree: Tree<'_>, first: TokenIx, last: TokenIx) -> bool {
    let capital = tree.form(last).starts_with(char::is_uppercase);
    let named = tree.parse.names.iter().any(|n| {
        let inside = n.range().contains(&first.at()) || n.range().contains(&last.at());
        let longer = n.tokens.0 < first || n.tokens.1.0 > last.0 + 1;
        inside && longer && capital && n.kind != NameKind::Location
    });
    let span = tree.token(first).span;
    let hyphen = tree.text.as_str()[..span.start.0 as usize].ends_with('-');
    !named && !hyphen
}

/// "the sanctions regime": a system, not a government.
fn is_other_sense(tree: Tree<'_>, lexicon: &Lexicon, first: TokenIx, last: TokenIx, entry: &Entry) -> bool {
    // "terrorism charges", "special operations forces" name an office or a law
    let before_noun = tree.rel(last) == Deprel::Compound && entry.category == "event_label";
    before_noun
        || first == last
            && entry.category == "group_label"
            && (tree.children_by(last, &[Deprel::Compound]).any(|c| tree.pos(c) == Upos::Noun)
                || tree
                    .children_by(last, &[Deprel::Nmod])
                    .any(|c| lexicon.in_class("sanctions", tree.lemma(c))))
}
