"""Lemma rules: `casing|prefix_cut|prefix_add|suffix_cut|suffix_add` or `=lemma`.

Casing: `l` lower-case the form first, `t` lower-case it and raise its first character, `k` keep it.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache


def _cased(form: str, casing: str) -> str:
    if casing == "k":
        return form
    low = form.lower()
    return low if casing == "l" else low[:1].upper() + low[1:]


@lru_cache(maxsize=None)
def rule_of(form: str, lemma: str) -> str:
    """The cheapest rule that turns `form` into `lemma`."""
    best: tuple[int, int, str] | None = None
    for order, casing in enumerate("lkt"):
        base = _cased(form, casing)
        match = SequenceMatcher(None, base, lemma, autojunk=False).find_longest_match(0, len(base), 0, len(lemma))
        if match.size == 0:
            continue
        prefix_add, suffix_add = lemma[: match.b], lemma[match.b + match.size :]
        suffix_cut = len(base) - match.a - match.size
        if "|" in prefix_add or "|" in suffix_add:
            continue
        cost = match.a + suffix_cut + len(prefix_add) + len(suffix_add)
        rule = f"{casing}|{match.a}|{prefix_add}|{suffix_cut}|{suffix_add}"
        if best is None or (cost, order) < best[:2]:
            best = (cost, order, rule)
    if best is None or best[0] > max(4, len(lemma)):
        return "=" + lemma
    if best[0] >= 3 and len(lemma) <= 4:  # went -> go, worse -> bad: better as whole words
        return "=" + lemma
    return best[2]


def apply_rule(rule: str, form: str) -> str:
    """The lemma that `rule` makes of `form`; the form itself where the rule does not fit."""
    if rule.startswith("="):
        return rule[1:]
    casing, prefix_cut, prefix_add, suffix_cut, suffix_add = rule.split("|")
    base = _cased(form, casing)
    start, end = int(prefix_cut), len(base) - int(suffix_cut)
    if start > end:
        return form
    return prefix_add + base[start:end] + suffix_add
