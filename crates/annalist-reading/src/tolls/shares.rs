//! Shares of a figure: `including three children`, `eight of whom were fighters`, `the dead include two nurses`.

use super::HARM;
use super::count::{Figure, figure};
use super::find::Search;
use super::{Harm, real};
use annalist_language::{Deprel, TokenIx, Upos};

/// Finds the shares of the figures found so far.
pub(super) fn find(search: &mut Search<'_>) {
    included(search);
    told_of_those(search);
    along_the_line(search);
    search.order();
}

/// Nouns marked by `including`: they and those coordinated with them.
fn included(search: &mut Search<'_>) {
    for i in 0..search.words.len() {
        let word = search.words.low(i);
        let marker = TokenIx(i as u32);
        let noun = (word == "including").then(|| search.tree.head(marker)).flatten();
        let Some(noun) = noun else { continue };
        let noun = if search.tree.rel(marker) == Deprel::Case {
            noun
        } else {
            object(search, marker).unwrap_or(noun)
        };
        if let Some(whole) = whole_before(search, i, None) {
            add_all(search, noun, whole);
        }
    }
}

fn object(search: &Search<'_>, verb: TokenIx) -> Option<TokenIx> {
    search.tree.child(verb, &[Deprel::Obj, Deprel::Obl])
}

/// `the dead include three children`, `among the victims were two nurses`.
fn told_of_those(search: &mut Search<'_>) {
    for i in 0..search.words.len() {
        let those = TokenIx(i as u32);
        let form = search.words.low(i);
        let value =
            HARM.get("those harmed", search.tree.lemma(those)).or_else(|| HARM.get("those harmed", form));
        let Some(value) = value else { continue };
        let Some(up) = search.tree.head(those) else { continue };
        let include = HARM.has("share verb", search.tree.lemma(up))
            && matches!(search.tree.rel(those), Deprel::Nsubj | Deprel::NsubjPass);
        let among = search.tree.case(those).as_deref() == Some("among");
        let told = if include {
            object(search, up)
        } else if among {
            search.tree.child(up, &[Deprel::Nsubj]).or(Some(up))
        } else {
            None
        };
        let harm = Harm::from_label(value);
        if let (Some(told), Some(whole)) = (told, whole_before(search, i, harm)) {
            add_all(search, told, whole);
        }
    }
}

fn add_all(search: &mut Search<'_>, head: TokenIx, whole: usize) {
    let figures: Vec<Figure> = search
        .tree
        .conjuncts(head)
        .into_iter()
        .filter_map(|c| figure(search.tree, &search.quantities, c))
        .collect();
    for figure in figures {
        add(search, figure, whole);
    }
}

fn add(search: &mut Search<'_>, figure: Figure, whole: usize) {
    let of = &search.drafts[whole];
    let (harm, predicate) = (of.harm, of.predicate);
    let total = of.figure.quantity.best.or(of.figure.quantity.high);
    let fits = match (figure.quantity.best, total) {
        (Some(part), Some(total)) => part <= total && (part > 0),
        _ => true,
    };
    if fits {
        search.add(harm, figure, predicate, Some(whole));
    }
}

/// The figure that a share at a token is of: the nearest whole one before it, in its sentence or the two before.
fn whole_before(search: &Search<'_>, i: usize, harm: Option<Harm>) -> Option<usize> {
    let sentence = |t: usize| search.words.token(t).map_or(0, |t| t.sentence.0);
    let here = sentence(i);
    let near = search.drafts.iter().enumerate().filter(|(_, d)| {
        let first = d.figure.quantity.first;
        let whole = d.part_of.is_none() && d.figure.quantity.best != Some(0) && d.figure.told;
        whole && first < i && here - sentence(first) <= 2 && harm.is_none_or(|h| h == d.harm)
    });
    // Of several in one sentence before, the first is the main one; in the same sentence the nearest.
    let last = near.clone().map(|(_, d)| sentence(d.figure.quantity.first)).max()?;
    let mut candidates: Vec<_> = near.filter(|(_, d)| sentence(d.figure.quantity.first) == last).collect();
    candidates.sort_by_key(|(_, d)| d.figure.quantity.first);
    let pick = if last == here { candidates.last() } else { candidates.first() };
    pick.map(|(n, _)| *n)
}

/// Numbers that the words beside them make shares, and numbers in apposition to a figure.
fn along_the_line(search: &mut Search<'_>) {
    let all: Vec<_> = search.quantities.iter().collect();
    for q in all {
        if search.is_read(q) {
            continue;
        }
        let before = HARM.before("share before", &search.words, q.first).is_some();
        let after = HARM.longest("share after", &search.words, q.end).is_some();
        let figure =
            if after { described(search, q.end - 1, search.line_figure(q)) } else { search.line_figure(q) };
        let Some(whole) = whole_before(search, q.first, None) else { continue };
        let same_sentence = search.words.same_sentence(search.drafts[whole].figure.quantity.first, q.first);
        let apposed = same_sentence && is_apposed(search, &figure, whole);
        let people = super::people::is_person_word(search.tree, figure.head);
        let real = real::is_real(search.tree, figure.head);
        let says_what = super::people::is_person_word(search.tree, figure.head);
        let after = after && says_what;
        if real && ((before && same_sentence) || after || (apposed && people)) {
            add(search, figure, whole);
        }
    }
}

/// `eight of whom were fighters`: the word that says what they were.
fn described(search: &Search<'_>, number: usize, mut figure: Figure) -> Figure {
    let number = TokenIx(number as u32);
    figure.head = number;
    let subject = matches!(search.tree.rel(number), Deprel::Nsubj | Deprel::NsubjOuter);
    let above = search.tree.head(number).filter(|up| subject && search.tree.pos(*up) == Upos::Noun);
    // Without a verb the noun follows: `two of them children`.
    let next = (number.at() + 3..number.at() + 6)
        .take_while(|i| search.words.same_sentence(number.at(), *i))
        .map(|i| TokenIx(i as u32))
        .find(|i| search.tree.pos(*i) == Upos::Noun || super::people::is_person_word(search.tree, *i));
    figure.head = above.or(next).unwrap_or(number);
    figure
}

/// Whether a phrase hangs on the whole's phrase by apposition, list or dash.
fn is_apposed(search: &Search<'_>, figure: &Figure, whole: usize) -> bool {
    let wanted = search.drafts[whole].figure.head;
    let mut at = figure.head;
    for _ in 0..4 {
        if at == wanted {
            return true;
        }
        let chain = [Deprel::Appos, Deprel::Conj, Deprel::List, Deprel::Nummod, Deprel::Dep];
        let Some(up) = search.tree.head(at).filter(|_| chain.contains(&search.tree.rel(at))) else { break };
        at = up;
    }
    false
}

impl Search<'_> {
    /// Puts the drafts in text order.
    fn order(&mut self) {
        let mut order: Vec<usize> = (0..self.drafts.len()).collect();
        order.sort_by_key(|i| (self.drafts[*i].figure.quantity.first, self.drafts[*i].harm));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let mut drafts: Vec<_> = order.iter().map(|i| self.drafts[*i].clone()).collect();
        for draft in &mut drafts {
            draft.part_of = draft.part_of.map(|old| place[old]);
        }
        self.drafts = drafts;
    }
}
