//! How complete the picture is: rows used, tables there, lineage known, conversations that no log holds.

use super::{Measure, Reading, Why, talk_counts};
use crate::org::{Column, DatasetKind, EventKind, Table, View};
use crate::stats;

/// Reads `how-complete`.
pub fn how_complete(view: &View<'_>) -> Reading {
    let report = &view.org.report;
    let tables = || report.tables.iter().filter(|(table, _)| *table != Table::About);
    if view.as_of.is_none() || tables().next().is_none() {
        return Reading::missing(Measure::HowComplete, Why::NotMeasured);
    }
    let read = tables().map(|(_, report)| report.read).sum();
    let used = tables().map(|(_, report)| report.used).sum();
    let mut reading = Reading::share(Measure::HowComplete, used, read);
    let mut part = |name: String, value: Option<f64>| reading.parts.push((name, value));
    for (table, report) in tables() {
        part(format!("{}_read", table.name()), Some(report.read as f64));
        part(format!("{}_used", table.name()), Some(report.used as f64));
        for (code, rows) in report.set_aside.iter() {
            part(format!("{}_{code}", table.name()), Some(*rows as f64));
        }
    }
    part("tables_absent".to_owned(), Some(report.absent().filter(|table| *table != Table::About).count() as f64));
    part("data_complete_through_assumed".to_owned(), Some(f64::from(u8::from(view.org.assumed))));
    let lineage = lineage(view);
    part("lineage_k".to_owned(), lineage.map(|(k, _)| k as f64));
    part("lineage_n".to_owned(), lineage.map(|(_, n)| n as f64));
    let logged = logged_by(view);
    for (place, name) in ["producer", "consumer", "both", "data_team", "unknown"].into_iter().enumerate() {
        part(format!("logged_by_{name}"), logged.map(|logged| logged[place] as f64));
    }
    let unseen =
        logged.and_then(|[producer, consumer, both, ..]| stats::unseen(producer + both, consumer + both, both));
    part("unseen_estimate".to_owned(), unseen.map(|unseen| unseen.estimate));
    part("unseen_standard_error".to_owned(), unseen.map(|unseen| unseen.standard_error));
    let changes = super::events(view).into_iter().filter(|event| event.kind == Some(EventKind::LoggingChange));
    reading.notes = changes.map(|event| format!("logging_change {}", event.on)).collect();
    reading
}

/// Of the live prepared and combined datasets in scope, those of which it is known what they are built from.
fn lineage(view: &View<'_>) -> Option<(usize, usize)> {
    let (built, as_of) = (view.table(Table::BuiltFrom)?, view.as_of?);
    view.table(Table::Datasets)?;
    let mut known = vec![false; view.org.ids.datasets.len()];
    if let Some(Column::Ids(codes)) = built.column("dataset_id") {
        codes.iter().flatten().for_each(|code| known[code.place()] = true);
    }
    let worked_on = |kind| matches!(kind, Some(DatasetKind::Prepared | DatasetKind::Combined));
    let live = view.datasets().filter(|(_, dataset)| dataset.is_live(as_of) && worked_on(dataset.kind));
    Some(live.fold((0, 0), |(k, n), (_, dataset)| (k + usize::from(known[dataset.code.place()]), n + 1)))
}

/// Conversations by who wrote them down; the last place is not known. `None` without the table.
fn logged_by(view: &View<'_>) -> Option<[u64; 5]> {
    view.table(Table::Conversations)?;
    Some(talk_counts(view).uses.logged)
}
