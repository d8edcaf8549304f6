//! Reads an export that is in memory, in pieces of any size.

use uptake::export::{ExportReader, checksum, parse_package, plan_files};
use uptake::measure::ASKED;
use uptake::org::Org;

/// The files of an export, by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// Reads an export whose files arrive in pieces of this many bytes.
pub fn read(files: &Files, piece: usize) -> Org {
    let bytes_of = |path: &str| files.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.as_slice());
    let names = || files.iter().map(|(name, _)| name.as_str());
    let plan = match bytes_of("datapackage.json") {
        Some(package) => {
            let mut plan = parse_package(package).unwrap();
            plan.name_others(names());
            plan
        }
        None => plan_files(names()),
    };
    let mut reader = ExportReader::new(ASKED, checksum::every);
    plan.notes.iter().for_each(|note| reader.note(note));
    for table in &plan.tables {
        reader.begin_table(table);
        for part in &table.parts {
            assert!(!part.path.contains(".."), "{} is outside the export and must never be opened", part.path);
            let Some(bytes) = bytes_of(&part.path) else {
                reader.refuse_part(part, "nothing", "this file");
                continue;
            };
            reader.begin_part(part);
            bytes.chunks(piece).for_each(|piece| reader.feed(piece));
            reader.end_part();
        }
    }
    reader.finish()
}
