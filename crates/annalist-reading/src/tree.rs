//! Questions that every module of reading asks of a parsed text, in one place.

use annalist_language::{Deprel, Feats, Parse, Token, TokenIx, Upos};
use annalist_reports::{ByteSpan, Text};

/// A parsed text with its words at hand.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    /// The parse.
    pub parse: &'a Parse,
    /// The text it was made from.
    pub text: &'a Text,
}

impl<'a> Tree<'a> {
    /// The token itself.
    pub fn token(&self, i: TokenIx) -> &'a Token {
        self.parse.token(i)
    }

    /// The token's dictionary form, in lower case.
    pub fn lemma(&self, i: TokenIx) -> &'a str {
        self.parse.lemma(i)
    }

    /// The token as written.
    pub fn form(&self, i: TokenIx) -> &'a str {
        self.text.slice(self.token(i).span)
    }

    /// Relation to the head.
    pub fn rel(&self, i: TokenIx) -> Deprel {
        self.token(i).deprel
    }

    /// Syntactic head.
    pub fn head(&self, i: TokenIx) -> Option<TokenIx> {
        self.token(i).head
    }

    /// Universal part of speech.
    pub fn pos(&self, i: TokenIx) -> Upos {
        self.token(i).upos
    }

    /// Whether any of the feature bits is set.
    pub fn has(&self, i: TokenIx, bits: u32) -> bool {
        self.token(i).feats.has(bits)
    }

    /// Children in text order.
    pub fn children(&self, i: TokenIx) -> impl Iterator<Item = TokenIx> + use<'a> {
        self.parse.children(i)
    }

    /// Children with one of the given relations.
    pub fn children_by<'r>(
        &self,
        i: TokenIx,
        rels: &'r [Deprel],
    ) -> impl Iterator<Item = TokenIx> + use<'a, 'r> {
        let parse = self.parse;
        self.parse.children(i).filter(move |c| rels.contains(&parse.token(*c).deprel))
    }

    /// The first child with one of the given relations.
    pub fn child(&self, i: TokenIx, rels: &[Deprel]) -> Option<TokenIx> {
        self.children_by(i, rels).next()
    }

    /// The preposition (or other case marker) of a nominal, lower-case, fixed parts joined: `because of`.
    pub fn case(&self, i: TokenIx) -> Option<String> {
        let marker = self.child(i, &[Deprel::Case])?;
        let mut words = self.form(marker).to_lowercase();
        for part in self.children_by(marker, &[Deprel::Fixed]) {
            words.push(' ');
            words.push_str(&self.form(part).to_lowercase());
        }
        Some(words)
    }

    /// The token and the nominals coordinated with it.
    pub fn conjuncts(&self, i: TokenIx) -> Vec<TokenIx> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() {
            all.extend(self.children_by(all[at], &[Deprel::Conj]));
            at += 1;
        }
        all
    }

    /// First and last token of the subtree, projective or not.
    pub fn reach(&self, i: TokenIx) -> (TokenIx, TokenIx) {
        let (mut first, mut last) = (i, i);
        let mut stack = vec![i];
        while let Some(at) = stack.pop() {
            first = first.min(at);
            last = last.max(at);
            stack.extend(self.children(at));
        }
        (first, last)
    }

    /// The span from the first to the last of two tokens.
    pub fn span(&self, first: TokenIx, last: TokenIx) -> ByteSpan {
        self.token(first).span.cover(self.token(last).span)
    }

    /// The span of a subtree without punctuation at its edges.
    pub fn subtree_span(&self, i: TokenIx) -> ByteSpan {
        let (first, last) = self.reach(i);
        self.trimmed(first, last)
    }

    /// The span from `first` to `last` without punctuation and case markers at its edges.
    pub fn trimmed(&self, mut first: TokenIx, mut last: TokenIx) -> ByteSpan {
        while first < last && self.is_edge(first) {
            first.0 += 1;
        }
        while first < last && self.pos(last) == Upos::Punct {
            last.0 -= 1;
        }
        self.span(first, last)
    }

    fn is_edge(&self, i: TokenIx) -> bool {
        self.pos(i) == Upos::Punct || matches!(self.rel(i), Deprel::Case | Deprel::Cc | Deprel::Mark)
    }

    /// The dictionary form of a word written with a hyphen, which the segmentation takes apart: `cease-fire` for its last part.
    pub fn hyphenated(&self, i: TokenIx) -> Option<String> {
        let (hyphen, first) = (i.0.checked_sub(1).map(TokenIx)?, i.0.checked_sub(2).map(TokenIx)?);
        let same_word = self.token(first).span.end == self.token(hyphen).span.start
            && self.token(hyphen).span.end == self.token(i).span.start;
        (same_word && self.form(hyphen) == "-")
            .then(|| format!("{}-{}", self.form(first).to_lowercase(), self.lemma(i).to_lowercase()))
    }

    /// Whether the token is a verb used as a predicate.
    pub fn is_verb(&self, i: TokenIx) -> bool {
        self.pos(i) == Upos::Verb
    }

    /// Whether the token can head a noun phrase.
    pub fn is_nominal(&self, i: TokenIx) -> bool {
        matches!(self.pos(i), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym)
    }

    /// Whether a verb is passive (or a participle that modifies what it happened to).
    pub fn is_passive(&self, i: TokenIx) -> bool {
        self.child(i, &[Deprel::NsubjPass, Deprel::AuxPass, Deprel::CsubjPass]).is_some()
            || (self.has(i, Feats::PASSIVE) && self.child(i, &[Deprel::Nsubj, Deprel::Obj]).is_none())
            || (self.rel(i) == Deprel::Acl
                && self.has(i, Feats::PAST)
                && self.has(i, Feats::PARTICIPLE)
                && self.child(i, &[Deprel::Nsubj]).is_none())
    }

    /// The head of the clause a token stands in: the nearest verb or clausal predicate above it, or itself.
    pub fn clause(&self, i: TokenIx) -> TokenIx {
        let mut at = i;
        loop {
            if self.heads_clause(at) {
                return at;
            }
            match self.head(at) {
                Some(up) => at = up,
                None => return at,
            }
        }
    }

    /// Whether the token heads a clause.
    pub fn heads_clause(&self, i: TokenIx) -> bool {
        use Deprel as D;
        matches!(
            self.rel(i),
            D::Root
                | D::Ccomp
                | D::Xcomp
                | D::Advcl
                | D::AdvclRelcl
                | D::Acl
                | D::AclRelcl
                | D::Csubj
                | D::CsubjPass
                | D::CsubjOuter
                | D::Parataxis
        ) || (self.rel(i) == D::Conj && (self.is_verb(i) || self.child(i, &[D::Cop, D::Nsubj]).is_some()))
    }

    /// The tokens of a clause without those of clauses below it that have a subject or mark of their own.
    pub fn clause_reach(&self, i: TokenIx) -> (TokenIx, TokenIx) {
        let (mut first, mut last) = (i, i);
        let mut stack = vec![i];
        while let Some(at) = stack.pop() {
            first = first.min(at);
            last = last.max(at);
            stack.extend(self.children(at).filter(|c| {
                let rel = self.rel(*c);
                rel != Deprel::Punct
                    && rel != Deprel::Parataxis
                    && !(rel == Deprel::Conj && self.heads_clause(*c))
                    && !(rel == Deprel::Cc && at == i && *c > i)
            }));
        }
        (first, last)
    }

    /// Ancestors from the head upwards.
    pub fn ancestors(&self, i: TokenIx) -> impl Iterator<Item = TokenIx> + use<'a> {
        let parse = self.parse;
        std::iter::successors(parse.token(i).head, move |at| parse.token(*at).head)
    }

    /// Whether `below` is in the subtree of `above` (or is it).
    pub fn dominates(&self, above: TokenIx, below: TokenIx) -> bool {
        above == below || self.ancestors(below).any(|a| a == above)
    }
}
