//! Every kind of bad input: the message it gives, and that the rest is still read.

use super::{Folder, Ran, records, run_in};
use std::fmt::Write as _;
use std::io::Write as _;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Reads one bad file after a good one.
fn bad(name: &str, bytes: &[u8]) -> Ran {
    let folder = Folder::with(&[("good.txt", b"Protesters marched in Nairobi on Monday."), (name, bytes)]);
    let ran = run_in(&folder.0, &["read", "good.txt", name, "--format", "jsonl"], b"");
    assert_eq!(records(&ran)[0]["document"]["format"], "plain", "{name}: the good file is read");
    ran
}

#[track_caller]
fn fails(name: &str, bytes: &[u8], message: &str) {
    let ran = bad(name, bytes);
    assert_eq!(ran.code, 1, "{name}");
    let first = ran.err.lines().next().unwrap_or_default();
    assert_eq!(first, format!("annalist: {message}"));
}

#[test]
fn what_is_no_report_is_refused_by_name() {
    fails("empty.txt", b"", "empty.txt: there is nothing in it [R0201]");
    fails("blank.txt", b"\n \n", "blank.txt: there is no text in it [R0201]");
    fails(
        "photo.txt",
        b"\x01\x02\x00\x03data",
        "photo.txt, byte 2: this is binary data, not text: a zero byte at byte 2; give a text, HTML or JSON file [R0202]",
    );
    fails(
        "paper.pdf",
        b"%PDF-1.7\n",
        "paper.pdf: this is a PDF document, which is not read; convert it to plain text, HTML or JSON Lines [R0203]",
    );
    fails(
        "page.html",
        b"<html><body></body></html>",
        "page.html: no article was found in the page; save the article's own page, or its text [R0208]",
    );
}

#[test]
fn what_does_not_exist_is_named() {
    let folder = Folder::with(&[]);
    let ran = run_in(&folder.0, &["read", "missing.txt"], b"");
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.err,
        "annalist: missing.txt: cannot open: no such file or folder; check the path [R0101]\n"
    );
    let ran = run_in(&folder.0, &["read", "."], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("[R0103]"), "{}", ran.err);
}

#[test]
fn damaged_compression_is_named() {
    let packed = gzip("The council met on Monday. ".repeat(400).as_bytes());
    fails(
        "cut.txt.gz",
        &packed[..packed.len() - 9],
        "cut.txt.gz: the compressed data ends too early; fetch or compress it again [R0205]",
    );
}

#[test]
fn bad_lines_are_named_and_the_others_read() {
    let huge = "x".repeat(65 << 20);
    let mut lines = String::from("{\"id\": \"one\", \"text\": \"Protesters marched in Lagos.\"}\n");
    lines += "{\"id\": \"two\" \"text\": \"\"}\n[]\n{\"id\": \"four\"}\n{\"text\": 5}\n";
    writeln!(lines, "{{\"text\": \"{huge}\"}}").unwrap();
    lines += "{\"id\": \"seven\", \"text\": \"Protesters marched in Abuja.\"}\n";
    let ran = bad("lines.jsonl", lines.as_bytes());
    assert_eq!(ran.code, 1);
    let expected = "\
annalist: lines.jsonl:2: not valid JSON: expected `,` or `}`, at column 14; correct or remove it [R0301]
annalist: lines.jsonl:3: expected a JSON object, found a list; give one object with the report's fields [R0302]
annalist: lines.jsonl:4: the object has no text: no field named text, event_text, body, content or maintext; name the field with --map text=FIELD [R0303]
annalist: lines.jsonl:5: the text is not a string: found a number; name the right field with --map text=FIELD [R0304]
annalist: lines.jsonl:6: the line is longer than the limit of 67108864 bytes; split it into its reports [R0305]
annalist: 3 reports were read, 5 inputs could not be
";
    assert_eq!(ran.err, expected);
    let ids: Vec<_> = records(&ran).iter().map(|record| record["document"]["external_id"].clone()).collect();
    assert_eq!(ids, [serde_json::Value::Null, "one".into(), "seven".into()]);
}

#[test]
fn a_text_beyond_the_limit_is_refused() {
    let text = "word ".repeat((16 << 20) / 5 + 1);
    fails(
        "long.txt",
        text.as_bytes(),
        "long.txt: the text has 16777220 bytes, more than the limit of 16777216; split it into its reports [R0204]",
    );
}

#[test]
fn a_hostile_page_is_read_with_a_warning() {
    let page = "<div>".repeat(100_000) + "<p>The council met on Monday and agreed to repair the old bridge.";
    let ran = bad("deep.html", page.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let document = &records(&ran)[1]["document"];
    assert_eq!(document["warnings"][0]["code"], "R0508");
    assert_eq!(document["text"], "The council met on Monday and agreed to repair the old bridge.");
}

#[test]
fn oddities_are_warnings_in_the_record() {
    let warnings = |bytes: &[u8], name: &str| {
        let ran = bad(name, bytes);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let all = records(&ran);
        let last = &all[all.len() - 1]["document"];
        let codes: Vec<_> = last["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|w| w["code"].as_str().unwrap().to_owned())
            .collect();
        (codes.join(" "), last["published"].clone())
    };
    let dated =
        |date: &str| warnings(format!("{{\"text\": \"Rain.\", \"date\": \"{date}\"}}").as_bytes(), "a.jsonl");
    assert_eq!(dated("0000-00-00"), ("R0402".into(), serde_json::Value::Null));
    assert_eq!(dated("9999-12-31"), ("R0402".into(), serde_json::Value::Null));
    assert_eq!(dated("the other day"), ("R0401".into(), serde_json::Value::Null));
    assert_eq!(dated("Jan. 27, 2023"), (String::new(), "2023-01-27".into()));
    assert_eq!(warnings(b"The caf\xe9 in Orl\xe9ans was closed.", "latin.txt").0, "R0502");
    assert_eq!(warnings(b"The bell\x07 rang.", "bell.txt").0, "R0501");
    let twice = b"{\"id\": 1, \"text\": \"Rain.\"}\n{\"id\": 1, \"text\": \"Rain.\"}\n";
    assert_eq!(warnings(twice, "twice.jsonl").0, "R0505 R0506");
    assert_eq!(
        warnings(b"{\"text\": \"Rain.\", \"url\": \"https://www.example.org/a\"}", "url.jsonl").0,
        "R0504"
    );
}

#[test]
fn folders_are_read_and_strangers_in_them_noted() {
    let files: [(&str, &[u8]); 4] = [
        ("b/two.txt", b"Rain fell in Abuja."),
        ("a.txt", b"Rain fell in Lagos."),
        (".hidden.txt", b"No."),
        ("table.csv", b"1,2"),
    ];
    let folder = Folder::with(&files);
    let ran = run_in(&folder.0, &["read", ".", "--format", "jsonl"], b"");
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err.lines().count(), 1);
    assert!(ran.err.contains("table.csv: passed over") && ran.err.contains("[R0104]"), "{}", ran.err);
    let texts: Vec<_> = records(&ran).iter().map(|record| record["document"]["text"].clone()).collect();
    assert_eq!(texts, ["Rain fell in Lagos.", "Rain fell in Abuja."]);
    assert_eq!(run_in(&folder.0, &["read", ".", "--quiet"], b"").err, "");
}

#[test]
fn a_text_that_repeats_itself_costs_no_more_than_another() {
    let text = "Protesters marched in Nairobi on Monday, and police arrested nine people. ".repeat(2000);
    let ran = bad("again.txt", text.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.len() < 60 * text.len(), "{} bytes of record for {} of text", ran.out.len(), text.len());
}
