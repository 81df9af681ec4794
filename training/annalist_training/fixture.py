"""Reference predictions for the test of the predictor written in Rust."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from . import evaluate, features, weights


def write(weights_file: Path, sentences: Path, out: Path) -> None:
    """Predictions of the dequantised weights for every sentence of a list, with arc scores of every seventh word."""
    network, inventory = weights.read(weights_file)
    with open(sentences, encoding="utf-8") as lines:
        forms = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    records = []
    for words, p in zip(forms, evaluate.predict(network, inventory, forms, batch=8)):
        arcs = []
        for i in range(0, len(words), 7):
            for head in np.argsort(-p.arcs[i], kind="stable")[:3]:
                if p.arcs[i, head] > -1e8:
                    arcs.append([i + 1, int(head), round(float(p.arcs[i, head]), 4)])
        frames = [[at, round(float(np.clip(p.factuality[at], -3, 3)), 3), [list(a) for a in arguments]] for at, arguments in p.frames]
        records.append(
            {"tokens": words, "upos": p.upos, "xpos": p.xpos, "feats": p.feats, "lemma": p.lemma, "names": p.names, "head": p.heads, "deprel": p.deprels, "arcs": arcs, "frames": frames}
        )
    rows = {
        w: {"word": inventory.word_id.get(features.word_key(w), 0), "affix": features.affix_rows(w), "ngram": features.ngram_rows(w), "kinds": inventory.kinds.get(features.word_key(w), 0)}
        for w in ("the", "İzmir", "COVID", "09:45", "Президент", "🔥", "AB", "n’t", "Hamas")
    }
    body = ",\n".join(json.dumps(r, ensure_ascii=False) for r in records)
    shown = ",\n".join(f"{json.dumps(w, ensure_ascii=False)}: {json.dumps(r)}" for w, r in rows.items())
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f'{{"weights_blake3": "{weights_file.read_bytes()[-32:].hex()}",\n"rows": {{\n{shown}}},\n"sentences": [\n{body}]}}\n', encoding="utf-8")
