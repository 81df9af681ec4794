//! The two bidirectional LSTM layers.

use super::{Steps, Work, resize};
use crate::kernel::{Rows, RowsMut, Target};
use crate::model::{Direction, Model};

impl Model {
    /// From `work.x` to the outputs of both layers in `work.low` and `work.high`, forward half before backward half.
    pub(super) fn encode(&self, work: &mut Work) {
        let Work { steps, x, gates, cells, low, high, .. } = work;
        let (rows, hidden) = (steps.rows(), self.dims.hidden);
        resize(gates, rows * 4 * hidden);
        resize(low, rows * 2 * hidden);
        resize(high, rows * 2 * hidden);
        let mut pass = Pass { target: self.target, steps, hidden, gates, cells };
        for (half, direction) in self.layers[0].iter().enumerate() {
            pass.run(direction, Rows { data: x, stride: self.dims.input, count: rows }, half, low);
        }
        for (half, direction) in self.layers[1].iter().enumerate() {
            pass.run(direction, Rows { data: low, stride: 2 * hidden, count: rows }, half, high);
        }
    }
}

struct Pass<'a> {
    target: Target,
    steps: &'a Steps,
    hidden: usize,
    gates: &'a mut [f32],
    cells: &'a mut Vec<f32>,
}

impl Pass<'_> {
    /// One direction of one layer; half 0 runs forward, half 1 backward.
    fn run(&mut self, direction: &Direction, x: Rows<'_>, half: usize, out: &mut [f32]) {
        let width = 4 * self.hidden;
        self.target.dense(x, &direction.wx, RowsMut { data: self.gates, stride: width });
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
            self.step(direction, position, before, half * self.hidden, out);
        }
    }

    /// One position of all sentences that reach so far. Going backward, those that just begin have no state yet.
    fn step(
        &mut self,
        direction: &Direction,
        position: usize,
        before: Option<usize>,
        column: usize,
        out: &mut [f32],
    ) {
        let (width, stride) = (4 * self.hidden, 2 * self.hidden);
        let (offset, active) = (self.steps.offsets[position], self.steps.active(position));
        let gates = &mut self.gates[offset * width..(offset + active) * width];
        if let Some(before) = before {
            let count = active.min(self.steps.active(before));
            let state = Rows { data: &out[self.steps.offsets[before] * stride + column..], stride, count };
            self.target.dense_add(state, &direction.wh, RowsMut { data: gates, stride: width });
        }
        let gates = Rows { data: gates, stride: width, count: active };
        let out = RowsMut { data: &mut out[offset * stride + column..], stride };
        self.target.lstm_cells(gates, self.cells, self.hidden, out);
    }
}
