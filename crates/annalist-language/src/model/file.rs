//! The container: magic, header, tensors, hash. FORMAT.md says what is where.

use crate::error::{Error, Kind};
use serde::Deserialize;

const MAGIC: &[u8; 7] = b"ANNLM\0\0";
/// Version 1 had a linear names head and neither word kinds nor events.
const VERSIONS: std::ops::RangeInclusive<u8> = 1..=2;
const HASH: usize = 32;

/// The header as it is written.
#[derive(Deserialize)]
pub(super) struct Header {
    pub name: String,
    pub dims: Dims,
    pub words: Vec<String>,
    pub affix_buckets: u64,
    pub ngram_buckets: u64,
    pub labels: Labels,
    pub distance_buckets: Vec<i32>,
    #[serde(default)]
    pub kinds: Vec<KindWords>,
    tensors: Vec<Entry>,
}

/// The words of one kind, separated by spaces.
#[derive(Deserialize)]
pub(super) struct KindWords {
    pub name: String,
    pub words: String,
}

/// Widths of the network; the last three are 0 in files of version 1.
#[derive(Clone, Copy, Deserialize)]
pub(crate) struct Dims {
    pub word: usize,
    pub affix: usize,
    pub ngram: usize,
    pub input: usize,
    pub hidden: usize,
    pub arc: usize,
    pub label: usize,
    #[serde(default)]
    pub names: usize,
    #[serde(default)]
    pub roles: usize,
    #[serde(default)]
    pub events: usize,
}

/// The inventories of all heads.
#[derive(Deserialize)]
pub(super) struct Labels {
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    pub feats: Vec<String>,
    pub lemma: Vec<String>,
    pub names: Vec<String>,
    pub deprel: Vec<String>,
    #[serde(default)]
    pub roles: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    dtype: String,
    rows: usize,
    cols: usize,
    offset: usize,
    #[serde(default)]
    scale_offset: Option<usize>,
}

/// An open file: header and the bytes of its tensors.
pub(super) struct File<'a> {
    pub header: Header,
    pub hash: String,
    data: &'a [u8],
}

/// A table of bytes with one scale a row.
pub(crate) struct Table {
    pub width: usize,
    pub rows: Vec<i8>,
    pub scales: Vec<f32>,
}

impl<'a> File<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let Some((magic, rest)) = bytes.split_at_checked(MAGIC.len()) else {
            return Err(Kind::NotAModel.into());
        };
        if magic != MAGIC {
            return Err(Kind::NotAModel.into());
        }
        match rest.first() {
            Some(version) if VERSIONS.contains(version) => {}
            Some(other) => return Err(Kind::Version(*other).into()),
            None => return Err(Error::damaged("the file ends after its first bytes")),
        }
        let cut_short = || Error::damaged("the file is cut short");
        let (body, stored) = bytes.split_last_chunk::<HASH>().ok_or_else(cut_short)?;
        let hash = blake3::hash(body);
        if hash.as_bytes() != stored {
            return Err(Error::damaged("the hash at its end does not fit its contents"));
        }
        let length =
            body.get(8..12).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes).ok_or_else(cut_short)?;
        let end = 12 + length as usize;
        let header = body.get(12..end).ok_or_else(cut_short)?;
        let header = serde_json::from_slice(header).map_err(|e| Error::damaged(format!("header: {e}")))?;
        let data = body.get(end.next_multiple_of(64)..).ok_or_else(cut_short)?;
        Ok(Self { header, hash: hash.to_hex().to_string(), data })
    }

    fn entry(&self, name: &str) -> Result<&Entry, Error> {
        let found = self.header.tensors.iter().find(|t| t.name == name);
        found.ok_or_else(|| Error::damaged(format!("tensor {name} is missing")))
    }

    fn bytes(&self, name: &str, offset: usize, length: Option<usize>) -> Result<&'a [u8], Error> {
        let end = length.and_then(|length| offset.checked_add(length));
        let found = end.and_then(|end| self.data.get(offset..end));
        found.ok_or_else(|| Error::damaged(format!("tensor {name} lies outside the file")))
    }

    fn floats(&self, name: &str, offset: usize, count: usize) -> Result<Vec<f32>, Error> {
        let bytes = self.bytes(name, offset, count.checked_mul(4))?;
        let values: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if values.iter().all(|v| v.is_finite()) {
            Ok(values)
        } else {
            Err(Error::damaged(format!("tensor {name} holds a value that is no number")))
        }
    }

    /// A tensor of bytes, as it is.
    pub(super) fn table(&self, name: &str, width: usize, rows: usize) -> Result<Table, Error> {
        let entry = self.entry(name)?;
        let (Some(scales), "i8") = (entry.scale_offset, entry.dtype.as_str()) else {
            return Err(Error::damaged(format!(
                "tensor {name} should be i8 with scales, found {}",
                entry.dtype
            )));
        };
        if (entry.rows, entry.cols) != (rows, width) {
            let (r, c) = (entry.rows, entry.cols);
            return Err(Error::damaged(format!("tensor {name} should be {rows} × {width}, found {r} × {c}")));
        }
        let bytes = self.bytes(name, entry.offset, rows.checked_mul(width))?;
        let scales = self.floats(name, scales, rows)?;
        Ok(Table { width, rows: bytes.iter().map(|b| *b as i8).collect(), scales })
    }

    /// A tensor as floats, whatever its type, of a known number of values.
    pub(super) fn dense(&self, name: &str, count: usize) -> Result<Vec<f32>, Error> {
        let entry = self.entry(name)?;
        let found = entry.rows.checked_mul(entry.cols);
        if found != Some(count) {
            let (r, c) = (entry.rows, entry.cols);
            return Err(Error::damaged(format!("tensor {name} should hold {count} values, found {r} × {c}")));
        }
        if entry.dtype == "f32" {
            return self.floats(name, entry.offset, count);
        }
        let table = self.table(name, entry.cols, entry.rows)?;
        let rows = table.rows.chunks_exact(table.width.max(1)).zip(&table.scales);
        Ok(rows.flat_map(|(row, scale)| row.iter().map(move |v| f32::from(*v) * scale)).collect())
    }
}
