//! What of the record looks beyond single acts, as it is written: arrangements, forecasts, wording.

use super::Record;
use super::build::{Builder, voice_id};
use crate::actors::EntityIx;
use crate::arrangements::{Arrangement, Change};
use crate::wire;

/// Everybody whom these entries refer to.
pub(super) fn actors(record: &Record) -> impl Iterator<Item = EntityIx> {
    let in_arrangement = |a: &Arrangement| -> Vec<EntityIx> {
        a.parties.iter().chain(a.changes.iter().flat_map(|c| &c.by)).copied().collect()
    };
    let predicts = record.forecasts.iter().filter_map(|f| f.by);
    record.arrangements.iter().flat_map(in_arrangement).chain(predicts)
}

impl Builder<'_> {
    pub(super) fn arrangements(&self) -> Vec<wire::Arrangement> {
        let all = self.record.arrangements.iter().enumerate();
        all.map(|(i, arrangement)| wire::Arrangement {
            id: format!("r{}", i + 1),
            name: arrangement.name.clone(),
            kind: arrangement.kind.label().to_string(),
            parties: self.actor_ids(&arrangement.parties),
            changes: arrangement.changes.iter().map(|c| self.change(c)).collect(),
        })
        .collect()
    }

    fn change(&self, change: &Change) -> wire::Change {
        wire::Change {
            to: change.to.label().to_string(),
            status: change.status.label(),
            time: change
                .time
                .or_else(|| self.record.event_times[change.event?.0 as usize])
                .map(|t| self.time(&self.record.times[t])),
            by: self.actor_ids(&change.by),
            voice: voice_id(change.voice),
            event: change.event.map(|e| format!("e{}", e.0 + 1)),
            evidence: self.span(change.evidence),
        }
    }

    pub(super) fn forecasts(&self) -> Vec<wire::Forecast> {
        let all = self.record.forecasts.iter().enumerate();
        all.map(|(i, forecast)| wire::Forecast {
            id: format!("f{}", i + 1),
            what: forecast.what.clone(),
            direction: forecast.direction.label().to_string(),
            place: super::scene::below(self.tree, &self.record.places, forecast.head)
                .map(|n| format!("p{}", n + 1)),
            horizon: forecast.horizon.map(|t| self.time(&self.record.times[t])),
            by: forecast.by.and_then(|ix| self.actor_id(ix)).or_else(|| voice_id(forecast.voice)),
            certainty: forecast.certainty.label(),
            evidence: self.span(forecast.evidence),
        })
        .collect()
    }

    pub(super) fn wording(&self) -> Vec<wire::Wording> {
        let all = self.record.wording.iter();
        all.map(|label| wire::Wording {
            span: self.span(label.span),
            voice: voice_id(label.voice),
            category: label.category.clone(),
            neutral: label.neutral.clone(),
        })
        .collect()
    }

    fn actor_ids(&self, all: &[EntityIx]) -> Vec<String> {
        all.iter().filter_map(|ix| self.actor_id(*ix)).collect()
    }
}
