//! Reads an export out of a zip: the browser keeps its bytes and unpacks them, here only its table of contents is read.

use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, Blob, ReadableStream, Response};

use super::fetch::{Answer, encoded, fetch};
use super::stream::{Chunks, message, unpacking};
use super::{LoadError, OnProgress, Reading};
use crate::app::content::{Opened, Source};
use crate::export::checksum;
use crate::export::{Archive, ArchiveError, Directory, Entry, MOST_PACKAGE_BYTES, PackageError, Piece, TAIL_BYTES};

/// How the name of an archive ends, in any case.
const ENDING: &str = ".zip";

/// Why an archive is not read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ArchiveProblem {
    /// It is not one that is read.
    #[error("{0}")]
    Archive(#[from] ArchiveError),
    /// The package cannot be followed.
    #[error("{0}")]
    Package(#[from] PackageError),
    /// The package cannot be unpacked.
    #[error("datapackage.json: found {0}, expected a file that unpacks to its end")]
    DamagedPackage(String),
    /// Its bytes cannot be had.
    #[error("{0}")]
    Unreadable(String),
}

/// Whether a file is named like an archive.
pub fn is_archive(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ENDING)
}

/// Reads the archive of this address.
///
/// # Errors
/// If it cannot be had or is not one that is read, or the reader cancels.
pub async fn open_address(path: &str, cancel: &AbortSignal, on_progress: OnProgress) -> Result<Opened, LoadError> {
    let unreachable = |found| LoadError::Unreachable { file: path.to_owned(), found };
    let response = match fetch(&encoded(path), cancel).await? {
        Answer::Found(response) => Response::from(response),
        Answer::Missing => return Err(unreachable("no such file on the server".to_owned())),
        Answer::Other(found) => return Err(unreachable(found)),
    };
    let body = response.blob().map(JsFuture::from).map_err(|error| unreachable(message(&error)))?.await;
    let blob =
        body.map_err(|error| if cancel.aborted() { LoadError::Cancelled } else { unreachable(message(&error)) })?;
    open(path, Source::Folder(path.to_owned()), blob.into(), cancel, on_progress).await
}

/// Reads an archive whose bytes the browser has.
///
/// # Errors
/// If it is not one that is read, or the reader cancels.
pub async fn open(
    name: &str,
    source: Source,
    blob: Blob,
    cancel: &AbortSignal,
    on_progress: OnProgress,
) -> Result<Opened, LoadError> {
    let problem = |problem| LoadError::Archive { file: name.to_owned(), problem };
    let archive = contents(&blob).await.map_err(problem)?;
    let package = match archive.package() {
        Some(entry) => {
            let json = package(&blob, entry).await;
            Some(json.map_err(|found| problem(ArchiveProblem::DamagedPackage(found)))?)
        }
        None => None,
    };
    let plan = archive.plan(package.as_deref()).map_err(|error| problem(error.into()))?;
    if plan.tables.is_empty() {
        return Err(LoadError::NoTables { place: name.to_owned() });
    }
    let mut reading = Reading::new(checksum::every, cancel, on_progress);
    reading.begin(plan.tables.len(), plan.notes);
    for table in &plan.tables {
        reading.begin_table(table);
        for part in &table.parts {
            let Some(entry) = archive.entry(&part.path) else {
                reading.reader.refuse_part(part, "no such file in the archive", "this file");
                continue;
            };
            reading.begin_part(part, Some(entry.bytes));
            reading.most_bytes = entry.bytes;
            let read = match unpacked(&blob, entry).await {
                Ok(stream) => reading.copy(stream).await,
                Err(found) => Err(found),
            };
            if cancel.aborted() {
                return Err(LoadError::Cancelled);
            }
            if let Err(found) = read {
                reading.reader.damaged(&found);
            }
            reading.reader.end_part();
        }
    }
    Ok(Opened::new(reading.finish().await, source))
}

async fn contents(blob: &Blob) -> Result<Archive, ArchiveProblem> {
    let size = blob.size() as u64;
    let tail = bytes(blob, size.saturating_sub(TAIL_BYTES), size).await.map_err(ArchiveProblem::Unreadable)?;
    let directory = Directory::find(&tail, size)?;
    let bytes = bytes(blob, directory.start, directory.end).await.map_err(ArchiveProblem::Unreadable)?;
    Ok(directory.read(&bytes)?)
}

async fn package(blob: &Blob, entry: &Entry) -> Result<Vec<u8>, String> {
    if entry.bytes > MOST_PACKAGE_BYTES {
        return Err(format!("{} bytes", entry.bytes));
    }
    let mut json = Vec::new();
    let mut chunks = Chunks::of(&unpacked(blob, entry).await?)?;
    while let Some(chunk) = chunks.next().await? {
        json.extend(chunk.to_vec());
        if json.len() as u64 > entry.bytes {
            return Err("more bytes than the archive says".to_owned());
        }
    }
    Ok(json)
}

/// The bytes of a file, as the browser unpacks them.
async fn unpacked(blob: &Blob, entry: &Entry) -> Result<ReadableStream, String> {
    let header = entry.header();
    let pieces = Array::new();
    for piece in entry.as_gzip(&bytes(blob, header.start, header.end).await?)? {
        pieces.push(&match piece {
            Piece::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
            Piece::Range(range) => slice(blob, range.start, range.end)?.into(),
        });
    }
    let packed = Blob::new_with_u8_array_sequence(&pieces).map_err(|error| message(&error))?;
    let (input, output) = unpacking().map_err(|error| message(&error))?;
    let piped = packed.stream().pipe_to(&input);
    // Whatever goes wrong is met by whoever reads the output.
    spawn_local(async move { drop(JsFuture::from(piped).await) });
    Ok(output)
}

fn slice(blob: &Blob, from: u64, to: u64) -> Result<Blob, String> {
    blob.slice_with_f64_and_f64(from as f64, to as f64).map_err(|error| message(&error))
}

async fn bytes(blob: &Blob, from: u64, to: u64) -> Result<Vec<u8>, String> {
    let read = JsFuture::from(slice(blob, from, to)?.array_buffer()).await;
    read.map(|bytes| Uint8Array::new(&bytes).to_vec()).map_err(|error| message(&error))
}
