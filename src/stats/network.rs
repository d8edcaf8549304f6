//! What a hub holds together, and contact that goes both ways. Nodes are numbers; links have neither direction nor
//! weight.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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

/// The place of `hub` in the network of these links (M30). Repeated links count once, links of a node to itself not at
/// all.
///
/// Source of the betweenness: L. C. Freeman, “A set of measures of centrality based on betweenness”, Sociometry 40
/// (1977), worked out after U. Brandes, Journal of Mathematical Sociology 25 (2001). The go-between share is one minus
/// the local clustering of D. J. Watts and S. H. Strogatz, Nature 393 (1998).
pub fn hub(links: impl IntoIterator<Item = (u32, u32)>, hub: u32) -> Hub {
    let network = Network::new(links);
    let Some(&hub) = network.index.get(&hub) else {
        return Hub { go_between_share: None, stands_without_us: network.stands_without(None), betweenness: None };
    };
    Hub {
        go_between_share: network.unlinked_share(hub),
        stands_without_us: network.stands_without(Some(hub)),
        betweenness: network.betweenness(hub),
    }
}

/// Contact by pairs, from conversations as (who started, the other side). A conversation of a team with itself is none.
pub fn two_way(started: impl IntoIterator<Item = (u32, u32)>) -> TwoWay {
    let mut pairs = BTreeMap::new();
    for (starter, other) in started {
        if starter != other {
            let (first, second): &mut (bool, bool) = pairs.entry((starter.min(other), starter.max(other))).or_default();
            *(if starter < other { first } else { second }) = true;
        }
    }
    let both = pairs.values().filter(|&&(first, second)| first && second).count();
    TwoWay { k: both as u64, n: pairs.len() as u64 }
}

/// Neighbours of each node, nodes renumbered from 0.
struct Network {
    index: BTreeMap<u32, usize>,
    neighbours: Vec<BTreeSet<usize>>,
}

impl Network {
    fn new(links: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut network = Self { index: BTreeMap::new(), neighbours: Vec::new() };
        for (from, to) in links {
            if from != to {
                let (from, to) = (network.node(from), network.node(to));
                network.neighbours[from].insert(to);
                network.neighbours[to].insert(from);
            }
        }
        network
    }

    fn node(&mut self, name: u32) -> usize {
        let next = self.neighbours.len();
        let node = *self.index.entry(name).or_insert(next);
        if node == next {
            self.neighbours.push(BTreeSet::new());
        }
        node
    }

    fn unlinked_share(&self, hub: usize) -> Option<f64> {
        let contacts = &self.neighbours[hub];
        // Each link between two contacts is found from both of its ends.
        let linked: usize =
            contacts.iter().map(|&contact| self.neighbours[contact].intersection(contacts).count()).sum();
        let ends = contacts.len() * contacts.len().checked_sub(1)?;
        (ends > 0).then(|| 1.0 - linked as f64 / ends as f64)
    }

    fn stands_without(&self, hub: Option<usize>) -> Option<f64> {
        let before = self.reachable_pairs(hub, false);
        let after = self.reachable_pairs(hub, true);
        (before > 0).then(|| after as f64 / before as f64)
    }

    /// Pairs of nodes other than the hub that reach each other, with the hub in place or removed.
    fn reachable_pairs(&self, hub: Option<usize>, removed: bool) -> u64 {
        let mut seen = vec![false; self.neighbours.len()];
        if let (Some(hub), true) = (hub, removed) {
            seen[hub] = true;
        }
        let mut pairs = 0;
        for start in 0..seen.len() {
            if seen[start] {
                continue;
            }
            seen[start] = true;
            let (mut others, mut waiting) = (0_u64, vec![start]);
            while let Some(node) = waiting.pop() {
                others += u64::from(Some(node) != hub);
                for &next in &self.neighbours[node] {
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

    fn betweenness(&self, hub: usize) -> Option<f64> {
        let nodes = self.neighbours.len();
        if nodes < 3 {
            return None;
        }
        // Each pair is walked from both of its ends, so the sum is twice what it should be, and so is the number of pairs.
        let through: f64 = (0..nodes).filter(|&start| start != hub).map(|start| self.dependency(start, hub)).sum();
        let others = (nodes - 1) as f64;
        Some(through / (others * (others - 1.0)))
    }

    /// Sum over all targets of the share of shortest paths from `start` that run through `hub`.
    fn dependency(&self, start: usize, hub: usize) -> f64 {
        let nodes = self.neighbours.len();
        let (mut distance, mut paths) = (vec![usize::MAX; nodes], vec![0.0; nodes]);
        let (mut order, mut waiting) = (Vec::new(), VecDeque::from([start]));
        (distance[start], paths[start]) = (0, 1.0);
        while let Some(node) = waiting.pop_front() {
            order.push(node);
            for &next in &self.neighbours[node] {
                if distance[next] == usize::MAX {
                    distance[next] = distance[node] + 1;
                    waiting.push_back(next);
                }
                if distance[next] == distance[node] + 1 {
                    paths[next] += paths[node];
                }
            }
        }
        let mut dependency = vec![0.0; nodes];
        for &node in order.iter().rev() {
            for &next in &self.neighbours[node] {
                if distance[next] == distance[node] + 1 {
                    dependency[node] += paths[node] / paths[next] * (1.0 + dependency[next]);
                }
            }
        }
        dependency[hub]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_links_say_nothing() {
        let nothing = Hub { go_between_share: None, stands_without_us: None, betweenness: None };
        assert_eq!(hub([], 0), nothing);
        assert_eq!(hub([(0, 0)], 0), nothing, "links of a node to itself vanish (M30)");
    }

    #[test]
    fn a_network_without_the_hub_stands_without_it() {
        let absent = Hub { go_between_share: None, stands_without_us: Some(1.0), betweenness: None };
        assert_eq!(hub([(1, 2), (2, 3)], 0), absent);
    }

    #[test]
    fn islands_are_no_pairs_and_repeated_links_count_once() {
        let found = hub([(0, 1), (1, 0), (0, 2), (2, 0), (0, 1), (8, 9)], 0);
        assert_eq!(found.go_between_share, Some(1.0));
        assert_eq!(found.stands_without_us, Some(0.5), "of 1–2 and 8–9 only the island stays");
        assert_eq!(found.betweenness, Some(1.0 / 6.0));
    }

    #[test]
    fn paths_of_equal_length_share_the_credit() {
        let square = [(0, 1), (1, 2), (2, 3), (3, 0)];
        assert_eq!(hub(square, 0).betweenness, Some(0.5 / 3.0));
    }

    #[test]
    fn contact_is_counted_by_pairs() {
        assert_eq!(two_way([(1, 2), (1, 2), (2, 1), (3, 1), (4, 4)]), TwoWay { k: 1, n: 2 });
        assert_eq!(two_way([]), TwoWay::default());
    }
}
