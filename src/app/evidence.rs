//! The rows behind a number as they are shown: cell by cell, in any order, and as a file. Knows no browser.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::content::{Content, Opened};
use crate::measure::{Measure, Pick, RowsBehind, rows_behind};
use crate::org::{CellKind, Rows, Table, Value};
use crate::story::{evidence::rows_heading, spreadsheet};

/// The rows behind a number, ready to be shown.
#[derive(Debug)]
pub struct Evidence {
    /// What they are, in words.
    pub heading: String,
    /// The file, the line, and the columns that the export has.
    pub head: Vec<String>,
    /// What a file with these rows is called.
    pub file: String,
    content: Arc<Opened>,
    behind: RowsBehind,
    columns: Vec<&'static str>,
}

/// Columns that every row has before those of its table.
const FILE: usize = 0;
const LINE: usize = 1;
const FIRST: usize = 2;

impl Content {
    /// The rows behind a part of a measure.
    pub fn evidence(&self, measure: Measure, pick: &Pick) -> Evidence {
        self.evidence_of(measure, rows_behind(&self.view(), measure, pick))
    }

    /// The rows behind a part of a measure that were looked for before.
    pub fn evidence_of(&self, measure: Measure, behind: RowsBehind) -> Evidence {
        let also = behind.also.as_ref().map(|(table, _)| *table);
        let mut columns: Vec<&'static str> = Vec::new();
        for table in [Some(behind.table), also].into_iter().flatten() {
            let Some(rows) = self.opened.org.table(table) else { continue };
            let there = rows.spec().columns.iter().enumerate().filter(|(place, _)| rows.column_at(*place).is_some());
            let there: Vec<&str> =
                there.map(|(_, column)| column.name).filter(|name| !columns.contains(name)).collect();
            columns.extend(there);
        }
        let head = ["file", "line"].into_iter().chain(columns.iter().copied()).map(str::to_owned).collect();
        Evidence {
            heading: rows_heading(&behind),
            head,
            file: format!("{}-rows.csv", measure.slug()),
            content: Arc::clone(&self.opened),
            behind,
            columns,
        }
    }
}

impl Evidence {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.behind.rows.len() + self.behind.also.as_ref().map_or(0, |(_, rows)| rows.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cells of one row: file, line, and each column as exported, with teams too small to be named left out. A column that only
    /// the other of two tables has is empty.
    pub fn row(&self, place: usize) -> Vec<String> {
        let cells = if place < self.len() { self.head.len() } else { 0 };
        (0..cells).map(|column| self.cell(place, column).into_owned()).collect()
    }

    /// One of these cells.
    pub fn cell(&self, place: usize, column: usize) -> Cow<'_, str> {
        let Some((rows, row)) = self.found(place) else { return Cow::Borrowed("") };
        match column {
            FILE => rows.origin(row).0.into(),
            LINE => rows.origin(row).1.to_string().into(),
            _ => match self.place_of(rows, column) {
                Some(column) => self.content.org.show_cell(rows, column, row),
                None => Cow::Borrowed(""),
            },
        }
    }

    /// Adds some of the rows, in this order, to a text of comma-separated values; the first of them comes under the heads.
    pub fn write_csv(&self, order: &Order, places: Range<usize>, text: &mut String) {
        if places.start == 0 {
            spreadsheet::write(&mut self.head.iter().map(String::as_str), text);
        }
        for place in places.start..places.end.min(self.len()) {
            let row = order.row(place);
            let cells: Vec<Cow<'_, str>> = (0..self.head.len()).map(|column| self.cell(row, column)).collect();
            spreadsheet::write(&mut cells.iter().map(Cow::as_ref), text);
        }
    }

    /// A cell as a number that sorts like it; `None` where it is not known or is no number.
    pub(super) fn number(&self, place: usize, column: usize) -> Option<u64> {
        let (rows, row) = self.found(place)?;
        if column == LINE {
            return Some(rows.origin(row).1.into());
        }
        match rows.get(self.place_of(rows, column)?, row) {
            // Days before the year 1 are negative.
            Value::Day(day) => Some((i64::from(day.number()) - i64::from(i32::MIN)) as u64),
            Value::Whole(whole) => Some(whole.get()),
            Value::Number(number) => {
                let bits = number.to_bits();
                Some(if number.is_sign_negative() { !bits } else { bits | 1 << 63 })
            }
            _ => None,
        }
    }

    /// Whether the cells of a column sort as numbers and days do, in every table that has it.
    pub(super) fn is_of_numbers(&self, column: usize) -> bool {
        let tables = [Some(self.behind.table), self.behind.also.as_ref().map(|(table, _)| *table)];
        let mut kinds = tables.into_iter().flatten().filter_map(|table: Table| {
            let columns = table.spec().columns;
            Some(columns[table.spec().column(self.columns.get(column.checked_sub(FIRST)?)?)?].kind)
        });
        let is_number =
            |kind| matches!(kind, CellKind::Day | CellKind::Month | CellKind::Whole(_) | CellKind::Number(_));
        column == LINE || (column >= FIRST && kinds.all(is_number))
    }

    fn found(&self, place: usize) -> Option<(&Rows, usize)> {
        let first = self.behind.rows.len();
        let (table, row) = match (&self.behind.also, place.checked_sub(first)) {
            (Some((table, rows)), Some(place)) => (*table, *rows.get(place)?),
            _ => (self.behind.table, *self.behind.rows.get(place)?),
        };
        Some((self.content.org.table(table)?, row))
    }

    fn place_of(&self, rows: &Rows, column: usize) -> Option<usize> {
        rows.spec().column(self.columns.get(column.checked_sub(FIRST)?)?)
    }
}

/// The order that rows are shown in.
#[derive(Debug, Default)]
pub struct Order {
    /// The column that they are sorted by, and how; `None` for the order of the export.
    pub by: Option<(usize, Direction)>,
    pub(super) rows: Vec<u32>,
}

/// Which end of a sorted column comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest, the earliest, the first of the alphabet.
    Ascending,
    /// The other end.
    Descending,
}

impl Order {
    /// Which row stands at this place.
    pub fn row(&self, place: usize) -> usize {
        self.rows.get(place).map_or(place, |&row| row as usize)
    }

    /// What a click on a column sorts by: it turns round a column that rows are sorted by already.
    pub fn next(&self, column: usize) -> Direction {
        if self.by == Some((column, Direction::Ascending)) { Direction::Descending } else { Direction::Ascending }
    }
}

impl Direction {
    /// Its name for `aria-sort`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}
