"""The one record every reader yields."""

from __future__ import annotations

from dataclasses import dataclass, field

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
