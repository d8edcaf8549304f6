//! A zip is read like the folder that was packed, and one that cannot be says which file is the matter and what was expected (E42).
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;
#[path = "support/zipped.rs"]
mod zipped;

use std::io::Cursor;
use std::process::Command;

use proptest::prelude::*;
use uptake::export::{ArchiveReadError, Directory, ExportReader, ZipWriter, checksum, read_archive};
use uptake::measure::ASKED;
use uptake::org::{Org, ProblemCode, Table};
use zipped::{Packed, deflated, stored, unzipped, zip};

const A_TEAM: &[u8] = b"team_id,name,kind\na,A,domain\n";
const A_TALK: &[u8] = b"held_on,kind,producer_team\n2026-01-05,buy_in,a\n";

fn read(zip: &[u8]) -> Result<Org, ArchiveReadError> {
    read_archive(&mut Cursor::new(zip), ExportReader::new(ASKED, checksum::every))
}

/// The rows used of each table, and the code of those refused.
fn check(files: &[Packed], expected: &[&str]) -> Org {
    let org = read(&zip(files)).unwrap();
    assert_eq!(tables(&org), expected, "{:?}", org.report);
    org
}

fn tables(org: &Org) -> Vec<String> {
    let words = |(table, report): (Table, &uptake::org::TableReport)| match report.refused {
        Some(code) => format!("{} {code}", table.name()),
        None => format!("{} {}", table.name(), report.used),
    };
    org.report.tables.iter().map(words).collect()
}

/// What is said of a zip that is refused as a whole.
fn refused(zip: &[u8], says: &str) {
    let error = read(zip).unwrap_err().to_string();
    assert!(error.contains(says), "“{error}” does not say “{says}”");
}

#[test]
fn a_zip_is_read_like_the_folder_that_was_packed() {
    for name in ["town", "small", "empty", "dirty/main", "dirty/cycle", "dirty/package"] {
        let files = sets::folder(&sets::set(name));
        let folder = read::read(&files, usize::MAX);
        for pack in [stored, deflated] {
            for inside in ["", "export/", "a/b/"] {
                let mut packed: Vec<Packed> =
                    files.iter().map(|(name, bytes)| pack(&format!("{inside}{name}"), bytes)).collect();
                packed.extend(
                    ["__MACOSX/export/._teams.csv", ".DS_Store", "export/.teams.csv", ".git/teams.csv"]
                        .map(|name| stored(name, b"\0")),
                );
                packed.push(stored("export/", b""));
                assert_eq!(read(&zip(&packed)).unwrap().report, folder.report, "{name} in “{inside}”");
            }
        }
    }
}

#[test]
fn the_program_reads_a_zip_and_ends_like_for_its_folder() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("may.zip");
    let files = sets::folder(&sets::set("small"));
    std::fs::write(&path, zip(&files.iter().map(|(name, bytes)| deflated(name, bytes)).collect::<Vec<_>>())).unwrap();
    let uptake = |command: &str, export: &std::path::Path| {
        let mut uptake = Command::new(env!("CARGO_BIN_EXE_uptake"));
        uptake.args([command, export.to_str().unwrap(), "--json"]).output().unwrap()
    };
    for command in ["check", "measure"] {
        let (zip, folder) = (uptake(command, &path), uptake(command, &sets::set("small")));
        let without_notes = |output: &std::process::Output| -> serde_json::Value {
            let mut json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            json["notes"].take();
            json
        };
        assert_eq!(zip.status, folder.status, "{command}");
        assert_eq!(without_notes(&zip), without_notes(&folder), "{command}");
    }
    for (bytes, says) in [
        (zip(&[stored("readme.txt", b"x")]), "may.zip: no table found"),
        (zip(&[Packed { flags: 1, ..stored("teams.csv", A_TEAM) }]), "may.zip: found “teams.csv” encrypted, expected"),
        (A_TEAM.to_vec(), "may.zip: found no zip"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        let output = uptake("check", &path);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{message}");
        assert!(message.contains(says), "“{message}” does not say “{says}”");
    }
}

#[test]
fn what_e42_refuses_names_the_file() {
    let encrypted = Packed { flags: 0x801, ..deflated("x/teams.csv", A_TEAM) };
    refused(&zip(&[encrypted]), "“x/teams.csv” encrypted, expected a zip without a password");
    let nested = [stored("teams.csv", A_TEAM), stored("old/May.ZIP", b"PK")];
    refused(&zip(&nested), "the archive “old/May.ZIP” inside, expected the files themselves");
    let folders = [stored("a/teams.csv", A_TEAM), stored("b/usage.csv.gz", A_TEAM)];
    refused(&zip(&folders), "tables in “a/” and in “b/”, expected them in one folder");
    let root = [stored("teams.csv", A_TEAM), stored("a/teams.csv", A_TEAM)];
    refused(&zip(&root), "expected them in one folder");
    let packages = [stored("a/datapackage.json", b"{}"), stored("b/datapackage.json", b"{}")];
    refused(&zip(&packages), "a/datapackage.json and b/datapackage.json, expected one");
    refused(&zip(&[stored("teams.csv", A_TEAM), deflated("teams.csv", A_TEAM)]), "“teams.csv” twice, expected");
    // What is skipped is no reason for anything.
    check(&[stored("teams.csv", A_TEAM), Packed { flags: 1, ..stored("__MACOSX/a.zip", b"") }], &["teams 1"]);
}

#[test]
fn a_package_may_list_parts_in_folders_below_it_and_nothing_else_is_read() {
    let package = br#"{"resources": [{"name": "teams", "path": ["1/teams.csv", "2/teams.csv", "../teams.csv"]},
        {"name": "usage", "path": "usage.csv"}]}"#;
    let more = b"team_id,name,kind\nb,B,domain\n";
    let files = [
        deflated("may/datapackage.json", package),
        stored("may/1/teams.csv", A_TEAM),
        deflated("may/2/teams.csv", more),
        stored("may/conversations.csv", A_TALK),
        stored("teams.csv", b"team_id,name,kind\nc,C,domain\n"),
    ];
    let org = check(&files, &["teams 2", "usage bad_file"]);
    for note in [
        "teams: path “../teams.csv” leaves the package, not read",
        "conversations.csv: not listed in datapackage.json, not read",
        "teams.csv: not in the folder of the tables, not read",
    ] {
        assert!(org.report.notes.iter().any(|found| found == note), "{:?}", org.report.notes);
    }
    refused(&zip(&[deflated("datapackage.json", b"{\n \"resources\": [}")]), "datapackage.json:2:");
}

#[test]
fn a_name_that_points_outside_is_never_read_and_is_named() {
    for name in ["../teams.csv", "/teams.csv", "a/../../teams.csv", "c:/teams.csv", "..\\teams.csv", "a//teams.csv"] {
        let org = check(&[stored(name, A_TEAM), stored("conversations.csv", A_TALK)], &["conversations 1"]);
        assert!(org.report.notes.iter().any(|note| note.contains("leaves the archive, not read")), "{name}");
    }
    check(
        &[stored("may\\teams.csv", A_TEAM), stored("./may/conversations.csv", A_TALK)],
        &["teams 1", "conversations 1"],
    );
}

#[test]
fn a_damaged_file_refuses_its_table_and_the_others_go_on() {
    let talks = || stored("conversations.csv", A_TALK);
    for (what, file) in [
        ("another method", Packed { method: 12, ..stored("teams.csv", A_TEAM) }),
        ("another sum", Packed { sum: 1, ..stored("teams.csv", A_TEAM) }),
        ("shorter than it says", Packed { bytes: 1000, ..deflated("teams.csv", A_TEAM) }),
        ("longer than it says", Packed { bytes: 20, ..deflated("teams.csv", A_TEAM) }),
        ("stored with two lengths", Packed { bytes: 20, ..stored("teams.csv", A_TEAM) }),
        ("stored, called deflated", Packed { method: 8, ..stored("teams.csv", A_TEAM) }),
    ] {
        let org = read(&zip(&[file, talks()])).unwrap();
        assert_eq!(tables(&org), ["teams bad_encoding", "conversations 1"], "{what}");
        let problem = &org.report.tables.get(Table::Teams).unwrap().problems[0];
        assert_eq!((problem.file.as_str(), problem.code), ("teams.csv", ProblemCode::BadEncoding), "{what}");
        assert!(problem.expected.contains("unpacks to its end"), "{what}: {problem}");
    }
}

/// Ten gigabytes that say they are a hundred bytes are cut off after a hundred, and those that say what they are are refused.
#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b'0'; 100_000_000];
    let began = std::time::Instant::now();
    let bomb = Packed { bytes: 100, ..deflated("teams.csv", &zeros) };
    assert_eq!(tables(&read(&zip(&[bomb])).unwrap()), ["teams bad_encoding"]);
    let many: Vec<Packed> =
        (0..3).map(|n| Packed { bytes: 1_000_000_000, ..stored(&format!("{n}.csv"), b"") }).collect();
    refused(&zip(&many), "found files of 3000000000 bytes, expected at most 2147483648");
    let package = Packed { bytes: 1 << 25, ..deflated("datapackage.json", &zeros) };
    refused(&zip(&[package]), "datapackage.json: found 33554432 bytes");
    assert!(began.elapsed() < std::time::Duration::from_mins(1));
}

#[test]
fn zips_of_other_kinds_and_broken_ones_are_refused() {
    let good = zip(&[deflated("teams.csv", A_TEAM)]);
    let end = good.len() - 22;
    let with = |at: usize, bytes: &[u8]| {
        let mut zip = good.clone();
        zip[at..at + bytes.len()].copy_from_slice(bytes);
        zip
    };
    refused(&with(end + 16, &[0xFF; 4]), "a zip64, expected one zip of less than 4 GB");
    refused(&with(end + 4, &[1]), "one of several volumes, expected one zip");
    refused(&with(end + 10, &[2]), "one of several volumes");
    refused(&with(end + 16, &[0xFF, 0xFF, 0, 0]), "a table of contents that is not inside");
    refused(&with(end + 16, &[0, 0, 0, 0]), "a table of contents that is cut short");
    refused(&good[..good.len() - 1], "no zip, or one that is cut short, expected a zip with tables");
    refused(b"", "no zip");
    refused(&zip(&[]), "no table found");
    // A comment behind it is fine, also one that looks like an end.
    let mut with_comment = with(end + 20, &[25]);
    with_comment.extend(b"made on a monday PK\x05\x06 see");
    assert_eq!(tables(&read(&with_comment).unwrap()), ["teams 1"]);
}

#[test]
fn a_gzip_inside_is_unpacked_too_and_is_what_a_package_states() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(A_TEAM).unwrap();
    let packed = encoder.finish().unwrap();
    for pack in [stored, deflated] {
        check(&[pack("teams.csv.gz", &packed)], &["teams 1"]);
        for (bytes, expected) in [(packed.len(), "teams 1"), (A_TEAM.len(), "teams bad_file")] {
            let package = format!(r#"{{"resources": [{{"name": "teams", "path": "t.gz", "bytes": {bytes}}}]}}"#);
            check(&[pack("t.gz", &packed), pack("datapackage.json", package.as_bytes())], &[expected]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is changed, a table is read as it was packed or not at all.
    #[test]
    fn a_zip_with_changed_bytes_never_reads_as_something_else(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = zip(&[deflated("teams.csv", A_TEAM), stored("conversations.csv", A_TALK)]);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        if let Ok(org) = read(&bytes) {
            for (table, report) in org.report.tables.iter() {
                let rows_read = (report.refused.is_none(), report.read);
                assert!(rows_read == (true, 1) || report.refused.is_some(), "{table:?}: {report:?}");
            }
        }
    }
}

#[test]
fn what_is_written_as_a_zip_is_read_again() {
    let files =
        [("empty.txt", Vec::new()), ("sums/größe.txt", "größe".as_bytes().to_vec()), ("a.bin", vec![7; 70_000])];
    let mut writer = ZipWriter::default();
    for (name, bytes) in &files {
        writer.add(name, bytes);
    }
    let zip = writer.finish();
    for (name, bytes) in files {
        assert_eq!(unzipped(&zip, name).unwrap(), bytes, "{name}");
    }
    let empty = ZipWriter::default().finish();
    assert!(Directory::find(&empty, empty.len() as u64).is_ok_and(|directory| directory.start == directory.end));
    // An export goes in and comes out the same.
    let mut writer = ZipWriter::default();
    let files = sets::folder(&sets::set("small"));
    for (name, bytes) in &files {
        writer.add(name, bytes);
    }
    assert_eq!(tables(&read(&writer.finish()).unwrap()), tables(&read::read(&files, usize::MAX)));
}
