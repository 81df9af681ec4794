//! Name labels: the best sequence under the chain scores.

use super::{Job, Labelled, Work, resize};
use crate::kernel::{Rows, RowsMut, padded};
use crate::model::Model;

#[derive(Default)]
pub(super) struct NameWork {
    chain: ChainWork,
    /// For each word the sum of what both layers bring.
    hidden: Vec<f32>,
    /// Label scores of all words, before the chain.
    emissions: Vec<f32>,
}

#[derive(Default)]
struct ChainWork {
    scores: Vec<f32>,
    next: Vec<f32>,
    back: Vec<u16>,
}

impl Model {
    /// Gives every word of every sentence its name label.
    pub(super) fn name(&self, jobs: &[Job], work: &mut Work, out: &mut [Labelled]) {
        self.score_names(work);
        let (labels, width) = (self.inventory.names.len(), padded(self.inventory.names.len()));
        for (sentence, job) in jobs.iter().enumerate() {
            let Work { steps, names: NameWork { chain, emissions, .. }, .. } = &mut *work;
            let emission = |position: usize| &emissions[steps.row(sentence, position) * width..][..labels];
            chain.start(&self.names.start, emission(0));
            for position in 1..job.len {
                chain.advance(&self.names.transitions, emission(position));
            }
            let words = &mut out[job.start..job.start + job.len];
            let mut label = super::best(&chain.scores);
            for position in (0..job.len).rev() {
                words[position].name = label;
                if position > 0 {
                    label = chain.back[(position - 1) * labels + usize::from(label)];
                }
            }
        }
    }

    /// Fills the emissions from what both layers bring.
    fn score_names(&self, work: &mut Work) {
        let Work { steps, wide, names: NameWork { hidden, emissions, .. }, .. } = work;
        let (rows, width) = (steps.rows(), self.deep.linear.outputs);
        let labels = padded(self.inventory.names.len());
        resize(emissions, rows * labels);
        let high = wide.chunks_exact(width).map(|row| &row[self.deep.names..]).take(rows);
        let Some(out) = &self.names.out else {
            for (emission, high) in emissions.chunks_exact_mut(labels).zip(high) {
                emission.copy_from_slice(&high[..labels]);
            }
            return;
        };
        for (sum, high) in hidden.chunks_exact_mut(out.inputs).zip(high) {
            sum.iter_mut().zip(high).for_each(|(sum, high)| *sum += high);
        }
        self.target.gelu(RowsMut { data: hidden, stride: out.inputs }, rows, 0, out.inputs);
        let hidden = Rows { data: hidden, stride: out.inputs, count: rows };
        self.target.dense(hidden, out, RowsMut { data: emissions, stride: labels });
    }
}

impl NameWork {
    /// Keeps what the first layer brings: `columns` columns from `at` on of the rows of `wide`.
    pub(super) fn keep(&mut self, wide: &[f32], width: usize, at: usize, columns: usize, rows: usize) {
        self.hidden.clear();
        for row in wide.chunks_exact(width).take(rows) {
            self.hidden.extend_from_slice(&row[at..at + columns]);
        }
    }
}

impl ChainWork {
    fn start(&mut self, start: &[f32], emission: &[f32]) {
        self.back.clear();
        self.scores.clear();
        self.scores.extend(start.iter().zip(emission).map(|(a, b)| a + b));
        self.next.clear();
        self.next.resize(emission.len(), 0.0);
    }

    /// One word on; ties go to the earlier label.
    fn advance(&mut self, transitions: &[f32], emission: &[f32]) {
        let labels = emission.len();
        let first = self.back.len();
        self.back.resize(first + labels, 0);
        let back = &mut self.back[first..];
        for (to, next) in self.next.iter_mut().enumerate() {
            *next = self.scores[0] + transitions[to];
        }
        for from in 1..labels {
            let (score, transitions) = (self.scores[from], &transitions[from * labels..(from + 1) * labels]);
            for ((next, back), transition) in self.next.iter_mut().zip(&mut *back).zip(transitions) {
                let here = score + transition;
                if here > *next {
                    (*next, *back) = (here, from as u16);
                }
            }
        }
        for (next, emission) in self.next.iter_mut().zip(emission) {
            *next += emission;
        }
        std::mem::swap(&mut self.scores, &mut self.next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sequence_obeys_the_chain() {
        // Two labels; staying is free, changing costs 3: a single weak word does not change the label.
        let transitions = [0.0, -3.0, -3.0, 0.0];
        let mut work = ChainWork::default();
        work.start(&[0.0, 0.0], &[2.0, 0.0]);
        for emission in [[0.0, 1.0], [2.0, 0.0]] {
            work.advance(&transitions, &emission);
        }
        assert_eq!(super::super::best(&work.scores), 0);
        assert_eq!(work.back, [0, 1, 0, 1]);
    }
}
