#!/usr/bin/env python3
"""Scores ACLED-shaped sub-event types against the snippets of the CASE 2021 shared task 2.

usage: case2021.py PROGRAM FILE.jsonl [--confusion] [--missed]
Each snippet has one label. The program's answer is the sub-event of the first act of the snippet whose sub-event stands highest
in RANK (force before protest before what is signed or seized), as a reader who must choose one label would; none of them is NONE.
Five labels are no ACLED types (crime, disasters, diplomacy, attribution): there NONE is the right answer, reported apart.
Standard library only.
"""
import argparse, collections, json, subprocess, tempfile

NAMES = {
    "ABDUCT_DISSAP": "Abduction/forced disappearance", "AGREEMENT": "Agreement", "AIR_STRIKE": "Air/drone strike",
    "ARMED_CLASH": "Armed clash", "ARREST": "Arrests", "ART_MISS_ATTACK": "Shelling/artillery/missile attack", "ATTACK": "Attack",
    "CHANGE_TO_GROUP_ACT": "Change to group/activity", "CHEM_WEAP": "Chemical weapon", "DISR_WEAP": "Disrupted weapons use",
    "FORCE_AGAINST_PROTEST": "Excessive force against protesters", "GOV_REGAINS_TERIT": "Government regains territory",
    "GRENADE": "Grenade", "HQ_ESTABLISHED": "Headquarters or base established", "MOB_VIOL": "Mob violence",
    "NON_STATE_ACTOR_OVERTAKES_TER": "Non-state actor overtakes territory",
    "NON_VIOL_TERRIT_TRANSFER": "Non-violent transfer of territory", "OTHER": "Other", "PEACE_PROTEST": "Peaceful protest",
    "PROPERTY_DISTRUCT": "Looting/property destruction", "PROTEST_WITH_INTER": "Protest with intervention",
    "REM_EXPLOS": "Remote explosive/landmine/IED", "SEX_VIOL": "Sexual violence", "SUIC_BOMB": "Suicide bomb",
    "VIOL_DEMONSTR": "Violent demonstration",
}
OUTSIDE = {"ORG_CRIME", "NATURAL_DISASTER", "MAN_MADE_DISASTER", "DIPLO", "ATTRIB"}
RANK = [
    {"Chemical weapon", "Suicide bomb", "Sexual violence", "Air/drone strike", "Grenade"},
    {"Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"},
    {"Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Abduction/forced disappearance",
     "Excessive force against protesters", "Protest with intervention", "Violent demonstration", "Mob violence",
     "Looting/property destruction", "Disrupted weapons use", "Headquarters or base established"},
    {"Armed clash", "Attack", "Peaceful protest", "Agreement", "Arrests"},
    {"Change to group/activity", "Other"},
]


def answer(record):
    found = [e["acled"]["sub_event_type"] for e in record.get("events", []) if e.get("acled")]
    for tier in RANK:
        for sub_event in found:
            if sub_event in tier:
                return sub_event
    return "NONE"


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("program"); a.add_argument("file"); a.add_argument("--confusion", action="store_true"); a.add_argument("--missed", action="store_true")
    a = a.parse_args()
    rows = [json.loads(l) for l in open(a.file, encoding="utf-8")]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for r in rows:
            f.write(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False) + "\n")
        f.flush()
        run = subprocess.run([a.program, "read", "--format", "jsonl", f.name], capture_output=True, text=True)
    found = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        found[record["document"]["external_id"]] = record
    confusion = collections.Counter()
    for r in rows:
        label = r["gold"]["subtype"]
        gold = "NONE" if label in OUTSIDE else NAMES[label]
        got = answer(found.get(r["id"], {}))
        confusion[label, gold, got] += 1
        if a.missed and got != gold:
            events = [(e["type"], *e["mode"], e["trigger"]["text"], e["status"], (e["acled"] or {}).get("sub_event_type")) for e in found.get(r["id"], {}).get("events", [])]
            print(label, "| got", got, "|", r["text"][:300], "|", events)
    print(f"{'sub-event':36} {'P':>6} {'R':>6} {'gold':>5}")
    for label, name in sorted(NAMES.items(), key=lambda x: x[1]):
        gold = sum(n for (l, _, _), n in confusion.items() if l == label)
        right = sum(n for (l, g, p), n in confusion.items() if l == label and g == p)
        given = sum(n for (_, _, p), n in confusion.items() if p == name)
        if gold:
            print(f"{name:36} {right / given if given else 0:6.3f} {right / gold:6.3f} {gold:5}")
    inside = sum(n for (l, _, _), n in confusion.items() if l not in OUTSIDE)
    right = sum(n for (l, g, p), n in confusion.items() if l not in OUTSIDE and g == p)
    outside = sum(n for (l, _, _), n in confusion.items() if l in OUTSIDE)
    kept_out = sum(n for (l, _, p), n in confusion.items() if l in OUTSIDE and p == "NONE")
    print(f"accuracy on ACLED's types {right / inside:.3f} ({right} of {inside}); no type where ACLED has none {kept_out} of {outside}; "
          f"all {(right + kept_out) / (inside + outside):.3f}")
    if a.confusion:
        for (l, g, p), n in confusion.most_common(60):
            if g != p:
                print(f"{l:30} read as {p:36} {n}")


main()
