"""Linear-chain scores over name labels, with partially known labels."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from .sentences import NAME_LABELS

FORBIDDEN = -10000.0


def constraints() -> tuple[Tensor, Tensor]:
    """Fixed part of transition scores [from, to] and start scores: I-X only after B-X or I-X."""
    n = len(NAME_LABELS)
    trans, start = torch.zeros(n, n), torch.zeros(n)
    for j, to in enumerate(NAME_LABELS):
        if to.startswith("I-"):
            start[j] = FORBIDDEN
            for i, frm in enumerate(NAME_LABELS):
                if frm[2:] != to[2:]:
                    trans[i, j] = FORBIDDEN
    return trans, start


class NameChain(nn.Module):
    """Transition and start scores."""

    def __init__(self) -> None:
        super().__init__()
        n = len(NAME_LABELS)
        self.trans = nn.Parameter(torch.zeros(n, n))
        self.start = nn.Parameter(torch.zeros(n))
        fixed_trans, fixed_start = constraints()
        self.register_buffer("fixed_trans", fixed_trans)
        self.register_buffer("fixed_start", fixed_start)

    def scores(self) -> tuple[Tensor, Tensor]:
        return self.trans + self.fixed_trans, self.start + self.fixed_start

    def loss(self, emit: Tensor, allowed: Tensor, lengths: Tensor) -> Tensor:
        """Sum over sentences of log Z - log Z(allowed). emit [B, T, N], allowed [B, T, N] bool, lengths [B]."""
        masked = emit.masked_fill(~allowed, FORBIDDEN * 10)
        both = torch.cat([emit, masked])
        z = self._partition(both, torch.cat([lengths, lengths]))
        total, gold = z.chunk(2)
        return (total - gold).sum()

    def _partition(self, emit: Tensor, lengths: Tensor) -> Tensor:
        trans, start = self.scores()
        alpha = start + emit[:, 0]
        out = [alpha]
        for t in range(1, emit.shape[1]):
            alpha = torch.logsumexp(alpha.unsqueeze(2) + trans, 1) + emit[:, t]
            out.append(alpha)
        stacked = torch.stack(out, 1)
        last = stacked[torch.arange(len(lengths)), lengths - 1]
        return torch.logsumexp(last, 1)


def viterbi(emit: np.ndarray, trans: np.ndarray, start: np.ndarray) -> list[int]:
    """Best label sequence of one sentence, emit [T, N]. Ties go to the lower label."""
    score = start + emit[0]
    back: list[np.ndarray] = []
    columns = np.arange(trans.shape[1])
    for row in emit[1:]:
        through = score[:, None] + trans
        arg = through.argmax(0)
        back.append(arg)
        score = through[arg, columns] + row
    path = [int(score.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return path[::-1]
