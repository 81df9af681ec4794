//! Weight matrices in the order in which the kernels read them.

use super::{LANES, padded};

/// Sixteen columns of one input row, aligned to a cache line.
#[derive(Clone, Copy, Default)]
#[repr(C, align(64))]
pub(crate) struct Lane(pub [f32; LANES]);

/// A weight matrix in panels of sixteen output columns, each panel running over all inputs; the last is padded with zeros.
#[derive(Clone, Default)]
pub(crate) struct Packed {
    /// Number of inputs.
    pub inputs: usize,
    /// Number of outputs, padded to whole panels.
    pub outputs: usize,
    /// Panel after panel.
    pub panels: Vec<Lane>,
    /// One bias for each output, by panel.
    pub bias: Vec<Lane>,
}

impl Packed {
    /// Room for `outputs` columns over `inputs` rows, all zero.
    pub(crate) fn zeros(inputs: usize, outputs: usize) -> Self {
        let outputs = padded(outputs);
        let panels = vec![Lane::default(); outputs / LANES * inputs];
        Self { inputs, outputs, panels, bias: vec![Lane::default(); outputs / LANES] }
    }

    /// From a matrix with one row of inputs for each output, as trainers write it.
    pub(crate) fn from_output_rows(inputs: usize, weights: &[f32], bias: &[f32]) -> Self {
        let outputs = weights.len() / inputs;
        let mut packed = Self::zeros(inputs, outputs);
        packed.fill(0, weights, bias);
        packed
    }

    /// Several matrices side by side over the same inputs, each starting at a whole panel; returns where each starts.
    pub(crate) fn side_by_side(inputs: usize, parts: &[(&[f32], &[f32])]) -> (Self, Vec<usize>) {
        let mut starts = Vec::with_capacity(parts.len());
        let mut width = 0;
        for (weights, _) in parts {
            starts.push(width);
            width += padded(weights.len() / inputs);
        }
        let mut packed = Self::zeros(inputs, width);
        for ((weights, bias), start) in parts.iter().zip(&starts) {
            packed.fill(*start, weights, bias);
        }
        (packed, starts)
    }

    fn fill(&mut self, from: usize, weights: &[f32], bias: &[f32]) {
        for (row, weights) in weights.chunks_exact(self.inputs).enumerate() {
            for (k, weight) in weights.iter().enumerate() {
                self.set(k, from + row, *weight);
            }
        }
        for (output, bias) in (from..).zip(bias) {
            self.bias[output / LANES].0[output % LANES] = *bias;
        }
    }

    /// Makes this a matrix of zeros of another size, keeping the memory.
    pub(crate) fn reset(&mut self, inputs: usize, outputs: usize) {
        self.inputs = inputs;
        self.outputs = padded(outputs);
        self.panels.clear();
        self.panels.resize(self.outputs / LANES * inputs, Lane::default());
        self.bias.clear();
        self.bias.resize(self.outputs / LANES, Lane::default());
    }

    /// Sets a whole output column.
    pub(crate) fn set_column(&mut self, output: usize, column: &[f32]) {
        let panel = output / LANES * self.inputs;
        for (lane, value) in self.panels[panel..panel + self.inputs].iter_mut().zip(column) {
            lane.0[output % LANES] = *value;
        }
    }

    fn set(&mut self, input: usize, output: usize, value: f32) {
        self.panels[output / LANES * self.inputs + input].0[output % LANES] = value;
    }
}
