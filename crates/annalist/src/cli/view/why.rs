//! What `--explain` adds: the reasons behind events, and those of sentences without one.

use super::Entry;
use super::lines::shortened;
use crate::cli::colour::Style;
use crate::wire::{EventExplanation, Explanation, Report, SilentSentence, SlotExplanation};

/// One entry an event.
pub(super) fn events(explanation: &Explanation) -> impl Iterator<Item = Entry> {
    explanation.events.iter().map(event)
}

/// One entry a sentence.
pub(super) fn silent<'a>(
    record: &'a Report,
    explanation: &'a Explanation,
) -> impl Iterator<Item = Entry> + 'a {
    explanation.silent.iter().map(|sentence| silence(record, sentence))
}

fn event(why: &EventExplanation) -> Entry {
    let says = match &why.entry {
        Some(entry) => {
            vec![(format!("{}  ", why.rule), Style::Plain), (entry.clone(), Style::Bold)]
        }
        None => vec![(why.rule.clone(), Style::Plain)],
    };
    let mut about = vec![slot("actor", &why.actors), slot("recipient", &why.recipients)];
    about.extend([why.no_time, why.no_place].into_iter().flatten().map(str::to_owned));
    Entry { id: why.event.clone(), style: Style::Event, says, about }
}

fn slot(part: &str, slot: &SlotExplanation) -> String {
    match &slot.empty {
        Some(empty) => format!("no {part}: {empty}"),
        None => format!("{part}: {}", slot.paths.join("; ")),
    }
}

fn silence(record: &Report, silent: &SilentSentence) -> Entry {
    let sentence = &record.sentences[silent.sentence as usize];
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let text: String = record.document.text.chars().skip(start).take(end - start).collect();
    let about = if silent.words.is_empty() {
        vec!["no word of it can name an act".to_owned()]
    } else {
        silent.words.iter().map(|word| format!("“{}”: {}", word.span.text, word.why)).collect()
    };
    let id = format!("{}", silent.sentence + 1);
    Entry { id, style: Style::Dim, says: vec![(shortened(&text), Style::Plain)], about }
}
