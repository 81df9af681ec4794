//! Shows how a text is segmented: text on standard input, one sentence a line on standard output, words apart by spaces,
//! a blank line between paragraphs.

use annalist_language::segment;
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let found = segment(&text);
    let mut out = io::stdout().lock();
    let mut paragraph = 0;
    for sentence in &found.sentences {
        if sentence.paragraph != paragraph {
            writeln!(out)?;
            paragraph = sentence.paragraph;
        }
        for token in &found.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize] {
            write!(out, "{} ", &text[token.range()])?;
        }
        writeln!(out)?;
    }
    Ok(())
}
