//! Whether a record holds what a test says. The record is looked at as it is written, as JSON.

use crate::prose::{Case, Table};
use serde_json::Value;

/// What a record fails to hold, one line each.
pub fn failures(case: &Case, record: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for (kind, count) in &case.exactly {
        if kind == "acts" {
            let acts = acts(record);
            if acts != *count {
                out.push(format!("expected exactly {count} acts, found {acts}"));
            }
            continue;
        }
        match record[kind].as_array() {
            Some(found) if found.len() == *count => {}
            Some(found) => out.push(format!("expected exactly {count} {kind}, found {}", found.len())),
            None => out.push(format!("unknown kind `{kind}`; records have events, tolls, statements ...")),
        }
    }
    for table in &case.tables {
        check_table(table, record, &mut out);
    }
    out
}

/// Events, those that tell one act counted once.
fn acts(record: &Value) -> usize {
    let events = record["events"].as_array().map_or(&[][..], Vec::as_slice);
    let number = |id: &Value| id.as_str().and_then(|id| id.get(1..)?.parse::<usize>().ok());
    let first = |event: &&Value| {
        let others = event["same_as"].as_array().map_or(&[][..], Vec::as_slice);
        others.iter().all(|other| number(other) > number(&event["id"]))
    };
    events.iter().filter(first).count()
}

fn check_table(table: &Table, record: &Value, out: &mut Vec<String>) {
    let kind = table.columns[0].as_str();
    let Some(found) = record[plural(kind)].as_array() else {
        out.push(format!("unknown kind `{kind}` at the head of a table"));
        return;
    };
    let view = View { record, kind };
    if let Some(column) = table.columns.iter().find(|column| !view.knows(column)) {
        out.push(format!("unknown column `{column}` in a table of {kind}s"));
        return;
    }
    // Every row needs an entry of its own, the rows that fit fewest entries choosing first.
    let fits = |row: &[String]| -> Vec<usize> {
        let fit = |entry: &Value| {
            table.columns.iter().zip(row).all(|(column, cell)| view.matches(entry, column, cell))
        };
        found.iter().enumerate().filter(|(_, entry)| fit(entry)).map(|(at, _)| at).collect()
    };
    let mut rows: Vec<_> = table.rows.iter().map(|(line, row)| (*line, row, fits(row))).collect();
    rows.sort_by_key(|(line, _, fits)| (fits.len(), *line));
    let mut taken = vec![false; found.len()];
    for (line, row, fits) in rows {
        if table.absent {
            if let Some(at) = fits.first() {
                out.push(format!(
                    "line {line}: found, but should be absent: {}",
                    view.shown(&found[*at], &table.columns)
                ));
            }
        } else if let Some(at) = fits.iter().find(|at| !taken[**at]) {
            taken[*at] = true;
        } else {
            let all: Vec<String> =
                found.iter().map(|entry| format!("\n      {}", view.shown(entry, &table.columns))).collect();
            out.push(format!("line {line}: not found: | {} |\n    found:{}", row.join(" | "), all.concat()));
        }
    }
}

/// The name of the list that entries of a kind are in.
fn plural(kind: &str) -> String {
    match kind {
        "discrepancy" => "discrepancies".into(),
        "wording" => "wording".into(),
        other => format!("{other}s"),
    }
}

struct View<'a> {
    record: &'a Value,
    kind: &'a str,
}

impl View<'_> {
    /// The columns that a table of this kind may have.
    fn knows(&self, column: &str) -> bool {
        let columns: &[&str] = match self.kind {
            "event" => &[
                "words",
                "clause",
                "who",
                "to whom",
                "when",
                "where",
                "status",
                "certainty",
                "voice",
                "context",
                "cameo",
                "acled",
            ],
            "toll" => &["number", "victims", "category", "voice", "words", "event", "responsible"],
            "statement" => &["speaker", "for", "cue", "direct"],
            "actor" => &["code", "country", "kind", "roles"],
            "place" => &["country", "precision"],
            "arrangement" => &["kind", "parties", "to"],
            "forecast" => &["direction", "by", "where", "when"],
            "discrepancy" => &["severity", "words"],
            "wording" => &["voice", "neutral", "category"],
            _ => &[],
        };
        column == self.kind || columns.contains(&column)
    }

    fn matches(&self, entry: &Value, column: &str, cell: &str) -> bool {
        if cell.is_empty() {
            return true;
        }
        if column == self.kind {
            return self.matches_key(entry, cell);
        }
        match column {
            "who" => self.parties(&entry["actors"], cell),
            "to whom" => self.parties(&entry["recipients"], cell),
            "parties" => self.ids(&entry["parties"], cell),
            "responsible" => self.parties(&entry["responsible"], cell),
            "when" => when(entry.get("time").unwrap_or(&entry["horizon"]), cell),
            "number" => number(entry, cell),
            "to" => changes(entry) == cell,
            "direct" => direct(&entry["direct"]) == cell,
            _ => self.matches_value(entry, column, cell),
        }
    }

    fn matches_value(&self, entry: &Value, column: &str, cell: &str) -> bool {
        let shown = self.value(entry, column);
        match (cell, shown.is_empty()) {
            ("-", empty) => empty,
            (_, true) => false,
            _ if ["words", "clause", "victims", "speaker", "for", "by", "voice", "where", "roles", "cue"]
                .contains(&column) =>
            {
                shown.to_lowercase().contains(&cell.to_lowercase())
            }
            _ => shown == cell,
        }
    }

    /// The first cell: an event's type and mode, a toll's harm, a statement's words and so on.
    fn matches_key(&self, entry: &Value, cell: &str) -> bool {
        let (kind, modes) = cell.split_once(':').unwrap_or((cell, ""));
        match self.kind {
            "event" => {
                let found: Vec<&str> =
                    entry["mode"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                let wanted: Vec<&str> =
                    modes.split('+').map(str::trim).filter(|mode| !mode.is_empty()).collect();
                let mode_fits = if modes.trim() == "-" {
                    found.is_empty()
                } else {
                    wanted.iter().all(|mode| found.contains(mode))
                };
                entry["type"].as_str() == Some(kind.trim()) && mode_fits
            }
            "toll" => entry["harm"].as_str() == Some(cell),
            _ => self.value(entry, self.kind).to_lowercase().contains(&cell.to_lowercase()),
        }
    }

    /// The words that a column compares with.
    fn value(&self, entry: &Value, column: &str) -> String {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match column {
            "words" if self.kind == "event" => text(&entry["trigger"]["text"]),
            "words" if self.kind == "toll" => text(&entry["evidence"]["text"]),
            "words" => list(&entry["evidence"], |span| span["text"].as_str()),
            "clause" => text(&entry["extent"]["text"]),
            "where" => self.named("places", &entry["place"]),
            "voice" => self.voice(&entry["voice"]),
            "context" => list(&entry["context"], Value::as_str),
            "acled" => text(&entry["acled"]["sub_event_type"]),
            "victims" => format!(
                "{} {}",
                text(&entry["victims"]["label"]["text"]),
                self.actor(&entry["victims"]["actor"])
            )
            .trim()
            .to_owned(),
            "category" if self.kind == "toll" => text(&entry["victims"]["category"]),
            "event" if self.kind == "toll" => {
                self.by_id("events", &entry["event"]).map(|event| text(&event["type"])).unwrap_or_default()
            }
            "statement" => text(&entry["content"]["text"]),
            "speaker" => self.actor(&entry["speaker"]),
            "for" => self.actor(&entry["on_behalf_of"]),
            "cue" => text(&entry["cue"]["text"]),
            "actor" | "place" | "arrangement" => text(&entry["name"]),
            "roles" => list(&entry["roles"], |role| role["title"].as_str()),
            "forecast" => format!("{} {}", text(&entry["what"]), text(&entry["evidence"]["text"])),
            "by" => format!("{}{}", self.actor(&entry["by"]), self.voice_of(&entry["by"])),
            "discrepancy" => text(&entry["kind"]),
            "wording" => text(&entry["span"]["text"]),
            other => text(&entry[other]),
        }
    }

    fn by_id(&self, kind: &str, id: &Value) -> Option<&Value> {
        self.record[kind].as_array()?.iter().find(|entry| id.is_string() && entry["id"] == *id)
    }

    fn named(&self, kind: &str, id: &Value) -> String {
        self.by_id(kind, id).and_then(|entry| entry["name"].as_str()).unwrap_or_default().to_owned()
    }

    /// An actor's name and code.
    fn actor(&self, id: &Value) -> String {
        let Some(actor) = self.by_id("actors", id) else { return String::new() };
        let code = actor["code"].as_str().map(|code| format!(" [{code}]")).unwrap_or_default();
        format!("{}{code}", actor["name"].as_str().unwrap_or_default())
    }

    fn voice(&self, statement: &Value) -> String {
        if statement.is_null() { "narrator".into() } else { self.voice_of(statement) }
    }

    fn voice_of(&self, statement: &Value) -> String {
        let speaker = self.by_id("statements", statement).map(|statement| self.actor(&statement["speaker"]));
        speaker.map(|name| if name.is_empty() { "unnamed".into() } else { name }).unwrap_or_default()
    }

    /// Whether participants are those of the cell: as many, unless it ends in `...`, and each by code, country or name.
    fn parties(&self, parties: &Value, cell: &str) -> bool {
        let ids: Vec<Value> =
            parties.as_array().into_iter().flatten().map(|party| party["actor"].clone()).collect();
        self.ids(&Value::Array(ids), cell)
    }

    fn ids(&self, ids: &Value, cell: &str) -> bool {
        let found: Vec<&Value> =
            ids.as_array().into_iter().flatten().filter_map(|id| self.by_id("actors", id)).collect();
        if cell == "-" {
            return found.is_empty();
        }
        let (cell, open) = cell.strip_suffix("...").map_or((cell, false), |cell| (cell, true));
        let wanted: Vec<&str> = cell.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        let all = wanted.iter().all(|name| found.iter().any(|actor| is_called(actor, name)));
        all && (open || found.len() == wanted.len())
    }

    /// An entry in the columns of a table, for a message.
    fn shown(&self, entry: &Value, columns: &[String]) -> String {
        let cells: Vec<String> = columns.iter().map(|column| self.cell(entry, column)).collect();
        format!("| {} |", cells.join(" | "))
    }

    fn cell(&self, entry: &Value, column: &str) -> String {
        let names = |parties: &Value| list_of(parties, |party| Some(self.actor(&party["actor"])));
        match column {
            "event" if self.kind == "event" => format!(
                "{}:{}",
                entry["type"].as_str().unwrap_or_default(),
                list(&entry["mode"], Value::as_str)
            ),
            "toll" => entry["harm"].as_str().unwrap_or_default().to_owned(),
            "who" => names(&entry["actors"]),
            "to whom" => names(&entry["recipients"]),
            "responsible" => names(&entry["responsible"]),
            "parties" => list_of(&entry["parties"], |id| Some(self.actor(id))),
            "when" => {
                let time = entry.get("time").unwrap_or(&entry["horizon"]);
                format!(
                    "{}..{}",
                    time["start"].as_str().unwrap_or_default(),
                    time["end"].as_str().unwrap_or_default()
                )
            }
            "number" => {
                format!("{} {}..{} best {}", entry["bound"], entry["low"], entry["high"], entry["best"])
            }
            "to" => changes(entry),
            "direct" => direct(&entry["direct"]),
            _ => self.value(entry, column),
        }
    }
}

/// Whether an actor has this code or country, or a name with these words.
fn is_called(actor: &Value, name: &str) -> bool {
    let is = |key: &str| actor[key].as_str() == Some(name);
    let words = actor["name"].as_str().unwrap_or_default().to_lowercase();
    is("code") || is("country") || (name.len() > 3 && words.contains(&name.to_lowercase()))
}

/// Whether a period is the cell's: a day, a month, a year, `from..to`, or `-` for none.
fn when(time: &Value, cell: &str) -> bool {
    let (start, end) = (time["start"].as_str(), time["end"].as_str());
    if cell == "-" {
        return start.is_none() && end.is_none();
    }
    let (Some(start), Some(end)) = (start, end) else { return false };
    match (cell.split_once(".."), cell.len()) {
        (Some((from, to)), _) => start == from && end == to,
        (None, 10) => start == cell && end == cell,
        (None, 7) => {
            start == format!("{cell}-01") && end.starts_with(cell) && end > format!("{cell}-27").as_str()
        }
        (None, 4) => start == format!("{cell}-01-01") && end == format!("{cell}-12-31"),
        _ => false,
    }
}

/// `9`, `>=5`, `<=5`, `~30`, `24..99`, or `-` for an unknown number.
fn number(toll: &Value, cell: &str) -> bool {
    let (low, best, high) = (toll["low"].as_u64(), toll["best"].as_u64(), toll["high"].as_u64());
    let bound = toll["bound"].as_str().unwrap_or_default();
    let given = |prefix: &str| cell.strip_prefix(prefix).and_then(|n| n.parse::<u64>().ok());
    if cell == "-" {
        return best.is_none() && low.is_none() && high.is_none();
    }
    if let Some(n) = given(">=") {
        return low == Some(n) && high.is_none();
    }
    if let Some(n) = given("<=") {
        return high == Some(n);
    }
    if let Some(n) = given("~") {
        return best == Some(n) && bound == "approximate";
    }
    match cell.split_once("..") {
        Some((from, to)) => low == from.parse().ok() && high == to.parse().ok(),
        None => best.is_some() && best == cell.parse().ok(),
    }
}

fn changes(arrangement: &Value) -> String {
    list(&arrangement["changes"], |change| change["to"].as_str())
}

fn direct(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".into(),
        Value::Bool(false) => "no".into(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

fn list<'v>(value: &'v Value, text: impl Fn(&'v Value) -> Option<&'v str>) -> String {
    list_of(value, |item| text(item).map(str::to_owned))
}

fn list_of<'v>(value: &'v Value, text: impl Fn(&'v Value) -> Option<String>) -> String {
    value.as_array().into_iter().flatten().filter_map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::parse;
    use serde_json::json;

    fn record() -> Value {
        let actors = json!([
            {"id": "a1", "name": "Israel Defense Forces", "code": "ISR MIL", "country": "ISR"},
            {"id": "a2", "name": "Palestinians", "code": "PSE", "country": "PSE"},
        ]);
        json!({
            "actors": actors, "statements": [], "places": [{"id": "p1", "name": "Jenin"}],
            "events": [{"id": "e1", "type": "ASSAULT", "mode": ["firearms"], "actors": [{"actor": "a1"}], "recipients": [{"actor": "a2"}],
                "time": {"start": "2023-01-26", "end": "2023-01-26"}, "place": "p1", "status": "occurred", "voice": null,
                "trigger": {"text": "killed"}}],
            "tolls": [{"id": "t1", "harm": "killed", "low": 9, "best": 9, "high": 9, "bound": "exact", "voice": null,
                "victims": {"label": {"text": "Palestinians"}}}],
        })
    }

    fn count(tables: &str) -> usize {
        let case = &parse(&format!("## t\n> Text.\n\n{tables}\n")).unwrap()[0];
        failures(case, &record()).len()
    }

    #[test]
    fn what_is_there_is_found() {
        let head =
            "| event | who | to whom | when | where | voice | words |\n|---|---|---|---|---|---|---|\n";
        assert_eq!(
            count(&format!(
                "{head}| ASSAULT:firearms | ISR MIL | PSE | 2023-01-26 | Jenin | narrator | killed |"
            )),
            0
        );
        assert_eq!(count(&format!("{head}| ASSAULT | Israel, PSE | | | | | |")), 1);
        assert_eq!(count(&format!("{head}| ASSAULT | ISR | - | | | | |")), 1);
        assert_eq!(count(&format!("{head}| ASSAULT | | | | | | |\n| ASSAULT | | | | | | |")), 1);
        assert_eq!(count("exactly: events 1, tolls 1"), 0);
        assert_eq!(count("exactly: events 2"), 1);
    }

    #[test]
    fn what_must_not_be_there_is_missed() {
        assert_eq!(count("### absent\n| event | who |\n|---|---|\n| ASSAULT | PSE |"), 0);
        assert_eq!(count("### absent\n| toll | number |\n|---|---|\n| killed | 9 |"), 1);
    }

    #[test]
    fn a_misspelt_column_is_an_error() {
        assert_eq!(count("| toll | nmber |\n|---|---|\n| killed | 9 |"), 1);
    }
}
