"""First drafts of parties and armed groups from open lists; names that the hand-written files have are left out.

usage: groups.py country_codes.csv parties.tsv terrorist_groups.tsv phoenix.jsonl conflict_sides.tsv DATA_FOLDER
"""
import collections
import csv
import json
import pathlib
import re
import sys
import unicodedata


def fold(name):
    plain = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return " ".join(re.sub(r"[^a-z0-9 ]", "", plain.replace("-", " ").replace("/", " ")).split())


def known_names(data):
    names = set()
    for path in list(data.glob("groups/*.txt")) + list(data.glob("organizations/*.txt")) + list(data.glob("parties/*.txt")) \
            + list(data.glob("governments/*.txt")):
        if path.name in ("factbook.txt", "phoenix.txt", "ucdp.txt"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line[:1] in "#@" or not line:
                continue
            fields = [f.strip() for f in line.split("|")]
            for name in [fields[0]] + (fields[2].split(";") if len(fields) > 2 else []):
                names.add(fold(name.strip().lstrip("~=")))
    return names


def codes(path):
    gec, names, iso = {}, {}, set()
    for row in csv.DictReader(open(path, encoding="utf-8")):
        alpha3 = row["ISO3166-1-Alpha-3"]
        gec[row["FIPS"].split(",")[0].strip().lower()] = alpha3
        iso.add(alpha3)
        for field in ("CLDR display name", "UNTERM English Short", "official_name_en"):
            names[row[field].lower()] = alpha3
    gec.update({"gz": "PSE", "we": "PSE", "kv": "KOS", "rs": "RUS", "ri": "SRB", "us": "USA", "uk": "GBR"})
    names.update({"yemen (north yemen)": "YEM", "myanmar (burma)": "MMR", "dr congo (zaire)": "COD", "russia (soviet union)": "RUS",
                  "ivory coast": "CIV", "bosnia-herzegovina": "BIH", "serbia (yugoslavia)": "SRB", "cambodia (kampuchea)": "KHM",
                  "united states of america": "USA", "macedonia, fyr": "MKD", "kingdom of eswatini (swaziland)": "SWZ", "syria": "SYR",
                  "iran": "IRN", "russia": "RUS", "tanzania": "TZA", "vietnam (north vietnam)": "VNM", "madagascar (malagasy)": "MDG",
                  "zimbabwe (rhodesia)": "ZWE", "congo": "COG", "turkey": "TUR", "laos": "LAO", "bolivia": "BOL", "venezuela": "VEN"})
    return gec, names, iso


GENERIC = {"independent", "independents", "other", "others", "unity", "union", "justice", "freedom", "future", "together", "the left", "forward", "change",
           "hope", "progress", "alliance", "national party", "greens", "the greens", "left", "we can", "victory", "peace", "solidarity", "renewal",
           "yes", "will", "vision", "new era", "our country", "dignity", "awakening", "reason", "courage", "democrats", "republicans", "liberals",
           "center", "centre", "people power", "now", "good", "opposition", "coalition", "rally", "dawn", "sovereignty", "independence", "us",
           "free", "labour", "labor", "reform", "direction", "motherland", "fatherland", "volt", "sun", "people", "homeland", "patriots", "pride"}


STOP = {"AND", "THE", "FOR", "ALL", "NEW", "NOW", "ARE", "CAN", "USS", "MUST", "CARE", "AFP", "ONE", "YES", "NOT", "FREE"}


def ordinary(piece, words):
    """One word that is ordinary English, or initials that are."""
    return " " not in piece and (fold(piece) in words or piece in STOP or (piece.isupper() and len(piece) < 3))


def parties(path, gec, known, out):
    words = {w.strip() for w in (out / "common-words.txt").read_text(encoding="utf-8").splitlines() if w and w[0] != "#"}
    words |= set("act league union republic party bridge blue citizens green movement alternative congress front left right center centre moderate "
                 "moderates servants heritage horizons republican democrat liberal conservative transformers spartans socialist agreement".split())
    lines = collections.OrderedDict()
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        country = gec.get(row["gec"])
        text = re.sub(r"\s*\[.*?\]", "", row["party"]).strip()
        text = re.sub(r"^(note|formerly|includes?)\b.*", "", text, flags=re.I)
        if not country or not text or len(text) > 110 or ";" in text or ":" in text or "|" in text:
            continue
        inside = re.findall(r"\(([^()]*)\)", text)
        text = re.sub(r"\s*\([^()]*\)", "", text)
        pieces = [p.strip(" ,") for p in re.split(r"\bor\b|/", text) if p.strip(" ,")] + inside
        pieces = [p.strip().replace("’", "'") for p in pieces if re.search(r"[A-Za-z]", p)]
        pieces = [p for p in pieces if not re.match(r"(formerly|includ|coalition|alliance of|founded|dissolved|banned|merged|splinter)", p, re.I) and "," not in p]
        if not pieces or fold(pieces[0]) in GENERIC or fold(pieces[0]) in known or len(pieces[0].split()) > 9:
            continue
        pieces = [p for p in pieces if not ordinary(p, words)]
        if not pieces or fold(pieces[0]) in ("none", "slovakia") or len(pieces[0]) < 3:
            continue
        if " " not in pieces[0]:
            pieces[0] = "~" + pieces[0]
        others = [p if " " in p or len(p) > 3 else p for p in pieces[1:] if fold(p) not in GENERIC and fold(p) not in known and len(p) > 1]
        others = ["~" + p if " " not in p else p for p in others if p != pieces[0] and not re.fullmatch(r"\d+", p)]
        lines.setdefault((pieces[0], country), others)
    write(out / "parties/factbook.txt", "Political parties, after the CIA World Factbook", [
        f"{name} | {country} PTY | {'; '.join(dict.fromkeys(others))}".rstrip(" |") for (name, country), others in lines.items()])


GROUP = re.compile(
    r"\b(Army|Front|Movement|Forces?|Council|Brigades?|Group|Alliance|Militia|Organi[sz]ation|Union|Faction|Battalion|Liberation|Command|Guards?|Jihad|Cells?"
    r"|Coalition|Congress|Corps|Resistance|Revolutionary|Revolution|Commandos?|Frente|Ejercito|Comando|Mujahid\w+|Mujahed\w+|Ansar\w*|Jaish|Jaysh|Jama\w+|Harkat\S*"
    r"|Lashkar\S*|Tigers?|Vanguard|Nucle\w+|Struggle|Separatists?|Rebels?|Guerrillas?|Martyrs|Fighters|Squads?|Hizb\S*|Sipah\S*|Tehri\S*|Insurgents?|Fedayeen|Islamic"
    r"|Liberacion|Popular|Patriotic|Self.?Defen[sc]e|Troops|League|Committee|Anarchists?|Maoist\w*|Communist)\b")
SMALL = {"OF", "THE", "FOR", "AND", "IN", "DE", "LA", "DEL", "AL", "EL", "FI", "WA", "UND"}


def prose(name):
    words = name.replace("_", " ").split()
    out = []
    for i, word in enumerate(words):
        if word in SMALL and i:
            out.append(word.lower())
        elif len(word) <= 4 and re.fullmatch(r"\([A-Z-]+\)", word):
            out.append(word)
        else:
            out.append("-".join((p.lower() if p in ("AL", "EL", "E", "UL") else p[:1] + p[1:].lower()) for p in word.split("-")))
    text = " ".join(out)
    return re.sub(r"'S\b", "'s", text)


def phoenix(path, iso, known, out):
    lines = []
    for line in open(path, encoding="utf-8"):
        entry = json.loads(line)
        names = []
        for name in [entry["name"]] + entry["synonyms"]:
            acronym = re.findall(r"\(([A-Z]{3,6})\)", name)
            name = re.sub(r"\s*\([^)]*\)", "", name).strip()
            if "+" in name or len(name.split()) > 9 or len(name) < 4:
                continue
            names += [prose(name)] + acronym
        names = [n for n in dict.fromkeys(names) if fold(n) not in GENERIC]
        if not names or any(fold(n) in known for n in names) or len(names[0].split()) < 2 or names[0].isupper():
            continue
        code = entry["codes"][0]["code"]
        country = code[:3] if code[:3] in iso else "IMG"
        names = [n for n in names if " " in n or n.isupper()]
        if not GROUP.search(names[0]) or re.search(r"Democratic Party|Conservative|Sheikh ", names[0]):
            continue
        lines.append(f"{names[0]} | {country} REB | {'; '.join(names[1:])}".rstrip(" |"))
    write(out / "groups/phoenix.txt", "Non-state armed groups, after the Phoenix dictionaries", lines)


def ucdp(path, names, known, out):
    lines = []
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        side = row["side"].strip()
        if "," in side or "(" in side or "/" in side:
            continue
        country = names.get(row["country"].lower())
        if side.startswith(("Government of", "Civilians", "Supporters of", "Forces of", "Syrian insurgents", "XXX")) or not country or int(row["events"]) < 2:
            continue
        side = side.replace("Islamic State", "IS") if side == "IS" else side
        alias = [side]
        if " - " in side:
            alias = [side, side.replace(" - ", "-"), side.replace(" - ", " ")]
        if fold(side) in known or not re.search(r"[A-Z]", side) or len(side) < 3:
            continue
        organised = re.search(r"\b(Army|Front|Movement|Forces?|Party|Council|Brigade|Group|Alliance|Cartel|Militia|Organization|Union|Gang|Faction|Battalion|"
                              r"Liberation|Command|Guard|Jihad|Clan|Coalition|Congress|Self|Division|Corps|State|al-|Ansar|Jaysh|Jaish|Liwa|Kata)", side)
        if not organised and not re.search(r"[A-Z]{3}", side):
            continue
        sector = "CRM" if re.search(r"Cartel|Gang|gang|Faction$", side) else "REB"
        lines.append(f"{side} | {country} {sector} | {'; '.join(alias[1:])}".rstrip(" |"))
    write(out / "groups/ucdp.txt", "Sides of organised violence, after the Uppsala Conflict Data Program", lines)


def write(path, title, lines):
    head = f"# {title} (see SOURCES.md); drafted by recipe/groups.py, open to edits by hand.\n# name | code | other names\n"
    path.write_text(head + "\n".join(sorted(set(lines), key=str.lower)) + "\n", encoding="utf-8")
    print(path, len(set(lines)))


def main(codes_path, party_path, terror_path, phoenix_path, ucdp_path, data):
    out = pathlib.Path(data)
    gec, names, iso = codes(codes_path)
    known = known_names(out)
    parties(party_path, gec, known, out)
    phoenix(phoenix_path, iso, known, out)
    ucdp(ucdp_path, names, known, out)


main(*sys.argv[1:])
