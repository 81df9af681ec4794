"""Raw text into sentences and words, near enough to the treebanks' tokens for vectors and silver names."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj adm gov sen rep rev hon st jr sr vs etc no vol inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_WORD = re.compile(
    r"https?://\S+|www\.\S+"
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:n['’]t)(?!\w)"  # split below
    r"|['’](?:s|re|ve|ll|d|m|S)(?!\w)"
    r"|[^\W_]+(?:\.(?=\s+[A-Z]))?"
    r"|\.\.\.|--+|[^\w\s]|_"
)
_BREAK = re.compile(r"(?<=[.?!])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Character spans of the sentences of `text`."""
    start = 0
    for match in _BREAK.finditer(text):
        if "\n" not in match.group():
            before = text[start : match.start()].rsplit(None, 1)
            last = before[-1].rstrip(".").lower() if before else ""
            if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
                continue
        if match.start() > start:
            yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def words(text: str, base: int = 0) -> list[tuple[str, int, int]]:
    """Words of one sentence with their character spans."""
    out: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        form, start, end = match.group(), base + match.start(), base + match.end()
        low = form.lower().replace("’", "'")
        if low.endswith("n't") and len(low) > 3:
            out += [(form[:-3], start, end - 3), (form[-3:], end - 3, end)]
        elif form.endswith(".") and len(form) > 1 and form.count(".") == 1 and form[:-1].lower() not in _ABBREVIATIONS and len(form) > 2:
            out += [(form[:-1], start, end - 1), (".", end - 1, end)]
        else:
            out.append((form, start, end))
    return out


def read_pool(path: Path) -> Iterator[list[str]]:
    """Sentences (lists of forms) of a JSON-lines file with a field `text`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            for start, end in split_sentences(text):
                forms = [w for w, _, _ in words(text[start:end])]
                if forms:
                    yield forms
