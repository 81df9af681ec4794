//! What belongs to what: which expression dates an act, which act did the harm that a figure tells.

use crate::actors::EntityIx;
use crate::events::{Event, EventIx, Status};
use crate::time::{Precision, TimeExpression};
use crate::tolls::Toll;
use crate::tree::Tree;
use crate::voices::Statements;
use annalist_language::{Deprel, TokenIx, Xpos};

/// Sentences over which somebody goes on speaking on one occasion.
const SPEECH: u32 = 4;

/// What acts are dated from.
#[derive(Clone, Copy)]
pub(super) struct Dating<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) times: &'a [TimeExpression],
    pub(super) statements: &'a Statements,
}

impl Dating<'_> {
    /// The expression that dates an act: its own, its carrier's, or for what a speaker does by speaking, the speech's.
    fn of_event(self, event: &Event) -> Option<usize> {
        let by_speaking = || {
            let statement = self
                .statements
                .get(event.voice.filter(|_| event.is_spoken() || event.status == Status::Announced)?);
            // whoever will do it, it was announced then
            let speaks = event.status == Status::Announced
                || event.actors.iter().any(|p| Some(p.entity) == statement.speaker);
            let cue = statement.cue.filter(|_| speaks)?;
            self.of_cue(cue).or_else(|| self.going_on(statement.speaker?, cue))
        };
        let going_on = || {
            let speech = event.is_spoken() || event.status == Status::Announced;
            let told = speech && event.voice.is_none() && self.tree.token(event.carrier).xpos != Xpos::Vbz;
            event.actors.iter().filter(|_| told).find_map(|p| self.going_on(p.entity, event.trigger))
        };
        self.at(event.trigger)
            .or_else(|| self.at(event.carrier))
            .or_else(|| self.beside_subject(event.carrier))
            .or_else(by_speaking)
            .or_else(|| self.hours_from(event.trigger))
            .or_else(going_on)
    }

    fn of_cue(self, cue: TokenIx) -> Option<usize> {
        self.at(cue).or_else(|| self.beside_subject(cue))
    }

    /// "The president spoke on Sunday. … He also announced": what somebody goes on to say, without another day between, was said on the day of
    /// the dated speech before.
    fn going_on(self, speaker: EntityIx, from: TokenIx) -> Option<usize> {
        let near = |cue: &TokenIx| {
            let apart = self.tree.token(from).sentence.0.checked_sub(self.tree.token(*cue).sentence.0);
            *cue < from && apart.is_some_and(|n| n <= SPEECH)
        };
        let own = self.statements.list.iter().filter(|s| s.speaker == Some(speaker)).filter_map(|s| s.cue);
        let (_, time) =
            own.filter(near).filter_map(|cue| Some((cue, self.of_cue(cue)?))).max_by_key(|(cue, _)| *cue)?;
        let day = self.times[time].precision == Precision::Day;
        let between = |t: &TimeExpression| t.dates() && t.head > self.times[time].head && t.head < from;
        (day && !self.times.iter().any(between)).then_some(time)
    }

    /// "a few hours before the jet crashed on Wednesday": what is told by hours from a dated act is of its day.
    fn hours_from(self, trigger: TokenIx) -> Option<usize> {
        let parse = self.tree.parse;
        let sentence = self.tree.token(trigger).sentence;
        let tokens = parse.sentences[sentence.0 as usize].range().map(|i| TokenIx(i as u32));
        let unit = |t: TokenIx| matches!(self.tree.lemma(t), "hour" | "minute");
        let from = |t: TokenIx| matches!(self.tree.lemma(t), "before" | "after");
        let pairs = tokens.clone().zip(tokens.skip(1));
        let at = pairs.filter(|(a, b)| unit(*a) && from(*b)).map(|(_, b)| b).next()?;
        let mut dated =
            (0..self.times.len()).filter(|i| self.tree.token(self.times[*i].head).sentence == sentence);
        let only = dated.find(|i| self.times[*i].dates())?;
        let one = !dated.any(|i| self.times[i].dates());
        let day = self.times[only].precision == Precision::Day;
        let main = self.tree.is_verb(trigger) && (trigger < at || self.times[only].head < trigger);
        (one && day && main && at < self.times[only].head).then_some(only)
    }

    /// The expressions that date all acts: what one telling leaves open another telling of the same act may say.
    pub(super) fn of_all(self, events: &[Event]) -> Vec<Option<usize>> {
        let own: Vec<Option<usize>> = events.iter().map(|event| self.of_event(event)).collect();
        let told_elsewhere = |event: &Event| {
            let dated = event.same_as.iter().filter_map(|ix| own[ix.0 as usize]);
            dated.min_by_key(|t| self.times[*t].precision)
        };
        events.iter().zip(&own).map(|(event, time)| time.or_else(|| told_elsewhere(event))).collect()
    }

    fn at(self, token: TokenIx) -> Option<usize> {
        crate::time::date_of(token, self.tree.parse, self.tree.text, self.times)
    }

    /// "the council on Monday said": a day that the parser hangs on the subject dates the verb.
    fn beside_subject(self, verb: TokenIx) -> Option<usize> {
        let subject = self.tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
        let beside = |t: &TimeExpression| {
            t.dates()
                && t.start.is_some()
                && (t.head > subject || self.after_on(t))
                && t.head < verb
                && self.tree.dominates(subject, t.head)
        };
        self.times.iter().position(beside)
    }
}

impl Dating<'_> {
    /// "where on Sunday ministers signed": a day with "on" is no part of a name.
    fn after_on(self, time: &TimeExpression) -> bool {
        let before = time.tokens.0.0.checked_sub(1).map(TokenIx);
        before.is_some_and(|t| self.tree.form(t).eq_ignore_ascii_case("on"))
    }
}

/// The act that a toll belongs to: the one its harm word names, or the nearest act of harm in its clause or sentence.
pub(super) fn event_of_toll(tree: Tree<'_>, events: &[Event], toll: &Toll) -> Option<EventIx> {
    let predicate = toll.predicate;
    let exact = events.iter().position(|e| e.trigger == predicate);
    let near = || {
        let sentence = tree.token(predicate).sentence;
        let physical = |e: &(usize, &Event)| {
            matches!(e.1.meaning.kind.label(), "ASSAULT" | "COERCE" | "PROTEST")
                && tree.token(e.1.trigger).sentence == sentence
        };
        let all = events.iter().enumerate().filter(physical);
        all.min_by_key(|(_, e)| e.trigger.0.abs_diff(predicate.0)).map(|(i, _)| i)
    };
    exact.or_else(near).map(|i| EventIx(i as u32))
}
