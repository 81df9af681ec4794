"""Label inventories, word list, and sentences as arrays."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from . import features, lemma
from .kinds import KINDS
from .sentences import NAME_LABELS, ROLES, Sentence

IGNORE = -100


@dataclass
class Inventory:
    """All classes of all heads and the words of the word table (row i + 1)."""

    words: list[str]
    trained_words: int
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    names: list[str] = field(default_factory=lambda: list(NAME_LABELS))
    roles: list[str] = field(default_factory=lambda: list(ROLES))
    kinds: dict[str, int] = field(default_factory=dict)
    """Masks of word kinds by word key (`kinds.py`)."""

    def __post_init__(self) -> None:
        self.word_id = {w: i + 1 for i, w in enumerate(self.words)}
        self.ids = {layer: {v: i for i, v in enumerate(getattr(self, layer))} for layer in ("upos", "xpos", "feats", "lemma", "deprel")}

    @staticmethod
    def build(sentences: list[Sentence], pool_counts: Counter[str], extra_words: int, least: int = 3) -> "Inventory":
        """Classes seen at least `least` times (tags, lemma rules); every deprel and UPOS; words seen twice in training, then frequent pool words."""
        counts: dict[str, Counter[str]] = {layer: Counter() for layer in ("upos", "xpos", "feats", "lemma", "deprel")}
        word_counts: Counter[str] = Counter()
        for s in sentences:
            word_counts.update(features.word_key(f) for f in s.forms)
            if s.heads is None:
                continue
            assert s.upos and s.xpos and s.feats and s.lemmas and s.deprels
            counts["upos"].update(s.upos)
            counts["xpos"].update(s.xpos)
            counts["feats"].update(s.feats)
            counts["deprel"].update(s.deprels)
            counts["lemma"].update(lemma.rule_of(f, l) for f, l in zip(s.forms, s.lemmas))

        def classes(layer: str, at_least: int) -> list[str]:
            return [v for v, n in sorted(counts[layer].items(), key=lambda item: (-item[1], item[0])) if n >= at_least]

        trained = [w for w, n in sorted(word_counts.items(), key=lambda item: (-item[1], item[0])) if n >= 2]
        known = set(trained)
        extra = [w for w, n in sorted(pool_counts.items(), key=lambda item: (-item[1], item[0])) if w not in known][:extra_words]
        return Inventory(trained + extra, len(trained), classes("upos", 1), classes("xpos", 2), classes("feats", least), classes("lemma", least), classes("deprel", 1))


@dataclass
class Types:
    """Features of every distinct form, in compressed rows."""

    forms: list[str]
    word: np.ndarray
    kinds: np.ndarray
    affix: np.ndarray
    affix_at: np.ndarray
    ngram: np.ndarray
    ngram_at: np.ndarray

    @staticmethod
    def build(forms: list[str], inventory: Inventory) -> "Types":
        affix, affix_at, ngram, ngram_at = [], [0], [], [0]
        for form in forms:
            affix += features.affix_rows(form)
            affix_at.append(len(affix))
            ngram += features.ngram_rows(form)
            ngram_at.append(len(ngram))
        word = [inventory.word_id.get(features.word_key(f), 0) for f in forms]
        masks = np.asarray([inventory.kinds.get(features.word_key(f), 0) for f in forms], dtype=np.int64)
        bits = ((masks[:, None] >> np.arange(len(KINDS))) & 1).astype(np.float32)
        return Types(forms, np.asarray(word, dtype=np.int64), bits, *(np.asarray(a, dtype=np.int64) for a in (affix, affix_at, ngram, ngram_at)))

    def gather(self, ids: np.ndarray) -> tuple[np.ndarray, ...]:
        """Word ids and kinds, then values and bag offsets of both hashed parts, for the types `ids`."""
        return (self.word[ids], self.kinds[ids], *_rows(self.affix, self.affix_at, ids), *_rows(self.ngram, self.ngram_at, ids))


def _rows(values: np.ndarray, at: np.ndarray, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    lengths = at[ids + 1] - at[ids]
    offsets = np.zeros(len(ids), dtype=np.int64)
    np.cumsum(lengths[:-1], out=offsets[1:])
    positions = np.arange(lengths.sum()) - np.repeat(offsets, lengths) + np.repeat(at[ids], lengths)
    return values[positions], offsets


@dataclass
class SoftArcs:
    """Heads [n, 3] and labels [n, 2] with weights, in the place of one answer."""

    heads: np.ndarray
    head_weights: np.ndarray
    labels: np.ndarray
    label_weights: np.ndarray


@dataclass
class Encoded:
    """One sentence as arrays; `heads` is None without syntax, `names` None without names."""

    types: np.ndarray
    tags: dict[str, np.ndarray] | None
    heads: np.ndarray | None
    deprels: np.ndarray | None
    names: np.ndarray | None
    soft: SoftArcs | None = None
    frames: list[tuple[int, np.ndarray]] | None = None
    """Predicates with the role of every word."""
    factuality: list[tuple[int, float]] | None = None


class TypeIndex:
    """Gives forms their numbers; grows while sentences are encoded."""

    def __init__(self) -> None:
        self.id: dict[str, int] = {}

    def __call__(self, form: str) -> int:
        return self.id.setdefault(form, len(self.id))

    def types(self, inventory: Inventory) -> Types:
        return Types.build(list(self.id), inventory)


def encode(sentence: Sentence, inventory: Inventory, index: TypeIndex, forms: list[str] | None = None) -> Encoded:
    """Arrays of a sentence. With `forms` (a disguise of the real ones) the lemma layer is left out."""
    types = np.asarray([index(f) for f in (forms or sentence.forms)], dtype=np.int64)
    tags = heads = deprels = None
    if sentence.heads is not None:
        assert sentence.lemmas and sentence.deprels
        tags = {layer: np.asarray([inventory.ids[layer].get(v, IGNORE) for v in getattr(sentence, layer)], dtype=np.int64) for layer in ("upos", "xpos", "feats")}
        if forms is None:
            rules = [inventory.ids["lemma"].get(lemma.rule_of(f, l), IGNORE) for f, l in zip(sentence.forms, sentence.lemmas)]
        else:
            rules = [IGNORE] * len(types)
        tags["lemma"] = np.asarray(rules, dtype=np.int64)
        heads = np.asarray(sentence.heads, dtype=np.int64)
        deprels = np.asarray([inventory.ids["deprel"][d] if h else IGNORE for d, h in zip(sentence.deprels, sentence.heads)], dtype=np.int64)
    names = None if sentence.names is None else np.asarray(sentence.names, dtype=np.int64)
    out = Encoded(types, tags, heads, deprels, names, factuality=sentence.factuality)
    if sentence.soft is not None:
        labels = np.asarray([[inventory.ids["deprel"][d] for d in pair] for pair in sentence.soft.labels], dtype=np.int64)
        out.soft = SoftArcs(sentence.soft.heads.astype(np.int64), sentence.soft.head_weights, labels, sentence.soft.label_weights)
    if sentence.frames is not None:
        out.frames = []
        for frame in sentence.frames:
            roles = np.zeros(len(types), dtype=np.int64)
            for at, role in frame.arguments:
                roles[at] = inventory.roles.index(role)
            out.frames.append((frame.predicate, roles))
    return out
