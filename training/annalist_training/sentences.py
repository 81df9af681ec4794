"""The one record every reader yields."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

NAME_TYPES: tuple[str, ...] = ("PER", "ORG", "LOC", "NORP", "EVT", "MISC")
NAME_LABELS: tuple[str, ...] = ("O",) + tuple(f"{p}-{t}" for t in NAME_TYPES for p in "BI")
NAME_ID: dict[str, int] = {label: i for i, label in enumerate(NAME_LABELS)}
ANY_NAME: int = (1 << len(NAME_LABELS)) - 1
OUTSIDE: int = 1


def begin(*types: str) -> int:
    """Bit set of the B- labels of `types`."""
    return sum(1 << NAME_ID[f"B-{t}"] for t in types)


def inside(*types: str) -> int:
    """Bit set of the I- labels of `types`."""
    return sum(1 << NAME_ID[f"I-{t}"] for t in types)

ROLES: tuple[str, ...] = (
    "_", "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-TMP", "ARGM-LOC", "ARGM-NEG", "ARGM-MOD", "ARGM-CAU", "ARGM-PRP", "ARGM-ADV", "ARGM-MNR", "ARGM-DIS",
    "ARGM-EXT", "ARGM-DIR", "ARGM-PRD", "ARGM-GOL", "ARGM-COM", "ARGM-ADJ", "ARGM-LVB", "ARGM-PRR", "R-ARG0", "R-ARG1", "C-ARG1",
)  # fmt: skip
"""Labels of a word beside a predicate; `_`: no argument of it."""


@dataclass
class Frame:
    """A predicate and the heads of its arguments."""

    predicate: int
    arguments: list[tuple[int, str]]


@dataclass
class Soft:
    """How sure the teachers were: the likeliest heads of each word [n, 3] and labels [n, 2] with their probabilities."""

    heads: np.ndarray
    head_weights: np.ndarray
    labels: list[tuple[str, str]]
    label_weights: np.ndarray
    also: list[int]
    """For each word the bit set of further name labels that are likely."""


@dataclass
class Sentence:
    """Words of one sentence with what is annotated; a layer that is absent is None."""

    id: str
    source: str
    forms: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    names: list[int] | None = None
    """For each word the bit set of name labels that the annotation allows."""
    notes: dict[str, str] = field(default_factory=dict)
    frames: list[Frame] | None = None
    """Predicates with arguments; None where they are not annotated."""
    factuality: list[tuple[int, float]] | None = None
    """Words that stand for events and how sure it is that these happened, -3 to 3; None where it was not asked."""
    soft: Soft | None = None
