#!/usr/bin/env python3
"""Makes data/places/words.tsv: place names that are also words of the language or names of people.

Python 3.9 or later, standard library only.

  place_words.py --places data/places --text open_text.jsonl.gz [more …] --persons ministers.tsv.gz --out data/places/words.tsv

--text     JSON lines with a "text" field (plain or gzipped): running text, for how often a word is written small
--persons  a table whose column "person" (or "name") holds full names of people

A place name of one word is a word if running text writes it small at least a fifth as often as with a capital, and a
name of people if at least three people of the table bear it as first or last name. Only the lists come from
the texts, no text does.
"""
import argparse
import csv
import glob
import gzip
import io
import json
import os
import re
from collections import Counter

from places import fold, key


def lines(path):
    raw = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with raw as stream:
        yield from stream


def names(folder):
    """Keys of one word of all places."""
    columns = {"cities": (1, 7), "admin1.": (1,), "admin2": (1,), "regions": (0, 5), "physical": (0, 5), "sites": (0, 5),
               "admin1_names": (1, 4), "countries.": (1, 4)}
    keys = set()
    for path in sorted(glob.glob(os.path.join(folder, "*.tsv"))):
        found = [c for prefix, c in columns.items() if os.path.basename(path).startswith(prefix)]
        for line in lines(path):
            if found and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                for column in found[-1]:
                    for name in fields[column].split("|") if column < len(fields) else ():
                        k = key(name)
                        keys.add(k)
                        if "cities" not in path and " " in k:
                            keys.add(k.rsplit(" ", 1)[0])
    return {k for k in keys if k and " " not in k}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", required=True)
    parser.add_argument("--text", required=True, nargs="+")
    parser.add_argument("--persons", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    keys = names(args.places)
    small, capital = Counter(), Counter()
    token = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
    for path in args.text:
        for line in lines(path):
            for word in token.findall(json.loads(line)["text"]):
                (small if word[0].islower() else capital)[word] += 1
    words = {w for w, n in small.items() if w in keys and n >= 5 and n >= 0.2 * capital[w[0].upper() + w[1:]]}
    people = Counter()
    for name in sorted({key(row.get("person") or row.get("name") or "") for row in csv.DictReader(lines(args.persons), delimiter="\t")}):
        parts = name.split()
        people.update({parts[0], parts[-1]} if parts else ())
    persons = {w for w, n in people.items() if n >= 3 and w in keys and len(w) > 2}
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("# Names of places that are also words (written small in running text) or names of people, or both.\n"
                  "# Made by recipe/place_words.py; own additions belong in words_own.tsv.\n# name\twhat else it is\n")
        for k in sorted(words | persons):
            out.write(f"{k}\t{'both' if k in words and k in persons else 'word' if k in words else 'person'}\n")
    print(f"{len(words)} words, {len(persons)} names of people")


if __name__ == "__main__":
    main()
