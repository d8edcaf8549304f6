//! The tables of *Sources*: what was read, and what was wrong with it.

use crate::app::content::Content;
use crate::figure::ranges::{RangeRow, ranges};
use crate::figure::{Figure, Table};
use crate::measure::{Measure, Pick};
use crate::org::{self, Effect, FileReport, Problem, TableReport, sort_by_key};
use crate::story::avoided::{self, Found};
use crate::story::{code_words, evidence, say, text};

/// Problems shown of all tables together; the rest is in the report of the command line.
const PROBLEMS_SHOWN: usize = 500;

/// Every table: its files, rows used of rows read, and why others were not.
pub fn tables(content: &Content) -> Table {
    let report = &content.opened.org.report;
    let head = ["Table", "Rows read", "Rows used", "Set aside", "Cells not known", "Columns not read", "Files"];
    let read = report.tables.iter().map(|(table, report)| {
        let cells = report.cells.iter().map(|(code, count)| format!("{} {}", say::grouped(*count), code_words(code)));
        let personal = report.dropped_columns.iter().map(|column| format!("{column} (may be about persons)"));
        let unknown = report.unknown_columns.iter().map(|column| format!("{column} (not part of the format)"));
        vec![
            table.name().to_owned(),
            say::grouped(report.read),
            say::grouped(report.used),
            set_aside(report),
            cells.collect::<Vec<_>>().join(", "),
            personal.chain(unknown).collect::<Vec<_>>().join(", "),
            report.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", "),
        ]
    });
    let absent = report.absent().map(|table| {
        let mut row = vec![String::new(); head.len()];
        table.name().clone_into(&mut row[0]);
        "not in this export".clone_into(&mut row[3]);
        row
    });
    Table { head: head.map(String::from).to_vec(), rows: read.chain(absent).collect() }
}

/// The tables of which some rows were set aside.
fn incomplete(content: &Content) -> impl Iterator<Item = (org::Table, &TableReport)> {
    content.opened.org.report.tables.iter().filter(|(_, report)| report.used < report.read)
}

/// What a row of the figure of them asks about. All tables together have no rows of one kind, and answers of a survey may be of too
/// few people.
pub(super) fn row(content: &Content, row: usize) -> Option<Pick> {
    let (table, _) = incomplete(content).nth(row.checked_sub(1)?)?;
    (table != org::Table::Survey).then_some(Pick::UsedOf(table))
}

/// The share of the rows that could be used: of all tables, and of each of which some were set aside.
pub(super) fn used(content: &Content, width_px: f64) -> Option<Figure> {
    let row = |label: &str, used: u64, read: u64| RangeRow {
        label: label.to_owned(),
        sublabel: String::new(),
        share: (read > 0).then(|| used as f64 / read as f64),
        range: None,
        earlier: None,
        text: text::share(used, read),
        was: String::new(),
    };
    let all = content.reading(Measure::HowComplete).and_then(|all| Some(row("All tables", all.k?, all.n?)))?;
    let rows = incomplete(content).map(|(table, report)| row(table.name(), report.used, report.read));
    let rows: Vec<RangeRow> = std::iter::once(all).chain(rows).collect();
    Some(ranges(
        &rows,
        "Share of the rows that could be used, of all tables and of each of which some were set aside",
        width_px,
    ))
}

/// Every file: the rows met in it, and which bytes it holds.
pub fn files(content: &Content) -> Table {
    let row = |file: &FileReport| {
        let sha256 = file.sha256.clone().unwrap_or_else(|| evidence::NO_HASH.to_owned());
        vec![file.name.clone(), say::grouped(file.rows), sha256]
    };
    let files = content.opened.org.report.tables.values().flat_map(|table| &table.files);
    Table { head: ["File", "Rows", "SHA-256"].map(String::from).to_vec(), rows: files.map(row).collect() }
}

fn set_aside(report: &TableReport) -> String {
    match report.refused {
        Some(code) => format!("not read: {}", code_words(code)),
        None => {
            // The largest first, as everywhere.
            let mut codes: Vec<_> = report.set_aside.iter().collect();
            sort_by_key(&mut codes, |(_, count)| std::cmp::Reverse(**count));
            let words = codes.iter().map(|(code, count)| format!("{} {}", say::grouped(**count), code_words(*code)));
            words.collect::<Vec<_>>().join(", ")
        }
    }
}

/// The problems by file and line, and how many of them are shown.
pub fn problems(content: &Content) -> (Table, String) {
    let report = &content.opened.org.report;
    let all: u64 = report
        .tables
        .values()
        .map(|table| table.rows_set_aside() + table.cells.values().sum::<u64>() + u64::from(table.refused.is_some()))
        .sum();
    let problems: Vec<&Problem> = report.tables.values().flat_map(|table| &table.problems).collect();
    let shown = problems.len().min(PROBLEMS_SHOWN);
    let words = match (all, shown) {
        (0, _) => "Every row and every cell could be read.".to_owned(),
        (all, shown) if all == shown as u64 => {
            format!("{} in all, each with its file and line, for whoever writes the export.", say::grouped(all))
        }
        (all, shown) => format!(
            "The first {} of {}. “uptake check” on a command line prints them by file.",
            say::grouped(shown as u64),
            say::grouped(all)
        ),
    };
    let head = ["Place", "Column", "Found", "Expected", "What became of it", "Code"];
    let row = |problem: &&Problem| {
        let place = if problem.line == 0 { problem.file.clone() } else { format!("{}:{}", problem.file, problem.line) };
        let effect = match problem.effect {
            Effect::TableRefused => "table not read",
            Effect::RowSetAside => "row set aside",
            Effect::CellNotKnown => "cell not known",
        };
        let column = problem.column.clone().unwrap_or_default();
        vec![
            place,
            column,
            problem.found.clone(),
            problem.expected.clone(),
            effect.to_owned(),
            problem.code.code().to_owned(),
        ]
    };
    (
        Table { head: head.map(String::from).to_vec(), rows: problems.iter().take(PROBLEMS_SHOWN).map(row).collect() },
        words,
    )
}

/// The words to avoid that were found, and what to say instead.
pub fn avoided(content: &Content) -> Table {
    let head = ["Found", "Say rather", "Column", "First at", "Cells"];
    let row = |found: &Found| {
        let (table, column) = found.column;
        vec![
            found.word.to_owned(),
            avoided::instead(found.word).to_owned(),
            [table.name(), ".", column].concat(),
            [&found.file, ":", &found.line.to_string()].concat(),
            say::grouped(found.cells),
        ]
    };
    Table { head: head.map(String::from).to_vec(), rows: content.opened.avoided().iter().map(row).collect() }
}
