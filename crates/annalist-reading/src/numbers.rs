//! Numbers as reports write them: digits, words, round quantities and what stands before them.

use crate::wordlist::WordList;
use crate::words::Words;
use std::sync::LazyLock;

static LIST: LazyLock<WordList> = LazyLock::new(|| WordList::new(include_str!("../lexicon/numbers.txt")));

/// How a number bounds the count it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The count itself.
    Exact,
    /// The count or more.
    AtLeast,
    /// The count or less.
    AtMost,
    /// About the count.
    Approximate,
    /// Between two counts.
    Range,
    /// A round word such as "dozens".
    Unspecified,
}

impl Bound {
    /// The bound as the record writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Approximate => "approximate",
            Self::Range => "range",
            Self::Unspecified => "unspecified",
        }
    }
}

/// A quantity found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// First token, approximations included.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The least it can be.
    pub low: Option<u64>,
    /// The count told.
    pub best: Option<u64>,
    /// The most it can be.
    pub high: Option<u64>,
    /// How the number bounds the count.
    pub bound: Bound,
}

/// A plain cardinal that starts at token `i`: its value and how many tokens it takes.
pub(crate) fn cardinal(words: &Words<'_>, i: usize) -> Option<(u64, usize)> {
    let (mut value, mut len) = simple(words, i)?;
    while let Some(scale) = scale(words, i + len) {
        value *= scale as f64;
        len += 1;
        if let Some((more, n)) = continued(words, i + len, scale) {
            value += more as f64;
            len += n;
        }
    }
    (value.fract() == 0.0 && value < 1e13).then_some((value as u64, len))
}

/// What follows a scale within one number: `two hundred and five`, `one thousand two hundred`.
fn continued(words: &Words<'_>, at: usize, scale: u64) -> Option<(u64, usize)> {
    let skip = usize::from(words.low(at) == "and" && is_word_number(words, at + 1));
    if !is_word_number(words, at + skip) {
        return None;
    }
    let (more, n) = small(words, at + skip)?;
    let below = (more as u64) < scale;
    let scaled = self::scale(words, at + skip + n).filter(|s| *s < scale);
    match scaled {
        Some(s) => Some((more as u64 * s, skip + n + 1)),
        None if below => Some((more as u64, skip + n)),
        None => None,
    }
}

fn is_word_number(words: &Words<'_>, i: usize) -> bool {
    LIST.number("cardinal", words.low(i)).is_some()
}

fn scale(words: &Words<'_>, i: usize) -> Option<u64> {
    let found = LIST.number("scale", words.low(i))?;
    u64::try_from(found).ok()
}

/// Digits or number words without a scale; `a` and `half a` only where a scale follows.
fn simple(words: &Words<'_>, i: usize) -> Option<(f64, usize)> {
    if let Some(found) = small(words, i) {
        return Some(found);
    }
    let article =
        matches!(words.low(i), "a" | "an") && scale(words, i + 1).is_some_and(|s| s < 1_000_000_000);
    article.then_some((1.0, 1))
}

fn small(words: &Words<'_>, i: usize) -> Option<(f64, usize)> {
    let word = words.low(i);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(word).map(|v| (v, 1));
    }
    if let Some(value) = LIST.number("cardinal", word) {
        return Some(tens_and_units(words, i, value));
    }
    hyphenated(word).map(|v| (v, 1))
}

/// `twenty - one`, `twenty one` as several tokens; also `three-and-a-half`.
fn tens_and_units(words: &Words<'_>, i: usize, value: i64) -> (f64, usize) {
    let dash = usize::from(is_dash(words.low(i + 1)));
    let unit = LIST.number("cardinal", words.low(i + 1 + dash));
    if let Some(unit) = unit.filter(|u| (20..100).contains(&value) && (1..10).contains(u)) {
        return ((value + unit) as f64, 2 + dash);
    }
    match half(words, i + 1) {
        Some(n) if value < 100 => (value as f64 + 0.5, 1 + n),
        _ => (value as f64, 1),
    }
}

/// `and a half` with or without hyphens: how many tokens.
fn half(words: &Words<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    for want in ["and", "a", "half"] {
        if is_dash(words.low(i)) {
            i += 1;
        }
        if words.low(i) != want {
            return None;
        }
        i += 1;
    }
    if is_dash(words.low(i)) && scale(words, i + 1).is_some() {
        i += 1;
    }
    Some(i - at)
}

/// `twenty-one`, `three-and-a-half` as one token.
fn hyphenated(word: &str) -> Option<f64> {
    let (first, rest) = word.split_once('-')?;
    let first = LIST.number("cardinal", first)?;
    if rest == "and-a-half" {
        return Some(first as f64 + 0.5);
    }
    let unit = LIST.number("cardinal", rest)?;
    ((20..100).contains(&first) && (1..10).contains(&unit)).then_some((first + unit) as f64)
}

/// `1`, `1,200`, `1.2`, `1 200` is not read across a space.
fn digits(word: &str) -> Option<f64> {
    let groups = word.split(',');
    let grouped = word.contains(',');
    for (n, group) in groups.enumerate() {
        let whole = group.split('.').next().unwrap_or_default();
        if grouped && n > 0 && whole.len() != 3 {
            return None;
        }
    }
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let shape = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !plain.ends_with('.');
    if !shape || plain.len() > 15 {
        return None;
    }
    plain.parse().ok()
}

/// The ordinal at token `i`, in digits or words: its value and how many tokens it takes.
pub(crate) fn ordinal(words: &Words<'_>, i: usize) -> Option<(u64, usize)> {
    let word = words.low(i);
    if let Some(value) = LIST.number("ordinal", word) {
        return Some((value as u64, 1));
    }
    let end = word.find(|c: char| !c.is_ascii_digit())?;
    let (number, suffix) = word.split_at(end);
    let value = number.parse().ok()?;
    matches!(suffix, "st" | "nd" | "rd" | "th").then_some((value, 1))
}

/// Whether the token is a dash or hyphen.
pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—" | "‐" | "‑" | "−")
}

/// The quantity that starts at token `i`, with what stands before and after the number.
pub(crate) fn quantity(words: &Words<'_>, i: usize) -> Option<Quantity> {
    let (mut at, mut bound) = (i, "exact");
    while let Some((len, value)) = LIST.longest("approximation", words, at) {
        bound = if value == "exact" { bound } else { value };
        at += len;
    }
    let mut found = core(words, at)?;
    if let Some((len, value)) = LIST.longest("approximation after", words, found.end) {
        bound = value;
        found.end += len;
    }
    found.first = i;
    Some(bounded(found, bound))
}

/// A number, a range of numbers or a round quantity.
fn core(words: &Words<'_>, i: usize) -> Option<Quantity> {
    let between = usize::from(matches!(words.low(i), "between" | "from"));
    if let Some((low, len)) = cardinal(words, i + between) {
        let mid = i + between + len;
        if let Some((high, more)) = range_end(words, mid, low, between == 1) {
            let end = mid + 1 + more;
            return Some(Quantity {
                first: i,
                end,
                low: Some(low),
                best: None,
                high: Some(high),
                bound: Bound::Range,
            });
        }
        return (between == 0).then_some(exact(i, i + len, low));
    }
    if between == 1 {
        return None;
    }
    if let Some((len, value)) = LIST.longest("round", words, i) {
        let (low, high) = value.split_once("..")?;
        let (low, high) = (low.parse().ok(), high.parse().ok());
        return Some(Quantity { first: i, end: i + len, low, best: None, high, bound: Bound::Unspecified });
    }
    let (len, value) = LIST.longest("exact", words, i)?;
    Some(exact(i, i + len, value.parse().ok()?))
}

fn range_end(words: &Words<'_>, mid: usize, low: u64, between: bool) -> Option<(u64, usize)> {
    let link = words.low(mid);
    let linked = is_dash(link) || link == "to" || link == "or" || (between && link == "and");
    let (high, len) = linked.then(|| cardinal(words, mid + 1)).flatten()?;
    (high > low).then_some((high, len))
}

fn exact(first: usize, end: usize, n: u64) -> Quantity {
    Quantity { first, end, low: Some(n), best: Some(n), high: Some(n), bound: Bound::Exact }
}

fn bounded(mut q: Quantity, bound: &str) -> Quantity {
    match bound {
        "at_least" => (q.high, q.bound) = (None, Bound::AtLeast),
        "at_most" => (q.low, q.bound) = (None, Bound::AtMost),
        "less_than" => {
            q = Quantity {
                low: None,
                best: None,
                high: q.best.map(|n| n.saturating_sub(1)),
                bound: Bound::AtMost,
                ..q
            };
        }
        "approximate" if q.bound == Bound::Exact => q.bound = Bound::Approximate,
        _ => {}
    }
    q
}

/// Whether the word denies any count: `no`, `none`, `nobody`.
pub(crate) fn is_none_word(word: &str) -> bool {
    LIST.has("none", word)
}

/// Whether the lemma says that its object, a count, was passed.
pub(crate) fn exceeds(lemma: &str) -> bool {
    LIST.has("exceed", lemma)
}
