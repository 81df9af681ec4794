//! Runs the tests written in prose, `reports/*.md`, each under its own name:
//! `cargo test -p annalist-tests --test prose -- ceasefire` runs those with that word in file or heading.

use annalist::{Detail, Input, Options, Reader, Scratch};
use annalist_tests::prose::{Case, parse};
use annalist_tests::{check, root};
use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::{Arc, LazyLock};

static READER: LazyLock<Result<Reader, String>> =
    LazyLock::new(|| Reader::builtin().map_err(|error| error.to_string()));

fn main() -> std::process::ExitCode {
    let arguments = Arguments::from_args();
    let folder = root().join("tests/reports");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|ext| ext == "md")
            && path.file_stem().is_some_and(|stem| stem != "README")
    });
    files.sort();
    let mut trials = Vec::new();
    for path in files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match std::fs::read_to_string(&path).map_err(|error| error.to_string()).and_then(|text| parse(&text))
        {
            Ok(cases) => trials.extend(cases.into_iter().map(|case| trial(&stem, case))),
            Err(error) => trials.push(Trial::test(format!("{stem}: the file"), move || Err(error.into()))),
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(stem: &str, case: Case) -> Trial {
    let case = Arc::new(case);
    let name = format!("{stem}: {}", case.name);
    let file = format!("tests/reports/{stem}.md:{}", case.line);
    Trial::test(name, move || run(&case, &file))
}

fn run(case: &Case, file: &str) -> Result<(), Failed> {
    let failures = check::failures(case, &read(case)?);
    match (&case.known_to_fail, failures.is_empty()) {
        (None, true) | (Some(_), false) => Ok(()),
        (None, false) => Err(format!("{file}\n  {}", failures.join("\n  ")).into()),
        (Some(_), true) => Err(format!("{file}\n  passes now: take out the line `known to fail`").into()),
    }
}

fn read(case: &Case) -> Result<serde_json::Value, Failed> {
    let reader = READER.as_ref()?;
    let mut options = Options::new();
    if let Some(date) = &case.published {
        options = options.published(date.parse().map_err(|error| format!("{error}"))?);
    }
    let input = Input::Bytes { name: "case.txt".into(), bytes: case.text.clone().into_bytes() };
    let report = annalist::reports(vec![input], &options).next().ok_or("no report")??;
    let record = reader.read(&report, Detail::default(), &mut Scratch::new());
    Ok(serde_json::to_value(&record)?)
}
