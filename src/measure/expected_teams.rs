//! The teams that are expected to share data: what the measures of joining in are out of.

use super::columns::{cell, days, ids};
use crate::org::{CellKind, IdSpace, Rows, Table, Team, TeamId, TeamKind, View};

/// The note of a reading for which no team is marked as expected, so that all active domain teams are taken.
pub const ALL_DOMAIN_TEAMS: &str = "expected_to_share is empty: all active domain teams are taken";

/// The expected teams of a view, in the order in which teams are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedTeams {
    /// Those in scope that are active on the day of the view.
    pub teams: Vec<TeamId>,
    /// Whether they are all active domain teams, because nothing is said of any team (M8).
    pub all_domain_teams: bool,
}

impl ExpectedTeams {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.teams.len() as u64
    }

    /// Whether a team is one of them.
    pub fn has(&self, team: TeamId) -> bool {
        self.teams.binary_search(&team).is_ok()
    }

    /// What a reading has to say of them.
    pub fn notes(&self) -> Vec<String> {
        if self.all_domain_teams { vec![ALL_DOMAIN_TEAMS.to_owned()] } else { Vec::new() }
    }
}

/// The teams expected to share data (M7, M8).
pub fn expected_teams(view: &View<'_>) -> ExpectedTeams {
    let all = &view.org.teams;
    let all_domain_teams = all.iter().all(|(_, team)| team.expected_to_share.is_none());
    let met = met(view);
    let is_expected = |place: TeamId, team: &Team| {
        let is_marked =
            if all_domain_teams { team.kind == TeamKind::Domain } else { team.expected_to_share == Some(true) };
        is_marked && is_active(view, team) && view.has_team(place) && met.as_ref().is_none_or(|met| met[place.place()])
    };
    let teams = all.iter().filter(|&(place, team)| is_expected(place, team)).map(|(place, _)| place).collect();
    ExpectedTeams { teams, all_domain_teams }
}

/// The rows of `teams` in which these teams stand, which come in the order in which teams are listed; none where the table is absent.
pub fn rows_of_teams(view: &View<'_>, teams: &[TeamId]) -> Vec<usize> {
    let Some(rows) = view.table(Table::Teams) else { return Vec::new() };
    let is_own = |code| {
        let team = view.org.teams.of(code).filter(|team| teams.binary_search(team).is_ok());
        // A team that was renamed away stands for the one it became, which has a row of its own.
        team.is_some_and(|team| view.org.teams.get(team).id == view.org.ids.teams.name(code))
    };
    (0..rows.len()).filter(|&row| cell(ids(rows, "team_id"), row).is_some_and(is_own)).collect()
}

/// Whether a team is there on the day of the view; its last day still counts (M7).
fn is_active(view: &View<'_>, team: &Team) -> bool {
    let Some(as_of) = view.as_of else { return false };
    team.active_from.is_none_or(|from| from <= as_of) && team.active_to.is_none_or(|to| to >= as_of)
}

/// By place, whether a row up to the day of the view names a team (M8). `None` where all are there whatever the rows say: they have
/// a table of their own, or no row is later than the day of the view.
fn met(view: &View<'_>) -> Option<Vec<bool>> {
    if !view.org.teams.are_assumed() || (view.as_of == view.org.data_complete_through && !view.org.assumed) {
        return None;
    }
    let mut met = vec![false; view.org.teams.len()];
    for rows in Table::ALL.iter().filter_map(|&table| view.table(table)) {
        // A target has no date of its own, but is not seen before it is set (M2).
        let own_date = if rows.table == Table::Targets { Some("set_on") } else { rows.spec().own_date };
        for column in rows.spec().columns.iter().filter(|column| matches!(column.kind, CellKind::Id(IdSpace::Team))) {
            note_met(view, rows, column.name, own_date, &mut met);
        }
    }
    Some(met)
}

fn note_met(view: &View<'_>, rows: &Rows, column: &str, own_date: Option<&str>, met: &mut [bool]) {
    let dates = own_date.map_or(&[][..], |name| days(rows, name));
    for (row, code) in ids(rows, column).iter().enumerate() {
        let is_seen = cell(dates, row).is_none_or(|day| view.as_of.is_some_and(|as_of| day <= as_of));
        if let Some(team) = code.filter(|_| is_seen).and_then(|code| view.org.teams.of(code)) {
            met[team.place()] = true;
        }
    }
}
