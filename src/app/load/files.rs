//! Reads the files that the reader picked or dropped.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, File};

use super::stream::message;
use super::{LoadError, OnProgress, PACKAGE, Reading, archive};
use crate::app::content::{Opened, Source};
use crate::export::checksum;
use crate::export::{parse_package, plan_files};

/// Reads the export that the reader picked or dropped.
///
/// # Errors
/// If there is no table among the files, or the reader cancels.
pub async fn open(files: Vec<File>, cancel: &AbortSignal, on_progress: OnProgress) -> Result<Opened, LoadError> {
    let names: Vec<String> = files.iter().map(File::name).collect();
    if let ([file], [name]) = (&files[..], &names[..])
        && archive::is_archive(name)
    {
        return archive::open(name, Source::Files(names.clone()), file.clone().into(), cancel, on_progress).await;
    }
    let plan = match files.iter().find(|file| file.name() == PACKAGE) {
        Some(package) => {
            let read = JsFuture::from(package.array_buffer()).await;
            let json =
                read.map_err(|error| LoadError::Unreachable { file: PACKAGE.to_owned(), found: message(&error) })?;
            let mut plan = parse_package(&Uint8Array::new(&json).to_vec())?;
            let listed = |name: &str| {
                plan.tables.iter().any(|table| table.parts.iter().any(|part| file_name(&part.path) == name))
            };
            let unlisted: Vec<String> = names
                .iter()
                .filter(|name| *name != PACKAGE && !listed(name))
                .map(|name| format!("{name}: not listed in {PACKAGE}, not read"))
                .collect();
            plan.notes.extend(unlisted);
            plan
        }
        None => plan_files(names.iter().map(String::as_str)),
    };
    if plan.tables.is_empty() {
        return Err(LoadError::NoTables { place: names.join(", ") });
    }
    let mut reading = Reading::new(checksum::every, cancel, on_progress);
    reading.begin(plan.tables.len(), plan.notes);
    for table in &plan.tables {
        reading.begin_table(table);
        for part in &table.parts {
            match files.iter().find(|file| file.name() == file_name(&part.path)) {
                Some(file) => reading.read_part(part, Some(file.stream()), Some(file.size() as u64)).await?,
                None => reading.reader.refuse_part(
                    part,
                    "no such file among those picked",
                    "all files that the package lists",
                ),
            }
        }
    }
    Ok(Opened::new(reading.finish().await, Source::Files(names)))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
