"""CoNLL-U in: syntactic words only (multi-word ranges and empty nodes are skipped)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from .sentences import Sentence


def open_text(path: Path):
    """Opens a text file, gzipped or not."""
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")


def read_conllu(path: Path, source: str) -> Iterator[Sentence]:
    """Yields the sentences of a CoNLL-U file; `notes["doc"]` is the document."""
    doc, sent_id, rows = "", "", []
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield _sentence(sent_id, source, rows, doc)
                rows = []
            elif line.startswith("#"):
                key, _, value = line[1:].partition("=")
                key = key.strip()
                if key == "newdoc id":
                    doc = value.strip()
                elif key == "sent_id":
                    sent_id = value.strip()
            else:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
    if rows:
        yield _sentence(sent_id, source, rows, doc)


def _sentence(sent_id: str, source: str, rows: list[list[str]], doc: str) -> Sentence:
    forms, lemmas, upos, xpos, feats, heads, deprels = ([r[i] for r in rows] for i in (1, 2, 3, 4, 5, 6, 7))
    return Sentence(sent_id, source, forms, upos, xpos, feats, lemmas, [int(h) for h in heads], deprels, notes={"doc": doc})


FURTHER_OPEN = frozenset({"GUM_court_prince", "GUM_podcast_pandemic"})
"""Documents whose licence the table leaves to be looked up: a transcript by the Supreme Court of the United States, a work of that government, is public domain;
Hacker Public Radio publishes under CC BY-SA."""


def open_gum_documents(table: Path) -> set[str]:
    """Names of the train documents of GUM whose text is open or share-alike."""
    keep: set[str] = set()
    with open(table, encoding="utf-8") as lines:
        header = next(lines).rstrip("\n").split("\t")
        for line in lines:
            row = dict(zip(header, line.rstrip("\n").split("\t")))
            free = row["flag"] in ("open", "share-alike") and row["genre"] not in ("whow", "fiction")
            if row["split"] == "train" and (free or row["doc"] in FURTHER_OPEN):
                keep.add(row["doc"])
    return keep
