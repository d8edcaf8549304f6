//! What an organisation wants of a number, and by when.

use super::columns::{cell, days, ids, numbers, text};
use crate::org::{Code, Day, Table, Value, View};

/// A wanted value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The value, in the unit of the number.
    pub value: f64,
    /// The day by which it is wanted.
    pub by: Day,
    /// Its row among those used of `targets`.
    pub row: usize,
}

/// The next target for a number: the earliest after the day of the view, then the lowest; none that is set only later (M2, M28).
/// `name` is a slug or what is reported under a name; only targets of an area that `is_meant` are asked.
pub fn next_target(view: &View<'_>, name: &str, is_meant: impl Fn(Option<Code>) -> bool) -> Option<Target> {
    let (rows, as_of) = (view.table(Table::Targets)?, view.as_of?);
    let is_seen =
        |row| rows.column("set_on").is_none_or(|set_on| !matches!(set_on.get(row), Value::Day(day) if day > as_of));
    let target = |row| {
        let by = cell(days(rows, "by"), row).filter(|&by| by > as_of && is_seen(row))?;
        let is_it = text(rows, "measure", row) == Some(name) && is_meant(cell(ids(rows, "area"), row));
        let value = cell(numbers(rows, "value"), row).filter(|_| is_it)?;
        Some(Target { value, by, row })
    };
    (0..rows.len()).filter_map(target).min_by(|a, b| a.by.cmp(&b.by).then(a.value.total_cmp(&b.value)))
}
