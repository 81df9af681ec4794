"""Trees over arc scores: greedy heads where they form a tree, else Chu-Liu/Edmonds with one root."""

from __future__ import annotations

import numpy as np


def is_tree(heads: np.ndarray) -> bool:
    """heads [n], values 0..n with 0 the root: one root, no cycle."""
    if (heads == 0).sum() != 1:
        return False
    n = len(heads)
    state = np.zeros(n + 1, dtype=np.int8)
    state[0] = 2
    for i in range(1, n + 1):
        trail = []
        while state[i] == 0:
            state[i] = 1
            trail.append(i)
            i = heads[i - 1]
        if state[i] == 1:
            return False
        state[trail] = 2
    return True


def chu_liu_edmonds(scores: np.ndarray) -> np.ndarray:
    """Best arborescence; scores [m, m] = (dependent, head), node 0 the root. Returns heads [m], heads[0] = -1."""
    m = len(scores)
    scores = scores.astype(np.float64).copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    heads = scores.argmax(1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(m, dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    k = len(rest)
    small = np.full((k + 1, k + 1), -np.inf)
    small[:k, :k] = scores[np.ix_(rest, rest)]
    kept = scores[cycle, heads[cycle]]
    enter = scores[np.ix_(cycle, rest)] - kept[:, None]  # word of the cycle, head outside
    enter_at = enter.argmax(0)
    small[k, :k] = enter.max(0) + kept.sum()
    leave = scores[np.ix_(rest, cycle)]
    leave_at = leave.argmax(1)
    small[:k, k] = leave.max(1)
    sub = chu_liu_edmonds(small)
    out = np.full(m, -1)
    for i, node in enumerate(rest):
        if node == 0:
            continue
        out[node] = cycle[leave_at[i]] if sub[i] == k else rest[sub[i]]
    out[cycle] = heads[cycle]
    entered = cycle[enter_at[sub[k]]]
    out[entered] = rest[sub[k]]
    out[0] = -1
    return out


def _cycle(heads: np.ndarray) -> np.ndarray | None:
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        node, trail = start, []
        while state[node] == 0:
            state[node] = 1
            trail.append(node)
            node = heads[node]
        if state[node] == 1:
            return np.asarray(trail[trail.index(node) :])
        state[trail] = 2
    return None


def best_tree(scores: np.ndarray) -> np.ndarray:
    """scores [n, n + 1] (word, head with 0 the root) -> heads [n]: exactly one root."""
    n = len(scores)
    heads = scores.argmax(1)
    if is_tree(heads):
        return heads
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    # A penalty on every root arc, larger than any score difference, leaves as few roots as there can be: one.
    spread = float(scores[scores > -1e8].max() - scores[scores > -1e8].min()) + 1.0
    full[1:, 0] -= spread * (n + 1)
    return chu_liu_edmonds(full)[1:]
