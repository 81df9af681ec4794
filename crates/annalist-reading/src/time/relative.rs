//! Times counted from the day of publication or from the last date told: `last week`, `two days later`.

use super::LIST;
use super::form::{Base, Form, Found, Unit};
use crate::numbers;
use crate::words::Words;
use annalist_language::Feats;

/// `last`, `the following`: how many tokens, which way, from where.
#[derive(Clone, Copy)]
pub(super) struct ShiftWord {
    pub(super) len: usize,
    pub(super) by: i32,
    pub(super) base: Base,
}

/// The shift word at a token, its article included.
pub(super) fn shift(words: &Words<'_>, i: usize) -> Option<ShiftWord> {
    let article = usize::from(matches!(words.low(i), "the" | "that"));
    let narrative = LIST.number("shift in the narrative", words.low(i + article));
    if let Some(by) = narrative {
        let doubled = usize::from(article == 1 || words.low(i) == "that") > 0;
        let len = 1 + article;
        return (doubled || by != 0 || words.low(i) == "that").then_some(ShiftWord {
            len,
            by: by as i32,
            base: Base::Narrative,
        });
    }
    if words.low(i) == "that" {
        return Some(ShiftWord { len: 1, by: 0, base: Base::Narrative });
    }
    let doubled = matches!(words.low(i), "this" | "these")
        && matches!(LIST.number("shift", words.low(i + 1)), Some(by) if by != 0);
    let article = article + usize::from(doubled);
    let by = LIST.number("shift", words.low(i + article))? as i32;
    // `the next day` is counted from the text, `next week` from today.
    let base = if article == 1 && !doubled && by > 0 { Base::Narrative } else { Base::Published };
    Some(ShiftWord { len: 1 + article, by, base })
}

/// Everything that is built on a unit of time.
pub(super) fn relative(words: &Words<'_>, i: usize) -> Option<Found> {
    let rules = [shifted, counted, within, repeated, around, stretch, ahead, weekend];
    rules.iter().filter_map(|rule| rule(words, i)).max_by_key(|f| f.end)
}

/// The unit at a token: by lemma, so plural or not.
pub(super) fn unit(words: &Words<'_>, i: usize) -> Option<Unit> {
    Unit::from_name(LIST.get("unit", words.lemma(i))?)
}

fn plural(words: &Words<'_>, i: usize) -> bool {
    words.token(i).is_some_and(|t| t.feats.has(Feats::PLURAL)) || words.low(i) != words.lemma(i)
}

/// `last week`, `this morning`, `the following day`, `that night`, `last night`.
fn shifted(words: &Words<'_>, i: usize) -> Option<Found> {
    let shift = shift(words, i)?;
    let at = i + shift.len;
    if LIST.get("part", words.lemma(at)) == Some("1") {
        return Some(part_of_day(i, shift));
    }
    let unit = unit(words, at)?;
    if plural(words, at) && unit != Unit::Minute {
        return None;
    }
    // The next morning of the next day: `the following day 's`, `next day`.
    let base = if unit <= Unit::Day && shift.by != 0 { Base::Narrative } else { shift.base };
    let end = at + 1 + usize::from(LIST.get("part", words.lemma(at + 1)) == Some("1"));
    let stretch = matches!(words.low(at - 1), "past" | "coming") && unit > Unit::Day;
    let form = if stretch {
        Form::Stretch { unit, count: shift.by, base }
    } else {
        Form::Shift { unit, by: shift.by, base }
    };
    (unit >= Unit::Day).then_some(Found { first: i, end, form })
}

/// `last night` is the night before today, `this morning` is today's, `the next morning` the next day's.
fn part_of_day(i: usize, shift: ShiftWord) -> Found {
    let base = if shift.by > 0 { Base::Narrative } else { shift.base };
    let form = Form::Shift { unit: Unit::Day, by: shift.by, base };
    Found { first: i, end: i + shift.len + 1, form }
}

/// A count of units with a direction: `two days ago`, `a week later`, `months earlier`, `the day before`.
fn counted(words: &Words<'_>, i: usize) -> Option<Found> {
    let article = usize::from(words.low(i) == "the");
    let (count, len) = if article == 1 { (Some(1), 1) } else { count(words, i)? };
    let at = i + len;
    let unit = unit(words, at)?;
    if article == 1 && plural(words, at) {
        return None;
    }
    let at = at + 1;
    let half = if words.phrase(at, 3).as_deref() == Some("and a half") { 3 } else { 0 };
    let (more, value) = LIST.longest("direction", words, at + half)?;
    let (sign, base) = value.split_once(' ')?;
    let end = at + half + more;
    let event = matches!(words.low(end - 1), "after" | "before" | "prior") && goes_on(words, end);
    if article == 1 && !matches!(words.low(end - 1), "before" | "after") {
        return None;
    }
    let base = if base == "published" { Base::Published } else { Base::Narrative };
    let form = match count {
        Some(count) if !event => Form::Shift { unit, by: count * sign.parse::<i32>().ok()?, base },
        _ => Form::Vague(base),
    };
    Some(Found { first: i, end, form })
}

/// Whether `two days after` goes on with what it was after.
fn goes_on(words: &Words<'_>, i: usize) -> bool {
    use annalist_language::Upos as U;
    let next = words.token(i).filter(|_| words.same_sentence(i - 1, i));
    next.is_some_and(|t| {
        matches!(t.upos, U::Det | U::Noun | U::Propn | U::Pron | U::Num | U::Adj | U::Verb)
            || words.low(i) == "to"
    })
}

/// A count before a unit; none where it is not known: `several`, a bare plural.
fn count(words: &Words<'_>, i: usize) -> Option<(Option<i32>, usize)> {
    if let Some((n, len)) = numbers::cardinal(words, i) {
        return Some((Some(i32::try_from(n).ok()?), len));
    }
    if let Some((len, _)) = LIST.longest("vague quantity", words, i) {
        return Some((None, len));
    }
    if words.phrase(i, 3).as_deref() == Some("a couple of") {
        return Some((None, 3));
    }
    if matches!(words.low(i), "a" | "an" | "one") {
        return Some((Some(1), 1));
    }
    plural(words, i).then_some((None, 0))
}

/// `earlier in the month`, `later that day`, `earlier this week`, `later in the year`: the unit itself.
fn within(words: &Words<'_>, i: usize) -> Option<Found> {
    let first = words.low(i);
    if !(LIST.get("direction", first).is_some() || LIST.has("portion", first)) {
        return None;
    }
    let mut at = i + 1;
    at += usize::from(matches!(words.low(at), "in" | "on" | "of"));
    let base = match words.low(at) {
        "the" | "that" => Base::Narrative,
        "this" => Base::Published,
        _ => return None,
    };
    at += 1;
    let part = LIST.get("part", words.lemma(at)) == Some("1");
    let unit = if part { Unit::Day } else { unit(words, at)? };
    let base = if unit > Unit::Day && words.low(at - 1) == "the" { Base::Published } else { base };
    let form = Form::Shift { unit, by: 0, base };
    (!plural(words, at)).then_some(Found { first: i, end: at + 1, form })
}

/// `every day`, `each year`, `twice a week`, `per year`, `Mondays`.
fn repeated(words: &Words<'_>, i: usize) -> Option<Found> {
    if LIST.get("repeat", words.low(i)) == Some("0") {
        let at = i + 1 + usize::from(numbers::cardinal(words, i + 1).is_some());
        let known = ["weekday", "month", "season", "part"].iter().any(|s| LIST.has(s, words.lemma(at)))
            || LIST.has("weekday", words.low(at));
        return (known || unit(words, at).is_some()).then_some(Found {
            first: i,
            end: at + 1,
            form: Form::Repeated,
        });
    }
    if LIST.has("times", words.low(i)) {
        let at = i + 1 + usize::from(words.low(i + 1) == "a");
        return unit(words, at).map(|_| Found { first: i, end: at + 1, form: Form::Repeated });
    }
    let singular = words.low(i).strip_suffix('s')?;
    let form = Form::Repeated;
    LIST.has("weekday", singular).then_some(Found { first: i, end: i + 1, form })
}

/// `in the ensuing months`, `recent years`, `the coming weeks`, `in the months after`: some time.
fn around(words: &Words<'_>, i: usize) -> Option<Found> {
    let article = usize::from(words.low(i) == "the");
    let word = words.low(i + article);
    let narrative = LIST.number("shift in the narrative", word).is_some_and(|by| by != 0);
    let known = narrative || word == "recent" || LIST.number("shift", word).is_some();
    let at = i + article + 1;
    let vague = known && plural(words, at) && unit(words, at).is_some();
    let base = if narrative { Base::Narrative } else { Base::Published };
    vague.then_some(Found { first: i, end: at + 1, form: Form::Vague(base) })
}

/// `the past three days`, `the last two years`, `for three weeks`, `for months`.
fn stretch(words: &Words<'_>, i: usize) -> Option<Found> {
    if let Some(shift) = shift(words, i).filter(|s| s.by != 0 || words.low(i) == "these") {
        let at = i + shift.len;
        let (count, len) = count(words, at).filter(|(_, len)| *len > 0)?;
        let unit = unit(words, at + len)?;
        let form = match count {
            Some(count) if shift.by != 0 => Form::Stretch { unit, count: count * shift.by, base: shift.base },
            _ => Form::Vague(shift.base),
        };
        return Some(Found { first: i, end: at + len + 1, form });
    }
    let (lead, _) = LIST.before("length", words, i)?;
    let _ = lead;
    let (_, len) = count(words, i)?;
    unit(words, i + len)?;
    let old = matches!(words.low(i + len + 1), "old" | "-");
    (!old).then_some(Found { first: i, end: i + len + 1, form: Form::Length })
}

/// `in three days`, `in two weeks 's time`.
fn ahead(words: &Words<'_>, i: usize) -> Option<Found> {
    if words.low(i.wrapping_sub(1)) != "in" {
        return None;
    }
    let (n, len) = count(words, i)?;
    let unit = unit(words, i + len)?;
    let form = n.map_or(Form::Vague(Base::Published), |count| Form::Ahead { unit, count });
    Some(Found { first: i, end: i + len + 1, form })
}

/// `over the weekend`.
fn weekend(words: &Words<'_>, i: usize) -> Option<Found> {
    let weekend = words.low(i) == "the" && words.low(i + 1) == "weekend";
    let form = Form::Shift { unit: Unit::Weekend, by: 0, base: Base::Published };
    weekend.then_some(Found { first: i, end: i + 2, form })
}
