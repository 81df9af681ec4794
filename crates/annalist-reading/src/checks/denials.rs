//! What somebody denies that somebody else says.

use super::look::{Look, Telling, Words, kindred};
use super::{Discrepancy, Kind, LIST, Severity, Side, Subject};
use crate::actors::EntityIx;
use crate::frames::{Frame, PredicateKind, Slot};
use annalist_language::{Deprel, TokenIx, Upos};
use annalist_reports::ByteSpan;

/// How many sentences before a denial what it denies is looked for, and after it.
const BACK: u32 = 8;
const AHEAD: u32 = 2;

/// Words of denial, with what they deny.
struct Denial {
    cue: TokenIx,
    denier: Option<EntityIx>,
    about: About,
    words: Words,
    /// Whose claim it is, where the words say so.
    claimant: Option<EntityIx>,
    /// Whether it is somebody's involvement that is denied.
    involvement: bool,
    /// Told by a verb rather than by the lack of proof.
    by_verb: bool,
    span: ByteSpan,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// That the denier did it.
    Part,
    /// An accusation that is not spelled out.
    Accusation,
    /// That something is so.
    Matter,
}

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let verbs = look.on.frames.iter().filter_map(|frame| of_verb(look, frame));
    let tokens = (0..look.on.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    let nouns = tokens.filter_map(|t| no_proof(look, t));
    let all: Vec<Denial> = verbs.chain(nouns).collect();
    all.iter().filter_map(|denial| answered(look, &all, denial)).collect()
}

fn of_verb(look: &Look<'_>, frame: &Frame) -> Option<Denial> {
    let tree = look.on.tree;
    let verb = frame.predicate;
    let lemma = crate::frames::lemma_with_particle(tree, verb);
    let takes = LIST.get("denying", &lemma).filter(|_| frame.kind == PredicateKind::Verb)?;
    if look.is_unreal(verb) {
        return None;
    }
    let subject = frame.filler(&Slot::Subject)?;
    if anybody(look, subject) {
        return None;
    }
    let denier = look.on.actors.at(subject);
    let clause = frame.filler(&Slot::ClauseComplement).or_else(|| frame.filler(&Slot::OpenComplement));
    let object = frame.filler(&Slot::Object);
    let (about, head) = match (clause, object) {
        (Some(clause), _) if takes == "any" => (of_clause(look, clause, denier), clause),
        (_, Some(object)) => (of_object(look, object, takes)?, object),
        _ => return None,
    };
    denier?;
    let noun = tree.pos(head) == Upos::Noun;
    let mut words = look.words_under(head);
    if noun {
        words.lemmas.remove(tree.lemma(head));
    }
    let claimant = object.filter(|o| noun && *o == head).and_then(|o| owner(look, o));
    let span = look.clause_span(verb, Some(head));
    let (involvement, by_verb) = (about == About::Part, true);
    Some(Denial { cue: verb, denier, about, words, claimant, involvement, by_verb, span })
}

/// "anyone who denies it": nobody in particular.
fn anybody(look: &Look<'_>, subject: TokenIx) -> bool {
    let tree = look.on.tree;
    let any = |d: TokenIx| matches!(tree.lemma(d), "any" | "every" | "no" | "each" | "whoever" | "another");
    tree.children_by(subject, &[Deprel::Det, Deprel::Amod]).any(any)
}

/// A clause with the denier as its subject, or none of its own, is about the denier's part.
fn of_clause(look: &Look<'_>, clause: TokenIx, denier: Option<EntityIx>) -> About {
    let subject = look.on.tree.child(clause, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let own = subject.is_none_or(|s| denier.is_some() && look.on.actors.at(s) == denier);
    if own { About::Part } else { About::Matter }
}

fn of_object(look: &Look<'_>, object: TokenIx, takes: &str) -> Option<About> {
    let lemma = look.on.tree.lemma(object);
    if look.on.tree.pos(object) == Upos::Pron {
        let points = matches!(lemma, "it" | "this" | "that" | "which");
        return (points && takes == "any").then_some(About::Accusation);
    }
    if LIST.has("involvement", lemma) {
        let told = LIST.has("involvement wrong", lemma)
            || look.on.tree.child(object, &[Deprel::Nmod, Deprel::Acl]).is_some();
        return told.then_some(About::Part);
    }
    match LIST.get("claim noun", lemma) {
        Some("accusation") => Some(About::Accusation),
        // "rejected the idea" turns down a plan unless a clause says what is so
        Some("that") => clausal(look, object).then_some(About::Matter),
        Some(_) => Some(About::Matter),
        None if takes == "any" && violent(look, object) => Some(About::Part),
        None => None,
    }
}

/// A noun with a clause that says how something is, not how it should be.
fn clausal(look: &Look<'_>, noun: TokenIx) -> bool {
    let clause = look.on.tree.child(noun, &[Deprel::Acl, Deprel::Ccomp]);
    clause.is_some_and(|c| {
        look.on.tree.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some() && !look.is_unreal(c)
    })
}

/// "denied the attack": a deed as object.
fn violent(look: &Look<'_>, object: TokenIx) -> bool {
    look.on
        .events
        .iter()
        .any(|e| e.trigger == object && matches!(e.meaning.kind.label(), "ASSAULT" | "COERCE"))
}

/// "the president's claims", "the accusation by the ministry".
fn owner(look: &Look<'_>, noun: TokenIx) -> Option<EntityIx> {
    let tree = look.on.tree;
    let mut around = tree.children(noun).filter(|c| match tree.rel(*c) {
        Deprel::NmodPoss | Deprel::Amod | Deprel::Compound => true,
        Deprel::Nmod => matches!(tree.case(*c).as_deref(), Some("by" | "from" | "of")),
        _ => false,
    });
    around.find_map(|c| look.on.actors.at(c).or_else(|| look.on.actors.country_at(c)))
}

/// "there is no evidence that …", "found no proof of …".
fn no_proof(look: &Look<'_>, noun: TokenIx) -> Option<Denial> {
    let tree = look.on.tree;
    if tree.pos(noun) != Upos::Noun || !LIST.has("proof", tree.lemma(noun)) {
        return None;
    }
    tree.children_by(noun, &[Deprel::Det, Deprel::Amod])
        .find(|d| matches!(tree.lemma(*d), "no" | "little" | "scant"))?;
    let matter = tree.child(noun, &[Deprel::Acl, Deprel::AclRelcl, Deprel::Ccomp, Deprel::Nmod])?;
    let governor = tree.clause(noun);
    if look.is_unreal(governor) && !look.is_negated(governor) {
        return None;
    }
    let mut words = look.words_under(matter);
    words
        .lemmas
        .retain(|w| !matches!(w.as_str(), "support" | "suggest" | "indicate" | "back" | "show" | "link"));
    let denier = look.voice(noun).and_then(|v| v.1);
    let claimed = tree.children(matter).find(|c| LIST.has("claim noun", tree.lemma(*c)));
    let claimant = claimed.and_then(|c| owner(look, c));
    let span = look.clause_span(noun, Some(matter));
    let involvement =
        std::iter::once(matter).chain(tree.children(matter)).any(|t| LIST.has("involvement", tree.lemma(t)));
    let about = About::Matter;
    Some(Denial { cue: noun, denier, about, words, claimant, involvement, by_verb: false, span })
}

/// The best telling that the denial answers.
fn answered(look: &Look<'_>, all: &[Denial], denial: &Denial) -> Option<Discrepancy> {
    let denied_itself = |t: &Telling| {
        all.iter()
            .any(|d| d.span.overlaps(t.side.span) && (d.span == denial.span || d.span.contains(t.side.span)))
    };
    let scored =
        look.tellings.iter().filter(|t| !denied_itself(t)).filter_map(|t| Some((score(look, denial, t)?, t)));
    let (_, telling) = scored.max_by_key(|(score, t)| (*score, std::cmp::Reverse(t.side.span.start)))?;
    let kind = match denial.about {
        About::Part | About::Accusation => Kind::Responsibility,
        About::Matter if denial.involvement && telling.is_accusation => Kind::Responsibility,
        About::Matter => Kind::Account,
    };
    let side = Side { subject: statement_of(look, denial), span: denial.span };
    let explanation = explain(look, denial, telling);
    Some(Discrepancy::between(kind, Severity::Contradiction, vec![telling.side, side], explanation))
}

/// The statement that the denial is in the record.
fn statement_of(look: &Look<'_>, denial: &Denial) -> Option<Subject> {
    let list = &look.on.statements.list;
    let own = list.iter().position(|s| s.cue == Some(denial.cue));
    let around = || look.voice(denial.cue).map(|v| v.0.0 as usize);
    own.or_else(around).map(|i| Subject::Statement(crate::voices::StatementIx(i as u32)))
}

fn explain(look: &Look<'_>, denial: &Denial, telling: &Telling) -> String {
    let said = telling
        .speaker
        .map_or_else(|| "Told in the report".into(), |s| format!("Said by {}", look.name(Some(s))));
    let denied = denial
        .denier
        .map_or_else(|| "contradicted by the report".into(), |d| format!("denied by {}", look.name(Some(d))));
    format!("{said}, {denied}.")
}

/// How well a telling fits as what is denied; `None` where it does not.
fn score(look: &Look<'_>, denial: &Denial, telling: &Telling) -> Option<i64> {
    let here = look.sentence(denial.cue);
    let (back, ahead) = (here.saturating_sub(telling.sentence), telling.sentence.saturating_sub(here));
    // nobody denies what the own side says
    let own = telling.speaker.zip(denial.denier).is_some_and(|(s, d)| look.one_side(s, d));
    if own || back > BACK || ahead > AHEAD || telling.side.span.contains(look.on.tree.token(denial.cue).span)
    {
        return None;
    }
    // a lawyer or spokesman denies for somebody
    let behalf =
        denial.denier.and_then(|d| look.on.actors.get(d).of).and_then(|head| look.on.actors.at(head));
    let deniers = [denial.denier, behalf];
    let one = |e: &EntityIx| deniers.iter().flatten().any(|d| look.one_side(*d, *e));
    let cleared = |e: &EntityIx| {
        denial.about == About::Matter && denial.words.entities.contains(e) && telling.is_accusation
    };
    let same_deed = telling.deed.as_ref().is_none_or(|deed| {
        denial.words.lemmas.iter().any(|w| kindred(w, deed)) || (denial.words.is_empty() && back <= 2)
    });
    let aimed = same_deed && telling.blamed.iter().any(one);
    let exonerated = telling.blamed.iter().any(cleared) && denial.involvement;
    let named = aimed || (telling.is_statement && telling.words.entities.iter().any(one));
    let shared = denial.words.shared(&telling.words);
    let claimed = match (denial.claimant, telling.speaker) {
        (Some(a), Some(b)) => look.one_side(a, b),
        _ => false,
    };
    let next = back <= 1 && ahead == 0;
    let told = telling.speaker.is_some();
    let fits = match denial.about {
        About::Part => {
            (aimed && (shared > 0 || denial.words.is_empty() || back <= 2))
                || (named && told && (shared > 1 || (next && denial.words.lemmas.len() <= 2)))
        }
        About::Accusation => {
            (aimed && (told || next))
                || (named && told && next)
                || (shared >= 2 && told)
                || (claimed && (named || shared > 0))
        }
        About::Matter => {
            let half = shared >= 2 && shared * 2 >= denial.words.lemmas.len();
            let common = denial.words.entities.intersection(&telling.words.entities).next().is_some();
            let set = telling.side.span.start > denial.span.start
                && ahead == 0
                && (shared > 0 || common)
                && look.contrasted(denial.span, telling.side.span);
            let bare = denial.words.is_empty() && next && telling.is_doubted && denial.by_verb;
            exonerated
                || told
                    && (bare
                        || (half && telling.is_statement)
                        || set
                        || (claimed && telling.is_statement && (shared > 0 || next)))
        }
    };
    let closeness = 10 - i64::from(back.min(8)) - 2 * i64::from(ahead);
    fits.then(|| {
        6 * i64::from(aimed) + 3 * shared as i64 + 4 * i64::from(claimed) + 2 * i64::from(named) + closeness
    })
}
