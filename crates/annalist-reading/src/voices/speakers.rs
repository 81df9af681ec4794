//! Who I and we are inside a quotation.

use super::statements::{Directness, Statements};
use crate::actors::Actors;
use crate::tree::Tree;
use annalist_language::{TokenIx, Upos};

/// Points I, we and our in direct speech at the speaker.
pub(super) fn resolve_first_person(tree: Tree<'_>, statements: &Statements, actors: &mut Actors) {
    for i in 0..tree.parse.tokens.len() {
        let token = TokenIx(i as u32);
        if tree.pos(token) != Upos::Pron || !is_first_person(tree.form(token)) {
            continue;
        }
        let span = tree.token(token).span;
        let inside = statements.list.iter().filter(|s| {
            s.direct != Directness::Reported && (s.content.contains(span) && statements.is_quoted(span))
        });
        if let Some(speaker) = inside.min_by_key(|s| s.content.len()).and_then(|s| s.speaker) {
            actors.refer(token, speaker);
        }
    }
}

fn is_first_person(form: &str) -> bool {
    matches!(
        form.to_lowercase().as_str(),
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
    )
}
