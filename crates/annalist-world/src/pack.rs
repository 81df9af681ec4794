//! The packed index: named sections in one block of bytes, read in place.
//!
//! Layout: `ANNWORLD`, version, number of sections, then per section a four-letter tag, offset and length (all `u32`,
//! little-endian), then the sections. Strings are a `u16` length and UTF-8 bytes; a reference to one is its offset.

/// The whole index.
pub(crate) static BYTES: &[u8] = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"))).0;

#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

/// Version of the layout; the build script writes the same number.
pub(crate) const VERSION: u32 = 1;

/// The bytes of one section; empty if the index has none of that name.
pub(crate) fn section(tag: [u8; 4]) -> &'static [u8] {
    if BYTES.get(..8) != Some(b"ANNWORLD".as_slice()) || u32_at(BYTES, 8) != VERSION {
        return &[];
    }
    let count = u32_at(BYTES, 12) as usize;
    (0..count)
        .map(|i| 16 + i * 12)
        .find(|&at| BYTES.get(at..at + 4) == Some(tag.as_slice()))
        .and_then(|at| {
            let start = u32_at(BYTES, at + 4) as usize;
            BYTES.get(start..start + u32_at(BYTES, at + 8) as usize)
        })
        .unwrap_or(&[])
}

/// Reads a `u32`; 0 past the end.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// Reads a `u16`; 0 past the end.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// Reads three bytes; zeros past the end.
pub(crate) fn three_at(bytes: &[u8], at: usize) -> [u8; 3] {
    bytes.get(at..at + 3).and_then(|b| b.try_into().ok()).unwrap_or([0; 3])
}

/// The string at an offset of a section of strings.
pub(crate) fn text_at(strings: &'static [u8], at: u32) -> &'static str {
    let at = at as usize;
    let len = usize::from(u16_at(strings, at));
    strings.get(at + 2..at + 2 + len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
}
