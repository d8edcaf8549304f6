//! Whole exports are reported as they were worked out independently: rows read, used and set aside, by table and code.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/compare.rs"]
mod compare;
#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;

use std::process::{Command, Output};

use serde_json::{Map, Value, json};
use sets::{folder, set};
use uptake::org::{Org, ProblemCode, Sorted, Table};

const SETS: [&str; 7] = ["small", "town", "sparse", "empty", "dirty/main", "dirty/cycle", "dirty/package"];

/// What is expected of a set. Behind the code of a refusal stand words for people.
fn expected(name: &str) -> Value {
    let text = std::fs::read(set(name).join("expected-problems.json")).unwrap();
    let mut expected: Value = serde_json::from_slice(&text).unwrap();
    for table in expected["tables"].as_object_mut().unwrap().values_mut() {
        if let Some((code, _)) = table["refused"].clone().as_str().and_then(|refused| refused.split_once(':')) {
            table["refused"] = code.into();
        }
    }
    expected
}

/// The report in the form that `check --json` prints.
fn report(org: &Org) -> Value {
    let codes = |codes: &Sorted<ProblemCode, u64>| {
        codes.iter().map(|(code, rows)| (code.to_string(), json!(rows))).collect::<Map<_, _>>()
    };
    let tables: Map<String, Value> = org
        .report
        .tables
        .iter()
        .map(|(table, report)| {
            let report = json!({
                "read": report.read,
                "used": report.used,
                "set_aside": report.rows_set_aside(),
                "refused": report.refused.map(|code| code.to_string()),
                "by_code": codes(&report.set_aside),
                "cells": codes(&report.cells),
                "dropped_columns": report.dropped_columns,
                "unknown_columns": report.unknown_columns,
            });
            (table.name().to_owned(), report)
        })
        .collect();
    json!({
        "tables": tables,
        "absent": org.report.absent().map(Table::name).collect::<Vec<_>>(),
        "data_complete_through": org.data_complete_through.map(|day| day.to_string()),
        "assumed": org.assumed,
        "notes": org.report.notes,
    })
}

fn uptake(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_uptake")).args(arguments).output().unwrap()
}

#[test]
fn every_set_is_reported_as_expected_however_its_bytes_arrive() {
    for name in SETS {
        let (files, expected) = (folder(&set(name)), expected(name));
        for piece in [1, 2, 7, 65536] {
            let differences = compare::differences(&expected, &report(&read::read(&files, piece)));
            assert!(differences.is_empty(), "{name} in pieces of {piece} bytes:\n{}", differences.join("\n"));
        }
    }
}

#[test]
fn problems_are_kept_alike_however_bytes_arrive() {
    for name in SETS {
        let files = folder(&set(name));
        let whole = read::read(&files, usize::MAX);
        for piece in [1, 7] {
            assert_eq!(read::read(&files, piece).report, whole.report, "{name} in pieces of {piece} bytes");
        }
    }
}

#[test]
fn rows_with_counts_have_the_problems_of_single_rows() {
    let [counted, single] = ["town-counted", "town"].map(|name| read::read(&folder(&set(name)), 65536));
    assert_eq!(counted.data_complete_through, single.data_complete_through);
    assert_eq!(counted.teams.len(), single.teams.len());
    for (table, report) in counted.report.tables.iter() {
        let single = single.report.tables.get(table).unwrap();
        assert!(report.set_aside.keys().eq(single.set_aside.keys()), "{report:?}\n{single:?}");
        assert!(report.cells.keys().eq(single.cells.keys()), "{report:?}\n{single:?}");
    }
}

#[test]
fn the_program_prints_the_same_report_and_its_exit_code_says_how_clean_it_is() {
    for (name, code) in
        [("sparse", 0), ("empty", 0), ("small", 1), ("dirty/main", 1), ("dirty/cycle", 1), ("dirty/package", 1)]
    {
        let output = uptake(&["check", set(name).to_str().unwrap(), "--json"]);
        assert_eq!(output.status.code(), Some(code), "{name}");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        let differences = compare::differences(&expected(name), &found);
        assert!(differences.is_empty(), "{name}:\n{}", differences.join("\n"));
    }
}

#[test]
fn what_cannot_be_read_at_all_exits_with_2_and_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    for (package, why) in [
        (None, "no table found"),
        (Some("{\n \"resources\": [}"), "datapackage.json:2:"),
        (Some("{\"resources\": []}"), "no resource"),
    ] {
        if let Some(package) = package {
            std::fs::write(directory.path().join("datapackage.json"), package).unwrap();
            std::fs::write(directory.path().join("teams.csv"), "team_id,name,kind\na,A,domain\n").unwrap();
        }
        let output = uptake(&["check", path, "--json"]);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains(why), "{message}");
        assert!(output.stdout.is_empty(), "nothing else is read");
    }
    assert_eq!(uptake(&["check", "there/is/no/such/folder"]).status.code(), Some(2));
    assert_eq!(uptake(&["chek", path]).status.code(), Some(2));
}

#[test]
fn problems_are_printed_with_file_line_and_column() {
    let output = uptake(&["check", set("dirty/main").to_str().unwrap()]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    for line in [
        "teams.csv:8: kind: found “Domain”, expected one of domain, data_engineering, analytics_engineering, platform, \
         leadership, other [bad_word]",
        "conversations.csv:7: held_on: found “22.01.2026”, expected a day such as 2026-03-31 [bad_date]",
        "steps.csv:10: found a quote that is still open at the end of the file, after 1 line, expected 3 cells, those with \
         quotes or line breaks between quotes [bad_csv]",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\nis not in\n{text}");
    }
    assert!(!text.contains("example.org") && !text.contains("example.com"), "an address is never repeated:\n{text}");
}
