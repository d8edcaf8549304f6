//! Conversations are counted while they are read, and say the same as if they were counted when all are there.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/organisation.rs"]
mod organisation;

use std::fmt::Write;

use proptest::prelude::*;
use uptake::export::{ExportReader, Part, Stored, TablePlan, checksum};
use uptake::measure::{ASKED, count_talks, read_all};
use uptake::org::{Org, ProblemCode, Scope, Table, View};
use uptake::story::ReadingsJson;

const ABOUT: &str = "key,value\ndata_complete_through,2026-03-31\n";
const TEAMS: &str = "team_id,name,kind,area,people,renamed_to\n\
    a,Ash,domain,east,9,\nb,Birch,domain,west,9,\nc,Cedar,domain,east,9,\nd,Data,data_engineering,,9,\nold,Oak,domain,,9,c\n";
const DATASETS: &str = "dataset_id,name,kind\nkept,Kept,source\n";
const HEADER: &str = "conversation_id,held_on,kind,producer_team,consumer_team,started_by,helped_by,action,action_on,evidence,count,dataset_id\n";

/// A file of conversations of nearly a year, by day; `other` takes the place of one of the last.
fn conversations(header: &str, other: &str) -> String {
    let mut file = header.to_owned();
    for row in 0..300 {
        if row == 250 && !other.is_empty() {
            file.push_str(other);
            continue;
        }
        let (month, day) = (row / 25 + 1, row % 25 + 1);
        let (year, month) = if month > 9 { (2026, month - 9) } else { (2025, month + 3) };
        let (producer, consumer) = [("a", "b"), ("b", "a"), ("old", "b"), ("a", "c"), ("c", "d")][row % 5];
        let kind = if row % 7 == 0 { "buy_in" } else { "data_use" };
        let (started, helped) =
            (["producer", "consumer", "", "data_team"][row % 4], ["nobody", "analyst", ""][row % 3]);
        let acted = if row % 3 == 0 { format!("new_data,{year}-{month:02}-{:02}", day + 2) } else { ",".to_owned() };
        let evidence = if row % 11 == 0 { "inferred" } else { "recorded" };
        let count = if row % 13 == 0 { "3" } else { "" };
        writeln!(file, "i{row:03},{year}-{month:02}-{day:02},{kind},{producer},{consumer},{started},{helped},{acted},{evidence},{count},kept")
            .unwrap();
    }
    file
}

/// Reads the tables in this order, each from its files.
fn read(tables: &[(Table, Vec<String>)]) -> Org {
    let mut reader = ExportReader::new(ASKED, checksum::every);
    for (table, files) in tables {
        let parts: Vec<Part> = (0..files.len()).map(|file| Part::new(format!("{table:?}-{file}.csv"))).collect();
        reader.begin_table(&TablePlan { table: *table, delimiter: None, parts: parts.clone() });
        for (part, file) in parts.iter().zip(files) {
            reader.begin_part(part);
            reader.expect_bytes(file.len() as u64);
            file.as_bytes().chunks(500).for_each(|piece| reader.feed(piece));
            reader.end_part();
        }
    }
    reader.finish()
}

/// Reads conversations after the tables that say what they are counted by, and before them, which says the same of them.
fn ahead_and_after(mut tables: Vec<(Table, Vec<String>)>) -> [Org; 2] {
    let ahead = read(&tables);
    tables.sort_by_key(|(table, _)| *table != Table::Conversations);
    let after = read(&tables);
    assert!(after.counted.is_none(), "before it is known what they are counted by, nothing can be counted");
    for areas in [vec![], vec!["east".to_owned()]] {
        let [ahead, after] = [&ahead, &after].map(|org| {
            let view = View::new(org, &Scope { areas: areas.clone(), as_of: None });
            serde_json::to_value(ReadingsJson::new(&view, &read_all(&view))).unwrap()
        });
        assert_eq!(ahead, after, "in {areas:?}");
    }
    [ahead, after]
}

/// Asserts that what was counted while conversations were read is right, if it is still known.
fn assert_counted([ahead, after]: &[Org; 2]) {
    if let Some(counted) = &ahead.counted {
        let view = View::new(after, &Scope::default());
        let mut counting = count_talks(&view, None);
        while counting.step(&view) {}
        let anew = counting.finish();
        assert_eq!(counted.by_pair, anew.by_pair);
        assert_eq!(counted.uses, anew.uses);
    }
}

/// The same of an organisation with these conversations.
fn both(about: &str, conversations: Vec<String>) -> [Org; 2] {
    let [about, teams, datasets] = [(Table::About, about), (Table::Teams, TEAMS), (Table::Datasets, DATASETS)]
        .map(|(table, file)| (table, vec![file.to_owned()]));
    ahead_and_after(vec![about, teams, (Table::Conversations, conversations), datasets])
}

/// The organisation with these conversations, of which what was counted while they were read is right if it is still known.
fn with(about: &str, conversations: Vec<String>) -> Org {
    let both = both(about, conversations);
    assert_counted(&both);
    let [ahead, _] = both;
    ahead
}

#[test]
fn what_is_counted_while_reading_is_what_is_counted_when_all_rows_are_there() {
    assert!(with(ABOUT, vec![conversations(HEADER, "")]).counted.is_some());
}

#[test]
fn most_rows_are_counted_before_the_last_ones_are_there() {
    let rows = conversations("", "");
    let file = (0..100).fold(HEADER.to_owned(), |file, copy| file + &rows.replace('i', &format!("i{copy}-")));
    let mut reader = ExportReader::new(ASKED, checksum::every);
    let mut passed_over = 0;
    for (table, file) in [(Table::About, ABOUT), (Table::Teams, TEAMS), (Table::Conversations, &file)] {
        let part = Part::new(table.name());
        reader.begin_table(&TablePlan { table, delimiter: None, parts: vec![part.clone()] });
        reader.begin_part(&part);
        reader.expect_bytes(file.len() as u64);
        for piece in file.as_bytes().chunks(10_000) {
            reader.take(piece.len(), Stored::Plain, &mut |room| room.copy_from_slice(piece));
            while reader.index_ahead() {
                passed_over += 1;
            }
        }
        assert_eq!(passed_over > 2, table == Table::Conversations, "{passed_over} steps in {table:?}");
        reader.end_part();
    }
}

#[test]
fn files_that_follow_each_other_are_counted_as_one() {
    let [first, second] = ["x", "y"].map(|id| conversations(HEADER, "").replace("\ni", &format!("\n{id}")));
    assert!(with(ABOUT, vec![first.clone(), second.clone()]).counted.is_some());
    // The first file does not say what the second one says.
    let less = HEADER.replace("helped_by", "unknown").replace("evidence", "unknown2");
    assert!(with(ABOUT, vec![first.replace(HEADER, &less), second]).counted.is_some());
}

#[test]
fn a_cell_of_which_nothing_is_counted_may_turn_out_not_to_be_known() {
    let file = conversations(HEADER, "j,2026-02-01,data_use,a,b,producer,nobody,,,recorded,,nowhere\n");
    let org = with(ABOUT, vec![file]);
    assert_eq!(org.report.tables.get(Table::Conversations).unwrap().cells.get(ProblemCode::UnknownDataset), Some(&1));
    assert!(org.counted.is_some());
}

#[test]
fn rows_that_are_set_aside_or_changed_after_they_were_counted_are_in_no_number() {
    let row = |held: &str, producer: &str, consumer: &str, rest: &str| {
        conversations(HEADER, &format!("j,{held},data_use,{producer},{consumer},producer,nobody,{rest},,kept\n"))
    };
    for (code, file) in [
        (
            ProblemCode::Duplicate,
            conversations(HEADER, "i001,2025-04-02,data_use,b,a,consumer,analyst,,,recorded,,kept\n"),
        ),
        (
            ProblemCode::Conflict,
            conversations(HEADER, "i001,2025-04-02,data_use,b,c,consumer,analyst,,,recorded,,kept\n"),
        ),
        (ProblemCode::UnknownTeam, row("2026-02-01", "a", "nobody-knows", ",,")),
        (ProblemCode::SameTeam, row("2026-02-01", "c", "old", ",,")),
        (ProblemCode::AfterDataDate, row("2026-04-01", "a", "b", ",,")),
        (ProblemCode::OutOfOrder, row("2026-02-01", "a", "b", "new_data,2026-01-01,")),
    ] {
        let org = with(ABOUT, vec![file]);
        let report = org.report.tables.get(Table::Conversations).unwrap();
        let count = report.set_aside.get(code).or(report.cells.get(code));
        assert!(count.is_some(), "{code:?} does not come about");
        assert!(org.counted.is_none(), "{code:?}");
    }
}

#[test]
fn a_column_that_is_dropped_after_it_was_counted_is_in_no_number() {
    let file = conversations(HEADER, "j,2026-02-01,data_use,a,b,me@example.com,nobody,,,recorded,,kept\n");
    let org = with(ABOUT, vec![file]);
    assert_eq!(org.report.tables.get(Table::Conversations).unwrap().dropped_columns, ["started_by"]);
    assert!(org.counted.is_none());
}

#[test]
fn rows_of_months_before_that_of_the_first_row_are_counted() {
    let file = conversations(HEADER, "");
    let (header, rows) = file.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let file = format!("{header}\n{}\n", rows.join("\n"));
    // What was counted of months is of fewer of them.
    let [ahead, after] = both(ABOUT, vec![file]);
    assert!(ahead.counted.is_some());
    assert!(View::new(&after, &Scope::default()).months(Table::Conversations, "held_on").len() > 11);
    // Here all else that was counted is used.
    let file = conversations(HEADER, "j,2025-02-10,data_use,a,b,producer,nobody,,,recorded,,kept\n");
    assert!(both(ABOUT, vec![file])[0].counted.is_some());
}

#[test]
fn without_the_last_day_of_the_data_nothing_is_counted_before_all_rows_are_there() {
    assert!(with("key,value\norganisation,Uptake\n", vec![conversations(HEADER, "")]).counted.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_organisation_reads_alike_whether_its_conversations_are_counted_while_they_are_read(
        tables in organisation::tables()
    ) {
        let files = organisation::files(&tables).into_iter().map(|(_, file)| vec![String::from_utf8(file).unwrap()]);
        assert_counted(&ahead_and_after(tables.iter().map(|(table, _)| *table).zip(files).collect()));
    }
}
