//! Statements from reporting clauses and quotation marks.

use super::quotes::Quote;
use crate::actors::{Actors, EntityIx, Kind};
use crate::frames::{Frame, PredicateKind, Slot};
use crate::lexicon::{Lexicon, Meaning, ReportingCue};
use crate::tree::Tree;
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_reports::ByteSpan;
use annalist_world::codebook::EventType;

/// Index of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StatementIx(pub u32);

/// Words attributed to somebody.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// Who speaks, if known.
    pub speaker: Option<EntityIx>,
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

struct Finder<'a, 't> {
    tree: Tree<'t>,
    lexicon: &'a Lexicon,
    quotes: Vec<Quote>,
    found: Vec<Statement>,
    /// Quotes that already belong to a statement.
    used: Vec<bool>,
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
    finder.rest_of_quotes(actors);
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
        let lexicon = self.lexicon;
        let Some(cue) = reporting_cue(tree, lexicon, verb) else { return };
        let takes = |slot: &str| cue.content.iter().any(|c| c == slot);
        let saying = SAYING.contains(&cue.kind.as_str());
        let clause = frame.filler(&Slot::ClauseComplement).or_else(|| {
            // "…, he said": the clause above is what is said
            let up = tree.head(verb)?;
            (tree.rel(verb) == Deprel::Parataxis && !self.introduces_itself(verb)).then_some(up)
        });
        let object = frame.filler(&Slot::Object).filter(|o| {
            takes("obj")
                && cue.kind != "relay"
                && clause.is_none()
                && !frame.passive
                && tree.pos(*o) == Upos::Noun
        });
        let beside = self.quotes_beside(verb);
        let content = clause.filter(|_| takes("ccomp")).and_then(|c| self.clause_content(c, verb));
        let speaker = speaker_of(tree, lexicon, frame, cue, actors);
        // inside a quotation the words are the speaker's already, unless they are laid in somebody else's mouth
        let nobody = speaker.is_none() && !frame.passive;
        if nobody && self.quotes.iter().any(|q| q.outer.contains(tree.token(verb).span)) {
            return;
        }
        if let Some(content) = content {
            if (saying && !nobody) || beside.iter().any(|q| self.quotes[*q].inner.overlaps(content)) {
                self.add(content, verb, speaker);
            }
        } else if let Some(object) = object.filter(|_| speaker.is_some()) {
            // "claimed responsibility for", "denied the charge": the whole predicate is what the report gives to the speaker
            let last = tree.reach(object).1.max(tree.clause_reach(verb).1);
            if object > verb && matches!(cue.kind.as_str(), "claim" | "deny") {
                self.add(tree.trimmed(verb, last), verb, speaker);
            }
        }
        self.whole_quotes(verb, speaker, &beside);
    }

    /// A parenthetic clause that holds its own content: "(officials said they had left)".
    fn introduces_itself(&self, verb: TokenIx) -> bool {
        self.tree.child(verb, &[Deprel::Ccomp]).is_some()
    }

    /// The words of a clause without the attribution inside it.
    fn clause_content(&self, clause: TokenIx, verb: TokenIx) -> Option<ByteSpan> {
        let tree = self.tree;
        let parenthetic = tree.rel(verb) == Deprel::Parataxis && tree.head(verb) == Some(clause);
        let (mut first, mut last) = tree.reach(clause);
        if parenthetic {
            let (from, to) = tree.reach(verb);
            if from > clause {
                last = TokenIx(from.0.checked_sub(1)?);
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
            first = self.after_verb(verb, first);
        }
        (first <= last).then(|| self.without_complementizer(first, last))
    }

    /// What stands between a verb of saying and its clause, other than the verb's own arguments, belongs to the clause.
    fn after_verb(&self, verb: TokenIx, clause: TokenIx) -> TokenIx {
        let tree = self.tree;
        let own = tree.children(verb).filter(|c| *c > verb && *c < clause && tree.rel(*c) != Deprel::Punct);
        let after = own.map(|c| tree.reach(c).1).filter(|end| *end < clause).max().unwrap_or(verb);
        TokenIx(after.0 + 1)
    }

    fn before_subject(&self, verb: TokenIx) -> Option<TokenIx> {
        let subject = self.tree.child(verb, &[Deprel::Nsubj]);
        let start = subject.map_or(verb, |s| self.tree.reach(s).0.min(verb));
        start.0.checked_sub(1).map(TokenIx)
    }

    fn without_complementizer(&self, mut first: TokenIx, mut last: TokenIx) -> ByteSpan {
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

    /// Quotes that stand in the verb's sentence, or begin or go on in it.
    fn quotes_beside(&self, verb: TokenIx) -> Vec<usize> {
        let sentence = &self.tree.parse.sentences[self.tree.token(verb).sentence.0 as usize];
        let inside = |q: &Quote| q.outer.contains(self.tree.token(verb).span);
        let indices = 0..self.quotes.len();
        indices
            .filter(|i| {
                !self.used[*i] && self.quotes[*i].outer.overlaps(sentence.span) && !inside(&self.quotes[*i])
            })
            .collect()
    }

    /// Quotes beside a reporting verb that are clauses of their own or run over the sentence's edge.
    fn whole_quotes(&mut self, verb: TokenIx, speaker: Option<EntityIx>, beside: &[usize]) {
        if speaker.is_none() {
            return;
        }
        for q in beside {
            let quote = self.quotes[*q];
            let swallowed = self.found.iter().any(|s| s.content.contains(quote.inner));
            if !swallowed && !self.used[*q] && self.nearest_verb_is(verb, quote) {
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
                && reporting_cue(self.tree, self.lexicon, *t).is_some()
        });
        others.map(distance).min().is_none_or(|d| d >= distance(verb))
    }

    /// A content read from a clause, widened to the whole quote it is part of.
    fn add(&mut self, content: ByteSpan, verb: TokenIx, speaker: Option<EntityIx>) {
        let mut content = content;
        let mut direct = Directness::Reported;
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            if !quote.outer.overlaps(content) || quote.outer.contains(self.tree.token(verb).span) {
                continue;
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

    fn push(&mut self, content: ByteSpan, cue: TokenIx, speaker: Option<EntityIx>, direct: Directness) {
        self.found.push(Statement { speaker, cue: Some(cue), direct, content: trim(self.tree, content) });
    }

    /// "according to X", "in the words of X".
    fn according_to(&mut self, source: TokenIx, actors: &mut Actors) {
        let tree = self.tree;
        if !matches!(tree.rel(source), Deprel::Obl | Deprel::Nmod | Deprel::Parataxis | Deprel::Advcl) {
            return;
        }
        let Some(case) = tree.case(source).filter(|c| c == "according to" || c == "according") else {
            return;
        };
        let Some(governor) = tree.head(source) else { return };
        debug_assert!(case.starts_with("according"));
        let clause = tree.clause(governor);
        let sentence = &tree.parse.sentences[tree.token(source).sentence.0 as usize];
        let (from, to) = tree.reach(source);
        let (mut first, mut last) = tree.reach(clause);
        if tree.rel(clause) == Deprel::Root {
            (first, last) = (sentence.tokens.0, TokenIx(sentence.tokens.1.0 - 1));
        }
        if from > clause {
            last = TokenIx(from.0.saturating_sub(1).max(first.0));
        } else {
            first = TokenIx((to.0 + 1).min(last.0));
        }
        let content = self.without_complementizer(first, last);
        let speaker = somebody(tree, self.lexicon, source, actors);
        let cue = tree.child(source, &[Deprel::Case]).unwrap_or(source);
        self.add(content, cue, speaker);
    }

    /// Quoted words inside a clause whose subject acts: "accusing them of a “crime”", "calling it “void”".
    fn partly_quoted(&mut self, frames: &[Frame], actors: &mut Actors) {
        for q in 0..self.quotes.len() {
            if self.used[q] {
                continue;
            }
            let quote = self.quotes[q];
            if is_title(self.tree.text.slice(quote.inner)) {
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
                let speaker = subject.and_then(|s| somebody(self.tree, self.lexicon, s, actors));
                if speaker.is_some() {
                    self.used[q] = true;
                    self.push(quote.inner, frame.predicate, speaker, Directness::Quoted);
                }
            }
        }
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

    fn speaks(&self, verb: TokenIx) -> bool {
        let lemma = self.tree.lemma(verb);
        self.lexicon.reporting.contains_key(lemma)
            || self.lexicon.verbs.get(lemma).is_some_and(|entries| {
                let judges = |m: &Meaning| {
                    matches!(
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
    fn rest_of_quotes(&mut self, _actors: &Actors) {
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
            let words = self.tree.text.slice(quote.inner);
            if self.used[q] || words.split_whitespace().count() < 4 || !self.opens_sentence(quote) {
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
}

/// The reporting entry of a verb that its particles fit.
fn reporting_cue<'l>(tree: Tree<'_>, lexicon: &'l Lexicon, verb: TokenIx) -> Option<&'l ReportingCue> {
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

/// The one whose words they are: the slot the cue names, else the logical subject.
fn speaker_of(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    frame: &Frame,
    cue: &ReportingCue,
    actors: &mut Actors,
) -> Option<EntityIx> {
    let named = cue.speaker.first().map(String::as_str);
    let slot = match named {
        Some("none") => return None,
        Some("obj") => Slot::Object,
        Some("subj") | None => Slot::Subject,
        Some(preposition) => Slot::Preposition(preposition.to_string()),
    };
    if let Some(head) = frame.filler(&slot) {
        return somebody(tree, lexicon, head, actors);
    }
    // "“…,” said the minister": a subject behind its verb may be read as an object
    let inverted = frame.filler(&Slot::Object).filter(|_| {
        slot == Slot::Subject && !frame.passive && matches!(cue.kind.as_str(), "say" | "write")
    })?;
    actors
        .at(inverted)
        .filter(|ix| matches!(actors.get(*ix).kind, Kind::Person | Kind::Office | Kind::Government))
}

/// The entity a phrase names, made from its words where it is no known kind of actor; pronouns stay open.
fn somebody(tree: Tree<'_>, lexicon: &Lexicon, head: TokenIx, actors: &mut Actors) -> Option<EntityIx> {
    if let Some(author) = author_of(tree, lexicon, head, actors) {
        return Some(author);
    }
    if let Some(ix) = actors.at(head) {
        return Some(ix);
    }
    if tree.pos(head) == Upos::Pron || !tree.is_nominal(head) {
        return None;
    }
    Some(actors.ensure(tree, head))
}

/// "the ministry's statement", "a report by X", "released a statement which said": a text speaks for its author.
fn author_of(tree: Tree<'_>, lexicon: &Lexicon, head: TokenIx, actors: &Actors) -> Option<EntityIx> {
    let is_text = |cue: &ReportingCue| cue.pos == "noun" && cue.content.iter().any(|c| c == "quote");
    lexicon.reporting.get(tree.lemma(head)).filter(|cues| cues.iter().any(is_text))?;
    let owner = tree.children(head).find(|c| match tree.rel(*c) {
        Deprel::NmodPoss | Deprel::Compound | Deprel::Amod => actors.at(*c).is_some(),
        Deprel::Nmod => {
            matches!(tree.case(*c).as_deref(), Some("by" | "from" | "of")) && actors.at(*c).is_some()
        }
        _ => false,
    });
    owner.and_then(|o| actors.at(o)).or_else(|| {
        let verb = tree.head(head).filter(|v| tree.is_verb(*v) && tree.rel(head) == Deprel::Obj)?;
        actors.at(tree.child(verb, &[Deprel::Nsubj])?)
    })
}

/// Quoted titles and nicknames: every longer word capitalised.
fn is_title(words: &str) -> bool {
    let mut long = words.split_whitespace().filter(|w| w.chars().count() > 3).peekable();
    long.peek().is_some()
        && words.split_whitespace().count() < 7
        && long.all(|w| w.starts_with(char::is_uppercase))
}

/// Drops white space and a trailing comma at the edges.
fn trim(tree: Tree<'_>, span: ByteSpan) -> ByteSpan {
    let words = tree.text.slice(span);
    let start = words.len() - words.trim_start().len();
    let end = words.trim_end().trim_end_matches([',', ';']).len();
    if start >= end {
        return span;
    }
    ByteSpan::new(span.start.0 + start as u32, span.start.0 + end as u32)
}
