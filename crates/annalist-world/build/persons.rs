//! The other ways to write a person's name.

/// Words inside names that belong to what follows them.
const PARTICLES: [&str; 24] = [
    "al", "el", "bin", "ibn", "bint", "ben", "van", "von", "der", "den", "de", "da", "do", "dos", "das",
    "du", "del", "della", "di", "la", "le", "ter", "ould", "abu",
];

/// Countries where the family name comes first.
const FAMILY_FIRST: [&str; 7] = ["CHN", "TWN", "HKG", "PRK", "KOR", "MAC", "SGP"];

/// Countries where people are called by their given name, which comes first.
const GIVEN_ALONE: [&str; 3] = ["ETH", "ERI", "THA"];

/// Countries where no one part of a name stands for it.
const WHOLE: [&str; 6] = ["VNM", "KHM", "LAO", "MMR", "IDN", "ISL"];

/// Countries where two family names are usual.
const TWO_SURNAMES: [&str; 19] = [
    "ESP", "MEX", "COL", "VEN", "PER", "CHL", "ARG", "BOL", "ECU", "PRY", "URY", "CUB", "DOM", "GTM", "HND",
    "NIC", "SLV", "CRI", "PAN",
];

/// Names without middle names and with other spellings of the article.
pub(crate) fn variants(name: &str, country: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut all = vec![];
    let western = ![&FAMILY_FIRST[..], &WHOLE[..]].concat().contains(&country);
    if western
        && words.len() == 3
        && words.iter().all(|w| !is_particle(w) && w.starts_with(char::is_uppercase))
    {
        all.push(format!("{} {}", words[0], words[2]));
    }
    for (from, to) in [
        (" al-", " el-"),
        (" el-", " al-"),
        (" Al-", " El-"),
        (" El-", " Al-"),
        (" al-", " "),
        (" el-", " "),
        (" Al-", " "),
    ] {
        if name.contains(from) {
            all.push(name.replace(from, to));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The names that stand for a person alone, as far as the country's customs tell: with particles, and without the article.
pub(crate) fn surnames(name: &str, country: &str) -> Vec<String> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if matches!(words.last(), Some(&("Jr." | "Jr" | "Sr." | "II" | "III" | "IV"))) {
        words.pop();
    }
    if words.len() < 2 || WHOLE.contains(&country) {
        return vec![];
    }
    if GIVEN_ALONE.contains(&country) || is_family_first(&words, country) {
        return if is_telling(words[0]) { vec![words[0].into()] } else { vec![] };
    }
    let mut from = words.len() - 1;
    while from > 1 && is_particle(words[from - 1]) {
        from -= 1;
    }
    let last = words[words.len() - 1];
    let mut all = vec![words[from..].join(" ")];
    if TWO_SURNAMES.contains(&country) && words.len() > 2 {
        all.push(words[words.len() - 2..].join(" "));
    }
    all.extend(
        ["al-", "el-", "Al-", "El-"].iter().find_map(|article| last.strip_prefix(article)).map(String::from),
    );
    all.retain(|surname| is_telling(surname));
    all
}

/// Whether a computed surname is more than initials, a number or two letters.
fn is_telling(surname: &str) -> bool {
    surname.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !surname.contains('.')
        && !surname.starts_with("II")
}

/// "Xi Jinping", "Lee Hsien Loong", "Tsai Ing-wen", but "Carrie Lam".
fn is_family_first(words: &[&str], country: &str) -> bool {
    let mainland = matches!(country, "CHN" | "PRK");
    FAMILY_FIRST.contains(&country)
        && words[0].chars().count() <= 7
        && (mainland || words.len() == 3 || words[1].contains('-'))
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}
