"""Sentences into padded batches."""

from __future__ import annotations

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
    )


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
