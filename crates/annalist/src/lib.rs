//! Reads news reports and keeps the record: who did what to whom, when, where and on whose word.
//!
//! ```
//! use annalist::{Detail, Input, Options, Reader, Scratch, reports};
//!
//! let reader = Reader::builtin()?;
//! let mut scratch = Scratch::new();
//! let input = Input::Bytes { name: "note.txt".into(), bytes: b"Protesters marched in Nairobi on Monday.".to_vec() };
//! for report in reports(vec![input], &Options::new()) {
//!     let record = reader.read(&report?, Detail::default(), &mut scratch);
//!     assert_eq!(record.document.text, "Protesters marched in Nairobi on Monday.");
//! }
//! # Ok::<(), annalist::Error>(())
//! ```

#[cfg(feature = "cli")]
pub mod cli;
mod error;
mod reader;

pub use annalist_language::Scratch;
pub use annalist_reading::{Detail, wire};
pub use annalist_reports::{
    Format, Input, Limits, Options, Published, Report, Reports, Warning, read as reports,
};
pub use error::Error;
pub use reader::{Reader, model};

/// Version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
