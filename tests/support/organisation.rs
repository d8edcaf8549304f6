//! Organisations that nobody would think of, made from the definitions of the tables.

use proptest::prelude::*;
use uptake::org::{CellKind, ColumnSpec, Day, IdSpace, Table};

/// The tables of an export, each with its rows of cells in the order of its columns.
pub type Tables = Vec<(Table, Vec<Vec<String>>)>;

/// The last day of the data.
pub const THROUGH: &str = "2026-01-15";

const TEAMS: usize = 7;
const DATASETS: usize = 6;
const AREAS: [&str; 3] = ["east", "north", "west"];

/// Tables with references that lead somewhere: every team is in an area and has enough people to be shown, every dataset has had
/// an owner from the start. Any table but those of teams may be missing.
pub fn tables() -> impl Strategy<Value = Tables> {
    let others =
        Table::ALL.iter().copied().filter(|table| !matches!(table, Table::About | Table::Teams | Table::Targets));
    let others: Vec<_> = others.map(|table| (Just(table), prop::option::weighted(0.85, rows(table)))).collect();
    (teams(), others).prop_map(|(teams, others)| {
        let about = vec![vec!["data_complete_through".to_owned(), THROUGH.to_owned()]];
        let mut tables = vec![(Table::About, about), (Table::Teams, teams)];
        tables.extend(others.into_iter().filter_map(|(table, rows)| Some((table, rows?))));
        tables
    })
}

/// The files of the tables.
pub fn files(tables: &Tables) -> Vec<(String, Vec<u8>)> {
    let file = |(table, rows): &(Table, Vec<Vec<String>>)| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(table.spec().columns.iter().map(|column| column.name)).unwrap();
        for row in rows {
            writer.write_record(row).unwrap();
        }
        (format!("{}.csv", table.name()), writer.into_inner().unwrap())
    };
    tables.iter().map(file).collect()
}

fn teams() -> impl Strategy<Value = Vec<Vec<String>>> {
    let kinds = prop::sample::select(vec!["domain", "domain", "domain", "data_engineering", "leadership"]);
    let team = (kinds, prop::sample::select(&AREAS[..]), 5..30_u32, prop::bool::ANY);
    prop::collection::vec(team, TEAMS).prop_map(|teams| {
        let row = |(place, (kind, area, people, expected)): (usize, (&str, &str, u32, bool))| {
            let cells = [
                format!("t{place}"),
                format!("Team {place}"),
                kind.to_owned(),
                // Every area has a team, or what is said of it would be in no area that can be asked for.
                AREAS.get(place).copied().unwrap_or(area).to_owned(),
                people.to_string(),
                expected.to_string(),
            ];
            cells.into_iter().chain(["", "", ""].map(str::to_owned)).collect()
        };
        teams.into_iter().enumerate().map(row).collect()
    })
}

fn rows(table: Table) -> BoxedStrategy<Vec<Vec<String>>> {
    let row: Vec<_> = table.spec().columns.iter().map(|column| cell(table, column)).collect();
    match table {
        // One row a dataset: a second would be a conflict.
        Table::Datasets => prop::collection::vec(row, DATASETS)
            .prop_map(|mut rows| {
                rows.iter_mut().enumerate().for_each(|(place, row)| row[0] = format!("d{place}"));
                rows
            })
            .boxed(),
        Table::Ownership => (prop::collection::vec(0..TEAMS, DATASETS), prop::collection::vec(row, 0..12))
            .prop_map(|(owners, later)| {
                let first = |(place, owner): (usize, usize)| {
                    [
                        format!("d{place}"),
                        "2023-06-01".to_owned(),
                        format!("t{owner}"),
                        format!("t{owner}"),
                        String::new(),
                    ]
                    .to_vec()
                };
                owners.into_iter().enumerate().map(first).chain(later).collect()
            })
            .boxed(),
        Table::Conversations | Table::Usage => prop::collection::vec((row, 1..4_usize), 0..60)
            .prop_map(|rows| rows.into_iter().flat_map(|(row, times)| vec![row; times]).collect())
            .boxed(),
        _ => prop::collection::vec(row, 0..20).boxed(),
    }
}

/// A cell that parses; an optional one may be empty, unless nothing could be told of the row's area then.
fn cell(table: Table, column: &ColumnSpec) -> BoxedStrategy<String> {
    let filled = match (column.kind, column.name) {
        // Rows are told apart by nothing, or an equal one would be set aside; one row stands for one.
        (_, "conversation_id" | "change_id" | "problem_id" | "decision_id" | "count" | "reads" | "measure") => {
            return Just(String::new()).boxed();
        }
        (_, "question") => Just("easy_to_fit_in".to_owned()).boxed(),
        (CellKind::Day | CellKind::Month, _) => day().boxed(),
        (CellKind::Word(words), _) => prop::sample::select(words).prop_map(str::to_owned).boxed(),
        (CellKind::Flag, _) => prop::bool::ANY.prop_map(|flag| flag.to_string()).boxed(),
        (CellKind::Whole(least), _) => (least..least + 40).prop_map(|number| number.to_string()).boxed(),
        (CellKind::Number(_), _) => (0..80_u32).prop_map(|half| (f64::from(half) / 2.0).to_string()).boxed(),
        (CellKind::Id(IdSpace::Team), _) => (0..TEAMS).prop_map(|place| format!("t{place}")).boxed(),
        (CellKind::Id(IdSpace::Dataset), _) => (0..DATASETS).prop_map(|place| format!("d{place}")).boxed(),
        (CellKind::Id(IdSpace::Area), _) => prop::sample::select(&AREAS[..]).prop_map(str::to_owned).boxed(),
        (CellKind::Text(_) | CellKind::List, _) => (0..9_u8).prop_map(|n| format!("x{n}")).boxed(),
    };
    let places_the_row = matches!(column.kind, CellKind::Id(IdSpace::Team | IdSpace::Area))
        && !matches!((table, column.name), (Table::Ownership, "owner_team" | "looked_after_by"));
    if column.required || places_the_row {
        filled
    } else {
        prop::option::weighted(0.7, filled).prop_map(Option::unwrap_or_default).boxed()
    }
}

/// Two years, of which the last days are after the data.
fn day() -> impl Strategy<Value = String> {
    let last = Day::parse(b"2026-01-20").unwrap();
    (0..760).prop_map(move |days| last.minus(days).to_string())
}
