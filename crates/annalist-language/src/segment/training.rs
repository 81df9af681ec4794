//! What `training/segment` needs: the features of every decision with the right answer. Not part of the interface.

use super::{SEGMENTER, linear, sentences, tokens};
use annalist_reports::ByteSpan;

/// Buckets of each classifier.
pub const BUCKETS: usize = linear::BUCKETS;

/// Visits every decision about words in a text whose words are known.
pub fn token_examples(text: &str, words: &[ByteSpan], visit: impl FnMut(&[u32], bool)) {
    tokens::examples(text, words, &SEGMENTER.lists, visit);
}

/// Visits every decision about sentences; `ends[i]` says whether a sentence ends after word `i`.
pub fn sentence_examples(text: &str, words: &[ByteSpan], ends: &[bool], visit: impl FnMut(&[u32], bool)) {
    sentences::examples(text, words, ends, &SEGMENTER.lists, visit);
}

/// The contents of `data/segment.bin`.
pub fn file(tokens: &[i8], sentences: &[i8]) -> Vec<u8> {
    linear::file(tokens, sentences)
}
