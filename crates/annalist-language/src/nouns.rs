//! Plurals that the network's lemma rules cut wrongly: "gunmen" is of "gunman", whatever the rule made of it.

/// The singular of a plural in `-men`.
pub(crate) fn base(form: &str, lemma: &str) -> Option<String> {
    let form = form.to_lowercase();
    let stem = form.strip_suffix("men")?;
    let right = format!("{stem}man");
    (lemma != right).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn plurals_in_men() {
        assert_eq!(base("Gunmen", "gunme").as_deref(), Some("gunman"));
        assert_eq!(base("policemen", "policeman"), None);
        assert_eq!(base("soldiers", "soldier"), None);
    }
}
