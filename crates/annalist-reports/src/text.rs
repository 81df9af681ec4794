//! The text of a report with the way from bytes to code points.

use crate::offsets::{ByteOffset, ByteSpan, CharOffset, CharSpan};

/// Bytes between two checkpoints of the code point count.
const STRIDE: usize = 128;

/// A report's text as it is shown, at most `u32::MAX` bytes, with a sparse index from byte to code point offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    /// Code points before byte `i * STRIDE` (counting characters that start before it); empty for pure ASCII.
    checkpoints: Vec<u32>,
}

impl Text {
    /// Takes the text as it is. The caller has bounded its length.
    pub fn new(string: String) -> Self {
        let mut checkpoints = Vec::new();
        if !string.is_ascii() {
            let mut count = 0;
            for (i, byte) in string.bytes().enumerate() {
                if i % STRIDE == 0 {
                    checkpoints.push(count);
                }
                count += u32::from(is_char_start(byte));
            }
        }
        Self { string, checkpoints }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The words of a span.
    pub fn slice(&self, span: ByteSpan) -> &str {
        &self.string[span.range()]
    }

    /// The code point offset of a byte offset on a character boundary.
    pub fn char_offset(&self, byte: ByteOffset) -> CharOffset {
        if self.checkpoints.is_empty() {
            return CharOffset(byte.0);
        }
        let at = byte.0 as usize;
        let block = (at / STRIDE).min(self.checkpoints.len() - 1);
        let more = self.string.as_bytes()[block * STRIDE..at].iter().filter(|b| is_char_start(**b)).count();
        CharOffset(self.checkpoints[block] + more as u32)
    }

    /// The span in code points.
    pub fn char_span(&self, span: ByteSpan) -> CharSpan {
        CharSpan { start: self.char_offset(span.start), end: self.char_offset(span.end) }
    }
}

fn is_char_start(byte: u8) -> bool {
    (byte as i8) >= -0x40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_across_checkpoints() {
        let string = "“Ünïcode” – ".repeat(100);
        let text = Text::new(string.clone());
        for (chars, (byte, _)) in string.char_indices().enumerate() {
            assert_eq!(text.char_offset(ByteOffset(byte as u32)), CharOffset(chars as u32));
        }
        let end = ByteOffset(string.len() as u32);
        assert_eq!(text.char_offset(end), CharOffset(string.chars().count() as u32));
    }
}
