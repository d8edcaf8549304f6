//! Reads a folder that has no list of its files.

use web_sys::AbortSignal;

use super::fetch::{Answer, content_length, fetch, is_html};
use super::{LoadError, OnProgress, Opened, PACKAGE, Reading};
use crate::export::{Part, TablePlan, checksum};
use crate::org::Table;

/// Reads the export in such a folder below the page: every table is asked for by its name, plain or packed.
///
/// # Errors
/// If there is nothing to read, or the reader cancels.
pub async fn open(folder: &str, cancel: &AbortSignal, on_progress: OnProgress) -> Result<Opened, LoadError> {
    let mut reading = Reading::new(checksum::sha256, cancel, on_progress);
    reading
        .begin(Table::ALL.len(), vec![format!("{folder}{PACKAGE}: not there; tables were looked for by their names")]);
    for &table in Table::ALL {
        reading.progress.place += 1;
        for ending in [".csv", ".csv.gz"] {
            let part = Part::new(format!("{}{ending}", table.name()));
            match fetch(&format!("{folder}{}", part.path), cancel).await? {
                // A server that answers a missing file with a page says so in the type.
                Answer::Found(response) if !is_html(&response) => {
                    reading.progress.place -= 1;
                    reading.begin_table(&TablePlan { table, delimiter: None, parts: vec![part.clone()] });
                    reading.read_part(&part, response.body(), content_length(&response)).await?;
                    break;
                }
                Answer::Found(_) | Answer::Missing => {}
                Answer::Other(found) => {
                    reading.begin_table(&TablePlan { table, delimiter: None, parts: vec![part.clone()] });
                    reading.reader.refuse_part(&part, &found, "a file, or the answer that there is none");
                    break;
                }
            }
        }
    }
    reading.open(folder).await
}
