//! The sample that comes with the page is the one the program writes, and it is what it says it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use uptake::export::{ExportReader, checksum, parse_package};
use uptake::measure::ASKED;
use uptake::sample::{DEFAULT_SEED, STRAY_DATA, STRAY_TEAMS, write};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/sample")
}

/// The rows of a table as cells by column; none if there is no such table.
fn rows(files: &[(String, Vec<u8>)], table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = files.iter().find(|(name, _)| *name == format!("{table}.csv")).map_or(&[][..], |file| &file.1);
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_sample_beside_the_page_is_the_one_this_program_writes() {
    let files = write(DEFAULT_SEED);
    let again = "write it anew with: cargo run -- sample --out public/sample";
    for (name, bytes) in &files {
        let stored = std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}; {again}"));
        assert!(stored == *bytes, "{name} is not what the program writes; {again}");
    }
    let mut stored: Vec<_> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let mut written: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    stored.sort();
    written.sort();
    assert_eq!(stored, written, "{again}");
}

#[test]
fn it_is_read_whole_but_for_the_slips_it_has_on_purpose() {
    let files = write(DEFAULT_SEED);
    let bytes = |path: &str| files.iter().find(|(name, _)| name == path).unwrap().1.as_slice();
    let plan = parse_package(bytes("datapackage.json")).unwrap();
    let mut reader = ExportReader::new(ASKED, checksum::every);
    for table in &plan.tables {
        reader.begin_table(table);
        for part in &table.parts {
            reader.begin_part(part);
            reader.feed(bytes(&part.path));
            reader.end_part();
        }
    }
    let org = reader.finish();
    assert!(!org.assumed);
    assert_eq!(org.data_complete_through.unwrap().to_string(), "2026-11-12");
    assert_eq!(org.report.absent().count(), 0, "every table has something to say");
    assert_eq!(org.report.notes, Vec::<String>::new());
    assert_eq!(org.areas().len(), 7);
    for (table, report) in org.report.tables.iter() {
        let table = table.name();
        println!("{table}: {} read, {:?}, cells {:?}", report.read, report.set_aside, report.cells);
        assert_eq!(report.refused, None, "{table}");
        assert_eq!((&report.dropped_columns, &report.unknown_columns), (&vec![], &vec![]), "{table}");
        if matches!(table, "conversations" | "usage") {
            // Enough to show, and fewer than would put a warning beside the headline (E47).
            assert!((10..report.read / 20).contains(&report.rows_set_aside()), "{table}");
        } else {
            assert!(report.set_aside.is_empty() && report.cells.is_empty(), "{table}: {:?}", report.problems.first());
        }
    }
}

#[test]
fn a_seed_decides_everything() {
    assert!(write(7) == write(7));
    assert!(write(7) != write(8));
}

#[test]
fn the_sample_is_small_enough_to_come_with_the_page() {
    let bytes: usize = write(DEFAULT_SEED).iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes < 600_000, "{bytes} bytes");
}

#[test]
fn nothing_in_it_looks_personal() {
    let personal = ["email", "mail", "user", "user_name", "employee", "full_name", "first_name", "last_name", "login"];
    for (name, bytes) in write(DEFAULT_SEED) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains('@'), "{name} might hold an address");
        let header = text.lines().next().unwrap().split(',');
        assert!(header.into_iter().all(|column| !personal.contains(&column)), "{name} has a column for persons");
    }
}

#[test]
fn its_texts_keep_to_plain_words() {
    let avoided =
        ["data mesh", "unicorn", "data product", "data contract", "lineage", "governance", "buy-in", "median"];
    for (name, bytes) in write(DEFAULT_SEED) {
        let text = String::from_utf8(bytes).unwrap().to_lowercase();
        for word in avoided {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn every_id_leads_somewhere_but_for_the_strays() {
    let files = write(DEFAULT_SEED);
    let ids = |table: &str, column: &str| -> BTreeSet<String> {
        rows(&files, table).into_iter().map(|row| row[column].clone()).collect()
    };
    let (teams, data) = (ids("teams", "team_id"), ids("datasets", "dataset_id"));
    let (cases, areas) = (ids("use_cases", "use_case_id"), ids("teams", "area"));
    for table in files.iter().filter_map(|(name, _)| name.strip_suffix(".csv")) {
        for row in rows(&files, table) {
            for (column, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
                let slips = matches!(table, "conversations" | "usage");
                let known = match column.as_str() {
                    "team_id" | "producer_team" | "consumer_team" | "owner_team" | "looked_after_by" | "renamed_to" => {
                        teams.contains(cell) || slips && STRAY_TEAMS.contains(&cell.as_str())
                    }
                    "dataset_id" | "source_dataset_id" => {
                        data.contains(cell) || slips && STRAY_DATA.contains(&cell.as_str())
                    }
                    "use_case_id" => cases.contains(cell),
                    "needed_by" => cell.split(';').all(|case| cases.contains(case)),
                    "area" => areas.contains(cell),
                    _ => true,
                };
                assert!(known, "{table}: {column} {cell} leads nowhere");
            }
        }
    }
    assert!(STRAY_TEAMS.iter().all(|team| !teams.contains(*team)));
    assert!(STRAY_DATA.iter().all(|dataset| !data.contains(*dataset)));
}

#[test]
fn data_is_shared_by_whoever_answered_for_it_that_day() {
    let files = write(DEFAULT_SEED);
    let owned = rows(&files, "ownership");
    let mut first_shares: BTreeMap<String, String> = BTreeMap::new();
    for data in rows(&files, "datasets").iter().filter(|row| !row["shared_on"].is_empty()) {
        let first = owned.iter().find(|row| row["dataset_id"] == data["dataset_id"]).unwrap();
        assert_eq!(first["since"], data["shared_on"], "{}", data["name"]);
        if data["origin"] == "internal" {
            let share = first_shares.entry(first["owner_team"].clone()).or_insert_with(|| data["shared_on"].clone());
            *share = data["shared_on"].clone().min(share.clone());
        }
    }
    for step in rows(&files, "steps").iter().filter(|row| row["step"] == "sharing") {
        assert_eq!(first_shares.get(&step["team_id"]), Some(&step["entered_on"]), "{}", step["team_id"]);
    }
}
