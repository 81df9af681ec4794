//! Where bytes come from: files, folders, standard input, memory.

use crate::codes;
use crate::error::Error;
use crate::sniff;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// Something to read reports from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes in memory, with a name that messages use and whose extension counts.
    Bytes {
        /// What messages call it.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// Standard input for `-`, otherwise a path.
    pub fn from_arg(arg: &OsStr) -> Self {
        if arg == "-" { Self::Stdin } else { Self::Path(PathBuf::from(arg)) }
    }
}

/// An opened input.
pub(crate) struct Opened {
    pub(crate) name: String,
    pub(crate) bytes: Box<dyn Read + Send>,
    /// Found in a folder rather than named.
    pub(crate) found: bool,
}

/// Opens inputs one after the other; folders are gone through in the order of their names.
pub(crate) struct Sources {
    /// What is still to be opened, the next one last.
    pending: Vec<Pending>,
}

enum Pending {
    Given(Input),
    Found(PathBuf),
}

impl Sources {
    pub(crate) fn new(inputs: Vec<Input>) -> Self {
        Self { pending: inputs.into_iter().rev().map(Pending::Given).collect() }
    }

    pub(crate) fn next(&mut self) -> Option<Result<Opened, Error>> {
        loop {
            let result = match self.pending.pop()? {
                Pending::Given(Input::Stdin) => open_stdin(),
                Pending::Given(Input::Bytes { name, bytes }) => {
                    Ok(Some(Opened { name, bytes: Box::new(Cursor::new(bytes)), found: false }))
                }
                Pending::Given(Input::Path(path)) => {
                    self.given(&path).map_err(|error| error.in_input(&shown(&path)))
                }
                Pending::Found(path) => self.found(&path).map_err(|error| error.in_input(&shown(&path))),
            };
            if let Some(result) = result.transpose() {
                return Some(result);
            }
        }
    }

    fn given(&mut self, path: &Path) -> Result<Option<Opened>, Error> {
        let about = std::fs::metadata(path).map_err(|error| Error::from_io(&error, "cannot open"))?;
        if !about.is_dir() {
            return open(path, false).map(Some);
        }
        if self.enter(path)? == 0 {
            let message = "the folder holds no files that can be reports";
            return Err(Error::new(codes::EMPTY_FOLDER, message)
                .remedy("name files, or a folder with .txt, .html or .jsonl files"));
        }
        Ok(None)
    }

    fn found(&mut self, path: &Path) -> Result<Option<Opened>, Error> {
        let about = std::fs::symlink_metadata(path).map_err(|error| Error::from_io(&error, "cannot open"))?;
        if about.is_dir() {
            self.enter(path)?;
            return Ok(None);
        }
        let link_to_folder = about.is_symlink() && path.is_dir();
        if link_to_folder || !(about.is_file() || path.is_file()) {
            return Err(passed_over("it is a link to a folder, or no file"));
        }
        let name = shown(path);
        if sniff::by_name(&name).is_none() && !sniff::is_bare(&name) {
            return Err(passed_over("its extension is none that reports have"));
        }
        open(path, true).map(Some)
    }

    /// Queues what a folder holds, hidden entries aside, and says how much that is.
    fn enter(&mut self, folder: &Path) -> Result<usize, Error> {
        let failed = |error: std::io::Error| Error::from_io(&error, "cannot list the folder");
        let entries: Result<Vec<_>, _> = std::fs::read_dir(folder).map_err(failed)?.collect();
        let mut names: Vec<_> = entries.map_err(failed)?.into_iter().map(|entry| entry.file_name()).collect();
        names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
        names.sort();
        let count = names.len();
        self.pending.extend(names.into_iter().rev().map(|name| Pending::Found(folder.join(name))));
        Ok(count)
    }
}

fn open(path: &Path, found: bool) -> Result<Opened, Error> {
    let file = File::open(path).map_err(|error| Error::from_io(&error, "cannot open"))?;
    Ok(Opened { name: shown(path), bytes: Box::new(file), found })
}

#[expect(clippy::unnecessary_wraps, reason = "one of several ways to open an input, which can fail")]
fn open_stdin() -> Result<Option<Opened>, Error> {
    Ok(Some(Opened { name: "standard input".into(), bytes: Box::new(std::io::stdin()), found: false }))
}

pub(crate) fn passed_over(why: &str) -> Error {
    Error::new(codes::PASSED_OVER, format!("passed over: {why}")).remedy("name it to have it read")
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
