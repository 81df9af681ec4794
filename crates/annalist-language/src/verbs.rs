//! Base forms of verbs: the network's lemma of a verb it never saw ("bann", "accus") is put right by the dictionary.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

struct Verbs {
    bases: HashSet<&'static str>,
    irregular: HashMap<&'static str, &'static str>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut verbs = Verbs { bases: HashSet::new(), irregular: HashMap::new() };
    for line in include_str!("../data/verbs.txt").lines().filter(|l| !l.starts_with('#')) {
        let (base, forms) = line.split_once('\t').unwrap_or((line, ""));
        verbs.bases.insert(base);
        verbs.irregular.extend(forms.split_whitespace().map(|form| (form, base)));
    }
    verbs
});

const SUFFIXES: [&str; 4] = ["ing", "ed", "es", "s"];

/// The base form of a verb's form where `lemma` is not one that the form can have and the dictionary knows one that it can.
pub(crate) fn base(form: &str, lemma: &str) -> Option<String> {
    let form = form.to_lowercase();
    let irregular = VERBS.irregular.get(form.as_str()).map(ToString::to_string);
    let itself = VERBS.bases.contains(form.as_str()).then(|| form.clone());
    let stems = SUFFIXES.iter().filter_map(|suffix| form.strip_suffix(suffix));
    let cuts = stems.flat_map(cuts).filter(|cut| VERBS.bases.contains(cut.as_str()));
    let mut possible = irregular.into_iter().chain(itself).chain(cuts).peekable();
    let first = possible.peek().cloned()?;
    (!possible.any(|base| base == lemma)).then_some(first)
}

/// A stem as it is, with its `e`, without a doubled consonant, with `y` for `i`.
fn cuts(stem: &str) -> Vec<String> {
    let mut cuts = vec![stem.to_string(), format!("{stem}e")];
    let mut chars = stem.chars().rev();
    if let (Some(last), Some(before)) = (chars.next(), chars.next()) {
        let shorter = &stem[..stem.len() - last.len_utf8()];
        if last == before {
            cuts.push(shorter.to_string());
        }
        if last == 'i' {
            cuts.push(format!("{shorter}y"));
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn wrong_cuts_are_put_right() {
        for (form, lemma, right) in [
            ("banned", "bann", "ban"),
            ("accusing", "accus", "accuse"),
            ("committing", "committ", "commit"),
            ("met", "med", "meet"),
            ("denied", "deni", "deny"),
            ("stepping", "buy", "step"),
        ] {
            assert_eq!(base(form, lemma).as_deref(), Some(right));
        }
    }

    #[test]
    fn right_and_unknown_lemmas_are_left_alone() {
        for (form, lemma) in [("killed", "kill"), ("found", "find"), ("doxxed", "doxx")] {
            assert_eq!(base(form, lemma), None);
        }
    }
}
