//! Sentence ends: every place between two words, by a trained classifier under a few rules.

use super::Segment;
use super::linear::{Features, Linear};
use super::lines::{Lines, Space};
use super::lists::{self, Lists, TITLE, form_hash};
use annalist_reports::ByteSpan;

/// Longest sentence in words; longer ones are cut where they breathe.
const LONGEST: usize = 200;

/// What the classifier sees of one word.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    form: u32,
    shape: Shape,
    /// Class of abbreviation.
    class: u32,
    /// Whether it is a word that a capital makes a likely start of a sentence.
    starts: bool,
}

/// Kinds of words by their characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Outside,
    Lower,
    Title,
    Upper,
    Initial,
    LowerAbbreviation,
    UpperAbbreviation,
    Digits,
    OtherWord,
    Period,
    Terminal,
    Ellipsis,
    Comma,
    Colon,
    Semicolon,
    Dash,
    OpenQuote,
    CloseQuote,
    PlainQuote,
    OpenBracket,
    CloseBracket,
    Bullet,
    Clitic,
    OtherMark,
}

impl Word {
    fn of(form: &str, lists: &Lists) -> Self {
        let class = form.strip_suffix('.').map_or(0, |stem| u32::from(lists.abbreviation(stem)));
        let shape = Shape::of(form);
        let starts = matches!(shape, Shape::Title | Shape::Initial) && lists.is_starter(form);
        Self { form: form_hash(form), shape, class, starts }
    }

    /// Gives a quotation mark its direction from the space around it.
    fn turn(&mut self, space_before: bool, space_after: bool) {
        match (self.shape, space_before, space_after) {
            (Shape::PlainQuote | Shape::OpenQuote, true, false) => self.shape = Shape::OpenQuote,
            (Shape::PlainQuote | Shape::CloseQuote, false, true) => self.shape = Shape::CloseQuote,
            (Shape::PlainQuote | Shape::OpenQuote | Shape::CloseQuote, _, _) => {}
            _ => return,
        }
        self.form = self.shape as u32;
    }
}

impl Shape {
    fn of(form: &str) -> Self {
        let mut chars = form.chars();
        let (first, single) = (chars.next().unwrap_or(' '), chars.next().is_none());
        if first.is_alphabetic() {
            return Self::of_word(form, first, single);
        }
        if form.chars().any(char::is_alphanumeric) {
            return if first.is_numeric() {
                Self::Digits
            } else if matches!(first, '\'' | '’') {
                Self::Clitic
            } else {
                Self::OtherWord
            };
        }
        Self::of_mark(form, first)
    }

    fn of_word(form: &str, first: char, single: bool) -> Self {
        match (form.ends_with('.'), first.is_uppercase()) {
            (true, true) if form.chars().count() == 2 => Self::Initial,
            (true, true) => Self::UpperAbbreviation,
            (true, false) => Self::LowerAbbreviation,
            (false, true) if single => Self::Initial,
            (false, true) if form.chars().any(char::is_lowercase) => Self::Title,
            (false, true) => Self::Upper,
            (false, false) => Self::Lower,
        }
    }

    fn of_mark(form: &str, first: char) -> Self {
        match first {
            '.' if form.len() == 1 => Self::Period,
            '.' | '…' => Self::Ellipsis,
            '?' | '!' | '。' | '؟' | '‽' => Self::Terminal,
            ',' | '،' => Self::Comma,
            ':' => Self::Colon,
            ';' => Self::Semicolon,
            '-' | '–' | '—' | '―' => Self::Dash,
            '“' | '‘' | '«' | '„' | '`' => Self::OpenQuote,
            '”' | '’' | '»' => Self::CloseQuote,
            '"' | '\'' => Self::PlainQuote,
            '(' | '[' | '{' | '<' => Self::OpenBracket,
            ')' | ']' | '}' | '>' => Self::CloseBracket,
            '*' | '•' | '·' | '◦' | '▪' | '#' | '_' | '=' | '~' | '|' | '+' => Self::Bullet,
            _ => Self::OtherMark,
        }
    }

    fn ends_sentences(self) -> bool {
        matches!(self, Self::Period | Self::Terminal | Self::Ellipsis)
    }

    fn is_mark(self) -> bool {
        self as u32 >= Self::Period as u32 && self != Self::Clitic
    }
}

/// Buffers.
#[derive(Default)]
pub(super) struct SentenceScratch {
    words: Vec<Word>,
    features: Features,
}

/// The sentence that is open at some word.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    /// Where the current paragraph starts.
    paragraph: usize,
    quotes: u32,
    brackets: u32,
}

impl Open {
    fn at(start: usize) -> Self {
        Self { start, paragraph: start, quotes: 0, brackets: 0 }
    }

    /// Takes a word in.
    fn take(&mut self, word: Word) {
        match word.shape {
            Shape::PlainQuote => self.quotes ^= 1,
            Shape::OpenQuote => self.quotes = 1,
            Shape::CloseQuote => self.quotes = 0,
            Shape::OpenBracket => self.brackets += 1,
            Shape::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }
}

/// The places between words of a text.
struct Gaps<'a> {
    words: &'a [Word],
}

/// Fills `words`.
fn look_at(text: &str, spans: &[ByteSpan], lists: &Lists, words: &mut Vec<Word>) {
    words.clear();
    words.extend(spans.iter().map(|span| Word::of(&text[span.range()], lists)));
    for (i, word) in words.iter_mut().enumerate() {
        let before = i.checked_sub(1).is_none_or(|before| spans[before].end < spans[i].start);
        let after = spans.get(i + 1).is_none_or(|after| spans[i].end < after.start);
        word.turn(before, after);
    }
}

/// Groups words into sentences.
pub(super) fn group(
    text: &str,
    spans: &[ByteSpan],
    lists: &Lists,
    model: &Linear,
    scratch: &mut SentenceScratch,
    out: &mut Vec<Segment>,
) {
    let SentenceScratch { words, features } = scratch;
    look_at(text, spans, lists, words);
    let lines = Lines::of(text);
    let gaps = Gaps { words };
    let (mut open, mut paragraph) = (Open::at(0), 0);
    for at in 0..spans.len() {
        open.take(words[at]);
        let space = match spans.get(at + 1) {
            None => Space::Paragraph,
            Some(next) => lines.space(text, spans[at].end.0 as usize, next.start.0 as usize),
        };
        if space == Space::Paragraph || gaps.ends_sentence(at, space, open, model, features) {
            push(open.start, at + 1, paragraph, words, out);
            open.start = at + 1;
        }
        if space == Space::Paragraph {
            open = Open::at(at + 1);
            paragraph += 1;
        }
    }
}

/// Pushes a sentence, in several pieces where it is too long.
fn push(mut start: usize, end: usize, paragraph: u32, words: &[Word], out: &mut Vec<Segment>) {
    while end - start > LONGEST {
        let late = start + LONGEST / 2..start + LONGEST;
        let cut = [Shape::Semicolon, Shape::Colon, Shape::Bullet, Shape::Dash, Shape::Comma]
            .iter()
            .find_map(|shape| late.clone().rev().find(|at| words[*at].shape == *shape))
            .map_or(start + LONGEST, |at| at + 1);
        out.push(Segment { tokens: start as u32..cut as u32, paragraph });
        start = cut;
    }
    out.push(Segment { tokens: start as u32..end as u32, paragraph });
}

impl Gaps<'_> {
    fn word(&self, at: usize, offset: isize) -> Word {
        at.checked_add_signed(offset).and_then(|at| self.words.get(at)).copied().unwrap_or_default()
    }

    /// Whether a sentence ends after word `at`, inside a paragraph.
    fn ends_sentence(
        &self,
        at: usize,
        space: Space,
        open: Open,
        model: &Linear,
        features: &mut Features,
    ) -> bool {
        if let Some(certain) = self.rule(at, space, open) {
            return certain;
        }
        self.extract(at, space, open, features);
        model.decide(features.as_slice())
    }

    /// What needs no classifier.
    fn rule(&self, at: usize, space: Space, open: Open) -> Option<bool> {
        let (here, next, after) = (self.words[at], self.words[at + 1], self.word(at, 2));
        let capital = |word: Word| matches!(word.shape, Shape::Title | Shape::Upper | Shape::Initial);
        let tail =
            matches!(next.shape, Shape::CloseQuote | Shape::CloseBracket | Shape::Clitic | Shape::Comma);
        let joined = space == Space::None && (tail || next.shape.ends_sentences() || !here.shape.is_mark());
        let item = at == open.start && matches!(here.shape, Shape::Bullet | Shape::Dash);
        let title = here.class == u32::from(TITLE) && capital(next);
        if joined || item || title {
            return Some(false);
        }
        (lists::may_end(here.class) && next.starts && !capital(after)).then_some(true)
    }

    fn extract(&self, at: usize, space: Space, open: Open, features: &mut Features) {
        let [c, b, a, n, m, o] = [-2, -1, 0, 1, 2, 3].map(|offset| self.word(at, offset));
        let [cs, bs, as_, ns, ms, os] = [c, b, a, n, m, o].map(|word| word.shape as u32);
        let s = space as u32;
        let length = (at + 1 - open.start) as u32;
        let length = if length < 6 { length } else { 6 + (length / 8).min(6) };
        let first = self.word(open.start, 0);
        let inside = open.quotes * 4 + open.brackets.min(3);
        features.clear();
        features.add(0, []);
        features.add(1, [a.form]);
        features.add(2, [n.form]);
        features.add(3, [as_, ns, s]);
        features.add(4, [a.form, ns, s]);
        features.add(5, [as_, n.form, s]);
        features.add(6, [bs, as_, ns, s]);
        features.add(7, [as_, ns, ms, s]);
        features.add(8, [b.form, a.form]);
        features.add(9, [n.form, m.form]);
        features.add(10, [a.class, ns]);
        features.add(11, [a.class, n.form]);
        features.add(12, [bs, as_, ns, ms, s]);
        features.add(13, [length, as_, ns]);
        features.add(14, [inside, as_, ns, s]);
        features.add(15, [a.form, n.form]);
        features.add(16, [m.form, ns, as_]);
        features.add(17, [b.form, as_, ns]);
        features.add(18, [cs, bs, as_, ns, s]);
        features.add(19, [as_, ns, ms, os, s]);
        features.add(20, [first.form, as_, ns]);
        features.add(21, [first.shape as u32, length, as_]);
        features.add(22, [inside, bs, as_, ns, ms]);
        features.add(23, [u32::from(at == open.paragraph), as_, ns]);
        features.add(24, [self.remaining(at), as_, ns, length]);
        features.add(25, [as_, s, length]);
        features.add(26, [u32::from(n.starts), as_, a.class]);
        features.add(27, [u32::from(n.starts), as_, s]);
        features.add(28, [u32::from(n.starts), as_, bs, length]);
    }

    /// How many words follow in the text, few or many.
    fn remaining(&self, at: usize) -> u32 {
        (self.words.len() - at).min(4) as u32
    }
}

/// Walks a text whose words and sentences are known: features of every place that rules leave open, and what is right.
pub(super) fn examples(
    text: &str,
    spans: &[ByteSpan],
    ends: &[bool],
    lists: &Lists,
    mut visit: impl FnMut(&[u32], bool),
) {
    let (mut words, mut features) = (Vec::new(), Features::default());
    look_at(text, spans, lists, &mut words);
    let lines = Lines::of(text);
    let gaps = Gaps { words: &words };
    let mut open = Open::at(0);
    for at in 0..spans.len().saturating_sub(1) {
        open.take(words[at]);
        let space = lines.space(text, spans[at].end.0 as usize, spans[at + 1].start.0 as usize);
        if space != Space::Paragraph && gaps.rule(at, space, open).is_none() {
            gaps.extract(at, space, open, &mut features);
            visit(features.as_slice(), ends[at]);
        }
        if ends[at] {
            open.start = at + 1;
        }
        if space == Space::Paragraph {
            open = Open::at(at + 1);
        }
    }
}
