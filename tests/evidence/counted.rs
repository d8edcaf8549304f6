//! Numbers that count rows of other tables than conversations: each value, part, month and entry has its rows.

use std::collections::BTreeSet;

use uptake::measure::{Cell, Family, Measure, Pick, Quantity, Reading, RowsBehind, rows_behind};
use uptake::org::{Period, Table, Value, View};

/// Whether the rows behind a reading are checked here.
pub fn is_here(measure: Measure) -> bool {
    matches!(measure.family(), Family::Relying | Family::Deciding | Family::Worth)
}

/// Checks every number of a reading; says how many there were.
pub fn check(view: &View<'_>, reading: &Reading, of: &str) -> usize {
    let measure = reading.measure;
    let behind = |pick: Pick| {
        let behind = rows_behind(view, measure, &pick);
        assert!(behind.rows.windows(2).all(|rows| rows[0] < rows[1]), "{of} {pick:?}: each row once, in order");
        assert!(behind.weight <= behind.rows.len() as u64 || behind.table == Table::Capabilities, "{of} {pick:?}");
        behind
    };
    let (all, counted) = (behind(Pick::All), behind(Pick::Counted));
    match reading.value {
        Some(Quantity::Count(count)) => {
            assert_eq!((all.weight as f64, counted.weight as f64), (count, count), "{of}");
        }
        _ => assert_eq!((Some(counted.weight), Some(all.weight)), (reading.k, reading.n), "{of}"),
    }
    assert!(counted.rows.iter().all(|row| all.rows.contains(row)), "{of}: what is counted is of what it is out of");
    for (place, (name, number)) in reading.parts.iter().enumerate() {
        // What agreements cover is named by the export.
        let is_named_here = measure == Measure::WrittenAgreements;
        let pick = if is_named_here { Pick::PartAt(place) } else { Pick::Part(name.clone().leak()) };
        let part = behind(pick);
        match (number, name.as_str()) {
            (number, "median_days" | "requested_to_chosen" | "chosen_to_delivered") => {
                let days = days(view, name, &part);
                assert_eq!(*number, days, "{of} {name}");
            }
            (&Some(longest), "longest_without_owner_days") => {
                assert!(longest >= 0.0 && part.weight > 0, "{of}");
                assert!(part.rows.iter().all(|row| all.rows.contains(row) && !counted.rows.contains(row)), "{of}");
            }
            (Some(number), _) => assert_eq!(part.weight as f64, *number, "{of} {name}"),
            (None, _) => assert_eq!(part.rows, [0; 0], "{of} {name} is not known"),
        }
    }
    for point in &reading.series {
        let Period::Month(month) = point.period else { panic!("{of}: {} is no month", point.period) };
        for &(key, number) in &point.values {
            let picks = [
                Pick::Month { month, series: Some(key) },
                Pick::Months { first: month, last: month, series: Some(key) },
            ];
            for pick in picks {
                assert_eq!(Some(behind(pick).weight as f64), number, "{of} {month} {key}");
            }
        }
    }
    for (place, entry) in reading.list.iter().enumerate() {
        let mut sum = 0;
        for (name, cell) in entry {
            if let Cell::Number(number) = cell {
                assert_eq!(behind(Pick::Entry { place, number: Some(name) }).weight, *number, "{of} {place} {name}");
                sum += number;
            }
        }
        assert_eq!(behind(Pick::Entry { place, number: None }).weight, sum, "{of}: all of entry {place}");
    }
    for unknown in [
        Pick::Part("no_such_part"),
        Pick::PartAt(reading.parts.len()),
        Pick::Entry { place: reading.list.len(), number: None },
    ] {
        assert_eq!(behind(unknown).rows, [0; 0], "{of}");
    }
    2 + reading.parts.len() + reading.series.len() + reading.list.len()
}

/// Half of the rows behind a median took at most so many days, by the columns it is between; `None` under five rows, or while half
/// are open.
///
/// Where a case is cut short before a later one ends, a plain half would be wrong; so each day is asked in turn.
fn days(view: &View<'_>, part: &str, behind: &RowsBehind) -> Option<f64> {
    let (first, second) = match part {
        "median_days" => ("raised_on", "decided_on"),
        "requested_to_chosen" => ("requested_on", "chosen_on"),
        _ => ("chosen_on", "delivered_on"),
    };
    let (rows, as_of) = (view.table(behind.table)?, view.as_of?);
    let day = |name: &str, row: usize| match rows.column(name).map_or(Value::Unknown, |column| column.get(row)) {
        Value::Day(day) if day <= as_of => Some(day),
        _ => None,
    };
    let cases = behind.rows.iter().map(|&row| {
        let first = day(first, row).unwrap();
        let ends = [day(second, row), day("dropped_on", row), Some(as_of)];
        let end = ends.into_iter().flatten().min().unwrap();
        (end.since(first), day(second, row) == Some(end))
    });
    let cases: Vec<(i32, bool)> = cases.collect();
    let times: BTreeSet<i32> = cases.iter().filter(|(_, ended)| *ended).map(|(days, _)| *days).collect();
    let mut open = 1.0;
    let half = times.into_iter().find(|time| {
        let at_risk = cases.iter().filter(|(days, _)| days >= time).count() as f64;
        let ended = cases.iter().filter(|case| **case == (*time, true)).count() as f64;
        open *= 1.0 - ended / at_risk;
        open <= 0.5 + 1e-9
    });
    half.filter(|_| cases.len() >= 5).map(f64::from)
}

/// The rows of agreements, uses and capabilities say what their numbers say: an item, a purpose, a need.
pub fn check_rows_say_so(view: &View<'_>) {
    let text = |behind: &RowsBehind, column: &str| -> Vec<String> {
        let column = view.table(behind.table).unwrap().column(column).unwrap();
        let cells = behind.rows.iter().map(|&row| match column.get(row) {
            Value::Text(text) => text.to_owned(),
            _ => String::new(),
        });
        cells.collect()
    };
    let behind = |measure, part: &'static str| rows_behind(view, measure, &Pick::Part(part));
    let meaning = behind(Measure::WrittenAgreements, "covers_meaning");
    assert_eq!(meaning.table, Table::Agreements);
    assert!(text(&meaning, "covers").iter().all(|covers| covers.split(';').any(|item| item == "meaning")));
    let purposes = behind(Measure::OwnersSeeUse, "purpose_known");
    assert_eq!(purposes.table, Table::Usage);
    assert!(text(&purposes, "purpose").iter().all(|purpose| !purpose.is_empty()));
    let problems = behind(Measure::Surprises, "problems_by_user");
    assert_eq!(problems.table, Table::Problems);
    let waiting = behind(Measure::MissingTools, "use_cases_waiting");
    let ids: BTreeSet<String> =
        text(&waiting, "needed_by").iter().flat_map(|list| list.split(';').map(str::to_owned)).collect();
    assert_eq!(ids.len() as u64, waiting.weight);
    assert!([meaning, purposes, problems, waiting].iter().all(|behind| !behind.rows.is_empty()));
}
