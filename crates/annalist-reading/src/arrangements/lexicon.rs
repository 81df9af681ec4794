//! The words of arrangements: their names (`arrangements.txt`) and what changes their state (`changes.txt`).

use super::kind::{Kind, State};
use crate::events::Status;
use crate::lexicon::{Condition, SlotName};
use std::collections::BTreeMap;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameEntry {
    /// Its kind.
    pub kind: Kind,
    /// Whether the word alone may point back to a longer name.
    pub generic: bool,
}

/// Names of arrangements and the words that change them.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArrangementWords {
    names: BTreeMap<String, NameEntry>,
    verbs: BTreeMap<String, Vec<Rule>>,
    nouns: BTreeMap<String, Vec<Rule>>,
    /// By all their words.
    predicates: BTreeMap<String, Vec<Rule>>,
    modifiers: BTreeMap<String, Vec<Rule>>,
}

/// One line of `changes.txt`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rule {
    /// Words that must stand with the first.
    pub with: Vec<String>,
    /// The state it brings about; `None` only while a line is read.
    state: Option<State>,
    /// Where the arrangement stands.
    pub on: Vec<SlotName>,
    kinds: Words<Kind>,
    names: Words<String>,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// The status of a change told as plain fact.
    pub status: Option<Status>,
    /// Whether the doer is no party by doing it.
    pub outside: bool,
    /// Whether the word tells a state that lasts, not the moment it begins.
    pub lasting: bool,
    /// Whether what they make is a state's membership of an international body.
    pub member: bool,
    /// An arrangement that the words make without naming it.
    pub make: Option<(Kind, String)>,
}

/// What is allowed, or with `!` what is not; empty: anything.
#[derive(Clone, Debug)]
struct Words<T> {
    list: Vec<T>,
    negated: bool,
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self { list: Vec::new(), negated: false }
    }
}

impl<T: PartialEq> Words<T> {
    fn allow(&self, value: &T) -> bool {
        self.list.is_empty() || self.list.contains(value) != self.negated
    }
}

impl Rule {
    /// The state it brings about.
    pub(crate) fn state(&self) -> State {
        self.state.unwrap_or(State::InForce)
    }

    /// Whether it is said of this kind of arrangement under this name.
    pub(crate) fn is_said_of(&self, kind: Kind, head: &str) -> bool {
        self.kinds.allow(&kind) && self.names.allow(&head.to_string())
    }

    fn weight(&self) -> usize {
        2 * self.with.len()
            + 2 * self.conditions.len()
            + usize::from(!self.kinds.list.is_empty())
            + usize::from(!self.names.list.is_empty())
    }

    fn set(&mut self, word: &str) -> Result<(), String> {
        let (key, value) = word.split_once('=').ok_or_else(|| format!("`{word}` is not key=value"))?;
        let (negated, list) = value.strip_prefix('!').map_or((false, value), |rest| (true, rest));
        match key {
            "on" => self.on = value.split(',').map(SlotName::parse).collect::<Result<_, _>>()?,
            "kind" => {
                let kind = |k: &str| Kind::from_label(k).ok_or_else(|| format!("unknown kind `{k}`"));
                self.kinds = Words { list: list.split(',').map(kind).collect::<Result<_, _>>()?, negated };
            }
            "name" => {
                self.names = Words { list: list.split(',').map(str::to_string).collect(), negated };
            }
            "if" => self.conditions.push(Condition::parse(value)?),
            "status" => {
                let status = Status::from_label(value).ok_or_else(|| format!("unknown status `{value}`"))?;
                self.status = Some(status);
            }
            "doer" if value == "outside" => self.outside = true,
            "aspect" if value == "lasting" => self.lasting = true,
            "make" if value == "member" => {
                self.make = Some((Kind::Alliance, "membership".into()));
                self.member = true;
            }
            "make" => {
                let (kind, name) = value.split_once(':').ok_or("make= is KIND:NAME")?;
                let kind = Kind::from_label(kind).ok_or_else(|| format!("unknown kind `{kind}`"))?;
                self.make = Some((kind, name.replace('_', " ")));
            }
            _ => return Err(format!("unknown field `{word}`")),
        }
        Ok(())
    }
}

impl ArrangementWords {
    /// Takes a line of `arrangements.txt`.
    pub(crate) fn add_name(&mut self, line: &str) -> Result<(), String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let generic = words.last() == Some(&"generic");
        let end = words.len() - usize::from(generic);
        let (kind, name) =
            words[..end].split_last().filter(|(_, n)| !n.is_empty()).ok_or("no name and kind")?;
        let kind = Kind::from_label(kind).ok_or_else(|| format!("unknown kind `{kind}`"))?;
        self.names.insert(name.join(" "), NameEntry { kind, generic });
        Ok(())
    }

    /// Takes a line of `changes.txt`.
    pub(crate) fn add_change(&mut self, line: &str) -> Result<(), String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words
            .iter()
            .skip(1)
            .position(|w| State::from_label(w).is_some())
            .map(|at| at + 1)
            .ok_or_else(|| format!("no word and state in `{line}`"))?;
        let mut rule = Rule { state: State::from_label(words[at]), ..Rule::default() };
        let mut pos = "verb";
        for word in &words[at + 1..] {
            match word.strip_prefix("pos=") {
                Some(value) => pos = value,
                None => rule.set(word)?,
            }
        }
        let first = words[0].to_string();
        let (map, key) = match pos {
            "verb" | "noun" => {
                rule.with = words[1..at].iter().map(ToString::to_string).collect();
                (if pos == "verb" { &mut self.verbs } else { &mut self.nouns }, first)
            }
            "pred" => (&mut self.predicates, words[..at].join(" ")),
            "mod" => (&mut self.modifiers, words[..at].join(" ")),
            other => return Err(format!("unknown part of speech `{other}`")),
        };
        if rule.on.is_empty() {
            let slot = if pos == "noun" { SlotName::Preposition("of".into()) } else { SlotName::Object };
            rule.on.push(slot);
        }
        let rules = map.entry(key).or_default();
        let place = rules.iter().position(|r| r.weight() < rule.weight()).unwrap_or(rules.len());
        rules.insert(place, rule);
        Ok(())
    }

    /// The name that a stretch of text is: as written, in lower case, or with its last word in its dictionary form.
    pub(crate) fn name(&self, written: &str, with_lemma: &str) -> Option<NameEntry> {
        let known = self.names.get(written).or_else(|| self.names.get(&written.to_lowercase()));
        known.or_else(|| self.names.get(with_lemma)).copied()
    }

    /// What a verb can do to an arrangement, the most specific entry first.
    pub(crate) fn of_verb(&self, lemma: &str) -> &[Rule] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a noun says of one.
    pub(crate) fn of_noun(&self, lemma: &str) -> &[Rule] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a predicate (with its preposition) says of one.
    pub(crate) fn of_predicate(&self, words: &str) -> &[Rule] {
        self.predicates.get(words).map_or(&[], Vec::as_slice)
    }

    /// What a word before its name says of one.
    pub(crate) fn of_modifier(&self, word: &str) -> &[Rule] {
        self.modifiers.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> ArrangementWords {
        let mut words = ArrangementWords::default();
        words.add_name("deal other generic").unwrap();
        words.add_name("memorandum of understanding other").unwrap();
        words.add_name("New START treaty").unwrap();
        words.add_change("cut terminated kind=diplomatic_relations").unwrap();
        words.add_change("cut reduced kind=!diplomatic_relations,talks").unwrap();
        words.add_change("suspended suspended pos=mod").unwrap();
        words.add_change("on hold suspended pos=pred").unwrap();
        words
    }

    #[test]
    fn names_are_found_in_lower_case_and_by_their_dictionary_form() {
        let words = words();
        assert!(words.name("Deal", "deal").is_some_and(|n| n.generic));
        assert!(words.name("deals", "deal").is_some());
        assert!(words.name("memorandum of understanding", "").is_some());
    }

    #[test]
    fn proper_names_keep_their_capitals() {
        let words = words();
        assert!(words.name("New START", "new start").is_some());
        assert!(words.name("new start", "new start").is_none());
    }

    #[test]
    fn kinds_choose_among_the_senses_of_a_verb() {
        let words = words();
        let state = |kind| words.of_verb("cut").iter().find(|r| r.is_said_of(kind, "x")).map(Rule::state);
        assert_eq!(state(Kind::DiplomaticRelations), Some(State::Terminated));
        assert_eq!(state(Kind::Trade), Some(State::Reduced));
        assert_eq!(state(Kind::Talks), None);
    }

    #[test]
    fn predicates_and_modifiers_are_kept_apart() {
        let words = words();
        assert!(words.of_predicate("on hold").len() == 1 && words.of_modifier("on hold").is_empty());
        assert!(words.of_modifier("suspended").len() == 1 && words.of_verb("suspended").is_empty());
    }

    #[test]
    fn malformed_lines_are_refused() {
        let mut words = ArrangementWords::default();
        for line in ["break", "broken", "break brocken", "break violated kind=truce", "break violated with"] {
            assert!(words.add_change(line).is_err(), "{line}");
        }
        assert!(words.add_name("truce").is_err() && words.add_name("truce pause").is_err());
    }
}
