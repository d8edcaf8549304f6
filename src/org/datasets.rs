//! The datasets there are, in the order in which they are listed, and what was so of each on a day: whether it was live, and who had
//! which duty for it.

use super::rows::Rows;
use super::schema::Table;
use super::teams::Teams;
use super::view::View;
use super::{Day, Ids, Settings};
use uptake_columns::words::{DatasetKind, Origin, Proposer, WordSet};
use uptake_columns::{Code, Column, TeamId, Value};

/// A dataset, by its place in the order of names, then ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatasetId(u32);

impl DatasetId {
    /// Its place in the order of names.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}

/// One dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// Its id.
    pub code: Code,
    /// Its row among those of the table.
    pub row: usize,
    /// Its name.
    pub name: String,
    /// How far it has been worked on; `None` where that is not known.
    pub kind: Option<DatasetKind>,
    /// Made here or brought in.
    pub origin: Option<Origin>,
    /// Who had the idea to share it; `None` where that is not known.
    pub proposed_by: Option<Proposer>,
    /// Since when it is shared; `None` where that is not known.
    pub shared_on: Option<Day>,
    /// Since when it is not shared any more; `None` while it is. It may be later than the day of a view, so ask [`Self::is_live`].
    pub retired_on: Option<Day>,
    /// Days within which a use of it counts as current.
    pub use_window_days: i32,
    duties: Vec<Ownership>,
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

    /// Who has which duty at any time, earliest first; a view sees those up to its day only.
    pub fn all_duties(&self) -> &[Ownership] {
        &self.duties
    }

    /// Who had which duty up to a day, earliest first.
    pub fn duties(&self, day: Day) -> &[Ownership] {
        up_to(&self.duties, day)
    }

    /// Who had which duty on a day; `None` before the first row.
    pub fn ownership(&self, day: Day) -> Option<&Ownership> {
        self.duties(day).last()
    }

    /// Who answered for it on a day.
    pub fn owner(&self, day: Day) -> Option<TeamId> {
        self.ownership(day)?.owner
    }

    /// Since when nobody answers for it on a day: from the first row without an owner after the last one with one, or, if nobody ever
    /// did, since it is shared. `None` while somebody does, and where that day is not known (M45).
    pub fn without_owner_since(&self, day: Day) -> Option<Day> {
        let duties = self.duties(day);
        match duties.iter().rposition(|duty| duty.owner.is_some()) {
            Some(last) => duties.get(last + 1).map(|duty| duty.since),
            None => self.shared_on,
        }
    }
}

/// Of rows by day those up to a day.
fn up_to(duties: &[Ownership], day: Day) -> &[Ownership] {
    &duties[..duties.partition_point(|duty| duty.since <= day)]
}

/// The team by whose area a dataset is in scope: the last owner of these rows, else the first known one.
fn scope_team(duties: &[Ownership]) -> Option<TeamId> {
    duties.last().and_then(|duty| duty.owner).or_else(|| duties.iter().find_map(|duty| duty.owner))
}

/// All datasets, whatever the day, and which of them every id met stands for.
#[derive(Clone, Debug, Default)]
pub struct Datasets {
    all: Vec<Dataset>,
    by_code: Vec<Option<DatasetId>>,
}

impl Datasets {
    /// The datasets of the table, with who had which duty for them; none without the table.
    pub(super) fn new(
        rows: Option<&Rows>,
        ownership: Option<&Rows>,
        (ids, teams, settings): (&Ids, &Teams, &Settings),
    ) -> Self {
        let Some(rows) = rows else { return Self::default() };
        let Some(Column::Ids(codes)) = rows.column("dataset_id") else { return Self::default() };
        let ids = &ids.datasets;
        let mut duties = duties(ownership, ids.len(), teams);
        let cell = |name: &str, row: usize| rows.column(name).map_or(Value::Unknown, |column| column.get(row));
        let mut all: Vec<Dataset> = codes
            .iter()
            .enumerate()
            .filter_map(|(row, code)| Some((row, (*code)?)))
            .map(|(row, code)| Dataset {
                code,
                row,
                name: if let Value::Text(name) = cell("name", row) { name.to_owned() } else { String::new() },
                kind: word(cell("kind", row)),
                // A column that is in no file is empty in every row, and an empty cell has its default.
                origin: if rows.column("origin").is_none() {
                    Some(Origin::Internal)
                } else {
                    word(cell("origin", row))
                },
                proposed_by: word(cell("proposed_by", row)),
                shared_on: day(cell("shared_on", row)),
                retired_on: day(cell("retired_on", row)),
                use_window_days: use_window(settings, cell("use_window_days", row)),
                duties: std::mem::take(&mut duties[code.place()]),
            })
            .collect();
        super::sort_by(&mut all, |a, b| (&a.name, ids.name(a.code)).cmp(&(&b.name, ids.name(b.code))));
        let mut by_code = vec![None; ids.len()];
        for (place, dataset) in all.iter().enumerate() {
            by_code[dataset.code.place()] = Some(DatasetId(place as u32));
        }
        Self { all, by_code }
    }

    /// The dataset that an id stands for; `None` for an id that none has.
    pub fn of(&self, code: Code) -> Option<DatasetId> {
        self.by_code.get(code.place()).copied().flatten()
    }

    /// What is known of a dataset.
    pub fn get(&self, dataset: DatasetId) -> &Dataset {
        &self.all[dataset.place()]
    }

    /// Every dataset with its place, in order.
    pub fn iter(&self) -> impl Iterator<Item = (DatasetId, &Dataset)> {
        self.all.iter().enumerate().map(|(place, dataset)| (DatasetId(place as u32), dataset))
    }

    /// Every dataset, by name, then id: the first has place 0.
    pub fn all(&self) -> &[Dataset] {
        &self.all
    }
}

impl<'a> View<'a> {
    /// Whether a dataset is there at all on the day of this view: not if it is shared only later (M2).
    pub fn sees_dataset(&self, dataset: &Dataset) -> bool {
        self.as_of.is_some_and(|as_of| dataset.shared_on.is_none_or(|shared| shared <= as_of))
    }

    /// Whether a dataset is in scope: by the area of its owner, else of its first known owner; without one it is in no area.
    pub fn has_dataset(&self, dataset: &Dataset) -> bool {
        let Some(as_of) = self.as_of else { return false };
        self.areas.is_none() || scope_team(dataset.duties(as_of)).is_some_and(|team| self.has_team(team))
    }

    /// For the id of every dataset whether it is in scope; without a table of datasets ids are taken as they come (E30).
    pub fn datasets_in_scope(&self) -> Vec<bool> {
        let ids = self.org.ids.datasets.len();
        let (Some(_), Some(as_of)) = (&self.areas, self.as_of) else { return vec![self.areas.is_none(); ids] };
        let mut in_scope = vec![false; ids];
        if self.table(Table::Datasets).is_some() {
            for dataset in self.org.datasets.all() {
                in_scope[dataset.code.place()] = self.has_dataset(dataset);
            }
        } else {
            let duties = duties(self.table(Table::Ownership), ids, &self.org.teams);
            for (in_scope, duties) in in_scope.iter_mut().zip(duties) {
                *in_scope = scope_team(up_to(&duties, as_of)).is_some_and(|team| self.has_team(team));
            }
        }
        in_scope
    }

    /// The datasets in scope that are there on the day of this view, live or not, by name, then id.
    pub fn datasets(&self) -> impl Iterator<Item = (DatasetId, &'a Dataset)> + use<'_, 'a> {
        self.org.datasets.iter().filter(|(_, dataset)| self.sees_dataset(dataset) && self.has_dataset(dataset))
    }
}

/// Who had which duty, by day, for every id of a dataset.
fn duties(rows: Option<&Rows>, datasets: usize, teams: &Teams) -> Vec<Vec<Ownership>> {
    let mut duties: Vec<Vec<Ownership>> = vec![Vec::new(); datasets];
    let Some(rows) = rows else { return duties };
    let (Some(Column::Ids(codes)), Some(Column::Days(days))) = (rows.column("dataset_id"), rows.column("since")) else {
        return duties;
    };
    let team = |column: &str, row: usize| match rows.column(column)?.get(row) {
        Value::Id(code) => teams.of(code),
        _ => None,
    };
    for (row, (code, since)) in codes.iter().zip(days).enumerate() {
        if let (Some(code), Some(since)) = (*code, *since) {
            let duty =
                Ownership { since, owner: team("owner_team", row), looked_after_by: team("looked_after_by", row) };
            duties[code.place()].push(duty);
        }
    }
    for duties in duties.iter_mut().filter(|duties| !duties.is_sorted_by_key(|duty| duty.since)) {
        super::sort_by_key(duties, |duty| duty.since);
    }
    duties
}

fn day(value: Value<'_>) -> Option<Day> {
    if let Value::Day(day) = value { Some(day) } else { None }
}

fn word<T: WordSet>(value: Value<'_>) -> Option<T> {
    if let Value::Word(word) = value { T::of(word) } else { None }
}

fn use_window(settings: &Settings, own: Value<'_>) -> i32 {
    let days = if let Value::Whole(days) = own { days.get() } else { settings.use_window_days };
    i32::try_from(days).unwrap_or(i32::MAX)
}
