//! The word lists of reading, loaded once: which words name which events, who says, what stands for what.
//! The files and their formats are described in `lexicon/README.md`; errors point at file and line.

mod acled;
mod entry;
mod error;
mod files;
mod load;

pub use acled::{AcledRule, Side};
pub use entry::{Condition, EventEntry, Meaning, SlotName, Slots, Test};
pub use error::Error;
pub use load::Sources;

use crate::arrangements::ArrangementWords;
use crate::forecasts::ForecastWords;
use crate::wording::ChargedWords;
use annalist_world::codebook::EventType;
use std::collections::{BTreeMap, BTreeSet};

/// All lexicons of reading.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Event entries of verbs by first lemma, most specific first.
    pub(crate) verbs: BTreeMap<String, Vec<EventEntry>>,
    /// Event entries of nouns by head lemma, most specific first.
    pub(crate) nouns: BTreeMap<String, Vec<EventEntry>>,
    /// Event entries of predicative adjectives by lemma.
    pub(crate) adjectives: BTreeMap<String, Vec<EventEntry>>,
    /// Word classes by name, without the `@`, with included classes spelled out.
    pub(crate) classes: BTreeMap<String, BTreeSet<String>>,
    /// Verbs that lend their subject to an eventive object.
    pub(crate) light: BTreeSet<String>,
    /// Nouns that pass through to their `of` complement.
    pub(crate) transparent: BTreeSet<String>,
    /// Words of attribution.
    pub(crate) reporting: BTreeMap<String, Vec<ReportingCue>>,
    /// Words that set the status of what they govern.
    pub(crate) reality: BTreeMap<String, Vec<RealityCue>>,
    /// Generic speakers: officials, witnesses, sources.
    pub(crate) speakers: BTreeSet<String>,
    /// Verbs that give a thing a name: call, describe as.
    pub(crate) naming: BTreeSet<String>,
    /// Modals that ask somebody to act.
    pub(crate) demands: BTreeSet<String>,
    /// Names of arrangements and what changes them.
    pub(crate) arrangements: ArrangementWords,
    /// Words of prediction.
    pub(crate) forecasts: ForecastWords,
    /// Words that judge while they name.
    pub(crate) wording: ChargedWords,
    /// Words of praise (`true`) and blame (`false`).
    pub(crate) judgements: BTreeMap<String, bool>,
    /// Words of PLOVER's contexts, by context.
    pub(crate) contexts: BTreeMap<String, BTreeSet<String>>,
    /// Words by which a mode is known, in the order of the file.
    pub(crate) modes: Vec<(EventType, String, BTreeSet<String>)>,
    /// Which acts are which ACLED-shaped sub-event; the first that holds decides.
    pub(crate) acled: Vec<AcledRule>,
    /// Weights of the features of an event's confidence.
    pub(crate) event_confidence: Weights,
    /// Weights of the features of a toll's confidence.
    pub(crate) toll_confidence: Weights,
}

/// Weights of features by name.
pub(crate) type Weights = BTreeMap<String, f64>;

/// A word of attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingCue {
    /// Further words that must stand with it (particles).
    pub with: Vec<String>,
    /// `verb`, `noun` or `phrase`.
    pub pos: String,
    /// What kind of speech it is: say, claim, ask, order, think, deny …
    pub kind: String,
    /// Where the words reported are: ccomp, quote, obj, xcomp, as, of, about.
    pub content: Vec<String>,
    /// Where the speaker is; empty: the default of its part of speech.
    pub speaker: Vec<String>,
    /// Whether its object is who is spoken to, not what is said.
    pub hearer: bool,
    /// Whether the reporter keeps a distance from the words.
    pub doubt: bool,
}

/// A word that sets the status of an event in its complement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealityCue {
    /// Further words that must stand with it.
    pub with: Vec<String>,
    /// Part of speech: verb, noun, adj, adv, modal.
    pub pos: String,
    /// The status it sets, as SCHEMA writes it.
    pub status: String,
    /// Slots it works on; empty: any complement.
    pub slots: Vec<String>,
}

impl Lexicon {
    /// The lexicons that ship with the program.
    pub fn builtin() -> Result<Self, Error> {
        load::load(files::BUILTIN)
    }

    /// Lexicons from sources given by the caller.
    pub fn from_sources(sources: Sources<'_>) -> Result<Self, Error> {
        load::load(sources)
    }

    /// Whether some entry knows the noun as the name of an act.
    pub fn is_eventive(&self, lemma: &str) -> bool {
        self.noun_entries(lemma).is_some()
    }

    /// The entries of a noun; a plural whose dictionary form came out with its ending half cut ("clashe") counts too.
    pub(crate) fn noun_entries(&self, lemma: &str) -> Option<&Vec<EventEntry>> {
        let cut = || {
            let stem = lemma.strip_suffix('e')?;
            ["sh", "ch", "ss", "x"].iter().any(|ending| stem.ends_with(ending)).then_some(stem)
        };
        self.nouns.get(lemma).or_else(|| self.nouns.get(cut()?))
    }

    /// Whether the verb (with particle) only lends its subject.
    pub fn is_light(&self, lemma: &str) -> bool {
        self.light.contains(lemma)
    }

    /// Whether the noun passes through to its `of` complement.
    pub fn is_transparent(&self, lemma: &str) -> bool {
        self.transparent.contains(lemma)
    }

    /// Whether a lemma belongs to a class, named without `@`.
    pub fn in_class(&self, class: &str, lemma: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(lemma))
    }

    /// Event entries by type (`-` for uses that are no event): verbs, nouns, adjectives.
    pub fn counts_by_type(&self) -> BTreeMap<&'static str, [usize; 3]> {
        let mut counts: BTreeMap<&'static str, [usize; 3]> = BTreeMap::new();
        for (column, map) in [&self.verbs, &self.nouns, &self.adjectives].into_iter().enumerate() {
            for entry in map.values().flatten() {
                let kind = entry.meaning.as_ref().map_or("-", |m| m.kind.label());
                counts.entry(kind).or_default()[column] += 1;
            }
        }
        counts
    }

    /// How many event entries there are: verbs, nouns, adjectives.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |map: &BTreeMap<String, Vec<EventEntry>>| map.values().map(Vec::len).sum();
        (count(&self.verbs), count(&self.nouns), count(&self.adjectives))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_lexicons_load() {
        let lexicon = Lexicon::builtin().unwrap();
        let (verbs, nouns, _) = lexicon.counts();
        assert!(verbs > 0 && nouns > 0);
    }
}
