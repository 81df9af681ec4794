"""The multi-task network. Shapes: S types in the batch, B sentences, T words of the longest, N = words in all."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from . import features
from .crf import NameChain
from .inventory import Inventory
from .kinds import KINDS

DISTANCE_BOUNDS: tuple[int, ...] = (-31, -21, -16, -11, -8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30)


@dataclass
class Dims:
    word: int = 96
    affix: int = 48
    ngram: int = 48
    input: int = 128
    hidden: int = 128
    arc: int = 128
    label: int = 96
    names: int = 64
    roles: int = 64
    events: int = 32

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Dropout:
    """Dropout with random bytes from numpy: PyTorch's own generator took an eighth of the training time on a CPU. Rates are rounded to 1/256."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.Generator(np.random.SFC64(seed))

    def __call__(self, x: Tensor, p: float, training: bool) -> Tensor:
        limit = round(p * 256)
        if not training or limit == 0:
            return x
        kept = np.frombuffer(self.rng.bytes(x.numel()), dtype=np.uint8) >= limit
        mask = torch.from_numpy(kept.astype(np.float32)).view(x.shape)
        return x * mask.mul_(256 / (256 - limit))


class Direction(nn.Module):
    """One LSTM direction over [T, B, in] (gates i f g o)."""

    def __init__(self, size_in: int, hidden: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(size_in, hidden)
        for name, p in self.lstm.named_parameters():
            if "weight_hh" in name:
                for gate in p.data.chunk(4):
                    nn.init.orthogonal_(gate)
            elif "weight_ih" in name:
                for gate in p.data.chunk(4):
                    nn.init.xavier_uniform_(gate)
            else:
                p.data.zero_()
        self.lstm.bias_ih_l0.data[hidden : 2 * hidden] = 1.0
        self.lstm.bias_hh_l0.requires_grad_(False)

    def forward(self, x: Tensor) -> Tensor:
        return self.lstm(x)[0]


class Layer(nn.Module):
    """Both directions of one layer; `reverse` [T, B] holds for each sentence its positions backwards."""

    def __init__(self, size_in: int, hidden: int) -> None:
        super().__init__()
        self.fwd = Direction(size_in, hidden)
        self.bwd = Direction(size_in, hidden)

    def forward(self, x: Tensor, reverse: Tensor) -> Tensor:
        there = self.fwd(x)
        turned = x.gather(0, reverse.unsqueeze(2).expand_as(x))
        back = self.bwd(turned)
        return torch.cat([there, back.gather(0, reverse.unsqueeze(2).expand_as(back))], 2)


class Network(nn.Module):
    """Input per word type, two bidirectional layers, heads."""

    def __init__(self, inventory: Inventory, dims: Dims, vectors: Tensor | None = None, dropout: float = 0.33, word_dropout: float = 0.25, kind_dropout: float = 0.15, seed: int = 1) -> None:
        super().__init__()
        self.drop = Dropout(seed)
        self.dims, self.dropout, self.word_dropout, self.kind_dropout = dims, dropout, word_dropout, kind_dropout
        d = dims
        rows = len(inventory.words) + 1
        self.trained = inventory.trained_words + 1
        self.word = nn.Parameter(torch.zeros(self.trained, d.word))
        nn.init.normal_(self.word, std=0.1)
        self.register_buffer("vectors", torch.zeros(rows, d.word) if vectors is None else vectors)
        if vectors is not None:
            known = vectors[: self.trained].abs().sum(1) > 0
            self.word.data[known] = 0.0
        self.affix = nn.Parameter(torch.randn(features.AFFIX_BUCKETS, d.affix) * 0.1)
        self.ngram = nn.Parameter(torch.randn(features.NGRAM_BUCKETS, d.ngram) * 0.1)
        self.input = nn.Linear(d.word + d.affix + d.ngram + len(KINDS), d.input)
        self.input_norm = nn.LayerNorm(d.input)
        self.lstm0 = Layer(d.input, d.hidden)
        self.lstm1 = Layer(2 * d.hidden, d.hidden)
        self.tags = nn.ModuleDict({layer: nn.Linear(2 * d.hidden, len(getattr(inventory, layer))) for layer in ("upos", "xpos", "feats", "lemma")})
        self.names_low = nn.Linear(2 * d.hidden, d.names)
        self.names_high = nn.Linear(2 * d.hidden, d.names, bias=False)
        self.names_out = nn.Linear(d.names, len(inventory.names))
        self.chain = NameChain()
        self.arc_dep = nn.Linear(2 * d.hidden, d.arc)
        self.arc_head = nn.Linear(2 * d.hidden, d.arc)
        self.arc_u = nn.Parameter(torch.eye(d.arc) * 0.1)
        self.arc_bias = nn.Parameter(torch.zeros(d.arc))
        self.arc_root = nn.Parameter(torch.randn(d.arc) * 0.1)
        self.distance = nn.Parameter(torch.zeros(len(DISTANCE_BOUNDS) + 2))
        self.lab_dep = nn.Linear(2 * d.hidden, d.label)
        self.lab_head = nn.Linear(2 * d.hidden, d.label)
        self.lab_out = nn.Linear(d.label, len(inventory.deprel))
        self.predicate = nn.Linear(2 * d.hidden, 1)
        self.role_predicate = nn.Linear(2 * d.hidden, d.roles)
        self.role_word = nn.Linear(2 * d.hidden, d.roles)
        self.role_out = nn.Linear(d.roles, len(inventory.roles))
        self.event = nn.Linear(2 * d.hidden, d.events)
        self.event_out = nn.Linear(d.events, 1)
        # most words are no argument, no predicate, no name: new heads on a trained encoder start from that
        for bias, value in ((self.role_out.bias, 4.0), (self.names_out.bias, 2.0), (self.predicate.bias, -1.5)):
            bias.data.zero_()
            bias.data[0] = value
        self.root_label = inventory.ids["deprel"]["root"]
        self.register_buffer("bounds", torch.tensor(DISTANCE_BOUNDS))

    def word_rows(self, ids: Tensor, dropped: Tensor | None = None) -> Tensor:
        """Rows of the word table: fixed vector plus trained difference (trained words only). dropped [S] bool: difference left out."""
        trained = ids < self.trained
        delta = self.word[torch.where(trained, ids, torch.zeros_like(ids))]
        keep = trained if dropped is None else trained & ~dropped
        return self.vectors[ids] + delta * keep.unsqueeze(1)

    def type_inputs(self, word: Tensor, kinds: Tensor, affix: Tensor, affix_at: Tensor, ngram: Tensor, ngram_at: Tensor) -> Tensor:
        """[S] ids and bags -> [S, input]."""
        dropped = None
        if self.training:
            # 5 % of all types lose their row, rarer (later) rows more often; the same again loses only the trained difference
            rate = self.word_dropout * (0.2 + 0.8 * (word.float() / self.trained).clamp(max=1.0))
            word = torch.where(torch.rand(word.shape) < rate, torch.zeros_like(word), word)
            dropped = (torch.rand(word.shape) < self.word_dropout) & (word > 0)
            kinds = kinds * (torch.rand(word.shape) >= self.kind_dropout).unsqueeze(1)
        parts = [
            self.word_rows(word, dropped),
            F.embedding_bag(affix, self.affix, affix_at, mode="sum"),
            F.embedding_bag(ngram, self.ngram, ngram_at, mode="mean"),
            kinds,
        ]
        x = torch.cat(parts, 1)
        if self.training:
            x = self.drop(x, 0.1, True)
        return self.input_norm(F.gelu(self.input(x), approximate="tanh"))

    def encode(self, x: Tensor, reverse: Tensor) -> tuple[Tensor, Tensor]:
        """x [T, B, input] -> outputs of both layers, [T, B, 2 * hidden]."""
        h0 = self.lstm0(self._locked(x, self.dropout * 0.75), reverse)
        h1 = self.lstm1(self._locked(h0, self.dropout), reverse)
        return h0, h1

    def _locked(self, x: Tensor, p: float) -> Tensor:
        """Half ordinary dropout, half with one mask for the whole sentence."""
        if not self.training or p == 0.0:
            return x
        mask = self.drop(torch.ones(1, x.shape[1], x.shape[2]), p / 2, True)
        return self.drop(x * mask, p / 2, True)

    def tag_scores(self, h0: Tensor) -> dict[str, Tensor]:
        """h0 [N, 2 * hidden] -> scores of each tag layer, [N, classes]."""
        h0 = self.drop(h0, self.dropout, self.training)
        return {layer: head(h0) for layer, head in self.tags.items()}

    def arc_scores(self, h1: Tensor) -> Tensor:
        """h1 [B, T, 2 * hidden] -> [B, T, T + 1]; head 0 is the root."""
        p = self.dropout
        dep = self.drop(F.gelu(self.arc_dep(h1), approximate="tanh"), p, self.training)
        head = self.drop(F.gelu(self.arc_head(h1), approximate="tanh"), p, self.training)
        batch, length, _ = h1.shape
        head = torch.cat([self.arc_root.expand(batch, 1, -1), head], 1)
        scores = (dep @ self.arc_u) @ head.transpose(1, 2) + (head @ self.arc_bias).unsqueeze(1)
        here = torch.arange(length)
        bucket = torch.bucketize(here.unsqueeze(0) - here.unsqueeze(1), self.bounds)
        bucket = torch.cat([torch.full((length, 1), len(DISTANCE_BOUNDS) + 1), bucket], 1)
        scores = scores + self.distance[bucket]
        own = torch.cat([torch.zeros(length, 1, dtype=torch.bool), torch.eye(length, dtype=torch.bool)], 1)
        return scores.masked_fill(own, -1e9)

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """[N, 2 * hidden] of dependents and of their heads (no root arcs) -> [N, labels]; `root` cannot win."""
        p = self.dropout
        hidden = F.gelu(self.lab_dep(self.drop(dep, p, self.training)) + self.lab_head(self.drop(head, p, self.training)), approximate="tanh")
        scores = self.lab_out(self.drop(hidden, p / 2, self.training)).clone()
        scores[:, self.root_label] = -1e9
        return scores

    def name_scores(self, h0: Tensor, h1: Tensor) -> Tensor:
        """[N, 2 * hidden] of both layers -> [N, name labels]."""
        p = self.dropout
        hidden = self.names_low(self.drop(h0, p, self.training)) + self.names_high(self.drop(h1, p, self.training))
        return self.names_out(self.drop(F.gelu(hidden, approximate="tanh"), p / 2, self.training))

    def role_scores(self, predicates: Tensor, words: Tensor) -> Tensor:
        """[P, 2 * hidden] of predicates and [P, T, 2 * hidden] of the words of their sentences -> [P, T, roles]."""
        p = self.dropout
        first = self.role_predicate(self.drop(predicates, p, self.training)).unsqueeze(1)
        second = self.role_word(self.drop(words, p, self.training))
        return self.role_out(self.drop(F.gelu(first + second, approximate="tanh"), p / 2, self.training))

    def factuality(self, h1: Tensor) -> Tensor:
        """[N, 2 * hidden] -> [N], -3 (did not happen) to 3 (happened)."""
        p = self.dropout
        hidden = F.gelu(self.event(self.drop(h1, p, self.training)), approximate="tanh")
        return self.event_out(self.drop(hidden, p / 2, self.training)).squeeze(-1)
