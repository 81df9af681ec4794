//! Inputs that hold many reports, read one at a time: a line each, or the values of a JSON list.

use crate::codes;
use crate::error::Error;
use std::io::{self, BufRead};

/// One piece of an input with the line it starts on.
pub(crate) struct Piece {
    pub(crate) line: u64,
    pub(crate) bytes: Result<Vec<u8>, Error>,
}

/// Reads lines of bounded length; blank ones are skipped.
pub(crate) struct Lines {
    reader: Box<dyn BufRead + Send>,
    limit: usize,
    line: u64,
}

impl Lines {
    pub(crate) fn new(reader: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Self { reader, limit, line: 0 }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let Some((mut bytes, whole)) = self.read_line()? else { return Ok(None) };
            self.line += 1;
            if !whole {
                return Ok(Some(Piece { line: self.line, bytes: Err(too_long("the line", self.limit)) }));
            }
            if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Piece { line: self.line, bytes: Ok(bytes) }));
            }
        }
    }

    /// The next line and whether it is whole; one that is too long is passed over without being kept.
    fn read_line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let (mut bytes, mut whole, mut any) = (Vec::new(), true, false);
        loop {
            let buffer = fill(&mut self.reader)?;
            if buffer.is_empty() {
                return Ok(any.then_some((bytes, whole)));
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if whole && bytes.len() + part.len() <= self.limit {
                bytes.extend_from_slice(part);
            } else {
                (whole, bytes) = (false, Vec::new());
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some((bytes, whole)));
            }
        }
    }
}

/// Reads the values of one JSON list, or values that follow one another, each of bounded length.
pub(crate) struct Values {
    reader: Box<dyn BufRead + Send>,
    limit: usize,
    line: u64,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    InList,
    Outside,
    End,
}

/// How far into a value a scan is.
#[derive(Default)]
struct Scan {
    depth: u32,
    string: bool,
    escape: bool,
}

impl Scan {
    /// Takes a byte of a value; whether the value ends with it.
    fn take(&mut self, byte: u8) -> bool {
        if self.string {
            match byte {
                _ if self.escape => self.escape = false,
                b'\\' => self.escape = true,
                b'"' => self.string = false,
                _ => {}
            }
            return !self.string && self.depth == 0;
        }
        match byte {
            b'"' => self.string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

impl Values {
    pub(crate) fn new(reader: Box<dyn BufRead + Send>, limit: usize) -> Self {
        Self { reader, limit, line: 1, place: Place::Start }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Piece>> {
        if self.place == Place::End {
            return Ok(None);
        }
        loop {
            let Some(byte) = self.peek()? else { return Ok(self.input_ends()) };
            match (self.place, byte) {
                (_, b'\n') => self.line += 1,
                (_, byte) if byte.is_ascii_whitespace() => {}
                (Place::Start, 0xef | 0xbb | 0xbf) | (Place::InList, b',') => {}
                (Place::Start, b'[') => self.place = Place::InList,
                (Place::InList, b']') => self.place = Place::Outside,
                _ => return self.value().map(Some),
            }
            self.reader.consume(1);
        }
    }

    fn input_ends(&mut self) -> Option<Piece> {
        let cut = self.place == Place::InList;
        self.place = Place::End;
        cut.then(|| Piece { line: self.line, bytes: Err(cut_off("the list")) })
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(fill(&mut self.reader)?.first().copied())
    }

    fn value(&mut self) -> io::Result<Piece> {
        if self.place == Place::Start {
            self.place = Place::Outside;
        }
        let start = self.line;
        let (mut bytes, mut whole, mut scan) = (Vec::new(), true, Scan::default());
        loop {
            let Some(byte) = self.peek()? else {
                self.place = Place::End;
                let end = if scan.depth > 0 || scan.string { Err(cut_off("the value")) } else { Ok(bytes) };
                return Ok(Piece { line: start, bytes: end });
            };
            let at_top = scan.depth == 0 && !scan.string;
            if at_top && !bytes.is_empty() && (byte.is_ascii_whitespace() || matches!(byte, b',' | b']')) {
                break;
            }
            self.line += u64::from(byte == b'\n');
            whole &= bytes.len() < self.limit;
            if whole {
                bytes.push(byte);
            } else {
                bytes = Vec::new();
            }
            self.reader.consume(1);
            if scan.take(byte) {
                break;
            }
        }
        let bytes = if whole { Ok(bytes) } else { Err(too_long("the value", self.limit)) };
        Ok(Piece { line: start, bytes })
    }
}

/// `fill_buf` that goes on after an interruption.
fn fill(reader: &mut Box<dyn BufRead + Send>) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    reader.fill_buf()
}

fn too_long(what: &str, limit: usize) -> Error {
    let message = format!("{what} is longer than the limit of {limit} bytes");
    Error::new(codes::LINE_TOO_LONG, message).remedy("split it into its reports")
}

fn cut_off(what: &str) -> Error {
    Error::new(codes::JSON, format!("not valid JSON: the input ends inside {what}"))
        .remedy("fetch or write it again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn shown(piece: Piece) -> (u64, String) {
        let text = piece
            .bytes
            .map_or_else(|error| error.code().to_owned(), |bytes| String::from_utf8(bytes).unwrap());
        (piece.line, text)
    }

    fn lines(text: &'static str, limit: usize) -> Vec<(u64, String)> {
        let mut lines = Lines::new(Box::new(Cursor::new(text)), limit);
        std::iter::from_fn(|| lines.next().unwrap()).map(shown).collect()
    }

    fn values(text: &'static str) -> Vec<(u64, String)> {
        let mut values = Values::new(Box::new(Cursor::new(text)), 20);
        std::iter::from_fn(|| values.next().unwrap()).map(shown).collect()
    }

    #[test]
    fn a_long_line_costs_only_itself() {
        let expected =
            [(1, "one"), (3, codes::LINE_TOO_LONG), (4, "three")].map(|(line, text)| (line, text.to_owned()));
        assert_eq!(lines("\u{feff}one\n\ntwo two two two two\nthree", 10), expected);
    }

    #[test]
    fn values_of_lists_and_streams_are_told_apart() {
        let own = |list: &[(u64, &str)]| {
            list.iter().map(|(line, text)| (*line, (*text).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(
            values("[{\"a\": \"]\\\"\"},\n {\"b\": []}, 5]"),
            own(&[(1, "{\"a\": \"]\\\"\"}"), (2, "{\"b\": []}"), (2, "5")])
        );
        assert_eq!(values("{\n}\n{}"), own(&[(1, "{\n}"), (3, "{}")]));
        assert_eq!(values("[{}, {\"a\""), own(&[(1, "{}"), (1, codes::JSON)]));
        assert_eq!(values("[{}"), own(&[(1, "{}"), (1, codes::JSON)]));
        assert_eq!(values("[\"0123456789012345678901\", {}]"), own(&[(1, codes::LINE_TOO_LONG), (1, "{}")]));
        assert_eq!(values("[]"), own(&[]));
        assert_eq!(values("[}x, {}]"), own(&[(1, "}"), (1, "x"), (1, "{}")]));
    }
}
