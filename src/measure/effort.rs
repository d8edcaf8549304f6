//! What sharing data costs the engineers of a team: getting started, and looking after it later.

use super::columns::{cell, days, ids, numbers, wholes, word, words};
use super::expected_teams::{ExpectedTeams, expected_teams};
use super::first_shares::{Shares, shares};
use super::{Measure, Pick, Point, Quantity, Reading, RowsBehind, Why};
use crate::org::{Activity, Dataset, Day, Month, Period, Table, TeamId, View, Whole, sort_by};
use crate::stats::quartiles;

const STILL_GETTING_STARTED: &str = "still_getting_started";
const PERSON_DAYS: &str = "person_days";
const DATASETS: &str = "datasets";
const PER_DATASET: &str = "per_dataset";
/// Days of work that add up to the promise on paper may miss it by rounding.
const ROUNDING: f64 = 1e-9;

/// A row of effort, as seen on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Effort {
    row: usize,
    team: TeamId,
    month: Month,
    /// How many people shared the work; `None` where that is not known.
    people: Option<u64>,
    person_days: f64,
}

/// The effort of teams in scope on one activity, by row.
fn efforts(view: &View<'_>, activity: Activity) -> Vec<Effort> {
    let (Some(rows), Some(as_of)) = (view.table(Table::Effort), view.as_of) else { return Vec::new() };
    let (teams, months) = (ids(rows, "team_id"), days(rows, "month"));
    let (people, person_days) = (wholes(rows, "people"), numbers(rows, "person_days"));
    let effort = |row| {
        let team = cell(teams, row).and_then(|code| view.org.teams.of(code)).filter(|&team| view.has_team(team))?;
        let first_day: Day = cell(months, row).filter(|&day| day <= as_of)?;
        let person_days = cell(person_days, row).filter(|_| word(words(rows, "activity"), row) == Some(activity))?;
        Some(Effort { row, team, month: first_day.month(), people: cell(people, row).map(Whole::get), person_days })
    };
    (0..rows.len()).filter_map(effort).collect()
}

/// What getting started took a team.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Start {
    rows: u64,
    person_days: f64,
    /// The most people at once; 0 where that is not known.
    people: u64,
}

impl Start {
    /// Days of work for each of its people; where it is not known how many there were, for one.
    fn days(&self) -> f64 {
        self.person_days / self.people.max(1) as f64
    }

    fn keeps(&self, view: &View<'_>) -> bool {
        self.days() <= view.org.settings.promised_days + ROUNDING
    }
}

/// What getting started took each team, by place.
fn starts(view: &View<'_>, efforts: &[Effort]) -> Vec<Start> {
    let mut starts = vec![Start::default(); view.org.teams.len()];
    for effort in efforts {
        let start = &mut starts[effort.team.place()];
        start.rows += 1;
        start.person_days += effort.person_days;
        start.people = start.people.max(effort.people.unwrap_or(0));
    }
    starts
}

/// Where a team stands with getting started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Started {
    /// It has shared, within the promised days of work or not.
    Shared { in_time: bool },
    /// It has not shared yet.
    NotYet,
}

/// Where an expected team stands; `None` if nothing is known of its effort (M48).
fn started(view: &View<'_>, expected: &ExpectedTeams, shares: &Shares, team: TeamId, start: &Start) -> Option<Started> {
    if start.rows == 0 || !expected.has(team) {
        return None;
    }
    Some(shares.first(team).map_or(Started::NotYet, |_| Started::Shared { in_time: start.keeps(view) }))
}

/// What it took each team that has shared, in days of work for each of its people: least first, then in the order of the teams. The
/// rows of one are behind [`Pick::Entry`] with its place.
pub fn days_by_team(view: &View<'_>) -> Vec<f64> {
    let starts = starts(view, &efforts(view, Activity::GettingStarted));
    shared_by_days(view, &starts).into_iter().map(|(_, days)| days).collect()
}

fn shared_by_days(view: &View<'_>, starts: &[Start]) -> Vec<(TeamId, f64)> {
    let Some(shares) = shares(view) else { return Vec::new() };
    let expected = expected_teams(view);
    let days = |&team: &TeamId| {
        let start = &starts[team.place()];
        let has_shared = matches!(started(view, &expected, &shares, team, start), Some(Started::Shared { .. }));
        has_shared.then(|| (team, start.days()))
    };
    let mut teams: Vec<(TeamId, f64)> = expected.teams.iter().filter_map(days).collect();
    sort_by(&mut teams, |a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    teams
}

/// Reads `days-to-get-started`.
pub fn days_to_get_started(view: &View<'_>) -> Reading {
    let Some(shares) = shares(view) else { return Reading::missing(Measure::DaysToGetStarted, Why::NotMeasured) };
    let expected = expected_teams(view);
    let starts = starts(view, &efforts(view, Activity::GettingStarted));
    let (mut taken, mut in_time, mut not_yet) = (Vec::new(), 0, 0_u64);
    for &team in &expected.teams {
        let start = &starts[team.place()];
        match started(view, &expected, &shares, team, start) {
            Some(Started::Shared { in_time: keeps }) => {
                taken.push(start.days());
                in_time += u64::from(keeps);
            }
            Some(Started::NotYet) => not_yet += 1,
            None => {}
        }
    }
    let mut reading = Reading::empty(Measure::DaysToGetStarted);
    (reading.k, reading.n) = (Some(in_time), Some(taken.len() as u64));
    reading.value = quartiles(&mut taken).map(|quartiles| Quantity::Days(quartiles.median));
    reading.why = reading.value.is_none().then_some(Why::NoData);
    reading.parts = vec![(STILL_GETTING_STARTED.to_owned(), Some(not_yet as f64))];
    reading.notes = [expected.notes(), shares.notes()].concat();
    reading
}

/// Reads `upkeep`.
pub fn upkeep(view: &View<'_>) -> Reading {
    let months = view.months(Table::Effort, "month");
    let mut work: Vec<Option<f64>> = vec![None; months.len()];
    for effort in upkeep_efforts(view) {
        let place = months.first().and_then(|first| usize::try_from(effort.month.since(*first)).ok());
        if let Some(days) = place.and_then(|place| work.get_mut(place)) {
            *days = Some(days.unwrap_or(0.0) + effort.person_days);
        }
    }
    let datasets: Vec<&Dataset> = view.datasets().map(|(_, dataset)| dataset).collect();
    let point = |(&month, &person_days): (&Month, &Option<f64>)| {
        let looked_after = looked_after(view, &datasets, month).count();
        let per_dataset = person_days.filter(|_| looked_after > 0).map(|days| days / looked_after as f64);
        Point {
            period: Period::Month(month),
            complete: view.is_complete(month),
            values: vec![(PERSON_DAYS, person_days), (DATASETS, Some(looked_after as f64)), (PER_DATASET, per_dataset)],
        }
    };
    let mut reading = Reading::empty(Measure::Upkeep);
    reading.series = months.iter().zip(&work).map(point).collect();
    let last = reading.complete_points().next_back();
    let value = last.and_then(|point| point.get(PER_DATASET));
    reading.why = match (value, last) {
        (Some(_), _) => None,
        (None, None) if !months.is_empty() => Some(Why::TooFew),
        (None, _) => Some(Why::NoData),
    };
    reading.value = value.map(Quantity::PersonDays);
    reading
}

/// The upkeep that domain teams did (M49).
fn upkeep_efforts(view: &View<'_>) -> impl Iterator<Item = Effort> {
    efforts(view, Activity::Upkeep).into_iter().filter(move |effort| view.is_domain(effort.team))
}

/// Those of the datasets that were live at the end of a month and looked after by a domain team; the running month is taken on the
/// day of the view (M13, M49).
fn looked_after<'a>(
    view: &'a View<'_>,
    datasets: &'a [&'a Dataset],
    month: Month,
) -> impl Iterator<Item = &'a Dataset> {
    let end = view.as_of.map_or(month.last_day(), |as_of| as_of.min(month.last_day()));
    let is_kept = move |dataset: &Dataset| {
        let keeper = dataset.ownership(end).and_then(|ownership| ownership.looked_after_by);
        keeper.is_some_and(|keeper| view.is_domain(keeper))
    };
    datasets.iter().copied().filter(move |dataset| dataset.is_live(end) && is_kept(dataset))
}

/// The rows behind `days-to-get-started`: the effort of the teams that are counted.
pub fn rows_of_starts(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let Some(shares) = shares(view) else { return RowsBehind::single(Table::Effort, Vec::new()) };
    let (expected, efforts) = (expected_teams(view), efforts(view, Activity::GettingStarted));
    let starts = starts(view, &efforts);
    let entry = match *pick {
        Pick::Entry { place, .. } => shared_by_days(view, &starts).get(place).map(|&(team, _)| team),
        _ => None,
    };
    let is_asked = |team: TeamId| {
        let started = started(view, &expected, &shares, team, &starts[team.place()]);
        match *pick {
            Pick::All => matches!(started, Some(Started::Shared { .. })),
            Pick::Counted => started == Some(Started::Shared { in_time: true }),
            Pick::Part(STILL_GETTING_STARTED) => started == Some(Started::NotYet),
            Pick::Entry { .. } => entry == Some(team),
            _ => false,
        }
    };
    let asked = efforts.iter().filter(|effort| is_asked(effort.team));
    RowsBehind::single(Table::Effort, asked.map(|effort| effort.row).collect())
}

/// The rows behind `upkeep`: the work of a month, or the datasets that it went into.
pub fn rows_of_upkeep(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let work = |first: Month, last: Month| {
        let rows = upkeep_efforts(view).filter(|effort| (first..=last).contains(&effort.month));
        RowsBehind::single(Table::Effort, rows.map(|effort| effort.row).collect())
    };
    match *pick {
        Pick::All | Pick::Counted => {
            let complete = view.months(Table::Effort, "month").into_iter().rfind(|&month| view.is_complete(month));
            complete.map_or_else(|| RowsBehind::single(Table::Effort, Vec::new()), |month| work(month, month))
        }
        Pick::Month { month, series: Some(DATASETS) } | Pick::Months { last: month, series: Some(DATASETS), .. } => {
            let datasets: Vec<&Dataset> = view.datasets().map(|(_, dataset)| dataset).collect();
            let rows = looked_after(view, &datasets, month).map(|dataset| dataset.row);
            RowsBehind::single(Table::Datasets, rows.collect())
        }
        Pick::Month { month, .. } => work(month, month),
        Pick::Months { first, last, .. } => work(first, last),
        _ => RowsBehind::single(Table::Effort, Vec::new()),
    }
}
