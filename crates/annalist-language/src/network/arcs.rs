//! Syntax: arc scores, the tree of each sentence, and the relations of its arcs.

use super::trees::{TreeWork, best_tree};
use super::{Job, Labelled, Work, resize};
use crate::kernel::{Packed, Rows, RowsMut};
use crate::model::Model;

/// A score that no arc has: a word as its own head.
const NEVER: f32 = -1e9;

#[derive(Default)]
pub(super) struct ArcWork {
    /// `dep · U + u` of all words.
    turned: Vec<f32>,
    /// Those of one sentence.
    dependents: Vec<f32>,
    /// Heads of one sentence as columns, the root first.
    heads: Packed,
    pub(super) scores: Vec<f32>,
    pub(super) stride: usize,
    trees: TreeWork,
    relations: Vec<f32>,
    label_scores: Vec<f32>,
}

impl Model {
    /// Scores all arcs and gives every word its head.
    pub(super) fn attach(&self, jobs: &[Job], work: &mut Work, out: &mut [Labelled]) {
        let (rows, width, arc) = (work.steps.rows(), self.deep.linear.outputs, self.dims.arc);
        resize(&mut work.arcs.turned, rows * arc);
        let dependents = Rows { data: &work.wide[self.deep.arc_dep..], stride: width, count: rows };
        let turned = RowsMut { data: &mut work.arcs.turned, stride: arc };
        self.target.dense(dependents, &self.arcs.bilinear, turned);
        for (sentence, job) in jobs.iter().enumerate() {
            let stride = self.score_arcs(sentence, job.len, work);
            let ArcWork { scores, trees, .. } = &mut work.arcs;
            let heads = best_tree(scores, stride, job.len, trees);
            for (word, head) in out[job.start..job.start + job.len].iter_mut().zip(heads) {
                word.head = *head;
            }
        }
    }

    /// Fills `scores`: one row a word, column 0 the root, column `h` word `h`. Returns the stride.
    fn score_arcs(&self, sentence: usize, len: usize, work: &mut Work) -> usize {
        let Work { steps, wide, arcs, .. } = work;
        let (width, arc) = (self.deep.linear.outputs, self.dims.arc);
        arcs.heads.reset(arc, len + 1);
        arcs.heads.set_column(0, &self.arcs.root);
        resize(&mut arcs.dependents, len * arc);
        for position in 0..len {
            let row = steps.row(sentence, position);
            arcs.heads.set_column(position + 1, &wide[row * width + self.deep.arc_head..][..arc]);
            arcs.dependents[position * arc..][..arc].copy_from_slice(&arcs.turned[row * arc..][..arc]);
        }
        let stride = arcs.heads.outputs;
        arcs.stride = stride;
        resize(&mut arcs.scores, len * stride);
        let dependents = Rows { data: &arcs.dependents, stride: arc, count: len };
        self.target.dense(dependents, &arcs.heads, RowsMut { data: &mut arcs.scores, stride });
        for (word, row) in arcs.scores[..len * stride].chunks_exact_mut(stride).enumerate() {
            row[0] += self.arcs.root_distance;
            for (head, score) in row[1..=len].iter_mut().enumerate() {
                *score += self.arcs.distance.score(head as i32 - word as i32);
            }
            row[word + 1] = NEVER;
        }
        stride
    }

    /// Names the relation of every arc.
    pub(super) fn relate(&self, jobs: &[Job], work: &mut Work, out: &mut [Labelled]) {
        let Work { steps, wide, arcs, .. } = work;
        let (rows, width, label) = (steps.rows(), self.deep.linear.outputs, self.dims.label);
        resize(&mut arcs.relations, rows * label);
        for (sentence, job) in jobs.iter().enumerate() {
            for position in 0..job.len {
                let row = steps.row(sentence, position);
                // The root's own sum is computed and not used, which keeps the rows of all words in one product.
                let head = usize::from(out[job.start + position].head).checked_sub(1).unwrap_or(position);
                let head = steps.row(sentence, head);
                let dependent = &wide[row * width + self.deep.label_dep..][..label];
                let head = &wide[head * width + self.deep.label_head..][..label];
                let sums = arcs.relations[row * label..][..label].iter_mut();
                for ((sum, dependent), head) in sums.zip(dependent).zip(head) {
                    *sum = dependent + head;
                }
            }
        }
        let stride = self.label_out.outputs;
        resize(&mut arcs.label_scores, rows * stride);
        self.target.gelu(RowsMut { data: &mut arcs.relations, stride: label }, rows, 0, label);
        let relations = Rows { data: &arcs.relations, stride: label, count: rows };
        self.target.dense(relations, &self.label_out, RowsMut { data: &mut arcs.label_scores, stride });
        for (sentence, job) in jobs.iter().enumerate() {
            for (position, word) in out[job.start..job.start + job.len].iter_mut().enumerate() {
                let row = steps.row(sentence, position) * stride;
                word.deprel =
                    self.relation(word.head, &mut arcs.label_scores[row..row + self.inventory.deprel.len()]);
            }
        }
    }

    fn relation(&self, head: u16, scores: &mut [f32]) -> u16 {
        let root = self.inventory.root;
        if head == 0 {
            return root as u16;
        }
        scores[root] = NEVER;
        super::best(scores)
    }
}
