//! Nouns that the network's lemma rules cut wrongly: "gunmen" is of "gunman", and "a crossing" is no "cross".

/// The singular of a plural in `-men`.
pub(crate) fn base(form: &str, lemma: &str) -> Option<String> {
    let form = form.to_lowercase();
    let stem = form.strip_suffix("men")?;
    let right = format!("{stem}man");
    (lemma != right).then_some(right)
}

/// The lemma of a singular in `-ing`, which is the word itself.
pub(crate) fn gerund(form: &str, lemma: &str) -> Option<String> {
    let form = form.to_lowercase();
    let cut = form.strip_suffix("ing")?.starts_with(lemma.get(..lemma.len().min(3))?);
    (cut && !lemma.ends_with("ing")).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::{base, gerund};

    #[test]
    fn nouns_in_ing_are_words_of_their_own() {
        assert_eq!(gerund("crossing", "cross").as_deref(), Some("crossing"));
        assert_eq!(gerund("Building", "build").as_deref(), Some("building"));
        assert_eq!(gerund("killing", "kill").as_deref(), Some("killing"));
        assert_eq!(gerund("meeting", "meeting"), None);
        assert_eq!(gerund("border", "border"), None);
    }

    #[test]
    fn plurals_in_men() {
        assert_eq!(base("Gunmen", "gunme").as_deref(), Some("gunman"));
        assert_eq!(base("policemen", "policeman"), None);
        assert_eq!(base("soldiers", "soldier"), None);
    }
}
