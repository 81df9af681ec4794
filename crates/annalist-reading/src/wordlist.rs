//! Lists of words with values, as the simple lexicon files hold them: `[section]`, then `phrase = value` a line.

use crate::words::Words;
use std::collections::BTreeMap;

/// The sections of one file.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    sections: BTreeMap<&'static str, Section>,
}

#[derive(Debug, Default)]
struct Section {
    entries: BTreeMap<&'static str, &'static str>,
    /// Most words in a phrase.
    longest: usize,
}

impl WordList {
    /// Reads a file that is part of the program; a test reads every one of them strictly.
    pub(crate) fn new(source: &'static str) -> Self {
        let mut list = Self::default();
        let mut name = "";
        for line in source.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(section) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                name = section;
                continue;
            }
            let (phrase, value) = line.split_once('=').unwrap_or((line, ""));
            let phrase = phrase.trim();
            let section = list.sections.entry(name).or_default();
            section.longest = section.longest.max(phrase.split(' ').count());
            section.entries.insert(phrase, value.trim());
        }
        list
    }

    /// The value of a phrase.
    pub(crate) fn get(&self, section: &str, phrase: &str) -> Option<&'static str> {
        self.sections.get(section)?.entries.get(phrase).copied()
    }

    /// The value of a phrase as a number.
    pub(crate) fn number(&self, section: &str, phrase: &str) -> Option<i64> {
        self.get(section, phrase)?.parse().ok()
    }

    /// Whether the section has the phrase.
    pub(crate) fn has(&self, section: &str, phrase: &str) -> bool {
        self.get(section, phrase).is_some()
    }

    /// The longest phrase of the section that starts at token `i`: its length in tokens and its value.
    pub(crate) fn longest(
        &self,
        section: &str,
        words: &Words<'_>,
        i: usize,
    ) -> Option<(usize, &'static str)> {
        let longest = self.sections.get(section)?.longest;
        (1..=longest).rev().find_map(|n| Some((n, self.get(section, &words.phrase(i, n)?)?)))
    }

    /// The longest phrase of the section that ends before token `end`.
    pub(crate) fn before(
        &self,
        section: &str,
        words: &Words<'_>,
        end: usize,
    ) -> Option<(usize, &'static str)> {
        let longest = self.sections.get(section)?.longest.min(end);
        (1..=longest).rev().find_map(|n| Some((n, self.get(section, &words.phrase(end - n, n)?)?)))
    }
}
