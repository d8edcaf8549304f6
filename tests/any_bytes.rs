//! Whatever bytes an export is made of: reading ends, no row is lost, and how the bytes were cut makes no difference.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;

use proptest::prelude::*;
use uptake::org::Table;

const FILES: [(&str, &str); 4] = [
    ("about.csv", "key,value\ndata_complete_through,2026-03-31\nask,\"why \"\"not\"\"\"\n"),
    (
        "conversations.csv",
        "\u{feff}conversation_id;held_on;kind;producer_team;consumer_team;action_on;count;note\r\nc1;2026-01-05;;a;b;2026-01-09;2;\"x\r\ny\"\r\nc2;2026-01-06;buy_in;b;;;;é\r\nc2;2026-01-06;;a;b;;1;\r\n",
    ),
    ("teams.csv", "team_id,name,kind,people,renamed_to\na,A,domain,5,\nb,B,platform,,\nc,C,domain,7,a\n"),
    ("usage.csv", "dataset_id\tteam_id\tused_on\treads\nd\ta\t2026-02-01\t3\n\nd\tb\t2026-02-02\t"),
];

/// Pieces that break something when they turn up in the wrong place.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "\u{feff}", "a@b.cd", "a", "b", "c", "2026-01-01",
            "2026-99-01", "data_use", "team_id", "email", "\0", "é", "\u{1f}\u{8b}", "<html>", "0", "-1",
        ]).prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ]
}

/// The valid files with some bytes taken out and pieces put in their place.
fn broken() -> impl Strategy<Value = read::Files> {
    let edit = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..12, piece());
    prop::collection::vec(edit, 0..8).prop_map(|edits| {
        let mut files: read::Files =
            FILES.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        for (file, place, out, piece) in edits {
            let bytes = &mut file.get_mut(&mut files[..]).1;
            let start = place.index(bytes.len() + 1);
            let end = (start + out).min(bytes.len());
            bytes.splice(start..end, piece);
        }
        files
    })
}

/// A file of pieces below a header, or of pieces alone.
fn soup() -> impl Strategy<Value = read::Files> {
    let head =
        prop::sample::select(vec!["", "team_id,name,kind\n", "held_on,producer_team,consumer_team\n", "key,value\n"]);
    let name = prop::sample::select(vec!["teams.csv", "conversations.csv", "about.csv"]);
    (name, head, prop::collection::vec(piece(), 0..60))
        .prop_map(|(name, head, pieces)| vec![(name.to_owned(), [head.as_bytes(), &pieces.concat()].concat())])
}

fn holds_its_promises(files: &read::Files, size: usize) {
    let whole = read::read(files, usize::MAX);
    for (table, report) in whole.report.tables.iter() {
        assert_eq!(report.read, report.used + report.rows_set_aside(), "{table:?} lost a row");
        assert_eq!(whole.table(table).map_or(0, |rows| rows.len() as u64), report.used, "{table:?}");
        assert_eq!(whole.table(table).is_none(), report.refused.is_some(), "{table:?}");
        let all = report.rows_set_aside() + report.cells.values().sum::<u64>() + u64::from(report.refused.is_some());
        assert_eq!(report.problems.len() as u64, all, "{table:?}: a problem each");
        assert!(report.problems.iter().map(|problem| problem.line).is_sorted(), "{table:?}: {:?}", report.problems);
    }
    let cut = read::read(files, size);
    assert_eq!(cut.report, whole.report, "in pieces of {size}");
    assert_eq!(cut.data_complete_through, whole.data_complete_through);
    for &table in Table::ALL {
        let cells = |org: &uptake::org::Org| {
            org.table(table).map(|rows| {
                let places = 0..rows.spec().columns.len();
                places
                    .map(|place| (0..rows.len()).map(|row| rows.show(&org.ids, place, row).into_owned()).collect())
                    .collect::<Vec<Vec<String>>>()
            })
        };
        assert_eq!(cells(&cut), cells(&whole), "{table:?} in pieces of {size}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_export_loses_no_row_and_reads_alike_however_it_is_cut(files in broken(), size in 1_usize..9) {
        holds_its_promises(&files, size);
    }

    #[test]
    fn no_soup_of_bytes_stops_the_reading(files in soup(), size in 1_usize..9) {
        holds_its_promises(&files, size);
    }
}
