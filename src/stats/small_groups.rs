//! Which cells of a table must be pooled, so that no number points at somebody.

use super::order::in_order;

/// Positions of the cells to pool, in rising order.
///
/// Cells under `minimum` go in; while the pool is itself too small, the next smallest goes in too. So no pool that
/// could grow holds a single cell, which could be had by subtraction: alone it is too small. Empty cells hide nobody
/// and stay out. Of equal cells the earlier goes first, so cells come in the order of their names (M18).
pub fn pooled(cells: &[u64], minimum: u64) -> Vec<usize> {
    let mut by_size = in_order(cells.len(), &|&a, &b| cells[a].cmp(&cells[b]));
    by_size.retain(|&at| cells[at] > 0);
    let mut taken = by_size.iter().filter(|&&at| cells[at] < minimum).count();
    if taken > 0 {
        let size = |taken: usize| by_size[..taken].iter().map(|&at| cells[at]).sum::<u64>();
        while taken < by_size.len() && size(taken) < minimum {
            taken += 1;
        }
    }
    let mut is_taken = vec![false; cells.len()];
    by_size[..taken].iter().for_each(|&at| is_taken[at] = true);
    (0..cells.len()).filter(|&at| is_taken[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pool_grows_until_it_hides_everyone() {
        assert_eq!(pooled(&[2, 9, 1, 7], 5), [0, 2, 3], "3 people are too few, so the 7 go in");
        assert_eq!(pooled(&[9, 6, 4, 6], 5), [1, 2], "of two sixes the earlier");
        assert_eq!(pooled(&[3, 3], 5), [0, 1]);
    }

    #[test]
    fn what_cannot_grow_is_hidden_whole() {
        assert_eq!(pooled(&[4], 5), [0]);
        assert_eq!(pooled(&[1, 2], 5), [0, 1]);
        assert_eq!(pooled(&[0, 3, 0], 5), [1]);
        assert_eq!(pooled(&[], 5), [0_usize; 0]);
        assert_eq!(pooled(&[5, 0, 8], 5), [0_usize; 0]);
    }
}
