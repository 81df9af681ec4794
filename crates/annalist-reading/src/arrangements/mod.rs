//! What stands between parties – agreements, ceasefires, cooperation, talks, sanctions – and every change of its state that
//! the report tells, with status, voice and those who did it.
//!
//! Names come from `lexicon/arrangements.txt`, changes from `lexicon/changes.txt`. A change is read where one of its words acts
//! upon a name ("suspended the talks", "the talks were suspended", "suspension of the talks", "the talks are on hold"); names
//! that mean one arrangement are joined by kind, parties and the words of the name.

mod changes;
mod join;
mod kind;
mod lexicon;
mod mentions;
mod parties;
mod said;

pub(crate) use kind::{Kind, State};
pub(crate) use lexicon::ArrangementWords;

use crate::actors::{Actors, EntityIx};
use crate::events::{Event, EventIx, Lookup, Status};
use crate::frames::Frame;
use crate::lexicon::Lexicon;
use crate::time::TimeExpression;
use crate::tree::Tree;
use crate::voices::{StatementIx, Statements};
use annalist_language::TokenIx;
use annalist_reports::ByteSpan;
use annalist_world::Iso3;
use std::collections::BTreeMap;

/// Something that stands between parties.
#[derive(Clone, Debug)]
pub(crate) struct Arrangement {
    /// As the report names it best.
    pub name: String,
    /// What it is about.
    pub kind: Kind,
    /// Between whom.
    pub parties: Vec<EntityIx>,
    /// What happened to it, in text order.
    pub changes: Vec<Change>,
}

/// A change of an arrangement's state, or a word on the state it is in.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The state.
    pub to: State,
    /// Whether it came about.
    pub status: Status,
    /// Who did it.
    pub by: Vec<EntityIx>,
    /// On whose word.
    pub voice: Option<StatementIx>,
    /// The act that it is, if the record has it.
    pub event: Option<EventIx>,
    /// The expression that dates it, by its index.
    pub time: Option<usize>,
    /// The word that tells it.
    pub trigger: TokenIx,
    /// The clause it was read from.
    pub evidence: ByteSpan,
}

/// What arrangements are read from.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) frames: &'a [Frame],
    pub(crate) actors: &'a Actors,
    pub(crate) statements: &'a Statements,
    pub(crate) place_country: &'a BTreeMap<TokenIx, Iso3>,
    pub(crate) events: &'a [Event],
    pub(crate) times: &'a [TimeExpression],
}

/// All arrangements of a report that something happens to, in order of their first change.
pub(crate) fn find(inputs: Inputs<'_>) -> Vec<Arrangement> {
    let look = Lookup {
        tree: inputs.tree,
        lexicon: inputs.lexicon,
        actors: inputs.actors,
        place_country: inputs.place_country,
        statements: inputs.statements,
    };
    let mentions = mentions::find(inputs, &look);
    let told = changes::find(inputs, &look, &mentions);
    join::join(inputs, &mentions, told)
}
