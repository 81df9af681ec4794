//! Which expression of time dates a predicate.

use super::{LIST, TimeExpression};
use annalist_language::{Deprel, Feats, Parse, TokenIx, Upos};
use annalist_reports::Text;

/// The expression that dates the act that `event` names, if the text says so; nothing is guessed from other sentences.
///
/// Tried in this order: what hangs on the word itself; for a noun, the verb that only says that it happened; for a verb,
/// what dates the scene it is set in (`in a raid on Monday`); the verb it is coordinated with or a mere circumstance
/// of; an adverbial that opens the sentence.
pub fn date_of(event: TokenIx, parse: &Parse, text: &Text, times: &[TimeExpression]) -> Option<usize> {
    Attachment { parse, text, times }.date_of(event.at(), 4)
}

struct Attachment<'a> {
    parse: &'a Parse,
    text: &'a Text,
    times: &'a [TimeExpression],
}

impl Attachment<'_> {
    fn date_of(&self, event: usize, depth: u8) -> Option<usize> {
        let found = self.direct(event).or_else(|| self.scene(event)).or_else(|| self.told_by(event));
        if found.is_some() || depth == 0 {
            return found;
        }
        if self.parse.tokens[event].upos == Upos::Verb || self.has_copula(event) {
            self.of_governor(event, depth - 1).or_else(|| self.opening(event))
        } else {
            self.of_carrier(event, depth - 1)
        }
    }

    fn rel(&self, i: usize) -> Deprel {
        self.parse.tokens[i].deprel
    }

    fn head(&self, i: usize) -> Option<usize> {
        self.parse.tokens[i].head.map(TokenIx::at)
    }

    fn lemma(&self, i: usize) -> &str {
        self.parse.lemma(TokenIx(i as u32))
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.parse.tokens.get(i).is_some_and(|t| self.text.slice(t.span).eq_ignore_ascii_case(word))
    }

    fn children(&self, i: usize) -> impl Iterator<Item = usize> {
        self.parse.children(TokenIx(i as u32)).map(TokenIx::at)
    }

    fn has_copula(&self, i: usize) -> bool {
        self.children(i).any(|c| self.rel(c) == Deprel::Cop)
    }

    /// An expression that hangs on the word, by itself or through a name or place it was misread into.
    fn direct(&self, event: usize) -> Option<usize> {
        self.times.iter().position(|t| t.dates() && self.hangs_on(t, event))
    }

    fn hangs_on(&self, time: &TimeExpression, event: usize) -> bool {
        let holds = |i: usize| (time.tokens.0.at()..time.tokens.1.at()).contains(&i);
        if holds(event) || self.parse.tokens[event].sentence != self.parse.token(time.head).sentence {
            return false;
        }
        let mut at = time.head.at();
        for _ in 0..3 {
            if !adverbial(self.rel(at)) {
                return false;
            }
            let Some(up) = self.head(at) else { return false };
            if up == event {
                return true;
            }
            // `in Baghdad on Friday`, `near the border Monday night`: the place is not what has a date.
            let through =
                matches!(self.rel(up), Deprel::Obl | Deprel::Nmod | Deprel::OblUnmarked | Deprel::OblAgent);
            let place = self.parse.tokens[up].upos == Upos::Propn || holds(up);
            // `late on Sunday`, `early in March`
            let adverb = self.parse.tokens[up].upos == Upos::Adv && self.rel(up) == Deprel::Advmod;
            if !(adverb || through && place) {
                return false;
            }
            at = up;
        }
        false
    }

    /// The scene in which a verb sets what it tells: `killed nine people in a raid on Thursday`.
    fn scene(&self, event: usize) -> Option<usize> {
        let scenes = self.children(event).filter(|c| matches!(self.rel(*c), Deprel::Obl | Deprel::Nmod));
        let mut inside = scenes.filter(|c| {
            let within = |w: usize| {
                self.rel(w) == Deprel::Case && ["in", "during", "at"].iter().any(|p| self.is(w, p))
            };
            self.children(*c).any(within)
        });
        inside.find_map(|c| self.direct(c))
    }

    /// A relative clause that only says when it happened: `the proclamation , which was made on Monday`.
    fn told_by(&self, event: usize) -> Option<usize> {
        let clauses = self.children(event).filter(|c| matches!(self.rel(*c), Deprel::AclRelcl | Deprel::Acl));
        clauses.filter(|c| self.only_occurs(*c)).find_map(|c| self.direct(c))
    }

    fn only_occurs(&self, verb: usize) -> bool {
        LIST.has("occurrence", self.lemma(verb))
    }

    /// The verb that carries an event noun: `the raid took place on Monday`, `staged a protest on Monday`.
    fn of_carrier(&self, noun: usize, depth: u8) -> Option<usize> {
        let up = self.head(noun)?;
        let argument =
            matches!(self.rel(noun), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Conj);
        let joined = self.rel(noun) == Deprel::Conj;
        if argument && (joined || self.only_occurs(up)) {
            return self.date_of(up, depth);
        }
        // `the talks are due to open tomorrow`
        let mut opens = self.children(up).filter(|c| self.rel(*c) == Deprel::Xcomp && self.only_occurs(*c));
        if argument && let Some(found) = opens.find_map(|c| self.direct(c)) {
            return Some(found);
        }
        // `in 2006 it was the target of an attack`
        let undergone = self.rel(noun) == Deprel::Nmod && LIST.has("undergoing", self.lemma(up));
        if undergone && self.has_copula(up) { self.date_of(up, depth) } else { None }
    }

    /// The clause that a verb shares its time with: its first conjunct, the verb it is a circumstance of.
    fn of_governor(&self, verb: usize, depth: u8) -> Option<usize> {
        let up = self.head(verb)?;
        let own_subject =
            || self.children(verb).any(|c| matches!(self.rel(c), Deprel::Nsubj | Deprel::NsubjPass));
        let marked = || self.children(verb).any(|c| self.rel(c) == Deprel::Mark);
        let shares = match self.rel(verb) {
            Deprel::Conj => !own_subject(),
            Deprel::Advcl => {
                (!own_subject() && !marked() && self.is_participle(verb)) || self.at_once(verb, up)
            }
            Deprel::AclRelcl if self.opens_with(verb, &["where"]) => {
                let scene = self.clause_of(up);
                return self.date_of(scene, depth);
            }
            Deprel::Xcomp => self.only_occurs(up),
            Deprel::AclRelcl | Deprel::Acl => return self.direct(up).or_else(|| self.scene_of(up, depth)),
            _ => false,
        };
        let same_time = !LIST.has("attribution", self.lemma(up)) || self.rel(verb) == Deprel::Advcl;
        if shares && same_time { self.date_of(up, depth) } else { self.of_conjunct(verb) }
    }

    /// A clause that tells of the same hour as its governor: `broke out on Monday when`, `met on Monday to sign`,
    /// `died on Monday after being shot`.
    fn at_once(&self, verb: usize, up: usize) -> bool {
        let bare = !self.children(verb).any(|c| matches!(self.rel(c), Deprel::Nsubj | Deprel::NsubjPass));
        self.opens_with(verb, &["when", "as", "while"])
            || (bare && self.opens_with(verb, &["to"]))
            || (self.opens_with(verb, &["after", "when"]) && LIST.has("outcome", self.lemma(up)))
    }

    fn opens_with(&self, verb: usize, words: &[&str]) -> bool {
        let opens = |c: &usize| matches!(self.rel(*c), Deprel::Mark | Deprel::Advmod) && *c < verb;
        self.children(verb).filter(opens).any(|c| words.iter().any(|w| self.is(c, w)))
    }

    /// The verb that a phrase belongs to.
    fn clause_of(&self, mut phrase: usize) -> usize {
        for _ in 0..4 {
            if self.parse.tokens[phrase].upos == Upos::Verb {
                break;
            }
            let Some(up) = self.head(phrase) else { break };
            phrase = up;
        }
        phrase
    }

    /// `raided the camp and arrested five on Monday`: the date at the end is of both.
    fn of_conjunct(&self, verb: usize) -> Option<usize> {
        let mut conjuncts = self.children(verb).filter(|c| self.rel(*c) == Deprel::Conj);
        conjuncts.find_map(|c| {
            let subject = self.children(c).any(|s| matches!(self.rel(s), Deprel::Nsubj | Deprel::NsubjPass));
            (!subject).then(|| self.direct(c)).flatten()
        })
    }

    /// `in a raid that killed nine`: the date of the clause the noun stands in as scene or bare subject.
    fn scene_of(&self, noun: usize, depth: u8) -> Option<usize> {
        let up = self.head(noun)?;
        match self.rel(noun) {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj if self.only_occurs(up) => {
                self.date_of(up, depth)
            }
            _ => None,
        }
    }

    fn is_participle(&self, verb: usize) -> bool {
        self.parse.tokens[verb].feats.has(Feats::PARTICIPLE | Feats::GERUND)
            || matches!(
                self.parse.tokens[verb].xpos,
                annalist_language::Xpos::Vbg | annalist_language::Xpos::Vbn
            )
    }

    /// An adverbial that opens the sentence dates its main verb, however the tree has hung it.
    fn opening(&self, verb: usize) -> Option<usize> {
        // what opens the sentence is said of all verbs coordinated with its first
        let first =
            self.head(verb).filter(|up| self.rel(verb) == Deprel::Conj && self.rel(*up) == Deprel::Root);
        let main = first.unwrap_or(verb);
        if self.rel(main) != Deprel::Root {
            return None;
        }
        let start = self.parse.sentence(TokenIx(verb as u32)).tokens.0.at();
        let opens = |t: &TimeExpression| {
            let first = t.tokens.0.at();
            let lead = first.saturating_sub(2)..=first;
            t.dates() && lead.contains(&start) && adverbial(self.rel(t.head.at())) && t.head.at() < main
        };
        let found = self.times.iter().position(opens)?;
        let end = self.times[found].tokens.1.at();
        (self.is(end, ",") || self.head(self.times[found].head.at()) == Some(main)).then_some(found)
    }
}

/// Relations by which a time hangs on what it dates.
fn adverbial(rel: Deprel) -> bool {
    use Deprel as D;
    matches!(
        rel,
        D::Obl
            | D::OblUnmarked
            | D::Nmod
            | D::NmodUnmarked
            | D::NmodDesc
            | D::NmodPoss
            | D::Advmod
            | D::Amod
            | D::Compound
            | D::Nummod
            | D::Appos
            | D::Dep
    )
}
