//! The table of months and of the days until their conversations led to something.

use super::shade;
use crate::measure::{COHORT_DAYS, Reading};
use crate::org::{Month, Period};
use crate::story::say;

/// Months shown at once: a year. Earlier ones are shown when they are asked for.
pub const MONTHS: usize = 12;

/// The conversations of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The month.
    pub month: Month,
    /// Its name.
    pub name: String,
    /// How many were held that could lead to something; unknown while the month is too recent for any column.
    pub held: String,
    /// One cell for each number of days.
    pub cells: Vec<Cell>,
}

/// What had happened to them after some days.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The days.
    pub days: u32,
    /// The share; `None` while the month is too recent to tell.
    pub share: Option<Share>,
}

/// A share in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// `37%`; a dash where there was no conversation.
    pub percent: String,
    /// `13 of 35`.
    pub of: String,
    /// How dark the cell is, from 1 to 5.
    pub shade: u8,
}

/// The heads of the columns of cells.
pub fn heads() -> Vec<String> {
    COHORT_DAYS.iter().map(|days| format!("{days} days")).collect()
}

/// The last months, oldest first.
pub fn table(reading: &Reading, months: usize) -> Vec<Row> {
    let complete: Vec<_> = reading.complete_points().collect();
    let points = &complete[complete.len().saturating_sub(months)..];
    let rows = points.iter().filter_map(|point| {
        let Period::Month(month) = point.period else { return None };
        let cell = |&days: &u32| {
            let share =
                point.get(&format!("{days}.k")).zip(point.get(&format!("{days}.n"))).map(|(k, n)| Share::new(k, n));
            Cell { days, share }
        };
        let held =
            point.get(&format!("{}.n", COHORT_DAYS[0])).map(|held| say::grouped(held as u64)).unwrap_or_default();
        Some(Row { month, name: say::period(point.period), held, cells: COHORT_DAYS.iter().map(cell).collect() })
    });
    rows.collect()
}

impl Share {
    fn new(k: f64, n: f64) -> Self {
        let of = say::keep_together(&format!("{} of {}", say::grouped(k as u64), say::grouped(n as u64)));
        if n == 0.0 {
            return Self { percent: "–".to_owned(), of, shade: 1 };
        }
        Self { percent: say::percent(k / n), of, shade: shade(k / n) }
    }
}
