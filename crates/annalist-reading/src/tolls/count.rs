//! How many people a noun phrase is.

use super::HARM;
use super::people::{is_container, is_individual, of_what};
use crate::numbers::{self, Bound, Quantity};
use crate::time::TimeExpression;
use crate::tree::Tree;
use crate::words::Words;
use annalist_language::{Deprel, TokenIx, Upos};

/// All quantities of a text, by token.
pub(super) struct Quantities {
    all: Vec<Quantity>,
    by_token: Vec<Option<u32>>,
}

/// How many, and by which words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// The word that stands for the people.
    pub(super) head: TokenIx,
    /// The count.
    pub(super) quantity: Quantity,
    /// Whether there is a number in words or figures.
    pub(super) told: bool,
}

impl Quantities {
    /// Reads the line once; what belongs to a time counts nobody.
    pub(super) fn new(words: &Words<'_>, times: &[TimeExpression]) -> Self {
        let mut in_time = vec![false; words.len()];
        for time in times {
            in_time[time.tokens.0.at()..time.tokens.1.at()].fill(true);
        }
        let mut found = Self { all: Vec::new(), by_token: vec![None; words.len()] };
        let mut i = 0;
        while i < words.len() {
            let quantity = numbers::quantity(words, i).filter(|q| !in_time[q.end - 1] && usable(words, q));
            match quantity {
                Some(q) => {
                    found.by_token[i..q.end].fill(Some(found.all.len() as u32));
                    i = q.end;
                    found.all.push(q);
                }
                None => i += 1,
            }
        }
        found
    }

    /// The quantity that a token is part of.
    pub(super) fn at(&self, i: TokenIx) -> Option<Quantity> {
        self.by_token.get(i.at()).copied().flatten().map(|q| self.all[q as usize])
    }

    /// All quantities in text order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Quantity> {
        self.all.iter().copied()
    }
}

/// Not money, not a share in percent, not a score, not the number of a list item or an age.
fn usable(words: &Words<'_>, q: &Quantity) -> bool {
    let sign = |w: &str| w.ends_with(['$', '€', '£', '#']) || w == "no." || w == "number";
    let before = q.first > 0 && sign(words.low(q.first - 1));
    let last = words.low(q.end);
    let after = matches!(last, "%" | "percent" | ":" | "st" | "nd" | "rd" | "th" | "/")
        || (last == "per" && words.low(q.end + 1) == "cent");
    let hyphen = numbers::is_dash(last) && words.adjoins(q.end - 1) && words.adjoins(q.end);
    let aged = q.first > 0 && matches!(words.low(q.first - 1), "aged" | "age" | "both");
    let decimal = words.low(q.end - 1).contains('.') && q.best.is_some_and(|n| n < 1000);
    let one_sentence = words.same_sentence(q.first, q.end - 1);
    !before && !after && !aged && !is_age(words, q) && !hyphen && !decimal && one_sentence
}

/// `the driver , 34 ,` and `the two men , 23 and 31 ,`: bare numbers between commas after a noun are ages.
fn is_age(words: &Words<'_>, q: &Quantity) -> bool {
    let bare = |i: usize| {
        words.low(i).len() <= 2
            && words.low(i).bytes().all(|b| b.is_ascii_digit())
            && !words.low(i).is_empty()
    };
    let closes = |i: usize| matches!(words.low(i), "," | ")" | "." | ";");
    let opens = |i: usize| {
        let noun = i.checked_sub(2).and_then(|n| words.token(n)).map(|t| t.upos);
        matches!(words.low(i.wrapping_sub(1)), "," | "(") && matches!(noun, Some(Upos::Noun | Upos::Propn))
    };
    let i = q.first;
    if q.end != i + 1 || !bare(i) {
        return false;
    }
    let joined = |i: usize| words.low(i) == "and" && bare(i + 1);
    (opens(i) && (closes(i + 1) || (joined(i + 1) && closes(i + 3))))
        || (i >= 2 && words.low(i - 1) == "and" && bare(i - 2) && opens(i - 2) && closes(i + 1))
}

/// How many people a phrase is, by its number, by what it contains, or by being one person.
pub(super) fn figure(tree: Tree<'_>, quantities: &Quantities, head: TokenIx) -> Option<Figure> {
    counted(tree, quantities, head).or_else(|| {
        let one = Quantity {
            first: head.at(),
            end: head.at() + 1,
            low: Some(1),
            best: Some(1),
            high: Some(1),
            bound: Bound::Exact,
        };
        // "the number of wounded" is nobody
        let somebody = is_individual(tree, head) && !HARM.has("toll", tree.lemma(head));
        somebody.then_some(Figure { head, quantity: one, told: false })
    })
}

/// How many people a phrase is by words of number.
pub(super) fn counted(tree: Tree<'_>, quantities: &Quantities, head: TokenIx) -> Option<Figure> {
    if let Some(none) = none(tree, head) {
        return Some(none);
    }
    if let Some(quantity) = quantities.at(head) {
        let label = of_what(tree, head).filter(|c| quantities.at(*c).is_none()).unwrap_or(head);
        let one_of = quantity.best == Some(1) && tree.pos(head) == Upos::Det;
        return (people(tree, label) && !one_of).then_some(Figure { head: label, quantity, told: true });
    }
    let modifier = tree.children(head).find_map(|c| {
        let rel = matches!(
            tree.rel(c),
            Deprel::Nummod
                | Deprel::Det
                | Deprel::Amod
                | Deprel::Advmod
                | Deprel::Compound
                | Deprel::NmodUnmarked
                | Deprel::Dep
        );
        quantities.at(c).filter(|q| rel && c < head && q.end <= head.at())
    });
    if let Some(quantity) = modifier {
        return people(tree, head).then_some(Figure { head, quantity, told: true });
    }
    // `thousands of casualties`: the number governs the noun.
    if let (Deprel::Nmod, Some(up)) = (tree.rel(head), tree.head(head))
        && let Some(quantity) = quantities.at(up).filter(|_| of_what(tree, up) == Some(head))
    {
        return people(tree, head).then_some(Figure { head, quantity, told: true });
    }
    let inside = of_what(tree, head).filter(|_| is_container(tree, head))?;
    counted(tree, quantities, inside)
}

fn people(tree: Tree<'_>, head: TokenIx) -> bool {
    !HARM.has("not people", tree.lemma(head))
}

/// `no one`, `none of them`, `no civilians`, `not a single soldier`.
fn none(tree: Tree<'_>, head: TokenIx) -> Option<Figure> {
    let zero = |first: usize, told: bool| {
        let quantity = Quantity {
            first,
            end: first + 1,
            low: Some(0),
            best: Some(0),
            high: Some(0),
            bound: Bound::Exact,
        };
        Figure { head, quantity, told }
    };
    let low = tree.form(head).to_lowercase();
    if matches!(tree.pos(head), Upos::Pron | Upos::Noun | Upos::Det) && numbers::is_none_word(&low) {
        return Some(zero(head.at(), true));
    }
    let (first, _) = tree.reach(head);
    let before = TokenIx(first.0.saturating_sub(1));
    let negated = tree.form(before).eq_ignore_ascii_case("not") && tree.form(first).eq_ignore_ascii_case("a");
    let first = if negated { before } else { first };
    let opening = tree.form(first).to_lowercase();
    let next = (first < head).then(|| tree.form(TokenIx(first.0 + 1)).to_lowercase());
    let single = opening == "not" && matches!(next.as_deref(), Some("a" | "one"));
    let denied =
        tree.children_by(head, &[Deprel::Det]).any(|d| numbers::is_none_word(&tree.form(d).to_lowercase()));
    (single || denied).then(|| zero(first.at(), true))
}
