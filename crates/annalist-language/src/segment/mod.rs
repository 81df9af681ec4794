//! Sentences and words of a text.
//!
//! A text is cut at spaces into chunks, a chunk into pieces (letters, digits, marks), and a classifier joins pieces to
//! words. A second classifier looks at every place between two words of a paragraph for sentence ends. Both are linear
//! with whole-number weights (`data/segment.bin`, made by `training/segment`); what they know of abbreviations and
//! contractions stands in the lists in `data/`.

mod addresses;
mod atoms;
mod linear;
mod lines;
mod lists;
mod sentences;
mod tokens;
#[doc(hidden)]
pub mod training;

use annalist_reports::ByteSpan;
use linear::Linear;
use lists::Lists;
use std::ops::Range;
use std::sync::LazyLock;

/// The words and sentences of a text.
#[derive(Clone, Debug, Default)]
pub struct Segmentation {
    /// Words in text order. They hold every character that is not space.
    pub tokens: Vec<ByteSpan>,
    /// Sentences in text order; none is empty.
    pub sentences: Vec<Segment>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Indices of its words.
    pub tokens: Range<u32>,
    /// Number of its paragraph.
    pub paragraph: u32,
}

/// Buffers and the chunks met so far.
#[derive(Default)]
pub(crate) struct SegmentScratch {
    tokens: tokens::TokenScratch,
    sentences: sentences::SentenceScratch,
}

/// Lists and weights: constants of the program, compiled on first use.
struct Segmenter {
    lists: Lists,
    tokens: Linear,
    sentences: Linear,
}

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| {
    let (tokens, sentences) = linear::trained();
    Segmenter { lists: Lists::load(), tokens, sentences }
});

/// Finds the words and sentences of a text.
pub fn segment(text: &str) -> Segmentation {
    let mut out = Segmentation::default();
    segment_into(text, &mut SegmentScratch::default(), &mut out);
    out
}

/// Finds the words and sentences of a text, reusing buffers.
pub(crate) fn segment_into(text: &str, scratch: &mut SegmentScratch, out: &mut Segmentation) {
    let Segmenter { lists, tokens, sentences } = &*SEGMENTER;
    out.tokens.clear();
    out.sentences.clear();
    tokens::tokenise(text, lists, tokens, &mut scratch.tokens, &mut out.tokens);
    sentences::group(text, &out.tokens, lists, sentences, &mut scratch.sentences, &mut out.sentences);
}
