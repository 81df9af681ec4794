"""First draft of data/countries.txt from open lists; the committed file was then edited by hand.

usage: countries.py country_codes.csv factbook_names.tsv adjectival_names.txt > countries.draft.txt
"""
import csv
import re
import sys


def parts(text):
    return [p.strip() for p in re.split(r"[;,/]| or | and ", text) if p.strip()]


def nouns(text):
    """Nationality nouns of the factbook: "Algerian(s)", "Motswana (singular), Batswana (plural)"."""
    out = []
    for part in re.split(r"[,;/]| or ", text or ""):
        part = re.sub(r"\((singular|plural|singular and plural)[^)]*\)", "", part).strip()
        if part.endswith("(s)"):
            out += [part[:-3], part[:-3] + "s"]
        elif part.endswith("(es)"):
            out += [part[:-4], part[:-4] + "es"]
        elif re.fullmatch(r"[\w' .-]+", part):
            out.append(part)
    return out


def main(codes, factbook, adjectival):
    facts = {row["gec"].upper(): row for row in csv.DictReader(open(factbook, encoding="utf-8"), delimiter="\t")}
    more = {}
    for line in open(adjectival, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        more[fields[0]] = [parts(f) for f in fields[1:3]]
    rows = list(csv.DictReader(open(codes, encoding="utf-8")))
    for row in sorted(rows, key=lambda r: r["ISO3166-1-Alpha-3"]):
        alpha3 = row["ISO3166-1-Alpha-3"]
        fips = row["FIPS"].split(",")[0].strip()
        fact = facts.get(fips, {})
        name = row["CLDR display name"] or row["UNTERM English Short"]
        also = {fact.get("name", ""), fact.get("long_name", ""), row["UNTERM English Formal"].removeprefix("the "), row["official_name_en"]}
        also |= set(parts(fact.get("former", ""))) if fact else set()
        also = {a for a in also if a and a != name and a.lower() not in ("none", "na") and "(" not in a}
        adjective, people = ((more.get(name) or more.get(fact.get("name", "")) or []) + [[], []])[:2]
        adjectives = {a for a in adjective + parts(fact.get("nationality_adj", "")) if a[0].isupper()}
        people = {p for p in people + nouns(fact.get("nationality_noun", "")) if p[0].isupper()} - adjectives
        number = row["ISO3166-1-numeric"].zfill(3)
        print(alpha3, row["ISO3166-1-Alpha-2"] or "-", number, fips or "-", row["wikidata_id"].rsplit("/", 1)[-1] or "-")
        for field, values in (("name", [name]), ("also", sorted(also)), ("adjective", sorted(adjectives)), ("people", sorted(people)),
                              ("capital", [row["Capital"]])):
            values = [v for v in values if v]
            if values:
                print(f"  {field}: {'; '.join(values)}")
        print()


main(*sys.argv[1:])
