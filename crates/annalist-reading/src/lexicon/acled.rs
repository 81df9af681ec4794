//! One line of the mapping to ACLED-shaped sub-events, and its parser.

use annalist_world::codebook::{self, EventType};

/// Which acts are which sub-event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcledRule {
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode it must have.
    pub mode: Option<String>,
    /// Lemmas or `@classes` of the word that names it; empty: any.
    pub trigger: Vec<String>,
    /// Who does it.
    pub actor: Option<Side>,
    /// To whom.
    pub recipient: Option<Side>,
    /// Words of the clause (or `@classes`), and whether they must stand there or must not.
    pub words: Vec<(Vec<String>, bool)>,
    /// Words of the sentence (or `@classes`) of which one must stand there.
    pub said: Vec<String>,
    /// A type that an act in the same sentence or beside it has.
    pub near: Option<EventType>,
    /// The sub-event; `-` for none.
    pub sub_event: String,
}

/// The sides that ACLED tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Nobody is named.
    None,
    /// A state or its forces.
    State,
    /// Rebels and other armed groups.
    Rebel,
    /// Anybody with arms.
    Armed,
    /// The police.
    Police,
    /// Somebody without arms.
    Civil,
}

impl AcledRule {
    /// Parses `TYPE[:mode] [trigger=…] [a=side] [r=side] [word=…] [word!=…] [said=…] [near=TYPE] > sub-event`.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let (left, sub_event) = line.split_once('>').ok_or("a line is `TYPE … > sub-event`")?;
        let sub_event = sub_event.trim().to_string();
        if sub_event != "-" && codebook::acled_type_of(&sub_event).is_none() {
            return Err(format!("unknown sub-event `{sub_event}`"));
        }
        let mut words = left.split_whitespace();
        let first = words.next().ok_or("no event type")?;
        let (kind, mode) = first.split_once(':').map_or((first, None), |(kind, mode)| (kind, Some(mode)));
        let kind = kind.parse().map_err(|_| format!("unknown event type `{kind}`"))?;
        let mode = mode.map(str::to_string);
        let mut rule = Self {
            kind,
            mode,
            trigger: Vec::new(),
            actor: None,
            recipient: None,
            words: Vec::new(),
            said: Vec::new(),
            near: None,
            sub_event,
        };
        for word in words {
            rule.set(word)?;
        }
        Ok(rule)
    }

    fn set(&mut self, word: &str) -> Result<(), String> {
        let (key, value) = word.split_once('=').ok_or_else(|| format!("`{word}` is not key=value"))?;
        let list =
            || value.split('|').map(|w| w.replace('_', if w.starts_with('@') { "_" } else { " " })).collect();
        match key {
            "trigger" => self.trigger = list(),
            "word" => self.words.push((list(), true)),
            "word!" => self.words.push((list(), false)),
            "said" => self.said = list(),
            "a" => self.actor = Some(Side::parse(value)?),
            "r" => self.recipient = Some(Side::parse(value)?),
            "near" => {
                self.near = Some(value.parse().map_err(|_| format!("unknown event type `{value}`"))?);
            }
            _ => return Err(format!("unknown key `{key}`")),
        }
        Ok(())
    }
}

impl Side {
    fn parse(word: &str) -> Result<Self, String> {
        Ok(match word {
            "none" => Self::None,
            "state" => Self::State,
            "rebel" => Self::Rebel,
            "armed" => Self::Armed,
            "police" => Self::Police,
            "civil" => Self::Civil,
            other => return Err(format!("unknown side `{other}`")),
        })
    }
}
