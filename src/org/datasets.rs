//! Datasets as they were on a day: whether they were live, and who answered for them.

use super::Day;
use super::column::{Code, Column, Value};
use super::rows::Rows;
use super::schema::Table;
use super::teams::TeamId;
use super::view::View;
use super::words::{DatasetKind, Origin, WordSet};

/// One dataset, as seen from the day of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Its id.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// How far it has been worked on; `None` where that is not known.
    pub kind: Option<DatasetKind>,
    /// Made here or brought in.
    pub origin: Option<Origin>,
    /// Since when it is shared; `None` where that is not known.
    pub shared_on: Option<Day>,
    /// Since when it is not shared any more; `None` while it is.
    pub retired_on: Option<Day>,
    /// Days within which a use of it counts as current.
    pub use_window_days: i32,
    owners: Vec<Ownership>,
}

/// Who had which duty for a dataset from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ownership {
    /// The first day.
    pub since: Day,
    /// Who answers for it; `None` is nobody.
    pub owner: Option<TeamId>,
    /// Who does the work; `None` is not known.
    pub looked_after_by: Option<TeamId>,
}

impl Dataset {
    /// Whether it is shared on a day; a date that is not known excludes nothing.
    pub fn is_live(&self, day: Day) -> bool {
        self.shared_on.is_none_or(|shared| shared <= day) && self.retired_on.is_none_or(|retired| retired > day)
    }

    /// Who had which duty on a day; `None` before the first row.
    pub fn ownership(&self, day: Day) -> Option<&Ownership> {
        self.owners.iter().rev().find(|ownership| ownership.since <= day)
    }

    /// Who answered for it on a day.
    pub fn owner(&self, day: Day) -> Option<TeamId> {
        self.ownership(day)?.owner
    }

    /// The team by whose area it is in scope: the owner on a day, else the first known one.
    fn scope_team(&self, day: Day) -> Option<TeamId> {
        self.owner(day).or_else(|| self.owners.iter().find_map(|ownership| ownership.owner))
    }
}

/// The datasets of a view, by name, then id; those shared only later are not seen at all (M2).
pub fn datasets(view: &View<'_>) -> Vec<Dataset> {
    let (Some(rows), Some(as_of)) = (view.table(Table::Datasets), view.as_of) else { return Vec::new() };
    let Some(Column::Ids(codes)) = rows.column("dataset_id") else { return Vec::new() };
    let mut owners = owners(view);
    let cell = |name: &str, row: usize| rows.column(name).map_or(Value::Unknown, |column| column.get(row));
    let mut datasets: Vec<Dataset> = codes
        .iter()
        .enumerate()
        .filter_map(|(row, code)| Some((row, (*code)?)))
        .filter(|&(row, _)| !matches!(cell("shared_on", row), Value::Day(day) if day > as_of))
        .map(|(row, code)| Dataset {
            code,
            name: if let Value::Text(name) = cell("name", row) { name.to_owned() } else { String::new() },
            kind: if let Value::Word(word) = cell("kind", row) { DatasetKind::of(word) } else { None },
            // A column that is in no file is empty in every row, and an empty cell has its default.
            origin: if rows.column("origin").is_none() { Some(Origin::Internal) } else { word(cell("origin", row)) },
            shared_on: view.day(rows, "shared_on", row),
            retired_on: view.day(rows, "retired_on", row),
            use_window_days: use_window(view, cell("use_window_days", row)),
            owners: std::mem::take(&mut owners[code.place()]),
        })
        .collect();
    super::sort_by(&mut datasets, |a, b| {
        (&a.name, view.org.ids.datasets.name(a.code)).cmp(&(&b.name, view.org.ids.datasets.name(b.code)))
    });
    datasets
}

impl View<'_> {
    /// Whether a dataset is in scope: by the area of its owner, else of its first known owner; without one it is in no area.
    pub fn has_dataset(&self, dataset: &Dataset) -> bool {
        let Some(as_of) = self.as_of else { return false };
        self.areas.is_none() || dataset.scope_team(as_of).is_some_and(|team| self.has_team(team))
    }
}

/// For every dataset, by the place of its id, who had which duty, by day.
fn owners(view: &View<'_>) -> Vec<Vec<Ownership>> {
    let mut owners = vec![Vec::new(); view.org.ids.datasets.len()];
    let Some(rows) = view.table(Table::Ownership) else { return owners };
    for row in 0..rows.len() {
        if let (Some(Value::Id(dataset)), Some(since)) =
            (rows.column("dataset_id").map(|column| column.get(row)), view.day(rows, "since", row))
        {
            let ownership = Ownership {
                since,
                owner: team(view, rows, "owner_team", row),
                looked_after_by: team(view, rows, "looked_after_by", row),
            };
            owners[dataset.place()].push(ownership);
        }
    }
    for rows in &mut owners {
        super::sort_by_key(rows, |ownership| ownership.since);
    }
    owners
}

fn team(view: &View<'_>, rows: &Rows, column: &str, row: usize) -> Option<TeamId> {
    match rows.column(column)?.get(row) {
        Value::Id(code) => view.org.teams.of(code),
        _ => None,
    }
}

fn word<T: WordSet>(value: Value<'_>) -> Option<T> {
    if let Value::Word(word) = value { T::of(word) } else { None }
}

fn use_window(view: &View<'_>, own: Value<'_>) -> i32 {
    let days = if let Value::Whole(days) = own { days.get() } else { view.org.settings.use_window_days };
    i32::try_from(days).unwrap_or(i32::MAX)
}
