//! What the reader can choose between, in words.

use crate::org::{Day, Month, Org, Table};

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
    let first = org.table(Table::Conversations).and_then(|rows| rows.earliest("held_on"));
    let Some((through, first)) = org.data_complete_through.zip(first) else { return Vec::new() };
    first
        .month()
        .through(through.month())
        .rev()
        .map(Month::last_day)
        .filter(|&day| day < through)
        .take(MONTHS)
        .collect()
}
