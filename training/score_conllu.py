"""Scores a CoNLL-U file against gold with the same words: `python training/score_conllu.py GOLD SYSTEM`."""

import sys
from pathlib import Path

from annalist_training.conllu import read_conllu


def main() -> None:
    gold, system = (list(read_conllu(Path(p), "x")) for p in sys.argv[1:3])
    assert len(gold) == len(system), (len(gold), len(system))
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    total = 0
    for g, s in zip(gold, system):
        assert g.forms == s.forms, g.id
        assert g.heads and s.heads and g.deprels and s.deprels
        total += len(g.forms)
        for layer, at in (("upos", "upos"), ("xpos", "xpos"), ("feats", "feats"), ("lemma", "lemmas")):
            right[layer] += sum(a == b for a, b in zip(getattr(g, at), getattr(s, at)))
        right["uas"] += sum(a == b for a, b in zip(g.heads, s.heads))
        right["las"] += sum(a == b for a, b in zip(zip(g.heads, g.deprels), zip(s.heads, s.deprels)))
    print(" ".join(f"{k} {100 * v / total:.2f}" for k, v in right.items()), f"({total} words)")


if __name__ == "__main__":
    main()
