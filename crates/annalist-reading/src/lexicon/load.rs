//! Reading the lexicon files.

use super::acled::AcledRule;
use super::entry::EventEntry;
use super::error::Error;
use super::{Lexicon, RealityCue, ReportingCue};
use annalist_world::codebook::{self, EventType};
use std::collections::{BTreeMap, BTreeSet};

/// Named contents of lexicon files: `("verbs/assault.txt", "…")`.
pub type Sources<'a> = &'a [(&'a str, &'a str)];

const PARTS_OF_SPEECH: [&str; 8] = ["verb", "noun", "adj", "adv", "modal", "phrase", "conj", "prep"];

pub(super) fn load(sources: Sources<'_>) -> Result<Lexicon, Error> {
    let mut lexicon = Lexicon::default();
    for (file, contents) in sources {
        for (number, line) in lines(contents) {
            take(&mut lexicon, file, number, line).map_err(|message| Error::new(file, number, message))?;
        }
    }
    for entries in [&mut lexicon.verbs, &mut lexicon.nouns, &mut lexicon.adjectives] {
        for list in entries.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.weight()));
        }
    }
    spell_out_classes(&mut lexicon.classes);
    Ok(lexicon)
}

/// Lines without comments and blank ones, numbered from 1.
fn lines(contents: &str) -> impl Iterator<Item = (usize, &str)> {
    contents.lines().enumerate().filter_map(|(i, line)| {
        let line = line.split('#').next().unwrap_or("").trim();
        (!line.is_empty()).then_some((i + 1, line))
    })
}

fn take(lexicon: &mut Lexicon, file: &str, number: usize, line: &str) -> Result<(), String> {
    let source = || format!("{file}:{number}");
    match file.split('/').next().unwrap_or(file) {
        "verbs" => add(&mut lexicon.verbs, EventEntry::parse(line, false, source())?),
        "nouns" => add(&mut lexicon.nouns, EventEntry::parse(line, true, source())?),
        "adjectives" => add(&mut lexicon.adjectives, EventEntry::parse(line, false, source())?),
        name if name.starts_with("classes") => class(lexicon, line)?,
        "light.txt" => {
            lexicon.light.insert(first_words(line));
        }
        "transparent.txt" => {
            lexicon.transparent.insert(first_words(line));
        }
        "naming.txt" => {
            lexicon.naming.insert(first_words(line));
        }
        "demands.txt" => {
            lexicon.demands.insert(first_words(line));
        }
        "speakers.txt" => {
            lexicon.speakers.insert(first_words(line));
        }
        "contexts.txt" => context(lexicon, line)?,
        "modes.txt" => mode(lexicon, line)?,
        "acled.txt" => lexicon.acled.push(AcledRule::parse(line)?),
        "arrangements.txt" => lexicon.arrangements.add_name(line)?,
        "changes.txt" => lexicon.arrangements.add_change(line)?,
        "forecast.txt" => lexicon.forecasts.add(line)?,
        "wording.txt" => lexicon.wording.add(line)?,
        "judgements.txt" => judgement(lexicon, line)?,
        "confidence.txt" => confidence(lexicon, line)?,
        "reporting.txt" => reporting(lexicon, line)?,
        "reality.txt" => reality(lexicon, line)?,
        _ => {} // owned by another module, which reads it itself
    }
    Ok(())
}

fn add(map: &mut BTreeMap<String, Vec<EventEntry>>, entry: EventEntry) {
    map.entry(entry.lemma.clone()).or_default().push(entry);
}

/// The words before the first field that is not a plain lower-case word.
fn first_words(line: &str) -> String {
    let plain = |w: &&str| !w.contains('=') && !PARTS_OF_SPEECH.contains(w);
    line.split_whitespace().take_while(plain).collect::<Vec<_>>().join(" ")
}

fn class(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let (name, words) = line.split_once(':').ok_or("a class line is `@name: word, word`")?;
    let name = name.trim().strip_prefix('@').ok_or("a class name starts with @")?;
    let words = words.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty());
    lexicon.classes.entry(name.to_string()).or_default().extend(words);
    Ok(())
}

fn mode(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let wanted = "a mode line is `TYPE:mode: word, word`";
    let (kind, rest) = line.split_once(':').ok_or(wanted)?;
    let (mode, words) = rest.split_once(':').ok_or(wanted)?;
    let kind: EventType = kind.trim().parse().map_err(|_| format!("unknown event type `{kind}`"))?;
    let mode = mode.trim().to_string();
    if codebook::Mode::of(kind, &mode).is_none() {
        return Err(format!("{kind} has no mode `{mode}`"));
    }
    let words = words.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty()).collect();
    lexicon.modes.push((kind, mode, words));
    Ok(())
}

fn context(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let (name, words) = line.split_once(':').ok_or("a context line is `context: word, word`")?;
    let name = name.trim();
    if !codebook::contexts().contains(&name) {
        return Err(format!("unknown context `{name}`"));
    }
    let words = words.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty());
    lexicon.contexts.entry(name.to_string()).or_default().extend(words);
    Ok(())
}

/// Replaces included classes by their words.
fn spell_out_classes(classes: &mut BTreeMap<String, BTreeSet<String>>) {
    let names: Vec<String> = classes.keys().cloned().collect();
    for name in names {
        let mut words = BTreeSet::new();
        let mut open = vec![name.clone()];
        let mut seen = BTreeSet::new();
        while let Some(next) = open.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            for word in classes.get(&next).into_iter().flatten() {
                match word.strip_prefix('@') {
                    Some(included) => open.push(included.to_string()),
                    None => {
                        words.insert(word.clone());
                    }
                }
            }
        }
        classes.insert(name, words);
    }
}

/// Lemma, words that stand with it, part of speech, other fields.
type Cue<'l> = (String, Vec<String>, &'l str, Vec<&'l str>);

/// Splits `lemma [words] pos rest…` at the part of speech.
fn cue(line: &str) -> Result<Cue<'_>, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words
        .iter()
        .skip(1)
        .position(|w| PARTS_OF_SPEECH.contains(w))
        .ok_or_else(|| format!("no part of speech in `{line}`"))?
        + 1;
    let with = words[1..at].iter().map(ToString::to_string).collect();
    Ok((words[0].to_string(), with, words[at], words[at + 1..].to_vec()))
}

fn value<'a>(fields: &[&'a str], key: &str) -> Option<&'a str> {
    fields.iter().find_map(|f| f.strip_prefix(key)?.strip_prefix('='))
}

fn confidence(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [of, feature, weight] = words[..] else { return Err("a weight is `event FEATURE WEIGHT`".into()) };
    let weight: f64 = weight.parse().map_err(|_| format!("`{weight}` is no number"))?;
    let weights = match of {
        "event" => &mut lexicon.event_confidence,
        "toll" => &mut lexicon.toll_confidence,
        other => return Err(format!("`{other}` is neither event nor toll")),
    };
    weights.insert(feature.to_string(), weight);
    Ok(())
}

fn judgement(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let (words, sign) =
        line.rsplit_once(char::is_whitespace).ok_or("a judgement line is `words +` or `words -`")?;
    let praise = match sign {
        "+" => true,
        "-" => false,
        other => return Err(format!("`{other}` is neither + nor -")),
    };
    lexicon.judgements.insert(words.trim().to_string(), praise);
    Ok(())
}

fn reporting(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let (lemma, with, pos, fields) = cue(line)?;
    let kind = value(&fields, "kind").ok_or("a reporting word needs kind=")?.to_string();
    let list = |key| -> Vec<String> {
        value(&fields, key).map(|v| v.split(',').map(str::to_string).collect()).unwrap_or_default()
    };
    let mut content = list("content");
    if content.is_empty() {
        content = vec!["ccomp".into(), "quote".into()];
    }
    let doubt = value(&fields, "stance") == Some("doubt");
    let hearer = list("hearer").iter().any(|h| h == "obj" || h == "iobj");
    let cue =
        ReportingCue { with, pos: pos.to_string(), kind, content, speaker: list("speaker"), hearer, doubt };
    lexicon.reporting.entry(lemma).or_default().push(cue);
    Ok(())
}

fn reality(lexicon: &mut Lexicon, line: &str) -> Result<(), String> {
    let (lemma, with, pos, fields) = cue(line)?;
    let status = (*fields.first().ok_or("no status")?).to_string();
    let slots =
        value(&fields, "slot").map(|s| s.split('|').map(str::to_string).collect()).unwrap_or_default();
    let cue = RealityCue { with, pos: pos.to_string(), status, slots };
    lexicon.reality.entry(lemma).or_default().push(cue);
    Ok(())
}
