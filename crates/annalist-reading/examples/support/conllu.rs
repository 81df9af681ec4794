//! A treebank document as the language phase would hand it on.

use annalist_language::{Deprel, Feats, Parse, Sentence, SentenceIx, Token, TokenIx, Upos, Xpos};
use annalist_reports::{ByteSpan, Text};

/// One document of a CoNLL-U file with gold trees.
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: Text,
    pub(crate) parse: Parse,
    /// Ids of the sentences in order.
    pub(crate) sentences: Vec<String>,
}

#[derive(Default)]
struct Builder {
    id: String,
    string: String,
    parse: Parse,
    sentences: Vec<String>,
    paragraph: u32,
    sentence: Vec<Vec<String>>,
    sent_id: String,
    /// Last word of a multi-word token and whether a space follows it.
    range: Option<(u32, bool)>,
}

/// Reads all documents of a file.
pub(crate) fn read(source: &str) -> Vec<Document> {
    let mut all = Vec::new();
    let mut at = Builder::default();
    for line in source.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            all.extend(std::mem::take(&mut at).finish());
            id.clone_into(&mut at.id);
        } else if line.starts_with("# newpar") {
            at.paragraph += 1;
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            id.clone_into(&mut at.sent_id);
        } else if line.is_empty() {
            at.end_sentence();
        } else if !line.starts_with('#') {
            at.sentence.push(line.split('\t').map(str::to_owned).collect());
        }
    }
    all.extend(at.finish());
    all
}

impl Builder {
    fn end_sentence(&mut self) {
        let first = self.parse.tokens.len() as u32;
        for row in std::mem::take(&mut self.sentence) {
            let space = !row[9].split('|').any(|m| m == "SpaceAfter=No");
            if let Some((_, end)) = row[0].split_once('-') {
                self.range = Some((end.parse().unwrap(), space));
            } else if !row[0].contains('.') {
                self.word(&row, first, space);
            }
        }
        let end = self.parse.tokens.len() as u32;
        if end == first {
            return;
        }
        let span = self.parse.tokens[first as usize].span.cover(self.parse.tokens[end as usize - 1].span);
        let paragraph = self.paragraph;
        self.parse.sentences.push(Sentence { span, tokens: (TokenIx(first), TokenIx(end)), paragraph });
        self.sentences.push(std::mem::take(&mut self.sent_id));
    }

    fn word(&mut self, row: &[String], first: u32, mut space: bool) {
        let n: u32 = row[0].parse().unwrap();
        if let Some((end, after)) = self.range {
            space = n == end && after;
            if n == end {
                self.range = None;
            }
        }
        let start = self.string.len() as u32;
        self.string.push_str(&row[1]);
        let end = self.string.len() as u32;
        if space {
            self.string.push(' ');
        }
        let lemma = self.parse.lemmas.len() as u32;
        self.parse.lemmas.push_str(&row[2].to_lowercase());
        let head: u32 = row[6].parse().unwrap();
        self.parse.tokens.push(Token {
            span: ByteSpan::new(start, end),
            lemma: (lemma, self.parse.lemmas.len() as u32),
            upos: Upos::from_label(&row[3]),
            xpos: Xpos::from_label(&row[4]),
            feats: Feats::from_ud(&row[5]),
            head: (head > 0).then(|| TokenIx(first + head - 1)),
            deprel: Deprel::from_label(&row[7]),
            sentence: SentenceIx(self.parse.sentences.len() as u32),
        });
    }

    fn finish(mut self) -> Option<Document> {
        self.end_sentence();
        self.parse.index();
        let some = !self.sentences.is_empty();
        let Self { id, string, parse, sentences, .. } = self;
        some.then(|| Document { id, text: Text::new(string), parse, sentences })
    }
}
