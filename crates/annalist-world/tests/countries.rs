//! Countries by all the ways to name them.

use annalist_world::{Form, Iso3, World};

fn found(words: &str) -> Option<(usize, String, Form)> {
    let words: Vec<&str> = words.split(' ').collect();
    let found = World::builtin().actor_at(&words)?;
    let first = found.candidates[0];
    Some((found.len, World::builtin().actor(first.actor).code_on(None).to_string(), first.form))
}

#[test]
fn countries_are_found_by_name_adjective_people_and_capital() {
    for (words, len, code, form) in [
        ("Israel 's", 1, "ISR", Form::Name),
        ("Israeli farmers", 1, "ISR", Form::Adjective),
        ("Israelis", 1, "ISR", Form::Demonym),
        ("Moscow", 1, "RUS", Form::Capital),
    ] {
        assert_eq!(found(words), Some((len, code.into(), form)), "{words}");
    }
}

#[test]
fn ordinary_words_are_not_countries() {
    for words in ["turkey sandwich", "chad", "china plates"] {
        assert_eq!(found(words), None, "{words}");
    }
}

#[test]
fn every_state_is_its_own_country() {
    let world = World::builtin();
    for code in ["ISR", "PSE", "USA", "GBR", "TWN"] {
        let code: Iso3 = code.parse().unwrap();
        assert_eq!(world.state(code).and_then(|id| world.actor(id).country()), Some(code));
    }
}
