#!/usr/bin/env python3
"""Reports how many victims, perpetrators and numbers of the MUC-3/MUC-4 answer keys a build finds.

usage: muc34.py PROGRAM FILE.jsonl.gz [--limit N]

Texts are in capitals, which the
program reads as they are. Slots are compared per report, not per template (which incident a slot belongs to is not scored): a gold filler is found
if one of its alternatives shares its last word with a name or mention of an actor in the right part of a violent event of the record; precision is the
share of such actors of the record that meet a filler. Numbers: of gold human targets with a number and an effect of death or injury, the share whose number is
the best count of a toll of that harm; alternatives and optional fillers ("?") count if found, and are not missed if not. Reports without a template
give only false finds. Standard library only.
"""
import argparse, gzip, json, re, subprocess, tempfile

VIOLENT = {"ASSAULT", "COERCE", "THREATEN"}
EFFECT = {"DEATH": "killed", "INJURY": "injured"}


def fillers(lines):
    """(alternatives, optional) of each filler of a slot."""
    for line in lines or []:
        names = [n.lower() for n in re.findall(r'"([^"]*)"', line.split(":")[0] if line.count('"') > 2 and ": " in line else line)]
        if names:
            yield names, line.startswith("?")


def last(name):
    words = re.findall(r"\w+", name.lower())
    return words[-1] if words else ""


def names_of(record, part):
    actors = {a["id"]: a for a in record["actors"]}
    out = []
    for e in record["events"]:
        if e["type"] in VIOLENT and e["status"] in ("occurred", "ongoing", "intended", "threatened", "prevented"):
            for p in e[part]:
                a = actors.get(p["actor"], {})
                out.append({last(a.get("name", "")), last(p["span"]["text"])} | {last(m["text"]) for m in a.get("mentions", [])})
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("program"); a.add_argument("file"); a.add_argument("--limit", type=int)
    a = a.parse_args()
    rows = [json.loads(l) for l in gzip.open(a.file, "rt", encoding="utf-8")][:a.limit]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for r in rows:
            f.write(json.dumps({"id": r["id"], "text": r["text"], "published": r["date"]}, ensure_ascii=False) + "\n")
        f.flush()
        run = subprocess.run([a.program, "read", "--format", "jsonl", "-q", f.name], capture_output=True, text=True)
    found = {r["document"]["external_id"]: r for r in map(json.loads, run.stdout.splitlines())}
    slots = {"perpetrators": ("actors", ("PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID")), "victims": ("recipients", ("HUM TGT: NAME", "HUM TGT: DESCRIPTION"))}
    count = {name: [0, 0, 0, 0] for name in slots}
    numbers = [0, 0]
    for r in rows:
        record = found.get(r["id"])
        if record is None:
            continue
        for name, (part, keys) in slots.items():
            gold = [f for t in r["gold"] for k in keys for f in fillers(t.get(k))]
            said = names_of(record, part)
            c = count[name]
            for names, optional in gold:
                hit = any({last(n) for n in names} & s for s in said)
                c[0] += hit; c[1] += hit or not optional
            c[2] += sum(any({last(n) for n in names} & s for names, _ in gold) for s in said); c[3] += len(said)
        for t in r["gold"]:
            who = {re.findall(r'"([^"]*)"', l)[-1]: l for l in t.get("HUM TGT: NUMBER", []) if '"' in l and not l.startswith("?")}
            for line in t.get("HUM TGT: EFFECT OF INCIDENT", []):
                harm = EFFECT.get(line.split(":")[0].split(" /")[0].strip())
                names = re.findall(r'"([^"]*)"', line)
                number = names and re.match(r"~?(\d+)", who.get(names[-1], ""))
                if harm and number:
                    numbers[1] += 1
                    numbers[0] += any(x["harm"] == harm and x["best"] == int(number.group(1)) for x in record["tolls"])
    for name, (hit, gold, right, said) in count.items():
        p, rc = right / max(said, 1), hit / max(gold, 1)
        print(f"{name:13} P {p:.3f}  R {rc:.3f}  F1 {2 * p * rc / max(p + rc, 1e-9):.3f}   ({hit} of {gold} fillers, {right} of {said} said)")
    print(f"numbers killed or injured found {numbers[0] / max(numbers[1], 1):.3f} ({numbers[0]} of {numbers[1]}); {len(found)} of {len(rows)} reports read")


if __name__ == "__main__":
    main()
