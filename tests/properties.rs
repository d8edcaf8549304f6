//! What holds of the readings of every organisation, whichever measures there are.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/compare.rs"]
mod compare;
#[path = "support/organisation.rs"]
mod organisation;
#[path = "support/read.rs"]
mod read;
#[path = "support/sound.rs"]
mod sound;

use std::collections::BTreeMap;

use organisation::{Tables, files, tables};
use proptest::prelude::*;
use serde_json::Value;
use uptake::measure::{Measure, Quantity, Reading, count_talks, read_all};
use uptake::org::{Day, Org, Scope, Table, TalkCounts, View};
use uptake::story::ReadingsJson;

fn org(tables: &Tables) -> Org {
    read::read(&files(tables), usize::MAX)
}

fn scope(areas: &[&str], as_of: Option<Day>) -> Scope {
    Scope { areas: areas.iter().map(|&area| area.to_owned()).collect(), as_of }
}

fn readings(org: &Org, scope: &Scope) -> Vec<Reading> {
    read_all(&View::new(org, scope))
}

fn json(org: &Org, scope: &Scope) -> Value {
    let view = View::new(org, scope);
    serde_json::to_value(ReadingsJson::new(&view, &read_all(&view))).unwrap()
}

/// The same rows, each once, with how many equal ones it stands for.
fn counted(tables: &Tables) -> Tables {
    let counted = |(table, rows): &(Table, Vec<Vec<String>>)| {
        let weight = match table {
            Table::Conversations => table.spec().column("count"),
            Table::Usage => table.spec().column("reads"),
            _ => return (*table, rows.clone()),
        };
        let mut counts: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
        for row in rows {
            *counts.entry(row).or_default() += 1;
        }
        let weighted = |(row, count): (&Vec<String>, usize)| {
            let mut row = row.clone();
            row[weight.unwrap()] = count.to_string();
            row
        };
        (*table, counts.into_iter().map(weighted).collect())
    };
    tables.iter().map(counted).collect()
}

/// Readings without what counts the rows of the export itself (M38).
fn without_row_counts(mut found: Value) -> Value {
    for reading in found["readings"].as_array_mut().unwrap().iter_mut() {
        if reading["measure"] == Measure::HowComplete.slug() {
            reading["parts"]
                .as_object_mut()
                .unwrap()
                .retain(|part, _| !part.starts_with("conversations_") && !part.starts_with("usage_"));
            for key in ["value", "k", "n", "low", "high", "text"] {
                reading[key].take();
            }
        }
    }
    found
}

/// What does not add up in one reading.
fn sums(reading: &Reading) -> Vec<String> {
    let part = |name: &str| reading.part(name).unwrap_or(0.0);
    let all = |names: &[&str]| names.iter().map(|name| part(name)).sum::<f64>();
    let starting = |start: &str| {
        let parts = reading.parts.iter().filter(|(name, _)| name.starts_with(start));
        parts.filter_map(|(_, value)| *value).sum::<f64>()
    };
    let ending = |end: &str| {
        let tables =
            reading.parts.iter().filter(|(name, _)| Table::from_name(name.strip_suffix(end).unwrap_or("")).is_some());
        tables.filter_map(|(_, value)| *value).sum::<f64>()
    };
    let (k, n) = (reading.k.map_or(0.0, |k| k as f64), reading.n.map_or(0.0, |n| n as f64));
    let value = reading.value.map_or(0.0, Quantity::amount);
    let equal: Vec<(f64, f64)> = match reading.measure {
        _ if reading.parts.is_empty() && reading.measure != Measure::UsersAndOwnersTalk => vec![],
        Measure::WithoutTheDataTeam => {
            vec![(k, all(&["direct", "with_analyst"])), (n, all(&["direct", "with_analyst", "with_engineer"]))]
        }
        Measure::LedToAction => {
            vec![(k, starting("action_")), (n - k, part("open"))]
        }
        Measure::UsersAndOwnersTalk => vec![(n - k, reading.list.len() as f64)],
        Measure::TeamsByStep => vec![(value, all(&["sharing", "improving"]))],
        Measure::DataInUse => vec![(k, part("in_use")), (n, all(&["in_use", "new", "not_used"]))],
        Measure::TeamsPerDataset => {
            vec![
                (n, all(&["zero", "one", "two", "three_or_more"])),
                (part("two_or_more"), all(&["two", "three_or_more"])),
            ]
        }
        Measure::OffersFromProducers => {
            vec![(n, k + all(&["consumer", "data_team", "unknown"])), (k, reading.list.len() as f64)]
        }
        Measure::WhoLooksAfter => vec![
            (k, all(&["source_k", "prepared_k", "combined_k"])),
            (n, all(&["source_n", "prepared_n", "combined_n"])),
        ],
        Measure::DecisionsCloseToWork => vec![(k, all(&["shared", "team"])), (n, all(&["central", "shared", "team"]))],
        Measure::MissingTools => vec![(value, all(&["missing", "workaround", "partial"]))],
        Measure::WhatWeSetOutToProve => vec![(value, part("shown"))],
        Measure::HowComplete => vec![(k, ending("_used")), (n, ending("_read"))],
        _ => vec![],
    };
    let wrong = equal.into_iter().enumerate().filter(|(_, (whole, parts))| (whole - parts).abs() > 1e-9);
    wrong
        .map(|(place, (whole, parts))| format!("{}: sum {place} is {parts}, not {whole}", reading.measure.slug()))
        .collect()
}

/// Whether each thing that a measure counts is in exactly one area: a team, a dataset, or what belongs to one. A conversation, a
/// pair or a use case is in the areas of both its teams.
fn is_in_one_area(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::UsersAndOwnersTalk
            | Measure::TeamsSharing
            | Measure::TimeInStep
            | Measure::FirstTalkToFirstShare
            | Measure::LeadershipBacking
            | Measure::DaysToGetStarted
            | Measure::DataInUse
            | Measure::TeamsPerDataset
            | Measure::StillUsedLater
            | Measure::PaceOfImprovement
            | Measure::OffersFromProducers
            | Measure::WhoLooksAfter
            | Measure::WrittenAgreements
            | Measure::Surprises
            | Measure::MeaningChangesCaught
            | Measure::OwnersSeeUse
            | Measure::DecisionsCloseToWork
            | Measure::BoughtInDataOwned
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() })]

    /// M38: a warehouse may send one row a combination, with a count.
    #[test]
    fn counted_rows_read_like_single_ones(tables in tables(), days in 0..400_i32) {
        let [single, counted] = [tables.clone(), counted(&tables)].map(|tables| org(&tables));
        let day = Day::parse(organisation::THROUGH.as_bytes()).map(|day| day.minus(days));
        for scope in [scope(&[], None), scope(&["north"], None), scope(&[], day)] {
            let [single, counted] = [&single, &counted].map(|org| without_row_counts(json(org, &scope)));
            let differences = compare::differences(&single, &counted);
            prop_assert!(differences.is_empty(), "{:?}\n{}", scope, differences.join("\n"));
            prop_assert!(lists(&single) == lists(&counted), "{:?}", scope);
        }
    }

    #[test]
    fn every_reading_is_sound_and_adds_up(tables in tables(), days in 0..800_i32) {
        let org = org(&tables);
        let day = Day::parse(organisation::THROUGH.as_bytes()).map(|day| day.minus(days));
        for scope in [scope(&[], None), scope(&["east"], None), scope(&["east", "west"], day), scope(&[], day)] {
            for reading in readings(&org, &scope) {
                let faults = [sound::faults(&reading), sums(&reading)].concat();
                prop_assert!(faults.is_empty(), "{:?} {:?}\n{:?}", scope, faults, reading);
            }
        }
    }

    #[test]
    fn what_is_counted_of_an_area_is_the_same_whether_all_rows_are_passed_over_or_those_of_the_area(tables in tables()) {
        let org = org(&tables);
        let counted = |areas: &[&str], earlier: Option<&TalkCounts>| {
            let view = View::new(&org, &scope(areas, None));
            let mut counting = count_talks(&view, earlier);
            while counting.step(&view) {}
            counting.finish()
        };
        let everything = counted(&[], None);
        let scopes: [&[&str]; 4] = [&["east"], &["west"], &["east", "north"], &["nowhere"]];
        let alone = scopes.map(|areas| counted(areas, None));
        let all_rows = scopes.map(|areas| counted(areas, Some(&everything)));
        let mut order = org.areas_of_talks();
        while org.order_talks(&mut order) {}
        let rows_of_area = scopes.map(|areas| counted(areas, Some(&everything)));
        for (alone, others) in alone.iter().zip(all_rows.iter().zip(&rows_of_area)) {
            for other in [others.0, others.1] {
                prop_assert_eq!(&other.uses, &alone.uses);
                prop_assert_eq!(&other.by_pair, &alone.by_pair);
            }
        }
    }

    /// Every team is in one area, and every dataset had an owner: all areas together are everything, and what is in one area only
    /// adds up over them.
    #[test]
    fn areas_add_up_to_everything(tables in tables()) {
        let org = org(&tables);
        let areas: Vec<&str> = org.areas().into_iter().map(|(_, name)| name).collect();
        // What is of a dataset is in an area by its owner.
        let has_owners = org.table(Table::Datasets).is_some() && org.table(Table::Ownership).is_some();
        let whole = readings(&org, &Scope::default());
        let each: Vec<Vec<Reading>> = areas.iter().map(|&area| readings(&org, &scope(&[area], None))).collect();
        for (place, whole) in whole.iter().enumerate() {
            if !has_owners && whole.measure.family() != uptake::measure::Family::Talking {
                continue;
            }
            for (what, of) in [("k", (|reading: &Reading| reading.k) as fn(&Reading) -> Option<u64>), ("n", |reading| reading.n)] {
                let sum: u64 = each.iter().filter_map(|readings| of(&readings[place])).sum();
                let all = of(whole).unwrap_or(0);
                let slug = whole.measure.slug();
                if is_in_one_area(whole.measure) {
                    prop_assert!(sum == all, "{slug}: {what} is {all}, and {sum} over {areas:?}");
                } else if whole.measure != Measure::HowComplete && what == "n" {
                    prop_assert!(sum >= all, "{slug}: {what} is {all}, and only {sum} over {areas:?}");
                }
            }
        }
        if has_owners {
            let [whole, together] = [json(&org, &Scope::default()), json(&org, &scope(&areas, None))];
            let differences = compare::differences(&whole, &together);
            prop_assert!(differences.is_empty(), "{}", differences.join("\n"));
        }
    }
}

/// The lists of the readings, which a comparison of what is expected leaves out.
fn lists(found: &Value) -> Vec<&Value> {
    found["readings"].as_array().unwrap().iter().map(|reading| &reading["list"]).collect()
}
