//! Text to [`Parse`]: sentences, tokens, tags, lemmas, trees and names, by one trained network.

pub mod parse;

pub use parse::{Deprel, Feats, Name, NameKind, Parse, Sentence, SentenceIx, Token, TokenIx, TreeIndex, Upos, Xpos};
