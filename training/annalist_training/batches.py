"""Sentences into padded batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .inventory import IGNORE, Encoded, Types
from .sentences import NAME_LABELS


@dataclass
class Batch:
    """B sentences of at most T words. Sentences with syntax come first (the first `parsed`)."""

    bags: tuple[Tensor, ...]
    at: Tensor
    """[T, B] row of each word among the batch's types."""
    reverse: Tensor
    """[T, B] positions of each sentence backwards, padding left in place."""
    mask: Tensor
    """[B, T] words."""
    lengths: Tensor
    parsed: int
    tags: dict[str, Tensor]
    heads: Tensor
    deprels: Tensor
    allowed: Tensor
    """[B', T, labels] for the sentences with names, rows `named`."""
    named: Tensor
    top_heads: Tensor
    """[parsed, T, 3] likeliest heads with their weights (one head of weight 1 where it is gold)."""
    head_weights: Tensor
    top_labels: Tensor
    """[parsed, T, 2], likewise."""
    label_weights: Tensor
    is_predicate: Tensor
    """[parsed, T]: 1 for predicates, 0 for other words, IGNORE where predicates are not annotated."""
    frame_at: tuple[Tensor, Tensor]
    """Row and word of every predicate."""
    roles: Tensor
    """[predicates, T] role of each word beside the predicate, IGNORE outside the sentence."""
    event_at: tuple[Tensor, Tensor]
    """Row and word of every event with known factuality."""
    factuality: Tensor

    @property
    def words(self) -> int:
        return int(self.lengths.sum())


def make_batch(sentences: list[Encoded], types: Types) -> Batch:
    """Builds the tensors of one batch; sentences are reordered so that parsed ones stand first (stable)."""
    order = [s for s in sentences if s.heads is not None] + [s for s in sentences if s.heads is None]
    parsed = sum(s.heads is not None for s in order)
    lengths = np.asarray([len(s.types) for s in order])
    size, longest = len(order), int(lengths.max())
    unique, inverse = np.unique(np.concatenate([s.types for s in order]), return_inverse=True)
    at = np.zeros((longest, size), dtype=np.int64)
    reverse = np.tile(np.arange(longest)[:, None], (1, size))
    mask = np.arange(longest)[None, :] < lengths[:, None]
    position = 0
    for b, n in enumerate(lengths):
        at[:n, b] = inverse[position : position + n]
        reverse[:n, b] = np.arange(n)[::-1]
        position += n

    def pad(rows: list[np.ndarray], fill: int) -> Tensor:
        out = np.full((len(rows), longest), fill, dtype=np.int64)
        for b, row in enumerate(rows):
            out[b, : len(row)] = row
        return torch.from_numpy(out)

    first = order[:parsed]
    layers = ("upos", "xpos", "feats", "lemma")
    tags = {layer: pad([s.tags[layer] for s in first], IGNORE) for layer in layers}  # type: ignore[index]
    named = [b for b, s in enumerate(order) if s.names is not None]
    bits = pad([order[b].names for b in named], (1 << len(NAME_LABELS)) - 1)  # type: ignore[misc]
    allowed = (bits.unsqueeze(2) >> torch.arange(len(NAME_LABELS))) & 1
    return Batch(
        tuple(torch.from_numpy(a) for a in types.gather(unique)),
        torch.from_numpy(at),
        torch.from_numpy(reverse),
        torch.from_numpy(mask),
        torch.from_numpy(lengths),
        parsed,
        tags,
        pad([s.heads for s in first], IGNORE),  # type: ignore[misc]
        pad([s.deprels for s in first], IGNORE),  # type: ignore[misc]
        allowed.bool(),
        torch.tensor(named, dtype=torch.int64),
        *_soft(first, longest),
        *_events(first, longest, pad),
    )


def _soft(first: list[Encoded], longest: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Heads and labels with weights."""
    heads = np.zeros((len(first), longest, 3), dtype=np.int64)
    labels = np.zeros((len(first), longest, 2), dtype=np.int64)
    head_weights = np.zeros((len(first), longest, 3), dtype=np.float32)
    label_weights = np.zeros((len(first), longest, 2), dtype=np.float32)
    for b, s in enumerate(first):
        n = len(s.types)
        if s.soft is None:
            assert s.heads is not None and s.deprels is not None
            heads[b, :n, 0], head_weights[b, :n, 0] = s.heads, 1.0
            labels[b, :n, 0], label_weights[b, :n, 0] = np.maximum(s.deprels, 0), 1.0
        else:
            heads[b, :n], head_weights[b, :n] = s.soft.heads, s.soft.head_weights
            labels[b, :n], label_weights[b, :n] = s.soft.labels, s.soft.label_weights
    return tuple(torch.from_numpy(a) for a in (heads, head_weights, labels, label_weights))  # type: ignore[return-value]


def _events(first: list[Encoded], longest: int, pad: Callable[[list[np.ndarray], int], Tensor]) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor, tuple[Tensor, Tensor], Tensor]:
    """Predicates with roles, events with factuality."""
    marks, at, roles, events, values = [], [], [], [], []
    for b, s in enumerate(first):
        mark = np.full(len(s.types), IGNORE, dtype=np.int64)
        if s.frames is not None:
            mark[:] = 0
            for predicate, row in s.frames:
                mark[predicate] = 1
                at.append((b, predicate))
                roles.append(row)
        marks.append(mark)
        for word, value in s.factuality or ():
            events.append((b, word))
            values.append(value)

    def places(pairs: list[tuple[int, int]]) -> tuple[Tensor, Tensor]:
        both = torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    return pad(marks, IGNORE), places(at), pad(roles, IGNORE), places(events), torch.tensor(values, dtype=torch.float32)


def plan(lengths: list[int], words: int, rng: np.random.Generator | None) -> list[list[int]]:
    """Groups sentence numbers of like length into batches of about `words` padded words; shuffled when `rng` is given."""
    keys = np.asarray(lengths, dtype=np.float64)
    if rng is not None:
        keys = keys * (1 + 0.15 * rng.random(len(keys))) + rng.random(len(keys))
    groups: list[list[int]] = []
    current: list[int] = []
    longest = 0
    for i in np.argsort(keys, kind="stable"):
        if current and max(longest, lengths[i]) * (len(current) + 1) > words:
            groups.append(current)
            current, longest = [], 0
        current.append(int(i))
        longest = max(longest, lengths[i])
    if current:
        groups.append(current)
    if rng is not None:
        rng.shuffle(groups)
    return groups
