//! Who the speaker of a word of attribution is. What stands right beside the word, in print, is asked before the tree:
//! quotations are where trees go wrong most.

use super::quotes::Quote;
use crate::actors::{Actors, EntityIx, Kind};
use crate::frames::{Frame, Slot};
use crate::lexicon::{Lexicon, ReportingCue};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, Name, NameKind, TokenIx, Upos, Xpos};

/// Everything that finding a speaker needs.
#[derive(Clone, Copy)]
pub(super) struct Attribution<'a, 't> {
    pub(super) tree: Tree<'t>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) quotes: &'a [Quote],
}

/// The reporting entry of a verb that its particles fit.
pub(super) fn reporting_cue<'l>(
    tree: Tree<'_>,
    lexicon: &'l Lexicon,
    verb: TokenIx,
) -> Option<&'l ReportingCue> {
    let cues = lexicon.reporting.get(tree.lemma(verb))?;
    let with =
        |w: &String| tree.children(verb).any(|c| tree.lemma(c) == w || tree.case(c).as_deref() == Some(w));
    let verbs = cues.iter().filter(|c| c.pos == "verb");
    let open = tree.child(verb, &[Deprel::Xcomp]).is_some();
    let nameless = |c: &ReportingCue| c.speaker.first().is_some_and(|s| s == "none");
    let fitting =
        verbs.filter(|c| c.with.iter().all(with) && (!nameless(c) || (open && tree.is_passive(verb))));
    // the first of the most specific
    fitting.rev().max_by_key(|c| c.with.len())
}

impl Attribution<'_, '_> {
    /// The one whose words they are: the slot the cue names, else the logical subject.
    pub(super) fn speaker(self, frame: &Frame, cue: &ReportingCue, actors: &mut Actors) -> Option<EntityIx> {
        let slot = match cue.speaker.first().map(String::as_str) {
            Some("none") => return None,
            Some("obj") => Slot::Object,
            Some("subj") | None => Slot::Subject,
            Some(preposition) => Slot::Preposition(preposition.to_string()),
        };
        if slot != Slot::Subject || frame.passive {
            return frame.filler(&slot).and_then(|head| self.somebody(head, actors));
        }
        let verb = frame.predicate;
        if let Some(cited) = self.cited_as_saying(verb) {
            return self.somebody(cited, actors);
        }
        let speaker = self
            .named_before(verb, actors)
            .or_else(|| self.named_after_quote(verb, actors))
            .or_else(|| self.named_before(self.lender(frame)?, actors))
            .or_else(|| self.somebody(self.subject(frame)?, actors))
            // "accusing the army of lies": who is accused is not who says it
            .or_else(|| {
                let behind = self.behind(verb).filter(|head| frame.filler(&Slot::Object) != Some(*head))?;
                self.somebody(behind, actors)
            });
        speaker.filter(|ix| self.can_do(*ix, cue, actors))
    }

    /// Anything that is said to say something says it; to think, show or expect takes somebody who is known to be one.
    fn can_do(self, speaker: EntityIx, cue: &ReportingCue, actors: &Actors) -> bool {
        let entity = actors.get(speaker);
        let tree = self.tree;
        let direct = !matches!(cue.kind.as_str(), "think" | "show" | "predict" | "know" | "order");
        let person = |head: TokenIx| {
            tree.pos(head) == Upos::Propn || self.lexicon.speakers.contains(&tree.lemma(head).to_lowercase())
        };
        direct || entity.kind != Kind::Unknown || entity.mentions.iter().any(|(head, _)| person(*head))
    }

    /// "cited X as saying", "X was quoted as saying": the one who is cited.
    fn cited_as_saying(self, verb: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let mark = tree.children(verb).any(|c| c < verb && tree.form(c).eq_ignore_ascii_case("as"));
        let above = tree.head(verb).filter(|h| mark && tree.is_verb(*h))?;
        let relays = self.lexicon.reporting.get(tree.lemma(above))?.iter().any(|c| c.kind == "relay");
        let cited = if tree.is_passive(above) {
            tree.child(above, &[Deprel::NsubjPass, Deprel::Nsubj])
        } else {
            tree.child(above, &[Deprel::Obj])
        };
        cited.filter(|_| relays)
    }

    /// A pronoun or a person's name right before the verb.
    fn named_before(self, verb: TokenIx, actors: &mut Actors) -> Option<EntityIx> {
        let tree = self.tree;
        if !matches!(tree.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn | Xpos::Vb) {
            return None;
        }
        let (before, comma) = self.before(verb)?;
        if !comma && is_nominative(tree.form(before)) {
            return actors.at(before);
        }
        let name = self.person_ending_at(before)?;
        if !self.opens_phrase(name, actors) {
            return None;
        }
        let words = (name.tokens.0.0..name.tokens.1.0).map(TokenIx);
        let last = tree.form(before);
        let known = words.filter_map(|t| actors.at(t)).find(|ix| actors.get(*ix).name.contains(last));
        Some(known.unwrap_or_else(|| actors.ensure_person(tree, name.tokens.0, before)))
    }

    /// The verb whose subject a verb without one shares: "X vowed revenge, calling it".
    fn lender(self, frame: &Frame) -> Option<TokenIx> {
        let tree = self.tree;
        let verb = frame.predicate;
        let own = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
        let participle = tree.token(verb).xpos == Xpos::Vbg && tree.rel(verb) == Deprel::Ccomp;
        let shares =
            (participle || matches!(tree.rel(verb), Deprel::Advcl | Deprel::Conj)) && !tree.is_passive(verb);
        let above = tree.head(verb).filter(|h| shares && !own && *h < verb && tree.is_verb(*h))?;
        (!self.is_apart(above, verb) && tree.child(above, &[Deprel::Nsubj]).is_some()).then_some(above)
    }

    /// The word before a verb and its auxiliaries and adverbs, and whether a comma stands between.
    fn before(self, verb: TokenIx) -> Option<(TokenIx, bool)> {
        let tree = self.tree;
        let first = tree.parse.sentences[tree.token(verb).sentence.0 as usize].tokens.0;
        let mut comma = false;
        let mut at = verb;
        while at > first {
            at.0 -= 1;
            match tree.pos(at) {
                Upos::Aux | Upos::Adv | Upos::Part => {}
                Upos::Punct if !comma && tree.form(at) == "," => comma = true,
                // "Jane Roe (D-Ohio) said"
                Upos::Punct if matches!(tree.form(at), ")" | "]") => at = self.opening_bracket(at, first)?,
                Upos::Punct => return None,
                _ => return Some((at, comma)),
            }
        }
        None
    }

    fn opening_bracket(self, close: TokenIx, first: TokenIx) -> Option<TokenIx> {
        (first.0..close.0).rev().map(TokenIx).find(|t| matches!(self.tree.form(*t), "(" | "["))
    }

    /// "“…,” Jane Roe, a teacher, said": a name, with its titles, right behind the quotation that the verb belongs to.
    fn named_after_quote(self, verb: TokenIx, actors: &mut Actors) -> Option<EntityIx> {
        let tree = self.tree;
        let first = tree.parse.sentences[tree.token(verb).sentence.0 as usize].tokens.0;
        let span = tree.token(verb).span;
        let quote = self.quotes.iter().filter(|q| q.outer.end <= span.start).max_by_key(|q| q.outer.end)?;
        let mut after =
            (first.0..verb.0).map(TokenIx).filter(|t| tree.token(*t).span.start >= quote.outer.end);
        let mut start = after.find(|t| tree.pos(*t) != Upos::Punct)?;
        if quote.outer.end < tree.token(first).span.start && start != first {
            return None;
        }
        for _ in 0..MAX_TITLES {
            let name = tree.parse.names.iter().find(|n| n.kind == NameKind::Person && n.tokens.0 == start);
            if let Some(name) = name.filter(|n| n.tokens.1 <= verb) {
                let reporting = |t: &u32| reporting_cue(tree, self.lexicon, TokenIx(*t)).is_some();
                let other = (name.tokens.1.0..verb.0).any(|t| tree.is_verb(TokenIx(t)) && reporting(&t));
                return (!other)
                    .then(|| actors.ensure_person(tree, name.tokens.0, TokenIx(name.tokens.1.0 - 1)));
            }
            if !matches!(tree.pos(start), Upos::Noun | Upos::Propn | Upos::Adj) && tree.form(start) != "." {
                return None;
            }
            start.0 += 1;
        }
        None
    }

    fn person_ending_at(self, last: TokenIx) -> Option<Name> {
        let names = self.tree.parse.names.iter();
        names.filter(|n| n.kind == NameKind::Person).find(|n| n.tokens.1.0 == last.0 + 1).copied()
    }

    /// Whether a name is a subject of its own: not governed by a preposition, a verb or a conjunction before it.
    /// "Ambassador to the United Nations Jane Roe" names one; "a spokesman for Senator Jane Roe" names another.
    fn opens_phrase(self, name: Name, actors: &Actors) -> bool {
        let tree = self.tree;
        let first = tree.parse.sentences[tree.token(name.tokens.0).sentence.0 as usize].tokens.0;
        let previous = |t: TokenIx| (t > first).then(|| TokenIx(t.0 - 1));
        let Some(neighbour) = previous(name.tokens.0) else { return true };
        if !matches!(tree.pos(neighbour), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) {
            return tree.pos(neighbour) == Upos::Punct;
        }
        let mut at = neighbour;
        let edge = loop {
            let Some(before) = previous(at) else { return true };
            match tree.pos(before) {
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det => at = before,
                _ => break before,
            }
        };
        match tree.pos(edge) {
            Upos::Punct => true,
            // the name of a place or body that ends before the person's own
            Upos::Adp => {
                tree.parse
                    .names
                    .iter()
                    .any(|n| n.kind != NameKind::Person && n.tokens.1 == name.tokens.0 && n.tokens.0 > edge)
                    && actors.at(neighbour).is_none_or(|ix| actors.get(ix).kind != Kind::Person)
            }
            _ => false,
        }
    }

    /// The subject that the tree gives, unless it stands inside a quotation that the verb is outside of.
    fn subject(self, frame: &Frame) -> Option<TokenIx> {
        let tree = self.tree;
        let verb = frame.predicate;
        let own = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|s| !self.is_apart(*s, verb));
        if own.is_none()
            && (tree.has(verb, Feats::FINITE) || tree.child(verb, &[Deprel::Aux]).is_some())
            && let Some(beside) = self.phrase_before(verb)
        {
            return Some(beside);
        }
        let subject = frame.fillers(&Slot::Subject).find(|s| !self.is_apart(*s, verb));
        subject.filter(|_| own.is_some() || self.behind(verb).is_none())
    }

    /// Whether a word stands inside a quotation and another outside of it.
    fn is_apart(self, word: TokenIx, verb: TokenIx) -> bool {
        let (word, verb) = (self.tree.token(word).span, self.tree.token(verb).span);
        self.quotes.iter().any(|q| q.outer.contains(word) && !q.outer.contains(verb))
    }

    /// A noun phrase right before a finite verb to which the tree gave no subject.
    fn phrase_before(self, verb: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let (mut at, comma) = self.before(verb)?;
        if comma {
            return self.modified_up_to(at);
        }
        if !matches!(tree.pos(at), Upos::Noun | Upos::Propn) || self.is_apart(at, verb) {
            return None;
        }
        let comma_between =
            |from: TokenIx, to: TokenIx| (from.0..to.0).any(|i| tree.pos(TokenIx(i)) == Upos::Punct);
        while let Some(up) = tree.head(at) {
            let inside = matches!(
                tree.rel(at),
                Deprel::Conj
                    | Deprel::Compound
                    | Deprel::Flat
                    | Deprel::Nmod
                    | Deprel::NmodDesc
                    | Deprel::Appos
            );
            if !inside || !tree.is_nominal(up) || up > verb || comma_between(up.min(at), up.max(at)) {
                break;
            }
            at = up;
        }
        (!matches!(tree.rel(at), Deprel::Obj | Deprel::Obl | Deprel::Nmod)).then_some(at)
    }

    /// "a source, whom they did not name, said": the noun whose relative clause or apposition ends before the verb.
    fn modified_up_to(self, end: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let closes = |up: TokenIx| {
            tree.children_by(up, &[Deprel::AclRelcl, Deprel::Acl, Deprel::Appos])
                .any(|c| c > up && tree.reach(c).1 == end)
        };
        let modified =
            tree.ancestors(end).take(8).filter(|up| tree.is_nominal(*up) && *up < end && closes(*up));
        modified.last().filter(|m| !self.is_apart(*m, TokenIx(end.0 + 1)))
    }

    /// "“…,” said the minister": the phrase behind a verb that follows a quotation or a comma.
    fn behind(self, verb: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let sentence = &tree.parse.sentences[tree.token(verb).sentence.0 as usize];
        let (first, end) = sentence.tokens;
        let next = TokenIx(verb.0 + 1);
        if verb == first || next >= end || tree.pos(TokenIx(verb.0 - 1)) != Upos::Punct {
            return None;
        }
        let opens = matches!(tree.pos(next), Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj | Upos::Num)
            || (tree.pos(next) == Upos::Pron && tree.has(next, Feats::POSSESSIVE));
        let time = self.lexicon.in_class("time_phrases", &tree.form(next).to_lowercase());
        if !opens || time || self.is_apart(next, verb) {
            return None;
        }
        let mut at = next;
        while let Some(up) = tree.head(at).filter(|up| *up > verb && *up < end) {
            let inside = matches!(
                tree.rel(at),
                Deprel::Det
                    | Deprel::Amod
                    | Deprel::Compound
                    | Deprel::NmodPoss
                    | Deprel::Nummod
                    | Deprel::NmodDesc
                    | Deprel::Flat
            );
            if !inside || !tree.is_nominal(up) {
                break;
            }
            at = up;
        }
        // "…, said the ban was wrong": the subject of what is said
        let other = matches!(tree.rel(at), Deprel::Nsubj | Deprel::NsubjPass) && tree.head(at) != Some(verb);
        (tree.is_nominal(at) && !other).then_some(at)
    }

    /// The entity a phrase names, made from its words where it is no known kind of actor; pronouns stay open.
    pub(super) fn somebody(self, head: TokenIx, actors: &mut Actors) -> Option<EntityIx> {
        if let Some(author) = self.author_of(head, actors) {
            return Some(author);
        }
        if let Some(ix) = actors.at(head) {
            return Some(ix);
        }
        if self.tree.pos(head) == Upos::Pron || !self.tree.is_nominal(head) {
            return None;
        }
        Some(actors.ensure(self.tree, head))
    }

    /// "the ministry's statement", "a report by X", "released a statement which said": a text speaks for its author.
    fn author_of(self, head: TokenIx, actors: &mut Actors) -> Option<EntityIx> {
        let tree = self.tree;
        let is_text = |cue: &ReportingCue| cue.pos == "noun" && cue.content.iter().any(|c| c == "quote");
        let cues = self.lexicon.reporting.get(tree.lemma(head))?;
        if !cues.iter().any(|c| c.pos == "noun") {
            return None;
        }
        if let Some(source) = self.cited_in(head) {
            return self.somebody(source, actors);
        }
        if !cues.iter().any(is_text) {
            return None;
        }
        self.writer(head, actors).or_else(|| {
            let definite = tree.children_by(head, &[Deprel::Det]).any(|d| tree.has(d, Feats::DEFINITE));
            self.earlier_text(head).filter(|_| definite).and_then(|text| self.writer(text, actors))
        })
    }

    /// "a report citing the mayor's office".
    fn cited_in(self, text: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let mut clauses = tree.children_by(text, &[Deprel::Acl]);
        clauses.find_map(|c| {
            let relays = self.lexicon.reporting.get(tree.lemma(c))?.iter().any(|r| r.kind == "relay");
            tree.child(c, &[Deprel::Obj]).filter(|_| relays && !tree.is_passive(c))
        })
    }

    /// Whose a text is: of whom, by whom, or the subject of the verb that brings it.
    fn writer(self, text: TokenIx, actors: &Actors) -> Option<EntityIx> {
        let tree = self.tree;
        let owner = tree.children(text).find(|c| match tree.rel(*c) {
            Deprel::NmodPoss | Deprel::Compound | Deprel::Amod => actors.at(*c).is_some(),
            Deprel::Nmod => {
                matches!(tree.case(*c).as_deref(), Some("by" | "from" | "of")) && actors.at(*c).is_some()
            }
            _ => false,
        });
        owner.and_then(|o| actors.at(o)).or_else(|| {
            let brought = match tree.rel(text) {
                Deprel::Obj => true,
                Deprel::Obl => matches!(tree.case(text).as_deref(), Some("in" | "via" | "through")),
                _ => false,
            };
            let verb = tree.head(text).filter(|v| tree.is_verb(*v) && brought && !tree.is_passive(*v))?;
            actors.at(tree.child(verb, &[Deprel::Nsubj])?)
        })
    }

    /// The text that "the statement" points back to: the same word within the last sentences.
    fn earlier_text(self, text: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let sentence = tree.token(text).sentence.0;
        let first = tree.parse.sentences[sentence.saturating_sub(EARLIER_SENTENCES) as usize].tokens.0;
        (first.0..text.0).rev().map(TokenIx).find(|t| tree.lemma(*t) == tree.lemma(text))
    }
}

/// How many words of title may stand before a name.
const MAX_TITLES: usize = 9;

/// How many sentences back "the statement" may point.
const EARLIER_SENTENCES: u32 = 4;

fn is_nominative(form: &str) -> bool {
    matches!(form.to_lowercase().as_str(), "he" | "she" | "they" | "it")
}
