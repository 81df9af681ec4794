//! The reasons behind a record, for `--explain`.

use super::{Reader, Record, build, confidence};
use crate::events::{self, SlotReason};
use crate::frames;
use crate::tree::Tree;
use crate::wire::{
    self, EventExplanation, Explanation, SilentSentence, SilentWord, SlotExplanation, TollExplanation,
};
use annalist_language::Parse;
use annalist_reports::Report;

impl Reader<'_> {
    pub(super) fn explain(
        &self,
        report: &Report,
        parse: &Parse,
        record: &Record,
        written: &wire::Report,
    ) -> Explanation {
        let tree = Tree { parse, text: &report.text };
        let place_country = record.places.countries();
        let frames = frames::find(tree, &self.lexicon);
        let inputs = events::Inputs {
            tree,
            lexicon: &self.lexicon,
            frames: &frames,
            actors: &record.actors,
            statements: &record.statements,
            place_country: &place_country,
        };
        let (reasons, silences) = events::explain(inputs, &record.events);
        let events =
            reasons.into_iter().zip(&record.events).zip(&written.events).map(|((reason, event), wire)| {
                let [actors, recipients] = reason.slots.map(slot);
                EventExplanation {
                    event: wire.id.clone(),
                    rule: reason.rule,
                    entry: reason.entry,
                    actors,
                    recipients,
                    no_time: wire.time.is_none().then_some(if record.times.is_empty() {
                        "the report names no time"
                    } else {
                        "no time is said of it"
                    }),
                    no_place: wire.place.is_none().then_some("no place is said of it"),
                    features: confidence::of_event(tree, record, event),
                    factuality: parse
                        .predicate(event.trigger)
                        .map(|p| (p.factuality * 100.0).round() / 100.0),
                }
            });
        let events: Vec<EventExplanation> = events.collect();
        let told: Vec<usize> =
            record.events.iter().map(|e| parse.token(e.trigger).sentence.0 as usize).collect();
        let silent = (0..parse.sentences.len()).filter(|s| !told.contains(s)).map(|s| SilentSentence {
            sentence: s as u32,
            words: silences
                .iter()
                .filter(|silence| parse.token(silence.word).sentence.0 as usize == s)
                .map(|silence| SilentWord {
                    span: build::span(report, tree.token(silence.word).span),
                    why: silence.why.clone(),
                })
                .collect(),
        });
        let tolls = record.tolls.iter().zip(&written.tolls).map(|(toll, wire)| TollExplanation {
            toll: wire.id.clone(),
            features: confidence::of_toll(tree, record, toll, wire.event.is_some()),
        });
        Explanation { events, silent: silent.collect(), tolls: tolls.collect() }
    }
}

fn slot(reason: SlotReason) -> SlotExplanation {
    SlotExplanation { tried: reason.tried, paths: reason.paths, empty: reason.empty }
}
