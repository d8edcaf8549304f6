//! Datasets as they were on a day: whether they were live, and who answered for them.

use std::collections::BTreeMap;

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
    /// The row among those used.
    pub row: usize,
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
        on(&self.owners, day)
    }

    /// Who answered for it on a day.
    pub fn owner(&self, day: Day) -> Option<TeamId> {
        self.ownership(day)?.owner
    }

    /// Since when nobody answers for it: from the first row without an owner after the last one with one, or, if nobody ever did,
    /// since it is shared. `None` while somebody does, and where that day is not known (M45).
    pub fn without_owner_since(&self) -> Option<Day> {
        match self.owners.iter().rposition(|ownership| ownership.owner.is_some()) {
            Some(last) => self.owners.get(last + 1).map(|ownership| ownership.since),
            None => self.shared_on,
        }
    }
}

/// Who had a duty on a day; `None` before the first row.
fn on(owners: &[Ownership], day: Day) -> Option<&Ownership> {
    owners.iter().rev().find(|ownership| ownership.since <= day)
}

/// The team by whose area a dataset is in scope: the owner on a day, else the first known one.
fn scope_team(owners: &[Ownership], day: Day) -> Option<TeamId> {
    on(owners, day)
        .and_then(|ownership| ownership.owner)
        .or_else(|| owners.iter().find_map(|ownership| ownership.owner))
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
            row,
            code,
            name: if let Value::Text(name) = cell("name", row) { name.to_owned() } else { String::new() },
            kind: if let Value::Word(word) = cell("kind", row) { DatasetKind::of(word) } else { None },
            // A column that is in no file is empty in every row, and an empty cell has its default.
            origin: if rows.column("origin").is_none() { Some(Origin::Internal) } else { word(cell("origin", row)) },
            shared_on: view.day(rows, "shared_on", row),
            retired_on: view.day(rows, "retired_on", row),
            use_window_days: use_window(view, cell("use_window_days", row)),
            owners: owners.remove(&code).unwrap_or_default(),
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
        self.areas.is_none() || scope_team(&dataset.owners, as_of).is_some_and(|team| self.has_team(team))
    }

    /// For the id of every dataset whether it is in scope, whether `datasets` holds it or not: ids are taken as they come (E30).
    pub fn datasets_in_scope(&self) -> Vec<bool> {
        let mut in_scope = vec![self.areas.is_none(); self.org.ids.datasets.len()];
        if let (Some(_), Some(as_of)) = (&self.areas, self.as_of) {
            for (dataset, owners) in owners(self) {
                in_scope[dataset.place()] = scope_team(&owners, as_of).is_some_and(|team| self.has_team(team));
            }
        }
        in_scope
    }
}

/// For every dataset who had which duty, by day.
fn owners(view: &View<'_>) -> BTreeMap<Code, Vec<Ownership>> {
    let mut owners: BTreeMap<Code, Vec<Ownership>> = BTreeMap::new();
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
            owners.entry(dataset).or_default().push(ownership);
        }
    }
    for rows in owners.values_mut() {
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
