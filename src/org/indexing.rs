//! Finds out who talked with whom, and counts conversations while they are read, so that the figures of all of them do not wait for
//! another pass.
//!
//! What is counted holds if the rows stay as they were read, as most do: then what their rules, which are decided once all rows are
//! there, take away is nothing. Else all are counted anew, as for any other view.

use uptake_columns::{Talks, TalksBuilder};

use super::fates::Fates;
use super::problem::{ProblemCode, TableReport};
use super::rows::Rows;
use super::talk_counts::{TalkCounting, TalkCounts};
use super::talks::talk_columns;
use super::teams::Teams;

/// What is worked out of the conversations so far.
#[derive(Debug)]
pub(super) struct Indexing {
    talks: TalksBuilder,
    /// Counts all of them; `None` where that waits for a view.
    counting: Option<TalkCounting>,
    /// How many rows are counted, or about to be.
    counted: usize,
    /// Whether there is something to be done before the next rows are read.
    is_going_on: bool,
}

impl Indexing {
    /// Nothing worked out yet, with room for so many rows.
    pub fn new(teams: &Teams, rows: usize, counting: Option<TalkCounting>) -> Self {
        Self { talks: TalksBuilder::new(teams.len(), rows), counting, counted: 0, is_going_on: false }
    }

    /// Works out more while rows are still being read; false when there is nothing to be done for now.
    ///
    /// To do it in turns with reading takes half as long again, since each has to have much near the processor: nothing is done before most
    /// rows are there. There is room for an eighth more than are expected, so that these are nine tenths of those.
    pub fn follow(&mut self, rows: &Rows, teams: &Teams) -> bool {
        let room = rows.room();
        self.is_going_on |= self.counted < room / 2 && rows.len() >= room / 16 * 13;
        self.is_going_on = self.is_going_on && self.step(rows, teams);
        self.is_going_on
    }

    /// Works out more; false when nothing is left of the rows there are. A step is short.
    pub fn step(&mut self, rows: &Rows, teams: &Teams) -> bool {
        let columns = talk_columns(Some(rows), teams.by_code());
        if self.talks.step(&columns) {
            return true;
        }
        let Some(counting) = &mut self.counting else { return false };
        if self.counted < rows.len() {
            counting.add(self.counted..rows.len());
            self.counted = rows.len();
        }
        counting.count(self.talks.so_far(), &columns)
    }

    /// Whether the rows are still those that were met: none was set aside since, no column was dropped, and no day turned out not to be
    /// known. What else may become of a cell is not counted.
    pub fn holds(report: &TableReport, fates: &Fates) -> bool {
        fates.is_empty() && report.dropped_columns.is_empty() && report.cells.get(ProblemCode::OutOfOrder).is_none()
    }

    /// What was worked out.
    pub fn finish(self) -> (Talks, Option<TalkCounts>) {
        (self.talks.finish(), self.counting.map(TalkCounting::finish))
    }
}
