//! The same bytes in give the same bytes out, on any number of threads, in any company.

#![allow(clippy::unwrap_used, reason = "tests")]

use annalist_tests::{prose, root};
use std::io::Write;
use std::process::{Command, Stdio};

/// Texts of the prose tests and the examples, each with an id.
fn corpus() -> Vec<String> {
    let mut texts = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(root().join("tests/reports")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| !path.ends_with("README.md")) {
        let cases = prose::parse(&std::fs::read_to_string(path).unwrap()).unwrap_or_default();
        texts.extend(cases.into_iter().map(|case| case.text));
    }
    texts.push(std::fs::read_to_string(root().join("examples/reports/harbour-strike.txt")).unwrap());
    texts.dedup();
    let line = |(at, text): (usize, String)| {
        serde_json::json!({"id": at, "text": text, "published": "2023-01-27"}).to_string()
    };
    texts.into_iter().enumerate().map(line).collect()
}

fn run(lines: &[String], args: &[&str]) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_annalist-tested"))
        .arg("read")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = lines.join("\n");
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{args:?}");
    output.stdout
}

#[test]
fn threads_do_not_matter() {
    let corpus = corpus();
    for format in ["jsonl", "text"] {
        let one = run(&corpus, &["--format", format, "--threads", "1"]);
        assert!(!one.is_empty());
        for threads in ["2", "8"] {
            assert!(
                one == run(&corpus, &["--format", format, "--threads", threads]),
                "{format} on {threads} threads"
            );
        }
    }
}

#[test]
fn company_does_not_matter() {
    let corpus = corpus();
    let backwards: Vec<String> = corpus.iter().rev().cloned().collect();
    let sorted = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let args = ["--format", "jsonl", "--with", "syntax", "--threads", "2"];
    let (there, back) = (sorted(run(&corpus, &args)), sorted(run(&backwards, &args)));
    let differing = there.iter().zip(&back).filter(|(a, b)| a != b).count();
    assert_eq!((there.len(), differing), (back.len(), 0));
}
