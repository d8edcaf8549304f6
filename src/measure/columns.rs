//! Columns of a table by what their cells hold. A column that is in no file has no cells, so that every cell of it is not known.

use crate::org::{Code, Column, Day, Rows, Texts, Whole, Word, WordSet};

/// A column of days.
pub fn days<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Day>] {
    rows.days(name).unwrap_or_default()
}

/// A column of ids.
pub fn ids<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Code>] {
    rows.ids(name).unwrap_or_default()
}

/// A column of words.
pub fn words<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Word>] {
    rows.words(name).unwrap_or_default()
}

/// A column of yes and no.
pub fn flags<'a>(rows: &'a Rows, name: &str) -> &'a [Option<bool>] {
    if let Some(Column::Flags(cells)) = rows.column(name) { cells } else { &[] }
}

/// A column of whole numbers.
pub fn wholes<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Whole>] {
    rows.wholes(name).unwrap_or_default()
}

/// A column of numbers.
pub fn numbers<'a>(rows: &'a Rows, name: &str) -> &'a [Option<f64>] {
    if let Some(Column::Numbers(cells)) = rows.column(name) { cells } else { &[] }
}

/// The text of a cell; `None` where it is not known.
pub fn text<'a>(rows: &'a Rows, name: &str, row: usize) -> Option<&'a str> {
    texts(rows, name)?.get(row)
}

/// A column of texts or lists; `None` where it is in no file.
pub fn texts<'a>(rows: &'a Rows, name: &str) -> Option<&'a Texts> {
    if let Some(Column::Texts(texts)) = rows.column(name) { Some(texts) } else { None }
}

/// A cell; `None` where it is not known.
pub fn cell<T: Copy>(cells: &[Option<T>], row: usize) -> Option<T> {
    cells.get(row).copied().flatten()
}

/// A day that is not later than the day of the view, on which a later one is not seen yet (M2).
pub fn seen(cells: &[Option<Day>], row: usize, as_of: Day) -> Option<Day> {
    cell(cells, row).filter(|&day| day <= as_of)
}

/// The word of a cell.
pub fn word<T: WordSet>(cells: &[Option<Word>], row: usize) -> Option<T> {
    cell(cells, row).and_then(T::of)
}
