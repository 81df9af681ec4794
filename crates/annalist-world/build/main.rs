//! Compiles `data/` into the packed index that the crate embeds. Nothing is read from outside the crate.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

mod actors;
mod codebook;
mod codes;
mod index;
mod nouns;
mod offices;
mod pack;
mod persons;
mod places;
mod source;

#[path = "../src/fold.rs"]
mod fold;
#[allow(dead_code, unreachable_pub, reason = "the crate makes it public and uses the rest")]
#[path = "../src/kind.rs"]
mod kind;
#[allow(dead_code, unreachable_pub, reason = "the crate makes it public and uses the rest")]
#[path = "../src/sector.rs"]
mod sector;

use source::Problem;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Problem> {
    for path in ["data", "build", "src/fold.rs", "src/kind.rs", "src/sector.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    compile(&root.join("data"), &out)
}

fn compile(data: &Path, out: &Path) -> Result<(), Problem> {
    let mut pack = pack::Pack::default();
    let mut strings = pack::Strings::default();
    nouns::compile(data, &mut strings, &mut pack)?;
    actors::compile(data, &mut strings, &mut pack)?;
    pack.section(*b"STRS", strings.into_bytes());
    places::compile(data, &out.join("places.bin"))?;
    source::write(&out.join("world.bin"), &pack.into_bytes())?;
    source::write(&out.join("codes.rs"), codes::compile(data)?.as_bytes())?;
    source::write(&out.join("codebook.rs"), codebook::compile(data)?.as_bytes())
}
