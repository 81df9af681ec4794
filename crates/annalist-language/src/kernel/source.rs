//! The source of all kernels. `FUSED` says whether the target has fused multiply-add, `ROWS` how many rows of a matrix
//! product its registers hold. Everything is inlined into the functions that name the target.

use super::packed::{Lane, Packed};
use super::{LANES, Rows, RowsMut};

type Wide = [f32; LANES];

#[inline(always)]
fn fma<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FUSED { a.mul_add(b, c) } else { a * b + c }
}

#[inline(always)]
pub(super) fn dense<const FUSED: bool, const ROWS: usize>(x: Rows<'_>, w: &Packed, out: RowsMut<'_>) {
    product::<FUSED, ROWS, false>(x, w, out);
}

#[inline(always)]
pub(super) fn dense_add<const FUSED: bool, const ROWS: usize>(x: Rows<'_>, w: &Packed, out: RowsMut<'_>) {
    product::<FUSED, ROWS, true>(x, w, out);
}

#[inline(always)]
fn product<const FUSED: bool, const ROWS: usize, const ADD: bool>(x: Rows<'_>, w: &Packed, out: RowsMut<'_>) {
    if x.count == 0 {
        return;
    }
    let k = w.inputs;
    assert!((x.count - 1) * x.stride + k <= x.data.len());
    assert!((x.count - 1) * out.stride + w.outputs <= out.data.len());
    assert!(w.panels.len() == w.outputs / LANES * k && w.bias.len() == w.outputs);
    for panel in 0..w.outputs / LANES {
        let lanes = &w.panels[panel * k..(panel + 1) * k];
        let bias = &w.bias[panel * LANES..(panel + 1) * LANES];
        let mut row = 0;
        while row < x.count {
            // SAFETY: the assertions above bound every row of `x` by `k` and every row of `out` by the padded width; the
            // tile reads `k` floats of rows `row..row + n <= count` and writes the sixteen floats of this panel in each.
            unsafe {
                let from = x.data.as_ptr().add(row * x.stride);
                let to = out.data.as_mut_ptr().add(row * out.stride + panel * LANES);
                let (xs, os) = (x.stride, out.stride);
                let n = (x.count - row).min(ROWS);
                match n {
                    8 => tile::<FUSED, ADD, 8>(from, xs, lanes, bias, to, os),
                    7 => tile::<FUSED, ADD, 7>(from, xs, lanes, bias, to, os),
                    6 => tile::<FUSED, ADD, 6>(from, xs, lanes, bias, to, os),
                    5 => tile::<FUSED, ADD, 5>(from, xs, lanes, bias, to, os),
                    4 => tile::<FUSED, ADD, 4>(from, xs, lanes, bias, to, os),
                    3 => tile::<FUSED, ADD, 3>(from, xs, lanes, bias, to, os),
                    2 => tile::<FUSED, ADD, 2>(from, xs, lanes, bias, to, os),
                    _ => tile::<FUSED, ADD, 1>(from, xs, lanes, bias, to, os),
                }
                row += n;
            }
        }
    }
}

/// `N` rows by one panel; each output is summed over the inputs in order, starting from the bias or from what is there.
///
/// # Safety
/// `x` must hold `N` rows of `panel.len()` floats at stride `xs`, `out` `N` rows of sixteen floats at stride `os`.
#[inline(always)]
unsafe fn tile<const FUSED: bool, const ADD: bool, const N: usize>(
    x: *const f32,
    xs: usize,
    panel: &[Lane],
    bias: &[f32],
    out: *mut f32,
    os: usize,
) {
    let mut sums = [[0.0_f32; LANES]; N];
    for (r, sum) in sums.iter_mut().enumerate() {
        for (j, value) in sum.iter_mut().enumerate() {
            // SAFETY: `r < N` and `j < 16`, which the caller vouches for.
            *value = if ADD { unsafe { *out.add(r * os + j) } } else { bias[j] };
        }
    }
    for (k, lane) in panel.iter().enumerate() {
        for (r, sum) in sums.iter_mut().enumerate() {
            // SAFETY: `r < N` and `k < panel.len()`, which the caller vouches for.
            let a = unsafe { *x.add(r * xs + k) };
            for j in 0..LANES {
                sum[j] = fma::<FUSED>(a, lane.0[j], sum[j]);
            }
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        for (j, value) in sum.iter().enumerate() {
            // SAFETY: `r < N` and `j < 16`, which the caller vouches for.
            unsafe { *out.add(r * os + j) = *value };
        }
    }
}

/// e to the x for sixteen numbers, to about one unit in the last place; beyond ±87 the result of the bound.
#[inline(always)]
fn exp<const FUSED: bool>(x: Wide) -> Wide {
    const SHIFT: f32 = 12_582_912.0;
    let mut out = [0.0; LANES];
    for j in 0..LANES {
        let x = x[j].clamp(-87.0, 87.0);
        let shifted = fma::<FUSED>(x, std::f32::consts::LOG2_E, SHIFT);
        let whole = shifted - SHIFT;
        let r = fma::<FUSED>(whole, -0.693_359_4, x);
        let r = fma::<FUSED>(whole, 2.121_944_4e-4, r);
        let mut p = 1.987_569_1e-4;
        p = fma::<FUSED>(p, r, 1.398_199_9e-3);
        p = fma::<FUSED>(p, r, 8.333_452e-3);
        p = fma::<FUSED>(p, r, 4.166_579_6e-2);
        p = fma::<FUSED>(p, r, 1.666_666_6e-1);
        p = fma::<FUSED>(p, r, 0.5);
        p = fma::<FUSED>(p * r, r, r + 1.0);
        let power = shifted.to_bits().wrapping_sub(SHIFT.to_bits()).wrapping_add(127) << 23;
        out[j] = p * f32::from_bits(power);
    }
    out
}

#[inline(always)]
fn sigmoid<const FUSED: bool>(x: Wide) -> Wide {
    let mut out = [0.0; LANES];
    for j in 0..LANES {
        out[j] = -x[j];
    }
    out = exp::<FUSED>(out);
    for value in &mut out {
        *value = 1.0 / (1.0 + *value);
    }
    out
}

#[inline(always)]
fn tanh<const FUSED: bool>(x: Wide) -> Wide {
    let mut out = [0.0; LANES];
    for j in 0..LANES {
        out[j] = x[j] * 2.0;
    }
    out = exp::<FUSED>(out);
    for value in &mut out {
        *value = 1.0 - 2.0 / (1.0 + *value);
    }
    out
}

#[inline(always)]
fn load(x: &[f32], at: usize) -> Wide {
    let mut out = [0.0; LANES];
    out.copy_from_slice(&x[at..at + LANES]);
    out
}

#[inline(always)]
pub(super) fn lstm_cells<const FUSED: bool, const ROWS: usize>(
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
            let input = sigmoid::<FUSED>(load(gates, at));
            let forget = sigmoid::<FUSED>(load(gates, width + at));
            let candidate = tanh::<FUSED>(load(gates, 2 * width + at));
            let output = sigmoid::<FUSED>(load(gates, 3 * width + at));
            let mut cell = load(cells, at);
            for j in 0..LANES {
                cell[j] = fma::<FUSED>(forget[j], cell[j], input[j] * candidate[j]);
            }
            cells[at..at + LANES].copy_from_slice(&cell);
            let squashed = tanh::<FUSED>(cell);
            for j in 0..LANES {
                out[at + j] = output[j] * squashed[j];
            }
        }
    }
}

#[inline(always)]
pub(super) fn gelu<const FUSED: bool, const ROWS: usize>(x: RowsMut<'_>, count: usize, from: usize, to: usize) {
    for row in 0..count {
        let row = &mut x.data[row * x.stride + from..row * x.stride + to];
        for chunk in row.chunks_exact_mut(LANES) {
            let x = load(chunk, 0);
            let mut inner = [0.0; LANES];
            for j in 0..LANES {
                inner[j] = 0.797_884_6 * fma::<FUSED>(0.044_715 * x[j] * x[j], x[j], x[j]);
            }
            let squashed = tanh::<FUSED>(inner);
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
pub(super) fn layer_norm<const FUSED: bool, const ROWS: usize>(x: &mut [f32], gain: &[f32], bias: &[f32]) {
    let n = x.len() as f32;
    let mean = sum(x, |v| v) / n;
    let variance = sum(x, |v| (v - mean) * (v - mean)) / n;
    let scale = 1.0 / (variance + 1e-5).sqrt();
    for ((value, gain), bias) in x.iter_mut().zip(gain).zip(bias) {
        *value = fma::<FUSED>((*value - mean) * scale, *gain, *bias);
    }
}

#[inline(always)]
pub(super) fn add_scaled<const FUSED: bool, const ROWS: usize>(sum: &mut [f32], row: &[i8], scale: f32) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum = fma::<FUSED>(scale, f32::from(*value), *sum);
    }
}
