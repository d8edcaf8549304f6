//! Series of what there is at the end of each month, and points of series in general.

use super::Point;
use crate::org::{Day, Month, Period, Table, View};

/// The months that a column of days covers, each with the day on which its stock is taken: the last one, or, of the running month,
/// the day of the view (M10, M13).
pub fn month_ends(view: &View<'_>, table: Table, column: &str) -> Vec<(Month, Day)> {
    view.months(table, column).into_iter().filter_map(|month| Some((month, stock_day(view, month)?))).collect()
}

/// The day on which the stock of a month is taken; `None` where no day is known.
pub fn stock_day(view: &View<'_>, month: Month) -> Option<Day> {
    view.as_of.map(|as_of| month.last_day().min(as_of))
}

/// A point of counts.
pub fn point(view: &View<'_>, period: Period, names: &[&'static str], counts: &[u64]) -> Point {
    Point {
        period,
        complete: view.as_of.is_some_and(|as_of| period.is_complete(as_of)),
        values: names.iter().zip(counts).map(|(&name, &count)| (name, Some(count as f64))).collect(),
    }
}

/// Named counts as the parts of a reading.
pub fn parts(names: &[&'static str], counts: &[u64]) -> Vec<(String, Option<f64>)> {
    names.iter().zip(counts).map(|(&name, &count)| (name.to_owned(), Some(count as f64))).collect()
}
