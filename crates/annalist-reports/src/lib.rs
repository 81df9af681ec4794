//! Documents in: bytes of a news report in any of the supported formats become a [`Report`]: its text, its metadata and
//! what was odd about it. Every later phase refers to the text by the offsets defined here.

pub mod offsets;
mod report;
mod text;

pub use offsets::{ByteOffset, ByteSpan, CharOffset, CharSpan};
pub use report::{DocumentId, Format, Published, Report, Warning};
pub use text::Text;
