//! Longest match of written words against the keys of a finite-state map.

use crate::fold::{fold, is_dropped, is_glued, is_joint};
use fst::raw::{Fst, Output};

/// Longest name, in tokens.
const MAX_TOKENS: usize = 16;

/// A map from folded phrases to numbers, read in place.
pub(crate) type Phrases = Fst<&'static [u8]>;

/// Opens a section; an empty or damaged one yields nothing to match.
pub(crate) fn open(bytes: &'static [u8]) -> Option<Phrases> {
    Fst::new(bytes).ok()
}

/// Calls `found` with the number of tokens and the value of every key that starts at `words[0]`, shortest first.
pub(crate) fn each_prefix(phrases: &Phrases, words: &[&str], mut found: impl FnMut(usize, u64)) {
    let mut walk = Walk { phrases, address: phrases.root().addr(), value: Output::zero(), alive: true };
    let mut begun = false;
    let mut pending_space = false;
    for (i, word) in words.iter().take(MAX_TOKENS).enumerate() {
        if is_glued(word) {
            if !begun {
                return;
            }
            fold(word, &mut |b| walk.step(b));
        } else if word.chars().all(is_joint) {
            if !begun {
                return;
            }
            pending_space = true;
            continue;
        } else {
            if word.chars().all(is_dropped) {
                return;
            }
            if begun || pending_space {
                walk.step(b' ');
            }
            pending_space = false;
            fold(word, &mut |b| walk.step(b));
        }
        begun = true;
        if !walk.alive {
            return;
        }
        if let Some(value) = walk.value_here() {
            found(i + 1, value);
        }
    }
}

/// The value of a whole phrase.
pub(crate) fn get(phrases: &Phrases, phrase: &str) -> Option<u64> {
    let mut walk = Walk { phrases, address: phrases.root().addr(), value: Output::zero(), alive: true };
    fold(phrase, &mut |b| walk.step(b));
    walk.alive.then(|| walk.value_here()).flatten()
}

struct Walk<'f> {
    phrases: &'f Phrases,
    address: usize,
    value: Output,
    alive: bool,
}

impl Walk<'_> {
    fn step(&mut self, byte: u8) {
        if !self.alive {
            return;
        }
        let node = self.phrases.node(self.address);
        match node.find_input(byte) {
            Some(i) => {
                let transition = node.transition(i);
                self.value = self.value.cat(transition.out);
                self.address = transition.addr;
            }
            None => self.alive = false,
        }
    }

    fn value_here(&self) -> Option<u64> {
        let node = self.phrases.node(self.address);
        node.is_final().then(|| self.value.cat(node.final_output()).value())
    }
}

/// How the words of a match are written: which begin with a capital or a digit, whether there is no small letter, and whether
/// there is a capital inside a word.
#[derive(Clone, Copy)]
pub(crate) struct Casing {
    pub(crate) capitals: u16,
    pub(crate) upper: bool,
    pub(crate) inner: bool,
}

/// Reads the casing of written words; hyphens part words here as they do in keys.
pub(crate) fn casing(words: &[&str]) -> Casing {
    let mut capitals = 0;
    let mut upper = true;
    let mut inner = false;
    let mut n = 0;
    for word in words {
        if is_glued(word) {
            continue;
        }
        for part in word.split(is_joint) {
            let Some(first) = part.chars().find(|&c| !is_dropped(c)) else { continue };
            if n < 16 && !first.is_lowercase() {
                capitals |= 1 << n;
            }
            n += 1;
            upper &= !part.chars().any(char::is_lowercase);
            inner |= part.chars().skip(1).any(char::is_uppercase);
        }
    }
    Casing { capitals, upper, inner }
}
