//! Dates along the line, on flat parses: no trees are needed for what is tested here.

use super::{Anchor, Kind, Precision, TimeExpression, find};
use annalist_language::{Deprel, Feats, Parse, Sentence, SentenceIx, Token, TokenIx, Upos, Xpos};
use annalist_reports::{ByteSpan, Text};
use jiff::civil::date;

/// A parse of one sentence without a tree; words with a capital after the first are names.
fn flat(string: &str) -> (Parse, Text) {
    let mut parse = Parse::default();
    let mut at = 0_u32;
    for word in string.split(' ') {
        let lemma = word.to_lowercase();
        let lemma = lemma.strip_suffix('s').filter(|l| !l.ends_with('s')).unwrap_or(&lemma).to_owned();
        let from = parse.lemmas.len() as u32;
        parse.lemmas.push_str(&lemma);
        let name = word.starts_with(char::is_uppercase) && at > 0;
        parse.tokens.push(Token {
            span: ByteSpan::new(at, at + word.len() as u32),
            lemma: (from, parse.lemmas.len() as u32),
            upos: if name { Upos::Propn } else { Upos::X },
            xpos: Xpos::Xx,
            feats: Feats(if word.ends_with('s') { Feats::PLURAL } else { 0 }),
            head: None,
            deprel: Deprel::Obl,
            sentence: SentenceIx(0),
        });
        at += word.len() as u32 + 1;
    }
    let end = TokenIx(parse.tokens.len() as u32);
    let span = ByteSpan::new(0, string.len() as u32);
    parse.sentences.push(Sentence { span, tokens: (TokenIx(0), end), paragraph: 0 });
    parse.index();
    (parse, Text::new(string.to_owned()))
}

fn read(string: &str) -> Vec<TimeExpression> {
    let (parse, text) = flat(string);
    // A Thursday.
    find(&parse, &text, Some(date(2024, 2, 15)))
}

fn spans(string: &str) -> Vec<String> {
    let day = |d: Option<jiff::civil::Date>| d.map_or("?".to_owned(), |d| d.to_string());
    read(string)
        .iter()
        .map(|t| {
            let words = &string[t.span.range()];
            format!("{words}: {} {}", day(t.start), day(t.end))
        })
        .collect()
}

#[test]
fn dates_in_words_and_figures() {
    let told = "It began on 26 January 2023 , grew on Jan. 27 , 2023 and ended on 2023-03-01 or 14/03/2023 .";
    let expected = [
        "26 January 2023: 2023-01-26 2023-01-26",
        "Jan. 27 , 2023: 2023-01-27 2023-01-27",
        "2023-03-01: 2023-03-01 2023-03-01",
        "14/03/2023: 2023-03-14 2023-03-14",
    ];
    assert_eq!(spans(told), expected);
}

#[test]
fn open_years_are_the_nearest_past() {
    let told = "Talks on December 20 followed those of March 20 last year and of 5 January .";
    let expected = [
        "December 20: 2023-12-20 2023-12-20",
        "March 20 last year: 2023-03-20 2023-03-20",
        "5 January: 2024-01-05 2024-01-05",
    ];
    assert_eq!(spans(told), expected);
}

#[test]
fn weekdays_and_days_around_publication() {
    let told = "They met on Thursday , on Friday night , last Thursday , yesterday and last night .";
    let expected = [
        "Thursday: 2024-02-15 2024-02-15",
        "Friday night: 2024-02-09 2024-02-09",
        "last Thursday: 2024-02-08 2024-02-08",
        "yesterday: 2024-02-14 2024-02-14",
        "last night: 2024-02-14 2024-02-14",
    ];
    assert_eq!(spans(told), expected);
}

#[test]
fn the_narrative_moves_on() {
    let told = "On 3 May 2020 they struck , the following day they left , two weeks later they came back .";
    let expected = [
        "3 May 2020: 2020-05-03 2020-05-03",
        "the following day: 2020-05-04 2020-05-04",
        "two weeks later: 2020-05-18 2020-05-24",
    ];
    assert_eq!(spans(told), expected);
    assert_eq!(read(told)[1].anchor, Anchor::Narrative);
}

#[test]
fn ranges_are_one_expression() {
    let told = "From 2014 to 2016 and between March and May 2019 and on 5 – 7 June 2021 it went on .";
    let expected = [
        "2014 to 2016: 2014-01-01 2016-12-31",
        "March and May 2019: 2019-03-01 2019-05-31",
        "5 – 7 June 2021: 2021-06-05 2021-06-07",
    ];
    assert_eq!(spans(told), expected);
}

#[test]
fn lengths_and_habits_date_nothing() {
    let told = read("For three weeks and for months they came every day , twice a week , on Mondays .");
    assert!(told.iter().all(|t| !t.dates()), "{told:?}");
    assert_eq!(told[0].kind, Kind::Duration);
    assert_eq!(told[4].kind, Kind::Repeated);
}

#[test]
fn what_only_looks_like_time_is_left_alone() {
    assert_eq!(spans("They may march with 2,000 troops and over 1500 km of wire ."), [""; 0]);
    assert_eq!(spans("On 03/04/2023 they signed ."), ["03/04/2023: ? ?"]);
    assert_eq!(spans("The second man was 26 years old ."), [""; 0]);
}

#[test]
fn precision_is_that_of_the_words() {
    let told = read("Last week , last month , in 2011 , in the 1990s , last summer .");
    let precisions: Vec<_> = told.iter().map(|t| t.precision).collect();
    assert_eq!(
        precisions,
        [Precision::Week, Precision::Month, Precision::Year, Precision::Decade, Precision::Season]
    );
}
