//! Sorting, compiled once: every type that is sorted by the standard library brings kilobytes of its own to the page.

use std::cmp::Ordering;

/// The places of so many items in the order of a comparison of two places; those that are equal stay in theirs.
pub(super) fn in_order(items: usize, compare: &dyn Fn(&usize, &usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..items).collect();
    places.sort_by(compare);
    places
}
