"""Disguises of training sentences: headline capitals, small letters, curly quotes, other names."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from .sentences import Sentence, begin, inside

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


class OtherNames:
    """Persons, places and organisations from open tables, by number of words, to put in the place of names of the same kind and length."""

    def __init__(self, data: Path) -> None:
        found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
        self.types: dict[str, str] = {}

        def add(kind: str, name: str) -> None:
            parts = tuple(w for w in re.split(r"\s+|(-)", name) if w)
            if all(w[:1].isupper() or w == "-" for w in parts) and all(w.isalpha() or w == "-" for w in parts) and len(parts) <= 3 and parts[0] != "-" and len(name) > 1:
                found[kind, len(parts)].add(parts)

        with gzip.open(data / "gaz_officeholders/ministers_2000_2022.tsv.gz", "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                person = row["person"] or ""
                if " " in person:
                    add("PER", person)
                    add("PER", person.split()[-1])
                    for title in (person, row["enwiki"] or ""):
                        self.types[title] = "PER"
        with gzip.open(data / "gaz_places/cities15000.tsv.gz", "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if int(row["population"] or 0) >= 60000:
                    add("LOC", row["name"])
                    self.types[row["name"]] = "LOC"
        with open(data / "gaz_countries/factbook_names.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for name in (row["name"], row["capital"]):
                    if name:
                        add("LOC", name)
                        self.types[name] = "LOC"
        actors = data / "gaz_actors"
        with open(actors / "factbook_political_parties.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for name in (row["party"] or "").split(" or "):
                    add("ORG", name)
                    self.types.setdefault(name, "ORG")
        with open(actors / "factbook_international_organizations.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                add("ORG", row["abbreviation"])
                self.types.setdefault(row["abbreviation"], "ORG")
        with open(actors / "factbook_terrorist_groups.tsv", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for name in re.split(r" \(|\)", (row["group"] or "").split(" – ")[0]):
                    if name:
                        add("ORG", name)
                        self.types.setdefault(name, "ORG")
        self.lists = {key: sorted(values) for key, values in found.items()}

    def swap(self, sentence: Sentence, rng: np.random.Generator) -> list[str] | None:
        """The sentence with its persons, places and organisations (proper nouns throughout) replaced; None where it has none."""
        if sentence.names is None or sentence.upos is None:
            return None
        out, changed = list(sentence.forms), False
        for kind in ("PER", "LOC", "ORG"):
            first, rest = begin(kind), inside(kind)
            i = 0
            while i < len(out):
                if sentence.names[i] != first:
                    i += 1
                    continue
                end = i + 1
                while end < len(out) and sentence.names[end] == rest:
                    end += 1
                choices = self.lists.get((kind, end - i))
                shown = sentence.forms[i:end]
                if choices and all(t == "PROPN" for t in sentence.upos[i:end]) and all(f[:1].isupper() and (kind == "ORG" or not f.isupper()) and f.isalpha() for f in shown):
                    out[i:end] = choices[int(rng.integers(len(choices)))]
                    changed = True
                i = end
        return out if changed else None
