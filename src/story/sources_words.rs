//! Words that go out of the page with its numbers: where a figure comes from, and what is to be mended in an export.

use super::say;
use crate::measure::{Measure, Missing, missing, needed_tables};
use crate::org::{Report, Table, View};

/// Where a figure or a sentence comes from, for where it stands without the page: the organisation, the day, the areas.
pub fn source_line(view: &View<'_>, areas: &[String]) -> String {
    let organisation = view.org.settings.organisation.as_deref();
    let of = organisation.map_or_else(String::new, |organisation| [organisation, ", "].concat());
    let only = if areas.is_empty() { String::new() } else { ["only ", &areas.join(" and "), ", "].concat() };
    let through = match (view.as_of, view.org.data_complete_through) {
        (Some(day), Some(through)) if day < through => format!("as of {}", say::date(day)),
        (Some(day), _) => format!("data complete through {}", say::date(day)),
        (None, _) => "no day known".to_owned(),
    };
    [&of, &only, &through, " · Uptake"].concat()
}

/// Every problem that is kept, a line each, by file and line; for whoever writes the export.
pub fn problem_lines(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for table in report.tables.values() {
        lines.extend(table.problems.iter().map(ToString::to_string));
        let all = table.rows_set_aside() + table.cells.values().sum::<u64>();
        if all > table.problems.len() as u64 && table.refused.is_none() {
            lines.push(format!("… and {} more", all - table.problems.len() as u64));
        }
    }
    lines
}

/// The tables that an export has to hold, or to hold more of, before a measure can be read; none where it can be.
pub fn lacking(view: &View<'_>, measure: Measure) -> Vec<Table> {
    match missing(view, measure) {
        Some(Missing::Table(table) | Missing::Column(table, _)) => vec![table],
        Some(Missing::FirstShares) => vec![Table::Datasets, Table::Ownership, Table::Steps],
        // Without a day nothing can be read, and the one table that needs no other to say it is this.
        None if view.as_of.is_none() => vec![Table::About],
        // How complete a picture is can be said of any table, and this is the one to begin with.
        None if measure == Measure::HowComplete && view.org.report.tables.keys().all(|table| table == Table::About) => {
            vec![Table::Conversations]
        }
        None => Vec::new(),
    }
}

/// What leads to the description of what a measure lacks; `None` where it can be read.
pub fn how_to_export(view: &View<'_>, measure: Measure) -> Option<String> {
    let tables = lacking(view, measure);
    let (last, others) = tables.split_last()?;
    let others: Vec<&str> = others.iter().map(|table| table.name()).collect();
    let either = if others.is_empty() { String::new() } else { [&others.join(" and "), ", or "].concat() };
    Some(["How to export ", &either, last.name()].concat())
}

/// What a table would make possible, in names of measures: those that it is all or part of what they lack; `None` where nothing waits
/// for it.
pub fn lights_up(view: &View<'_>, table: Table) -> Option<String> {
    let lacks = |measure: &&Measure| match missing(view, **measure) {
        Some(Missing::Table(_) | Missing::FirstShares) => {
            let first_shares = [Table::Datasets, Table::Ownership, Table::Steps].contains(&table);
            let waits = missing(view, **measure) == Some(Missing::FirstShares);
            needed_tables(view, **measure).contains(&table) || (waits && first_shares)
        }
        _ => false,
    };
    let names: Vec<&str> = Measure::ALL.iter().filter(lacks).map(|&measure| super::name(measure)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
