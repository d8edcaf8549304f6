//! What a fuzzer does with its bytes: reads them as an export, measures it, and says all there is to say of it.

use std::io::Cursor;

use uptake::export::{ExportReader, checksum, parse_package, plan_files, read_archive};
use uptake::measure::{ASKED, Pick, read_all, rows_behind};
use uptake::org::{Org, Scope, View};
use uptake::story::{ReadingsJson, text, tile};

/// What stands before the name of a file in an input, which ends with its line.
pub const FILE: char = '\u{1e}';

/// Ends without a panic, and with sound numbers, whatever the bytes are: a zip, or files one behind the other, each with its name
/// on its first line and [`FILE`] between them.
pub fn read_and_measure(bytes: &[u8]) {
    if let Some(org) = read(bytes) {
        for (table, report) in org.report.tables.iter() {
            assert_eq!(report.read, report.used + report.rows_set_aside(), "{table:?} lost a row");
            assert_eq!(org.table(table).map_or(0, |rows| rows.len() as u64), report.used, "{table:?}");
            report.problems.iter().for_each(|problem| drop(problem.to_string()));
        }
        let area = org.areas().first().map(|&(_, name)| name.to_owned());
        let earlier = org.data_complete_through.map(|day| day.minus(100));
        measure(&org, &Scope::default());
        measure(&org, &Scope { areas: area.into_iter().collect(), as_of: earlier });
    }
}

fn read(bytes: &[u8]) -> Option<Org> {
    let mut reader = ExportReader::new(ASKED, checksum::every);
    if bytes.starts_with(b"PK") {
        return read_archive(&mut Cursor::new(bytes), reader).ok();
    }
    let files: Vec<(String, &[u8])> = bytes
        .split(|&byte| byte == FILE as u8)
        .map(|file| {
            let end = file.iter().position(|&byte| byte == b'\n').unwrap_or(file.len());
            (String::from_utf8_lossy(&file[..end]).into_owned(), file.get(end + 1..).unwrap_or_default())
        })
        .collect();
    let bytes_of = |path: &str| files.iter().find(|(name, _)| name == path).map(|&(_, bytes)| bytes);
    let names = || files.iter().map(|(name, _)| name.as_str());
    let plan = match bytes_of("datapackage.json") {
        Some(json) => {
            let mut plan = parse_package(json).ok()?;
            plan.name_others(names());
            plan
        }
        None => plan_files(names()),
    };
    plan.notes.into_iter().for_each(|note| reader.note(note));
    for table in &plan.tables {
        reader.begin_table(table);
        for part in &table.parts {
            match bytes_of(&part.path) {
                Some(file) => {
                    reader.begin_part(part);
                    file.chunks(bytes.len() % 61 + 1).for_each(|piece| reader.feed(piece));
                    reader.end_part();
                }
                None => reader.refuse_part(part, "nothing", "this file"),
            }
        }
    }
    Some(reader.finish())
}

fn measure(org: &Org, scope: &Scope) {
    let view = View::new(org, scope);
    let readings = read_all(&view);
    for reading in &readings {
        let faults = super::sound::faults(reading);
        assert!(faults.is_empty(), "{faults:?}");
        drop(text::reading(reading));
        drop(tile(&view, reading, &[], None));
        for pick in [Pick::All, Pick::Counted] {
            let behind = rows_behind(&view, reading.measure, &pick);
            let rows = org.table(behind.table).map_or(0, uptake::org::Rows::len);
            assert!(behind.rows.iter().all(|&row| row < rows), "a row behind {:?} that is not there", reading.measure);
        }
    }
    // A date of the year 9999 makes a hundred thousand months, which are read, and not all written down for each input.
    if readings.iter().any(|reading| reading.series.len() > 2000) {
        return;
    }
    serde_json::to_string(&ReadingsJson::new(&view, &readings)).unwrap();
}
