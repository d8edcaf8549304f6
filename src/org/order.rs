//! Sorting, compiled once.
//!
//! Every type that is sorted by the standard library brings eight kilobytes of its own to the page. Lists here are short, so their
//! places are sorted instead, by one routine for all of them.

use std::cmp::Ordering;

/// Sorts a list by a comparison; what compares as equal keeps its order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, &|&a, &b| compare(&items[a], &items[b]));
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// Sorts a list by a key of its items; what has equal keys keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The same items in order, each once.
pub fn unique<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    sort_by(&mut items, Ord::cmp);
    items.dedup();
    items
}

fn sort_places(places: &mut [usize], compare: &dyn Fn(&usize, &usize) -> Ordering) {
    places.sort_by(compare);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        sort_by_key(&mut items, |item| item.0);
        assert_eq!(items, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        let mut none: Vec<u8> = Vec::new();
        sort_by(&mut none, Ord::cmp);
        assert!(none.is_empty());
    }
}
