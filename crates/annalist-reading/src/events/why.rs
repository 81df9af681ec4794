//! Why an act was read from the words it was read from, and why other words made none.

use super::matching::{self, entries, fitting};
use super::participants::Lookup;
use super::{Event, Inputs, Part, counts, goes_off, read};
use crate::frames::{Frame, PredicateKind};
use crate::lexicon::{EventEntry, Slots};
use crate::tree::Tree;
use annalist_language::{SentenceIx, TokenIx};

/// What made an event.
pub(crate) struct EventReason {
    /// Lexicon file and line, or the list behind it.
    pub rule: String,
    /// The lexicon line itself.
    pub entry: Option<String>,
    /// How its actors and recipients were found, or why there are none.
    pub slots: [SlotReason; 2],
}

/// How a part of an event was filled.
pub(crate) struct SlotReason {
    /// Where it was looked for, as the entry writes it; `None` where no entry says so.
    pub tried: Option<String>,
    /// The way through the tree from the trigger to each that was found.
    pub paths: Vec<String>,
    /// Why there is nobody.
    pub empty: Option<String>,
}

/// A word that could have named an act and why it made none.
pub(crate) struct Silence {
    /// The word.
    pub word: TokenIx,
    /// Why.
    pub why: String,
}

/// The reasons of every event, and those of silence in every sentence without one.
pub(crate) fn explain(inputs: Inputs<'_>, events: &[Event]) -> (Vec<EventReason>, Vec<Silence>) {
    let look = Lookup {
        tree: inputs.tree,
        lexicon: inputs.lexicon,
        actors: inputs.actors,
        place_country: inputs.place_country,
        statements: inputs.statements,
    };
    let reasons = events.iter().map(|event| reason(inputs, &look, event)).collect();
    let told: Vec<SentenceIx> = events.iter().map(|e| inputs.tree.token(e.trigger).sentence).collect();
    let silent = inputs.frames.iter().filter(|f| !told.contains(&inputs.tree.token(f.predicate).sentence));
    let silences = silent.map(|f| Silence { word: f.predicate, why: silence(inputs, &look, f) }).collect();
    (reasons, silences)
}

fn reason(inputs: Inputs<'_>, look: &Lookup<'_, '_>, event: &Event) -> EventReason {
    let frame = inputs.frames.iter().find(|f| f.predicate == event.trigger);
    let entry = frame.and_then(|f| fitting(look, f)).filter(|e| e.source == event.rule);
    let slot = |parts: &[Part], slots: Option<&Slots>| {
        let tree = inputs.tree;
        SlotReason {
            tried: slots.map(ToString::to_string),
            paths: parts.iter().map(|p| path(tree, event.trigger, p.head)).collect(),
            empty: parts.is_empty().then(|| nobody(look, frame, slots)),
        }
    };
    EventReason {
        rule: event.rule.clone(),
        entry: entry.map(|e| e.line.clone()),
        slots: [
            slot(&event.actors, entry.map(|e| &e.actor)),
            slot(&event.recipients, entry.map(|e| &e.recipient)),
        ],
    }
}

/// Why a slot stayed empty.
fn nobody(look: &Lookup<'_, '_>, frame: Option<&Frame>, slots: Option<&Slots>) -> String {
    let (Some(frame), Some(slots)) = (frame, slots) else {
        return "no words of the clause name anybody".into();
    };
    let heads = slots.0.iter().flatten().flat_map(|slot| matching::fillers(look, frame, slot));
    let words: Vec<String> = heads.map(|h| format!("\u{201c}{}\u{201d}", look.tree.form(h))).collect();
    if words.is_empty() {
        format!("nothing stands at {slots}")
    } else {
        format!("{} at {slots} names nobody of political weight, or the other side", words.join(", "))
    }
}

fn silence(inputs: Inputs<'_>, look: &Lookup<'_, '_>, frame: &Frame) -> String {
    let lemma = inputs.tree.lemma(frame.predicate);
    let Some(entry) = fitting(look, frame) else {
        let known = entries(look, frame);
        return match known.last() {
            None => format!("no entry for \u{201c}{lemma}\u{201d}"),
            Some(nearest) => format!(
                "none of {} entries of \u{201c}{lemma}\u{201d} fits; {} asks for {}",
                known.len(),
                nearest.source,
                unmet(look, frame, nearest)
            ),
        };
    };
    if entry.meaning.is_none() {
        return format!("{} says that this use is no act: {}", entry.source, entry.line);
    }
    match read(inputs, look, frame, entry) {
        Some(event) if counts(inputs.tree, frame, &event) || goes_off(frame, entry, &event) => {
            format!("{} fits, but another word tells the same act", entry.source)
        }
        Some(event) if event.actors.is_empty() && event.recipients.is_empty() => {
            format!(
                "{} fits, but nobody of political weight stands at {} or {}",
                entry.source, entry.actor, entry.recipient
            )
        }
        Some(_) if frame.kind == PredicateKind::Noun => {
            format!("{} fits, but the noun only describes another one", entry.source)
        }
        Some(_) => format!("{} fits, but nobody acts", entry.source),
        None => format!("{} fits, but says no type", entry.source),
    }
}

/// The first condition of an entry that does not hold.
fn unmet(look: &Lookup<'_, '_>, frame: &Frame, entry: &EventEntry) -> String {
    let word = entry.with.iter().find(|w| !matching::stands_with(look, frame.predicate, w));
    if let Some(word) = word {
        return format!("\u{201c}{word}\u{201d} beside it");
    }
    if let Some((run, at)) = &entry.run
        && !matching::stands_in(look, frame.predicate, run, *at)
    {
        return format!("\u{201c}{}\u{201d}", run.join(" "));
    }
    let condition = entry.conditions.iter().find(|c| !matching::holds(look, frame, c));
    condition.map_or_else(|| "something else".into(), |c| c.written.clone())
}

/// The way through the tree: `raid <xcomp want >nsubj army` climbs from the raid to the wanting and goes down to its subject.
fn path(tree: Tree<'_>, from: TokenIx, to: TokenIx) -> String {
    let chain = |start: TokenIx| std::iter::once(start).chain(tree.ancestors(start)).collect::<Vec<_>>();
    let (up, down) = (chain(from), chain(to));
    let Some(top) = up.iter().position(|t| down.contains(t)) else {
        return format!("{} … {}", tree.form(from), tree.form(to));
    };
    let mut way = tree.form(from).to_string();
    for pair in up[..=top].windows(2) {
        way.extend([" <", tree.rel(pair[0]).label(), " ", tree.form(pair[1])]);
    }
    let below = down.iter().take_while(|t| **t != up[top]).collect::<Vec<_>>();
    for step in below.into_iter().rev() {
        way.extend([" >", tree.rel(*step).label(), " ", tree.form(*step)]);
    }
    way
}
