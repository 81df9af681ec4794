//! The other ways to write a person's name.

/// Words inside names that belong to what follows them.
const PARTICLES: [&str; 24] = [
    "al", "el", "bin", "ibn", "bint", "ben", "van", "von", "der", "den", "de", "da", "do", "dos", "das", "du", "del", "della", "di", "la",
    "le", "ter", "ould", "abu",
];

/// Countries whose people are called by the first part of their name, or by all of it.
const SURNAME_FIRST: [&str; 8] = ["CHN", "TWN", "HKG", "PRK", "KOR", "MAC", "JPX", "HUX"];

/// Countries where a surname cannot be told from the rest of the name.
const NO_SURNAME: [&str; 9] = ["VNM", "KHM", "LAO", "MMR", "IDN", "THA", "ETH", "ERI", "ISL"];

/// Names without middle names and with other spellings of the article.
pub(crate) fn variants(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut all = vec![];
    if words.len() == 3 && words.iter().all(|w| !is_particle(w) && w.chars().next().is_some_and(char::is_uppercase)) {
        all.push(format!("{} {}", words[0], words[2]));
    }
    for (from, to) in [(" al-", " el-"), (" el-", " al-"), (" Al-", " El-"), (" El-", " Al-"), (" al-", " "), (" el-", " "), (" Al-", " ")] {
        if name.contains(from) {
            all.push(name.replace(from, to));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The surname, with its particles and without the article, if the country's names have one that can be told.
pub(crate) fn surnames(name: &str, country: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 || NO_SURNAME.contains(&country) {
        return vec![];
    }
    if SURNAME_FIRST.contains(&country) && words.len() <= 3 && words[0].chars().count() <= 6 {
        return vec![words[0].into()];
    }
    let words: Vec<&str> = match words.last() {
        Some(&"Jr." | &"Jr" | &"Sr." | &"II" | &"III") => words[..words.len() - 1].to_vec(),
        _ => words,
    };
    let mut from = words.len() - 1;
    while from > 1 && is_particle(words[from - 1]) {
        from -= 1;
    }
    let full = words[from..].join(" ");
    let last = words[words.len() - 1];
    let bare = ["al-", "el-", "Al-", "El-"].iter().find_map(|article| last.strip_prefix(article));
    let mut all = vec![full];
    all.extend(bare.map(String::from));
    all.retain(|surname| surname.chars().filter(|c| c.is_alphabetic()).count() > 1 && !surname.contains('.'));
    all
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}
