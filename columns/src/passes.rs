//! Passing over the cells of a column.
//!
//! Each function but [`in_blocks`] takes some rows of many.

use std::ops::Range;

use crate::calendar::Day;
use crate::interner::Code;

/// Rows that are passed over in one call.
const BLOCK_ROWS: usize = 1 << 12;

/// Passes over rows in their order, some at a call.
///
/// A browser makes a function of the page fast while it is called again and again, and never while it runs: one call for a million
/// rows takes three times as long as many.
#[inline(never)] // once on the page
pub fn in_blocks(rows: usize, block: &mut dyn FnMut(Range<usize>)) {
    let mut start = 0;
    while start < rows {
        let end = rows.min(start + BLOCK_ROWS);
        block(start..end);
        start = end;
    }
}

/// The earliest and the latest of some days; `None` if none is known.
#[inline(never)] // inside its caller it would be built like that, for size
pub fn first_and_last(days: &[Option<Day>]) -> Option<(Day, Day)> {
    let last = days.iter().copied().map(number).fold(0, i32::max);
    let first = days.iter().map(|day| number(*day).wrapping_sub(1) as u32).fold(u32::MAX, u32::min);
    Day::at(first.wrapping_add(1) as i32).zip(Day::at(last))
}

/// A day as a number, of which the one for a day that is not known is below all others, and above them where one is taken off it.
#[inline]
fn number(day: Option<Day>) -> i32 {
    day.map_or(0, Day::number)
}

/// Whether the second day of some row is before the first.
#[inline(never)]
pub fn has_turned(first: &[Option<Day>], second: &[Option<Day>]) -> bool {
    first.iter().zip(second).fold(false, |any, (first, second)| any | is_turned(*first, *second))
}

/// Adds the rows, from `from` on, whose second day is before the first.
#[inline(never)]
pub fn rows_turned(first: &[Option<Day>], second: &[Option<Day>], from: usize, rows: &mut Vec<usize>) {
    let turned = (from..).zip(first.iter().zip(second)).filter(|(_, (first, second))| is_turned(**first, **second));
    rows.extend(turned.map(|(row, _)| row));
}

/// Both are known, and the second is before the first.
#[inline]
fn is_turned(first: Option<Day>, second: Option<Day>) -> bool {
    (number(second).wrapping_sub(1) as u32) < (number(first) as u32).saturating_sub(1)
}

/// Adds the rows, from `from` on, whose day is later than this one.
#[inline(never)]
pub fn rows_after(days: &[Option<Day>], through: Day, from: usize, rows: &mut Vec<usize>) {
    rows.extend((from..).zip(days).filter(|(_, day)| day.is_some_and(|day| day > through)).map(|(row, _)| row));
}

/// Adds the rows, from `from` on, of which both ids stand for the same. `ends` has what each id stands for; an empty one has each
/// stand for itself.
#[inline(never)]
pub fn rows_alike(
    one: &[Option<Code>],
    other: &[Option<Code>],
    ends: &[Option<Code>],
    from: usize,
    rows: &mut Vec<usize>,
) {
    let end = |code: Code| ends.get(code.place()).copied().unwrap_or(Some(code));
    let is_alike = |(one, other): (&Option<Code>, &Option<Code>)| {
        (*one).zip(*other).is_some_and(|(one, other)| one == other || end(one) == end(other))
    };
    let alike = (from..).zip(one.iter().zip(other)).filter(|&(_, codes)| is_alike(codes));
    rows.extend(alike.map(|(row, _)| row));
}

/// Adds the rows, from `from` on, whose id is not marked.
#[inline(never)]
pub fn rows_unmarked(codes: &[Option<Code>], marks: &[bool], from: usize, rows: &mut Vec<usize>) {
    let is_unmarked = |code: &Option<Code>| code.is_some_and(|code| !marks.get(code.place()).copied().unwrap_or(false));
    rows.extend((from..).zip(codes).filter(|(_, code)| is_unmarked(code)).map(|(row, _)| row));
}

/// Marks the ids of some rows.
#[inline(never)]
pub fn mark(codes: &[Option<Code>], marks: &mut [bool]) {
    for code in codes.iter().flatten() {
        if let Some(mark) = marks.get_mut(code.place()) {
            *mark = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interner::Interner;

    #[test]
    fn the_first_and_the_last_day_are_found_among_those_that_are_not_known() {
        let day = |text: &str| Day::parse(text.as_bytes());
        let days = [None, day("2026-03-02"), day("0001-01-01"), None, day("9999-12-31")];
        assert_eq!(first_and_last(&days), day("0001-01-01").zip(day("9999-12-31")));
        assert_eq!(first_and_last(&days[..2]), day("2026-03-02").zip(day("2026-03-02")));
        assert_eq!(first_and_last(&[None]), None);
        assert_eq!(first_and_last(&[]), None);
    }

    #[test]
    fn rows_are_found_by_what_their_cells_say_and_never_where_one_is_not_known() {
        let day = |text: &str| Day::parse(text.as_bytes());
        let (first, second) = (
            [day("2026-03-02"), None, day("2026-03-03"), day("2026-03-04")],
            [day("2026-03-01"), day("2026-03-01"), None, day("2026-03-04")],
        );
        let mut found = Vec::new();
        assert!(has_turned(&first, &second) && !has_turned(&first[1..], &second[1..]));
        rows_turned(&first, &second, 10, &mut found);
        assert_eq!(std::mem::take(&mut found), [10]);
        rows_after(&first, day("2026-03-02").unwrap(), 10, &mut found);
        assert_eq!(std::mem::take(&mut found), [12, 13]);

        let mut ids = Interner::default();
        let [a, b, c] = ["a", "b", "c"].map(|id| ids.intern(id));
        let (one, other) = ([a, a, None, c], [a, b, None, b]);
        rows_alike(&one, &other, &[], 5, &mut found);
        assert_eq!(std::mem::take(&mut found), [5]);
        rows_alike(&one, &other, &[a, a, c], 5, &mut found);
        assert_eq!(std::mem::take(&mut found), [5, 6], "b is another name of a");
        rows_unmarked(&other, &[true, false, true], 5, &mut found);
        assert_eq!(found, [6, 8]);
        let mut marks = [false; 3];
        mark(&one, &mut marks);
        assert_eq!(marks, [true, false, true]);
    }
}
