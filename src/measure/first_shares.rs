//! When each team first shared data of its own.
//!
//! It is read from the datasets and who answered for them; where these say too little, from the steps that teams have entered (M3).

use super::columns::{ids, word, words};
use super::expected_teams::ExpectedTeams;
use crate::org::{Code, Dataset, Day, Month, Origin, Table, TeamId, TeamStep, View};

/// The note of a reading whose first shares come from steps.
const FROM_STEPS: &str = "first shares are taken from steps";

/// Something that a team shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The team that answered for it on that day.
    pub team: TeamId,
    /// The day.
    pub on: Day,
    /// Its row in [`Shares::table`].
    pub row: usize,
    /// Whether it is still shared on the day of the view; a step is not taken back.
    pub is_live: bool,
}

/// Everything that teams shared up to the day of a view, and which of it came first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Where it is read from: `datasets` or `steps`.
    pub table: Table,
    /// All shares; datasets in the order in which they are listed, steps in that of their rows.
    pub all: Vec<Share>,
    first: Vec<Option<Share>>,
}

impl Shares {
    /// The first share of a team; of several on one day the first of [`Self::all`]. `None` if it has not shared.
    pub fn first(&self, team: TeamId) -> Option<Share> {
        self.first[team.place()]
    }

    /// Whether they are read from datasets, so that a row is that of a dataset.
    pub fn are_of_datasets(&self) -> bool {
        self.table == Table::Datasets
    }

    /// The first share of each of these teams that has shared.
    pub fn first_of(&self, teams: &ExpectedTeams) -> Vec<Share> {
        teams.teams.iter().filter_map(|&team| self.first(team)).collect()
    }

    /// The months from the first share of anybody up to the day of the view (M10).
    pub fn months(&self, view: &View<'_>) -> Vec<Month> {
        view.months(self.table, if self.table == Table::Datasets { "shared_on" } else { "entered_on" })
    }

    /// What a reading has to say of where they come from.
    pub fn notes(&self) -> Vec<String> {
        if self.table == Table::Steps { vec![FROM_STEPS.to_owned()] } else { Vec::new() }
    }
}

/// The table that first shares are read from; `None` where neither way is open.
pub fn source(view: &View<'_>) -> Option<Table> {
    let has = |table, column| view.table(table).is_some_and(|rows| rows.column(column).is_some());
    if has(Table::Datasets, "shared_on") && has(Table::Ownership, "owner_team") {
        Some(Table::Datasets)
    } else {
        view.table(Table::Steps).map(|_| Table::Steps)
    }
}

/// Whether first shares come from the steps that teams have entered.
pub fn shares_are_from_steps(view: &View<'_>) -> bool {
    source(view) == Some(Table::Steps)
}

/// What was shared up to the day of the view, in the whole organisation; `None` where that is not recorded.
pub fn shares(view: &View<'_>) -> Option<Shares> {
    let table = source(view)?;
    let all = if table == Table::Datasets { of_datasets(view, view.as_of?) } else { of_steps(view)? };
    let mut first: Vec<Option<Share>> = vec![None; view.org.teams.len()];
    for &share in &all {
        let known = &mut first[share.team.place()];
        if known.is_none_or(|known| share.on < known.on) {
            *known = Some(share);
        }
    }
    Some(Shares { table, all, first })
}

/// Internal datasets with the team that answered for them on the day they were shared, whoever does so now (M58). One whose first
/// owner is only known from a later day is nobody's share (M36).
fn of_datasets(view: &View<'_>, as_of: Day) -> Vec<Share> {
    let share = |dataset: &Dataset| {
        let on = dataset.shared_on.filter(|&on| on <= as_of && dataset.origin == Some(Origin::Internal))?;
        Some(Share { team: dataset.owner(on)?, on, row: dataset.row, is_live: dataset.is_live(as_of) })
    };
    view.org.datasets.all().iter().filter_map(share).collect()
}

/// Teams that entered the step of sharing.
fn of_steps(view: &View<'_>) -> Option<Vec<Share>> {
    let rows = view.table(Table::Steps)?;
    let share = |(row, code): (usize, &Option<Code>)| {
        let on =
            view.day(rows, "entered_on", row).filter(|_| word(words(rows, "step"), row) == Some(TeamStep::Sharing))?;
        Some(Share { team: view.org.teams.of((*code)?)?, on, row, is_live: true })
    };
    Some(ids(rows, "team_id").iter().enumerate().filter_map(share).collect())
}
