"""Rebuilds the shipped weights: `python training/train.py --data DIR --out FILE`."""

from __future__ import annotations

import argparse
import hashlib
import pickle
import time
from pathlib import Path

import numpy as np
import torch

from annalist_training import data as data_sets
from annalist_training import evaluate, vectors, weights
from annalist_training.augment import disguise
from annalist_training.inventory import Encoded, Inventory, TypeIndex, encode
from annalist_training.network import Dims, Network
from annalist_training.trainer import Recipe, train

LISTS = Path(__file__).parent / "lists"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="weights file to write")
    parser.add_argument("--cache", type=Path, default=None, help="folder for word vectors and checkpoints that later runs may reuse")
    parser.add_argument("--name", default="annalist-en-1")
    parser.add_argument("--epochs", type=int, default=45)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch-words", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--vector-epochs", type=int, default=8, help="0: no word vectors")
    parser.add_argument("--pool-words", type=int, default=20000, help="most frequent further words of the open text that get a row")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--evaluate-every", type=int, default=5)
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


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    dims = Dims()
    training = data_sets.training_set(args.data, LISTS)
    log(f"{len(training.syntax)} parsed sentences, {len(training.names_only)} with names only")
    everything = training.syntax + training.names_only
    found = word_vectors(args, [s.forms for s in everything], dims.word) if args.vector_epochs else {}
    # insertion order is by falling frequency: the rank stands for the count
    ranks = {w: len(found) - i for i, w in enumerate(found)}
    inventory = Inventory.build(everything, ranks, args.pool_words)  # type: ignore[arg-type]
    log("classes: " + ", ".join(f"{layer} {len(getattr(inventory, layer))}" for layer in ("words", "upos", "xpos", "feats", "lemma", "deprel", "names")))

    index = TypeIndex()
    plain = [encode(s, inventory, index) for s in training.syntax]
    named = [encode(s, inventory, index) for s in training.names_only]
    rng = np.random.default_rng(7)
    disguised: list[Encoded | None] = []
    for s in training.syntax:
        forms = disguise(s.forms, rng)
        disguised.append(encode(s, inventory, index, forms) if forms else None)
    types = index.types(inventory)
    log(f"{len(types.forms)} distinct forms")

    def epoch_data(_: int, draw: np.random.Generator) -> list[Encoded]:
        out = [d if d is not None and draw.random() < 0.5 else p for p, d in zip(plain, disguised)]
        return out + [named[i] for i in data_sets.draw_names(training.names_only, draw)]

    table = torch.from_numpy(vectors.table(found, inventory, dims.word)) if found else None
    network = Network(inventory, dims, table, dropout=args.dropout)
    log(f"{sum(p.numel() for p in network.parameters())} weights")
    development = data_sets.development_sets(args.data)

    def after(epoch: int, average: Network) -> None:
        if (epoch + 1) % args.evaluate_every == 0 or epoch + 1 == args.epochs:
            for line in weights_scores(average, inventory, development):
                log(line)
            if args.cache:
                torch.save({"state": average.state_dict(), "inventory": inventory, "dims": dims}, args.cache / f"{args.out.stem}.pt")

    recipe = Recipe(epochs=args.epochs, batch_words=args.batch_words, rate=args.rate, seed=args.seed)
    log(str(recipe))
    average = train(network, types, epoch_data, recipe, after, log)
    weights.write(args.out, args.name, average, inventory)
    shipped, inventory = weights.read(args.out)
    log(f"written: {args.out.stat().st_size} bytes")
    for line in weights_scores(shipped, inventory, development + data_sets.test_sets(args.data, LISTS)):
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
