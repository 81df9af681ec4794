//! Compiles `data/places/` to the packed gazetteer `places.bin`; its layout is told in `src/places/index.rs`.

mod pack;
mod read;
mod rows;

use crate::source::{self, Problem};
use std::path::Path;

/// Reads the sources below `data`, writes the index to `out`. An error names the file and the line.
pub(crate) fn compile(data: &Path, out: &Path) -> Result<(), Problem> {
    source::write(out, &pack::pack(&read::gazetteer(data)?))
}
