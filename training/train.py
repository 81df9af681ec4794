"""Rebuilds the shipped weights: `python training/train.py --data DIR --out FILE`."""

from __future__ import annotations

import argparse
import hashlib
import pickle
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from annalist_training import data as data_sets
from annalist_training import evaluate, vectors, weights
from annalist_training import silver as silver_text
from annalist_training.augment import OtherNames, disguise
from annalist_training.inventory import Encoded, Inventory, TypeIndex, encode
from annalist_training.kinds import compile_kinds
from annalist_training.names import NameScheme
from annalist_training.network import Dims, Network
from annalist_training.team import Team
from annalist_training.trainer import Recipe, train

LISTS = Path(__file__).parent / "lists"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="weights file to write")
    parser.add_argument("--cache", type=Path, default=None, help="folder for word vectors and checkpoints that later runs may reuse")
    parser.add_argument("--name", default="annalist-en-2")
    parser.add_argument("--epochs", type=int, default=32)
    parser.add_argument("--seed", type=int, default=21, help="of the student")
    parser.add_argument("--only", default=None, help="make one piece for the cache and stop: teacher-N or silver")
    parser.add_argument("--teachers", type=int, default=2, help="0: one run on the treebanks alone")
    parser.add_argument("--teacher-epochs", type=int, default=16)
    parser.add_argument("--silver-words", type=int, default=480000, help="words of open text that the teachers label for the student")
    parser.add_argument("--silver-share", type=float, default=0.45, help="part of the silver sentences that an epoch draws")
    parser.add_argument("--student-names", type=float, default=2.0, help="weight of the names in the student's loss")
    parser.add_argument("--student-rate", type=float, default=2.4e-3)
    parser.add_argument("--batch-words", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--vector-epochs", type=int, default=8, help="0: no word vectors")
    parser.add_argument("--pool-words", type=int, default=20000, help="most frequent further words of the open text that get a row")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--team", type=int, default=1, help="processes that train the student together; start one for each --rank")
    parser.add_argument("--rank", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=60, help="wall time of the student's run in a team")
    parser.add_argument("--meeting", type=Path, default=Path("/tmp/annalist-team"), help="file through which the processes find each other; must not exist")
    parser.add_argument("--evaluate-every", type=int, default=4)
    return parser.parse_args()


def log(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, flush=True)


def word_vectors(args: argparse.Namespace, supervised: list[list[str]], size: int) -> dict[str, np.ndarray]:
    """Vectors of the open text and of the training sentences, from the cache where there are some."""
    settings = f"{args.vector_epochs} {size} window 3"
    cached = args.cache / f"vectors-{hashlib.sha256(settings.encode()).hexdigest()[:12]}.pickle" if args.cache else None
    if cached and cached.exists():
        with open(cached, "rb") as file:
            return pickle.load(file)
    pool = data_sets.pool_sentences(args.data)
    log(f"word vectors: {sum(map(len, pool))} words of open text")
    found = vectors.train_vectors(pool + supervised, size, args.vector_epochs, window=3, least=4, seed=1)
    log(f"word vectors: {len(found)} words")
    if cached:
        args.cache.mkdir(parents=True, exist_ok=True)
        with open(cached, "wb") as file:
            pickle.dump(found, file)
    return found


def cached_inventory(args: argparse.Namespace, built: Inventory) -> Inventory:
    """The classes and words that the networks of the cache were made with, where there are some."""
    path = args.cache / "inventory.pickle" if args.cache else None
    if path and path.exists():
        with open(path, "rb") as file:
            old = pickle.load(file)
        return Inventory(old.words, old.trained_words, old.upos, old.xpos, old.feats, old.lemma, old.deprel)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "wb") as file:
            pickle.dump(built, file)
    return built


@dataclass
class Prepared:
    """Everything that all runs of one command share."""

    inventory: Inventory
    index: TypeIndex
    plain: list[Encoded]
    disguised: list[Encoded | None]
    named: list[Encoded]
    training: data_sets.TrainingSet
    table: torch.Tensor | None
    development: list[data_sets.TestSet]


def prepare(args: argparse.Namespace) -> Prepared:
    """Reads the data, makes vectors and classes, encodes."""
    training = data_sets.training_set(args.data, LISTS)
    log(f"{len(training.syntax)} parsed sentences, {len(training.names_only)} with names only")
    everything = training.syntax + training.names_only
    size = Dims().word
    found = word_vectors(args, [s.forms for s in everything], size) if args.vector_epochs else {}
    # insertion order is by falling frequency: the rank stands for the count
    ranks = Counter({w: len(found) - i for i, w in enumerate(found)})
    inventory = Inventory.build(everything, ranks, args.pool_words)
    inventory = cached_inventory(args, inventory)
    ordinary = Counter(f for forms in data_sets.pool_sentences(args.data) for f in forms[1:] if f.islower())
    inventory.kinds = compile_kinds(args.data, LISTS, ordinary)
    log("classes: " + ", ".join(f"{layer} {len(getattr(inventory, layer))}" for layer in ("words", "upos", "xpos", "feats", "lemma", "deprel", "names")))
    index = TypeIndex()
    plain = [encode(s, inventory, index) for s in training.syntax]
    named = [encode(s, inventory, index) for s in training.names_only]
    rng = np.random.default_rng(7)
    disguised: list[Encoded | None] = []
    for s in training.syntax:
        forms = disguise(s.forms, rng)
        disguised.append(encode(s, inventory, index, forms) if forms else None)
    table = torch.from_numpy(vectors.table(found, inventory, size)) if found else None
    return Prepared(inventory, index, plain, disguised, named, training, table, data_sets.development_sets(args.data))


def fit(args: argparse.Namespace, ready: Prepared, recipe: Recipe, silver: list[Encoded], start: Network | None, stem: str, team: Team | None = None) -> Network:
    """One run; its last averaged network. From the cache where it stands there whole."""
    seed, goal = recipe.seed, recipe.stop or recipe.epochs
    cached = args.cache / f"{stem}.pt" if args.cache else None
    torch.manual_seed(seed)
    network = Network(ready.inventory, Dims(), ready.table, dropout=args.dropout, seed=seed)
    if cached and cached.exists():
        state = torch.load(cached, weights_only=True)
        if state["epoch"] == goal:
            left = adopt(network, state["state"])
            log(f"{stem}: from the cache" + (f", without {', '.join(left)}" if left else ""))
            return network.eval()
    if start is not None:
        network.load_state_dict(start.state_dict())
    share = args.silver_share
    swaps = [None] * len(ready.plain) if start is None else other_names(args, ready, seed)
    types = ready.index.types(ready.inventory)

    def epoch_data(_: int, draw: np.random.Generator) -> list[Encoded]:
        out = [s if s is not None and draw.random() < 0.35 else d if d is not None and draw.random() < 0.5 else p for p, d, s in zip(ready.plain, ready.disguised, swaps)]
        out += [ready.named[i] for i in data_sets.draw_names(ready.training.names_only, draw)]
        if silver:
            chance = draw.random(len(silver))
            out += [s for s, c in zip(silver, chance) if c < share]
        return out

    def after(epoch: int, average: Network) -> None:
        if team and team.rank:
            return
        if (epoch + 1) % args.evaluate_every == 0 or epoch + 1 == goal:
            for line in weights_scores(average, ready.inventory, ready.development):
                log(line)
            if cached:
                cached.parent.mkdir(parents=True, exist_ok=True)
                torch.save({"state": average.state_dict(), "epoch": epoch + 1}, cached)

    log(f"{stem}: {len(types.forms)} distinct forms, {sum(p.numel() for p in network.parameters())} weights, {recipe}")
    return train(network, types, epoch_data, recipe, after, log, team)


def adopt(network: Network, state: dict[str, torch.Tensor]) -> list[str]:
    """Takes over the weights of an earlier network; returns the names of those that it has not (they stay as they are).

    The input layer of a network without word kinds gets columns of zeros for them.
    """
    own = network.state_dict()
    missing = []
    for name, value in own.items():
        old = state.get(name)
        if old is None:
            missing.append(name)
        elif old.shape == value.shape:
            value.copy_(old)
        elif name == "input.weight":
            value.zero_()
            value[:, : old.shape[1]] = old
        else:
            raise ValueError(f"{name} has another shape")
    return missing


def other_names(args: argparse.Namespace, ready: Prepared, seed: int) -> list[Encoded | None]:
    """The treebank sentences with other persons and places, where they have any."""
    others, rng = OtherNames(args.data), np.random.default_rng(seed)
    out: list[Encoded | None] = []
    for s in ready.training.syntax:
        forms = others.swap(s, rng)
        out.append(encode(s, ready.inventory, ready.index, forms) if forms else None)
    log(f"{sum(s is not None for s in out)} sentences with other names")
    return out


def teacher(args: argparse.Namespace, ready: Prepared, seed: int) -> Network:
    recipe = Recipe(epochs=args.teacher_epochs, batch_words=args.batch_words, rate=args.rate, seed=seed)
    return fit(args, ready, recipe, [], None, f"teacher-{seed}")


def silver_sentences(args: argparse.Namespace, ready: Prepared, teachers: list[Network]) -> list[Encoded]:
    """Open text labelled by the teachers: news, half of it with links, whose mentions are made consistent; and other kinds of text, which the treebanks lack."""
    cached = args.cache / "silver-2.pickle" if args.cache else None
    if cached and cached.exists():
        with open(cached, "rb") as file:
            return [encode(s, ready.inventory, ready.index) for s in pickle.load(file)]
    forms, links = silver_text.linked_sentences(args.data / "news_wcep_linked/wcep_linked.jsonl.gz", args.silver_words // 2, seed=5)
    seen = {tuple(f) for f in forms}
    for sets, part in ((silver_text.NEWS_SETS, 0.25), (("text_masc",), 0.23), (("text_sotu",), 0.02)):
        for sentence in silver_text.news_sentences(args.data / "pool_text_open/open_text.jsonl.gz", int(args.silver_words * part), 5, sets):
            if tuple(sentence) not in seen:
                seen.add(tuple(sentence))
                forms.append(sentence)
    log(f"{len(forms)} sentences to label, {sum(map(len, forms))} words")
    labelled = sorted(silver_text.label(teachers, ready.inventory, forms), key=lambda s: int(s.id.split("-")[1]))
    scheme = NameScheme(args.data / "gaz_countries/adjectival_names.txt", LISTS)
    settled, changed = silver_text.settle_links(labelled[: len(links)], links, scheme, OtherNames(args.data).types)
    log(f"labelled; {settled} links settled, {changed} names changed by it")
    silver_text.leave_open(labelled)
    if cached:
        with open(cached, "wb") as file:
            pickle.dump(labelled, file)
    return [encode(s, ready.inventory, ready.index) for s in labelled]


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    ready = prepare(args)
    if args.only and args.only.startswith("teacher"):
        teacher(args, ready, int(args.only.split("-")[1]))
        return
    teachers = [teacher(args, ready, seed) for seed in range(1, args.teachers + 1)]
    silver = silver_sentences(args, ready, teachers) if teachers and args.silver_words else []
    if args.only == "silver":
        return
    start = teachers[-1] if teachers else None
    recipe = Recipe(epochs=args.epochs, batch_words=args.batch_words, rate=args.student_rate if start else args.rate, seed=args.seed, names_weight=args.student_names)
    team = Team(args.rank, args.team, args.minutes, args.meeting) if args.team > 1 else None
    if team:
        recipe.averaging = 0.96
    average = fit(args, ready, recipe, silver, start, f"student-{args.seed}", team)
    if team and team.rank:
        return
    weights.write(args.out, args.name, average, ready.inventory)
    shipped, inventory = weights.read(args.out)
    log(f"written: {args.out.stat().st_size} bytes")
    for line in weights_scores(shipped, inventory, ready.development + data_sets.test_sets(args.data, LISTS)):
        log(line)


def weights_scores(network: Network, inventory: Inventory, sets: list[data_sets.TestSet]) -> list[str]:
    """One line of scores for every set."""
    lines = []
    for test in sets:
        predictions = list(evaluate.predict(network, inventory, [s.forms for s in test.sentences]))
        shown = test.name + ":"
        if test.sentences[0].heads is not None:
            shown += " " + evaluate.show(evaluate.score_syntax(test.sentences, predictions))
        if any(s.frames for s in test.sentences):
            shown += " | " + evaluate.show(evaluate.score_frames(test.sentences, predictions) | evaluate.score_factuality(test.sentences, predictions))
        if test.gold_names is not None:
            shown += " | names " + evaluate.show(evaluate.score_names(test.gold_names, predictions, test.kinds))
        lines.append(shown)
    return lines


if __name__ == "__main__":
    main()
