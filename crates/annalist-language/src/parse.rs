//! The parsed text: what the language phase hands to reading.

use annalist_reports::ByteSpan;
use std::ops::Range;

/// Index of a token in its [`Parse`]; tokens of all sentences are numbered through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenIx(pub u32);

/// Index of a sentence in its [`Parse`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceIx(pub u32);

/// A whole document, parsed.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// All tokens in text order (Universal Dependencies words).
    pub tokens: Vec<Token>,
    /// All sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Names in text order, not nested.
    pub names: Vec<Name>,
    /// Predicates in text order: verbs and nouns that tell of an event or a state.
    pub predicates: Vec<Predicate>,
    /// Arguments of all predicates; see [`Parse::arguments`].
    pub arguments: Vec<Argument>,
    /// All lemmas, one after the other; see [`Parse::lemma`].
    pub lemmas: String,
    /// Dependents and extents; made by [`Parse::index`].
    pub index: TreeIndex,
}

/// What is looked up of the trees: dependents of each token and the extent of its subtree.
#[derive(Clone, Debug, Default)]
pub struct TreeIndex {
    /// For each token where its children start in `children`, and the end of the last.
    starts: Vec<u32>,
    /// Children of all tokens, in text order for each.
    children: Vec<TokenIx>,
    /// First and last token of each subtree.
    extents: Vec<(TokenIx, TokenIx)>,
}

/// One Universal Dependencies word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands in the text.
    pub span: ByteSpan,
    /// Where its lemma stands in [`Parse::lemmas`].
    pub lemma: (u32, u32),
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag, as an index into the model's inventory.
    pub xpos: Xpos,
    /// Morphological features.
    pub feats: Feats,
    /// Syntactic head; `None` for the root of the sentence.
    pub head: Option<TokenIx>,
    /// Relation to the head.
    pub deprel: Deprel,
    /// The sentence it belongs to.
    pub sentence: SentenceIx,
}

/// A sentence: its span in the text and its tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From the first to the last token.
    pub span: ByteSpan,
    /// First token and one past the last.
    pub tokens: (TokenIx, TokenIx),
    /// Number of the paragraph (block of text between blank lines, headings or bullets), from 0.
    pub paragraph: u32,
}

/// A named entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// What is named.
    pub kind: NameKind,
    /// First token and one past the last.
    pub tokens: (TokenIx, TokenIx),
}

/// A word that tells of an event or a state, as PropBank annotates them; auxiliaries are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicate {
    /// The word.
    pub token: TokenIx,
    /// Whether the text says that it happened: from −3 (it did not) over 0 (open) to 3 (it did). A judgement of readers
    /// that the model learnt to repeat, not a probability; in between it tells how sure they would be.
    pub factuality: f32,
    /// Where its arguments stand in [`Parse::arguments`].
    pub arguments: (u32, u32),
}

/// A word that heads an argument of a predicate. The argument itself is the word's subtree, less the predicate's own part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The head word.
    pub token: TokenIx,
    /// What it is to the predicate.
    pub role: Role,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, government body, armed group, party, outlet.
    Organization,
    /// A place, country, region, facility.
    Location,
    /// A nationality, people or religious or political group, as noun or adjective.
    Group,
    /// A named event, work, product, law.
    Other,
}

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $label:literal),+ $(,)? } else $other:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the variants are the labels of the annotation scheme")]
        pub enum $name { $($variant),+ }
        impl $name {
            /// The label's variant; labels outside the scheme map to the scheme's own "other".
            pub fn from_label(label: &str) -> Self {
                match label { $($label => Self::$variant,)+ _ => Self::$other }
            }
            /// The label as the annotation scheme writes it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

labels! {
    /// Universal parts of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    } else X
}

labels! {
    /// Penn Treebank tags as English UD uses them.
    Xpos {
        Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
        Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT", Pos = "POS", Prp = "PRP",
        PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB",
        Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB",
        Add = "ADD", Afx = "AFX", Gw = "GW", Hyph = "HYPH", Nfp = "NFP", Lrb = "-LRB-", Rrb = "-RRB-", Lsb = "-LSB-",
        Rsb = "-RSB-", Comma = ",", Period = ".", Colon = ":", Dollar = "$", OpenQuote = "``", CloseQuote = "''", Xx = "XX",
    } else Xx
}

labels! {
    /// Universal Dependencies relations of English, with subtypes.
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", Amod = "amod",
        Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj",
        Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet",
        Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        FlatForeign = "flat:foreign", Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl",
        OblAgent = "obl:agent", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
        Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    } else Dep
}

labels! {
    /// What a word is to a predicate, in PropBank's terms.
    ///
    /// `Arg0` is who does it, `Arg1` what is done or who undergoes it, `Arg2` to `Arg4` depend on the verb (receiver,
    /// instrument, start, end). The others mean the same beside every verb: time, place, negation, modal verb, cause,
    /// purpose, other adverbials, manner, discourse word, extent, direction, secondary predicate, goal, companion, word that
    /// a noun predicate is told of, light verb of a noun predicate, the noun of a light verb, relative pronoun that stands
    /// for a doer or an undergoer, second part of an undergoer.
    Role {
        None = "_", Arg0 = "ARG0", Arg1 = "ARG1", Arg2 = "ARG2", Arg3 = "ARG3", Arg4 = "ARG4", Time = "ARGM-TMP",
        Place = "ARGM-LOC", Negation = "ARGM-NEG", Modal = "ARGM-MOD", Cause = "ARGM-CAU", Purpose = "ARGM-PRP",
        Adverbial = "ARGM-ADV", Manner = "ARGM-MNR", Discourse = "ARGM-DIS", Extent = "ARGM-EXT", Direction = "ARGM-DIR",
        Secondary = "ARGM-PRD", Goal = "ARGM-GOL", Companion = "ARGM-COM", Adjectival = "ARGM-ADJ",
        LightVerb = "ARGM-LVB", LightNoun = "ARGM-PRR", RelativeArg0 = "R-ARG0", RelativeArg1 = "R-ARG1",
        MoreArg1 = "C-ARG1",
    } else None
}

/// The morphological features that reading asks for, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Feats(pub u32);

#[allow(missing_docs, reason = "each constant is the UD feature of that name")]
impl Feats {
    pub const PLURAL: u32 = 1;
    pub const PAST: u32 = 1 << 1;
    pub const PRESENT: u32 = 1 << 2;
    pub const FINITE: u32 = 1 << 3;
    pub const INFINITIVE: u32 = 1 << 4;
    pub const PARTICIPLE: u32 = 1 << 5;
    pub const GERUND: u32 = 1 << 6;
    pub const PASSIVE: u32 = 1 << 7;
    pub const IMPERATIVE: u32 = 1 << 8;
    pub const NEGATIVE: u32 = 1 << 9;
    pub const FIRST_PERSON: u32 = 1 << 10;
    pub const SECOND_PERSON: u32 = 1 << 11;
    pub const THIRD_PERSON: u32 = 1 << 12;
    pub const MASCULINE: u32 = 1 << 13;
    pub const FEMININE: u32 = 1 << 14;
    pub const NEUTER: u32 = 1 << 15;
    pub const POSSESSIVE: u32 = 1 << 16;
    pub const RELATIVE: u32 = 1 << 17;
    pub const INTERROGATIVE: u32 = 1 << 18;
    pub const DEMONSTRATIVE: u32 = 1 << 19;
    pub const PERSONAL: u32 = 1 << 20;
    pub const REFLEXIVE: u32 = 1 << 21;
    pub const DEFINITE: u32 = 1 << 22;
    pub const INDEFINITE: u32 = 1 << 23;
    pub const CARDINAL: u32 = 1 << 24;
    pub const ORDINAL: u32 = 1 << 25;
    pub const COMPARATIVE: u32 = 1 << 26;
    pub const SUPERLATIVE: u32 = 1 << 27;
    pub const NOMINATIVE: u32 = 1 << 28;
    pub const ACCUSATIVE: u32 = 1 << 29;
    pub const SINGULAR: u32 = 1 << 30;
    pub const ABBREVIATION: u32 = 1 << 31;

    /// Whether any of the given bits is set.
    pub fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// Reads a UD feature string such as `Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin`.
    pub fn from_ud(feats: &str) -> Self {
        let bits = feats.split('|').map(|feat| match feat {
            "Number=Plur" => Self::PLURAL,
            "Number=Sing" => Self::SINGULAR,
            "Tense=Past" => Self::PAST,
            "Tense=Pres" => Self::PRESENT,
            "VerbForm=Fin" => Self::FINITE,
            "VerbForm=Inf" => Self::INFINITIVE,
            "VerbForm=Part" => Self::PARTICIPLE,
            "VerbForm=Ger" => Self::GERUND,
            "Voice=Pass" => Self::PASSIVE,
            "Mood=Imp" => Self::IMPERATIVE,
            "Polarity=Neg" | "PronType=Neg" => Self::NEGATIVE,
            "Person=1" => Self::FIRST_PERSON,
            "Person=2" => Self::SECOND_PERSON,
            "Person=3" => Self::THIRD_PERSON,
            "Gender=Masc" => Self::MASCULINE,
            "Gender=Fem" => Self::FEMININE,
            "Gender=Neut" => Self::NEUTER,
            "Poss=Yes" => Self::POSSESSIVE,
            "PronType=Rel" => Self::RELATIVE,
            "PronType=Int" => Self::INTERROGATIVE,
            "PronType=Dem" => Self::DEMONSTRATIVE,
            "PronType=Prs" => Self::PERSONAL,
            "Reflex=Yes" => Self::REFLEXIVE,
            "Definite=Def" => Self::DEFINITE,
            "Definite=Ind" => Self::INDEFINITE,
            "NumType=Card" => Self::CARDINAL,
            "NumType=Ord" => Self::ORDINAL,
            "Degree=Cmp" => Self::COMPARATIVE,
            "Degree=Sup" => Self::SUPERLATIVE,
            "Case=Nom" => Self::NOMINATIVE,
            "Case=Acc" => Self::ACCUSATIVE,
            "Abbr=Yes" => Self::ABBREVIATION,
            _ => 0,
        });
        Self(bits.fold(0, |all, bit| all | bit))
    }
}

impl TokenIx {
    /// As a plain index.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl Name {
    /// The token indices.
    pub fn range(self) -> Range<usize> {
        self.tokens.0.at()..self.tokens.1.at()
    }
}

impl Sentence {
    /// The token indices.
    pub fn range(&self) -> Range<usize> {
        self.tokens.0.at()..self.tokens.1.at()
    }
}

impl Parse {
    /// The lemma of a token.
    pub fn lemma(&self, token: TokenIx) -> &str {
        let (start, end) = self.tokens[token.at()].lemma;
        &self.lemmas[start as usize..end as usize]
    }

    /// The token at an index.
    pub fn token(&self, token: TokenIx) -> &Token {
        &self.tokens[token.at()]
    }

    /// The predicate that a token is, if it is one.
    pub fn predicate(&self, token: TokenIx) -> Option<&Predicate> {
        let at = self.predicates.binary_search_by_key(&token, |predicate| predicate.token).ok()?;
        Some(&self.predicates[at])
    }

    /// The arguments of a predicate, in text order.
    pub fn arguments(&self, predicate: &Predicate) -> &[Argument] {
        &self.arguments[predicate.arguments.0 as usize..predicate.arguments.1 as usize]
    }

    /// Makes the index of children and subtrees; to be called after the last change of a head.
    pub fn index(&mut self) {
        self.index = TreeIndex::new(&self.tokens);
    }

    /// The tokens whose head is `head`, in text order.
    ///
    /// # Panics
    /// If the trees have not been indexed.
    pub fn children(&self, head: TokenIx) -> impl DoubleEndedIterator<Item = TokenIx> + '_ {
        let at = head.at();
        let (start, end) = (self.index.starts[at] as usize, self.index.starts[at + 1] as usize);
        self.index.children[start..end].iter().copied()
    }

    /// First and last token of the subtree of `token`, itself included.
    ///
    /// # Panics
    /// If the trees have not been indexed.
    pub fn subtree(&self, token: TokenIx) -> (TokenIx, TokenIx) {
        self.index.extents[token.at()]
    }

    /// The sentence of a token.
    pub fn sentence(&self, token: TokenIx) -> &Sentence {
        &self.sentences[self.token(token).sentence.0 as usize]
    }
}

impl TreeIndex {
    fn new(tokens: &[Token]) -> Self {
        let mut starts = vec![0_u32; tokens.len() + 1];
        for head in tokens.iter().filter_map(|token| token.head) {
            starts[head.at() + 1] += 1;
        }
        for i in 0..tokens.len() {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenIx(0); *starts.last().unwrap_or(&0) as usize];
        for (i, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head {
                let slot = &mut next[head.at()];
                children[*slot as usize] = TokenIx(i as u32);
                *slot += 1;
            }
        }
        Self { starts, children, extents: extents(tokens) }
    }
}

/// Subtree extents: every token widens those above it. Trees have no cycles; the walk is bounded all the same.
fn extents(tokens: &[Token]) -> Vec<(TokenIx, TokenIx)> {
    let mut extents: Vec<_> = (0..tokens.len()).map(|i| (TokenIx(i as u32), TokenIx(i as u32))).collect();
    for i in 0..tokens.len() {
        let me = TokenIx(i as u32);
        let mut above = tokens[i].head;
        for _ in 0..tokens.len() {
            let Some(head) = above else { break };
            let extent: &mut (TokenIx, TokenIx) = &mut extents[head.at()];
            if extent.0 <= me && me <= extent.1 {
                break;
            }
            *extent = (extent.0.min(me), extent.1.max(me));
            above = tokens[head.at()].head;
        }
    }
    extents
}
