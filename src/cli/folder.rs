//! Reads an export from a folder or a zip of this machine.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::export::{
    ArchiveReadError, ExportReader, PackageError, Plan, SLICE_BYTES, checksum, parse_package, plan_files, read_archive,
};
use crate::measure::ASKED;
use crate::org::Org;

/// Why a folder cannot be read as an export.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder or its package cannot be opened.
    #[error("{path}: {error}", path = path.display())]
    Io {
        /// What was asked for.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The package cannot be followed.
    #[error("{0}")]
    Package(#[from] PackageError),
    /// The file is no zip that is read.
    #[error("{path}: {error}", path = path.display())]
    Archive {
        /// What was asked for.
        path: PathBuf,
        /// What is the matter with it.
        error: ArchiveReadError,
    },
    /// There is nothing to read.
    #[error("{path}: no table found; expected files such as conversations.csv, or a datapackage.json that lists them", path = .0.display())]
    NoTables(PathBuf),
}

/// Reads every table of a folder, or of a zip.
///
/// # Errors
/// If there is no such folder or zip, its package cannot be followed, or it holds no table.
pub fn read(export: &Path) -> Result<Org, FolderError> {
    if !export.is_file() {
        return read_folder(export);
    }
    let mut file = File::open(export).map_err(|error| FolderError::Io { path: export.to_owned(), error })?;
    read_archive(&mut file, ExportReader::new(ASKED, checksum::every))
        .map_err(|error| FolderError::Archive { path: export.to_owned(), error })
}

fn read_folder(folder: &Path) -> Result<Org, FolderError> {
    let plan = plan(folder)?;
    if plan.tables.is_empty() {
        return Err(FolderError::NoTables(folder.to_owned()));
    }
    let mut reader = ExportReader::new(ASKED, checksum::every);
    plan.notes.into_iter().for_each(|note| reader.note(note));
    let mut buffer = vec![0; SLICE_BYTES];
    for table in &plan.tables {
        reader.begin_table(table);
        for part in &table.parts {
            match File::open(folder.join(&part.path)) {
                Ok(mut file) => {
                    reader.begin_part(part);
                    if let Err(error) = copy(&mut file, &mut buffer, |bytes| reader.feed(bytes)) {
                        reader.refuse_part(part, &error.to_string(), "a file that can be read to its end");
                    }
                    reader.end_part();
                }
                Err(error) => reader.refuse_part(part, &error.to_string(), "this file"),
            }
        }
    }
    Ok(reader.finish())
}

fn plan(folder: &Path) -> Result<Plan, FolderError> {
    let io = |path: PathBuf| move |error| FolderError::Io { path, error };
    let entries = std::fs::read_dir(folder).map_err(io(folder.to_owned()))?;
    let names: Vec<String> = entries
        .flatten()
        .filter(|entry| !entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let files = || names.iter().map(String::as_str);
    let package = folder.join("datapackage.json");
    if !package.exists() {
        return Ok(plan_files(files()));
    }
    let mut plan = parse_package(&std::fs::read(&package).map_err(io(package))?)?;
    plan.name_others(files());
    Ok(plan)
}

fn copy(file: &mut File, buffer: &mut [u8], mut on_bytes: impl FnMut(&[u8])) -> io::Result<()> {
    loop {
        match file.read(buffer)? {
            0 => return Ok(()),
            length => on_bytes(&buffer[..length]),
        }
    }
}
