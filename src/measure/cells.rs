//! The columns of a table by type, for measures that go through its rows; a column that is in no file is empty.

use crate::org::{Code, Column, Day, Rows, Whole, Word, WordSet};

/// The days of a column.
pub fn days<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Day>] {
    if let Some(Column::Days(days)) = rows.column(name) { days } else { &[] }
}

/// The ids of a column.
pub fn ids<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Code>] {
    if let Some(Column::Ids(ids)) = rows.column(name) { ids } else { &[] }
}

/// The whole numbers of a column.
pub fn wholes<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Whole>] {
    if let Some(Column::Wholes(wholes)) = rows.column(name) { wholes } else { &[] }
}

/// The numbers of a column.
pub fn numbers<'a>(rows: &'a Rows, name: &str) -> &'a [Option<f64>] {
    if let Some(Column::Numbers(numbers)) = rows.column(name) { numbers } else { &[] }
}

/// The text of a cell; `None` where it is not known.
pub fn text<'a>(rows: &'a Rows, name: &str, row: usize) -> Option<&'a str> {
    if let Some(Column::Texts(texts)) = rows.column(name) { texts.get(row) } else { None }
}

/// The word of a cell; `None` where it is not known.
pub fn word<T: WordSet>(rows: &Rows, name: &str, row: usize) -> Option<T> {
    if let Some(Column::Words(words)) = rows.column(name) { at::<Word>(words, row).and_then(T::of) } else { None }
}

/// The cell of a row; `None` where it is not known.
pub fn at<T: Copy>(cells: &[Option<T>], row: usize) -> Option<T> {
    cells.get(row).copied().flatten()
}
