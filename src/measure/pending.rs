//! What waits for somebody to decide: teams that agreed and cannot go on, tools that use cases wait for, decisions left open.

use super::columns::{cell, ids, texts};
use super::decisions::open_decisions;
use super::expected_teams::expected_teams;
use super::steps::Entries;
use super::tools::lacking_tools;
use crate::org::{Table, TeamId, TeamStep, View};

/// A team that agreed to share should not wait longer than this.
pub const LONG_WAIT_DAYS: i32 = 90;

/// What waits for a decision most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending<'a> {
    /// Teams that agreed to share have waited for more than [`LONG_WAIT_DAYS`].
    Teams {
        /// How many.
        waiting: u64,
        /// Of how many that agreed and do not share yet.
        agreed: u64,
        /// The tool that most of them wait for, through use cases of theirs, and how many do; `None` where none is known.
        tool: Option<(&'a str, u64)>,
    },
    /// Use cases wait for a tool that is not in place.
    Tool {
        /// The tool.
        tool: &'a str,
        /// How many use cases.
        use_cases: u64,
    },
    /// Decisions are raised and not made.
    Decisions {
        /// How many.
        open: u64,
        /// Days since the oldest of them was raised.
        longest_days: u64,
    },
    /// Nothing that is recorded waits.
    Nothing,
    /// The export has no table that would tell.
    NotKnown,
}

/// What waits for a decision most in a view: teams come before tools, and tools before single decisions.
pub fn pending<'a>(view: &View<'a>) -> Pending<'a> {
    if view.as_of.is_none() || view.is_hidden() {
        return Pending::NotKnown;
    }
    if let Some(teams) = waiting_teams(view) {
        return teams;
    }
    let most = |most: Option<(&'a str, u64)>, (tool, use_cases): (&'a str, u64)| match most {
        Some((_, before)) if before >= use_cases => most,
        _ => Some((tool, use_cases)),
    };
    let waited_for = lacking_tools(view).into_iter().filter(|tool| !tool.needed_by.is_empty());
    let waited_for = waited_for.map(|tool| (tool.name, tool.needed_by.len() as u64)).fold(None, most);
    if let Some((tool, use_cases)) = waited_for {
        return Pending::Tool { tool, use_cases };
    }
    match open_decisions(view) {
        Some((open, longest_days)) => Pending::Decisions { open, longest_days },
        None if [Table::Steps, Table::Capabilities, Table::Decisions].iter().any(|&it| view.table(it).is_some()) => {
            Pending::Nothing
        }
        None => Pending::NotKnown,
    }
}

fn waiting_teams<'a>(view: &View<'a>) -> Option<Pending<'a>> {
    let (entries, as_of) = (Entries::of(view), view.as_of?);
    let latest = expected_teams(view).teams.into_iter().filter_map(|team| entries.latest(team));
    let mut agreed = 0;
    let mut waiting: Vec<TeamId> = Vec::new();
    for entry in latest.filter(|entry| entry.step == TeamStep::Agreed) {
        agreed += 1;
        if as_of.since(entry.on) > LONG_WAIT_DAYS {
            waiting.push(entry.team);
        }
    }
    if waiting.is_empty() {
        return None;
    }
    let mut tool: Option<(&str, u64)> = None;
    for lacking in lacking_tools(view) {
        let teams = teams_that_need(view, &lacking.needed_by);
        let count = waiting.iter().filter(|team| teams.contains(team)).count() as u64;
        if count > tool.map_or(0, |(_, before)| before) {
            tool = Some((lacking.name, count));
        }
    }
    Some(Pending::Teams { waiting: waiting.len() as u64, agreed, tool })
}

/// The teams whose data these use cases are about.
fn teams_that_need(view: &View<'_>, use_cases: &[&str]) -> Vec<TeamId> {
    let Some((rows, names)) = view.table(Table::UseCases).and_then(|rows| Some((rows, texts(rows, "use_case_id")?)))
    else {
        return Vec::new();
    };
    let producers = ids(rows, "producer_team");
    let needs = |row: &usize| names.get(*row).is_some_and(|name| use_cases.contains(&name));
    let team = |row: usize| cell(producers, row).and_then(|code| view.org.teams.of(code));
    (0..rows.len()).filter(needs).filter_map(team).collect()
}
