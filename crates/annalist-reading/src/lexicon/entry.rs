//! One entry of the event lexicon, and the parser of its line.

use annalist_world::codebook::{EventType, Mode};
use std::fmt;

/// Which use of which word means which act, and who does it to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventEntry {
    /// The predicate's lemma.
    pub lemma: String,
    /// Lemmas that must stand with it, anywhere (verbs).
    pub with: Vec<String>,
    /// The run of lemmas that it is one of, and its place in it (compound nouns: "hunger strike", "state of emergency").
    pub run: Option<(Vec<String>, usize)>,
    /// What it means; `None` for a use that is no event.
    pub meaning: Option<Meaning>,
    /// Where the actor is.
    pub actor: Slots,
    /// Where the recipient is.
    pub recipient: Slots,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// What the act does to its recipient, if it says so: `killed`, `injured` ….
    pub harm: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Prepositions that hold the place, if unusual.
    pub places: Vec<String>,
    /// File and line, for `--explain`.
    pub source: String,
    /// The line as it is written, for `--explain`.
    pub line: String,
}

/// Codes of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// CAMEO code, a string of digits.
    pub cameo: String,
}

/// Alternatives in the order they are tried; each is a set of slots taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots(pub Vec<Vec<SlotName>>);

/// Where an argument is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotName {
    /// Logical subject.
    Subject,
    /// Logical object.
    Object,
    /// Indirect object.
    Indirect,
    /// Possessor.
    Possessor,
    /// Adjective or noun before the noun.
    Modifier,
    /// Phrase with this preposition.
    Preposition(String),
    /// The infinitive complement itself, by its head verb.
    OpenComplement,
    /// The clause complement itself, by its head verb.
    ClauseComplement,
    /// Subject of the infinitive complement.
    OpenSubject,
    /// Subject of the clause complement.
    ClauseSubject,
    /// Possessor or subject of what the complement names.
    ClausePossessor,
    /// Whoever says the words the predicate stands in.
    Speaker,
    /// Nobody.
    None,
}

/// One condition of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Whether it must not hold.
    pub negated: bool,
    /// The slot it looks at, or `None` for a property of the predicate named by `test`.
    pub slot: Option<SlotName>,
    /// What is asked.
    pub test: Test,
    /// As it is written.
    pub written: String,
}

/// What a condition asks of a slot or of the predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Filled by anything.
    Any,
    /// Filled by one of these lemmas or members of classes (`@name`).
    Words(Vec<String>),
    /// Filled by something of this kind: actor, person, place, armed, state, thing.
    Kind(String),
    /// A property of the predicate: xcomp, ccomp, noobj, passive, active, plural.
    Bare(String),
}

impl EventEntry {
    /// More conditions win over fewer.
    pub fn weight(&self) -> usize {
        2 * self.with.len()
            + self.run.as_ref().map_or(0, |(words, _)| 4 * (words.len() - 1))
            + self.conditions.iter().map(Condition::weight).sum::<usize>()
    }

    /// Parses one line; `noun` chooses the default slots.
    pub(super) fn parse(line: &str, noun: bool, source: String) -> Result<Self, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words
            .iter()
            .position(|w| *w == "-" || event_type(w).is_some())
            .ok_or_else(|| format!("no event type among `{line}`"))?;
        let phrase: Vec<String> = words[..at].iter().map(ToString::to_string).collect();
        // the head of a compound noun is its last word, of "state of emergency" the one before "of"
        let head = if noun {
            phrase.iter().position(|w| w == "of").unwrap_or(phrase.len()).saturating_sub(1)
        } else {
            0
        };
        let lemma = phrase.get(head).ok_or("the line has no lemma")?.clone();
        let cameo = words.get(at + 1).ok_or("no CAMEO code after the type")?;
        let meaning = if words[at] == "-" { None } else { Some(Meaning::parse(words[at], cameo)?) };
        let (actor, recipient) = if noun { ("by,poss,subj,amod", "on,against,of") } else { ("subj", "obj") };
        let mut entry = Self {
            lemma,
            with: if noun { Vec::new() } else { phrase[1..].to_vec() },
            run: (noun && phrase.len() > 1).then_some((phrase, head)),
            meaning,
            actor: Slots::parse(actor)?,
            recipient: Slots::parse(recipient)?,
            conditions: Vec::new(),
            harm: None,
            contexts: Vec::new(),
            places: Vec::new(),
            source,
            line: words.join(" "),
        };
        for word in &words[at + 2..] {
            entry.set(word)?;
        }
        Ok(entry)
    }

    fn set(&mut self, word: &str) -> Result<(), String> {
        let (key, value) = word.split_once('=').ok_or_else(|| format!("`{word}` is not key=value"))?;
        let list = || value.split(',').map(str::to_string).collect();
        match key {
            "a" => self.actor = Slots::parse(value)?,
            "r" => self.recipient = Slots::parse(value)?,
            "if" => self.conditions.push(Condition::parse(value)?),
            "harm" => self.harm = Some(value.to_string()),
            "ctx" => self.contexts = list(),
            "place" => self.places = list(),
            "status" => {}
            _ => return Err(format!("unknown key `{key}`")),
        }
        Ok(())
    }
}

fn event_type(word: &str) -> Option<EventType> {
    word.split(':').next()?.parse().ok()
}

impl Meaning {
    fn parse(word: &str, cameo: &str) -> Result<Self, String> {
        let (kind, modes) = word.split_once(':').unwrap_or((word, ""));
        let kind: EventType = kind.parse().map_err(|_| format!("unknown event type `{kind}`"))?;
        if !cameo.chars().all(|c| c.is_ascii_digit()) {
            return Err(format!("`{cameo}` is not a CAMEO code"));
        }
        let modes: Vec<String> = modes.split(',').filter(|m| !m.is_empty()).map(str::to_string).collect();
        if let Some(mode) = modes.iter().find(|m| Mode::of(kind, m).is_none()) {
            return Err(format!("{kind} has no mode `{mode}`"));
        }
        Ok(Self { kind, modes, cameo: cameo.to_string() })
    }
}

impl Slots {
    fn parse(value: &str) -> Result<Self, String> {
        let alternative = |part: &str| part.split('+').map(SlotName::parse).collect::<Result<Vec<_>, _>>();
        value.split(',').map(alternative).collect::<Result<Vec<_>, _>>().map(Self)
    }
}

impl fmt::Display for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let together =
            |set: &Vec<SlotName>| set.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        f.write_str(&self.0.iter().map(together).collect::<Vec<_>>().join(","))
    }
}

impl fmt::Display for SlotName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subj",
            Self::Object => "obj",
            Self::Indirect => "iobj",
            Self::Possessor => "poss",
            Self::Modifier => "amod",
            Self::OpenComplement => "xcomp",
            Self::ClauseComplement => "ccomp",
            Self::OpenSubject => "xsubj",
            Self::ClauseSubject => "csubj",
            Self::ClausePossessor => "cposs",
            Self::Speaker => "speaker",
            Self::None => "none",
            Self::Preposition(name) => return f.write_str(&name.replace(' ', "_")),
        })
    }
}

impl SlotName {
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        Ok(match name {
            "" => return Err("an empty slot name".into()),
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "iobj" => Self::Indirect,
            "poss" => Self::Possessor,
            "amod" | "compound" => Self::Modifier,
            "xcomp" => Self::OpenComplement,
            "ccomp" => Self::ClauseComplement,
            "xsubj" => Self::OpenSubject,
            "csubj" => Self::ClauseSubject,
            "cposs" => Self::ClausePossessor,
            "speaker" => Self::Speaker,
            "none" => Self::None,
            preposition => Self::Preposition(preposition.replace('_', " ")),
        })
    }
}

impl Condition {
    fn weight(&self) -> usize {
        match (&self.test, self.negated) {
            (_, true) => 1,
            (Test::Any | Test::Bare(_), false) => 2,
            (Test::Kind(_), false) => 3,
            (Test::Words(_), false) => 4,
        }
    }

    pub(crate) fn parse(value: &str) -> Result<Self, String> {
        let written = value.to_string();
        let (negated, value) = match value.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, value),
        };
        let Some((slot, words)) = value.split_once(':') else {
            return match value {
                "xcomp" | "ccomp" | "noobj" | "passive" | "active" | "plural" => {
                    Ok(Self { negated, slot: None, test: Test::Bare(value.to_string()), written })
                }
                _ => Err(format!("unknown condition `{value}`")),
            };
        };
        let test = match words {
            "" => return Err(format!("`{value}` names no words")),
            "*" => Test::Any,
            kind if kind.starts_with('<') => Test::Kind(kind.trim_matches(['<', '>']).to_string()),
            list => Test::Words(list.split('|').map(lemma_or_class).collect()),
        };
        Ok(Self { negated, slot: Some(SlotName::parse(slot)?), test, written })
    }
}

/// A lemma as it is compared (`war_crime` is two words) or the name of a class as it is written.
fn lemma_or_class(word: &str) -> String {
    if word.starts_with('@') { word.to_string() } else { word.replace('_', " ") }
}
