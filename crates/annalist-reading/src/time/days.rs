//! Days, months and years of the calendar as reports write them.

use super::form::{Base, Form, Found, Simple, YearOf};
use super::scan::{OPEN, number_of};
use super::{LIST, calendar, relative};
use crate::numbers::{self, is_dash};
use crate::words::Words;
use annalist_language::{Deprel, Upos};

/// A day of a month with or without a weekday and a year, in words or figures.
pub(super) fn dated(words: &Words<'_>, i: usize) -> Option<Found> {
    if let Some(found) = figures(words, i) {
        return Some(found);
    }
    let first = i;
    let i = number_of("weekday", words, i).map_or(i, |_| i + 1 + usize::from(words.low(i + 1) == ","));
    let (month, day, end) = month_first(words, i).or_else(|| day_first(words, i))?;
    let (year, more) = year_after(words, end);
    Some(Found { first, end: end + more, form: Form::Day { year, month, day } })
}

/// `January 26`, `Jan. 26th`, `March the 3rd`.
fn month_first(words: &Words<'_>, i: usize) -> Option<(i8, i8, usize)> {
    let month = number_of("month", words, i).or_else(|| doubtful_month(words, i, i + 1))?;
    let at = i + 1 + usize::from(words.low(i + 1) == "the");
    let (day, len) = day_number(words, at)?;
    Some((month, day, at + len))
}

/// `26 January`, `26th of January`, `the fifth of January`.
fn day_first(words: &Words<'_>, i: usize) -> Option<(i8, i8, usize)> {
    let i = i + usize::from(words.low(i) == "the");
    let (day, len) = day_number(words, i)?;
    let mut at = i + len;
    at += usize::from(words.low(at) == "of" || is_dash(words.low(at)));
    let month = number_of("month", words, at).or_else(|| doubtful_month(words, at, i))?;
    Some((month, day, at + 1))
}

/// A word that may be a month, beside a number and with a capital.
fn doubtful_month(words: &Words<'_>, i: usize, number: usize) -> Option<i8> {
    let numeric = words.low(number).starts_with(|c: char| c.is_ascii_digit());
    let capital = words.form(i).starts_with(char::is_uppercase);
    let value = LIST.get("month", words.low(i).trim_end_matches('.'))?;
    (numeric && capital).then(|| value.trim_end_matches('?').parse().ok())?
}

/// A number from 1 to 31, as figures or ordinal; with `-` and another only the first.
fn day_number(words: &Words<'_>, i: usize) -> Option<(i8, usize)> {
    let word = words.low(i);
    let plain = (word.len() <= 2).then(|| word.parse::<u64>().ok()).flatten().map(|n| (n, 1));
    let (day, len) = plain.or_else(|| numbers::ordinal(words, i))?;
    (1..=31).contains(&day).then_some((day as i8, len))
}

/// The year that belongs to what ends before token `i`: `, 2023`, `2023`, `of 2023`, `last year`, `of that year`.
pub(super) fn year_after(words: &Words<'_>, i: usize) -> (YearOf, usize) {
    let comma = usize::from(words.low(i) == ",");
    let link = comma + usize::from(matches!(words.low(i + comma), "of" | "in"));
    if let Some(year) = year_number(words, i + link) {
        let quantity = link == 0 && is_counted(words, i);
        return if quantity { (OPEN, 0) } else { (YearOf::Told(year), link + 1) };
    }
    if let Some(shift) = relative::shift(words, i + link).filter(|_| comma == 0) {
        let unit = i + link + shift.len;
        if words.lemma(unit) == "year" && words.low(unit + 1) != "old" {
            return (YearOf::Shifted(shift.by, shift.base), link + shift.len + 1);
        }
    }
    (OPEN, 0)
}

/// Four figures that can be a year.
pub(super) fn year_number(words: &Words<'_>, i: usize) -> Option<i16> {
    let word = words.low(i);
    let year: i16 = word.parse().ok().filter(|_| word.len() == 4)?;
    (1000..2200).contains(&year).then_some(year)
}

/// Whether a number counts what follows: `2000 people`.
fn is_counted(words: &Words<'_>, i: usize) -> bool {
    let Some(token) = words.token(i) else { return false };
    let Some(next) = words.token(i + 1) else { return false };
    let counted = token.deprel == Deprel::Nummod && token.head.is_some_and(|h| h.at() > i);
    let determined = i > 0 && matches!(words.token(i - 1).map(|t| t.upos), Some(Upos::Det | Upos::Propn));
    let plural = next.feats.has(annalist_language::Feats::PLURAL) || next.upos == Upos::Adj;
    counted && plural && !determined
}

/// `Monday`, `last Monday`, `Thursday , January 5` is taken by [`dated`].
pub(super) fn weekday(words: &Words<'_>, i: usize) -> Option<Found> {
    let shift = relative::shift(words, i);
    let at = shift.map_or(i, |s| i + s.len);
    let day = number_of("weekday", words, at)?;
    let before = words.low(i.wrapping_sub(1));
    let plural_part = LIST.has("part", words.lemma(at + 1)) && words.low(at + 1).ends_with('s');
    if shift.is_none() && (matches!(before, "a" | "an") || plural_part) {
        let end = at + 1 + usize::from(plural_part);
        return Some(Found { first: i, end, form: Form::Repeated });
    }
    if before == "the" && words.low(at).len() <= 3 {
        return None;
    }
    if words.low(at + 1) == "'s" && words.form(at + 2).starts_with(char::is_uppercase) && shift.is_none() {
        // `Sunday's Best` is a name, `Sunday's attack` is not.
        return None;
    }
    let base = shift.map_or(Base::Published, |s| s.base);
    let (shift, mut end) = match words.low(at + 1) {
        "last" | "past" => (Some(-1), at + 2),
        "next" => (Some(1), at + 2),
        _ => (shift.map(|s| s.by), at + 1),
    };
    if end > at + 1 && words.lemma(end) == "week" {
        end += 1;
    }
    Some(Found { first: i, end, form: Form::Weekday { day, shift, base } })
}

/// `January 2023`, `last October`, `May`.
pub(super) fn month(words: &Words<'_>, i: usize) -> Option<Found> {
    let shift = relative::shift(words, i);
    let at = shift.map_or(i, |s| i + s.len);
    let month = number_of("month", words, at)?;
    let (year, more) = year_after(words, at + 1);
    let form = Form::Month { year, month, shift: shift.map(|s| s.by) };
    Some(Found { first: i, end: at + 1 + more, form })
}

/// `2023`, `the 1990s`, `the '60s`, `the 19th century`, `mid-2019`.
pub(super) fn year(words: &Words<'_>, i: usize) -> Option<Found> {
    if let Some(form) = century(words, i) {
        return Some(form);
    }
    let word = words.low(i);
    let word = ["mid-", "pre-", "post-"].iter().find_map(|p| word.strip_prefix(p)).unwrap_or(word);
    if let Some(found) = decade(words, i, word) {
        return Some(found);
    }
    if let Some((from, to)) = word.split_once(['-', '–']) {
        return span_of_years(i, from, to);
    }
    let year: i16 = word.parse().ok().filter(|_| word.len() == 4)?;
    let lone = (1000..2200).contains(&year) && is_year(words, i) && !LIST.has("era", words.low(i + 1));
    lone.then_some(Found { first: i, end: i + 1, form: Form::Year(year) })
}

/// `2014–2016`, `2014-16` as one token.
fn span_of_years(i: usize, from: &str, to: &str) -> Option<Found> {
    let start: i16 = from.parse().ok().filter(|y| from.len() == 4 && (1000..2200).contains(y))?;
    let end: i16 = to.parse().ok()?;
    let end = if to.len() == 2 { start - start % 100 + end } else { end };
    let ordered = start < end && end < 2200;
    ordered.then_some(Found {
        first: i,
        end: i + 1,
        form: Form::Range(Simple::Year(start), Simple::Year(end)),
    })
}

/// Whether four figures that stand alone tell a year and not a count or a label.
fn is_year(words: &Words<'_>, i: usize) -> bool {
    let Some(token) = words.token(i) else { return false };
    let before = words.low(i.wrapping_sub(1));
    let unit = LIST.has("unit", words.lemma(i + 1)) || words.low(i + 1) == "%";
    let labelled =
        matches!(before, "$" | "£" | "€" | "#" | ":" | "@" | "/") || initial(words.form(i.wrapping_sub(1)));
    let measured = LIST.has("length", before) && before != "for" || words.low(i + 1) == "+";
    let hyphen = is_dash(before) && words.adjoins(i - 1) && i >= 2 && !is_date_like(words, i - 2);
    let modified = token.deprel == Deprel::Nummod && is_counted(words, i);
    !(unit || labelled || measured || hyphen || modified) && token.deprel != Deprel::Nsubj
}

/// `the 26th` where no noun follows that it counts.
pub(super) fn day_of_month(words: &Words<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(words.low(i) == "the");
    let on = words.low(i.wrapping_sub(1)) == "on" && at > i;
    let figures = words.low(at).starts_with(|c: char| c.is_ascii_digit());
    let (day, len) = numbers::ordinal(words, at).filter(|(n, _)| on && figures && (1..=31).contains(n))?;
    let next = words.token(at + len).map(|t| t.upos);
    let counts = matches!(next, Some(Upos::Noun | Upos::Adj | Upos::Propn)) || is_dash(words.low(at + len));
    (!counts).then_some(Found { first: i, end: at + len, form: Form::MonthDay(day as i8) })
}

/// `H. R. 1280`: a capital letter with a full stop is a label.
fn initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_date_like(words: &Words<'_>, i: usize) -> bool {
    year_number(words, i).is_some() || matches!(words.low(i), "mid" | "early" | "late" | "pre" | "post")
}

fn decade(words: &Words<'_>, i: usize, word: &str) -> Option<Found> {
    let short = word.starts_with(['\'', '’']) || matches!(words.low(i.wrapping_sub(1)), "the" | "'" | "’");
    let (figures, end) = match word.trim_start_matches(['\'', '’']) {
        word if word.ends_with("'s") || word.ends_with("’s") => {
            (word.trim_end_matches(['\'', '’', 's']), i + 1)
        }
        word if word.ends_with('s') => (word.trim_end_matches('s'), i + 1),
        word if matches!(words.low(i + 1), "'s" | "’s" | "s") && words.adjoins(i) => (word, i + 2),
        _ => return None,
    };
    let year: i16 = figures.parse().ok().filter(|y| y % 10 == 0)?;
    let year = match figures.len() {
        4 if (1000..2200).contains(&year) => year,
        2 if short => 1900 + year,
        _ => return None,
    };
    // `2016's` is a possessive, `1990's` of a round year is not.
    let form = if year % 100 == 0 && year < 2000 { Form::Century(year) } else { Form::Decade(year) };
    Some(Found { first: i, end, form })
}

fn century(words: &Words<'_>, i: usize) -> Option<Found> {
    let (n, len) = numbers::ordinal(words, i).filter(|(n, _)| (2..=22).contains(n))?;
    let at = i + len + usize::from(is_dash(words.low(i + len)));
    let one = words.lemma(at) == "century" && !LIST.has("era", words.low(at + 1));
    let form = Form::Century((n as i16 - 1) * 100);
    one.then_some(Found { first: i, end: at + 1, form })
}

/// `2023-01-26`, `26/01/2023`, `26.1.2023`, however it was cut into tokens.
fn figures(words: &Words<'_>, i: usize) -> Option<Found> {
    if !words.low(i).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut end = i + 1;
    while end < i + 5 && end < words.len() && words.adjoins(end - 1) {
        end += 1;
    }
    (i + 1..=end).rev().find_map(|end| {
        let raw = words.text.slice(words.span(i, end));
        Some(Found { first: i, end, form: figures_form(raw)? })
    })
}

fn figures_form(raw: &str) -> Option<Form> {
    let separator = raw.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/.".contains(*c))?;
    let mut parts = raw.split(separator).map(|part| part.parse::<i16>().ok().map(|n| (n, part.len())));
    let ((a, alen), (b, blen), (c, clen)) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || blen > 2 {
        return None;
    }
    if alen == 4 && clen <= 2 {
        return ymd(a, b, c);
    }
    if clen != 4 || alen > 2 {
        return None;
    }
    match (a, b) {
        (1..=12, 1..=12) if a != b && separator != '.' => Some(Form::Ambiguous),
        (1..=31, 1..=12) => ymd(c, b, a),
        (1..=12, 13..=31) => ymd(c, a, b),
        _ => None,
    }
}

fn ymd(year: i16, month: i16, day: i16) -> Option<Form> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let found = calendar::day(year, month, day)?;
    (found >= calendar::FIRST_YEAR).then_some(Form::Day { year: YearOf::Told(year), month, day })
}
