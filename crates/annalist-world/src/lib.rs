//! What is known before reading: countries, actors with dated offices, role and institution nouns, places, the codebook.
//!
//! ```
//! use annalist_world::{Form, World};
//! let world = World::builtin();
//! let found = world.actor_at(&["Israeli", "farmers"]).unwrap();
//! let first = found.candidates[0];
//! assert_eq!((found.len, first.form), (1, Form::Adjective));
//! assert_eq!(world.actor(first.actor).code_on(None).to_string(), "ISR");
//! ```

mod actors;
mod code;
pub mod codebook;
mod crosswalk;
mod error;
mod fold;
mod kind;
mod nouns;
mod pack;
mod phrase;
mod places;
mod sector;

pub use actors::{Actor, ActorId, ActorMatch, Candidate, Term};
pub use code::{Code, Iso3, Sectors};
pub use crosswalk::{Scheme, countries_of, country_code};
pub use error::Error;
pub use kind::{ActorKind, Form};
pub use nouns::{Organ, Role};
pub use places::{Place, PlaceClass, PlaceId, PlaceMatch};
pub use sector::Sector;

/// A name as look-ups see it: lower case, accents folded, joints as spaces.
pub fn folded(name: &str) -> String {
    fold::key(name)
}

use phrase::Phrases;
use std::sync::OnceLock;

/// The knowledge that comes with this version of the program, read in place.
pub struct World {
    strings: &'static [u8],
    actors: &'static [u8],
    terms: &'static [u8],
    states: &'static [u8],
    names: Option<Phrases>,
    postings: &'static [u8],
    offices: Option<Phrases>,
    holdings: &'static [u8],
    roles: Option<Phrases>,
    role_records: &'static [u8],
    role_prefixes: Option<Phrases>,
    role_suffixes: Option<Phrases>,
    organs: Option<Phrases>,
    organ_records: &'static [u8],
}

impl World {
    /// The world that is built in.
    pub fn builtin() -> &'static Self {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(Self::open)
    }

    /// Size of the packed index in bytes.
    pub fn index_bytes(&self) -> usize {
        pack::BYTES.len()
    }

    fn open() -> Self {
        use pack::section;
        Self {
            strings: section(*b"STRS"),
            actors: section(*b"ACTR"),
            terms: section(*b"TERM"),
            states: section(*b"STAT"),
            names: phrase::open(section(*b"NAMS")),
            postings: section(*b"NAMP"),
            offices: phrase::open(section(*b"OFFI")),
            holdings: section(*b"HOLD"),
            roles: phrase::open(section(*b"ROLS")),
            role_records: section(*b"ROLR"),
            role_prefixes: phrase::open(section(*b"ROLP")),
            role_suffixes: phrase::open(section(*b"ROLX")),
            organs: phrase::open(section(*b"ORGS")),
            organ_records: section(*b"ORGR"),
        }
    }
}
