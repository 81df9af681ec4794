//! The predictor against the trainer's own results on the shipped weights.

use crate::kernel::Target;
use crate::model::{FormRows, Model};
use crate::network::{BATCH, Event, Job, Labelled, TypeCache, Work};
use annalist_model::ENGLISH;
use serde_json::Value;

const FIXTURE: &str = include_str!("../tests/fixtures/parity.json");

/// Arc scores may differ by the rounding of sums and of the fast functions.
const CLOSE: f64 = 0.02;

fn fixture() -> Value {
    serde_json::from_str(FIXTURE).unwrap()
}

fn numbers(value: &Value) -> Vec<u32> {
    value.as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as u32).collect()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect()
}

/// Labels as the file names them.
struct Names {
    header: Value,
}

impl Names {
    fn read() -> Self {
        let length = u32::from_le_bytes(ENGLISH[8..12].try_into().unwrap()) as usize;
        Self { header: serde_json::from_slice(&ENGLISH[12..12 + length]).unwrap() }
    }

    fn of(&self, layer: &str, class: u16) -> &str {
        self.header["labels"][layer][usize::from(class)].as_str().unwrap()
    }
}

#[test]
fn the_fixture_is_of_these_weights() {
    let body = &ENGLISH[..ENGLISH.len() - 32];
    let found = [blake3::hash(body).to_hex().to_string(), blake3::hash(ENGLISH).to_hex().to_string()];
    assert!(found.contains(&fixture()["weights_blake3"].as_str().unwrap().to_owned()));
}

#[test]
fn forms_have_the_trainers_rows() {
    let model = Model::from_bytes(ENGLISH).unwrap();
    let mut rows = FormRows::default();
    for (form, expected) in fixture()["rows"].as_object().unwrap() {
        model.words.look_up(form, &mut rows);
        assert_eq!(u64::from(rows.word), expected["word"].as_u64().unwrap(), "{form}");
        assert_eq!(u64::from(rows.kinds), expected["kinds"].as_u64().unwrap_or(0), "{form}");
        let sorted = |mut rows: Vec<u32>| {
            rows.sort_unstable();
            rows
        };
        assert_eq!(rows.affixes, numbers(&expected["affix"]), "{form}");
        assert_eq!(sorted(rows.ngrams.clone()), sorted(numbers(&expected["ngram"])), "{form}");
    }
}

/// What the predictor says of one sentence.
struct Said {
    labels: Vec<Labelled>,
    scores: Vec<f32>,
    stride: usize,
    /// Predicates and arguments, words counted within the sentence.
    events: Vec<Event>,
    arguments: Vec<(u32, u16)>,
}

/// Labels, arc scores and predicates of all sentences of the fixture, run in batches of this size.
fn run(target: Target, fixture: &Value, batch: usize) -> Vec<Said> {
    let model = Model::for_target(ENGLISH, target).unwrap();
    let (mut cache, mut work) = (TypeCache::default(), Work::default());
    cache.settle(&model);
    let mut types = Vec::new();
    let mut jobs = Vec::new();
    for sentence in fixture["sentences"].as_array().unwrap() {
        let words = words(&sentence["tokens"]);
        jobs.push(Job { start: types.len(), len: words.len() });
        types.extend(words.iter().map(|word| cache.id(&model, word)));
    }
    let mut labels = vec![Labelled::default(); types.len()];
    let mut order = jobs.clone();
    order.sort_by_key(|job| std::cmp::Reverse(job.len));
    for batch in order.chunks(batch) {
        model.run(batch, &types, &cache, &mut work, &mut labels);
    }
    let together = std::mem::take(&mut work.events.events);
    let each = jobs.iter().map(|job| {
        let mut own = vec![Labelled::default(); types.len()];
        work.events.events.clear();
        work.events.arguments.clear();
        model.run(&[*job], &types, &cache, &mut work, &mut own);
        let (mut events, mut arguments) = (work.events.events.clone(), work.events.arguments.clone());
        for event in &events {
            let same = together.iter().find(|other| other.word == event.word).unwrap();
            assert_eq!(event.factuality.to_bits(), same.factuality.to_bits(), "batches matter");
        }
        for event in &mut events {
            event.word -= job.start as u32;
        }
        for (word, _) in &mut arguments {
            *word -= job.start as u32;
        }
        let (scores, stride) = work.arc_scores();
        assert_eq!(
            own[job.start..job.start + job.len],
            labels[job.start..job.start + job.len],
            "batches matter"
        );
        let labels = labels[job.start..job.start + job.len].to_vec();
        Said { labels, scores: scores.to_vec(), stride, events, arguments }
    });
    each.collect()
}

#[test]
fn every_target_agrees_with_the_trainer() {
    let (fixture, names) = (fixture(), Names::read());
    for target in Target::available() {
        for (sentence, said) in
            fixture["sentences"].as_array().unwrap().iter().zip(run(target, &fixture, BATCH))
        {
            let Said { labels, scores, stride, .. } = &said;
            let tokens = words(&sentence["tokens"]);
            for (i, label) in labels.iter().enumerate() {
                let place = format!("{target:?} {:?} in {tokens:?}", tokens[i]);
                for (layer, key, class) in [
                    ("upos", "upos", label.upos),
                    ("xpos", "xpos", label.xpos),
                    ("feats", "feats", label.feats),
                    ("lemma", "lemma", label.lemma),
                    ("names", "names", label.name),
                    ("deprel", "deprel", label.deprel),
                ] {
                    assert_eq!(
                        names.of(layer, class),
                        sentence[key][i].as_str().unwrap(),
                        "{key} of {place}"
                    );
                }
                assert_eq!(u64::from(label.head), sentence["head"][i].as_u64().unwrap(), "head of {place}");
            }
            events_agree(&names, sentence, &said);
            for arc in sentence["arcs"].as_array().unwrap() {
                let (word, head) = (arc[0].as_u64().unwrap() as usize, arc[1].as_u64().unwrap() as usize);
                let found = f64::from(scores[(word - 1) * stride + head]);
                assert!(
                    (found - arc[2].as_f64().unwrap()).abs() < CLOSE,
                    "{target:?} {arc} {found} in {tokens:?}"
                );
            }
        }
    }
}

/// The predicates of a sentence are the trainer's, with the same arguments and factuality to rounding.
fn events_agree(names: &Names, sentence: &Value, said: &Said) {
    let tokens = words(&sentence["tokens"]);
    let frames = sentence["frames"].as_array().cloned().unwrap_or_default();
    assert_eq!(frames.len(), said.events.len(), "predicates of {tokens:?}");
    for (frame, event) in frames.iter().zip(&said.events) {
        assert_eq!(frame[0].as_u64().unwrap(), u64::from(event.word), "predicate in {tokens:?}");
        let off = (frame[1].as_f64().unwrap() - f64::from(event.factuality)).abs();
        assert!(off < CLOSE, "factuality of {} in {tokens:?}", tokens[event.word as usize]);
        let own = &said.arguments[event.arguments.0 as usize..event.arguments.1 as usize];
        let own: Vec<_> =
            own.iter().map(|(word, role)| (u64::from(*word), names.of("roles", *role))).collect();
        let expected = frame[2].as_array().unwrap().iter();
        let expected: Vec<_> = expected.map(|a| (a[0].as_u64().unwrap(), a[1].as_str().unwrap())).collect();
        assert_eq!(own, expected, "arguments of {} in {tokens:?}", tokens[event.word as usize]);
    }
}
