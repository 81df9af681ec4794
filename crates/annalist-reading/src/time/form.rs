//! What an expression of time says, before it is known which dates it means.

/// Units of time, by length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "weekend" => Self::Weekend,
            "week" => Self::Week,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            _ => return None,
        })
    }
}

/// What a relative time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Published,
    Narrative,
}

/// Which year a day, month or season is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not said.
    Open,
    /// Told.
    Told(i16),
    /// So many years from the base's.
    Shifted(i32, Base),
}

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A day of a month.
    Day { year: YearOf, month: i8, day: i8 },
    /// A day whose month is not said: `the 26th`.
    MonthDay(i8),
    /// A month, with `last`, `next`, `this` where the year is open.
    Month { year: YearOf, month: i8, shift: Option<i32> },
    /// A year.
    Year(i16),
    /// Ten years from this one on.
    Decade(i16),
    /// A hundred years from this one on.
    Century(i16),
    /// Three months from this one on.
    Season { year: YearOf, month: i8, shift: Option<i32> },
    /// A quarter of a year.
    Quarter { year: YearOf, quarter: i8 },
    /// A day of the week, with `last`, `next`, `this`.
    Weekday { day: i8, shift: Option<i32>, base: Base },
    /// So many units from the base.
    Shift { unit: Unit, by: i32, base: Base },
    /// A stretch of so many units that ends or begins at the base.
    Stretch { unit: Unit, count: i32, base: Base },
    /// So many units from the base where the tense is future, else a length: `in three days`.
    Ahead { unit: Unit, count: i32 },
    /// A length of time.
    Length,
    /// Again and again.
    Repeated,
    /// Some time.
    Vague(Base),
    /// A date in figures that can be read in two ways.
    Ambiguous,
    /// From the one to the other.
    Range(Simple, Simple),
}

/// The ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Simple {
    Day { year: YearOf, month: i8, day: i8 },
    Month { year: YearOf, month: i8 },
    Year(i16),
    Weekday(i8),
}

/// An expression as found: its tokens (without preposition) and what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) form: Form,
}
