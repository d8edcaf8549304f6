//! Bought-in data: whether somebody answers for it.

use super::live_datasets::live_datasets;
use super::tally::{K, N, Tally};
use super::{Measure, Pick, Reading, RowsBehind, Why};
use crate::org::{Origin, Table, View};

const LONGEST: &str = "longest_without_owner_days";

/// Reads `bought-in-data-owned`.
pub fn bought_in_data_owned(view: &View<'_>) -> Reading {
    if view.as_of.is_none() {
        return Reading::missing(Measure::BoughtInDataOwned, Why::NotMeasured);
    }
    let (tally, longest_days) = datasets(view);
    let mut reading = tally.share(Measure::BoughtInDataOwned);
    reading.parts = vec![(LONGEST.to_owned(), longest_days.map(f64::from))];
    reading
}

/// The rows behind `bought-in-data-owned`; behind the longest wait those that have waited so long.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    datasets(view).0.behind(pick)
}

/// The live datasets that were brought in, and the longest time that one of them has been without an owner, in days; `None` where
/// none is, or it is not known since when.
fn datasets(view: &View<'_>) -> (Tally, Option<i32>) {
    let mut tally = Tally::new(Table::Datasets, &[N, K, LONGEST]);
    let Some(as_of) = view.as_of else { return (tally, None) };
    let mut external = live_datasets(view);
    external.retain(|dataset| dataset.origin == Some(Origin::External));
    let without_days = external.iter().map(|dataset| {
        let is_owned = dataset.owner(as_of).is_some();
        dataset.without_owner_since(as_of).filter(|_| !is_owned).map(|since| as_of.since(since))
    });
    let without_days: Vec<Option<i32>> = without_days.collect();
    let longest_days = without_days.iter().flatten().max().copied();
    for (dataset, days) in external.iter().zip(without_days) {
        let is_owned = dataset.owner(as_of).is_some();
        tally.add(dataset.row, &[true, is_owned, days.is_some() && days == longest_days]);
    }
    (tally, longest_days)
}
