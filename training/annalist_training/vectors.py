"""Word vectors from open text (skip-gram, small window), one thread so that a run repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from .features import word_key
from .inventory import Inventory


def _hash(word: str) -> int:
    value = 2166136261
    for byte in word.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def count_words(sentences: Iterable[list[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for forms in sentences:
        counts.update(word_key(f) for f in forms)
    return counts


def train_vectors(sentences: list[list[str]], size: int, epochs: int, window: int, least: int, seed: int) -> dict[str, np.ndarray]:
    """Skip-gram with negative sampling over folded lower-case forms."""
    from gensim.models import Word2Vec

    corpus = [[word_key(f) for f in forms] for forms in sentences]
    model = Word2Vec(
        corpus, vector_size=size, window=window, min_count=least, sg=1, negative=5, sample=3e-4, epochs=epochs, workers=1, seed=seed, hashfxn=_hash, ns_exponent=0.75, alpha=0.04
    )
    return {w: model.wv.vectors[i].copy() for w, i in model.wv.key_to_index.items()}


def table(vectors: dict[str, np.ndarray], inventory: Inventory, size: int, spread: float = 0.3) -> np.ndarray:
    """Rows for the word table [words + 1, size]; zeros where there is no vector. Scaled to a common spread."""
    out = np.zeros((len(inventory.words) + 1, size), dtype=np.float32)
    for i, word in enumerate(inventory.words):
        if word in vectors:
            out[i + 1] = vectors[word]
    known = np.abs(out).sum(1) > 0
    if known.any():
        out[known] -= out[known].mean(0)
        norms = np.linalg.norm(out[known], axis=1, keepdims=True)
        out[known] *= np.minimum(1.0, 3.0 * np.median(norms) / norms)
        out[known] *= spread / out[known].std()
    return out
