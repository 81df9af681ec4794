//! What is predicted: which way something will go, on whose word, how surely, by when.
//!
//! Words of prediction are in `lexicon/forecast.txt`. What somebody means to do himself is a plan, what a timetable sets is announced;
//! neither is a forecast.

mod course;
mod cues;
mod future;
mod lexicon;
mod modals;

pub(crate) use lexicon::{Direction, ForecastWords};

use crate::actors::{Actors, EntityIx};
use crate::events::{Certainty, Event};
use crate::frames::Frame;
use crate::lexicon::Lexicon;
use crate::time::{Anchor, TimeExpression};
use crate::tree::Tree;
use crate::voices::{StatementIx, Statements};
use annalist_language::{Deprel, TokenIx};
use annalist_reports::ByteSpan;
use jiff::civil::Date;

/// A prediction.
#[derive(Clone, Debug)]
pub(crate) struct Forecast {
    /// The word that names what is predicted.
    pub head: TokenIx,
    /// What is predicted: the type of act it names, or the report's words.
    pub what: String,
    /// Which way it goes.
    pub direction: Direction,
    /// Whose prediction it is; nobody: the narrator's.
    pub by: Option<EntityIx>,
    /// The statement it is made in.
    pub voice: Option<StatementIx>,
    /// How sure whoever predicts it is.
    pub certainty: Certainty,
    /// The expression that says when, by its index.
    pub horizon: Option<usize>,
    /// The clause it was read from.
    pub evidence: ByteSpan,
}

/// What forecasts are read from.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    pub(crate) tree: Tree<'a>,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) frames: &'a [Frame],
    pub(crate) actors: &'a Actors,
    pub(crate) statements: &'a Statements,
    pub(crate) events: &'a [Event],
    pub(crate) times: &'a [TimeExpression],
    pub(crate) published: Option<Date>,
}

/// A prediction as found, before it is known what it says.
struct Found {
    /// The verb or noun that is predicted.
    predicted: TokenIx,
    /// The word that predicts, if it is not a mere modal.
    cue: Option<TokenIx>,
    certainty: Certainty,
    /// Whether the contrary is predicted.
    turned: bool,
    evidence: ByteSpan,
}

/// All predictions of a report in text order.
pub(crate) fn find(inputs: Inputs<'_>) -> Vec<Forecast> {
    let mut found = cues::find(inputs);
    let modals = modals::find(inputs);
    let known: Vec<TokenIx> = found.iter().map(|f| f.predicted).collect();
    found.extend(modals.into_iter().filter(|f| !known.contains(&f.predicted)));
    found.sort_by_key(|f| f.predicted);
    found.dedup_by_key(|f| f.predicted);
    let mut all: Vec<Forecast> = Vec::new();
    for one in &found {
        let mut next = forecast(inputs, one);
        // "will cause more attacks, but will settle down": what settles is what was caused
        if let Some(before) = all.last().filter(|b| goes_on(inputs, b, &next)) {
            next.what.clone_from(&before.what);
        }
        all.push(next);
    }
    all
}

fn forecast(inputs: Inputs<'_>, found: &Found) -> Forecast {
    let (direction, what) = course::of(inputs, found.predicted);
    let (by, voice) = whose(inputs, found);
    Forecast {
        head: found.predicted,
        what,
        direction: if found.turned { direction.denied() } else { direction },
        by,
        voice,
        certainty: found.certainty,
        horizon: horizon(inputs, found.predicted),
        evidence: found.evidence,
    }
}

/// Whether a prediction without a subject of its own follows one of what its subject brings about.
fn goes_on(inputs: Inputs<'_>, before: &Forecast, next: &Forecast) -> bool {
    let tree = inputs.tree;
    let own = tree.child(next.head, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
    let causes = course::causes(inputs, before.head);
    let same_sentence = tree.token(before.head).sentence == tree.token(next.head).sentence;
    same_sentence && causes && !own && tree.rel(next.head) == Deprel::Conj && course::moves(inputs, next.head)
}

/// Who predicts: whose words the cue introduces, who is the subject of the cue, else who speaks the clause.
fn whose(inputs: Inputs<'_>, found: &Found) -> (Option<EntityIx>, Option<StatementIx>) {
    let (tree, statements) = (inputs.tree, inputs.statements);
    let introduced = statements.list.iter().find(|s| found.cue.is_some() && s.cue == found.cue);
    if let Some(speaker) = introduced.and_then(|s| s.speaker) {
        return (Some(speaker), None);
    }
    let holder = found.cue.and_then(|cue| cues::holder(inputs, cue));
    if holder.is_some() {
        return (holder, None);
    }
    let voice = statements.holding(tree, found.predicted);
    (voice.and_then(|ix| statements.get(ix).speaker), voice)
}

/// A date of what is predicted that does not lie before the report.
fn horizon(inputs: Inputs<'_>, predicted: TokenIx) -> Option<usize> {
    let found = crate::time::date_of(predicted, inputs.tree.parse, inputs.tree.text, inputs.times)?;
    let time = &inputs.times[found];
    let last = time.end.or(time.start)?;
    let ahead = inputs.published.map_or(time.anchor == Anchor::Explicit, |published| last >= published);
    ahead.then_some(found)
}
