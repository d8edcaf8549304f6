//! How long it takes a team from the first conversation about its data to the first data it shares.

use super::expected_teams::expected_teams;
use super::first_shares::{Share, shares};
use super::first_talks::{FirstTalk, first_talks};
use super::steps::Entries;
use super::{Measure, Pick, Reading, RowsBehind, Step, Why};
use crate::org::{Table, TeamStep, View};
use crate::stats::{Cases, Ending, MINIMUM_CASES};

const SHARED_BY: &str = "shared_by";
const STOPPED_BY: &str = "stopped_by";
const BEFORE_FIRST_TALK: &str = "before_first_talk";
const FINISHED: &str = "finished";

/// An expected team that has talked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    talk: FirstTalk,
    end: End,
}

/// How far it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It had shared before anybody talked: how long that took cannot be said.
    SharedBefore(Share),
    /// It shared after so many days.
    Shared { share: Share, days: u32 },
    /// It stopped after so many days, by this row of the steps.
    Stopped { row: usize, days: u32 },
    /// It is still on its way, for so many days.
    Open { days: u32 },
}

/// Reads `first-talk-to-first-share`.
pub fn first_talk_to_first_share(view: &View<'_>) -> Reading {
    let Some(ways) = ways(view) else { return Reading::missing(Measure::FirstTalkToFirstShare, Why::NotMeasured) };
    let mut cases = Cases::default();
    let mut before_first_talk = 0_u64;
    for way in &ways {
        match way.end {
            End::SharedBefore(_) => before_first_talk += 1,
            End::Shared { days, .. } => cases.add(days, Ending::Happened, 1),
            End::Stopped { days, .. } => cases.add(days, Ending::Stopped, 1),
            End::Open { days } => cases.add(days, Ending::Open, 1),
        }
    }
    let survival = cases.survival();
    let mut reading = Reading::empty(Measure::FirstTalkToFirstShare).with_median(survival.median());
    reading.n = Some(survival.cases);
    reading.k = (survival.cases == 0).then_some(0);
    let incidence = if survival.cases < MINIMUM_CASES { Vec::new() } else { cases.incidence() };
    let by_now = |share: fn(&crate::stats::Incidence) -> f64| {
        (survival.cases >= MINIMUM_CASES).then(|| incidence.last().map_or(0.0, share))
    };
    // Without steps nobody knows who stopped.
    let stopped_by = by_now(|last| last.stopped).filter(|_| view.table(Table::Steps).is_some());
    reading.parts = vec![
        (SHARED_BY.to_owned(), by_now(|last| last.happened)),
        (STOPPED_BY.to_owned(), stopped_by),
        (BEFORE_FIRST_TALK.to_owned(), Some(before_first_talk as f64)),
        (FINISHED.to_owned(), Some(survival.finished as f64)),
    ];
    let step = |day: &crate::stats::Incidence| Step {
        t: day.t,
        at_risk: day.at_risk,
        share: day.happened,
        low: None,
        high: None,
        stopped: Some(day.stopped),
    };
    reading.curve = incidence.iter().map(step).collect();
    reading.notes =
        [expected_teams(view).notes(), shares(view).map(|shares| shares.notes()).unwrap_or_default()].concat();
    reading
}

/// The expected teams that have talked, and how far each came (M27); `None` where first shares are not recorded.
fn ways(view: &View<'_>) -> Option<Vec<Way>> {
    let (as_of, shares) = (view.as_of?, shares(view)?);
    let (talks, entries) = (first_talks(view), Entries::of(view));
    let way = |&team: &crate::org::TeamId| {
        let talk = talks[team.place()]?;
        let stop = entries.latest(team).filter(|latest| latest.step == TeamStep::Stopped && latest.on >= talk.on);
        let days = |day: crate::org::Day| day.since(talk.on) as u32;
        let end = match (shares.first(team), stop) {
            (Some(share), _) if share.on < talk.on => End::SharedBefore(share),
            (Some(share), _) => End::Shared { share, days: days(share.on) },
            (None, Some(stop)) => End::Stopped { row: stop.row, days: days(stop.on) },
            (None, None) => End::Open { days: days(as_of) },
        };
        Some(Way { talk, end })
    };
    Some(expected_teams(view).teams.iter().filter_map(way).collect())
}

/// For how many days each team has been on its way that has talked and neither shared nor stopped; in the order of the teams.
pub fn still_on_their_way(view: &View<'_>) -> Vec<u32> {
    let ways = ways(view).unwrap_or_default();
    ways.iter().filter_map(|way| if let End::Open { days } = way.end { Some(days) } else { None }).collect()
}

/// The rows behind it: the first conversations, and what was shared first or the step of stopping.
pub fn rows(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let (ways, source) = (ways(view).unwrap_or_default(), super::first_shares::source(view).unwrap_or(Table::Datasets));
    let share = |is_asked: &dyn Fn(u32) -> bool| {
        let rows = ways.iter().filter_map(|way| match way.end {
            End::Shared { share, days } if is_asked(days) => Some(share.row),
            _ => None,
        });
        RowsBehind::single(source, rows.collect())
    };
    match *pick {
        Pick::All => {
            let cases = ways.iter().filter(|way| !matches!(way.end, End::SharedBefore(_)));
            RowsBehind::single(Table::Conversations, cases.map(|way| way.talk.row).collect())
        }
        Pick::Counted | Pick::Part(FINISHED | SHARED_BY) => share(&|_| true),
        Pick::Until { days } => share(&|taken| taken <= days),
        Pick::Part(STOPPED_BY) => {
            let stops =
                ways.iter().filter_map(|way| if let End::Stopped { row, .. } = way.end { Some(row) } else { None });
            RowsBehind::single(Table::Steps, stops.collect())
        }
        Pick::Part(BEFORE_FIRST_TALK) => {
            let before = ways
                .iter()
                .filter_map(|way| if let End::SharedBefore(share) = way.end { Some(share.row) } else { None });
            RowsBehind::single(source, before.collect())
        }
        _ => RowsBehind::single(source, Vec::new()),
    }
}
