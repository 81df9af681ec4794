//! Parses made by hand: words parted by spaces, capitals are proper nouns, names given.

use super::*;
use annalist_language::{Deprel, Feats, Name, NameKind, Sentence, SentenceIx, Token, Upos, Xpos};

/// A parse of text with spaces around every word; `places` and `others` are its names.
fn parse(text: &str, places: &[&str], others: &[(&str, NameKind)]) -> (Parse, Text) {
    let mut parse = Parse::default();
    let mut start = 0;
    for word in text.split(' ') {
        let span = ByteSpan::new(start as u32, (start + word.len()) as u32);
        start += word.len() + 1;
        let lemma = (parse.lemmas.len() as u32, (parse.lemmas.len() + word.len()) as u32);
        parse.lemmas.push_str(&word.to_lowercase());
        let upos = match word.chars().next() {
            Some(c) if c.is_uppercase() => Upos::Propn,
            Some(c) if c.is_alphanumeric() => Upos::Noun,
            _ => Upos::Punct,
        };
        let (head, deprel) = (None, Deprel::Dep);
        let sentence = SentenceIx(0);
        parse.tokens.push(Token {
            span,
            lemma,
            upos,
            xpos: Xpos::Nn,
            feats: Feats(0),
            head,
            deprel,
            sentence,
        });
    }
    let end = TokenIx(parse.tokens.len() as u32);
    parse.sentences.push(Sentence {
        span: ByteSpan::new(0, text.len() as u32),
        tokens: (TokenIx(0), end),
        paragraph: 0,
    });
    let named = places.iter().map(|name| (*name, NameKind::Location)).chain(others.iter().copied());
    for (name, kind) in named {
        let at = text.find(name).unwrap();
        let first = text[..at].matches(' ').count() as u32;
        let tokens = (TokenIx(first), TokenIx(first + name.split(' ').count() as u32));
        parse.names.push(Name { kind, tokens });
    }
    parse.names.sort_by_key(|name| name.tokens);
    (parse, Text::new(text.to_owned()))
}

/// `name → country division class precision` of every mention.
fn read(text: &str, places: &[&str], others: &[(&str, NameKind)]) -> Vec<String> {
    let (parse, text) = parse(text, places, others);
    let world = World::builtin();
    let line = |mention: PlaceMention| {
        let name = text.slice(mention.span);
        match mention.place.map(|place| world.place(place)) {
            Some(place) => {
                let country = place.country().map_or_else(|| "-".to_owned(), |country| country.to_string());
                format!("{name}: {country} {} {}", place.admin1().unwrap_or("-"), mention.precision.label())
            }
            None => format!("{name}: {:?} {:?}", mention.open.unwrap(), mention.country),
        }
    };
    find(&parse, &text, world, Hints::default()).into_iter().map(line).collect()
}

#[test]
fn a_well_known_city_needs_no_context() {
    assert_eq!(read("Talks were held in Paris .", &["Paris"], &[]), ["Paris: FRA Île-de-France city"]);
}

#[test]
fn a_larger_place_named_with_it_decides() {
    let found = read("A fire broke out in Paris , Texas .", &["Paris", "Texas"], &[]);
    assert_eq!(found[0], "Paris: USA Texas city");
    let found = read("Troops entered Jenin in the West Bank .", &["Jenin", "West Bank"], &[]);
    assert_eq!(found[0], "Jenin: PSE West Bank city");
}

#[test]
fn an_adjective_of_a_country_decides() {
    let found = read("Shells hit the Syrian town of Tripoli .", &["Tripoli"], &[]);
    assert_ne!(found[0], "Tripoli: SYR");
    let found = read("Shells hit the Lebanese city of Tripoli .", &["Tripoli"], &[]);
    assert!(found[0].starts_with("Tripoli: LBN"), "{found:?}");
    let found = read("Shells hit the Libyan city of Tripoli .", &["Tripoli"], &[]);
    assert!(found[0].starts_with("Tripoli: LBY"), "{found:?}");
}

#[test]
fn the_sort_of_place_is_heeded() {
    let found = read("The army advanced in Idlib province .", &["Idlib"], &[]);
    assert_eq!(found, ["Idlib province: SYR Idlib admin1"]);
    let found = read("The army advanced on the city of Idlib .", &["Idlib"], &[]);
    assert_eq!(found, ["Idlib: SYR Idlib city"]);
}

#[test]
fn a_country_is_never_a_point() {
    assert_eq!(read("Fighting went on in Iraq .", &["Iraq"], &[]), ["Iraq: IRQ - country"]);
    assert_eq!(read("Fighting went on in northern Iraq .", &["Iraq"], &[]), ["northern Iraq: IRQ - region"]);
}

#[test]
fn a_name_without_an_entry_is_left_open_with_its_country() {
    let found = read("Men attacked the Syrian village of Qxyzab .", &["Qxyzab"], &[]);
    assert_eq!(found, ["Qxyzab: NotInGazetteer Some(SYR)"]);
}

#[test]
fn names_of_people_are_no_places() {
    let found = read(
        "Michael Jordan met Paris Hilton .",
        &[],
        &[("Michael Jordan", NameKind::Person), ("Paris Hilton", NameKind::Person)],
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn one_name_means_one_place_in_a_text() {
    let text = "Police in Birmingham , Alabama , said so . The mayor of Birmingham agreed .";
    let found = read(text, &["Birmingham", "Alabama"], &[]);
    assert_eq!(found[0], "Birmingham: USA Alabama city");
    assert_eq!(found.last().unwrap(), "Birmingham: USA Alabama city");
}

#[test]
fn a_capital_that_possesses_is_an_actor() {
    let (parse, text) = parse("The raid was Moscow 's answer .", &["Moscow"], &[]);
    let found = find(&parse, &text, World::builtin(), Hints::default());
    assert_eq!(found[0].usage, Usage::Actor);
    let (parse, text) = self::parse("The raid happened in Moscow .", &["Moscow"], &[]);
    let found = find(&parse, &text, World::builtin(), Hints::default());
    assert_eq!(found[0].usage, Usage::Place);
}
