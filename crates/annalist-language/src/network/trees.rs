//! From arc scores to a tree: greedy heads where they make one, else Chu-Liu/Edmonds with a single root.

/// Buffers of the tree search.
#[derive(Default)]
pub(super) struct TreeWork {
    heads: Vec<u16>,
    state: Vec<u32>,
}

/// The best heads, from 1, 0 for the root, of `len` words with scores `[word * stride + head]`: one root, no cycle.
pub(super) fn best_tree<'a>(scores: &[f32], stride: usize, len: usize, work: &'a mut TreeWork) -> &'a [u16] {
    work.heads.clear();
    for row in scores[..len * stride].chunks_exact(stride) {
        work.heads.push(super::best(&row[..=len]));
    }
    if !is_tree(&work.heads, &mut work.state) {
        let matrix = Matrix::single_root(scores, stride, len);
        work.heads.clear();
        work.heads.extend(matrix.arborescence()[1..].iter().map(|head| *head as u16));
    }
    &work.heads
}

fn is_tree(heads: &[u16], state: &mut Vec<u32>) -> bool {
    if heads.iter().filter(|head| **head == 0).count() != 1 {
        return false;
    }
    state.clear();
    state.resize(heads.len() + 1, 0);
    state[0] = u32::MAX;
    for start in 1..=heads.len() {
        // Words of this walk are marked with its number; meeting the mark again is a cycle, meeting another is not.
        let mut word = start;
        while state[word] == 0 {
            state[word] = start as u32;
            word = usize::from(heads[word - 1]);
        }
        if state[word] == start as u32 {
            return false;
        }
    }
    true
}

/// Scores of dependents (rows) and heads (columns); node 0 is the root.
struct Matrix {
    size: usize,
    scores: Vec<f64>,
}

impl Matrix {
    /// Root arcs pay more than any tree can gain, so that the best tree has as few of them as there can be: one.
    fn single_root(scores: &[f32], stride: usize, len: usize) -> Self {
        let size = len + 1;
        let mut matrix = Self { size, scores: vec![f64::NEG_INFINITY; size * size] };
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for word in 1..size {
            for head in (0..size).filter(|head| *head != word) {
                let score = f64::from(scores[(word - 1) * stride + head]);
                (low, high) = (low.min(score), high.max(score));
                matrix.scores[word * size + head] = score;
            }
        }
        let price = (high - low + 1.0) * size as f64;
        for word in 1..size {
            matrix.scores[word * size] -= price;
        }
        matrix
    }

    fn at(&self, dependent: usize, head: usize) -> f64 {
        self.scores[dependent * self.size + head]
    }

    /// Heads of all nodes in the best arborescence; the root's own entry means nothing.
    fn arborescence(&self) -> Vec<usize> {
        let mut heads: Vec<usize> =
            (0..self.size).map(|word| best_of(self.size, |head| self.at(word, head))).collect();
        let Some(cycle) = find_cycle(&heads) else { return heads };
        let rest: Vec<usize> = (0..self.size).filter(|node| !cycle.contains(node)).collect();
        let contracted = self.contract(&cycle, &rest, &heads);
        let outer = contracted.matrix.arborescence();
        let knot = rest.len();
        for (i, node) in rest.iter().enumerate().skip(1) {
            heads[*node] = if outer[i] == knot { cycle[contracted.leave[i]] } else { rest[outer[i]] };
        }
        let entered = cycle[contracted.enter[outer[knot]]];
        heads[entered] = rest[outer[knot]];
        heads
    }

    /// The same problem with the cycle as one node, the last.
    fn contract(&self, cycle: &[usize], rest: &[usize], heads: &[usize]) -> Contracted {
        let (knot, size) = (rest.len(), rest.len() + 1);
        let mut matrix = Self { size, scores: vec![f64::NEG_INFINITY; size * size] };
        let kept: f64 = cycle.iter().map(|word| self.at(*word, heads[*word])).sum();
        let (mut enter, mut leave) = (Vec::with_capacity(knot), Vec::with_capacity(knot));
        for (i, node) in rest.iter().enumerate() {
            for (j, head) in rest.iter().enumerate() {
                matrix.scores[i * size + j] = self.at(*node, *head);
            }
            let gain = |c: usize| self.at(cycle[c], *node) - self.at(cycle[c], heads[cycle[c]]);
            enter.push(best_of(cycle.len(), gain));
            matrix.scores[knot * size + i] = gain(enter[i]) + kept;
            leave.push(best_of(cycle.len(), |c| self.at(*node, cycle[c])));
            matrix.scores[i * size + knot] = self.at(*node, cycle[leave[i]]);
        }
        Contracted { matrix, enter, leave }
    }
}

struct Contracted {
    matrix: Matrix,
    /// For each node outside: which word of the cycle it would be the head of.
    enter: Vec<usize>,
    /// For each node outside: which word of the cycle would be its head.
    leave: Vec<usize>,
}

/// Where a score is highest, the first of equals.
fn best_of(count: usize, score: impl Fn(usize) -> f64) -> usize {
    let mut best = 0;
    for i in 1..count {
        if score(i) > score(best) {
            best = i;
        }
    }
    best
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    seen[0] = usize::MAX;
    for start in 1..heads.len() {
        let mut node = start;
        while seen[node] == 0 {
            seen[node] = start;
            node = heads[node];
        }
        if seen[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(scores: &[f32], n: usize, heads: &[u16]) -> f64 {
        heads.iter().enumerate().map(|(w, h)| f64::from(scores[w * (n + 1) + usize::from(*h)])).sum()
    }

    /// The best tree by trying all.
    fn exhaustive(scores: &[f32], n: usize) -> f64 {
        let mut best = f64::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<u16> = (0..n as u32).map(|w| (code / (n + 1).pow(w) % (n + 1)) as u16).collect();
            if is_tree(&heads, &mut Vec::new()) {
                best = best.max(score(scores, n, &heads));
            }
        }
        best
    }

    #[test]
    fn trees_are_the_best_there_are() {
        let mut state = 7_u32;
        for round in 0..400 {
            let n = 1 + round % 5;
            let mut scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 16) as f32 / 6_000.0
                })
                .collect();
            for word in 0..n {
                scores[word * (n + 1) + word + 1] = -1e9;
            }
            let mut work = TreeWork::default();
            let heads = best_tree(&scores, n + 1, n, &mut work).to_vec();
            assert!(is_tree(&heads, &mut Vec::new()), "{heads:?}");
            assert!((score(&scores, n, &heads) - exhaustive(&scores, n)).abs() < 1e-4, "{heads:?}");
        }
    }
}
