//! Whether an act happened: from tense, modality, negation and the words that govern it.

use super::Inputs;
use super::reality::{governed, takes_for_fact};
use crate::frames::{Frame, PredicateKind};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos, Xpos};
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

/// Status and certainty of the act that a frame tells; the type decides what a bare present tense means.
pub(crate) fn of(tree: Tree<'_>, lexicon: &Lexicon, frame: &Frame, kind: EventType) -> (Status, Certainty) {
    let mut certainty = Certainty::Certain;
    let own = own_status(tree, lexicon, frame, kind, &mut certainty);
    let below = if frame.kind == PredicateKind::Noun { frame.predicate } else { frame.carrier };
    let status = match own {
        // "unlikely that they will attack", "denied that it would leave": the words above weigh more than the future
        Some(Status::Intended) => governed(tree, lexicon, below, &mut certainty)
            .filter(|s| !matches!(s, Status::Occurred | Status::Ongoing))
            .unwrap_or(Status::Intended),
        Some(own) => own,
        None => {
            governed(tree, lexicon, below, &mut certainty).unwrap_or_else(|| lasting(tree, lexicon, frame))
        }
    };
    match status {
        Status::Hypothetical => certainty = Certainty::Possible,
        Status::Predicted if certainty == Certainty::Certain => certainty = Certainty::Probable,
        _ => {}
    }
    (status, certainty)
}

/// How sure an act is that stands in words reported with a distance ("claimed") or as a belief ("suspect").
pub(super) fn on_word_of(inputs: Inputs<'_>, predicate: TokenIx, certainty: Certainty) -> Certainty {
    let tree = inputs.tree;
    let statement = inputs.statements.holding(tree, predicate).map(|ix| inputs.statements.get(ix));
    let cue = statement.and_then(|s| s.cue).filter(|c| certainty == Certainty::Certain && tree.is_verb(*c));
    let entries = cue.and_then(|c| inputs.lexicon.reporting.get(tree.lemma(c)));
    let verb = entries.into_iter().flatten().find(|c| c.pos == "verb");
    match verb {
        Some(cue) if cue.kind == "think" => Certainty::Probable,
        Some(cue) if cue.doubt => Certainty::Possible,
        _ => certainty,
    }
}

/// "under sanctions", "amid a conflict": a state of things named by a noun lasts, unless the clause makes it an act done.
fn lasting(tree: Tree<'_>, lexicon: &Lexicon, frame: &Frame) -> Status {
    let noun = frame.predicate;
    let lasts = frame.kind == PredicateKind::Noun
        && lexicon.in_class("lasting_states", tree.lemma(noun))
        && (matches!(tree.case(noun).as_deref(), Some("under" | "amid" | "amidst" | "despite" | "against"))
            || spans_years(tree, noun))
        && !tree.has(frame.carrier, Feats::INFINITIVE)
        && !ended_in_the_past(tree, noun);
    if lasts { Status::Ongoing } else { Status::Occurred }
}

/// "decades of conflict".
fn spans_years(tree: Tree<'_>, noun: TokenIx) -> bool {
    let unit = tree.head(noun).filter(|_| tree.case(noun).as_deref() == Some("of"));
    unit.is_some_and(|u| matches!(tree.lemma(u), "year" | "decade" | "century"))
}

/// A state with a year or a past day beside it is told as history: "the war of 1980".
fn ended_in_the_past(tree: Tree<'_>, noun: TokenIx) -> bool {
    tree.children(noun).any(|c| {
        let (first, last) = tree.reach(c);
        (first.0..=last.0).any(|i| tree.pos(TokenIx(i)) == Upos::Num)
    })
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
        if verb == frame.predicate || !carries(tree, frame) || takes_for_fact(tree, lexicon, frame.predicate)
        {
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
    if let Some(modal) = modal_of(tree, verb) {
        return from_modal(tree, lexicon, verb, modal, Some(kind), certainty);
    }
    if let Some(status) = is_to(tree, verb) {
        return Some(status);
    }
    progressive(tree, lexicon, verb, kind)
}

/// "is to leave office", "was to meet": fixed for a time to come.
fn is_to(tree: Tree<'_>, verb: TokenIx) -> Option<Status> {
    let to = tree.children_by(verb, &[Deprel::Mark]).find(|m| tree.lemma(*m) == "to" && *m < verb)?;
    let be =
        tree.children_by(verb, &[Deprel::Aux, Deprel::Cop]).find(|a| *a < to && tree.lemma(*a) == "be")?;
    Some(if tree.has(be, Feats::PRESENT) { Status::Announced } else { Status::Intended })
}

/// What a verb that governs an act says of its own reality, without what stands above it: `None` where it is told as done.
pub(super) fn own_status_of_verb(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> Option<Status> {
    if denies(tree, verb) {
        return Some(Status::Negated);
    }
    if is_conditional(tree, lexicon, verb) {
        return Some(Status::Hypothetical);
    }
    from_modal(tree, lexicon, verb, modal_of(tree, verb)?, None, &mut Certainty::Certain)
}

pub(super) fn modal_of(tree: Tree<'_>, verb: TokenIx) -> Option<TokenIx> {
    tree.children_by(verb, &[Deprel::Aux]).find(|a| tree.token(*a).xpos == Xpos::Md)
}

/// What adverbs and adjectives beside the predicate say: "reportedly killed", "a foiled attack".
fn modifiers(tree: Tree<'_>, lexicon: &Lexicon, i: TokenIx, certainty: &mut Certainty) -> Option<Status> {
    let mut found = None;
    for child in tree.children_by(i, &[Deprel::Advmod, Deprel::Amod]) {
        // a participle ("an alleged raid") stands in the list as it is written
        let written = tree.form(child).to_lowercase();
        let other = (written != tree.lemma(child)).then(|| lexicon.reality.get(&written)).flatten();
        let cues = lexicon.reality.get(tree.lemma(child)).into_iter().chain(other).flatten();
        for cue in cues.filter(|c| {
            c.with.is_empty() && (c.pos == "adv" || (c.pos == "adj" && c.slots.iter().any(|s| s == "mod")))
        }) {
            match cue.status.as_str() {
                "alleged" | "claimed" => *certainty = Certainty::Possible,
                "probable" => *certainty = Certainty::Probable,
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

/// Whether a word is negated; "not only", "not just" and "no doubt" negate nothing.
pub(super) fn denies(tree: Tree<'_>, i: TokenIx) -> bool {
    let only = |c: TokenIx| {
        let next = TokenIx(c.0 + 1);
        next.at() < tree.parse.tokens.len()
            && matches!(tree.lemma(next), "only" | "just" | "merely" | "simply" | "solely" | "least")
    };
    tree.children_by(i, &[Deprel::Advmod, Deprel::Det, Deprel::Cc]).any(|c| {
        ((tree.has(c, Feats::NEGATIVE) && tree.rel(c) != Deprel::Cc)
            || matches!(tree.lemma(c), "not" | "never" | "no" | "neither" | "nor" | "hardly")
            || (tree.lemma(c) == "long" && tree.children(c).any(|n| tree.lemma(n) == "no")))
            && !only(c)
    })
}

/// What a modal says; `kind` is given where the verb itself names the act.
pub(super) fn from_modal(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    verb: TokenIx,
    modal: TokenIx,
    kind: Option<EventType>,
    certainty: &mut Certainty,
) -> Option<Status> {
    let cue = lexicon.reality.get(tree.lemma(modal))?.iter().find(|c| c.pos == "modal")?;
    let status = Status::from_label(&cue.status)?;
    let would = tree.form(modal).eq_ignore_ascii_case("would") || tree.form(modal) == "'d";
    let perfect = tree.children_by(verb, &[Deprel::Aux]).any(|a| a > modal && tree.lemma(a) == "have");
    if perfect && tree.lemma(modal) == "must" {
        // "must have fled": a guess at what was
        *certainty = Certainty::Probable;
        return Some(Status::Occurred);
    }
    if perfect && (would || status == Status::Requested) {
        return Some(Status::Hypothetical);
    }
    match status {
        // "we will condemn", "I will recognise": said is done
        Status::Intended
            if kind.is_some_and(is_done_by_saying)
                && tree.token(verb).xpos != Xpos::Vbg
                && is_first_person(tree, verb) =>
        {
            Some(Status::Occurred)
        }
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

/// Types whose acts are done by saying them, even in the future; a meeting or a deal to come is not.
fn is_done_by_saying(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Accuse | EventType::Support | EventType::Request | EventType::Reject | EventType::Threaten
    )
}

/// Whether a clause is itself a condition.
pub(super) fn is_conditional(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> bool {
    tree.children_by(verb, &[Deprel::Mark]).any(|m| {
        let cues = lexicon.reality.get(tree.lemma(m)).into_iter().flatten();
        cues.into_iter().any(|c| c.pos == "conj" && c.with.is_empty() && c.status == "hypothetical")
    })
}

fn has_condition(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> bool {
    tree.children_by(verb, &[Deprel::Advcl]).any(|c| is_conditional(tree, lexicon, c))
}

fn is_first_person(tree: Tree<'_>, verb: TokenIx) -> bool {
    tree.child(verb, &[Deprel::Nsubj]).is_some_and(|s| tree.has(s, Feats::FIRST_PERSON))
}

/// "are fighting", "have been shelling", "is banned", "patrols the border".
fn progressive(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx, kind: EventType) -> Option<Status> {
    let gerund = tree.token(verb).xpos == Xpos::Vbg;
    let helpers: Vec<TokenIx> =
        tree.children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]).collect();
    let present = |a: TokenIx| tree.has(a, Feats::PRESENT) && tree.has(a, Feats::FINITE);
    let present_be = helpers.iter().any(|a| tree.lemma(*a) == "be" && present(*a));
    let has_been = helpers.iter().any(|a| tree.lemma(*a) == "have" && present(*a));
    if gerund && (present_be || has_been) {
        return Some(Status::Ongoing);
    }
    if is_done_by_saying(kind) && is_first_person(tree, verb) {
        return None;
    }
    let own_present = tree.has(verb, Feats::PRESENT) && tree.has(verb, Feats::FINITE) && tree.is_verb(verb);
    // headlines tell what was done in the present ("police arrest 20", "20 are killed"); only some verbs name a state that lasts
    let state = lexicon.in_class("lasting_verbs", tree.lemma(verb));
    let held = state || lexicon.in_class("lasting_passives", tree.lemma(verb));
    ((present_be && held) || (own_present && state)).then_some(Status::Ongoing)
}
