//! Who I and we are inside a quotation, and for whom a spokesman speaks.

use super::statements::{Directness, Statements};
use crate::actors::{Actors, EntityIx, Kind};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};

/// The body, state or person that a spokesman speaks for: "a spokeswoman for the army", "UN spokesman John Doe".
pub(super) fn represented(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    actors: &Actors,
    speaker: EntityIx,
) -> Option<EntityIx> {
    let entity = actors.get(speaker);
    entity.mentions.iter().find_map(|(head, _)| {
        let (first, last) = tree.reach(*head);
        let above = tree.head(*head).filter(|_| matches!(tree.rel(*head), Deprel::Appos | Deprel::Flat));
        let words = (first.0..=last.0).map(TokenIx).chain(above);
        let mut titles = words.filter(|t| lexicon.in_class("spokespeople", tree.lemma(*t)));
        let title = titles.find(|t| *t == *head || is_near(tree, *head, *t))?;
        owner(tree, actors, title, speaker)
    })
}

/// Whether a title stands in the phrase of a name, not in a clause below it.
fn is_near(tree: Tree<'_>, head: TokenIx, title: TokenIx) -> bool {
    tree.head(title) == Some(head) || tree.head(head) == Some(title)
}

fn owner(tree: Tree<'_>, actors: &Actors, title: TokenIx, speaker: EntityIx) -> Option<EntityIx> {
    let mut owners = tree.children(title).filter(|c| match tree.rel(*c) {
        Deprel::NmodPoss | Deprel::Compound | Deprel::Amod | Deprel::NmodDesc => *c < title,
        Deprel::Nmod => matches!(tree.case(*c).as_deref(), Some("of" | "for" | "from" | "at" | "to")),
        _ => false,
    });
    let other = |ix: &EntityIx| {
        *ix != speaker && !matches!(actors.get(*ix).kind, Kind::Unknown | Kind::Population | Kind::Office)
    };
    owners.find_map(|c| actors.at(c).filter(other))
}

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
