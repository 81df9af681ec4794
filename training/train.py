"""Rebuilds the shipped weights: `python training/train.py --data DIR --out FILE`."""

from __future__ import annotations

import argparse
import copy
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
from annalist_training.names import NameScheme
from annalist_training.network import Dims, Network
from annalist_training.trainer import Recipe, train

LISTS = Path(__file__).parent / "lists"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="weights file to write")
    parser.add_argument("--cache", type=Path, default=None, help="folder for word vectors and checkpoints that later runs may reuse")
    parser.add_argument("--name", default="annalist-en-1")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=11, help="of the first student")
    parser.add_argument("--students", type=int, default=2, help="each starts from the one before; their mean is shipped where it parses the dev sets better")
    parser.add_argument("--only", default=None, help="make one piece for the cache and stop: teacher-N or silver")
    parser.add_argument("--teachers", type=int, default=1, help="0: one run on the treebanks alone")
    parser.add_argument("--teacher-epochs", type=int, default=16, help="length of the teachers' schedule")
    parser.add_argument("--teacher-stop", type=int, default=8, help="epochs of it that are run")
    parser.add_argument("--silver-words", type=int, default=200000, help="words of news that the teachers label for the student")
    parser.add_argument("--silver-share", type=float, default=0.25, help="silver sentences of an epoch, as a part of the number of treebank sentences")
    parser.add_argument("--student-names", type=float, default=2.0, help="weight of the names in the student's loss")
    parser.add_argument("--student-rate", type=float, default=1.8e-3)
    parser.add_argument("--batch-words", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--vector-epochs", type=int, default=8, help="0: no word vectors")
    parser.add_argument("--pool-words", type=int, default=20000, help="most frequent further words of the open text that get a row")
    parser.add_argument("--later-rate", type=float, default=1.2e-3, help="of the students after the first")
    parser.add_argument("--threads", type=int, default=1)
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


def fit(args: argparse.Namespace, ready: Prepared, recipe: Recipe, silver: list[Encoded], start: Network | None, stem: str) -> Network:
    """One run; its last averaged network. From the cache where it stands there whole."""
    seed, goal = recipe.seed, recipe.stop or recipe.epochs
    cached = args.cache / f"{stem}.pt" if args.cache else None
    torch.manual_seed(seed)
    network = Network(ready.inventory, Dims(), ready.table, dropout=args.dropout, seed=seed)
    if cached and cached.exists():
        state = torch.load(cached, weights_only=True)
        if state["epoch"] == goal:
            network.load_state_dict(state["state"])
            log(f"{stem}: from the cache")
            return network.eval()
    if start is not None:
        network.load_state_dict(start.state_dict())
    share = min(1.0, args.silver_share * len(ready.plain) / max(1, len(silver)))
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
        if (epoch + 1) % args.evaluate_every == 0 or epoch + 1 == goal:
            for line in weights_scores(average, ready.inventory, ready.development):
                log(line)
            if cached:
                cached.parent.mkdir(parents=True, exist_ok=True)
                torch.save({"state": average.state_dict(), "epoch": epoch + 1}, cached)

    log(f"{stem}: {len(types.forms)} distinct forms, {sum(p.numel() for p in network.parameters())} weights, {recipe}")
    return train(network, types, epoch_data, recipe, after, log)


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
    recipe = Recipe(epochs=args.teacher_epochs, stop=args.teacher_stop, batch_words=args.batch_words, rate=args.rate, seed=seed)
    return fit(args, ready, recipe, [], None, f"teacher-{seed}")


def silver_sentences(args: argparse.Namespace, ready: Prepared, teachers: list[Network]) -> list[Encoded]:
    """News labelled by the teachers; half of it with links, whose mentions are made consistent."""
    cached = args.cache / "silver.pickle" if args.cache else None
    if cached and cached.exists():
        with open(cached, "rb") as file:
            return [encode(s, ready.inventory, ready.index) for s in pickle.load(file)]
    forms, links = silver_text.linked_sentences(args.data / "news_wcep_linked/wcep_linked.jsonl.gz", args.silver_words * 3 // 4, seed=5)
    seen = {tuple(f) for f in forms}
    more = silver_text.news_sentences(args.data / "pool_text_open/open_text.jsonl.gz", args.silver_words // 4, seed=5)
    forms += [f for f in more if tuple(f) not in seen]
    log(f"{len(forms)} news sentences to label, {sum(map(len, forms))} words")
    labelled = sorted(silver_text.label(teachers, ready.inventory, forms), key=lambda s: int(s.id.split("-")[1]))
    scheme = NameScheme(args.data / "gaz_countries/adjectival_names.txt", LISTS)
    settled, changed = silver_text.settle_links(labelled[: len(links)], links, scheme, OtherNames(args.data).types)
    log(f"labelled; {settled} links settled, {changed} names changed by it")
    if cached:
        with open(cached, "wb") as file:
            pickle.dump(labelled, file)
    return [encode(s, ready.inventory, ready.index) for s in labelled]


def blend(networks: list[Network], ready: Prepared) -> Network:
    """The mean of the students' weights or the best of them, whichever parses the dev sets best."""

    def worth(network: Network) -> float:
        total = 0.0
        for test in ready.development:
            if test.sentences[0].heads is not None:
                total += evaluate.score_syntax(test.sentences, list(evaluate.predict(network, ready.inventory, [s.forms for s in test.sentences])))["las"]
        return total

    mean = copy.deepcopy(networks[0])
    states = [n.state_dict() for n in networks]
    mean.load_state_dict({k: torch.stack([s[k] for s in states]).mean(0) if v.is_floating_point() else v for k, v in states[0].items()})
    candidates = [mean, *networks]
    scores = [worth(n) for n in candidates]
    log("dev LAS summed, mean of the students first: " + " ".join(f"{s:.2f}" for s in scores))
    return candidates[int(np.argmax(scores))]


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
    start = teachers[0] if teachers else None
    students = []
    for seed in range(args.seed, args.seed + max(1, args.students)):
        rate = args.rate if start is None else args.student_rate if not students else args.later_rate
        recipe = Recipe(epochs=args.epochs, batch_words=args.batch_words, rate=rate, seed=seed, names_weight=1.0 if start is None else args.student_names)
        students.append(fit(args, ready, recipe, silver, start, f"student-{seed}"))
        start = students[-1]
    average = blend(students, ready) if len(students) > 1 else students[0]
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
        if test.gold_names is not None:
            shown += " | names " + evaluate.show(evaluate.score_names(test.gold_names, predictions, test.kinds))
        lines.append(shown)
    return lines


if __name__ == "__main__":
    main()
