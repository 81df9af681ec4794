//! Plain text: line ends made one, control characters taken out, everything else as it is.

use crate::codes;
use crate::report::Warning;

/// The text as it will be shown. Carriage returns, next-line, form feed and vertical tab become line feeds; other control
/// characters and byte order marks go; no-break spaces and all else stay.
pub(crate) fn clean(text: String, warnings: &mut Vec<Warning>) -> String {
    if !text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || c == '\u{feff}') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut removed = 0u64;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{85}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\u{feff}' => {}
            c if c.is_control() => removed += 1,
            c => out.push(c),
        }
    }
    if removed > 0 {
        let message = format!("{removed} control characters were removed from the text");
        warnings.push(Warning { code: codes::CONTROLS_REMOVED, message });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_one_kind_and_controls_go() {
        let mut warnings = Vec::new();
        assert_eq!(clean("a\r\nb\rc\u{a0}d\u{7}\te\n\n".into(), &mut warnings), "a\nb\nc\u{a0}d\te\n\n");
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].code, codes::CONTROLS_REMOVED);
    }
}
