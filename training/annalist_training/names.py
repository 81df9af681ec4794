"""The name sets, brought to one scheme.

Sets differ in what they mark. A word therefore carries the *set* of labels that its annotation allows, and the loss sums over all label sequences
inside those sets: a tweet corpus without a class for works says nothing about works.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .conllu import open_text
from .sentences import ANY_NAME, NAME_TYPES, OUTSIDE, Sentence, begin, inside
from .text import split_sentences, words

_CONNECTORS = frozenset("of the and & - – for de del la al el bin ibn von van der ' ’s 's".split())


def read_list(path: Path) -> set[str]:
    """Lines of a word list without comments."""
    with open(path, encoding="utf-8") as lines:
        return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


class NameScheme:
    """Nationality words and titles, which several conversions need."""

    def __init__(self, adjectives: Path, lists: Path) -> None:
        self.groups: set[str] = read_list(lists / "groups.txt")
        self.titles: set[str] = {t.lower() for t in read_list(lists / "titles.txt")}
        with open(adjectives, encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        countries = {row[0] for row in rows}
        for row in rows:
            for column in row[1:]:
                for word in column.replace(" or ", ",").split(","):
                    word = word.strip()
                    if word and " " not in word and word[:1].isupper() and word not in countries and word not in ("The", "None", "Island", "Islands", "U.S.", "UK"):
                        self.groups.add(word)

    def is_group(self, form: str) -> bool:
        return form in self.groups or (form.isupper() and len(form) > 4 and form.title() in self.groups)

    def is_title(self, form: str) -> bool:
        return form.rstrip(".").lower() in self.titles


def _mark(sets: list[int], start: int, end: int, *types: str) -> None:
    """Allows exactly a name of one of `types` on words start..end."""
    sets[start] = begin(*types)
    for i in range(start + 1, end):
        sets[i] = inside(*types)


def _capital(form: str) -> bool:
    return form[:1].isupper()


def read_bio(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a two-column (or id + two-column) BIO file."""
    forms: list[str] = []
    tags: list[str] = []
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line.strip():
                if forms:
                    yield forms, tags
                forms, tags = [], []
                continue
            if line.startswith("# "):
                continue
            columns = line.split("\t")
            form, tag = (columns[1], columns[2]) if len(columns) > 2 and columns[0].isdigit() else (columns[0], columns[1])
            forms.append(form)
            tags.append(tag)
    if forms:
        yield forms, tags


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of a BIO sequence; a stray I- opens a name."""
    out: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for i, tag in enumerate(tags + ["O"]):
        prefix, _, label = tag.partition("-")
        if start >= 0 and (prefix != "I" or label != kind):
            out.append((start, i, kind))
            start = -1
        if prefix in ("B", "I") and start < 0 and label:
            start, kind = i, label
    return out


def convert_bio(forms: list[str], tags: list[str], scheme: NameScheme, table: dict[str, tuple[str, ...]], lacks: tuple[str, ...] = ()) -> list[int]:
    """Label sets from BIO tags. `table` maps the set's types; one that maps to () allows anything. `lacks`: classes the set never marks."""
    sets = [OUTSIDE] * len(forms)
    free = OUTSIDE | begin(*lacks) | inside(*lacks) if lacks else OUTSIDE
    for i, form in enumerate(forms):
        if tags[i] == "O":
            if scheme.is_group(form):
                sets[i] = begin("NORP")
            elif lacks and _capital(form):
                sets[i] = free
    for start, end, kind in spans_of(tags):
        types = table[kind]
        if not types:
            for i in range(start, end):
                sets[i] = ANY_NAME
        elif len(types) > 1 or types[0] == "MISC":
            content = [f for f in forms[start:end] if f.lower() not in ("the", "-")]
            if content and all(scheme.is_group(f) for f in content):
                first = next(i for i in range(start, end) if scheme.is_group(forms[i]))
                for i in range(start, first):
                    sets[i] = OUTSIDE
                _mark(sets, first, end, "NORP")
            else:
                _mark(sets, start, end, *(t for t in types if t != "NORP"))
        else:
            _mark(sets, start, end, *types)
    return sets


UNER = {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",), "OTH": ("NORP", "EVT", "MISC")}
WIKIGOLD = {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ("NORP", "EVT", "MISC")}
TWITTER = {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",)}
GOVERNMENT = {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ()}
EMERGING = {"person": ("PER",), "location": ("LOC",), "group": ("ORG",), "corporation": ("ORG",), "product": ("MISC",), "creative-work": ("MISC",)}
TOPICS = {
    **dict.fromkeys(("person", "scientist", "writer", "musicalartist", "researcher"), ("PER",)),
    **dict.fromkeys(("organisation", "university", "band"), ("ORG",)),
    **dict.fromkeys(("location", "country"), ("LOC",)),
    **dict.fromkeys(("event", "conference"), ("EVT",)),
    **dict.fromkeys(("book", "poem", "album", "song", "magazine", "academicjournal", "award", "product", "programlang"), ("MISC",)),
    **dict.fromkeys(
        (
            "misc", "astronomicalobject", "chemicalcompound", "protein", "enzyme", "discipline", "chemicalelement", "theory", "literarygenre", "musicgenre",
            "musicalinstrument", "algorithm", "task", "field", "metrics",
        ), (),
    ),
}  # fmt: skip
POLITICS = {
    "politician": ("PER",), "person": ("PER",), "organisation": ("ORG",), "politicalparty": ("ORG",), "location": ("LOC",),
    "country": ("LOC",), "election": ("EVT",), "event": ("EVT",), "misc": ("MISC",),
}  # fmt: skip


def read_name_set(path: Path, source: str, scheme: NameScheme, table: dict[str, tuple[str, ...]], lacks: tuple[str, ...] = ()) -> Iterator[Sentence]:
    """A BIO file as sentences with names only."""
    for number, (forms, tags) in enumerate(read_bio(path)):
        sets = convert_bio(forms, tags, scheme, table, lacks)
        if source == "btc":  # handles are marked as persons now and then: say nothing of them
            for i, form in enumerate(forms):
                if form == "@" or (i and forms[i - 1] == "@") or form.startswith("@"):
                    sets[i] = ANY_NAME
        yield Sentence(f"{source}-{number}", source, forms, names=sets)


def add_uner(sentences: list[Sentence], path: Path, scheme: NameScheme) -> int:
    """Puts the UNER names on EWT sentences of the same order; returns how many matched."""
    matched = 0
    by_forms: dict[tuple[str, ...], list[str]] = {tuple(forms): tags for forms, tags in read_bio(path)}
    for sentence in sentences:
        tags = by_forms.get(tuple(sentence.forms))
        if tags is not None:
            sentence.names = convert_bio(sentence.forms, tags, scheme, UNER)
            matched += 1
    return matched


GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVT"}


def add_gum(sentences: list[Sentence], path: Path, scheme: NameScheme) -> None:
    """Derives flat names from GUM's nested mentions: the proper-noun core of each named mention, the longest first."""
    mentions: dict[str, list[dict]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            mentions[record["id"]] = record["gold"]
    for sentence in sentences:
        gold = mentions.get(sentence.id)
        if gold is None:
            continue
        assert sentence.upos and sentence.heads
        forms, upos = sentence.forms, sentence.upos
        sets = [ANY_NAME if tag == "PROPN" else OUTSIDE for tag in upos]
        for i, form in enumerate(forms):
            if scheme.is_group(form):
                sets[i] = begin("NORP")
        cores: list[tuple[int, int, str]] = []
        for mention in gold:
            if mention["type"] == "time":
                for i in range(mention["start"], mention["end"]):
                    sets[i] = OUTSIDE
            elif mention["named"]:
                core = _core(sentence, mention["start"], mention["end"], GUM_TYPES.get(mention["type"], "MISC"), scheme)
                if core:
                    cores.append(core)
        taken = [False] * len(forms)
        for start, end, kind in sorted(cores, key=lambda c: (c[0] - c[1], c[0])):
            if not any(taken[start:end]):
                plural = kind == "PER" and sentence.xpos is not None and sentence.xpos[start] == "NNPS"
                if end - start == 1 and (plural or scheme.is_group(forms[start])):
                    kind = "NORP"
                _mark(sets, start, end, kind)
                taken[start:end] = [True] * (end - start)
        sentence.names = sets


def _core(sentence: Sentence, start: int, end: int, kind: str, scheme: NameScheme) -> tuple[int, int, str] | None:
    """The run of proper words around the head of a mention."""
    forms, upos, heads = sentence.forms, sentence.upos, sentence.heads
    assert upos and heads
    outer = [i for i in range(start, end) if not start <= heads[i] - 1 < end]
    if not outer:
        return None
    head = outer[0]
    if upos[head] != "PROPN":
        return None

    def proper(i: int) -> bool:
        return upos[i] == "PROPN" or (kind != "PER" and _capital(forms[i]) and upos[i] in ("ADJ", "NOUN", "VERB", "NUM"))

    def bridge(i: int, step: int) -> int:
        """Where the name goes on after connecting words, or -1."""
        limit = 3
        while start <= i < end and limit and (forms[i].lower() in _CONNECTORS) and (kind != "PER" or forms[i] in "-–" or upos[i] == "PROPN"):
            i, limit = i + step, limit - 1
        return i if start <= i < end and proper(i) else -1

    left = right = head
    while True:
        nxt = right + 1 if right + 1 < end and proper(right + 1) else bridge(right + 1, 1)
        if nxt < 0:
            break
        right = nxt
    while True:
        nxt = left - 1 if left - 1 >= start and proper(left - 1) else bridge(left - 1, -1)
        if nxt < 0:
            break
        left = nxt
    if kind == "PER":
        while left <= right and (scheme.is_title(forms[left]) or scheme.is_group(forms[left])):
            left += 1
        if left > right:
            return None
    return left, right + 1, kind


RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}


def re3d_held_out(document: dict) -> bool:
    """Documents kept for testing: the non-commercial part and a fifth of the others by hash of the id."""
    return document["flag"] == "NON-COMMERCIAL" or hashlib.sha256(document["id"].encode()).digest()[0] < 51


def read_re3d(path: Path, scheme: NameScheme, held_out: bool) -> Iterator[Sentence]:
    """re3d documents as sentences. Its entities are noun phrases with nested names: only those that look like names are kept."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    for document in documents:
        if re3d_held_out(document) != held_out:
            continue
        text = document["text"]
        entities = [(e["start"], e["end"], RE3D_TYPES[e["type"]]) for e in document["gold"]["entities"] if e["type"] in RE3D_TYPES]
        for number, (begin_at, end_at) in enumerate(split_sentences(text)):
            tokens = words(text[begin_at:end_at], begin_at)
            if not tokens:
                continue
            forms = [t[0] for t in tokens]
            sets = [ANY_NAME if _capital(f) and (i or not f.islower()) and f.lower() not in ("the", "a", "an", "in", "we", "it", "i") else OUTSIDE for i, f in enumerate(forms)]
            starts = {t[1]: i for i, t in enumerate(tokens)}
            ends = {t[2]: i + 1 for i, t in enumerate(tokens)}
            spans: dict[tuple[int, int], str] = {}
            for start, end, kind in entities:
                if start not in starts or end not in ends:
                    continue
                span = _name_inside(forms, starts[start], ends[end], kind, scheme)
                if span and (span not in spans or kind == "LOC"):
                    spans[span] = kind
            taken = [False] * len(forms)
            for (start, end), kind in sorted(spans.items(), key=lambda s: (s[0][0] - s[0][1], s[0][0])):
                if not any(taken[start:end]):
                    if all(scheme.is_group(f) for f in forms[start:end]):
                        kind = "NORP"
                    _mark(sets, start, end, kind)
                    taken[start:end] = [True] * (end - start)
            for i, form in enumerate(forms):
                if not taken[i] and scheme.is_group(form):
                    sets[i] = begin("NORP")
            yield Sentence(f"{document['id']}-{number}", "re3d", forms, names=sets)


def _name_inside(forms: list[str], start: int, end: int, kind: str, scheme: NameScheme) -> tuple[int, int] | None:
    while start < end and forms[start].lower() in ("the", "a", "an"):
        start += 1
    if kind == "PER":
        while start < end and (scheme.is_title(forms[start]) or scheme.is_group(forms[start])):
            start += 1
    if start >= end or not _capital(forms[start]) or not _capital(forms[end - 1]) or end - start > 8:
        return None
    if kind == "PER" and (scheme.is_title(forms[end - 1]) or any(scheme.is_title(f) for f in forms[start:end])):
        return None
    if any(not _capital(f) and f.lower() not in _CONNECTORS and not f[:1].isdigit() for f in forms[start:end]):
        return None
    if forms[start].lower() in ("we", "they", "he", "she", "i", "it", "our", "their", "this", "these", "there", "here", "those", "all"):
        return None
    return start, end


def count_types(sentences: Iterable[Sentence]) -> dict[str, int]:
    """How many names of each unambiguous type the sentences bear."""
    counts = {t: 0 for t in NAME_TYPES}
    for sentence in sentences:
        for labels in sentence.names or ():
            for t in NAME_TYPES:
                counts[t] += labels == begin(t)
    return counts
