//! Shares that do not make up their whole.

use super::look::Look;
use super::{Discrepancy, Kind, Severity, Side, Subject};
use crate::tolls::Toll;

pub(super) fn find(look: &Look<'_>) -> Vec<Discrepancy> {
    let tolls = look.on.tolls;
    let mut all: Vec<Discrepancy> = (0..tolls.len()).filter_map(|whole| exceeded(look, whole)).collect();
    for a in 0..tolls.len() {
        all.extend((a + 1..tolls.len()).filter_map(|b| told_less_exactly(look, a, b)));
    }
    all
}

fn side(look: &Look<'_>, toll: usize) -> Side {
    Side { subject: Some(Subject::Toll(toll)), span: look.on.tolls[toll].evidence }
}

/// "Nine people died: seven women and five men."
fn exceeded(look: &Look<'_>, whole: usize) -> Option<Discrepancy> {
    let toll = &look.on.tolls[whole];
    let high = toll.high?;
    // a share counted in a group of its own may overlap with others ("seven women and five foreigners") unless one alone is too large
    let low = |p: &usize| look.on.tolls[*p].low.unwrap_or(0);
    let shares = toll.parts.iter().copied().filter(|p| look.on.tolls[*p].harm == toll.harm);
    let largest = shares.max_by_key(low)?;
    if low(&largest) <= high {
        return None;
    }
    let sides = vec![side(look, whole), side(look, largest)];
    let explanation = format!("A share of {} is larger than the whole of {high}.", low(&largest));
    Some(Discrepancy::between(Kind::Composition, Severity::Contradiction, sides, explanation))
}

/// "nine were killed, eight of them fighters" beside "nine were killed, most of them fighters": one only tells more exactly.
fn told_less_exactly(look: &Look<'_>, a: usize, b: usize) -> Option<Discrepancy> {
    let tolls = look.on.tolls;
    let (x, y) = (&tolls[a], &tolls[b]);
    if !x.same_as.contains(&b) || x.parts.is_empty() || y.parts.is_empty() {
        return None;
    }
    let exact = |t: &Toll| t.parts.iter().all(|p| tolls[*p].best.is_some());
    let counts = |t: &Toll| t.parts.iter().map(|p| tolls[*p].best).collect::<Vec<_>>();
    if counts(x) == counts(y) {
        return None;
    }
    let sum = |t: &Toll| t.parts.iter().filter_map(|p| tolls[*p].best).sum::<u64>();
    let whole = x.best?;
    let compatible =
        sum(x) <= whole && sum(y) <= whole && !(exact(x) && exact(y) && sum(x) == whole && sum(y) == whole);
    if !compatible {
        return None;
    }
    let sides = vec![side(look, x.parts[0]), side(look, y.parts[0])];
    let explanation =
        format!("Of the same {whole} the shares are told differently, without excluding each other.");
    Some(Discrepancy::between(Kind::Composition, Severity::Precision, sides, explanation))
}
