//! Which crate may depend on which.

use super::none;
use annalist_tests::root;
use serde_json::Value;
use std::process::Command;

/// The crates from the bottom up: each may depend on those before it.
const ORDER: [&str; 10] = [
    "annalist-reports",
    "annalist-language",
    "annalist-model",
    "annalist-world",
    "annalist-reading",
    "annalist-reconcile",
    "annalist-ledger",
    "annalist-tables",
    "annalist-serve",
    "annalist",
];

/// Crates that are heavy or that do something only one crate is to do, and who may use them.
const FENCED: [(&str, &[&str]); 15] = [
    ("rusqlite", &["annalist-ledger"]),
    ("arrow", &["annalist-tables"]),
    ("parquet", &["annalist-tables"]),
    ("tokio", &["annalist-serve"]),
    ("axum", &["annalist-serve"]),
    ("hyper", &["annalist-serve"]),
    ("dom_query", &["annalist-reports"]),
    ("dom_smoothie", &["annalist-reports"]),
    ("encoding_rs", &["annalist-reports"]),
    ("flate2", &["annalist-reports"]),
    ("clap", &["annalist"]),
    ("rayon", &["annalist", "annalist-ledger", "annalist-serve"]),
    ("fst", &["annalist-world"]),
    ("anyhow", &["annalist"]),
    ("thiserror", &[]),
];

/// Clients of the network: the program needs none.
const BANNED: [&str; 7] = ["reqwest", "ureq", "curl", "openssl", "native-tls", "isahc", "attohttpc"];

/// The packages of the workspace with their dependencies, as cargo knows them.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Dependencies that end up in the program: not those of tests alone.
fn dependencies(package: &Value) -> Vec<String> {
    let all = package["dependencies"].as_array().unwrap();
    let kept = all.iter().filter(|dependency| dependency["kind"] != "dev");
    kept.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect()
}

/// Whether a package is a part of the program.
fn ships(package: &Value) -> bool {
    package["manifest_path"].as_str().unwrap().replace('\\', "/").contains("/crates/")
}

#[test]
fn dependencies_point_one_way() {
    let mut wrong = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let place = |name: &str| ORDER.iter().position(|known| *known == name);
        if ships(&package) && place(name).is_none() {
            wrong.push(format!("{name} has no place in the order of crates"));
        }
        for dependency in dependencies(&package) {
            if let (Some(above), Some(below)) = (place(name), place(&dependency))
                && below >= above
            {
                wrong.push(format!("{name} depends on {dependency}, which comes after it"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn heavy_crates_stay_where_they_belong() {
    let mut wrong = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        // What never ships (training, chores, benchmarks) may use what it likes.
        for dependency in dependencies(&package).into_iter().filter(|_| ships(&package)) {
            let fence = FENCED.iter().find(|(fenced, _)| *fenced == dependency);
            if fence.is_some_and(|(_, allowed)| !allowed.contains(&name)) {
                wrong.push(format!("{name} may not depend on {dependency}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn nothing_talks_to_the_network() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let names =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")).map(|name| name.trim_end_matches('"'));
    let wrong: Vec<String> =
        names.filter(|name| BANNED.contains(name)).map(|name| format!("{name} is in Cargo.lock")).collect();
    none(&wrong);
}

#[test]
fn every_crate_says_what_it_is() {
    let mut wrong = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        if package["description"].as_str().is_none_or(|text| text.len() < 20) {
            wrong.push(format!("{name} has no description in Cargo.toml"));
        }
        for target in package["targets"].as_array().unwrap() {
            let path = target["src_path"].as_str().unwrap();
            let text = std::fs::read_to_string(path).unwrap();
            if !text.starts_with("//!") {
                wrong.push(format!("{path} does not begin with `//!` and what it is"));
            }
        }
    }
    none(&wrong);
}
