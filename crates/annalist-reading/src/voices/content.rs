//! Where the words reported begin and end.

use super::attribution::reporting_cue;
use super::statements::Finder;
use crate::lexicon::ReportingCue;
use annalist_language::{Deprel, Feats, TokenIx, Upos, Xpos};
use annalist_reports::ByteSpan;

/// How many coordinate clauses a content is followed through.
const MAX_CLAUSES: usize = 3;

impl Finder<'_, '_> {
    /// A parenthetic clause that holds its own content: "(officials said they had left)".
    pub(super) fn introduces_itself(&self, verb: TokenIx) -> bool {
        self.tree.child(verb, &[Deprel::Ccomp]).is_some()
    }

    /// "…, police said on Friday": the clause above is what is said, whether the tree has it as an aside or as a coordinate.
    pub(super) fn clause_above(&self, verb: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let up = tree.head(verb)?;
        match tree.rel(verb) {
            Deprel::Parataxis if !self.introduces_itself(verb) => Some(up),
            Deprel::Conj if up < verb && self.trails(verb) => Some(up),
            _ => None,
        }
    }

    /// A verb with a subject of its own and nothing said behind it, which no conjunction joins.
    fn trails(&self, verb: TokenIx) -> bool {
        let tree = self.tree;
        let said = [Deprel::Ccomp, Deprel::Xcomp, Deprel::Obj];
        let joined = tree.child(verb, &[Deprel::Cc]).is_some() || tree.child(verb, &said).is_some();
        let subject = tree.child(verb, &[Deprel::Nsubj]).filter(|s| *s < verb);
        let after_comma = |s: TokenIx| {
            let first = tree.reach(s).0;
            first.0 > 0 && tree.form(TokenIx(first.0 - 1)) == ","
        };
        !joined && subject.is_some_and(after_comma)
    }

    /// The words of a clause without the attribution inside it.
    pub(super) fn clause_content(
        &self,
        clause: TokenIx,
        verb: TokenIx,
        cue: &ReportingCue,
    ) -> Option<ByteSpan> {
        let tree = self.tree;
        if self.is_open_question(clause) {
            return None;
        }
        let parenthetic =
            matches!(tree.rel(verb), Deprel::Parataxis | Deprel::Conj) && tree.head(verb) == Some(clause);
        let (mut first, mut last) = tree.reach(clause);
        if parenthetic {
            let (from, to) = tree.reach(verb);
            if self.interrupts(first, from, to, last) {
                // "the road, police said, was closed": both sides are one content
            } else if from > clause {
                last = TokenIx(from.0.checked_sub(1)?);
                first = self.start_of_sentence(first, from);
            } else {
                first = TokenIx(to.0 + 1);
            }
        } else if first <= verb && verb <= last {
            // non-projective or a fronted clause that swallowed the verb: take the side the clause's head is on
            if clause < verb {
                last = self.before_subject(verb)?;
            } else {
                first = TokenIx(verb.0 + 1);
            }
        }
        if !parenthetic && verb < first {
            first = self.after_verb(verb, first, cue);
            last = self.end_of_content(verb, clause, last);
        }
        last = self.before_aside(verb, first, last);
        (first <= last).then(|| self.without_complementizer(first, last))
    }

    /// "… a mistake, further saying", "… a review and warned": another attribution at the end is no part of the words.
    fn before_aside(&self, verb: TokenIx, first: TokenIx, last: TokenIx) -> TokenIx {
        let tree = self.tree;
        let other = (first.0..=last.0).map(TokenIx).filter(|t| self.reports(*t) && !self.is_quoted(*t));
        let starts = other.filter_map(|t| {
            let (from, _) = tree.reach(t);
            let start = (from.0..=t.0).map(TokenIx).find(|w| tree.pos(*w) != Upos::Punct)?;
            let after_stop = start.0 > first.0 && tree.pos(TokenIx(start.0 - 1)) == Upos::Punct;
            let aside =
                tree.token(t).xpos == Xpos::Vbg && after_stop && tree.child(t, &[Deprel::Aux]).is_none();
            let beside = tree.rel(t) == Deprel::Conj
                && tree.child(t, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
                && tree.has(t, Feats::FINITE)
                && tree.token(t).xpos == tree.token(verb).xpos;
            let joined = start.0 > first.0 && matches!(tree.pos(TokenIx(start.0 - 1)), Upos::Cconj);
            (aside || beside).then_some(if joined { TokenIx(start.0 - 1) } else { start })
        });
        starts.filter(|s| *s > first).min().map_or(last, |s| TokenIx(s.0 - 1))
    }

    /// Whether an attribution stands in the midst of one unquoted clause.
    fn interrupts(&self, first: TokenIx, from: TokenIx, to: TokenIx, last: TokenIx) -> bool {
        let tree = self.tree;
        let words = |a: u32, b: u32| (a..b).filter(|t| tree.pos(TokenIx(*t)) != Upos::Punct).count();
        let quoted = self.quotes.iter().any(|q| q.outer.overlaps(tree.span(first.min(from), last.max(to))));
        first < from && to < last && words(first.0, from.0) > 0 && words(to.0 + 1, last.0 + 1) > 1 && !quoted
    }

    /// "what to do", "how to vote": no words of anybody's.
    fn is_open_question(&self, clause: TokenIx) -> bool {
        let tree = self.tree;
        tree.has(clause, Feats::INFINITIVE)
            && tree
                .child(
                    clause,
                    &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter, Deprel::Aux, Deprel::Cop],
                )
                .is_none()
            && !self.is_quoted(clause)
    }

    /// A content before its attribution opens with its sentence, unless another attribution stands there.
    fn start_of_sentence(&self, first: TokenIx, end: TokenIx) -> TokenIx {
        let tree = self.tree;
        let start = tree.parse.sentences[tree.token(first).sentence.0 as usize].tokens.0;
        let other = (start.0..end.0).map(TokenIx).any(|t| self.reports(t) && !self.is_quoted(t));
        if other { first } else { start }
    }

    fn reports(&self, word: TokenIx) -> bool {
        self.tree.is_verb(word) && reporting_cue(self.tree, self.lexicon, word).is_some()
    }

    /// Clauses with subjects of their own that follow a content without a new attribution go on with it: "said the road was closed,
    /// and the bridge would follow".
    fn end_of_content(&self, verb: TokenIx, clause: TokenIx, mut last: TokenIx) -> TokenIx {
        let tree = self.tree;
        let end = tree.parse.sentences[tree.token(verb).sentence.0 as usize].tokens.1;
        // "said if they left, …": the main clause is still to come
        let conditional = tree
            .children_by(clause, &[Deprel::Mark])
            .any(|m| m < clause && !matches!(tree.lemma(m), "that" | "whether" | "to") && last < end);
        for _ in 0..MAX_CLAUSES {
            let rest = (last.0 + 1..end.0).map(TokenIx);
            let Some(next) =
                rest.clone().find(|t| tree.pos(*t) != Upos::Punct && tree.head(*t).is_none_or(|h| h <= last))
            else {
                break;
            };
            let (from, to) = tree.reach(next);
            let own_subject = tree.child(next, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl]).is_some();
            let goes_on = match tree.rel(next) {
                Deprel::Conj | Deprel::Ccomp | Deprel::Parataxis => own_subject,
                Deprel::AclRelcl | Deprel::Acl | Deprel::Appos | Deprel::Advcl => {
                    tree.dominates(clause, next)
                }
                _ => false,
            };
            let other =
                (from.0.max(last.0 + 1)..=to.0).map(TokenIx).any(|t| self.reports(t) && !self.is_quoted(t));
            // quoted words of the rest make a statement of their own
            let apart = tree.span(TokenIx(last.0 + 1), to.max(TokenIx(last.0 + 1)));
            let quoted = !conditional && self.quotes.iter().any(|q| q.outer.overlaps(apart));
            if !goes_on || other || quoted || from <= verb || to <= last {
                break;
            }
            last = to;
        }
        last
    }

    /// What stands between a verb of saying and its clause, other than the verb's own arguments, belongs to the clause.
    fn after_verb(&self, verb: TokenIx, clause: TokenIx, cue: &ReportingCue) -> TokenIx {
        let tree = self.tree;
        let own = tree.children(verb).filter(|c| {
            let subject = !cue.hearer && matches!(tree.rel(*c), Deprel::Obj | Deprel::Iobj);
            *c > verb && *c < clause && tree.rel(*c) != Deprel::Punct && !subject
        });
        let after = own.map(|c| tree.reach(c).1).filter(|end| *end < clause).max().unwrap_or(verb);
        TokenIx(after.0 + 1)
    }

    fn before_subject(&self, verb: TokenIx) -> Option<TokenIx> {
        let subject = self.tree.child(verb, &[Deprel::Nsubj]);
        let start = subject.map_or(verb, |s| self.tree.reach(s).0.min(verb));
        start.0.checked_sub(1).map(TokenIx)
    }

    pub(super) fn without_complementizer(&self, mut first: TokenIx, mut last: TokenIx) -> ByteSpan {
        let tree = self.tree;
        while first < last
            && (tree.pos(first) == Upos::Punct
                || (tree.rel(first) == Deprel::Mark && tree.lemma(first) == "that"))
        {
            first.0 += 1;
        }
        while first < last && tree.pos(last) == Upos::Punct {
            last.0 -= 1;
        }
        tree.span(first, last)
    }
}
