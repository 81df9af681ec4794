//! Which phrase fills which slot of a predicate.

use super::{Argument, Frame, PredicateKind, Slot};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use annalist_language::{Deprel, Feats, TokenIx, Upos};

/// How far subjects are looked for through coordination and control; deeper nesting than this is a parse error.
const MAX_CLIMB: usize = 6;

pub(super) fn of_verb(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> Frame {
    let passive = tree.is_passive(verb);
    let mut args = own_arguments(tree, lexicon, verb, passive);
    let gap = if passive { Slot::Object } else { Slot::Subject };
    if passive
        && !args.iter().any(|a| a.slot == Slot::Subject)
        && let Some(head) = agent_inside(tree, lexicon, verb)
    {
        args.push(Argument { slot: Slot::Subject, head });
    }
    if !args.iter().any(|a| a.slot == gap)
        && let Some(head) = borrowed(tree, lexicon, verb, passive, 0)
    {
        args.push(Argument { slot: gap, head });
    }
    fill_relative_gap(tree, verb, passive, &mut args);
    settle_relative_pronoun(tree, passive, &mut args);
    for argument in &mut args {
        argument.head = antecedent(tree, argument.head);
    }
    Frame { predicate: verb, kind: PredicateKind::Verb, carrier: verb, args, passive }
}

fn own_arguments(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx, passive: bool) -> Vec<Argument> {
    let double = passive && tree.child(verb, &[Deprel::Obj]).is_some();
    let mut args = Vec::new();
    for child in tree.children(verb) {
        let slot = match tree.rel(child) {
            Deprel::Nsubj | Deprel::NsubjOuter
                if passive && tree.child(verb, &[Deprel::NsubjPass]).is_none() =>
            {
                Slot::Object
            }
            Deprel::Nsubj | Deprel::NsubjOuter | Deprel::Csubj => Slot::Subject,
            Deprel::NsubjPass if double => Slot::Indirect,
            Deprel::NsubjPass | Deprel::Obj => Slot::Object,
            Deprel::Iobj => Slot::Indirect,
            Deprel::OblAgent => Slot::Subject,
            Deprel::Obl => match tree.case(child) {
                // "was shot at by X": both prepositions on one noun
                Some(_) if passive && last_case(tree, child).as_deref() == Some("by") => Slot::Subject,
                Some(case) if case == "by" && passive && !names_time(tree, lexicon, child) => Slot::Subject,
                Some(case) => Slot::Preposition(case),
                None => continue,
            },
            Deprel::Nmod => match tree.case(child) {
                Some(case) => Slot::Preposition(case),
                None => continue,
            },
            Deprel::Xcomp => Slot::OpenComplement,
            Deprel::Ccomp => Slot::ClauseComplement,
            Deprel::Advcl => match tree.child(child, &[Deprel::Mark]) {
                // "accused X of killing Y": a gerund after a preposition is an argument as a noun would be
                Some(mark) if tree.pos(mark) == Upos::Adp || tree.pos(mark) == Upos::Sconj => {
                    Slot::Preposition(tree.form(mark).to_lowercase())
                }
                // "called on X to release Y": what is asked is a complement, wherever the tree hangs it
                Some(_)
                    if tree.has(child, Feats::INFINITIVE)
                        && asked_by_preposition(tree, lexicon, verb).is_some() =>
                {
                    Slot::OpenComplement
                }
                _ => continue,
            },
            _ => continue,
        };
        args.push(Argument { slot, head: child });
        inner_prepositions(tree, child, &mut args);
    }
    args
}

/// "an attack on X by Y", "aid to X": prepositional modifiers of the object count for the verb too, after its own.
fn inner_prepositions(tree: Tree<'_>, child: TokenIx, args: &mut Vec<Argument>) {
    if tree.rel(child) != Deprel::Obj {
        return;
    }
    for modifier in tree.children_by(child, &[Deprel::Nmod]) {
        if let Some(case) = tree.case(modifier).filter(|c| c != "of") {
            args.push(Argument { slot: Slot::Preposition(case), head: modifier });
        }
    }
}

/// "was condemned in a statement by X", "were killed in an attack by X": the by-phrase of the noun that says how.
fn agent_inside(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> Option<TokenIx> {
    let mut phrases = tree.children_by(verb, &[Deprel::Obl]).filter(|o| {
        matches!(tree.case(*o).as_deref(), Some("in" | "during" | "through" | "with"))
            && !names_time(tree, lexicon, *o)
    });
    phrases
        .find_map(|o| tree.children_by(o, &[Deprel::Nmod]).find(|m| tree.case(*m).as_deref() == Some("by")))
}

/// The preposition right before a phrase, where it has several.
fn last_case(tree: Tree<'_>, noun: TokenIx) -> Option<String> {
    let mut cases = tree.children_by(noun, &[Deprel::Case]).skip(1);
    cases.next().map(|case| tree.form(case).to_lowercase())
}

fn names_time(tree: Tree<'_>, lexicon: &Lexicon, i: TokenIx) -> bool {
    tree.pos(i) == Upos::Num || lexicon.in_class("time_phrases", &tree.lemma(i).to_lowercase())
}

/// The subject (or, for a passive, the logical object) that a verb without one of its own takes from elsewhere.
fn borrowed(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    verb: TokenIx,
    passive: bool,
    depth: usize,
) -> Option<TokenIx> {
    if depth > MAX_CLIMB {
        return None;
    }
    let up = tree.head(verb)?;
    if let Some(noun) = noun_before_infinitive(tree, lexicon, verb) {
        return acl_filler(tree, lexicon, verb, noun, passive, depth);
    }
    match tree.rel(verb) {
        Deprel::Conj => right_before(tree, verb).or_else(|| subject_or_borrowed(tree, lexicon, up, depth)),
        Deprel::Xcomp if tree.is_verb(up) || tree.pos(up) == Upos::Adj => tree
            .child(up, &[Deprel::Obj, Deprel::Iobj])
            .filter(|_| !subject_control(tree, lexicon, up))
            .or_else(|| asked_by_preposition(tree, lexicon, up))
            .or_else(|| subject_or_borrowed(tree, lexicon, up, depth)),
        // "accused X of killing", "kept X from leaving": the object acts
        Deprel::Advcl if gerund_of_object(tree, verb) => tree.child(up, &[Deprel::Obj, Deprel::NsubjPass]),
        Deprel::Advcl | Deprel::Parataxis if own_time_clause(tree, verb) => tree
            .child(up, &[Deprel::Obj])
            .filter(|_| purpose_of_object(tree, lexicon, verb))
            .or_else(|| asked_by_preposition(tree, lexicon, up).filter(|_| tree.has(verb, Feats::INFINITIVE)))
            .or_else(|| subject_or_borrowed(tree, lexicon, up, depth)),
        Deprel::Acl => acl_filler(tree, lexicon, verb, up, passive, depth),
        Deprel::Obl | Deprel::Nmod | Deprel::Advmod => subject_or_borrowed(tree, lexicon, up, depth),
        _ => None,
    }
}

/// "… defeated the rebels and Ruritania would be leaving": a noun that the tree joins to the object before, but that stands right
/// before the auxiliary of a clause without a subject.
fn right_before(tree: Tree<'_>, verb: TokenIx) -> Option<TokenIx> {
    let auxiliary = tree
        .children_by(verb, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop])
        .find(|a| *a < verb && tree.has(*a, Feats::FINITE))?;
    let last = auxiliary.0.checked_sub(1).map(TokenIx).filter(|t| tree.is_nominal(*t))?;
    let inner = |t: &TokenIx| matches!(tree.rel(*t), Deprel::Flat | Deprel::Goeswith);
    let noun =
        std::iter::successors(Some(last), |t| tree.head(*t).filter(|_| inner(t))).take(MAX_CLIMB).last()?;
    let joined = tree.rel(noun) == Deprel::Conj && tree.child(noun, &[Deprel::Cc]).is_some();
    if !joined || tree.token(noun).sentence != tree.token(verb).sentence {
        return None;
    }
    // "…, but both X and Y have": the clause begins with the first of them
    let first = tree.head(noun).filter(|h| {
        tree.rel(*h) == Deprel::Conj
            && tree.is_nominal(*h)
            && tree
                .children_by(*h, &[Deprel::Cc])
                .any(|cc| tree.lemma(cc) != "and" || tree.form(TokenIx(cc.0.saturating_sub(1))) == ",")
    });
    first.or(Some(noun))
}

/// "the decision to leave": an infinitive right behind a noun that takes one belongs to it, wherever the tree hangs it.
fn noun_before_infinitive(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> Option<TokenIx> {
    let marker = tree.child(verb, &[Deprel::Mark]).filter(|m| tree.lemma(*m) == "to" && m.0 + 1 == verb.0)?;
    let before = marker.0.checked_sub(1).map(TokenIx)?;
    let takes = tree.pos(before) == Upos::Noun && lexicon.in_class("takes_infinitive", tree.lemma(before));
    (takes && tree.token(before).sentence == tree.token(verb).sentence).then_some(before)
}

/// "called on X to leave", "appealed to X to help": who is asked acts.
fn asked_by_preposition(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> Option<TokenIx> {
    let cues = lexicon.reporting.get(tree.lemma(verb))?;
    let asks = cues.iter().any(|c| c.pos == "verb" && matches!(c.kind.as_str(), "order" | "ask"));
    let mut phrases = tree.children_by(verb, &[Deprel::Obl]).filter(|_| asks);
    phrases.find(|p| {
        matches!(tree.case(*p).as_deref(), Some("to" | "on" | "upon")) && !names_time(tree, lexicon, *p)
    })
}

/// Verbs whose infinitive is the subject's even with an object: `promised them to leave`.
fn subject_control(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> bool {
    lexicon.in_class("subject_control", tree.lemma(verb))
}

fn own_time_clause(tree: Tree<'_>, verb: TokenIx) -> bool {
    // a finite adverbial clause has a subject of its own; one without is a participle or an infinitive
    !tree.has(verb, Feats::FINITE) || tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
}

/// A gerund after of, from, for or into beside an object.
fn gerund_of_object(tree: Tree<'_>, verb: TokenIx) -> bool {
    let marked = tree
        .children_by(verb, &[Deprel::Mark])
        .any(|m| matches!(tree.lemma(m), "of" | "from" | "for" | "into"));
    marked && tree.head(verb).is_some_and(|up| tree.child(up, &[Deprel::Obj, Deprel::NsubjPass]).is_some())
}

fn purpose_of_object(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx) -> bool {
    // "deployed troops to guard the border": the object acts where it is what was sent
    tree.has(verb, Feats::INFINITIVE)
        && tree.head(verb).is_some_and(|up| lexicon.in_class("sends_to_act", tree.lemma(up)))
}

fn subject_or_borrowed(tree: Tree<'_>, lexicon: &Lexicon, verb: TokenIx, depth: usize) -> Option<TokenIx> {
    let subject = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter]);
    subject.map(|s| relative_antecedent(tree, verb, s)).or_else(|| {
        let passive = tree.is_passive(verb);
        borrowed(tree, lexicon, verb, passive, depth + 1).or_else(|| possessor(tree, verb))
    })
}

/// A noun that governs a clause lends its possessor: "Israel's decision to withdraw".
fn possessor(tree: Tree<'_>, noun: TokenIx) -> Option<TokenIx> {
    tree.child(noun, &[Deprel::NmodPoss])
        .or_else(|| tree.children_by(noun, &[Deprel::Nmod]).find(|m| tree.case(*m).as_deref() == Some("by")))
}

/// Participles and infinitives that modify a noun.
fn acl_filler(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    verb: TokenIx,
    noun: TokenIx,
    passive: bool,
    depth: usize,
) -> Option<TokenIx> {
    if passive {
        return Some(noun);
    }
    if tree.has(verb, Feats::INFINITIVE) {
        // "decision to attack": who decided; "troops to guard": the troops
        return possessor(tree, noun)
            .or_else(|| {
                let up = tree.head(noun).filter(|up| tree.is_verb(*up) && tree.rel(noun) == Deprel::Obj)?;
                subject_or_borrowed(tree, lexicon, up, depth + 1)
            })
            .or(Some(noun).filter(|n| tree.is_nominal(*n)));
    }
    Some(noun)
}

/// A relative clause without a pronoun leaves its object to the noun it modifies: "the deal they signed".
fn fill_relative_gap(tree: Tree<'_>, verb: TokenIx, passive: bool, args: &mut Vec<Argument>) {
    if tree.rel(verb) != Deprel::AclRelcl || passive {
        return;
    }
    let Some(noun) = tree.head(verb) else { return };
    let has = |slot: &Slot| args.iter().any(|a| a.slot == *slot);
    let pronoun = args.iter().any(|a| tree.has(a.head, Feats::RELATIVE) || is_relative(tree, a.head));
    if !pronoun && has(&Slot::Subject) && !has(&Slot::Object) && !has(&Slot::ClauseComplement) {
        args.push(Argument { slot: Slot::Object, head: noun });
    } else if !pronoun && !has(&Slot::Subject) {
        args.push(Argument { slot: Slot::Subject, head: noun });
    }
}

/// "which, she said, they have refused": where another subject stands beside a relative pronoun, the pronoun is the object.
fn settle_relative_pronoun(tree: Tree<'_>, passive: bool, args: &mut [Argument]) {
    let subjects = args.iter().filter(|a| a.slot == Slot::Subject);
    let named = subjects.filter(|a| !is_relative(tree, a.head)).count();
    if passive || named == 0 || args.iter().any(|a| a.slot == Slot::Object) {
        return;
    }
    let pronoun = args.iter_mut().find(|a| a.slot == Slot::Subject && is_relative(tree, a.head));
    if let Some(argument) = pronoun {
        argument.slot = Slot::Object;
    }
}

fn is_relative(tree: Tree<'_>, i: TokenIx) -> bool {
    matches!(tree.lemma(i), "who" | "which" | "that" | "whom") && tree.pos(i) == Upos::Pron
}

/// A relative pronoun stands for the noun that its clause modifies.
fn antecedent(tree: Tree<'_>, i: TokenIx) -> TokenIx {
    if !is_relative(tree, i) {
        return i;
    }
    let clause = tree.ancestors(i).take(MAX_CLIMB).find(|a| tree.rel(*a) == Deprel::AclRelcl);
    clause.and_then(|c| tree.head(c)).unwrap_or(i)
}

fn relative_antecedent(tree: Tree<'_>, _verb: TokenIx, subject: TokenIx) -> TokenIx {
    antecedent(tree, subject)
}

/// The frame of a noun that names an act or a change, whether or not the event lexicon knows it.
pub(crate) fn of_noun(tree: Tree<'_>, lexicon: &Lexicon, noun: TokenIx) -> Frame {
    let mut args = Vec::new();
    for child in tree.children(noun) {
        let slot = match tree.rel(child) {
            Deprel::NmodPoss => Slot::Possessor,
            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::Flat => Slot::Modifier,
            Deprel::Nmod | Deprel::Obl => match tree.case(child) {
                Some(case) => Slot::Preposition(case),
                None => continue,
            },
            Deprel::Acl if tree.has(child, Feats::INFINITIVE) => Slot::OpenComplement,
            Deprel::Acl | Deprel::Ccomp => Slot::ClauseComplement,
            // "X is under attack": X does not do it
            Deprel::Nsubj if matches!(tree.case(noun).as_deref(), Some("under" | "amid" | "facing")) => {
                continue;
            }
            Deprel::Nsubj => Slot::Subject,
            _ => continue,
        };
        // "X missile attack plot": who stands before a noun before the noun
        if slot == Slot::Modifier && tree.rel(child) == Deprel::Compound && tree.pos(child) == Upos::Noun {
            let inner = tree.children_by(child, &[Deprel::Compound, Deprel::Amod]);
            args.extend(inner.map(|head| Argument { slot: Slot::Modifier, head }));
        }
        args.push(Argument { slot, head: child });
    }
    // "remains the largest donor": whoever remains it is it
    if tree.rel(noun) == Deprel::Xcomp
        && let Some(subject) = tree.head(noun).and_then(|verb| tree.child(verb, &[Deprel::Nsubj]))
    {
        args.push(Argument { slot: Slot::Subject, head: subject });
    }
    let mut carrier = noun;
    if let Some(verb) = light_verb(tree, lexicon, noun) {
        carrier = verb;
        lend_verb_arguments(tree, lexicon, verb, noun, &mut args);
    } else if let Some(verb) = tree.head(noun).filter(|h| tree.is_verb(*h)) {
        carrier = verb;
    }
    participles_of(tree, lexicon, noun, &mut args);
    for argument in &mut args {
        argument.head = antecedent(tree, argument.head);
    }
    Frame { predicate: noun, kind: PredicateKind::Noun, carrier, args, passive: false }
}

/// The verb that only lends its subject to the noun: "carried out a raid", "a raid was carried out by".
fn light_verb(tree: Tree<'_>, lexicon: &Lexicon, noun: TokenIx) -> Option<TokenIx> {
    let mut top = noun;
    // through "a series of raids"
    while tree.rel(top) == Deprel::Nmod && tree.case(top).as_deref() == Some("of") {
        match tree.head(top).filter(|h| lexicon.is_transparent(tree.lemma(*h))) {
            Some(up) => top = up,
            None => break,
        }
    }
    let verb = tree.head(top).filter(|h| tree.is_verb(*h))?;
    let object = matches!(tree.rel(top), Deprel::Obj | Deprel::NsubjPass);
    let had = tree.lemma(verb) == "have" && lexicon.in_class("had_together", tree.lemma(noun));
    (object && (had || lexicon.is_light(&lemma_with_particle(tree, verb)))).then_some(verb)
}

/// Lemma of a verb with its particle: `carry out`.
pub(crate) fn lemma_with_particle(tree: Tree<'_>, verb: TokenIx) -> String {
    let mut words = tree.lemma(verb).to_string();
    for particle in tree.children_by(verb, &[Deprel::CompoundPrt]) {
        words.push(' ');
        words.push_str(tree.lemma(particle));
    }
    words
}

fn lend_verb_arguments(
    tree: Tree<'_>,
    lexicon: &Lexicon,
    verb: TokenIx,
    noun: TokenIx,
    args: &mut Vec<Argument>,
) {
    let frame = of_verb(tree, lexicon, verb);
    for argument in frame.args {
        let lends = match &argument.slot {
            Slot::Subject | Slot::Indirect | Slot::Preposition(_) => argument.head != noun,
            _ => false,
        };
        if lends && !args.contains(&argument) {
            args.push(argument);
        }
    }
}

/// "an attack carried out by X", "a raid that targeted Y": the agent of a participle that modifies the noun.
fn participles_of(tree: Tree<'_>, lexicon: &Lexicon, noun: TokenIx, args: &mut Vec<Argument>) {
    for clause in tree.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl]) {
        if !tree.is_verb(clause) || !tree.is_passive(clause) {
            continue;
        }
        for child in tree.children_by(clause, &[Deprel::OblAgent, Deprel::Obl]) {
            if tree.case(child).as_deref() == Some("by") && !names_time(tree, lexicon, child) {
                args.push(Argument { slot: Slot::Preposition("by".into()), head: child });
            }
        }
    }
}

pub(super) fn of_adjective(tree: Tree<'_>, lexicon: &Lexicon, adjective: TokenIx) -> Frame {
    let mut args = own_arguments(tree, lexicon, adjective, false);
    if !args.iter().any(|a| a.slot == Slot::Subject)
        && let Some(head) = borrowed(tree, lexicon, adjective, false, 0)
    {
        args.push(Argument { slot: Slot::Subject, head });
    }
    for argument in &mut args {
        argument.head = antecedent(tree, argument.head);
    }
    Frame { predicate: adjective, kind: PredicateKind::Adjective, carrier: adjective, args, passive: false }
}
