"""Which files are read for what. Nothing of a dev or test part of EWT, GUM or PUD is ever trained on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import events, names
from .conllu import open_gum_documents, read_conllu
from .sentences import NAME_TYPES, Sentence
from .text import read_pool

LONGEST = 120


@dataclass
class TrainingSet:
    syntax: list[Sentence]
    names_only: list[Sentence]


def training_set(data: Path, lists: Path) -> TrainingSet:
    """EWT and open GUM with syntax and names; the other name sets."""
    scheme = names.NameScheme(data / "gaz_countries/adjectival_names.txt", lists)
    ewt = list(read_conllu(data / "ud_ewt/en_ewt-train.conllu.gz", "ewt"))
    matched = names.add_uner(ewt, data / "ner_uner_ewt/en_ewt-train.iob2.gz", scheme)
    assert matched > 0.97 * len(ewt), matched
    framed = events.add_frames(ewt, data / "srl_propbank_ewt/propbank_ewt-train.jsonl.gz")
    judged = events.add_factuality(ewt, data / "eval_factuality/uds_ih2-train.jsonl.gz")
    assert framed > 0.95 * len(ewt) and judged > 15000, (framed, judged)
    keep = open_gum_documents(data / "ud_gum_full/documents.tsv")
    gum = [s for s in read_conllu(data / "ud_gum_full/en_gum-train.conllu.gz", "gum") if s.notes["doc"] in keep]
    names.add_gum(gum, data / "ner_gum/gum_entities-train.jsonl.gz", scheme)
    small = data / "ner_open_small"
    extra = list(names.read_name_set(small / "wikigold.bio.tsv.gz", "wikigold", scheme, names.WIKIGOLD))
    for part in ("a.bio.tsv", "b.bio.tsv", "e.bio.tsv", "f.bio.tsv", "g.bio.tsv.gz", "h.bio.tsv"):
        extra += names.read_name_set(small / f"btc-{part}", "btc", scheme, names.TWITTER, lacks=("NORP", "EVT", "MISC"))
    for part in ("train", "dev"):
        extra += names.read_name_set(data / f"ner_crossner/politics-{part}.bio.tsv", "crossner", scheme, names.POLITICS)
    for part in ("train.bio.tsv.gz", "dev.bio.tsv", "test.bio.tsv"):
        extra += names.read_name_set(small / f"wnut17-{part}", "wnut", scheme, names.EMERGING, lacks=("NORP", "EVT", "MISC"))
    for topic in ("science", "literature", "music", "ai"):
        for part in ("train", "dev", "test"):
            extra += names.read_name_set(data / f"ner_crossner/{topic}-{part}.bio.tsv", "topics", scheme, names.TOPICS, lacks=("NORP", "MISC"))
    extra += names.read_name_set(data / "ner_multiner_gov/multiner_english.bio.tsv.gz", "gov", scheme, names.GOVERNMENT, lacks=("NORP", "EVT", "MISC"))
    extra += names.read_re3d(data / "ner_re3d/re3d.jsonl.gz", scheme, held_out=False)
    return TrainingSet([s for s in ewt + gum if len(s.forms) < LONGEST], [s for s in extra if 2 < len(s.forms) < LONGEST])


SHARE = {"wikigold": 0.8, "btc": 0.2, "crossner": 0.8, "gov": 0.1, "re3d": 1.0, "wnut": 0.25, "topics": 0.15}
"""Which part of each names-only set an epoch draws."""


def draw_names(sentences: list[Sentence], rng: np.random.Generator) -> list[int]:
    """Numbers of the names-only sentences of one epoch."""
    chance = rng.random(len(sentences))
    return [i for i, s in enumerate(sentences) if chance[i] < SHARE[s.source]]


@dataclass
class TestSet:
    name: str
    sentences: list[Sentence]
    gold_names: list[list[tuple[int, int, str]]] | None = None
    kinds: tuple[str, ...] = ("PER", "ORG", "LOC")


def _uner(name: str, path: Path) -> TestSet:
    """UNER's own order of sentences differs from the treebank's, so it is a set of its own."""
    pairs = list(names.read_bio(path))
    return TestSet(name, [Sentence(f"{name}-{i}", "uner", forms) for i, (forms, _) in enumerate(pairs)], [names.spans_of(tags) for _, tags in pairs])


def _add_events(ewt: list[Sentence], data: Path, part: str) -> None:
    events.add_frames(ewt, data / f"srl_propbank_ewt/propbank_ewt-{part}.jsonl.gz")
    events.add_factuality(ewt, data / f"eval_factuality/uds_ih2-{part}.jsonl.gz")


def development_sets(data: Path) -> list[TestSet]:
    ewt = list(read_conllu(data / "ud_ewt/en_ewt-dev.conllu.gz", "ewt"))
    gum = list(read_conllu(data / "ud_gum_full/en_gum-dev.conllu.gz", "gum"))
    _add_events(ewt, data, "dev")
    return [TestSet("EWT dev", ewt), TestSet("GUM dev", gum), _uner("UNER EWT dev", data / "ner_uner_ewt/en_ewt-dev.iob2.gz")]


def test_sets(data: Path, lists: Path) -> list[TestSet]:
    scheme = names.NameScheme(data / "gaz_countries/adjectival_names.txt", lists)
    ewt = list(read_conllu(data / "ud_ewt/en_ewt-test.conllu.gz", "ewt"))
    gum = list(read_conllu(data / "ud_gum_full/en_gum-test.conllu.gz", "gum"))
    _add_events(ewt, data, "test")
    pud = list(read_conllu(data / "ud_pud/en_pud-test.conllu.gz", "pud"))
    out = [TestSet("EWT test", ewt), TestSet("GUM test", gum), TestSet("PUD", pud)]
    out.append(_uner("UNER EWT test", data / "ner_uner_ewt/en_ewt-test.iob2.gz"))
    out.append(_uner("UNER PUD", data / "ner_uner_pud/en_pud-test.iob2.gz"))
    held = list(names.read_re3d(data / "ner_re3d/re3d.jsonl.gz", scheme, held_out=True))
    out.append(TestSet("re3d held out", held, [_certain(s.names or []) for s in held], ("PER", "ORG", "LOC", "NORP")))
    return out


def _certain(sets: list[int]) -> list[tuple[int, int, str]]:
    """Spans of an unambiguous label-set sequence (words with several labels count as outside)."""
    by_begin = {names.begin(t): f"B-{t}" for t in NAME_TYPES}
    by_inside = {names.inside(t): f"I-{t}" for t in NAME_TYPES}
    return names.spans_of([by_begin.get(s) or by_inside.get(s) or "O" for s in sets])


def pool_sentences(data: Path) -> list[list[str]]:
    """Tokenised open text for vectors."""
    return [forms for forms in read_pool(data / "pool_text_open/open_text.jsonl.gz") if len(forms) > 2]
