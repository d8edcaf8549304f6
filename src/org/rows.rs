//! The rows of one table while they are read: columns that grow cell by cell, and what is known of each row.

use std::borrow::Cow;

use uptake_columns::{
    BadCell, Batch, CellKind, Code, Column, Ids, Needed, Records, Step, Talks, Value, Whole, Word, bytes::ask_for,
    fill, passes,
};

use super::keys::Keys;
use super::problem::{Problem, ProblemCode};
use super::schema::{Table, TableSpec};
use super::seen_days::SeenDays;
use super::{Day, Month};

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
    keys: Keys,
    seen_days: SeenDays,
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
            keys: Keys::default(),
            seen_days: SeenDays::default(),
            unknown_cells: Vec::new(),
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// For how many there is room without asking for more.
    pub(super) fn room(&self) -> usize {
        self.lines.capacity()
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

    /// Makes sure that a column is there; in earlier rows its cells are empty, and so what an empty one stands for (E45).
    pub fn add_column(&mut self, place: usize, default: &'static [u8], ids: &mut Ids) {
        if self.columns[place].is_some() {
            return;
        }
        let kind = self.table.spec().columns[place].kind;
        let mut column = [Some(Column::new(kind))];
        let steps = [Step { place: 0, kind, cell: None, default, needed: Needed::Never }];
        let mut records = Records::new(',', 0);
        fill(&mut column, &steps, records.feed(b"\n"), ids, &mut Vec::new());
        let [column] = &mut column;
        self.columns[place] = column.take().map(|one| {
            let mut column = Column::new(kind);
            (0..self.lines.len()).for_each(|_| column.push(one.get(0)));
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

    /// The cells of a column of days; `None` if it is in no file.
    pub fn days(&self, name: &str) -> Option<&[Option<Day>]> {
        if let Some(Column::Days(cells)) = self.column(name) { Some(cells) } else { None }
    }

    /// The cells of a column of ids; `None` if it is in no file.
    pub fn ids(&self, name: &str) -> Option<&[Option<Code>]> {
        if let Some(Column::Ids(cells)) = self.column(name) { Some(cells) } else { None }
    }

    /// The cells of a column of words; `None` if it is in no file.
    pub fn words(&self, name: &str) -> Option<&[Option<Word>]> {
        if let Some(Column::Words(cells)) = self.column(name) { Some(cells) } else { None }
    }

    /// The cells of a column of whole numbers; `None` if it is in no file.
    pub fn wholes(&self, name: &str) -> Option<&[Option<Whole>]> {
        if let Some(Column::Wholes(cells)) = self.column(name) { Some(cells) } else { None }
    }

    /// The cell of a column and a row; not known where the column is in no file.
    pub fn get(&self, place: usize, row: usize) -> Value<'_> {
        self.columns[place].as_ref().map_or(Value::Unknown, |column| column.get(row))
    }

    /// Makes room for so many rows more, also for what is worked out of them once they are all there.
    pub fn reserve(&mut self, rows: usize) {
        let bytes: u64 = self.columns.iter_mut().flatten().map(|column| column.reserve(rows)).sum();
        self.lines.reserve(rows);
        let worked_out = if self.table == Table::Conversations { Talks::ROW_BYTES } else { 0 };
        ask_for(bytes + (worked_out * rows) as u64);
    }

    /// Adds a row for each record, which has all cells that the steps ask for, and notes which cells are not known.
    pub fn fill(&mut self, steps: &[Step], records: Batch<'_>, ids: &mut Ids, bad: &mut Vec<BadCell>) {
        fill(&mut self.columns, steps, records, ids, bad);
        records.add_lines(&mut self.lines);
    }

    /// A cell as an export would write it; empty where it is not known.
    pub fn show<'a>(&'a self, ids: &'a Ids, place: usize, row: usize) -> Cow<'a, str> {
        let kind = self.spec().columns[place].kind;
        match (self.get(place, row), kind) {
            (Value::Day(day), _) => day.to_string().into(),
            (Value::Word(word), CellKind::Word(words)) => words.get(word.place()).copied().unwrap_or_default().into(),
            (Value::Flag(flag), _) => if flag { "true" } else { "false" }.into(),
            (Value::Whole(whole), _) => whole.get().to_string().into(),
            (Value::Number(number), _) => number.to_string().into(),
            (Value::Id(code), CellKind::Id(space)) => ids.of(space).name(code).into(),
            (Value::Text(text), _) => text.into(),
            (Value::Unknown | Value::Word(_) | Value::Id(_), _) => Cow::Borrowed(""),
        }
    }

    /// Takes back those of the last rows that are not marked.
    pub fn take_back(&mut self, keep: &[bool]) {
        let first = self.len() - keep.len();
        self.columns.iter_mut().flatten().for_each(|column| column.retain_last(keep));
        let kept: Vec<u32> =
            self.lines.drain(first..).zip(keep).filter_map(|(line, keep)| keep.then_some(line)).collect();
        self.lines.extend(kept);
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

    /// Looks at the rows added since it last did, while they are at hand: at their keys, since rows whose keys ascend have no key twice,
    /// and at their days.
    pub fn look_back(&mut self) {
        let mut keys = std::mem::take(&mut self.keys);
        keys.follow(self);
        self.keys = keys;
        self.seen_days();
    }

    /// What is seen of the days of all rows.
    pub(super) fn seen_days(&mut self) -> SeenDays {
        let mut seen = self.seen_days;
        seen.follow(self);
        self.seen_days = seen;
        seen
    }

    /// Looks for repeated keys among some more rows, once no more are added; false when it has looked at all.
    pub(super) fn find_repeats(&mut self) -> bool {
        let mut keys = std::mem::take(&mut self.keys);
        let more = keys.find_repeats(self);
        self.keys = keys;
        more
    }

    /// Rows that have the key of an earlier row, as [`Self::find_repeats`] found them: the first row of that key, and the later one.
    pub(super) fn take_repeats(&mut self) -> Vec<(usize, usize)> {
        std::mem::take(&mut self.keys).into_repeats()
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
    }

    /// The earliest day of a column, of which that of a table's own dates is known without looking for it; `None` where it has none.
    pub fn earliest(&self, name: &str) -> Option<Day> {
        let own = if self.spec().own_date == Some(name) {
            self.seen_days.own
        } else {
            passes::first_and_last(self.days(name)?)
        };
        own.map(|(first, _)| first)
    }

    /// The months from that of the earliest day of a column to that of a day; none where that is earlier.
    pub fn months(&self, name: &str, as_of: Day) -> Vec<Month> {
        let first = self.earliest(name).filter(|&first| first <= as_of);
        first.map(|first| first.month().through(as_of.month()).collect()).unwrap_or_default()
    }

    /// Keeps the marked rows.
    pub fn retain(&mut self, keep: &[bool]) {
        if keep.iter().all(|&keep| keep) {
            return;
        }
        self.columns.iter_mut().flatten().for_each(|column| column.retain_last(keep));
        let (mut counted, mut kept) = (0, 0);
        for (_, first) in &mut self.parts {
            kept += keep[counted..*first].iter().filter(|&&keep| keep).count();
            counted = std::mem::replace(first, kept);
        }
        let mut marks = keep.iter();
        self.lines.retain(|_| marks.next().copied().unwrap_or(true));
        self.seen_days = SeenDays::default();
        self.seen_days();
    }

    /// Makes a cell not known after all.
    pub fn forget(&mut self, place: usize, row: usize) {
        if let Some(column) = &mut self.columns[place] {
            column.forget(row);
        }
    }
}
