"""Open news text labelled by an ensemble of teachers, for the student to train on beside the treebanks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from . import lemma as lemma_rules
from .batches import make_batch
from .crf import viterbi
from .inventory import Encoded, Inventory, TypeIndex, Types
from .network import Network
from .sentences import NAME_ID, Sentence
from .text import split_sentences, words
from .trees import best_tree

NEWS_SETS = ("news_wcep", "news_wikinews", "news_globalvoices")


def news_sentences(pool: Path, wanted_words: int, seed: int) -> list[list[str]]:
    """A fixed sample of tokenised news sentences of 6 to 45 words, about `wanted_words` in all."""
    found: list[list[str]] = []
    with gzip.open(pool, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["set"] in NEWS_SETS:
                text = record["text"]
                for start, end in split_sentences(text):
                    forms = [w for w, _, _ in words(text[start:end])]
                    if 6 <= len(forms) <= 45 and forms[0][:1].isupper():
                        found.append(forms)
    order = np.random.default_rng(seed).permutation(len(found))
    out, total = [], 0
    for i in order:
        if total >= wanted_words:
            break
        out.append(found[i])
        total += len(found[i])
    return out


@torch.no_grad()
def label(teachers: list[Network], inventory: Inventory, forms: list[list[str]], batch: int = 48) -> Iterator[Sentence]:
    """Labels from the mean of the teachers' probabilities, shortest sentences first."""
    order = sorted(range(len(forms)), key=lambda i: len(forms[i]))
    chains = [t.chain.scores() for t in teachers]
    trans, start = (torch.stack(part).mean(0) for part in zip(*chains))
    for teacher in teachers:
        teacher.eval()
    for at in range(0, len(order), batch):
        part = order[at : at + batch]
        index = TypeIndex()
        encoded = [Encoded(np.asarray([index(f) for f in forms[i]]), None, None, None, None) for i in part]
        b = make_batch(encoded, Types.build(list(index.id), inventory))
        outer = torch.cat([torch.ones(len(part), 1, dtype=torch.bool), b.mask], 1)
        tops: list[torch.Tensor] = []
        arcs = emit = 0
        tags: dict[str, torch.Tensor] = {}
        for teacher in teachers:
            x = teacher.type_inputs(*b.bags)[b.at]
            h0, h1 = teacher.encode(x, b.reverse)
            h0, h1 = h0.transpose(0, 1), h1.transpose(0, 1)
            tops.append(h1)
            arcs = arcs + teacher.arc_scores(h1).masked_fill(~outer.unsqueeze(1), -1e9).softmax(2)
            emit = emit + teacher.names(h1) / len(teachers)
            for layer, s in teacher.tag_scores(h0).items():
                tags[layer] = tags.get(layer, 0) + s.softmax(-1)
        best_tags = {layer: s.argmax(-1) for layer, s in tags.items()}
        log_arcs = torch.log(arcs / len(teachers) + 1e-9)  # type: ignore[operator]
        for row, i in enumerate(part):
            n = len(forms[i])
            heads = best_tree(log_arcs[row, :n, : n + 1].numpy())
            labels = ["root"] * n
            inner = np.flatnonzero(heads > 0)
            if len(inner):
                said = sum(t.label_scores(h[row, inner], h[row, heads[inner] - 1]).softmax(1) for t, h in zip(teachers, tops))
                for j, k in zip(inner, said.argmax(1).tolist()):  # type: ignore[union-attr]
                    labels[j] = inventory.deprel[k]
            layers = {name: [getattr(inventory, name)[k] for k in best_tags[name][row, :n].tolist()] for name in best_tags}
            names = [1 << NAME_ID[inventory.names[k]] for k in viterbi(emit[row, :n], trans, start)]
            lemmas = [lemma_rules.apply_rule(r, f) for r, f in zip(layers["lemma"], forms[i])]
            yield Sentence(f"silver-{i}", "silver", forms[i], layers["upos"], layers["xpos"], layers["feats"], lemmas, heads.tolist(), labels, names)
