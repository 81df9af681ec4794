//! What all checks ask: which words a stretch of text holds, who tells it, whether two words mean one matter.

use super::{Inputs, LIST, Side, Subject};
use crate::actors::{Entity, EntityIx, Kind};
use crate::events::EventIx;
use crate::voices::StatementIx;
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::codebook::EventType;
use std::collections::BTreeSet;

/// The record so far, with look-ups.
pub(super) struct Look<'a> {
    pub(super) on: Inputs<'a>,
    /// What is told: statements, accusations and deeds.
    pub(super) tellings: Vec<Telling>,
}

/// Something that somebody tells.
pub(super) struct Telling {
    pub(super) side: Side,
    /// Who tells it; `None` for the report itself or an unknown speaker.
    pub(super) speaker: Option<EntityIx>,
    pub(super) is_statement: bool,
    pub(super) is_accusation: bool,
    /// Whether the word that reports it keeps a distance.
    pub(super) is_doubted: bool,
    /// The word that names the deed, where it is one.
    pub(super) deed: Option<String>,
    /// Words of the matter.
    pub(super) words: Words,
    /// Who is accused by it or does the deed.
    pub(super) blamed: Vec<EntityIx>,
    pub(super) sentence: u32,
}

/// The words by which a stretch of text is compared with another.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) lemmas: BTreeSet<String>,
    pub(super) entities: BTreeSet<EntityIx>,
}

impl Words {
    /// How many words of this one the other has too.
    pub(super) fn shared(&self, other: &Self) -> usize {
        let met = |a: &&String| other.lemmas.iter().any(|b| kindred(a, b));
        self.lemmas.iter().filter(met).count()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lemmas.is_empty()
    }
}

/// "attacked" and "attack", "denial" and "deny" are one matter.
pub(super) fn kindred(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a == b || (shared >= 4 && shared * 3 >= a.len().max(b.len()) * 2)
}

impl<'a> Look<'a> {
    pub(super) fn new(on: Inputs<'a>) -> Self {
        let mut look = Self { on, tellings: Vec::new() };
        let statements = (0..on.statements.list.len()).map(|i| look.statement(StatementIx(i as u32)));
        let events = (0..on.events.len()).filter_map(|i| look.deed(EventIx(i as u32)));
        look.tellings = statements.chain(events).collect();
        look
    }

    fn statement(&self, ix: StatementIx) -> Telling {
        let statement = self.on.statements.get(ix);
        let first = self.tokens_in(statement.content).next();
        Telling {
            side: Side { subject: Some(Subject::Statement(ix)), span: statement.content },
            speaker: statement.speaker,
            is_statement: true,
            is_accusation: false,
            is_doubted: statement.cue.is_some_and(|cue| self.doubts(cue)),
            deed: None,
            words: self.words(self.tokens_in(statement.content)),
            blamed: Vec::new(),
            sentence: first.map_or(0, |t| self.sentence(t)),
        }
    }

    fn doubts(&self, cue: TokenIx) -> bool {
        let cues = self.on.lexicon.reporting.get(self.on.tree.lemma(cue)).into_iter().flatten();
        cues.into_iter()
            .any(|c| c.pos == "verb" && (c.doubt || matches!(c.kind.as_str(), "claim" | "accuse")))
    }

    /// Accusations and deeds of violence with somebody to whom they are laid.
    fn deed(&self, ix: EventIx) -> Option<Telling> {
        let event = &self.on.events[ix.0 as usize];
        let parts = match event.meaning.kind {
            EventType::Accuse => &event.recipients,
            EventType::Assault | EventType::Coerce => &event.actors,
            _ => return None,
        };
        let speaker = match event.meaning.kind {
            EventType::Accuse => event.actors.first().map(|p| p.entity),
            _ => event.voice.and_then(|v| self.on.statements.get(v).speaker),
        };
        let is_accusation = event.meaning.kind == EventType::Accuse;
        let (first, last) = self.on.tree.reach(event.trigger);
        let tokens = (first.0..=last.0).map(TokenIx);
        (!parts.is_empty() && event.status.label() == "occurred").then(|| Telling {
            side: Side { subject: Some(Subject::Event(ix)), span: event.extent },
            speaker,
            is_statement: false,
            is_accusation,
            is_doubted: is_accusation,
            deed: (!is_accusation).then(|| self.on.tree.lemma(event.trigger).to_lowercase()),
            words: self.words(tokens),
            blamed: parts.iter().map(|p| p.entity).collect(),
            sentence: self.sentence(event.trigger),
        })
    }

    pub(super) fn sentence(&self, token: TokenIx) -> u32 {
        self.on.tree.token(token).sentence.0
    }

    /// The tokens of a stretch of text.
    pub(super) fn tokens_in(&self, span: ByteSpan) -> impl Iterator<Item = TokenIx> + use<'a> {
        let tokens = &self.on.tree.parse.tokens;
        let first = tokens.partition_point(|t| t.span.start < span.start);
        let end = tokens.partition_point(|t| t.span.start < span.end);
        (first..end).map(|i| TokenIx(i as u32))
    }

    /// Words of weight and who is named among tokens.
    pub(super) fn words(&self, tokens: impl Iterator<Item = TokenIx>) -> Words {
        let mut words = Words::default();
        for token in tokens {
            if let Some(ix) = self.on.actors.at(token) {
                words.entities.insert(ix);
            }
            let weighty =
                matches!(self.on.tree.pos(token), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj);
            let lemma = self.on.tree.lemma(token).to_lowercase();
            if weighty && lemma.len() > 2 && !LIST.has("empty", &lemma) {
                words.lemmas.insert(lemma);
            }
        }
        words
    }

    /// The words below a token.
    pub(super) fn words_under(&self, token: TokenIx) -> Words {
        let (first, last) = self.on.tree.reach(token);
        self.words((first.0..=last.0).map(TokenIx).filter(|t| self.on.tree.dominates(token, *t)))
    }

    /// Who tells what a word says: the speaker of the innermost statement around it.
    pub(super) fn voice(&self, token: TokenIx) -> Option<(StatementIx, Option<EntityIx>)> {
        let ix = self.on.statements.holding(self.on.tree, token)?;
        Some((ix, self.on.statements.get(ix).speaker))
    }

    /// The clause of a verb with a complement, without edges.
    pub(super) fn clause_span(&self, verb: TokenIx, complement: Option<TokenIx>) -> ByteSpan {
        let tree = self.on.tree;
        let (mut first, mut last) = tree.clause_reach(verb);
        if let Some(complement) = complement {
            let (from, to) = tree.reach(complement);
            (first, last) = (first.min(from), last.max(to));
        }
        tree.trimmed(first, last)
    }

    /// Whether a clause is negated, may only be, or is still to come.
    pub(super) fn is_unreal(&self, verb: TokenIx) -> bool {
        let tree = self.on.tree;
        self.is_negated(verb)
            || tree.children_by(verb, &[Deprel::Aux]).any(|a| {
                matches!(
                    tree.lemma(a),
                    "will" | "would" | "can" | "could" | "may" | "might" | "should" | "must" | "shall"
                )
            })
            || tree
                .children_by(verb, &[Deprel::Mark])
                .any(|m| matches!(tree.lemma(m), "if" | "unless" | "whether"))
    }

    /// "did not", "never", "no longer".
    pub(super) fn is_negated(&self, verb: TokenIx) -> bool {
        let tree = self.on.tree;
        let not =
            |t: TokenIx| matches!(tree.lemma(t), "not" | "never" | "n't" | "hardly" | "neither" | "nor");
        let none = |t: TokenIx| {
            matches!(tree.lemma(t), "nobody" | "none" | "nothing")
                || tree.children_by(t, &[Deprel::Det]).any(|d| matches!(tree.lemma(d), "no" | "neither"))
        };
        tree.children_by(verb, &[Deprel::Advmod]).any(not)
            || tree.children_by(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj]).any(none)
    }

    /// Whether two actors are one side: the same, or two voices of one state. Two people are never one.
    pub(super) fn one_side(&self, a: EntityIx, b: EntityIx) -> bool {
        let (x, y) = (self.on.actors.get(a), self.on.actors.get(b));
        let official = |e: &Entity| match e.kind {
            Kind::State | Kind::Government | Kind::Office => true,
            Kind::Person => e.sectors.iter().any(|s| matches!(s.label(), "GOV" | "MIL")),
            _ => false,
        };
        let people = x.kind == Kind::Person && y.kind == Kind::Person;
        a == b
            || (x.country.is_some() && x.country == y.country && official(x) && official(y) && !people)
            || x.name.to_lowercase() == y.name.to_lowercase()
    }

    /// The name of somebody, for an explanation.
    pub(super) fn name(&self, entity: Option<EntityIx>) -> String {
        entity.map_or_else(|| "the report".into(), |ix| self.on.actors.get(ix).name.clone())
    }

    /// Whether words that set one thing against another stand between two places of the text (one sentence at most).
    pub(super) fn contrasted(&self, from: ByteSpan, to: ByteSpan) -> bool {
        let (a, b) = if from.start <= to.start { (from, to) } else { (to, from) };
        let (first, last) = (a.end, b.start);
        if first > last {
            return false;
        }
        let sentence =
            self.on.tree.parse.sentences.iter().find(|s| s.span.contains(ByteSpan::new(last.0, last.0)));
        let tokens = self.tokens_in(ByteSpan::new(first.0, last.0));
        let opening = sentence.map(|s| s.tokens.0);
        tokens.chain(opening).any(|t| LIST.has("contrast", &self.on.tree.form(t).to_lowercase()))
    }
}
