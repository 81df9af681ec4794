"""Holders of offices from open lists into data/holders/<country>.txt.

usage: holders.py country_codes.csv ministers.tsv.gz foreign_ministers.tsv world_leaders.tsv factbook_leaders.tsv cia_leaders.tsv.gz
       us_congress.tsv OUT_FOLDER
"""
import collections
import csv
import datetime
import difflib
import gzip
import pathlib
import re
import sys
import unicodedata

NAMES = {
    "the united kingdom": "GBR", "the united states of america": "USA", "the philippines": "PHL", "the czech republic": "CZE",
    "democratic republic of the congo": "COD", "congo-brazzaville": "COG", "palestine": "PSE", "kosovo": "KOS", "world": "IGO",
    "drc": "COD", "burma": "MMR", "turkey (turkiye)": "TUR", "korea, north": "PRK", "korea, south": "KOR", "iran": "IRN", "syria": "SYR",
    "russia": "RUS", "vietnam": "VNM", "laos": "LAO", "bolivia": "BOL", "venezuela": "VEN", "tanzania": "TZA", "moldova": "MDA",
    "south korea": "KOR", "north korea": "PRK", "taiwan": "TWN", "ivory coast": "CIV", "cote d'ivoire": "CIV", "brunei": "BRN",
    "macedonia": "MKD", "north macedonia": "MKD", "swaziland": "SWZ", "eswatini": "SWZ", "cape verde": "CPV", "cabo verde": "CPV",
    "east timor": "TLS", "timor-leste": "TLS", "the gambia": "GMB", "gambia, the": "GMB", "the bahamas": "BHS", "bahamas, the": "BHS",
    "congo, democratic republic of the": "COD", "congo, republic of the": "COG", "congo (brazzaville)": "COG", "congo (kinshasa)": "COD",
    "republic of the congo": "COG", "united states": "USA", "united kingdom": "GBR", "czechia": "CZE", "czech republic": "CZE",
    "people's republic of china": "CHN", "vatican city": "VAT", "holy see": "VAT", "holy see (vatican city)": "VAT",
    "federated states of micronesia": "FSM", "micronesia, federated states of": "FSM", "micronesia": "FSM", "hong kong": "HKG",
    "antigua and barbuda": "ATG", "bosnia and herzegovina": "BIH", "trinidad and tobago": "TTO", "saint kitts and nevis": "KNA",
    "saint lucia": "LCA", "saint vincent and the grenadines": "VCT", "sao tome and principe": "STP", "são tomé and príncipe": "STP",
    "state of palestine": "PSE", "turkey": "TUR", "türkiye": "TUR", "netherlands": "NLD", "the netherlands": "NLD",
    "kingdom of denmark": "DNK", "denmark": "DNK", "central african republic": "CAF", "dominican republic": "DOM", "abkhazia": "GEO",
    "macau": "MAC", "kyrgyz republic": "KGZ",
}
TERRITORIES = {"puerto rico": "PRI", "guam": "GUM", "american samoa": "ASM", "northern mariana islands": "MNP", "greenland": "GRL"}
WORLD = [("united nations", "UNO"), ("international court of justice", "UNO"), ("osce", "IGO"), ("council of europe", "IGO"), ("world trade", "IGO")]

SAME = [
    (r"(minister (of|for)( the)? (foreign|external) (affairs|relations)( and .*|, .*)?|foreign minister( and .*)?|secretary of state for foreign.*"
     r"|secretary of state for foreign and commonwealth affairs.*|foreign secretary.*|secretary of foreign affairs)", "foreign minister"),
    (r"(minister (of|for)( the)?( national)? (defence|defense)( and .*)?|(defence|defense) (minister|secretary)|secretary of (defence|defense)"
     r"|secretary of state for defence|minister of (the )?armed forces|secretary of national defense)", "defence minister"),
    (r"(minister (of|for)( the)? interior( and .*|, .*)?|minister (of|for) (internal|home) affairs( and .*|, .*)?|home minister|secretary of state for the home department"
     r"|home secretary|minister of public security|secretary of homeland security|interior minister)", "interior minister"),
    (r"(minister (of|for)( the)? finances?( and .*|, .*)?|minister of economy and finances?( .*)?|secretary of the treasury|treasury secretary"
     r"|chancellor of the exchequer|finance minister|minister of the economy and finance)", "finance minister"),
    (r"(minister (of|for)( the)? justice( and .*|, .*)?|secretary of state for justice|justice minister)", "justice minister"),
    (r"minister (of|for)( the)?( public)? health( .*)?|secretary of state for health( .*)?|secretary of health( .*)?", "health minister"),
    (r"(permanent representative|ambassador) (to|of .* to) the united nations", "ambassador to the united nations"),
    (r"(federal )?chancellor( of (germany|austria))?|taoiseach|premier|head of government", "prime minister"),
    (r"acting (prime minister|premier)|premier of the (republic of china|state council)", "prime minister"),
    (r"(acting |interim )?president( of the ((french|hellenic|czech|slovak|portuguese|italian|federal|argentine|turkish|syrian|islamic) )?republic| of the state| of the united states( of america)?)?", "president"),
    (r"(first )?vice[- ]president( of the republic)?", "vice president"),
    (r"(first |second )?(deputy prime minister|vice[- ]premier|vice prime minister)", "deputy prime minister"),
    (r"speaker of (the )?(house of representatives|parliament|national assembly|knesset|house of commons|people's assembly)"
     r"|president of the (national assembly|chamber of deputies|parliament)|chairman of the state duma", "speaker of parliament"),
    (r"president of the senate|speaker of the senate", "president of the senate"),
    (r"chief of (the )?(general|defence) staff|chief of defence( staff| force)?|chief of the defence staff|chairman of the joint chiefs of staff"
     r"|chief of staff of the armed forces|chief of the defence force", "chief of the general staff"),
    (r"governor of the (central|national|reserve) bank|governor of the bank of .*|central bank governor", "central bank governor"),
    (r"(king|queen|emperor|sultan|emir|monarch)( of .*)?", "monarch"),
    (r"attorney[- ]general", "attorney general"),
    (r"(prosecutor|procurator)[- ]general", "prosecutor general"),
    (r"national security (advisor|adviser)", "national security adviser"),
]
# Posts that news hardly names anyone by.
MINOR = re.compile(
    r"(state secretary|director[- ]general|director general of .*|advisor to .*|adviser to .*|lord of the treasury|clerk of .*|.*under-secretary of state.*"
    r"|secretary[- ]general (to|of) .*|.*\bwhip\b.*|.*private secretary.*|lords? .*|usher.*|delegate .*|.*\bceo\b.*|parliamentary secretary.*"
    r"|.*commissioner of .*|(associate )?justice of the supreme court|judge of the .*|supreme court justice|.*chaplain.*|.*\bprotocol\b.*|assistant .*)")
JUDICIAL = re.compile(r"\b(judge|justice of|chief justice|prosecutor|procurator|supreme court|constitutional court|magistrate|attorney)\b")
LEGISLATIVE = re.compile(
    r"\b(speaker|president of the (senate|legislative|chamber|house|national council|federal council|council of states|parliament|assembly|national assembly)"
    r"|senator|member of (the )?(parliament|house|senate|national assembly)|deputy speaker|leader of the house|majority leader|minority leader|whip"
    r"|clerk of the|parliamentary assembly|vice president of the (senate|chamber))\b")
MILITARY = re.compile(r"\b(chief of (the )?(staff of the (army|navy|air|armed)|army|navy|air|naval|defence|general|defense)|commander|general staff|joint chiefs|army|navy|air force|admiral)\b")
SPY = re.compile(r"\b(intelligence|security service|mossad|shin bet|secret service|isi)\b")
POLICE = re.compile(r"\b(police|gendarmerie|federal bureau of investigation)\b")


def office_of(position):
    text = re.sub(r"\s*\(.*?\)", "", position.replace("’", "'")).strip().lower().replace("co-operation", "cooperation")
    text = re.sub(r"\s+", " ", text.replace("&", "and").replace("|", " ").replace(";", ","))
    for pattern, office in SAME:
        if re.fullmatch(pattern, text):
            return office
    match = re.fullmatch(r"minister (?:of|for) (?:the )?([\w-]+)", text)
    return f"{match[1]} minister" if match else text


def sectors_of(office):
    if office in ("defence minister",):
        return "GOV MIL"
    if office in ("justice minister", "attorney general"):
        return "GOV JUD"
    if office == "national security adviser":
        return "GOV SPY"
    if "minister" in office or "secretary" in office and "general" not in office or "ambassador" in office or "adviser" in office:
        return "GOV"
    if "first lady" in office or "first gentleman" in office:
        return "ELI"
    if office in ("senator", "representative"):
        return "LEG"
    for pattern, sector in ((JUDICIAL, "JUD"), (LEGISLATIVE, "LEG"), (SPY, "SPY"), (POLICE, "COP"), (MILITARY, "MIL")):
        if pattern.search(office):
            return sector
    if "bank" in office and ("governor" in office or "president" in office):
        return "GOV BUS"
    return "GOV"


def clean_name(name):
    name = re.sub(r"\(.*?\)", "", name.replace("’", "'")).strip()
    name = re.sub(r",.*", "", name)
    name = re.sub(r"^(Dr|Sir|Dame|Lord|Gen|Lt|Maj|Brig|Col|Adm|Mr|Mrs|Ms|Prof|Sheikh|Shaykh|Hon|Rear|Vice|Capt|Rtd|Ret|Al-Hadj)\.?\s+", "", name)
    name = re.sub(r"\s+", " ", name.replace('"', "").replace("|", "").replace(";", "")).strip()
    name = re.sub(r"\b(Ii|Iii|Iv|Vi)$", lambda m: m[1].upper(), name)
    if " of the " in name or re.match(r"(Minister|President|Government|Ministry|Prime|Deputy)\b", name):
        return ""
    if not re.search(r"[A-Za-z]", name) or re.search(r"[^\x00-\u024f\u1e00-\u1eff\u02bb-\u02bf]", name) or len(name.split()) > 7:
        return ""
    return name


def from_capitals(name):
    """"Benjamin NETANYAHU" as it is written in prose; a family name that comes first stays first."""
    def word(w):
        if w.isupper() and len(w.replace(".", "")) > 1 or re.fullmatch(r"[A-Z][a-z]+-[A-ZÀ-Ý'-]{3,}", w):
            w = "-".join(p[:1] + p[1:].lower() if p.lower() not in ("al", "el", "ad", "as", "ur", "ul", "ash") else p.lower() for p in w.split("-"))
            w = re.sub(r"\b(Mc|O'|D')([a-z])", lambda m: m[1] + m[2].upper(), w)
            return {"De": "de", "Del": "del", "Van": "van", "Von": "von", "Der": "der", "Bin": "bin", "Da": "da", "Dos": "dos"}.get(w, w)
        return w
    return " ".join(word(w) for w in name.split())


class People:
    def __init__(self):
        self.terms = collections.defaultdict(set)  # (name, country, wikidata) -> {(office, start, end)}
        self.ids = {}

    def add(self, name, country, wikidata, position, start, end):
        name = clean_name(name)
        start, end = ("" if not re.fullmatch(r"(19|20)\d\d(-[01]\d(-[0-3]\d)?)?", d) or d > "2027" else d for d in (start, end))
        if not name or not country or len(name.split()) < 2 and wikidata == "":
            return
        if end and end < "1985" or (start and end and end < start):
            return
        office = office_of(position)
        if len(office) > 70 or (MINOR.fullmatch(office) and country not in ("UNO", "USA")) or "secretary general to" in office:
            return
        if office.startswith("ambassador to") and end and end < "2005":
            return
        self.terms[(name, country, wikidata)].add((office, start, end))


def country_codes(path):
    codes = dict(NAMES)
    gec = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        for field in ("CLDR display name", "UNTERM English Short", "official_name_en"):
            name = row[field].lower()
            codes.setdefault(name, row["ISO3166-1-Alpha-3"])
            codes.setdefault(name.replace("&", "and").replace("st. ", "saint "), row["ISO3166-1-Alpha-3"])
        gec[row["FIPS"].split(",")[0].strip().lower()] = row["ISO3166-1-Alpha-3"]
    gec.update({"gz": "PSE", "we": "PSE", "kv": "KOS", "rs": "RUS", "ri": "SRB", "us": "USA", "uk": "GBR"})
    return codes, gec


def own(position, country):
    """The title without the name of the country itself."""
    bare = re.sub("^the ", "", country, flags=re.I)
    return re.sub(r" of (the )?(republic of |state of |kingdom of |islamic republic of |federation of )?(the )?" + re.escape(bare) + r"$", "", position, flags=re.I)


def international(position):
    low = position.lower()
    return next((code for part, code in WORLD if part in low), "IGO")


def wikidata_terms(people, path, codes):
    for row in csv.DictReader(gzip.open(path, "rt", encoding="utf-8"), delimiter="\t"):
        country = codes.get(row["country"].lower())
        position = row["position"]
        if row["country"] == "World":
            if position.startswith("Permanent Representative"):
                continue
            country = international(position)
            if country == "UNO" and position.startswith("Secretary-General"):
                position = "secretary general"
        if not country:
            print("no code:", row["country"], file=sys.stderr)
            continue
        position = own(position, row["country"])
        for place, code in TERRITORIES.items():
            if place in position.lower():
                country, position = code, own(position, place)
        people.add(row["enwiki"] if row["enwiki"] and "(" not in row["enwiki"] else row["person"], country, row["person_wikidata"], position,
                   row["start"], row["end"])
        plain = clean_name(row["person"])
        if row["enwiki"] and "(" not in row["enwiki"] and plain and plain != clean_name(row["enwiki"]):
            people.ids.setdefault(row["person_wikidata"], set()).add(plain)


def day(text):
    for form in ("%d %B %Y", "%B %Y", "%Y"):
        try:
            date = datetime.datetime.strptime(text, form)
            return date.strftime({"%d %B %Y": "%Y-%m-%d", "%B %Y": "%Y-%m", "%Y": "%Y"}[form])
        except ValueError:
            pass
    return ""


def factbook(people, path, gec):
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        country = gec.get(row["gec"])
        match = re.match(r"(President|Prime Minister|King|Queen|Emperor|Sultan|Amir|Chancellor|Premier|Vice President|Supreme Leader|Taoiseach|Governor-General"
                         r"|Chief Executive|Governor|Governor General|Crown Prince|Pope|Prince|Grand Duke|State President|Chairman of the [A-Z]\w+ [A-Z]\w+)\s+(.*)",
                         row["text"])
        if not country or not match:
            continue
        title, name = match[1], from_capitals(match[2])
        name = re.split(r",|\s+\(|\bPresident\b|\bGeneral\b", name)[0].strip()
        if "since" in name.lower() or "vacant" in name.lower():
            continue
        if name.split():
            people.add(name, country, "", title.lower(), day(row["since"]), "")


def cia(people, path, codes):
    for row in csv.DictReader(gzip.open(path, "rt", encoding="utf-8"), delimiter="\t"):
        country = codes.get(row["country"].lower())
        title = row["title"].replace("Min.", "Minister")
        if not country or "vacant" in row["person"].lower() or not row["person"].strip():
            continue
        people.add(from_capitals(row["person"]), country, "", title, "", "")


def simple(people, path, codes, start, end):
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        country = codes.get(row["country"].lower())
        if country:
            position = own(row["position"], row["country"])
            people.add(row["person"], country, row.get("person_wikidata", ""), position, row.get(start, ""), row.get(end, "") if end else "")


def us(people, congress):
    for row in csv.DictReader(open(congress, encoding="utf-8"), delimiter="\t"):
        office = "senator" if row["chamber"] == "sen" else "representative"
        people.add(re.sub(r" [A-Z]\. ", " ", row["name"]), "USA", "", office, row["start"], row["end"])


def fold(name):
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z ]", "", plain.replace("-", " "))


def spellings_joined(by_name, wikidata):
    """People of one country who hold one office at one time under names that differ by spelling are one; the others' names are kept."""
    others = collections.defaultdict(set)
    holders = collections.defaultdict(list)
    for (name, country), terms in by_name.items():
        for office, start, end in terms:
            holders[country, office].append((name, start, end))
    gone = {}
    for (country, office), people in sorted(holders.items()):
        for i, (one, start, end) in enumerate(people):
            for other, start2, end2 in people[i + 1:]:
                a, b = fold(one), fold(other)
                apart = start and start2 and ((end and end < start2) or (end2 and end2 < start))
                if one == other or apart or a.split()[:1] == [] or b.split()[:1] == []:
                    continue
                alike = difflib.SequenceMatcher(None, a, b).ratio() > 0.85 or set(a.split()) < set(b.split()) or set(b.split()) < set(a.split())
                if alike and len(set(a.split()) & set(b.split())) + (a.split()[-1][:4] == b.split()[-1][:4]) >= 1:
                    keep, drop = sorted((one, other), key=lambda n: ((n, country) not in wikidata, -len(by_name[n, country]), n))
                    if (keep, country) in wikidata and (drop, country) in wikidata:
                        continue
                    gone[drop, country] = keep
    for (drop, country), keep in sorted(gone.items()):
        while (keep, country) in gone and gone[keep, country] != drop:
            keep = gone[keep, country]
        if (drop, country) in by_name and keep != drop and (keep, country) in by_name:
            by_name[keep, country] |= by_name.pop((drop, country))
            others[keep, country] |= {drop} | others.pop((drop, country), set())
    return others


def joined(terms):
    """Terms of one office that touch or overlap become one; one without dates gives way to one with dates."""
    out = []
    dated = any(start or end for _, start, end in terms)
    terms = [t for t in terms if t[1] or t[2] or not dated]
    for office, start, end in sorted(terms, key=lambda t: (t[0], t[1] or "0", t[2] or "9")):
        if out and out[-1][0] == office and out[-1][1] and start and (not out[-1][2] or start[:4] <= out[-1][2][:4]):
            before = out[-1]
            out[-1] = (office, before[1], "" if not before[2] or not end else max(before[2], end))
        else:
            out.append((office, start, end))
    return sorted(out, key=lambda t: (t[1] or "0", t[0]))


def main(codes_path, ministers, foreign, leaders, facts, cia_path, congress, out):
    codes, gec = country_codes(codes_path)
    people = People()
    wikidata_terms(people, ministers, codes)
    simple(people, foreign, codes, "start", None)
    simple(people, leaders, codes, "start_year", "end_year")
    factbook(people, facts, gec)
    cia(people, cia_path, codes)
    us(people, congress)
    by_name = collections.defaultdict(set)
    wikidata = {}
    for (name, country, qid), terms in people.terms.items():
        same = (name, country)
        by_name[same] |= terms
        if qid:
            wikidata.setdefault(same, qid)
    spellings = spellings_joined(by_name, wikidata)
    files = collections.defaultdict(list)
    for (name, country), terms in by_name.items():
        qid = wikidata.get((name, country), "")
        others = sorted((people.ids.get(qid, set()) | spellings[name, country]) - {name})
        listed = "; ".join(f"{country} {sectors_of(o)} {o} {s}..{e}".removesuffix(" ..") for o, s, e in joined(terms))
        files[country].append(f"{name} | {listed} | {'; '.join(others)} | {qid}".rstrip(" |"))
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for country, lines in sorted(files.items()):
        head = "# Holders of offices; made by recipe/holders.py from the lists in SOURCES.md, open to edits by hand.\n# name | terms | other names | Wikidata\n"
        (folder / f"{country}.txt").write_text(head + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


main(*sys.argv[1:])
