//! Scores of the language phase. `evaluate [--model FILE.lm] FILE.conllu[.gz] [--raw] [--show N]` prints tags, lemmas and
//! attachment on gold words, or with `--raw` from raw text; `evaluate --ner FILE.iob2[.gz]` prints exact name spans.
//! `--show N` lists the first N sentences of the parse of raw text that are not in the treebank, and the words.

mod conllu;
mod metric;

use annalist_language::{Model, NameKind, Parse, Parser, Scratch};
use annalist_reports::Text;
use metric::Table;
use std::collections::HashSet;
use std::io::{self, Write};

/// The command line.
#[derive(Default)]
struct Arguments {
    model: Option<String>,
    treebank: Option<String>,
    names: Option<String>,
    raw: bool,
    show: usize,
}

fn arguments() -> Arguments {
    let mut out = Arguments::default();
    let mut rest = std::env::args().skip(1);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--raw" => out.raw = true,
            "--model" => out.model = rest.next(),
            "--ner" => out.names = rest.next(),
            "--show" => out.show = rest.next().and_then(|n| n.parse().ok()).unwrap_or(20),
            _ => out.treebank = Some(argument),
        }
    }
    out
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = arguments();
    let bytes = arguments.model.as_ref().map(std::fs::read).transpose()?;
    let model = Model::from_bytes(bytes.as_deref().unwrap_or(annalist_model::ENGLISH))?;
    let parser = Parser::new(&model);
    let mut out = io::stdout().lock();
    writeln!(out, "{}", model.id())?;
    if let Some(path) = &arguments.treebank {
        treebank(path, &arguments, parser, &mut out)?;
    }
    if let Some(path) = &arguments.names {
        names(path, parser, &mut out)?;
    }
    Ok(())
}

fn treebank(path: &str, arguments: &Arguments, parser: Parser<'_>, out: &mut impl Write) -> io::Result<()> {
    let (mut table, mut scratch, mut left) = (Table::default(), Scratch::new(), arguments.show);
    for document in conllu::read(path)? {
        if arguments.raw {
            let parse = parser.parse(&Text::new(document.text.clone()), &mut scratch);
            metric::raw_text(&document, &parse, &mut table);
            left = show(&document, &parse, left, out)?;
        } else {
            let sentences: Vec<Vec<&str>> = document
                .sentences
                .windows(2)
                .map(|pair| document.words[pair[0]..pair[1]].iter().map(|word| word.form.as_str()).collect())
                .collect();
            metric::gold_words(&document, &parser.parse_tokens(&sentences, &mut scratch), &mut table);
        }
    }
    table.print(out)
}

/// Prints sentences that the treebank does not have; returns how many may still be printed.
fn show(document: &conllu::Document, parse: &Parse, left: usize, out: &mut impl Write) -> io::Result<usize> {
    if left == 0 {
        return Ok(0);
    }
    let gold: HashSet<_> = document
        .sentences
        .windows(2)
        .map(|pair| (document.words[pair[0]].span.start.0, document.words[pair[1] - 1].span.end.0))
        .collect();
    let words: HashSet<_> = document.words.iter().map(|word| (word.span.start, word.span.end)).collect();
    let wrong = parse.tokens.iter().filter(|token| !words.contains(&(token.span.start, token.span.end)));
    let wrong: Vec<&str> = wrong.map(|token| &document.text[token.span.range()]).collect();
    if !wrong.is_empty() {
        writeln!(out, "[{}] words not in the treebank: {}", document.id, wrong.join(" "))?;
    }
    let wrong = parse.sentences.iter().filter(|s| !gold.contains(&(s.span.start.0, s.span.end.0)));
    let mut printed = 0;
    for sentence in wrong.take(left) {
        writeln!(out, "[{}] {}", document.id, &document.text[sentence.span.range()])?;
        printed += 1;
    }
    Ok(left - printed)
}

/// Names on given words.
fn names(path: &str, parser: Parser<'_>, out: &mut impl Write) -> io::Result<()> {
    let (mut table, mut scratch) = (Table::default(), Scratch::new());
    let text = conllu::read_text(path)?;
    for block in text.split("\n\n") {
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        let rows: Vec<(&str, &str)> =
            rows.iter().filter(|row| row.len() > 2).map(|row| (row[1], row[2])).collect();
        if rows.is_empty() {
            continue;
        }
        let gold = gold_names(&rows);
        let parse = parser.parse_tokens(&[rows.iter().map(|row| row.0).collect::<Vec<_>>()], &mut scratch);
        let found: HashSet<_> = parse
            .names
            .iter()
            .filter_map(|name| Some((name.range().start, name.range().end, iob_label(name.kind)?)))
            .collect();
        table.add("names", gold.intersection(&found).count(), found.len(), gold.len());
        for label in ["PER", "ORG", "LOC"] {
            let of =
                |set: &HashSet<(usize, usize, &'static str)>| set.iter().filter(|n| n.2 == label).count();
            let right = gold.intersection(&found).filter(|n| n.2 == label).count();
            table.add(label, right, of(&found), of(&gold));
        }
    }
    table.print(out)
}

fn iob_label(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("PER"),
        NameKind::Organization => Some("ORG"),
        NameKind::Location => Some("LOC"),
        _ => None,
    }
}

fn gold_names(rows: &[(&str, &str)]) -> HashSet<(usize, usize, &'static str)> {
    let mut names = HashSet::new();
    let mut open: Option<(usize, &'static str)> = None;
    for (i, (_, label)) in rows.iter().enumerate().chain(std::iter::once((rows.len(), &("", "O")))) {
        if !label.starts_with("I-") {
            names.extend(open.take().map(|(start, kind)| (start, i, kind)));
        }
        if let Some(kind) = label.strip_prefix("B-") {
            open = ["PER", "ORG", "LOC"].into_iter().find(|known| *known == kind).map(|kind| (i, kind));
        }
    }
    names
}
