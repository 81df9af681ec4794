//! What each kind of entry says in words.

use super::Entry;
use super::wrap::Piece;
use crate::cli::colour::Style;
use crate::wire::{
    Arrangement, Discrepancy, Event, Forecast, Participant, Report, Span, Statement, Time, Toll, Wording,
};
use std::collections::HashMap;

/// Longest quotation in an entry, in characters.
const QUOTED: usize = 160;

/// Looks up what ids of a record stand for.
pub(super) struct Names<'a> {
    actors: HashMap<&'a str, (&'a str, Option<&'a str>)>,
    places: HashMap<&'a str, &'a str>,
    speakers: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(record: &'a Report) -> Self {
        Self {
            actors: record
                .actors
                .iter()
                .map(|a| (a.id.as_str(), (a.name.as_str(), a.code.as_deref())))
                .collect(),
            places: record.places.iter().map(|place| (place.id.as_str(), place.name.as_str())).collect(),
            speakers: record.statements.iter().map(|s| (s.id.as_str(), s.speaker.as_deref())).collect(),
        }
    }

    pub(super) fn event(&self, event: &Event) -> Entry {
        let mode = if event.mode.is_empty() { String::new() } else { format!(": {}", event.mode.join(", ")) };
        let kind = format!("{}{mode}", event.kind);
        let mut says = vec![(kind, Style::Event), (" · ".into(), Style::Dim)];
        says.extend(self.parties(&event.actors));
        says.push((" → ".into(), Style::Dim));
        says.extend(self.parties(&event.recipients));
        says.push((format!(" · “{}”", shortened(&event.trigger.text)), Style::Dim));
        let place = event.place.as_deref().and_then(|id| self.places.get(id));
        let mut about = vec![event.time.as_ref().map_or_else(|| "no date".into(), when)];
        about.extend(place.map(|name| (*name).to_owned()));
        about.push(with_certainty(event.status, event.certainty));
        about.push(self.voice(event.voice.as_deref()));
        about.extend(refers("tolls", &event.tolls));
        about.extend(refers("same as", &event.same_as));
        Entry { id: event.id.clone(), style: Style::Event, says, about }
    }

    pub(super) fn toll(&self, toll: &Toll) -> Entry {
        let mut says = vec![(format!("{} {}", toll.harm, count(toll)), Style::Toll)];
        says.push((format!(" · “{}”", shortened(&toll.evidence.text)), Style::Dim));
        let mut about: Vec<String> =
            toll.victims.actor.as_deref().map(|id| self.actor(id)).into_iter().collect();
        if toll.victims.category != "unknown" {
            about.push(format!("category: {}", toll.victims.category));
        }
        about.push(self.voice(toll.voice.as_deref()));
        about.extend(refers("by", toll.event.as_slice()));
        about.extend(refers("part of", toll.part_of.as_slice()));
        about.extend(refers("sum of", &toll.parts));
        about.extend(refers("same as", &toll.same_as));
        about.extend(toll.responsible.iter().map(|r| {
            let certainty = with_certainty("held responsible", r.certainty);
            format!("{} {certainty} by {}", self.actor(&r.actor), self.voice(r.voice.as_deref()))
        }));
        Entry { id: toll.id.clone(), style: Style::Toll, says, about }
    }

    pub(super) fn statement(&self, statement: &Statement) -> Entry {
        let speaker =
            statement.speaker.as_deref().map_or_else(|| "unnamed speaker".into(), |id| self.actor(id));
        let mut says = vec![(speaker, Style::Statement)];
        if let Some(id) = &statement.on_behalf_of {
            says.push((format!(" for {}", self.actor(id)), Style::Plain));
        }
        if let Some(cue) = &statement.cue {
            says.push((format!(" ({})", cue.text), Style::Dim));
        }
        says.push((format!(": {}", shortened(&statement.content.text)), Style::Plain));
        Entry { id: statement.id.clone(), style: Style::Statement, says, about: Vec::new() }
    }

    pub(super) fn arrangement(&self, arrangement: &Arrangement) -> Entry {
        let parties: Vec<String> = arrangement.parties.iter().map(|id| self.actor(id)).collect();
        let mut says = vec![(arrangement.name.clone(), Style::Bold)];
        says.push((format!(" ({}) between {}", arrangement.kind, parties.join(", ")), Style::Plain));
        let changes = arrangement.changes.iter().map(|change| {
            let day = change.time.as_ref().map(|time| format!(" {}", when(time))).unwrap_or_default();
            format!("{} ({}){day}, {}", change.to, change.status, self.voice(change.voice.as_deref()))
        });
        Entry { id: arrangement.id.clone(), style: Style::Bold, says, about: changes.collect() }
    }

    pub(super) fn forecast(&self, forecast: &Forecast) -> Entry {
        let says = vec![
            (format!("{}: {}", forecast.what, forecast.direction), Style::Bold),
            (format!(" · “{}”", shortened(&forecast.evidence.text)), Style::Dim),
        ];
        let mut about: Vec<String> = forecast.horizon.as_ref().map(when).into_iter().collect();
        about.extend(
            forecast.place.as_deref().and_then(|id| self.places.get(id)).map(|name| (*name).to_owned()),
        );
        about.extend(forecast.by.as_deref().map(|id| self.by(id)));
        about.push(with_certainty("predicted", forecast.certainty));
        Entry { id: forecast.id.clone(), style: Style::Bold, says, about }
    }

    pub(super) fn wording(&self, wording: &Wording) -> Entry {
        let says = vec![
            (format!("“{}”", wording.span.text), Style::Bold),
            (format!(" the record says “{}”", wording.neutral), Style::Plain),
        ];
        Entry { id: "w".into(), style: Style::Dim, says, about: vec![self.voice(wording.voice.as_deref())] }
    }

    fn parties(&self, parties: &[Participant]) -> Vec<Piece> {
        if parties.is_empty() {
            return vec![("?".into(), Style::Dim)];
        }
        let names: Vec<String> = parties.iter().map(|party| self.actor(&party.actor)).collect();
        vec![(names.join(", "), Style::Plain)]
    }

    fn actor(&self, id: &str) -> String {
        match self.actors.get(id) {
            Some((name, Some(code))) => format!("{name} ({})", code.replace(' ', "\u{a0}")),
            Some((name, None)) => (*name).to_owned(),
            None => id.to_owned(),
        }
    }

    /// A statement's speaker, or an actor.
    fn by(&self, id: &str) -> String {
        if self.speakers.contains_key(id) { self.voice(Some(id)) } else { self.actor(id) }
    }

    fn voice(&self, statement: Option<&str>) -> String {
        let Some(id) = statement else { return "narrator".into() };
        let speaker = self.speakers.get(id).copied().flatten().and_then(|actor| self.actors.get(actor));
        speaker.map_or_else(|| format!("unnamed speaker ({id})"), |(name, _)| format!("{name} ({id})"))
    }
}

pub(super) fn discrepancy(discrepancy: &Discrepancy) -> Entry {
    let says = vec![(discrepancy.explanation.clone(), Style::Plain)];
    let about = vec![discrepancy.kind.clone(), discrepancy.severity.clone(), discrepancy.between.join(", ")];
    Entry { id: discrepancy.id.clone(), style: Style::Bold, says, about }
}

/// A period as short as its precision allows.
fn when(time: &Time) -> String {
    let start = time.start.as_deref();
    let end = time.end.as_deref().filter(|end| Some(*end) != start);
    let cut = |date: &str, len: usize| date.get(..len).unwrap_or(date).to_owned();
    match (time.precision, start, end) {
        ("month", Some(start), _) => cut(start, 7),
        ("year", Some(start), _) => cut(start, 4),
        (_, Some(start), None) if time.end.is_none() => format!("from {start}"),
        (_, Some(start), None) => start.to_owned(),
        (_, Some(start), Some(end)) => format!("{start} to {end}"),
        (_, None, Some(end)) => format!("until {end}"),
        (_, None, None) => time.text.as_ref().map_or_else(|| "no date".into(), words),
    }
}

fn words(span: &Span) -> String {
    format!("“{}”", span.text)
}

fn with_certainty(status: &str, certainty: &str) -> String {
    if matches!(certainty, "certain" | "unknown") {
        status.to_owned()
    } else {
        format!("{status} ({certainty})")
    }
}

fn count(toll: &Toll) -> String {
    let best = toll.best.map(|n| n.to_string());
    match (toll.bound, best, toll.low, toll.high) {
        ("at_least", Some(n), _, _) => format!("at least {n}"),
        ("at_most", Some(n), _, _) => format!("at most {n}"),
        ("approximate", Some(n), _, _) => format!("about {n}"),
        (_, Some(n), _, _) => n,
        (_, None, Some(low), Some(high)) => format!("{low} to {high}"),
        (_, None, Some(low), None) => format!("{low} or more"),
        (_, None, None, Some(high)) => format!("up to {high}"),
        (_, None, None, None) => "(number unknown)".into(),
    }
}

fn refers(how: &str, ids: &[String]) -> Option<String> {
    (!ids.is_empty()).then(|| format!("{how} {}", ids.join(", ")))
}

pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= QUOTED {
        return text;
    }
    let cut: String = text.chars().take(QUOTED).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}
