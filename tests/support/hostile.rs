//! An export whose texts would run, load or call something if any place took them for more than text.

use uptake::org::{CellKind, Table};

/// Such texts: an element that runs, one that ends an attribute before it, a template, a formula.
pub const HOSTILE: [&str; 4] =
    ["<img src=x onerror=alert(1)>", "\"><svg onload=alert(2)>", "{{7*7}}", "=HYPERLINK(\"http://x.invalid\",\"go\")"];

/// The same tables with every text hostile: each text cell, which then says where it is from, and every id of a team, a dataset and an
/// area. The package is left out.
pub fn hostile(files: Vec<(String, Vec<u8>)>, evil: &str) -> Vec<(String, Vec<u8>)> {
    let table_of = |name: &str| name.strip_suffix(".csv").and_then(Table::from_name);
    files
        .into_iter()
        .filter_map(|(name, bytes)| table_of(&name).map(|table| (name, rewritten(table, &bytes, evil))))
        .collect()
}

fn rewritten(table: Table, bytes: &[u8], evil: &str) -> Vec<u8> {
    let mut records = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut head = Vec::new();
    for record in records.records().map(|record| record.unwrap_or_else(|error| panic!("{error}"))) {
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if head.is_empty() {
            head.clone_from(&cells);
        } else {
            cells.iter_mut().zip(&head).for_each(|(cell, column)| rewrite(table, column, cell, evil));
        }
        out.write_record(&cells).unwrap_or_else(|error| panic!("{error}"));
    }
    out.into_inner().unwrap_or_else(|error| panic!("{error}"))
}

fn rewrite(table: Table, column: &str, cell: &mut String, evil: &str) {
    let Some(place) = table.spec().column(column) else { return };
    let kind = table.spec().columns[place].kind;
    let is_setting = table == Table::About && column == "value" && cell.chars().any(|c| c.is_ascii_digit());
    if matches!(kind, CellKind::Id(_)) && !cell.is_empty() {
        cell.push_str(evil);
    } else if is_text(table, column) && !is_setting && (table != Table::About || !cell.is_empty()) {
        let longest = if let CellKind::Text(longest) = kind { longest } else { usize::MAX };
        let own: String = cell.chars().take(20).collect();
        *cell = format!("{evil} {} {own}", place_of(table, column)).chars().take(longest).collect();
    }
}

/// How a hostile text says where it is from.
pub fn place_of(table: Table, column: &str) -> String {
    format!("{}.{column}", table.name())
}

/// Whether a column holds text of people's own, and not names that the page knows.
pub fn is_text(table: Table, column: &str) -> bool {
    let kind = table.spec().column(column).map(|place| table.spec().columns[place].kind);
    matches!(kind, Some(CellKind::Text(_) | CellKind::List)) && !["key", "measure", "question"].contains(&column)
}
