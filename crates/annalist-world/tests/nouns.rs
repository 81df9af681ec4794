//! Role and institution nouns.

use annalist_world::World;

fn role(words: &str) -> Option<(usize, &'static str, String)> {
    let words: Vec<&str> = words.split(' ').collect();
    let (len, role) = World::builtin().role_at(&words)?;
    let sectors: Vec<_> = role.sectors.iter().map(|s| s.label()).collect();
    Some((len, role.noun, sectors.join(" ")))
}

fn organ(words: &str) -> Option<(usize, String)> {
    let words: Vec<&str> = words.split(' ').collect();
    let (len, organ) = World::builtin().organ_at(&words)?;
    Some((len, organ.sectors.iter().map(|s| s.label()).collect::<Vec<_>>().join(" ")))
}

#[test]
fn roles_carry_sectors() {
    for (words, len, noun, sectors) in [
        ("prime minister benjamin netanyahu", 2, "prime minister", "GOV"),
        ("foreign minister", 2, "foreign minister", "GOV"),
        ("minister of foreign affairs", 4, "minister of foreign affairs", "GOV"),
        ("agriculture minister", 2, "agriculture minister", "GOV"),
        ("defence minister", 2, "defence minister", "GOV MIL"),
        ("soldier", 1, "soldier", "MIL"),
        ("gunman", 1, "gunman", "UAF"),
        ("gunmen", 1, "gunman", "UAF"),
        ("villager", 1, "villager", "CVL"),
        ("rebel", 1, "rebel", "REB"),
        ("senior police officer", 3, "police officer", "COP"),
        ("armed man", 2, "armed man", "UAF"),
        ("member of parliament", 3, "member of parliament", "LEG"),
        ("lieutenant colonel", 2, "lieutenant colonel", "MIL"),
        ("journalist", 1, "journalist", "JRN"),
        ("refugee", 1, "refugee", "REF"),
        ("deputy foreign minister", 3, "foreign minister", "GOV"),
        ("former minister", 2, "former minister", "ELI"),
        ("former defence minister", 3, "defence minister", "ELI"),
        ("ex - soldier", 3, "ex-soldier", "CVL"),
        ("former police officer", 3, "police officer", "CVL"),
        ("security force", 2, "security force", "MIL"),
        ("attorneys general", 2, "attorney general", "GOV JUD"),
    ] {
        assert_eq!(role(words), Some((len, noun, sectors.into())), "{words}");
    }
    for words in ["table", "the", "former", "attack", "deputy of"] {
        assert!(role(words).is_none_or(|(len, ..)| words == "deputy of" && len == 1), "{words}");
    }
}

#[test]
fn roles_have_marks() {
    let world = World::builtin();
    let of = |words: &[&str]| world.role_at(words).unwrap().1;
    assert!(of(&["spokesman"]).speaks_for && of(&["envoy"]).speaks_for && of(&["lawyer"]).speaks_for);
    assert!(of(&["general"]).title && of(&["president"]).title && !of(&["villager"]).title);
    assert_eq!(of(&["fighter"]).combatant, Some(true));
    assert_eq!(of(&["villager"]).combatant, Some(false));
    assert_eq!(of(&["policeman"]).combatant, None);
    assert!(of(&["former", "president"]).former && of(&["ex", "-", "president"]).former);
    assert!(of(&["president", "-", "elect"]).elect && !of(&["president"]).elect);
    assert_eq!(of(&["deputy", "prosecutor", "of", "the", "court"]).noun, "deputy prosecutor");
    assert_eq!(of(&["acting", "prime", "minister"]).prefix, Some("acting"));
    assert!(of(&["troops"]).plural_only && !of(&["troops"]).person);
}

#[test]
fn organs_carry_sectors() {
    for (words, len, sectors) in [
        ("ministry of defence", 3, "GOV MIL"),
        ("foreign ministry", 2, "GOV"),
        ("ministry of foreign affair", 4, "GOV"),
        ("air force", 2, "MIL"),
        ("armed force", 2, "MIL"),
        ("supreme court", 2, "JUD"),
        ("parliament", 1, "LEG"),
        ("senate", 1, "LEG"),
        ("police", 1, "COP"),
        ("coast guard", 2, "MIL"),
        ("central bank", 2, "GOV BUS"),
        ("ministry of agriculture", 3, "GOV"),
        ("intelligence service", 2, "SPY"),
        ("opposition", 1, "OPP"),
        ("regime", 1, "GOV"),
    ] {
        assert_eq!(organ(words), Some((len, sectors.into())), "{words}");
    }
    assert_eq!(organ("tree"), None);
}
