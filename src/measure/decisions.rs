//! Decisions: whether they are made close to the work, and how long they take.

use super::columns::{cell, days, ids, seen, word, words};
use super::tally::{K, N, Tally};
use super::{Cell, Measure, Pick, Reading, RowsBehind, Why};
use crate::org::{Code, Decider, Table, View, sort_by_key};
use crate::stats::{Cases, Ending};

/// Decisions count for half a year after they were made.
const DECIDED_DAYS: i32 = 182;
/// How long decisions take is asked of those raised in the last year.
const RAISED_DAYS: i32 = 365;
/// Who decides, as the entries of the list and the parts name them.
pub const DECIDERS: [&str; 3] = ["central", "shared", "team"];
/// The numbers; the last one is of the cases that [`MEDIAN`] is a median of.
const NUMBERS: &[&str] = &[N, K, "central", "shared", "team", "open", MEDIAN];
const MEDIAN: &str = "median_days";

/// Reads `decisions-close-to-work`.
pub fn decisions_close_to_work(view: &View<'_>) -> Reading {
    let Some(decisions) = Decisions::new(view) else {
        return Reading::missing(Measure::DecisionsCloseToWork, Why::NotMeasured);
    };
    let mut reading = decisions.tally.share(Measure::DecisionsCloseToWork);
    let median = decisions.waits.survival().median().days().map(f64::from);
    reading.parts.iter_mut().filter(|(name, _)| name == MEDIAN).for_each(|(_, days)| *days = median);
    let entry = |(area, counts): (Code, [u64; 3])| {
        let mut entry = vec![("area", Cell::Text(view.org.ids.areas.name(area).to_owned()))];
        entry.extend(DECIDERS.into_iter().zip(counts.map(Cell::Number)));
        entry
    };
    reading.list = decisions.by_area(view).into_iter().map(entry).collect();
    reading
}

/// How many decisions in scope are open, and the days since the oldest of them was raised; `None` where none is.
pub fn open_decisions(view: &View<'_>) -> Option<(u64, u64)> {
    let (rows, as_of) = (view.table(Table::Decisions)?, view.as_of?);
    let open = Decisions::new(view)?.tally.rows("open");
    let raised_on = days(rows, "raised_on");
    let oldest = open.iter().filter_map(|&row| cell(raised_on, row)).min()?;
    Some((open.len() as u64, as_of.since(oldest).unsigned_abs().into()))
}

/// The rows behind `decisions-close-to-work`.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let Some(decisions) = Decisions::new(view) else { return RowsBehind::single(Table::Decisions, Vec::new()) };
    match pick {
        Pick::Entry { place, number } => {
            let area = decisions.by_area(view).get(*place).map(|&(area, _)| area);
            let mut rows = decisions.tally.rows(number.unwrap_or(N));
            rows.retain(|&row| area.is_some() && cell(decisions.areas, row) == area);
            RowsBehind::single(Table::Decisions, rows)
        }
        _ => decisions.tally.behind(pick),
    }
}

/// The decisions in scope, by the numbers they count in and by area.
struct Decisions<'a> {
    tally: Tally,
    areas: &'a [Option<Code>],
    waits: Cases,
}

impl<'a> Decisions<'a> {
    fn new(view: &View<'a>) -> Option<Self> {
        let (rows, as_of) = (view.table(Table::Decisions)?, view.as_of?);
        let (raised_on, decided_on) = (days(rows, "raised_on"), days(rows, "decided_on"));
        let decided_by = words(rows, "decided_by");
        let mut decisions =
            Self { tally: Tally::new(Table::Decisions, NUMBERS), areas: ids(rows, "area"), waits: Cases::default() };
        for row in 0..rows.len() {
            let Some(raised) = seen(raised_on, row, as_of) else { continue };
            if !view.has_area(cell(decisions.areas, row)) {
                continue;
            }
            // Who decides says nothing before the day of the decision (M44).
            let decided = seen(decided_on, row, as_of);
            let lately = decided.is_some_and(|decided| decided.is_within(DECIDED_DAYS, as_of));
            let by = |decider: Decider| lately && word(decided_by, row) == Some(decider);
            let (central, shared, team) = (by(Decider::Central), by(Decider::Shared), by(Decider::Team));
            let is_case = raised.is_within(RAISED_DAYS, as_of);
            if is_case {
                let ending = if decided.is_some() { Ending::Happened } else { Ending::Open };
                decisions.waits.add(decided.unwrap_or(as_of).since(raised) as u32, ending, 1);
            }
            let close = shared || team;
            decisions.tally.add(row, &[central || close, close, central, shared, team, decided.is_none(), is_case]);
        }
        Some(decisions)
    }

    /// The areas with a decision that counts, by name, with the decisions by who decides.
    fn by_area(&self, view: &View<'_>) -> Vec<(Code, [u64; 3])> {
        let names = &view.org.ids.areas;
        let mut counts = vec![[0; 3]; names.len()];
        for (place, decider) in DECIDERS.into_iter().enumerate() {
            for area in self.tally.rows(decider).into_iter().filter_map(|row| cell(self.areas, row)) {
                counts[area.place()][place] += 1;
            }
        }
        let mut areas: Vec<(Code, [u64; 3])> =
            names.codes().zip(counts).filter(|(_, counts)| *counts != [0; 3]).collect();
        sort_by_key(&mut areas, |&(area, _)| names.name(area));
        areas
    }
}
