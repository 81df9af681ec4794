//! What the words that govern an act say of its reality: plans, denials, preventions, beliefs (`lexicon/reality.txt`).

use super::status::{Certainty, Status, denies, from_modal, modal_of, own_status_of_verb};
use crate::lexicon::{Lexicon, RealityCue};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos, Xpos};

/// How many governors above the predicate can change its status.
const MAX_CLIMB: usize = 6;

/// From the words above: "plans to attack", "prevented an attack", "denied that". `None` where they take it for a fact or
/// say nothing.
pub(super) fn governed(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    start: TokenIx,
    certainty: &mut Certainty,
) -> Option<Status> {
    if let Some(status) = named_by_itself(tree, lexicon, start) {
        return Some(status);
    }
    let mut below = start;
    for _ in 0..MAX_CLIMB {
        // of coordinated predicates the first carries the governor, if they have one form
        while tree.rel(below) == Deprel::Conj {
            let first = tree.head(below)?;
            if tree.has(below, Feats::FINITE) && !tree.has(first, Feats::FINITE) && tree.is_verb(first) {
                return None;
            }
            below = first;
        }
        let above = tree.head(below)?;
        let relation = complement_of(tree, below)?;
        if let Some(cue) = cue_above(tree, lexicon, below, relation) {
            match settle(tree, lexicon, below, cue, certainty) {
                Settled::Status(status) => return status,
                Settled::Open => {}
            }
        } else if relation == Relation::Purpose {
            // "rallied to protest", "came to fight": who came has done it
            if !lexicon.in_class("done_purposes", tree.lemma(above))
                || own_status_of_verb(tree, lexicon, above).is_some()
            {
                return Some(Status::Intended);
            }
        }
        if is_light_step(tree, lexicon, above) {
            below = above;
            continue;
        }
        // what is said of "the last days of the war" is not said of the war's reality, unless by "of"
        if relation == Relation::Noun
            && matches!(tree.pos(above), Upos::Noun | Upos::Propn)
            && !hangs_by(tree, below, "of")
        {
            return None;
        }
        if matches!(relation, Relation::Clause | Relation::Object | Relation::Noun | Relation::Subject)
            && !matches!(tree.pos(above), Upos::Noun | Upos::Propn | Upos::Adj)
        {
            let modal = modal_of(tree, above).filter(|_| relation != Relation::Clause)?;
            return from_modal(tree, lexicon, above, modal, None, certainty);
        }
        below = above;
    }
    None
}

/// "will lift the ban", "did not condemn the raid": verbs whose object is there whatever becomes of them.
pub(super) fn takes_for_fact(tree: Tree<'_>, lexicon: &Lexicon, noun: TokenIx) -> bool {
    complement_of(tree, noun) == Some(Relation::Object)
        && cue_above(tree, lexicon, noun, Relation::Object).is_some_and(|cue| cue.status == "occurred")
}

/// "a plot", "a conspiracy": a noun that names the act as no more than meant.
fn named_by_itself(tree: Tree<'_>, lexicon: &Lexicon, noun: TokenIx) -> Option<Status> {
    if !matches!(tree.pos(noun), Upos::Noun | Upos::Propn) {
        return None;
    }
    let cues = lexicon.reality.get(tree.lemma(noun))?.iter();
    let mut own = cues.filter(|c| c.pos == "noun" && c.slots.iter().any(|s| s == "self"));
    own.find_map(|c| Status::from_label(&c.status))
}

enum Settled {
    /// The cue decides; `None`: done.
    Status(Option<Status>),
    /// The cue tells something of certainty only; look further up.
    Open,
}

/// What a cue says, turned by its own negation and by what it stands under itself: "did not plan to", "may fail to",
/// "hopes to prevent".
fn settle(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    below: TokenIx,
    cue: &RealityCue,
    certainty: &mut Certainty,
) -> Settled {
    let Some(above) = tree.head(below) else { return Settled::Status(None) };
    match cue.status.as_str() {
        "alleged" | "claimed" => {
            *certainty = Certainty::Possible;
            return Settled::Open;
        }
        "probable" => {
            *certainty = Certainty::Probable;
            return Settled::Open;
        }
        "occurred" => return Settled::Status(None),
        _ => {}
    }
    let denied = denies(tree, above);
    let unreal = |certainty: &mut Certainty| {
        own_status_of_verb(tree, lexicon, above)
            .or_else(|| governed(tree, lexicon, above, certainty))
            .filter(|s| !matches!(s, Status::Occurred | Status::Ongoing | Status::Denied))
    };
    if cue.status == "achieved" {
        return Settled::Status(if denied { Some(Status::Negated) } else { unreal(certainty) });
    }
    let Some(status) = Status::from_label(&cue.status) else { return Settled::Open };
    // "announced that it had withdrawn", "announced the arrest of": told as done
    let to_come =
        matches!(status, Status::Announced | Status::Intended | Status::Threatened | Status::Predicted);
    let told = lexicon.in_class("told_as_done", tree.lemma(below)) && status == Status::Announced;
    if to_come && !denied && (told || is_past_clause(tree, below)) {
        return Settled::Status(None);
    }
    Settled::Status(match status {
        Status::Prevented | Status::Negated if denied => None,
        Status::Denied if denied => {
            *certainty = Certainty::Possible;
            None
        }
        Status::Intended | Status::Announced | Status::Predicted | Status::Ongoing if denied => {
            Some(Status::Negated)
        }
        Status::Requested | Status::Threatened if denied => Some(Status::Hypothetical),
        Status::Prevented | Status::Negated | Status::Ongoing => match unreal(certainty) {
            // "a raid aimed at preventing an attack": what a deed is meant to stop counts as stopped
            Some(Status::Intended) if status == Status::Prevented && is_aim(tree, above) => Some(status),
            Some(_) => Some(if status == Status::Ongoing { Status::Intended } else { Status::Hypothetical }),
            None => Some(status),
        },
        status => Some(status),
    })
}

/// Whether a verb names what a deed is done for: "aimed at preventing", "was designed to prevent".
fn is_aim(tree: Tree<'_>, verb: TokenIx) -> bool {
    tree.head(verb).is_some_and(|aim| {
        let of_deed = matches!(tree.rel(aim), Deprel::Acl | Deprel::AclRelcl | Deprel::Amod | Deprel::Advcl);
        tree.has(aim, Feats::PARTICIPLE) && (of_deed || tree.is_passive(aim))
    })
}

/// A complement clause in the past or perfect without a modal.
fn is_past_clause(tree: Tree<'_>, verb: TokenIx) -> bool {
    let have = tree.children_by(verb, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have");
    let past = matches!(tree.token(verb).xpos, Xpos::Vbd | Xpos::Vbn);
    tree.rel(verb) == Deprel::Ccomp
        && past
        && modal_of(tree, verb).is_none()
        && (have || tree.token(verb).xpos == Xpos::Vbd)
}

fn is_light_step(tree: Tree<'_>, lexicon: &Lexicon, i: TokenIx) -> bool {
    lexicon.is_transparent(tree.lemma(i))
        || (tree.is_verb(i) && lexicon.is_light(&crate::frames::lemma_with_particle(tree, i)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Open,
    Clause,
    Object,
    Subject,
    Noun,
    Purpose,
}

fn complement_of(tree: Tree<'_>, below: TokenIx) -> Option<Relation> {
    Some(match tree.rel(below) {
        Deprel::Xcomp => Relation::Open,
        Deprel::Ccomp | Deprel::Csubj => Relation::Clause,
        Deprel::Obj | Deprel::NsubjPass => Relation::Object,
        Deprel::Nsubj => Relation::Subject,
        // "an assassination plot", "a coup attempt"
        Deprel::Compound if tree.is_nominal(below) => Relation::Noun,
        Deprel::Obl | Deprel::Nmod => Relation::Noun,
        Deprel::Acl if tree.has(below, Feats::INFINITIVE) || tree.child(below, &[Deprel::Mark]).is_some() => {
            Relation::Open
        }
        Deprel::Advcl if tree.has(below, Feats::INFINITIVE) && marked_by_to(tree, below) => Relation::Purpose,
        Deprel::Advcl
            if tree
                .child(below, &[Deprel::Mark])
                .is_some_and(|m| tree.pos(m) == Upos::Sconj || tree.pos(m) == Upos::Adp) =>
        {
            Relation::Noun
        }
        _ => return None,
    })
}

fn marked_by_to(tree: Tree<'_>, i: TokenIx) -> bool {
    tree.children_by(i, &[Deprel::Mark]).any(|m| tree.lemma(m) == "to")
}

/// Whether a noun or gerund hangs by a preposition; what stands before a noun hangs as by "of".
fn hangs_by(tree: Tree<'_>, below: TokenIx, preposition: &str) -> bool {
    if tree.rel(below) == Deprel::Compound {
        return preposition == "of";
    }
    tree.case(below).as_deref() == Some(preposition)
        || tree.children_by(below, &[Deprel::Mark]).any(|m| tree.form(m).eq_ignore_ascii_case(preposition))
}

fn cue_above<'l>(
    tree: Tree<'_>,
    lexicon: &'l Lexicon,
    below: TokenIx,
    relation: Relation,
) -> Option<&'l RealityCue> {
    let above = tree.head(below)?;
    let cues = lexicon.reality.get(tree.lemma(above))?;
    let pos = match tree.pos(above) {
        Upos::Verb | Upos::Aux => "verb",
        Upos::Noun | Upos::Propn => "noun",
        Upos::Adj => "adj",
        Upos::Adv => "adv",
        _ => return None,
    };
    let with = |cue: &&RealityCue| {
        cue.with
            .iter()
            .all(|w| tree.children(above).any(|c| tree.lemma(c) == w || tree.case(c).as_deref() == Some(w)))
    };
    // "the summit is set to open", "talks are expected to resume": the act is the subject of what is to come
    let to_come = relation == Relation::Subject || (relation == Relation::Object && tree.is_passive(above));
    let raised = to_come
        && tree.child(above, &[Deprel::Xcomp]).is_some_and(|x| {
            tree.has(x, Feats::INFINITIVE) && lexicon.in_class("comes_about", tree.lemma(x))
        });
    let slot = |cue: &&RealityCue| {
        cue.slots.is_empty() && (relation != Relation::Subject || raised)
            || cue.slots.iter().any(|s| match s.as_str() {
                "xcomp" => matches!(relation, Relation::Open | Relation::Purpose) || raised,
                "ccomp" => relation == Relation::Clause,
                "obj" => relation == Relation::Object && !raised,
                "subj" => relation == Relation::Subject,
                "self" => false,
                preposition => relation == Relation::Noun && hangs_by(tree, below, preposition),
            })
    };
    cues.iter().filter(|c| c.pos == pos).filter(with).filter(slot).max_by_key(|c| c.with.len())
}
