//! What the tools still lack, and which use cases wait for it.

use super::columns::{cell, days, seen, text, texts, word, words};
use super::tally::{K, N, Tally};
use super::{Measure, Pick, Quantity, Reading, RowsBehind, Why};
use crate::org::{CapabilityState, Day, Interner, Table, View, sort_by_key, unique};

const NUMBERS: &[&str] = &[N, K, "missing", "workaround", "partial", "in_place"];
const WAITING: &str = "use_cases_waiting";

/// Reads `missing-tools`. Capabilities belong to the whole organisation, whatever areas are in view (M17).
pub fn missing_tools(view: &View<'_>) -> Reading {
    let mut reading = Reading::empty(Measure::MissingTools);
    let tally = latest_states(view);
    reading.why = tally.is_empty().then_some(Why::NoData);
    reading.value = reading.why.is_none().then(|| Quantity::Count(tally.count(N) as f64));
    reading.parts = tally.parts();
    reading.parts.push((WAITING.to_owned(), Some(waiting(view, &tally).weight as f64)));
    reading
}

/// The rows behind `missing-tools`; the latest row of each capability.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let tally = latest_states(view);
    if pick.number() == Some(WAITING) { waiting(view, &tally) } else { tally.behind(pick) }
}

/// Something that the tools should do and do not do in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingTool<'a> {
    /// What they should do.
    pub name: &'a str,
    /// How far they do.
    pub state: CapabilityState,
    /// Since when they stand like this.
    pub since: Option<Day>,
    /// The ids of the use cases that need it, each once.
    pub needed_by: Vec<&'a str>,
}

/// What the tools lack: what is missing before what is done in part, and what most use cases need first.
pub fn lacking_tools<'a>(view: &View<'a>) -> Vec<LackingTool<'a>> {
    let Some(rows) = view.table(Table::Capabilities) else { return Vec::new() };
    let lacking = |row: usize| {
        let needed_by = text(rows, "needed_by", row).unwrap_or_default();
        Some(LackingTool {
            name: text(rows, "capability", row)?,
            state: word(words(rows, "state"), row)?,
            since: cell(days(rows, "since"), row),
            needed_by: unique(needed_by.split(';').filter(|id| !id.is_empty()).collect()),
        })
    };
    let mut tools: Vec<LackingTool<'a>> = latest_states(view).rows(N).into_iter().filter_map(lacking).collect();
    sort_by_key(&mut tools, |tool| (tool.state, std::cmp::Reverse(tool.needed_by.len()), tool.name));
    tools
}

/// The latest row of each capability, by its state.
fn latest_states(view: &View<'_>) -> Tally {
    let mut tally = Tally::new(Table::Capabilities, NUMBERS);
    let (Some(rows), Some(as_of)) = (view.table(Table::Capabilities), view.as_of) else { return tally };
    let (since, states) = (days(rows, "since"), words(rows, "state"));
    let Some(names) = texts(rows, "capability") else { return tally };
    let mut capabilities = Interner::default();
    let mut latest: Vec<(Day, usize)> = Vec::new();
    for row in 0..rows.len() {
        let (Some(since), Some(capability)) =
            (seen(since, row, as_of), names.get(row).and_then(|name| capabilities.intern(name)))
        else {
            continue;
        };
        match latest.get_mut(capability.place()) {
            Some(found) => *found = (*found).max((since, row)),
            None => latest.push((since, row)),
        }
    }
    for (_, row) in latest {
        let is = |state: CapabilityState| word(states, row) == Some(state);
        let lacking = [CapabilityState::Missing, CapabilityState::Workaround, CapabilityState::Partial].map(is);
        let [missing, workaround, partial] = lacking;
        let is_lacking = missing || workaround || partial;
        tally.add(row, &[is_lacking, is_lacking, missing, workaround, partial, is(CapabilityState::InPlace)]);
    }
    tally
}

/// The capabilities that are not in place and that a use case needs; they stand for those use cases, each counted once whatever has
/// become of it (M46).
fn waiting(view: &View<'_>, tally: &Tally) -> RowsBehind {
    let needed_by = view.table(Table::Capabilities).and_then(|rows| texts(rows, "needed_by"));
    let list = |row: usize| needed_by.and_then(|needed_by| needed_by.get(row));
    let rows: Vec<usize> = tally.rows(N).into_iter().filter(|&row| list(row).is_some()).collect();
    let mut use_cases = Interner::default();
    for id in rows.iter().filter_map(|&row| list(row)).flat_map(|list| list.split(';')) {
        use_cases.intern(id);
    }
    RowsBehind { weight: use_cases.len() as u64, ..RowsBehind::single(Table::Capabilities, rows) }
}
