//! Documents in: bytes of a news report in any of the supported formats become a [`Report`]: its text, its metadata and
//! what was odd about it. Every later phase refers to the text by the offsets defined here.
//!
//! [`read()`] takes files, folders, standard input or bytes, finds out compression, format and encoding, and gives one
//! report after the other; an input that cannot be read is an [`Error`] in its place.

pub mod codes;
mod dates;
mod decode;
mod draft;
mod error;
mod html;
mod identity;
mod json;
mod lines;
pub mod offsets;
mod options;
mod plain;
mod read;
mod report;
mod sniff;
mod source;
mod text;
mod unpack;

pub use error::Error;
pub use json::fields;
pub use offsets::{ByteOffset, ByteSpan, CharOffset, CharSpan};
pub use options::{Limits, Options};
pub use read::{Reports, read};
pub use report::{DocumentId, Format, Published, Report, Warning};
pub use source::Input;
pub use text::Text;
