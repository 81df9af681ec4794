//! Lemma rules: edits that make a lemma of a form, compiled from their written shape.

/// One rule.
#[derive(Debug, PartialEq)]
pub(crate) enum LemmaRule {
    /// The lemma, whatever the form.
    Whole(Box<str>),
    /// Case, then cut and add at both ends; cuts are in characters.
    Edit { casing: Casing, prefix_cut: usize, prefix_add: Box<str>, suffix_cut: usize, suffix_add: Box<str> },
}

/// What happens to the case of the form first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Casing {
    /// Nothing.
    Keep,
    /// All lower-case.
    Lower,
    /// Lower-case but for the first character.
    Title,
}

impl LemmaRule {
    /// Reads `casing|prefix_cut|prefix_add|suffix_cut|suffix_add` or `=word`.
    pub(super) fn compile(rule: &str) -> Option<Self> {
        if let Some(whole) = rule.strip_prefix('=') {
            return Some(Self::Whole(whole.into()));
        }
        let mut parts = rule.split('|');
        let casing = match parts.next()? {
            "k" => Casing::Keep,
            "l" => Casing::Lower,
            "t" => Casing::Title,
            _ => return None,
        };
        let prefix_cut = parts.next()?.parse().ok()?;
        let prefix_add = parts.next()?.into();
        let suffix_cut = parts.next()?.parse().ok()?;
        let suffix_add = parts.next()?.into();
        parts.next().is_none().then_some(Self::Edit {
            casing,
            prefix_cut,
            prefix_add,
            suffix_cut,
            suffix_add,
        })
    }

    /// Appends the lemma of `form`; the form itself where the rule does not fit.
    pub(crate) fn apply(&self, form: &str, out: &mut String) {
        let (casing, prefix_cut, prefix_add, suffix_cut, suffix_add) = match self {
            Self::Whole(lemma) => return out.push_str(lemma),
            Self::Edit { casing, prefix_cut, prefix_add, suffix_cut, suffix_add } => {
                (*casing, *prefix_cut, prefix_add, *suffix_cut, suffix_add)
            }
        };
        let start = out.len();
        out.push_str(prefix_add);
        let base = out.len();
        push_cased(form, casing, out);
        let fits = cut(out, base, prefix_cut, suffix_cut);
        if fits {
            out.push_str(suffix_add);
        } else {
            out.truncate(start);
            out.push_str(form);
        }
    }
}

fn push_cased(form: &str, casing: Casing, out: &mut String) {
    if casing == Casing::Keep {
        return out.push_str(form);
    }
    let start = out.len();
    if form.is_ascii() {
        out.push_str(form);
        out[start..].make_ascii_lowercase();
        if casing == Casing::Title && out.len() > start {
            out[start..=start].make_ascii_uppercase();
        }
        return;
    }
    let low = form.to_lowercase();
    let mut chars = low.chars();
    if casing == Casing::Title {
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    }
    out.push_str(chars.as_str());
}

/// Cuts characters off both ends of `out[base..]`; false where there are not enough.
fn cut(out: &mut String, base: usize, prefix: usize, suffix: usize) -> bool {
    let chars = if out.is_ascii() { out.len() - base } else { out[base..].chars().count() };
    if prefix + suffix > chars {
        return false;
    }
    for _ in 0..suffix {
        out.pop();
    }
    if prefix > 0 {
        let end = out[base..].char_indices().nth(prefix).map_or(out.len(), |(i, _)| base + i);
        out.replace_range(base..end, "");
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(rule: &str, form: &str) -> String {
        let mut out = String::from("before");
        LemmaRule::compile(rule).unwrap().apply(form, &mut out);
        out["before".len()..].to_owned()
    }

    #[test]
    fn rules_edit_forms() {
        assert_eq!(lemma("l|0||0|", "Said"), "said");
        assert_eq!(lemma("l|0||3|y", "Cities"), "city");
        assert_eq!(lemma("=be", "Was"), "be");
        assert_eq!(lemma("t|0||0|", "KABUL"), "Kabul");
        assert_eq!(lemma("k|0||1|", "U.S.s"), "U.S.");
        assert_eq!(lemma("l|1|wi|2|", "’ll’s"), "will");
        assert_eq!(lemma("l|0||4|", "as"), "as");
        assert_eq!(lemma("t|0||0|", "ÉMEUTE"), "Émeute");
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for rule in ["", "x|0||0|", "l|0||0", "l|0||0||", "l|a||0|"] {
            assert_eq!(LemmaRule::compile(rule), None, "{rule}");
        }
    }
}
