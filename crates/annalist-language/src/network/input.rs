//! What each word form brings to the gates of the first layer, made once and kept.

use crate::kernel::{Rows, RowsMut};
use crate::model::{FormMap, FormRows, Model, Table};

/// Gate inputs of the forms met so far, across documents.
#[derive(Default)]
pub(crate) struct TypeCache {
    model: String,
    ids: FormMap<u32>,
    vectors: Vec<f32>,
    rows: FormRows,
    parts: Vec<f32>,
    input: Vec<f32>,
}

impl TypeCache {
    /// Forms kept at most; a block of text may go beyond by its own forms.
    const BOUND: usize = 8_192;

    /// Forgets everything where the model is another or the bound is passed. Numbers given before lose their meaning.
    pub(crate) fn settle(&mut self, model: &Model) {
        if self.ids.len() > Self::BOUND || self.model != model.id() {
            self.ids.clear();
            self.vectors.clear();
            model.id().clone_into(&mut self.model);
        }
    }

    /// The number of a form.
    pub(crate) fn id(&mut self, model: &Model, form: &str) -> u32 {
        if let Some(id) = self.ids.get(form) {
            return *id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(form.into(), id);
        model.words.look_up(form, &mut self.rows);
        model.input_vector(&self.rows, &mut self.parts, &mut self.input);
        model.gate_inputs(&self.input, &mut self.vectors);
        id
    }

    pub(crate) fn vector(&self, id: u32, width: usize) -> &[f32] {
        &self.vectors[id as usize * width..][..width]
    }
}

impl Model {
    /// Makes the input vector of a form.
    fn input_vector(&self, rows: &FormRows, parts: &mut Vec<f32>, vector: &mut Vec<f32>) {
        let (dims, input) = (self.dims, &self.input);
        parts.clear();
        parts.resize(dims.word + dims.affix + dims.ngram + self.words.kind_count, 0.0);
        let (word, rest) = parts.split_at_mut(dims.word);
        let (affix, rest) = rest.split_at_mut(dims.affix);
        let (ngram, kinds) = rest.split_at_mut(dims.ngram);
        for (bit, value) in kinds.iter_mut().enumerate() {
            *value = (rows.kinds >> bit & 1) as f32;
        }
        self.add_rows(&input.word, &[rows.word], 1.0, word);
        self.add_rows(&input.affix, &rows.affixes, 1.0, affix);
        self.add_rows(&input.ngram, &rows.ngrams, 1.0 / rows.ngrams.len().max(1) as f32, ngram);
        vector.resize(dims.input, 0.0);
        let parts = Rows { data: parts, stride: 0, count: 1 };
        self.target.dense(parts, &input.linear, RowsMut { data: vector, stride: 0 });
        self.target.gelu(RowsMut { data: vector, stride: 0 }, 1, 0, dims.input);
        self.target.layer_norm(vector, &input.gain, &input.bias);
    }

    /// Appends what an input vector brings to the gates of both directions.
    fn gate_inputs(&self, vector: &[f32], gates: &mut Vec<f32>) {
        let start = gates.len();
        gates.resize(start + 8 * self.dims.hidden, 0.0);
        let vector = Rows { data: vector, stride: 0, count: 1 };
        let gates = RowsMut { data: &mut gates[start..], stride: 0 };
        self.target.dense(vector, &self.layers[0].inputs, gates);
    }

    fn add_rows(&self, table: &Table, rows: &[u32], weight: f32, sum: &mut [f32]) {
        for row in rows {
            let row = *row as usize;
            let values = &table.rows[row * table.width..][..table.width];
            self.target.add_scaled(sum, values, table.scales[row] * weight);
        }
    }
}
