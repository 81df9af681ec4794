//! From what an expression says to the dates it means.

use super::form::{Base, Form, Found, Simple, Unit, YearOf};
use super::tense::{Tense, tense};
use super::{Anchor, Bound, Kind, LIST, Precision, TimeExpression, calendar};
use crate::words::Words;
use annalist_language::TokenIx;
use jiff::civil::Date;

/// First and last day.
type Days = (Date, Date);

/// What is known when an expression is resolved.
struct Context {
    published: Option<Date>,
    tense: Tense,
    /// The last dates told, latest last.
    told: Vec<(Date, Precision)>,
    /// The year told by the expression just before, if it tells one and stands in the same paragraph.
    year: Option<i16>,
}

/// Resolves all expressions in text order; each may be counted from those before it.
pub(super) fn resolve(words: &Words<'_>, found: &[Found], published: Option<Date>) -> Vec<TimeExpression> {
    let mut context = Context { published, tense: Tense::Past, told: Vec::new(), year: None };
    let mut all: Vec<TimeExpression> = Vec::with_capacity(found.len());
    let mut paragraph = u32::MAX;
    for f in found {
        let head = head(words, f);
        let here = words.parse.sentence(TokenIx(f.first as u32)).paragraph;
        if here != paragraph {
            (context.year, paragraph) = (None, here);
        }
        context.tense = tense(words, head);
        let mut time = expression(words, f, head, &context);
        if !matches!(f.form, Form::Range(..)) {
            time.bound = bound(words, f.first, head);
        }
        context.note(f, &time);
        open_ends(&mut time);
        all.push(time);
    }
    all
}

fn expression(words: &Words<'_>, f: &Found, head: usize, context: &Context) -> TimeExpression {
    let days = context.days(f.form);
    TimeExpression {
        tokens: (TokenIx(f.first as u32), TokenIx(f.end as u32)),
        head: TokenIx(head as u32),
        span: words.span(f.first, f.end),
        start: days.map(|d| d.0),
        end: days.map(|d| d.1),
        precision: precision(f.form),
        anchor: anchor(f.form),
        kind: kind(f.form, context),
        bound: Bound::At,
    }
}

/// The token of an expression whose head lies outside; the last if the tree has cut the expression up.
fn head(words: &Words<'_>, f: &Found) -> usize {
    let outside = |i: &usize| words.head(*i).is_none_or(|h| h < f.first || h >= f.end);
    (f.first..f.end).rev().filter(|i| words.low(*i) != ",").find(outside).unwrap_or(f.end - 1)
}

/// What the preposition of an expression makes of its date.
fn bound(words: &Words<'_>, first: usize, head: usize) -> Bound {
    let mut at = first;
    while at > 0 && (LIST.has("portion", words.low(at - 1)) || matches!(words.low(at - 1), "the" | "of")) {
        at -= 1;
    }
    let Some((len, value)) = LIST.before("bound", words, at) else { return Bound::At };
    let own = words.head(at - len).is_some_and(|h| h == head || (at..first).contains(&h));
    match value {
        _ if !own => Bound::At,
        "since" => Bound::Since,
        "until" => Bound::Until,
        "by" => Bound::By,
        "before" => Bound::Before,
        "after" => Bound::After,
        _ => Bound::At,
    }
}

/// An edge leaves the other side open.
fn open_ends(time: &mut TimeExpression) {
    match time.bound {
        Bound::Since => time.end = None,
        Bound::Until | Bound::Before => time.start = None,
        Bound::After => (time.start, time.end) = (time.end, None),
        Bound::At | Bound::By => {}
    }
}

fn precision(form: Form) -> Precision {
    match form {
        Form::Day { .. } | Form::MonthDay(_) | Form::Weekday { .. } | Form::Ambiguous => Precision::Day,
        Form::Month { .. } => Precision::Month,
        Form::Year(_) => Precision::Year,
        Form::Decade(_) | Form::Century(_) => Precision::Decade,
        Form::Season { .. } | Form::Quarter { .. } => Precision::Season,
        Form::Shift { unit, .. } | Form::Stretch { unit, .. } | Form::Ahead { unit, .. } => {
            unit_precision(unit)
        }
        Form::Length | Form::Repeated | Form::Vague(_) => Precision::Unknown,
        Form::Range(start, _) => match start {
            Simple::Day { .. } | Simple::Weekday(_) => Precision::Day,
            Simple::Month { .. } => Precision::Month,
            Simple::Year(_) => Precision::Year,
        },
    }
}

fn unit_precision(unit: Unit) -> Precision {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Precision::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Season,
        Unit::Year => Precision::Year,
        Unit::Decade | Unit::Century => Precision::Decade,
    }
}

fn kind(form: Form, context: &Context) -> Kind {
    match form {
        Form::Length | Form::Stretch { .. } | Form::Range(..) => Kind::Duration,
        Form::Ahead { .. } if context.tense == Tense::Past => Kind::Duration,
        Form::Repeated => Kind::Repeated,
        Form::Vague(_) => Kind::Vague,
        _ => Kind::Point,
    }
}

fn anchor(form: Form) -> Anchor {
    match form {
        Form::Shift { base: Base::Narrative, .. }
        | Form::Stretch { base: Base::Narrative, .. }
        | Form::Weekday { base: Base::Narrative, .. }
        | Form::Vague(Base::Narrative) => Anchor::Narrative,
        Form::Shift { .. }
        | Form::Stretch { .. }
        | Form::Weekday { .. }
        | Form::Ahead { .. }
        | Form::Vague(_) => Anchor::Published,
        _ => Anchor::Explicit,
    }
}

impl Context {
    /// Remembers what the next expressions may be counted from.
    fn note(&mut self, f: &Found, time: &TimeExpression) {
        if let (Kind::Point | Kind::Duration, Some(end)) = (time.kind, time.end) {
            self.told.push((end, time.precision));
        }
        self.year = match f.form {
            Form::Year(year)
            | Form::Month { year: YearOf::Told(year), .. }
            | Form::Day { year: YearOf::Told(year), .. }
                if time.bound == Bound::At =>
            {
                Some(year)
            }
            Form::Day { year: YearOf::Open, .. } | Form::Month { year: YearOf::Open, .. } => self.year,
            _ => None,
        };
    }

    /// The day that an expression is counted from: of publication, or the last told that is exact enough.
    fn base(&self, base: Base, unit: Unit) -> Option<Date> {
        match base {
            Base::Published => self.published,
            Base::Narrative => {
                let exact = unit_precision(unit);
                self.told.iter().rev().find(|(_, p)| *p <= exact).map(|(day, _)| *day)
            }
        }
    }

    fn days(&self, form: Form) -> Option<Days> {
        match form {
            Form::Day { year, month, day } => self.day(year, month, day).map(|d| (d, d)),
            Form::MonthDay(day) => self.month_day(day).map(|d| (d, d)),
            Form::Month { year, month, shift } => self.month(year, month, shift),
            Form::Year(year) => calendar::years(year, 1),
            Form::Decade(year) => calendar::years(year, 10),
            Form::Century(year) => calendar::years(year, 100),
            Form::Season { year, month, shift } => self.season(year, month, shift),
            Form::Quarter { year, quarter } => calendar::three_months(self.year_of(year)?, quarter * 3 - 2),
            Form::Weekday { day, shift, base } => self.weekday(day, shift, base).map(|d| (d, d)),
            Form::Shift { unit, by, base } => self.shifted(unit, by, base),
            Form::Ahead { unit, count } if self.tense == Tense::Future => {
                self.shifted(unit, count, Base::Published)
            }
            Form::Stretch { unit, count, base } => {
                let edge = self.base(base, unit)?;
                let other = calendar::plus(edge, unit, count)?;
                Some((edge.min(other), edge.max(other)))
            }
            Form::Range(start, end) => {
                let (start, end) = (self.simple(start)?, self.simple(end)?);
                // The ends of a range whose year is open are each read as the nearest; the start comes first.
                let first =
                    if start.0 <= end.1 { Some(start.0) } else { calendar::plus(start.0, Unit::Year, -1) };
                first.filter(|first| *first <= end.1).map(|first| (first, end.1))
            }
            Form::Ahead { .. } | Form::Length | Form::Repeated | Form::Vague(_) | Form::Ambiguous => None,
        }
    }

    fn simple(&self, simple: Simple) -> Option<Days> {
        self.days(match simple {
            Simple::Day { year, month, day } => Form::Day { year, month, day },
            Simple::Month { year, month } => Form::Month { year, month, shift: None },
            Simple::Year(year) => Form::Year(year),
            Simple::Weekday(day) => Form::Weekday { day, shift: None, base: Base::Published },
        })
    }

    fn future(&self) -> bool {
        self.tense == Tense::Future
    }

    /// The day to which an open year is nearest, and the year just told if the story is in it.
    fn reference(&self) -> Option<Date> {
        self.published.or_else(|| self.told.last().map(|(day, _)| *day))
    }

    fn year_of(&self, year: YearOf) -> Option<i16> {
        match year {
            YearOf::Told(year) => Some(year),
            YearOf::Shifted(by, base) => {
                let base = self.base(base, Unit::Year)?;
                base.year().checked_add(i16::try_from(by).ok()?)
            }
            YearOf::Open => {
                let past = self.published.is_none_or(|p| self.year.is_some_and(|y| y < p.year()));
                self.year.filter(|_| past && !self.future())
            }
        }
    }

    fn day(&self, year: YearOf, month: i8, day: i8) -> Option<Date> {
        match self.year_of(year) {
            Some(year) => calendar::day(year, month, day),
            None => calendar::nearest_day(self.reference()?, month, day, self.future()),
        }
    }

    fn month_day(&self, day: i8) -> Option<Date> {
        let from =
            self.told.last().map(|(day, _)| *day).filter(|_| self.published.is_none()).or(self.published)?;
        let (first, _) = calendar::month(from.year(), from.month())?;
        let this = calendar::day(from.year(), from.month(), day);
        let other = |by| {
            let start = calendar::plus(first, Unit::Month, by)?;
            calendar::day(start.year(), start.month(), day)
        };
        match this {
            Some(d) if d > from && !self.future() => other(-1),
            Some(d) if d < from && self.future() => other(1),
            found => found,
        }
    }

    fn month(&self, year: YearOf, month: i8, shift: Option<i32>) -> Option<Days> {
        if let (Some(year), None) = (self.year_of(year), shift) {
            return calendar::month(year, month);
        }
        let from = self.reference()?;
        let (first, last) = calendar::month(from.year(), from.month())?;
        match shift {
            Some(by) if by < 0 => calendar::nearest_month(calendar::plus_days(first, -1)?, month, false),
            Some(by) if by > 0 => calendar::nearest_month(calendar::plus_days(last, 1)?, month, true),
            Some(_) => calendar::month(from.year(), month),
            None => calendar::nearest_month(from, month, self.future()),
        }
    }

    fn season(&self, year: YearOf, first: i8, shift: Option<i32>) -> Option<Days> {
        if let Some(year) = self.year_of(year) {
            return calendar::three_months(year, first);
        }
        let from = self.reference()?;
        let mut all = (-2..3).filter_map(|n| calendar::three_months(from.year() + n, first));
        match shift {
            Some(by) if by < 0 => all.rfind(|s| s.1 < from),
            Some(by) if by > 0 => all.find(|s| s.0 > from),
            Some(_) => calendar::three_months(from.year(), first),
            None if self.future() => all.find(|s| s.1 >= from),
            None => all.rfind(|s| s.0 <= from),
        }
    }

    fn weekday(&self, day: i8, shift: Option<i32>, base: Base) -> Option<Date> {
        let from = self.base(base, Unit::Day)?;
        match shift {
            // nobody calls yesterday "last Thursday"
            Some(by) if by < 0 => calendar::weekday_before(calendar::plus_days(from, -2)?, day),
            Some(by) if by > 0 => calendar::weekday_after(from, day),
            _ if self.future() => calendar::weekday_after(calendar::plus_days(from, -1)?, day),
            _ => calendar::weekday_before(from, day),
        }
    }

    fn shifted(&self, unit: Unit, by: i32, base: Base) -> Option<Days> {
        let from = self.base(base, unit)?;
        let (count, unit) =
            if unit == Unit::Decade && by.abs() > 0 { (10 * by, Unit::Year) } else { (by, unit) };
        let whole = calendar::whole(calendar::plus(from, unit, count)?, unit)?;
        let late = unit == Unit::Weekend && by == 0 && whole.0 > from && !self.future();
        if late { calendar::whole(calendar::plus_days(from, -7)?, unit) } else { Some(whole) }
    }
}
