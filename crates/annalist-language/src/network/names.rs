//! Name labels: the best sequence under the chain scores.

use super::{Job, Labelled, Work};
use crate::model::Model;

#[derive(Default)]
pub(super) struct NameWork {
    scores: Vec<f32>,
    next: Vec<f32>,
    back: Vec<u16>,
}

impl Model {
    /// Gives every word of every sentence its name label.
    pub(super) fn name(&self, jobs: &[Job], work: &mut Work, out: &mut [Labelled]) {
        let labels = self.inventory.names.len();
        let width = self.deep.linear.outputs;
        for (sentence, job) in jobs.iter().enumerate() {
            let Work { steps, wide, names, .. } = &mut *work;
            let emission = |position: usize| {
                let row = steps.row(sentence, position);
                &wide[row * width + self.deep.names..][..labels]
            };
            names.start(&self.names.start, emission(0));
            for position in 1..job.len {
                names.advance(&self.names.transitions, emission(position));
            }
            let words = &mut out[job.start..job.start + job.len];
            let mut label = super::best(&names.scores);
            for position in (0..job.len).rev() {
                words[position].name = label;
                if position > 0 {
                    label = names.back[(position - 1) * labels + usize::from(label)];
                }
            }
        }
    }
}

impl NameWork {
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
        let mut work = NameWork::default();
        work.start(&[0.0, 0.0], &[2.0, 0.0]);
        for emission in [[0.0, 1.0], [2.0, 0.0]] {
            work.advance(&transitions, &emission);
        }
        assert_eq!(super::super::best(&work.scores), 0);
        assert_eq!(work.back, [0, 1, 0, 1]);
    }
}
