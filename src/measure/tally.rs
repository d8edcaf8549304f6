//! Counting rows so that a number and the rows behind it can't differ: both come from the same marks.

use super::{Measure, Pick, Reading, RowsBehind};
use crate::org::Table;

/// What the rows of a share are counted under: those it is out of, and those counted.
pub const N: &str = "n";
/// The rows counted; in a count the same as [`N`].
pub const K: &str = "k";

/// Rows of one table, each marked with the numbers that it counts in.
pub struct Tally {
    table: Table,
    names: &'static [&'static str],
    /// A row, and a bit for each of the names.
    rows: Vec<(usize, u32)>,
}

impl Tally {
    /// Nothing counted yet. The first two names are [`N`] and [`K`], the others those of parts, at most 30.
    pub fn new(table: Table, names: &'static [&'static str]) -> Self {
        Self { table, names, rows: Vec::new() }
    }

    /// Counts a row in every number that is marked; marks are in the order of the names.
    pub fn add(&mut self, row: usize, marks: &[bool]) {
        debug_assert_eq!(marks.len(), self.names.len(), "a mark for each name");
        let bits = marks.iter().enumerate().fold(0, |bits, (place, &mark)| bits | u32::from(mark) << place);
        if bits != 0 {
            self.rows.push((row, bits));
        }
    }

    /// How many rows count in a number.
    pub fn count(&self, name: &str) -> u64 {
        let bit = self.bit(name);
        self.rows.iter().filter(|(_, bits)| bits & bit != 0).count() as u64
    }

    /// The parts of a reading, in the order of the names.
    pub fn parts(&self) -> Vec<(String, Option<f64>)> {
        let names = self.names.iter().filter(|name| ![N, K].contains(name));
        names.map(|name| ((*name).to_owned(), Some(self.count(name) as f64))).collect()
    }

    /// The share of the rows counted, with the parts.
    pub fn share(&self, measure: Measure) -> Reading {
        Reading { parts: self.parts(), ..Reading::share(measure, self.count(K), self.count(N)) }
    }

    /// Whether no row counts in any number.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that count in a number, in the order in which they were counted.
    pub fn rows(&self, name: &str) -> Vec<usize> {
        let bit = self.bit(name);
        self.rows.iter().filter(|(_, bits)| bits & bit != 0).map(|&(row, _)| row).collect()
    }

    /// The rows behind a value or a part; none for what is no number of these rows.
    pub fn behind(&self, pick: &Pick) -> RowsBehind {
        RowsBehind::single(self.table, pick.number().map(|name| self.rows(name)).unwrap_or_default())
    }

    fn bit(&self, name: &str) -> u32 {
        self.names.iter().position(|known| *known == name).map_or(0, |place| 1 << place)
    }
}

impl Pick {
    /// The name of the number that is asked for, where it is one of the whole reading.
    pub(super) fn number(&self) -> Option<&'static str> {
        match self {
            Self::All => Some(N),
            Self::Counted => Some(K),
            Self::Part(name) => Some(name),
            _ => None,
        }
    }
}
