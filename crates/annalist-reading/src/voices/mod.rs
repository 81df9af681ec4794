//! Who says what: direct, indirect and mixed quotation, and "according to".

mod attribution;
mod content;
mod quotes;
mod quoting;
mod speakers;
mod statements;

pub(crate) use quotes::{Quote, find as find_quotes};
pub(crate) use statements::{Directness, StatementIx, Statements};

use crate::actors::Actors;
use crate::frames::Frame;
use crate::lexicon::Lexicon;
use crate::tree::Tree;

/// Finds all statements of a text and lets first-person pronouns in quotations stand for their speakers.
pub(crate) fn find(tree: Tree<'_>, lexicon: &Lexicon, frames: &[Frame], actors: &mut Actors) -> Statements {
    let quotes = quotes::find(tree.text);
    let statements = statements::find(tree, lexicon, frames, actors, quotes);
    speakers::resolve_first_person(tree, &statements, actors);
    statements
}
