//! An earlier export beside a later one of the same organisation: which rows are new, and which of the earlier ones are not what they
//! were. Rows are compared as they were seen on the day through which the earlier export goes, so that what happened since is no
//! change of what was told before (M2).

use hashbrown::HashTable;
use uptake_columns::bytes::{mix, shorten, spread};

use super::keys::of_value;
use super::rows::Rows;
use super::schema::{Key, Table};
use super::{CellKind, Code, Day, IdSpace, Month, Org, Sorted, Value};

/// Rows compared in one step, which takes a few milliseconds at most.
const STEP_ROWS: usize = 4000;
/// Days that are planned ahead and hold whatever the day of a view (M2).
const PLANNED: [&str; 3] = ["active_from", "active_to", "by"];
/// Days at which something ends or is due; they say nothing of when a row came to be.
const ENDS: [&str; 2] = ["active_to", "by"];
/// Cells that say what happened on the day of another cell: not seen before that day.
const OF_A_DAY: [(&str, &str); 2] = [("action", "action_on"), ("decided_by", "decided_on")];
/// Cells by which equal rows are merged.
const WEIGHTS: [&str; 2] = ["count", "reads"];

/// How many rows are not what they were. A row that stands for several equal ones counts as these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Rows that the earlier export did not have.
    pub appeared: u64,
    /// Rows that only the earlier export has.
    pub disappeared: u64,
    /// Rows that have another content now; only rows with a key can be told to be the same ones.
    pub changed: u64,
}

/// How a later export differs from an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restatement {
    /// Rows of days after the earlier export ends, by table.
    pub new: Sorted<Table, u64>,
    /// Rows of earlier months that are not what they were, by month and table. Rows without a day are under `None`: of them it cannot
    /// be told since when they are so.
    pub restated: Sorted<(Option<Month>, Table), Differences>,
    /// Tables that only one of the two has, which are not compared.
    pub lone_tables: Vec<Table>,
    /// Columns that only one of the two has, which are not compared.
    pub lone_columns: Vec<(Table, &'static str)>,
}

/// Compares two exports, a few thousand rows at a time.
#[derive(Debug)]
pub struct Restating {
    day: Day,
    found: Restatement,
    tables: std::slice::Iter<'static, Table>,
    /// The ids of the later export by those of the earlier one.
    codes: [Vec<Option<Code>>; 3],
    /// Datasets that were not shared yet, by side and code.
    unshared: [Vec<bool>; 2],
    current: Option<Comparing>,
}

/// A table that is being compared.
#[derive(Debug)]
struct Comparing {
    table: Table,
    /// Columns that both have.
    places: Vec<Place>,
    /// Those that are the key; none where a table has no key, or not all of it is there.
    key: Vec<Place>,
    /// All but the weight.
    content: Vec<Place>,
    weight: Option<usize>,
    earlier: Vec<Earlier>,
    index: HashTable<u32>,
    next: usize,
    is_indexed: bool,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    at: usize,
    /// The day of which the cell says what happened.
    outcome_of: Option<usize>,
    is_planned: bool,
    /// Whether it may name a dataset that is not there yet (E27).
    may_be_unshared: bool,
}

/// Rows of the earlier export that are the same but for their weight; with a key it is one row.
#[derive(Debug)]
struct Earlier {
    row: u32,
    has_key: bool,
    is_met: bool,
    hash: u64,
    /// The weight that no later row has been met for.
    left: i64,
}

impl Restating {
    /// Nothing compared yet; `day` is the one through which the earlier export goes.
    pub fn new(earlier: &Org, now: &Org, day: Day) -> Self {
        let codes = [IdSpace::Team, IdSpace::Dataset, IdSpace::Area].map(|space| {
            let (before, after) = (earlier.ids.of(space), now.ids.of(space));
            before.codes().map(|code| after.get(before.name(code))).collect()
        });
        let unshared = [unshared(earlier, day), unshared(now, day)];
        Self { day, found: Restatement::default(), tables: Table::ALL.iter(), codes, unshared, current: None }
    }

    /// Compares some more rows; false when there are none left.
    pub fn step(&mut self, earlier: &Org, now: &Org) -> bool {
        let Some(mut current) = self.current.take() else { return self.begin_next(earlier, now) };
        let (Some(before), Some(after)) = (earlier.table(current.table), now.table(current.table)) else { return true };
        let rows = if current.is_indexed { after.len() } else { before.len() };
        let last = rows.min(current.next + STEP_ROWS);
        for row in current.next..last {
            if current.is_indexed {
                self.meet(&mut current, before, after, row);
            } else {
                self.index(&mut current, before, row);
            }
        }
        current.next = last;
        if last < rows {
            self.current = Some(current);
        } else if current.is_indexed {
            self.count_unmet(&current, before);
        } else {
            (current.next, current.is_indexed) = (0, true);
            self.current = Some(current);
        }
        true
    }

    /// What was found.
    pub fn finish(self) -> Restatement {
        self.found
    }

    fn begin_next(&mut self, earlier: &Org, now: &Org) -> bool {
        let Some(&table) = self.tables.next() else { return false };
        match (earlier.table(table), now.table(table)) {
            // What an organisation says about itself is no fact of a day.
            _ if table == Table::About => {}
            (Some(before), Some(after)) => {
                let columns =
                    before.spec().columns.iter().enumerate().filter(|(_, column)| !WEIGHTS.contains(&column.name));
                let lone = columns.filter(|(at, _)| before.column_at(*at).is_some() != after.column_at(*at).is_some());
                self.found.lone_columns.extend(lone.map(|(_, column)| (table, column.name)));
                self.current = Some(Comparing::new(before, after));
            }
            (None, None) => {}
            _ => self.found.lone_tables.push(table),
        }
        true
    }

    /// Takes a row of the earlier export to be found again.
    fn index(&self, current: &mut Comparing, rows: &Rows, row: usize) {
        let has_key = current.has_key(rows, row);
        let hash = self.hash(current, rows, row, has_key, Side::Earlier);
        let weight = current.weight_of(rows, row);
        let same = |&at: &u32| {
            let other = &current.earlier[at as usize];
            other.hash == hash
                && other.has_key == has_key
                && current.identity(has_key).iter().all(|&place| {
                    self.seen(rows, place, row, Side::Earlier)
                        == self.seen(rows, place, other.row as usize, Side::Earlier)
                })
        };
        if let Some(&at) = current.index.find(hash, same) {
            current.earlier[at as usize].left += weight;
            return;
        }
        let at = current.earlier.len() as u32;
        current.earlier.push(Earlier { row: row as u32, has_key, is_met: false, hash, left: weight });
        let hashes = &current.earlier;
        current.index.insert_unique(hash, at, |&at| hashes[at as usize].hash);
    }

    /// Looks for a row of the later export among the earlier ones.
    fn meet(&mut self, current: &mut Comparing, before: &Rows, after: &Rows, row: usize) {
        let has_key = current.has_key(after, row);
        let hash = self.hash(current, after, row, has_key, Side::Now);
        let weight = current.weight_of(after, row);
        let is_same = |place: Place, other: &Earlier| {
            let earlier = self.seen(before, place, other.row as usize, Side::Earlier);
            self.is_same(after, place, earlier, self.seen(after, place, row, Side::Now))
        };
        let same = |&at: &u32| {
            let other = &current.earlier[at as usize];
            other.hash == hash
                && other.has_key == has_key
                && current.identity(has_key).iter().all(|&place| is_same(place, other))
        };
        let Some(&at) = current.index.find(hash, same) else {
            let day = day_of(after, row);
            if day.is_some_and(|day| day > self.day) || self.is_of_unshared(after, row) {
                *self.found.new.or_default(current.table) += weight as u64;
            } else {
                self.found.restated.or_default((day.map(Day::month), current.table)).appeared += weight as u64;
            }
            return;
        };
        let other = &current.earlier[at as usize];
        let is_changed = has_key && !current.places.iter().all(|&place| is_same(place, other));
        if is_changed {
            let day = day_of(before, other.row as usize);
            // A month that was still running says more by now.
            if day.is_some_and(|day| day > self.day) {
                *self.found.new.or_default(current.table) += weight as u64;
            } else {
                self.found.restated.or_default((day.map(Day::month), current.table)).changed += weight as u64;
            }
        }
        let other = &mut current.earlier[at as usize];
        other.is_met = true;
        other.left -= weight;
    }

    /// Counts what is left of the earlier export, and what is more of it now.
    fn count_unmet(&mut self, current: &Comparing, before: &Rows) {
        for other in current.earlier.iter().filter(|other| other.left != 0 && !(other.has_key && other.is_met)) {
            let month = day_of(before, other.row as usize).map(Day::month);
            let differences = self.found.restated.or_default((month, current.table));
            let weight = other.left.unsigned_abs();
            if other.left > 0 {
                differences.disappeared += weight;
            } else {
                differences.appeared += weight;
            }
        }
    }

    /// A cell as it was seen on the day of the earlier export.
    fn seen<'a>(&self, rows: &'a Rows, place: Place, row: usize, side: Side) -> Value<'a> {
        let is_later = |value| matches!(value, Value::Day(day) if day > self.day);
        let value = rows.get(place.at, row);
        let is_hidden = (is_later(value) && !place.is_planned)
            || place.outcome_of.is_some_and(|day| is_later(rows.get(day, row)))
            || (place.may_be_unshared && self.is_unshared(value, side));
        if is_hidden { Value::Unknown } else { value }
    }

    /// Whether a cell names a dataset that was not shared yet, and so not seen at all.
    fn is_unshared(&self, value: Value<'_>, side: Side) -> bool {
        let Value::Id(code) = value else { return false };
        self.unshared[side as usize].get(code.place()).copied().unwrap_or(false)
    }

    /// Whether a later row is about such a dataset.
    fn is_of_unshared(&self, rows: &Rows, row: usize) -> bool {
        let columns = rows.spec().columns.iter().enumerate();
        let mut datasets = columns.filter(|(_, column)| column.kind == CellKind::Id(IdSpace::Dataset));
        datasets.any(|(at, _)| self.is_unshared(rows.get(at, row), Side::Now))
    }

    /// Whether a cell of the earlier export and one of the later say the same.
    fn is_same(&self, rows: &Rows, place: Place, before: Value<'_>, after: Value<'_>) -> bool {
        match (before, after, rows.spec().columns[place.at].kind) {
            (Value::Id(before), Value::Id(after), CellKind::Id(space)) => self.in_now(space, before) == Some(after),
            _ => before == after,
        }
    }

    fn in_now(&self, space: IdSpace, code: Code) -> Option<Code> {
        let codes = match space {
            IdSpace::Team => &self.codes[0],
            IdSpace::Dataset => &self.codes[1],
            IdSpace::Area => &self.codes[2],
        };
        codes.get(code.place()).copied().flatten()
    }

    fn hash(&self, current: &Comparing, rows: &Rows, row: usize, has_key: bool, side: Side) -> u64 {
        let mut hash = 0;
        for &place in current.identity(has_key) {
            let value = match (self.seen(rows, place, row, side), rows.spec().columns[place.at].kind, side) {
                // An id that the later export does not have is in no row of it, whatever its hash.
                (Value::Id(code), CellKind::Id(space), Side::Earlier) => {
                    Value::Id(self.in_now(space, code).unwrap_or(code))
                }
                (value, ..) => value,
            };
            hash = mix(hash, of_value(value));
        }
        spread(shorten(hash))
    }
}

/// Which of the two exports a row is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Earlier,
    Now,
}

impl Comparing {
    fn new(before: &Rows, after: &Rows) -> Self {
        let spec = before.spec();
        let both = |at: &usize| before.column_at(*at).is_some() && after.column_at(*at).is_some();
        let place = |at: usize| {
            let column = &spec.columns[at];
            let day = OF_A_DAY.iter().find(|(outcome, _)| *outcome == column.name).map(|(_, day)| *day);
            Place {
                at,
                outcome_of: day.and_then(|day| spec.column(day)),
                is_planned: PLANNED.contains(&column.name),
                may_be_unshared: !column.required && column.kind == CellKind::Id(IdSpace::Dataset),
            }
        };
        let shared = |name: &&str| spec.column(name).filter(both);
        let names = spec.key.columns();
        let is_whole = names.iter().all(|name| shared(name).is_some());
        let key = names.iter().filter_map(shared).filter(|_| is_whole).map(place).collect();
        // Where only one of the two has merged rows, each of the other stands for itself.
        let weight = WEIGHTS.iter().find_map(|name| spec.column(name));
        let places: Vec<Place> = (0..spec.columns.len()).filter(both).map(place).collect();
        Self {
            table: before.table,
            content: places.iter().copied().filter(|place| weight != Some(place.at)).collect(),
            places,
            key,
            weight,
            earlier: Vec::with_capacity(before.len()),
            index: HashTable::with_capacity(before.len()),
            next: 0,
            is_indexed: false,
        }
    }

    /// Whether a row can be told from others by its key.
    fn has_key(&self, rows: &Rows, row: usize) -> bool {
        match rows.spec().key {
            Key::WhereGiven(_) => self.key.iter().any(|place| rows.get(place.at, row) != Value::Unknown),
            Key::None | Key::Columns(_) => !self.key.is_empty(),
        }
    }

    /// What tells a row from others: its key, else all that it says but its weight.
    fn identity(&self, has_key: bool) -> &[Place] {
        if has_key { &self.key } else { &self.content }
    }

    fn weight_of(&self, rows: &Rows, row: usize) -> i64 {
        match self.weight.map(|at| rows.get(at, row)) {
            Some(Value::Whole(weight)) => weight.get() as i64,
            _ => 1,
        }
    }
}

/// The datasets of an export that were not shared yet on a day, by code.
fn unshared(org: &Org, day: Day) -> Vec<bool> {
    let mut unshared = vec![false; org.ids.datasets.len()];
    let Some(rows) = org.table(Table::Datasets) else { return unshared };
    let Some((id, shared)) = rows.column("dataset_id").zip(rows.column("shared_on")) else { return unshared };
    for row in 0..rows.len() {
        if let (Value::Id(code), Value::Day(on)) = (id.get(row), shared.get(row))
            && on > day
            && let Some(dataset) = unshared.get_mut(code.place())
        {
            *dataset = true;
        }
    }
    unshared
}

/// The day of a row: its own date, of a month the last one; else the earliest that it has. `None` where it has none.
fn day_of(rows: &Rows, row: usize) -> Option<Day> {
    let spec = rows.spec();
    let day = |at: usize| match (rows.get(at, row), spec.columns[at].kind) {
        (Value::Day(day), CellKind::Month) => Some(day.month().last_day()),
        (Value::Day(day), _) => Some(day),
        _ => None,
    };
    match spec.own_date {
        Some(name) => day(spec.column(name)?),
        None => {
            let columns = spec.columns.iter().enumerate().filter(|(_, column)| !ENDS.contains(&column.name));
            columns.filter_map(|(at, _)| day(at)).min()
        }
    }
}
