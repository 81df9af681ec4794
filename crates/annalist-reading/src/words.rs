//! A parsed text with its words in lower case, for rules that read along the line.

use annalist_language::{Parse, Token, TokenIx};
use annalist_reports::{ByteSpan, Text};
use std::borrow::Cow;

/// A parse, its text and its words.
pub(crate) struct Words<'a> {
    /// The parse.
    pub(crate) parse: &'a Parse,
    /// The text it was made from.
    pub(crate) text: &'a Text,
    low: Vec<Cow<'a, str>>,
}

impl<'a> Words<'a> {
    /// Looks at every word once.
    pub(crate) fn new(parse: &'a Parse, text: &'a Text) -> Self {
        let low = parse.tokens.iter().map(|token| lower(text.slice(token.span))).collect();
        Self { parse, text, low }
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.low.len()
    }

    /// The word in lower case; empty past the end.
    pub(crate) fn low(&self, i: usize) -> &str {
        self.low.get(i).map_or("", |word| word)
    }

    /// The word as written; empty past the end.
    pub(crate) fn form(&self, i: usize) -> &'a str {
        self.parse.tokens.get(i).map_or("", |token| self.text.slice(token.span))
    }

    /// The dictionary form; empty past the end.
    pub(crate) fn lemma(&self, i: usize) -> &'a str {
        if i < self.len() { self.parse.lemma(TokenIx(i as u32)) } else { "" }
    }

    /// The token, if there is one.
    pub(crate) fn token(&self, i: usize) -> Option<&'a Token> {
        self.parse.tokens.get(i)
    }

    /// The head of a token.
    pub(crate) fn head(&self, i: usize) -> Option<usize> {
        self.token(i)?.head.map(TokenIx::at)
    }

    /// `n` words from token `i`, lower case, joined by spaces.
    pub(crate) fn phrase(&self, i: usize, n: usize) -> Option<Cow<'_, str>> {
        if n == 1 {
            return self.low.get(i).map(|word| Cow::Borrowed(word.as_ref()));
        }
        self.low.get(i..i + n).map(|words| Cow::Owned(words.join(" ")))
    }

    /// The bytes from token `first` to before token `end`.
    pub(crate) fn span(&self, first: usize, end: usize) -> ByteSpan {
        self.parse.tokens[first].span.cover(self.parse.tokens[end - 1].span)
    }

    /// Whether two neighbouring tokens have nothing between them.
    pub(crate) fn adjoins(&self, i: usize) -> bool {
        match (self.token(i), self.token(i + 1)) {
            (Some(a), Some(b)) => a.span.end == b.span.start,
            _ => false,
        }
    }

    /// Whether both tokens stand in one sentence.
    pub(crate) fn same_sentence(&self, i: usize, j: usize) -> bool {
        match (self.token(i), self.token(j)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
}
