//! What the language model's own predicates add to a frame: a doer or undergoer that the tree does not show at its place, in
//! raising, control across several verbs, or where the parser hung a phrase elsewhere. What the tree shows is never overruled.

use super::{Argument, Frame, PredicateKind, Slot};
use crate::tree::Tree;
use annalist_language::{Deprel, Role, TokenIx};

/// Fills empty subject and object slots.
pub(super) fn complete(tree: Tree<'_>, frame: &mut Frame) {
    let Some(predicate) = tree.parse.predicate(frame.predicate) else { return };
    for argument in tree.parse.arguments(predicate) {
        let slot = match (argument.role, frame.kind) {
            (Role::Arg0, PredicateKind::Verb) => Slot::Subject,
            (Role::Arg1, PredicateKind::Verb) => Slot::Object,
            (Role::Arg0, PredicateKind::Noun) => Slot::Possessor,
            _ => continue,
        };
        let taken = frame.args.iter().any(|a| a.head == argument.token || fills(&a.slot, &slot));
        if !taken && is_somebody(tree, frame.predicate, argument.token) {
            frame.args.push(Argument { slot, head: argument.token });
        }
    }
}

/// Whether a filled slot leaves no room for another filler of `wanted`.
fn fills(slot: &Slot, wanted: &Slot) -> bool {
    match wanted {
        Slot::Possessor => match slot {
            Slot::Possessor | Slot::Subject | Slot::Modifier => true,
            Slot::Preposition(name) => name == "by",
            _ => false,
        },
        Slot::Object => matches!(slot, Slot::Object | Slot::ClauseComplement | Slot::OpenComplement),
        wanted => slot == wanted,
    }
}

/// A noun phrase outside the predicate's own subtree, or one below it that is no modifier of something else.
fn is_somebody(tree: Tree<'_>, predicate: TokenIx, token: TokenIx) -> bool {
    tree.is_nominal(token)
        && token != predicate
        && !matches!(tree.rel(token), Deprel::Compound | Deprel::Flat | Deprel::Nummod | Deprel::OblUnmarked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_that_the_tree_fills_is_left_alone() {
        assert!(fills(&Slot::Object, &Slot::Object));
        assert!(fills(&Slot::ClauseComplement, &Slot::Object));
        assert!(fills(&Slot::Preposition("by".into()), &Slot::Possessor));
        assert!(!fills(&Slot::Preposition("on".into()), &Slot::Possessor));
        assert!(!fills(&Slot::Object, &Slot::Subject));
    }
}
