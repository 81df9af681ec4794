//! Chores of the repository: `cargo run -p xtask -- help`.

use annalist_reading::Lexicon;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

const HELP: &str = "\
usage: cargo run -p xtask -- COMMAND

  lexicon [FOLDER]   load the lexicons of reading (default: the ones in the tree) and print how many entries each
                     event type has; a line that cannot be read is named with file and line
  help               this text";

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line")]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("lexicon") => match lexicon(arguments.get(1).map(PathBuf::from)) {
            Ok(report) => {
                println!("{report}");
                ExitCode::SUCCESS
            }
            Err(message) => {
                eprintln!("xtask: {message}");
                ExitCode::FAILURE
            }
        },
        Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("{HELP}");
            ExitCode::from(2)
        }
    }
}

/// Loads a folder of lexicons and counts.
fn lexicon(folder: Option<PathBuf>) -> Result<String, String> {
    let folder = folder
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/annalist-reading/lexicon"));
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files).map_err(|e| format!("cannot read {}: {e}", folder.display()))?;
    files.sort();
    let sources: Vec<(&str, &str)> = files.iter().map(|(n, c)| (n.as_str(), c.as_str())).collect();
    let lexicon = Lexicon::from_sources(&sources).map_err(|e| e.to_string())?;
    let mut lines: Vec<String> = lexicon
        .counts_by_type()
        .iter()
        .map(|(kind, [v, n, a])| format!("{kind:10} {v:5} {n:5} {a:5}"))
        .collect();
    lines.insert(0, format!("{:10} {:>5} {:>5} {:>5}", "type", "verbs", "nouns", "adj."));
    let (verbs, nouns, adjectives) = lexicon.counts();
    lines.push(format!("{:10} {verbs:5} {nouns:5} {adjectives:5}", "all"));
    Ok(lines.join("\n"))
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "txt") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
