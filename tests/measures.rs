//! Readings are those that were worked out independently, and hold whatever the order of rows and whatever comes later.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/compare.rs"]
mod compare;
#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;

use serde_json::Value;
use sets::{folder, set};
use uptake::measure::{
    Measure, Reader, Reading, is_of_stage, read_all, read_deepen, read_every, read_habit, read_start,
};
use uptake::org::{Day, Org, Scope, Stage, View};
use uptake::story::ReadingsJson;

const SETS: [&str; 8] =
    ["small", "town", "town-counted", "sparse", "empty", "dirty/main", "dirty/cycle", "dirty/package"];

fn org(name: &str) -> Org {
    read::read(&folder(&set(name)), usize::MAX)
}

fn scope(area: Option<&str>, as_of: Option<&str>) -> Scope {
    Scope {
        areas: area.map(str::to_owned).into_iter().collect(),
        as_of: as_of.map(|day| Day::parse(day.as_bytes()).unwrap()),
    }
}

/// The readings in the form that `measure --json` prints.
fn readings(org: &Org, scope: &Scope) -> Value {
    let view = View::new(org, scope);
    serde_json::to_value(ReadingsJson::new(&view, &read_all(&view))).unwrap()
}

/// What is expected, worked out independently.
fn expected(name: &str, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(set(name).join(file)).unwrap()).unwrap()
}

/// A reading without what counts the rows of the export itself, which no day and no scope narrows (M51).
fn without_row_counts(mut found: Value) -> Value {
    for reading in found["readings"].as_array_mut().unwrap().iter_mut() {
        if reading["measure"] == Measure::HowComplete.slug() {
            let kept = |part: &String| ["lineage_", "logged_by_", "unseen_"].iter().any(|kind| part.starts_with(kind));
            reading["parts"].as_object_mut().unwrap().retain(|part, _| kept(part));
            for key in ["value", "k", "n", "low", "high", "text"] {
                reading[key] = Value::Null;
            }
        }
    }
    found
}

/// The same files with the rows of one table changed: the header, and its records.
fn with_rows(files: &read::Files, table: &str, change: impl Fn(&[String], &mut Vec<Vec<String>>)) -> read::Files {
    let changed = |(name, bytes): &(String, Vec<u8>)| {
        if *name != format!("{table}.csv") {
            return (name.clone(), bytes.clone());
        }
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        change(&header, &mut rows);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        (name.clone(), writer.into_inner().unwrap())
    };
    files.iter().map(changed).collect()
}

#[test]
fn every_set_is_read_as_expected() {
    for name in SETS {
        let differences =
            compare::differences(&expected(name, "expected.json"), &readings(&org(name), &Scope::default()));
        assert!(differences.is_empty(), "{name}:\n{}", differences.join("\n"));
    }
}

#[test]
fn one_area_and_an_earlier_day_are_read_as_expected() {
    let org = org("town");
    for (file, scope) in
        [("expected-area.json", scope(Some("commerce"), None)), ("expected-asof.json", scope(None, Some("2025-05-30")))]
    {
        let differences = compare::differences(&expected("town", file), &readings(&org, &scope));
        assert!(differences.is_empty(), "{file}:\n{}", differences.join("\n"));
    }
}

#[test]
fn readings_come_in_the_order_of_the_catalogue() {
    let org = org("town");
    let found = readings(&org, &Scope::default());
    let found: Vec<&str> =
        found["readings"].as_array().unwrap().iter().map(|reading| reading["measure"].as_str().unwrap()).collect();
    let catalogue: Vec<&str> = Measure::SLUGS.iter().copied().filter(|slug| found.contains(slug)).collect();
    assert_eq!(found, catalogue);
    assert_eq!(found, Measure::ALL.iter().map(|measure| measure.slug()).collect::<Vec<_>>());
}

/// Any fixed order that is far from the one in the file will do: a linear congruence stands in for chance.
fn shuffle(rows: &mut [Vec<String>]) {
    let mut state = 7_u64;
    for last in (1..rows.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        rows.swap(last, (state >> 33) as usize % (last + 1));
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let files = folder(&set("town"));
    let mut shuffled = files.clone();
    for table in files.iter().filter_map(|(name, _)| name.strip_suffix(".csv")) {
        shuffled = with_rows(&shuffled, table, |_, rows| shuffle(rows));
    }
    assert!(files != shuffled);
    let [first, second] = [files, shuffled].map(|files| read::read(&files, usize::MAX));
    for scope in [scope(None, None), scope(Some("commerce"), None), scope(None, Some("2025-05-30"))] {
        // Days of work are added up in another order, which may cost the last digit.
        let differences = compare::differences(&readings(&first, &scope), &readings(&second, &scope));
        assert!(differences.is_empty(), "{scope:?}:\n{}", differences.join("\n"));
    }
}

#[test]
fn what_comes_later_changes_nothing() {
    /// The month after that of the day asked for, since effort is known by month.
    const LATER: &str = "2025-06-01";
    /// Days for which later rows are spread, so that few of them have one key.
    const SPREAD: i32 = 300;
    let later = Day::parse(LATER.as_bytes()).unwrap();
    let files = folder(&set("town"));
    let mut more = files.clone();
    // Every row once again, later than the day that is asked for; where a row has an id, with one of its own.
    let tables = [
        ("conversations", "held_on", Some("conversation_id")),
        ("usage", "used_on", None),
        ("ownership", "since", None),
        ("datasets", "shared_on", Some("dataset_id")),
        ("changes", "released_on", Some("change_id")),
        ("steps", "entered_on", None),
        ("events", "on", None),
        ("problems", "found_on", Some("problem_id")),
        ("effort", "month", None),
        ("survey", "wave", None),
        ("backing", "since", None),
        ("agreements", "agreed_on", None),
        ("decisions", "raised_on", Some("decision_id")),
        ("capabilities", "since", None),
        ("proofs", "set_on", Some("statement")),
    ];
    for (table, date, id) in tables {
        more = with_rows(&more, table, |header, rows| {
            let place = |name: &str| header.iter().position(|column| column == name);
            for (mut row, days) in rows.clone().into_iter().zip((0..SPREAD).cycle()) {
                row[place(date).unwrap()] = later.minus(-days).to_string();
                if let Some(id) = id.and_then(place).filter(|&id| !row[id].is_empty()) {
                    row[id] = format!("later-{}", row[id]);
                }
                rows.push(row);
            }
        });
    }
    let [first, second] = [files, more].map(|files| read::read(&files, usize::MAX));
    for (table, report) in first.report.tables.iter() {
        let grown = second.report.tables.get(table).unwrap().used > report.used;
        assert_eq!(
            grown,
            tables.iter().any(|(name, ..)| *name == table.name()),
            "{}: rows are added so that they are read",
            table.name()
        );
    }
    let areas = first.areas();
    for area in [None].into_iter().chain(areas.iter().map(|(_, name)| Some(*name))) {
        let scope = scope(area, Some("2025-05-30"));
        let [first, second] = [&first, &second].map(|org| without_row_counts(readings(org, &scope)));
        assert_eq!(first, second, "{area:?}");
    }
}

#[test]
fn a_later_day_in_a_row_is_an_empty_cell() {
    const DAY: &str = "2025-05-30";
    let files = folder(&set("town"));
    let mut emptied = files.clone();
    for (table, columns) in [
        ("agreements", &["reviewed_on"][..]),
        ("changes", &["announced_on"]),
        ("datasets", &["retired_on"]),
        ("decisions", &["decided_on"]),
        ("use_cases", &["requested_on", "chosen_on", "delivered_on", "dropped_on"]),
    ] {
        emptied = with_rows(&emptied, table, |header, rows| {
            let places = header.iter().enumerate().filter(|(_, name)| columns.contains(&name.as_str()));
            for (place, _) in places {
                rows.iter_mut().filter(|row| row[place].as_str() > DAY).for_each(|row| row[place].clear());
            }
        });
    }
    assert!(files != emptied);
    let [first, second] = [files, emptied].map(|files| read::read(&files, usize::MAX));
    for area in [None, Some("commerce")] {
        let scope = scope(area, Some(DAY));
        assert_eq!(readings(&first, &scope), readings(&second, &scope), "{area:?}");
    }
}

#[test]
fn no_part_is_larger_than_its_whole_and_every_range_holds_its_value() {
    for name in SETS {
        let org = org(name);
        let areas: Vec<Option<&str>> =
            [None].into_iter().chain(org.areas().into_iter().map(|(_, name)| Some(name))).collect();
        for area in areas {
            for day in [None, Some("2025-05-30"), Some("1999-01-01")] {
                for reading in read_all(&View::new(&org, &scope(area, day))) {
                    check_bounds(&reading, &format!("{name} {area:?} {day:?} {}", reading.measure.slug()));
                }
            }
        }
    }
}

fn check_bounds(reading: &Reading, of: &str) {
    /// Bounds and values come from different formulas.
    const HAIR: f64 = 1e-12;
    let ordered = |low: Option<f64>, value: f64, high: Option<f64>| {
        low.is_none_or(|low| low <= value + HAIR) && high.is_none_or(|high| value <= high + HAIR)
    };
    assert!(reading.why.is_none() || reading.value.is_none(), "{of}: a value, and why there is none");
    assert!(reading.k.zip(reading.n).is_none_or(|(k, n)| k <= n), "{of}: {:?} of {:?}", reading.k, reading.n);
    match reading.value.map(uptake::measure::Quantity::amount) {
        Some(value) => assert!(ordered(reading.low, value, reading.high), "{of}: {value} in {reading:?}"),
        None => assert!(reading.high.is_none(), "{of}: a range without a value"),
    }
    for point in &reading.series {
        for (key, k) in &point.values {
            let n =
                if *key == "k" { Some("n".to_owned()) } else { key.strip_suffix(".k").map(|days| format!("{days}.n")) };
            if let (Some(n), Some(k)) = (n, k) {
                assert!(*k <= point.get(&n).unwrap(), "{of}: {} {key} is more than {n}", point.period);
            }
        }
    }
    for step in &reading.curve {
        assert!((0.0..=1.0).contains(&step.share) && ordered(step.low, step.share, step.high), "{of}: {step:?}");
    }
    assert!(reading.curve.windows(2).all(|steps| steps[0].t < steps[1].t), "{of}: days of the curve");
    if let Some(limits) = reading.limits {
        assert!(ordered(limits.low, limits.mean, Some(limits.high)), "{of}: {limits:?}");
    }
}

#[test]
fn the_group_of_a_stage_reads_its_front_page_and_what_stands_beside_it() {
    let org = org("town");
    let view = View::new(&org, &Scope::default());
    let groups: [(Stage, Reader); 3] =
        [(Stage::Start, read_start), (Stage::Habit, read_habit), (Stage::Deepen, read_deepen)];
    for (stage, reader) in groups {
        let shown = Measure::with_guards(Measure::of_stage(stage).to_vec());
        assert!(is_of_stage(stage, &shown), "{stage:?}");
        for measure in shown {
            let found = reader(&view, measure).map(|reading| reading.measure);
            assert_eq!(found, Some(measure), "{stage:?}");
        }
        assert!(!is_of_stage(stage, Measure::ALL), "{stage:?} does without some");
    }
    for &measure in Measure::ALL {
        assert!(read_every(&view, measure).is_some(), "{measure:?} is in no group");
    }
}
