//! Finds out who talked with whom.

use std::ops::Range;

use super::{NO_PAIR, TalkColumns, Talks};
use crate::calendar::Day;
use crate::pairs::Pairs;

/// Makes [`Talks`] of a table, some rows at a time.
#[derive(Debug, Default)]
pub struct TalksBuilder {
    last: Option<Day>,
    talks: Talks,
}

/// Rows made at once: few enough for many calls, since a browser makes a function of the page fast while it is called again and
/// again, and never while it runs.
pub(super) const BLOCK_ROWS: usize = 1 << 13;

impl TalksBuilder {
    /// Nothing made yet, of conversations between so many teams, with room for so many rows.
    pub fn new(teams: usize, rows: usize) -> Self {
        let talks = Talks { pairs: Pairs::new(teams), pair_of: Vec::with_capacity(rows), ..Talks::default() };
        Self { talks, ..Self::default() }
    }

    /// Those that are made so far.
    pub fn so_far(&self) -> &Talks {
        &self.talks
    }

    /// Makes the next rows; false when all are made, however often it is asked. More may be added to the columns in between.
    pub fn step(&mut self, columns: &TalkColumns<'_>) -> bool {
        let (rows, from) = (columns.held_on.len(), self.talks.pair_of.len());
        self.meet(columns, from..rows.min(from + BLOCK_ROWS));
        self.talks.pair_of.len() < rows
    }

    /// All conversations.
    pub fn finish(self) -> Talks {
        self.talks
    }

    /// Finds the two teams of each row.
    #[inline(never)] // A block a call, see `BLOCK_ROWS`.
    fn meet(&mut self, columns: &TalkColumns<'_>, rows: Range<usize>) {
        for row in rows {
            let held = columns.held_on.get(row).copied().flatten();
            let pair = match (held, columns.producer(row)) {
                (Some(held), Some(producer)) => {
                    self.talks.is_out_of_order |= self.last.is_some_and(|last| held < last);
                    self.last = Some(held);
                    self.talks.pairs.place_or_new((producer, columns.consumer(row)))
                }
                // A row that is used has both; one that had not would be no conversation.
                _ => {
                    self.talks.is_out_of_order = true;
                    NO_PAIR
                }
            };
            self.talks.pair_of.push(pair);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talks::TeamId;

    /// Asked once more, it put all rows in order again, which a page with millions of them felt.
    #[test]
    fn what_is_made_is_not_made_again() {
        let days = ["2026-03-02", "2026-03-01"].map(|day| Day::parse(day.as_bytes()));
        let team = crate::Interner::default().intern("a");
        let columns = TalkColumns {
            held_on: &days,
            producer_team: &[team, team],
            team_of: &[TeamId::at(0)],
            ..TalkColumns::default()
        };
        let mut builder = TalksBuilder::new(1, 0);
        while builder.step(&columns) {}
        let made = format!("{builder:?}");
        assert!(!builder.step(&columns));
        assert_eq!(format!("{builder:?}"), made);
        let rows: Vec<usize> = builder.finish().between(columns, None, days[0]).iter().map(|talk| talk.row).collect();
        assert_eq!(rows, [1, 0]);
    }

    /// Room for no row at all was taken for room that was still to be made, again and again.
    #[test]
    fn rows_of_which_none_is_a_conversation_come_to_an_end() {
        for held_on in [&[][..], &[None, None]] {
            let columns = TalkColumns { held_on, ..TalkColumns::default() };
            let mut builder = TalksBuilder::new(0, 0);
            let steps = (0..10).take_while(|_| builder.step(&columns)).count();
            assert!(steps < 10, "{steps} steps for {} rows", held_on.len());
            let talks = builder.finish();
            assert!(talks.between(columns, None, Day::parse(b"9999-12-31")).is_empty());
        }
    }
}
