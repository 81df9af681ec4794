"""Ordinary words among the one-word names of this folder: words that open texts write small about as often as with a capital.

usage: common_words.py DATA_FOLDER text.jsonl.gz ... > common-words.txt
"""
import collections
import gzip
import json
import pathlib
import re
import sys
import unicodedata


def fold(name):
    plain = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain)


def one_word_names(data):
    names = set()
    for path in data.glob("*/*.txt"):
        if path.parent.name in ("roles", "organs", "lists", "places"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line[0] in "#@":
                continue
            fields = [f.strip() for f in line.split("|")]
            every = [fields[0]] + (fields[2].split(";") if len(fields) > 2 else [])
            for name in every:
                name = name.strip().lstrip("~=")
                words = name.split()
                if path.parent.name in ("people", "holders") and len(words) > 1:
                    words = [words[-1], words[0]]
                elif len(words) != 1:
                    continue
                names.update(w for w in words if not w.isupper())
    for line in (data / "countries.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" ") and ":" in line:
            names.update(w.strip().lstrip("~") for w in line.split(":", 1)[1].split(";") if " " not in w.strip())
    return {fold(n) for n in names if fold(n)}


def texts(paths):
    for path in paths:
        for line in gzip.open(path, "rt", encoding="utf-8"):
            record = json.loads(line)
            yield next((v for k, v in record.items() if k in ("text", "body", "content", "summary") and isinstance(v, str)), "")


def main(data, *paths):
    names = one_word_names(pathlib.Path(data))
    small, capital = collections.Counter(), collections.Counter()
    for text in texts(paths):
        for match in re.finditer(r"(?<=[a-z,] )([A-Za-z][a-z]{2,})\b", text):
            word = match[1]
            (capital if word[0].isupper() else small)[word.lower()] += 1
    print("# Names that are also ordinary words; drafted by recipe/common_words.py, open to edits by hand. One a line, small.")
    print("# A one-word name in this list is never taken without context.")
    for word in sorted(names):
        if small[word] >= 8 and small[word] >= 0.25 * capital[word]:
            print(word)


main(*sys.argv[1:])
