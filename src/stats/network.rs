//! What a hub holds together, and contact that goes both ways. Nodes are numbers; links have neither direction nor
//! weight.

use super::order::in_order;

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
    let is_link = |&(from, to): &(usize, usize)| from != to && from < nodes && to < nodes;
    let all = links.into_iter();
    let mut links = Vec::with_capacity(all.size_hint().0);
    links.extend(all.filter(is_link));
    // Slices are asked without a call at every place.
    let places = &*places_by_links(nodes, &links);
    let network = Network::new(nodes, links.iter().map(|&(from, to)| (places[from], places[to])));
    let hub = places.get(hub).copied().unwrap_or(nodes);
    if !has(&network.linked, hub) {
        return Hub { go_between_share: None, stands_without_us: network.stands_without(None), betweenness: None };
    }
    Hub {
        go_between_share: network.unlinked_share(hub),
        stands_without_us: network.stands_without(Some(hub)),
        betweenness: network.betweenness(hub),
    }
}

/// A place for each node, those with most links first. Where few nodes have links with all others, as those of one area have, the rows
/// of the others are as short as these few are many.
fn places_by_links(nodes: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let counts = &mut *vec![0_u32; nodes];
    for &(from, to) in links {
        counts[from] += 1;
        counts[to] += 1;
    }
    let order = in_order(nodes, &|&a, &b| counts[b].cmp(&counts[a]));
    let mut places = vec![0; nodes];
    order.iter().enumerate().for_each(|(place, &node)| places[node] = place);
    places
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

/// Neighbours of each node: a row of bits, one for each node, so that what two nodes have in common is counted sixty-four nodes at a
/// time.
struct Network {
    /// So many words make a row.
    words: usize,
    rows: Vec<u64>,
    /// In how many words of its row a node has neighbours; none are in those after them.
    ends: Vec<usize>,
    /// The nodes that have a link.
    linked: Vec<u64>,
}

impl Network {
    fn new(nodes: usize, links: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let words = nodes.div_ceil(64).max(1);
        let mut rows = vec![0_u64; words * nodes];
        let bits = rows.as_mut_slice();
        for (from, to) in links {
            bits[from * words + to / 64] |= 1 << (to % 64);
            bits[to * words + from / 64] |= 1 << (from % 64);
        }
        let mut linked = vec![0; words];
        rows.chunks_exact(words).for_each(|row| add(&mut linked, row));
        let end = |row: &[u64]| row.iter().rposition(|&bits| bits != 0).map_or(0, |last| last + 1);
        let ends = rows.chunks_exact(words).map(end).collect();
        Self { words, rows, ends, linked }
    }

    fn row(&self, node: usize) -> &[u64] {
        &self.rows.as_slice()[node * self.words..][..self.ends.as_slice()[node]]
    }

    fn unlinked_share(&self, hub: usize) -> Option<f64> {
        let contacts = count(self.row(hub));
        // Each link between two contacts is found from both of its ends.
        let linked: u64 = places_of(self.row(hub)).map(|contact| shared(self.row(contact), self.row(hub))).sum();
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
        let mut left = self.linked.clone();
        if let (Some(hub), true) = (hub, removed) {
            remove(&mut left, hub);
        }
        let mut pairs = 0;
        for start in places_of(&self.linked) {
            if !has(&left, start) {
                continue;
            }
            let levels = self.levels(start, &mut left);
            let island: u64 = levels.iter().map(|level| count(level)).sum();
            let others = island - u64::from(hub.is_some_and(|hub| levels.iter().any(|level| has(level, hub))));
            pairs += others * others.saturating_sub(1) / 2;
        }
        pairs
    }

    /// Of two contacts of the hub without a link, one of their shortest paths runs through it, and as many in all as they share
    /// neighbours. Only from nodes that are no contacts do paths have to be counted, and only where one of them can run through it.
    fn betweenness(&self, hub: usize) -> Option<f64> {
        let nodes = count(&self.linked);
        if nodes < 3 {
            return None;
        }
        let contacts: Vec<usize> = places_of(self.row(hub)).collect();
        // How many pairs of contacts share so many neighbours.
        let pairs_that_share = &mut *vec![0_u32; nodes as usize];
        let mut left = contacts.as_slice();
        while let Some((&from, others)) = left.split_first() {
            left = others;
            let row = self.row(from);
            for &to in others {
                if !has(row, to) {
                    pairs_that_share[shared(row, self.row(to)) as usize] += 1;
                }
            }
        }
        let share = |(shared, &pairs): (usize, &u32)| f64::from(pairs) / shared as f64;
        let mut through: f64 = pairs_that_share.iter().enumerate().skip(1).map(share).sum();
        let from_hub = self.levels(hub, &mut self.linked.clone());
        let paths_from_hub = &*self.paths(&from_hub, &self.linked);
        for from in places_of(&self.linked).filter(|&node| node != hub && !has(self.row(hub), node)) {
            let from_here = self.levels(from, &mut self.linked.clone());
            let Some(to_hub) = from_here.iter().position(|level| has(level, hub)) else { continue };
            // Whoever is as far from here as it is by way of the hub. Each pair is met once: that of two nodes that are no contacts
            // from the first of them.
            let mut ends = vec![0; self.words];
            for (here, hub) in from_here[to_hub..].iter().zip(&from_hub).skip(1) {
                ends.iter_mut().zip(here.iter().zip(hub)).for_each(|(ends, (here, hub))| *ends |= here & hub);
            }
            let is_met_here = |&to: &usize| to > from || has(self.row(hub), to);
            let ends: Vec<usize> = places_of(&ends).filter(is_met_here).collect();
            if ends.is_empty() {
                continue;
            }
            let mut asked = vec![0; self.words];
            ends.iter().chain([&hub]).for_each(|&node| asked[node / 64] |= 1 << (node % 64));
            let paths = &*self.paths(&from_here, &asked);
            through += ends.iter().map(|&to| paths[hub] * paths_from_hub[to] / paths[to]).sum::<f64>();
        }
        let others = (nodes - 1) as f64;
        Some(through / (others * (others - 1.0) / 2.0))
    }

    /// The nodes by their distance from one, nearest first, as far as there are paths within those that are left, from which they
    /// are taken.
    fn levels(&self, from: usize, left: &mut [u64]) -> Vec<Vec<u64>> {
        let mut level = vec![0; self.words];
        level[from / 64] |= 1 << (from % 64);
        let mut levels = Vec::new();
        while level.iter().any(|&bits| bits != 0) {
            left.iter_mut().zip(&level).for_each(|(left, met)| *left &= !met);
            let mut next = vec![0; self.words];
            if left.iter().any(|&bits| bits != 0) {
                places_of(&level).for_each(|node| add(&mut next, self.row(node)));
                next.iter_mut().zip(&*left).for_each(|(next, left)| *next &= left);
            }
            levels.push(std::mem::replace(&mut level, next));
        }
        levels
    }

    /// By node the number of shortest paths to it, for those that are asked for; `levels` are the nodes by their distance.
    fn paths(&self, levels: &[Vec<u64>], asked: &[u64]) -> Vec<f64> {
        // Paths to a node are those to the nodes before it that are linked with it.
        let mut on_the_way: Vec<Vec<u64>> = Vec::new();
        for level in levels.iter().rev() {
            let mut needed = asked.to_vec();
            for node in on_the_way.last().into_iter().flat_map(|after| places_of(after)) {
                add(&mut needed, self.row(node));
            }
            needed.iter_mut().zip(level).for_each(|(needed, level)| *needed &= level);
            on_the_way.push(needed);
        }
        let mut all = vec![0.0; self.words * 64];
        let paths = all.as_mut_slice();
        on_the_way.reverse();
        for (distance, needed) in on_the_way.iter().enumerate() {
            for node in places_of(needed) {
                let before = |distance: usize| {
                    self.row(node).iter().zip(levels[distance].as_slice()).map(|(row, level)| row & level)
                };
                paths[node] = match distance {
                    0 | 1 => 1.0,
                    // Each of the nodes before has one path.
                    2 => before(1).map(|bits| f64::from(bits.count_ones())).sum(),
                    _ => places_in(before(distance - 1)).map(|node| paths[node]).sum(),
                };
            }
        }
        all
    }
}

/// Whether a row has the bit of a node.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every two nodes, by a program that is built for its size")]
fn has(row: &[u64], node: usize) -> bool {
    row.get(node / 64).is_some_and(|bits| bits >> (node % 64) & 1 == 1)
}

/// How many neighbours two nodes share, by their rows.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every two nodes, by a program that is built for its size")]
fn shared(a: &[u64], b: &[u64]) -> u64 {
    let mut count = 0;
    for (a, b) in a.iter().zip(b) {
        count += (a & b).count_ones();
    }
    count.into()
}

/// How many bits are set.
fn count(row: &[u64]) -> u64 {
    row.iter().map(|bits| u64::from(bits.count_ones())).sum()
}

/// Adds the nodes of a row to others.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every two nodes, by a program that is built for its size")]
fn add(all: &mut [u64], row: &[u64]) {
    all.iter_mut().zip(row).for_each(|(all, bits)| *all |= bits);
}

fn remove(all: &mut [u64], node: usize) {
    all[node / 64] &= !(1 << (node % 64));
}

/// The places of the bits that are set.
fn places_of(row: &[u64]) -> Places<impl Iterator<Item = u64>> {
    places_in(row.iter().copied())
}

fn places_in<R: Iterator<Item = u64>>(mut row: R) -> Places<R> {
    Places { left: row.next().unwrap_or(0), row, first: 0 }
}

/// The places of the bits that are set in the words of a row.
struct Places<R> {
    row: R,
    /// What is left of the word looked at, and the place of its first bit.
    left: u64,
    first: usize,
}

impl<R: Iterator<Item = u64>> Iterator for Places<R> {
    type Item = usize;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every node, by a program that is built for its size")]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.left = self.row.next()?;
            self.first += 64;
        }
        let place = self.first + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::*;

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

    /// By nodes, the distance from one and the number of shortest paths, found step by step.
    fn walked(nodes: usize, links: &[(usize, usize)], start: usize) -> Vec<(usize, f64)> {
        let mut found = vec![(usize::MAX, 0.0); nodes];
        found[start] = (0, 1.0);
        for distance in 1..nodes {
            let before = found.clone();
            for (from, to) in links.iter().flat_map(|&(a, b)| [(a, b), (b, a)]) {
                if before[from].0 == distance - 1 && found[to].0 >= distance {
                    found[to] = (distance, found[to].1 + before[from].1);
                }
            }
        }
        found
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn betweenness_is_that_of_all_paths_walked_one_by_one(
            nodes in prop_oneof![3..17_usize, 65..90_usize],
            ends in vec((any::<usize>(), any::<usize>()), 2..120),
        ) {
            // Few links, so that some nodes are far from each other.
            let within = ends.iter().take(nodes * 3 / 2).map(|(one, other)| (one % nodes, other % nodes));
            let links: BTreeSet<(usize, usize)> =
                within.filter(|(one, other)| one != other).map(|(one, other)| (one.min(other), one.max(other))).collect();
            let links = Vec::from_iter(links);
            let linked: BTreeSet<usize> = links.iter().flat_map(|&(one, other)| [one, other]).collect();
            prop_assume!(linked.len() > 2 && linked.contains(&0));
            let all: Vec<Vec<(usize, f64)>> = (0..nodes).map(|node| walked(nodes, &links, node)).collect();
            let (mut through, mut pairs) = (0.0, 0.0);
            for &from in linked.range(1..) {
                for &to in linked.range(from + 1..) {
                    let ((distance, paths), (to_hub, one), (from_hub, other)) =
                        (all[from][to], all[from][0], all[0][to]);
                    pairs += 1.0;
                    if to_hub != usize::MAX && from_hub != usize::MAX && to_hub + from_hub == distance {
                        through += one * other / paths;
                    }
                }
            }
            let found = hub(nodes, links.iter().copied(), 0).betweenness.unwrap();
            prop_assert!((found - through / pairs).abs() < 1e-9, "{found} and {}", through / pairs);
        }
    }

    #[test]
    fn contact_is_counted_by_pairs() {
        assert_eq!(two_way([(1, 2), (1, 2), (2, 1), (3, 1), (4, 4)]), TwoWay { k: 1, n: 2 });
        assert_eq!(two_way([]), TwoWay::default());
    }
}
