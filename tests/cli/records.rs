//! What records hold whatever the report is: exact spans, ids that exist, fields that are there.

use super::{records, run, run_in};
use annalist_tests::root;
use serde_json::Value;
use std::collections::BTreeSet;

fn examples() -> Vec<Value> {
    let ran =
        run_in(&root(), &["read", "examples/reports", "--format", "jsonl", "--published", "2024-05-07"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    records(&ran)
}

/// Calls back for every object in a value.
fn visit<'v>(value: &'v Value, see: &mut impl FnMut(&'v Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        Value::Object(object) => {
            see(value);
            object.values().for_each(|item| visit(item, see));
        }
        _ => {}
    }
}

#[test]
fn every_span_is_exactly_the_words_it_claims() {
    for record in examples() {
        let text: Vec<char> = record["document"]["text"].as_str().unwrap().chars().collect();
        let mut spans = 0;
        visit(&record, &mut |object| {
            if let (Some(start), Some(end), Some(words)) =
                (object["start"].as_u64(), object["end"].as_u64(), object["text"].as_str())
            {
                spans += 1;
                assert_eq!(text[start as usize..end as usize].iter().collect::<String>(), words);
            }
        });
        assert!(spans > 0, "{}", record["document"]["title"]);
    }
}

#[test]
fn every_id_that_is_referred_to_exists() {
    for record in examples() {
        let (mut known, mut used) = (BTreeSet::new(), BTreeSet::new());
        let lists = [
            "actors",
            "places",
            "statements",
            "events",
            "tolls",
            "arrangements",
            "forecasts",
            "discrepancies",
        ];
        for entry in lists.iter().flat_map(|list| record[list].as_array().unwrap()) {
            assert!(known.insert(entry["id"].as_str().unwrap()), "{} twice", entry["id"]);
        }
        let keys = [
            "actor",
            "speaker",
            "on_behalf_of",
            "place",
            "voice",
            "tolls",
            "same_as",
            "parts",
            "part_of",
            "event",
            "of",
            "parties",
            "by",
            "between",
        ];
        for list in lists {
            visit(&record[list], &mut |object| {
                for value in keys.iter().map(|key| &object[key]) {
                    used.extend(value.as_str());
                    used.extend(value.as_array().into_iter().flatten().filter_map(Value::as_str));
                }
            });
        }
        let unknown: Vec<_> = used.difference(&known).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

#[test]
fn every_field_of_the_schema_is_there() {
    let top = [
        "schema",
        "annalist",
        "model",
        "document",
        "sentences",
        "actors",
        "places",
        "statements",
        "events",
        "tolls",
        "arrangements",
        "forecasts",
        "discrepancies",
        "wording",
    ];
    let event = [
        "id",
        "type",
        "mode",
        "context",
        "cameo",
        "quad",
        "score",
        "actors",
        "recipients",
        "trigger",
        "sentence",
        "extent",
        "time",
        "place",
        "status",
        "voice",
        "certainty",
        "tolls",
        "acled",
        "same_as",
        "confidence",
    ];
    let document = [
        "id",
        "external_id",
        "title",
        "text",
        "published",
        "outlet",
        "url",
        "byline",
        "language",
        "format",
        "warnings",
    ];
    for record in examples() {
        assert_eq!(record["schema"], "annalist/1");
        let has = |value: &Value, keys: &[&str]| keys.iter().all(|key| value.get(key).is_some());
        assert!(has(&record, &top) && has(&record["document"], &document));
        assert!(record["events"].as_array().unwrap().iter().all(|found| has(found, &event)));
    }
}

#[test]
fn a_page_brings_its_own_metadata() {
    let ran = run_in(
        &root(),
        &["read", "examples/reports/border-talks.html", "--format", "jsonl", "--published", "2000-01-01"],
        b"",
    );
    let document = &records(&ran)[0]["document"];
    assert_eq!(document["title"], "Kenya and Uganda agree to joint patrols on Lake Victoria");
    assert_eq!(document["published"], "2024-03-14T18:40:00+03:00");
    assert_eq!(document["outlet"], "The Lakeside Courier");
    assert_eq!(document["language"], "en");
    assert!(
        document["text"].as_str().unwrap().starts_with("KISUMU, Kenya — Kenya and Uganda agreed on Thursday")
    );
}

#[test]
fn syntax_is_written_when_asked_for() {
    let text = b"Protesters marched in Nairobi on Monday.";
    let first = |args: &[&str]| records(&run(args, text))[0]["sentences"][0].clone();
    assert!(first(&["read", "--format", "jsonl"]).get("tokens").is_none());
    let sentence = first(&["read", "--format", "jsonl", "--with", "syntax"]);
    assert_eq!(sentence["tokens"].as_array().unwrap().len(), 7);
    assert_eq!(sentence["tokens"][1]["lemma"], "march");
}

#[test]
fn reasons_are_written_when_asked_for() {
    let report = b"Rebels shelled the garrison in Kampala on Monday. The weather was fine.";
    let args = ["read", "--format", "jsonl", "--published", "2024-05-07", "--explain", "-"];
    let record = &records(&run(&args, report))[0];
    let why = &record["explanation"];
    let event = &why["events"][0];
    assert_eq!(event["event"], record["events"][0]["id"]);
    assert!(event["rule"].as_str().unwrap().starts_with("verbs/"), "{event}");
    assert!(event["entry"].as_str().unwrap().starts_with("shell "), "{event}");
    assert_eq!(event["actors"]["paths"][0], "shelled >nsubj Rebels");
    assert_eq!(why["silent"][0]["sentence"], 1);
    let text = run(&["read", "--explain", "-"], report).out;
    assert!(text.contains("shelled >nsubj Rebels") && text.contains("The weather was fine."), "{text}");
    assert!(records(&run(&["read", "--format", "jsonl", "-"], report))[0].get("explanation").is_none());
}

#[test]
fn the_text_view_shows_what_the_record_holds() {
    let ran = run_in(&root(), &["read", "examples/reports/wire.jsonl", "--width", "100"], b"");
    assert_eq!(ran.code, 0);
    for words in [
        "Militants attack convoy in northern Mali, army says",
        "Northern Wire · 2022-09-12",
        "Events",
        "Text",
        "[e1",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
}

#[test]
fn the_format_of_the_input_is_named() {
    for (input, name) in
        [("Rain.", "plain"), ("{\"text\": \"Rain.\"}", "jsonl"), ("[{\"text\": \"Rain.\"}]", "json")]
    {
        let ran = run(&["read", "--format", "jsonl"], input.as_bytes());
        assert_eq!(records(&ran)[0]["document"]["format"], name);
    }
}
