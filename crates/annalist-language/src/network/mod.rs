//! One pass of the network over a batch of sentences: input vectors, encoder, heads, trees, names.

mod arcs;
mod encoder;
mod events;
mod input;
mod names;
mod trees;

use crate::kernel::{Rows, RowsMut};
use crate::model::Model;
pub(crate) use events::{Event, EventWork};
pub(crate) use input::TypeCache;

/// Sentences run together.
pub(crate) const BATCH: usize = 16;

/// What the network says of one word: classes of the model's inventories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labelled {
    pub upos: u16,
    pub xpos: u16,
    pub feats: u16,
    pub lemma: u16,
    pub name: u16,
    pub deprel: u16,
    /// Head in the sentence, counted from 1; 0 for the root.
    pub head: u16,
}

/// One sentence to run: where its words stand in the arrays of types and of results.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    pub start: usize,
    pub len: usize,
}

/// Buffers of the network, reused from batch to batch.
#[derive(Default)]
pub(crate) struct Work {
    steps: Steps,
    gates: Vec<f32>,
    cells: Vec<f32>,
    low: Vec<f32>,
    high: Vec<f32>,
    wide: Vec<f32>,
    arcs: arcs::ArcWork,
    names: names::NameWork,
    /// Predicates found since the caller last emptied it.
    pub(crate) events: EventWork,
}

/// The layout of a batch: words by position, at each position the sentences that reach so far, the longest first.
#[derive(Default)]
struct Steps {
    /// Row of the first sentence's word at each position; one more for the end.
    offsets: Vec<usize>,
}

#[cfg(test)]
impl Work {
    /// The arc scores of the last sentence, with the width of a row.
    pub(crate) fn arc_scores(&self) -> (&[f32], usize) {
        (&self.arcs.scores, self.arcs.stride)
    }
}

impl Steps {
    fn lay_out(&mut self, jobs: &[Job]) {
        debug_assert!(jobs.is_sorted_by(|a, b| a.len >= b.len));
        self.offsets.clear();
        self.offsets.push(0);
        let mut active = jobs.len();
        let mut rows = 0;
        for position in 0..jobs.first().map_or(0, |job| job.len) {
            while active > 0 && jobs[active - 1].len <= position {
                active -= 1;
            }
            rows += active;
            self.offsets.push(rows);
        }
    }

    fn rows(&self) -> usize {
        *self.offsets.last().unwrap_or(&0)
    }

    fn positions(&self) -> usize {
        self.offsets.len() - 1
    }

    fn active(&self, position: usize) -> usize {
        self.offsets[position + 1] - self.offsets[position]
    }

    fn row(&self, sentence: usize, position: usize) -> usize {
        self.offsets[position] + sentence
    }
}

impl Model {
    /// Labels the words of a batch. `jobs` come longest first; `types` and `out` are addressed by their spans.
    pub(crate) fn run(
        &self,
        jobs: &[Job],
        types: &[u32],
        cache: &TypeCache,
        work: &mut Work,
        out: &mut [Labelled],
    ) {
        work.steps.lay_out(jobs);
        self.gather(jobs, types, cache, work);
        self.encode(work);
        self.tag(jobs, work, out);
        self.deep_heads(work);
        self.name(jobs, work, out);
        self.attach(jobs, work, out);
        self.relate(jobs, work, out);
        self.find_events(jobs, work);
    }

    /// The gates of the first layer, from the cache.
    fn gather(&self, jobs: &[Job], types: &[u32], cache: &TypeCache, work: &mut Work) {
        let width = 8 * self.dims.hidden;
        resize(&mut work.gates, work.steps.rows() * width);
        for (sentence, job) in jobs.iter().enumerate() {
            for position in 0..job.len {
                let row = work.steps.row(sentence, position) * width;
                work.gates[row..row + width]
                    .copy_from_slice(cache.vector(types[job.start + position], width));
            }
        }
    }

    /// Tags and lemma rules from the first layer.
    fn tag(&self, jobs: &[Job], work: &mut Work, out: &mut [Labelled]) {
        let heads = &self.tags;
        let (rows, width) = (work.steps.rows(), heads.linear.outputs);
        resize(&mut work.wide, rows * width);
        let low = Rows { data: &work.low, stride: 2 * self.dims.hidden, count: rows };
        self.target.dense(low, &heads.linear, RowsMut { data: &mut work.wide, stride: width });
        for (sentence, job) in jobs.iter().enumerate() {
            for (position, word) in out[job.start..job.start + job.len].iter_mut().enumerate() {
                let row = work.steps.row(sentence, position) * width;
                let scores = &work.wide[row..row + width];
                word.upos = best(&scores[heads.upos..][..self.inventory.upos.len()]);
                word.xpos = best(&scores[heads.xpos..][..self.inventory.xpos.len()]);
                word.feats = best(&scores[heads.feats..][..self.inventory.feats.len()]);
                word.lemma = best(&scores[heads.lemma..][..self.inventory.lemma.len()]);
            }
        }
        if let Some(at) = heads.names {
            work.names.keep(&work.wide, width, at, self.dims.names, rows);
        }
    }

    /// All linear heads on the second layer, into `work.wide`.
    fn deep_heads(&self, work: &mut Work) {
        let heads = &self.deep;
        let (rows, width) = (work.steps.rows(), heads.linear.outputs);
        resize(&mut work.wide, rows * width);
        let high = Rows { data: &work.high, stride: 2 * self.dims.hidden, count: rows };
        self.target.dense(high, &heads.linear, RowsMut { data: &mut work.wide, stride: width });
        let wide = RowsMut { data: &mut work.wide, stride: width };
        self.target.gelu(wide, rows, heads.arc_dep, heads.arc_head + self.dims.arc);
    }
}

/// Index of the largest score, the first of equals.
fn best(scores: &[f32]) -> u16 {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best as u16
}

/// Makes a buffer of this many values, whatever they are.
fn resize(buffer: &mut Vec<f32>, len: usize) {
    if buffer.len() < len {
        buffer.resize(len, 0.0);
    }
}
