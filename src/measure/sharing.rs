//! Teams that share data, and when as many as wanted could.

use super::expected_teams::{ExpectedTeams, expected_teams, rows_of_teams};
use super::first_shares::{Share, Shares, shares};
use super::targets::{Target, next_target};
use super::{Forecast, Measure, Pick, Point, Reading, RowsBehind, Why};
use crate::org::{Code, Month, Period, Table, TeamId, View};
use crate::stats::{self, Refusal, Target as Wanted, constant_pace, shrinking_pool};

const EVER: &str = "ever";
const JOINS: &str = "joins";
/// The row of `targets` that the forecast is for.
const TARGET: &str = "target";

/// Reads `teams-sharing`.
pub fn teams_sharing(view: &View<'_>) -> Reading {
    let Some(shares) = shares(view) else { return Reading::missing(Measure::TeamsSharing, Why::NotMeasured) };
    let expected = expected_teams(view);
    let sharing = sharing(view, &shares, &expected);
    let months = shares.months(view);
    let joins = joins(&months, &shares.first_of(&expected));
    let mut reading = Reading::share(Measure::TeamsSharing, sharing.len() as u64, expected.count());
    let mut ever = 0;
    let point = |(&month, &joins): (&Month, &u64)| {
        ever += joins;
        Point {
            period: Period::Month(month),
            complete: view.is_complete(month),
            values: vec![(EVER, Some(ever as f64)), (JOINS, Some(joins as f64))],
        }
    };
    reading.series = months.iter().zip(&joins).map(point).collect();
    reading.forecast = Some(forecast(view, &expected, &months, &joins));
    reading.notes = [expected.notes(), shares.notes()].concat();
    reading
}

/// The expected teams that have shared something that is live on the day of the view.
fn sharing(view: &View<'_>, shares: &Shares, expected: &ExpectedTeams) -> Vec<TeamId> {
    let mut shares_now = vec![false; view.org.teams.len()];
    shares.all.iter().filter(|share| share.is_live).for_each(|share| shares_now[share.team.place()] = true);
    expected.teams.iter().copied().filter(|team| shares_now[team.place()]).collect()
}

/// How many teams shared for the first time in each month.
fn joins(months: &[Month], first: &[Share]) -> Vec<u64> {
    let mut joins = vec![0; months.len()];
    for share in first {
        let place = months.first().and_then(|first| usize::try_from(share.on.month().since(*first)).ok());
        if let Some(joins) = place.and_then(|place| joins.get_mut(place)) {
            *joins += 1;
        }
    }
    joins
}

/// When the target could be reached, in two stories, or why no date is given (M28).
fn forecast(view: &View<'_>, expected: &ExpectedTeams, months: &[Month], joins: &[u64]) -> Forecast {
    let mut forecast = Forecast {
        target: None,
        by: None,
        needed: None,
        pace_50: None,
        pace_85: None,
        pool_50: None,
        pool_85: None,
        earliest: None,
        latest: None,
        why_no_forecast: Some("no_target"),
    };
    let Some(aim) = aim(view) else { return forecast };
    let complete = months.iter().filter(|month| view.is_complete(**month)).count();
    let joins = &joins[..complete];
    let (all, already_in) = (expected.count(), joins.iter().sum::<u64>());
    // Half a team is a team.
    let wanted = aim.value.ceil() as u64;
    let target = Wanted { joins, wanted, already_in, all, left: all - already_in };
    let needed = wanted.saturating_sub(already_in);
    (forecast.target, forecast.by, forecast.needed) = (Some(wanted), Some(aim.by), Some(needed));
    forecast.why_no_forecast = stats::refusal(&target).map(code);
    let Some(&last) = months[..complete].last().filter(|_| forecast.why_no_forecast.is_none()) else { return forecast };
    let joined_before = |month: usize| joins[..month].iter().sum::<u64>();
    let not_yet_in: Vec<u64> = (0..joins.len()).map(|month| all - joined_before(month)).collect();
    let pace = constant_pace(joins, needed);
    let pool = shrinking_pool(joins, &not_yet_in, target.left, needed);
    (forecast.pace_50, forecast.pace_85) = (pace.even, pace.likely);
    (forecast.pool_50, forecast.pool_85) = (pool.even, pool.likely);
    let quarter = |months: u32| last.plus(months as i32).quarter();
    forecast.earliest = pace.likely.into_iter().chain(pool.likely).min().map(quarter);
    forecast.latest = pace.likely.zip(pool.likely).map(|(pace, pool)| quarter(pace.max(pool)));
    forecast
}

/// A reason for no date, as the JSON names it.
const fn code(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Reached => "reached",
        Refusal::Under6Months => "under_6_months",
        Refusal::Under3Joins => "under_3_joins",
        Refusal::Signal => "signal",
        Refusal::Above75Percent => "above_75_percent",
        Refusal::MoreNeededThanLeft => "more_needed_than_left",
    }
}

/// A target for the number of teams that share.
fn aim(view: &View<'_>) -> Option<Target> {
    next_target(view, Measure::TeamsSharing.slug(), |area| is_of_scope(view, area))
}

/// Whether a target is one of exactly what is in view: of everything without an area, of one area with it (M17).
fn is_of_scope(view: &View<'_>, area: Option<Code>) -> bool {
    match (&view.areas, area) {
        (None, area) => area.is_none(),
        (Some(areas), Some(area)) => !areas.is_empty() && areas.iter().all(|&one| one == area),
        (Some(_), None) => false,
    }
}

/// The rows behind `teams-sharing`: the expected teams, what those that share have shared, and what each shared first.
pub fn rows(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let expected = expected_teams(view);
    let Some(shares) = shares(view) else { return RowsBehind::single(Table::Datasets, Vec::new()) };
    let first = |from: Option<Month>, to: Month| {
        let is_meant = |share: &Share| from.is_none_or(|from| from <= share.on.month()) && share.on.month() <= to;
        let first = shares.first_of(&expected).into_iter().filter(is_meant);
        RowsBehind::single(shares.table, first.map(|share| share.row).collect())
    };
    match *pick {
        Pick::All => RowsBehind::single(Table::Teams, rows_of_teams(view, &expected.teams)),
        Pick::Counted => {
            let live = shares.all.iter().filter(|share| share.is_live && expected.has(share.team));
            RowsBehind::single(shares.table, live.map(|share| share.row).collect())
        }
        Pick::Month { month, series: Some(EVER) } => first(None, month),
        Pick::Month { month, .. } => first(Some(month), month),
        Pick::Months { last, series: Some(EVER), .. } => first(None, last),
        Pick::Months { first: from, last, .. } => first(Some(from), last),
        Pick::Part(TARGET) => RowsBehind::single(Table::Targets, aim(view).map(|aim| aim.row).into_iter().collect()),
        _ => RowsBehind::single(shares.table, Vec::new()),
    }
}
