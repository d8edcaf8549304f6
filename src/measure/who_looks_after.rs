//! Who looks after the data: still a data team, or the teams themselves.

use super::month_ends::{month_ends, parts, point};
use super::{Measure, Point, Reading, Why};
use crate::org::{Dataset, DatasetKind, Day, Period, Table, TeamId, TeamKind, View};
use crate::stats;

/// The names of the two sides in the series.
pub const SIDES: [(&str, Side); 2] = [("by_data_team", Side::DataTeam), ("by_domain", Side::Domain)];
const NAMES: [&str; 2] = [SIDES[0].0, SIDES[1].0];
const KINDS: [&str; 6] = ["source_k", "source_n", "prepared_k", "prepared_n", "combined_k", "combined_n"];

/// What kind of team does the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A data team.
    DataTeam,
    /// A team that makes or uses data.
    Domain,
    /// Leadership, or another team.
    Other,
}

impl Side {
    /// The side of a team.
    pub fn of(view: &View<'_>, team: TeamId) -> Self {
        match view.org.teams.get(team).kind {
            TeamKind::Domain => Self::Domain,
            kind if kind.is_data_team() => Self::DataTeam,
            _ => Self::Other,
        }
    }
}

/// Reads `who-looks-after`.
pub fn who_looks_after(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::WhoLooksAfter, Why::NotMeasured) };
    let (mut k, mut n, mut unknown, mut handed_over) = (0, 0, 0, 0);
    let mut kinds = [0_u64; KINDS.len()];
    let mut held = vec![0_u64; view.org.teams.len()];
    for (_, dataset) in view.datasets() {
        handed_over += u64::from(is_handed_over(view, dataset, as_of));
        if !dataset.is_live(as_of) {
            continue;
        }
        let Some(keeper) = keeper(dataset, as_of) else {
            unknown += 1;
            continue;
        };
        let by_data_team = u64::from(Side::of(view, keeper) == Side::DataTeam);
        held[keeper.place()] += 1;
        (k, n) = (k + by_data_team, n + 1);
        if let Some(kind) = dataset.kind {
            kinds[2 * kind as usize] += by_data_team;
            kinds[2 * kind as usize + 1] += 1;
        }
    }
    let mut reading = Reading::share(Measure::WhoLooksAfter, k, n);
    reading.parts = parts(&["unknown"], &[unknown]);
    reading.parts.extend(parts(&KINDS, &kinds));
    let effective = stats::concentration(&held).map(|found| found.effective);
    reading.parts.push(("effective_owners".to_owned(), effective));
    reading.parts.extend(parts(&["handed_over"], &[handed_over]));
    reading.series = series(view);
    reading
}

/// Who does the work on a day; `None` where that is not known.
pub fn keeper(dataset: &Dataset, day: Day) -> Option<TeamId> {
    dataset.ownership(day)?.looked_after_by
}

/// Whether the work went from a data team to a domain team at least once up to a day, whatever is not known in between (M41).
pub fn is_handed_over(view: &View<'_>, dataset: &Dataset, day: Day) -> bool {
    let known = dataset.duties(day).iter().filter_map(|duty| duty.looked_after_by);
    let mut before = None;
    known
        .map(|team| Side::of(view, team))
        .any(|side| before.replace(side) == Some(Side::DataTeam) && side == Side::Domain)
}

/// The kind of a part such as `source_k`, and whether it is a k; `None` for another part.
pub fn part_of_kind(part: &str) -> Option<(DatasetKind, bool)> {
    let place = KINDS.iter().position(|name| *name == part)?;
    let kind = [DatasetKind::Source, DatasetKind::Prepared, DatasetKind::Combined][place / 2];
    Some((kind, place % 2 == 0))
}

/// Live datasets by who looks after them at the end of each month. Each duty adds to the months that it lasts, as long as its dataset
/// is live, so that the months need not be gone through one by one.
fn series(view: &View<'_>) -> Vec<Point> {
    let ends = month_ends(view, Table::Ownership, "since");
    let Some(as_of) = view.as_of else { return Vec::new() };
    // The months that end before a day.
    let before = |day: Day| ends.partition_point(|&(_, end)| end < day);
    let mut more = vec![[0_i64; SIDES.len()]; ends.len() + 1];
    for (_, dataset) in view.datasets() {
        let duties = dataset.duties(as_of);
        let live_from = dataset.shared_on.map_or(0, before);
        let live_until = dataset.retired_on.map_or(ends.len(), before);
        for (place, duty) in duties.iter().enumerate() {
            let side = duty.looked_after_by.map(|team| Side::of(view, team));
            let Some(side) = SIDES.iter().position(|&(_, known)| Some(known) == side) else { continue };
            let from = before(duty.since).max(live_from);
            let until = duties.get(place + 1).map_or(ends.len(), |next| before(next.since)).min(live_until);
            if from < until {
                more[from][side] += 1;
                more[until][side] -= 1;
            }
        }
    }
    let mut now = [0_i64; SIDES.len()];
    let at_end = |(&(month, _), more): (&(_, _), &[i64; SIDES.len()])| {
        now.iter_mut().zip(more).for_each(|(now, more)| *now += more);
        point(view, Period::Month(month), &NAMES, &now.map(i64::unsigned_abs))
    };
    ends.iter().zip(&more).map(at_end).collect()
}
