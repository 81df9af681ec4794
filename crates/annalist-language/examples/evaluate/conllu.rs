//! CoNLL-U documents with the text they were made of: words with their places in it.

use annalist_reports::ByteSpan;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// One document.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) id: String,
    /// Sentences joined by single spaces, paragraphs by blank lines.
    pub(crate) text: String,
    /// Syntactic words in text order.
    pub(crate) words: Vec<Word>,
    /// Surface tokens: contracted words as one.
    pub(crate) tokens: Vec<ByteSpan>,
    /// First word of each sentence, and the end.
    pub(crate) sentences: Vec<usize>,
}

/// One syntactic word.
#[derive(Clone, Default)]
#[allow(dead_code, reason = "the trainer of the segmenter reads only places")]
pub(crate) struct Word {
    /// Its place; that of its whole token where the word does not stand in the text as it is.
    pub(crate) span: ByteSpan,
    /// Whether the place is the word's own.
    pub(crate) own: bool,
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: String,
    pub(crate) xpos: String,
    /// From 1 in its sentence, 0 for the root.
    pub(crate) head: usize,
    pub(crate) deprel: String,
}

/// Reads a file, gzipped or not.
pub(crate) fn read_text(path: &str) -> io::Result<String> {
    let file = BufReader::new(File::open(path)?);
    let mut text = String::new();
    if Path::new(path).extension().is_some_and(|ending| ending == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        BufReader::new(file).read_to_string(&mut text)?;
    }
    Ok(text)
}

/// Reads the documents of a file.
pub(crate) fn read(path: &str) -> io::Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut lines = Vec::new();
    for line in read_text(path)?.as_bytes().lines() {
        let line = line?;
        if !line.is_empty() {
            lines.push(line);
            continue;
        }
        if let Some(id) = lines.iter().find_map(|line| line.strip_prefix("# newdoc")) {
            let id = id.trim().trim_start_matches("id").trim_start_matches([' ', '=']).to_owned();
            documents.push(Document { id, ..Document::default() });
        }
        if documents.is_empty() {
            documents.push(Document::default());
        }
        if let Some(document) = documents.last_mut() {
            add_sentence(document, &lines);
        }
        lines.clear();
    }
    for document in &mut documents {
        document.sentences.push(document.words.len());
    }
    Ok(documents)
}

fn add_sentence(document: &mut Document, lines: &[String]) {
    let paragraph = lines.iter().any(|line| line.starts_with("# newpar"));
    if !document.text.is_empty() && paragraph {
        document.text.truncate(document.text.trim_end().len());
        document.text.push_str("\n\n");
    }
    document.sentences.push(document.words.len());
    let mut inside = 0;
    for columns in
        lines.iter().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>())
    {
        let &[id, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns.as_slice() else { continue };
        let word = || Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            head: head.parse().unwrap_or(0),
            deprel: deprel.to_owned(),
            ..Word::default()
        };
        if let Some((first, last)) = id.split_once('-') {
            add_token(document, form, misc);
            inside = last.parse::<usize>().unwrap_or(0) + 1 - first.parse::<usize>().unwrap_or(0);
        } else if id.contains('.') {
        } else if inside > 0 {
            document.words.push(word());
            inside -= 1;
            if inside == 0 {
                place_parts(document);
            }
        } else {
            let span = add_token(document, form, misc);
            document.words.push(Word { span, own: true, ..word() });
        }
    }
}

fn add_token(document: &mut Document, form: &str, misc: &str) -> ByteSpan {
    let start = document.text.len() as u32;
    document.text.push_str(form);
    let span = ByteSpan::new(start, document.text.len() as u32);
    document.tokens.push(span);
    if !misc.contains("SpaceAfter=No") {
        document.text.push(' ');
    }
    span
}

/// Places the words of the last token one after the other where they make it up.
fn place_parts(document: &mut Document) {
    let Some(token) = document.tokens.last().copied() else { return };
    let first = document.words.iter().rposition(|word| !word.span.is_empty()).map_or(0, |i| i + 1);
    let joined: String = document.words[first..].iter().map(|word| word.form.as_str()).collect();
    let own = joined.to_lowercase() == document.text[token.range()].to_lowercase()
        && joined.len() == token.len() as usize;
    let mut at = token.start.0;
    for word in &mut document.words[first..] {
        let end = at + word.form.len() as u32;
        word.span = if own { ByteSpan::new(at, end) } else { token };
        word.own = own;
        at = end;
    }
}
