//! Scores of a parse against a treebank document: on gold words, and from raw text in the manner of the CoNLL 2018 shared
//! task (units are the same where they cover the same characters, spaces not counted; attachment is over aligned words).

use crate::conllu::{Document, Word};
use annalist_language::{Parse, TokenIx};
use annalist_reports::ByteSpan;
use std::collections::{HashMap, HashSet};

/// Counts of right, system and gold units.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) right: usize,
    pub(crate) system: usize,
    pub(crate) gold: usize,
}

impl Count {
    pub(crate) fn add(&mut self, right: usize, system: usize, gold: usize) {
        self.right += right;
        self.system += system;
        self.gold += gold;
    }

    pub(crate) fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.system.max(1) as f64
    }

    pub(crate) fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }

    pub(crate) fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.system + self.gold).max(1) as f64
    }
}

/// Named counts in the order in which they are printed.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<(&'static str, Count)>,
}

impl Table {
    pub(crate) fn add(&mut self, name: &'static str, right: usize, system: usize, gold: usize) {
        if let Some((_, count)) = self.rows.iter_mut().find(|(known, _)| *known == name) {
            return count.add(right, system, gold);
        }
        let mut count = Count::default();
        count.add(right, system, gold);
        self.rows.push((name, count));
    }

    pub(crate) fn print(&self, out: &mut impl std::io::Write) -> std::io::Result<()> {
        for (name, count) in &self.rows {
            let (p, r, f) = (count.precision(), count.recall(), count.f1());
            writeln!(out, "{name:<12} {p:6.2} {r:6.2} {f:6.2}   ({} of {})", count.right, count.gold)?;
        }
        Ok(())
    }
}

/// A relation without its subtype.
fn plain(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// What the two sides say of one pair of aligned words.
struct Pair<'a> {
    gold: &'a Word,
    system: &'a annalist_language::Token,
    lemma: &'a str,
    head_is_right: bool,
}

impl Pair<'_> {
    fn checks(&self) -> [(&'static str, bool); 7] {
        let (gold, system) = (self.gold, self.system);
        let whole = self.head_is_right && gold.deprel == system.deprel.label();
        [
            ("UPOS", gold.upos == system.upos.label()),
            ("XPOS", gold.xpos == system.xpos.label()),
            ("lemma", gold.lemma == self.lemma),
            ("UAS", self.head_is_right),
            ("LAS", self.head_is_right && plain(&gold.deprel) == plain(system.deprel.label())),
            ("LAS full", whole),
            ("LAS no punct", whole && gold.upos != "PUNCT"),
        ]
    }
}

fn score_pairs<'a>(
    pairs: impl Iterator<Item = Pair<'a>>,
    system: usize,
    gold: usize,
    punct: usize,
    table: &mut Table,
) {
    let mut right: Vec<(&'static str, usize)> = Vec::new();
    for pair in pairs {
        for (i, (name, ok)) in pair.checks().into_iter().enumerate() {
            if right.len() <= i {
                right.push((name, 0));
            }
            right[i].1 += usize::from(ok);
        }
    }
    for (name, right) in right {
        let without = if name == "LAS no punct" { punct } else { 0 };
        table.add(name, right, system - without, gold - without);
    }
}

/// Scores a parse of the document's own words.
pub(crate) fn gold_words(document: &Document, parse: &Parse, table: &mut Table) {
    let punct = document.words.iter().filter(|word| word.upos == "PUNCT").count();
    let pairs = document.words.iter().zip(&parse.tokens).enumerate().map(|(i, (gold, system))| {
        let start = parse.sentence(TokenIx(i as u32)).tokens.0.0;
        let head = system.head.map_or(0, |head| (head.0 - start) as usize + 1);
        Pair { gold, system, lemma: parse.lemma(TokenIx(i as u32)), head_is_right: head == gold.head }
    });
    score_pairs(pairs, parse.tokens.len(), document.words.len(), punct, table);
}

/// Places in a text counted without spaces.
struct Dense(Vec<u32>);

impl Dense {
    fn new(text: &str) -> Self {
        let mut places = vec![0; text.len() + 1];
        let mut count = 0;
        for (i, c) in text.char_indices() {
            places[i] = count;
            count += u32::from(!c.is_whitespace());
        }
        places[text.len()] = count;
        Self(places)
    }

    fn span(&self, span: ByteSpan) -> (u32, u32) {
        (self.0[span.start.0 as usize], self.0[span.end.0 as usize])
    }
}

/// Scores a parse of the document's raw text.
pub(crate) fn raw_text(document: &Document, parse: &Parse, table: &mut Table) {
    let dense = Dense::new(&document.text);
    let gold: HashMap<_, _> = document
        .words
        .iter()
        .enumerate()
        .filter(|(_, w)| w.own)
        .map(|(i, w)| (dense.span(w.span), i))
        .collect();
    let aligned: Vec<Option<usize>> =
        parse.tokens.iter().map(|t| gold.get(&dense.span(t.span)).copied()).collect();
    tokens(document, parse, &dense, table);
    sentences(document, parse, &dense, table);
    let right = aligned.iter().flatten().count();
    table.add("words", right, parse.tokens.len(), document.words.len());
    let starts = sentence_starts(document);
    let pairs = aligned.iter().enumerate().filter_map(|(i, gold)| {
        let at = (*gold)?;
        let (word, system) = (&document.words[at], &parse.tokens[i]);
        let gold_head = word.head.checked_sub(1).map(|head| starts[at] + head);
        let system_head = system.head.map(|head| aligned[head.at()]);
        let head_is_right = match (gold_head, system_head) {
            (None, None) => true,
            (Some(gold), Some(Some(system))) => gold == system,
            _ => false,
        };
        Some(Pair { gold: word, system, lemma: parse.lemma(TokenIx(i as u32)), head_is_right })
    });
    let punct = document.words.iter().filter(|word| word.upos == "PUNCT").count();
    score_pairs(pairs, parse.tokens.len(), document.words.len(), punct, table);
}

/// For each gold word the first word of its sentence.
fn sentence_starts(document: &Document) -> Vec<usize> {
    document.sentences.windows(2).flat_map(|pair| std::iter::repeat_n(pair[0], pair[1] - pair[0])).collect()
}

/// Surface tokens. The parse knows only words: where a gold token holds several words that the parse cuts alike, they are one.
fn tokens(document: &Document, parse: &Parse, dense: &Dense, table: &mut Table) {
    let mut inside: HashMap<_, usize> = HashMap::new();
    let gold: Vec<_> = document.tokens.iter().map(|span| dense.span(*span)).collect();
    let words: HashSet<_> = document.words.iter().filter(|w| w.own).map(|w| dense.span(w.span)).collect();
    let mut at = 0;
    for token in &parse.tokens {
        let span = dense.span(token.span);
        while at < gold.len() && gold[at].1 <= span.0 {
            at += 1;
        }
        if at < gold.len()
            && gold[at].0 <= span.0
            && span.1 <= gold[at].1
            && (words.contains(&span) || span == gold[at])
        {
            *inside.entry(gold[at]).or_default() += (span.1 - span.0) as usize;
        }
    }
    let whole: Vec<_> =
        gold.iter().filter(|span| inside.get(span) == Some(&((span.1 - span.0) as usize))).collect();
    let in_whole = parse.tokens.iter().filter(|t| within(&whole, dense.span(t.span))).count();
    table.add("tokens", whole.len(), parse.tokens.len() - in_whole + whole.len(), gold.len());
}

fn within(spans: &[&(u32, u32)], inner: (u32, u32)) -> bool {
    let at = spans.partition_point(|span| span.1 <= inner.0);
    spans.get(at).is_some_and(|span| span.0 <= inner.0 && inner.1 <= span.1)
}

fn sentences(document: &Document, parse: &Parse, dense: &Dense, table: &mut Table) {
    let gold: HashSet<_> = document
        .sentences
        .windows(2)
        .map(|pair| {
            (dense.span(document.words[pair[0]].span).0, dense.span(document.words[pair[1] - 1].span).1)
        })
        .collect();
    let right = parse.sentences.iter().filter(|s| gold.contains(&dense.span(s.span))).count();
    table.add("sentences", right, parse.sentences.len(), document.sentences.len() - 1);
}
