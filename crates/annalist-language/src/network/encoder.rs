//! The two bidirectional LSTM layers.

use super::{Steps, Work, resize};
use crate::kernel::{Packed, Rows, RowsMut, Target};
use crate::model::Model;

impl Model {
    /// From the gates of the first layer, as the cache of forms has them, to the outputs of both layers in `work.low` and
    /// `work.high`, forward half before backward half.
    pub(super) fn encode(&self, work: &mut Work) {
        let Work { steps, gates, cells, low, high, .. } = work;
        let (rows, hidden) = (steps.rows(), self.dims.hidden);
        resize(low, rows * 2 * hidden);
        resize(high, rows * 2 * hidden);
        let [first, second] = &self.layers;
        let mut pass = Pass { target: self.target, steps, hidden, gates, cells };
        pass.run(&first.states, low);
        let low = Rows { data: low, stride: 2 * hidden, count: rows };
        self.target.dense(low, &second.inputs, RowsMut { data: pass.gates, stride: 8 * hidden });
        pass.run(&second.states, high);
    }
}

/// One layer over one batch. Gates have eight times the hidden width: those of the forward half, then of the backward.
struct Pass<'a> {
    target: Target,
    steps: &'a Steps,
    hidden: usize,
    gates: &'a mut [f32],
    cells: &'a mut Vec<f32>,
}

impl Pass<'_> {
    fn run(&mut self, states: &[Packed; 2], out: &mut [f32]) {
        for (half, states) in states.iter().enumerate() {
            self.run_half(states, half, out);
        }
    }

    /// One direction; half 0 runs forward, half 1 backward.
    fn run_half(&mut self, states: &Packed, half: usize, out: &mut [f32]) {
        self.cells.clear();
        self.cells.resize(self.steps.active(0) * self.hidden, 0.0);
        let positions = self.steps.positions();
        for turn in 0..positions {
            let position = if half == 0 { turn } else { positions - 1 - turn };
            let before = match (turn, half) {
                (0, _) => None,
                (_, 0) => Some(position - 1),
                _ => Some(position + 1),
            };
            self.step(states, position, before, half, out);
        }
    }

    /// One position of all sentences that reach so far. Going backward, those that just begin have no state yet.
    fn step(
        &mut self,
        states: &Packed,
        position: usize,
        before: Option<usize>,
        half: usize,
        out: &mut [f32],
    ) {
        let (width, stride) = (8 * self.hidden, 2 * self.hidden);
        let (offset, active) = (self.steps.offsets[position], self.steps.active(position));
        let column = half * self.hidden;
        let gates = &mut self.gates[offset * width + 4 * column..];
        if let Some(before) = before {
            let count = active.min(self.steps.active(before));
            let state = Rows { data: &out[self.steps.offsets[before] * stride + column..], stride, count };
            self.target.dense_add(state, states, RowsMut { data: gates, stride: width });
        }
        let gates = Rows { data: gates, stride: width, count: active };
        let out = RowsMut { data: &mut out[offset * stride + column..], stride };
        self.target.lstm_cells(gates, self.cells, self.hidden, out);
    }
}
