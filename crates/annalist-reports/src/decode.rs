//! Bytes to characters.

use crate::codes;
use crate::error::Error;
use crate::report::Warning;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are looked at to tell text from other data.
const PROBE: usize = 8 << 10;

/// Beginnings of formats that are not read, with their names.
const KNOWN: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a WARC archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
];

/// Refuses what is clearly no text, by its first bytes.
pub(crate) fn check(head: &[u8]) -> Result<(), Error> {
    if let Some((_, name)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        let message = format!("this is {name}, which is not read");
        return Err(
            Error::new(codes::UNSUPPORTED, message).remedy("convert it to plain text, HTML or JSON Lines")
        );
    }
    let probe = &head[..head.len().min(PROBE)];
    if Encoding::for_bom(probe).is_some() || bare_utf16(probe).is_some() {
        return Ok(());
    }
    if let Some(at) = probe.iter().position(|byte| *byte == 0) {
        return Err(binary(&format!("a zero byte at byte {at}")).at_byte(at as u64));
    }
    let controls = probe.iter().filter(|byte| is_odd_control(**byte)).count();
    if controls * 10 > probe.len() {
        return Err(binary(&format!("{controls} control characters in the first {} bytes", probe.len())));
    }
    Ok(())
}

fn binary(found: &str) -> Error {
    Error::new(codes::BINARY, format!("this is binary data, not text: {found}"))
        .remedy("give a text, HTML or JSON file")
}

fn is_odd_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

/// UTF-16 without a mark: every other byte of a mostly Western text is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Decodes a whole input. `declared` is what the input itself says (a page's meta element); a byte order mark outranks
/// it, and what the user says outranks both.
pub(crate) fn decode(
    bytes: &[u8],
    given: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
    warnings: &mut Vec<Warning>,
) -> String {
    if let Some(encoding) = given {
        let body = Encoding::for_bom(bytes)
            .filter(|(marked, _)| *marked == encoding)
            .map_or(bytes, |(_, len)| &bytes[len..]);
        return convert(body, encoding, warnings);
    }
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return convert(&bytes[len..], encoding, warnings);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if mostly_utf8(bytes) {
        return convert(bytes, UTF_8, warnings);
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| guess(bytes));
    if declared != Some(encoding) {
        let message = format!("the encoding is not declared and was guessed to be {}", encoding.name());
        warnings.push(Warning { code: codes::ENCODING_GUESSED, message });
    }
    convert(bytes, encoding, warnings)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = bare_utf16(&bytes[..bytes.len().min(PROBE)]) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess.is_ascii_compatible() || guess == encoding_rs::ISO_2022_JP { guess } else { WINDOWS_1252 }
}

/// Whether a text is UTF-8 but for a few damaged places.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 5 * bad
}

fn convert(bytes: &[u8], encoding: &'static Encoding, warnings: &mut Vec<Warning>) -> String {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    if replaced {
        let n = text.matches('\u{fffd}').count();
        let message =
            format!("{n} places could not be decoded from {} and were replaced by U+FFFD", encoding.name());
        warnings.push(Warning { code: codes::BYTES_REPLACED, message });
    }
    text.into_owned()
}

/// The encoding that a page declares in a meta element near its beginning.
pub(crate) fn declared_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let rest = head.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Vec<&'static str>) {
        let mut warnings = Vec::new();
        let text = decode(bytes, None, None, &mut warnings);
        (text, warnings.into_iter().map(|warning| warning.code).collect())
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "“Größe”, said Zoë – ça coûte 5 €, naturally, in the café of the Élysée.";
        let legacy = WINDOWS_1252.encode(text).0.into_owned();
        assert_eq!(decoded(text.as_bytes()), (text.to_owned(), vec![]));
        assert_eq!(decoded(&legacy), (text.to_owned(), vec![codes::ENCODING_GUESSED]));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&[b"\xff\xfe", &wide[..]].concat()), (text.to_owned(), vec![]));
        assert_eq!(decoded(&wide), (text.to_owned(), vec![codes::ENCODING_GUESSED]));
        assert_eq!(decoded(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), (text.to_owned(), vec![]));
    }

    #[test]
    fn damage_does_not_turn_utf8_into_something_else() {
        let mut bytes = "“Ünïcödé” – ça va".repeat(3).into_bytes();
        bytes.push(0xc3);
        let (text, codes) = decoded(&bytes);
        assert!(text.starts_with("“Ünïcödé”") && text.ends_with('\u{fffd}'));
        assert_eq!(codes, [crate::codes::BYTES_REPLACED]);
    }

    #[test]
    fn cyrillic_is_guessed() {
        let text = "Президент заявил в четверг, что переговоры будут продолжены на следующей неделе.";
        let (legacy, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(decoded(&legacy).0, text);
    }

    #[test]
    fn other_data_is_refused() {
        assert_eq!(check(b"%PDF-1.7").unwrap_err().code(), codes::UNSUPPORTED);
        assert_eq!(check(b"ab\0cd and so on").unwrap_err().code(), codes::BINARY);
        assert_eq!(check(&[1, 2, 3, 4, b'a', b'b']).unwrap_err().code(), codes::BINARY);
        assert!(check("Ünïcode\r\n\tand more".as_bytes()).is_ok());
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let page = br#"<html><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">"#;
        assert_eq!(declared_in_page(page), Some(encoding_rs::ISO_8859_2));
    }
}
