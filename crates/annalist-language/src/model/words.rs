//! What the network sees of a word's form: rows of the word, affix and n-gram tables.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a over bytes, 64 bits.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map from forms to numbers.
pub(crate) type FormMap<V> = HashMap<Box<str>, V, BuildHasherDefault<Fnv>>;

/// A set of forms.
pub(crate) type FormSet = HashSet<Box<str>, BuildHasherDefault<Fnv>>;

/// The rows of one form.
#[derive(Default)]
pub(crate) struct FormRows {
    /// Row of the word table, 0 for the unknown.
    pub word: u32,
    /// Kinds of the word, one bit each.
    pub kinds: u32,
    /// Rows of the affix table.
    pub affixes: Vec<u32>,
    /// Rows of the n-gram table, repetitions kept.
    pub ngrams: Vec<u32>,
    low: String,
    bounds: Vec<usize>,
}

/// The word list and the sizes of the hashed tables.
pub(crate) struct Words {
    pub list: FormMap<u32>,
    /// Rows of the word table.
    pub rows: usize,
    /// What open tables say of words, one bit for each kind.
    kinds: FormMap<u32>,
    /// Number of kinds.
    pub kind_count: usize,
    /// The bit of countries, and those of persons' names.
    country: u32,
    person: u32,
    pub affix_buckets: u64,
    pub ngram_buckets: u64,
}

impl Words {
    pub(super) fn new(words: Vec<String>, affix_buckets: u64, ngram_buckets: u64) -> Self {
        let rows = words.len() + 1;
        let mut list = FormMap::with_capacity_and_hasher(words.len(), BuildHasherDefault::default());
        for (i, word) in words.into_iter().enumerate() {
            list.entry(word.into_boxed_str()).or_insert(i as u32 + 1);
        }
        Self {
            list,
            rows,
            kinds: FormMap::default(),
            kind_count: 0,
            country: 0,
            person: 0,
            affix_buckets,
            ngram_buckets,
        }
    }

    /// Whether a form names a country and no person.
    pub(crate) fn is_country(&self, form: &str) -> bool {
        let kinds = self.kinds.get(form.to_lowercase().as_str()).copied().unwrap_or(0);
        kinds & self.country != 0 && kinds & self.person == 0
    }

    /// Adds a kind: its words, separated by spaces, get the next bit.
    pub(super) fn add_kind(&mut self, name: &str, words: &str) {
        match name {
            "country" => self.country |= 1 << self.kind_count,
            "given" | "surname" => self.person |= 1 << self.kind_count,
            _ => {}
        }
        self.kinds.reserve(words.len() / 8);
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let bit = 1 << self.kind_count;
            self.kinds.entry(word.into()).and_modify(|kinds| *kinds |= bit).or_insert(bit);
        }
        self.kind_count += 1;
    }

    /// Looks a form up; `rows` is overwritten.
    pub(crate) fn look_up(&self, form: &str, rows: &mut FormRows) {
        fold(form, &mut rows.low);
        let shape = shape(&rows.low);
        rows.low = rows.low.to_lowercase();
        rows.word = self.list.get(rows.low.as_str()).copied().unwrap_or(0);
        rows.kinds = self.kinds.get(rows.low.as_str()).copied().unwrap_or(0);
        self.affixes(&shape, rows);
        self.ngrams(rows);
    }

    fn affixes(&self, shape: &str, rows: &mut FormRows) {
        let FormRows { low, bounds, affixes, .. } = rows;
        char_bounds(low, bounds);
        let chars = bounds.len() - 1;
        affixes.clear();
        for n in 1..=chars.min(3) {
            affixes.push(bucket([b'p', b'0' + n as u8], &low[..bounds[n]], self.affix_buckets));
        }
        for n in 1..=chars.min(4) {
            affixes.push(bucket([b's', b'0' + n as u8], &low[bounds[chars - n]..], self.affix_buckets));
        }
        affixes.push(bucket(*b"h\0", shape, self.affix_buckets));
    }

    fn ngrams(&self, rows: &mut FormRows) {
        let FormRows { low, bounds, ngrams, .. } = rows;
        low.insert(0, '<');
        low.push('>');
        char_bounds(low, bounds);
        ngrams.clear();
        for n in 3..=5 {
            for window in bounds.windows(n + 1) {
                ngrams.push(bucket(*b"g\0", &low[window[0]..window[n]], self.ngram_buckets));
            }
        }
    }
}

/// The form with each ASCII digit as `0`.
fn fold(form: &str, out: &mut String) {
    out.clear();
    out.extend(form.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
}

/// Byte offsets of all characters, and the end.
fn char_bounds(text: &str, bounds: &mut Vec<usize>) {
    bounds.clear();
    bounds.extend(text.char_indices().map(|(i, _)| i));
    bounds.push(text.len());
}

fn bucket(kind: [u8; 2], text: &str, buckets: u64) -> u32 {
    let mut hash = Fnv::default();
    hash.write(&kind);
    hash.write(text.as_bytes());
    (hash.finish() % buckets.max(1)) as u32
}

/// Upper-case `X`, lower-case `x`, digit `d`, else the character itself; runs longer than three are cut to three.
fn shape(folded: &str) -> String {
    let mut out = String::new();
    let mut run = ('\0', 0);
    for c in folded.chars() {
        let mark = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            '0' => 'd',
            c => c,
        };
        run = if run.0 == mark { (mark, run.1 + 1) } else { (mark, 1) };
        if run.1 <= 3 {
            out.push(mark);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::new(vec!["the".into(), "00,000".into()], 8192, 32768)
    }

    #[test]
    fn forms_are_folded() {
        let mut rows = FormRows::default();
        words().look_up("The", &mut rows);
        assert_eq!(rows.word, 1);
        words().look_up("20,000", &mut rows);
        assert_eq!(rows.word, 2);
        words().look_up("a", &mut rows);
        assert_eq!((rows.word, rows.affixes.len(), rows.ngrams.len()), (0, 3, 1));
    }

    #[test]
    fn kinds_are_bits() {
        let (mut words, mut rows) = (words(), FormRows::default());
        words.add_kind("given", "paris hilton");
        words.add_kind("place", "hilton");
        for (form, kinds) in [("Paris", 1), ("HILTON", 3), ("hotel", 0)] {
            words.look_up(form, &mut rows);
            assert_eq!(rows.kinds, kinds, "{form}");
        }
    }

    #[test]
    fn countries_are_no_persons() {
        let mut words = words();
        words.add_kind("country", "malta chad");
        words.add_kind("given", "chad");
        assert!(words.is_country("Malta") && !words.is_country("Chad") && !words.is_country("Moyale"));
    }

    #[test]
    fn shapes_cut_long_runs() {
        assert_eq!(shape("McDonalds"), "XxXxxx");
        assert_eq!(shape("00,000"), "dd,ddd");
        assert_eq!(shape("U.S."), "X.X.");
    }

    #[test]
    fn hashes_are_fnv() {
        let mut hash = Fnv::default();
        hash.write(b"foobar");
        assert_eq!(hash.finish(), 0x8594_4171_f739_67e8);
    }
}
