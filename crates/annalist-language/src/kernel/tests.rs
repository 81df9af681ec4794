use super::*;

/// Numbers in -1..1 that look like nothing in particular.
fn noise(n: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    (0..n)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        })
        .collect()
}

fn product(target: Target, rows: usize, k: usize, n: usize) -> Vec<f32> {
    let w = Packed::from_output_rows(k, &noise(k * n, 1), &noise(n, 2));
    let mut out = vec![0.0; rows * w.outputs];
    let x = noise(rows * k, 3);
    let x = Rows { data: &x, stride: k, count: rows };
    target.dense(x, &w, RowsMut { data: &mut out, stride: w.outputs });
    target.dense_add(x, &w, RowsMut { data: &mut out, stride: w.outputs });
    out
}

fn cells(target: Target) -> Vec<f32> {
    let (rows, width) = (5, 32);
    let gates: Vec<f32> = noise(rows * 4 * width, 4).iter().map(|x| x * 20.0).collect();
    let mut cells = noise(rows * width, 5);
    let mut out = vec![0.0; rows * width];
    let gates = Rows { data: &gates, stride: 4 * width, count: rows };
    target.lstm_cells(gates, &mut cells, width, RowsMut { data: &mut out, stride: width });
    target.gelu(RowsMut { data: &mut cells, stride: width }, rows, 0, width);
    out.extend(cells);
    out
}

#[test]
fn products_are_right() {
    for target in Target::available() {
        for rows in 1..=17 {
            let (k, n) = (24, 19);
            let (w, bias, x) = (noise(k * n, 1), noise(n, 2), noise(rows * k, 3));
            let out = product(target, rows, k, n);
            for r in 0..rows {
                for j in 0..n {
                    let dot: f32 = (0..k).map(|i| x[r * k + i] * w[j * k + i]).sum();
                    let found = out[r * padded(n) + j];
                    assert!((2.0 * dot + bias[j] - found).abs() < 1e-4, "{target:?} {r} {j}");
                }
            }
        }
    }
}

#[test]
fn targets_agree() {
    let all = Target::available();
    if all.len() < 3 {
        // The other targets are compared on processors that have them.
        println!("this processor has only {all:?}");
    }
    let (portable, portable_cells) = (product(all[all.len() - 1], 16, 128, 130), cells(all[all.len() - 1]));
    for target in all {
        let worst = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst(&product(target, 16, 128, 130), &portable) < 1e-4, "{target:?}");
        assert!(worst(&cells(target), &portable_cells) < 1e-4, "{target:?}");
    }
}

#[test]
fn a_row_does_not_depend_on_its_neighbours() {
    for target in Target::available() {
        let many = product(target, 16, 128, 48);
        for rows in 1..16 {
            let few = product(target, rows, 128, 48);
            assert_eq!(few, many[..few.len()], "{target:?} {rows}");
        }
    }
}

#[test]
fn squashing_is_close_to_the_real_functions() {
    for target in Target::available() {
        let xs: Vec<f32> = (-320..320).map(|i| i as f32 / 16.0).collect();
        let mut out = xs.clone();
        let count = xs.len() / 16;
        target.gelu(RowsMut { data: &mut out, stride: 16 }, count, 0, 16);
        for (x, y) in xs.iter().zip(&out) {
            let wide = f64::from(*x);
            let real =
                0.5 * wide * (1.0 + (0.797_884_560_802_865_4 * (wide + 0.044_715 * wide.powi(3))).tanh());
            assert!((real - f64::from(*y)).abs() < 1e-5, "{x}: {real} {y}");
        }
    }
}
