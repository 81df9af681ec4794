//! All tolls of a text: figures where words of harm meet people, then their shares and repetitions.

use super::category::{category, category_of_all};
use super::count::{Figure, Quantities, counted, figure};
use super::places::{self, Place};
use super::{Category, HARM, Harm, Toll, Victims, people, real, repeats, shares, sums};
use crate::numbers::{Bound, Quantity};
use crate::time::TimeExpression;
use crate::tree::Tree;
use crate::words::Words;
use annalist_language::{Deprel, Parse, TokenIx, Upos};
use annalist_reports::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A toll before it is placed among the others.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) harm: Harm,
    pub(super) figure: Figure,
    pub(super) predicate: TokenIx,
    /// The draft (by position) this one is a share of.
    pub(super) part_of: Option<usize>,
    /// Whether the count is of the phrase and those coordinated with it.
    pub(super) all: bool,
}

impl Draft {
    /// A sum over coordinated phrases is of them all.
    fn category(&self, tree: Tree<'_>) -> Category {
        let of = if self.all { category_of_all } else { category };
        of(tree, self.figure.head, self.harm)
    }
}

/// What the search knows.
pub(super) struct Search<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) words: Words<'a>,
    pub(super) quantities: Quantities,
    pub(super) drafts: Vec<Draft>,
    seen: BTreeSet<(usize, Harm)>,
    /// Numbers with a word of harm right after them: they count for no other.
    settled: BTreeMap<usize, Harm>,
}

/// Finds the tolls of a text in text order. The times keep their numbers from counting anyone.
pub fn find(parse: &Parse, text: &Text, times: &[TimeExpression]) -> Vec<Toll> {
    let words = Words::new(parse, text);
    let quantities = Quantities::new(&words, times);
    let tree = Tree { parse, text };
    let (seen, settled) = (BTreeSet::new(), BTreeMap::new());
    let mut search = Search { tree, words, quantities, drafts: Vec::new(), seen, settled };
    search.settle();
    for i in 0..parse.tokens.len() {
        search.read(TokenIx(i as u32));
    }
    search.along_the_line();
    shares::find(&mut search);
    let drafts = repeats::without_retold(tree, search.drafts);
    let mut tolls: Vec<Toll> = drafts.iter().map(|d| toll(tree, d)).collect();
    for i in 0..tolls.len() {
        if let Some(whole) = tolls[i].part_of {
            tolls[whole].parts.push(i);
        }
    }
    repeats::join(tree, &mut tolls);
    tolls
}

impl Search<'_> {
    /// Reads the figures of a word of harm or of a sum.
    fn read(&mut self, i: TokenIx) {
        if let Some((harm, figure)) = sums::sum(self.tree, &self.quantities, i) {
            if real::is_real(self.tree, i) {
                self.add(harm, figure, i, None);
            }
            return;
        }
        let Some(place) = places::place(self.tree, i) else { return };
        if !real::is_real(self.tree, i) {
            // What is denied or planned must not be found again along the line.
            place.heads.iter().filter_map(|h| counted(self.tree, &self.quantities, *h)).for_each(|f| {
                self.seen.insert((f.quantity.first, place.harm));
            });
            return;
        }
        let before = self.drafts.len();
        for head in &place.heads {
            self.read_phrase(&place, *head);
        }
        if self.drafts.len() == before {
            self.read_next(&place);
        }
    }

    /// The figures of a phrase and of those coordinated with it; `the chief and two others` are three.
    fn read_phrase(&mut self, place: &Place, head: TokenIx) {
        let all: Vec<Figure> =
            self.conjuncts(place, head).into_iter().filter_map(|c| self.figure_of(place, c)).collect();
        let others = |f: &&Figure| f.told && self.tree.lemma(f.head) == "other";
        let implied = all.iter().filter(|f| !f.told && f.quantity.best == Some(1)).count();
        if let (Some(rest), true) = (all.iter().find(others), implied > 0 && implied + 1 == all.len()) {
            let mut figure = *rest;
            let more = |n: Option<u64>| n.map(|n| n + implied as u64);
            let q = figure.quantity;
            figure.quantity = Quantity { low: more(q.low), best: more(q.best), high: more(q.high), ..q };
            figure.head = head;
            if let Some(n) = self.add(place.harm, figure, place.predicate, None) {
                self.drafts[n].all = true;
            }
            return;
        }
        for figure in
            all.into_iter().filter(|f| f.quantity.low.or(f.quantity.best).unwrap_or(0) >= place.least)
        {
            self.add(place.harm, figure, place.predicate, None);
        }
    }

    /// The phrases coordinated with one, without those that tell a harm of their own: `12 deaths and 40 injuries`.
    fn conjuncts(&self, place: &Place, head: TokenIx) -> Vec<TokenIx> {
        let all = self.tree.conjuncts(head).into_iter();
        let same_harm = |c: TokenIx| self.harm_beside(c).is_none_or(|harm| harm == place.harm);
        // `one man dead and two others in hospital`: what comes after an adjective of harm is not under it.
        let state = !self.tree.is_verb(place.predicate);
        let passed = |c: TokenIx| state && head < place.predicate && place.predicate < c;
        let fits = |c: TokenIx| people::could_be_people(self.tree, c) && same_harm(c) && !passed(c);
        all.filter(|c| *c == head || fits(*c)).collect()
    }

    /// The harm that a phrase tells itself or that stands right after it: `30 wounded`.
    fn harm_beside(&self, phrase: TokenIx) -> Option<Harm> {
        let own = places::place(self.tree, phrase).map(|p| p.harm);
        let after = || HARM.get("state", self.words.low(phrase.at() + 1)).and_then(Harm::from_label);
        own.or_else(after)
    }

    fn figure_of(&self, place: &Place, head: TokenIx) -> Option<Figure> {
        let verb_of_harm = head != place.predicate && self.tree.is_verb(head);
        if verb_of_harm {
            return None;
        }
        if place.individuals && head != place.predicate {
            figure(self.tree, &self.quantities, head)
        } else {
            counted(self.tree, &self.quantities, head)
        }
    }

    /// A number right after a verb of harm, whatever the tree has made of it: `killing at least nine`.
    fn read_next(&mut self, place: &Place) {
        let next = TokenIx(place.predicate.0 + 1);
        let verb = self.tree.is_verb(place.predicate)
            && HARM.get("verb", self.tree.lemma(place.predicate)).is_some();
        if !verb || !self.words.same_sentence(place.predicate.at(), next.at()) {
            return;
        }
        let Some(quantity) = self.quantities.at(next).filter(|q| q.first == next.at()) else { return };
        let figure = self.line_figure(quantity);
        self.add(place.harm, figure, place.predicate, None);
    }

    /// Notes the numbers that a word of harm follows directly.
    fn settle(&mut self) {
        for q in self.quantities.iter() {
            let after = HARM.get("state", self.words.low(q.end)).and_then(Harm::from_label);
            // `and wounded two women`: a verb of harm right before the number.
            let verb = q.first.checked_sub(1).map(|i| TokenIx(i as u32)).filter(|i| self.tree.is_verb(*i));
            let before = || {
                HARM.get("verb", self.tree.lemma(verb?)).and_then(|v| Harm::from_label(v.split(' ').next()?))
            };
            let state = after.or_else(before);
            if let Some(harm) = state.filter(|_| self.words.same_sentence(q.first, q.end)) {
                self.settled.insert(q.first, harm);
            }
        }
    }

    /// Numbers right before a word of harm that the trees have not joined: `12 dead`, `30 others wounded`.
    fn along_the_line(&mut self) {
        let all: Vec<Quantity> = self.quantities.iter().collect();
        for q in all {
            let figure = self.line_figure(q);
            let last = figure.head.at().max(q.end - 1);
            let after = [q.end, last + 1].into_iter().find_map(|i| {
                let word = self.words.low(i);
                let harm = HARM.get("state", word).and_then(Harm::from_label)?;
                (self.words.same_sentence(q.first, i)).then_some((i, harm))
            });
            if let Some((i, harm)) = after.filter(|(i, _)| real::is_real(self.tree, TokenIx(*i as u32))) {
                self.add(harm, figure, TokenIx(i as u32), None);
            }
        }
    }

    /// The figure of a number by the words beside it.
    pub(super) fn line_figure(&self, quantity: Quantity) -> Figure {
        let last = TokenIx(quantity.end as u32 - 1);
        let noun = (quantity.end..quantity.end + 4)
            .take_while(|i| self.words.same_sentence(quantity.first, *i))
            .map(|i| TokenIx(i as u32))
            .take_while(|i| matches!(self.tree.pos(*i), Upos::Noun | Upos::Propn | Upos::Adj))
            .filter(|i| matches!(self.tree.pos(*i), Upos::Noun | Upos::Propn))
            .last();
        Figure { head: noun.unwrap_or(last), quantity, told: true }
    }

    /// Adds a figure once for each harm.
    pub(super) fn add(
        &mut self,
        harm: Harm,
        figure: Figure,
        predicate: TokenIx,
        part_of: Option<usize>,
    ) -> Option<usize> {
        let first = figure.quantity.first;
        let other = self.settled.get(&first).is_some_and(|settled| *settled != harm);
        if other || !self.seen.insert((first, harm)) || !self.plausible(&figure) {
            return None;
        }
        self.drafts.push(Draft { harm, figure, predicate, part_of, all: false });
        Some(self.drafts.len() - 1)
    }

    /// Whether a number has been read as a figure of any harm.
    pub(super) fn is_read(&self, quantity: Quantity) -> bool {
        self.drafts.iter().any(|d| d.figure.quantity.first == quantity.first)
    }

    fn plausible(&self, figure: &Figure) -> bool {
        !HARM.has("not people", self.tree.lemma(figure.head))
            && figure.quantity.best.is_none_or(|n| n < 1_000_000_000)
    }
}

fn toll(tree: Tree<'_>, draft: &Draft) -> Toll {
    let Figure { head, quantity, told } = draft.figure;
    let number = tree.span(TokenIx(quantity.first as u32), TokenIx(quantity.end as u32 - 1));
    let label = label(tree, head).cover(number);
    let predicate = tree.token(draft.predicate).span;
    Toll {
        harm: draft.harm,
        low: quantity.low,
        best: quantity.best,
        high: quantity.high,
        bound: if told { quantity.bound } else { Bound::Exact },
        victims: Victims { head, label, category: draft.category(tree) },
        evidence: label.cover(predicate),
        number: told.then_some(number),
        predicate: draft.predicate,
        part_of: draft.part_of,
        parts: Vec::new(),
        same_as: Vec::new(),
    }
}

/// The words of a phrase without its clauses, appositions and coordinated phrases.
fn label(tree: Tree<'_>, head: TokenIx) -> annalist_reports::ByteSpan {
    let inside = |c: &TokenIx| {
        !matches!(
            tree.rel(*c),
            Deprel::Punct
                | Deprel::Conj
                | Deprel::Cc
                | Deprel::Appos
                | Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Case
                | Deprel::Parataxis
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Cop
                | Deprel::Advcl
                | Deprel::Mark
                | Deprel::Obl
                | Deprel::Ccomp
                | Deprel::Xcomp
                | Deprel::Aux
                | Deprel::AuxPass
        )
    };
    if tree.is_verb(head) {
        return tree.token(head).span;
    }
    let reach = tree.children(head).filter(inside).map(|c| tree.reach(c));
    let (first, last) = reach.fold((head, head), |(a, b), (c, d)| (a.min(c), b.max(d)));
    tree.trimmed(first, last)
}
