//! Quotations given to those who speak them.

use super::attribution::reporting_cue;
use super::quotes::Quote;
use super::statements::{Directness, Finder, Statement, trim};
use crate::actors::{Actors, EntityIx, Kind};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::Meaning;
use annalist_language::{NameKind, TokenIx};
use annalist_reports::ByteSpan;
use annalist_world::codebook::EventType;

impl Finder<'_, '_> {
    /// Quotes that stand in the verb's sentence, or begin or go on in it.
    pub(super) fn quotes_beside(&self, verb: TokenIx) -> Vec<usize> {
        let sentence = &self.tree.parse.sentences[self.tree.token(verb).sentence.0 as usize];
        let inside = |q: &Quote| q.outer.contains(self.tree.token(verb).span);
        let indices = 0..self.quotes.len();
        indices
            .filter(|i| {
                let outer = self.quotes[*i].outer;
                // "“What now?” he asked": the sentence may end with the quotation
                let just_before = self.opens_sentence(self.quotes[*i])
                    && outer.end <= sentence.span.start
                    && outer.end.0 + 2 > sentence.span.start.0;
                !self.used[*i] && (outer.overlaps(sentence.span) || just_before) && !inside(&self.quotes[*i])
            })
            .collect()
    }

    /// Quotes beside a reporting verb that are clauses of their own or run over the sentence's edge.
    pub(super) fn whole_quotes(&mut self, verb: TokenIx, speaker: Option<EntityIx>, beside: &[usize]) {
        if speaker.is_none() {
            return;
        }
        for q in beside {
            let quote = self.quotes[*q];
            let swallowed = self.found.iter().any(|s| s.content.contains(quote.inner));
            let title = is_title(self.tree.text.slice(quote.inner));
            if !swallowed && !title && !self.used[*q] && self.nearest_verb_is(verb, quote) {
                self.used[*q] = true;
                self.push(quote.inner, verb, speaker, Directness::Quoted);
            }
        }
    }

    /// Of several reporting verbs in a sentence the nearest to the quote owns it.
    fn nearest_verb_is(&self, verb: TokenIx, quote: Quote) -> bool {
        let sentence = &self.tree.parse.sentences[self.tree.token(verb).sentence.0 as usize];
        let distance = |t: TokenIx| {
            let span = self.tree.token(t).span;
            if span.end <= quote.outer.start {
                quote.outer.start.0 - span.end.0
            } else {
                span.start.0.saturating_sub(quote.outer.end.0)
            }
        };
        let others = sentence.range().map(|i| TokenIx(i as u32)).filter(|t| {
            *t != verb
                && self.tree.is_verb(*t)
                && !quote.outer.contains(self.tree.token(*t).span)
                && !self.is_credit(*t)
                && reporting_cue(self.tree, self.lexicon, *t).is_some()
        });
        others.map(distance).min().is_none_or(|d| d >= distance(verb))
    }

    /// A content read from a clause, widened to the whole quote it is part of.
    pub(super) fn add(&mut self, content: ByteSpan, verb: TokenIx, speaker: Option<EntityIx>) {
        let mut content = content;
        let mut direct = Directness::Reported;
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            if !quote.outer.overlaps(content) || quote.outer.contains(self.tree.token(verb).span) {
                continue;
            }
            if self.is_announced(quote, content) {
                // "said it was sorry: “…”": the quotation is a statement of its own
                content = ByteSpan::new(content.start.0, quote.outer.start.0);
                content = trim(self.tree, content);
                break;
            }
            let shared =
                content.end.min(quote.inner.end).0.saturating_sub(content.start.max(quote.inner.start).0);
            if shared * 10 >= content.len() * 8
                || (shared * 10 >= content.len() * 3 && self.is_direct_speech(quote, verb))
            {
                content = quote.inner;
                direct = Directness::Quoted;
                if self.used[q] {
                    return;
                }
            } else if direct == Directness::Reported {
                direct = Directness::Mixed;
            }
            self.used[q] = true;
        }
        self.push(content, verb, speaker, direct);
    }

    /// Whether a quotation follows a colon after some words of the content.
    fn is_announced(&self, quote: Quote, content: ByteSpan) -> bool {
        let text = self.tree.text.as_str();
        quote.outer.start > content.start && {
            let before = &text[content.start.0 as usize..quote.outer.start.0 as usize];
            before.trim_end().ends_with(':') && before.split_whitespace().count() > 3
        }
    }

    /// A quotation that ends like a sentence or with the comma before its attribution, or that a comma or colon introduces.
    fn is_direct_speech(&self, quote: Quote, verb: TokenIx) -> bool {
        let string = self.tree.text.as_str();
        let inner = self.tree.text.slice(quote.inner);
        let verb_end = self.tree.token(verb).span.end;
        if verb_end <= quote.outer.start {
            let between = string[verb_end.0 as usize..quote.outer.start.0 as usize].trim_end();
            return between.is_empty() || between.ends_with([',', ':']);
        }
        let after = string[quote.outer.end.0 as usize..].trim_start();
        inner.trim_end().ends_with([',', '?', '!', '.', '…']) || after.starts_with(',')
    }

    /// Quoted words inside a clause whose subject acts: "accusing them of a “crime”", "calling it “void”".
    pub(super) fn partly_quoted(&mut self, frames: &[Frame], actors: &mut Actors) {
        for q in 0..self.quotes.len() {
            if self.used[q] {
                continue;
            }
            let quote = self.quotes[q];
            let words = self.tree.text.slice(quote.inner);
            if is_title(words) || words.split_whitespace().count() < 2 {
                continue;
            }
            if self.found.iter().any(|s| s.content.contains(quote.inner)) {
                self.used[q] = true;
                continue;
            }
            let speaking =
                frames.iter().filter(|f| f.kind == PredicateKind::Verb && self.governs(f.predicate, quote));
            let nearest = speaking
                .min_by_key(|f| self.tree.token(f.predicate).span.start.0.abs_diff(quote.inner.start.0));
            if let Some(frame) = nearest {
                let subject = frame.filler(&Slot::Subject);
                let known = |ix: &EntityIx, actors: &Actors| can_speak(actors.get(*ix).kind);
                let speaker = subject.and_then(|s| self.somebody(s, actors)).filter(|ix| known(ix, actors));
                if speaker.is_some() {
                    self.used[q] = true;
                    match self.predicate_around(frame.predicate, quote) {
                        Some(content) => self.push(content, frame.predicate, speaker, Directness::Mixed),
                        None => self.push(quote.inner, frame.predicate, speaker, Directness::Quoted),
                    }
                }
            }
        }
    }

    /// "urged them to “stand firm”": what somebody asks or blames is the whole predicate, not its quoted end.
    fn predicate_around(&self, verb: TokenIx, quote: Quote) -> Option<ByteSpan> {
        let tree = self.tree;
        let cue = reporting_cue(tree, self.lexicon, verb)?;
        let (_, last) = tree.clause_reach(verb);
        let content = tree.trimmed(verb, last);
        let whole = matches!(cue.kind.as_str(), "order" | "accuse")
            && content.contains(quote.inner)
            && quote.inner.len() * 2 < content.len();
        whole.then_some(content)
    }

    /// Whether a verb of speech (reporting or judging) outside the quote governs words inside it.
    fn governs(&self, verb: TokenIx, quote: Quote) -> bool {
        let tree = self.tree;
        if quote.outer.contains(tree.token(verb).span) || !self.speaks(verb) {
            return false;
        }
        let sentence = &tree.parse.sentences[tree.token(verb).sentence.0 as usize];
        if !sentence.span.overlaps(quote.inner) {
            return false;
        }
        let mut inside =
            sentence.range().map(|i| TokenIx(i as u32)).filter(|t| quote.inner.contains(tree.token(*t).span));
        inside.any(|t| tree.dominates(verb, t))
    }

    /// Whether a verb says something or judges: what it shows, knows or feels is no quotation.
    fn speaks(&self, verb: TokenIx) -> bool {
        let lemma = self.tree.lemma(verb);
        let says = |kind: &str| !matches!(kind, "show" | "know" | "feel" | "hear" | "think" | "relay");
        self.lexicon.reporting.get(lemma).is_some_and(|cues| {
            cues.iter().any(|c| c.pos == "verb" && says(&c.kind) && c.content.iter().any(|s| s != "ccomp"))
        }) || self.lexicon.verbs.get(lemma).is_some_and(|entries| {
            let judges = |m: &Meaning| {
                let inquires = m.modes.iter().any(|mode| mode == "investigate");
                !inquires
                    && matches!(
                        m.kind,
                        EventType::Accuse
                            | EventType::Support
                            | EventType::Request
                            | EventType::Reject
                            | EventType::Threaten
                    )
            };
            entries.iter().any(|e| e.meaning.as_ref().is_some_and(judges))
        })
    }

    /// A quotation without attribution of its own goes on from the statement just before it in the same or the last paragraph.
    pub(super) fn rest_of_quotes(&mut self) {
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            let words = self.tree.text.slice(quote.inner);
            let whole = words.trim_end().ends_with(['.', '!', '?']);
            let short = words.split_whitespace().count() < if whole { 2 } else { 4 };
            if self.used[q] || short || !self.opens_sentence(quote) {
                continue;
            }
            let before =
                self.found.iter().filter(|s| s.content.end <= quote.inner.start && s.speaker.is_some());
            let last = before.max_by_key(|s| s.content.end).cloned();
            let near = last.filter(|s| self.paragraphs_between(s.content, quote.inner) <= 1);
            if let Some(last) = near {
                self.used[q] = true;
                self.found.push(Statement {
                    speaker: last.speaker,
                    on_behalf_of: None,
                    cue: None,
                    direct: Directness::Quoted,
                    content: trim(self.tree, quote.inner),
                });
            }
        }
    }

    /// Whether a quotation begins where a sentence does (or after a colon), as one without words around it must.
    fn opens_sentence(&self, quote: Quote) -> bool {
        let starts = self
            .tree
            .parse
            .sentences
            .iter()
            .any(|s| s.span.start >= quote.outer.start && s.span.start.0 <= quote.inner.start.0 + 1);
        starts || self.tree.text.as_str()[..quote.outer.start.0 as usize].trim_end().ends_with(':')
    }

    fn paragraphs_between(&self, a: ByteSpan, b: ByteSpan) -> u32 {
        let paragraph = |span: ByteSpan| {
            let mut sentences = self.tree.parse.sentences.iter();
            sentences.find(|s| s.span.overlaps(span)).map_or(0, |s| s.paragraph)
        };
        paragraph(b).saturating_sub(paragraph(a))
    }

    /// “…” — Jane Roe: a name behind a dash signs the quotation before it.
    pub(super) fn signed_quotes(&mut self, actors: &mut Actors) {
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            if self.used[q] {
                continue;
            }
            let after = &self.tree.text.as_str()[quote.outer.end.0 as usize..];
            let signed = after.trim_start().strip_prefix(['—', '–', '―', '-']).map(str::trim_start);
            let Some(at) = signed.map(|rest| quote.outer.end.0 as usize + after.len() - rest.len()) else {
                continue;
            };
            let names = self.tree.parse.names.iter();
            let name = names
                .filter(|n| n.kind == NameKind::Person)
                .find(|n| self.tree.token(n.tokens.0).span.start.0 as usize == at)
                .copied();
            if let Some(name) = name {
                let speaker = actors.ensure_person(self.tree, name.tokens.0, TokenIx(name.tokens.1.0 - 1));
                self.used[q] = true;
                self.push(quote.inner, name.tokens.0, Some(speaker), Directness::Quoted);
            }
        }
    }

    /// A quotation behind a colon without a verb of saying: "The minister rejected the report: “…”".
    pub(super) fn announced_quotes(&mut self, frames: &[Frame], actors: &mut Actors) {
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            let text = self.tree.text.as_str();
            let colon = text[..quote.outer.start.0 as usize].trim_end().ends_with(':');
            if self.used[q]
                || self.tree.text.slice(quote.inner).split_whitespace().count() < 4
                || !(colon || self.follows_silence(quote))
            {
                continue;
            }
            let before = |f: &&Frame| self.tree.token(f.predicate).span.end <= quote.outer.start;
            let verbs = frames.iter().filter(|f| f.kind == PredicateKind::Verb).filter(before);
            let near = verbs.filter(|f| {
                let sentence = &self.tree.parse.sentences[self.tree.token(f.predicate).sentence.0 as usize];
                let near = sentence.span.end.0 + 3 >= quote.outer.start.0 && !self.is_quoted(f.predicate);
                near && (colon || self.speaks(f.predicate))
            });
            // the main verb of the clause before the colon
            let Some(frame) = near.min_by_key(|f| (self.tree.ancestors(f.predicate).count(), f.predicate))
            else {
                continue;
            };
            let subject = frame.filler(&Slot::Subject);
            let speaker = subject.and_then(|s| actors.at(s)).filter(|ix| can_speak(actors.get(*ix).kind));
            if speaker.is_some() {
                self.used[q] = true;
                self.push(quote.inner, frame.predicate, speaker, Directness::Quoted);
            }
        }
    }

    /// A quotation that opens a sentence within a paragraph, behind a sentence in which nobody's words were found.
    fn follows_silence(&self, quote: Quote) -> bool {
        let sentences = &self.tree.parse.sentences;
        let before = sentences.iter().rev().find(|s| s.span.end <= quote.outer.start);
        self.opens_sentence(quote)
            && before.is_some_and(|s| {
                self.paragraphs_between(s.span, quote.inner) == 0
                    && !self.found.iter().any(|f| f.content.overlaps(s.span))
            })
    }

    /// "ROE: We never asked for it.": a line that opens with a person's name and a colon, in transcripts and headlines.
    pub(super) fn labelled_lines(&mut self, actors: &mut Actors) {
        let tree = self.tree;
        for name in tree.parse.names.iter().filter(|n| n.kind == NameKind::Person) {
            let (first, last) = (name.tokens.0, TokenIx(name.tokens.1.0 - 1));
            let text = tree.text.as_str();
            let before = text[..tree.token(first).span.start.0 as usize].trim_end_matches(['"', '“', ' ']);
            let after = &text[tree.token(last).span.end.0 as usize..];
            let Some(said) = after.strip_prefix(':').filter(|_| before.is_empty() || before.ends_with('\n'))
            else {
                continue;
            };
            let line = said.split('\n').next().unwrap_or("");
            let start = tree.token(last).span.end.0 as usize + 1;
            let content = ByteSpan::new(start as u32, (start + line.trim_end().len()) as u32);
            let taken = self.found.iter().any(|s| s.content.overlaps(content) && s.speaker.is_some());
            if line.split_whitespace().count() >= 4 && !taken {
                let speaker = actors.ensure_person(tree, first, last);
                self.push(content, last, Some(speaker), Directness::Reported);
            }
        }
    }
}

/// Whether an actor of this kind can say something.
fn can_speak(kind: Kind) -> bool {
    !matches!(kind, Kind::Unknown)
}

/// Quoted titles and nicknames: every longer word capitalised.
fn is_title(words: &str) -> bool {
    let mut long = words.split_whitespace().filter(|w| w.chars().count() > 3).peekable();
    long.peek().is_some()
        && words.split_whitespace().count() < 7
        && long.all(|w| w.starts_with(char::is_uppercase))
}
