//! Chores of the repository. `cargo run -p xtask -- help` lists them.
fn main() {}
