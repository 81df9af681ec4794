//! Text to [`Parse`]: sentences, tokens, tags, lemmas, trees, names, predicates with arguments and factuality, by one trained
//! network.
//!
//! A [`Model`] is read from bytes once and shared; a [`Parser`] borrows it; each thread keeps a [`Scratch`].

mod error;
mod kernel;
mod model;
mod network;
mod nouns;
#[cfg(test)]
mod parity;
pub mod parse;
mod parser;
mod repair;
pub mod segment;
mod verbs;

pub use error::Error;
pub use model::Model;
pub use parse::{
    Argument, Deprel, Feats, Name, NameKind, Parse, Predicate, Role, Sentence, SentenceIx, Token, TokenIx,
    TreeIndex, Upos, Xpos,
};
pub use parser::{Parser, Scratch};
pub use segment::segment;
