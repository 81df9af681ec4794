//! Times that cannot both be: a weekday that the date did not fall on; an answer dated before what it answers.

use super::look::{Look, kindred};
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::events::{Event, EventIx};
use crate::time::{Bound, Kind as TimeKind, Precision, TimeExpression};
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_world::codebook::EventType;
use jiff::civil::{Date, Weekday};

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let mut all: Vec<Discrepancy> = look.on.times.iter().filter_map(|t| wrong_weekday(look, t)).collect();
    for at in 0..look.on.events.len() {
        all.extend(answered_too_early(look, EventIx(at as u32)));
    }
    all
}

/// "Tuesday, 26 January 2023" where that day was a Thursday. Only where the text tells the year.
fn wrong_weekday(look: &Look<'_>, time: &TimeExpression) -> Option<Discrepancy> {
    let day = time.start.filter(|_| time.precision == Precision::Day && time.start == time.end)?;
    let (first, end) = time.tokens;
    let mut inside = (first.0..end.0).map(TokenIx);
    let year = day.year().to_string();
    inside.clone().find(|t| look.on.tree.form(*t) == year)?;
    let before = (first.0.saturating_sub(2)..first.0).map(TokenIx).rev();
    let beside = before
        .take_while(|t| weekday(look, *t).is_some() || matches!(look.on.tree.form(*t), "," | "the"))
        .find(|t| weekday(look, *t).is_some());
    let told = inside.find(|t| weekday(look, *t).is_some()).or(beside)?;
    let named = weekday(look, told)?;
    if named == day.weekday() {
        return None;
    }
    let span = look.on.tree.token(told).span.cover(time.span);
    let explanation =
        format!("{} was a {}, not a {}.", long(day), weekday_name(day.weekday()), weekday_name(named));
    let side = Side { subject: None, span };
    Some(Discrepancy::between(Kind::Time, Severity::Contradiction, vec![side], explanation))
}

fn weekday(look: &Look<'_>, token: TokenIx) -> Option<Weekday> {
    Some(match look.on.tree.form(token) {
        "Monday" => Weekday::Monday,
        "Tuesday" => Weekday::Tuesday,
        "Wednesday" => Weekday::Wednesday,
        "Thursday" => Weekday::Thursday,
        "Friday" => Weekday::Friday,
        "Saturday" => Weekday::Saturday,
        "Sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "announced on Wednesday that it … after the raid", where the raid is put on Thursday.
fn answered_too_early(look: &Look<'_>, answer: EventIx) -> Option<Discrepancy> {
    let tree = look.on.tree;
    let event = &look.on.events[answer.0 as usize];
    let early = day_of(look, answer)?;
    let cause = (0..look.on.events.len()).map(|i| EventIx(i as u32)).find(|ix| {
        let other = &look.on.events[ix.0 as usize];
        *ix != answer
            && tree.token(other.trigger).sentence == tree.token(event.trigger).sentence
            && is_answer_to(look, event, other)
    })?;
    let tellings = tellings_of(look, cause);
    let late = tellings.into_iter().find_map(|ix| {
        let day = day_of(look, ix).or_else(|| day_of_scene(look, ix)).filter(|d| d.0 > early.0)?;
        (look.on.times[day.1].bound == Bound::At).then_some((ix, day))
    });
    let (ix, late) = late?;
    // days of one week told by name may be of different weeks
    let near = early.0.until(late.0).is_ok_and(|span| span.get_days() <= 7);
    if !near {
        return None;
    }
    let side =
        |ix: EventIx| Side { subject: Some(Subject::Event(ix)), span: look.on.events[ix.0 as usize].extent };
    let mut sides = vec![side(answer), side(ix)];
    for (n, at) in [early.1, late.1].into_iter().enumerate() {
        if !sides[n].span.overlaps(look.on.times[at].span) {
            sides[n].span = sides[n].span.cover(look.on.times[at].span);
        }
    }
    let explanation = format!(
        "What is told of {} ({}) answers what is put on {} ({}), a later day.",
        weekday_name(early.0.weekday()),
        long(early.0),
        weekday_name(late.0.weekday()),
        long(late.0)
    );
    Some(Discrepancy::between(Kind::Time, Severity::Contradiction, sides, explanation))
}

/// An act with its other tellings: those joined to it, and later nouns of its name ("the raid").
fn tellings_of(look: &Look<'_>, ix: EventIx) -> Vec<EventIx> {
    let tree = look.on.tree;
    let event = &look.on.events[ix.0 as usize];
    let named = |other: &Event| {
        other.trigger > event.trigger
            && other.meaning.kind == event.meaning.kind
            && tree.pos(other.trigger) == Upos::Noun
            && tree
                .children_by(other.trigger, &[Deprel::Det])
                .any(|d| matches!(tree.lemma(d), "the" | "that" | "this"))
            && kindred(tree.lemma(event.trigger), tree.lemma(other.trigger))
    };
    let nouns = look.on.events.iter().enumerate().filter(|(_, e)| named(e)).map(|(i, _)| EventIx(i as u32));
    // one toll told twice is of one deed
    let own = look.on.tolls.iter().zip(look.on.toll_events).filter(|(_, of)| **of == Some(ix));
    let tolls = own.flat_map(|(t, _)| &t.same_as).filter_map(|t| look.on.toll_events[*t]);
    std::iter::once(ix).chain(event.same_as.iter().copied()).chain(nouns).chain(tolls).collect()
}

/// The day of the deed told just before, where a bare sentence goes on with what came of it: "On Thursday troops entered
/// the town. Nine people were killed."
fn day_of_scene(look: &Look<'_>, ix: EventIx) -> Option<(Date, usize)> {
    let tree = look.on.tree;
    let event = &look.on.events[ix.0 as usize];
    let sentence = tree.token(event.trigger).sentence.0;
    let paragraph = |s: u32| tree.parse.sentences[s as usize].paragraph;
    let before = sentence.checked_sub(1).filter(|s| paragraph(*s) == paragraph(sentence))?;
    let bare = !look.on.times.iter().any(|t| look.sentence(t.head) == sentence && t.dates());
    let deed =
        |e: &Event| matches!(e.meaning.kind, EventType::Assault | EventType::Coerce) && e.voice.is_none();
    if !bare || !deed(event) || tree.rel(event.trigger) != Deprel::Root {
        return None;
    }
    let mut all = (0..look.on.events.len()).map(|i| EventIx(i as u32));
    all.find_map(|other| {
        let told = &look.on.events[other.0 as usize];
        (deed(told) && look.sentence(told.trigger) == before).then(|| day_of(look, other)).flatten()
    })
}

/// The day of an act and the expression that tells it.
fn day_of(look: &Look<'_>, ix: EventIx) -> Option<(Date, usize)> {
    let at = look.on.event_times[ix.0 as usize]?;
    let time = &look.on.times[at];
    let status = look.on.events[ix.0 as usize].status.label();
    let real = matches!(status, "occurred" | "ongoing" | "announced");
    let exact = time.precision == Precision::Day && time.kind == TimeKind::Point && time.start == time.end;
    (real && exact).then_some((time.start?, at))
}

/// Whether a clause of "after" or "in response to" hangs the second act on the first.
fn is_answer_to(look: &Look<'_>, answer: &Event, cause: &Event) -> bool {
    let tree = look.on.tree;
    if !tree.dominates(answer.carrier, cause.trigger) {
        return tree.ancestors(answer.carrier).take(2).any(|up| {
            matches!(tree.rel(answer.carrier), Deprel::Ccomp | Deprel::Xcomp)
                && hangs_after(look, up, cause.trigger)
        });
    }
    hangs_after(look, answer.carrier, cause.trigger)
}

fn hangs_after(look: &Look<'_>, above: TokenIx, below: TokenIx) -> bool {
    let tree = look.on.tree;
    let mut at = below;
    for _ in 0..4 {
        let after = |t: TokenIx| LIST.has("after", &tree.form(t).to_lowercase());
        let marked = tree.children_by(at, &[Deprel::Mark, Deprel::Case]).any(after);
        if marked && matches!(tree.rel(at), Deprel::Advcl | Deprel::Obl | Deprel::Nmod) {
            return tree.head(at).is_some_and(|up| up == above || tree.head(up) == Some(above));
        }
        let Some(up) = tree.head(at).filter(|up| *up != above) else { return false };
        at = up;
    }
    false
}
