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
    assert_eq!(out.lines().count(), uptake::measure::Measure::READ.len());
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
