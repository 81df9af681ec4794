//! Where the people stand that a word of harm harms.

use super::{HARM, Harm, people};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos, Xpos};

/// A word of harm with the heads of the phrases of those harmed.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The word of harm.
    pub(super) predicate: TokenIx,
    /// What it does.
    pub(super) harm: Harm,
    /// Who stands where it says.
    pub(super) heads: Vec<TokenIx>,
    /// Whether one person counts who is not told by a number.
    pub(super) individuals: bool,
    /// The smallest count that means what the word says: a few who flee get away, thousands are displaced.
    pub(super) least: u64,
}

/// The smallest count of people who are many.
const MANY: u64 = 50;

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// What the token says of people, if it is a word of harm.
pub(super) fn place(tree: Tree<'_>, i: TokenIx) -> Option<Place> {
    match tree.pos(i) {
        Upos::Verb if HARM.has("verb", tree.lemma(i)) && !modifies(tree, i) => verb(tree, i),
        Upos::Verb => verb(tree, i).or_else(|| state(tree, i)),
        Upos::Adj => state(tree, i),
        Upos::Noun | Upos::Propn => noun(tree, i).or_else(|| state(tree, i)),
        _ => None,
    }
}

fn parse(value: &str) -> Option<(Harm, &str)> {
    let (harm, slot) = value.split_once(' ').unwrap_or((value, ""));
    Some((Harm::from_label(harm)?, slot))
}

fn verb(tree: Tree<'_>, i: TokenIx) -> Option<Place> {
    let lemma = tree.lemma(i);
    let (harm, slot) = with_object(tree, i, lemma)
        .or_else(|| with_oblique(tree, i, lemma))
        .or_else(|| HARM.get("verb", lemma).and_then(parse))?;
    let mut conditions = slot.split(' ');
    let slot = conditions.next().unwrap_or_default();
    let (mut only_people, mut individuals, mut least) = (false, harm.of_individuals(), 0);
    for condition in conditions {
        match condition {
            "people" => only_people = true,
            "counted" => individuals = false,
            _ => least = MANY,
        }
    }
    if !individuals && killed_with(tree, i) {
        return None;
    }
    let heads = match slot {
        "subj" => subjects(tree, i),
        "any" => {
            let done_to = objects(tree, i);
            if done_to.is_empty() { subjects(tree, i) } else { done_to }
        }
        _ => objects(tree, i),
    };
    let mut heads = heads;
    heads.extend(as_were(tree, i));
    heads.retain(|h| !only_people || people::could_be_people(tree, *h));
    let harmless = !heads.is_empty() && heads.iter().all(|h| HARM.has("no harm", tree.lemma(*h)));
    (!harmless).then_some(Place { predicate: i, harm, heads, individuals, least })
}

/// `were shot and killed`: the harm that counts is the other one.
fn killed_with(tree: Tree<'_>, i: TokenIx) -> bool {
    tree.children_by(i, &[Deprel::Conj])
        .any(|c| HARM.get("verb", tree.lemma(c)).is_some_and(|v| v.starts_with("killed")))
}

/// `were wounded , as were seventeen soldiers`: who shares what befell the subject.
fn as_were(tree: Tree<'_>, i: TokenIx) -> Vec<TokenIx> {
    let clauses = tree.children_by(i, &[Deprel::Advcl, Deprel::Conj]);
    let elliptic = clauses.filter(|c| {
        let copula = tree.child(*c, &[Deprel::Cop]).is_some() || tree.lemma(*c) == "be";
        let as_so = tree.children_by(*c, &[Deprel::Mark, Deprel::Advmod]);
        copula && as_so.into_iter().any(|m| matches!(tree.form(m).to_lowercase().as_str(), "as" | "so"))
    });
    elliptic.flat_map(|c| if tree.lemma(c) == "be" { subjects_of(tree, c) } else { vec![c] }).collect()
}

/// `claimed 12 lives`, `14 lost their lives`, `suffered burns`.
fn with_object<'l>(tree: Tree<'_>, i: TokenIx, lemma: &str) -> Option<(Harm, &'l str)> {
    let objects = tree.children_by(i, &[Deprel::Obj, Deprel::NsubjPass]);
    objects
        .into_iter()
        .find_map(|o| HARM.get("verb with object", &format!("{lemma} {}", tree.lemma(o))))
        .and_then(parse)
}

/// `taken hostage`, `held in custody`, `shot dead`.
fn with_oblique<'l>(tree: Tree<'_>, i: TokenIx, lemma: &str) -> Option<(Harm, &'l str)> {
    let rels =
        &[Deprel::Obl, Deprel::Xcomp, Deprel::Obj, Deprel::OblUnmarked, Deprel::Advmod, Deprel::Compound];
    let found = tree
        .children_by(i, rels)
        .find_map(|o| HARM.get("verb with oblique", &format!("{lemma} {}", tree.lemma(o))));
    found.and_then(parse)
}

/// The logical objects of a verb.
pub(super) fn objects(tree: Tree<'_>, i: TokenIx) -> Vec<TokenIx> {
    let mut at = i;
    for _ in 0..4 {
        let own = own_objects(tree, at);
        if !own.is_empty() {
            return own;
        }
        // `were shot and killed`: the participle shares the subject of the first conjunct; `killed or wounded 20 people`.
        match tree.head(at) {
            Some(up) if tree.rel(at) == Deprel::Conj && tree.is_verb(up) => at = up,
            _ => break,
        }
    }
    let after =
        tree.children_by(i, &[Deprel::Conj]).find(|c| tree.is_verb(*c) && !own_objects(tree, *c).is_empty());
    after
        .filter(|c| !tree.children_by(*c, SUBJECTS).any(|_| true))
        .map(|c| own_objects(tree, c))
        .unwrap_or_default()
}

fn own_objects(tree: Tree<'_>, i: TokenIx) -> Vec<TokenIx> {
    // "nine were killed and 20 more wounded": a number with "more" stands for people of its own
    let more = |m: &TokenIx| {
        matches!(tree.lemma(*m), "more" | "other") && *m < i && tree.child(*m, &[Deprel::Nummod]).is_some()
    };
    if let Some(more) = tree.children_by(i, &[Deprel::Advmod, Deprel::Obl]).find(more) {
        return vec![more];
    }
    let passive: Vec<_> =
        tree.children_by(i, &[Deprel::NsubjPass]).flat_map(|s| resolved(tree, i, s)).collect();
    if !passive.is_empty() {
        return passive;
    }
    let objects: Vec<_> = tree.children_by(i, &[Deprel::Obj, Deprel::Iobj]).collect();
    if !objects.is_empty() {
        return objects.iter().flat_map(|o| resolved(tree, i, *o)).collect();
    }
    // `the killing of nine men` where the noun was read as a verb.
    if tree.token(i).xpos == Xpos::Vbg {
        let of = |c: &TokenIx| tree.case(*c).as_deref() == Some("of");
        let named: Vec<_> = tree.children_by(i, &[Deprel::Obl, Deprel::Nmod]).filter(of).collect();
        if !named.is_empty() {
            return named;
        }
    }
    let participle = tree.token(i).xpos == Xpos::Vbn || tree.has(i, Feats::PASSIVE);
    let up = tree.head(i);
    match tree.rel(i) {
        Deprel::Acl | Deprel::Amod if participle => up.into_iter().collect(),
        // `12 killed in the blast`: a headline's participle with a bare subject.
        _ if participle && tree.child(i, &[Deprel::Aux]).is_none() => subjects_of(tree, i),
        _ => Vec::new(),
    }
}

/// The subjects of a verb or state, also those it shares or that its relative pronoun stands for.
pub(super) fn subjects(tree: Tree<'_>, i: TokenIx) -> Vec<TokenIx> {
    let mut at = i;
    for _ in 0..4 {
        let own = subjects_of(tree, at);
        if !own.is_empty() {
            return own;
        }
        let Some(up) = tree.head(at) else { break };
        match tree.rel(at) {
            Deprel::Acl => return vec![up],
            Deprel::Conj | Deprel::Xcomp => at = up,
            Deprel::Advcl if !tree.has(at, Feats::FINITE) => at = up,
            _ => break,
        }
    }
    Vec::new()
}

fn subjects_of(tree: Tree<'_>, i: TokenIx) -> Vec<TokenIx> {
    tree.child(i, SUBJECTS).map(|s| resolved(tree, i, s)).unwrap_or_default()
}

/// The noun that a relative pronoun stands for; otherwise the word itself.
fn resolved(tree: Tree<'_>, clause: TokenIx, argument: TokenIx) -> Vec<TokenIx> {
    let relative = tree.pos(argument) == Upos::Pron
        && (tree.has(argument, Feats::RELATIVE) || matches!(tree.token(argument).xpos, Xpos::Wp | Xpos::Wdt));
    if !relative {
        return vec![argument];
    }
    let mut at = clause;
    for _ in 0..4 {
        let Some(up) = tree.head(at) else { break };
        match tree.rel(at) {
            Deprel::AclRelcl | Deprel::Acl => return vec![up],
            Deprel::Conj | Deprel::Xcomp => at = up,
            _ => break,
        }
    }
    Vec::new()
}

/// Whether a participle stands beside a noun as an adjective does.
fn modifies(tree: Tree<'_>, i: TokenIx) -> bool {
    matches!(tree.rel(i), Deprel::Amod | Deprel::Xcomp)
}

/// `12 dead`, `left 30 wounded`, `nine were missing`, `20 wounded soldiers`.
fn state(tree: Tree<'_>, i: TokenIx) -> Option<Place> {
    let word = tree.form(i).to_lowercase();
    let harm = HARM.get("state", tree.lemma(i)).or_else(|| HARM.get("state", &word))?;
    let harm = Harm::from_label(harm)?;
    let up = tree.head(i);
    let left = left_so(tree, i);
    let heads = match (tree.rel(i), up) {
        _ if left.is_some() => left.into_iter().collect(),
        (Deprel::Amod | Deprel::Acl | Deprel::Appos, Some(up)) => vec![up],
        (Deprel::Xcomp | Deprel::Advcl, Some(up)) => {
            let objects: Vec<_> = tree.children_by(up, &[Deprel::Obj]).collect();
            if objects.is_empty() { subjects(tree, i) } else { objects }
        }
        _ => subjects_of(tree, i),
    };
    // `12 dead` with the adjective as its own noun.
    let mut heads = if heads.is_empty() { vec![i] } else { heads };
    heads.extend(as_were(tree, i));
    let individuals =
        left.is_some() || tree.rel(i) == Deprel::Xcomp || tree.child(i, &[Deprel::Cop]).is_some();
    Some(Place { predicate: i, harm, heads, individuals, least: 0 })
}

/// "left a boy dead and six others wounded": before "and" an adjective is said of the noun right before it, even where the
/// tree has hung it on the one after.
fn left_so(tree: Tree<'_>, i: TokenIx) -> Option<TokenIx> {
    let up = tree.head(i).filter(|up| tree.rel(i) == Deprel::Amod && up.0 > i.0 + 1)?;
    let link = TokenIx(i.0 + 1);
    let before = TokenIx(i.0.checked_sub(1)?);
    let same = tree.token(before).sentence == tree.token(up).sentence;
    let noun = matches!(tree.pos(before), Upos::Noun | Upos::Propn);
    (same && noun && matches!(tree.lemma(link), "and" | ",")).then_some(before)
}

fn noun(tree: Tree<'_>, i: TokenIx) -> Option<Place> {
    let lemma = tree.lemma(i);
    if let Some(harm) = HARM.get("remains", lemma).and_then(Harm::from_label) {
        let mut heads: Vec<_> = people::of_what(tree, i).into_iter().collect();
        heads.push(i);
        return Some(Place { predicate: i, harm, heads, individuals: false, least: 0 });
    }
    let counted = HARM.get("count noun", lemma).and_then(Harm::from_label);
    let modified = |c: TokenIx| HARM.get("act noun with modifier", &format!("{lemma} {}", tree.lemma(c)));
    let fatal = || tree.children_by(i, &[Deprel::Amod, Deprel::Compound]).find_map(modified);
    let act = HARM.get("act noun", lemma).or_else(fatal).and_then(Harm::from_label);
    let harm = act.or(counted)?;
    let mut heads = Vec::new();
    if act.is_some() {
        heads.extend(people::of_what(tree, i));
        heads.extend(tree.children_by(i, &[Deprel::NmodPoss]));
    }
    if counted.is_some() {
        heads.push(i);
        heads.extend(told_of(tree, i));
    }
    let individuals = harm.of_individuals() && harm != Harm::Injured;
    Some(Place { predicate: i, harm, heads, individuals, least: 0 })
}

/// `the confirmed deaths are fourteen civilians and two soldiers`.
fn told_of(tree: Tree<'_>, i: TokenIx) -> Option<TokenIx> {
    let up = tree.head(i)?;
    let copula = tree.rel(i) == Deprel::Nsubj && tree.child(up, &[Deprel::Cop]).is_some();
    (copula && matches!(tree.pos(up), Upos::Noun | Upos::Num)).then_some(up)
}
