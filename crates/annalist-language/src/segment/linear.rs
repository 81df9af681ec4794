//! A linear classifier over hashed features, with whole-number weights.

/// Weights, one byte for each bucket.
pub(super) struct Linear {
    weights: &'static [u8],
}

/// Buckets of each classifier, a power of two.
pub(super) const BUCKETS: usize = 1 << 17;

const MAGIC: &[u8; 8] = b"ANNSEG\0\x01";
const TRAINED: &[u8] = include_bytes!("../../data/segment.bin");

impl Linear {
    /// Whether the features speak for the positive class.
    pub(super) fn decide(&self, features: &[u32]) -> bool {
        let sum: i32 = features.iter().map(|f| i32::from(self.weights[*f as usize % BUCKETS] as i8)).sum();
        sum > 0
    }
}

/// The classifiers of token and of sentence boundaries.
pub(super) fn trained() -> (Linear, Linear) {
    const { assert!(TRAINED.len() == MAGIC.len() + 2 * BUCKETS, "data/segment.bin has another size") };
    let (tokens, sentences) = TRAINED[MAGIC.len()..].split_at(BUCKETS);
    (Linear { weights: tokens }, Linear { weights: sentences })
}

/// The file of the weights of both, each `BUCKETS` long.
pub(super) fn file(tokens: &[i8], sentences: &[i8]) -> Vec<u8> {
    let weights = tokens.iter().chain(sentences).map(|w| *w as u8);
    MAGIC.iter().copied().chain(weights).collect()
}

/// The features of one decision. A template number and its values make one bucket.
#[derive(Default)]
pub(super) struct Features {
    list: Vec<u32>,
}

impl Features {
    pub(super) fn clear(&mut self) {
        self.list.clear();
    }

    pub(super) fn as_slice(&self) -> &[u32] {
        &self.list
    }

    /// Adds the feature that template `template` has these values.
    pub(super) fn add<const N: usize>(&mut self, template: u32, values: [u32; N]) {
        let mut hash = template.wrapping_mul(0x9e37_79b1) ^ 0x85eb_ca6b;
        for value in values {
            hash = (hash ^ value).wrapping_mul(0xc2b2_ae35);
            hash ^= hash >> 15;
        }
        hash = hash.wrapping_mul(0x27d4_eb2f);
        self.list.push((hash ^ (hash >> 15)) % BUCKETS as u32);
    }
}
