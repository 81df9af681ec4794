//! The whole way from text to parse with the shipped weights.

use annalist_language::{Deprel, Model, NameKind, Parse, Parser, Role, Scratch, TokenIx, Upos};
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

/// Words that stand in a role to the predicate of this form.
fn in_role<'t>(parse: &Parse, text: &'t str, predicate: &str, role: Role) -> Vec<&'t str> {
    let form = |token| &text[parse.token(token).span.range()];
    let found = parse.predicates.iter().filter(|found| form(found.token) == predicate);
    let arguments = found.flat_map(|found| parse.arguments(found));
    arguments.filter(|argument| argument.role == role).map(|argument| form(argument.token)).collect()
}

#[test]
fn predicates_have_arguments() {
    let text = "Soldiers killed three men in Aleppo on Monday.";
    let parse = parse(text);
    assert_eq!(in_role(&parse, text, "killed", Role::Arg0), ["Soldiers"]);
    assert_eq!(in_role(&parse, text, "killed", Role::Arg1), ["men"]);
    assert_eq!(in_role(&parse, text, "killed", Role::Place), ["Aleppo"]);
    assert_eq!(in_role(&parse, text, "killed", Role::Time), ["Monday"]);
}

#[test]
fn factuality_tells_deeds_from_what_did_not_happen() {
    let factuality = |text: &str, form: &str| {
        let parse = parse(text);
        let found = parse.predicates.iter().find(|p| &text[parse.token(p.token).span.range()] == form);
        found.unwrap().factuality
    };
    let attacked = factuality("The rebels attacked the town.", "attacked");
    assert!(attacked > 1.5);
    assert!(factuality("The rebels did not attack the town.", "attack") < attacked - 1.0);
    assert!(factuality("The minister refused to sign the treaty.", "sign") < 1.0);
    assert!(factuality("The president will visit the capital next week.", "visit") < -0.5);
}

#[test]
fn events_can_be_left_out() {
    let text = Text::new("Soldiers killed three men.".to_owned());
    let parse = Parser::new(&MODEL).without_events().parse(&text, &mut Scratch::new());
    assert!(parse.predicates.is_empty() && parse.arguments.is_empty() && parse.tokens.len() == 5);
}

#[test]
fn headlines_without_a_verb_tag_have_a_verb() {
    let text = "Police arrest nine smugglers in Tirana.";
    let parse = parse(text);
    let verb = parse.sentences[0].range().find(|i| parse.tokens[*i].head.is_none()).unwrap();
    assert_eq!(parse.tokens[verb].upos, Upos::Verb);
    assert_eq!(parse.tokens[0].deprel, Deprel::Nsubj);
}

#[test]
fn names_are_settled_by_what_is_known() {
    let text = "Joseph Mbala accused the police. Mbala asked for an inquiry. Cyprus closed the crossing.";
    let parse = parse(text);
    let kinds: Vec<_> = parse.names.iter().map(|name| name.kind).collect();
    assert_eq!(kinds, [NameKind::Person, NameKind::Person, NameKind::Location]);
}
