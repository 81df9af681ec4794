//! Country and sector codes.

use crate::error::Error;
use crate::sector::Sector;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

/// A country (ISO 3166-1 alpha-3, and `KOS`) or one of the codebook's codes for what no country holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iso3([u8; 3]);

impl Iso3 {
    /// The United Nations and its agencies.
    pub const UNO: Self = Self(*b"UNO");
    /// The European Union and its organs.
    pub const EUR: Self = Self(*b"EUR");
    /// Other organisations of states.
    pub const IGO: Self = Self(*b"IGO");
    /// International civic organisations.
    pub const NGO: Self = Self(*b"NGO");
    /// Transnational armed groups.
    pub const IMG: Self = Self(*b"IMG");
    /// Multinational companies.
    pub const MNC: Self = Self(*b"MNC");
    /// International social movements.
    pub const ISM: Self = Self(*b"ISM");

    /// The code of three upper-case letters.
    pub fn new(letters: [u8; 3]) -> Option<Self> {
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Whether this is one of the codebook's codes that stand in the place of a country.
    pub fn is_international(self) -> bool {
        matches!(self, Self::UNO | Self::EUR | Self::IGO | Self::NGO | Self::IMG | Self::MNC | Self::ISM)
    }

    pub(crate) fn from_packed(bytes: [u8; 3]) -> Option<Self> {
        Self::new(bytes)
    }

    pub(crate) fn bytes(self) -> [u8; 3] {
        self.0
    }
}

impl FromStr for Iso3 {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        <[u8; 3]>::try_from(text.as_bytes()).ok().and_then(Self::new).ok_or_else(|| Error::code(text))
    }
}

impl fmt::Display for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Up to three sectors in the order the data give them; reads as a slice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sectors {
    list: [Sector; 3],
    len: u8,
}

impl Sectors {
    /// No sector.
    pub const NONE: Self = Self { list: [Sector::Unk; 3], len: 0 };

    /// The first three of these.
    pub fn of(sectors: &[Sector]) -> Self {
        let mut all = Self::NONE;
        for (slot, &sector) in all.list.iter_mut().zip(sectors) {
            *slot = sector;
            all.len += 1;
        }
        all
    }

    /// Packed: one byte each, the sector's number plus one, 0 for none.
    pub(crate) fn from_packed(bytes: [u8; 3]) -> Self {
        let mut all = Self::NONE;
        for byte in bytes {
            if let Some(&sector) = usize::from(byte).checked_sub(1).and_then(|i| Sector::ALL.get(i)) {
                all.list[usize::from(all.len)] = sector;
                all.len += 1;
            }
        }
        all
    }
}

impl Deref for Sectors {
    type Target = [Sector];

    fn deref(&self) -> &[Sector] {
        &self.list[..usize::from(self.len)]
    }
}

impl fmt::Debug for Sectors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// What the codebook writes for an actor: a country or what stands in its place, and sectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The country, if there is one.
    pub country: Option<Iso3>,
    /// Its sectors, the leading one first.
    pub sectors: Sectors,
}

impl fmt::Display for Code {
    /// `PSE GOV`, `ISR`, `--- REB`, `---`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.country {
            Some(country) => f.write_str(country.as_str())?,
            None => f.write_str("---")?,
        }
        self.sectors.iter().try_for_each(|sector| write!(f, " {}", sector.label()))
    }
}
