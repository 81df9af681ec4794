//! Two dates that are the ends of one range, and lists of days that share a month.

use super::days::year_number;
use super::form::{Form, Found, Simple, YearOf};
use crate::numbers::is_dash;
use crate::words::Words;

/// Joins the ends of ranges: `between 2014 and 2016`, `from March to May 2019`, `January 5–7`, `5 to 7 January`.
pub(super) fn ranges(words: &Words<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        let next = leading_day(words, next);
        match all.last_mut().and_then(|last| Some((joined(words, *last, next)?, last))) {
            Some((range, last)) => *last = range,
            None => all.push(trailing_day(words, next)),
        }
    }
    all
}

fn joined(words: &Words<'_>, a: Found, b: Found) -> Option<Found> {
    if a.end + 1 != b.first || !words.same_sentence(a.first, b.first) {
        return None;
    }
    let before = words.low(a.first.wrapping_sub(1));
    let linked = match words.low(a.end) {
        "and" => before == "between",
        "to" | "until" | "till" | "through" => {
            before == "from" || matches!(a.form, Form::Day { .. } | Form::Year(_))
        }
        link => is_dash(link),
    };
    let (start, end) = (simple(a.form)?, simple(b.form)?);
    let form = Form::Range(with_year_of(start, end), end);
    linked.then_some(Found { first: a.first, end: b.end, form })
}

fn simple(form: Form) -> Option<Simple> {
    Some(match form {
        Form::Day { year, month, day } => Simple::Day { year, month, day },
        Form::Month { year, month, shift: None } => Simple::Month { year, month },
        Form::Year(year) => Simple::Year(year),
        Form::Weekday { day, shift: None, .. } => Simple::Weekday(day),
        _ => return None,
    })
}

/// The year that is told once, at the end.
fn with_year_of(start: Simple, end: Simple) -> Simple {
    let (Simple::Day { year, .. } | Simple::Month { year, .. }) = end else { return start };
    match start {
        Simple::Day { year: YearOf::Open, month, day } => Simple::Day { year, month, day },
        Simple::Month { year: YearOf::Open, month } => Simple::Month { year, month },
        other => other,
    }
}

/// `5–7 January`: the day before the link belongs to the date after it.
fn leading_day(words: &Words<'_>, found: Found) -> Found {
    let Form::Day { year, month, day } = found.form else { return found };
    let linked = found.first >= 2 && {
        let link = words.low(found.first - 1);
        is_dash(link) || matches!(link, "to" | "and" | "or")
    };
    let first = if linked { number(words, found.first - 2) } else { None };
    match first.filter(|f| *f < day && words.same_sentence(found.first - 2, found.first)) {
        Some(first) => {
            let start = Simple::Day { year, month, day: first };
            let form = Form::Range(start, Simple::Day { year, month, day });
            Found { first: found.first - 2, end: found.end, form }
        }
        None => found,
    }
}

/// `January 5–7`, `January 5 and 6`: the number after the link is a day of the same month.
fn trailing_day(words: &Words<'_>, found: Found) -> Found {
    let Form::Day { year: YearOf::Open, month, day } = found.form else { return found };
    let link = words.low(found.end);
    let last =
        (is_dash(link) || matches!(link, "to" | "and")).then(|| number(words, found.end + 1)).flatten();
    let Some(last) = last.filter(|l| *l > day && words.same_sentence(found.first, found.end + 1)) else {
        return found;
    };
    let after = found.end + 2;
    let counted = words.token(after).is_some_and(|t| t.upos == annalist_language::Upos::Noun);
    if counted {
        return found;
    }
    let comma = usize::from(words.low(after) == ",");
    let told = year_number(words, after + comma);
    let year = told.map_or(YearOf::Open, YearOf::Told);
    let end = after + told.map_or(0, |_| comma + 1);
    let form = Form::Range(Simple::Day { year, month, day }, Simple::Day { year, month, day: last });
    Found { first: found.first, end, form }
}

fn number(words: &Words<'_>, i: usize) -> Option<i8> {
    words.low(i).parse().ok().filter(|n| (1..=31).contains(n))
}
