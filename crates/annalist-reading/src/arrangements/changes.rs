//! Where the text tells that the state of an arrangement changes.

use super::kind::{Kind, State};
use super::lexicon::Rule;
use super::mentions::Mention;
use super::{Change, Inputs, parties, said};
use crate::actors::{EntityIx, Kind as ActorKind};
use crate::events::{EventIx, Lookup, Status, status_of};
use crate::frames::{self, Frame, PredicateKind, Slot};
use crate::lexicon::SlotName;
use annalist_language::{Deprel, Feats, TokenIx, Upos};
use annalist_world::Iso3;
use annalist_world::codebook::EventType;
use std::collections::BTreeMap;

/// A change and what it is a change of.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The arrangement.
    pub target: Target,
    /// Parties that the change names.
    pub parties: Vec<EntityIx>,
    /// The change.
    pub change: Change,
}

/// What a change is a change of.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// A phrase of the text, by its index.
    Named(usize),
    /// What the words of the change make without naming it.
    Made(Kind, String),
}

/// How deep "the terms of the first phase of the deal" may nest.
const MAX_DEPTH: usize = 3;

pub(super) struct Reading<'a, 'b> {
    pub(super) inputs: Inputs<'a>,
    pub(super) look: &'b Lookup<'a, 'a>,
    pub(super) mentions: &'b [Mention],
    by_head: BTreeMap<TokenIx, usize>,
}

/// All changes in text order.
pub(super) fn find<'a>(inputs: Inputs<'a>, look: &Lookup<'a, 'a>, mentions: &[Mention]) -> Vec<Told> {
    // every word of a name leads to it, for parsers may take either of two for the head
    let words = |m: &Mention| (m.words.0.0..=m.words.1.0).map(TokenIx);
    let by_head = mentions.iter().enumerate().flat_map(|(i, m)| words(m).map(move |t| (t, i))).collect();
    let reading = Reading { inputs, look, mentions, by_head };
    let verbs = inputs.frames.iter().filter(|f| f.kind == PredicateKind::Verb);
    let mut told: Vec<Told> = verbs.flat_map(|frame| reading.by_verb(frame)).collect();
    let tokens = (0..inputs.tree.parse.tokens.len()).map(|i| TokenIx(i as u32));
    told.extend(tokens.flat_map(|i| reading.by_noun(i)));
    told.extend(said::find(&reading));
    told.sort_by_key(|t| t.change.trigger);
    told
}

impl Reading<'_, '_> {
    fn by_verb(&self, frame: &Frame) -> Vec<Told> {
        let tree = self.inputs.tree;
        let rules = self.inputs.lexicon.arrangements.of_verb(&tree.lemma(frame.predicate).to_lowercase());
        self.first_that_fits(frame, rules, &[Slot::Subject])
    }

    fn by_noun(&self, noun: TokenIx) -> Vec<Told> {
        let tree = self.inputs.tree;
        let rules = self.inputs.lexicon.arrangements.of_noun(&tree.lemma(noun).to_lowercase());
        let named = self.mentions.iter().any(|m| m.words.0 <= noun && noun <= m.words.1);
        if rules.is_empty() || tree.pos(noun) != Upos::Noun || named {
            return Vec::new();
        }
        let frame = frames::of_noun(tree, self.inputs.lexicon, noun);
        let doers = [Slot::Preposition("by".into()), Slot::Possessor, Slot::Subject, Slot::Modifier];
        self.first_that_fits(&frame, rules, &doers)
    }

    fn first_that_fits(&self, frame: &Frame, rules: &[Rule], doers: &[Slot]) -> Vec<Told> {
        for rule in rules.iter().filter(|rule| self.holds(frame, rule)) {
            let told = match &rule.make {
                Some((kind, name)) => self.made(frame, rule, (*kind, name), doers),
                None => self.acted_on(frame, rule, doers),
            };
            if !told.is_empty() {
                return told;
            }
        }
        Vec::new()
    }

    fn holds(&self, frame: &Frame, rule: &Rule) -> bool {
        let tree = self.inputs.tree;
        let stands = |word: &String| {
            self.look.stands_with(frame.predicate, word)
                || tree.parse.tokens.len() > frame.predicate.at() + 1
                    && tree.form(TokenIx(frame.predicate.0 + 1)).eq_ignore_ascii_case(word)
        };
        rule.with.iter().all(stands) && rule.conditions.iter().all(|c| self.look.holds(frame, c))
    }

    fn acted_on(&self, frame: &Frame, rule: &Rule, doers: &[Slot]) -> Vec<Told> {
        // "a truce ended the war" ends no truce
        let transitive = !frame.passive && frame.filler(&Slot::Object).is_some();
        let both = rule.on.contains(&SlotName::Object);
        for slot in rule.on.iter().filter(|s| **s != SlotName::Subject || !(both && transitive)) {
            let heads = fillers(frame, slot);
            let mut named: Vec<usize> = heads
                .into_iter()
                .flat_map(|h| self.inputs.tree.conjuncts(h))
                .filter_map(|h| self.meant(h, 0))
                .filter(|m| self.is_said_of(rule, *m) && self.mentions[*m].head != frame.predicate)
                .collect();
            named.dedup();
            if !named.is_empty() {
                let doers = if *slot == SlotName::Subject { &[] } else { doers };
                return named.into_iter().map(|m| self.told(frame, rule, Target::Named(m), doers)).collect();
            }
        }
        Vec::new()
    }

    pub(super) fn is_said_of(&self, rule: &Rule, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        rule.is_said_of(mention.kind, &self.inputs.tree.lemma(mention.head).to_lowercase())
    }

    /// An arrangement without a name: those it is between must both be there.
    fn made(&self, frame: &Frame, rule: &Rule, make: (Kind, &str), doers: &[Slot]) -> Vec<Told> {
        let heads = rule.on.iter().flat_map(|slot| fillers(frame, slot));
        let others: Vec<EntityIx> = if rule.member {
            heads.filter_map(|h| self.inputs.actors.at(h)).collect()
        } else {
            heads.flat_map(|h| self.belongs_to(h)).collect()
        };
        let name = others.first().filter(|_| rule.member).map_or_else(
            || make.1.to_string(),
            |body| format!("{} of {}", make.1, self.inputs.actors.get(*body).name),
        );
        let mut told = self.told(frame, rule, Target::Made(make.0, name), doers);
        // "withdrew troops from": what is withdrawn is no membership
        let moved = !rule.on.contains(&SlotName::Object) && frame.filler(&Slot::Object).is_some();
        if rule.member && (moved || !self.are_state_and_body(&told.change.by, &others)) {
            return Vec::new();
        }
        let all = told.parties.iter().copied().chain(others).filter(|e| parties::matters(self.inputs, *e));
        told.parties = parties::distinct(self.inputs, all);
        if told.parties.len() < 2 { Vec::new() } else { vec![told] }
    }

    /// States join and leave international bodies; people and armies only enter their houses.
    fn are_state_and_body(&self, doers: &[EntityIx], others: &[EntityIx]) -> bool {
        let actors = self.inputs.actors;
        let international = |e: &EntityIx| {
            actors.get(*e).country.is_some_and(|c| matches!(c, Iso3::UNO | Iso3::EUR | Iso3::IGO))
        };
        let body = |e: &EntityIx| international(e) && actors.get(*e).kind == ActorKind::Organization;
        let state = |e: &EntityIx| {
            matches!(actors.get(*e).kind, ActorKind::State | ActorKind::Government)
                && actors.get(*e).country.is_some()
                && !international(e)
        };
        !doers.is_empty() && doers.iter().all(state) && others.iter().any(body)
    }

    /// "the ambassador of X", "X's envoy", "the X diplomats": whose they are.
    fn belongs_to(&self, head: TokenIx) -> Vec<EntityIx> {
        let tree = self.inputs.tree;
        let owners = tree.children(head).filter(|c| match tree.rel(*c) {
            Deprel::Nmod => matches!(tree.case(*c).as_deref(), Some("of" | "to" | "from")),
            Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => tree.pos(*c) != Upos::Pron,
            _ => false,
        });
        let all = owners.flat_map(|o| tree.conjuncts(o)).flat_map(|o| self.look.somebody(o, true, 0));
        let found: Vec<EntityIx> =
            all.map(|p| p.entity).filter(|e| parties::matters(self.inputs, *e)).collect();
        if !found.is_empty() {
            return found;
        }
        self.look.somebody(head, true, 0).into_iter().map(|p| p.entity).collect()
    }

    pub(super) fn told(&self, frame: &Frame, rule: &Rule, target: Target, doers: &[Slot]) -> Told {
        let (inputs, tree) = (self.inputs, self.inputs.tree);
        let by = parties::doers(inputs, self.look, frame, doers);
        let kind = match &target {
            Target::Named(m) => self.mentions[*m].kind,
            Target::Made(kind, _) => *kind,
        };
        let mut with = parties::of_change(inputs, self.look, frame, kind);
        if !rule.outside {
            with.extend(by.iter().copied().filter(|e| parties::matters(inputs, *e)));
        }
        let (to, status) = self.state_and_status(frame, rule, &by);
        let noun = frame.kind == PredicateKind::Noun;
        let (first, last) = tree.clause_reach(if noun { frame.predicate } else { frame.carrier });
        let change = Change {
            to,
            status,
            voice: inputs.statements.holding(tree, frame.predicate),
            event: self.event(frame, &target),
            time: self.time(frame),
            trigger: frame.predicate,
            evidence: tree.trimmed(first, last),
            by,
        };
        Told { parties: parties::distinct(inputs, with.into_iter()), target, change }
    }

    fn time(&self, frame: &Frame) -> Option<usize> {
        let tree = self.inputs.tree;
        let dated = |token| crate::time::date_of(token, tree.parse, tree.text, self.inputs.times);
        dated(frame.predicate).or_else(|| dated(frame.carrier))
    }

    fn state_and_status(&self, frame: &Frame, rule: &Rule, by: &[EntityIx]) -> (State, Status) {
        let (inputs, tree) = (self.inputs, self.inputs.tree);
        let state = rule.state();
        if is_no_longer(self, frame.carrier) && state == State::InForce {
            return (State::Terminated, Status::Occurred);
        }
        // states last, changes do not: "respects the truce" goes on, "suspends the deal" is a headline's past
        let kind = match state {
            State::InForce | State::Expanded if rule.lasting => EventType::Cooperate,
            _ => EventType::Agree,
        };
        let (found, _) = status_of(tree, inputs.lexicon, frame, kind);
        let statement = inputs.statements.holding(tree, frame.predicate).map(|ix| inputs.statements.get(ix));
        let own = statement.and_then(|s| s.speaker).is_some_and(|speaker| {
            by.iter().any(|b| *b == speaker || parties::one_side(inputs, *b, speaker))
        });
        let under_way = tree.token(frame.carrier).xpos == annalist_language::Xpos::Vbg
            && tree.children_by(frame.carrier, &[Deprel::Aux]).any(|a| tree.lemma(a) == "be");
        let status = match found {
            Status::Intended if own => Status::Announced,
            // "announced that it had severed ties": announced when it was done
            Status::Announced if has_perfect(self, frame.carrier) => Status::Occurred,
            Status::Occurred | Status::Ongoing if own && under_way => Status::Announced,
            // who is negotiating or signing has not agreed yet
            Status::Ongoing if matches!(state, State::Agreed | State::Signed) => Status::Intended,
            Status::Occurred | Status::Ongoing => rule.status.unwrap_or(found),
            other => other,
        };
        if status == Status::Threatened && state.is_loss() {
            return (State::Threatened, Status::Occurred);
        }
        (state, status)
    }

    fn event(&self, frame: &Frame, target: &Target) -> Option<EventIx> {
        let named = match target {
            Target::Named(m) => Some(self.mentions[*m].head),
            Target::Made(..) => None,
        };
        let events = self.inputs.events;
        let exact = events.iter().position(|e| e.trigger == frame.predicate);
        let through = || events.iter().position(|e| Some(e.trigger) == named && e.carrier == frame.carrier);
        exact.or_else(through).map(|i| EventIx(i as u32))
    }

    /// The arrangement that a phrase stands for: itself, what it is the terms of, or what "it" points back to.
    pub(super) fn meant(&self, head: TokenIx, depth: usize) -> Option<usize> {
        let tree = self.inputs.tree;
        if let Some(found) = self.by_head.get(&head) {
            return Some(*found);
        }
        if depth < MAX_DEPTH
            && (self.inputs.lexicon.in_class("parts_of_arrangements", tree.lemma(head))
                || self.inputs.lexicon.is_transparent(tree.lemma(head)))
        {
            let inner = tree.children_by(head, &[Deprel::Nmod, Deprel::NmodPoss, Deprel::Compound]);
            return inner.into_iter().find_map(|c| self.meant(c, depth + 1));
        }
        self.antecedent(head)
    }

    /// "it", "them": the arrangement last named in this sentence or the one before, if the pronoun stands for nobody.
    fn antecedent(&self, head: TokenIx) -> Option<usize> {
        let tree = self.inputs.tree;
        let plural = match tree.lemma(head).to_lowercase().as_str() {
            "it" => false,
            "they" | "them" => true,
            _ => return None,
        };
        let sentence = tree.token(head).sentence.0;
        let object = matches!(tree.rel(head), Deprel::Obj);
        let nobody = self.inputs.actors.at(head).is_none();
        self.mentions.iter().enumerate().rev().find_map(|(i, m)| {
            let back = sentence.checked_sub(tree.token(m.head).sentence.0)?;
            let near = back == 0 || (back == 1 && nobody);
            let fits = m.head < head
                && near
                && (nobody || object)
                && !m.inside
                && tree.has(m.head, Feats::PLURAL) == plural;
            fits.then_some(i)
        })
    }
}

fn has_perfect(reading: &Reading<'_, '_>, verb: TokenIx) -> bool {
    let tree = reading.inputs.tree;
    tree.is_verb(verb) && tree.children_by(verb, &[Deprel::Aux]).any(|a| tree.lemma(a) == "have")
}

/// "no longer", "not … any more".
pub(super) fn is_no_longer(reading: &Reading<'_, '_>, verb: TokenIx) -> bool {
    let tree = reading.inputs.tree;
    let adverbs = tree.children_by(verb, &[Deprel::Advmod]);
    adverbs.into_iter().any(|a| {
        let none = tree.children(a).any(|c| tree.lemma(c) == "no")
            || a.0.checked_sub(1).is_some_and(|b| tree.form(TokenIx(b)).eq_ignore_ascii_case("no"));
        (matches!(tree.form(a).to_lowercase().as_str(), "longer" | "more") && none)
            || tree.form(a).eq_ignore_ascii_case("anymore")
    })
}

/// The heads that fill a slot of a change's frame.
fn fillers(frame: &Frame, slot: &SlotName) -> Vec<TokenIx> {
    let noun = frame.kind == PredicateKind::Noun;
    let matches = |found: &Slot| match (slot, found) {
        (SlotName::Subject, Slot::Subject)
        | (SlotName::Object, Slot::Object)
        | (SlotName::Indirect, Slot::Indirect) => true,
        (SlotName::Preposition(name), Slot::Preposition(case)) => {
            case == name || case.split(' ').any(|part| part == name)
        }
        // the truce's collapse, truce violations
        (SlotName::Preposition(name), Slot::Possessor | Slot::Modifier) => noun && name == "of",
        _ => false,
    };
    frame.args.iter().filter(|a| matches(&a.slot)).map(|a| a.head).collect()
}
