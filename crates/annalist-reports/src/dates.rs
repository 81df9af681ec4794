//! Publication dates in the forms that feeds, pages and files write them.

use crate::codes;
use crate::error::Error;
use crate::report::Published;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};
use std::str::FromStr;

/// Years that a news report can be from.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;
/// A longer string is no date.
const LONGEST: usize = 100;
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl FromStr for Published {
    type Err = Error;

    /// Reads RFC 3339 dates and date-times, RFC 2822, compact forms (`20230127`, `20230127T101500Z`), dates with the
    /// month's English name, and numeric dates that can be read in one way only.
    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let found = if text.len() > LONGEST { None } else { instant(text).or_else(|| civil(text)) };
        let found = found.unwrap_or_else(|| Err(unknown(text)))?;
        if YEARS.contains(&found.day().year()) { Ok(found) } else { Err(absurd(text)) }
    }
}

type Found = Option<Result<Published, Error>>;

/// Date-times that name an instant, and ISO dates.
fn instant(text: &str) -> Found {
    let spaced =
        text.strip_suffix(" UTC").or_else(|| text.strip_suffix(" GMT")).map(|t| format!("{}Z", t.trim_end()));
    let iso = spaced.as_deref().unwrap_or(text);
    if let Ok(pieces) = temporal::DateTimeParser::new().parse_pieces(iso) {
        let day = pieces.date();
        let zone = pieces.to_numeric_offset();
        return Some(Ok(match (pieces.time(), zone) {
            (Some(time), Some(zone)) => zone
                .to_timestamp(day.to_datetime(time))
                .map_or(Published::Date(day), |at| Published::Instant { at, offset: zone }),
            _ => Published::Date(day),
        }));
    }
    if looks_iso(iso) {
        return Some(Err(absurd(text)));
    }
    let mail = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?;
    Some(Ok(Published::Instant { at: mail.timestamp(), offset: mail.offset() }))
}

/// Four digits, two and two with dashes between: if that did not parse, its numbers are impossible.
fn looks_iso(text: &str) -> bool {
    let shape = |i: usize, byte: u8| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(|(i, byte)| shape(i, byte))
}

/// Days written in other ways.
fn civil(text: &str) -> Found {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if let Some(found) = compact(&words) {
        return Some(found);
    }
    if let Some(found) = named_month(text, &words) {
        return Some(found);
    }
    numeric(text, &words)
}

/// `20230127`, `20230127101500`, seconds or milliseconds since 1970.
fn compact(words: &[&str]) -> Found {
    let [word] = words else { return None };
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| word.get(from..to).and_then(|part| part.parse::<i16>().ok());
    match (digits, word.len()) {
        (8 | 14, len) if len == digits || word.as_bytes().get(8) == Some(&b'T') => {
            Some(date(word, number(0, 4)?, number(4, 6)?, number(6, 8)?))
        }
        (10, 10) => Some(from_epoch(word.parse().ok()?, word)),
        (13, 13) => Some(from_epoch(word.parse::<i64>().ok()? / 1000, word)),
        _ => None,
    }
}

fn from_epoch(seconds: i64, text: &str) -> Result<Published, Error> {
    let Ok(at) = Timestamp::from_second(seconds) else { return Err(absurd(text)) };
    Ok(Published::Instant { at, offset: jiff::tz::Offset::UTC })
}

/// `Jan. 27, 2023`, `27 January 2023`, `Friday, January 27th, 2023 10:15 am`.
fn named_month(text: &str, words: &[&str]) -> Found {
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let day_number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        let ordinal =
            suffix.is_empty() || ["st", "nd", "rd", "th"].iter().any(|end| suffix.eq_ignore_ascii_case(end));
        digits.parse::<i16>().ok().filter(|_| digits.len() <= 2 && ordinal)
    };
    let year_number = |word: &&str| word.parse::<i16>().ok().filter(|_| word.len() == 4);
    let before = at.checked_sub(1).and_then(|i| day_number(words[i]));
    let after = words.get(at + 1).and_then(|word| day_number(word));
    let year = words[at + 1..].iter().find_map(year_number)?;
    Some(date(text, year, month, before.or(after)?))
}

fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    let full = if word == "sept" { "september" } else { &word };
    let at =
        MONTHS.iter().position(|month| *month == full || (full.len() == 3 && month.starts_with(full)))?;
    Some(at as i16 + 1)
}

/// Numbers only: year first, or day and month where only one order is possible.
fn numeric(text: &str, words: &[&str]) -> Found {
    let numbers: Vec<i16> = words.iter().take(3).map_while(|word| word.parse().ok()).collect();
    let [a, b, c] = numbers[..] else { return None };
    if words[0].len() == 4 {
        return Some(date(text, a, b, c));
    }
    if words[2].len() != 4 {
        return None;
    }
    Some(match (a, b) {
        _ if a == b || a > 12 => date(text, c, b, a),
        _ if b > 12 => date(text, c, a, b),
        _ => Err(ambiguous(text)),
    })
}

fn date(text: &str, year: i16, month: i16, day: i16) -> Result<Published, Error> {
    let parts = i8::try_from(month).ok().zip(i8::try_from(day).ok());
    let date = parts.and_then(|(month, day)| Date::new(year, month, day).ok());
    date.map(Published::Date).ok_or_else(|| absurd(text))
}

fn shown(text: &str) -> String {
    let short: String = text.chars().take(40).filter(|c| !c.is_control()).collect();
    format!("publication date `{short}`")
}

fn unknown(text: &str) -> Error {
    Error::new(codes::DATE_UNKNOWN, format!("{} was not understood", shown(text)))
        .remedy("write it as 2023-01-27")
}

fn absurd(text: &str) -> Error {
    let (first, last) = (YEARS.start(), YEARS.end());
    let message = format!("{} is impossible or outside the years {first} to {last}", shown(text));
    Error::new(codes::DATE_ABSURD, message).remedy("write it as 2023-01-27")
}

fn ambiguous(text: &str) -> Error {
    let message = format!("{} can be read with the day or the month first", shown(text));
    Error::new(codes::DATE_AMBIGUOUS, message).remedy("write it as 2023-01-27")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        match text.parse::<Published>() {
            Ok(published) => published.to_string(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn common_forms_are_read() {
        for (text, expected) in [
            ("2023-01-27", "2023-01-27"),
            ("2023-01-27T23:30:00+02:00", "2023-01-27T23:30:00+02:00"),
            ("2023-01-27T01:30:00+02:00", "2023-01-27T01:30:00+02:00"),
            ("2023-01-27 10:15:00 UTC", "2023-01-27T10:15:00Z"),
            ("2023-01-27T10:15", "2023-01-27"),
            ("2023-01-27T10:15:00.000Z", "2023-01-27T10:15:00Z"),
            ("2023-01-27T10:15:00+0000", "2023-01-27T10:15:00Z"),
            ("Fri, 27 Jan 2023 10:15:00 +0200", "2023-01-27T10:15:00+02:00"),
            ("Fri, 27 Jan 2023 10:15:00 GMT", "2023-01-27T10:15:00Z"),
            ("Jan. 27, 2023", "2023-01-27"),
            ("27 January 2023", "2023-01-27"),
            ("Friday, January 27th, 2023 10:15 a.m.", "2023-01-27"),
            ("Sept. 3, 1994", "1994-09-03"),
            ("20230127", "2023-01-27"),
            ("20230127T101500Z", "2023-01-27T10:15:00Z"),
            ("20230127101500", "2023-01-27"),
            ("1674814500", "2023-01-27T10:15:00Z"),
            ("1674814500000", "2023-01-27T10:15:00Z"),
            ("2023/01/27", "2023-01-27"),
            ("27/01/2023", "2023-01-27"),
            ("01/27/2023 10:15", "2023-01-27"),
            ("27.01.2023", "2023-01-27"),
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn absurd_and_unclear_dates_are_refused() {
        for (text, code) in [
            ("0000-01-01", codes::DATE_ABSURD),
            ("9999-12-31", codes::DATE_ABSURD),
            ("2023-13-01", codes::DATE_ABSURD),
            ("2023-02-30", codes::DATE_ABSURD),
            ("20231301", codes::DATE_ABSURD),
            ("February 30, 2023", codes::DATE_ABSURD),
            ("1799-12-31", codes::DATE_ABSURD),
            ("2101-01-01", codes::DATE_ABSURD),
            ("03/04/2023", codes::DATE_AMBIGUOUS),
            ("yesterday", codes::DATE_UNKNOWN),
            ("2023", codes::DATE_UNKNOWN),
            ("", codes::DATE_UNKNOWN),
        ] {
            assert_eq!(day(text), code, "{text}");
        }
    }
}
