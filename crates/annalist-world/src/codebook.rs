//! The event ontology: PLOVER's types, modes, contexts and scores, CAMEO's codes beside them, ACLED-shaped names.
//!
//! The tables are in `data/codebook.txt`, which also states every choice made where the manual leaves one.

use crate::error::Error;
use std::fmt;
use std::str::FromStr;

include!(concat!(env!("OUT_DIR"), "/codebook.rs"));

/// The manual's four quarters of the conflict–cooperation plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quad {
    /// Words that serve another.
    VerbalCooperation,
    /// Deeds that serve another.
    MaterialCooperation,
    /// Words against another.
    VerbalConflict,
    /// Deeds against another.
    MaterialConflict,
}

impl Quad {
    /// The manual's label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "VERBAL COOPERATION",
            Self::MaterialCooperation => "MATERIAL COOPERATION",
            Self::VerbalConflict => "VERBAL CONFLICT",
            Self::MaterialConflict => "MATERIAL CONFLICT",
        }
    }

    /// 1 to 4 in the order of the variants, as older data number them.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

struct TypeEntry {
    label: &'static str,
    cameo: &'static str,
    quad: Quad,
    score: f32,
    definition: &'static str,
}

struct ModeEntry {
    of: EventType,
    label: &'static str,
    score: f32,
}

struct CameoEntry {
    code: &'static str,
    of: Option<EventType>,
    mode: Option<&'static str>,
    name: &'static str,
}

/// A mode of an event type: `ASSAULT` by `drone`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mode(u8);

impl Mode {
    /// The mode of that label which the type allows.
    pub fn of(of: EventType, label: &str) -> Option<Self> {
        MODES.iter().position(|entry| entry.of == of && entry.label == label).map(|i| Self(i as u8))
    }

    /// All modes of a type in the codebook's order.
    pub fn all_of(of: EventType) -> impl Iterator<Item = Self> {
        (0..MODES.len() as u8).map(Self).filter(move |mode| mode.event_type() == of)
    }

    /// The label: `suicide-attack`.
    pub fn label(self) -> &'static str {
        MODES[usize::from(self.0)].label
    }

    /// The type it belongs to.
    pub fn event_type(self) -> EventType {
        MODES[usize::from(self.0)].of
    }
}

impl fmt::Debug for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.event_type().label(), self.label())
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl EventType {
    /// All sixteen in the codebook's order.
    pub const ALL: [Self; 16] = ALL_TYPES;

    /// The label in capitals: `ASSAULT`.
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// CAMEO's two-digit root, the first where there are several.
    pub fn cameo_root(self) -> &'static str {
        &self.entry().cameo[..2]
    }

    /// CAMEO's roots or ranges as the codebook writes them: `18 19 20`.
    pub fn cameo_roots(self) -> &'static str {
        self.entry().cameo
    }

    /// Its quarter.
    pub fn quad(self) -> Quad {
        self.entry().quad
    }

    /// The conflict–cooperation score from -10 to 10: the mode's own where it has one, else the type's.
    pub fn score(self, mode: Option<Mode>) -> f32 {
        mode.filter(|mode| mode.event_type() == self)
            .map_or(self.entry().score, |mode| MODES[usize::from(mode.0)].score)
    }

    /// What it is, in a line.
    pub fn definition(self) -> &'static str {
        self.entry().definition
    }

    fn entry(self) -> &'static TypeEntry {
        &TYPES[self as usize]
    }
}

impl FromStr for EventType {
    type Err = Error;

    fn from_str(label: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|of| of.label() == label).ok_or_else(|| Error::label(label))
    }
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// All contexts in the codebook's order.
pub fn contexts() -> &'static [&'static str] {
    &CONTEXTS
}

/// Whether the codebook has that context.
pub fn is_context(label: &str) -> bool {
    CONTEXTS.contains(&label)
}

/// The type and mode that a CAMEO code of two to four digits becomes; a code the table lacks falls back on its parent.
pub fn from_cameo(code: &str) -> Option<(EventType, Option<Mode>)> {
    let entry = (2..=code.len()).rev().find_map(|len| cameo_entry(code.get(..len)?))?;
    let of = entry.of?;
    Some((of, entry.mode.and_then(|label| Mode::of(of, label))))
}

/// CAMEO's name of a code.
pub fn cameo_name(code: &str) -> Option<&'static str> {
    cameo_entry(code).map(|entry| entry.name)
}

/// The CAMEO code that a type and mode become: the first code in the table that has both, else the type's root.
pub fn to_cameo(of: EventType, mode: Option<Mode>) -> &'static str {
    let label = mode.map(Mode::label);
    let listed = CAMEO_OUT.iter().find(|(kind, mode, _)| *kind == of && *mode == label);
    listed.map_or(of.cameo_root(), |(_, _, code)| code)
}

fn cameo_entry(code: &str) -> Option<&'static CameoEntry> {
    CAMEO.binary_search_by(|entry| entry.code.cmp(code)).ok().map(|i| &CAMEO[i])
}

/// ACLED-shaped event types with their sub-events, in that order.
pub fn acled_types() -> &'static [(&'static str, &'static [&'static str])] {
    &ACLED
}

/// The ACLED-shaped event type of a sub-event.
pub fn acled_type_of(sub_event: &str) -> Option<&'static str> {
    ACLED.iter().find(|(_, subs)| subs.contains(&sub_event)).map(|(of, _)| *of)
}
