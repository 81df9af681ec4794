//! The id of a document: what makes two texts the same.

use crate::report::DocumentId;
use unicode_normalization::UnicodeNormalization;

impl DocumentId {
    /// The id of a text: blake3, in lower-case hexadecimal, of the text in Unicode Normalization Form C with invisible
    /// characters (soft hyphen, zero-width space and joiners, byte order mark) left out, every run of white space made
    /// one space, and none at either end. Case, punctuation and the form of quotation marks count.
    pub fn of(text: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut buffer = [0; 4];
        let (mut begun, mut space) = (false, false);
        for c in text.chars().filter(|c| !is_invisible(*c)).nfc() {
            if c.is_whitespace() {
                space = begun;
                continue;
            }
            if space {
                hasher.update(b" ");
                space = false;
            }
            begun = true;
            hasher.update(c.encode_utf8(&mut buffer).as_bytes());
        }
        Self(hasher.finalize().to_hex().to_string())
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_does_not_matter_and_words_do() {
        let id = DocumentId::of("Café in Jenin");
        assert_eq!(id, DocumentId::of("  Cafe\u{301}\r\n\r\nin\u{a0}\u{200b}Je\u{ad}nin\n"));
        assert_ne!(id, DocumentId::of("Café in jenin"));
        assert_eq!(id.0.len(), 64);
    }
}
