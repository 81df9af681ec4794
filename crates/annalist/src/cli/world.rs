//! `annalist world`: what the program knows before it reads.

use super::Outcome;
use super::output::Sink;
use annalist_world::{Actor, Candidate, Iso3, Organ, Place, PlaceClass, Role, Scheme, World, country_code};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Most places of one name that are shown.
const PLACES: usize = 10;

/// Prints everything that a name can mean, as of a day.
pub(crate) fn show(name: &[String], on: Option<Date>) -> Outcome {
    let words: Vec<&str> = name.iter().flat_map(|part| part.split_whitespace()).collect();
    let mut out = String::new();
    let world = World::builtin();
    let mut found = false;
    if let Some(matched) = world.actor_at(&words).filter(|m| m.len == words.len()) {
        found = true;
        for candidate in &matched.candidates {
            actor(&mut out, world.actor(candidate.actor), *candidate, on);
        }
    }
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    if let Some((_, role)) = world.role_at(&lower).filter(|(len, _)| *len == lower.len()) {
        found = true;
        role_noun(&mut out, &role);
    }
    if let Some((_, organ)) = world.organ_at(&lower).filter(|(len, _)| *len == lower.len()) {
        found = true;
        institution(&mut out, &organ);
    }
    if let Some((country, office)) = office_of_country(world, &words) {
        found |= holder(&mut out, world, country, &office, on);
    }
    if let Some(matched) = world.place_at(&words).filter(|m| m.len == words.len()) {
        found = true;
        matched.candidates().take(PLACES).for_each(|id| place(&mut out, &world.place(id)));
    }
    if !found {
        let _ = writeln!(out, "nothing is known by the name of {:?}", words.join(" "));
    }
    Sink::stdout().write(out.as_bytes());
    if found { Outcome::Done } else { Outcome::SomeUnreadable }
}

fn actor(out: &mut String, actor: Actor<'_>, by: Candidate, on: Option<Date>) {
    let weak = if by.weak { ", only where the context says so" } else { "" };
    let _ = writeln!(out, "{}  {} ({}{weak})", actor.name(), actor.kind().label(), by.form.label());
    let day = on.map_or_else(|| "latest".into(), |d| d.to_string());
    let _ = writeln!(out, "  code ({day}): {}", actor.code_on(on));
    if let Some(wikidata) = actor.wikidata() {
        let _ = writeln!(out, "  wikidata: {wikidata}");
    }
    if actor.kind() == annalist_world::ActorKind::State
        && let Some(country) = actor.country()
    {
        codes(out, country, on);
    }
    for term in actor.terms() {
        let day = |d: Option<Date>| d.map_or_else(String::new, |d| d.to_string());
        let now = if on.is_some_and(|d| term.covers(d)) { "*" } else { " " };
        let sectors: Vec<&str> = term.sectors.iter().map(|s| s.label()).collect();
        let country = term.country.map_or_else(String::new, |c| c.to_string());
        let _ = writeln!(
            out,
            " {now}{}..{}  {country} {} {}",
            day(term.start),
            day(term.end),
            sectors.join(" "),
            term.office
        );
    }
}

fn codes(out: &mut String, country: Iso3, on: Option<Date>) {
    let schemes = [
        ("iso2", Scheme::Iso2),
        ("m49", Scheme::M49),
        ("fips", Scheme::Fips),
        ("cow", Scheme::Cow),
        ("gw", Scheme::Gw),
        ("cameo", Scheme::Cameo),
    ];
    let known = schemes
        .iter()
        .filter_map(|(name, scheme)| Some(format!("{name} {}", country_code(*scheme, country, on)?)));
    let _ = writeln!(out, "  {}", known.collect::<Vec<_>>().join(" · "));
}

/// "prime minister of Israel", "Israeli prime minister": an office and whose it is.
fn office_of_country(world: &World, words: &[&str]) -> Option<(Iso3, String)> {
    let country = |part: &[&str]| {
        let matched = world.actor_at(part).filter(|m| m.len == part.len())?;
        let state = |c: &Candidate| world.actor(c.actor).kind() == annalist_world::ActorKind::State;
        matched.candidates.iter().find(|c| state(c)).and_then(|c| world.actor(c.actor).country())
    };
    let of = words.iter().position(|w| *w == "of").filter(|at| *at > 0);
    let behind = of.and_then(|at| Some((country(&words[at + 1..])?, words[..at].join(" "))));
    behind.or_else(|| (1..words.len()).find_map(|at| Some((country(&words[..at])?, words[at..].join(" ")))))
}

fn holder(out: &mut String, world: &World, country: Iso3, office: &str, on: Option<Date>) -> bool {
    let Some(day) = on else { return false };
    let Some(id) = world.holder(country, &office.to_lowercase(), day) else { return false };
    let _ = writeln!(out, "{office}, {country}, on {day}: {}", world.actor(id).name());
    true
}

fn role_noun(out: &mut String, role: &Role<'_>) {
    let sectors: Vec<&str> = role.sectors.iter().map(|s| s.label()).collect();
    let marks = [
        (role.title, "title"),
        (role.speaks_for, "speaks for another"),
        (role.former, "former"),
        (role.elect, "elect"),
        (!role.person, "no person"),
        (role.combatant == Some(true), "combatant"),
        (role.combatant == Some(false), "civilian"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect();
    let _ = writeln!(out, "{}  role noun · {} · {}", role.noun, sectors.join(" "), marks.join(", "));
}

fn institution(out: &mut String, organ: &Organ<'_>) {
    let sectors: Vec<&str> = organ.sectors.iter().map(|s| s.label()).collect();
    let _ =
        writeln!(out, "{}  institution noun · {} · {}", organ.noun, organ.kind.label(), sectors.join(" "));
}

fn place(out: &mut String, place: &Place<'_>) {
    let country = place.country().map_or_else(String::new, |c| c.to_string());
    let point = match place.class() {
        PlaceClass::Country | PlaceClass::Region => "no point".into(),
        _ => format!("{:.3}, {:.3}", place.latitude(), place.longitude()),
    };
    let _ =
        writeln!(out, "{}  place · {country} · {} · {}", place.name(), place.admin1().unwrap_or("-"), point);
}
