//! Uses of data by domain teams, by day.

use super::groups::ordered;
use super::schema::Table;
use super::{DatasetId, Day, Org, TeamId};
use uptake_columns::Column;
use uptake_columns::words::TeamKind;

/// A use of data by a domain team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The day.
    pub day: Day,
    /// What was used.
    pub dataset: DatasetId,
    /// Who used it.
    pub team: TeamId,
    /// The row among those used.
    pub row: u32,
}

/// The uses of the whole organisation, earliest first; none without the table.
pub(super) fn uses(org: &Org) -> Vec<Use> {
    let Some(rows) = org.table(Table::Usage) else { return Vec::new() };
    let (Some(Column::Ids(datasets)), Some(Column::Ids(teams)), Some(Column::Days(days)), Some(first)) =
        (rows.column("dataset_id"), rows.column("team_id"), rows.column("used_on"), rows.earliest("used_on"))
    else {
        return Vec::new();
    };
    let is_domain: Vec<bool> = org.teams.iter().map(|(_, team)| team.kind == TeamKind::Domain).collect();
    let mut found = Vec::with_capacity(rows.len());
    for (row, ((dataset, team), day)) in datasets.iter().zip(teams).zip(days).enumerate() {
        if let (Some(dataset), Some(team), Some(day)) =
            (dataset.and_then(|code| org.datasets.of(code)), team.and_then(|code| org.teams.of(code)), *day)
            && is_domain[team.place()]
        {
            found.push(Use { day, dataset, team, row: row as u32 });
        }
    }
    ordered(&found, &|used| used.day.since(first) as usize)
}
