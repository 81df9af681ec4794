//! Modes of acts whose own word leaves them open: "killed" in a clause that speaks of a drone is a killing by drone. The words are
//! in `lexicon/modes.txt`; of its lines the first that holds decides.

use super::words::ClauseWords;
use super::{Event, Inputs};
use crate::lexicon::Meaning;
use annalist_world::codebook;

/// Fills the modes of all acts that have none.
pub(super) fn fill(inputs: Inputs<'_>, events: &mut [Event]) {
    for event in events.iter_mut().filter(|e| e.meaning.modes.is_empty()) {
        let kind = event.meaning.kind;
        let mut lines = inputs.lexicon.modes.iter().filter(|line| line.0 == kind).peekable();
        if lines.peek().is_none() {
            continue;
        }
        let words = ClauseWords::of(inputs, event);
        let Some((_, mode, _)) = lines.find(|(_, _, list)| words.shares(list)) else { continue };
        let code = codebook::Mode::of(kind, mode).map(|m| codebook::to_cameo(kind, Some(m)));
        let cameo = code.map_or_else(|| event.meaning.cameo.clone(), str::to_string);
        event.meaning = Meaning { kind, modes: vec![mode.clone()], cameo };
    }
}
