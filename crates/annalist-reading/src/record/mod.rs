//! One report read: all phases of reading in their order, and the record they make.

mod build;
mod confidence;
mod explain;
mod links;
mod outlook;
mod placement;
mod scene;

use crate::actors::{self, Actors};
use crate::arrangements::{self, Arrangement};
use crate::checks::{self, Discrepancy};
use crate::events::{self, Event, EventIx};
use crate::forecasts::{self, Forecast};
use crate::frames;
use crate::lexicon::{Error, Lexicon};
use crate::place;
use crate::time::{self, TimeExpression};
use crate::tolls::{self, Toll};
use crate::tree::Tree;
use crate::voices::{self, Statements};
use crate::wire;
use crate::wording::{self, Label};
use annalist_language::Parse;
use annalist_reports::Report;
use annalist_world::World;
use links::Dating;
use placement::Places;

/// Reads parsed reports; holds the lexicons and what is known of the world. Immutable and shared between threads.
pub struct Reader<'w> {
    world: &'w World,
    lexicon: Lexicon,
}

/// What was read from one report, before it is written.
pub struct Record {
    /// Who.
    pub(crate) actors: Actors,
    /// When.
    pub(crate) times: Vec<TimeExpression>,
    /// Where.
    pub(crate) places: Places,
    /// On whose word.
    pub(crate) statements: Statements,
    /// What.
    pub(crate) events: Vec<Event>,
    /// Number of the place that each act is put in.
    pub(crate) scenes: Vec<Option<usize>>,
    /// At what cost.
    pub(crate) tolls: Vec<Toll>,
    /// What stands between parties.
    pub(crate) arrangements: Vec<Arrangement>,
    /// The expression that dates each act.
    pub(crate) event_times: Vec<Option<usize>>,
    /// The act that each toll belongs to.
    pub(crate) toll_events: Vec<Option<EventIx>>,
    /// Where the accounts disagree.
    pub(crate) discrepancies: Vec<Discrepancy>,
    /// What is predicted.
    pub(crate) forecasts: Vec<Forecast>,
    /// In which charged words.
    pub(crate) wording: Vec<Label>,
}

/// What of the record is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    /// Tokens with tags and trees in each sentence.
    pub syntax: bool,
    /// What made each event, and why sentences without one have none.
    pub explain: bool,
}

impl<'w> Reader<'w> {
    /// A reader with the built-in lexicons.
    pub fn new(world: &'w World) -> Result<Self, Error> {
        Ok(Self { world, lexicon: Lexicon::builtin()? })
    }

    /// A reader with other lexicons.
    pub fn with_lexicon(world: &'w World, lexicon: Lexicon) -> Self {
        Self { world, lexicon }
    }

    /// Reads a report. The same report, parse, world and lexicon give the same record.
    pub fn read(&self, report: &Report, parse: &Parse) -> Record {
        let tree = Tree { parse, text: &report.text };
        let published = report.published.as_ref().map(annalist_reports::Published::day);
        let times = time::find(parse, &report.text, published);
        let mut places = Places::new(place::find(parse, &report.text, self.world, place::Hints::default()));
        let place_country = places.countries();
        let mut actors = actors::find(tree, self.world, &self.lexicon, published, &place_country);
        let frames = frames::find(tree, &self.lexicon);
        let statements = voices::find(tree, &self.lexicon, &frames, &mut actors);
        let events = events::find(events::Inputs {
            tree,
            lexicon: &self.lexicon,
            frames: &frames,
            actors: &actors,
            statements: &statements,
            place_country: &place_country,
        });
        let stage = scene::Stage {
            tree,
            lexicon: &self.lexicon,
            world: self.world,
            actors: &actors,
            statements: &statements,
            events: &events,
        };
        let scenes = stage.scenes(&mut places);
        let tolls = tolls::find(parse, &report.text, &times);
        let arrangements = arrangements::find(arrangements::Inputs {
            tree,
            lexicon: &self.lexicon,
            frames: &frames,
            actors: &actors,
            statements: &statements,
            place_country: &place_country,
            events: &events,
            times: &times,
        });
        let forecasts = forecasts::find(forecasts::Inputs {
            tree,
            lexicon: &self.lexicon,
            frames: &frames,
            actors: &actors,
            statements: &statements,
            events: &events,
            times: &times,
            published,
        });
        let wording = wording::find(tree, &self.lexicon, &statements);
        let dating = Dating { tree, times: &times, statements: &statements };
        let event_times = dating.of_all(&events);
        let toll_events: Vec<_> =
            tolls.iter().map(|toll| links::event_of_toll(tree, &events, toll)).collect();
        let discrepancies = checks::find(checks::Inputs {
            tree,
            lexicon: &self.lexicon,
            frames: &frames,
            actors: &actors,
            statements: &statements,
            events: &events,
            times: &times,
            event_times: &event_times,
            tolls: &tolls,
            toll_events: &toll_events,
        });
        Record {
            actors,
            times,
            places,
            statements,
            events,
            scenes,
            tolls,
            arrangements,
            event_times,
            toll_events,
            discrepancies,
            forecasts,
            wording,
        }
    }

    /// The record as it is written: schema `annalist/1`.
    pub fn wire(
        &self,
        report: &Report,
        parse: &Parse,
        record: &Record,
        model: &str,
        detail: Detail,
    ) -> wire::Report {
        let mut wire =
            build::Builder::new(self.world, &self.lexicon, report, parse, record).build(model, detail);
        if detail.explain {
            wire.explanation = Some(self.explain(report, parse, record, &wire));
        }
        wire
    }
}
