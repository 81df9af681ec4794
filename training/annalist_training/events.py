"""Predicates with arguments (PropBank) and event factuality (UDS "It Happened") on EWT sentences."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from .sentences import ROLES, Frame, Sentence


def head_of(heads: list[int], start: int, end: int) -> int:
    """The first word of a span whose head lies outside it."""
    return next((i for i in range(start, end) if not start <= heads[i] - 1 < end), start)


def add_frames(sentences: list[Sentence], path: Path) -> int:
    """Puts predicates on sentences of the same id and words; returns how many sentences got theirs.

    Auxiliaries are left out (PropBank marks them without arguments), and an argument stands at the head of its span.
    """
    found: dict[str, dict] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found[record["id"]] = record
    done = 0
    for s in sentences:
        record = found.get(s.id)
        if record is None or record["tokens"] != s.forms or s.heads is None or s.deprels is None:
            continue
        s.frames = []
        for frame in record["frames"]:
            at = frame["pred"]
            if s.deprels[at] in ("aux", "aux:pass"):
                continue
            arguments: dict[int, str] = {}
            for a in frame["args"]:
                head = head_of(s.heads, a["start"], a["end"])
                if a["role"] in ROLES and head != at:
                    arguments.setdefault(head, a["role"])
            s.frames.append(Frame(at, sorted(arguments.items())))
        done += 1
    return done


def add_factuality(sentences: list[Sentence], path: Path) -> int:
    """Puts judgements on sentences of the same words; returns how many events were placed."""
    found: dict[str, list[tuple[int, float]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            found.setdefault(record["text"], []).extend((g["start"], g["factuality"]) for g in record["gold"])
    placed = 0
    for s in sentences:
        events = found.get(" ".join(s.forms))
        if events:
            s.factuality = sorted(dict(events).items())
            placed += len(s.factuality)
    return placed
