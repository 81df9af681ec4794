//! Sixteen floats as each kind of processor holds them.

use super::LANES;

/// Sixteen floats in registers.
///
/// # Safety
/// The functions may only be called where the processor has what the type stands for; pointers must be good for sixteen
/// floats.
pub(super) trait Wide: Copy {
    /// Whether the processor has fused multiply-add.
    const FUSED: bool;
    unsafe fn load(from: *const f32) -> Self;
    unsafe fn store(self, to: *mut f32);
    /// `self + a · b` in all lanes.
    unsafe fn add_product(self, a: f32, b: Self) -> Self;
}

/// For any processor.
#[derive(Clone, Copy)]
pub(super) struct Plain([f32; LANES]);

impl Wide for Plain {
    const FUSED: bool = false;

    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: the caller vouches for sixteen floats; floats need no more alignment than the pointer has.
        Self(unsafe { from.cast::<[f32; LANES]>().read_unaligned() })
    }

    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: the caller vouches for room for sixteen floats.
        unsafe { to.cast::<[f32; LANES]>().write_unaligned(self.0) }
    }

    #[inline(always)]
    unsafe fn add_product(mut self, a: f32, b: Self) -> Self {
        for (sum, b) in self.0.iter_mut().zip(b.0) {
            *sum += a * b;
        }
        self
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) use x86::{Avx2, Avx512};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::Wide;
    use std::arch::x86_64::{
        __m256, __m512, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_set1_ps, _mm256_storeu_ps, _mm512_fmadd_ps,
        _mm512_loadu_ps, _mm512_set1_ps, _mm512_storeu_ps,
    };

    /// For processors with AVX2 and FMA.
    #[derive(Clone, Copy)]
    pub(in crate::kernel) struct Avx2(__m256, __m256);

    /// For processors with AVX-512F.
    #[derive(Clone, Copy)]
    pub(in crate::kernel) struct Avx512(__m512);

    impl Wide for Avx2 {
        const FUSED: bool = true;

        #[inline(always)]
        unsafe fn load(from: *const f32) -> Self {
            // SAFETY: the caller vouches for the processor and for sixteen floats.
            unsafe { Self(_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(8))) }
        }

        #[inline(always)]
        unsafe fn store(self, to: *mut f32) {
            // SAFETY: the caller vouches for the processor and for room for sixteen floats.
            unsafe {
                _mm256_storeu_ps(to, self.0);
                _mm256_storeu_ps(to.add(8), self.1);
            }
        }

        #[inline(always)]
        unsafe fn add_product(self, a: f32, b: Self) -> Self {
            // SAFETY: the caller vouches for the processor.
            unsafe {
                let a = _mm256_set1_ps(a);
                Self(_mm256_fmadd_ps(a, b.0, self.0), _mm256_fmadd_ps(a, b.1, self.1))
            }
        }
    }

    impl Wide for Avx512 {
        const FUSED: bool = true;

        #[inline(always)]
        unsafe fn load(from: *const f32) -> Self {
            // SAFETY: the caller vouches for the processor and for sixteen floats.
            unsafe { Self(_mm512_loadu_ps(from)) }
        }

        #[inline(always)]
        unsafe fn store(self, to: *mut f32) {
            // SAFETY: the caller vouches for the processor and for room for sixteen floats.
            unsafe { _mm512_storeu_ps(to, self.0) }
        }

        #[inline(always)]
        unsafe fn add_product(self, a: f32, b: Self) -> Self {
            // SAFETY: the caller vouches for the processor.
            unsafe { Self(_mm512_fmadd_ps(_mm512_set1_ps(a), b.0, self.0)) }
        }
    }
}
