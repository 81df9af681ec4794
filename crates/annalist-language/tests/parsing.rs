//! The whole way from text to parse with the shipped weights.

use annalist_language::{Deprel, Model, NameKind, Parse, Parser, Scratch, TokenIx};
use annalist_model::ENGLISH;
use annalist_reports::Text;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::from_bytes(ENGLISH).expect("the shipped model is whole"));

fn parse(text: &str) -> Parse {
    Parser::new(&MODEL).parse(&Text::new(text.to_owned()), &mut Scratch::new())
}

/// Trees are trees, and the index agrees with the heads.
fn hold(parse: &Parse) {
    for sentence in &parse.sentences {
        let roots = sentence.range().filter(|i| parse.tokens[*i].head.is_none()).count();
        assert_eq!(roots, 1);
        for i in sentence.range() {
            let (mut token, mut steps) = (TokenIx(i as u32), 0);
            assert_eq!(parse.token(token).head.is_none(), parse.token(token).deprel == Deprel::Root);
            while let Some(head) = parse.token(token).head {
                assert!(sentence.range().contains(&head.at()));
                assert!(parse.children(head).any(|child| child == token));
                let (first, last) = parse.subtree(head);
                assert!(first.at() <= i && i <= last.at());
                (token, steps) = (head, steps + 1);
                assert!(steps <= sentence.range().len(), "a cycle");
            }
        }
    }
    for pair in parse.names.windows(2) {
        assert!(pair[0].tokens.1 <= pair[1].tokens.0);
    }
}

#[test]
fn a_report_is_parsed() {
    let parse = parse("Police in Berlin said on Monday that Angela Merkel had met the French president.");
    hold(&parse);
    assert_eq!(parse.sentences.len(), 1);
    let lemmas: Vec<&str> = (0..parse.tokens.len()).map(|i| parse.lemma(TokenIx(i as u32))).collect();
    assert!(lemmas.contains(&"say") && lemmas.contains(&"meet"), "{lemmas:?}");
    assert!(parse.names.iter().any(|name| name.kind == NameKind::Person));
}

#[test]
fn hostile_texts_are_parsed() {
    for piece in ["x", "7 ", ". ", "(", "a. ", "שלום ", "👍 ", "e\u{301}", "\0 ", "the the "] {
        hold(&parse(&piece.repeat(2_000)));
    }
    for text in ["", " ", "\n\n", "\u{feff}"] {
        assert!(parse(text).tokens.len() < 2);
    }
}

#[test]
fn a_text_is_parsed_the_same_beside_others() {
    let texts: Vec<Text> =
        ["The army said it had left.", "Two people died. A third, who was hurt, lived.", "No."]
            .iter()
            .map(|text| Text::new((*text).to_owned()))
            .collect();
    let whole = Text::new(texts.iter().map(Text::as_str).collect::<Vec<_>>().join("\n\n"));
    let (parser, mut scratch) = (Parser::new(&MODEL), Scratch::new());
    let together = parser.parse(&whole, &mut scratch);
    let apart: Vec<Parse> = texts.iter().map(|text| parser.parse(text, &mut scratch)).collect();
    let labels = |parse: &Parse| -> Vec<_> {
        parse.tokens.iter().map(|t| (t.upos, t.xpos, t.feats, t.deprel)).collect()
    };
    assert_eq!(labels(&together), apart.iter().flat_map(labels).collect::<Vec<_>>());
    assert_eq!(together.lemmas, apart.iter().map(|parse| parse.lemmas.as_str()).collect::<String>());
}

#[test]
fn broken_models_are_refused() {
    assert!(Model::from_bytes(b"").err().is_some_and(|e| e.is_not_a_model()));
    assert!(Model::from_bytes(b"ANNLM\0\0\x03").err().is_some_and(|e| e.is_unsupported_version()));
    assert!(Model::from_bytes(&ENGLISH[..100_000]).err().is_some_and(|e| e.is_damaged()));
    let mut changed = ENGLISH.to_vec();
    changed[200_000] ^= 1;
    let error = Model::from_bytes(&changed).err().unwrap();
    assert!(error.is_damaged());
    assert_eq!(error.to_string(), "reading a language model: the hash at its end does not fit its contents");
}
