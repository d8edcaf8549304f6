//! How far the expected teams have come: the steps they have entered, the latest of each, and the time they spend in them.

use super::columns::{cell, ids, word, words};
use super::expected_teams::{ExpectedTeams, expected_teams, rows_of_teams};
use super::{Measure, Pick, Quantity, Reading, RowsBehind, Why};
use crate::org::{Day, Table, TeamId, TeamStep, View, sort_by_key};
use crate::stats::{Cases, Ending, Survival};

/// The part of `teams-by-step` for teams that have entered no step.
const NOT_STARTED: &str = "not_started";
/// The steps that have a time, and what their parts are called.
const TIMED: [(TeamStep, &str, &str); 3] = [
    (TeamStep::Talking, "talking_median", "talking_longest_open"),
    (TeamStep::Agreed, "agreed_median", "agreed_longest_open"),
    (TeamStep::Sharing, "sharing_median", "sharing_longest_open"),
];
const FINISHED: &str = "finished";

/// A team that entered a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The team.
    pub team: TeamId,
    /// The day.
    pub on: Day,
    /// The step.
    pub step: TeamStep,
    /// Its row among the steps used.
    pub row: usize,
}

/// Every step entered up to the day of a view, by team, then day, then in the order in which teams go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries(Vec<Entry>);

impl Entries {
    /// The steps entered in the whole organisation; none where there is no such table.
    pub fn of(view: &View<'_>) -> Self {
        let Some(rows) = view.table(Table::Steps) else { return Self::default() };
        let entry = |row| {
            let team = cell(ids(rows, "team_id"), row).and_then(|code| view.org.teams.of(code))?;
            Some(Entry { team, on: view.day(rows, "entered_on", row)?, step: word(words(rows, "step"), row)?, row })
        };
        let mut entries: Vec<Entry> = (0..rows.len()).filter_map(entry).collect();
        sort_by_key(&mut entries, |entry| (entry.team, entry.on, entry.step));
        Self(entries)
    }

    /// Those of one team.
    pub fn of_team(&self, team: TeamId) -> &[Entry] {
        let first = self.0.partition_point(|entry| entry.team < team);
        let after = self.0.partition_point(|entry| entry.team <= team);
        &self.0[first..after]
    }

    /// Where a team stands: its latest step, on equal dates the later in order; `None` if it has entered none.
    pub fn latest(&self, team: TeamId) -> Option<Entry> {
        self.of_team(team).last().copied()
    }
}

/// Where an expected team stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The team.
    pub team: TeamId,
    /// Its latest step, with the day since which it has been in it; `None` if it has entered none.
    pub step: Option<(TeamStep, Day)>,
}

/// Where each expected team stands, in the order in which teams are listed. A step that is written down again goes on.
pub fn standings(view: &View<'_>) -> Vec<Standing> {
    let entries = Entries::of(view);
    let standing = |&team: &TeamId| {
        let entries = entries.of_team(team);
        let latest = entries.last().map(|last| last.step);
        let since = entries.iter().rev().take_while(|entry| Some(entry.step) == latest).last();
        Standing { team, step: since.map(|entry| (entry.step, entry.on)) }
    };
    expected_teams(view).teams.iter().map(standing).collect()
}

/// Reads `teams-by-step`.
pub fn teams_by_step(view: &View<'_>) -> Reading {
    let (entries, expected) = (Entries::of(view), expected_teams(view));
    let mut not_started = 0_u64;
    let mut counts = [0_u64; TeamStep::WORDS.len()];
    for &team in &expected.teams {
        match entries.latest(team) {
            Some(entry) => counts[entry.step as usize] += 1,
            None => not_started += 1,
        }
    }
    let past_agreed = counts[TeamStep::Sharing as usize] + counts[TeamStep::Improving as usize];
    let mut reading = Reading::empty(Measure::TeamsByStep);
    // A table without rows does not say that nobody has started (E14).
    reading.why = (entries.0.is_empty() || expected.teams.is_empty()).then_some(Why::NoData);
    reading.value = reading.why.is_none().then_some(Quantity::Count(past_agreed as f64));
    reading.parts = vec![(NOT_STARTED.to_owned(), Some(not_started as f64))];
    let part = |(word, count): (&&str, u64)| ((*word).to_owned(), Some(count as f64));
    reading.parts.extend(TeamStep::WORDS.iter().zip(counts).map(part));
    reading.notes = expected.notes();
    reading
}

/// Reads `time-in-step`; the value is the time in *agreed* (M52).
pub fn time_in_step(view: &View<'_>) -> Reading {
    let (entries, expected) = (Entries::of(view), expected_teams(view));
    let mut reading = Reading::empty(Measure::TimeInStep);
    let mut finished = 0;
    for (step, median, longest_open) in TIMED {
        let stays = stays(view, &entries, &expected, step);
        let survival = survival(&stays);
        if step == TeamStep::Agreed {
            reading = reading.with_median(survival.median());
            reading.n = Some(survival.cases);
            reading.k = (survival.cases == 0).then_some(0);
            finished = survival.finished;
        }
        let longest = longest_stay(&stays).map(|stay| f64::from(stay.days));
        reading.parts.push((median.to_owned(), survival.median().days().map(f64::from)));
        reading.parts.push((longest_open.to_owned(), longest));
    }
    reading.parts.push((FINISHED.to_owned(), Some(finished as f64)));
    reading.notes = expected.notes();
    reading
}

/// The time of one team in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stay {
    /// How it began.
    start: Entry,
    days: u32,
    ending: Ending,
    /// The row by which the team moved on; `None` while it has not.
    moved_on: Option<usize>,
}

/// The stays of the expected teams in a step: from the first time that each entered it to the first time on or after that day that
/// it entered a later one. A stop ends the watching, as the day of the view does (M27).
fn stays(view: &View<'_>, entries: &Entries, expected: &ExpectedTeams, step: TeamStep) -> Vec<Stay> {
    let Some(as_of) = view.as_of else { return Vec::new() };
    let stay = |&team: &TeamId| {
        let entries = entries.of_team(team);
        let start = *entries.iter().find(|entry| entry.step == step)?;
        let later = |entry: &&Entry| entry.on >= start.on && entry.step > step && entry.step != TeamStep::Stopped;
        let next = entries.iter().find(later);
        let end = entries.iter().find(|entry| entry.on >= start.on && entry.step == TeamStep::Stopped);
        let days = |day: Day| day.since(start.on) as u32;
        Some(match (next, end) {
            (Some(next), end) if end.is_none_or(|end| next.on <= end.on) => {
                Stay { start, days: days(next.on), ending: Ending::Happened, moved_on: Some(next.row) }
            }
            (_, Some(end)) => Stay { start, days: days(end.on), ending: Ending::Stopped, moved_on: None },
            (_, None) => Stay { start, days: days(as_of), ending: Ending::Open, moved_on: None },
        })
    };
    expected.teams.iter().filter_map(stay).collect()
}

fn survival(stays: &[Stay]) -> Survival {
    let mut cases = Cases::default();
    for stay in stays {
        cases.add(stay.days, stay.ending, 1);
    }
    cases.survival()
}

/// The longest stay of a team that has neither moved on nor stopped.
fn longest_stay(stays: &[Stay]) -> Option<&Stay> {
    stays.iter().filter(|stay| stay.ending == Ending::Open).max_by_key(|stay| stay.days)
}

/// The rows behind `teams-by-step`: the latest step of each team that is counted; for those that have not started, the teams.
pub fn rows_by_step(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let (entries, expected) = (Entries::of(view), expected_teams(view));
    let is_asked = |step: TeamStep| match pick {
        Pick::All | Pick::Counted => matches!(step, TeamStep::Sharing | TeamStep::Improving),
        Pick::Part(part) => *part == step.word(),
        _ => false,
    };
    let latest = || expected.teams.iter().map(|&team| (team, entries.latest(team)));
    if *pick == Pick::Part(NOT_STARTED) {
        let teams: Vec<TeamId> = latest().filter(|(_, latest)| latest.is_none()).map(|(team, _)| team).collect();
        return RowsBehind::single(Table::Teams, rows_of_teams(view, &teams));
    }
    let asked = latest().filter_map(|(_, latest)| latest.filter(|latest| is_asked(latest.step)));
    RowsBehind::single(Table::Steps, asked.map(|latest| latest.row).collect())
}

/// The rows behind `time-in-step`: how each stay began, or, for those that have moved on, how it ended.
pub fn rows_of_time(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let (entries, expected) = (Entries::of(view), expected_teams(view));
    let stays = |step| stays(view, &entries, &expected, step);
    let starts = |stays: Vec<Stay>| stays.iter().map(|stay| stay.start.row).collect();
    let rows = match pick {
        Pick::All => starts(stays(TeamStep::Agreed)),
        Pick::Counted | Pick::Part(FINISHED) => {
            stays(TeamStep::Agreed).iter().filter_map(|stay| stay.moved_on).collect()
        }
        Pick::Part(part) => match TIMED.iter().find(|(_, median, longest)| part == median || part == longest) {
            Some((step, median, _)) if part == median => starts(stays(*step)),
            Some((step, ..)) => longest_stay(&stays(*step)).map(|stay| stay.start.row).into_iter().collect(),
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    RowsBehind::single(Table::Steps, rows)
}
