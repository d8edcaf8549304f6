//! Reads an export out of a zip, where files can be read from any place.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};

use crate::org::Org;

use super::archive::{Archive, ArchiveError, Directory, Entry, MOST_PACKAGE_BYTES, Piece, TAIL_BYTES};
use super::package::PackageError;
use super::reader::ExportReader;
use super::unpack::Unpacker;

/// Packed bytes unpacked before the length is looked at.
const STEP_BYTES: u64 = 1 << 12;

/// Why nothing could be read of an archive.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveReadError {
    /// It cannot be read from.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is not one that is read.
    #[error("{0}")]
    Archive(#[from] ArchiveError),
    /// The package cannot be followed.
    #[error("{0}")]
    Package(#[from] PackageError),
    /// The package cannot be unpacked.
    #[error("datapackage.json: found {0}, expected a file that unpacks to its end")]
    DamagedPackage(String),
    /// There is nothing to read.
    #[error("no table found; expected files such as conversations.csv, or a datapackage.json that lists them")]
    NoTables,
}

/// Reads every table of an archive.
///
/// # Errors
/// If it is no archive that is read, its package cannot be followed, or it holds no table. A file that is damaged refuses its
/// table only.
pub fn read_archive(file: &mut (impl Read + Seek), mut reader: ExportReader) -> Result<Org, ArchiveReadError> {
    let archive = open(file)?;
    let package = match archive.package() {
        Some(entry) => {
            let mut json = Vec::new();
            let unpacked = if entry.bytes > MOST_PACKAGE_BYTES {
                Err(format!("{} bytes", entry.bytes))
            } else {
                unpack(file, entry, |bytes| json.extend_from_slice(bytes))
            };
            unpacked.map_err(ArchiveReadError::DamagedPackage)?;
            Some(json)
        }
        None => None,
    };
    let plan = archive.plan(package.as_deref())?;
    if plan.tables.is_empty() {
        return Err(ArchiveReadError::NoTables);
    }
    plan.notes.into_iter().for_each(|note| reader.note(note));
    for table in &plan.tables {
        reader.begin_table(table);
        for part in &table.parts {
            let Some(entry) = archive.entry(&part.path) else {
                reader.refuse_part(part, "no such file in the archive", "this file");
                continue;
            };
            reader.begin_part(part);
            if let Err(found) = unpack(file, entry, |bytes| reader.feed(bytes)) {
                reader.damaged(&found);
            }
            reader.end_part();
        }
    }
    Ok(reader.finish())
}

fn open(file: &mut (impl Read + Seek)) -> Result<Archive, ArchiveReadError> {
    let size = file.seek(SeekFrom::End(0))?;
    let tail = read_range(file, size.saturating_sub(TAIL_BYTES)..size)?;
    let directory = Directory::find(&tail, size)?;
    Ok(directory.read(&read_range(file, directory.start..directory.end)?)?)
}

fn read_range(file: &mut (impl Read + Seek), range: std::ops::Range<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(range.start))?;
    file.take(range.end - range.start).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Hands out the bytes of a file, at most as many as the archive says it has; an error says what was found instead.
fn unpack(file: &mut (impl Read + Seek), entry: &Entry, mut on_bytes: impl FnMut(&[u8])) -> Result<(), String> {
    let header = read_range(file, entry.header()).map_err(|error| error.to_string())?;
    let mut unpacker = Unpacker::default();
    let mut left = entry.bytes;
    let is_longer = Cell::new(false);
    let mut take = |bytes: &[u8]| {
        let (taken, rest) = bytes.split_at(bytes.len().min(left as usize));
        left -= taken.len() as u64;
        is_longer.set(is_longer.get() || !rest.is_empty());
        on_bytes(taken);
    };
    for piece in entry.as_gzip(&header)? {
        match piece {
            Piece::Bytes(bytes) => unpacker.feed(&bytes, &mut take).map_err(|error| error.to_string())?,
            Piece::Range(range) => {
                let mut from = range.start;
                while from < range.end && !is_longer.get() {
                    let to = range.end.min(from + STEP_BYTES);
                    let bytes = read_range(file, from..to).map_err(|error| error.to_string())?;
                    unpacker.feed(&bytes, &mut take).map_err(|error| error.to_string())?;
                    from = to;
                }
            }
        }
    }
    unpacker.finish(&mut take).map_err(|error| error.to_string())?;
    if is_longer.get() { Err(format!("more than the {} bytes that the archive says", entry.bytes)) } else { Ok(()) }
}
