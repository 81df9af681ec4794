"""The training loop: AdamW, warm-up and linear decay by words, averaged weights."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .batches import Batch, make_batch, plan
from .inventory import IGNORE, Encoded, Types
from .network import Dropout, Network
from .team import Team


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
    event_weights: dict[str, float] = field(default_factory=lambda: {"pred": 0.5, "role": 0.5, "fact": 0.05})


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
        likely = arcs[mask].log_softmax(1).gather(1, batch.top_heads[mask])
        parts["arc"] = -(likely * batch.head_weights[mask]).sum() / words
        total = total + recipe.arc_weight * parts["arc"]
        wanted = batch.deprels != IGNORE
        rows, at = wanted.nonzero(as_tuple=True)
        label = network.label_scores(h1[rows, at], h1[rows, batch.heads[rows, at] - 1])
        likely = label.log_softmax(1).gather(1, batch.top_labels[wanted])
        parts["label"] = -(likely * batch.label_weights[wanted]).sum() / words
        total = total + recipe.label_weight * parts["label"]
    if len(batch.named):
        emit = network.name_scores(h0[batch.named], h1[batch.named])
        lengths = batch.lengths[batch.named]
        parts["names"] = network.chain.loss(emit, batch.allowed, lengths) / int(lengths.sum())
        total = total + recipe.names_weight * parts["names"]
    if k:
        event_losses(network, batch, h1, parts)
        total = total + sum(recipe.event_weights[name] * parts[name] for name in recipe.event_weights if name in parts)
    return total, {name: float(part.detach()) for name, part in parts.items()}


def event_losses(network: Network, batch: Batch, h1: Tensor, parts: dict[str, Tensor]) -> None:
    """Losses of predicates, roles (both for each word of a sentence that has them) and factuality (for each event)."""
    asked = batch.is_predicate != IGNORE
    words = int(asked.sum())
    if words:
        said = network.predicate(network.drop(h1[: batch.parsed][asked], network.dropout, network.training)).squeeze(1)
        parts["pred"] = F.binary_cross_entropy_with_logits(said, batch.is_predicate[asked].float())
    rows, at = batch.frame_at
    if len(rows):
        roles = network.role_scores(h1[rows, at], h1[rows])
        parts["role"] = F.cross_entropy(roles.flatten(0, 1), batch.roles.flatten(), ignore_index=IGNORE, reduction="sum") / words
    rows, at = batch.event_at
    if len(rows):
        parts["fact"] = F.smooth_l1_loss(network.factuality(h1[rows, at]), batch.factuality)


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


def train(network: Network, types: Types, epoch_data: Epoch, recipe: Recipe, after: Callable[[int, Network], None], log: Callable[[str], None], team: Team | None = None) -> Network:
    """Trains `network` in place and returns the averaged one. `epoch_data` gives the sentences of an epoch, `after` is called with each epoch's average.

    In a team the rate falls with time instead of words, and weights are averaged over the processes before they enter the mean over steps.
    """
    seed = recipe.seed + (1000 * team.rank if team else 0)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    if team:
        network.drop = Dropout(seed)
        team.begin()
    decayed = [p for n, p in network.named_parameters() if p.requires_grad and p.dim() > 1 and n not in ("word", "affix", "ngram")]
    ids = {id(p) for p in decayed}
    plain = [p for p in network.parameters() if p.requires_grad and id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": recipe.decay}, {"params": plain, "weight_decay": 0.0}], lr=recipe.rate, betas=(0.9, 0.98), fused=True
    )
    average = Averaged(network, recipe.averaging)
    goal = sum(len(s.types) for s in epoch_data(0, np.random.default_rng(0))) * recipe.epochs
    done, step, over = 0, 0, 0.0
    trained = [p for p in network.parameters() if p.requires_grad]
    for epoch in range(recipe.epochs):
        sentences = epoch_data(epoch, rng)
        network.train()
        sums: dict[str, float] = {}
        groups = plan([len(s.types) for s in sentences], recipe.batch_words, rng)
        clock, wall = time.process_time(), time.time()
        for group in groups:
            batch = make_batch([sentences[i] for i in group], types)
            warm = min(1.0, (step + 1) / 200)
            rate = recipe.rate * warm * max(0.02, 1 - (over if team else done / goal))
            for g in optimiser.param_groups:
                g["lr"] = rate
            loss, parts = losses(network, batch, recipe)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(decayed, 5.0)
            optimiser.step()
            step += 1
            done += batch.words
            if team and step % team.every == 0:
                over = team.meet(trained)
                average.update(step // team.every)
                if over >= 1:
                    break
            if not team and step % recipe.every == 0:
                average.update(step // recipe.every)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value / len(groups)
        shown = " ".join(f"{n} {v:.3f}" for n, v in sums.items())
        cpu, took = time.process_time() - clock, time.time() - wall
        words = sum(len(s.types) for s in sentences)
        log(f"epoch {epoch + 1}/{recipe.epochs} {words} words, cpu {cpu:.0f} s, wall {took:.0f} s, {words / cpu:.0f} w/cpu-s | {shown}")
        after(epoch, average.network)
        if epoch + 1 == recipe.stop or over >= 1:
            break
    return average.network
