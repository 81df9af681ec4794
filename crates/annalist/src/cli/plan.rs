//! Arguments as they are meant.

use super::args::{InputFormat, OutputFormat, ReadArgs, With};
use super::colour::Paint;
use crate::{Detail, Format, Input, Options};
use std::io::IsTerminal;
use std::path::PathBuf;

/// What `annalist read` is to do.
pub(crate) struct Plan {
    pub(crate) inputs: Vec<Input>,
    pub(crate) options: Options,
    pub(crate) show: Show,
    pub(crate) output: Option<PathBuf>,
    pub(crate) threads: usize,
    pub(crate) quiet: bool,
}

/// How records are shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Show {
    /// As text of this width.
    Text { paint: Paint, width: usize, explain: bool },
    /// As JSON Lines.
    Jsonl(Detail),
}

impl Plan {
    /// The plan, or what is wrong with the arguments.
    pub(crate) fn from_args(args: ReadArgs) -> Result<Self, String> {
        let show = show(&args)?;
        let options = options(&args)?;
        let mut inputs: Vec<Input> = args.paths.iter().map(|path| Input::from_arg(path)).collect();
        if inputs.is_empty() {
            if std::io::stdin().is_terminal() {
                return Err("nothing to read: name a file or folder, or - to type the report here; `annalist read --help` tells more".into());
            }
            inputs.push(Input::Stdin);
        }
        if inputs.iter().filter(|input| **input == Input::Stdin).count() > 1 {
            return Err("standard input (-) can be read only once".into());
        }
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = args.threads.map_or_else(cores, usize::from);
        Ok(Self { inputs, options, show, output: args.output, threads, quiet: args.quiet })
    }
}

fn show(args: &ReadArgs) -> Result<Show, String> {
    if args.format == OutputFormat::Jsonl {
        return Ok(Show::Jsonl(Detail { syntax: args.with.contains(&With::Syntax), explain: args.explain }));
    }
    if !args.with.is_empty() {
        return Err("--with adds to the JSON; use it together with --format jsonl".into());
    }
    let paint = Paint::decide(args.color, args.output.is_some());
    let width = args.width.map_or_else(default_width, usize::from);
    Ok(Show::Text { paint, width, explain: args.explain })
}

/// The terminal's width, but no wider than is good to read.
fn default_width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(100).clamp(20, 110)
}

fn options(args: &ReadArgs) -> Result<Options, String> {
    let mut options = Options::new();
    if let Some(date) = &args.published {
        let published =
            date.parse().map_err(|error: annalist_reports::Error| format!("--published: {error}"))?;
        options = options.published(published);
    }
    if let Some(label) = &args.encoding {
        options = options.encoding(label).map_err(|error| format!("--encoding: {error}"))?;
    }
    for pair in &args.map {
        let (field, key) =
            pair.split_once('=').ok_or_else(|| format!("--map: expected FIELD=KEY, found `{pair}`"))?;
        if !annalist_reports::fields().any(|known| known == field) {
            let known: Vec<_> = annalist_reports::fields().collect();
            return Err(format!("--map: unknown field `{field}`; fields are {}", known.join(", ")));
        }
        options = options.map(field, key);
    }
    Ok(match args.input_format {
        InputFormat::Auto => options,
        InputFormat::Plain => options.format(Format::Plain),
        InputFormat::Html => options.format(Format::Html),
        InputFormat::Jsonl => options.format(Format::Jsonl),
        InputFormat::Json => options.format(Format::Json),
    })
}
