//! What is built from what, at any depth.

use super::groups::Groups;
use super::schema::Table;
use super::{DatasetId, Org};
use uptake_columns::Column;

/// What each dataset is built from. Datasets are told by their rank: every one before what it is built from, as far as cycles allow.
#[derive(Clone, Debug, Default)]
pub struct BuiltFrom {
    ranks: Vec<u32>,
    sources: Groups,
}

impl BuiltFrom {
    /// All that is known of it; nothing is built from anything without the table.
    pub(super) fn new(org: &Org) -> Self {
        let count = org.datasets.all().len();
        let columns =
            org.table(Table::BuiltFrom).map(|rows| (rows.column("dataset_id"), rows.column("source_dataset_id")));
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        if let Some((Some(Column::Ids(built)), Some(Column::Ids(from)))) = columns {
            let place =
                |code: &Option<_>| code.and_then(|code| org.datasets.of(code)).map(|found| found.place() as u32);
            pairs.extend(built.iter().zip(from).filter_map(|(built, from)| Some((place(built)?, place(from)?))));
        }
        let mut ranks = vec![0; count];
        let order = order(&Groups::new(count, &pairs), count);
        order.iter().zip(0..).for_each(|(&place, rank)| ranks[place as usize] = rank);
        for (built, from) in &mut pairs {
            (*built, *from) = (ranks[*built as usize], ranks[*from as usize]);
        }
        Self { ranks, sources: Groups::new(count, &pairs) }
    }

    /// The rank of a dataset.
    pub fn rank(&self, dataset: DatasetId) -> usize {
        self.ranks[dataset.place()] as usize
    }

    /// Takes what is known of each live dataset on to everything that it is built from, through live data only. Both lists go by rank.
    ///
    /// `merge` adds what is known of one to what is known of another and says whether that changed anything; it must come to an end.
    /// One walk by rank is enough without cycles. With them, what came round to where the walk had been is taken on once more.
    pub fn carry<T: Copy>(&self, live: &[bool], known: &mut [T], merge: impl Fn(&mut T, T) -> bool) {
        let mut waiting = live.to_vec();
        loop {
            let mut came_round = false;
            for rank in 0..waiting.len() {
                if !std::mem::take(&mut waiting[rank]) {
                    continue;
                }
                let carried = known[rank];
                for &source in self.sources.of(rank) {
                    let source = source as usize;
                    if live[source] && merge(&mut known[source], carried) {
                        waiting[source] = true;
                        came_round |= source <= rank;
                    }
                }
            }
            if !came_round {
                return;
            }
        }
    }
}

/// The order in which a walk along what is built from what leaves datasets behind, turned round.
fn order(sources: &Groups, count: usize) -> Vec<u32> {
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    // Datasets on the way, each with the number of its sources that were looked at.
    let mut way: Vec<(u32, usize)> = Vec::new();
    for start in 0..count {
        if !std::mem::replace(&mut seen[start], true) {
            way.push((start as u32, 0));
        }
        while let Some((place, looked_at)) = way.last_mut() {
            let next = sources.of(*place as usize).get(*looked_at).copied();
            *looked_at += 1;
            match next {
                Some(source) if std::mem::replace(&mut seen[source as usize], true) => {}
                Some(source) => way.push((source, 0)),
                None => {
                    order.push(*place);
                    way.pop();
                }
            }
        }
    }
    order.reverse();
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Carries the numbers of the datasets, so that each ends with the smallest of what is built on it.
    fn smallest(count: usize, pairs: &[(u32, u32)], dead: &[usize]) -> Vec<usize> {
        let mut ranks = vec![0; count];
        order(&Groups::new(count, pairs), count)
            .iter()
            .zip(0..)
            .for_each(|(&place, rank)| ranks[place as usize] = rank);
        let by_rank: Vec<(u32, u32)> =
            pairs.iter().map(|&(built, from)| (ranks[built as usize], ranks[from as usize])).collect();
        let built_from = BuiltFrom { sources: Groups::new(count, &by_rank), ranks };
        let (mut live, mut known) = (vec![false; count], vec![usize::MAX; count]);
        for place in (0..count).filter(|place| !dead.contains(place)) {
            let rank = built_from.ranks[place] as usize;
            (live[rank], known[rank]) = (true, place);
        }
        built_from.carry(&live, &mut known, |known, more| std::mem::replace(known, more.min(*known)) > more);
        (0..count).map(|place| known[built_from.ranks[place] as usize]).collect()
    }

    #[test]
    fn what_is_known_is_carried_to_any_depth_and_round_any_cycle() {
        assert_eq!(smallest(4, &[(0, 1), (1, 2), (2, 3)], &[]), [0, 0, 0, 0]);
        assert_eq!(smallest(4, &[(3, 2), (2, 1), (1, 0)], &[]), [0, 1, 2, 3]);
        assert_eq!(smallest(4, &[(3, 2), (2, 3), (2, 1), (1, 2)], &[]), [0, 1, 1, 1]);
        assert_eq!(smallest(2, &[(1, 1)], &[]), [0, 1]);
    }

    #[test]
    fn nothing_is_carried_past_data_that_is_not_live() {
        assert_eq!(smallest(4, &[(0, 1), (1, 2), (2, 3)], &[1]), [0, usize::MAX, 2, 2]);
    }

    #[test]
    fn a_ring_of_thousands_takes_two_walks() {
        const COUNT: u32 = 50_000;
        let ring: Vec<(u32, u32)> = (0..COUNT).map(|place| (place, (place + 7919) % COUNT)).collect();
        assert_eq!(smallest(COUNT as usize, &ring, &[]), vec![0; COUNT as usize]);
    }
}
