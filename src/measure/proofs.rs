//! What was to be proved, and what became of it.

use super::columns::{cell, days, seen, text, word, words};
use super::tally::{K, N, Tally};
use super::{Measure, Pick, Quantity, Reading, RowsBehind, Why};
use crate::org::{CellKind, Day, Origin, ProofVerdict, Rows, Table, View};

const NUMBERS: &[&str] = &[N, K, "shown", "not_shown", "too_early", "not_attempted", SET_LATE];
const SET_LATE: &str = "set_after_data";

/// Reads `what-we-set-out-to-prove`. What is to be proved belongs to the whole organisation, whatever areas are in view (M17).
pub fn what_we_set_out_to_prove(view: &View<'_>) -> Reading {
    let mut reading = Reading::empty(Measure::WhatWeSetOutToProve);
    let tally = proofs(view);
    // An empty verdict counts nowhere (M47), so with no other there is nothing to count rather than nothing shown.
    reading.why = tally.is_empty().then_some(Why::NoData);
    reading.value = reading.why.is_none().then(|| Quantity::Count(tally.count(N) as f64));
    reading.parts = tally.parts();
    reading
}

/// The rows behind `what-we-set-out-to-prove`.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    proofs(view).behind(pick)
}

/// A statement that was to be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// What was to be shown.
    pub statement: &'a str,
    /// When it would be shown, in words.
    pub threshold: Option<&'a str>,
    /// What became of it; `None` where nothing is written down.
    pub verdict: Option<ProofVerdict>,
    /// On what the verdict rests, in words.
    pub evidence: Option<&'a str>,
    /// Whether it was set only after the first data could be seen (M47).
    pub set_late: bool,
}

/// What was to be proved, in the order of the export, verdict or not.
pub fn statements<'a>(view: &View<'a>) -> Vec<Statement<'a>> {
    let (Some(rows), Some(as_of), false) = (view.table(Table::Proofs), view.as_of, view.is_hidden()) else {
        return Vec::new();
    };
    let (set_on, verdicts) = (days(rows, "set_on"), words(rows, "verdict"));
    let late = proofs(view).rows(SET_LATE);
    let is_seen = |row: &usize| cell(set_on, *row).is_none_or(|set| set <= as_of);
    let statement = |row: usize| {
        Some(Statement {
            statement: text(rows, "statement", row)?,
            threshold: text(rows, "threshold", row),
            verdict: word(verdicts, row),
            evidence: text(rows, "evidence", row),
            set_late: late.contains(&row),
        })
    };
    (0..rows.len()).filter(is_seen).filter_map(statement).collect()
}

fn proofs(view: &View<'_>) -> Tally {
    let mut tally = Tally::new(Table::Proofs, NUMBERS);
    let (Some(rows), Some(as_of)) = (view.table(Table::Proofs), view.as_of) else { return tally };
    let (set_on, verdicts) = (days(rows, "set_on"), words(rows, "verdict"));
    let first_data = [first_talk(view), first_share(view, as_of)].into_iter().flatten().min();
    for row in 0..rows.len() {
        let set = cell(set_on, row);
        // One that is set down only later is not seen at all (M2).
        let is_seen = set.is_none_or(|set| set <= as_of);
        let Some(verdict) = word::<ProofVerdict>(verdicts, row).filter(|_| is_seen) else { continue };
        let is = |asked: ProofVerdict| verdict == asked;
        tally.add(
            row,
            &[
                is(ProofVerdict::Shown),
                is(ProofVerdict::Shown),
                is(ProofVerdict::Shown),
                is(ProofVerdict::NotShown),
                is(ProofVerdict::TooEarly),
                is(ProofVerdict::NotAttempted),
                set.zip(first_data).is_some_and(|(set, first)| set > first),
            ],
        );
    }
    tally
}

/// The first recorded conversation of any kind (M14).
fn first_talk(view: &View<'_>) -> Option<Day> {
    let earliest = view.table(Table::Conversations)?.earliest("held_on")?;
    let mut first: Option<Day> = None;
    for talk in view.all_talks() {
        first = Some(first.map_or(talk.held, |first| first.min(talk.held)));
        // None can be earlier, so the rest of a long table need not be read.
        if talk.held == earliest {
            break;
        }
    }
    first
}

/// The first day on which internal data was shared, or, where shares are told by steps, the first one of `sharing` (M47).
fn first_share(view: &View<'_>, as_of: Day) -> Option<Day> {
    let has = |table: Table, column: &str| view.table(table).is_some_and(|rows| rows.column(column).is_some());
    if has(Table::Datasets, "shared_on") && has(Table::Ownership, "owner_team") {
        let rows = view.table(Table::Datasets)?;
        let (shared_on, origins) = (days(rows, "shared_on"), words(rows, "origin"));
        // A column that is in no file is empty in every row, and an empty cell has its default.
        let is_internal = |row: usize| rows.column("origin").is_none() || word(origins, row) == Some(Origin::Internal);
        (0..rows.len()).filter(|&row| is_internal(row)).filter_map(|row| seen(shared_on, row, as_of)).min()
    } else {
        let rows = view.table(Table::Steps)?;
        let entered_on = days(rows, "entered_on");
        (0..rows.len()).filter(|&row| is_sharing(rows, row)).filter_map(|row| seen(entered_on, row, as_of)).min()
    }
}

fn is_sharing(rows: &Rows, row: usize) -> bool {
    let place = rows.spec().column("step");
    let kind = place.map(|place| rows.spec().columns[place].kind);
    let step = cell(words(rows, "step"), row);
    matches!((kind, step), (Some(CellKind::Word(steps)), Some(step)) if steps.get(step.place()) == Some(&"sharing"))
}
