//! Of two exports of one organisation, news are told apart from a past that is told otherwise.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/organisation.rs"]
mod organisation;
#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;

use std::sync::Arc;

use proptest::prelude::*;
use read::Files;
use uptake::app::address::Address;
use uptake::app::beside::{Beside, Comparing};
use uptake::app::content::{Content, Opened, Preparation, Source, Tools};
use uptake::app::kept::Kept;
use uptake::app::views::{Around, view_with};
use uptake::measure::Measure;
use uptake::org::{CellKind, Day, Differences, IdSpace, Restatement, Restating, Table};
use uptake::story::Restated;

const DAY: &str = "2026-03-31";

fn opened(files: &Files) -> Arc<Opened> {
    Arc::new(Opened::new(read::read(files, usize::MAX), Source::Files(vec!["earlier.zip".to_owned()])))
}

fn day(text: &str) -> Day {
    Day::parse(text.as_bytes()).unwrap()
}

/// What differs between two exports.
fn found(earlier: &Files, now: &Files) -> Restatement {
    let (earlier, now) = (read::read(earlier, usize::MAX), read::read(now, usize::MAX));
    let mut restating = Restating::new(&earlier, &now, earlier.data_complete_through.unwrap());
    while restating.step(&earlier, &now) {}
    restating.finish()
}

fn beside(earlier: &Files, now: &Files, fragment: &str) -> Beside {
    Comparing::new(opened(earlier), opened(now), &Address::parse("", fragment).0).finish()
}

fn said(earlier: &Files, now: &Files) -> Restated {
    beside(earlier, now, "view=since").said.unwrap()
}

/// Every restated row: the month, the table, how many appeared, disappeared, changed.
fn restated(found: &Restatement) -> Vec<String> {
    let all = found.restated.iter().filter(|(_, differences)| **differences != Differences::default());
    let line = |((month, table), of): ((Option<uptake::org::Month>, Table), &Differences)| {
        let month = month.map_or("-".to_owned(), |month| month.to_string());
        format!("{month} {} {} {} {}", table.name(), of.appeared, of.disappeared, of.changed)
    };
    all.map(line).collect()
}

/// A table of an export, to be changed.
fn edit(files: &Files, table: &str, change: impl FnOnce(&mut Vec<String>)) -> Files {
    let name = format!("{table}.csv");
    let mut files: Files = files.iter().filter(|(name, _)| name != "datapackage.json").cloned().collect();
    let (_, bytes) = files.iter_mut().find(|(found, _)| *found == name).unwrap();
    let mut lines: Vec<String> = String::from_utf8(bytes.clone()).unwrap().lines().map(str::to_owned).collect();
    change(&mut lines);
    *bytes = (lines.join("\n") + "\n").into_bytes();
    files
}

/// The same export as it was handed out on a day: nothing that came later is in it.
fn cut(files: &Files, through: Day) -> Files {
    let tables: Vec<(Table, Vec<u8>)> = files
        .iter()
        .filter_map(|(name, bytes)| Some((Table::from_name(name.strip_suffix(".csv")?)?, bytes.clone())))
        .collect();
    let mut unshared = Vec::new();
    let mut cut = Vec::new();
    // What others refer to comes first.
    for wanted in [true, false] {
        for (table, bytes) in tables.iter().filter(|(table, _)| (*table == Table::Datasets) == wanted) {
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&head).unwrap();
            for record in reader.records() {
                let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
                if let Some(cells) = cut_row(*table, &head, cells, through, &mut unshared) {
                    writer.write_record(&cells).unwrap();
                }
            }
            cut.push((format!("{}.csv", table.name()), writer.into_inner().unwrap()));
        }
    }
    cut
}

fn cut_row(
    table: Table,
    head: &[String],
    mut cells: Vec<String>,
    through: Day,
    unshared: &mut Vec<String>,
) -> Option<Vec<String>> {
    let spec = table.spec();
    let at = |name: &str| head.iter().position(|found| found == name);
    if table == Table::About {
        if cells[0] == "data_complete_through" {
            cells[1] = through.to_string();
        }
        return Some(cells);
    }
    let is_later = |cell: &str| Day::parse(cell.as_bytes()).is_some_and(|day| day > through);
    let own = spec.own_date.or(match table {
        Table::Datasets => Some("shared_on"),
        Table::Proofs | Table::Targets => Some("set_on"),
        _ => None,
    });
    let outcomes = [("action_on", "action"), ("decided_on", "decided_by")];
    if own.and_then(at).is_some_and(|at| is_later(&cells[at])) {
        if table == Table::Datasets {
            unshared.push(cells[at("dataset_id").unwrap()].clone());
        }
        return None;
    }
    let days: Vec<Day> = cells.iter().filter_map(|cell| Day::parse(cell.as_bytes())).collect();
    if table == Table::UseCases && days.iter().min().is_some_and(|&first| first > through) {
        return None;
    }
    for (place, name) in head.iter().enumerate() {
        let Some(column) = spec.column(name).map(|column| &spec.columns[column]) else { continue };
        if column.kind == CellKind::Id(IdSpace::Dataset) && unshared.contains(&cells[place]) {
            if column.required {
                return None;
            }
            cells[place].clear();
        }
        if column.kind == CellKind::Day
            && is_later(&cells[place])
            && !["active_from", "active_to", "by"].contains(&column.name)
        {
            cells[place].clear();
            if let Some(outcome) = outcomes.iter().find(|(day, _)| day == name).and_then(|(_, outcome)| at(outcome)) {
                cells[outcome].clear();
            }
        }
    }
    Some(cells)
}

#[test]
fn the_same_export_cut_at_a_day_has_news_only() {
    for seed in [uptake::sample::DEFAULT_SEED, 7] {
        let files: Files = uptake::sample::write(seed);
        let cut = cut(&files, day(DAY));
        let found = found(&cut, &files);
        assert_eq!(restated(&found), Vec::<String>::new());
        assert!(found.new.get(Table::Conversations).is_some_and(|&new| new > 0), "{:?}", found.new);
        assert_eq!((found.lone_tables, found.lone_columns), (Vec::new(), Vec::new()));
        let said = said(&cut, &files);
        assert_eq!(said.moved, [], "what came later moves no number of the day");
        assert!(
            said.new.contains("of\u{a0}conversations") && said.new.contains("31\u{a0}March\u{a0}2026"),
            "{}",
            said.new
        );
        assert!(said.restated.starts_with("Everything that the earlier export says up to"), "{}", said.restated);
        assert!(said.nothing_moved.unwrap().ends_with("is the same in both exports."));
    }
}

#[test]
fn an_export_beside_itself_has_no_news_and_one_past() {
    for name in ["town", "town-counted", "small", "sparse"] {
        let files = sets::folder(&sets::set(name));
        assert_eq!(found(&files, &files), Restatement::default(), "{name}");
        let said = said(&files, &files);
        assert_eq!((said.moved, said.months, said.remarks), (Vec::new(), Vec::new(), Vec::new()), "{name}");
        assert!(said.new.starts_with("No row tells of anything after "), "{name}: {}", said.new);
    }
    // Rows that are merged say the same as single ones.
    let (single, merged) = (sets::folder(&sets::set("town")), sets::folder(&sets::set("town-counted")));
    let both: Vec<Files> = [single, merged].map(|files| without_ids(&files)).to_vec();
    assert_eq!(restated(&found(&both[0], &both[1])), Vec::<String>::new());
}

/// The tables that rows are merged in, without what tells single rows apart.
fn without_ids(files: &Files) -> Files {
    files
        .iter()
        .filter(|(name, _)| ["about.csv", "usage.csv", "datasets.csv"].contains(&name.as_str()))
        .cloned()
        .collect()
}

const HEAD: &str = "conversation_id,held_on,producer_team,consumer_team,helped_by,action,action_on";

/// A few months of conversations of two teams, two a month.
fn talks() -> Files {
    let mut rows = vec![HEAD.to_owned()];
    for month in 1..=6 {
        for talk in 1..=8 {
            rows.push(format!("c{month}-{talk},2026-0{month}-0{talk},a,b,nobody,fix,2026-0{month}-1{talk}"));
        }
    }
    let teams = "team_id,name,kind,people\na,Alpha,domain,9\nb,Beta,domain,8\n";
    let usage = "dataset_id,team_id,used_on,reads\nd,b,2026-02-01,3\nd,b,2026-02-02,1\n";
    let datasets = "dataset_id,name,kind\nd,Data,source\n";
    let about = "key,value\norganisation,Small Ltd\ndata_complete_through,2026-06-30\n";
    let tables = [
        ("about", about.to_owned()),
        ("teams", teams.to_owned()),
        ("datasets", datasets.to_owned()),
        ("usage", usage.to_owned()),
        ("conversations", rows.join("\n")),
    ];
    tables.map(|(name, text)| (format!("{name}.csv"), text.into_bytes())).to_vec()
}

#[test]
fn earlier_rows_that_are_others_are_told_by_month_with_what_they_move() {
    let earlier = cut(&talks(), day(DAY));
    // One conversation of February had help after all, one of January is gone, two of March came later, and one team is another.
    let now = edit(&talks(), "conversations", |lines| {
        lines
            .iter_mut()
            .filter(|line| line.starts_with("c2-3,"))
            .for_each(|line| *line = line.replace("nobody", "data_engineer"));
        lines.retain(|line| !line.starts_with("c1-4,"));
        lines.push("late-1,2026-03-30,b,a,nobody,,".to_owned());
        lines.push("late-2,2026-03-31,b,a,nobody,,".to_owned());
    });
    let now = edit(&now, "teams", |lines| lines[2] = "b,Beta and sons,domain,8".to_owned());
    let now = edit(&now, "usage", |lines| lines[1] = "d,b,2026-02-01,2".to_owned());
    let found = found(&earlier, &now);
    assert_eq!(
        restated(&found),
        [
            "- teams 0 0 1",
            "2026-01 conversations 0 1 0",
            "2026-02 conversations 0 0 1",
            "2026-02 usage 0 1 0",
            "2026-03 conversations 2 0 0",
        ]
    );
    assert_eq!(found.new.get(Table::Conversations), Some(&24));
    let said = said(&earlier, &now);
    assert_eq!(
        said.new.replace('\u{a0}', " "),
        "24 rows tell of what came after 31 March 2026, through which the earlier export goes: 24 of conversations."
    );
    assert_eq!(said.restated.replace('\u{a0}', " "), "6 rows up to 31 March 2026 are not what they were.");
    let months: Vec<String> = said
        .months
        .iter()
        .map(|(month, what)| format!("{month} | {what}").replace(['\u{a0}', '\u{2060}'], " "))
        .collect();
    assert_eq!(
        months,
        [
            "March 2026 | conversations: 2 rows appeared.",
            "February 2026 | conversations: 1 row changed; usage: 1 row disappeared.",
            "January 2026 | conversations: 1 row disappeared.",
            "Without a day | teams: 1 row changed.",
        ]
    );
    // Of 24 conversations without help one had some, one is gone, and two are new: 24 are left.
    let direct = said.moved.iter().find(|(measure, _)| *measure == Measure::DirectConversations).unwrap();
    assert_eq!(direct.1, "The same, 24; not so the history, in Jan 2026, Feb 2026, Mar 2026.");
    let without = said.moved.iter().find(|(measure, _)| *measure == Measure::WithoutTheDataTeam).unwrap();
    assert_eq!(
        without.1.replace(['\u{a0}', '\u{2060}'], " "),
        "96% (24 of 25); in the earlier export it was 100% (24 of 24)."
    );
    assert!(said.nothing_moved.is_none());
}

#[test]
fn what_was_filled_in_of_later_days_is_no_other_past() {
    // In March nobody had done anything about two conversations yet; something was done about one in May.
    let without = |lines: &mut Vec<String>| {
        for line in lines.iter_mut().filter(|line| line.starts_with("c3-7,") || line.starts_with("c3-8,")) {
            *line = line.rsplit_once(",fix,").unwrap().0.to_owned() + ",,";
        }
    };
    let earlier = cut(&edit(&talks(), "conversations", without), day(DAY));
    let now = edit(&talks(), "conversations", |lines| {
        without(lines);
        lines
            .iter_mut()
            .filter(|line| line.starts_with("c3-7,"))
            .for_each(|line| *line = line.replace(",,", ",fix,2026-05-02"));
    });
    assert_eq!(restated(&found(&earlier, &now)), Vec::<String>::new());
    // Had it been done in March, it would have been.
    let now = edit(&now, "conversations", |lines| {
        for line in lines {
            *line = line.replace("fix,2026-05-02", "fix,2026-03-30");
        }
    });
    assert_eq!(restated(&found(&earlier, &now)), ["2026-03 conversations 0 0 1"]);
}

#[test]
fn ids_columns_tables_and_settings_are_compared_by_what_they_mean() {
    // Ids are numbered as they are met, which says nothing.
    let earlier = cut(&talks(), day(DAY));
    let now = edit(&talks(), "teams", |lines| lines.insert(1, "z,Zeta,domain,7".to_owned()));
    assert_eq!(restated(&found(&earlier, &now)), ["- teams 1 0 0"]);
    let mut now = edit(&talks(), "conversations", |lines| {
        lines[0] += ",their_benefit";
        lines[1..].iter_mut().for_each(|line| *line += ",less work");
    });
    now.retain(|(name, _)| name != "usage.csv");
    let now = edit(&now, "about", |lines| {
        lines[1] = "organisation,Another".to_owned();
        lines.push("action_window_days,60".to_owned());
    });
    let found = found(&earlier, &now);
    assert_eq!(restated(&found), Vec::<String>::new());
    assert_eq!(
        (found.lone_tables, found.lone_columns),
        (vec![Table::Usage], vec![(Table::Conversations, "their_benefit")])
    );
    let remarks = said(&earlier, &now).remarks.join(" ");
    for part in [
        "of Small Ltd, this one of Another",
        "action_window_days",
        "tables, which are not compared: usage",
        "conversations.their_benefit",
    ] {
        assert!(remarks.contains(part), "{part}: {remarks}");
    }
}

#[test]
fn only_an_earlier_export_stands_beside() {
    let earlier = cut(&talks(), day(DAY));
    let why = beside(&talks(), &earlier, "view=since").said.unwrap_err();
    assert!(why.contains("later than this one"), "{why}");
    assert!(beside(&earlier, &talks(), "view=since").review_day() == Some(day(DAY)));
    let undated = vec![("teams.csv".to_owned(), b"team_id,name,kind\na,A,domain\n".to_vec())];
    let why = beside(&undated, &talks(), "view=since").said.unwrap_err();
    assert!(why.contains("no day is known"), "{why}");
}

#[test]
fn the_page_says_it_all_of_the_areas_that_are_shown() {
    let (earlier, now) = (cut(&talks(), day(DAY)), edit(&talks(), "conversations", |lines| lines.truncate(40)));
    let (address, _) = Address::parse("", "view=since&since=2026-03-31");
    let content: Content = Preparation::new(opened(&now), &address, Tools::ALL).finish();
    let around = Around { rejected: &[], today: None, has_previous: false };
    let alone = view_with(&content, around, &Kept::default()).into_string();
    assert!(alone.contains("Open the export of the last review beside it") && !alone.contains("earlier-close"));
    let beside = Comparing::new(opened(&earlier), Arc::clone(&content.opened), &content.address).finish();
    assert!(beside.is_of(&content));
    let kept = Kept { beside: Some(Arc::new(beside)), ..Kept::default() };
    let page = view_with(&content, around, &kept).into_string();
    for part in [
        "Compared with earlier.zip.",
        "tell of what came after",
        "still stands as it did",
        "earlier-close",
        "is the same in both exports",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let (elsewhere, _) = Address::parse("", "view=since&as_of=2026-02-28");
    let content = Preparation::new(Arc::clone(&content.opened), &elsewhere, Tools::ALL).finish();
    let beside = kept.beside.unwrap();
    assert!(!beside.is_of(&content));
    let beside = Comparing::new(Arc::clone(&beside.earlier), Arc::clone(&content.opened), &elsewhere).finish();
    assert_eq!(beside.on, Some(day("2026-02-28")), "numbers are not of a day after the one that is shown");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_organisation_nothing_changes_by_being_handed_out_twice(tables in organisation::tables()) {
        let files = organisation::files(&tables);
        prop_assert_eq!(found(&files, &files), Restatement::default());
        prop_assert_eq!(said(&files, &files).moved, Vec::new());
    }

    #[test]
    fn whatever_came_later_is_news(tables in organisation::tables()) {
        let files = organisation::files(&tables);
        let mut found = restated(&found(&cut(&files, day("2025-06-30")), &files));
        // A later row or day that contradicts an earlier one sets both aside, which does tell the past otherwise.
        let org = read::read(&files, usize::MAX);
        for (table, _) in org.report.tables.iter().filter(|(_, report)| report.used < report.read || !report.cells.is_empty()) {
            found.retain(|line| !line.contains(&format!(" {} ", table.name())));
        }
        prop_assert_eq!(found, Vec::<String>::new());
    }
}
