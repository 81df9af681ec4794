//! States that are said of an arrangement without a verb of change: "the truce is over", "the stalled talks", "under the pact".

use super::changes::{Reading, Target, Told, is_no_longer};
use super::{Change, State};
use crate::events::Status;
use crate::frames::{Argument, Frame, PredicateKind, Slot};
use annalist_language::{Deprel, TokenIx};

pub(super) fn find(reading: &Reading<'_, '_>) -> Vec<Told> {
    let tokens = (0..reading.inputs.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    let mut told: Vec<Told> = tokens.filter_map(|i| by_predicate(reading, i)).collect();
    for mention in 0..reading.mentions.len() {
        told.extend(by_modifier(reading, mention));
        told.extend(in_force_under(reading, mention));
    }
    told
}

/// "the ceasefire is over", "talks remain on hold".
fn by_predicate(reading: &Reading<'_, '_>, subject: TokenIx) -> Option<Told> {
    let tree = reading.inputs.tree;
    if !matches!(tree.rel(subject), Deprel::Nsubj | Deprel::NsubjOuter) {
        return None;
    }
    let above = tree.head(subject)?;
    let said = if tree.child(above, &[Deprel::Cop]).is_some() {
        above
    } else {
        let stays = matches!(tree.lemma(above), "remain" | "stay" | "become" | "seem" | "appear" | "look");
        tree.children_by(above, &[Deprel::Xcomp, Deprel::Obl, Deprel::Advmod]).find(|_| stays)?
    };
    let mention = reading.meant(subject, 0)?;
    let rule = words_of(reading, said).iter().find_map(|words| {
        let rules = reading.inputs.lexicon.arrangements.of_predicate(words);
        rules.iter().find(|rule| reading.is_said_of(rule, mention))
    })?;
    let frame = Frame {
        predicate: said,
        kind: PredicateKind::Adjective,
        carrier: above,
        args: vec![Argument { slot: Slot::Subject, head: subject }],
        passive: false,
    };
    let mut told = reading.told(&frame, rule, Target::Named(mention), &[]);
    if is_no_longer(reading, said) && told.change.to == State::InForce {
        (told.change.to, told.change.status) = (State::Terminated, Status::Occurred);
    }
    Some(told)
}

/// The ways a predicate may stand in the lexicon: with its preposition, as written, by its dictionary form.
fn words_of(reading: &Reading<'_, '_>, said: TokenIx) -> Vec<String> {
    let tree = reading.inputs.tree;
    let form = tree.form(said).to_lowercase();
    match tree.child(said, &[Deprel::Case]).filter(|case| *case < said) {
        Some(case) => vec![tree.text.slice(tree.span(case, said)).to_lowercase()],
        None => vec![form, tree.lemma(said).to_lowercase()],
    }
}

/// "the stalled talks", "the ongoing cooperation": what the adjective says holds whatever the clause says.
fn by_modifier(reading: &Reading<'_, '_>, mention: usize) -> Option<Told> {
    let tree = reading.inputs.tree;
    let head = reading.mentions[mention].head;
    let modifiers = tree.children_by(head, &[Deprel::Amod]).filter(|m| *m < head);
    modifiers.into_iter().find_map(|modifier| {
        let rules = reading.inputs.lexicon.arrangements.of_modifier(&tree.form(modifier).to_lowercase());
        let rule = rules.iter().find(|rule| reading.is_said_of(rule, mention))?;
        let status = rule.status.unwrap_or(Status::Occurred);
        Some(bare(reading, mention, modifier, rule.state(), status))
    })
}

/// "under the 1994 accord with X": it stands, for what is told is done by it.
fn in_force_under(reading: &Reading<'_, '_>, mention: usize) -> Option<Told> {
    let tree = reading.inputs.tree;
    let named = &reading.mentions[mention];
    let case = tree.case(named.head)?;
    let part = tree.head(named.head).filter(|h| tree.lemma(*h) == "part" && case == "of");
    let under = case == "under" || part.is_some();
    let known = named.parties.len() > 1 || named.proper || named.year.is_some();
    // "under the proposed deal" stands only on paper
    let plain = !tree.children_by(named.head, &[Deprel::Amod]).any(|m| {
        let cues = reading.inputs.lexicon.reality.get(tree.lemma(m)).into_iter().flatten();
        cues.into_iter().any(|c| c.pos == "adj")
    });
    (under && known && plain && !named.inside)
        .then(|| bare(reading, mention, named.head, State::InForce, Status::Ongoing))
}

fn bare(reading: &Reading<'_, '_>, mention: usize, trigger: TokenIx, to: State, status: Status) -> Told {
    let (inputs, tree) = (reading.inputs, reading.inputs.tree);
    let head = reading.mentions[mention].head;
    let (first, last) = tree.reach(head);
    let change = Change {
        to,
        status,
        by: Vec::new(),
        voice: inputs.statements.holding(tree, head),
        event: None,
        time: None,
        trigger,
        evidence: tree.trimmed(first, last),
    };
    Told { target: Target::Named(mention), parties: Vec::new(), change }
}
