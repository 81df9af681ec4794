//! The codebook: types, modes, scores, CAMEO's codes, names of ACLED's shape.

use annalist_world::codebook::{
    EventType, Mode, Quad, acled_type_of, acled_types, cameo_name, contexts, from_cameo, is_context, to_cameo,
};

#[test]
fn types_have_roots_quads_and_scores() {
    assert_eq!(EventType::ALL.len(), 16);
    assert_eq!(EventType::Assault.label(), "ASSAULT");
    assert_eq!((EventType::Agree.cameo_root(), EventType::Request.cameo_root()), ("03", "10"));
    assert_eq!(EventType::Sanction.quad(), Quad::MaterialConflict);
    assert_eq!(EventType::Accuse.score(None).to_string(), "-2");
    assert_eq!(EventType::Aid.quad().label(), "MATERIAL COOPERATION");
    assert!("RETREAT".parse::<EventType>().is_ok_and(|of| of == EventType::Retreat));
    assert!("retreat".parse::<EventType>().is_err_and(|e| e.is_label()));
}

#[test]
fn modes_belong_to_types() {
    let drone = Mode::of(EventType::Assault, "drone");
    assert_eq!(EventType::Assault.score(drone).to_string(), "-9.5");
    assert_eq!(Mode::of(EventType::Protest, "drone"), None);
    assert_eq!(
        Mode::all_of(EventType::Consult).map(Mode::label).collect::<Vec<_>>(),
        ["visit", "third-party", "multilateral", "phone"]
    );
    assert!((-10.0..=10.0).contains(&EventType::Retreat.score(Mode::of(EventType::Retreat, "disarm"))));
    assert_eq!(contexts().len(), 37);
    assert!(is_context("terrorism") && !is_context("weather"));
}

#[test]
fn cameo_codes_go_both_ways() {
    assert_eq!(from_cameo("1822"), Some((EventType::Assault, Mode::of(EventType::Assault, "torture"))));
    assert_eq!(from_cameo("0874"), Some((EventType::Retreat, Mode::of(EventType::Retreat, "withdraw"))));
    assert_eq!(from_cameo("1999"), Some((EventType::Assault, None)));
    assert_eq!(from_cameo("010"), None);
    assert_eq!(cameo_name("164"), Some("halt negotiations"));
    assert_eq!(to_cameo(EventType::Coerce, Mode::of(EventType::Coerce, "arrest")), "173");
    for of in EventType::ALL {
        for mode in Mode::all_of(of).map(Some).chain([None]) {
            assert!(cameo_name(to_cameo(of, mode)).is_some(), "{of} {mode:?}");
        }
    }
}

#[test]
fn acled_shaped_names() {
    assert_eq!(acled_types().len(), 6);
    assert_eq!(acled_types().iter().map(|(_, subs)| subs.len()).sum::<usize>(), 25);
    assert_eq!(acled_type_of("Mob violence"), Some("Riots"));
}
