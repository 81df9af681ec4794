//! Arguments as they are typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// annalist reads news reports and keeps the record: who did what to whom, when, where and on whose word
#[derive(Debug, Parser)]
#[command(name = "annalist", disable_version_flag = true, disable_help_subcommand = true, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Print the versions of the program, its language model and its record format
    #[arg(short = 'V', long)]
    pub(crate) version: bool,
}

const AFTER_HELP: &str = "\
Examples:
  annalist read report.txt --published 2023-01-27
  annalist read corpus.jsonl.gz --format jsonl > records.jsonl

Everything happens on this machine: nothing is sent anywhere, and nothing is downloaded.
`annalist read --help` explains inputs, options and exit codes.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print their records
    Read(ReadArgs),
    /// Look at what the program knows before it reads: countries, actors, offices, places
    #[command(subcommand)]
    World(WorldCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum WorldCommand {
    /// Show everything that a name can mean
    ///
    /// Actors with their codes and dated terms, role and institution nouns, holders of an office ("prime minister of Japan"),
    /// countries with their codes in other schemes, and places.
    Show {
        /// The name, as a report would write it
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
        /// The day that is meant; without it, what holds last
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
}

/// Read reports and print their records
///
/// Each report becomes one record: its events (who did what to whom, when, where, whether it happened), the numbers of
/// killed and injured, and the statements, each with the words of the report it was read from and the voice it rests on.
#[derive(Args, Debug)]
#[command(after_long_help = READ_AFTER_HELP)]
pub(crate) struct ReadArgs {
    /// Files, folders, or - for standard input
    ///
    /// Plain text, web pages and JSON (one object a line, or a list), in any encoding, also compressed with gzip or zstd.
    /// Folders are read with all that is in them, in the order of names; hidden files are left out. Without a path,
    /// standard input is read.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<OsString>,

    /// The date of publication of reports that give none, for example 2023-01-27
    ///
    /// Words such as "on Thursday" or "last month" are counted from this date. Without it they stay without a date.
    #[arg(short, long, value_name = "DATE")]
    pub(crate) published: Option<String>,

    /// What to print: `text` for people, `jsonl` for programs (one JSON object a report)
    #[arg(short, long, value_enum, default_value_t = OutputFormat::Text)]
    pub(crate) format: OutputFormat,

    /// What else to put into the JSON
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) with: Vec<With>,

    /// Say why: the lexicon line and the way through the tree behind each event, and why other sentences have none
    #[arg(long)]
    pub(crate) explain: bool,

    /// Print to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The format of the inputs, if their names and content do not tell
    #[arg(long, value_enum, default_value_t = InputFormat::Auto, help_heading = "Inputs")]
    pub(crate) input_format: InputFormat,

    /// The encoding of the inputs, if it is not found out rightly, for example windows-1251
    #[arg(long, value_name = "LABEL", help_heading = "Inputs")]
    pub(crate) encoding: Option<String>,

    /// Which key of JSON objects holds which field, for example text=story,id=docid
    ///
    /// Fields are id, title, text, published, outlet, url, byline and language. A key with dots is a path:
    /// text=article.body. Usual names (text, body, content, event_text, maintext; published, date, date_publish; ...)
    /// need no mapping.
    #[arg(long, value_name = "FIELD=KEY", value_delimiter = ',', help_heading = "Inputs")]
    pub(crate) map: Vec<String>,

    /// Colour and underlining in text
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN", help_heading = "Display")]
    pub(crate) color: When,

    /// Columns of text [default: the terminal's, at most 110; 100 elsewhere]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000), help_heading = "Display")]
    pub(crate) width: Option<u16>,

    /// Say nothing about files passed over and nothing at the end
    #[arg(short, long, help_heading = "Display")]
    pub(crate) quiet: bool,

    /// Threads [default: one a core]; the output does not depend on it
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

const READ_AFTER_HELP: &str = "\
Examples:
  Read a report and look at its record:
      annalist read report.txt --published 2023-01-27
  Read a saved web page (title, date, outlet and author are taken from the page):
      annalist read page.html
  Turn a folder of reports into records for other programs:
      annalist read reports/ --format jsonl > records.jsonl
  Read a corpus whose text is under `story` and whose id is under `docid`:
      annalist read corpus.jsonl.gz --map text=story,id=docid --format jsonl > records.jsonl
  Read what another program prints:
      curl -s https://example.com/report.html | annalist read -

Exit codes:
  0    all reports were read
  1    some inputs could not be read; each is named on standard error, the others were read
  2    the command was not understood
  130  interrupted; what was finished has been printed

Codes in brackets, such as [R0301], are explained in docs/errors.md.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    Text,
    /// For programs: one JSON object a report
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum With {
    /// Words with tags, lemmas and trees
    Syntax,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// Found out from name and content
    Auto,
    /// Plain text
    Plain,
    /// Web pages
    Html,
    /// One JSON object a line
    Jsonl,
    /// A JSON object or a list of them
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal that wants it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
