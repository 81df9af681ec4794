//! Writing the packed index; `src/pack.rs` describes the layout.

use std::collections::BTreeMap;

const VERSION: u32 = 1;

/// Sections in the order they were added.
#[derive(Default)]
pub(crate) struct Pack {
    sections: Vec<([u8; 4], Vec<u8>)>,
}

impl Pack {
    pub(crate) fn section(&mut self, tag: [u8; 4], bytes: Vec<u8>) {
        self.sections.push((tag, bytes));
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = b"ANNWORLD".to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((self.sections.len() as u32).to_le_bytes());
        let mut at = aligned(bytes.len() + self.sections.len() * 12);
        for (tag, section) in &self.sections {
            bytes.extend(tag);
            bytes.extend((at as u32).to_le_bytes());
            bytes.extend((section.len() as u32).to_le_bytes());
            at = aligned(at + section.len());
        }
        for (_, section) in &self.sections {
            bytes.resize(aligned(bytes.len()), 0);
            bytes.extend(section);
        }
        bytes
    }
}

fn aligned(at: usize) -> usize {
    at.next_multiple_of(64)
}

/// Strings, each kept once; offset 0 is the empty string.
pub(crate) struct Strings {
    bytes: Vec<u8>,
    offsets: BTreeMap<String, u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { bytes: vec![0, 0], offsets: BTreeMap::from([(String::new(), 0)]) }
    }
}

impl Strings {
    /// The offset of a string; what is longer than 65,535 bytes is cut.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.offsets.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        let len = text.len().min(usize::from(u16::MAX)) as u16;
        self.bytes.extend(len.to_le_bytes());
        self.bytes.extend(&text.as_bytes()[..usize::from(len)]);
        self.offsets.insert(text.into(), at);
        at
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A finite-state map of keys; they may come in any order, and the last value of a key stands.
pub(crate) fn map(entries: BTreeMap<String, u64>) -> Vec<u8> {
    fst::Map::from_iter(entries).map(|map| map.as_fst().as_bytes().to_vec()).unwrap_or_default()
}
