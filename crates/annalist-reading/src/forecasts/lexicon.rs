//! The words of prediction (`forecast.txt`).

use crate::events::Certainty;
use crate::lexicon::SlotName;
use std::collections::{BTreeMap, BTreeSet};

/// Which way things are predicted to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// More of it.
    Increase,
    /// Less of it.
    Decrease,
    /// It will be.
    Occur,
    /// It will not be.
    NotOccur,
    /// It will be over.
    End,
}

impl Direction {
    /// The record's word.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Occur => "occur",
            Self::NotOccur => "not_occur",
            Self::End => "end",
        }
    }

    fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "increase" => Self::Increase,
            "decrease" => Self::Decrease,
            "occur" => Self::Occur,
            "not_occur" => Self::NotOccur,
            "end" => Self::End,
            _ => return None,
        })
    }

    /// What a denial of it predicts.
    pub(crate) fn denied(self) -> Self {
        if self == Self::NotOccur { Self::Occur } else { Self::NotOccur }
    }
}

/// A word that predicts what stands in its complement.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether it predicts the contrary: unlikely, doubt.
    pub turned: bool,
    /// Where what is predicted may stand.
    pub what: Vec<SlotName>,
    /// With somebody as its subject it tells of plans.
    pub plan: bool,
}

/// What a word says will become of something.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    /// Which way.
    pub direction: Direction,
    /// Of what.
    pub what: Vec<SlotName>,
}

/// All words of prediction, by part of speech and dictionary form (a verb's with its particle).
#[derive(Clone, Debug, Default)]
pub(crate) struct ForecastWords {
    cues: BTreeMap<(String, String), Cue>,
    hedges: BTreeMap<String, Certainty>,
    courses: BTreeMap<(String, String), Course>,
    effects: BTreeSet<String>,
    schedule: BTreeSet<String>,
}

const PARTS_OF_SPEECH: [&str; 5] = ["verb", "noun", "adj", "adv", "aux"];

impl ForecastWords {
    /// Takes a line of `forecast.txt`.
    pub(crate) fn add(&mut self, line: &str) -> Result<(), String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|w| PARTS_OF_SPEECH.contains(w)).filter(|at| *at > 0);
        let at = at.ok_or_else(|| format!("no word and part of speech in `{line}`"))?;
        let key = (words[at].to_string(), words[..at].join(" "));
        let field = |name: &str| words[at + 1..].iter().find_map(|w| w.strip_prefix(name)?.strip_prefix('='));
        let certainty = || certainty(field("certainty").unwrap_or("probable"));
        let direction = || match field("direction") {
            Some(d) => Direction::from_label(d).map(Some).ok_or_else(|| format!("unknown direction `{d}`")),
            None => Ok(None),
        };
        let what = || -> Result<Vec<SlotName>, String> {
            field("what").map_or(Ok(Vec::new()), |list| list.split(',').map(SlotName::parse).collect())
        };
        match field("role") {
            Some("cue") => {
                let turned = direction()? == Some(Direction::NotOccur);
                let plan = field("plan").is_some();
                self.cues.insert(key, Cue { certainty: certainty()?, turned, what: what()?, plan });
            }
            Some("hedge") => {
                self.hedges.insert(key.1, certainty()?);
            }
            Some("direction") => {
                let direction = direction()?.ok_or_else(|| format!("no direction in `{line}`"))?;
                self.courses.insert(key, Course { direction, what: what()? });
            }
            Some("effect") => {
                self.effects.insert(key.1);
            }
            Some("schedule") => {
                self.schedule.insert(key.1);
            }
            _ => return Err(format!("no known role in `{line}`")),
        }
        Ok(())
    }

    /// The cue of a word.
    pub(crate) fn cue(&self, pos: &str, word: &str) -> Option<&Cue> {
        self.cues.get(&(pos.to_string(), word.to_string()))
    }

    /// How sure a hedge or modal is.
    pub(crate) fn hedge(&self, word: &str) -> Option<Certainty> {
        self.hedges.get(word).copied()
    }

    /// What a word says will become of something.
    pub(crate) fn course(&self, pos: &str, word: &str) -> Option<&Course> {
        self.courses.get(&(pos.to_string(), word.to_string()))
    }

    /// Whether the verb does something to something else.
    pub(crate) fn is_effect(&self, verb: &str) -> bool {
        self.effects.contains(verb)
    }

    /// Whether the verb is a matter of timetables.
    pub(crate) fn is_scheduled(&self, verb: &str) -> bool {
        self.schedule.contains(verb)
    }
}

fn certainty(word: &str) -> Result<Certainty, String> {
    Ok(match word {
        "certain" => Certainty::Certain,
        "probable" => Certainty::Probable,
        "possible" => Certainty::Possible,
        other => return Err(format!("unknown certainty `{other}`")),
    })
}
