//! A report's record, by the built-in model, word lists and knowledge of the world.

use crate::error::Error;
use annalist_language::{Model, Parser, Scratch};
use annalist_reading::{Detail, wire};
use annalist_reports::Report;
use annalist_world::World;

/// Name and hash of the built-in language model, as in `annalist-en-1@0123456789ab`.
pub fn model() -> Result<String, Error> {
    Ok(Model::from_bytes(annalist_model::ENGLISH)?.id().to_owned())
}

/// Reads reports. Immutable and shared between threads; each thread keeps a [`Scratch`].
pub struct Reader {
    model: Model,
    reading: annalist_reading::Reader<'static>,
}

impl Reader {
    /// A reader with what is built into the program.
    pub fn builtin() -> Result<Self, Error> {
        let model = Model::from_bytes(annalist_model::ENGLISH)?;
        Ok(Self { model, reading: annalist_reading::Reader::new(World::builtin())? })
    }

    /// Name and hash of the language model.
    pub fn model(&self) -> &str {
        self.model.id()
    }

    /// The record of a report, as it is written. The same report gives the same record, on any thread and after any
    /// other reports.
    pub fn read(&self, report: &Report, detail: Detail, scratch: &mut Scratch) -> wire::Report {
        let parse = Parser::new(&self.model).parse(&report.text, scratch);
        let record = self.reading.read(report, &parse);
        self.reading.wire(report, &parse, &record, self.model.id(), detail)
    }
}
