//! Tests written in prose: a heading, a quoted text, and tables of what its record holds.

/// One test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The heading.
    pub name: String,
    /// Line of the heading in its file.
    pub line: usize,
    /// The text to be read.
    pub text: String,
    /// Its date of publication.
    pub published: Option<String>,
    /// Why it is known to fail today.
    pub known_to_fail: Option<String>,
    /// How many entries of a kind there must be: `events 2`.
    pub exactly: Vec<(String, usize)>,
    /// What must be found and what must not.
    pub tables: Vec<Table>,
}

/// A table of entries of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Whether its rows must not be found.
    pub absent: bool,
    /// The heads of the columns, in lower case; the first is the kind of the entries.
    pub columns: Vec<String>,
    /// The rows with their lines in the file.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Reads the tests of a file, or says what is wrong on which line.
pub fn parse(markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut absent = false;
    for (at, line) in markdown.lines().enumerate() {
        let (number, line) = (at + 1, line.trim_end());
        if let Some(name) = line.strip_prefix("## ") {
            absent = false;
            cases.push(Case { name: name.trim().to_owned(), line: number, ..Case::default() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        let bare = line.trim_start_matches('#').trim().trim_end_matches(':').to_lowercase();
        if let Some(quoted) = line.strip_prefix('>') {
            quote(case, quoted.strip_prefix(' ').unwrap_or(quoted));
        } else if line.starts_with('|') {
            row(case, number, line, absent).map_err(|error| format!("line {number}: {error}"))?;
        } else if bare == "absent" || bare == "present" {
            absent = bare == "absent";
        } else if let Some((key, value)) = line.split_once(':') {
            property(case, key.trim(), value.trim()).map_err(|error| format!("line {number}: {error}"))?;
        }
        // A table ends where its lines do.
        if !line.starts_with('|') && case.tables.last().is_some_and(|table| !table.columns.is_empty()) {
            case.tables.push(Table::default());
        }
    }
    for case in &mut cases {
        case.tables.retain(|table| !table.columns.is_empty());
        if case.text.is_empty() {
            return Err(format!("line {}: the test `{}` has no text", case.line, case.name));
        }
        if case.tables.is_empty() && case.exactly.is_empty() {
            return Err(format!("line {}: the test `{}` expects nothing", case.line, case.name));
        }
    }
    Ok(cases)
}

/// Lines of a quotation are joined; an empty one starts a new paragraph.
fn quote(case: &mut Case, line: &str) {
    if line.is_empty() {
        case.text.push_str("\n\n");
    } else {
        if !case.text.is_empty() && !case.text.ends_with('\n') {
            case.text.push(' ');
        }
        case.text.push_str(line);
    }
}

fn property(case: &mut Case, key: &str, value: &str) -> Result<(), String> {
    match key {
        "published" => case.published = Some(value.to_owned()),
        "known to fail" => case.known_to_fail = Some(value.to_owned()),
        "exactly" => {
            for part in value.split(',') {
                let (kind, count) =
                    part.trim().rsplit_once(' ').ok_or("expected `exactly: events 2, tolls 1`")?;
                let count = count.parse().map_err(|_| format!("`{count}` is no number"))?;
                case.exactly.push((kind.trim().to_owned(), count));
            }
        }
        // Anything else is explanation.
        _ => {}
    }
    Ok(())
}

fn row(case: &mut Case, number: usize, line: &str, absent: bool) -> Result<(), String> {
    let line = line.trim_matches('|');
    let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
    if cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':')))
        && line.contains("--")
    {
        return Ok(());
    }
    if case.tables.last().is_none_or(|table| table.columns.is_empty() && !case.tables.is_empty()) {
        case.tables.pop();
        let columns = cells.iter().map(|cell| cell.to_lowercase()).collect();
        case.tables.push(Table { absent, columns, rows: Vec::new() });
        return Ok(());
    }
    let Some(table) = case.tables.last_mut() else { return Ok(()) };
    if cells.len() != table.columns.len() {
        return Err(format!("{} cells under {} columns", cells.len(), table.columns.len()));
    }
    table.rows.push((number, cells));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_read() {
        let markdown = "# File\n\nWords.\n\n## a strike ends\n> One\n> two.\n>\n> Three.\n\npublished: 2024-05-07\nexactly: events 1\n\n\
            | event | who |\n|---|---|\n| AGREE | XXX |\n\n### absent\n| toll | number |\n|---|---|\n| killed | |\n";
        let cases = parse(markdown).unwrap();
        assert_eq!(cases.len(), 1);
        let case = &cases[0];
        assert_eq!((case.name.as_str(), case.line), ("a strike ends", 5));
        assert_eq!(case.text, "One two.\n\nThree.");
        assert_eq!(case.published.as_deref(), Some("2024-05-07"));
        assert_eq!(case.exactly, [("events".to_owned(), 1)]);
        assert_eq!(case.tables.len(), 2);
        assert_eq!(case.tables[0].rows, [(16, vec!["AGREE".to_owned(), "XXX".to_owned()])]);
        assert!(!case.tables[0].absent && case.tables[1].absent);
        assert_eq!(case.tables[1].rows[0].1, ["killed", ""]);
    }

    #[test]
    fn a_test_that_expects_nothing_is_refused() {
        assert!(parse("## x\n> Text.\n").is_err());
        assert!(parse("## x\n| event |\n|---|\n| AGREE |\n").is_err());
    }
}
