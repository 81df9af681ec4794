//! The house in order: dependencies point one way, heavy crates stay where they belong, files are small and clean.

#![allow(clippy::unwrap_used, reason = "tests")]

mod crates;
mod files;

use annalist_tests::root;
use std::path::{Path, PathBuf};

/// Files of the repository whose names end so, by their paths from its root.
pub(crate) fn files(endings: &[&str]) -> Vec<(String, PathBuf)> {
    let root = root().canonicalize().unwrap();
    let mut found = Vec::new();
    collect(&root, &mut found);
    found.retain(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)));
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    let mut named: Vec<_> = found.into_iter().map(|path| (name(&path), path)).collect();
    named.sort();
    named
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let kept = name == ".ci"
            || !(name.starts_with('.') || name == "target" || name == "__pycache__" || name == "shared");
        if kept && path.is_dir() && !path.is_symlink() {
            collect(&path, found);
        } else if kept && path.is_file() {
            found.push(path);
        }
    }
}

/// Fails with all that is wrong, one a line.
#[track_caller]
pub(crate) fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
