//! What files must and must not hold.

use super::{files, none};
use annalist_tests::root;

/// Most lines of a Rust file.
const LONGEST: usize = 600;
/// Most string literals that may stand side by side in the code that reads: longer lists of words are data.
const LONGEST_LIST: usize = 24;

fn text(path: &std::path::Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
}

#[test]
fn rust_files_are_short() {
    let long = files(&[".rs"]).into_iter().map(|(name, path)| (name, text(&path).lines().count()));
    let wrong: Vec<String> = long
        .filter(|(_, n)| *n > LONGEST)
        .map(|(name, n)| format!("{name}: {n} lines, at most {LONGEST}"))
        .collect();
    none(&wrong);
}

#[test]
fn text_files_are_clean() {
    let mut wrong = Vec::new();
    for (name, path) in files(&[".rs", ".toml", ".md", ".ci/run", "lexicon/.txt"]) {
        let text = text(&path);
        if text.contains('\r') {
            wrong.push(format!("{name}: a carriage return"));
        }
        if !text.is_empty() && !text.ends_with('\n') {
            wrong.push(format!("{name}: no line end at the end"));
        }
        for (at, line) in text.lines().enumerate() {
            if line.ends_with([' ', '\t']) {
                wrong.push(format!("{name}:{}: white space at the end of the line", at + 1));
            }
            if line.starts_with('\t') && path.extension().is_some_and(|ext| ext == "rs") {
                wrong.push(format!("{name}:{}: a tab", at + 1));
            }
        }
    }
    none(&wrong);
}

#[test]
fn nothing_refers_to_one_machine() {
    let folders = ["/wo", "/ho", "/ro", "/Us"]
        .iter()
        .zip(["rk/", "me/", "ot/", "ers/"])
        .map(|(a, b)| format!("{a}{b}"));
    let folders: Vec<String> = folders.collect();
    let mut wrong = Vec::new();
    for (name, path) in files(&[".rs", ".toml", ".md", ".ci/run", ".txt", ".py"]) {
        for (at, line) in text(&path).lines().enumerate() {
            let paths = folders.iter().any(|folder| {
                let begins = |i: usize| i == 0 || line[..i].ends_with([' ', '"', '\'', '`', '(', '=']);
                line.match_indices(folder.as_str()).any(|(i, _)| begins(i))
            });
            if paths {
                wrong.push(format!("{name}:{}: an absolute path: {}", at + 1, line.trim()));
            }
        }
    }
    none(&wrong);
}

/// Code that ends up in the program, tests in files of their own aside.
fn is_library(name: &str) -> bool {
    name.starts_with("crates/")
        && name.contains("/src/")
        && !name.ends_with("/tests.rs")
        && !name.contains("/tests/")
}

#[test]
fn only_the_command_line_prints() {
    let mut wrong = Vec::new();
    for (name, path) in files(&[".rs"]) {
        let library = is_library(&name) && !name.starts_with("crates/annalist/src/cli/");
        let text = text(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate().filter(|_| library) {
            let line = line.split("//").next().unwrap_or_default();
            let prints = ["println!", "print!", "dbg!"].iter().any(|name| line.contains(name));
            if prints {
                wrong.push(format!("{name}:{}: prints", at + 1));
            }
        }
    }
    none(&wrong);
}

#[test]
fn unsafe_code_is_in_kernels_and_says_why() {
    let mut wrong = Vec::new();
    for (name, path) in files(&[".rs"]).into_iter().filter(|(name, _)| is_library(name)) {
        let text = text(&path);
        let blocks: Vec<usize> = text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains("unsafe {"))
            .map(|(at, _)| at)
            .collect();
        let fenced = name.contains("/kernel/") || name.contains("mmap");
        if !blocks.is_empty() && !fenced {
            wrong.push(format!("{name}: unsafe code outside kernels and memory maps"));
        }
        if !blocks.is_empty() && !text.contains("// SAFETY:") {
            wrong.push(format!("{name}: unsafe code without `// SAFETY:`"));
        }
    }
    none(&wrong);
}

/// Runs of string literals separated by nothing but commas, bars and white space.
fn longest_list(code: &str) -> usize {
    let (mut longest, mut current, mut inside) = (0, 0, false);
    for (at, part) in code.split('"').enumerate() {
        inside = at % 2 == 1;
        if inside {
            current += 1;
            longest = longest.max(current);
        } else if !part.chars().all(|c| c.is_whitespace() || c == ',' || c == '|') {
            current = 0;
        }
    }
    if inside { 0 } else { longest }
}

#[test]
fn lists_of_words_are_data() {
    let mut wrong = Vec::new();
    for (name, path) in
        files(&[".rs"]).into_iter().filter(|(name, _)| name.starts_with("crates/annalist-reading/src/"))
    {
        let text = text(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let longest = longest_list(code);
        if longest > LONGEST_LIST {
            wrong.push(format!(
                "{name}: a list of {longest} words in code; lists of words belong into lexicon/"
            ));
        }
    }
    none(&wrong);
}

#[test]
fn every_code_of_an_error_is_explained() {
    let page = std::fs::read_to_string(root().join("docs/errors.md")).unwrap();
    let explained: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .map(|head| head.split(' ').next().unwrap())
        .collect();
    assert_eq!(explained, annalist_reports::codes::ALL);
}
