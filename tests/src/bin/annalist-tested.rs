//! The command line of annalist, where the tests can find it.

fn main() -> std::process::ExitCode {
    annalist::cli::main()
}
