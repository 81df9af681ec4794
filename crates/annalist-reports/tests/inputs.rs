//! Inputs of every kind through the public interface, good and bad.
#![allow(clippy::unwrap_used, reason = "tests")]

use annalist_reports::{Error, Format, Input, Limits, Options, Report, codes, read};
use std::io::Write;

fn results(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Report, Error>> {
    read(vec![Input::Bytes { name: name.into(), bytes: bytes.to_vec() }], options).collect()
}

fn one(name: &str, bytes: &[u8]) -> Report {
    let mut all = results(name, bytes, &Options::new());
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

fn failure(name: &str, bytes: &[u8]) -> Error {
    let mut all = results(name, bytes, &Options::new());
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap_err()
}

fn warnings(report: &Report) -> Vec<&'static str> {
    report.warnings.iter().map(|warning| warning.code).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn plain_text_keeps_its_dateline_and_loses_nothing() {
    let report = one("a.txt", "JENIN, Jan. 27 (Agency) —\u{a0}Nine people…\r\n\r\nMore.".as_bytes());
    assert_eq!(report.text.as_str(), "JENIN, Jan. 27 (Agency) —\u{a0}Nine people…\n\nMore.");
    assert_eq!(
        (report.format, report.title, report.published, report.outlet),
        (Format::Plain, None, None, None)
    );
    assert!(report.warnings.is_empty());
}

#[test]
fn any_encoding_is_read() {
    let text = "Prime Minister Viktor Orbán met Jean-Yves Le Drian at the Élysée — “a long day”.";
    let utf16: Vec<u8> =
        std::iter::once(0xfeffu16).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(one("a.txt", &utf16).text.as_str(), text);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let report = one("a.txt", &latin);
    assert_eq!(report.text.as_str(), text);
    assert_eq!(warnings(&report), [codes::ENCODING_GUESSED]);
    let options = Options::new().encoding("windows-1252").unwrap();
    assert_eq!(results("a.txt", &latin, &options)[0].as_ref().unwrap().text.as_str(), text);
    assert!(Options::new().encoding("klingon").is_err());
}

#[test]
fn compressed_inputs_are_read_whatever_their_name() {
    let jsonl = b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
    for name in ["a.jsonl.gz", "a.jsonl", "a", "a.gz"] {
        let all = results(name, &gzip(jsonl), &Options::new());
        let texts: Vec<_> = all.iter().map(|result| result.as_ref().unwrap().text.as_str()).collect();
        assert_eq!(texts, ["One.", "Two."], "{name}");
    }
    let cut = &gzip(&"The council met. ".repeat(500).into_bytes());
    assert_eq!(failure("a.txt.gz", &cut[..cut.len() - 12]).code(), codes::DAMAGED);
}

#[test]
fn jsonl_text_is_kept_to_the_letter_and_bad_lines_are_named() {
    let jsonl = "{\"id\":\"a\",\"text\":\"A\\r\\nB\\u0007 \",\"published\":\"2023-01-27\"}\n{oops}\n\n{\"text\":\"C\"}\n";
    let all = results("in.jsonl", jsonl.as_bytes(), &Options::new());
    assert_eq!(all[0].as_ref().unwrap().text.as_str(), "A\r\nB\u{7} ");
    let error = all[1].as_ref().unwrap_err();
    assert_eq!((error.input(), error.line(), error.code()), ("in.jsonl", Some(2), codes::JSON));
    assert_eq!(
        error.to_string(),
        "in.jsonl:2: not valid JSON: key must be a string, at column 2; correct or remove it [R0301]"
    );
    assert_eq!(all[2].as_ref().unwrap().text.as_str(), "C");
}

#[test]
fn a_list_of_json_objects_is_many_reports() {
    let all = results("in.json", b"[{\"text\": \"A\"},\n {\"body\": \"B\"}, 3]", &Options::new());
    assert_eq!(all[0].as_ref().unwrap().format, Format::Json);
    assert_eq!(all[1].as_ref().unwrap().text.as_str(), "B");
    let error = all[2].as_ref().unwrap_err();
    assert_eq!((error.line(), error.code()), (Some(2), codes::NOT_AN_OBJECT));
}

#[test]
fn dates_are_read_or_warned_about() {
    let date =
        |published: &str| one("a.jsonl", format!("{{\"text\":\"A\",\"date\":\"{published}\"}}").as_bytes());
    assert_eq!(date("Jan. 27, 2023").published.unwrap().day().to_string(), "2023-01-27");
    for (written, code) in [
        ("0000-00-00", codes::DATE_ABSURD),
        ("9999-12-31", codes::DATE_ABSURD),
        ("2023-13-01", codes::DATE_ABSURD),
        ("01/02/2023", codes::DATE_AMBIGUOUS),
        ("soon", codes::DATE_UNKNOWN),
    ] {
        let report = date(written);
        assert_eq!((report.published.clone(), warnings(&report)), (None, vec![code]), "{written}");
    }
    let options = Options::new().published("2023-01-27".parse().unwrap());
    let all = results("a.txt", b"Text.", &options);
    assert_eq!(all[0].as_ref().unwrap().published.as_ref().unwrap().day().to_string(), "2023-01-27");
}

#[test]
fn the_outlet_is_taken_from_the_address_and_that_is_said() {
    let report = one("a.jsonl", br#"{"text": "A", "url": "https://www.example.com/x"}"#);
    assert_eq!(report.outlet.as_deref(), Some("example.com"));
    assert_eq!(warnings(&report), [codes::OUTLET_FROM_URL]);
}

#[test]
fn repetitions_are_warned_about_on_the_later_report() {
    let all = results(
        "a.jsonl",
        b"{\"id\":1,\"text\":\"A b\"}\n{\"id\":1,\"text\":\"C\"}\n{\"text\":\"A  b\"}",
        &Options::new(),
    );
    let codes_of = |i: usize| warnings(all[i].as_ref().unwrap());
    assert_eq!(codes_of(0), [""; 0]);
    assert_eq!(codes_of(1), [codes::ID_REPEATED]);
    assert_eq!(codes_of(2), [codes::TEXT_REPEATED]);
}

#[test]
fn bad_inputs_are_told_apart() {
    assert_eq!(failure("a.txt", b"").code(), codes::EMPTY);
    assert_eq!(failure("a.txt", b" \n\n").code(), codes::EMPTY);
    assert_eq!(failure("a.txt", b"a\0b\0\0c").code(), codes::BINARY);
    assert_eq!(failure("a.txt", b"%PDF-1.4 ...").code(), codes::UNSUPPORTED);
    assert_eq!(failure("a.html", b"<html><body></body></html>").code(), codes::NO_ARTICLE);
    assert_eq!(failure("a.jsonl", b"{\"text\": \"  \"}").code(), codes::NO_TEXT);
    assert_eq!(failure("a.jsonl", b"{\"text\": \"\xff\"}").code(), codes::ENCODING);
    let missing =
        read(vec![Input::Path("no/such/file.txt".into())], &Options::new()).next().unwrap().unwrap_err();
    assert!(missing.is_not_found());
    assert_eq!(
        missing.to_string(),
        "no/such/file.txt: cannot open: no such file or folder; check the path [R0101]"
    );
}

#[test]
fn limits_are_kept() {
    let mut limits = Limits::default();
    (limits.text, limits.carrier) = (100, 200);
    let options = Options::new().limits(limits);
    let code = |name: &str, n: usize| {
        let text = "a ".repeat(n / 2);
        let bytes = if name == "a.txt" { text } else { format!("{{\"text\": \"{text}\"}}") };
        results(name, bytes.as_bytes(), &options)[0].as_ref().map_or_else(Error::code, |_| "")
    };
    assert_eq!(
        (code("a.txt", 100), code("a.txt", 102), code("a.txt", 300)),
        ("", codes::TOO_LARGE, codes::TOO_LARGE)
    );
    let of_lines = (code("a.jsonl", 100), code("a.jsonl", 102), code("a.jsonl", 300));
    assert_eq!(of_lines, ("", codes::TOO_LARGE, codes::LINE_TOO_LONG));
}

#[test]
fn folders_are_read_in_order_without_what_is_hidden() {
    let dir = std::env::temp_dir().join(format!("annalist-reports-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("b")).unwrap();
    for (name, text) in [
        ("c.txt", "C."),
        ("b/x.txt", "X."),
        ("a.txt", "A."),
        (".hidden.txt", "H."),
        ("d.csv", "1,2"),
        ("e", "E.\0"),
    ] {
        std::fs::write(dir.join(name), text).unwrap();
    }
    let all: Vec<_> = read(vec![Input::Path(dir.clone())], &Options::new()).collect();
    std::fs::remove_dir_all(&dir).unwrap();
    let shown: Vec<_> = all
        .iter()
        .map(|r| {
            r.as_ref().map_or_else(
                |error: &Error| error.code().to_owned(),
                |report| report.text.as_str().to_owned(),
            )
        })
        .collect();
    assert_eq!(shown, ["A.", "X.", "C.", codes::PASSED_OVER, codes::PASSED_OVER]);
    assert!(all[3].as_ref().unwrap_err().is_note());
}
