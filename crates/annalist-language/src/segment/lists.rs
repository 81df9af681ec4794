//! The word lists of the segmenter, from the files in `data/`.

use crate::model::{Fnv, FormMap, FormSet};
use std::hash::Hasher;

const CLITICS: &str = include_str!("../../data/clitics.txt");
const CONTRACTIONS: &str = include_str!("../../data/contractions.txt");
const STARTERS: &str = include_str!("../../data/starters.txt");
const ABBREVIATIONS: &str = include_str!("../../data/abbreviations.txt");

/// All lists, compiled.
pub(super) struct Lists {
    clitics: Vec<&'static str>,
    /// Whole words to the lengths of their parts but the last, in characters.
    contractions: FormMap<Vec<usize>>,
    abbreviations: FormMap<Class>,
    starters: FormSet,
}

/// The class of an abbreviation; 0 for what is none.
pub(super) type Class = u8;

/// A class by its name in the file; the numbers are part of the trained features.
fn class(name: &str) -> Option<Class> {
    const NAMES: [&str; 13] = [
        "title", "suffix", "number", "month", "day", "company", "place", "state", "latin", "time", "address",
        "unit", "misc",
    ];
    NAMES.iter().position(|known| *known == name).map(|i| i as Class + 1)
}

/// Titles: followed by a capital they never end a sentence.
pub(super) const TITLE: Class = 1;
/// Number words: abbreviations only before a number.
pub(super) const NUMBER: Class = 3;

/// Whether a sentence may well end with an abbreviation of this class: suffixes, companies, places, states, hours, addresses.
pub(super) fn may_end(class: u32) -> bool {
    matches!(class, 2 | 6 | 7 | 8 | 10 | 11)
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lists {
    pub(super) fn load() -> Self {
        let contractions = lines(CONTRACTIONS).map(|line| {
            let mut cuts: Vec<usize> = line.split('|').map(|part| part.chars().count()).collect();
            cuts.pop();
            (line.replace('|', "").into_boxed_str(), cuts)
        });
        let abbreviations = lines(ABBREVIATIONS)
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(name, word)| Some((word.trim().into(), class(name)?)));
        Self {
            clitics: lines(CLITICS).collect(),
            contractions: contractions.collect(),
            abbreviations: abbreviations.collect(),
            starters: lines(STARTERS).map(Box::from).collect(),
        }
    }

    /// Length in bytes of the clitic that starts here, in any case, with any apostrophe.
    pub(super) fn clitic(&self, text: &str) -> Option<usize> {
        self.clitics.iter().find_map(|clitic| {
            let mut rest = text.chars();
            let same = clitic.chars().all(|c| rest.next().is_some_and(|found| plain(found) == c));
            let ends = !rest.clone().next().is_some_and(char::is_alphanumeric);
            (same && ends).then(|| text.len() - rest.as_str().len())
        })
    }

    /// Where a word that is written as one is cut, in characters of its parts.
    pub(super) fn contraction(&self, word: &str) -> &[usize] {
        if word.len() > 8 || !word.is_ascii() {
            return &[];
        }
        let mut low = [0; 8];
        low[..word.len()].copy_from_slice(word.as_bytes());
        low.make_ascii_lowercase();
        let low = std::str::from_utf8(&low[..word.len()]).unwrap_or_default();
        self.contractions.get(low).map_or(&[], Vec::as_slice)
    }

    /// Whether a word with a capital is likely to start a sentence.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }

    /// The class of an abbreviation, given without its last period.
    pub(super) fn abbreviation(&self, word: &str) -> Class {
        self.abbreviations.get(word).copied().unwrap_or(0)
    }
}

/// Lower-case with one kind of apostrophe.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '´' | '`' | 'ʼ' | '′' => '\'',
        c => c.to_ascii_lowercase(),
    }
}

/// Hash of a form in ASCII lower case with digits folded, for features.
pub(super) fn form_hash(form: &str) -> u32 {
    let mut hash = Fnv::default();
    for byte in form.bytes() {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
        hash.write(&[byte]);
    }
    let wide = hash.finish();
    (wide ^ (wide >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_used() {
        let lists = Lists::load();
        assert_eq!(lists.clitics.len(), lines(CLITICS).count());
        assert_eq!(lists.contractions.len(), lines(CONTRACTIONS).count());
        assert_eq!(lists.starters.len(), lines(STARTERS).count());
        assert_eq!(lists.abbreviations.len(), lines(ABBREVIATIONS).count());
    }

    #[test]
    fn clitics_are_found_in_any_dress() {
        let lists = Lists::load();
        assert_eq!(lists.clitic("n’t."), Some(5));
        assert_eq!(lists.clitic("'S"), Some(2));
        assert_eq!(lists.clitic("'swell"), None);
        assert_eq!(lists.contraction("Cannot"), [3]);
        assert_eq!(lists.abbreviation("Gen"), TITLE);
    }
}
