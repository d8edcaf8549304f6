//! Numbers that an organisation keeps elsewhere. They are shown as they were reported, and no measure is counted from them.

use super::RowsBehind;
use super::columns::{cell, days, ids, numbers, seen, text};
use super::targets::{Target, next_target};
use crate::org::{Code, Day, Table, View, sort_by_key};

/// A number kept elsewhere, for the whole organisation or for an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported<'a> {
    /// What it is.
    pub name: &'a str,
    /// What it is counted in; `None` where that is not said.
    pub unit: Option<&'a str>,
    /// The area it is of; `None` for the whole organisation.
    pub area: Option<&'a str>,
    /// The last value by the day of the view, with its day.
    pub latest: (Day, f64),
    /// The last value of a year before that or earlier; `None` where there was none yet.
    pub year_before: Option<(Day, f64)>,
    /// What is wanted of it next.
    pub target: Option<Target>,
    /// Its rows by the day of the view, among those used.
    rows: Vec<usize>,
}

/// All numbers reported by the day of the view: those of the whole organisation, and those of the areas in view; by name, then area.
pub fn reported<'a>(view: &View<'a>) -> Vec<Reported<'a>> {
    let (Some(rows), Some(as_of)) = (view.table(Table::Reported).filter(|_| !view.is_hidden()), view.as_of) else {
        return Vec::new();
    };
    let (on, values, areas) = (days(rows, "on"), numbers(rows, "value"), ids(rows, "area"));
    let is_in_view = |area: Option<Code>| match (&view.areas, area) {
        (Some(areas), Some(area)) => areas.contains(&area),
        _ => true,
    };
    let mut found: Vec<(&str, Option<&str>, Day, usize)> = Vec::new();
    for row in 0..rows.len() {
        let area = cell(areas, row);
        let (Some(day), Some(name)) = (seen(on, row, as_of), text(rows, "name", row)) else { continue };
        if is_in_view(area) {
            found.push((name, area.map(|area| view.org.ids.areas.name(area)), day, row));
        }
    }
    sort_by_key(&mut found, |&place| place);
    let is_same = |a: &(&str, Option<&str>, Day, usize), b: &(&str, Option<&str>, Day, usize)| (a.0, a.1) == (b.0, b.1);
    let number = |group: &[(&'a str, Option<&'a str>, Day, usize)]| {
        let value = |&(_, _, day, row): &(&str, Option<&str>, Day, usize)| Some((day, cell(values, row)?));
        let &(name, area, last, row) = group.last()?;
        let meant = cell(areas, row);
        Some(Reported {
            name,
            unit: text(rows, "unit", row),
            area,
            latest: value(group.last()?)?,
            year_before: group.iter().rev().find(|place| last.since(place.2) >= 365).and_then(value),
            target: next_target(view, name, |area| area == meant),
            rows: group.iter().map(|place| place.3).collect(),
        })
    };
    found.chunk_by(is_same).filter_map(number).collect()
}

/// The rows behind the number at a place of [`reported`], or behind all of them.
pub fn rows_behind(view: &View<'_>, place: Option<usize>) -> RowsBehind {
    let all = reported(view).into_iter().enumerate();
    let asked = all.filter(|(at, _)| place.is_none_or(|place| place == *at));
    RowsBehind::single(Table::Reported, asked.flat_map(|(_, number)| number.rows).collect())
}
