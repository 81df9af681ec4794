#!/usr/bin/env python3
"""Scores event types and direction on sentences with a marked source and target (Hu et al., ACL 2024; the set's own root codes).

usage: plover_zsp.py PROGRAM FILE.jsonl.gz [--confusion] [--missed] [--status-as-is]

Of the events read from a sentence the one is taken whose actor overlaps the marked source and whose recipient overlaps the target best;
where none does, the first event. The set has no status: by the manual's rule a cooperative act still to come is AGREE there and a
hostile one THREATEN, and events are turned into these (--status-as-is leaves them). Type accuracy counts a sentence without any event as wrong. CONCEDE and RETREAT are the set's YIELD.
Direction: of the sentences whose event has both sides on the marked spans, how often actor is source and recipient is target.
Standard library only.
"""
import argparse, collections, gzip, json, subprocess, tempfile

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
TO_COME = {"announced", "intended", "predicted"}


def root(event, as_is):
    if not as_is and event["status"] in TO_COME:
        if event["quad"].endswith("COOPERATION"):
            return "AGREE"
        if event["quad"] == "MATERIAL CONFLICT":
            return "THREATEN"
    return MERGED.get(event["type"], event["type"])


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def spans(parts):
    return [(p["span"]["start"], p["span"]["end"]) for p in parts]


def touches(parts, span):
    return any(overlap(s, span) for s in spans(parts))


def choose(events, source, target):
    def fit(e):
        forward = touches(e["actors"], source) + touches(e["recipients"], target)
        backward = touches(e["actors"], target) + touches(e["recipients"], source)
        between = min(source[0], target[0]) <= e["trigger"]["start"] <= max(source[1], target[1])
        return (max(forward * 2, backward), between, -e["trigger"]["start"])
    return max(events, key=fit) if events else None


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("program"); a.add_argument("file"); a.add_argument("--confusion", action="store_true"); a.add_argument("--missed", action="store_true"); a.add_argument("--status-as-is", action="store_true")
    a = a.parse_args()
    rows = [json.loads(l) for l in gzip.open(a.file, "rt", encoding="utf-8")]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for r in rows:
            f.write(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False) + "\n")
        f.flush()
        run = subprocess.run([a.program, "read", "--format", "jsonl", f.name], capture_output=True, text=True)
    found = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        found[record["document"]["external_id"]] = record
    confusion, directed, right_way = collections.Counter(), 0, 0
    for r in rows:
        text, gold = r["text"], r["gold"]
        source = (i := text.find(gold["source"]), i + len(gold["source"]))
        target = (i := text.find(gold["target"]), i + len(gold["target"]))
        event = choose(found.get(r["id"], {}).get("events", []), source, target)
        kind = root(event, a.status_as_is) if event else "NONE"
        confusion[gold["root"], kind] += 1
        if event:
            forward = touches(event["actors"], source) and touches(event["recipients"], target)
            backward = touches(event["actors"], target) and touches(event["recipients"], source)
            directed += forward or backward
            right_way += bool(forward)
        if a.missed and kind != gold["root"]:
            print(gold["root"], kind, event and event["trigger"]["text"], "|", gold["marked"])
    labels = sorted({g for g, _ in confusion})
    f1s = []
    print(f"{'type':10} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5}")
    for l in labels:
        tp = confusion[l, l]
        gold = sum(n for (g, _), n in confusion.items() if g == l)
        pred = sum(n for (_, p), n in confusion.items() if p == l)
        p, rc = tp / pred if pred else 0.0, tp / gold
        f1s.append(2 * p * rc / (p + rc) if p + rc else 0.0)
        print(f"{l:10} {p:6.3f} {rc:6.3f} {f1s[-1]:6.3f} {gold:5}")
    total = sum(confusion.values())
    print(f"accuracy {sum(confusion[l, l] for l in labels) / total:.3f}, macro-F1 {sum(f1s) / len(f1s):.3f}, "
          f"no event {sum(n for (_, p), n in confusion.items() if p == 'NONE')} of {total}; direction right {right_way} of {directed}")
    if a.confusion:
        for (g, p), n in confusion.most_common(40):
            if g != p:
                print(f"{g:10} read as {p:10} {n}")


main()
