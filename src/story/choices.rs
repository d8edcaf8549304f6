//! What the reader can choose between, in words.

use crate::org::{Column, Day, Month, Org, Table};

/// How many months back a day can be chosen.
const MONTHS: usize = 60;

/// The areas that teams are in, by name.
pub fn areas(org: &Org) -> Vec<String> {
    org.areas().into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// What stands for all areas.
pub fn all_areas(areas: usize) -> String {
    match areas {
        0 => "Everything".to_owned(),
        1 => "All of it".to_owned(),
        areas => format!("All {areas} areas"),
    }
}

/// The last days of the months that conversations cover, latest first, before the last day of the data.
pub fn days(org: &Org) -> Vec<Day> {
    let (Some(through), Some(Column::Days(days))) =
        (org.data_complete_through, org.table(Table::Conversations).and_then(|rows| rows.column("held_on")))
    else {
        return Vec::new();
    };
    let Some(first) = days.iter().flatten().min() else { return Vec::new() };
    first
        .month()
        .through(through.month())
        .rev()
        .map(Month::last_day)
        .filter(|&day| day < through)
        .take(MONTHS)
        .collect()
}
