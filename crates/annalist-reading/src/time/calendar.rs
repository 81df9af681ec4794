//! Arithmetic of the calendar that the rules of time need.

use super::form::Unit;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day, if the calendar has it.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// First and last day of a month.
pub(super) fn month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = day(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// First and last day of `n` years from `year` on.
pub(super) fn years(year: i16, n: i16) -> Option<(Date, Date)> {
    Some((day(year, 1, 1)?, day(year.checked_add(n - 1)?, 12, 31)?))
}

/// First and last day of three months.
pub(super) fn three_months(year: i16, first: i8) -> Option<(Date, Date)> {
    let start = day(year, first, 1)?;
    let end = start.checked_add(2.months()).ok()?.last_of_month();
    Some((start, end))
}

/// The day so many days later.
pub(super) fn plus_days(from: Date, days: i32) -> Option<Date> {
    from.checked_add(i64::from(days).days()).ok()
}

/// Monday to Sunday of the week of a day.
pub(super) fn week(of: Date) -> Option<(Date, Date)> {
    let monday = plus_days(of, 1 - i32::from(of.weekday().to_monday_one_offset()))?;
    Some((monday, plus_days(monday, 6)?))
}

/// The day so many units later (earlier for negative counts).
pub(super) fn plus(from: Date, unit: Unit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    if count.abs() > 9000 {
        return None;
    }
    let span = match unit {
        Unit::Minute | Unit::Hour => 0.days(),
        Unit::Day => count.days(),
        Unit::Week | Unit::Weekend => count.weeks(),
        Unit::Fortnight => (2 * count).weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (3 * count).months(),
        Unit::Year => count.years(),
        Unit::Decade => (10 * count).years(),
        Unit::Century => (100 * count).years(),
    };
    from.checked_add(span).ok()
}

/// The whole unit that holds a day.
pub(super) fn whole(of: Date, unit: Unit) -> Option<(Date, Date)> {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Some((of, of)),
        Unit::Weekend => {
            let (_, sunday) = week(of)?;
            Some((plus_days(sunday, -1)?, sunday))
        }
        Unit::Week => week(of),
        Unit::Fortnight => Some((week(of)?.0, plus_days(week(of)?.1, 7)?)),
        Unit::Month => month(of.year(), of.month()),
        Unit::Quarter => three_months(of.year(), (of.month() - 1) / 3 * 3 + 1),
        Unit::Year => years(of.year(), 1),
        Unit::Decade => years(of.year() - of.year().rem_euclid(10), 10),
        Unit::Century => years(of.year() - of.year().rem_euclid(100), 100),
    }
}

/// The nearest day of the week at or before a day.
pub(super) fn weekday_before(from: Date, weekday: i8) -> Option<Date> {
    let back = i32::from((from.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    plus_days(from, -back)
}

/// The nearest day of the week after a day.
pub(super) fn weekday_after(from: Date, weekday: i8) -> Option<Date> {
    weekday_before(plus_days(from, 7)?, weekday)
}

/// The nearest such day of the year at or before `from`, or at or after it.
pub(super) fn nearest_day(from: Date, month: i8, dom: i8, future: bool) -> Option<Date> {
    let step = if future { 1 } else { -1 };
    // Leap days may be up to eight years away.
    (0..9).map(|n| from.year() + step * n).find_map(|year| {
        let found = day(year, month, dom)?;
        (if future { found >= from } else { found <= from }).then_some(found)
    })
}

/// The nearest such month that has begun at `from`, or that has not ended.
pub(super) fn nearest_month(from: Date, wanted: i8, future: bool) -> Option<(Date, Date)> {
    let year = match future {
        true if wanted < from.month() => from.year() + 1,
        false if wanted > from.month() => from.year() - 1,
        _ => from.year(),
    };
    month(year, wanted)
}

/// The earliest year that is read as a year at all.
pub(super) const FIRST_YEAR: Date = date(1000, 1, 1);
