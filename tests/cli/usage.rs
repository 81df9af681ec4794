//! Help, version, wrong usage, colours, pipes.

use super::{Folder, command, run, run_in};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn help_shows_how_to_begin() {
    let ran = run(&["--help"], b"");
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("annalist read report.txt --published 2023-01-27"), "{}", ran.out);
    let ran = run(&["read", "--help"], b"");
    assert_eq!(ran.code, 0);
    for words in ["Examples:", "Exit codes:", "--map text=story,id=docid", "standard input", "gzip"] {
        assert!(ran.out.contains(words), "{words}");
    }
}

#[test]
fn the_version_names_the_model_and_the_schema() {
    let ran = run(&["--version"], b"");
    assert_eq!(ran.code, 0);
    let start = format!("annalist {} (model ", env!("CARGO_PKG_VERSION"));
    assert!(ran.out.starts_with(&start) && ran.out.ends_with("schema annalist/1)\n"), "{}", ran.out);
}

#[test]
fn wrong_usage_is_2_and_says_what_is_right() {
    for (args, words) in [
        (vec![], "annalist read FILE"),
        (vec!["reed", "x"], "unrecognized subcommand"),
        (vec!["read", "--published", "soon", "-"], "`soon` was not understood"),
        (vec!["read", "--published", "2023-02-30", "-"], "is impossible"),
        (vec!["read", "--published", "03/04/2023", "-"], "day or the month first"),
        (vec!["read", "--map", "story", "-"], "expected FIELD=KEY"),
        (vec!["read", "--map", "story=text", "-"], "unknown field `story`; fields are id, title, text"),
        (vec!["read", "--encoding", "klingon", "-"], "unknown encoding `klingon`"),
        (vec!["read", "--with", "syntax", "-"], "--format jsonl"),
        (vec!["read", "--threads", "0", "-"], "0 is not in 1..=1024"),
        (vec!["read", "-", "-"], "only once"),
        (vec!["read", "--output", "no/such/folder/out.txt", "-"], "cannot write to no/such/folder/out.txt"),
    ] {
        let ran = run(&args, b"Text.");
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
        assert!(ran.out.is_empty(), "{args:?}");
    }
}

#[test]
fn colour_comes_only_where_it_is_wanted() {
    let text = b"Protesters marched in Nairobi on Monday.";
    assert!(!run(&["read", "-"], text).out.contains('\u{1b}'));
    assert!(run(&["read", "-", "--color", "always"], text).out.contains('\u{1b}'));
    let with = |name: &str, value: &str, args: &[&str]| {
        let folder = Folder::with(&[("a.txt", text)]);
        let output = command()
            .current_dir(&folder.0)
            .env(name, value)
            .arg("read")
            .arg("a.txt")
            .args(args)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(with("CLICOLOR_FORCE", "1", &[]));
    assert!(!with("NO_COLOR", "1", &[]));
    assert!(with("NO_COLOR", "1", &["--color", "always"]));
}

#[test]
fn text_keeps_to_its_width_and_shows_no_control_characters() {
    let json = "{\"title\": \"A \\u001b[31mred\\u001b[0m title\", \"text\": \"Protesters \\u001b]0;x\\u0007marched in Nairobi on Monday and again on \
                Tuesday, and the police looked on while the crowd passed by the parliament.\"}";
    let ran = run(&["read", "--width", "40"], json.as_bytes());
    assert_eq!(ran.code, 0);
    assert!(ran.out.chars().all(|c| !c.is_control() || c == '\n'), "{:?}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 40), "{}", ran.out);
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    let lines = "{\"text\": \"Protesters marched in Nairobi on Monday.\"}\n".repeat(3000);
    let folder = Folder::with(&[("a.jsonl", lines.as_bytes())]);
    let mut child = command()
        .current_dir(&folder.0)
        .args(["read", "a.jsonl", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"schema\":"));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn output_goes_to_a_file() {
    let folder = Folder::with(&[("a.txt", b"Protesters marched in Nairobi on Monday.")]);
    let ran = run_in(&folder.0, &["read", "a.txt", "--output", "out.jsonl", "--format", "jsonl"], b"");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(std::fs::read_to_string(folder.0.join("out.jsonl")).unwrap().ends_with("}\n"));
}

#[cfg(unix)]
#[test]
fn an_interruption_keeps_what_was_finished() {
    use std::io::Write;
    let mut child = command()
        .args(["read", "-", "--format", "jsonl", "--threads", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More than the reader's buffers hold, and then silence.
    let line = "{\"text\": \"Protesters marched in Nairobi on Monday.\"}\n".repeat(400);
    stdin.write_all(line.as_bytes()).unwrap();
    stdin.flush().unwrap();
    let mut first = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut first).unwrap();
    assert!(first.ends_with("}\n"));
    let stopped =
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    let rest = std::io::read_to_string(stdout).unwrap();
    assert!(rest.is_empty() || rest.ends_with("}\n"));
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(stdin);
}

#[test]
fn what_is_known_of_a_name_is_shown() {
    let shown = run(&["world", "show", "UK", "prime", "minister", "--on", "2019-07-28"], b"");
    assert_eq!((shown.code, shown.out.contains("Boris Johnson")), (0, true), "{}", shown.out);
    let shown = run(&["world", "show", "Kenya"], b"");
    assert!(shown.out.contains("iso2 KE") && shown.out.contains("cow 501"), "{}", shown.out);
    assert_eq!(run(&["world", "show", "Qwertyland"], b"").code, 1);
    assert_eq!(run(&["world", "show", "Kenya", "--on", "soon"], b"").code, 2);
}
