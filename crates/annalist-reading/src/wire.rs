//! The record as it is written: one JSON object a report, schema `annalist/1`. Spans are half-open ranges of Unicode code
//! points into `document.text`, each with exactly the words it covers.

use serde::Serialize;

/// Name and version of the record's schema.
pub const SCHEMA: &str = "annalist/1";

/// A report's record.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// Version of the program.
    pub annalist: String,
    /// Name and hash of the language model.
    pub model: String,
    /// The document.
    pub document: Document,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Who is spoken of.
    pub actors: Vec<Actor>,
    /// Where.
    pub places: Vec<Place>,
    /// Who says what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// At what cost.
    pub tolls: Vec<Toll>,
    /// States of agreements.
    pub arrangements: Vec<Arrangement>,
    /// Predictions.
    pub forecasts: Vec<Forecast>,
    /// Where the accounts disagree.
    pub discrepancies: Vec<Discrepancy>,
    /// Charged words and whose they are.
    pub wording: Vec<Wording>,
    /// Why the record is as it is, only with `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// Why the events are as they are, and why some sentences have none.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// One for each event.
    pub events: Vec<EventExplanation>,
    /// One for each sentence without an event.
    pub silent: Vec<SilentSentence>,
    /// One for each toll.
    pub tolls: Vec<TollExplanation>,
}

/// What a toll's confidence rests on.
#[derive(Clone, Debug, Serialize)]
pub struct TollExplanation {
    /// The toll.
    pub toll: String,
    /// What holds of it.
    pub features: Vec<String>,
}

/// What made an event.
#[derive(Clone, Debug, Serialize)]
pub struct EventExplanation {
    /// The event.
    pub event: String,
    /// Lexicon file and line, or the list behind the event.
    pub rule: String,
    /// The lexicon line.
    pub entry: Option<String>,
    /// How the actors were found.
    pub actors: SlotExplanation,
    /// How the recipients were found.
    pub recipients: SlotExplanation,
    /// Why there is no time.
    pub no_time: Option<&'static str>,
    /// Why there is no place.
    pub no_place: Option<&'static str>,
    /// What its confidence rests on.
    pub features: Vec<String>,
    /// How the language model's readers would judge whether the trigger happened: −3 (it did not) to 3 (it did).
    pub factuality: Option<f32>,
}

/// How a part of an event was filled.
#[derive(Clone, Debug, Serialize)]
pub struct SlotExplanation {
    /// Slots that were tried, in the notation of the lexicon.
    pub tried: Option<String>,
    /// The way through the tree to each that was found: `<rel word` goes up, `>rel word` goes down.
    pub paths: Vec<String>,
    /// Why nobody was found.
    pub empty: Option<String>,
}

/// A sentence without an event.
#[derive(Clone, Debug, Serialize)]
pub struct SilentSentence {
    /// Index of the sentence.
    pub sentence: u32,
    /// Words that could have named an act, each with the reason why it made none; empty where there is no such word.
    pub words: Vec<SilentWord>,
}

/// A word that made no event.
#[derive(Clone, Debug, Serialize)]
pub struct SilentWord {
    /// The word.
    pub span: Span,
    /// Why.
    pub why: String,
}

/// A slice of `document.text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words.
    pub text: String,
}

/// The document and what its carrier said about it.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// blake3 of the normalised text.
    pub id: String,
    /// The id the input gave.
    pub external_id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The text every span refers to.
    pub text: String,
    /// RFC 3339 date or date-time.
    pub published: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// plain, html, jsonl.
    pub format: String,
    /// What was odd about the input.
    pub warnings: Vec<Warning>,
}

/// Something odd about the input.
#[derive(Clone, Debug, Serialize)]
pub struct Warning {
    /// Stable code.
    pub code: String,
    /// One sentence.
    pub message: String,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Sentence {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Words with tags and tree, only with `--with syntax`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Token>>,
}

/// A word of a sentence with its analysis.
#[derive(Clone, Debug, Serialize)]
pub struct Token {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Penn tag.
    pub xpos: &'static str,
    /// Index of the head in this sentence, from 1; 0 for the root.
    pub head: u32,
    /// Relation to the head.
    pub deprel: &'static str,
    /// Kind of the name it belongs to, or null.
    pub name: Option<&'static str>,
}

/// Someone who acts, is acted on or speaks.
#[derive(Clone, Debug, Serialize)]
pub struct Actor {
    /// `a1` ….
    pub id: String,
    /// Best full name.
    pub name: String,
    /// state, government, organization, armed_group, population, person, office, unknown.
    pub kind: &'static str,
    /// ISO 3166-1 alpha-3 or the codebook's international codes.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<&'static str>,
    /// Country and first sector, e.g. `PSE GOV`.
    pub code: Option<String>,
    /// Offices and functions the report gives.
    pub roles: Vec<Role>,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Where the report names them.
    pub mentions: Vec<Span>,
}

/// An office or function.
#[derive(Clone, Debug, Serialize)]
pub struct Role {
    /// As the report puts it.
    pub title: String,
    /// Of which actor.
    pub of: Option<String>,
    /// The words.
    pub span: Span,
}

/// A place.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// `p1` ….
    pub id: String,
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees north; null for a country or region, which is no point.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Id in the gazetteer.
    pub gazetteer_id: Option<String>,
    /// point, city, admin1, country, region.
    pub precision: &'static str,
    /// Where the report names it.
    pub mentions: Vec<Span>,
}

/// Words attributed to somebody.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// `s1` ….
    pub id: String,
    /// Who speaks.
    pub speaker: Option<String>,
    /// For whom.
    pub on_behalf_of: Option<String>,
    /// said, announced, according to.
    pub cue: Option<Span>,
    /// true, false or "mixed".
    pub direct: Direct,
    /// What is said.
    pub content: Span,
    /// Index of the sentence in which it starts.
    pub sentence: u32,
}

/// Whether words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direct {
    /// Wholly in quotation marks.
    Yes,
    /// Reported speech.
    No,
    /// Reported speech with quoted words inside.
    Mixed,
}

impl Serialize for Direct {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yes => serializer.serialize_bool(true),
            Self::No => serializer.serialize_bool(false),
            Self::Mixed => serializer.serialize_str("mixed"),
        }
    }
}

/// An actor in a part of an event.
#[derive(Clone, Debug, Serialize)]
pub struct Participant {
    /// Who.
    pub actor: String,
    /// The words that name them here.
    pub span: Span,
}

/// An act.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// `e1` ….
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Quad class.
    pub quad: &'static str,
    /// PLOVER conflict–cooperation score.
    pub score: f64,
    /// Who does it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// The word that names it.
    pub trigger: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// The clause it was read from.
    pub extent: Span,
    /// When.
    pub time: Option<Time>,
    /// Where.
    pub place: Option<String>,
    /// Whether it happened.
    pub status: &'static str,
    /// On whose word; null for the narrator's.
    pub voice: Option<String>,
    /// certain, probable, possible, unknown.
    pub certainty: &'static str,
    /// Its tolls.
    pub tolls: Vec<String>,
    /// ACLED-shaped type.
    pub acled: Option<Acled>,
    /// Other mentions of the same act.
    pub same_as: Vec<String>,
    /// 0..1, calibrated: of events with confidence c, a share of c is right.
    pub confidence: Option<f64>,
}

/// ACLED-shaped types.
#[derive(Clone, Debug, Serialize)]
pub struct Acled {
    /// Event type.
    pub event_type: String,
    /// Sub-event type.
    pub sub_event_type: String,
}

/// A date or period.
#[derive(Clone, Debug, Serialize)]
pub struct Time {
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// day, week, month, season, year, decade, unknown.
    pub precision: &'static str,
    /// The words it was read from.
    pub text: Option<Span>,
    /// published, narrative, explicit.
    pub anchor: &'static str,
}

/// A figure of harm.
#[derive(Clone, Debug, Serialize)]
pub struct Toll {
    /// `t1` ….
    pub id: String,
    /// killed, injured ….
    pub harm: &'static str,
    /// Lowest.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// exact, at_least, at_most, approximate, range, unspecified.
    pub bound: &'static str,
    /// Who was harmed.
    pub victims: Victims,
    /// Tolls that this one is the sum of.
    pub parts: Vec<String>,
    /// The toll this one is a share of.
    pub part_of: Option<String>,
    /// Tellings of the same figure.
    pub same_as: Vec<String>,
    /// The event that did it.
    pub event: Option<String>,
    /// Who is held responsible, by whom.
    pub responsible: Vec<Responsible>,
    /// On whose word.
    pub voice: Option<String>,
    /// The words.
    pub evidence: Span,
    /// 0..1, calibrated.
    pub confidence: Option<f64>,
}

/// Who was harmed.
#[derive(Clone, Debug, Serialize)]
pub struct Victims {
    /// The actor they belong to.
    pub actor: Option<String>,
    /// combatant, civilian, mixed, unknown.
    pub category: &'static str,
    /// The words.
    pub label: Option<Span>,
}

/// Who is held responsible.
#[derive(Clone, Debug, Serialize)]
pub struct Responsible {
    /// Who.
    pub actor: String,
    /// Says who.
    pub voice: Option<String>,
    /// certain, probable, possible, unknown.
    pub certainty: &'static str,
}

/// An agreement between parties and its changes of state.
#[derive(Clone, Debug, Serialize)]
pub struct Arrangement {
    /// `r1` ….
    pub id: String,
    /// As the report names it.
    pub name: String,
    /// cooperation, ceasefire ….
    pub kind: String,
    /// Parties.
    pub parties: Vec<String>,
    /// Changes of state in text order.
    pub changes: Vec<Change>,
}

/// A change of an arrangement's state.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// New state.
    pub to: String,
    /// Whether it happened.
    pub status: &'static str,
    /// When.
    pub time: Option<Time>,
    /// By whom.
    pub by: Vec<String>,
    /// On whose word.
    pub voice: Option<String>,
    /// The event that it is.
    pub event: Option<String>,
    /// The words.
    pub evidence: Span,
}

/// A prediction.
#[derive(Clone, Debug, Serialize)]
pub struct Forecast {
    /// `f1` ….
    pub id: String,
    /// Event type or short phrase.
    pub what: String,
    /// increase, decrease, occur, not_occur, end.
    pub direction: String,
    /// Where.
    pub place: Option<String>,
    /// By when.
    pub horizon: Option<Time>,
    /// Whose prediction.
    pub by: Option<String>,
    /// certain, probable, possible, unknown.
    pub certainty: &'static str,
    /// The words.
    pub evidence: Span,
}

/// A disagreement inside the report.
#[derive(Clone, Debug, Serialize)]
pub struct Discrepancy {
    /// `d1` ….
    pub id: String,
    /// time, count, composition, responsibility, status, place, actor, account.
    pub kind: String,
    /// Ids of what disagrees.
    pub between: Vec<String>,
    /// The words.
    pub evidence: Vec<Span>,
    /// contradiction, tension, precision.
    pub severity: String,
    /// One plain sentence.
    pub explanation: String,
}

/// A charged word.
#[derive(Clone, Debug, Serialize)]
pub struct Wording {
    /// The words.
    pub span: Span,
    /// Whose, or null for the narrator.
    pub voice: Option<String>,
    /// `person_label`, `event_label`, `place_label`, `group_label`.
    pub category: String,
    /// The word the record uses.
    pub neutral: String,
}
