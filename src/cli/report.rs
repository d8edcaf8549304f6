//! What was read and measured of an export, as JSON and as lines.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::measure::Reading;
use crate::org::{Day, Org, ProblemCode, TableReport};
use crate::story::{Since, problem_lines, text};

/// The report of `check --json`.
#[derive(Serialize)]
pub struct CheckJson<'a> {
    tables: BTreeMap<&'static str, TableJson<'a>>,
    absent: Vec<&'static str>,
    data_complete_through: Option<String>,
    assumed: bool,
    notes: &'a [String],
}

#[derive(Serialize)]
struct TableJson<'a> {
    read: u64,
    used: u64,
    set_aside: u64,
    refused: Option<ProblemCode>,
    by_code: BTreeMap<ProblemCode, &'a u64>,
    cells: BTreeMap<ProblemCode, &'a u64>,
    dropped_columns: &'a [String],
    unknown_columns: &'a [String],
}

impl<'a> CheckJson<'a> {
    /// The report of an export that was read.
    pub fn new(org: &'a Org) -> Self {
        let report = &org.report;
        Self {
            tables: report.tables.iter().map(|(table, report)| (table.name(), TableJson::new(report))).collect(),
            absent: report.absent().map(crate::org::Table::name).collect(),
            data_complete_through: org.data_complete_through.as_ref().map(Day::to_string),
            assumed: org.assumed,
            notes: &report.notes,
        }
    }
}

impl<'a> TableJson<'a> {
    fn new(report: &'a TableReport) -> Self {
        Self {
            read: report.read,
            used: report.used,
            set_aside: report.rows_set_aside(),
            refused: report.refused,
            by_code: report.set_aside.iter().collect(),
            cells: report.cells.iter().collect(),
            dropped_columns: &report.dropped_columns,
            unknown_columns: &report.unknown_columns,
        }
    }
}

/// The report of `check` for people: a line a table, then a line a problem.
pub fn lines(org: &Org) -> Vec<String> {
    let mut lines = Vec::new();
    for (table, report) in org.report.tables.iter() {
        let what = match report.refused {
            Some(code) => format!("not read ({code})"),
            None => format!("{} of {} rows used", report.used, report.read),
        };
        lines.push(format!("{:<14} {what}", table.name()));
        for (heading, columns) in [
            ("dropped, may be about persons", &report.dropped_columns),
            ("not part of the format", &report.unknown_columns),
        ] {
            if !columns.is_empty() {
                lines.push(format!("{:<14} {heading}: {}", "", columns.join(", ")));
            }
        }
    }
    let absent: Vec<_> = org.report.absent().map(crate::org::Table::name).collect();
    if !absent.is_empty() {
        lines.push(format!("no file for    {}", absent.join(", ")));
    }
    if let Some(day) = org.data_complete_through {
        lines.push(format!(
            "complete       through {day}{}",
            if org.assumed { " (assumed: the latest date met)" } else { "" }
        ));
    }
    lines.extend(org.report.notes.iter().map(|note| format!("note           {note}")));
    lines.extend(problem_lines(&org.report));
    lines
}

/// A reading for people: the measure and its value.
pub fn line(reading: &Reading) -> String {
    format!("{:<28} {}", reading.measure.slug(), text::reading(reading))
}

/// The report of `measure --since` for people: each measure, what it was, and what may be said of the change.
pub fn since_lines(day: Day, now: &[Reading], before: &[Reading], changes: &[Since]) -> Vec<String> {
    let mut lines = Vec::new();
    for ((now, before), change) in now.iter().zip(before).zip(changes) {
        lines.push(line(now));
        lines.push(format!("  {:<26} {}", day.to_string(), text::reading(before)));
        lines.push(format!("  {:<26} {}", "change", change.text));
    }
    lines
}
