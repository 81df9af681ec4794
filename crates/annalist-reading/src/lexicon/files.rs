//! The lexicon files that ship with the program.

/// All of them, by their names below `lexicon/`.
pub(super) static BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lexicon_files.rs"));
