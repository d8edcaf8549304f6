//! Days as cells write them, found by the text of their month.

use crate::calendar::Day;
use crate::cells::Found;
use crate::roomy::{ROOM_BYTES, Roomy};

/// Days as cells write them, of months that are asked for again and again: a million days are of few months.
#[derive(Debug, Default)]
pub struct KnownMonths([KnownMonth; 16]);

/// A month, by the text before its days.
#[derive(Clone, Copy, Debug, Default)]
struct KnownMonth {
    /// `YYYY-MM-`; of a place that is not taken no text.
    text: u64,
    /// The number of the day before its first, and how many days it has.
    before: i32,
    days: u32,
}

impl KnownMonths {
    /// What a cell of so many bytes says, with what stands behind it, if it is a day of a month met before. An empty cell may be known
    /// to say nothing.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn find(&self, room: &[u8; ROOM_BYTES], bytes: usize, stays_empty: bool) -> Found<Day> {
        let &[y1, y2, y3, y4, dash, m1, m2, other_dash, tens, units, ..] = room;
        let month = u64::from_le_bytes([y1, y2, y3, y4, dash, m1, m2, other_dash]);
        let [tens, units] = [tens, units].map(|digit| u32::from(digit.wrapping_sub(b'0')));
        let known = &self.0[place(month)];
        let day = tens * 10 + units;
        let is_day = bytes == DAY_BYTES && known.text == month && units <= 9 && (1..=known.days).contains(&day);
        if is_day {
            Found::Says(Day::at(known.before + day as i32))
        } else if stays_empty && bytes == 0 {
            Found::Says(None)
        } else {
            Found::Unread
        }
    }

    /// The same as [`Day::parse`], and notes the month.
    #[inline(never)]
    pub fn day(&mut self, text: Roomy<'_>) -> Option<Day> {
        let day = Day::parse(text.text())?;
        let mut last: [u8; DAY_BYTES] = *text.text().first_chunk()?;
        let [.., tens, units] = last;
        let number = i32::from(tens - b'0') * 10 + i32::from(units - b'0');
        let has_day = |day: &u8| {
            (last[DAY_BYTES - 2], last[DAY_BYTES - 1]) = (b'0' + day / 10, b'0' + day % 10);
            Day::parse(&last).is_some()
        };
        let days = (28..=31).rev().find(has_day)?;
        let month = u64::from_le_bytes(*text.text().first_chunk()?);
        self.0[place(month)] = KnownMonth { text: month, before: day.number() - number, days: days.into() };
        Some(day)
    }
}

/// The length of `YYYY-MM-DD`.
const DAY_BYTES: usize = 10;

/// Where a month is kept. Months that follow each other differ in their last digit.
#[inline]
fn place(month: u64) -> usize {
    usize::from(month.to_le_bytes()[6] % 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roomy::ROOM_BYTES;

    #[test]
    fn days_of_months_that_are_known_are_read_like_any_others() {
        let mut months = KnownMonths::default();
        let mut check = |text: &str| {
            let roomy = [text.as_bytes(), &[b'9'; ROOM_BYTES]].concat();
            let read = Roomy::new(&roomy, text.len()).and_then(|text| months.day(text));
            assert_eq!(read, Day::parse(text.as_bytes()), "{text:?}");
            let found = months.find(roomy.first_chunk().unwrap(), text.len(), false);
            assert_eq!(
                found,
                read.map_or(Found::Unread, |day| Found::Says(Some(day))),
                "{text:?} of a month that is known"
            );
        };
        // January, November and months out of the calendar take each other's places.
        for year in [0, 1, 1900, 2023, 2024, 9999] {
            for day in 0..=99 {
                (0..=21).for_each(|month| check(&format!("{year:04}-{month:02}-{day:02}")));
            }
        }
        for text in [
            "2024-01-1",
            "2024-01-011",
            "2024-01-0a",
            "2024-01-:1",
            "2024/01/01",
            "",
            "2024-01-",
            "\0\0\0\0\0\0\0\x0001",
        ] {
            check(text);
        }
        assert_eq!(months.find(&[b'0'; ROOM_BYTES], 0, true), Found::Says(None));
    }
}
