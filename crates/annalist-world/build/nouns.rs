//! Role nouns and institution nouns.
//!
//! `data/roles/*.txt`: `noun; noun … | sectors | flags`; flags: `title`, `speaks_for`, `combatant`, `civilian`, `thing` (no person),
//! `plural` (no singular), `former`. `data/organs/*.txt`: `noun; other noun for it … | sectors | kind`, a government if no kind is given.
//! An irregular plural follows its noun in parentheses; `[portfolio]` stands for every line of `data/lists/portfolio.txt`.
//! `data/role-prefixes.txt` and `data/role-suffixes.txt`: `word`, `word | former` or `word | elect`.

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
    let (mut records, mut keys) = (Vec::new(), Keys::default());
    for file in files(&data.join("roles"))? {
        for line in lines(&file)? {
            let fields = line.fields();
            let [nouns, codes, flags] = fields[..] else {
                return Err(line.problem("expected nouns | sectors | flags"));
            };
            let (codes, flags) = (sectors(codes, &line)?, role_flags(flags, &line)?);
            for Noun { noun, plural, listed } in expanded(nouns, data, &line)? {
                keys.add(&noun, plural.as_deref(), listed, (records.len() / 8) as u64, &line)?;
                records.extend(strings.intern(&noun).to_le_bytes());
                records.extend(codes);
                records.push(flags);
            }
        }
    }
    pack.section(*b"ROLS", map(keys.finish()));
    pack.section(*b"ROLR", records);
    Ok(())
}

struct Noun {
    noun: String,
    plural: Option<String>,
    /// Whether a list filled it in: a noun written out elsewhere then stands.
    listed: bool,
}

/// The nouns of a line with their irregular plurals, lists filled in.
fn expanded(nouns: &str, data: &Path, line: &Line) -> Result<Vec<Noun>, Problem> {
    let mut all = Vec::new();
    for noun in list(nouns) {
        let (noun, plural) = match noun.split_once(" (") {
            Some((noun, plural)) => (noun, Some(plural.trim_end_matches(')').to_owned())),
            None => (noun, None),
        };
        let Some((before, rest)) = noun.split_once('[') else {
            all.push(Noun { noun: noun.to_owned(), plural, listed: false });
            continue;
        };
        let (name, after) = rest.split_once(']').ok_or_else(|| line.problem("a bracket is not closed"))?;
        for word in lines(&data.join("lists").join(format!("{name}.txt")))? {
            all.push(Noun {
                noun: format!("{before}{}{after}", word.text.trim()),
                plural: None,
                listed: true,
            });
        }
    }
    Ok(all)
}

/// Keys of nouns, and of their plurals and singulars as far as these are no nouns of their own.
#[derive(Default)]
struct Keys {
    nouns: BTreeMap<String, u64>,
    others: BTreeMap<String, u64>,
}

impl Keys {
    fn add(
        &mut self,
        noun: &str,
        plural: Option<&str>,
        listed: bool,
        index: u64,
        line: &Line,
    ) -> Result<(), Problem> {
        if listed {
            self.others.entry(key(noun)).or_insert(index);
        } else if self.nouns.insert(key(noun), index).is_some() {
            return Err(line.problem(format!("{noun:?} is there twice")));
        }
        self.others.entry(key(&plural.map_or_else(|| regular_plural(noun), String::from))).or_insert(index);
        self.others.entry(singular_words(&key(noun))).or_insert(index);
        Ok(())
    }

    fn finish(self) -> BTreeMap<String, u64> {
        let mut all = self.others;
        all.extend(self.nouns);
        all
    }
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
    let (mut records, mut keys) = (Vec::new(), Keys::default());
    for file in files(&data.join("organs"))? {
        for line in lines(&file)? {
            let fields = line.fields();
            let [nouns, codes, kind] = fields[..] else {
                return Err(line.problem("expected nouns | sectors | kind"));
            };
            let kind = match kind {
                "" => ActorKind::Government,
                label => ActorKind::from_label(label)
                    .ok_or_else(|| line.problem(format!("unknown kind {label:?}")))?,
            };
            let codes = sectors(codes, &line)?;
            for Noun { noun, plural, listed } in expanded(nouns, data, &line)? {
                keys.add(&noun, plural.as_deref(), listed, (records.len() / 8) as u64, &line)?;
                records.extend(strings.intern(&noun).to_le_bytes());
                records.extend(codes);
                records.push(kind as u8);
            }
        }
    }
    pack.section(*b"ORGS", map(keys.finish()));
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
        let at =
            Sector::from_label(label).ok_or_else(|| line.problem(format!("unknown sector {label:?}")))?;
        *packed.get_mut(i).ok_or_else(|| line.problem("more than three sectors"))? = at as u8 + 1;
    }
    Ok(packed)
}

/// The words as a lemmatiser leaves them: `armed forces` is `armed force`.
fn singular_words(noun: &str) -> String {
    let words = noun.split(' ').map(|word| match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ if word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) =>
        {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn regular_plural(noun: &str) -> String {
    let (before_of, after) = noun.find(" of ").map_or((noun, ""), |at| noun.split_at(at));
    let head = match before_of {
        n if n.ends_with("man") && !n.ends_with("human") => format!("{}en", &n[..n.len() - 2]),
        n if n.ends_with("person") => format!("{}people", &n[..n.len() - 6]),
        n if n.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| n.ends_with(end)) => {
            format!("{}ies", &n[..n.len() - 1])
        }
        n if n.ends_with('s') || n.ends_with('x') || n.ends_with("ch") || n.ends_with("sh") => {
            format!("{n}es")
        }
        n => format!("{n}s"),
    };
    head + after
}
