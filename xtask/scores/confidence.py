#!/usr/bin/env python3
"""Fits and checks the confidence of events and tolls on checked records.

usage: confidence.py PROGRAM GOLD_DIR [--casualties INCIDENTS.jsonl.gz] [--write LEXICON/confidence.txt]

An event is right if a checked event of its type has its trigger's words in its quotation, one to one (tellings of one act count together); a
toll if harm and count are those of a checked one that its evidence overlaps. `--casualties` adds tolls of reports on single incidents with a known
number of killed and injured: right if the figure is that number; figures that are a share of another are left out there,
and a bias of that set's own, which is not written, takes up that its reports tell other figures as well.
Features are those that `read --explain` prints. The fit is logistic regression with a ridge; what is reported comes from leaving out each report in turn.
Prints a reliability table and the expected calibration error (Naeini et al. 2015, ten equal-width bins). Standard library only.
"""
import argparse, collections, glob, gzip, json, math, os, random, subprocess, tempfile

RIDGE = {"event": 10.0, "toll": 3.0}


def read(program, reports):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "reports.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for r in reports:
                out.write(json.dumps(r, ensure_ascii=False) + "\n")
        run = subprocess.run([program, "read", "--format", "jsonl", "--explain", path], capture_output=True, text=True, check=True)
    return {r["document"]["external_id"]: r for r in map(json.loads, run.stdout.splitlines())}


def overlap(a, b):
    return min(a[1], b[1]) > max(a[0], b[0])


def span(s):
    return (s["start"], s["end"])


def match(gold, found, weigh):
    pairs = sorted(((weigh(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    seen, hit = set(), set()
    for w, i, j in pairs:
        if w > 0 and i not in seen and j not in hit:
            seen.add(i); hit.add(j)
    return hit


def rows_of_record(gold, record):
    """(kind, features, right) of every event and toll."""
    text = gold["text"]
    at = lambda q, start=0: (text.find(q, start), text.find(q, start) + len(q))
    groups, seen = [], set()
    for e in record["events"]:
        if e["id"] not in seen:
            group = [e["id"]] + e["same_as"]
            seen.update(group); groups.append([x for x in record["events"] if x["id"] in group])

    def weigh(g, group):
        q = at(g["quote"])
        trigger = at(g["trigger"], q[0])
        return max((1 + 3 * overlap(trigger, span(e["trigger"])) for e in group if e["type"] == g["type"] and q[0] >= 0 and overlap(q, span(e["trigger"]))), default=0)

    hit = match(gold["events"], groups, weigh)
    why = {x["event"]: x["features"] for x in record["explanation"]["events"]}
    for j, group in enumerate(groups):
        for e in group:
            yield "event", why[e["id"]], j in hit

    def same(g, t):
        if t["harm"] != g["harm"] or not overlap(at(g["quote"]), span(t["evidence"])):
            return 0
        return 1 + (t["best"] == g["best"] is not None) if t["best"] == g["best"] and (g["best"] is not None or (t["low"], t["high"]) == (g["low"], g["high"])) else 0

    hit = match(gold["tolls"], record["tolls"], same)
    why = {x["toll"]: x["features"] for x in record["explanation"]["tolls"]}
    for j, t in enumerate(record["tolls"]):
        yield "toll", why[t["id"]], j in hit or any(record["tolls"][k]["id"] in t["same_as"] for k in hit)


def rows_of_casualties(gold, record):
    why = {x["toll"]: x["features"] for x in record["explanation"]["tolls"]}
    for t in record["tolls"]:
        if t["harm"] in ("killed", "injured") and "share" not in why[t["id"]]:
            yield "toll", why[t["id"]] + ["*casualties"], t["best"] == gold[t["harm"]]


def fit(rows, ridge, steps=400, rate=0.5):
    """Weights by gradient descent on the mean log loss with a ridge on all but the biases."""
    names = sorted({f for features, _ in rows for f in features})
    index = {n: i for i, n in enumerate(names)}
    data = [([index[f] for f in features], float(right)) for features, right in rows]
    w, bias, n = [0.0] * len(names), 0.0, len(rows)
    for _ in range(steps):
        g, gb = [0.0 if name.startswith("*") else ridge * x / n for name, x in zip(names, w)], 0.0
        for active, right in data:
            e = sigmoid(bias + sum(w[i] for i in active)) - right
            gb += e / n
            for i in active:
                g[i] += e / n
        bias -= rate * gb
        w = [x - rate * d for x, d in zip(w, g)]
    return bias, dict(zip(names, w))


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def say(model, features):
    bias, w = model
    return sigmoid(bias + sum(w.get(f, 0.0) for f in features))


def reliability(pairs, bins=10):
    table = collections.defaultdict(list)
    for p, right in pairs:
        table[min(bins - 1, int(p * bins))].append((p, right))
    error = 0.0
    for b in sorted(table):
        said, was = sum(p for p, _ in table[b]) / len(table[b]), sum(r for _, r in table[b]) / len(table[b])
        error += abs(said - was) * len(table[b]) / len(pairs)
        print(f"  {b / bins:.1f}-{(b + 1) / bins:.1f}  said {said:.2f}  right {was:.2f}  ({len(table[b])})")
    brier = sum((p - r) ** 2 for p, r in pairs) / len(pairs)
    base = sum(r for _, r in pairs) / len(pairs)
    print(f"  expected calibration error {error:.3f}, Brier {brier:.3f} (always the mean {base:.2f}: {base * (1 - base):.3f}), {len(pairs)} facts")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("program"); a.add_argument("gold"); a.add_argument("--casualties"); a.add_argument("--write"); a.add_argument("--limit", type=int, default=500)
    a = a.parse_args()
    golds = {g["id"]: g for g in (json.load(open(f, encoding="utf-8")) for f in sorted(glob.glob(os.path.join(a.gold, "*.json"))))}
    records = read(a.program, [{k: g[k] for k in ("id", "title", "published", "text")} for g in golds.values()])
    rows = [(kind, i, features, right) for i, g in golds.items() if i in records for kind, features, right in rows_of_record(g, records[i])]
    if a.casualties:
        with gzip.open(a.casualties, "rt", encoding="utf-8") as lines:
            incidents = [r for r in map(json.loads, lines) if r["gold"] and r["gold"].get("killed") is not None and r["gold"].get("injured") is not None]
        random.Random(1).shuffle(incidents)
        incidents = incidents[:a.limit]
        articles = {f"{x['id']}": (r["gold"], x) for r in incidents for x in r["articles"]}
        found = read(a.program, [{"id": i, "title": x["title"], "published": x["date"], "text": x["text"]} for i, (_, x) in articles.items()])
        rows += [(kind, i, features, right) for i, (gold, _) in articles.items() if i in found for kind, features, right in rows_of_casualties(gold, found[i])]
    lines = []
    for kind in ("event", "toll"):
        mine = [(i, features, right) for k, i, features, right in rows if k == kind]
        ids = sorted({i for i, _, _ in mine})
        folds = [ids[k::20] for k in range(20)]
        pairs = []
        for fold in map(set, folds):
            model = fit([(f, r) for i, f, r in mine if i not in fold], RIDGE[kind])
            pairs += [(say(model, f), r) for i, f, r in mine if i in fold]
        print(f"{kind}s, each scored by a fit without its report:")
        reliability(pairs)
        bias, w = fit([(f, r) for _, f, r in mine], RIDGE[kind])
        lines += [f"{kind} bias {bias:.3f}"] + [f"{kind} {n} {x:.3f}" for n, x in sorted(w.items()) if abs(x) >= 0.005 and not n.startswith("*")]
    if a.write:
        with open(a.write, encoding="utf-8") as old:
            head = [l.rstrip("\n") for l in old if l.startswith("#")]
        with open(a.write, "w", encoding="utf-8") as out:
            out.write("\n".join(head + lines) + "\n")


main()
