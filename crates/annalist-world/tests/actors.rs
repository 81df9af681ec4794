//! Actors by name on a day: codes, terms, holders of offices, and what is no name.

use annalist_world::{ActorKind, Form, Iso3, World};
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn words(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

/// Name, code on the day, and number of tokens of the likeliest actor.
fn first(text: &str, on: &str) -> Option<(&'static str, String, usize)> {
    let world = World::builtin();
    let found = world.actor_at(&words(text))?;
    let actor = world.actor(found.candidates[0].actor);
    Some((actor.name(), actor.code_on(Some(day(on))).to_string(), found.len))
}

#[test]
fn names_have_codes() {
    for (text, name, code, len) in [
        ("Hamas fighters", "Hamas", "PSE REB", 1),
        ("Hezbollah", "Hezbollah", "LBN REB", 1),
        ("the Houthis", "", "", 0),
        ("Houthi rebels", "Houthis", "YEM REB", 2),
        ("ISIS", "Islamic State", "IMG REB", 1),
        ("Isis", "Islamic State", "IMG REB", 1),
        ("Islamic State", "Islamic State", "IMG REB", 2),
        ("Islamic State of Iraq and the Levant", "Islamic State", "IMG REB", 7),
        ("al - Qaeda", "Al-Qaeda", "IMG REB", 3),
        ("al-Qa'ida", "Al-Qaeda", "IMG REB", 1),
        ("Al Qaeda", "Al-Qaeda", "IMG REB", 2),
        ("PKK", "Kurdistan Workers' Party", "TUR REB", 1),
        ("Kurdistan Workers ' Party", "Kurdistan Workers' Party", "TUR REB", 4),
        ("Liberation Tigers of Tamil Eelam", "Liberation Tigers of Tamil Eelam", "LKA REB", 5),
        ("Syrian Democratic Forces", "Syrian Democratic Forces", "SYR REB", 3),
        ("Abu Sayyaf Group", "Abu Sayyaf", "PHL REB", 3),
        ("Irish Republican Army", "Irish Republican Army", "GBR REB", 3),
        ("Fatah", "Fatah", "PSE PTY", 1),
        ("Palestinian Authority", "Palestinian Authority", "PSE GOV", 2),
        ("Israel Defense Forces", "Israel Defense Forces", "ISR MIL", 3),
        ("Israeli army", "Israel Defense Forces", "ISR MIL", 2),
        ("IDF", "Israel Defense Forces", "ISR MIL", 1),
        ("Shin Bet", "Shin Bet", "ISR SPY", 2),
        ("Border Police", "Israel Border Police", "ISR COP", 2),
        ("Knesset", "Knesset", "ISR LEG", 1),
        ("Islamic Revolutionary Guard Corps", "Islamic Revolutionary Guard Corps", "IRN MIL", 4),
        ("Pentagon", "Pentagon", "USA MIL", 1),
        ("White House", "White House", "USA GOV", 2),
        ("State Department", "United States Department of State", "USA GOV", 2),
        ("CIA", "Central Intelligence Agency", "USA SPY", 1),
        ("FBI", "Federal Bureau of Investigation", "USA COP", 1),
        ("Kremlin", "Kremlin", "RUS GOV", 1),
        ("Downing Street", "Downing Street", "GBR GOV", 2),
        ("FSB", "Federal Security Service", "RUS SPY", 1),
        ("UN Security Council", "United Nations Security Council", "UNO", 3),
        ("U.N. General Assembly", "United Nations General Assembly", "UNO", 3),
        ("UNHCR", "United Nations High Commissioner for Refugees", "UNO REF", 1),
        ("European Union", "European Union", "EUR", 2),
        ("NATO", "North Atlantic Treaty Organization", "IGO MIL", 1),
        ("Nato", "North Atlantic Treaty Organization", "IGO MIL", 1),
        ("African Union", "African Union", "IGO", 2),
        ("International Criminal Court", "International Criminal Court", "IGO JUD", 3),
        ("Amnesty International", "Amnesty International", "NGO", 2),
        ("Reporters Without Borders", "Reporters Without Borders", "NGO JRN", 3),
        ("Reuters", "Reuters", "GBR JRN", 1),
        ("African National Congress", "African National Congress", "ZAF PTY", 3),
        ("World Health Organisation", "World Health Organization", "UNO MED", 3),
    ] {
        let expected = (len > 0).then(|| (name, code.to_string(), len));
        assert_eq!(first(text, "2020-06-01"), expected, "{text}");
    }
}

#[test]
fn codes_are_dated() {
    for (text, on, code) in [
        ("Taliban", "2000-05-01", "AFG GOV"),
        ("Taliban", "2010-05-01", "AFG REB"),
        ("Taliban", "2021-08-14", "AFG REB"),
        ("Taliban", "2021-08-15", "AFG GOV"),
        ("FARC", "2010-01-01", "COL REB"),
        ("FARC", "2019-01-01", "COL PTY"),
        ("Rapid Support Forces", "2020-01-01", "SDN PRM"),
        ("Rapid Support Forces", "2023-06-01", "SDN REB"),
        ("TPLF", "2019-01-01", "ETH PTY"),
        ("TPLF", "2021-03-01", "ETH REB"),
        ("Angela Merkel", "2010-01-01", "DEU GOV"),
        ("Angela Merkel", "2023-01-01", "DEU ELI"),
        ("Barack Obama", "2006-01-01", "USA LEG"),
        ("Barack Obama", "2012-01-01", "USA GOV"),
        ("Donald Trump", "2019-01-01", "USA GOV"),
        ("Donald Trump", "2022-01-01", "USA ELI"),
        ("Donald Trump", "2025-06-01", "USA GOV"),
        ("Benjamin Netanyahu", "2015-01-01", "ISR GOV"),
        ("Benjamin Netanyahu", "2022-03-01", "ISR OPP"),
        ("Mohamed ElBaradei", "2005-01-01", "UNO"),
        ("Ahmed al-Sharaa", "2018-01-01", "SYR REB"),
        ("Ahmed al-Sharaa", "2025-03-01", "SYR GOV"),
        ("Bashar al - Assad", "2013-08-21", "SYR GOV"),
        ("António Guterres", "2000-01-01", "PRT GOV"),
        ("Antonio Guterres", "2020-01-01", "UNO"),
        ("Nelson Mandela", "1995-01-01", "ZAF GOV"),
        ("Narendra Modi", "2020-01-01", "IND GOV"),
        ("Vladimir Putin", "2022-02-24", "RUS GOV"),
    ] {
        assert_eq!(first(text, on).map(|found| found.1), Some(code.into()), "{text} on {on}");
    }
}

#[test]
fn offices_have_holders() {
    let world = World::builtin();
    for (country, office, on, name) in [
        ("ISR", "prime minister", "2010-01-01", "Benjamin Netanyahu"),
        ("ISR", "prime minister", "2022-01-01", "Naftali Bennett"),
        ("ISR", "defence minister", "2023-10-07", "Yoav Gallant"),
        ("ISR", "defense minister", "2023-10-07", "Yoav Gallant"),
        ("DEU", "chancellor", "2010-01-01", "Angela Merkel"),
        ("GBR", "prime minister", "2005-01-01", "Tony Blair"),
        ("GBR", "foreign secretary", "2003-03-20", "Jack Straw"),
        ("USA", "secretary of state", "2014-01-01", "John Kerry"),
        ("USA", "president", "1998-01-01", "Bill Clinton"),
        ("USA", "president", "2025-03-01", "Donald Trump"),
        ("FRA", "president", "2020-01-01", "Emmanuel Macron"),
        ("RUS", "president", "2021-01-01", "Vladimir Putin"),
        ("RUS", "foreign minister", "2021-01-01", "Sergey Lavrov"),
        ("CHN", "president", "2026-01-01", "Xi Jinping"),
        ("IRN", "president", "2008-01-01", "Mahmoud Ahmadinejad"),
        ("IRN", "supreme leader", "2015-01-01", "Ali Khamenei"),
        ("PSE", "president", "2023-01-26", "Mahmoud Abbas"),
        ("TUR", "president", "2026-01-01", "Recep Tayyip Erdoğan"),
        ("UNO", "secretary general", "2003-01-01", "Kofi Annan"),
        ("JPN", "prime minister", "2015-01-01", "Shinzo Abe"),
        ("ZAF", "president", "1997-01-01", "Nelson Mandela"),
    ] {
        let found = world.holder(country.parse::<Iso3>().unwrap(), office, day(on));
        assert_eq!(found.map(|id| world.actor(id).name()), Some(name), "{office} of {country} on {on}");
    }
    assert_eq!(world.holder("ISR".parse().unwrap(), "astrologer", day("2020-01-01")), None);
}

#[test]
fn ordinary_words_are_no_actors_or_need_context() {
    let world = World::builtin();
    for text in [
        "us", "who", "it is", "turkey", "hamas", "may come", "rice", "the", "of", "is", "let us", "Let us",
        "he", "I'm", "'s",
    ] {
        assert_eq!(world.actor_at(&words(text)), None, "{text}");
    }
    for text in ["May", "Rice", "Chad", "Jordan", "Georgia", "Unity", "Congress", "Republican"] {
        if let Some(found) = world.actor_at(&words(text)) {
            assert!(
                found.candidates.iter().all(|c| c.weak || c.form == Form::Surname),
                "{text}: {:?}",
                found.candidates
            );
        }
    }
    assert_eq!(world.actor_at(&[]), None);
}

#[test]
fn surnames_are_marked() {
    let world = World::builtin();
    for (text, name) in [
        ("Netanyahu", "Benjamin Netanyahu"),
        ("Lavrov", "Sergey Lavrov"),
        ("Xi", "Xi Jinping"),
        ("von der Leyen", "Ursula von der Leyen"),
    ] {
        let found = world.actor_at(&words(text)).unwrap();
        let one = found.candidates.iter().find(|c| world.actor(c.actor).name() == name);
        assert_eq!(one.map(|c| c.form), Some(Form::Surname), "{text}");
    }
}

#[test]
fn kinds_and_shapes() {
    let world = World::builtin();
    let of = |text: &str| world.actor(world.actor_at(&words(text)).unwrap().candidates[0].actor);
    assert_eq!(of("Hamas").kind(), ActorKind::ArmedGroup);
    assert_eq!(of("Likud").kind(), ActorKind::Party);
    assert_eq!(of("Rohingya").kind(), ActorKind::Population);
    assert_eq!(of("Gazprom").kind(), ActorKind::Company);
    assert_eq!(of("Haaretz").kind(), ActorKind::Media);
    assert_eq!(of("Benjamin Netanyahu").wikidata(), Some("Q43723"));
    assert!(of("Benjamin Netanyahu").terms().any(|term| term.office == "prime minister"));
    assert!(world.actor_count() > 20_000);
    assert!(world.index_bytes() < 25 << 20);
}
