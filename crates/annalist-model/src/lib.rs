//! The trained weights, embedded. Data only: no code reads them here.

/// Bytes at the start of a cache line.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static WEIGHTS: &Aligned<[u8]> = &Aligned(*include_bytes!("../weights/annalist-en.lm"));

/// The English language model, a file of the format `annalist-lm`.
pub static ENGLISH: &[u8] = &WEIGHTS.0;
