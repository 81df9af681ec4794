//! Predicates, their arguments and how sure it is that what they tell of happened.

use super::{Job, Work, resize};
use crate::kernel::{Rows, RowsMut};
use crate::model::{Events, Model};

/// A predicate: which word, how factual, and where its arguments stand in [`EventWork::arguments`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Event {
    pub word: u32,
    pub factuality: f32,
    pub arguments: (u32, u32),
}

/// The predicates of the sentences run so far, in the order of the batches.
#[derive(Default)]
pub(crate) struct EventWork {
    /// Leaves predicates out.
    pub off: bool,
    pub events: Vec<Event>,
    /// Word and class of its role.
    pub arguments: Vec<(u32, u16)>,
    /// Positions of the predicates of one sentence.
    predicates: Vec<usize>,
    pairs: Vec<f32>,
    scores: Vec<f32>,
}

impl Model {
    /// Adds the predicates of a batch, sentence by sentence.
    pub(super) fn find_events(&self, jobs: &[Job], work: &mut Work) {
        let Some(heads) = self.events.as_ref().filter(|_| !work.events.off) else { return };
        let width = self.deep.linear.outputs;
        for (sentence, job) in jobs.iter().enumerate() {
            let Work { steps, wide, events, .. } = &mut *work;
            let is_predicate = |at: &usize| wide[steps.row(sentence, *at) * width + heads.predicate] > 0.0;
            events.predicates.clear();
            events.predicates.extend((0..job.len).filter(is_predicate));
            if !events.predicates.is_empty() {
                let row = |position: usize| &wide[steps.row(sentence, position) * width..][..width];
                let first = events.events.len();
                self.score_factuality(heads, row, *job, events);
                self.find_arguments(heads, row, *job, first, events);
            }
        }
    }

    /// Appends the predicates of a sentence with their factuality.
    fn score_factuality<'a>(
        &self,
        heads: &Events,
        row: impl Fn(usize) -> &'a [f32],
        job: Job,
        work: &mut EventWork,
    ) {
        let (inputs, outputs) = (heads.event_out.inputs, heads.event_out.outputs);
        let EventWork { events, predicates, pairs, scores, .. } = work;
        let count = predicates.len();
        resize(pairs, count * inputs);
        resize(scores, count * outputs);
        for (input, at) in pairs.chunks_exact_mut(inputs).zip(&*predicates) {
            input.copy_from_slice(&row(*at)[heads.event..][..inputs]);
        }
        self.target.gelu(RowsMut { data: pairs, stride: inputs }, count, 0, inputs);
        let input = Rows { data: pairs, stride: inputs, count };
        self.target.dense(input, &heads.event_out, RowsMut { data: scores, stride: outputs });
        for (at, score) in predicates.iter().zip(scores.chunks_exact(outputs)) {
            let factuality = score[0].clamp(-3.0, 3.0);
            events.push(Event { word: (job.start + at) as u32, factuality, arguments: (0, 0) });
        }
    }

    /// Scores every word of a sentence beside each of its predicates, those from `first` on.
    fn find_arguments<'a>(
        &self,
        heads: &Events,
        row: impl Fn(usize) -> &'a [f32],
        job: Job,
        first: usize,
        work: &mut EventWork,
    ) {
        let (inputs, outputs) = (heads.role_out.inputs, heads.role_out.outputs);
        let EventWork { events, arguments, predicates, pairs, scores, .. } = work;
        let count = predicates.len() * job.len;
        resize(pairs, count * inputs);
        resize(scores, count * outputs);
        let mut sums = pairs.chunks_exact_mut(inputs);
        for predicate in &*predicates {
            let predicate = &row(*predicate)[heads.role_predicate..][..inputs];
            for (position, sum) in (0..job.len).zip(&mut sums) {
                let word = &row(position)[heads.role_word..][..inputs];
                for ((sum, predicate), word) in sum.iter_mut().zip(predicate).zip(word) {
                    *sum = predicate + word;
                }
            }
        }
        self.target.gelu(RowsMut { data: pairs, stride: inputs }, count, 0, inputs);
        let sums = Rows { data: pairs, stride: inputs, count };
        self.target.dense(sums, &heads.role_out, RowsMut { data: scores, stride: outputs });
        let roles = &self.inventory.roles;
        let mut scores = scores.chunks_exact(outputs);
        for (event, predicate) in events[first..].iter_mut().zip(&*predicates) {
            event.arguments.0 = arguments.len() as u32;
            for (position, scores) in (0..job.len).zip(&mut scores) {
                let role = super::best(&scores[..roles.len()]);
                if position != *predicate && roles[usize::from(role)].is_some() {
                    arguments.push(((job.start + position) as u32, role));
                }
            }
            event.arguments.1 = arguments.len() as u32;
        }
    }
}
