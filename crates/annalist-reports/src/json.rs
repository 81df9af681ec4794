//! JSON objects: which key is which field.

use crate::codes;
use crate::draft::Draft;
use crate::error::Error;
use crate::options::Options;
use crate::report::{Format, Warning};
use serde_json::{Map, Value};

/// The fields of a report with the keys that usually hold them, the first that is there counting.
const FIELDS: [(&str, &[&str]); 8] = [
    ("id", &["id", "external_id"]),
    ("title", &["title", "headline"]),
    ("text", &["text", "event_text", "body", "content", "maintext"]),
    ("published", &["published", "date", "date_publish", "published_at", "pubDate", "datePublished"]),
    ("outlet", &["outlet", "source", "source_domain"]),
    ("url", &["url", "link"]),
    ("byline", &["byline", "author", "authors"]),
    ("language", &["language", "lang"]),
];

/// The names of the fields that keys can be mapped to.
pub fn fields() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(name, _)| *name)
}

/// One JSON text that is a report.
pub(crate) fn draft(json: &str, format: Format, options: &Options) -> Result<Draft, Error> {
    let value: Value = serde_json::from_str(json).map_err(|error| syntax(&error))?;
    let Value::Object(object) = value else {
        let message = format!("expected a JSON object, found {}", kind(&value));
        return Err(
            Error::new(codes::NOT_AN_OBJECT, message).remedy("give one object with the report's fields")
        );
    };
    let mut warnings = Vec::new();
    let mut field = |name: &str| {
        let value = find(&object, name, options)?;
        let text = string(value);
        if text.is_none() && !value.is_null() {
            let message =
                format!("the field `{name}` was left out: expected a string, found {}", kind(value));
            warnings.push(Warning { code: codes::FIELD_IGNORED, message });
        }
        text.filter(|text| !is_nothing(text))
    };
    Ok(Draft {
        external_id: field("id"),
        title: field("title"),
        published: field("published"),
        outlet: field("outlet"),
        url: field("url"),
        byline: field("byline"),
        language: field("language"),
        text: text(&object, options)?,
        modified: None,
        format,
        warnings,
    })
}

/// The text exactly as it is given: the offsets of the record refer to it.
fn text(object: &Map<String, Value>, options: &Options) -> Result<String, Error> {
    match find(object, "text", options) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Null) | None => {
            let known =
                options.map.get("text").map_or("text, event_text, body, content or maintext", String::as_str);
            let message = format!("the object has no text: no field named {known}");
            Err(Error::new(codes::NO_TEXT, message).remedy("name the field with --map text=FIELD"))
        }
        Some(other) => {
            let message = format!("the text is not a string: found {}", kind(other));
            Err(Error::new(codes::TEXT_NOT_STRING, message)
                .remedy("name the right field with --map text=FIELD"))
        }
    }
}

fn find<'a>(object: &'a Map<String, Value>, name: &str, options: &Options) -> Option<&'a Value> {
    if let Some(key) = options.map.get(name) {
        return object.get(key).or_else(|| path(object, key));
    }
    let keys = FIELDS.iter().find(|(field, _)| *field == name)?.1;
    keys.iter().filter_map(|key| object.get(*key)).find(|value| !value.is_null())
}

fn path<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    let (first, rest) = key.split_once('.')?;
    let value = object.get(first)?;
    rest.split('.').try_fold(value, |value, key| value.get(key))
}

/// Strings, numbers, lists of strings, and objects with a name.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let all: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            all.map(|all| all.join(", "))
        }
        Value::Object(object) => {
            object.get("name").and_then(Value::as_str).map(|name| name.trim().to_owned())
        }
        _ => None,
    }
}

/// What programs write for nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "None" | "null" | "NULL" | "NaN" | "nan" | "N/A")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn syntax(error: &serde_json::Error) -> Error {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default().to_lowercase();
    let message = match error.line() {
        0 => format!("not valid JSON: {what}"),
        1 => format!("not valid JSON: {what}, at column {}", error.column()),
        line => format!("not valid JSON: {what}, at line {line} and column {} of the value", error.column()),
    };
    Error::new(codes::JSON, message).remedy("correct or remove it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, options: &Options) -> Result<Draft, Error> {
        draft(json, Format::Jsonl, options)
    }

    #[test]
    fn usual_keys_are_found() {
        let json = r#"{"id": 7, "event_text": " a\r\nb ", "date": "2023-01-27", "authors": ["X", "Y"], "source": {"name": "S"}}"#;
        let draft = read(json, &Options::new()).unwrap();
        assert_eq!(draft.text, " a\r\nb ");
        assert_eq!(draft.external_id.as_deref(), Some("7"));
        assert_eq!(draft.byline.as_deref(), Some("X, Y"));
        assert_eq!(draft.outlet.as_deref(), Some("S"));
    }

    #[test]
    fn keys_can_be_mapped_also_by_path() {
        let options = Options::new().map("text", "article.story").map("id", "doc.id");
        let draft = read(r#"{"text": "no", "article": {"story": "yes"}, "doc.id": "d"}"#, &options).unwrap();
        assert_eq!((draft.text.as_str(), draft.external_id.as_deref()), ("yes", Some("d")));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let code = |json: &str| read(json, &Options::new()).unwrap_err().code();
        assert_eq!(code("{\"text\": "), codes::JSON);
        assert_eq!(code("{\"text\": \"\\ud800\"}"), codes::JSON);
        assert_eq!(code("[1]"), codes::NOT_AN_OBJECT);
        assert_eq!(code("{}"), codes::NO_TEXT);
        assert_eq!(code("{\"text\": 5}"), codes::TEXT_NOT_STRING);
        let draft = read(r#"{"text": "t", "title": true}"#, &Options::new()).unwrap();
        assert_eq!(draft.warnings[0].code, codes::FIELD_IGNORED);
    }
}
