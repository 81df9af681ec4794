//! The words around an act: what its clause speaks of beside its own slots.

use super::{Event, Inputs};
use annalist_language::TokenIx;
use std::collections::BTreeSet;

/// Longest phrase that word lists hold.
const LONGEST: usize = 4;

/// Words and short phrases of a clause, in dictionary form and as written.
pub(super) struct ClauseWords(BTreeSet<String>);

impl ClauseWords {
    /// The words of the clause an act is told in, with the clauses below it.
    pub(super) fn of(inputs: Inputs<'_>, event: &Event) -> Self {
        let tree = inputs.tree;
        let (first, last) = tree.clause_reach(tree.clause(event.trigger));
        let (of_noun, to_noun) = tree.reach(event.trigger);
        Self::between(inputs, first.min(of_noun), last.max(to_noun))
    }

    /// The words of the sentence a token stands in.
    pub(super) fn of_sentence(inputs: Inputs<'_>, token: TokenIx) -> Self {
        let tree = inputs.tree;
        let range = tree.parse.sentences[tree.token(token).sentence.0 as usize].range();
        Self::between(inputs, TokenIx(range.start as u32), TokenIx(range.end.saturating_sub(1) as u32))
    }

    fn between(inputs: Inputs<'_>, first: TokenIx, last: TokenIx) -> Self {
        let tree = inputs.tree;
        let tokens: Vec<TokenIx> = (first.0..=last.0).map(TokenIx).collect();
        let mut words = BTreeSet::new();
        for start in 0..tokens.len() {
            let (mut lemmas, mut forms) = (String::new(), String::new());
            for token in tokens[start..].iter().take(LONGEST) {
                if !lemmas.is_empty() {
                    lemmas.push(' ');
                    forms.push(' ');
                }
                lemmas.push_str(&tree.lemma(*token).to_lowercase());
                forms.push_str(&tree.form(*token).to_lowercase());
                words.insert(lemmas.clone());
                words.insert(forms.clone());
            }
        }
        Self(words)
    }

    /// Whether any of the words (or members of `@classes`) is among them.
    pub(super) fn any_of(&self, inputs: Inputs<'_>, words: &[String]) -> bool {
        words.iter().any(|word| match word.strip_prefix('@') {
            Some(class) => {
                inputs.lexicon.classes.get(class).is_some_and(|members| !members.is_disjoint(&self.0))
            }
            None => self.0.contains(word),
        })
    }

    /// How many of the words of a list are among them.
    pub(super) fn shares(&self, words: &BTreeSet<String>) -> bool {
        !words.is_disjoint(&self.0)
    }
}
