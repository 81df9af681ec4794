//! One place.

use super::index::{Index, three};
use crate::{Iso3, World};

/// A place of the gazetteer; lower numbers are more prominent places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub(super) u32);

impl PlaceId {
    /// The place's rank in prominence among all places, 0 the most prominent.
    pub fn rank(self) -> u32 {
        self.0
    }
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PlaceClass {
    /// A city, town, village or part of a city.
    City,
    /// A first-level division: state, province, governorate.
    Admin1,
    /// A second-level division: county, district.
    Admin2,
    /// A country or territory.
    Country,
    /// A region that is no division, within a country or across borders; a continent.
    Region,
    /// A camp, crossing, base, airport, prison, plant or other site.
    Facility,
    /// A sea, strait, river, mountain, desert or island.
    Physical,
}

impl PlaceClass {
    fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Admin1,
            2 => Self::Admin2,
            3 => Self::Country,
            4 => Self::Region,
            5 => Self::Facility,
            6 => Self::Physical,
            _ => Self::City,
        }
    }
}

/// What the gazetteer tells about a place.
#[derive(Clone, Copy)]
pub struct Place<'w> {
    id: PlaceId,
    index: &'w Index,
}

impl World {
    /// A place.
    pub fn place(&self, id: PlaceId) -> Place<'_> {
        Place { id, index: Index::get() }
    }

    /// A country's place.
    pub fn country_place(&self, country: Iso3) -> Option<PlaceId> {
        Index::get()
            .country_place(country.as_str())
            .map(|(_, place)| place)
            .filter(|place| place.0 != 0xff_ffff)
    }

    /// Whether two countries have a border in common.
    pub fn are_neighbours(&self, one: Iso3, other: Iso3) -> bool {
        let index = Index::get();
        let number = |country: Iso3| index.country_place(country.as_str()).map(|(number, _)| number);
        number(one).zip(number(other)).is_some_and(|(one, other)| index.are_neighbours(one, other))
    }

    /// Number of places in the gazetteer.
    pub fn place_count(&self) -> usize {
        Index::get().len()
    }
}

impl Place<'static> {
    pub(super) fn at(id: PlaceId) -> Self {
        Self { id, index: Index::get() }
    }
}

impl<'w> Place<'w> {
    /// The place's number.
    pub fn id(&self) -> PlaceId {
        self.id
    }

    /// Its usual name.
    pub fn name(&self) -> &'w str {
        self.index.text(three(self.index.record(self.id)))
    }

    /// Its country, of a region across borders the leading one; `None` for seas and continents.
    pub fn country(&self) -> Option<Iso3> {
        self.iso3(self.index.record(self.id)[16])
    }

    /// All its countries.
    pub fn countries(&self) -> impl Iterator<Item = Iso3> + 'w {
        let place = *self;
        self.country()
            .into_iter()
            .chain(place.index.across(place.id).filter_map(move |number| place.iso3(number)))
    }

    /// The name of its first-level division.
    pub fn admin1(&self) -> Option<&'w str> {
        self.division().map(|division| Place { id: division, index: self.index }.name())
    }

    /// Its first-level division; a division is its own.
    pub fn division(&self) -> Option<PlaceId> {
        let record = self.index.record(self.id);
        self.index.division(u16::from_le_bytes([record[14], record[15]]))
    }

    /// Degrees north.
    pub fn latitude(&self) -> f32 {
        degrees(&self.index.record(self.id)[6..9], 90.0)
    }

    /// Degrees east.
    pub fn longitude(&self) -> f32 {
        degrees(&self.index.record(self.id)[9..12], 180.0)
    }

    /// How many people live there, to three digits; 0 if not known.
    pub fn population(&self) -> u32 {
        let record = self.index.record(self.id);
        let packed = u16::from_le_bytes([record[12], record[13]]);
        u32::from(packed & 0x7ff) << (packed >> 11)
    }

    /// What it is.
    pub fn class(&self) -> PlaceClass {
        PlaceClass::from_byte(self.index.record(self.id)[17])
    }

    /// What sort of site or feature it is, in the words of its source: `camp`, `crossing`, `strait`; for a city its
    /// rank among cities.
    pub fn kind(&self) -> Option<&'w str> {
        self.index.kind(self.id)
    }

    /// Its number in GeoNames, or its name among this gazetteer's own entries: `geonames:281102`, `annalist:sahel`.
    pub fn gazetteer_id(&self) -> String {
        match three(&self.index.record(self.id)[3..6]) {
            0 => format!("annalist:{}", crate::fold::key(self.name()).replace(' ', "-")),
            number => format!("geonames:{number}"),
        }
    }

    /// Great-circle distance between two places' points in kilometres.
    pub fn distance(&self, other: &Place<'_>) -> f32 {
        let (one, two) = (self.latitude().to_radians(), other.latitude().to_radians());
        let across = (other.longitude() - self.longitude()).to_radians();
        let half = ((two - one) / 2.0).sin().powi(2) + one.cos() * two.cos() * (across / 2.0).sin().powi(2);
        2.0 * 6371.0 * half.clamp(0.0, 1.0).sqrt().asin()
    }

    fn iso3(self, number: u8) -> Option<Iso3> {
        self.index.country(number).and_then(Iso3::new)
    }
}

impl std::fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let country = self.country().map(|country| country.to_string());
        write!(f, "{} ({}, {:?})", self.name(), country.as_deref().unwrap_or("-"), self.class())
    }
}

fn degrees(bytes: &[u8], half: f64) -> f32 {
    (f64::from(three(bytes)) / f64::from(0xff_ffff_u32) * 2.0 * half - half) as f32
}
