//! The way from inputs to reports.

use crate::codes;
use crate::decode;
use crate::draft::Draft;
use crate::error::Error;
use crate::html;
use crate::json;
use crate::lines::{Lines, Piece, Values};
use crate::options::Options;
use crate::plain;
use crate::report::{Format, Report, Warning};
use crate::sniff;
use crate::source::{Input, Opened, Sources, passed_over};
use crate::unpack::{self, Unpacked};
use std::collections::HashSet;
use std::io::Read;

/// Reads inputs one report at a time, in order. What cannot be read is an error in its place, and reading goes on.
///
/// ```
/// use annalist_reports::{Input, Options, read};
///
/// let bytes = b"{\"id\": 1, \"text\": \"The council met.\"}\nnot JSON\n".to_vec();
/// let results: Vec<_> = read(vec![Input::Bytes { name: "a.jsonl".into(), bytes }], &Options::new()).collect();
/// assert_eq!(results[0].as_ref().unwrap().text.as_str(), "The council met.");
/// assert_eq!(results[1].as_ref().unwrap_err().line(), Some(2));
/// ```
pub fn read(inputs: Vec<Input>, options: &Options) -> Reports {
    Reports { sources: Sources::new(inputs), open: None, seen: Seen::default(), options: options.clone() }
}

/// The reports of some inputs; see [`read`]. It holds no more than one report at a time.
pub struct Reports {
    sources: Sources,
    open: Option<Open>,
    seen: Seen,
    options: Options,
}

/// An input that holds many reports.
struct Open {
    name: String,
    compressed: bool,
    format: Format,
    many: Many,
}

enum Many {
    Lines(Lines),
    Values(Values),
}

impl Iterator for Reports {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next(&self.options) {
                    Some(result) => return Some(self.seen.check(result)),
                    None => self.open = None,
                }
            }
            let opened = match self.sources.next()? {
                Ok(opened) => opened,
                Err(error) => return Some(Err(error)),
            };
            let name = opened.name.clone();
            match begin(opened, &self.options) {
                Ok(Begun::One(report)) => return Some(self.seen.check(Ok(*report))),
                Ok(Begun::Many(open)) => self.open = Some(open),
                Err(error) => return Some(Err(error.in_input(&name))),
            }
        }
    }
}

enum Begun {
    One(Box<Report>),
    Many(Open),
}

/// Finds out what an input is, and reads it if it is one report.
fn begin(opened: Opened, options: &Options) -> Result<Begun, Error> {
    let Opened { name, bytes, found } = opened;
    let mut unpacked = unpack::unpack(bytes, &options.limits)?;
    if unpacked.head.is_empty() {
        return Err(Error::new(codes::EMPTY, "there is nothing in it"));
    }
    let utf16 = options.encoding.is_some_and(|encoding| !encoding.is_ascii_compatible());
    if !utf16 {
        decode::check(&unpacked.head)
            .map_err(|error| if found { passed_over(error.message()) } else { error })?;
    }
    let (format, warning) = format(&name, &unpacked.head, options)?;
    let (limit, compressed) = (options.limits.carrier, unpacked.compressed);
    let many = match format {
        Format::Plain | Format::Html => {
            let report = one(&mut unpacked, format, warning, options)?;
            return Ok(Begun::One(Box::new(report)));
        }
        Format::Jsonl => Many::Lines(Lines::new(unpacked.reader, limit)),
        Format::Json => Many::Values(Values::new(unpacked.reader, limit)),
    };
    if encoding_rs::Encoding::for_bom(&unpacked.head)
        .is_some_and(|(encoding, _)| encoding != encoding_rs::UTF_8)
    {
        return Err(Error::new(codes::ENCODING, "this JSON is in UTF-16").remedy("convert it to UTF-8"));
    }
    Ok(Begun::Many(Open { name, compressed, format, many }))
}

/// What the user says, else what the name says unless the content is clearly a page, else what the content shows.
fn format(name: &str, head: &[u8], options: &Options) -> Result<(Format, Option<Warning>), Error> {
    if let Some(format) = options.format {
        return Ok((format, None));
    }
    let Some(named) = sniff::by_name(name) else { return Ok((sniff::by_content(head)?, None)) };
    if named == Format::Plain && matches!(sniff::by_content(head), Ok(Format::Html)) {
        let message = "the name says plain text, but the content is a web page and was read as one".into();
        return Ok((Format::Html, Some(Warning { code: codes::FORMAT_BY_CONTENT, message })));
    }
    Ok((named, None))
}

fn one(
    unpacked: &mut Unpacked,
    format: Format,
    warning: Option<Warning>,
    options: &Options,
) -> Result<Report, Error> {
    let limit = options.limits.carrier;
    let mut bytes = Vec::new();
    let taken = unpacked.reader.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes);
    taken.map_err(|error| unpack::classify(&error, unpacked.compressed))?;
    if bytes.len() > limit {
        let message = format!("the input has more than the limit of {limit} bytes for one report");
        return Err(Error::new(codes::TOO_LARGE, message)
            .remedy("split it into its reports, or give it as JSON Lines"));
    }
    let mut warnings: Vec<_> = warning.into_iter().collect();
    let draft = if format == Format::Html {
        page(&bytes, warnings, options)
    } else {
        let text = decode::decode(&bytes, options.encoding, None, &mut warnings);
        let text = plain::clean(text, &mut warnings);
        Draft::bare(text, format, warnings)
    };
    draft.finish(options)
}

fn page(bytes: &[u8], mut warnings: Vec<Warning>, options: &Options) -> Draft {
    let declared = decode::declared_in_page(bytes);
    let page = html::page(&decode::decode(bytes, options.encoding, declared, &mut warnings));
    warnings.extend(page.warnings);
    Draft {
        title: page.title,
        published: page.published,
        modified: page.modified,
        outlet: page.outlet,
        url: page.url,
        byline: page.byline,
        language: page.language,
        ..Draft::bare(page.text, Format::Html, warnings)
    }
}

impl Open {
    fn next(&mut self, options: &Options) -> Option<Result<Report, Error>> {
        let piece = match &mut self.many {
            Many::Lines(lines) => lines.next(),
            Many::Values(values) => values.next(),
        };
        match piece {
            Ok(Some(piece)) => {
                let line = piece.line;
                let report = parse(piece, self.format, options)
                    .map_err(|error| error.in_input(&self.name).at_line(line));
                Some(report)
            }
            Ok(None) => None,
            Err(error) => {
                // Nothing more can come from this input.
                self.many = Many::Lines(Lines::new(Box::new(std::io::empty()), 0));
                Some(Err(unpack::classify(&error, self.compressed).in_input(&self.name)))
            }
        }
    }
}

fn parse(piece: Piece, format: Format, options: &Options) -> Result<Report, Error> {
    let bytes = piece.bytes?;
    let mut warnings = Vec::new();
    let decoded = match options.encoding {
        Some(encoding) => decode::decode(&bytes, Some(encoding), None, &mut warnings),
        None => String::from_utf8(bytes).map_err(|error| {
            let message = format!("not UTF-8: byte {} cannot be decoded", error.utf8_error().valid_up_to());
            Error::new(codes::ENCODING, message)
                .remedy("convert it to UTF-8, or name its encoding with --encoding")
        })?,
    };
    let mut draft = json::draft(&decoded, format, options)?;
    draft.warnings.extend(warnings);
    draft.finish(options)
}

/// What has been read before in this run: eight bytes of a hash for each id and each text.
#[derive(Default)]
struct Seen {
    ids: HashSet<u64>,
    texts: HashSet<u64>,
}

impl Seen {
    fn check(&mut self, result: Result<Report, Error>) -> Result<Report, Error> {
        let mut report = result?;
        if let Some(id) = &report.external_id
            && !self.ids.insert(short_hash(id))
        {
            let message = format!("the id `{id}` was already given to an earlier report of this run");
            report.warnings.push(Warning { code: codes::ID_REPEATED, message });
        }
        if !self.texts.insert(short_hash(&report.id.0)) {
            let message = "the text is the same as that of an earlier report of this run".into();
            report.warnings.push(Warning { code: codes::TEXT_REPEATED, message });
        }
        Ok(report)
    }
}

fn short_hash(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes()[..8].iter().fold(0, |all, byte| all << 8 | u64::from(*byte))
}
