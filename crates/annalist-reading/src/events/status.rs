//! Whether an act happened: from tense, modality, negation and the words that govern it.

use crate::frames::{Frame, PredicateKind};
use crate::lexicon::{Lexicon, RealityCue};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_world::codebook::EventType;

/// Reality of an act, as the record writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Status {
    /// It happened.
    Occurred,
    /// It is going on.
    Ongoing,
    /// Somebody said they will or have decided to.
    Announced,
    /// Somebody means to.
    Intended,
    /// Somebody threatens to.
    Threatened,
    /// Somebody asks for it.
    Requested,
    /// Somebody says it did not happen, against a claim.
    Denied,
    /// It was stopped.
    Prevented,
    /// It might, or would if.
    Hypothetical,
    /// Somebody expects it.
    Predicted,
    /// It did not happen.
    Negated,
}

impl Status {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Occurred => "occurred",
            Self::Ongoing => "ongoing",
            Self::Announced => "announced",
            Self::Intended => "intended",
            Self::Threatened => "threatened",
            Self::Requested => "requested",
            Self::Denied => "denied",
            Self::Prevented => "prevented",
            Self::Hypothetical => "hypothetical",
            Self::Predicted => "predicted",
            Self::Negated => "negated",
        }
    }

    /// The status of a word of the record.
    pub(crate) fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "occurred" => Self::Occurred,
            "ongoing" => Self::Ongoing,
            "announced" => Self::Announced,
            "intended" => Self::Intended,
            "threatened" => Self::Threatened,
            "requested" => Self::Requested,
            "denied" => Self::Denied,
            "prevented" => Self::Prevented,
            "hypothetical" => Self::Hypothetical,
            "predicted" => Self::Predicted,
            "negated" => Self::Negated,
            _ => return None,
        })
    }
}

/// How sure the one who tells it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// Told as a fact.
    Certain,
    /// likely, believed.
    Probable,
    /// may, alleged, reportedly.
    Possible,
}

impl Certainty {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
        }
    }
}

/// How many governors above the predicate can change its status.
const MAX_CLIMB: usize = 5;

/// Status and certainty of the act that a frame tells; the type decides what a bare present tense means.
pub(crate) fn of(tree: Tree<'_>, lexicon: &Lexicon, frame: &Frame, kind: EventType) -> (Status, Certainty) {
    let mut certainty = Certainty::Certain;
    let own = own_status(tree, lexicon, frame, kind, &mut certainty);
    let status = own.or_else(|| governed(tree, lexicon, frame, &mut certainty)).unwrap_or(Status::Occurred);
    (status, certainty)
}

/// From the words of the predicate's own clause.
fn own_status(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    frame: &Frame,
    kind: EventType,
    certainty: &mut Certainty,
) -> Option<Status> {
    let verb = frame.carrier;
    let mut modified = modifiers(tree, lexicon, verb, certainty);
    if frame.kind == PredicateKind::Noun {
        modified = modifiers(tree, lexicon, frame.predicate, certainty);
        if denies(tree, frame.predicate) {
            return Some(Status::Negated);
        }
        if verb == frame.predicate || !carries(tree, frame) {
            return modified;
        }
    }
    if denies(tree, verb) {
        return Some(Status::Negated);
    }
    if modified.is_some() {
        return modified;
    }
    if is_conditional(tree, lexicon, verb) {
        return Some(Status::Hypothetical);
    }
    let modal = modal_of(tree, verb);
    if let Some(modal) = modal {
        return from_modal(tree, lexicon, verb, modal, kind, certainty);
    }
    progressive(tree, verb, kind)
}

fn modal_of(tree: Tree<'_>, verb: TokenIx) -> Option<TokenIx> {
    tree.children_by(verb, &[Deprel::Aux]).find(|a| tree.token(*a).xpos == annalist_language::Xpos::Md)
}

/// What adverbs and adjectives beside the predicate say: "reportedly killed", "a foiled attack".
fn modifiers(tree: Tree<'_>, lexicon: &Lexicon, i: TokenIx, certainty: &mut Certainty) -> Option<Status> {
    let mut found = None;
    for child in tree.children_by(i, &[Deprel::Advmod, Deprel::Amod]) {
        let cues = lexicon.reality.get(tree.lemma(child)).into_iter().flatten();
        for cue in cues.filter(|c| {
            c.with.is_empty() && (c.pos == "adv" || (c.pos == "adj" && c.slots.iter().any(|s| s == "mod")))
        }) {
            match cue.status.as_str() {
                "alleged" | "claimed" => *certainty = Certainty::Possible,
                // not, never and without are settled by `denies`, which knows what they stand on
                "negated" if cue.pos == "adv" => {}
                "predicted" if cue.pos == "adv" => *certainty = Certainty::Probable,
                status => found = Status::from_label(status),
            }
        }
    }
    found
}

/// Whether the noun's reality is that of the verb above it: "carried out a raid", "a raid killed", "talks were held".
fn carries(tree: Tree<'_>, frame: &Frame) -> bool {
    tree.head(frame.predicate).is_some_and(|h| h == frame.carrier)
        && matches!(tree.rel(frame.predicate), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass)
}

fn denies(tree: Tree<'_>, i: TokenIx) -> bool {
    tree.children_by(i, &[Deprel::Advmod, Deprel::Det, Deprel::Cc]).any(|c| {
        (tree.has(c, Feats::NEGATIVE) && tree.rel(c) != Deprel::Cc)
            || matches!(tree.lemma(c), "not" | "never" | "no" | "neither" | "nor" | "hardly")
            || (tree.lemma(c) == "long" && tree.children(c).any(|n| tree.lemma(n) == "no"))
    })
}

fn from_modal(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    verb: TokenIx,
    modal: TokenIx,
    kind: EventType,
    certainty: &mut Certainty,
) -> Option<Status> {
    let cue = lexicon.reality.get(tree.lemma(modal))?.iter().find(|c| c.pos == "modal")?;
    let status = Status::from_label(&cue.status)?;
    let would = tree.form(modal).eq_ignore_ascii_case("would") || tree.form(modal) == "'d";
    match status {
        // "we will condemn", "I will recognise": said is done
        Status::Intended if super::is_verbal(kind) && is_first_person(tree, verb) => Some(Status::Occurred),
        // reported speech shifts will to would; only with a condition is it hypothetical
        Status::Hypothetical | Status::Intended if would => {
            Some(if has_condition(tree, lexicon, verb) { Status::Hypothetical } else { Status::Intended })
        }
        Status::Hypothetical => {
            *certainty = Certainty::Possible;
            Some(status)
        }
        status => Some(status),
    }
}

/// Whether a clause is itself a condition.
pub(super) fn is_conditional(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> bool {
    tree.children_by(verb, &[Deprel::Mark]).any(|m| {
        let cues = lexicon.reality.get(tree.lemma(m)).into_iter().flatten();
        cues.into_iter().any(|c| c.pos == "conj" && c.status == "hypothetical")
    })
}

fn has_condition(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> bool {
    tree.children_by(verb, &[Deprel::Advcl]).any(|c| is_conditional(tree, lexicon, c))
}

fn is_first_person(tree: Tree<'_>, verb: TokenIx) -> bool {
    tree.child(verb, &[Deprel::Nsubj]).is_some_and(|s| tree.has(s, Feats::FIRST_PERSON))
}

fn progressive(tree: Tree<'_>, verb: TokenIx, kind: EventType) -> Option<Status> {
    let gerund = tree.token(verb).xpos == annalist_language::Xpos::Vbg;
    let present_be = tree
        .children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        .any(|a| tree.lemma(a) == "be" && tree.has(a, Feats::PRESENT));
    let own_present = tree.has(verb, Feats::PRESENT) && tree.has(verb, Feats::FINITE) && tree.is_verb(verb);
    let lasting = matches!(
        kind,
        EventType::Cooperate
            | EventType::Mobilize
            | EventType::Coerce
            | EventType::Aid
            | EventType::Assault
            | EventType::Support
            | EventType::Sanction
    );
    ((gerund && present_be) || ((present_be || own_present) && lasting)).then_some(Status::Ongoing)
}

/// From the words above: "plans to attack", "prevented an attack", "denied that".
fn governed(tree: Tree<'_>, lexicon: &Lexicon, frame: &Frame, certainty: &mut Certainty) -> Option<Status> {
    let mut below = if frame.kind == PredicateKind::Noun { frame.predicate } else { frame.carrier };
    for _ in 0..MAX_CLIMB {
        // of coordinated predicates the first carries the governor
        while tree.rel(below) == Deprel::Conj {
            below = tree.head(below)?;
        }
        let above = tree.head(below)?;
        let relation = complement_of(tree, below)?;
        if let Some(cue) = cue_above(tree, lexicon, above, relation) {
            if let Some(status) = Status::from_label(&cue.status) {
                if status == Status::Occurred {
                    return None;
                }
                return Some(
                    if denies(tree, above) && matches!(status, Status::Prevented | Status::Negated) {
                        Status::Occurred
                    } else {
                        status
                    },
                );
            }
            if cue.status == "alleged" || cue.status == "claimed" {
                *certainty = Certainty::Possible;
            }
        }
        if relation == Relation::Purpose {
            return Some(Status::Intended);
        }
        if is_light_step(tree, lexicon, above) {
            below = above;
            continue;
        }
        if matches!(relation, Relation::Clause | Relation::Object | Relation::Noun)
            && !matches!(tree.pos(above), Upos::Noun | Upos::Adj)
        {
            let modal = modal_of(tree, above).filter(|_| relation != Relation::Clause)?;
            return from_modal(tree, lexicon, above, modal, EventType::Assault, certainty);
        }
        below = above;
    }
    None
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
        Deprel::Ccomp => Relation::Clause,
        Deprel::Obj | Deprel::NsubjPass => Relation::Object,
        Deprel::Nsubj => Relation::Subject,
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

fn cue_above<'l>(
    tree: Tree<'_>,
    lexicon: &'l Lexicon,
    above: TokenIx,
    relation: Relation,
) -> Option<&'l RealityCue> {
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
    let slot = |cue: &&RealityCue| {
        cue.slots.is_empty()
            || cue.slots.iter().any(|s| match s.as_str() {
                "xcomp" => matches!(relation, Relation::Open | Relation::Purpose),
                "ccomp" => relation == Relation::Clause,
                "obj" => relation == Relation::Object,
                "subj" => relation == Relation::Subject,
                _ => relation == Relation::Noun,
            })
    };
    cues.iter().filter(|c| c.pos == pos).filter(with).filter(slot).max_by_key(|c| c.with.len())
}
