//! The command line of annalist.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
