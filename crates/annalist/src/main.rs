//! The command line of annalist.

fn main() -> std::process::ExitCode {
    annalist::cli::main()
}
