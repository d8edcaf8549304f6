//! Whether those who answer for data can see who uses it, and what for.

use rustc_hash::FxHashSet;

use super::columns::{cell, days, flags, ids, seen, texts};
use super::live_datasets::live_datasets;
use super::tally::{K, N, Tally};
use super::{Measure, Pick, Reading, RowsBehind, Why};
use crate::org::{Dataset, Day, Table, TeamId, View};

/// Reads `owners-see-use`.
pub fn owners_see_use(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::OwnersSeeUse, Why::NotMeasured) };
    let live = live_datasets(view);
    let mut reading = datasets(view, &live).share(Measure::OwnersSeeUse);
    let uses = uses(view, &live, as_of);
    let part = |name: &str| (name.to_owned(), uses.as_ref().map(|uses| behind(uses, name).weight as f64));
    reading.parts = [PURPOSE_KNOWN, RELATIONSHIPS].map(part).into();
    reading
}

/// The rows behind `owners-see-use`: datasets, and for its parts the uses of them.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let live = live_datasets(view);
    match (view.as_of, pick) {
        (Some(as_of), Pick::Part(name)) => behind(&uses(view, &live, as_of).unwrap_or_default(), name),
        _ => datasets(view, &live).behind(pick),
    }
}

const PURPOSE_KNOWN: &str = "purpose_known";
const RELATIONSHIPS: &str = "relationships";

/// The live datasets of which it is known whether their owner sees the use.
fn datasets(view: &View<'_>, live: &[&Dataset]) -> Tally {
    let mut tally = Tally::new(Table::Datasets, &[N, K]);
    let Some(rows) = view.table(Table::Datasets) else { return tally };
    let sees_use = flags(rows, "owner_sees_use");
    for dataset in live {
        let sees_use = cell(sees_use, dataset.row);
        tally.add(dataset.row, &[sees_use.is_some(), sees_use == Some(true)]);
    }
    tally
}

/// A use of live data by another domain team itself, in the window of that data.
struct Use {
    row: usize,
    /// The data and the team, by their places.
    relationship: (u32, u32),
    has_purpose: bool,
}

/// The uses that make a relationship; `None` without the table.
fn uses(view: &View<'_>, live: &[&Dataset], as_of: Day) -> Option<Vec<Use>> {
    let rows = view.table(Table::Usage)?;
    // Until when a use is too old, and who answers for the data, by dataset.
    let mut windows: Vec<Option<(Day, Option<TeamId>)>> = vec![None; view.org.ids.datasets.len()];
    for dataset in live {
        windows[dataset.code.place()] = Some((as_of.minus(dataset.use_window_days), dataset.owner(as_of)));
    }
    let (teams, used_on, purposes) = (ids(rows, "team_id"), days(rows, "used_on"), texts(rows, "purpose"));
    let found = ids(rows, "dataset_id").iter().enumerate().filter_map(|(row, dataset)| {
        let dataset = (*dataset)?;
        let (window, owner) = windows[dataset.place()]?;
        let team = view.org.teams.of(cell(teams, row)?)?;
        let is_other = owner != Some(team) && view.is_domain(team);
        (is_other && seen(used_on, row, as_of)? > window).then(|| Use {
            row,
            relationship: (dataset.place() as u32, team.place() as u32),
            has_purpose: purposes.is_some_and(|purposes| purposes.get(row).is_some()),
        })
    });
    Some(found.collect())
}

/// The uses behind a part; they stand for the relationships, each counted once. For `purpose_known` a purpose of any one use is
/// enough (M43).
fn behind(uses: &[Use], part: &str) -> RowsBehind {
    let counts = |of: &&Use| part == RELATIONSHIPS || part == PURPOSE_KNOWN && of.has_purpose;
    let mut relationships: FxHashSet<(u32, u32)> = FxHashSet::default();
    let rows = uses.iter().filter(counts).map(|of| {
        relationships.insert(of.relationship);
        of.row
    });
    let rows = RowsBehind::single(Table::Usage, rows.collect());
    RowsBehind { weight: relationships.len() as u64, ..rows }
}
