//! Whether and how text is coloured.

use super::args::When;
use std::env;
use std::io::IsTerminal;

/// Styles of the text view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// As it is.
    #[default]
    Plain,
    /// Headings.
    Bold,
    /// What is beside the point.
    Dim,
    /// The kind of an event.
    Event,
    /// A figure.
    Toll,
    /// A statement.
    Statement,
    /// The words an event was read from.
    EventWords,
    /// The words a figure was read from.
    TollWords,
    /// The words that show a statement.
    StatementWords,
}

impl Style {
    /// Select Graphic Rendition parameters.
    fn sgr(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Event => "1;34",
            Self::Toll => "1;31",
            Self::Statement => "1;32",
            Self::EventWords => "4;34",
            Self::TollWords => "4;31",
            Self::StatementWords => "4;32",
        }
    }
}

/// Whether styles are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    /// What `--color` says; left to itself, a terminal gets colour unless `NO_COLOR`, `CLICOLOR=0` or `TERM=dumb` say no,
    /// and anything else none unless `CLICOLOR_FORCE` says yes.
    pub(crate) fn decide(when: When, to_file: bool) -> Self {
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        Self(match when {
            When::Always => true,
            When::Never => false,
            When::Auto if set("NO_COLOR").is_some() => false,
            When::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            When::Auto if set("CLICOLOR").is_some_and(|value| value == "0") => false,
            When::Auto if set("TERM").is_some_and(|value| value == "dumb") => false,
            When::Auto => !to_file && std::io::stdout().is_terminal(),
        })
    }

    /// Appends a text in a style.
    pub(crate) fn push(self, out: &mut String, text: &str, style: Style) {
        if self.0 && style != Style::Plain && !text.is_empty() {
            out.extend(["\x1b[", style.sgr(), "m", text, "\x1b[0m"]);
        } else {
            out.push_str(text);
        }
    }
}
