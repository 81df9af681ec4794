"""Word kinds: what open tables say of a word (given name, place, word of an organisation's name …), as bits."""

from __future__ import annotations

import csv
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .conllu import open_text
from .features import word_key

KINDS: tuple[str, ...] = (
    "given", "surname", "place", "place_part", "country", "nationality", "organisation_word", "acronym", "organisation", "company", "title", "ordinary",
)  # fmt: skip
"""Bit i stands for KINDS[i]. `ordinary`: a word of another kind that is common in small letters too."""

_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.)*|[^\W\d_]\.(?:[^\W\d_]\.)+")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with open_text(path) as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _plain(word: str) -> str:
    """Without accents, as news often spells names."""
    parts = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _census(file: str, most: int) -> list[str]:
    """The most frequent names of the 1990 census of the United States (public domain), as the package `names` ships them."""
    import names

    with open(Path(names.__file__).parent / file, encoding="utf-8") as lines:
        return [line.split()[0] for line in lines][:most]


class _Found:
    def __init__(self) -> None:
        self.masks: Counter[str] = Counter()

    def add(self, kind: str, *words: str) -> None:
        for word in words:
            key = word_key(word)
            if len(key) > 1 and not key.isdigit():
                self.masks[key] |= 1 << KINDS.index(kind)


def compile_kinds(data: Path, lists: Path, ordinary: Counter[str]) -> dict[str, int]:
    """Masks of all words of the tables. `ordinary`: how often a word stands in small letters in open text."""
    found = _Found()
    _persons(data, found)
    _places(data, found)
    _organisations(data, found)
    with open(lists / "titles.txt", encoding="utf-8") as lines:
        found.add("title", *(line.strip().rstrip(".") for line in lines if line.strip() and not line.startswith("#")))
    for word in list(found.masks):
        if ordinary[word] >= 20:
            found.add("ordinary", word)
    return dict(sorted(found.masks.items()))


def _persons(data: Path, found: _Found) -> None:
    found.add("given", *_census("dist.male.first", 900), *_census("dist.female.first", 2200))
    found.add("surname", *_census("dist.all.last", 9000))
    first: Counter[str] = Counter()
    offices = data / "gaz_officeholders"
    people = {row["person"] for row in _rows(offices / "ministers_2000_2022.tsv.gz")} | {row["person"] for row in _rows(offices / "cia_world_leaders_2019.tsv.gz")}
    people |= {row["person"] for row in _rows(offices / "foreign_ministers_2023.tsv")} | {row["person"] for row in _rows(offices / "world_leaders_2022.tsv")}
    people |= {row["name"] for row in _rows(offices / "us_congress_2026.tsv")}
    for person in sorted(p for p in people if p and " " in p and "(" not in p and "," not in p):
        parts = [p for p in re.split(r"[\s-]+", person) if len(p) > 2 and p[:1].isupper() and p.isalpha()]
        if len(parts) > 1:
            first[parts[0]] += 1
            found.add("surname", parts[-1])
    found.add("given", *(name for name, n in first.items() if n >= 2))
    for word, mask in list(found.masks.items()):
        plain = _plain(word)
        if plain != word and len(plain) > 3:
            found.masks[plain] |= mask


def _places(data: Path, found: _Found) -> None:
    parts: Counter[str] = Counter()
    for row in _rows(data / "gaz_places/cities15000.tsv.gz"):
        words = row["name"].split()
        population = int(row["population"] or 0)
        if len(words) == 1 and population >= 25000:
            found.add("place", row["name"])
        elif len(words) > 1 and population >= 25000:
            parts.update(w for w in words if w[:1].isupper())
    with open(data / "gaz_places/admin1CodesASCII.txt", encoding="utf-8") as lines:
        for line in lines:
            words = line.split("\t")[2].split()
            if len(words) == 1:
                found.add("place", words[0])
            else:
                parts.update(w for w in words if w[:1].isupper())
    found.add("place_part", *(w for w, n in parts.items() if n >= 2 and w.isalpha()))
    for row in _rows(data / "gaz_countries/factbook_names.tsv"):
        for name in (row["name"], row["capital"]):
            words = [w for w in re.split(r"[\s,()]+", name or "") if w[:1].isupper()]
            found.add("country" if name == row["name"] else "place", *(words if len(words) == 1 else ()))
            found.add("place_part", *(words if len(words) > 1 else ()))
    with open(data / "gaz_countries/adjectival_names.txt", encoding="utf-8") as lines:
        for line in lines:
            country, *adjectives = line.rstrip("\n").split("\t")
            found.add("country", *([country] if " " not in country else []))
            for column in adjectives:
                found.add("nationality", *(w.strip() for w in column.replace(" or ", ",").split(",") if w.strip()[:1].isupper() and " " not in w.strip()))


_CORPORATE = frozenset("MNC NGO IGO IMG".split())


def _organisations(data: Path, found: _Found) -> None:
    actors = data / "gaz_actors"
    names: list[str] = []
    for row in _rows(actors / "factbook_political_parties.tsv"):
        name, _, short = (row["party"] or "").partition(" or ")
        names.append(name)
        found.add("acronym", *(w for w in re.split(r"[\s,()]+", short) if w.isupper() and w.isalpha()))
    for row in _rows(actors / "factbook_terrorist_groups.tsv"):
        group = (row["group"] or "").split(" – ")[0]
        for name in re.split(r" \(|\)", group):
            names.append(name)
            if name.isupper() and " " not in name:
                found.add("acronym", name)
    for row in _rows(actors / "factbook_international_organizations.tsv"):
        found.add("acronym", row["abbreviation"])
    for name, code in _coded(actors):
        words = name.split()
        if code[:3] == "MNC":
            if len(words) == 1:
                found.add("company", name)
            elif len(words[0]) > 3:
                found.add("company", words[0])
            names.append(name)
        elif code[:3] in _CORPORATE or len(code) > 3 and code[3:6] in ("REB", "INS", "SEP", "UAF"):
            names.append(name)
            if len(words) == 1:
                found.add("organisation", name)
    counts = Counter(word_key(w) for name in names for w in _TOKEN.findall(name))
    found.add("organisation_word", *(w for w, n in counts.items() if n >= 3 and len(w) > 2 and w not in ("the", "for", "and")))
    found.add("organisation", *(n for n in names if n and " " not in n and n[:1].isupper()))


def _coded(actors: Path) -> Iterator[tuple[str, str]]:
    """Names with their first code from the actor lists (persons of international bodies left out: they have dated codes)."""
    for path in (actors / "phoenix_international_actors.jsonl.gz", actors / "phoenix_nonstate_armed_groups.jsonl"):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                codes = record["codes"]
                if codes and not any(c["from"] or c["to"] for c in codes) and codes[0]["code"]:
                    for name in (record["name"], *record["synonyms"]):
                        yield name.removeprefix("THE "), codes[0]["code"]
