//! The arithmetic of the network: one source ([`source`]), compiled for three kinds of processor, chosen once at run time.
//!
//! Every output element is one sum in one fixed order whatever rows stand beside it, so that results do not depend on how
//! sentences were batched. The two targets with fused multiply-add agree bit by bit; the portable one to rounding.

mod packed;
mod source;
mod wide;

pub(crate) use packed::Packed;

/// Columns computed together, and the unit that all row lengths are padded to.
pub(crate) const LANES: usize = 16;

/// Rounds up to whole lanes.
pub(crate) fn padded(n: usize) -> usize {
    n.div_ceil(LANES) * LANES
}

/// A kind of processor that the running one is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target(Isa);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Isa {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// A matrix in rows of floats that may be apart from each other.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub data: &'a [f32],
    pub stride: usize,
    pub count: usize,
}

/// Where to write rows: `data[row * stride..]`.
pub(crate) struct RowsMut<'a> {
    pub data: &'a mut [f32],
    pub stride: usize,
}

impl Target {
    /// All targets that the running processor has, the fastest first.
    pub(crate) fn available() -> Vec<Self> {
        let mut all = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            if avx2 && is_x86_feature_detected!("avx512f") {
                all.push(Self(Isa::Avx512));
            }
            if avx2 {
                all.push(Self(Isa::Avx2));
            }
        }
        all.push(Self(Isa::Portable));
        all
    }

    /// The fastest target of the running processor.
    pub(crate) fn best() -> Self {
        Self::available()[0]
    }
}

macro_rules! kernels {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $ty:ty),+);)+) => {
        impl Target {
            $($(#[$doc])*
            pub(crate) fn $name(self, $($arg: $ty),+) {
                match self.0 {
                    Isa::Portable => source::$name::<wide::Plain, 2>($($arg),+),
                    #[cfg(target_arch = "x86_64")]
                    // SAFETY: this variant is only made in `available`, where the processor was asked for AVX2 and FMA.
                    Isa::Avx2 => unsafe { avx2::$name($($arg),+) },
                    #[cfg(target_arch = "x86_64")]
                    // SAFETY: this variant is only made in `available`, where the processor was asked for AVX-512F too.
                    Isa::Avx512 => unsafe { avx512::$name($($arg),+) },
                }
            })+
        }
        #[cfg(target_arch = "x86_64")]
        mod avx2 {
            use super::{Packed, Rows, RowsMut, source, wide};
            $(#[target_feature(enable = "avx2,fma")]
            pub(super) fn $name($($arg: $ty),+) {
                source::$name::<wide::Avx2, 6>($($arg),+);
            })+
        }
        #[cfg(target_arch = "x86_64")]
        mod avx512 {
            use super::{Packed, Rows, RowsMut, source, wide};
            $(#[target_feature(enable = "avx2,fma,avx512f")]
            pub(super) fn $name($($arg: $ty),+) {
                source::$name::<wide::Avx512, 8>($($arg),+);
            })+
        }
    };
}

kernels! {
    /// `out = x · w + bias`, for each row of `x`; `out` rows have the padded width of `w`.
    fn dense(x: Rows<'_>, w: &Packed, out: RowsMut<'_>);
    /// `out += x · w`, without bias.
    fn dense_add(x: Rows<'_>, w: &Packed, out: RowsMut<'_>);
    /// One step of LSTM cells: `gates` rows are input, forget, candidate and output of `cells` columns each.
    fn lstm_cells(gates: Rows<'_>, cells: &mut [f32], width: usize, out: RowsMut<'_>);
    /// GELU in its tanh form over columns `from..to` of `count` rows.
    fn gelu(x: RowsMut<'_>, count: usize, from: usize, to: usize);
    /// Layer normalisation of one row (eps 1e-5) with gain and bias.
    fn layer_norm(x: &mut [f32], gain: &[f32], bias: &[f32]);
    /// `sum += scale · row` over bytes.
    fn add_scaled(sum: &mut [f32], row: &[i8], scale: f32);
}

#[cfg(test)]
mod tests;
