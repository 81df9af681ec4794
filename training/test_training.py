"""Checks that need no data: `python -m unittest discover training`."""

from __future__ import annotations

import itertools
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from annalist_training import evaluate, features, lemma, trees, weights
from annalist_training.crf import viterbi
from annalist_training.inventory import Inventory, Types
from annalist_training.network import Dims, Network
from annalist_training.events import head_of
from annalist_training.sentences import ANY_NAME, NAME_ID, NAME_LABELS


def small_inventory() -> Inventory:
    return Inventory(["the", "dog", "barks"], 3, ["DET", "NOUN", "VERB"], ["DT", "NN"], ["_", "Number=Sing"], ["l|0||0|", "l|0||1|"], ["det", "nsubj", "root"])


class Rules(unittest.TestCase):
    def test_lemma_rules_turn_forms_into_lemmas(self) -> None:
        for form, word in [("Dogs", "dog"), ("went", "go"), ("IRAQ", "Iraq"), ("is", "be"), ("Bush", "Bush"), ("unhappier", "unhappy"), ("|", "|"), ("'s", "be")]:
            self.assertEqual(lemma.apply_rule(lemma.rule_of(form, word), form), word)

    def test_hash_is_fnv1a(self) -> None:
        self.assertEqual(features.fnv1a(b"a"), 0xAF63DC4C8601EC8C)
        self.assertEqual(features.shape(features.fold("ABCDe-2024")), "XXXx-ddd")


class Trees(unittest.TestCase):
    def test_best_tree_equals_brute_force(self) -> None:
        rng = np.random.default_rng(0)
        for _ in range(60):
            n = int(rng.integers(1, 5))
            scores = rng.normal(size=(n, n + 1))
            scores[np.arange(n), np.arange(n) + 1] = -1e9
            choices = (np.asarray(h) for h in itertools.product(range(n + 1), repeat=n))
            best = max((sum(scores[i, h[i]] for i in range(n)) for h in choices if trees.is_tree(h)))
            heads = trees.best_tree(scores)
            self.assertTrue(trees.is_tree(heads))
            self.assertAlmostEqual(sum(scores[i, heads[i]] for i in range(n)), best)


class Names(unittest.TestCase):
    def test_chain_never_opens_with_inside(self) -> None:
        network = Network(small_inventory(), Dims())
        trans, start = (part.detach().numpy() for part in network.chain.scores())
        emit = np.zeros((4, len(NAME_LABELS)), dtype=np.float32)
        emit[:, NAME_ID["I-ORG"]] = 5.0
        labels = [NAME_LABELS[i] for i in viterbi(emit, trans, start)]
        self.assertEqual(labels, ["B-ORG", "I-ORG", "I-ORG", "I-ORG"])

    def test_loss_of_free_labels_is_zero(self) -> None:
        network = Network(small_inventory(), Dims())
        bits = torch.full((2, 3), ANY_NAME)
        allowed = ((bits.unsqueeze(2) >> torch.arange(len(NAME_LABELS))) & 1).bool()
        loss = network.chain.loss(torch.randn(2, 3, len(NAME_LABELS)), allowed, torch.tensor([3, 2]))
        self.assertAlmostEqual(float(loss.detach()), 0.0, places=4)


class Events(unittest.TestCase):
    def test_the_head_of_a_span_is_its_word_with_the_head_outside(self) -> None:
        # "the old dog barked": the -> dog, old -> dog, dog -> barked
        self.assertEqual(head_of([3, 3, 4, 0], 0, 3), 2)

    def test_kinds_are_looked_up_without_case(self) -> None:
        inventory = small_inventory()
        inventory.kinds = {"hilton": 3}
        found = Types.build(["Hilton", "dog"], inventory).kinds
        self.assertEqual(found[:, :3].tolist(), [[1, 1, 0], [0, 0, 0]])


class File(unittest.TestCase):
    def test_written_weights_predict_what_they_did(self) -> None:
        torch.manual_seed(0)
        inventory = small_inventory()
        inventory.kinds = {"dog": 1, "the": 5}
        network = Network(inventory, Dims()).eval()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.lm"
            weights.write(path, "x", network, inventory)
            back, same = weights.read(path)
        self.assertEqual(same.words, inventory.words)
        self.assertEqual(same.kinds, inventory.kinds)
        forms = [["The", "dog", "barks"], ["Dog"]]
        for a, b in zip(evaluate.predict(network, inventory, forms), evaluate.predict(back, same, forms)):
            np.testing.assert_allclose(a.arcs, b.arcs, atol=0.05, rtol=0.05)
            np.testing.assert_allclose(a.factuality, b.factuality, atol=0.05, rtol=0.05)


if __name__ == "__main__":
    unittest.main()
