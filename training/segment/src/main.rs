//! Trains the boundary classifiers of the segmenter: averaged logistic regression over the features that the segmenter
//! itself extracts, rounded to bytes. `annalist-segment-training OUT TRAIN.. -- DEV..`, CoNLL-U files, gzipped or not;
//! a name after a colon picks the documents listed in that file (`FILE:LIST`).

#[path = "../../../crates/annalist-language/examples/evaluate/conllu.rs"]
mod conllu;

use annalist_language::segment::training::{BUCKETS, file, sentence_examples, token_examples};
use conllu::Document;
use std::collections::HashSet;
use std::io::Write;

/// Passes over the data.
const PASSES: usize = 12;
/// Step size of AdaGrad.
const STEP: f32 = 0.15;
/// Pull towards zero at each visit.
const DECAY: f32 = 1e-6;

/// All decisions of one kind: features one after the other, where each ends, and the answers.
#[derive(Default)]
struct Examples {
    features: Vec<u32>,
    ends: Vec<usize>,
    answers: Vec<bool>,
}

impl Examples {
    fn push(&mut self, features: &[u32], answer: bool) {
        self.features.extend(features);
        self.ends.push(self.features.len());
        self.answers.push(answer);
    }

    fn get(&self, i: usize) -> (&[u32], bool) {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        (&self.features[start..self.ends[i]], self.answers[i])
    }
}

fn load(argument: &str) -> std::io::Result<Vec<Document>> {
    let (path, list) = argument.split_once(':').map_or((argument, None), |(path, list)| (path, Some(list)));
    let mut documents = conllu::read(path)?;
    if let Some(list) = list {
        let names: HashSet<String> = std::fs::read_to_string(list)?.lines().map(str::to_owned).collect();
        documents.retain(|document| names.contains(&document.id));
    }
    Ok(documents)
}

fn examples(documents: &[Document]) -> (Examples, Examples) {
    let (mut tokens, mut sentences) = (Examples::default(), Examples::default());
    for document in documents {
        let words: Vec<_> = document.words.iter().map(|word| word.span).collect();
        token_examples(&document.text, &words, |features, answer| tokens.push(features, answer));
        let mut spans = words.clone();
        spans.dedup();
        let last: HashSet<u32> = document.sentences[1..].iter().map(|end| words[end - 1].end.0).collect();
        let ends: Vec<bool> = spans.iter().map(|span| last.contains(&span.end.0)).collect();
        sentence_examples(&document.text, &spans, &ends, |features, answer| sentences.push(features, answer));
    }
    (tokens, sentences)
}

/// Numbers that look random and are always the same.
struct Noise(u64);

impl Noise {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

fn train(examples: &Examples) -> Vec<f32> {
    let (mut weights, mut squares, mut total) =
        (vec![0.0_f32; BUCKETS], vec![1e-6_f32; BUCKETS], vec![0.0_f64; BUCKETS]);
    let mut order: Vec<usize> = (0..examples.answers.len()).collect();
    let mut noise = Noise(0x5eed);
    for pass in 0..PASSES {
        for i in (1..order.len()).rev() {
            order.swap(i, noise.below(i + 1));
        }
        for i in &order {
            let (features, answer) = examples.get(*i);
            let score: f32 = features.iter().map(|f| weights[*f as usize]).sum();
            let error = 1.0 / (1.0 + (-score).exp()) - f32::from(u8::from(answer));
            for f in features.iter().map(|f| *f as usize) {
                let gradient = error + DECAY * weights[f];
                squares[f] += gradient * gradient;
                weights[f] -= STEP * gradient / squares[f].sqrt().max(0.3);
            }
        }
        if pass >= PASSES / 2 {
            total.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += f64::from(*weight));
        }
    }
    total.iter().map(|sum| *sum as f32).collect()
}

/// Rounds so that the largest weights but one in ten thousand fill a byte.
fn rounded(weights: &[f32]) -> Vec<i8> {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let scale = 127.0 / sizes[sizes.len() - 1 - sizes.len() / 10_000].max(1e-9);
    weights.iter().map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8).collect()
}

fn report(name: &str, weights: &[i8], examples: &Examples) {
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for i in 0..examples.answers.len() {
        let (features, answer) = examples.get(i);
        let said = features.iter().map(|f| i32::from(weights[*f as usize])).sum::<i32>() > 0;
        right += usize::from(said && answer);
        found += usize::from(said);
        gold += usize::from(answer);
    }
    let f1 = 200.0 * right as f64 / (found + gold).max(1) as f64;
    let out = format!(
        "{name}: {} decisions, {gold} boundaries, {found} found, f1 {f1:.2}\n",
        examples.answers.len()
    );
    let _ = std::io::stdout().write_all(out.as_bytes());
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let split = arguments.iter().position(|a| a == "--").unwrap_or(arguments.len());
    let mut documents = Vec::new();
    for argument in &arguments[1..split] {
        documents.extend(load(argument)?);
    }
    let (tokens, sentences) = examples(&documents);
    let (token_weights, sentence_weights) = (rounded(&train(&tokens)), rounded(&train(&sentences)));
    std::fs::write(&arguments[0], file(&token_weights, &sentence_weights))?;
    report("train tokens", &token_weights, &tokens);
    report("train sentences", &sentence_weights, &sentences);
    for argument in arguments.iter().skip(split + 1) {
        let (tokens, sentences) = examples(&load(argument)?);
        report(&format!("{argument} tokens"), &token_weights, &tokens);
        report(&format!("{argument} sentences"), &sentence_weights, &sentences);
    }
    Ok(())
}
