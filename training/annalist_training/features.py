"""What the network sees of a word: word row, hashed affixes and shape, hashed character n-grams.

Everything here is a function of the form alone; FORMAT.md beside the predictor is the contract.
"""

from __future__ import annotations

import re
from functools import lru_cache

AFFIX_BUCKETS = 8192
NGRAM_BUCKETS = 32768
_DIGIT = re.compile("[0-9]")


def fold(form: str) -> str:
    """The form with each ASCII digit as `0`."""
    return _DIGIT.sub("0", form)


@lru_cache(maxsize=400000)
def fnv1a(data: bytes) -> int:
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def shape(folded: str) -> str:
    """`Xxxd` shape with runs cut to three."""
    out: list[str] = []
    for char in folded:
        if char.isupper():
            mark = "X"
        elif char.islower():
            mark = "x"
        elif char == "0":
            mark = "d"
        else:
            mark = char
        if len(out) >= 3 and out[-1] == out[-2] == out[-3] == mark:
            continue
        out.append(mark)
    return "".join(out)


def affix_rows(form: str) -> list[int]:
    """Rows of the affix table for a form (at most eight)."""
    folded = fold(form)
    low = folded.lower()
    keys = [(f"p{n}", low[:n]) for n in (1, 2, 3) if len(low) >= n]
    keys += [(f"s{n}", low[-n:]) for n in (1, 2, 3, 4) if len(low) >= n]
    keys.append(("h\0", shape(folded)))
    return [fnv1a(kind.encode() + text.encode()) % AFFIX_BUCKETS for kind, text in keys]


def ngram_rows(form: str) -> list[int]:
    """Rows of the n-gram table for a form (3-, 4-, 5-grams of `<form>`, repetitions kept)."""
    marked = "<" + fold(form).lower() + ">"
    return [
        fnv1a(b"g\0" + marked[i : i + n].encode()) % NGRAM_BUCKETS
        for n in (3, 4, 5)
        for i in range(len(marked) - n + 1)
    ]


def word_key(form: str) -> str:
    """What is looked up in the word table."""
    return fold(form).lower()
