//! Finds expressions of time along the line: at each token the longest that starts there.

use super::form::{Base, Form, Found, Unit, YearOf};
use super::{LIST, days, relative};
use crate::numbers;
use crate::words::Words;
use annalist_language::Upos;

/// All expressions in text order; none overlap.
pub(super) fn scan(words: &Words<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match at(words, i) {
            Some(found) => {
                i = found.end;
                all.push(found);
            }
            None => i += 1,
        }
    }
    all
}

/// The longest expression that starts at a token.
fn at(words: &Words<'_>, i: usize) -> Option<Found> {
    let rules = [
        deictic,
        days::dated,
        days::weekday,
        days::month,
        days::year,
        days::day_of_month,
        relative::relative,
        season,
        phrase,
    ];
    let found = rules.iter().filter_map(|rule| rule(words, i));
    let found = found.filter(|f| words.same_sentence(f.first, f.end - 1)).max_by_key(|f| f.end)?;
    Some(with_part_of_day(words, found))
}

/// `yesterday`, `the day before yesterday`.
fn deictic(words: &Words<'_>, i: usize) -> Option<Found> {
    let (len, value) = LIST.longest("deictic", words, i)?;
    let form = Form::Shift { unit: Unit::Day, by: value.parse().ok()?, base: Base::Published };
    Some(Found { first: i, end: i + len, form })
}

/// Fixed phrases: days with names of their own, vague expressions, repetition in one word.
fn phrase(words: &Words<'_>, i: usize) -> Option<Found> {
    if let Some((len, value)) = LIST.longest("calendar", words, i) {
        let (month, day) = value.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        let (year, more) = days::year_after(words, i + len);
        return Some(Found { first: i, end: i + len + more, form: Form::Day { year, month, day } });
    }
    if let Some((len, _)) = LIST.longest("vague", words, i) {
        return Some(Found { first: i, end: i + len, form: Form::Vague(Base::Published) });
    }
    let (len, _) = LIST.longest("repeat", words, i).filter(|(_, value)| *value == "1")?;
    Some(Found { first: i, end: i + len, form: Form::Repeated })
}

/// `the summer of 2014`, `last winter`, `the spring`, `the first quarter of 2020`.
fn season(words: &Words<'_>, i: usize) -> Option<Found> {
    let (first, shift) = relative::shift(words, i).map_or((i, None), |s| (i + s.len, Some(s.by)));
    if let Some(found) = quarter(words, i) {
        return Some(found);
    }
    let month = number_of("season", words, first)?;
    let (year, more) = days::year_after(words, first + 1);
    let told = shift.is_some() || more > 0 || preposition_before(words, i);
    told.then_some(Found { first: i, end: first + 1 + more, form: Form::Season { year, month, shift } })
}

/// `the third quarter of 2019`.
fn quarter(words: &Words<'_>, i: usize) -> Option<Found> {
    let (quarter, len) = numbers::ordinal(words, i).filter(|(n, _)| (1..=4).contains(n))?;
    if words.lemma(i + len) != "quarter" {
        return None;
    }
    let (year, more) = days::year_after(words, i + len + 1);
    let form = Form::Quarter { year, quarter: quarter as i8 };
    (more > 0).then_some(Found { first: i, end: i + len + 1 + more, form })
}

fn preposition_before(words: &Words<'_>, i: usize) -> bool {
    let at = if i > 0 && words.low(i - 1) == "the" { i.wrapping_sub(2) } else { i.wrapping_sub(1) };
    words.token(at).is_some_and(|t| t.upos == Upos::Adp) || LIST.has("portion", words.low(i.wrapping_sub(1)))
}

/// The value of a word in a section whose doubtful words (value with `?`) count only as names.
pub(super) fn number_of(section: &str, words: &Words<'_>, i: usize) -> Option<i8> {
    let word = words.low(i);
    let value = LIST.get(section, word.strip_suffix('.').unwrap_or(word))?;
    let Some(value) = value.strip_suffix('?') else { return value.parse().ok() };
    let token = words.token(i)?;
    let noun = section == "season" && token.upos == Upos::Noun;
    (token.upos == Upos::Propn || noun).then(|| value.parse().ok())?
}

/// Takes in a part of the day on either side: `Thursday night`, `the night of 3 May`, `midnight Wednesday night`.
fn with_part_of_day(words: &Words<'_>, mut found: Found) -> Found {
    let of_day = matches!(
        found.form,
        Form::Day { .. } | Form::Weekday { .. } | Form::MonthDay(_) | Form::Shift { unit: Unit::Day, .. }
    );
    if of_day && LIST.has("part", words.lemma(found.end)) && words.same_sentence(found.first, found.end) {
        found.end += 1;
    }
    found
}

/// A year that is open.
pub(super) const OPEN: YearOf = YearOf::Open;
