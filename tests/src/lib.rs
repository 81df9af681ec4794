//! What the tests of the whole share: the tests written in prose, and how they are checked.
//! `reports/README.md` describes the format.

pub mod check;
pub mod prose;

use std::path::PathBuf;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
