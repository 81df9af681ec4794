"""Two or more processes that train one network: each on its own draws, their weights averaged every few steps."""

from __future__ import annotations

import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor


class Team:
    """One process among `size`. The run ends after `minutes` of wall time, and the rate falls with it."""

    def __init__(self, rank: int, size: int, minutes: float, meeting: Path, every: int = 32) -> None:
        self.rank, self.size, self.every = rank, size, every
        self.seconds = minutes * 60
        self.begun = 0.0
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=size)

    def begin(self) -> None:
        dist.barrier()
        self.begun = time.time()

    @torch.no_grad()
    def meet(self, weights: list[Tensor]) -> float:
        """Gives all processes the mean of their weights; returns how much of the time is over, as the first process sees it."""
        over = (time.time() - self.begun) / self.seconds if self.rank == 0 else 0.0
        flat = torch.cat([w.data.flatten() for w in weights] + [torch.tensor([over * self.size])])
        dist.all_reduce(flat)
        flat /= self.size
        at = 0
        for w in weights:
            w.data.copy_(flat[at : at + w.numel()].view_as(w))
            at += w.numel()
        return float(flat[-1])
