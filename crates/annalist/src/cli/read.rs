//! `annalist read`: reports in, records out, in the order of the inputs on any number of threads.

use super::Outcome;
use super::output::{Sink, Stderr};
use super::plan::{Plan, Show};
use super::view;
use crate::{Error, Reader, Report, Reports, Scratch};
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Reports that one batch may hold for each thread, and bytes of text in all.
const REPORTS_PER_THREAD: usize = 16;
const BATCH_BYTES: usize = 4 << 20;

/// How long reports that are being read may take after an interruption.
const GRACE: Duration = Duration::from_secs(3);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

type Item = Result<Report, annalist_reports::Error>;

/// Carries out the plan.
pub(crate) fn run(plan: Plan) -> Result<Outcome, Error> {
    let mut stderr = Stderr::new();
    let sink = match &plan.output {
        None => Sink::stdout(),
        Some(path) => match Sink::file(path) {
            Ok(sink) => sink,
            Err(error) => {
                stderr.say(&format!("cannot write to {}: {error}", path.display()));
                return Ok(Outcome::Usage);
            }
        },
    };
    stop_when_interrupted();
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(plan.threads).build() {
        Ok(pool) => pool,
        Err(error) => {
            stderr.say(&format!("cannot start {} threads: {error}", plan.threads));
            return Ok(Outcome::Usage);
        }
    };
    let work = Work { reader: Reader::builtin()?, show: plan.show, scratches: Mutex::new(Vec::new()) };
    let mut run = Run { sink, stderr, quiet: plan.quiet, read: 0, failed: 0 };
    let mut reports = crate::reports(plan.inputs, &plan.options);
    let most = plan.threads * REPORTS_PER_THREAD;
    let mut batch = take(&mut reports, plan.threads);
    while !batch.is_empty() && !run.sink.is_closed() && !INTERRUPTED.load(Ordering::Relaxed) {
        // Records are printed as soon as they are there, while the next reports are fetched.
        let put = |run: &mut Run| work.show_all(batch).into_iter().for_each(|result| run.put(result));
        let ((), next) = pool.install(|| rayon::join(|| put(&mut run), || take(&mut reports, most)));
        batch = next;
    }
    Ok(run.end())
}

/// The batch at hand is finished if that takes no longer than [`GRACE`]; a second interruption does not wait.
fn stop_when_interrupted() {
    // Without a handler an interruption simply ends the program, which is nearly as good.
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        std::thread::spawn(|| {
            std::thread::sleep(GRACE);
            std::process::exit(130);
        });
    });
}

/// The next reports of the inputs, so many that the threads have something to do and memory stays bounded.
fn take(reports: &mut Reports, most: usize) -> Vec<Item> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < most && bytes < BATCH_BYTES && !INTERRUPTED.load(Ordering::Relaxed) {
        let Some(item) = reports.next() else { break };
        bytes += item.as_ref().map_or(0, |report| report.text.as_str().len());
        batch.push(item);
    }
    batch
}

/// What all threads share.
struct Work {
    reader: Reader,
    show: Show,
    /// Buffers that no thread is using.
    scratches: Mutex<Vec<Scratch>>,
}

impl Work {
    fn show_all(&self, batch: Vec<Item>) -> Vec<Result<Vec<u8>, annalist_reports::Error>> {
        batch.into_par_iter().with_max_len(1).map(|item| item.map(|report| self.show(&report))).collect()
    }

    fn show(&self, report: &Report) -> Vec<u8> {
        let idle = self.scratches.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = idle.unwrap_or_default();
        let shown = match self.show {
            Show::Text { paint, width, explain } => {
                let detail = crate::Detail { explain, ..Default::default() };
                let record = self.reader.read(report, detail, &mut scratch);
                view::text(&record, paint, width).into_bytes()
            }
            Show::Jsonl(detail) => {
                let record = self.reader.read(report, detail, &mut scratch);
                // A record has neither maps with keys of other kinds nor values that refuse to be written.
                let mut line = serde_json::to_vec(&record).unwrap_or_default();
                line.push(b'\n');
                line
            }
        };
        self.scratches.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        shown
    }
}

/// What has been printed so far.
struct Run {
    sink: Sink,
    stderr: Stderr,
    quiet: bool,
    read: u64,
    failed: u64,
}

impl Run {
    fn put(&mut self, result: Result<Vec<u8>, annalist_reports::Error>) {
        match result {
            Ok(shown) => {
                self.read += 1;
                self.sink.write(&shown);
            }
            Err(error) if error.is_note() => {
                if !self.quiet {
                    self.stderr.say(&error.to_string());
                }
            }
            Err(error) => {
                self.failed += 1;
                self.stderr.say(&error.to_string());
            }
        }
    }

    fn end(mut self) -> Outcome {
        if let Some(error) = self.sink.failure() {
            let message = format!("cannot write the output: {error}");
            self.stderr.say(&message);
            return Outcome::SomeUnreadable;
        }
        if INTERRUPTED.load(Ordering::Relaxed) {
            self.stderr.say(&format!("interrupted after {} reports", self.read));
            return Outcome::Interrupted;
        }
        if self.failed == 0 {
            return Outcome::Done;
        }
        if !self.quiet && self.read + self.failed > 1 {
            self.stderr.say(&format!("{} reports were read, {} inputs could not be", self.read, self.failed));
        }
        Outcome::SomeUnreadable
    }
}
