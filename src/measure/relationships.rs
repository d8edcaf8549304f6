//! Whether those who use data and those who answer for it have talked.

use super::direct::Level;
use super::live_datasets::live_datasets;
use super::{Cell, Measure, Reading, RowsBehind, Why, talk_counts};
use crate::org::{Code, Dataset, Table, Talk, TalkCounts, TeamId, Use, Value, View, sort_by_key, unique};

/// Stands for every team that is too small to be named (M20).
pub const SMALLER_TEAMS: &str = "smaller teams";

/// A dataset that one team answers for and another one uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Relationship {
    /// The id of the dataset.
    pub dataset: Code,
    /// The name of the dataset.
    pub name: String,
    /// Who answers for it.
    pub owner: TeamId,
    /// Who uses it.
    pub user: TeamId,
    /// How many teams use it.
    pub users: u64,
    /// Whether the two have talked.
    pub talked: bool,
}

/// Reads `users-and-owners-talk`.
pub fn users_and_owners_talk(view: &View<'_>) -> Reading {
    if view.as_of.is_none() {
        return Reading::missing(Measure::UsersAndOwnersTalk, Why::NotMeasured);
    }
    let all = relationships(view);
    let talked = all.iter().filter(|relationship| relationship.talked).count();
    let mut reading = Reading::share(Measure::UsersAndOwnersTalk, talked as u64, all.len() as u64);
    let teams = &view.org.teams;
    let shown = |team: TeamId| {
        Cell::Text(if view.may_name(team) { teams.get(team).id.clone() } else { SMALLER_TEAMS.to_owned() })
    };
    let mut silent: Vec<&Relationship> = all.iter().filter(|relationship| !relationship.talked).collect();
    // Datasets are in order of name and id already, users of one dataset in that of teams; the sort keeps both.
    sort_by_key(&mut silent, |relationship| std::cmp::Reverse(relationship.users));
    reading.list = silent
        .into_iter()
        .map(|relationship| {
            vec![
                ("dataset_id", Cell::Text(view.org.ids.datasets.name(relationship.dataset).to_owned())),
                ("owner_team", shown(relationship.owner)),
                ("team_id", shown(relationship.user)),
                ("users", Cell::Number(relationship.users)),
            ]
        })
        .collect();
    reading
}

/// Every live dataset that a domain team answers for, with every other domain team that itself used it in its window (M43).
pub fn relationships(view: &View<'_>) -> Vec<Relationship> {
    let Some(as_of) = view.as_of else { return Vec::new() };
    let counts = talk_counts(view);
    let datasets = live_datasets(view);
    let mut users = users(view, &datasets);
    let mut relationships = Vec::new();
    for dataset in datasets {
        let Some(owner) = dataset.owner(as_of).filter(|&owner| view.is_domain(owner)) else { continue };
        let mut users = std::mem::take(&mut users[dataset.code.place()]);
        users.retain(|&user| user != owner && view.is_domain(user));
        relationships.extend(users.iter().map(|&user| Relationship {
            dataset: dataset.code,
            name: dataset.name.clone(),
            owner,
            user,
            users: users.len() as u64,
            talked: have_talked(view, counts, [owner, user]),
        }));
    }
    relationships
}

/// The rows behind the silent relationships of a view; they stand for the relationships, each counted once.
pub fn rows_of_silent(view: &View<'_>) -> RowsBehind {
    let mut silent = relationships(view);
    silent.retain(|relationship| !relationship.talked);
    rows_of_uses(view, &silent)
}

/// The uses that relationships are made of; they stand for the relationships, each counted once.
pub(super) fn rows_of_uses(view: &View<'_>, of: &[Relationship]) -> RowsBehind {
    let Some(as_of) = view.as_of else { return RowsBehind::single(Table::Usage, Vec::new()) };
    let related = unique(of.iter().map(|found| (found.dataset, found.user)).collect());
    let is_of_them = |used: &&Use| {
        let known = view.org.datasets.get(used.dataset);
        used.day.is_within(known.use_window_days, as_of) && related.binary_search(&(known.code, used.team)).is_ok()
    };
    let rows = view.org.uses().iter().filter(is_of_them).map(|used| used.row as usize);
    RowsBehind { weight: of.len() as u64, ..RowsBehind::single(Table::Usage, rows.collect()) }
}

/// The teams that used each dataset in its window, by the place of its id.
fn users(view: &View<'_>, datasets: &[&Dataset]) -> Vec<Vec<TeamId>> {
    let mut users = vec![Vec::new(); view.org.ids.datasets.len()];
    let (Some(rows), Some(as_of)) = (view.table(Table::Usage), view.as_of) else { return users };
    let mut since = vec![None; users.len()];
    for dataset in datasets {
        since[dataset.code.place()] = Some(as_of.minus(dataset.use_window_days));
    }
    let (Some(ids), Some(teams)) = (rows.column("dataset_id"), rows.column("team_id")) else { return users };
    for row in 0..rows.len() {
        let (Value::Id(dataset), Value::Id(team), Some(used_on)) =
            (ids.get(row), teams.get(row), view.day(rows, "used_on", row))
        else {
            continue;
        };
        if since[dataset.place()].is_some_and(|since| used_on > since) {
            users[dataset.place()].extend(view.org.teams.of(team));
        }
    }
    users.into_iter().map(unique).collect()
}

/// Whether two teams lately talked about the use of data, in whatever roles, without an engineer between them.
fn have_talked(view: &View<'_>, counts: &TalkCounts, [one, other]: [TeamId; 2]) -> bool {
    let places = [(one, Some(other)), (other, Some(one))].map(|pair| view.org.talks.pairs.place(pair));
    let mut known = places.into_iter().flatten().filter_map(|place| counts.by_pair.get(place));
    known.any(|known| [Level::Direct, Level::WithAnalyst].iter().any(|&level| known.has_met(level as usize)))
}

/// Whether two teams talked with at most an analyst at their side.
pub fn is_own_talk(talk: &Talk) -> bool {
    talk.is_data_use() && matches!(Level::of(talk), Level::Direct | Level::WithAnalyst)
}
