//! One document's record from its parse: who says what, who did what to whom, when, where, at what cost.
//!
//! Reading cannot fail and is pure: the same report, parse, world and lexicon give the same record.

pub mod actors;
mod arrangements;
mod checks;
mod events;
mod forecasts;
pub mod frames;
pub mod lexicon;
pub mod numbers;
pub mod place;
mod record;
pub mod time;
pub mod tolls;
pub mod tree;
mod voices;
pub mod wire;
mod wording;
mod wordlist;
mod words;

pub use lexicon::Lexicon;
pub use record::{Detail, Reader, Record};
