//! Which of the report's places each act is put in: by its own words, by another telling of it, or, where all who take part are of the
//! country that the report is about, in that country.

use super::placement::{Places, coarseness};
use crate::actors::{Actors, Kind};
use crate::events::{Event, is_verbal};
use crate::lexicon::Lexicon;
use crate::place::{PlaceMention, Precision};
use crate::tree::Tree;
use crate::voices::Statements;
use annalist_language::{Deprel, TokenIx};
use annalist_reports::ByteSpan;
use annalist_world::codebook::EventType;
use annalist_world::{Iso3, World};
use std::collections::BTreeSet;

/// Prepositions that put an act somewhere.
const INSIDE: [&str; 10] =
    ["in", "near", "inside", "outside", "around", "across", "within", "throughout", "off", "along"];
/// Prepositions that put only deeds somewhere: "fired at the village", "a flight over the island".
const DEEDS_INSIDE: [&str; 3] = ["at", "over", "through"];
/// How far above a name the act that it places may stand.
const STEPS: usize = 4;
/// How many names of one place may stand in each other: "the airport of the city of X in Y".
const NESTING: usize = 4;
/// How many mentions make a country the report's, for parties whose own words name none.
const SURE: usize = 3;
/// How many words are given as evidence for a country that is told without being named as a place.
const EVIDENCE: usize = 3;

/// How many sentences back a deed's place is carried on.
const NEAR: u32 = 2;

/// Whether an act of that type is done somewhere with bodies and things.
fn is_physical(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Mobilize)
}

/// Modes of acts that need an authority over the ground they are done on.
const RULING: [&str; 8] =
    ["arrest", "censor", "convict", "curfew", "deport", "expel", "martial-law", "restrict"];

/// What scenes are read from.
#[derive(Clone, Copy)]
pub(super) struct Stage<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) world: &'a World,
    pub(super) actors: &'a Actors,
    pub(super) statements: &'a Statements,
    pub(super) events: &'a [Event],
}

/// The place that the words below a token put it in.
pub(super) fn below(tree: Tree<'_>, places: &Places, top: TokenIx) -> Option<usize> {
    let inside = places.numbered().filter_map(|(m, n)| {
        let steps = 1 + tree.ancestors(m.head).take(STEPS).position(|a| a == top)?;
        let case = tree.case(m.head)?;
        INSIDE.contains(&case.as_str()).then_some(((steps, coarseness(m.precision), m.head), n))
    });
    inside.min_by_key(|(key, _)| *key).map(|(_, n)| n)
}

impl Stage<'_> {
    /// The number of each act's place.
    pub(super) fn scenes(self, places: &mut Places) -> Vec<Option<usize>> {
        let own: Vec<Option<(u8, usize)>> = self.events.iter().map(|e| self.told(places, e)).collect();
        let shared: Vec<Option<usize>> = (0..own.len())
            .map(|i| {
                let others = self.events[i].same_as.iter().map(|ix| own[ix.0 as usize]);
                let all = std::iter::once(own[i]).chain(others).flatten();
                // the finest of all tellings
                all.min_by_key(|(coarse, _)| *coarse).map(|(_, n)| n)
            })
            .collect();
        let scene = |i: usize| shared[i].or_else(|| self.carried(places, &own, i));
        let mut scenes: Vec<Option<usize>> = (0..own.len()).map(scene).collect();
        for (event, place) in self.events.iter().zip(&mut scenes) {
            *place = place.or_else(|| self.at_home(places, event));
        }
        scenes
    }

    /// "Protesters marched in X. Police fired tear gas.": a deed right after another is where that was, if nobody of another country takes
    /// part and its sentence speaks of no other place or year.
    fn carried(self, places: &Places, own: &[Option<(u8, usize)>], at: usize) -> Option<usize> {
        let sentence = |e: &Event| self.tree.token(e.trigger).sentence.0;
        let event = &self.events[at];
        let here = sentence(event);
        if !is_physical(event.meaning.kind) {
            return None;
        }
        let near = (0..at).rev().take_while(|i| here - sentence(&self.events[*i]) <= NEAR);
        let mut told = near.filter(|i| is_physical(self.events[*i].meaning.kind)).filter_map(|i| own[i]);
        let number = told.next()?.1;
        let country = places.country_of(number)?;
        let words = self.tree.parse.sentences[here as usize].range();
        let dated = words
            .map(|i| self.tree.form(TokenIx(i as u32)))
            .any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()));
        let elsewhere = places.numbered().any(|(m, n)| {
            self.tree.token(m.head).sentence.0 == here && places.country_of(n) != Some(country)
        });
        let parties = event.actors.iter().chain(&event.recipients);
        let abroad = parties.filter_map(|p| self.actors.get(p.entity).country).any(|c| c != country);
        (!dated && !elsewhere && !abroad).then_some(number)
    }

    /// The place that an act's own words name: below the word itself, then below the verb that carries it, then in the clause
    /// above or beside the words that it was said with.
    fn told(self, places: &Places, event: &Event) -> Option<(u8, usize)> {
        let tree = self.tree;
        self.under(places, event, event.trigger, false)
            .or_else(|| self.under(places, event, event.carrier, false))
            .or_else(|| {
                // "during a visit to the capital": the clause above sets the scene
                let clause = tree.clause(event.carrier);
                let above = tree.head(clause)?;
                let scene = matches!(
                    tree.rel(clause),
                    Deprel::Advcl | Deprel::Xcomp | Deprel::AclRelcl | Deprel::Conj
                );
                scene.then(|| self.under(places, event, above, true)).flatten()
            })
            .or_else(|| {
                let statement = self.statements.get(event.voice.filter(|_| is_verbal(event.meaning.kind))?);
                let speaks = event.actors.iter().any(|p| Some(p.entity) == statement.speaker);
                self.under(places, event, statement.cue.filter(|_| speaks)?, true)
            })
    }

    fn under(self, places: &Places, event: &Event, top: TokenIx, strict: bool) -> Option<(u8, usize)> {
        let ranked = places.numbered().filter_map(|(m, n)| {
            let steps = 1 + self.tree.ancestors(m.head).take(STEPS).position(|a| a == top)?;
            let rank = self.rank(places, event, m, top).filter(|rank| !strict || *rank == 0)?;
            Some(((rank, steps, coarseness(m.precision), m.head.0.abs_diff(event.trigger.0)), n))
        });
        ranked.min_by_key(|(key, _)| *key).map(|((_, _, coarse, _), n)| (coarse, n))
    }

    /// 0: somewhere for certain; 1: by what the act is done to; `None`: the name acts or only describes.
    fn rank(self, places: &Places, event: &Event, mention: &PlaceMention, top: TokenIx) -> Option<u8> {
        let tree = self.tree;
        let head = self.site(places, mention);
        let case = tree.case(head).unwrap_or_default();
        let case = case.as_str();
        let kind = event.meaning.kind;
        let bare = mention.precision == Precision::Country && head == mention.head;
        // "came to X to fight": who goes somewhere acts there
        let gone_to = matches!(case, "to" | "into")
            && self.lexicon.in_class("moves", tree.lemma(top))
            && top != event.trigger;
        if gone_to || INSIDE.contains(&case) || (DEEDS_INSIDE.contains(&case) && (!is_verbal(kind) || !bare))
        {
            return Some(0);
        }
        let acts = event.actors.iter().any(|p| p.head == mention.head);
        // "an ambassador to X resigns" is not in X: only what the act itself goes to, from or against
        let direct = tree
            .head(head)
            .is_some_and(|up| up == top || (tree.head(up) == Some(top) && tree.rel(up) == Deprel::Obj));
        let met = direct
            && match kind {
                EventType::Assault | EventType::Mobilize | EventType::Coerce => {
                    matches!(case, "on" | "against" | "of" | "into" | "to" | "from")
                }
                EventType::Consult => matches!(case, "to" | "into"),
                EventType::Retreat | EventType::Aid | EventType::Protest => {
                    matches!(case, "to" | "from" | "on" | "into")
                }
                _ => false,
            };
        let done_to = matches!(kind, EventType::Assault | EventType::Mobilize | EventType::Retreat)
            || (kind == EventType::Consult && event.recipients.is_empty());
        let object = case.is_empty() && done_to && matches!(tree.rel(head), Deprel::Obj | Deprel::NsubjPass);
        (!acts && (met || object)).then_some(1)
    }

    /// "the airport of X", "the X cathedral", "Y" in "X, Y": the site or place that a name belongs to.
    fn site(self, places: &Places, mention: &PlaceMention) -> TokenIx {
        let tree = self.tree;
        let mut at = mention.head;
        // "in the capital X": the tree may hang the name beside the noun right before it
        let before = mention.tokens.0.0.checked_sub(1).map(TokenIx);
        if let Some(noun) = before.filter(|_| tree.case(at).is_none())
            && tree.token(noun).sentence == tree.token(at).sentence
            && self.lexicon.in_class("sites", &tree.lemma(noun).to_lowercase())
            && tree.head(at) != Some(noun)
            && tree.case(noun).is_some()
        {
            at = noun;
        }
        for _ in 0..NESTING {
            let Some(up) = tree.head(at) else { break };
            let site = || self.lexicon.in_class("sites", &tree.lemma(up).to_lowercase());
            let inside = match tree.rel(at) {
                Deprel::Nmod if tree.case(at).as_deref() == Some("of") => site() || places.names(up),
                Deprel::Compound | Deprel::NmodPoss | Deprel::Flat => site(),
                Deprel::Appos | Deprel::NmodUnmarked | Deprel::NmodDesc => {
                    tree.case(at).is_none() && (places.names(up) || site())
                }
                _ => false,
            };
            if !inside {
                break;
            }
            at = up;
        }
        at
    }

    /// The country of an act among people and bodies of the country that the report is about.
    fn at_home(self, places: &mut Places, event: &Event) -> Option<usize> {
        if let Some(country) = self.ruled_in(event) {
            return places.country(country, self.world, &self.evidence(country));
        }
        let focus = self.actors.focus?;
        let parties = event.actors.iter().chain(&event.recipients).map(|p| self.actors.get(p.entity));
        let countries: BTreeSet<Iso3> = parties.clone().filter_map(|e| e.country).collect();
        // what an army does to nobody in particular may be anywhere
        let moves =
            matches!(event.meaning.kind, EventType::Assault | EventType::Mobilize | EventType::Retreat);
        let forces =
            moves
                && event.recipients.is_empty()
                && event.actors.iter().map(|p| self.actors.get(p.entity)).any(|e| {
                    e.kind == Kind::State || e.sectors.first() == Some(&annalist_world::Sector::Mil)
                });
        if forces {
            return None;
        }
        // "the hostages will be released": nobody's own words say where
        let given =
            matches!(event.meaning.kind, EventType::Retreat | EventType::Aid) && event.actors.is_empty();
        if given && event.recipients.iter().all(|p| self.actors.get(p.entity).country_from_context) {
            return None;
        }
        let from_words = |e: &&crate::actors::Entity| !e.country_from_context;
        let sure = self.actors.focus_mentions >= SURE || parties.clone().any(|e| from_words(&e));
        let said = is_verbal(event.meaning.kind);
        let told = event.actors.iter().any(|p| self.actors.get(p.entity).country == Some(focus));
        if !sure || (said && !told) || countries.len() != 1 || !countries.contains(&focus) {
            return None;
        }
        places.country(focus, self.world, &self.evidence(focus))
    }

    /// What only a state's own authorities can do is done in that state: arrests, sentences, bans, curfews, expulsions.
    fn ruled_in(self, event: &Event) -> Option<Iso3> {
        use annalist_world::Sector as S;
        let ruling = matches!(event.meaning.kind, EventType::Coerce | EventType::Sanction)
            && event.meaning.modes.iter().any(|m| RULING.contains(&m.as_str()));
        let mut countries = event.actors.iter().map(|p| {
            let actor = self.actors.get(p.entity);
            let rules = actor.kind == Kind::State
                || matches!(actor.sectors.first(), Some(S::Gov | S::Cop | S::Jud | S::Leg));
            actor.country.filter(|c| rules && !c.is_international())
        });
        let first = countries.next().filter(|_| ruling)??;
        countries.all(|c| c == Some(first)).then_some(first)
    }

    /// The first words that name somebody of a country.
    fn evidence(self, country: Iso3) -> Vec<ByteSpan> {
        let named =
            self.actors.entities.iter().filter(|e| e.country == Some(country) && !e.country_from_context);
        let mut spans: Vec<ByteSpan> = named.flat_map(|e| e.mentions.iter().map(|(_, span)| *span)).collect();
        spans.sort_by_key(|span| span.start);
        spans.dedup();
        spans.truncate(EVIDENCE);
        spans
    }
}
