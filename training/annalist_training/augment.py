"""Disguises of training sentences: headline capitals, small letters, curly quotes."""

from __future__ import annotations

import numpy as np

_CURLY = {"'": "’", "''": "”", "``": "“", "--": "—", "-": "-"}


def disguise(forms: list[str], rng: np.random.Generator) -> list[str] | None:
    """Another spelling of the same words, or None where there is none to make (most sentences)."""
    chance = rng.random()
    if chance < 0.05:
        out = [f.upper() for f in forms]
    elif chance < 0.07:
        out = [f.lower() for f in forms]
    elif chance < 0.11:
        out = [f[:1].upper() + f[1:] if len(f) > 3 or not f.islower() else f for f in forms]
    elif chance < 0.40:
        out, opened = [], False
        for f in forms:
            if f == '"':
                opened = not opened
                f = "“" if opened else "”"
            elif f in _CURLY:
                f = _CURLY[f]
            elif "'" in f:
                f = f.replace("'", "’")
            out.append(f)
    else:
        return None
    return None if out == forms or any(len(a) == 0 for a in out) else out
