"""Predictions and scores on gold tokens (punctuation counted, labels with subtypes)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from . import lemma as lemma_rules
from .batches import make_batch
from .crf import viterbi
from .inventory import Encoded, Inventory, TypeIndex, Types
from .names import spans_of
from .network import Network
from .sentences import Sentence
from .trees import best_tree


@dataclass
class Prediction:
    """What the network says of one sentence; `arcs` [n, n + 1] are the arc scores."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    names: list[str]
    heads: list[int]
    deprels: list[str]
    arcs: np.ndarray
    frames: list[tuple[int, list[tuple[int, str]]]]
    """Predicates with the words that head their arguments."""
    factuality: np.ndarray
    """For every word, whether or not it is a predicate."""
    predicate: np.ndarray


@torch.no_grad()
def predict(network: Network, inventory: Inventory, forms: list[list[str]], batch: int = 32) -> Iterator[Prediction]:
    """Predictions in the order of `forms` (batches are made of sentences of like length)."""
    network.eval()
    out: dict[int, Prediction] = {}
    order = sorted(range(len(forms)), key=lambda i: len(forms[i]))
    trans, start = (part.numpy() for part in network.chain.scores())
    for at in range(0, len(order), batch):
        part = order[at : at + batch]
        index = TypeIndex()
        encoded = [Encoded(np.asarray([index(f) for f in forms[i]]), None, None, None, None) for i in part]
        b = make_batch(encoded, Types.build(list(index.id), inventory))
        x = network.type_inputs(*b.bags)[b.at]
        h0, h1 = network.encode(x, b.reverse)
        h0, h1 = h0.transpose(0, 1), h1.transpose(0, 1)
        arcs = network.arc_scores(h1)
        emit = network.name_scores(h0, h1).numpy()
        factuality = network.factuality(h1).numpy()
        predicate = network.predicate(h1).squeeze(2).numpy()
        tags = {layer: s.argmax(-1) for layer, s in network.tag_scores(h0).items()}
        for row, i in enumerate(part):
            n = len(forms[i])
            scores = arcs[row, :n, : n + 1].numpy()
            heads = best_tree(scores)
            inner = np.flatnonzero(heads > 0)
            labels = ["root"] * n
            if len(inner):
                best = network.label_scores(h1[row, inner], h1[row, heads[inner] - 1]).argmax(1)
                for j, k in zip(inner, best.tolist()):
                    labels[j] = inventory.deprel[k]
            layer = {name: [getattr(inventory, name)[k] for k in tags[name][row, :n].tolist()] for name in tags}
            frames = []
            at = np.flatnonzero(predicate[row, :n] > 0)
            if len(at):
                roles = network.role_scores(h1[row, at], h1[row, :n].expand(len(at), n, -1)).argmax(2).numpy()
                frames = [(int(p), [(w, inventory.roles[k]) for w, k in enumerate(said) if k and w != p]) for p, said in zip(at, roles.tolist())]
            names = [inventory.names[k] for k in viterbi(emit[row, :n], trans, start)]
            out[i] = Prediction(layer["upos"], layer["xpos"], layer["feats"], layer["lemma"], names, heads.tolist(), labels, scores, frames, factuality[row, :n], predicate[row, :n])
    for i in range(len(forms)):
        yield out[i]


def score_syntax(sentences: list[Sentence], predictions: list[Prediction]) -> dict[str, float]:
    """Percentages per word."""
    right = {k: 0 for k in ("upos", "xpos", "feats", "lemma", "uas", "las", "ulas")}
    total = 0
    for s, p in zip(sentences, predictions):
        assert s.upos and s.xpos and s.feats and s.lemmas and s.heads is not None and s.deprels
        for i, form in enumerate(s.forms):
            total += 1
            right["upos"] += s.upos[i] == p.upos[i]
            right["xpos"] += s.xpos[i] == p.xpos[i]
            right["feats"] += s.feats[i] == p.feats[i]
            right["lemma"] += s.lemmas[i] == lemma_rules.apply_rule(p.lemma[i], form)
            if s.heads[i] == p.heads[i]:
                right["uas"] += 1
                right["las"] += s.deprels[i] == p.deprels[i]
                right["ulas"] += s.deprels[i].split(":")[0] == p.deprels[i].split(":")[0]
    return {k: 100 * v / total for k, v in right.items()}


def score_frames(sentences: list[Sentence], predictions: list[Prediction]) -> dict[str, float]:
    """F1 of predicates and of arguments (predicate, head word and role all right)."""
    sums = np.zeros((2, 3))
    for s, p in zip(sentences, predictions):
        if s.frames is None:
            continue
        gold = ({f.predicate for f in s.frames}, {(f.predicate, *a) for f in s.frames for a in f.arguments})
        said = ({at for at, _ in p.frames}, {(at, *a) for at, arguments in p.frames for a in arguments})
        for k in (0, 1):
            sums[k] += (len(gold[k] & said[k]), len(gold[k]), len(said[k]))  # type: ignore[operator]
    out = {name: 200 * hit / max(true + said, 1) for name, (hit, true, said) in zip(("predicates", "arguments"), sums)}
    return out


def score_factuality(sentences: list[Sentence], predictions: list[Prediction]) -> dict[str, float]:
    """Pearson correlation and mean absolute error over the judged events."""
    gold, said = [], []
    for s, p in zip(sentences, predictions):
        for at, value in s.factuality or ():
            gold.append(value)
            said.append(float(np.clip(p.factuality[at], -3, 3)))
    return {"pearson": float(np.corrcoef(gold, said)[0, 1]), "mae": float(np.abs(np.subtract(gold, said)).mean())}


def score_names(gold: list[list[tuple[int, int, str]]], predictions: list[Prediction], kinds: tuple[str, ...] = ("PER", "ORG", "LOC")) -> dict[str, float]:
    """Exact-span precision, recall and F1 over `kinds`, and F1 of each."""
    out: dict[str, float] = {}

    def f1(wanted: tuple[str, ...]) -> tuple[float, float, float]:
        hit = said = true = 0
        for spans, p in zip(gold, predictions):
            a = {s for s in spans if s[2] in wanted}
            b = {s for s in spans_of(p.names) if s[2] in wanted}
            hit, said, true = hit + len(a & b), said + len(b), true + len(a)
        precision, recall = 100 * hit / max(said, 1), 100 * hit / max(true, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    out["p"], out["r"], out["f1"] = f1(kinds)
    for kind in kinds:
        out[kind] = f1((kind,))[2]
    return out


def show(scores: dict[str, float]) -> str:
    return " ".join(f"{k} {v:.2f}" for k, v in scores.items())
