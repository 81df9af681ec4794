"""Open news text labelled by an ensemble of teachers, for the student to train on beside the treebanks."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from . import lemma as lemma_rules
from .batches import make_batch
from .crf import viterbi
from .inventory import Encoded, Inventory, TypeIndex, Types
from .names import NameScheme, spans_of
from .network import Network
from .sentences import NAME_ID, NAME_LABELS, Sentence, Soft
from .text import split_sentences, words
from .trees import best_tree

NEWS_SETS = ("news_wcep", "news_wikinews", "news_globalvoices")


def news_sentences(pool: Path, wanted_words: int, seed: int, sets: tuple[str, ...] = NEWS_SETS) -> list[list[str]]:
    """A fixed sample of tokenised sentences of 6 to 45 words, about `wanted_words` in all."""
    found: list[list[str]] = []
    with gzip.open(pool, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["set"] in sets:
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


Link = tuple[int, int, str]


def linked_sentences(path: Path, wanted_words: int, seed: int) -> tuple[list[list[str]], list[list[Link]]]:
    """A fixed sample of news sentences with encyclopedia links: words and (start, end, title) of links that look like names."""
    found: list[tuple[list[str], list[Link]]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"]
            for begin_at, end_at in split_sentences(text):
                tokens = words(text[begin_at:end_at], begin_at)
                if not 6 <= len(tokens) <= 45 or not tokens[0][0][:1].isupper():
                    continue
                starts = {t[1]: i for i, t in enumerate(tokens)}
                ends = {t[2]: i + 1 for i, t in enumerate(tokens)}
                links = []
                for link in record["links"]:
                    a, b = starts.get(link["start"]), ends.get(link["end"])
                    if a is not None and b is not None and a < b and tokens[a][0][:1].isupper() and tokens[b - 1][0][:1].isupper():
                        links.append((a, b, link["wiki"]))
                if links:
                    found.append(([t[0] for t in tokens], links))
    order = np.random.default_rng(seed).permutation(len(found))
    forms: list[list[str]] = []
    spans: list[list[Link]] = []
    total = 0
    for i in order:
        if total >= wanted_words:
            break
        forms.append(found[i][0])
        spans.append(found[i][1])
        total += len(found[i][0])
    return forms, spans


def settle_links(sentences: list[Sentence], spans: list[list[Link]], scheme: NameScheme, known: dict[str, str]) -> tuple[int, int]:
    """Gives all mentions of one title the type that most of its mentions got, and the link's own boundaries.

    A title in the tables of persons and places (`known`) counts as four votes more.

    Returns how many links were settled and how many of these changed the teachers' answer.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    said: list[list[tuple[int, int, str]]] = []
    for s, links in zip(sentences, spans):
        assert s.names
        names = spans_of([NAME_LABELS[n.bit_length() - 1] for n in s.names])
        said.append(names)
        for start, end, title in links:
            kinds = [kind for a, b, kind in names if a < end and start < b]
            votes[title][kinds[0] if len(kinds) == 1 else "O"] += 1
    for title, counts in votes.items():
        if title in known:
            counts[known[title]] += 4
    settled = changed = 0
    for s, links, names in zip(sentences, spans, said):
        assert s.names
        for start, end, title in links:
            kind, count = votes[title].most_common(1)[0]
            total = sum(votes[title].values())
            if end - start == 1 and scheme.is_group(s.forms[start]):
                kind = "NORP"
            elif kind == "O" or total < 3 or count < 0.6 * total:
                continue
            if any(scheme.is_title(f) for f in s.forms[start:end]) and kind == "PER":
                continue
            settled += 1
            if (start, end, kind) in names:
                _sure(s, start, end)
                continue
            over = [(a, b) for a, b, _ in names if a < end and start < b]
            if any(a < start or end < b for a, b in over):
                continue  # part of a longer name: the teachers keep it
            changed += 1
            _sure(s, start, end)
            s.names[start:end] = [1 << NAME_ID[f"B-{kind}"]] + [1 << NAME_ID[f"I-{kind}"]] * (end - start - 1)
    return settled, changed


def _sure(sentence: Sentence, start: int, end: int) -> None:
    if sentence.soft is not None:
        sentence.soft.also[start:end] = [0] * (end - start)


def leave_open(sentences: list[Sentence]) -> None:
    """Allows the labels that the teachers held likely beside the one they chose."""
    for sentence in sentences:
        assert sentence.names and sentence.soft
        sentence.names = [chosen | also for chosen, also in zip(sentence.names, sentence.soft.also)]


@torch.no_grad()
def label(teachers: list[Network], inventory: Inventory, forms: list[list[str]], batch: int = 48) -> Iterator[Sentence]:
    """Labels from the mean of the teachers' probabilities, shortest sentences first."""
    order = sorted(range(len(forms)), key=lambda i: len(forms[i]))
    chains = [t.chain.scores() for t in teachers]
    trans, start = (torch.stack(part).mean(0).numpy() for part in zip(*chains))
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
        mean = torch.nn.functional.pad(arcs / len(teachers), (0, 2))  # type: ignore[operator]
        weights, best = mean.topk(3, 2)
        top_heads, top_weights = best.numpy().astype(np.int16), (weights / weights.sum(2, keepdim=True)).numpy()
        said_names = emit.numpy()  # type: ignore[attr-defined]
        marginal = emit.softmax(2).numpy()  # type: ignore[attr-defined]
        for row, i in enumerate(part):
            n = len(forms[i])
            heads = best_tree(log_arcs[row, :n, : n + 1].numpy())
            labels = ["root"] * n
            second = [("root", "root")] * n
            label_weights = np.tile(np.asarray([1.0, 0.0], dtype=np.float32), (n, 1))
            inner = np.flatnonzero(heads > 0)
            if len(inner):
                said = sum(t.label_scores(h[row, inner], h[row, heads[inner] - 1]).softmax(1) for t, h in zip(teachers, tops))
                weights, best = (said / len(teachers)).topk(2, 1)  # type: ignore[union-attr]
                label_weights[inner] = (weights / weights.sum(1, keepdim=True)).numpy()
                for j, (k, other) in zip(inner, best.tolist()):
                    labels[j] = inventory.deprel[k]
                    second[j] = (labels[j], inventory.deprel[other])
            layers = {name: [getattr(inventory, name)[k] for k in best_tags[name][row, :n].tolist()] for name in best_tags}
            names = [1 << NAME_ID[inventory.names[k]] for k in viterbi(said_names[row, :n], trans, start)]
            lemmas = [lemma_rules.apply_rule(r, f) for r, f in zip(layers["lemma"], forms[i])]
            soft = Soft(top_heads[row, :n], top_weights[row, :n], second, label_weights, [_also(likely) for likely in marginal[row, :n]])
            yield Sentence(f"silver-{i}", "silver", forms[i], layers["upos"], layers["xpos"], layers["feats"], lemmas, heads.tolist(), labels, names, soft=soft)


def _also(likely: np.ndarray) -> int:
    """Labels that the teachers hold likely too: the student is left free to choose among them."""
    return sum(1 << NAME_ID[NAME_LABELS[k]] for k in np.flatnonzero(likely > 0.2).tolist())
