//! Where acts are put: resolved places of the report, and which of them an act's words stand with.

use crate::tree::Tree;
use crate::wire;
use annalist_language::TokenIx;
use annalist_reports::ByteSpan;
use annalist_world::{Iso3, World};
use std::collections::BTreeMap;

/// The places of a report.
#[derive(Clone, Debug, Default)]
pub struct Places {}

impl Places {
    pub(crate) fn countries(&self) -> BTreeMap<TokenIx, Iso3> {
        BTreeMap::new()
    }

    pub(crate) fn wire(&self, _world: &World, _span: impl Fn(ByteSpan) -> wire::Span) -> Vec<wire::Place> {
        Vec::new()
    }

    pub(crate) fn of_event(&self, _tree: Tree<'_>, _trigger: TokenIx, _carrier: TokenIx) -> Option<usize> {
        None
    }
}
