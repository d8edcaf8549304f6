//! The rows of one table while they are read: columns that grow cell by cell, and what is known of each row.

use std::hash::{Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::Day;
use super::column::{Column, Value};
use super::problem::{Problem, ProblemCode};
use super::schema::{Key, Table, TableSpec};

/// A cell of a row that is read but not known.
#[derive(Clone, Debug)]
pub struct UnknownCell {
    /// The row among those kept.
    pub row: usize,
    /// The column, as a place in the schema.
    pub column: usize,
    /// Why it is not known.
    pub code: ProblemCode,
    /// What stands there, shortened.
    pub found: Box<str>,
    /// What should stand there; `None` for what any cell of the column should hold, so that a bad cell takes little room.
    pub expected: Option<Box<str>>,
}

/// The rows of a table that parsed, as columns.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Which table.
    pub table: Table,
    columns: Vec<Option<Column>>,
    lines: Vec<u32>,
    parts: Vec<(String, usize)>,
    earliest: Vec<Option<Day>>,
    keys: HashTable<(u32, u32)>,
    repeats: Vec<(usize, usize)>,
    /// Cells not known so far; only those of rows that end up used are counted.
    pub unknown_cells: Vec<UnknownCell>,
}

impl Rows {
    /// No rows yet, of a table of which no column has been met.
    pub fn new(table: Table) -> Self {
        Self {
            table,
            columns: vec![None; table.spec().columns.len()],
            lines: Vec::new(),
            parts: Vec::new(),
            earliest: Vec::new(),
            keys: HashTable::new(),
            repeats: Vec::new(),
            unknown_cells: Vec::new(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The definition of the table.
    pub fn spec(&self) -> &'static TableSpec {
        self.table.spec()
    }

    /// Notes that the rows that follow come from this file.
    pub fn begin_part(&mut self, file: &str) {
        self.parts.push((file.to_owned(), self.len()));
    }

    /// Makes sure that a column is there; in earlier rows its cells are empty (E45).
    pub fn add_column(&mut self, place: usize, empty: Value<'_>) {
        let rows = self.lines.len();
        self.columns[place].get_or_insert_with(|| {
            let mut column = Column::new(self.table.spec().columns[place].kind);
            (0..rows).for_each(|_| column.push(empty));
            column
        });
    }

    /// Removes a column and everything said of its cells.
    pub fn drop_column(&mut self, place: usize) {
        self.columns[place] = None;
        self.unknown_cells.retain(|cell| cell.column != place);
    }

    /// The column at a place of the schema; `None` if it is in no file.
    pub fn column_at(&self, place: usize) -> Option<&Column> {
        self.columns[place].as_ref()
    }

    /// The column of a name; `None` if it is in no file.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.column_at(self.spec().column(name)?)
    }

    /// The cell of a column and a row; not known where the column is in no file.
    pub fn get(&self, place: usize, row: usize) -> Value<'_> {
        self.columns[place].as_ref().map_or(Value::Unknown, |column| column.get(row))
    }

    /// Adds a cell to the row that [`Self::end_row`] will complete.
    pub fn push(&mut self, place: usize, value: Value<'_>) {
        if let Some(column) = &mut self.columns[place] {
            column.push(value);
        }
    }

    /// Takes back the cells of the row that is not complete yet.
    pub fn undo_row(&mut self) {
        let rows = self.lines.len();
        self.columns.iter_mut().flatten().for_each(|column| column.truncate(rows));
    }

    /// Completes a row and notes whether an earlier one has its key.
    pub fn end_row(&mut self, line: u32) {
        let row = self.lines.len();
        self.lines.push(line);
        self.index_key(row);
    }

    /// The file and line of a row.
    pub fn origin(&self, row: usize) -> (&str, u32) {
        let part = self.parts.partition_point(|&(_, first)| first <= row);
        (part.checked_sub(1).map_or("", |part| &self.parts[part].0), self.lines.get(row).copied().unwrap_or(0))
    }

    /// A problem of a row.
    pub fn problem(
        &self,
        row: usize,
        column: Option<&str>,
        code: ProblemCode,
        effect: super::Effect,
        found: &str,
        expected: &str,
    ) -> Problem {
        let (file, line) = self.origin(row);
        Problem {
            file: file.to_owned(),
            line,
            column: column.map(str::to_owned),
            code,
            effect,
            found: found.to_owned(),
            expected: expected.to_owned(),
        }
    }

    /// Rows that have the key of an earlier row: the first row of that key, and the later one.
    ///
    /// The key is worked out again if one of its columns has been dropped.
    pub fn take_repeats(&mut self) -> Vec<(usize, usize)> {
        let complete = match self.spec().key {
            Key::None => true,
            Key::WhereGiven(name) => self.column(name).is_some() || self.repeats.is_empty(),
            Key::Columns(names) => names.iter().all(|name| self.column(name).is_some()),
        };
        if !complete {
            self.index_keys();
        }
        self.keys = HashTable::new();
        std::mem::take(&mut self.repeats)
    }

    /// Whether two rows say the same in every known column (E18).
    pub fn same_content(&self, a: usize, b: usize) -> bool {
        self.columns.iter().flatten().all(|column| column.get(a) == column.get(b))
    }

    /// Keeps the marked rows as if the others had never been met, while more may follow.
    pub fn remove_others(&mut self, keep: &[bool]) {
        let kept_before = |kept: &mut usize, &keep: &bool| Some(std::mem::replace(kept, *kept + usize::from(keep)));
        let places: Vec<usize> = keep.iter().scan(0, kept_before).collect();
        self.unknown_cells.retain(|cell| keep[cell.row]);
        self.unknown_cells.iter_mut().for_each(|cell| cell.row = places[cell.row]);
        self.retain(keep);
        self.index_keys();
    }

    /// Notes the earliest day of each column, once no row is added or set aside any more.
    pub(super) fn note_earliest(&mut self) {
        let earliest = |column: &Option<Column>| match column {
            Some(Column::Days(days)) => days.iter().flatten().min().copied(),
            _ => None,
        };
        self.earliest = self.columns.iter().map(earliest).collect();
    }

    /// The earliest day of a column; `None` where it has none.
    pub fn earliest(&self, name: &str) -> Option<Day> {
        self.earliest.get(self.spec().column(name)?).copied().flatten()
    }

    /// Keeps the marked rows.
    pub fn retain(&mut self, keep: &[bool]) {
        if keep.iter().all(|&keep| keep) {
            return;
        }
        self.columns.iter_mut().flatten().for_each(|column| column.retain(keep));
        let (mut counted, mut kept) = (0, 0);
        for (_, first) in &mut self.parts {
            kept += keep[counted..*first].iter().filter(|&&keep| keep).count();
            counted = std::mem::replace(first, kept);
        }
        let mut marks = keep.iter();
        self.lines.retain(|_| marks.next().copied().unwrap_or(true));
    }

    /// Makes a cell not known after all.
    pub fn forget(&mut self, place: usize, row: usize) {
        if let Some(column) = &mut self.columns[place] {
            column.forget(row);
        }
    }

    fn key_places(&self) -> impl Iterator<Item = usize> + use<> {
        let spec = self.table.spec();
        let names: &'static [&'static str] = match &spec.key {
            Key::None => &[],
            Key::WhereGiven(name) => std::slice::from_ref(name),
            Key::Columns(names) => names,
        };
        names.iter().filter_map(move |name| spec.column(name))
    }

    fn index_keys(&mut self) {
        self.keys.clear();
        self.repeats.clear();
        (0..self.len()).for_each(|row| self.index_key(row));
    }

    fn index_key(&mut self, row: usize) {
        match self.spec().key {
            Key::None => return,
            Key::WhereGiven(name) => {
                if self.column(name).is_none_or(|column| column.get(row) == Value::Unknown) {
                    return;
                }
            }
            Key::Columns(_) => {}
        }
        let mut hasher = FxHasher::default();
        for place in self.key_places() {
            hash_value(self.get(place, row), &mut hasher);
        }
        let hash = hasher.finish();
        let short = (hash >> 32) as u32 ^ hash as u32;
        let same_key = |&(other, first): &(u32, u32)| {
            other == short && self.key_places().all(|place| self.get(place, first as usize) == self.get(place, row))
        };
        if let Some(&(_, first)) = self.keys.find(spread(short), same_key) {
            self.repeats.push((first as usize, row));
        } else {
            self.keys.insert_unique(spread(short), (short, row as u32), |&(hash, _)| spread(hash));
        }
    }
}

/// The table takes its place from the top bits and its tag from the others, so 32 bits are spread over 64.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Makes a cell part of a hash.
pub(super) fn hash_value(value: Value<'_>, hasher: &mut FxHasher) {
    match value {
        Value::Unknown => hasher.write_u8(0),
        Value::Day(day) => day.hash(hasher),
        Value::Word(word) => word.hash(hasher),
        Value::Flag(flag) => flag.hash(hasher),
        Value::Whole(whole) => whole.hash(hasher),
        Value::Number(number) => number.to_bits().hash(hasher),
        Value::Id(code) => code.hash(hasher),
        Value::Text(text) => text.hash(hasher),
    }
}
