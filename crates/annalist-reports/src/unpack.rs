//! Compression, told by the first bytes and bounded against input that expands out of all proportion.

use crate::codes;
use crate::error::Error;
use crate::options::Limits;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that may come out whatever went in.
const FREE: u64 = 64 << 20;
/// Bytes looked at to find out the format.
const HEAD: u64 = 8 << 10;
/// Largest window that zstd data may ask for.
const WINDOW: u64 = 128 << 20;

/// A stream of decompressed bytes whose beginning can be looked at.
pub(crate) struct Unpacked {
    pub(crate) head: Vec<u8>,
    pub(crate) reader: Box<dyn BufRead + Send>,
    pub(crate) compressed: bool,
}

/// Opens a stream of bytes, compressed or not.
pub(crate) fn unpack(raw: Box<dyn Read + Send>, limits: &Limits) -> Result<Unpacked, Error> {
    let taken = Arc::new(AtomicU64::new(0));
    let mut raw = BufReader::with_capacity(64 << 10, Counted { inner: raw, taken: taken.clone() });
    let mut magic = Vec::new();
    raw.by_ref().take(4).read_to_end(&mut magic).map_err(|error| classify(&error, false))?;
    let begin = Cursor::new(magic.clone()).chain(raw);
    let inner: Box<dyn Read + Send> = if magic.starts_with(&[0x1f, 0x8b]) {
        Box::new(MultiGzDecoder::new(begin))
    } else if is_zstd(&magic) {
        Box::new(Zstd::new(begin))
    } else {
        return peek(begin, false);
    };
    let bounded = Bounded { inner, taken, given: 0, expansion: limits.expansion };
    peek(BufReader::with_capacity(64 << 10, bounded), true)
}

fn peek(mut bytes: impl BufRead + Send + 'static, compressed: bool) -> Result<Unpacked, Error> {
    let mut head = Vec::new();
    bytes.by_ref().take(HEAD).read_to_end(&mut head).map_err(|error| classify(&error, compressed))?;
    let reader = Box::new(Cursor::new(head.clone()).chain(bytes));
    Ok(Unpacked { head, reader, compressed })
}

fn is_zstd(magic: &[u8]) -> bool {
    magic == [0x28, 0xb5, 0x2f, 0xfd]
        || (magic.len() == 4 && magic[0] & 0xf0 == 0x50 && magic[1..] == [0x2a, 0x4d, 0x18])
}

/// What a failed read means.
pub(crate) fn classify(error: &io::Error, compressed: bool) -> Error {
    if error.get_ref().and_then(|inner| inner.downcast_ref::<Expands>()).is_some() {
        let message = "the compressed data expands out of all proportion";
        return Error::new(codes::EXPANDS, message).remedy("decompress it yourself if you trust it");
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof if compressed => {
            Error::new(codes::DAMAGED, "the compressed data ends too early")
                .remedy("fetch or compress it again")
        }
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other if compressed => {
            let message = "the compressed data is damaged";
            Error::new(codes::DAMAGED, message).remedy("fetch or compress it again")
        }
        _ => Error::from_io(error, "cannot read"),
    }
}

/// Counts the bytes that go into a decoder.
struct Counted {
    inner: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.taken.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops a decoder whose output is out of proportion to its input.
struct Bounded {
    inner: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
    expansion: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.given += n as u64;
        let fair = self.taken.load(Ordering::Relaxed).saturating_mul(self.expansion);
        if self.given > FREE && self.given > fair { Err(io::Error::other(Expands)) } else { Ok(n) }
    }
}

#[derive(Debug)]
struct Expands;

impl fmt::Display for Expands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expands out of all proportion")
    }
}

impl std::error::Error for Expands {}

/// Reads zstd frames one after the other.
struct Zstd<R> {
    decoder: FrameDecoder,
    source: R,
    inside: bool,
}

impl<R: BufRead> Zstd<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { decoder, source, inside: false }
    }

    /// Reads from the frame at hand; 0 when it is used up.
    fn read_frame(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let step = BlockDecodingStrategy::UptoBlocks(1);
            self.decoder.decode_blocks(&mut self.source, step).map_err(damaged)?;
        }
        let n = self.decoder.read(buffer)?;
        let done = n == 0 && self.decoder.is_finished();
        let declared = self.decoder.get_checksum_from_data();
        if done && declared.is_some() && declared != self.decoder.get_calculated_checksum() {
            return Err(damaged("checksum"));
        }
        Ok(n)
    }

    /// Goes to the next frame; `false` at the end of the input.
    fn next_frame(&mut self) -> io::Result<bool> {
        if self.source.fill_buf()?.is_empty() {
            return Ok(false);
        }
        match self.decoder.reset(&mut self.source) {
            Ok(()) => self.inside = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
            }
            Err(error) => return Err(damaged(error)),
        }
        Ok(true)
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if self.inside {
                let n = self.read_frame(buffer)?;
                if n > 0 {
                    return Ok(n);
                }
                self.inside = false;
            }
            if !self.next_frame()? {
                return Ok(0);
            }
        }
    }
}

fn damaged(error: impl fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn all(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        let mut unpacked = unpack(Box::new(Cursor::new(bytes)), &Limits::default())?;
        let mut out = Vec::new();
        unpacked.reader.read_to_end(&mut out).map_err(|error| classify(&error, unpacked.compressed))?;
        Ok(out)
    }

    #[test]
    fn compression_is_told_by_content_and_members_are_joined() {
        let text = b"The council met on Monday. ".repeat(2000);
        for packed in [text.clone(), gzip(&text), zstd(&text)] {
            assert_eq!(all(packed).unwrap(), text);
        }
        assert_eq!(all([gzip(b"one"), gzip(b"two")].concat()).unwrap(), b"onetwo");
        let skip = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9];
        assert_eq!(all([zstd(b"one"), skip.to_vec(), zstd(b"two")].concat()).unwrap(), b"onetwo");
    }

    #[test]
    fn damage_is_named() {
        let text: Vec<u8> =
            (0..200_000u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for packed in [gzip(&text), zstd(&text)] {
            let cut = packed[..packed.len() / 2].to_vec();
            assert_eq!(all(cut).unwrap_err().code(), codes::DAMAGED);
        }
    }

    #[test]
    fn a_bomb_is_stopped() {
        let bomb = gzip(&vec![0; 100 << 20]);
        assert_eq!(all(bomb).unwrap_err().code(), codes::EXPANDS);
    }
}
