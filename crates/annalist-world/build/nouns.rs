//! Role nouns and institution nouns.
//!
//! `data/roles/*.txt`: `noun | sectors | flags | plural`; flags: `title`, `speaks_for`, `combatant`, `civilian`, `thing` (no person),
//! `plural` (no singular), `former`. `data/role-prefixes.txt` and `data/role-suffixes.txt`: `word | former` or `word | elect`.
//! `data/organs/*.txt`: `noun | sectors | kind | other nouns for it`.

use crate::fold::key;
use crate::kind::ActorKind;
use crate::pack::{Pack, Strings, map};
use crate::sector::Sector;
use crate::source::{Line, Problem, files, lines, list};
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn compile(data: &Path, strings: &mut Strings, pack: &mut Pack) -> Result<(), Problem> {
    roles(data, strings, pack)?;
    organs(data, strings, pack)?;
    for (file, tag) in [("role-prefixes.txt", b"ROLP"), ("role-suffixes.txt", b"ROLX")] {
        pack.section(*tag, affixes(&data.join(file), strings)?);
    }
    Ok(())
}

fn roles(data: &Path, strings: &mut Strings, pack: &mut Pack) -> Result<(), Problem> {
    let (mut records, mut keys) = (Vec::new(), BTreeMap::new());
    let mut plurals = BTreeMap::new();
    for file in files(&data.join("roles"))? {
        for line in lines(&file)? {
            let fields = line.fields();
            let (noun, index) = (fields[0], (records.len() / 8) as u64);
            if keys.insert(key(noun), index).is_some() {
                return Err(line.problem(format!("{noun:?} is there twice")));
            }
            for plural in plurals_of(noun, fields.get(3).copied().unwrap_or("")) {
                plurals.insert(key(&plural), index);
            }
            records.extend(strings.intern(noun).to_le_bytes());
            records.extend(sectors(fields.get(1).copied().unwrap_or(""), &line)?);
            records.push(role_flags(fields.get(2).copied().unwrap_or(""), &line)?);
        }
    }
    for (plural, index) in plurals {
        keys.entry(plural).or_insert(index);
    }
    pack.section(*b"ROLS", map(keys));
    pack.section(*b"ROLR", records);
    Ok(())
}

fn role_flags(text: &str, line: &Line) -> Result<u8, Problem> {
    text.split_whitespace().try_fold(2, |flags, word| match word {
        "title" => Ok(flags | 1),
        "thing" => Ok(flags & !2),
        "plural" => Ok(flags | 4),
        "speaks_for" => Ok(flags | 8),
        "combatant" => Ok(flags | 16),
        "civilian" => Ok(flags | 32),
        "former" => Ok(flags | 64),
        other => Err(line.problem(format!("unknown flag {other:?}"))),
    })
}

fn organs(data: &Path, strings: &mut Strings, pack: &mut Pack) -> Result<(), Problem> {
    let (mut records, mut keys) = (Vec::new(), BTreeMap::new());
    for file in files(&data.join("organs"))? {
        for line in lines(&file)? {
            let fields = line.fields();
            let index = (records.len() / 8) as u64;
            for noun in std::iter::once(fields[0]).chain(list(fields.get(3).copied().unwrap_or(""))) {
                if keys.insert(key(noun), index).is_some() {
                    return Err(line.problem(format!("{noun:?} is there twice")));
                }
            }
            let kind = match fields.get(2) {
                None | Some(&"") => ActorKind::Government,
                Some(label) => {
                    ActorKind::from_label(label).ok_or_else(|| line.problem(format!("unknown kind {label:?}")))?
                }
            };
            records.extend(strings.intern(fields[0]).to_le_bytes());
            records.extend(sectors(fields.get(1).copied().unwrap_or(""), &line)?);
            records.push(kind as u8);
        }
    }
    let bare: Vec<_> = keys.iter().flat_map(|(noun, &i)| plurals_of(noun, "").into_iter().map(move |p| (p, i))).collect();
    for (plural, index) in bare {
        keys.entry(plural).or_insert(index);
    }
    pack.section(*b"ORGS", map(keys));
    pack.section(*b"ORGR", records);
    Ok(())
}

fn affixes(file: &Path, strings: &mut Strings) -> Result<Vec<u8>, Problem> {
    let mut keys = BTreeMap::new();
    for line in lines(file)? {
        let fields = line.fields();
        let mark = match fields.get(1).copied().unwrap_or("") {
            "" => 0,
            "former" => 1,
            "elect" => 2,
            other => return Err(line.problem(format!("unknown mark {other:?}"))),
        };
        keys.insert(key(fields[0]), u64::from(strings.intern(fields[0])) << 8 | mark);
    }
    Ok(map(keys))
}

/// Up to three sectors, packed as their numbers plus one.
pub(crate) fn sectors(text: &str, line: &Line) -> Result<[u8; 3], Problem> {
    let mut packed = [0; 3];
    for (i, label) in text.split_whitespace().enumerate() {
        let at = Sector::from_label(label).ok_or_else(|| line.problem(format!("unknown sector {label:?}")))?;
        *packed.get_mut(i).ok_or_else(|| line.problem("more than three sectors"))? = at as u8 + 1;
    }
    Ok(packed)
}

/// The plurals that are keys too: those given, and the regular one.
fn plurals_of(noun: &str, given: &str) -> Vec<String> {
    let mut all: Vec<String> = list(given).map(String::from).collect();
    if all.is_empty() {
        all.push(regular_plural(noun));
    }
    all
}

fn regular_plural(noun: &str) -> String {
    let (before_of, after) = noun.find(" of ").map_or((noun, ""), |at| noun.split_at(at));
    let head = match before_of {
        n if n.ends_with("man") && !n.ends_with("human") => format!("{}en", &n[..n.len() - 2]),
        n if n.ends_with("person") => format!("{}people", &n[..n.len() - 6]),
        n if n.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| n.ends_with(end)) => {
            format!("{}ies", &n[..n.len() - 1])
        }
        n if n.ends_with('s') || n.ends_with('x') || n.ends_with("ch") || n.ends_with("sh") => format!("{n}es"),
        n => format!("{n}s"),
    };
    head + after
}
