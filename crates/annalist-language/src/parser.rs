//! Text to [`Parse`].

use crate::model::Model;
use crate::network::{BATCH, Event, Job, Labelled, TypeCache, Work};
use crate::parse::{
    Argument, Feats, Name, Parse, Predicate, Role, Sentence, SentenceIx, Token, TokenIx, Upos,
};
use crate::segment::{Segment, SegmentScratch, Segmentation, segment_into};
use crate::{nouns, repair, verbs};
use annalist_reports::{ByteSpan, Text};

/// Words of a document that are labelled before the next are looked at; bounds the memory that a document takes.
const BLOCK: usize = 4_096;

/// Parses texts with a model. Cheap to make and to copy.
#[derive(Clone, Copy)]
pub struct Parser<'m> {
    model: &'m Model,
    events: bool,
}

/// Buffers and the cache of word forms, to be kept from text to text by one thread.
#[derive(Default)]
pub struct Scratch {
    segmentation: Segmentation,
    segment: SegmentScratch,
    cache: TypeCache,
    work: Work,
    types: Vec<u32>,
    order: Vec<u32>,
    jobs: Vec<Job>,
    labels: Vec<Labelled>,
    events: Vec<Event>,
    arguments: Vec<(u32, u16)>,
}

impl Scratch {
    /// Empty buffers.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<'m> Parser<'m> {
    /// A parser that uses this model.
    pub fn new(model: &'m Model) -> Self {
        Self { model, events: true }
    }

    /// A parser that leaves [`Parse::predicates`] empty, which saves a little time.
    #[must_use]
    pub fn without_events(self) -> Self {
        Self { events: false, ..self }
    }

    /// The model in use.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// Parses a text.
    pub fn parse(&self, text: &Text, scratch: &mut Scratch) -> Parse {
        let mut segmentation = std::mem::take(&mut scratch.segmentation);
        segment_into(text.as_str(), &mut scratch.segment, &mut segmentation);
        let parse = self.parse_segmented(text.as_str(), &segmentation, scratch);
        scratch.segmentation = segmentation;
        parse
    }

    /// Parses words and sentences as given, for evaluation. Spans refer to all words joined by single spaces.
    pub fn parse_tokens<S: AsRef<str>>(&self, sentences: &[Vec<S>], scratch: &mut Scratch) -> Parse {
        let mut text = String::new();
        let mut segmentation = Segmentation::default();
        for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
            let first = segmentation.tokens.len() as u32;
            for word in sentence {
                let start = text.len() as u32;
                text.push_str(word.as_ref());
                segmentation.tokens.push(ByteSpan::new(start, text.len() as u32));
                text.push(' ');
            }
            let tokens = first..segmentation.tokens.len() as u32;
            segmentation.sentences.push(Segment { tokens, paragraph: 0 });
        }
        self.parse_segmented(&text, &segmentation, scratch)
    }

    /// Parses a text whose words and sentences are known.
    pub fn parse_segmented(&self, text: &str, segmentation: &Segmentation, scratch: &mut Scratch) -> Parse {
        scratch.events.clear();
        scratch.arguments.clear();
        scratch.labels.clear();
        scratch.labels.resize(segmentation.tokens.len(), Labelled::default());
        let mut rest = segmentation.sentences.as_slice();
        while let Some(first) = rest.first() {
            let bound = first.tokens.start as usize + BLOCK;
            let count = rest.iter().take_while(|s| s.tokens.end as usize <= bound).count().max(1);
            let (block, after) = rest.split_at(count);
            self.label(text, segmentation, block, scratch);
            rest = after;
        }
        let mut parse = self.assemble(text, segmentation, &scratch.labels);
        scratch.events.sort_unstable_by_key(|event| event.word);
        self.push_events(&scratch.events, &scratch.arguments, &mut parse);
        parse
    }

    /// Labels the words of some sentences.
    fn label(self, text: &str, segmentation: &Segmentation, block: &[Segment], scratch: &mut Scratch) {
        let Scratch { cache, work, types, order, jobs, labels, events, arguments, .. } = scratch;
        let (Some(first), Some(last)) = (block.first(), block.last()) else { return };
        let tokens = first.tokens.start as usize..last.tokens.end as usize;
        cache.settle(self.model);
        work.events.off = !self.events;
        types.clear();
        types.extend(
            segmentation.tokens[tokens.clone()].iter().map(|span| cache.id(self.model, &text[span.range()])),
        );
        order.clear();
        order.extend(0..block.len() as u32);
        order.sort_by_key(|i| std::cmp::Reverse(block[*i as usize].tokens.len()));
        for batch in order.chunks(BATCH) {
            jobs.clear();
            jobs.extend(batch.iter().map(|i| {
                let words = &block[*i as usize].tokens;
                Job { start: words.start as usize - tokens.start, len: words.len() }
            }));
            self.model.run(jobs, types, cache, work, &mut labels[tokens.clone()]);
        }
        let (first, before) = (tokens.start as u32, arguments.len() as u32);
        events.extend(work.events.events.drain(..).map(|event| Event {
            word: event.word + first,
            arguments: (event.arguments.0 + before, event.arguments.1 + before),
            ..event
        }));
        arguments.extend(work.events.arguments.drain(..).map(|(word, role)| (word + first, role)));
    }

    fn assemble(self, text: &str, segmentation: &Segmentation, labels: &[Labelled]) -> Parse {
        let inventory = &self.model.inventory;
        let mut parse = Parse::default();
        parse.tokens.reserve(labels.len());
        parse.sentences.reserve(segmentation.sentences.len());
        parse.lemmas.reserve(text.len());
        for (number, segment) in segmentation.sentences.iter().enumerate() {
            for at in segment.tokens.clone() {
                let (span, label) = (segmentation.tokens[at as usize], labels[at as usize]);
                let start = parse.lemmas.len() as u32;
                let (form, upos) = (&text[span.range()], inventory.upos[usize::from(label.upos)]);
                inventory.lemma[usize::from(label.lemma)].apply(form, &mut parse.lemmas);
                let feats = inventory.feats[usize::from(label.feats)];
                let lemma = &parse.lemmas[start as usize..];
                let base = match upos {
                    Upos::Verb => verbs::base(form, lemma),
                    Upos::Noun if feats.has(Feats::PLURAL) => nouns::base(form, lemma),
                    Upos::Noun => nouns::gerund(form, lemma),
                    _ => None,
                };
                if let Some(base) = base {
                    parse.lemmas.truncate(start as usize);
                    parse.lemmas.push_str(&base);
                }
                parse.tokens.push(Token {
                    span,
                    lemma: (start, parse.lemmas.len() as u32),
                    upos,
                    xpos: inventory.xpos[usize::from(label.xpos)],
                    feats,
                    head: u32::from(label.head)
                        .checked_sub(1)
                        .map(|head| TokenIx(segment.tokens.start + head)),
                    deprel: inventory.deprel[usize::from(label.deprel)],
                    sentence: SentenceIx(number as u32),
                });
            }
            parse.sentences.push(sentence(segmentation, segment));
            self.push_names(segment, labels, &mut parse.names);
        }
        repair::repair(self.model, text, &mut parse);
        parse.index();
        parse
    }

    /// Adds the predicates with their arguments, both in text order.
    fn push_events(self, events: &[Event], arguments: &[(u32, u16)], parse: &mut Parse) {
        let roles = &self.model.inventory.roles;
        for event in events {
            let start = parse.arguments.len() as u32;
            let own = &arguments[event.arguments.0 as usize..event.arguments.1 as usize];
            parse.arguments.extend(own.iter().map(|(word, role)| Argument {
                token: TokenIx(*word),
                role: roles[usize::from(*role)].unwrap_or(Role::None),
            }));
            parse.predicates.push(Predicate {
                token: TokenIx(event.word),
                factuality: event.factuality,
                arguments: (start, parse.arguments.len() as u32),
            });
        }
    }

    /// Reads names off the labels of a sentence.
    fn push_names(self, segment: &Segment, labels: &[Labelled], names: &mut Vec<Name>) {
        use crate::model::NameLabel::{Begin, Inside};
        let mut open = None;
        for at in segment.tokens.clone() {
            let label = self.model.inventory.names[usize::from(labels[at as usize].name)];
            match (label, open) {
                (Inside(kind), Some((start, before))) if kind == before => open = Some((start, kind)),
                (label, before) => {
                    names.extend(
                        before.map(|(start, kind)| Name { kind, tokens: (TokenIx(start), TokenIx(at)) }),
                    );
                    open = match label {
                        Begin(kind) | Inside(kind) => Some((at, kind)),
                        crate::model::NameLabel::Outside => None,
                    };
                }
            }
        }
        let end = TokenIx(segment.tokens.end);
        names.extend(open.map(|(start, kind)| Name { kind, tokens: (TokenIx(start), end) }));
    }
}

fn sentence(segmentation: &Segmentation, segment: &Segment) -> Sentence {
    let (first, last) = (segment.tokens.start as usize, segment.tokens.end as usize - 1);
    Sentence {
        span: segmentation.tokens[first].cover(segmentation.tokens[last]),
        tokens: (TokenIx(segment.tokens.start), TokenIx(segment.tokens.end)),
        paragraph: segment.paragraph,
    }
}
