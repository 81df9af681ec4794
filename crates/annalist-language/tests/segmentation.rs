//! Sentences and words of texts written for the test, and what holds for any text.

use annalist_language::segment;

/// One line a sentence, words apart by spaces; a blank line between paragraphs.
fn shown(text: &str) -> String {
    let found = segment(text);
    let mut out = String::new();
    let mut paragraph = 0;
    for sentence in &found.sentences {
        if sentence.paragraph != paragraph {
            out.push('\n');
            paragraph = sentence.paragraph;
        }
        let words = &found.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let words: Vec<&str> = words.iter().map(|span| &text[span.range()]).collect();
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), format!("{expected}\n"));
}

#[test]
fn datelines_and_abbreviations() {
    check(
        "PORT MARL (Newswire) - U.S. forces left on Tuesday, Gen. Ann Smith said. No. 10 said it had told Mr. Lee.",
        "PORT MARL ( Newswire ) - U.S. forces left on Tuesday , Gen. Ann Smith said .\nNo. 10 said it had told Mr. Lee .",
    );
    check(
        "She flew to the U.S. The trip cost $20,000. Was it worth it? No. He said so.",
        "She flew to the U.S.\nThe trip cost $ 20,000 .\nWas it worth it ?\nNo .\nHe said so .",
    );
    check("It began at 10.30 p.m. on Jan. 5, i.e. late.", "It began at 10.30 p.m. on Jan. 5 , i.e. late .");
}

#[test]
fn quotations() {
    check(
        "\"We will go. We will win,\" he said. “They can’t.” She left.",
        "\" We will go .\nWe will win , \" he said .\n“ They ca n’t . ”\nShe left .",
    );
}

#[test]
fn addresses_tags_and_names() {
    check(
        "See https://example.org/a?b=1, or write to ann@example.org (@ann_lee, #PortStrike).",
        "See https://example.org/a?b=1 , or write to ann@example.org ( @ann_lee , #PortStrike ) .",
    );
    check("The Qa'im-born minister cannot stay.", "The Qa'im - born minister can not stay .");
}

#[test]
fn headings_bullets_and_wrapped_lines() {
    check(
        "Ferry sinks\nThe ferry sank on Monday.\nAll lived.",
        "Ferry sinks\n\nThe ferry sank on Monday .\n\nAll lived .",
    );
    check("• Two were hurt.\n• One fled.", "• Two were hurt .\n\n• One fled .");
    let wrapped = "The ferry sank on Monday some three\nmiles off the southern coast of the\nisland, the coast guard said, and\nnobody was hurt.";
    assert_eq!(segment(wrapped).sentences.len(), 1);
}

/// What must hold for any text: words are slices in order, hold every character that is not space, and lie each in one
/// sentence; sentences are not empty and not longer than two hundred words.
fn hold(text: &str) {
    let found = segment(text);
    let mut at = 0;
    for span in &found.tokens {
        let range = span.range();
        assert!(!range.is_empty() && at <= range.start, "order");
        assert!(text.get(range.clone()).is_some(), "boundaries");
        assert!(
            text[at..range.start].chars().all(char::is_whitespace),
            "{:?} left out",
            &text[at..range.start]
        );
        assert!(!text[range.clone()].contains(char::is_whitespace), "space in a word");
        at = range.end;
    }
    assert!(text[at..].chars().all(char::is_whitespace), "the end is left out");
    let (mut next, mut paragraph) = (0, 0);
    for sentence in &found.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= 200);
        assert!(sentence.paragraph >= paragraph);
        (next, paragraph) = (sentence.tokens.end, sentence.paragraph);
    }
    assert_eq!(next as usize, found.tokens.len());
}

#[test]
fn any_text_is_covered() {
    const PIECES: [&str; 40] = [
        "a",
        "The",
        "U.S.",
        "n't",
        "don’t",
        "'s",
        "\"",
        "“",
        "”",
        ".",
        "...",
        "…",
        "?!",
        "(",
        ")",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\u{a0}",
        "20",
        "3.5",
        "$",
        "€",
        "@x",
        "#y",
        "www.x.org",
        "http://",
        "é",
        "e\u{301}",
        "שלום",
        "مرحبا",
        "👩‍👩‍👧",
        "\u{200b}",
        "\u{feff}",
        "\0",
        "\u{7}",
        "-",
        "İ",
    ];
    let mut state = 1_u32;
    for _ in 0..3000 {
        let mut text = String::new();
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        for _ in 0..state >> 27 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(PIECES[(state >> 16) as usize % PIECES.len()]);
        }
        hold(&text);
    }
}

#[test]
fn hostile_texts_are_covered() {
    let long: Vec<String> =
        ["x", "7", ".", "'", "(", "a.", "@", "n't", "é", "👍", "\u{301}", "a ", "A. ", "\n", ", "]
            .iter()
            .map(|piece| piece.repeat(1_000_000 / piece.len()))
            .collect();
    for text in long.iter().map(String::as_str).chain(["", " ", "\n\n\n", "\u{feff}", "\u{202e}abc\u{202c}"])
    {
        hold(text);
    }
}
