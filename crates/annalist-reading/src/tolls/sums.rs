//! Sums that are told as such: `the death toll rose to 45`, `a toll of 30`, `the number of injured exceeded 100`.

use super::count::{Figure, Quantities, counted};
use super::people::of_what;
use super::{HARM, Harm};
use crate::numbers::{self, Bound};
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};

/// The sum that a noun such as `toll` tells, with its harm.
pub(super) fn sum(tree: Tree<'_>, quantities: &Quantities, i: TokenIx) -> Option<(Harm, Figure)> {
    let default = HARM.get("toll", tree.lemma(i)).filter(|_| tree.pos(i) == Upos::Noun)?;
    let harm = kind(tree, i).or_else(|| Harm::from_label(default))?;
    let figure = of_itself(tree, quantities, i).or_else(|| of_verb(tree, quantities, i))?;
    Some((harm, figure))
}

/// What is summed: `death toll`, `the number of wounded`.
fn kind(tree: Tree<'_>, i: TokenIx) -> Option<Harm> {
    let rels = [Deprel::Compound, Deprel::Amod, Deprel::Nmod, Deprel::NmodPoss, Deprel::Acl];
    let named = |t: TokenIx| {
        HARM.get("toll kind", tree.lemma(t)).or_else(|| HARM.get("toll kind", &tree.form(t).to_lowercase()))
    };
    let below = |c: TokenIx| tree.children_by(c, &[Deprel::Acl, Deprel::Amod]).find_map(named);
    // "the number of wounded", "the number of people killed"
    let found = tree.children_by(i, &rels).find_map(|c| named(c).or_else(|| below(c)));
    found.and_then(Harm::from_label)
}

/// `a toll of 30`, `a toll of 27 dead`.
fn of_itself(tree: Tree<'_>, quantities: &Quantities, i: TokenIx) -> Option<Figure> {
    let inside = of_what(tree, i)?;
    counted(tree, quantities, inside)
}

/// `the toll rose to 45`, `put the toll at 45`, `the toll is 45`, `exceeded 100`.
fn of_verb(tree: Tree<'_>, quantities: &Quantities, i: TokenIx) -> Option<Figure> {
    let up = tree.head(i)?;
    if !matches!(tree.rel(i), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) {
        return None;
    }
    if tree.child(up, &[Deprel::Cop]).is_some() {
        return counted(tree, quantities, up);
    }
    if !HARM.has("toll verb", tree.lemma(up)) {
        return None;
    }
    let rels = [Deprel::Obl, Deprel::Obj, Deprel::Xcomp, Deprel::OblUnmarked];
    // "put the number of wounded at 16": the figure may hang on the word of harm
    let below = tree
        .children_by(i, &[Deprel::Acl])
        .flat_map(|c| tree.children_by(c, &[Deprel::Obl]).collect::<Vec<_>>());
    let around: Vec<TokenIx> = tree.children_by(up, &rels).chain(below).collect();
    let mut numbers =
        around.into_iter().filter(|c| *c != i).filter_map(|c| Some((c, counted(tree, quantities, c)?)));
    let at =
        |c: TokenIx| tree.case(c).is_none_or(|case| matches!(case.as_str(), "to" | "at" | "past" | "above"));
    let (_, figure) = numbers.find(|(c, _)| at(*c))?;
    Some(if numbers::exceeds(tree.lemma(up)) { exceeded(figure) } else { figure })
}

/// `exceeded 100` is 101 at least.
pub(super) fn exceeded(mut figure: Figure) -> Figure {
    let q = &mut figure.quantity;
    (q.low, q.best, q.high) = (q.low.map(|n| n + 1), q.best.map(|n| n + 1), None);
    q.bound = Bound::AtLeast;
    figure
}
