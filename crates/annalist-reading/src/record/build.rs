//! The written record from what was read.

use super::{Detail, Record, confidence, outlook};
use crate::actors::{EntityIx, Kind};
use crate::events::{EventIx, Part};
use crate::lexicon::Lexicon;
use crate::time::{Anchor, Precision, TimeExpression};
use crate::tree::Tree;
use crate::voices::{Directness, StatementIx};
use crate::wire;
use annalist_language::{NameKind, Parse, TokenIx};
use annalist_reports::{ByteSpan, Report};
use annalist_world::World;
use annalist_world::codebook::{self, Mode};

pub(super) struct Builder<'a> {
    world: &'a World,
    lexicon: &'a Lexicon,
    report: &'a Report,
    parse: &'a Parse,
    pub(super) record: &'a Record,
    pub(super) tree: Tree<'a>,
    /// Wire number of each entity that the record shows; `None` for those nothing refers to.
    shown: Vec<Option<usize>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        world: &'a World,
        lexicon: &'a Lexicon,
        report: &'a Report,
        parse: &'a Parse,
        record: &'a Record,
    ) -> Self {
        let mut builder = Self {
            world,
            lexicon,
            report,
            parse,
            record,
            tree: Tree { parse, text: &report.text },
            shown: Vec::new(),
        };
        builder.number_actors();
        builder
    }

    pub(super) fn build(&self, model: &str, detail: Detail) -> wire::Report {
        wire::Report {
            schema: wire::SCHEMA,
            annalist: env!("CARGO_PKG_VERSION").to_string(),
            model: model.to_string(),
            document: self.document(),
            sentences: self.sentences(detail),
            actors: self.actors(),
            places: self.places(),
            statements: self.statements(),
            events: (0..self.record.events.len()).map(|i| self.event(EventIx(i as u32))).collect(),
            tolls: self.tolls(),
            arrangements: self.arrangements(),
            forecasts: self.forecasts(),
            discrepancies: self.discrepancies(),
            wording: self.wording(),
            explanation: None,
        }
    }

    pub(super) fn span(&self, span: ByteSpan) -> wire::Span {
        self::span(self.report, span)
    }

    fn document(&self) -> wire::Document {
        let report = self.report;
        let published = report.published.as_ref().map(ToString::to_string);
        let warnings = report.warnings.iter();
        wire::Document {
            id: report.id.0.clone(),
            external_id: report.external_id.clone(),
            title: report.title.clone(),
            text: report.text.as_str().to_string(),
            published,
            outlet: report.outlet.clone(),
            url: report.url.clone(),
            byline: report.byline.clone(),
            language: report.language.clone(),
            format: report.format.name().to_string(),
            warnings: warnings
                .map(|w| wire::Warning { code: w.code.to_string(), message: w.message.clone() })
                .collect(),
        }
    }

    fn sentences(&self, detail: Detail) -> Vec<wire::Sentence> {
        let sentences = self.parse.sentences.iter();
        sentences
            .map(|s| {
                let span = self.report.text.char_span(s.span);
                let tokens = detail
                    .syntax
                    .then(|| s.range().map(|i| self.token(TokenIx(i as u32), s.tokens.0)).collect());
                wire::Sentence { start: span.start.0, end: span.end.0, tokens }
            })
            .collect()
    }

    fn token(&self, i: TokenIx, first: TokenIx) -> wire::Token {
        let token = self.parse.token(i);
        let span = self.report.text.char_span(token.span);
        let name = self.parse.names.iter().find(|n| n.range().contains(&i.at()));
        wire::Token {
            start: span.start.0,
            end: span.end.0,
            lemma: self.parse.lemma(i).to_string(),
            upos: token.upos.label(),
            xpos: token.xpos.label(),
            head: token.head.map_or(0, |h| h.0 - first.0 + 1),
            deprel: token.deprel.label(),
            name: name.map(|n| name_label(n.kind)),
        }
    }

    /// Shows the actors that something refers to and all that the text names.
    fn number_actors(&mut self) {
        let record = self.record;
        let mut used = vec![false; record.actors.entities.len()];
        let mut mark = |ix: EntityIx| used[ix.0 as usize] = true;
        for event in &record.events {
            event.actors.iter().chain(&event.recipients).for_each(|p| mark(p.entity));
        }
        record.tolls.iter().filter_map(|t| record.actors.at(t.victims.head)).for_each(&mut mark);
        record.statements.list.iter().flat_map(|s| [s.speaker, s.on_behalf_of]).flatten().for_each(&mut mark);
        outlook::actors(record).for_each(&mut mark);
        for (i, entity) in record.actors.entities.iter().enumerate() {
            if entity.entity.is_some() || entity.kind == Kind::Person {
                used[i] = true;
            }
        }
        // whom a spokesman speaks for is shown with him
        for i in 0..used.len() {
            let of = record.actors.entities[i].of.filter(|_| used[i]).and_then(|head| record.actors.at(head));
            if let Some(of) = of {
                used[of.0 as usize] = true;
            }
        }
        let mut next = 0;
        self.shown = used
            .into_iter()
            .map(|used| {
                next += usize::from(used);
                used.then_some(next)
            })
            .collect();
    }

    pub(super) fn actor_id(&self, ix: EntityIx) -> Option<String> {
        self.shown[ix.0 as usize].map(|n| format!("a{n}"))
    }

    fn actors(&self) -> Vec<wire::Actor> {
        let entities = self.record.actors.entities.iter().zip(&self.shown);
        entities
            .filter_map(|(entity, shown)| {
                let id = format!("a{}", (*shown)?);
                let sectors: Vec<&'static str> = entity.sectors.iter().map(|s| s.label()).collect();
                let country = entity.country.map(|c| c.as_str().to_string());
                let code = match (&country, sectors.first()) {
                    (Some(country), Some(sector)) => Some(format!("{country} {sector}")),
                    (Some(country), None) => Some(country.clone()),
                    (None, Some(sector)) => Some(format!("--- {sector}")),
                    (None, None) => None,
                };
                let of =
                    entity.of.and_then(|head| self.record.actors.at(head)).and_then(|ix| self.actor_id(ix));
                let role = |span: &ByteSpan| wire::Role {
                    title: self.report.text.slice(*span).to_string(),
                    of: of.clone().filter(|o| *o != id),
                    span: self.span(*span),
                };
                Some(wire::Actor {
                    name: entity.name.clone(),
                    kind: entity.kind.label(),
                    country,
                    sectors,
                    code,
                    roles: entity.roles.iter().map(role).collect(),
                    wikidata: entity.entity.and_then(|e| self.world.actor(e).wikidata()).map(str::to_string),
                    mentions: entity.mentions.iter().map(|(_, span)| self.span(*span)).collect(),
                    id,
                })
            })
            .collect()
    }

    fn places(&self) -> Vec<wire::Place> {
        self.record.places.wire(self.world, |span| self.span(span))
    }

    fn statements(&self) -> Vec<wire::Statement> {
        let list = self.record.statements.list.iter().enumerate();
        list.map(|(i, statement)| {
            let speaker = statement.speaker;
            let named =
                speaker.map(|ix| self.record.actors.get(ix)).filter(|e| e.speaks_for).and_then(|e| e.of);
            let named = named.and_then(|head| self.record.actors.at(head)).filter(|ix| Some(*ix) != speaker);
            let behalf = statement.on_behalf_of.or(named);
            wire::Statement {
                id: format!("s{}", i + 1),
                speaker: speaker.and_then(|ix| self.actor_id(ix)),
                on_behalf_of: behalf.and_then(|ix| self.actor_id(ix)),
                cue: statement.cue.map(|t| self.span(self.parse.token(t).span)),
                direct: match statement.direct {
                    Directness::Quoted => wire::Direct::Yes,
                    Directness::Reported => wire::Direct::No,
                    Directness::Mixed => wire::Direct::Mixed,
                },
                content: self.span(statement.content),
                sentence: self.sentence_at(statement.content),
            }
        })
        .collect()
    }

    fn sentence_at(&self, span: ByteSpan) -> u32 {
        let sentences = &self.parse.sentences;
        let found = sentences.iter().position(|s| s.span.end > span.start);
        found.unwrap_or(sentences.len().saturating_sub(1)) as u32
    }

    fn participants(&self, parts: &[Part]) -> Vec<wire::Participant> {
        let part =
            |p: &Part| Some(wire::Participant { actor: self.actor_id(p.entity)?, span: self.span(p.span) });
        parts.iter().filter_map(part).collect()
    }

    fn event(&self, ix: EventIx) -> wire::Event {
        let event = &self.record.events[ix.0 as usize];
        let kind = event.meaning.kind;
        let mode = event.meaning.modes.first().and_then(|m| Mode::of(kind, m));
        let tolls = self.record.tolls.iter().enumerate();
        wire::Event {
            id: format!("e{}", ix.0 + 1),
            kind: kind.label(),
            mode: event.meaning.modes.clone(),
            context: event.contexts.clone(),
            cameo: event.meaning.cameo.clone(),
            quad: kind.quad().label(),
            score: f64::from(kind.score(mode)),
            actors: self.participants(&event.actors),
            recipients: self.participants(&event.recipients),
            trigger: self.span(self.parse.token(event.trigger).span),
            sentence: self.parse.token(event.trigger).sentence.0,
            extent: self.span(event.extent),
            time: self.record.event_times[ix.0 as usize].map(|t| self.time(&self.record.times[t])),
            place: self.record.scenes[ix.0 as usize].map(|n| format!("p{}", n + 1)),
            status: event.status.label(),
            voice: voice_id(event.voice),
            certainty: event.certainty.label(),
            tolls: tolls
                .filter(|(i, _)| self.record.toll_events[*i] == Some(ix))
                .map(|(i, _)| format!("t{}", i + 1))
                .collect(),
            acled: event.acled.and_then(|sub| {
                Some(wire::Acled {
                    event_type: codebook::acled_type_of(sub)?.to_string(),
                    sub_event_type: sub.to_string(),
                })
            }),
            same_as: event.same_as.iter().map(|e| format!("e{}", e.0 + 1)).collect(),
            confidence: confidence::probability(
                &self.lexicon.event_confidence,
                &confidence::of_event(self.tree, self.record, event),
            ),
        }
    }

    pub(super) fn time(&self, time: &TimeExpression) -> wire::Time {
        wire::Time {
            start: time.start.map(|d| d.to_string()),
            end: time.end.map(|d| d.to_string()),
            precision: match time.precision {
                Precision::Day => "day",
                Precision::Week => "week",
                Precision::Month => "month",
                Precision::Season => "season",
                Precision::Year => "year",
                Precision::Decade => "decade",
                Precision::Unknown => "unknown",
            },
            text: Some(self.span(time.span)),
            anchor: match time.anchor {
                Anchor::Published => "published",
                Anchor::Narrative => "narrative",
                Anchor::Explicit => "explicit",
            },
        }
    }

    fn tolls(&self) -> Vec<wire::Toll> {
        (0..self.record.tolls.len()).map(|i| self.toll(i)).collect()
    }

    fn discrepancies(&self) -> Vec<wire::Discrepancy> {
        let list = self.record.discrepancies.iter().enumerate();
        list.map(|(i, found)| wire::Discrepancy {
            id: format!("d{}", i + 1),
            kind: found.kind.label().to_string(),
            between: found.between.iter().map(|subject| subject.id()).collect(),
            evidence: found.evidence.iter().map(|span| self.span(*span)).collect(),
            severity: found.severity.label().to_string(),
            explanation: found.explanation.clone(),
        })
        .collect()
    }

    fn toll(&self, i: usize) -> wire::Toll {
        let toll = &self.record.tolls[i];
        let event = self.record.toll_events[i];
        let statements = &self.record.statements;
        let voice = statements.holding(self.tree, toll.predicate);
        let responsible =
            event.map(|ix| &self.record.events[ix.0 as usize]).filter(|e| e.trigger == toll.predicate);
        let certainty = responsible.map_or("unknown", |e| e.certainty.label());
        let id = |n: &usize| format!("t{}", n + 1);
        wire::Toll {
            id: format!("t{}", i + 1),
            harm: toll.harm.label(),
            low: toll.low,
            best: toll.best,
            high: toll.high,
            bound: toll.bound.label(),
            victims: wire::Victims {
                actor: self.record.actors.at(toll.victims.head).and_then(|ix| self.actor_id(ix)),
                category: toll.victims.category.label(),
                label: Some(self.span(toll.victims.label)),
            },
            parts: toll.parts.iter().map(id).collect(),
            part_of: toll.part_of.as_ref().map(id),
            same_as: toll.same_as.iter().map(id).collect(),
            event: event.map(|ix| format!("e{}", ix.0 + 1)),
            responsible: responsible
                .iter()
                .flat_map(|e| e.actors.iter().map(|p| (p, e.voice)))
                .filter_map(|(p, voice)| {
                    Some(wire::Responsible {
                        actor: self.actor_id(p.entity)?,
                        voice: voice_id(voice),
                        certainty,
                    })
                })
                .collect(),
            voice: voice_id(voice),
            evidence: self.span(toll.evidence),
            confidence: confidence::probability(
                &self.lexicon.toll_confidence,
                &confidence::of_toll(self.tree, self.record, toll, event.is_some()),
            ),
        }
    }
}

/// A slice of the report's text as it is written.
pub(super) fn span(report: &Report, span: ByteSpan) -> wire::Span {
    let chars = report.text.char_span(span);
    wire::Span { start: chars.start.0, end: chars.end.0, text: report.text.slice(span).to_string() }
}

pub(super) fn voice_id(voice: Option<StatementIx>) -> Option<String> {
    voice.map(|ix| format!("s{}", ix.0 + 1))
}

fn name_label(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "PER",
        NameKind::Organization => "ORG",
        NameKind::Location => "LOC",
        NameKind::Group => "NORP",
        _ => "MISC",
    }
}
