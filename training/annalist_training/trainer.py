"""The training loop: AdamW, warm-up and linear decay by words, averaged weights."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import Batch, make_batch, plan
from .inventory import IGNORE, Encoded, Types
from .network import Network


@dataclass
class Recipe:
    """What decides a run apart from the data."""

    epochs: int = 30
    stop: int = 0
    """Stop after so many epochs of the schedule; 0: none left out."""
    batch_words: int = 1000
    rate: float = 3e-3
    decay: float = 0.01
    averaging: float = 0.995
    every: int = 4
    seed: int = 1
    arc_weight: float = 1.0
    label_weight: float = 1.0
    tag_weights: tuple[float, float, float, float] = (1.0, 0.5, 0.5, 0.5)
    names_weight: float = 1.0


def losses(network: Network, batch: Batch, recipe: Recipe) -> tuple[Tensor, dict[str, float]]:
    """Sum of the mean losses of all heads."""
    x = network.type_inputs(*batch.bags)[batch.at]
    h0, h1 = network.encode(x, batch.reverse)
    h0, h1 = h0.transpose(0, 1), h1.transpose(0, 1)
    parts: dict[str, Tensor] = {}
    total = x.new_zeros(())
    k = batch.parsed
    if k:
        mask = batch.mask[:k]
        words = int(mask.sum())
        scores = network.tag_scores(h0[:k][mask])
        for (layer, s), weight in zip(scores.items(), recipe.tag_weights):
            parts[layer] = F.cross_entropy(s, batch.tags[layer][mask], ignore_index=IGNORE, reduction="sum") / words
            total = total + weight * parts[layer]
        arcs = network.arc_scores(h1[:k])
        heads_ok = torch.cat([torch.ones(k, 1, dtype=torch.bool), mask], 1)
        arcs = arcs.masked_fill(~heads_ok.unsqueeze(1), -1e9)
        parts["arc"] = F.cross_entropy(arcs[mask], batch.heads[mask])
        total = total + recipe.arc_weight * parts["arc"]
        wanted = batch.deprels != IGNORE
        rows, at = wanted.nonzero(as_tuple=True)
        label = network.label_scores(h1[rows, at], h1[rows, batch.heads[rows, at] - 1])
        parts["label"] = F.cross_entropy(label, batch.deprels[wanted], reduction="sum") / words
        total = total + recipe.label_weight * parts["label"]
    if len(batch.named):
        emit = network.names(network.drop(h1[batch.named], network.dropout, network.training))
        lengths = batch.lengths[batch.named]
        parts["names"] = network.chain.loss(emit, batch.allowed, lengths) / int(lengths.sum())
        total = total + recipe.names_weight * parts["names"]
    return total, {name: float(part.detach()) for name, part in parts.items()}


class Averaged:
    """Exponential mean of the weights."""

    def __init__(self, network: Network, factor: float) -> None:
        self.network = copy.deepcopy(network).eval()
        self.factor = factor
        self.pairs = [(a, b) for a, b in zip(self.network.parameters(), network.parameters()) if b.requires_grad]

    @torch.no_grad()
    def update(self, step: int) -> None:
        factor = min(self.factor, (1 + step) / (10 + step))
        torch._foreach_lerp_([a.data for a, _ in self.pairs], [b.data for _, b in self.pairs], 1 - factor)


Epoch = Callable[[int, np.random.Generator], list[Encoded]]


def train(network: Network, types: Types, epoch_data: Epoch, recipe: Recipe, after: Callable[[int, Network], None], log: Callable[[str], None]) -> Network:
    """Trains `network` in place and returns the averaged one. `epoch_data` gives the sentences of an epoch, `after` is called with each epoch's average."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    decayed = [p for n, p in network.named_parameters() if p.requires_grad and p.dim() > 1 and n not in ("word", "affix", "ngram")]
    ids = {id(p) for p in decayed}
    plain = [p for p in network.parameters() if p.requires_grad and id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": recipe.decay}, {"params": plain, "weight_decay": 0.0}], lr=recipe.rate, betas=(0.9, 0.98), fused=True
    )
    average = Averaged(network, recipe.averaging)
    goal = sum(len(s.types) for s in epoch_data(0, np.random.default_rng(0))) * recipe.epochs
    done, step = 0, 0
    for epoch in range(recipe.epochs):
        sentences = epoch_data(epoch, rng)
        network.train()
        sums: dict[str, float] = {}
        groups = plan([len(s.types) for s in sentences], recipe.batch_words, rng)
        clock, wall = time.process_time(), time.time()
        for group in groups:
            batch = make_batch([sentences[i] for i in group], types)
            warm = min(1.0, (step + 1) / 200)
            rate = recipe.rate * warm * max(0.02, 1 - done / goal)
            for g in optimiser.param_groups:
                g["lr"] = rate
            loss, parts = losses(network, batch, recipe)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(decayed, 5.0)
            optimiser.step()
            step += 1
            done += batch.words
            if step % recipe.every == 0:
                average.update(step // recipe.every)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value / len(groups)
        shown = " ".join(f"{n} {v:.3f}" for n, v in sums.items())
        cpu, took = time.process_time() - clock, time.time() - wall
        words = sum(len(s.types) for s in sentences)
        log(f"epoch {epoch + 1}/{recipe.epochs} {words} words, cpu {cpu:.0f} s, wall {took:.0f} s, {words / cpu:.0f} w/cpu-s | {shown}")
        after(epoch, average.network)
        if epoch + 1 == recipe.stop:
            break
    return average.network
