//! Words: which neighbouring pieces of a chunk belong together, by a trained classifier.

use super::addresses::find_whole;
use super::atoms::{self, Atom, Kind};
use super::linear::{Features, Linear};
use super::lists::{Lists, NUMBER, form_hash};
use crate::model::FormMap;
use annalist_reports::ByteSpan;
use std::ops::Range;

/// Longest word in bytes.
const LONGEST: usize = 400;
/// Chunks whose words are remembered at most.
const BOUND: usize = 65_536;
/// Longest chunk whose words are remembered.
const MEMO_LONGEST: usize = 40;

/// Buffers, and the words of the chunks met so far.
#[derive(Default)]
pub(super) struct TokenScratch {
    memo: FormMap<(u32, u32)>,
    ends: Vec<u32>,
    key: String,
    atoms: Vec<Atom>,
    features: Features,
    whole: Vec<Range<usize>>,
}

/// A stretch of text without spaces, with what follows it.
#[derive(Clone, Copy)]
struct Chunk<'t> {
    text: &'t str,
    next: Next,
    /// Whether it starts a line.
    opens: bool,
}

/// The first character after the space after a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Nothing,
    Lower,
    Upper,
    Digit,
    Other,
}

impl Next {
    fn of(rest: &str) -> Self {
        let trimmed = rest.trim_start();
        match trimmed.chars().next() {
            None => Self::Nothing,
            Some(_) if rest[..rest.len() - trimmed.len()].matches('\n').count() > 1 => Self::Nothing,
            Some(c) if c.is_lowercase() => Self::Lower,
            Some(c) if c.is_uppercase() => Self::Upper,
            Some(c) if c.is_ascii_digit() => Self::Digit,
            Some(_) => Self::Other,
        }
    }
}

/// Calls `visit` with each chunk and its start.
fn chunks<'t>(text: &'t str, mut visit: impl FnMut(usize, Chunk<'t>)) {
    let mut at = 0;
    while let Some(skip) = text[at..].find(|c: char| !c.is_whitespace()) {
        let start = at + skip;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |i| start + i);
        let chunk = &text[start..end];
        // Only a final period is read differently by what stands around.
        let period = chunk.ends_with('.');
        let next = if period { Next::of(&text[end..]) } else { Next::Other };
        let opens = period && (at == 0 || text[at..start].contains('\n'));
        visit(start, Chunk { text: chunk, next, opens });
        at = end;
    }
}

/// Appends the words of a text.
pub(super) fn tokenise(
    text: &str,
    lists: &Lists,
    model: &Linear,
    scratch: &mut TokenScratch,
    out: &mut Vec<ByteSpan>,
) {
    if scratch.memo.len() > BOUND {
        scratch.memo.clear();
        scratch.ends.clear();
    }
    let bytes = text.as_bytes();
    chunks(text, |start, chunk| {
        let end = start + chunk.text.len();
        let plain = bytes[start..end].iter().all(u8::is_ascii_alphabetic) && chunk.text.len() < LONGEST / 4;
        if plain && lists.contraction(chunk.text).is_empty() {
            out.push(ByteSpan::new(start as u32, end as u32));
            return;
        }
        let ends = scratch.ends_of(chunk, lists, model);
        let mut from = start as u32;
        for cut in &scratch.ends[ends] {
            let to = start as u32 + cut;
            out.push(ByteSpan::new(from, to));
            from = to;
        }
    });
}

impl TokenScratch {
    /// Where in `ends` the word ends of a chunk are.
    fn ends_of(&mut self, chunk: Chunk<'_>, lists: &Lists, model: &Linear) -> Range<usize> {
        let short = chunk.text.len() <= MEMO_LONGEST;
        self.key.clear();
        if short {
            self.key.push_str(chunk.text);
            self.key.push(char::from(b'0' + chunk.next as u8 * 2 + u8::from(chunk.opens)));
            if let Some((from, to)) = self.memo.get(self.key.as_str()) {
                return *from as usize..*to as usize;
            }
        }
        let from = self.ends.len();
        let Self { ends, atoms, features, whole, .. } = self;
        atoms::cut(chunk.text, lists, atoms);
        let (flags, mut token) = (flags(chunk.text), 0);
        find_whole(chunk.text, whole);
        for i in 0..atoms.len() - 1 {
            let gap = Gap { chunk, flags, atoms, at: i, token, whole };
            if gap.is_boundary(lists, model, features) {
                ends.push(atoms[i].end as u32);
                token = atoms[i].end;
            }
        }
        ends.push(chunk.text.len() as u32);
        if short {
            self.memo.insert(self.key.as_str().into(), (from as u32, self.ends.len() as u32));
        }
        from..self.ends.len()
    }
}

/// The place between two pieces.
struct Gap<'a> {
    chunk: Chunk<'a>,
    flags: u32,
    atoms: &'a [Atom],
    at: usize,
    /// Where the current word starts.
    token: usize,
    /// Stretches that are one word each.
    whole: &'a [Range<usize>],
}

/// What is special about a chunk as a whole.
fn flags(chunk: &str) -> u32 {
    let has = |pattern: &str| chunk.contains(pattern);
    let low_start = chunk.trim_start_matches(['(', '<', '"', '[']).to_ascii_lowercase();
    let mut flags = u32::from(has("://") || low_start.starts_with("www.") || low_start.starts_with("http"));
    flags |= u32::from(has("@")) << 1;
    flags |= u32::from(chunk.starts_with(['@', '#'])) << 2;
    flags |= u32::from(chunk.bytes().any(|b| b.is_ascii_digit())) << 3;
    flags |= u32::from(chunk.bytes().any(|b| b.is_ascii_alphabetic())) << 4;
    flags | u32::from(has("_") || has("\\") || has("=")) << 5
}

impl Gap<'_> {
    fn is_boundary(&self, lists: &Lists, model: &Linear, features: &mut Features) -> bool {
        if let Some(certain) = self.rule() {
            return certain;
        }
        self.extract(lists, features);
        model.decide(features.as_slice())
    }

    /// What needs no classifier: parts of contractions, overlong words, addresses and tags, letters with periods.
    fn rule(&self) -> Option<bool> {
        let (left, right) = (self.atoms[self.at], self.atoms[self.at + 1]);
        if right.kind == Kind::Part || right.end - self.token > LONGEST {
            return Some(true);
        }
        let near = self.whole.partition_point(|whole| whole.end < left.end);
        if let Some(whole) = self.whole.get(near).filter(|whole| whole.start <= left.end) {
            return Some(left.end == whole.start || left.end == whole.end);
        }
        let prefix = &self.chunk.text[self.token..left.end];
        let spelled = &self.chunk.text[right.start..right.end] == "." && is_spelled(prefix);
        (spelled || self.at_inner_apostrophe()).then_some(false)
    }

    /// Whether one of the two pieces is an apostrophe between letters, as in `Qa'im`.
    fn at_inner_apostrophe(&self) -> bool {
        let apostrophe = |at: usize| {
            let letters = |at: usize| self.atoms.get(at).is_some_and(|atom| atom.kind == Kind::Letters);
            let atom = self.atoms[at];
            let mark = matches!(&self.chunk.text[atom.start..atom.end], "'" | "’" | "ʼ" | "‘" | "`");
            mark && at > 0 && letters(at - 1) && letters(at + 1)
        };
        apostrophe(self.at) || apostrophe(self.at + 1)
    }

    fn atom(&self, offset: isize) -> (u32, u32) {
        let at = self.at.checked_add_signed(offset);
        at.and_then(|at| self.atoms.get(at)).map_or((0, 1), |atom| (atom.form, atom.shape))
    }

    fn extract(&self, lists: &Lists, features: &mut Features) {
        let [(aa, aas), (a, as_), (b, bs), (bb, bbs)] = [-1, 0, 1, 2].map(|offset| self.atom(offset));
        let (left, right) = (self.atoms[self.at], self.atoms[self.at + 1]);
        let prefix = &self.chunk.text[self.token..left.end];
        let rest = window(&self.chunk.text[right.end..]);
        let start = u32::from(left.start == 0) << 1 | u32::from(self.token == left.start);
        let end = if rest.is_empty() { 0 } else { 1 + u32::from(rest.contains(char::is_alphanumeric)) };
        let period = &self.chunk.text[right.start..right.end] == ".";
        let class = if period { self.class(prefix, rest, lists) } else { 0 };
        features.clear();
        features.add(0, []);
        features.add(1, [a]);
        features.add(2, [b]);
        features.add(3, [a, b]);
        features.add(4, [as_, bs]);
        features.add(5, [as_, bs, start, end]);
        features.add(6, [aas, as_, bs]);
        features.add(7, [as_, bs, bbs]);
        features.add(8, [aas, as_, bs, bbs]);
        features.add(9, [a, b, bb]);
        features.add(10, [aa, a, b]);
        features.add(11, [form_hash(prefix), b]);
        features.add(12, [form_hash(prefix), bs, end]);
        features.add(13, [self.flags, as_, bs]);
        features.add(14, [self.flags, a]);
        features.add(15, [self.flags, b]);
        features.add(16, [self.flags, end, bs]);
        features.add(17, [class, self.chunk.next as u32, end, u32::from(period)]);
        features.add(18, [class, u32::from(period)]);
        features.add(19, [a, bb]);
        features.add(20, [aa, b, end]);
        features.add(21, [prefix.len().min(8) as u32, as_, bs, self.chunk.next as u32 * u32::from(period)]);
        features.add(22, [form_hash(rest), bs]);
        features.add(24, [u32::from(self.chunk.opens), as_, bs, end]);
        features.add(23, [form_hash(window(self.chunk.text)), self.at as u32]);
    }

    /// The class of the abbreviation that a period would close.
    fn class(&self, prefix: &str, rest: &str, lists: &Lists) -> u32 {
        let class = lists.abbreviation(prefix);
        let before_number = rest.starts_with(|c: char| c.is_ascii_digit()) || self.chunk.next == Next::Digit;
        if class == NUMBER && before_number { 100 } else { u32::from(class) }
    }
}

/// The beginning of a text, enough to know it by.
fn window(text: &str) -> &str {
    let end = (0..=text.len().min(64)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// Whether this is single letters with periods between them, as `U.S` before its last period.
fn is_spelled(prefix: &str) -> bool {
    let mut parts =
        prefix.split('.').map(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    prefix.len() > 2 && parts.all(|single| single)
}

/// Walks a text whose words are known: features of every place between pieces, and whether a word ends there.
pub(super) fn examples(text: &str, words: &[ByteSpan], lists: &Lists, mut visit: impl FnMut(&[u32], bool)) {
    let (mut pieces, mut features, mut whole, mut next) = (Vec::new(), Features::default(), Vec::new(), 0);
    chunks(text, |start, chunk| {
        atoms::cut(chunk.text, lists, &mut pieces);
        let (flags, mut token) = (flags(chunk.text), 0);
        find_whole(chunk.text, &mut whole);
        for at in 0..pieces.len() - 1 {
            let end = start + pieces[at].end;
            while words.get(next).is_some_and(|word| (word.end.0 as usize) < end) {
                next += 1;
            }
            let is_boundary = words.get(next).is_some_and(|word| word.end.0 as usize == end);
            let gap = Gap { chunk, flags, atoms: &pieces, at, token, whole: &whole };
            if gap.rule().is_none() {
                gap.extract(lists, &mut features);
                visit(features.as_slice(), is_boundary);
            }
            if is_boundary {
                token = pieces[at].end;
            }
        }
    });
}
