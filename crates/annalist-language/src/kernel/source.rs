//! The source of all kernels. `V` is how the target holds sixteen floats, `ROWS` how many rows of a matrix product fit
//! into its registers. Everything is inlined into the functions that name the target.

#![allow(clippy::needless_pass_by_value, reason = "rows to write are handed over, as a slice would be")]

use super::packed::{Lane, Packed};
use super::wide::Wide;
use super::{LANES, Rows, RowsMut};

type Floats = [f32; LANES];

#[inline(always)]
fn fma<V: Wide>(a: f32, b: f32, c: f32) -> f32 {
    if V::FUSED { a.mul_add(b, c) } else { a * b + c }
}

#[inline(always)]
pub(super) fn dense<V: Wide, const ROWS: usize>(x: Rows<'_>, w: &Packed, out: RowsMut<'_>) {
    product::<V, ROWS, false>(x, w, out);
}

#[inline(always)]
pub(super) fn dense_add<V: Wide, const ROWS: usize>(x: Rows<'_>, w: &Packed, out: RowsMut<'_>) {
    product::<V, ROWS, true>(x, w, out);
}

#[inline(always)]
fn product<V: Wide, const ROWS: usize, const ADD: bool>(x: Rows<'_>, w: &Packed, out: RowsMut<'_>) {
    if x.count == 0 {
        return;
    }
    let k = w.inputs;
    assert!((x.count - 1) * x.stride + k <= x.data.len());
    assert!((x.count - 1) * out.stride + w.outputs <= out.data.len());
    assert!(w.panels.len() == w.outputs / LANES * k && w.bias.len() == w.outputs / LANES);
    for panel in 0..w.outputs / LANES {
        let lanes = &w.panels[panel * k..(panel + 1) * k];
        let bias = &w.bias[panel];
        let mut row = 0;
        while row < x.count {
            let n = (x.count - row).min(ROWS);
            // SAFETY: the assertions above bound every row of `x` by `k` and every row of `out` by the padded width; the
            // tile reads `k` floats of rows `row..row + n <= count` and writes the sixteen floats of this panel in each.
            // `V` is what the calling target holds.
            unsafe {
                let tile = Tile {
                    x: x.data.as_ptr().add(row * x.stride),
                    x_stride: x.stride,
                    out: out.data.as_mut_ptr().add(row * out.stride + panel * LANES),
                    out_stride: out.stride,
                };
                match n {
                    8 => tile.run::<V, ADD, 8>(lanes, bias),
                    7 => tile.run::<V, ADD, 7>(lanes, bias),
                    6 => tile.run::<V, ADD, 6>(lanes, bias),
                    5 => tile.run::<V, ADD, 5>(lanes, bias),
                    4 => tile.run::<V, ADD, 4>(lanes, bias),
                    3 => tile.run::<V, ADD, 3>(lanes, bias),
                    2 => tile.run::<V, ADD, 2>(lanes, bias),
                    _ => tile.run::<V, ADD, 1>(lanes, bias),
                }
            }
            row += n;
        }
    }
}

/// Some rows by one panel.
struct Tile {
    x: *const f32,
    x_stride: usize,
    out: *mut f32,
    out_stride: usize,
}

impl Tile {
    /// `N` rows; each output is summed over the inputs in order, starting from the bias or from what is there.
    ///
    /// # Safety
    /// `x` must hold `N` rows of `panel.len()` floats, `out` `N` rows of sixteen, and the processor must have `V`.
    #[inline(always)]
    unsafe fn run<V: Wide, const ADD: bool, const N: usize>(&self, panel: &[Lane], bias: &Lane) {
        // SAFETY: all rows are below `N` and all columns below the lengths that the caller vouches for.
        unsafe {
            let mut sums = [V::load(bias.0.as_ptr()); N];
            if ADD {
                for (r, sum) in sums.iter_mut().enumerate() {
                    *sum = V::load(self.out.add(r * self.out_stride));
                }
            }
            for (k, lane) in panel.iter().enumerate() {
                let weights = V::load(lane.0.as_ptr());
                for (r, sum) in sums.iter_mut().enumerate() {
                    *sum = sum.add_product(*self.x.add(r * self.x_stride + k), weights);
                }
            }
            for (r, sum) in sums.iter().enumerate() {
                sum.store(self.out.add(r * self.out_stride));
            }
        }
    }
}

/// e to the x for sixteen numbers, to about one unit in the last place; beyond ±87 the result of the bound.
#[inline(always)]
fn exp<V: Wide>(x: Floats) -> Floats {
    const SHIFT: f32 = 12_582_912.0;
    let mut out = [0.0; LANES];
    for j in 0..LANES {
        let x = x[j].clamp(-87.0, 87.0);
        let shifted = fma::<V>(x, std::f32::consts::LOG2_E, SHIFT);
        let whole = shifted - SHIFT;
        let r = fma::<V>(whole, -0.693_359_4, x);
        let r = fma::<V>(whole, 2.121_944_4e-4, r);
        let mut p = 1.987_569_1e-4;
        p = fma::<V>(p, r, 1.398_199_9e-3);
        p = fma::<V>(p, r, 8.333_452e-3);
        p = fma::<V>(p, r, 4.166_579_6e-2);
        p = fma::<V>(p, r, 1.666_666_6e-1);
        p = fma::<V>(p, r, 0.5);
        p = fma::<V>(p * r, r, r + 1.0);
        let power = shifted.to_bits().wrapping_sub(SHIFT.to_bits()).wrapping_add(127) << 23;
        out[j] = p * f32::from_bits(power);
    }
    out
}

#[inline(always)]
fn sigmoid<V: Wide>(x: Floats) -> Floats {
    let mut out = [0.0; LANES];
    for j in 0..LANES {
        out[j] = -x[j];
    }
    out = exp::<V>(out);
    for value in &mut out {
        *value = 1.0 / (1.0 + *value);
    }
    out
}

#[inline(always)]
fn tanh<V: Wide>(x: Floats) -> Floats {
    let mut out = [0.0; LANES];
    for j in 0..LANES {
        out[j] = x[j] * 2.0;
    }
    out = exp::<V>(out);
    for value in &mut out {
        *value = 1.0 - 2.0 / (1.0 + *value);
    }
    out
}

#[inline(always)]
fn load(x: &[f32], at: usize) -> Floats {
    let mut out = [0.0; LANES];
    out.copy_from_slice(&x[at..at + LANES]);
    out
}

#[inline(always)]
pub(super) fn lstm_cells<V: Wide, const ROWS: usize>(
    gates: Rows<'_>,
    cells: &mut [f32],
    width: usize,
    out: RowsMut<'_>,
) {
    for row in 0..gates.count {
        let gates = &gates.data[row * gates.stride..row * gates.stride + 4 * width];
        let cells = &mut cells[row * width..(row + 1) * width];
        let out = &mut out.data[row * out.stride..row * out.stride + width];
        for at in (0..width).step_by(LANES) {
            let input = sigmoid::<V>(load(gates, at));
            let forget = sigmoid::<V>(load(gates, width + at));
            let candidate = tanh::<V>(load(gates, 2 * width + at));
            let output = sigmoid::<V>(load(gates, 3 * width + at));
            let mut cell = load(cells, at);
            for j in 0..LANES {
                cell[j] = fma::<V>(forget[j], cell[j], input[j] * candidate[j]);
            }
            cells[at..at + LANES].copy_from_slice(&cell);
            let squashed = tanh::<V>(cell);
            for j in 0..LANES {
                out[at + j] = output[j] * squashed[j];
            }
        }
    }
}

#[inline(always)]
pub(super) fn gelu<V: Wide, const ROWS: usize>(x: RowsMut<'_>, count: usize, from: usize, to: usize) {
    for row in 0..count {
        let row = &mut x.data[row * x.stride + from..row * x.stride + to];
        for chunk in row.chunks_exact_mut(LANES) {
            let x = load(chunk, 0);
            let mut inner = [0.0; LANES];
            for j in 0..LANES {
                inner[j] = 0.797_884_6 * fma::<V>(0.044_715 * x[j] * x[j], x[j], x[j]);
            }
            let squashed = tanh::<V>(inner);
            for j in 0..LANES {
                chunk[j] = 0.5 * x[j] * (1.0 + squashed[j]);
            }
        }
    }
}

/// Sum in sixteen lanes, then over the lanes in order.
#[inline(always)]
fn sum(x: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    for chunk in x.chunks_exact(LANES) {
        for j in 0..LANES {
            lanes[j] += term(chunk[j]);
        }
    }
    lanes.iter().sum()
}

#[inline(always)]
pub(super) fn layer_norm<V: Wide, const ROWS: usize>(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = x.len() as f32;
    let mean = sum(x, |v| v) / n;
    let variance = sum(x, |v| (v - mean) * (v - mean)) / n;
    let scale = 1.0 / (variance + 1e-5).sqrt();
    for ((value, gain), bias) in x.iter_mut().zip(gain).zip(bias) {
        *value = fma::<V>((*value - mean) * scale, *gain, *bias);
    }
}

#[inline(always)]
pub(super) fn add_scaled<V: Wide, const ROWS: usize>(sum: &mut [f32], row: &[i8], scale: f32) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum = fma::<V>(scale, f32::from(*value), *sum);
    }
}
