//! What a number rests on, in words.

use super::say;
use crate::measure::{Measure, Reading, RowsBehind, needed_tables};
use crate::org::{Table, View};

/// What stands in the place of a hash.
pub const NO_HASH: &str = "no SHA-256: too large for one, or not read to its end";

/// A file that a number rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestsOn {
    /// Its name, and how many of its rows are used.
    pub words: String,
    /// Which bytes it holds; `None` where it was not read to its end, or is too large for it.
    pub sha256: Option<String>,
}

/// The files behind a measure: each with its rows, and those of them that are used where a table is one file.
pub fn rests_on(view: &View<'_>, measure: Measure) -> Vec<RestsOn> {
    let report = &view.org.report;
    let all = || report.tables.keys().filter(|table| *table != Table::About).collect::<Vec<_>>();
    let tables = if measure == Measure::HowComplete { all() } else { needed_tables(view, measure) };
    let mut resting = Vec::new();
    for report in tables.into_iter().filter_map(|table| report.tables.get(table)) {
        let used = [&say::grouped(report.used), " of ", &say::grouped(report.read), " rows"].concat();
        for file in &report.files {
            let rows = match report.files.len() {
                1 => used.clone(),
                _ => [&say::grouped(file.rows), " rows, together ", &used].concat(),
            };
            resting.push(RestsOn { words: [&file.name, ": ", &rows].concat(), sha256: file.sha256.clone() });
        }
    }
    resting
}

/// Where the usual range of a reading comes from; `None` where it has none.
pub fn usual_range(reading: &Reading) -> Option<String> {
    let limits = reading.limits?;
    let low = limits.low.map(|low| format!("from {} ", say::one_decimal(low))).unwrap_or_default();
    let trial = if limits.trial { " Fewer than twelve months so far, so it may still move." } else { "" };
    Some(format!(
        "{low}to {} around a mean of {}, from {} on.{trial}",
        say::one_decimal(limits.high),
        say::one_decimal(limits.mean),
        say::month(limits.since)
    ))
}

/// The heading over the rows behind a number.
pub fn rows_heading(behind: &RowsBehind) -> String {
    let rows = behind.rows.len() + behind.also.as_ref().map_or(0, |(_, rows)| rows.len());
    let heading = match (rows, behind.weight) {
        (0, _) if behind.left_out > 0 => "No row behind this number may be shown".to_owned(),
        (0, _) => "No rows behind this number".to_owned(),
        (1, 1) => "The one row behind this number".to_owned(),
        (rows, weight) if rows as u64 == weight => format!("The {} rows behind this number", say::grouped(weight)),
        (rows, weight) => {
            format!("The {} rows behind this number, standing for {}", say::grouped(rows as u64), say::grouped(weight))
        }
    };
    match behind.left_out {
        0 => heading,
        1 => format!("{heading}; one more is hidden: group too small"),
        more => format!("{heading}; {} more are hidden: groups too small", say::grouped(more as u64)),
    }
}
