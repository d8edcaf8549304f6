//! The order of conversations by day, some rows at a time.

use std::ops::Range;

use crate::calendar::Day;

/// Stands where a row is no conversation.
pub(crate) const NO_PAIR: u32 = u32::MAX;

/// Makes the list of the rows that are conversations by day, those of one day in their order.
///
/// They are counted first and then put where they belong, which takes the same number of passes however they lie.
#[derive(Debug, Default)]
pub(crate) struct ByDay {
    pass: Pass,
    /// Rows up to here were looked at in this pass.
    row: usize,
    /// The first and the last day, by number; none where no conversation was met.
    days: Option<(i32, i32)>,
    /// For each day from the first one how many rows it has, and then where the next one of it belongs.
    places: Vec<u32>,
    order: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Pass {
    /// Finds the first and the last day.
    #[default]
    Days,
    /// Counts the rows of each.
    Count,
    /// Puts them where they belong.
    Place,
}

impl ByDay {
    /// Takes the next rows, so many at most; false when all are in order.
    pub(crate) fn step(&mut self, days: &[Option<Day>], pair_at: &[u32], rows: usize) -> bool {
        let all = days.len().min(pair_at.len());
        let block = self.row..all.min(self.row + rows);
        self.row = block.end;
        match self.pass {
            Pass::Days => self.find_days(days, pair_at, block),
            Pass::Count => self.count(days, pair_at, block),
            Pass::Place => self.place(days, pair_at, block),
        }
        if self.row < all {
            return true;
        }
        self.row = 0;
        self.pass = match (self.pass, self.days) {
            (Pass::Days, Some((first, last))) => {
                self.places = vec![0; (last - first) as usize + 1];
                Pass::Count
            }
            (Pass::Count, _) => {
                let mut before = 0;
                for place in &mut self.places {
                    before += std::mem::replace(place, before);
                }
                self.order = vec![0; before as usize];
                Pass::Place
            }
            _ => return false,
        };
        true
    }

    /// The rows in order.
    pub(crate) fn finish(self) -> Vec<u32> {
        self.order
    }

    #[inline(never)]
    fn find_days(&mut self, days: &[Option<Day>], pair_at: &[u32], block: Range<usize>) {
        for (_, day) in known(days, pair_at, block) {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
    }

    #[inline(never)]
    fn count(&mut self, days: &[Option<Day>], pair_at: &[u32], block: Range<usize>) {
        let first = self.days.map_or(0, |(first, _)| first);
        for (_, day) in known(days, pair_at, block) {
            self.places[(day - first) as usize] += 1;
        }
    }

    #[inline(never)]
    fn place(&mut self, days: &[Option<Day>], pair_at: &[u32], block: Range<usize>) {
        let first = self.days.map_or(0, |(first, _)| first);
        for (row, day) in known(days, pair_at, block) {
            let place = &mut self.places[(day - first) as usize];
            self.order[*place as usize] = row as u32;
            *place += 1;
        }
    }
}

/// The rows of a block that are conversations, with the number of their day.
fn known<'a>(
    days: &'a [Option<Day>],
    pair_at: &'a [u32],
    block: Range<usize>,
) -> impl Iterator<Item = (usize, i32)> + 'a {
    let rows = block.clone().zip(days[block.clone()].iter().zip(&pair_at[block]));
    rows.filter(|(_, (_, pair_at))| **pair_at != NO_PAIR).filter_map(|(row, (day, _))| Some((row, (*day)?.number())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_put_in_the_order_of_their_days_and_those_of_one_day_stay_in_theirs() {
        let day = |text: &str| Day::parse(text.as_bytes());
        let days = [day("2026-03-02"), None, day("2026-03-01"), day("2026-03-02"), day("2025-12-31")];
        for rows in [1, 2, 100] {
            let order = |days: &[Option<Day>], pair_at: &[u32]| {
                let mut by_day = ByDay::default();
                let steps = (0..100).take_while(|_| by_day.step(days, pair_at, rows)).count();
                assert!(steps < 100, "it comes to an end");
                by_day.finish()
            };
            assert_eq!(order(&days, &[0, 0, 0, 0, 0]), [4, 2, 0, 3]);
            assert_eq!(order(&days, &[0, 0, NO_PAIR, 0, 0]), [4, 0, 3]);
            assert!(order(&[None], &[0]).is_empty());
            assert!(order(&[], &[]).is_empty());
        }
    }
}
