//! Changes that came as a surprise, and changes of meaning that were noticed before they did harm.

use super::columns::{cell, days, flags, ids, seen, word, words};
use super::tally::{K, N, Tally};
use super::{Measure, Pick, Point, Reading, RowsBehind, Why};
use crate::org::{Caught, Day, Finder, Month, Period, Rows, Table, View};

/// Changes and problems are looked back at for a year.
const YEAR_DAYS: i32 = 365;
/// The numbers of changes; [`PROBLEMS`] has those of problems.
const CHANGES: &[&str] = &[N, K, "breaking_without_notice", "breaking"];
const PROBLEMS: &[&str] = &["problems_by_user", "problems"];

/// A change to data in scope.
struct Change {
    row: usize,
    released_on: Day,
    /// Announced too late, or not at all; a day that is not known was none (M39).
    is_surprise: bool,
    /// Known to be able to break the work of somebody.
    can_break: bool,
    /// Known to have been noticed before it did.
    is_caught: bool,
}

/// Reads `surprises`.
pub fn surprises(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::Surprises, Why::NotMeasured) };
    let changes = changes(view, as_of);
    let mut reading = tally(&changes, |on| on.is_within(YEAR_DAYS, as_of)).share(Measure::Surprises);
    let problems = problems(view, as_of);
    reading.parts.extend(
        PROBLEMS.iter().map(|name| ((*name).to_owned(), problems.as_ref().map(|problems| problems.count(name) as f64))),
    );
    reading.series = by_month(view, &changes);
    reading
}

/// Reads `meaning-changes-caught`.
pub fn meaning_changes_caught(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::MeaningChangesCaught, Why::NotMeasured) };
    caught(&changes(view, as_of), as_of).share(Measure::MeaningChangesCaught)
}

/// The rows behind `surprises`.
pub fn rows_of_surprises(view: &View<'_>, pick: &Pick) -> RowsBehind {
    rows_behind(view, Measure::Surprises, pick)
}

/// The rows behind `meaning-changes-caught`.
pub fn rows_of_meaning_changes(view: &View<'_>, pick: &Pick) -> RowsBehind {
    rows_behind(view, Measure::MeaningChangesCaught, pick)
}

/// The rows behind either measure: changes, and for problems those.
fn rows_behind(view: &View<'_>, measure: Measure, pick: &Pick) -> RowsBehind {
    let none = RowsBehind::single(Table::Changes, Vec::new());
    let Some(as_of) = view.as_of else { return none };
    let changes = changes(view, as_of);
    let of_months = |first: Month, last: Month, series: Option<&str>| {
        let days = first.first_day()..=last.last_day();
        RowsBehind::single(Table::Changes, tally(&changes, |on| days.contains(&on)).rows(series.unwrap_or(N)))
    };
    match (measure, pick) {
        (Measure::MeaningChangesCaught, _) => caught(&changes, as_of).behind(pick),
        (_, Pick::Part(name)) if PROBLEMS.contains(name) => {
            problems(view, as_of).map_or(none, |problems| problems.behind(pick))
        }
        (_, &Pick::Month { month, series }) => of_months(month, month, series),
        (_, &Pick::Months { first, last, series }) => of_months(first, last, series),
        _ => tally(&changes, |on| on.is_within(YEAR_DAYS, as_of)).behind(pick),
    }
}

/// The changes to data in scope up to the day of the view.
fn changes(view: &View<'_>, as_of: Day) -> Vec<Change> {
    let Some(rows) = view.table(Table::Changes) else { return Vec::new() };
    let notice_days = i32::try_from(view.org.settings.notice_days).unwrap_or(i32::MAX);
    let (announced_on, can_break, caught) =
        (days(rows, "announced_on"), flags(rows, "can_break"), words(rows, "caught"));
    let change = |(row, released_on): (usize, Day)| Change {
        row,
        released_on,
        is_surprise: seen(announced_on, row, as_of).is_none_or(|announced| released_on.since(announced) < notice_days),
        can_break: cell(can_break, row) == Some(true),
        is_caught: word(caught, row) == Some(Caught::Before),
    };
    of_data_in_scope(view, rows, "released_on", as_of).map(change).collect()
}

/// The rows about data in scope with their day, up to the day of the view.
fn of_data_in_scope<'a>(
    view: &View<'_>,
    rows: &'a Rows,
    date: &str,
    as_of: Day,
) -> impl Iterator<Item = (usize, Day)> + use<'a> {
    let (in_scope, dates) = (view.datasets_in_scope(), days(rows, date));
    let datasets = ids(rows, "dataset_id").iter().enumerate();
    datasets
        .filter(move |(_, dataset)| dataset.is_some_and(|dataset| in_scope[dataset.place()]))
        .filter_map(move |(row, _)| Some((row, seen(dates, row, as_of)?)))
}

/// The changes released on the days that count.
fn tally(changes: &[Change], counts: impl Fn(Day) -> bool) -> Tally {
    let mut tally = Tally::new(Table::Changes, CHANGES);
    for change in changes.iter().filter(|change| counts(change.released_on)) {
        let &Change { is_surprise, can_break, .. } = change;
        tally.add(change.row, &[true, is_surprise, is_surprise && can_break, can_break]);
    }
    tally
}

/// The changes of the last year that can break something; one of which it is not known when it was noticed was not caught (M39).
fn caught(changes: &[Change], as_of: Day) -> Tally {
    let mut tally = Tally::new(Table::Changes, &[N, K]);
    let breaking = changes.iter().filter(|change| change.can_break && change.released_on.is_within(YEAR_DAYS, as_of));
    breaking.for_each(|change| tally.add(change.row, &[true, change.is_caught]));
    tally
}

/// The problems found in the last year; `None` without the table.
fn problems(view: &View<'_>, as_of: Day) -> Option<Tally> {
    let rows = view.table(Table::Problems)?;
    let found_by = words(rows, "found_by");
    let mut tally = Tally::new(Table::Problems, PROBLEMS);
    for (row, _) in
        of_data_in_scope(view, rows, "found_on", as_of).filter(|(_, found)| found.is_within(YEAR_DAYS, as_of))
    {
        tally.add(row, &[word(found_by, row) == Some(Finder::User), true]);
    }
    Some(tally)
}

/// Surprises out of all changes, for each month of the covered period.
fn by_month(view: &View<'_>, changes: &[Change]) -> Vec<Point> {
    let months = view.months(Table::Changes, "released_on");
    let mut counts = vec![[0_u64; 2]; months.len()];
    for change in changes {
        let place = months.first().map(|first| change.released_on.month().since(*first) as usize);
        if let Some([k, n]) = place.and_then(|place| counts.get_mut(place)) {
            *k += u64::from(change.is_surprise);
            *n += 1;
        }
    }
    let point = |(&month, [k, n]): (&Month, [u64; 2])| Point {
        period: Period::Month(month),
        complete: view.is_complete(month),
        values: vec![(K, Some(k as f64)), (N, Some(n as f64))],
    };
    months.iter().zip(counts).map(point).collect()
}
