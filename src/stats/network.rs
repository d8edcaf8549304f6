//! What a hub holds together, and contact that goes both ways. Nodes are numbers; links have neither direction nor
//! weight.

/// How much of a network runs through one of its nodes. Never for a person, never ranked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hub {
    /// Share of the pairs of its contacts that have no link of their own; `None` under two contacts.
    pub go_between_share: Option<f64>,
    /// Of the pairs of others that reach each other, the share that still would without it; `None` without such pairs.
    pub stands_without_us: Option<f64>,
    /// Share of the shortest paths between others that run through it; `None` if it has no links or there are under
    /// three nodes.
    pub betweenness: Option<f64>,
}

/// Pairs in which one side, and in which both sides, started a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TwoWay {
    /// Pairs in which both sides did.
    pub k: u64,
    /// Pairs in which at least one side did.
    pub n: u64,
}

/// The place of `hub` in the network of these links between nodes from 0 up to a number (M30). Repeated links count once, links of
/// a node to itself not at all, and a node without links is not part of the network.
///
/// Source of the betweenness: L. C. Freeman, “A set of measures of centrality based on betweenness”, Sociometry 40
/// (1977). The go-between share is one minus
/// the local clustering of D. J. Watts and S. H. Strogatz, Nature 393 (1998).
pub fn hub(nodes: usize, links: impl IntoIterator<Item = (usize, usize)>, hub: usize) -> Hub {
    let network = Network::new(nodes, links);
    if !network.linked.contains(&hub) {
        return Hub { go_between_share: None, stands_without_us: network.stands_without(None), betweenness: None };
    }
    Hub {
        go_between_share: network.unlinked_share(hub),
        stands_without_us: network.stands_without(Some(hub)),
        betweenness: network.betweenness(hub),
    }
}

/// Contact by pairs, from conversations as (who started, the other side). A conversation of a team with itself is none.
pub fn two_way(started: impl IntoIterator<Item = (usize, usize)>) -> TwoWay {
    // A pair that started from both sides is two entries.
    let entry = |(starter, other): (usize, usize)| (starter.min(other), starter.max(other), starter > other);
    let mut starts: Vec<(usize, usize, bool)> =
        started.into_iter().filter(|(starter, other)| starter != other).map(entry).collect();
    starts.sort_unstable();
    starts.dedup();
    let pairs = starts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    two_way_of_pairs(pairs.map(|sides| [sides.iter().any(|side| !side.2), sides.iter().any(|side| side.2)]))
}

/// The same, for whoever has each pair once, with which of its two sides started a conversation.
pub fn two_way_of_pairs(pairs: impl IntoIterator<Item = [bool; 2]>) -> TwoWay {
    let add = |found: TwoWay, [one, other]: [bool; 2]| TwoWay {
        k: found.k + u64::from(one && other),
        n: found.n + u64::from(one || other),
    };
    pairs.into_iter().fold(TwoWay::default(), add)
}

/// Neighbours of each node. A node's row has a bit for each neighbour, so that what two nodes have in common is counted sixty-four
/// nodes at a time; its list has their numbers, for whoever walks from one to the next.
struct Network {
    /// So many words make a row.
    words: usize,
    rows: Vec<u64>,
    lists: Vec<u32>,
    /// Where the list of each node begins, and where the last one ends.
    starts: Vec<usize>,
    /// The nodes that have a link.
    linked: Vec<usize>,
    /// The same, with a bit for each.
    linked_bits: Vec<u64>,
}

impl Network {
    fn new(nodes: usize, links: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let words = nodes.div_ceil(64).max(1);
        let mut rows = vec![0_u64; words * nodes];
        for (from, to) in links {
            if from != to && from < nodes && to < nodes {
                rows[from * words + to / 64] |= 1 << (to % 64);
                rows[to * words + from / 64] |= 1 << (from % 64);
            }
        }
        let mut linked_bits = vec![0; words];
        rows.chunks_exact(words).for_each(|row| linked_bits.iter_mut().zip(row).for_each(|(all, bits)| *all |= bits));
        let (mut lists, mut starts) =
            (Vec::with_capacity(rows.iter().map(|bits| bits.count_ones() as usize).sum()), vec![0]);
        for row in rows.chunks_exact(words) {
            lists.extend(places_of(row.iter().copied()).map(|place| place as u32));
            starts.push(lists.len());
        }
        let linked = (0..nodes).filter(|&node| starts[node] < starts[node + 1]).collect();
        Self { words, rows, lists, starts, linked, linked_bits }
    }

    fn row(&self, node: usize) -> &[u64] {
        &self.rows[node * self.words..][..self.words]
    }

    fn list(&self, node: usize) -> &[u32] {
        &self.lists[self.starts[node]..self.starts[node + 1]]
    }

    fn are_linked(&self, a: usize, b: usize) -> bool {
        has(self.row(a), b)
    }

    fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        self.list(node).iter().map(|&next| next as usize)
    }

    fn unlinked_share(&self, hub: usize) -> Option<f64> {
        let contacts = self.neighbours(hub).count();
        // Each link between two contacts is found from both of its ends.
        let linked: u64 = self.neighbours(hub).map(|contact| u64::from(shared(self.row(contact), self.row(hub)))).sum();
        let ends = contacts * contacts.checked_sub(1)?;
        (ends > 0).then(|| 1.0 - linked as f64 / ends as f64)
    }

    fn stands_without(&self, hub: Option<usize>) -> Option<f64> {
        let before = self.reachable_pairs(hub, false);
        let after = self.reachable_pairs(hub, true);
        (before > 0).then(|| after as f64 / before as f64)
    }

    /// Pairs of nodes other than the hub that reach each other, with the hub in place or removed.
    fn reachable_pairs(&self, hub: Option<usize>, removed: bool) -> u64 {
        let mut seen = vec![false; self.starts.len()];
        if let (Some(hub), true) = (hub, removed) {
            seen[hub] = true;
        }
        let mut pairs = 0;
        for &start in &self.linked {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let (mut others, mut waiting) = (0_u64, vec![start]);
            while let Some(node) = waiting.pop() {
                others += u64::from(Some(node) != hub);
                for next in self.neighbours(node) {
                    if !seen[next] {
                        seen[next] = true;
                        waiting.push(next);
                    }
                }
            }
            pairs += others * others.saturating_sub(1) / 2;
        }
        pairs
    }

    /// Of two contacts of the hub without a link, one of their shortest paths runs through it, and as many in all as they share
    /// neighbours. Only from nodes that are no contacts do paths have to be walked, and only where one of them can run through it.
    fn betweenness(&self, hub: usize) -> Option<f64> {
        let nodes = self.linked.len();
        if nodes < 3 {
            return None;
        }
        let (contacts, rest): (Vec<usize>, Vec<usize>) =
            self.linked.iter().copied().filter(|&node| node != hub).partition(|&node| self.are_linked(hub, node));
        // How many pairs of contacts share so many neighbours.
        let mut pairs_that_share = vec![0_u32; nodes];
        for (place, &from) in contacts.iter().enumerate() {
            let row = self.row(from);
            for &to in &contacts[place + 1..] {
                if !has(row, to) {
                    pairs_that_share[shared(row, self.row(to)) as usize] += 1;
                }
            }
        }
        let share = |(shared, &pairs): (usize, &u32)| f64::from(pairs) / shared as f64;
        let mut through: f64 = pairs_that_share.iter().enumerate().skip(1).map(share).sum();
        let from_hub = self.levels(hub);
        let (mut paths_from_hub, mut paths_from_here) = (Paths::default(), Paths::default());
        self.walk(hub, &mut paths_from_hub);
        for &from in &rest {
            let from_here = self.levels(from);
            let Some(to_hub) = from_here.chunks_exact(self.words).position(|level| has(level, hub)) else { continue };
            // Whoever is as far from here as it is by way of the hub.
            let by_way = from_here.chunks_exact(self.words).skip(to_hub).zip(from_hub.chunks_exact(self.words));
            let ends =
                by_way.skip(1).flat_map(|(here, hub)| places_of(here.iter().zip(hub).map(|(here, hub)| here & hub)));
            // Each pair is met once: that of two such nodes from the first of them.
            let ends: Vec<usize> = ends.filter(|&to| to > from || self.are_linked(hub, to)).collect();
            if ends.is_empty() {
                continue;
            }
            self.walk(from, &mut paths_from_here);
            let paths_to_hub = paths_from_here.counts[hub];
            through += ends
                .iter()
                .map(|&to| paths_to_hub * paths_from_hub.counts[to] / paths_from_here.counts[to])
                .sum::<f64>();
        }
        let others = (nodes - 1) as f64;
        Some(through / (others * (others - 1.0) / 2.0))
    }

    /// The nodes by their distance from one, nearest first: a row for each distance, with a bit for each node.
    fn levels(&self, from: usize) -> Vec<u64> {
        let mut level = vec![0; self.words];
        level[from / 64] |= 1 << (from % 64);
        let (mut levels, mut left) = (Vec::new(), self.linked_bits.clone());
        while level.iter().any(|&bits| bits != 0) {
            let mut next = vec![0; self.words];
            left.iter_mut().zip(&level).for_each(|(left, met)| *left &= !met);
            if left.iter().any(|&bits| bits != 0) {
                for node in places_of(level.iter().copied()) {
                    next.iter_mut().zip(self.row(node)).for_each(|(next, row)| *next |= row);
                }
                next.iter_mut().zip(&left).for_each(|(next, left)| *next &= left);
            }
            levels.append(&mut level);
            level = next;
        }
        levels
    }

    /// Finds for every node its distance from `start` and the number of shortest paths there.
    fn walk(&self, start: usize, found: &mut Paths) {
        let Paths { distances, counts, met } = found;
        distances.clear();
        distances.resize(self.starts.len(), OUT_OF_REACH);
        counts.clear();
        counts.resize(self.starts.len(), 0.0);
        met.clear();
        met.push(start as u32);
        (distances[start], counts[start]) = (0, 1.0);
        let mut walked = 0;
        while let Some(&node) = met.get(walked) {
            walked += 1;
            // No path goes on from the last ones.
            let is_last = |last: &u32| distances[*last as usize] == distances[node as usize];
            if met.len() == self.linked.len() && met.last().is_some_and(is_last) {
                break;
            }
            let (distance, paths) = (distances[node as usize] + 1, counts[node as usize]);
            for &next in self.list(node as usize) {
                let there = &mut distances[next as usize];
                if *there == OUT_OF_REACH {
                    *there = distance;
                    met.push(next);
                }
                if *there == distance {
                    counts[next as usize] += paths;
                }
            }
        }
    }
}

/// Shortest paths from one node to every other; asked for from many nodes, so that its room is used again.
#[derive(Default)]
struct Paths {
    distances: Vec<u32>,
    counts: Vec<f64>,
    met: Vec<u32>,
}

const OUT_OF_REACH: u32 = u32::MAX;

/// Whether a row has the bit of a node.
fn has(row: &[u64], node: usize) -> bool {
    row[node / 64] >> (node % 64) & 1 == 1
}

/// How many neighbours two nodes share, by their rows.
fn shared(a: &[u64], b: &[u64]) -> u32 {
    let mut count = 0;
    for (a, b) in a.iter().zip(b) {
        count += (a & b).count_ones();
    }
    count
}

/// The places of the bits that are set.
fn places_of(row: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    row.enumerate().flat_map(|(word, bits)| {
        let mut left = bits;
        std::iter::from_fn(move || {
            let place = (left != 0).then(|| word * 64 + left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            place
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_links_say_nothing() {
        let nothing = Hub { go_between_share: None, stands_without_us: None, betweenness: None };
        assert_eq!(hub(1, [], 0), nothing);
        assert_eq!(hub(1, [(0, 0)], 0), nothing, "links of a node to itself vanish (M30)");
    }

    #[test]
    fn a_network_without_the_hub_stands_without_it() {
        let absent = Hub { go_between_share: None, stands_without_us: Some(1.0), betweenness: None };
        assert_eq!(hub(4, [(1, 2), (2, 3)], 0), absent);
    }

    #[test]
    fn islands_are_no_pairs_and_repeated_links_count_once() {
        let found = hub(10, [(0, 1), (1, 0), (0, 2), (2, 0), (0, 1), (8, 9)], 0);
        assert_eq!(found.go_between_share, Some(1.0));
        assert_eq!(found.stands_without_us, Some(0.5), "of 1–2 and 8–9 only the island stays");
        assert_eq!(found.betweenness, Some(1.0 / 6.0));
    }

    #[test]
    fn paths_of_equal_length_share_the_credit() {
        let square = [(0, 1), (1, 2), (2, 3), (3, 0)];
        assert_eq!(hub(4, square, 0).betweenness, Some(0.5 / 3.0));
    }

    #[test]
    fn contact_is_counted_by_pairs() {
        assert_eq!(two_way([(1, 2), (1, 2), (2, 1), (3, 1), (4, 4)]), TwoWay { k: 1, n: 2 });
        assert_eq!(two_way([]), TwoWay::default());
    }
}
