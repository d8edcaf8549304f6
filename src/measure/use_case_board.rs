//! Use cases one by one, by how far each has come: the board behind the share of those delivered.

use super::columns::{cell, days, flags, ids, seen, text};
use crate::org::{Day, Table, View, sort_by_key};

/// How far a use case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UseCaseStage {
    /// Asked for, and not chosen.
    Backlog,
    /// Chosen, and not delivered.
    Chosen,
    /// Delivered.
    Delivered,
    /// Given up before it was delivered.
    Dropped,
}

/// The columns of the board as parts of `use-cases-delivered`, with the stage that each holds.
pub const BOARD: [(&str, UseCaseStage); 4] = [
    ("board_backlog", UseCaseStage::Backlog),
    ("board_chosen", UseCaseStage::Chosen),
    ("board_delivered", UseCaseStage::Delivered),
    ("board_dropped", UseCaseStage::Dropped),
];

/// A use case as it stands on the day of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseCase<'a> {
    /// Its name.
    pub name: &'a str,
    /// How far it has come.
    pub stage: UseCaseStage,
    /// Since when it is there; `None` where that is not known.
    pub since: Option<Day>,
    /// Whether those who make the data gain from it; `None` where that is not known.
    pub producer_gains: Option<bool>,
    /// What holds it up, in words of the export.
    pub blocked_by: Option<&'a str>,
    /// The row of the table of use cases that says so.
    pub row: usize,
    /// Whether the day on which it was chosen is known; one delivered without it is no part of the share (M40).
    pub is_chosen: bool,
}

/// The use cases in scope: those that wait, the longest wait first; those that are done with, the latest first.
pub fn use_case_board<'a>(view: &View<'a>) -> Vec<UseCase<'a>> {
    let (Some(rows), Some(as_of), false) = (view.table(Table::UseCases), view.as_of, view.is_hidden()) else {
        return Vec::new();
    };
    let [requested_on, chosen_on, delivered_on, dropped_on] =
        ["requested_on", "chosen_on", "delivered_on", "dropped_on"].map(|name| days(rows, name));
    let gains = flags(rows, "producer_benefits");
    let use_case = |row: usize| {
        let [requested, chosen, delivered, dropped] =
            [requested_on, chosen_on, delivered_on, dropped_on].map(|days| seen(days, row, as_of));
        // Whatever is asked for only later is not on the board of this day yet.
        if chosen.is_none() && delivered.is_none() && requested.is_none() && cell(requested_on, row).is_some() {
            return None;
        }
        let (stage, since) = match (delivered, dropped, chosen) {
            (Some(_), ..) => (UseCaseStage::Delivered, delivered),
            (None, Some(_), _) => (UseCaseStage::Dropped, dropped),
            (None, None, Some(_)) => (UseCaseStage::Chosen, chosen),
            (None, None, None) => (UseCaseStage::Backlog, requested),
        };
        Some(UseCase {
            name: text(rows, "name", row).unwrap_or_default(),
            stage,
            since,
            producer_gains: cell(gains, row),
            blocked_by: text(rows, "blocked_by", row),
            row,
            is_chosen: chosen.is_some(),
        })
    };
    let in_scope = (0..rows.len()).filter(|&row| is_in_scope(view, row));
    let mut board: Vec<UseCase<'a>> = in_scope.filter_map(use_case).collect();
    sort_by_key(&mut board, |found| {
        let waits = matches!(found.stage, UseCaseStage::Backlog | UseCaseStage::Chosen);
        let day = found.since.map_or(i32::MAX, |since| if waits { since.number() } else { -since.number() });
        (found.stage, day, found.name)
    });
    board
}

/// Whether either team of a use case is in scope (M17).
fn is_in_scope(view: &View<'_>, row: usize) -> bool {
    let Some(rows) = view.table(Table::UseCases) else { return false };
    let side = |name: &str| cell(ids(rows, name), row).and_then(|code| view.org.teams.of(code));
    let is_ours = |name: &str| side(name).is_some_and(|team| view.has_team(team));
    view.areas.is_none() || is_ours("producer_team") || is_ours("consumer_team")
}
