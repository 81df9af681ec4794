//! Tolls of sentences written for these tests, read with the real parser.

use super::{Toll, find};
use crate::time;
use annalist_language::{Model, Parser, Scratch};
use annalist_reports::Text;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::from_bytes(annalist_model::ENGLISH).unwrap());

fn tolls(string: &str) -> Vec<Toll> {
    let text = Text::new(string.to_owned());
    let parse = Parser::new(&MODEL).parse(&text, &mut Scratch::new());
    find(&parse, &text, &time::find(&parse, &text, None))
}

/// Each toll as `harm low/best/high`.
fn told(string: &str) -> Vec<String> {
    let n = |n: Option<u64>| n.map_or("?".to_owned(), |n| n.to_string());
    let line = |t: &Toll| format!("{} {}/{}/{}", t.harm.label(), n(t.low), n(t.best), n(t.high));
    tolls(string).iter().map(line).collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(told(text), *expected, "{text}");
    }
}

#[test]
fn verbs_that_harm_their_objects() {
    check(&[
        ("Soldiers killed nine farmers in the village.", &["killed 9/9/9"]),
        ("Forty people were injured when the stand collapsed.", &["injured 40/40/40"]),
        ("The police arrested 50 students on Monday.", &["detained 50/50/50"]),
        // Left alone: nobody is counted, or nobody is harmed.
        ("Soldiers were killed in the village.", &[]),
        ("The board killed two projects.", &[]),
        ("The army moved 50 soldiers to the border.", &[]),
    ]);
}

#[test]
fn the_dead_and_wounded_as_adjectives() {
    check(&[
        ("The blast left 12 dead and 30 wounded.", &["killed 12/12/12", "injured 30/30/30"]),
        ("Three people are still missing.", &["missing 3/3/3"]),
        ("Nine people were killed and 20 were injured.", &["killed 9/9/9", "injured 20/20/20"]),
        ("The two sides agreed to talk about the wounded.", &[]),
        ("The talks were dead after 12 days.", &[]),
        ("They spoke for 20 minutes about the missing ship.", &[]),
    ]);
}

#[test]
fn quantities_bound_the_count() {
    check(&[
        ("More than 200 people were killed.", &["killed 200/200/?"]),
        ("Dozens of people were injured.", &["injured 24/?/99"]),
        ("Hundreds of people were arrested.", &["detained 200/?/999"]),
        ("At least five people died.", &["killed 5/5/?"]),
        ("Several people were wounded.", &["injured 3/?/9"]),
        ("No one was killed.", &["killed 0/0/0"]),
    ]);
}

#[test]
fn sums_are_told_as_such() {
    check(&[
        ("Officials reported a death toll of 30.", &["killed 30/30/30"]),
        ("The death toll is 45.", &["killed 45/45/45"]),
        ("The number of deaths reached 120.", &["killed 120/120/120"]),
        ("The number of seats reached 120.", &[]),
        ("The toll road is 30 miles long.", &[]),
        ("The count of votes took 12 hours.", &[]),
    ]);
}

#[test]
fn shares_are_part_of_their_figure() {
    let all = tolls("Rebels killed 30 people, including three children.");
    assert_eq!(all.iter().map(|t| t.part_of).collect::<Vec<_>>(), [None, Some(0)]);
    assert_eq!(all[0].parts, [1]);
    let all = tolls("Ten people died in the fire, among them two women.");
    assert_eq!(all.iter().map(|t| t.part_of).collect::<Vec<_>>(), [None, Some(0)]);
    // Not shares.
    let all = tolls("Ten people died and two women were arrested.");
    assert!(all.iter().all(|t| t.part_of.is_none()), "{all:?}");
    assert_eq!(told("The plan has ten parts, including three annexes."), [""; 0]);
}

#[test]
fn what_is_not_real_is_no_toll() {
    check(&[
        ("The storm could kill 2,000 people.", &[]),
        ("The attack did not kill the 12 soldiers.", &[]),
        ("If ten people die, the law will change.", &[]),
        ("The attack may have killed 12 people.", &["killed 12/12/12"]),
        ("The bomb killed 12 people, police said.", &["killed 12/12/12"]),
        ("Police said that the fire had killed 12 people.", &["killed 12/12/12"]),
    ]);
}

#[test]
fn one_person_is_a_toll_of_one_once() {
    check(&[
        ("A soldier was killed near the border. The soldier was from the north.", &["killed 1/1/1"]),
        ("A soldier was killed. His death shocked the village.", &["killed 1/1/1"]),
        ("The attack killed a nurse and two guards.", &["killed 1/1/1", "killed 2/2/2"]),
        ("The king killed time in the garden.", &[]),
        ("She dyed her hair red.", &[]),
        ("The chief, 34, was pleased.", &[]),
    ]);
}

#[test]
fn a_figure_told_twice_is_joined() {
    let all = tolls(
        "The quake killed 45 people on Sunday. Rescuers worked all night. The 45 people died in two towns.",
    );
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!((all[0].same_as.as_slice(), all[1].same_as.as_slice()), ([1].as_slice(), [0].as_slice()));
    let apart = tolls("The quake killed 45 people. The flood killed 46 people.");
    assert!(apart.iter().all(|t| t.same_as.is_empty()));
}
