#!/usr/bin/env python3
"""Scores statements on political news with every attribution marked (PolNeAR: source, cue, content).

usage: polnear.py PROGRAM FILE.jsonl.gz [--limit N] [--missed] [--invented] [--wrong] [--cues] [--pronouns]

Content: characters inside the contents of gold and of the record, precision, recall and F1 over all articles (an attribution may nest in another;
a character counts once). Attributions: gold and record are matched one to one by overlap of content; a pair counts where the shared part is at least
half of both; contents in several pieces count piece by piece. Speakers: of the matched pairs whose gold has a source that is no pronoun, how often
the record's speaker is named by a word of it, or has a mention that overlaps it; of those with a pronoun, how often there is a speaker. Gold also marks beliefs, intentions and allegations without a speaker; recall is low by design there.
Standard library only.
"""
import argparse, collections, gzip, json, re, subprocess, tempfile


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def words(s):
    return [w.lower() for w in re.findall(r"[^\W\d_]+", s)]


def match(gold, found):
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            shared = overlap(g["hull"], p["hull"])
            if shared * 2 >= g["hull"][1] - g["hull"][0] and shared * 2 >= p["hull"][1] - p["hull"][0]:
                pairs.append((shared / max(g["hull"][1] - g["hull"][0], p["hull"][1] - p["hull"][0]), i, j))
    taken_g, taken_p, out = set(), set(), []
    for _, i, j in sorted(pairs, reverse=True):
        if i not in taken_g and j not in taken_p:
            taken_g.add(i)
            taken_p.add(j)
            out.append((i, j))
    return out


PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "which", "his", "her", "their", "its", "him", "them"}
GENERIC = {"the", "a", "an", "of", "for", "and", "to", "in", "mr", "mrs", "ms"}


def same_speaker(gold, found):
    if not found["name"]:
        return False
    if any(overlap(s, m) for p in gold["source"] for s in p["spans"] for m in found["mentions"]):
        return True
    ours, theirs = set(words(found["name"])) - GENERIC, set(words(gold["speaker"])) - GENERIC
    return bool(ours & theirs)


def read(article, record):
    actors = {a["id"]: a for a in record.get("actors", [])}
    gold = []
    for a in article["gold"]["attributions"]:
        # a content that its own attribution interrupts counts as its parts
        for span in (s for p in a["content"] for s in p["spans"]):
            gold.append({"hull": span, "source": a["source"], "speaker": " ".join(p["text"] for p in a["source"]),
                         "cue": " ".join(p["text"] for p in a["cue"])})
    found = []
    for s in record.get("statements", []):
        actor = actors.get(s["speaker"], {})
        found.append({"hull": (s["content"]["start"], s["content"]["end"]), "name": actor.get("name") or "", "cue": (s["cue"] or {}).get("text", ""),
                      "mentions": [(m["start"], m["end"]) for m in actor.get("mentions", [])]})
    return gold, found


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("program"); a.add_argument("file"); a.add_argument("--limit", type=int, default=0)
    for flag in ("--missed", "--invented", "--wrong", "--cues", "--pronouns"):
        a.add_argument(flag, action="store_true")
    a = a.parse_args()
    articles = [json.loads(line) for line in gzip.open(a.file, "rt", encoding="utf-8")]
    articles = articles[:a.limit] if a.limit else articles
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for r in articles:
            f.write(json.dumps({"id": r["id"], "text": r["text"], "published": r["date"]}, ensure_ascii=False) + "\n")
        f.flush()
        run = subprocess.run([a.program, "read", "--format", "jsonl", f.name], capture_output=True, text=True)
    records = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        records[record["document"]["external_id"]] = record
    shared = in_gold = in_found = matched = golds = founds = sourced = right = pronouns = resolved = 0
    missed_cues, invented_cues = collections.Counter(), collections.Counter()
    for article in articles:
        text = article["text"]
        record = records.get(article["id"], {})
        if record and record["document"]["text"] != text:
            continue
        gold, found = read(article, record)
        g = {c for x in gold for c in range(*x["hull"])}
        p = {c for x in found for c in range(*x["hull"])}
        shared, in_gold, in_found = shared + len(g & p), in_gold + len(g), in_found + len(p)
        pairs = match(gold, found)
        golds, founds, matched = golds + len(gold), founds + len(found), matched + len(pairs)
        for i, j in pairs:
            if gold[i]["speaker"].lower() in PRONOUNS:
                pronouns += 1
                resolved += bool(found[j]["name"])
                if a.pronouns:
                    print(f"pronoun  {gold[i]['speaker']!r} read as {found[j]['name']!r} | {context(text, gold[i]['hull'], 400)}")
            elif gold[i]["source"]:
                sourced += 1
                ok = same_speaker(gold[i], found[j])
                right += ok
                if a.wrong and not ok:
                    print(f"wrong    {gold[i]['speaker']!r} read as {found[j]['name']!r} ({found[j]['cue']}) | {context(text, gold[i]['hull'])}")
        for i in set(range(len(gold))) - {i for i, _ in pairs}:
            missed_cues[gold[i]["cue"].lower()] += 1
            if a.missed:
                print(f"missed   {gold[i]['speaker']!r} [{gold[i]['cue']}] | {context(text, gold[i]['hull'])}")
        for j in set(range(len(found))) - {j for _, j in pairs}:
            invented_cues[found[j]["cue"].lower()] += 1
            if a.invented:
                print(f"invented {found[j]['name']!r} [{found[j]['cue']}] | {context(text, found[j]['hull'])}")
    p, r = shared / max(in_found, 1), shared / max(in_gold, 1)
    print(f"content characters   P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}")
    p, r = matched / max(founds, 1), matched / max(golds, 1)
    print(f"attributions         P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}   ({matched} matched, {golds} gold, {founds} found)")
    print(f"speaker of matched   {right / max(sourced, 1):.3f}   ({right} of {sourced}); pronouns with a speaker {resolved} of {pronouns}")
    if a.cues:
        print("missed cues:  ", missed_cues.most_common(60))
        print("invented cues:", invented_cues.most_common(60))


def context(text, span, reach=70):
    before, after = text[max(0, span[0] - reach):span[0]], text[span[1]:span[1] + 70]
    return f"{before}<<{text[span[0]:span[1]][:260]}>>{after}".replace("\n", "¶")


main()
