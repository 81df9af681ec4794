//! Whether a harm is told as one that was done: not denied, planned, feared or supposed.

use super::REALITY;
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};

/// Whether the harm that a word tells is real, as far as its clause and those above it say.
pub(super) fn is_real(tree: Tree<'_>, predicate: TokenIx) -> bool {
    let mut at = predicate;
    for step in 0..6 {
        if tree.heads_clause(at) || at == predicate {
            if denied(tree, at) && step == 0 || supposed(tree, at) {
                return false;
            }
            if governed(tree, at) {
                return false;
            }
        }
        let nominal = matches!(tree.pos(at), Upos::Noun | Upos::Propn | Upos::Num);
        let inside = matches!(
            tree.rel(at),
            Deprel::Conj
                | Deprel::Advcl
                | Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Xcomp
                | Deprel::Obj
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Csubj
                | Deprel::Obl
                | Deprel::Nmod
                | Deprel::Amod
        );
        let subordinate =
            matches!(tree.rel(at), Deprel::AclRelcl | Deprel::Obl | Deprel::Nmod) && step > 0 && nominal;
        let Some(up) = tree.head(at).filter(|_| inside && !subordinate) else { break };
        at = up;
    }
    true
}

fn denied(tree: Tree<'_>, i: TokenIx) -> bool {
    tree.children_by(i, &[Deprel::Advmod, Deprel::Aux, Deprel::Cc, Deprel::Det])
        .any(|c| REALITY.has("never", &tree.form(c).to_lowercase()))
}

/// `could kill thousands`, `if ten die`, `will die`; `may have killed` tells what was.
fn supposed(tree: Tree<'_>, i: TokenIx) -> bool {
    let aux = |word: &TokenIx| REALITY.has("modal", &tree.form(*word).to_lowercase());
    let modal = tree.children_by(i, &[Deprel::Aux, Deprel::AuxPass]).find(aux);
    let perfect = || tree.children_by(i, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have");
    if let Some(modal) = modal {
        let past = REALITY.has("modal past", &tree.form(modal).to_lowercase()) && perfect();
        if !past {
            return true;
        }
    }
    tree.children_by(i, &[Deprel::Mark]).any(|m| REALITY.has("condition", &tree.form(m).to_lowercase()))
}

/// `planned to kill`, `a plot to kill`, `threats of arrest`, `an assassination plot`; `is said to have killed` is not.
fn governed(tree: Tree<'_>, i: TokenIx) -> bool {
    let Some(up) = tree.head(i) else { return false };
    let perfect = tree.children_by(i, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have");
    let unreal = REALITY.has("unreal governor", tree.lemma(up));
    let to = tree.children_by(i, &[Deprel::Mark]).any(|m| tree.form(m).eq_ignore_ascii_case("to"));
    match tree.rel(i) {
        Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl if unreal && !perfect => true,
        Deprel::Compound | Deprel::Nmod | Deprel::Obl if unreal => true,
        // An infinitive of purpose.
        Deprel::Advcl | Deprel::Acl => to && !perfect,
        Deprel::Obj => unreal && tree.is_verb(up),
        _ => false,
    }
}
