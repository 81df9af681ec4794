//! `data/offices.txt`: `office | rank 0 to 9 | sectors | other titles for it`; a title that means this office in one country only is
//! written `chancellor@DEU`.

use crate::fold::key;
use crate::nouns::sectors;
use crate::source::{Problem, lines, list};
use std::collections::BTreeMap;
use std::path::Path;

/// The offices that are looked up by country and day, and what titles mean them.
#[derive(Default)]
pub(crate) struct Offices {
    by_title: BTreeMap<String, usize>,
    all: Vec<Office>,
}

pub(crate) struct Office {
    pub(crate) rank: u8,
    pub(crate) sectors: [u8; 3],
}

impl Offices {
    pub(crate) fn read(data: &Path) -> Result<Self, Problem> {
        let mut offices = Self::default();
        for line in lines(&data.join("offices.txt"))? {
            let fields = line.fields();
            let [name, rank, codes, others] = fields[..] else {
                return Err(line.problem("expected office | rank | sectors | other titles"));
            };
            let rank = rank.parse().map_err(|_| line.problem(format!("{rank:?} is no rank")))?;
            let index = offices.all.len();
            offices.all.push(Office { rank, sectors: sectors(codes, &line)? });
            for title in std::iter::once(name).chain(list(others)) {
                let title = match title.split_once('@') {
                    Some((title, country)) => key(&format!("{country} {title}")),
                    None => key(title),
                };
                if offices.by_title.insert(title, index).is_some() {
                    return Err(line.problem("a title is there twice"));
                }
            }
        }
        Ok(offices)
    }

    /// The number of the office that a title means in a country.
    pub(crate) fn find(&self, title: &str, country: [u8; 3]) -> Option<usize> {
        let own = key(&format!("{} {title}", String::from_utf8_lossy(&country)));
        self.by_title.get(&own).or_else(|| self.by_title.get(&key(title))).copied()
    }

    pub(crate) fn get(&self, index: usize) -> &Office {
        &self.all[index]
    }

    /// All titles with the number of their office.
    pub(crate) fn titles(&self) -> BTreeMap<String, u64> {
        self.by_title.iter().map(|(title, &index)| (title.clone(), index as u64)).collect()
    }
}
