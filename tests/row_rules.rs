//! What each rule of reading promises, a test a rule: the name says what was promised, the report what came of it.
#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test ends where something is not there, and its texts are short"
)]

#[path = "support/read.rs"]
mod read;

use std::io::Write;

use md5::Digest;
use uptake::org::{Org, Problem, Table, TableReport};

/// The report of an export as lines: one a table that has a file, then one a problem.
///
/// `conversations 2 of 3, conflict 1, cell bad_word 1, dropped email, unknown mood`, then `conversations.csv:4 kind bad_word`.
fn lines(org: &Org) -> Vec<String> {
    let tables = org.report.tables.iter().map(|(table, report)| format!("{}{}", table.name(), line(report)));
    let problems = org.report.tables.values().flat_map(|report| &report.problems).map(|problem| {
        let Problem { file, line, column, code, .. } = problem;
        let column = column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
        format!("{file}:{line}{column} {code}")
    });
    tables.chain(problems).collect()
}

fn line(report: &TableReport) -> String {
    if let Some(code) = report.refused {
        assert_eq!(
            report,
            &TableReport {
                files: report.files.clone(),
                problems: report.problems.clone(),
                refused: Some(code),
                ..TableReport::default()
            }
        );
        assert_eq!(report.problems.len(), 1);
        return format!(" refused {code}");
    }
    let mut line = format!(" {} of {}", report.used, report.read);
    report.set_aside.iter().for_each(|(code, rows)| line += &format!(", {code} {rows}"));
    report.cells.iter().for_each(|(code, cells)| line += &format!(", cell {code} {cells}"));
    report.dropped_columns.iter().for_each(|column| line += &format!(", dropped {column}"));
    report.unknown_columns.iter().for_each(|column| line += &format!(", unknown {column}"));
    line
}

fn read_files<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Org {
    let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.as_ref().to_vec())).collect();
    let whole = read::read(&files, usize::MAX);
    for piece in [1, 2, 3, 7] {
        let cut = read::read(&files, piece);
        assert_eq!(cut.report, whole.report, "in pieces of {piece}");
        assert_eq!(cut.data_complete_through, whole.data_complete_through, "in pieces of {piece}");
    }
    for (table, report) in whole.report.tables.iter() {
        assert_eq!(report.read, report.used + report.rows_set_aside(), "{table:?} lost a row");
        assert_eq!(whole.table(table).map_or(0, |rows| rows.len() as u64), report.used, "{table:?}");
    }
    whole
}

/// Reads files, in pieces of several sizes, and compares the lines of the report.
fn check<B: AsRef<[u8]>>(files: &[(&str, B)], expected: &[&str]) -> Org {
    let org = read_files(files);
    assert_eq!(lines(&org), expected);
    org
}

/// The same for one file.
fn check_one(file: &str, bytes: impl AsRef<[u8]>, expected: &[&str]) -> Org {
    check(&[(file, bytes)], expected)
}

fn notes(org: &Org) -> String {
    org.report.notes.join("\n")
}

fn found(org: &Org, table: Table) -> &str {
    &org.report.tables.get(table).unwrap().problems[0].found
}

fn gz(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

const A_TEAM: &str = "team_id,name,kind\na,A,domain\n";
const TWO_TEAMS: &str = "team_id,name,kind\na,A,domain\nb,B,domain\n";

// Container

#[test]
fn e1_all_files_that_name_a_table_are_its_parts_in_order_of_name() {
    check(
        &[
            ("teams.csv.gz", gz(A_TEAM)),
            ("teams.csv", A_TEAM.into()),
            ("Teams.CSV", A_TEAM.into()),
            ("teams.txt", A_TEAM.into()),
        ],
        &["teams 1 of 3, duplicate 2", "teams.csv:2 team_id duplicate", "teams.csv.gz:2 team_id duplicate"],
    );
}

#[test]
fn e2_resources_are_named_in_any_case_and_a_name_of_no_table_is_no_error() {
    let package = r#"{"resources": [{"name": "Teams", "path": "t.csv"}, {"name": "weather", "path": "w.csv"}]}"#;
    let org = check(&[("datapackage.json", package), ("t.csv", A_TEAM), ("w.csv", "x\n1\n")], &["teams 1 of 1"]);
    assert!(notes(&org).contains("resource weather: not the name of a table, not read"));
}

#[test]
fn e3_only_what_the_package_lists_is_read_and_other_files_are_named() {
    let package =
        r#"{"title": "Ours", "created": "2026-01-01", "resources": [{"name": "teams", "path": ["./2.csv", "1.csv"]}]}"#;
    let files =
        [("datapackage.json", package), ("1.csv", A_TEAM), ("2.csv", A_TEAM), ("about.csv", "key,value\nstage,x\n")];
    let org = check(&files, &["teams 1 of 2, duplicate 1", "1.csv:2 team_id duplicate"]);
    assert!(notes(&org).contains("about.csv: not listed in datapackage.json, not read"));
    assert!(!notes(&org).contains("1.csv") && !notes(&org).contains("2.csv"));
    assert!(notes(&org).contains("title “Ours”") && notes(&org).contains("created “2026-01-01”"));
}

#[test]
fn e4_half_a_table_never_looks_like_a_whole_one() {
    let package =
        r#"{"resources": [{"name": "teams", "path": ["1.csv", "2.csv"]}, {"name": "backing", "path": "b.csv"}]}"#;
    check(
        &[("datapackage.json", package), ("1.csv", A_TEAM), ("b.csv", "area,level,since\nx,aware,2026-01-01\n")],
        &["teams refused bad_file", "backing 1 of 1", "2.csv:0 bad_file"],
    );
}

#[test]
fn e4_a_file_of_another_size_than_stated_refuses_its_table() {
    let package =
        |bytes: usize| format!(r#"{{"resources": [{{"name": "teams", "path": "t.csv", "bytes": {bytes}}}]}}"#);
    let size = gz(A_TEAM).len();
    check(&[("datapackage.json", package(size).into()), ("t.csv", gz(A_TEAM))], &["teams 1 of 1"]);
    check(
        &[("datapackage.json", package(size + 1).into()), ("t.csv", gz(A_TEAM))],
        &["teams refused bad_file", "t.csv:0 bad_file"],
    );
}

#[test]
fn e4_a_file_with_another_hash_than_stated_refuses_its_table() {
    let package = |hash: &str| format!(r#"{{"resources": [{{"name": "teams", "path": "t.csv", "hash": "{hash}"}}]}}"#);
    let bytes = A_TEAM.as_bytes();
    let md5 = hex(md5::Md5::digest(bytes));
    for right in [
        md5.clone(),
        md5.to_uppercase(),
        format!("md5:{md5}"),
        format!("sha1:{}", hex(sha1::Sha1::digest(bytes))),
        format!("SHA256:{}", hex(sha2::Sha256::digest(bytes))),
        format!("sha512:{}", hex(sha2::Sha512::digest(bytes))),
    ] {
        check(&[("datapackage.json", package(&right).as_str()), ("t.csv", A_TEAM)], &["teams 1 of 1"]);
    }
    for wrong in [format!("sha256:{md5}"), md5.replace(|c: char| c.is_ascii_digit(), "f"), "sha1:".to_owned()] {
        let files = [("datapackage.json", package(&wrong)), ("t.csv", A_TEAM.to_owned())];
        check(&files, &["teams refused bad_file", "t.csv:0 bad_file"]);
    }
    let org = check(&[("datapackage.json", package("crc32:00").as_str()), ("t.csv", A_TEAM)], &["teams 1 of 1"]);
    assert!(notes(&org).contains("was not checked"));
}

#[test]
fn e4_a_path_that_leaves_the_package_is_named_and_never_opened() {
    for path in ["../t.csv", "/t.csv", "https://example/t.csv", "a/../../t.csv", "%2e%2e/t.csv", "..\\\\t.csv"] {
        let package = format!(r#"{{"resources": [{{"name": "teams", "path": ["{path}", "1.csv"]}}]}}"#);
        let org = check(&[("datapackage.json", package.as_str()), ("1.csv", A_TEAM)], &["teams 1 of 1"]);
        assert!(notes(&org).contains("leaves the package, not read"), "{path}: {}", notes(&org));
    }
    let package = r#"{"resources": [{"name": "teams", "path": "../t.csv"}]}"#;
    check(&[("datapackage.json", package)], &[]);
}

#[test]
fn e5_compression_is_told_from_the_first_two_bytes() {
    check(&[("teams.csv", gz(A_TEAM))], &["teams 1 of 1"]);
    check(&[("teams.csv.gz", A_TEAM)], &["teams 1 of 1"]);
}

#[test]
fn e6_the_delimiter_is_the_most_frequent_of_the_first_line_outside_quotes() {
    check_one("teams.csv", A_TEAM.replace(',', ";"), &["teams 1 of 1"]);
    check_one("teams.csv", A_TEAM.replace(',', "\t"), &["teams 1 of 1"]);
    check_one("teams.csv", "\"x,y,z,,,\";team_id;name;kind\n1;a;A;domain\n", &["teams 1 of 1, unknown x,y,z,,,"]);
    check_one("teams.csv", "\"x\n,,,,\";team_id;name;kind\n1;a;A;domain\n", &["teams 1 of 1, unknown x\n,,,,"]);
    check_one(
        "backing.csv",
        "area,level,since;x;y\n",
        &["backing refused missing_column", "backing.csv:1 since missing_column"],
    );
}

#[test]
fn e6_each_part_has_its_own_delimiter() {
    let files = [("teams.csv", A_TEAM.to_owned()), ("teams.csv.gz", A_TEAM.replace(',', ";").replace("a;", "b;"))];
    check(&files, &["teams 2 of 2"]);
}

#[test]
fn e43_a_package_that_cannot_be_followed_is_an_error_with_a_place() {
    use uptake::export::{PackageError, parse_package};
    let error = parse_package(b"{\n\"resources\": [{\"name\": \"teams\", \"bytes\": \"many\"}]}").unwrap_err();
    assert_eq!(error.to_string(), "datapackage.json: resource teams: bytes must be a whole number");
    for wrong in [r#""path": 5"#, r#""path": ["a.csv", 5]"#, r#""hash": 5"#, r#""bytes": -1"#] {
        let package = format!(r#"{{"resources": [{{"name": "teams", {wrong}}}]}}"#);
        assert!(matches!(parse_package(package.as_bytes()), Err(PackageError::Malformed { .. })), "{wrong}");
    }
    let error = parse_package(b"{\n\"resources\": [{\"name\": }]}").unwrap_err();
    assert!(error.to_string().starts_with("datapackage.json:2:"), "{error}");
    assert_eq!(parse_package(b"{}"), Err(PackageError::NoResource));
}

#[test]
fn e44_any_character_may_be_the_delimiter() {
    for delimiter in ["|", "¦", "\\u0001", "€", " "] {
        let package = format!(
            r#"{{"resources": [{{"name": "teams", "path": "t.csv", "dialect": {{"delimiter": "{delimiter}", "header": false}}}}]}}"#
        );
        let rows = A_TEAM.replace(',', &delimiter.replace("\\u0001", "\u{1}"));
        check(&[("datapackage.json", package), ("t.csv", rows)], &["teams 1 of 1"]);
    }
    for other in [r#""dialect.json""#, r#"{"delimiter": "::"}"#, r#"{"quoteChar": "'"}"#] {
        let package = format!(r#"{{"resources": [{{"name": "teams", "path": "t.csv", "dialect": {other}}}]}}"#);
        check(&[("datapackage.json", package.as_str()), ("t.csv", A_TEAM)], &["teams 1 of 1"]);
    }
}

#[test]
fn a_file_reads_alike_with_every_mark_delimiter_and_line_end() {
    let plain = "team_id,name,kind,area\na,\"A, B; C\tD\",domain,x\nb,\"one\ntwo\",domain,\n";
    let cells = |org: &Org| {
        let rows = org.table(Table::Teams).unwrap();
        (0..2)
            .map(|row| (0..4).map(|place| rows.show(&org.ids, place, row).into_owned()).collect())
            .collect::<Vec<Vec<String>>>()
    };
    let expected = cells(&check_one("teams.csv", plain, &["teams 2 of 2"]));
    assert_eq!(expected[0], ["a", "A, B; C\tD", "domain", "x"]);
    for delimiter in [",", ";", "\t"] {
        for mark in ["", "\u{feff}"] {
            for end in ["\n", "\r\n"] {
                for last in ["", end] {
                    let text = format!(
                        "{mark}team_id,name,kind,area{end}a,\"A# B; C\tD\",domain,x{end}b,\"one\ntwo\",domain,{last}"
                    );
                    // What stands between quotes is no delimiter.
                    let text = text.replace(',', delimiter).replace("A# B", "A, B");
                    for bytes in [text.as_bytes().to_vec(), gz(&text)] {
                        assert_eq!(cells(&check_one("teams.csv", bytes, &["teams 2 of 2"])), expected, "{text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn packages_of_both_versions_are_followed() {
    let first = r#"{"profile": "tabular-data-package", "name": "ours", "resources": [{"profile": "tabular-data-resource",
        "name": "teams", "path": ["1.csv", "2.csv"], "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": "|", "caseSensitiveHeader": false}, "schema": {"fields": [{"name": "team_id"}]}}]}"#;
    let second = r#"{"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "ours", "version": "2.0",
        "contributors": [{"title": "Data team", "roles": ["creator"]}], "resources": [{"type": "table", "name": "teams",
        "path": ["1.csv", "2.csv"], "dialect": {"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
        "delimiter": "|"}, "schema": "schema.json"}]}"#;
    for package in [first.to_owned(), second.to_owned(), format!("\u{feff}{second}")] {
        let (one, two) = (A_TEAM.replace(',', "|"), "team_id|name|kind\nb|B|domain\n".to_owned());
        check(&[("datapackage.json", package), ("1.csv", one), ("2.csv", two)], &["teams 2 of 2"]);
    }
}

#[test]
fn e45_columns_are_matched_by_name_in_every_part() {
    let first = "area,kind,team_id,name\nnorth,domain,a,A\n";
    let org = check(&[("teams.csv", first), ("teams.csv.gz", "name;team_id;kind\nB;b;domain\n")], &["teams 2 of 2"]);
    let areas: Vec<bool> = org.teams.iter().map(|(_, team)| team.area.is_some()).collect();
    assert_eq!(areas, [true, false]);
    check(
        &[("teams.csv", A_TEAM), ("teams.csv.gz", "team_id,name\nb,B\n")],
        &["teams refused missing_column", "teams.csv.gz:1 kind missing_column"],
    );
    check(&[("Teams.csv", "team_id,name,kind\n"), ("teams.csv", A_TEAM)], &["teams 1 of 1"]);
}

#[test]
fn e45_a_key_is_compared_across_parts_whatever_their_columns() {
    let rows = "measure,value,by\ndata-in-use,1,2026-01-01\n";
    let more = "measure,value,by,area\ndata-in-use,1,2026-01-01,\ndata-in-use,1,2026-01-01,x\n";
    check(&[("Targets.csv", rows), ("targets.csv", more)], &["targets 2 of 3, duplicate 1", "targets.csv:2 duplicate"]);
}

// Records

#[test]
fn e7_column_names_are_trimmed_and_compared_without_case() {
    check_one("teams.csv", " Team_ID ,NAME,kind,Mood,mood\na,A,domain,,\n", &["teams 1 of 1, unknown mood"]);
    check_one(
        "teams.csv",
        "team_id,name,kind,Name\na,A,domain,B\n",
        &["teams refused duplicate_column", "teams.csv:1 name duplicate_column"],
    );
}

#[test]
fn e8_nothing_is_padded_or_cut() {
    check_one(
        "teams.csv",
        "team_id,name,kind\na,A,domain,\nb,B\nc,C,domain\n",
        &["teams 1 of 3, bad_csv 2", "teams.csv:2 bad_csv", "teams.csv:3 bad_csv"],
    );
}

#[test]
fn e9_a_line_without_anything_in_it_is_no_row() {
    check_one("teams.csv", "\n,,\n \nteam_id,name,kind\n\n,,,,,\n\"\", ,\u{a0}\n\r\na,A,domain", &["teams 1 of 1"]);
}

#[test]
fn e10_an_open_quote_is_one_record_up_to_the_end() {
    let org = check_one(
        "teams.csv",
        "team_id,name,kind\na,A,domain\nb,\"B,domain\nc,C,domain\n\nd,D,domain",
        &["teams 1 of 2, bad_csv 1", "teams.csv:3 bad_csv"],
    );
    assert!(found(&org, Table::Teams).contains("after 4 lines"), "{}", found(&org, Table::Teams));
}

#[test]
fn e11_a_stray_quote_spoils_only_its_own_record() {
    check_one(
        "teams.csv",
        "team_id,name,kind\na,A \"x\",domain\nb,\"B\" ,domain\nc, \"C\",domain\nd,\"D\"x,\"do\nmain\"\ne,E,domain\n",
        &[
            "teams 1 of 5, bad_csv 4",
            "teams.csv:2 bad_csv",
            "teams.csv:3 bad_csv",
            "teams.csv:4 bad_csv",
            "teams.csv:5 bad_csv",
        ],
    );
}

#[test]
fn e12_a_carriage_return_alone_is_text() {
    check_one("teams.csv", "team_id,name,kind\r\na\rb,A,domain\r\nc,\"C\r\n\",domain\r", &["teams 2 of 2"]);
    check_one("teams.csv", "team_id,name,kind\na,A,\"domain\"\r", &["teams 0 of 1, bad_csv 1", "teams.csv:2 bad_csv"]);
    check_one(
        "teams.csv",
        "team_id,name,kind\ra,A,domain\r",
        &["teams refused missing_column", "teams.csv:1 kind missing_column"],
    );
}

#[test]
fn e12_a_problem_names_the_line_on_which_its_record_starts() {
    check_one(
        "teams.csv",
        "\n\nteam_id,name,kind\na,\"A\n\nA\",domain\n\nb,\"B\nB\",x\n",
        &["teams 1 of 2, bad_word 1", "teams.csv:8 kind bad_word"],
    );
}

#[test]
fn e13_a_refused_table_has_one_code_and_no_rows() {
    let bad = |bytes: &[u8], expected: &[&str]| drop(check_one("teams.csv", bytes, expected));
    let utf16: Vec<u8> = A_TEAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bad(&[b"\xFF\xFE", &utf16[..]].concat(), &["teams refused bad_encoding", "teams.csv:0 bad_encoding"]);
    bad(&utf16, &["teams refused bad_encoding", "teams.csv:0 bad_encoding"]);
    bad(b"team_id,name,kind,\xE9\na,A,domain,\n", &["teams refused bad_encoding", "teams.csv:1 bad_encoding"]);
    bad(b"", &["teams refused empty_file", "teams.csv:0 empty_file"]);
    bad(b"\xEF\xBB\xBF\n\n", &["teams refused empty_file", "teams.csv:0 empty_file"]);
    bad(b"\nteam_id,na\"me,kind\na,A,domain\n", &["teams refused bad_csv", "teams.csv:2 bad_csv"]);
    bad(b"team_id,name,\"kind\na,A,domain\n", &["teams refused bad_csv", "teams.csv:1 bad_csv"]);
    bad(b"team_id,name,name\n", &["teams refused duplicate_column", "teams.csv:1 name duplicate_column"]);
    bad(b"team_id,name\n", &["teams refused missing_column", "teams.csv:1 kind missing_column"]);
    bad(b"team_id,name,kind\na,a@b.cd,domain\n", &["teams refused looks_personal", "teams.csv:2 name looks_personal"]);
    bad(b"<!doctype html>\n<p>,;", &["teams refused bad_file", "teams.csv:0 bad_file"]);
    let packed = gz(&A_TEAM.repeat(100));
    for end in [3, 12, packed.len() / 2, packed.len() - 1] {
        bad(&packed[..end], &["teams refused bad_encoding", "teams.csv:0 bad_encoding"]);
    }
}

#[test]
fn e13_a_web_page_is_no_table_whatever_the_delimiter() {
    let package = r#"{"resources": [{"name": "teams", "path": "t.csv", "dialect": {"delimiter": "|"}}]}"#;
    let expected = ["teams refused bad_file", "t.csv:0 bad_file"];
    check(&[("datapackage.json", package), ("t.csv", "\n <HTML><p>not found</p>")], &expected);
}

#[test]
fn e13_one_reason_comes_before_another_whichever_part_has_it() {
    let parts = |one: &[u8], two: &[u8], expected: &[&str]| {
        check(&[("Teams.csv", one), ("teams.csv", two)], expected);
        check(&[("Teams.csv", two), ("teams.csv", one)], &[expected[0], &swap(expected[1])]);
    };
    let (missing, twice, personal): (&[u8], &[u8], &[u8]) =
        (b"team_id,name\n", b"team_id,name,kind,kind\n", b"team_id,name,kind\na,a@b.cd,domain\nb,B,domain\n");
    parts(missing, twice, &["teams refused duplicate_column", "teams.csv:1 kind duplicate_column"]);
    parts(personal, missing, &["teams refused missing_column", "teams.csv:1 kind missing_column"]);
    parts(missing, b"", &["teams refused empty_file", "teams.csv:0 empty_file"]);
    parts(b"", &gz(A_TEAM)[..20], &["teams refused bad_encoding", "teams.csv:0 bad_encoding"]);
    let package = r#"{"resources": [{"name": "teams", "path": "t.csv", "bytes": 5}]}"#;
    check(&[("datapackage.json", package), ("t.csv", "team_id\n")], &["teams refused bad_file", "t.csv:0 bad_file"]);
}

fn swap(line: &str) -> String {
    line.replacen("teams.csv", "Teams.csv", 1)
}

#[test]
fn e13_the_message_of_a_missing_column_names_those_found_and_no_person() {
    let org = read_files(&[("teams.csv", "team_id,\"na\nme\",a@b.cd\n")]);
    assert_eq!(found(&org, Table::Teams), "the columns “team_id”, “na me”");
    let org = read_files(&[("teams.csv", (0..2000).map(|name| format!("{name},")).collect::<String>())]);
    assert!(found(&org, Table::Teams).len() < 1000);
}

#[test]
fn e14_a_header_without_rows_is_an_empty_table() {
    let org = check_one("teams.csv", "team_id,name,kind", &["teams 0 of 0"]);
    assert!(org.table(Table::Teams).is_some());
}

#[test]
fn a_byte_that_is_not_utf_8_sets_its_row_aside_and_is_named() {
    let text = b"\xEF\xBB\xBFteam_id,name,kind\na,\xE9,domain\nb,B,domain\n";
    let org = check_one("teams.csv", text, &["teams 1 of 2, bad_encoding 1", "teams.csv:2 bad_encoding"]);
    assert!(found(&org, Table::Teams).contains("byte 24 of the file"), "{}", found(&org, Table::Teams));
}

// Cells

#[test]
fn e15_a_default_stands_for_an_empty_cell_only() {
    check_one(
        "conversations.csv",
        "conversation_id,held_on,kind,producer_team,consumer_team,evidence,count\n\
         1,2026-01-01,,a,b,,\n\
         1,2026-01-01,data_use,a,b,recorded,1\n\
         2,2026-01-01,,a,b,,\n\
         2,2026-01-01,talk,a,b,,\n\
         3,2026-01-01,,a,b,seen,none\n",
        &[
            "conversations 2 of 5, duplicate 1, conflict 2, cell bad_number 1, cell bad_word 1",
            "conversations.csv:3 conversation_id duplicate",
            "conversations.csv:4 conversation_id conflict",
            "conversations.csv:5 conversation_id conflict",
            "conversations.csv:6 evidence bad_word",
            "conversations.csv:6 count bad_number",
        ],
    );
}

#[test]
fn e16_a_row_set_aside_has_the_first_problem_that_applies() {
    let teams = ("teams.csv", b"team_id,name,kind,renamed_to\na,A,domain,\nb,B,domain,a\n".to_vec());
    let datasets = ("datasets.csv", b"dataset_id,name,kind\nd,D,source\n".to_vec());
    let about = ("about.csv", b"key,value\ndata_complete_through,2026-01-31\n".to_vec());
    let conversations = b"conversation_id,held_on,producer_team,consumer_team,count\n\
        1,\xE9,,\n\
        2,\xE9,,,\n\
        3,soon,,,x\n\
        4,,x,x,\n\
        5,2026-02-01,x,x,\n5,2026-02-01,x,y,\n\
        6,2026-02-01,x,x,1\n6,2026-02-01,x,x,\n\
        7,2026-02-01,a,b,\n\
        8,2026-02-01,a,,\n";
    let usage = b"dataset_id,team_id,used_on\ne,x,2026-02-01\ne,a,2026-02-01\nd,a,2026-02-01\n";
    check(
        &[teams, datasets, about, ("conversations.csv", conversations.to_vec()), ("usage.csv", usage.to_vec())],
        &[
            "about 1 of 1",
            "teams 2 of 2",
            "conversations 0 of 10, missing_required 2, bad_date 1, bad_csv 1, bad_encoding 1, duplicate 1, conflict 2, unknown_team 1, same_team 1",
            "datasets 1 of 1",
            "usage 0 of 3, unknown_team 1, unknown_dataset 1, after_data_date 1",
            "conversations.csv:2 bad_csv",
            "conversations.csv:3 bad_encoding",
            "conversations.csv:4 held_on bad_date",
            "conversations.csv:5 held_on missing_required",
            "conversations.csv:6 conversation_id conflict",
            "conversations.csv:7 conversation_id conflict",
            "conversations.csv:8 producer_team unknown_team",
            "conversations.csv:9 conversation_id duplicate",
            "conversations.csv:10 consumer_team same_team",
            "conversations.csv:11 consumer_team missing_required",
            "usage.csv:2 team_id unknown_team",
            "usage.csv:3 dataset_id unknown_dataset",
            "usage.csv:4 used_on after_data_date",
        ],
    );
}

#[test]
fn e16_cells_not_known_are_counted_on_rows_that_are_used_only() {
    check_one(
        "teams.csv",
        "team_id,name,kind,people,expected_to_share\na,A,domain,x,maybe\nb,,domain,x,maybe\n",
        &[
            "teams 1 of 2, missing_required 1, cell bad_number 1, cell bad_bool 1",
            "teams.csv:2 people bad_number",
            "teams.csv:2 expected_to_share bad_bool",
            "teams.csv:3 name missing_required",
        ],
    );
}

#[test]
fn e17_keys_are_compared_before_renames() {
    let teams = "team_id,name,kind,renamed_to\na,A,domain,\nb,B,domain,a\n";
    let steps = "team_id,step,entered_on\na,talking,2026-01-01\nb,talking,2026-01-01\n";
    check(&[("teams.csv", teams), ("steps.csv", steps)], &["teams 2 of 2", "steps 2 of 2"]);
}

#[test]
fn e18_content_is_what_cells_say_not_how_they_say_it() {
    check_one(
        "teams.csv",
        "team_id,name,kind,people,expected_to_share,mood,email\n\
         a,A,domain,7,TRUE,good,x\na, A ,domain,007,yes,bad,y\nb,B,domain,,,,\nb,B,domain,,no,,\n",
        &[
            "teams 1 of 4, duplicate 1, conflict 2, dropped email, unknown mood",
            "teams.csv:3 team_id duplicate",
            "teams.csv:4 team_id conflict",
            "teams.csv:5 team_id conflict",
        ],
    );
}

#[test]
fn e19_only_rows_that_parse_can_repeat_one_another() {
    check_one(
        "teams.csv",
        "team_id,name,kind\na,A,domian\na,A,domain\nb,B,domain\nb,B,domain\nb,C,domain\nb,B,domain\n",
        &[
            "teams 1 of 6, bad_word 1, conflict 4",
            "teams.csv:2 kind bad_word",
            "teams.csv:4 team_id conflict",
            "teams.csv:5 team_id conflict",
            "teams.csv:6 team_id conflict",
            "teams.csv:7 team_id conflict",
        ],
    );
}

#[test]
fn e20_an_empty_cell_is_a_key_only_beside_others() {
    let row = "2026-01-01,a,b\n";
    let conversations = format!("conversation_id,held_on,producer_team,consumer_team\n,{row},{row}");
    check_one("conversations.csv", conversations, &["conversations 2 of 2"]);
    check_one(
        "agreements.csv",
        "dataset_id,consumer_team,agreed_on\nd,,2026-01-01\nd,,2026-01-01\nd,a,2026-01-01\n",
        &["agreements 2 of 3, duplicate 1", "agreements.csv:3 duplicate"],
    );
    let usage = "dataset_id,team_id,used_on\nd,a,2026-01-01\nd,a,2026-01-01\n";
    check_one("usage.csv", usage, &["usage 2 of 2"]);
}

#[test]
fn e21_a_month_is_its_first_day() {
    let effort =
        "team_id,activity,month,person_days\na,upkeep,2026-01-05,2\na,upkeep,2026-01-31,2\na,upkeep,2026-02-28,1\n";
    check(
        &[("about.csv", "key,value\ndata_complete_through,2026-02-01\n"), ("effort.csv", effort)],
        &["about 1 of 1", "effort 2 of 3, duplicate 1", "effort.csv:3 duplicate"],
    );
}

#[test]
fn e22_a_second_team_is_required_only_for_the_use_of_data() {
    check_one(
        "conversations.csv",
        "held_on,kind,producer_team,consumer_team\n2026-01-01,,a,\n2026-01-01,data_use,a,\n2026-01-01,buy_in,a,\n2026-01-01,x,a,\n",
        &[
            "conversations 2 of 4, missing_required 2, cell bad_word 1",
            "conversations.csv:2 consumer_team missing_required",
            "conversations.csv:3 consumer_team missing_required",
            "conversations.csv:5 kind bad_word",
        ],
    );
    let without = "held_on,producer_team\n2026-01-01,a\n";
    let expected = ["conversations 0 of 1, missing_required 1", "conversations.csv:2 consumer_team missing_required"];
    check_one("conversations.csv", without, &expected);
}

#[test]
fn e23_numbers_are_plain() {
    let rows = |value: &str| format!("on,name,value\n2026-01-01,x,\"{value}\"\n");
    for good in ["1", "-1", "0.50", "007", "-0"] {
        check_one("reported.csv", rows(good), &["reported 1 of 1"]);
    }
    for bad in ["1e3", "+1", ".5", "5.", "1,000", "1 000", "NaN", "inf", "0x1"] {
        check_one("reported.csv", rows(bad), &["reported 0 of 1, bad_number 1", "reported.csv:2 value bad_number"]);
    }
    check_one(
        "effort.csv",
        "team_id,activity,month,people,person_days\na,upkeep,2026-01-01,0,0\nb,upkeep,2026-01-01,1,-1\n",
        &[
            "effort 1 of 2, bad_number 1, cell bad_number 1",
            "effort.csv:2 people bad_number",
            "effort.csv:3 person_days bad_number",
        ],
    );
    check_one(
        "survey.csv",
        "wave,question,asked,answers_1\n2026-01-01,q,0,0\n2026-01-01,r,1.0,0\n2026-01-01,s,1,-1\n",
        &[
            "survey 2 of 3, bad_number 1, cell bad_number 1",
            "survey.csv:3 asked bad_number",
            "survey.csv:4 answers_1 bad_number",
        ],
    );
}

#[test]
fn e24_lengths_are_characters_after_trimming() {
    let rows =
        |id: usize, name: usize| format!("team_id,name,kind\n {} ,{},domain\n", "é".repeat(id), "é".repeat(name));
    check_one("teams.csv", rows(200, 2000), &["teams 1 of 1"]);
    check_one("teams.csv", rows(201, 1), &["teams 0 of 1, too_long 1", "teams.csv:2 team_id too_long"]);
    check_one("teams.csv", rows(1, 2001), &["teams 0 of 1, too_long 1", "teams.csv:2 name too_long"]);
    let event = |label: usize| format!("on,label\n2026-01-01,{}\n", "x".repeat(label));
    check_one("events.csv", event(50), &["events 1 of 1"]);
    check_one("events.csv", event(51), &["events 0 of 1, too_long 1", "events.csv:2 label too_long"]);
    let list =
        |length: usize| format!("capability,state,since,needed_by\nc,missing,2026-01-01,{}\n", "x".repeat(length));
    check_one("capabilities.csv", list(2000), &["capabilities 1 of 1"]);
    check_one(
        "capabilities.csv",
        list(2001),
        &["capabilities 1 of 1, cell too_long 1", "capabilities.csv:2 needed_by too_long"],
    );
}

#[test]
fn e25_words_are_compared_exactly() {
    let row = "held_on,kind,producer_team,consumer_team\n2026-01-01,Data_Use,a,b\n";
    check_one(
        "conversations.csv",
        row,
        &["conversations 1 of 1, cell bad_word 1", "conversations.csv:2 kind bad_word"],
    );
}

#[test]
fn e26_a_list_holds_each_value_once() {
    check_one(
        "agreements.csv",
        "dataset_id,agreed_on,covers\nd,2026-01-01,owner;notice\nd,2026-01-01,\" owner ;; notice;owner\"\n",
        &["agreements 1 of 2, duplicate 1", "agreements.csv:3 duplicate"],
    );
    check_one(
        "agreements.csv",
        "dataset_id;agreed_on;covers\nd;2026-01-01;owner;notice\nd;2026-01-01;\"owner;notice\"\n",
        &["agreements 1 of 2, bad_csv 1", "agreements.csv:2 bad_csv"],
    );
}

#[test]
fn e48_whole_numbers_and_years_have_limits() {
    let people = |people: &str| format!("team_id,name,kind,people\na,A,domain,{people}\n");
    check_one("teams.csv", people("999999999999999"), &["teams 1 of 1"]);
    let expected = ["teams 1 of 1, cell bad_number 1", "teams.csv:2 people bad_number"];
    check_one("teams.csv", people("1000000000000000"), &expected);
    let step = |day: &str| format!("team_id,step,entered_on\na,talking,{day}\n");
    for good in ["0001-01-01", "2024-02-29", "9999-12-31"] {
        check_one("steps.csv", step(good), &["steps 1 of 1"]);
    }
    for bad in ["0000-01-01", "2023-02-29", "22.04.2025", "2025-04-22T10:00:00Z", "2025-4-22", "20250422"] {
        check_one("steps.csv", step(bad), &["steps 0 of 1, bad_date 1", "steps.csv:2 entered_on bad_date"]);
    }
}

#[test]
fn e49_e50_a_cell_of_blanks_is_empty() {
    check_one(
        "teams.csv",
        "team_id,name,kind\n\u{a0}a\u{2003},\u{3000},domain\n\u{a0}b\u{2003},B,\u{a0}domain \nb,B,domain\n",
        &[
            "teams 1 of 3, missing_required 1, duplicate 1",
            "teams.csv:2 name missing_required",
            "teams.csv:4 team_id duplicate",
        ],
    );
}

// Rows

#[test]
fn e27_data_that_is_not_shared_yet_may_be_talked_about() {
    let datasets = ("datasets.csv", "dataset_id,name,kind\nd,D,source\n");
    let conversations = "held_on,producer_team,consumer_team,dataset_id,use_case_id\n2026-01-01,a,b,e,nowhere\n";
    check(
        &[datasets, ("conversations.csv", conversations), ("built_from.csv", "dataset_id,source_dataset_id\nd,e\n")],
        &[
            "conversations 1 of 1, cell unknown_dataset 1",
            "datasets 1 of 1",
            "built_from 0 of 1, unknown_dataset 1",
            "conversations.csv:2 dataset_id unknown_dataset",
            "built_from.csv:2 source_dataset_id unknown_dataset",
        ],
    );
    check(
        &[("teams.csv", A_TEAM), ("ownership.csv", "dataset_id,since,looked_after_by\nd,2026-01-01,x\n")],
        &["teams 1 of 1", "ownership 0 of 1, unknown_team 1", "ownership.csv:2 looked_after_by unknown_team"],
    );
}

#[test]
fn e28_a_team_renamed_to_nowhere_takes_those_renamed_to_it_along() {
    let org = check_one(
        "teams.csv",
        "team_id,name,kind,renamed_to\nc,C,domain,b\na,A,domain,gone\nb,B,domain,a\nd,D,domain,e\ne,E,domain,\n",
        &[
            "teams 2 of 5, unknown_team 3",
            "teams.csv:2 renamed_to unknown_team",
            "teams.csv:3 renamed_to unknown_team",
            "teams.csv:4 renamed_to unknown_team",
        ],
    );
    assert_eq!(org.teams.iter().map(|(_, team)| team.id.as_str()).collect::<Vec<_>>(), ["e"]);
}

#[test]
fn e28_a_circle_of_renames_refuses_the_table_and_ids_are_taken_as_they_come() {
    let teams = "team_id,name,kind,renamed_to\nd,D,domain,a\na,A,domain,b\nb,B,domain,a\n";
    let steps = "team_id,step,entered_on\nx,talking,2026-01-01\n";
    let org = check(
        &[("teams.csv", teams), ("steps.csv", steps)],
        &["teams refused rename_cycle", "steps 1 of 1", "teams.csv:3 renamed_to rename_cycle"],
    );
    assert!(notes(&org).contains("teams.csv was not read"));
    assert_eq!(
        org.teams.iter().map(|(_, team)| team.id.as_str()).collect::<Vec<_>>(),
        ["x"],
        "only teams met in rows used"
    );
    let own = "team_id,name,kind,renamed_to\na,A,domain,a\n";
    check_one("teams.csv", own, &["teams refused rename_cycle", "teams.csv:2 renamed_to rename_cycle"]);
    // A conflict takes the circle apart before it is one.
    let conflict = "team_id,name,kind,renamed_to\na,A,domain,b\na,B,domain,b\nb,B,domain,a\n";
    check_one(
        "teams.csv",
        conflict,
        &[
            "teams 0 of 3, conflict 2, unknown_team 1",
            "teams.csv:2 team_id conflict",
            "teams.csv:3 team_id conflict",
            "teams.csv:4 renamed_to unknown_team",
        ],
    );
}

#[test]
fn e28_a_long_chain_of_renames_takes_no_longer_than_its_links() {
    let mut teams = "team_id,name,kind,renamed_to\n".to_owned();
    (0..100_000).for_each(|team| teams += &format!("{team},T,domain,{}\n", team + 1));
    let mut talks = "held_on,producer_team,consumer_team\n".to_owned();
    (0..1000).for_each(|team| talks += &format!("2026-01-01,{team},{}\n", team + 1));
    let files = |last: &str| {
        let teams = format!("{teams}{last}");
        vec![("teams.csv".to_owned(), teams.into_bytes()), ("conversations.csv".to_owned(), talks.clone().into_bytes())]
    };
    let lost = read::read(&files(""), 65536);
    assert_eq!(lost.report.tables.get(Table::Teams).unwrap().rows_set_aside(), 100_000);
    let held = read::read(&files("100000,T,domain,\n"), 65536);
    assert_eq!(line(held.report.tables.get(Table::Conversations).unwrap()), " 0 of 1000, same_team 1000");
    assert_eq!(held.teams.len(), 1);
}

#[test]
fn e30_a_refused_table_is_absent_and_a_row_set_aside_is_not_held() {
    let steps = ("steps.csv", "team_id,step,entered_on\nb,talking,2026-01-01\n");
    check(
        &[("teams.csv", "team_id,name\n"), steps],
        &["teams refused missing_column", "steps 1 of 1", "teams.csv:1 kind missing_column"],
    );
    check(
        &[("teams.csv", "team_id,name,kind\na,A,domain\nb,B,x\n"), steps],
        &[
            "teams 1 of 2, bad_word 1",
            "steps 0 of 1, unknown_team 1",
            "teams.csv:3 kind bad_word",
            "steps.csv:2 team_id unknown_team",
        ],
    );
    let org = check_one("usage.csv", "dataset_id,team_id,used_on\nd,a,2026-01-01\n", &["usage 1 of 1"]);
    assert!(notes(&org).contains("datasets.csv was not read") && notes(&org).contains("teams.csv was not read"));
}

#[test]
fn e31_a_target_names_a_measure_or_a_number_that_is_reported() {
    check(
        &[
            ("reported.csv", "on,name,value\n2026-01-01,Tickets,1\n2026-01-01,Broken,x\n"),
            (
                "targets.csv",
                "measure,value,by\ndata-in-use,1,2027-01-01\nTickets,1,2027-01-01\ntickets,1,2027-01-01\nBroken,1,2027-01-01\n",
            ),
            ("proofs.csv", "statement,measure\nx,\ny,profit\n"),
        ],
        &[
            "proofs 1 of 2, unknown_measure 1",
            "targets 2 of 4, unknown_measure 2",
            "reported 1 of 2, bad_number 1",
            "proofs.csv:3 measure unknown_measure",
            "targets.csv:4 measure unknown_measure",
            "targets.csv:5 measure unknown_measure",
            "reported.csv:3 value bad_number",
        ],
    );
}

#[test]
fn e32_only_a_rows_own_date_can_be_after_the_data() {
    let tables = [
        ("conversations.csv", "held_on,producer_team,consumer_team\n2026-02-01,a,b\n", 1),
        ("ownership.csv", "dataset_id,since\nd,2026-02-01\n", 1),
        ("usage.csv", "dataset_id,team_id,used_on\nd,a,2026-02-01\n", 1),
        ("changes.csv", "dataset_id,released_on,kind\nd,2026-02-01,fix\n", 1),
        ("problems.csv", "dataset_id,found_on,found_by\nd,2026-02-01,user\n", 1),
        ("agreements.csv", "dataset_id,agreed_on\nd,2026-02-01\n", 1),
        ("steps.csv", "team_id,step,entered_on\na,talking,2026-02-01\n", 1),
        ("decisions.csv", "area,raised_on\nx,2026-02-01\n", 1),
        ("survey.csv", "wave,question,asked\n2026-02-01,q,1\n", 1),
        ("effort.csv", "team_id,activity,month,person_days\na,upkeep,2026-02-01,1\n", 1),
        ("backing.csv", "area,level,since\nx,aware,2026-02-01\n", 1),
        ("capabilities.csv", "capability,state,since\nx,missing,2026-02-01\n", 1),
        ("events.csv", "on,label\n2026-02-01,x\n", 1),
        ("reported.csv", "on,name,value\n2026-02-01,x,1\n", 1),
        ("teams.csv", "team_id,name,kind,active_from\na,A,domain,2026-02-01\n", 0),
        ("datasets.csv", "dataset_id,name,kind,shared_on\nd,D,source,2026-02-01\n", 0),
        ("use_cases.csv", "use_case_id,name,chosen_on\nu,U,2026-02-01\n", 0),
        ("proofs.csv", "statement,set_on\nx,2026-02-01\n", 0),
        ("targets.csv", "measure,value,by,set_on\ndata-in-use,1,2026-02-01,2026-02-01\n", 0),
    ];
    for (file, rows, aside) in tables {
        let org = read_files(&[("about.csv", "key,value\ndata_complete_through,2026-01-31\n"), (file, rows)]);
        let report = org.report.tables.values().last().unwrap();
        assert_eq!((report.read, report.rows_set_aside()), (1, aside), "{file}");
        assert!(report.set_aside.keys().all(|code| code.code() == "after_data_date"), "{file}");
        let org = read_files(&[("about.csv", "key,value\nstage,start\n"), (file, rows)]);
        assert!(org.report.is_clean(), "where the day is assumed nothing is after it: {file}");
    }
}

#[test]
fn e33_the_day_assumed_is_the_latest_one_that_lies_not_ahead_by_nature() {
    let day = |file: &str, rows: &str| read_files(&[(file, rows)]).data_complete_through.map(|day| day.to_string());
    let yes = Some("2026-02-01".to_owned());
    assert_eq!(day("use_cases.csv", "use_case_id,name,dropped_on\nu,U,2026-02-01\n"), yes);
    assert_eq!(day("targets.csv", "measure,value,by,set_on\ndata-in-use,1,2027-02-01,2026-02-01\n"), yes);
    assert_eq!(day("steps.csv", "team_id,step,entered_on\na,talking,2026-02-01\na,x,2026-03-01\n"), yes);
    assert_eq!(day("changes.csv", "dataset_id,released_on,kind,announced_on\nd,2026-01-01,fix,2026-02-01\n"), yes);
    assert_eq!(day("teams.csv", "team_id,name,kind,active_from,active_to\na,A,domain,2026-01-01,2026-02-01\n"), None);
    assert_eq!(day("datasets.csv", "dataset_id,name,kind,retired_on\nd,D,source,2026-02-01\n"), None);
    assert_eq!(day("effort.csv", "team_id,activity,month,person_days\na,upkeep,2026-02-01,1\n"), None);
    assert_eq!(day("events.csv", "on,label\n2026-02-01,x\n"), None);
}

#[test]
fn e34_a_setting_that_does_not_parse_keeps_its_default() {
    let org = check_one(
        "about.csv",
        "key,value\nminimum_group,0\nnotice_days,0\npromised_days,0.5\nuse_window_days,1.5\nstage,Start\ndirect_means,x\n\
         data_complete_through,soon\ncolour,blue\nshade,\nwhy,\nask,one\nask,two\nhow,so\nhow,so\nmeeting_window_days,7\n",
        &[
            "about 12 of 15, duplicate 1, conflict 2, cell bad_date 1, cell bad_number 2, cell bad_word 2, unknown key colour, unknown key shade",
            "about.csv:2 value bad_number",
            "about.csv:5 value bad_number",
            "about.csv:6 value bad_word",
            "about.csv:7 value bad_word",
            "about.csv:8 value bad_date",
            "about.csv:12 key conflict",
            "about.csv:13 key conflict",
            "about.csv:15 key duplicate",
        ],
    );
    let settings = &org.settings;
    assert_eq!((settings.minimum_group, settings.notice_days, settings.use_window_days), (5, 0, 90));
    assert_eq!((settings.meeting_window_days, settings.ask.as_deref(), settings.how.as_deref()), (7, None, Some("so")));
    assert!((settings.promised_days - 0.5).abs() < 1e-9);
    assert!(org.assumed);
}

#[test]
fn e35_of_two_dates_in_the_wrong_order_the_later_is_not_known() {
    for (file, rows, column) in [
        (
            "conversations.csv",
            "held_on,producer_team,consumer_team,action_on\n2026-01-02,a,b,2026-01-01\n",
            "action_on",
        ),
        ("datasets.csv", "dataset_id,name,kind,shared_on,retired_on\nd,D,source,2026-01-02,2026-01-01\n", "retired_on"),
        ("use_cases.csv", "use_case_id,name,chosen_on,delivered_on\nu,U,2026-01-02,2026-01-01\n", "delivered_on"),
        ("decisions.csv", "area,raised_on,decided_on\nx,2026-01-02,2026-01-01\n", "decided_on"),
        ("problems.csv", "dataset_id,found_on,found_by,fixed_on\nd,2026-01-02,user,2026-01-01\n", "fixed_on"),
    ] {
        let table = file.trim_end_matches(".csv");
        let org = check_one(
            file,
            rows,
            &[&format!("{table} 1 of 1, cell out_of_order 1"), &format!("{file}:2 {column} out_of_order")],
        );
        assert_eq!(org.data_complete_through.unwrap().to_string(), "2026-01-02");
        let same_day = rows.replace("2026-01-02", "2026-01-01");
        check_one(file, same_day, &[&format!("{table} 1 of 1")]);
    }
    let requested = "use_case_id,name,requested_on,chosen_on\nu,U,2026-01-02,2026-01-01\n";
    check_one("use_cases.csv", requested, &["use_cases 1 of 1"]);
}

#[test]
fn e36_a_column_with_an_address_is_dropped_in_every_part() {
    let one = "team_id,name,kind,area,note\na,A,domain,north,x\n";
    let two = "note,team_id,name,kind,area\nask a.b@c.de,b,B,domain,\n,c,C,domain,ann@example.org\n";
    let org = check(&[("Teams.csv", one), ("teams.csv", two)], &["teams 3 of 3, dropped note, dropped area"]);
    assert!(org.table(Table::Teams).unwrap().column("area").is_none());
    assert!(org.teams.iter().all(|(_, team)| team.area.is_none()));
    check(&[("Teams.csv", two), ("teams.csv", one)], &["teams 3 of 3, dropped note, dropped area"]);
}

#[test]
fn e36_a_problem_of_a_dropped_column_is_no_problem_any_more() {
    check_one(
        "teams.csv",
        "team_id,name,kind,people\na,A,domain,x\nb,B,domain,b@c.de\n",
        &["teams 2 of 2, dropped people"],
    );
}

#[test]
fn e36_what_a_dropped_column_named_is_not_kept() {
    let org = check_one(
        "ownership.csv",
        "dataset_id,since,owner_team\nd,2026-01-01,ann.smith\ne,2026-01-01,ann.smith@example.org\n",
        &["ownership 2 of 2, dropped owner_team"],
    );
    assert!(org.teams.is_empty());
}

#[test]
fn e36_rows_before_and_after_an_address_are_judged_alike() {
    let head = "conversation_id,held_on,kind,producer_team,consumer_team\n";
    let rows = [
        "1,2026-01-01,buy_in,a,\n",
        "2,2026-01-01,,a,b\n",
        "2,2026-01-01,,a,b\n",
        "3,2026-01-01,,a,b@c.de\n",
        "4,2026-01-01,data_use,a,c\n",
    ];
    check_one(
        "conversations.csv",
        format!("{head}{}", rows.concat()),
        &[
            "conversations 1 of 5, missing_required 4, dropped consumer_team",
            "conversations.csv:3 consumer_team missing_required",
            "conversations.csv:4 consumer_team missing_required",
            "conversations.csv:5 consumer_team missing_required",
            "conversations.csv:6 consumer_team missing_required",
        ],
    );
    // Without its kind every conversation is one about the use of data.
    check_one(
        "conversations.csv",
        format!("{head}1,2026-01-01,buy_in,a,\n2,2026-01-01,a@b.cd,a,b\n3,2026-01-01,buy_in,a,\n"),
        &[
            "conversations 1 of 3, missing_required 2, dropped kind",
            "conversations.csv:2 consumer_team missing_required",
            "conversations.csv:4 consumer_team missing_required",
        ],
    );
}

#[test]
fn e36_of_the_settings_only_one_is_set_aside() {
    let org = check_one(
        "about.csv",
        "key,value\nask,write to a@b.cd\nwhy,because\na@b.cd,x\n",
        &["about 1 of 3, looks_personal 2", "about.csv:2 ask looks_personal", "about.csv:4 looks_personal"],
    );
    assert_eq!((org.settings.ask.as_deref(), org.settings.why.as_deref()), (None, Some("because")));
}

#[test]
fn e37_columns_named_for_persons_are_dropped_and_only_those() {
    check_one(
        "teams.csv",
        "team_id,name,kind,E-Mail,EMAIL,user,users,Login,last_name\na,A,domain,,,,,,\n",
        &["teams 1 of 1, dropped email, dropped user, dropped login, dropped last_name, unknown e-mail, unknown users"],
    );
}

#[test]
fn e40_no_conversation_of_a_team_with_itself_counts() {
    let teams = "team_id,name,kind,renamed_to\na,A,domain,\nb,B,domain,c\nc,C,domain,a\n";
    let talks = "held_on,kind,producer_team,consumer_team\n2026-01-01,buy_in,a,a\n2026-01-01,,b,c\n2026-01-01,,b,\n";
    check(
        &[("teams.csv", teams), ("conversations.csv", talks)],
        &[
            "teams 3 of 3",
            "conversations 0 of 3, missing_required 1, same_team 2",
            "conversations.csv:2 consumer_team same_team",
            "conversations.csv:3 consumer_team same_team",
            "conversations.csv:4 consumer_team missing_required",
        ],
    );
}

#[test]
fn e46_the_first_thousand_problems_by_file_and_line_are_kept_and_all_are_counted() {
    // Each row of the first part is repeated in the second, from the last to the first; the second part has bad cells as well.
    let head = "team_id,name,kind,people\n";
    let row = |team: u32, people: &str| format!("{team},T,domain,{people}\n");
    let one: String = (0..1500).map(|team| row(team, "")).collect();
    let two: String = (0..1500).rev().flat_map(|team| [row(team, ""), row(team + 5000, "many")]).collect();
    let files = vec![
        ("Teams.csv".to_owned(), format!("{head}{one}").into_bytes()),
        ("teams.csv".to_owned(), format!("{head}{two}").into_bytes()),
    ];
    let org = read::read(&files, 65536);
    let report = &org.report.tables.get(Table::Teams).unwrap();
    assert_eq!(line(report), " 3000 of 4500, duplicate 1500, cell bad_number 1500");
    let kept: Vec<(String, u32)> = report.problems.iter().map(|problem| (problem.file.clone(), problem.line)).collect();
    let first: Vec<(String, u32)> = (2..1002).map(|line| ("teams.csv".to_owned(), line)).collect();
    assert_eq!(kept, first);
}

#[test]
fn e47_more_than_a_tenth_set_aside_is_doubtful() {
    let report = |good: usize| {
        let good: String = (0..good).map(|team| format!("{team},T,domain\n")).collect();
        let org = read_files(&[("teams.csv", format!("team_id,name,kind\nx,X,?\n{good}"))]);
        org.report.tables.get(Table::Teams).unwrap().is_doubtful()
    };
    assert_eq!([report(8), report(9)], [true, false]);
}

#[test]
fn tables_go_on_where_another_is_refused() {
    check(
        &[
            ("teams.csv", TWO_TEAMS),
            ("datasets.csv", ""),
            ("usage.csv", "dataset_id,team_id,used_on\nd,b,2026-01-01\n"),
        ],
        &["teams 2 of 2", "datasets refused empty_file", "usage 1 of 1", "datasets.csv:0 empty_file"],
    );
}
