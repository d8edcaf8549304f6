//! Use cases: how many of those chosen were delivered, whom they help, and how long they take.

use super::columns::{cell, days, flags, ids, seen, word, words};
use super::month_ends::point;
use super::tally::{K, N, Tally};
use super::use_case_board::{BOARD, use_case_board};
use super::{Measure, Pick, Point, Reading, RowsBehind, Why};
use crate::org::{Day, Period, Table, UseCaseSource, View};
use crate::stats::{Cases, Ending};

/// The numbers; the last two are of the cases that a median is of.
const NUMBERS: &[&str] = &[
    N,
    K,
    "from_backlog",
    "producer_gains_k",
    "producer_gains_n",
    "others_k",
    "others_n",
    "dropped",
    REQUESTED_TO_CHOSEN,
    CHOSEN_TO_DELIVERED,
];
const REQUESTED_TO_CHOSEN: &str = "requested_to_chosen";
const CHOSEN_TO_DELIVERED: &str = "chosen_to_delivered";

/// The series of [`use_cases_by_month`]: all that had been chosen, and those of them that had been delivered.
pub const CHOSEN_AND_DELIVERED: [&str; 2] = ["chosen", "delivered"];

/// Reads `use-cases-delivered`.
pub fn use_cases_delivered(view: &View<'_>) -> Reading {
    let Some(use_cases) = UseCases::new(view) else {
        return Reading::missing(Measure::UseCasesDelivered, Why::NotMeasured);
    };
    let mut reading = use_cases.tally.share(Measure::UseCasesDelivered);
    for (median, cases) in [(REQUESTED_TO_CHOSEN, &use_cases.to_chosen), (CHOSEN_TO_DELIVERED, &use_cases.to_delivered)]
    {
        let days = cases.survival().median().days().map(f64::from);
        reading.parts.iter_mut().filter(|(name, _)| name == median).for_each(|(_, part)| *part = days);
    }
    reading
}

/// How many use cases had been chosen and delivered by the end of each month, from the one in which the first was chosen: the two
/// numbers behind the share of `use-cases-delivered` as they grew.
pub fn use_cases_by_month(view: &View<'_>) -> Vec<Point> {
    let Some(use_cases) = UseCases::new(view).filter(|_| !view.is_hidden()) else { return Vec::new() };
    let Some(first) = use_cases.chosen.iter().map(|case| case.on.month()).min() else { return Vec::new() };
    let Some(as_of) = view.as_of else { return Vec::new() };
    let months = as_of.month().since(first).unsigned_abs() as usize + 1;
    // What was added in each month, then what there is at its end.
    let mut counts = vec![[0; 2]; months];
    for case in &use_cases.chosen {
        for (place, day) in [Some(case.on), case.delivered_on].into_iter().enumerate() {
            if let Some(day) = day {
                counts[day.month().since(first).max(0).unsigned_abs() as usize][place] += 1;
            }
        }
    }
    let mut sums = [0; 2];
    (0..)
        .zip(counts)
        .map(|(month, added)| {
            sums = [sums[0] + added[0], sums[1] + added[1]];
            point(view, Period::Month(first.plus(month)), &CHOSEN_AND_DELIVERED, &sums)
        })
        .collect()
}

/// The rows behind `use-cases-delivered`; those of a month are all that had been chosen by its end.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let Some(use_cases) = UseCases::new(view) else { return RowsBehind::single(Table::UseCases, Vec::new()) };
    match *pick {
        Pick::Month { month, series } => {
            let by_then = |day: Option<Day>| day.is_some_and(|day| day.month() <= month);
            let is_delivered = series == Some(CHOSEN_AND_DELIVERED[1]);
            let counted = use_cases
                .chosen
                .iter()
                .filter(|case| by_then(Some(case.on)) && (!is_delivered || by_then(case.delivered_on)));
            RowsBehind::single(Table::UseCases, counted.map(|case| case.row).collect())
        }
        Pick::Part(part) if BOARD.iter().any(|(column, _)| *column == part) => {
            let stage = BOARD.iter().find(|(column, _)| *column == part).map(|&(_, stage)| stage);
            let board = use_case_board(view).into_iter().filter(|found| Some(found.stage) == stage);
            RowsBehind::single(Table::UseCases, board.map(|found| found.row).collect())
        }
        _ => use_cases.tally.behind(pick),
    }
}

/// A use case that was chosen.
struct Chosen {
    row: usize,
    on: Day,
    delivered_on: Option<Day>,
}

/// The use cases in scope, by the numbers they count in, and how long they took.
struct UseCases {
    tally: Tally,
    chosen: Vec<Chosen>,
    to_chosen: Cases,
    to_delivered: Cases,
}

impl UseCases {
    fn new(view: &View<'_>) -> Option<Self> {
        let (rows, as_of) = (view.table(Table::UseCases)?, view.as_of?);
        let [requested_on, chosen_on, delivered_on, dropped_on] =
            ["requested_on", "chosen_on", "delivered_on", "dropped_on"].map(|name| days(rows, name));
        let sides = [ids(rows, "producer_team"), ids(rows, "consumer_team")];
        let (sources, gains) = (words(rows, "source"), flags(rows, "producer_benefits"));
        let is_side_in_scope = |row: usize| {
            let mut teams = sides.iter().filter_map(|side| view.org.teams.of(cell(side, row)?));
            teams.any(|team| view.has_team(team))
        };
        let mut found = Self {
            tally: Tally::new(Table::UseCases, NUMBERS),
            chosen: Vec::new(),
            to_chosen: Cases::default(),
            to_delivered: Cases::default(),
        };
        for row in (0..rows.len()).filter(|&row| view.areas.is_none() || is_side_in_scope(row)) {
            let [requested, chosen, delivered, dropped] =
                [requested_on, chosen_on, delivered_on, dropped_on].map(|days| seen(days, row, as_of));
            let add = |cases: &mut Cases, first: Option<Day>, second: Option<Day>| {
                let case = first.and_then(|first| case(first, second, dropped, as_of));
                case.map(|(days, ending)| cases.add(days, ending, 1)).is_some()
            };
            let to_chosen = add(&mut found.to_chosen, requested, chosen);
            let to_delivered = add(&mut found.to_delivered, chosen, delivered);
            let is_chosen = chosen.is_some();
            let is_delivered = is_chosen && delivered.is_some();
            found.chosen.extend(chosen.map(|on| Chosen { row, on, delivered_on: delivered }));
            let gains = |yes: bool| is_chosen && cell(gains, row) == Some(yes);
            let (producer_gains, others) = (gains(true), gains(false));
            found.tally.add(
                row,
                &[
                    is_chosen,
                    is_delivered,
                    is_chosen && word(sources, row) == Some(UseCaseSource::Backlog),
                    producer_gains && is_delivered,
                    producer_gains,
                    others && is_delivered,
                    others,
                    is_chosen && dropped.is_some() && !is_delivered,
                    to_chosen,
                    to_delivered,
                ],
            );
        }
        Some(found)
    }
}

/// How long it took from a first day to a second one, or until the use case was dropped, or until now; whichever came first, and on
/// one day the second. `None` where either came before the first day (M40).
fn case(first: Day, second: Option<Day>, dropped: Option<Day>, as_of: Day) -> Option<(u32, Ending)> {
    let (end, ending) = match (second, dropped) {
        (Some(second), dropped) if dropped.is_none_or(|dropped| second <= dropped) => (second, Ending::Happened),
        (_, Some(dropped)) => (dropped, Ending::Open),
        (_, None) => (as_of, Ending::Open),
    };
    Some((u32::try_from(end.since(first)).ok()?, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_ends_the_wait() {
        let day = |day: i32| Day::parse(b"2026-01-31").unwrap().minus(31 - day);
        let case =
            |second: Option<i32>, dropped: Option<i32>| case(day(10), second.map(day), dropped.map(day), day(31));
        assert_eq!(case(Some(15), None), Some((5, Ending::Happened)));
        assert_eq!(case(None, None), Some((21, Ending::Open)));
        assert_eq!(case(None, Some(12)), Some((2, Ending::Open)));
        assert_eq!(case(Some(15), Some(12)), Some((2, Ending::Open)), "picked up again, but not watched since");
        assert_eq!(case(Some(12), Some(12)), Some((2, Ending::Happened)), "on one day what was waited for wins");
        assert_eq!(case(Some(12), Some(15)), Some((2, Ending::Happened)));
        assert_eq!(case(Some(9), None), None, "before the first day (M40)");
        assert_eq!(case(Some(12), Some(9)), None, "before the first day (M40)");
    }
}
