//! The order of conversations by day.

use std::ops::Range;

use crate::calendar::Day;
use crate::passes::{first_and_last, in_blocks};
use crate::talks::TalkColumns;

/// The rows that are conversations by day, those of one day in their order.
///
/// They are counted first and then put where they belong, which takes the same number of passes however they lie.
#[inline(never)] // inside its caller it would be built like that, for size
pub(crate) fn by_day(columns: &TalkColumns<'_>) -> Vec<u32> {
    let mut range = None;
    in_blocks(columns.held_on.len(), &mut |block| {
        let [days, known] = [first_and_last(&columns.held_on[block]), range];
        range = match (days, known) {
            (Some((first, last)), Some((earliest, latest))) => Some((first.min(earliest), last.max(latest))),
            _ => days.or(known),
        };
    });
    let Some((first, last)) = range else { return Vec::new() };
    // For each day how many rows it has, and then where the next one of it belongs.
    let mut places = vec![0; last.since(first) as usize + 1];
    in_blocks(columns.held_on.len(), &mut |block| count(columns, block, first, &mut places));
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    let mut order = vec![0; before as usize];
    in_blocks(columns.held_on.len(), &mut |block| put(columns, block, first, &mut places, &mut order));
    order
}

#[inline(never)]
fn count(columns: &TalkColumns<'_>, block: Range<usize>, first: Day, places: &mut [u32]) {
    talks(columns, block).for_each(|(_, day)| places[day.since(first) as usize] += 1);
}

#[inline(never)]
fn put(columns: &TalkColumns<'_>, block: Range<usize>, first: Day, places: &mut [u32], order: &mut [u32]) {
    for (row, day) in talks(columns, block) {
        let place = &mut places[day.since(first) as usize];
        order[*place as usize] = row as u32;
        *place += 1;
    }
}

/// The rows of a block that are conversations, with their day.
fn talks<'a>(columns: &'a TalkColumns<'_>, block: Range<usize>) -> impl Iterator<Item = (usize, Day)> + use<'a> {
    block.filter_map(|row| columns.producer(row).and(columns.held_on[row]).map(|day| (row, day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interner::Interner;
    use crate::talks::TeamId;

    #[test]
    fn rows_are_put_in_the_order_of_their_days_and_those_of_one_day_stay_in_theirs() {
        let day = |text: &str| Day::parse(text.as_bytes());
        let team = Interner::default().intern("a");
        let order = |held_on: &[Option<Day>], producer_team: &[_]| {
            by_day(&TalkColumns { held_on, producer_team, team_of: &[TeamId::at(0)], ..TalkColumns::default() })
        };
        let days = [day("2026-03-02"), None, day("2026-03-01"), day("2026-03-02"), day("2025-12-31")];
        assert_eq!(order(&days, &[team; 5]), [4, 2, 0, 3]);
        assert_eq!(order(&days, &[team, team, None, team, team]), [4, 0, 3], "one without a team is no conversation");
        assert!(order(&[None], &[team]).is_empty());
        assert!(order(&[], &[]).is_empty());
        let many: Vec<_> = (0..30_000).map(|row| Day::at(1 + row % 5)).collect();
        let order = order(&many, &vec![team; many.len()]);
        assert!(order.is_sorted_by_key(|&row| (many[row as usize], row)));
        assert_eq!(order.len(), many.len());
    }
}
