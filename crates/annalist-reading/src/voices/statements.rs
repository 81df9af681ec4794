//! Statements from reporting clauses and quotation marks.

use super::attribution::{Attribution, reporting_cue};
use super::quotes::Quote;
use super::speakers;
use crate::actors::{Actors, EntityIx, Kind};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::{Lexicon, ReportingCue};
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos, Xpos};
use annalist_reports::ByteSpan;

/// Index of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StatementIx(pub u32);

/// Words attributed to somebody.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// Who speaks, if known.
    pub speaker: Option<EntityIx>,
    /// For whom a spokesman speaks.
    pub on_behalf_of: Option<EntityIx>,
    /// The word of attribution.
    pub cue: Option<TokenIx>,
    /// Whether the words are quoted.
    pub direct: Directness,
    /// The words.
    pub content: ByteSpan,
}

/// Whether words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Directness {
    /// Wholly inside quotation marks.
    Quoted,
    /// Not quoted.
    Reported,
    /// Reported with quoted words in it.
    Mixed,
}

/// All statements of a report, in text order of their contents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statements {
    /// The statements.
    pub list: Vec<Statement>,
    /// All quoted stretches.
    pub quotes: Vec<Quote>,
}

impl Statements {
    /// Whether a span stands inside quotation marks.
    pub(crate) fn is_quoted(&self, span: ByteSpan) -> bool {
        self.quotes.iter().any(|q| q.outer.contains(span))
    }

    /// The innermost statement that holds a word, other than one that the word itself introduces.
    pub(crate) fn holding(&self, tree: Tree<'_>, token: TokenIx) -> Option<StatementIx> {
        let span = tree.token(token).span;
        let holds = |s: &&(usize, &Statement)| s.1.content.contains(span) && s.1.cue != Some(token);
        let all: Vec<(usize, &Statement)> = self.list.iter().enumerate().collect();
        all.iter().filter(holds).min_by_key(|(_, s)| s.content.len()).map(|(i, _)| StatementIx(*i as u32))
    }

    /// A statement.
    pub(crate) fn get(&self, ix: StatementIx) -> &Statement {
        &self.list[ix.0 as usize]
    }
}

pub(super) struct Finder<'a, 't> {
    pub(super) tree: Tree<'t>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) quotes: Vec<Quote>,
    pub(super) found: Vec<Statement>,
    /// Quotes that already belong to a statement.
    pub(super) used: Vec<bool>,
}

pub(super) fn find(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    frames: &[Frame],
    actors: &mut Actors,
    quotes: Vec<Quote>,
) -> Statements {
    let used = vec![false; quotes.len()];
    let mut finder = Finder { tree, lexicon, quotes, found: Vec::new(), used };
    for frame in frames.iter().filter(|f| f.kind == PredicateKind::Verb) {
        finder.reporting_verb(frame, actors);
    }
    for i in 0..tree.parse.tokens.len() {
        finder.according_to(TokenIx(i as u32), actors);
    }
    finder.partly_quoted(frames, actors);
    finder.signed_quotes(actors);
    finder.announced_quotes(frames, actors);
    finder.rest_of_quotes();
    finder.labelled_lines(actors);
    for statement in &mut finder.found {
        statement.on_behalf_of =
            statement.speaker.and_then(|ix| speakers::represented(tree, lexicon, actors, ix));
    }
    finder.found.sort_by_key(|s| (s.content.start, s.content.end));
    finder.found.dedup_by_key(|s| s.content);
    Statements { list: finder.found, quotes: finder.quotes }
}

/// Kinds of reporting words whose complement is somebody's words; asking and ordering are acts, read as events, and what
/// somebody feels or hears is not said.
const SAYING: [&str; 11] =
    ["say", "claim", "deny", "write", "think", "predict", "warn", "promise", "relay", "accuse", "praise"];

impl Finder<'_, '_> {
    /// A verb of saying with its clause, its object or the quotation beside it.
    fn reporting_verb(&mut self, frame: &Frame, actors: &mut Actors) {
        let tree = self.tree;
        let verb = frame.predicate;
        let Some(cue) =
            reporting_cue(tree, self.lexicon, verb).filter(|_| !self.is_name(verb) && !self.is_credit(verb))
        else {
            return;
        };
        let takes = |slot: &str| cue.content.iter().any(|c| c == slot);
        let saying = SAYING.contains(&cue.kind.as_str());
        let clause = frame.filler(&Slot::ClauseComplement).or_else(|| self.clause_above(verb));
        let saying = saying || (cue.kind == "order" && frame.filler(&Slot::ClauseComplement).is_some());
        let beside = self.quotes_beside(verb);
        let content = clause.filter(|_| takes("ccomp")).and_then(|c| self.clause_content(c, verb, cue));
        let speaker = self.speaker(frame, cue, actors);
        // inside a quotation the words are the speaker's already, unless they are laid in somebody else's mouth
        let nobody = speaker.is_none() && !frame.passive;
        let known = speaker.is_some_and(|ix| {
            let entity = actors.get(ix);
            let named = |head: &TokenIx| self.lexicon.speakers.contains(&tree.lemma(*head).to_lowercase());
            entity.kind != Kind::Unknown || entity.mentions.iter().any(|(head, _)| named(head))
        });
        if self.is_quoted(verb) && (nobody || self.first_person(frame)) {
            return;
        }
        if let Some(content) = content {
            let quoted = beside.iter().any(|q| self.quotes[*q].inner.overlaps(content));
            if !nobody && (quoted || (saying && !self.is_unsaid(verb, cue))) {
                self.add(content, verb, speaker);
            }
        } else if let Some(content) =
            self.predicate_content(frame, cue).filter(|_| known && !self.is_unsaid(verb, cue))
        {
            self.add(content, verb, speaker);
        }
        self.whole_quotes(verb, speaker, &beside);
    }

    /// The speaker of a verb; a participle without one of its own ("…, adding that") goes on with the one before it.
    fn speaker(&self, frame: &Frame, cue: &ReportingCue, actors: &mut Actors) -> Option<EntityIx> {
        let tree = self.tree;
        let attribution = Attribution { tree, lexicon: self.lexicon, quotes: &self.quotes };
        let speaker = attribution.speaker(frame, cue, actors);
        let known = speaker.is_some_and(|ix| actors.get(ix).kind != Kind::Unknown);
        let verb = frame.predicate;
        let participle = tree.token(verb).xpos == Xpos::Vbg && !frame.passive && !self.is_quoted(verb);
        if known || !participle {
            return speaker;
        }
        let before = |s: &&Statement| {
            s.cue.is_some_and(|c| c < verb && tree.token(c).sentence == tree.token(verb).sentence)
        };
        self.found.iter().rev().find(before).and_then(|s| s.speaker).or(speaker)
    }

    /// "did not say that": nobody's words, unless it is a denial or a doubt.
    fn is_unsaid(&self, verb: TokenIx, cue: &ReportingCue) -> bool {
        let tree = self.tree;
        let negated = tree.children_by(verb, &[Deprel::Advmod]).any(|c| {
            matches!(tree.lemma(c), "not" | "never" | "neither" | "nor") || tree.has(c, Feats::NEGATIVE)
        });
        negated && !matches!(cue.kind.as_str(), "think" | "deny")
    }

    /// "I think", "we said" inside a quotation add nothing to whose words they are.
    fn first_person(&self, frame: &Frame) -> bool {
        frame.filler(&Slot::Subject).is_some_and(|s| self.tree.has(s, Feats::FIRST_PERSON))
    }

    /// A word within the name of a body: "the Say No Campaign".
    fn is_name(&self, word: TokenIx) -> bool {
        self.tree.parse.names.iter().any(|n| n.range().contains(&word.at()))
    }

    /// "— as reported by the Gazette —": who passed the words on.
    pub(super) fn is_credit(&self, verb: TokenIx) -> bool {
        let tree = self.tree;
        tree.is_passive(verb)
            && tree.children(verb).any(|c| c < verb && tree.form(c).eq_ignore_ascii_case("as"))
            && tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
    }

    pub(super) fn is_quoted(&self, word: TokenIx) -> bool {
        self.quotes.iter().any(|q| q.outer.contains(self.tree.token(word).span))
    }

    /// "claimed responsibility for", "denied the charge", "the raid was claimed by": the whole predicate is what the
    /// report gives to the speaker.
    fn predicate_content(&self, frame: &Frame, cue: &ReportingCue) -> Option<ByteSpan> {
        let tree = self.tree;
        let verb = frame.predicate;
        let object = frame.filler(&Slot::Object).filter(|o| tree.pos(*o) == Upos::Noun)?;
        let whole = match cue.kind.as_str() {
            "claim" => true,
            "deny" => {
                tree.lemma(verb) == "deny" || self.lexicon.in_class("claimed_things", tree.lemma(object))
            }
            _ => false,
        };
        if !whole || !cue.content.iter().any(|c| c == "obj") {
            return None;
        }
        let (first, last) = tree.clause_reach(verb);
        if frame.passive {
            return (object < verb && tree.child(verb, &[Deprel::OblAgent]).is_some())
                .then(|| tree.trimmed(first, last));
        }
        (object > verb).then(|| tree.trimmed(verb, tree.reach(object).1.max(last)))
    }

    /// The entity that a phrase names as a speaker.
    pub(super) fn somebody(&self, head: TokenIx, actors: &mut Actors) -> Option<EntityIx> {
        Attribution { tree: self.tree, lexicon: self.lexicon, quotes: &self.quotes }.somebody(head, actors)
    }

    pub(super) fn push(
        &mut self,
        content: ByteSpan,
        cue: TokenIx,
        speaker: Option<EntityIx>,
        direct: Directness,
    ) {
        if !self.tree.text.slice(content).contains(char::is_alphanumeric) {
            return;
        }
        self.found.push(Statement {
            speaker,
            on_behalf_of: None,
            cue: Some(cue),
            direct,
            content: trim(self.tree, content),
        });
    }

    /// "according to X", "in the view of X".
    fn according_to(&mut self, source: TokenIx, actors: &mut Actors) {
        let tree = self.tree;
        if !matches!(tree.rel(source), Deprel::Obl | Deprel::Nmod | Deprel::Parataxis | Deprel::Advcl) {
            return;
        }
        let Some(case) = tree.case(source) else { return };
        let holder = match case.as_str() {
            "according to" | "according" => Some(source),
            "in" if self.lexicon.in_class("views", tree.lemma(source)) => self.holder_of(source),
            _ => None,
        };
        let (Some(holder), Some(governor)) = (holder, tree.head(source)) else { return };
        let clause = tree.clause(governor);
        let sentence = &tree.parse.sentences[tree.token(source).sentence.0 as usize];
        let (from, to) = tree.reach(source);
        let (mut first, mut last) = tree.reach(clause);
        if tree.rel(clause) == Deprel::Root {
            (first, last) = (sentence.tokens.0, TokenIx(sentence.tokens.1.0 - 1));
        }
        let bare = |from: u32, to: u32| {
            (from..to).all(|t| matches!(tree.pos(TokenIx(t)), Upos::Punct | Upos::Cconj))
        };
        if bare(first.0, from.0) {
            first = TokenIx((to.0 + 1).min(last.0));
        } else if from > clause || bare(to.0 + 1, last.0 + 1) {
            last = TokenIx(from.0.saturating_sub(1).max(first.0));
        }
        let content = self.without_complementizer(first, last);
        let speaker = self.somebody(holder, actors);
        let cue = tree.child(source, &[Deprel::Case]).unwrap_or(source);
        self.add(content, cue, speaker);
    }

    /// Whose view it is: "in the view of X", "in X's words".
    fn holder_of(&self, view: TokenIx) -> Option<TokenIx> {
        let tree = self.tree;
        let of = |c: &TokenIx| tree.case(*c).as_deref() == Some("of");
        tree.child(view, &[Deprel::NmodPoss]).or_else(|| tree.children_by(view, &[Deprel::Nmod]).find(of))
    }
}

/// Drops white space and a trailing comma at the edges.
pub(super) fn trim(tree: Tree<'_>, span: ByteSpan) -> ByteSpan {
    let words = tree.text.slice(span);
    let start = words.len() - words.trim_start().len();
    let end = words.trim_end().trim_end_matches([',', ';']).len();
    if start >= end {
        return span;
    }
    ByteSpan::new(span.start.0 + start as u32, span.start.0 + end as u32)
}
