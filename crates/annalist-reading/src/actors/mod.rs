//! Who is spoken of: mentions of states, bodies, groups and people, and which of them are the same.

mod anaphors;
mod context;
mod describe;
mod entities;
mod matches;
mod pronouns;

pub use describe::{Description, Kind};
pub use entities::{Actors, Entity, EntityIx};

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::TokenIx;
use annalist_world::{Iso3, World};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Finds all actors of a text. `place_country` gives the country of tokens that name a resolved place.
pub fn find(
    tree: Tree<'_>,
    world: &World,
    lexicon: &Lexicon,
    published: Option<Date>,
    place_country: &BTreeMap<TokenIx, Iso3>,
) -> Actors {
    let matches = matches::Matches::find(tree, world, published, lexicon, place_country);
    let describer = describe::Describer { tree, world, matches, published, place_country };
    let mut actors = Actors::default();
    for i in 0..tree.parse.tokens.len() {
        let head = TokenIx(i as u32);
        if !heads_phrase(tree, &describer.matches, head) {
            continue;
        }
        if let Some(found) =
            describer.describe(head).filter(|d| !(d.only_country && is_water(tree, lexicon, head)))
        {
            actors.link(tree, world, &found);
            for (other, word) in describer.elsewhere(&found) {
                actors.link_beside(tree, world, &other, word);
            }
        } else if let Some(inner) = entities::through_quantity(tree, lexicon, head) {
            actors.pass_through(head, inner);
        }
    }
    actors.resolve_passed_through();
    anaphors::resolve(tree, lexicon, &mut actors);
    context::fill(tree, lexicon, place_country, &mut actors);
    pronouns::resolve(tree, lexicon, &mut actors);
    context::fill_from_owners(tree, &mut actors);
    actors
}

/// "the Gulf of X", "the Strait of X": waters belong to no country.
fn is_water(tree: Tree<'_>, lexicon: &Lexicon, head: TokenIx) -> bool {
    let water = |t: TokenIx| lexicon.in_class("waters", &tree.lemma(t).to_lowercase());
    water(head) || tree.head(head).is_some_and(water)
}

/// Whether a token heads a noun phrase that can name somebody. Before a noun only names and bodies do ("police raid",
/// "Turkish army"), not functions ("fighter jet").
fn heads_phrase(tree: Tree<'_>, matches: &matches::Matches<'_>, i: TokenIx) -> bool {
    use annalist_language::{Deprel as D, Upos};
    let inside = matches!(tree.rel(i), D::Flat | D::FlatForeign | D::Fixed | D::Goeswith | D::NmodDesc);
    let before_noun = matches!(tree.rel(i), D::Amod | D::Compound);
    match tree.pos(i) {
        Upos::Adj => matches.actor(i).is_some(),
        Upos::Noun if before_noun => {
            matches.actor(i).is_some() || matches.role(i).is_some_and(matches::RoleHit::is_body)
        }
        Upos::Noun | Upos::Propn => !inside,
        Upos::Num => !inside && !matches!(tree.rel(i), D::Nummod | D::Compound),
        _ => false,
    }
}
