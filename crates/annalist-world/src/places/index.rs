//! The packed gazetteer, read in place.
//!
//! Layout: `ANNPLACE`, version, number of sections, the end of each section (all `u32`, little-endian), the sections:
//!
//! | section | holds |
//! |---|---|
//! | records | 18 bytes each, the most prominent place first: name (3, offset in texts), GeoNames number (3, 0 for own entries), latitude and longitude (3 each, fixed point), population (2: 5 bits of exponent, 11 of mantissa), first-level division (2), country (1), class (1) |
//! | texts | a length byte and UTF-8 each |
//! | names | finite-state map, key to value: bits 0–1 also a word, also a person's name; bit 2 set: offset in lists, else: a place |
//! | lists | a `u16` count, then places of three bytes; by falling prominence, a seldom used name (bit 23) counting a tenth |
//! | divisions | place (3) of each first-level division |
//! | countries | alpha-3 code (3), place (3), in the codes' order |
//! | across | place (3), country (1): the further countries of a region across borders, by place |
//! | neighbours | country (1), country (1) |
//! | kinds | place (3), text (3): what sort of site or feature, by place |

use super::place::PlaceId;
use std::sync::OnceLock;

/// The index as the build script made it.
static BYTES: &[u8] = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"))).0;

#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

const VERSION: u32 = 1;
const RECORD: usize = 18;

/// Slices of the sections.
pub(super) struct Index {
    records: &'static [u8],
    texts: &'static [u8],
    pub(super) names: Option<crate::phrase::Phrases>,
    lists: &'static [u8],
    divisions: &'static [u8],
    countries: &'static [u8],
    across: &'static [u8],
    neighbours: &'static [u8],
    kinds: &'static [u8],
}

impl Index {
    /// The index of this version of the program.
    pub(super) fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(|| Self::open(BYTES))
    }

    fn open(bytes: &'static [u8]) -> Self {
        let known = bytes.get(..8) == Some(b"ANNPLACE".as_slice()) && number(bytes, 8) == VERSION;
        let count = if known { number(bytes, 12) as usize } else { 0 };
        let mut start = 16 + 4 * count;
        let mut sections = (0..count).map(|i| {
            let end = number(bytes, 16 + 4 * i) as usize;
            let section = bytes.get(start..end).unwrap_or(&[]);
            start = end;
            section
        });
        let mut next = || sections.next().unwrap_or(&[]);
        Self {
            records: next(),
            texts: next(),
            names: crate::phrase::open(next()),
            lists: next(),
            divisions: next(),
            countries: next(),
            across: next(),
            neighbours: next(),
            kinds: next(),
        }
    }

    /// Number of places.
    pub(super) fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// The bytes of a place's record.
    pub(super) fn record(&self, place: PlaceId) -> &'static [u8; RECORD] {
        let at = place.0 as usize * RECORD;
        self.records.get(at..at + RECORD).and_then(|bytes| bytes.try_into().ok()).unwrap_or(&[0; RECORD])
    }

    /// The text at an offset.
    pub(super) fn text(&self, at: u32) -> &'static str {
        let at = at as usize;
        let len = self.texts.get(at).map_or(0, |&len| usize::from(len));
        self.texts.get(at + 1..at + 1 + len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// The packed places of a list.
    pub(super) fn list(&self, at: usize) -> &'static [u8] {
        let count = self.lists.get(at..at + 2).map_or(0, |b| usize::from(u16::from_le_bytes([b[0], b[1]])));
        self.lists.get(at + 2..at + 2 + 3 * count).unwrap_or(&[])
    }

    /// The place of a first-level division.
    pub(super) fn division(&self, number: u16) -> Option<PlaceId> {
        let at = usize::from(number) * 3;
        self.divisions.get(at..at + 3).map(|bytes| PlaceId(three(bytes)))
    }

    /// The code of a country by its number.
    pub(super) fn country(&self, number: u8) -> Option<[u8; 3]> {
        let at = usize::from(number) * 6;
        self.countries.get(at..at + 3)?.try_into().ok()
    }

    /// Number and place of a country.
    pub(super) fn country_place(&self, code: &str) -> Option<(u8, PlaceId)> {
        let (entries, _) = self.countries.as_chunks::<6>();
        let at = entries.binary_search_by(|entry| entry[..3].cmp(code.as_bytes())).ok()?;
        Some((at as u8, PlaceId(three(&entries[at][3..]))))
    }

    /// The further countries of a region.
    pub(super) fn across(&self, place: PlaceId) -> impl Iterator<Item = u8> + 'static {
        let (entries, _) = self.across.as_chunks::<4>();
        let from = entries.partition_point(|entry| three(entry) < place.0);
        entries[from..].iter().take_while(move |entry| three(*entry) == place.0).map(|entry| entry[3])
    }

    /// Whether two countries, by number, have a border in common.
    pub(super) fn are_neighbours(&self, one: u8, other: u8) -> bool {
        self.neighbours.as_chunks::<2>().0.contains(&[one, other])
    }

    /// What sort of site or feature a place is.
    pub(super) fn kind(&self, place: PlaceId) -> Option<&'static str> {
        let (entries, _) = self.kinds.as_chunks::<6>();
        let at = entries.binary_search_by_key(&place.0, |entry| three(entry)).ok()?;
        Some(self.text(three(&entries[at][3..])))
    }
}

/// Three bytes as a number.
pub(super) fn three(bytes: &[u8]) -> u32 {
    u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}
