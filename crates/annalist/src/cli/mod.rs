//! The command line: arguments as typed become a plan, the plan is carried out, and what happened becomes an exit code.

mod args;
mod colour;
mod output;
mod plan;
mod read;
mod view;
mod world;

use args::{Cli, Command, WorldCommand};
use clap::Parser;
use output::Stderr;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// Some inputs could not be read.
    SomeUnreadable,
    /// The command was not understood.
    Usage,
    /// The user stopped it.
    Interrupted,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::SomeUnreadable => 1,
            Self::Usage => 2,
            Self::Interrupted => 130,
        }
    }
}

/// Runs the command line on the arguments of this process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A reader of the help that stops early is no failure.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { Outcome::Usage.code() } else { 0 });
        }
    };
    let outcome = run(cli).unwrap_or_else(|error| {
        Stderr::new().say(&error.to_string());
        Outcome::SomeUnreadable
    });
    ExitCode::from(outcome.code())
}

fn run(cli: Cli) -> Result<Outcome, crate::Error> {
    if cli.version {
        return version();
    }
    match cli.command {
        Some(Command::Read(args)) => match plan::Plan::from_args(args) {
            Ok(plan) => read::run(plan),
            Err(usage) => {
                Stderr::new().say(&usage);
                Ok(Outcome::Usage)
            }
        },
        Some(Command::World(WorldCommand::Show { name, on })) => Ok(world_show(&name, on.as_deref())),
        None => {
            Stderr::new()
                .say("no command given; `annalist read FILE` reads a report, `annalist --help` tells more");
            Ok(Outcome::Usage)
        }
    }
}

fn world_show(name: &[String], on: Option<&str>) -> Outcome {
    match on.map(str::parse::<crate::Published>).transpose() {
        Ok(day) => world::show(name, day.map(|day| day.day())),
        Err(error) => {
            Stderr::new().say(&format!("--on: {error}"));
            Outcome::Usage
        }
    }
}

fn version() -> Result<Outcome, crate::Error> {
    let (version, model, schema) = (crate::VERSION, crate::model()?, crate::wire::SCHEMA);
    let text = format!("annalist {version} (model {model}, schema {schema})\n");
    output::Sink::stdout().write(text.as_bytes());
    Ok(Outcome::Done)
}
