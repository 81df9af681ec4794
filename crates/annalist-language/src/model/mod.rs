//! A language model: the weights and inventories of a file, made ready to run.

mod file;
mod labels;
mod lemma;
mod words;

use crate::error::Error;
use crate::kernel::{LANES, Packed, Target};
use file::File;
pub(crate) use file::{Dims, Table};
pub(crate) use labels::{Inventory, NameLabel};
pub(crate) use words::{Fnv, FormMap, FormRows, FormSet, Words};

/// A trained language model, immutable and shared between threads.
pub struct Model {
    id: String,
    pub(crate) target: Target,
    pub(crate) dims: Dims,
    pub(crate) inventory: Inventory,
    pub(crate) words: Words,
    pub(crate) input: Input,
    pub(crate) layers: [Layer; 2],
    pub(crate) tags: Tags,
    pub(crate) deep: Deep,
    pub(crate) arcs: Arcs,
    pub(crate) label_out: Packed,
    pub(crate) names: NameChain,
    pub(crate) events: Option<Events>,
}

/// From a form's rows to the vector that the encoder reads.
pub(crate) struct Input {
    pub word: Table,
    pub affix: Table,
    pub ngram: Table,
    pub linear: Packed,
    pub gain: Vec<f32>,
    pub bias: Vec<f32>,
}

/// One bidirectional LSTM layer: from its inputs to the gates of both directions, and from each direction's last state.
pub(crate) struct Layer {
    pub inputs: Packed,
    pub states: [Packed; 2],
}

/// The heads on the first layer, side by side.
pub(crate) struct Tags {
    pub linear: Packed,
    pub upos: usize,
    pub xpos: usize,
    pub feats: usize,
    pub lemma: usize,
    /// What the names head reads of this layer; none in files of version 1.
    pub names: Option<usize>,
}

/// The heads on the second layer, side by side.
pub(crate) struct Deep {
    pub linear: Packed,
    pub names: usize,
    pub arc_dep: usize,
    pub arc_head: usize,
    pub label_dep: usize,
    pub label_head: usize,
}

/// The heads of predicates: where their parts stand among [`Deep`]'s columns, and what comes after.
pub(crate) struct Events {
    pub predicate: usize,
    pub role_predicate: usize,
    pub role_word: usize,
    pub event: usize,
    pub role_out: Packed,
    pub event_out: Packed,
}

/// What makes arc scores of dependents and heads.
pub(crate) struct Arcs {
    pub bilinear: Packed,
    pub root: Vec<f32>,
    pub root_distance: f32,
    pub distance: Distance,
}

/// Scores by the signed distance from dependent to head.
pub(crate) struct Distance {
    bounds: Vec<i32>,
    scores: Vec<f32>,
}

/// Scores of one name label after another.
pub(crate) struct NameChain {
    pub start: Vec<f32>,
    /// `[from][to]`.
    pub transitions: Vec<f32>,
    /// From the sum of what both layers bring to label scores; none where the second layer brings the scores themselves.
    pub out: Option<Packed>,
}

impl Model {
    /// Reads a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::for_target(bytes, Target::best())
    }

    /// Name and content hash, as in `annalist-en-1@0123456789ab`.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn for_target(bytes: &[u8], target: Target) -> Result<Self, Error> {
        let mut file = File::open(bytes)?;
        let dims = file.header.dims;
        let widths = [dims.word + dims.affix + dims.ngram, dims.input, dims.hidden, dims.arc, dims.label];
        let extra = [dims.names, dims.roles, dims.events];
        if extra.iter().any(|width| width % LANES != 0 || *width > 4096) {
            return Err(Error::damaged("a width of the events' heads is not a multiple of 16 or too large"));
        }
        if widths.iter().any(|width| *width == 0 || width % LANES != 0 || *width > 4096) {
            return Err(Error::damaged("a width of the network is not a multiple of 16 or too large"));
        }
        let words = std::mem::take(&mut file.header.words);
        let mut words = Words::new(words, file.header.affix_buckets, file.header.ngram_buckets);
        if file.header.kinds.len() > 32 {
            return Err(Error::damaged("there are more than 32 kinds of words"));
        }
        file.header.kinds.iter().for_each(|kind| words.add_kind(&kind.name, &kind.words));
        let inventory = Inventory::compile(&file.header.labels)?;
        let loader = Loader { file: &file, dims };
        let (deep, events) = loader.deep(&inventory)?;
        Ok(Self {
            id: format!("{}@{}", file.header.name, &file.hash[..12]),
            target,
            dims,
            input: loader.input(&words)?,
            layers: [loader.layer(0, dims.input)?, loader.layer(1, 2 * dims.hidden)?],
            tags: loader.tags(&inventory)?,
            deep,
            events,
            arcs: loader.arcs()?,
            label_out: loader.linear("lab_out", dims.label, inventory.deprel.len())?,
            names: loader.names(&inventory)?,
            inventory,
            words,
        })
    }
}

/// Takes tensors out of a file by the names that FORMAT.md gives them.
struct Loader<'a> {
    file: &'a File<'a>,
    dims: Dims,
}

impl Loader<'_> {
    fn pair(&self, name: &str, inputs: usize, outputs: usize) -> Result<(Vec<f32>, Vec<f32>), Error> {
        let weights = self.file.dense(&format!("{name}.w"), inputs * outputs)?;
        Ok((weights, self.file.dense(&format!("{name}.b"), outputs)?))
    }

    fn linear(&self, name: &str, inputs: usize, outputs: usize) -> Result<Packed, Error> {
        let (weights, bias) = self.pair(name, inputs, outputs)?;
        Ok(Packed::from_output_rows(inputs, &weights, &bias))
    }

    fn input(&self, words: &Words) -> Result<Input, Error> {
        let Dims { word, affix, ngram, input, .. } = self.dims;
        Ok(Input {
            word: self.file.table("word", word, words.rows)?,
            affix: self.file.table("affix", affix, words.affix_buckets as usize)?,
            ngram: self.file.table("ngram", ngram, words.ngram_buckets as usize)?,
            linear: self.linear("input", word + affix + ngram + words.kind_count, input)?,
            gain: self.file.dense("input_norm.w", input)?,
            bias: self.file.dense("input_norm.b", input)?,
        })
    }

    fn layer(&self, number: usize, inputs: usize) -> Result<Layer, Error> {
        let (hidden, gates) = (self.dims.hidden, 4 * self.dims.hidden);
        let tensor = |side: &str, part: &str, count: usize| {
            self.file.dense(&format!("lstm{number}.{side}.{part}"), count)
        };
        let (forward, backward) =
            (tensor("fwd", "wx", gates * inputs)?, tensor("bwd", "wx", gates * inputs)?);
        let biases = [tensor("fwd", "b", gates)?, tensor("bwd", "b", gates)?];
        let (inputs, _) = Packed::side_by_side(inputs, &[(&forward, &biases[0]), (&backward, &biases[1])]);
        let (forward, backward) =
            (tensor("fwd", "wh", gates * hidden)?, tensor("bwd", "wh", gates * hidden)?);
        let states = [&forward, &backward].map(|weights| Packed::from_output_rows(hidden, weights, &[]));
        Ok(Layer { inputs, states })
    }

    /// Heads over the outputs of a layer, those of no width left out; where each starts.
    fn side_by_side<const N: usize>(&self, parts: [(&str, usize); N]) -> Result<(Packed, [usize; N]), Error> {
        let inputs = 2 * self.dims.hidden;
        let mut loaded = Vec::with_capacity(N);
        for (name, outputs) in parts {
            loaded.push(match (name, outputs) {
                (_, 0) => (Vec::new(), Vec::new()),
                ("names_high", _) => (self.file.dense("names_high.w", inputs * outputs)?, Vec::new()),
                _ => self.pair(name, inputs, outputs)?,
            });
        }
        let views: Vec<_> = loaded.iter().map(|(w, b)| (w.as_slice(), b.as_slice())).collect();
        let (packed, starts) = Packed::side_by_side(inputs, &views);
        let mut at = [0; N];
        at.copy_from_slice(&starts);
        Ok((packed, at))
    }

    fn tags(&self, inventory: &Inventory) -> Result<Tags, Error> {
        let (linear, [upos, xpos, feats, lemma, names]) = self.side_by_side([
            ("upos", inventory.upos.len()),
            ("xpos", inventory.xpos.len()),
            ("feats", inventory.feats.len()),
            ("lemma", inventory.lemma.len()),
            ("names_low", self.dims.names),
        ])?;
        let names = Some(names).filter(|_| self.dims.names > 0);
        Ok(Tags { linear, upos, xpos, feats, lemma, names })
    }

    fn deep(&self, inventory: &Inventory) -> Result<(Deep, Option<Events>), Error> {
        let Dims { arc, label, names, roles, events, .. } = self.dims;
        let plain = if names == 0 { ("names", inventory.names.len()) } else { ("names_high", names) };
        let (
            linear,
            [names, arc_dep, arc_head, label_dep, label_head, role_predicate, role_word, event, predicate],
        ) = self.side_by_side([
            plain,
            ("arc_dep", arc),
            ("arc_head", arc),
            ("lab_dep", label),
            ("lab_head", label),
            ("role_predicate", roles),
            ("role_word", roles),
            ("event", events),
            ("predicate", usize::from(roles > 0)),
        ])?;
        let heads = if roles == 0 || events == 0 || inventory.roles.is_empty() {
            None
        } else {
            let role_out = self.linear("role_out", roles, inventory.roles.len())?;
            let event_out = self.linear("event_out", events, 1)?;
            Some(Events { predicate, role_predicate, role_word, event, role_out, event_out })
        };
        Ok((Deep { linear, names, arc_dep, arc_head, label_dep, label_head }, heads))
    }

    fn arcs(&self) -> Result<Arcs, Error> {
        let arc = self.dims.arc;
        let u = self.file.dense("arc_u", arc * arc)?;
        let mut transposed = vec![0.0; arc * arc];
        for (i, row) in u.chunks_exact(arc).enumerate() {
            for (j, value) in row.iter().enumerate() {
                transposed[j * arc + i] = *value;
            }
        }
        let bias = self.file.dense("arc_bias", arc)?;
        let bounds = self.file.header.distance_buckets.clone();
        let scores = self.file.dense("distance", bounds.len() + 2)?;
        Ok(Arcs {
            bilinear: Packed::from_output_rows(arc, &transposed, &bias),
            root: self.file.dense("arc_root", arc)?,
            root_distance: scores[bounds.len() + 1],
            distance: Distance { bounds, scores },
        })
    }

    fn names(&self, inventory: &Inventory) -> Result<NameChain, Error> {
        let (n, width) = (inventory.names.len(), self.dims.names);
        let out = if width == 0 { None } else { Some(self.linear("names_out", width, n)?) };
        Ok(NameChain {
            out,
            start: self.file.dense("names_start", n)?,
            transitions: self.file.dense("names_trans", n * n)?,
        })
    }
}

impl Distance {
    /// The score of a head `delta` words to the right of its dependent.
    pub(crate) fn score(&self, delta: i32) -> f32 {
        self.scores[self.bounds.partition_point(|bound| *bound < delta)]
    }
}
