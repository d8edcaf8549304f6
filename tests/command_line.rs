//! The command line: what it prints, how it ends, and that it writes over nothing.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/compare.rs"]
mod compare;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

fn town() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/town")
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sample")
}

/// The exit code, what was printed, and what was said beside it.
fn uptake<'a>(arguments: impl IntoIterator<Item = &'a str>) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_uptake")).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// `measure --json` of town with more arguments.
fn measured(more: &[&str]) -> Value {
    let town = town();
    let (code, out, err) =
        uptake(["measure", town.to_str().unwrap(), "--json"].into_iter().chain(more.iter().copied()));
    assert_eq!((code, err.as_str()), (0, ""), "{more:?}");
    serde_json::from_str(&out).unwrap()
}

/// The same of an expected file, without the measures that are not read.
fn expected(file: &str, found: &Value) -> Value {
    let mut expected: Value = serde_json::from_slice(&std::fs::read(town().join(file)).unwrap()).unwrap();
    let read: Vec<&Value> = found["readings"].as_array().unwrap().iter().map(|reading| &reading["measure"]).collect();
    expected["readings"].as_array_mut().unwrap().retain(|reading| read.contains(&&reading["measure"]));
    expected
}

#[test]
fn measure_prints_readings_of_everything_of_an_area_and_of_an_earlier_day() {
    for (file, more) in [
        ("expected.json", &[][..]),
        ("expected-area.json", &["--area", "commerce"]),
        ("expected-asof.json", &["--as-of", "2025-05-30"]),
    ] {
        let found = measured(more);
        let differences = compare::differences(&expected(file, &found), &found);
        assert!(differences.is_empty(), "{file}:\n{}", differences.join("\n"));
    }
}

#[test]
fn two_areas_are_read_together() {
    let both = measured(&["--area", "commerce", "--area", "fleet"]);
    assert_eq!(both, measured(&["--area", "fleet", "--area", "commerce"]), "in whichever order");
    let sum = |found: &Value| {
        let series = found["readings"][0]["series"].as_array().unwrap();
        series.iter().map(|point| point["values"]["direct"].as_f64().unwrap()).sum::<f64>()
    };
    let each = [&["--area", "commerce"], &["--area", "fleet"]].map(|area| sum(&measured(area)));
    assert!(sum(&both) > each[0].max(each[1]) && sum(&both) <= each[0] + each[1]);
}

#[test]
fn measure_prints_a_line_a_measure_for_people() {
    let (code, out, err) = uptake(["measure", sample().to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.lines().any(|line| line.starts_with("led-to-action") && line.ends_with(')')), "{out}");
    assert_eq!(out.lines().count(), uptake::measure::Measure::ALL.len());
}

#[test]
fn an_area_without_teams_is_named() {
    let (code, _, err) = uptake(["measure", town().to_str().unwrap(), "--area", "Comerce"]);
    assert_eq!(code, 0);
    assert!(err.contains("no team is in the area “Comerce”; there is") && err.contains("commerce"), "{err}");
}

#[test]
fn a_wrong_call_ends_with_2_and_says_what_was_expected() {
    let town = town();
    let town = town.to_str().unwrap();
    for (arguments, says) in [
        (&["measure", town, "--as-of", "31.3.2026"][..], "a day such as 2026-03-31"),
        (&["measure", town, "--as-of", "2026-02-30"], "a day such as 2026-03-31"),
        (&["measure", "no/such/folder"], "no/such/folder"),
        (&["check", "no/such/folder"], "no/such/folder"),
        (&["check", "Cargo.toml"], "Cargo.toml"),
        (&["measure", "src"], "no table found"),
        (&["measure"], "<EXPORT>"),
        (&["measure", town, "--since", "yesterday"], "a day such as 2026-03-31"),
        (&["measure", town, "--since", "2099-01-01"], "--since 2099-01-01: expected a day before"),
        (&["measure", town, "--as-of", "2025-05-30", "--since", "2025-05-30"], "expected a day before 2025-05-30"),
        (&["init"], "<DIR>"),
        (&["tables", "--json"], "--json"),
        (&["sample"], "--out"),
        (&["sample", "--out", "x", "--seed", "many"], "--seed"),
    ] {
        let (code, out, err) = uptake(arguments.iter().copied());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(says), "{arguments:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn an_earlier_day_than_all_data_is_read_and_empty() {
    let found = measured(&["--as-of", "1999-12-31"]);
    assert_eq!(found["as_of"], "1999-12-31");
    assert_eq!(found["readings"][0]["why"], "no_data");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let sample = sample();
    let sample = sample.to_str().unwrap();
    for (arguments, code) in [(["check", sample], 1), (["measure", sample], 0), (["measure", "--json"], 0)] {
        let arguments = arguments.into_iter().chain((arguments[1] == "--json").then_some(sample));
        let mut child = Command::new(env!("CARGO_BIN_EXE_uptake"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The other end is closed before the first line is written.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

#[test]
fn the_sample_is_written_and_written_again() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("new/folder");
    let out = out.to_str().unwrap();
    let (code, printed, err) = uptake(["sample", "--out", out]);
    assert_eq!((code, err.as_str()), (0, ""));
    let files = uptake::sample::write(uptake::sample::DEFAULT_SEED);
    assert_eq!(printed.lines().count(), files.len());
    for (name, bytes) in &files {
        assert!(std::fs::read(Path::new(out).join(name)).unwrap() == *bytes, "{name}");
        assert!(printed.contains(name.as_str()), "{name} is not in\n{printed}");
    }
    assert_eq!(uptake(["check", out]).0, 1, "the sample has its slips");

    assert_eq!(uptake(["sample", "--out", out, "--seed", "7"]).0, 0, "a sample may take the place of another");
    assert!(std::fs::read(Path::new(out).join("conversations.csv")).unwrap() != files[3].1);
}

#[test]
fn an_export_of_somebody_else_is_never_written_over() {
    let directory = tempfile::tempdir().unwrap();
    let teams = directory.path().join("teams.csv");
    std::fs::write(&teams, "team_id,name,kind\na,A,domain\n").unwrap();
    let (code, out, err) = uptake(["sample", "--out", directory.path().to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("choose a new or empty folder"), "{err}");
    assert_eq!(std::fs::read_to_string(&teams).unwrap(), "team_id,name,kind\na,A,domain\n");
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is added either");

    let (code, _, err) = uptake(["sample", "--out", teams.to_str().unwrap()]);
    assert_eq!(code, 2, "a file is no folder");
    assert!(err.contains("teams.csv"), "{err}");
}

#[test]
fn since_adds_the_earlier_readings_and_what_may_be_said_of_each_change() {
    let mut found = measured(&["--since", "2025-05-30"]);
    let since = found.as_object_mut().unwrap().remove("since").unwrap();
    assert_eq!(compare::differences(&measured(&[]), &found), [""; 0], "the readings of now are the same");
    assert_eq!(compare::differences(&expected("expected-asof.json", &found), &without(&since, "changes")), [""; 0]);
    let (changes, readings) = (since["changes"].as_array().unwrap(), found["readings"].as_array().unwrap());
    assert_eq!(changes.len(), readings.len());
    for ((change, now), before) in changes.iter().zip(readings).zip(since["readings"].as_array().unwrap()) {
        assert_eq!(change["measure"], now["measure"]);
        let text = change["text"].as_str().unwrap();
        let words = ["rose", "fell", "doubled", "tripled", "higher", "lower", "usual", "none_before"];
        assert!(change["word"].is_null() || words.contains(&change["word"].as_str().unwrap()), "{change}");
        assert!(!text.contains(['\u{a0}', '\u{2060}']), "{text}");
        if now["measure"] == "how-complete" {
            assert!(text.contains("whatever the day"), "{text}");
        } else if now["why"].is_null() && before["why"].is_null() {
            for reading in [now, before] {
                assert!(text.contains(reading["text"].as_str().unwrap()), "{text} does not say {}", reading["text"]);
            }
            assert!(text.contains("20"), "both days or months are named: {text}");
        }
        // A share of fewer than five has no word, and neither has what there is no rule for.
        if change["word"] == "higher" || change["word"] == "lower" {
            assert!(now["n"].as_u64() >= Some(5) && before["n"].as_u64() >= Some(5), "{change}");
        }
        if now["unit"] != "share" && now["measure"] != "direct-conversations" {
            assert!(change["word"].is_null(), "{change}");
        }
    }
}

fn without(json: &Value, key: &str) -> Value {
    let mut json = json.clone();
    json.as_object_mut().unwrap().remove(key);
    json
}

#[test]
fn since_prints_three_lines_a_measure() {
    let (code, out, err) = uptake(["measure", sample().to_str().unwrap(), "--since", "2026-03-31"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out.lines().count(), 3 * uptake::measure::Measure::ALL.len());
    let lines: Vec<&str> = out.lines().take(3).collect();
    assert!(lines[0].starts_with("direct-conversations ") && lines[1].starts_with("  2026-03-31 "), "{out}");
    assert!(lines[2].starts_with("  change ") && lines[2].contains("Direct conversations rose from"), "{out}");
}

/// Conversations of a year, so many a month, and what is said of the second half against the first.
fn change_of(monthly: [usize; 12], as_of: &str, since: &str, more: &[(&str, &str)]) -> (Value, String) {
    let directory = tempfile::tempdir().unwrap();
    let header = "held_on,producer_team,consumer_team,helped_by,count\n".to_owned();
    let rows = (1..).zip(monthly).map(|(month, count)| format!("2025-{month:02}-10,a,b,nobody,{count}\n"));
    let rows: String = [header].into_iter().chain(rows).collect();
    let about = format!("key,value\ndata_complete_through,{as_of}\n");
    for (name, text) in [("conversations.csv", rows.as_str()), ("about.csv", &about)].iter().chain(more) {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    let (code, out, err) = uptake(["measure", directory.path().to_str().unwrap(), "--json", "--since", since]);
    assert_eq!((code, err.as_str()), (0, ""));
    let change = serde_json::from_str::<Value>(&out).unwrap()["since"]["changes"][0].clone();
    (change["word"].clone(), change["text"].as_str().unwrap().to_owned())
}

#[test]
fn a_change_is_claimed_only_where_the_numbers_bear_it() {
    let steady = [10; 12];
    let mut grown = steady;
    grown[9..].fill(40);
    let check = |monthly, since: &str, more: &[(&str, &str)], word: Value, text: &str| {
        assert_eq!(change_of(monthly, "2025-12-31", since, more), (word, text.to_owned()));
    };
    check(
        grown,
        "2025-06-30",
        &[],
        "tripled".into(),
        "Direct conversations tripled, from 30 (Apr–Jun 2025) to 120 (Oct–Dec 2025)",
    );
    check(
        steady,
        "2025-06-30",
        &[],
        "usual".into(),
        "Direct conversations were 30 (Oct–Dec 2025), against 30 (Apr–Jun 2025): within the usual ups and downs",
    );
    let overlap = "120 in Oct–Dec 2025, was 90 in Sep–Nov 2025; no comparison: the months overlap";
    check(grown, "2025-11-30", &[], Value::Null, overlap);
    let logging = [("events.csv", "on,label,kind\n2025-08-01,new log,logging_change\n")];
    let text = "120 in Oct–Dec 2025, was 30 in Apr–Jun 2025; no comparison: what is logged changed in between";
    check(grown, "2025-06-30", &logging, Value::Null, text);
    let text = "120 in Oct–Dec 2025, was no data yet on 1 January 2020";
    check(grown, "2020-01-01", &[], Value::Null, text);
    let without_helpers = [("conversations.csv", "held_on,producer_team,consumer_team\n2025-01-05,a,b\n")];
    check(steady, "2025-06-30", &without_helpers, Value::Null, "no comparison: not measured here");
}

#[test]
fn tables_are_printed_as_they_are_read() {
    use uptake::org::Table;

    let (code, markdown, err) = uptake(["tables"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (code, schemas, err) = uptake(["tables", "--schema"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let schemas: Value = serde_json::from_str(&schemas).unwrap();
    for (table, resource) in Table::ALL.iter().zip(schemas["resources"].as_array().unwrap()) {
        let spec = table.spec();
        let (_, section) = markdown.split_once(&format!("## `{}`\n", spec.name)).unwrap();
        let section = section.split("\n## ").next().unwrap();
        assert_eq!(resource["name"], spec.name);
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert_eq!(fields.len(), spec.columns.len());
        for (column, field) in spec.columns.iter().zip(fields) {
            assert_eq!(field["name"], column.name);
            assert_eq!(field["constraints"]["required"] == true, column.required, "{}", column.name);
            let name =
                if column.required { format!("| **{}** |", column.name) } else { format!("| {} |", column.name) };
            let line = section.lines().find(|line| line.starts_with(&name)).unwrap();
            assert_eq!(line.matches('|').count(), 4, "{line}");
            assert!(line.contains(field["description"].as_str().unwrap()), "{line}");
        }
    }
    // The page reads the package as one, also if it has no use for most of it.
    assert!(uptake::export::parse_package(schemas.to_string().as_bytes()).unwrap().tables.len() == Table::ALL.len());
    let schema = |table: Table| &schemas["resources"][table as usize]["schema"];
    assert_eq!(schema(Table::Teams)["primaryKey"], serde_json::json!(["team_id"]));
    assert!(schema(Table::Agreements)["primaryKey"].is_null(), "a part of its key may be empty");
    assert_eq!(schema(Table::Effort)["fields"][1]["constraints"]["enum"][1], "upkeep");
    assert_eq!(schema(Table::Usage)["foreignKeys"][0]["reference"]["resource"], "datasets");
}

#[test]
fn an_export_to_fill_in_is_clean_and_spoils_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("new/export");
    let out = out.to_str().unwrap();
    let (code, printed, err) = uptake(["init", out]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(printed.lines().count(), uptake::org::Table::ALL.len());
    let (code, checked, err) = uptake(["check", out]);
    assert_eq!((code, err.as_str()), (0, ""), "{checked}");
    assert!(checked.contains("conversations  0 of 0 rows used") && !checked.contains("no file for"), "{checked}");
    assert_eq!(uptake(["measure", out]).0, 0);
    // Filled in, a line is all it needs.
    let file = Path::new(out).join("backing.csv");
    let header = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{header}north,active,2026-01-01\n")).unwrap();
    assert!(uptake(["check", out]).1.contains("backing        1 of 1 rows used"));

    let (code, printed, err) = uptake(["init", out]);
    assert_eq!((code, printed.as_str()), (2, ""));
    assert!(err.contains("is not empty; choose a new or empty folder"), "{err}");
    assert!(std::fs::read_to_string(&file).unwrap().ends_with("2026-01-01\n"), "nothing is written over");
    assert_eq!(uptake(["init", file.to_str().unwrap()]).0, 2, "a file is no folder");
}
