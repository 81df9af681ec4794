//! No bytes whatever make reading fail in any way but by an error.
#![allow(clippy::unwrap_used, reason = "tests")]

use annalist_reports::{ByteOffset, DocumentId, Input, Options, Published, read};
use proptest::prelude::*;

fn read_all(name: &str, bytes: Vec<u8>) {
    for report in read(vec![Input::Bytes { name: name.into(), bytes }], &Options::new()).flatten() {
        let text = report.text.as_str();
        assert_eq!(report.text.char_offset(ByteOffset(text.len() as u32)).0 as usize, text.chars().count());
        assert_eq!(report.id, DocumentId::of(text));
    }
}

/// Pieces that formats are made of, so that random inputs get past the first checks.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&[u8]> = vec![
        b"<html>",
        b"<body>",
        b"<p>",
        b"</p>",
        b"<div",
        b">",
        b"</div>",
        b"<table>",
        b"<td>",
        b"<b>",
        b"<script>",
        b"<!--",
        b"-->",
        b"<svg>",
        b"<template>",
        b"<select>",
        b"{\"text\": \"",
        b"\"",
        b"}",
        b"[",
        b"]",
        b",",
        b"\n",
        b"\r\n",
        b"\\u",
        b"\\",
        b"2023-01-27",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"\"published\": \"",
        b"\xc3",
        b"The council met. ",
    ];
    let known = proptest::sample::select(known.into_iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
    prop_oneof![3 => known, 1 => proptest::collection::vec(any::<u8>(), 0..8)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(pieces in proptest::collection::vec(piece(), 0..60)) {
        let bytes = pieces.concat();
        for name in ["a", "a.txt", "a.html", "a.jsonl", "a.json"] {
            read_all(name, bytes.clone());
        }
    }

    #[test]
    fn damaged_compression_does_not_panic(text in "[a-z ]{0,400}", at in 0usize..400, byte in any::<u8>()) {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        let zstd = ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
        for mut packed in [encoder.finish().unwrap(), zstd] {
            let at = at % packed.len();
            packed[at] = byte;
            read_all("a.txt", packed);
        }
    }

    #[test]
    fn no_date_panics(text in "\\PC{0,40}", digits in "[0-9TZ:+ /.-]{0,24}") {
        let _ = text.parse::<Published>();
        let _ = digits.parse::<Published>();
    }
}
