//! Writes the made-up export into a folder of this machine.

use std::io;
use std::path::{Path, PathBuf};

use crate::sample;

/// Why the sample was not written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The folder holds something that writing could spoil.
    #[error("{path}: holds files that are not of a sample; choose a new or empty folder", path = .0.display())]
    Occupied(PathBuf),
    /// The folder or a file cannot be written.
    #[error("{path}: {error}", path = path.display())]
    Io {
        /// What was to be written.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Writes the sample of a seed and returns each file with its size in bytes.
///
/// # Errors
/// If the folder holds something else than an earlier sample, or cannot be written.
pub fn write(folder: &Path, seed: u64) -> Result<Vec<(PathBuf, usize)>, SampleError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |error| SampleError::Io { path, error }
    };
    std::fs::create_dir_all(folder).map_err(io(folder))?;
    let is_empty = std::fs::read_dir(folder).map_err(io(folder))?.next().is_none();
    if !is_empty && !is_sample(folder) {
        return Err(SampleError::Occupied(folder.to_owned()));
    }
    let files = sample::write(seed).into_iter().map(|(name, bytes)| {
        let path = folder.join(name);
        std::fs::write(&path, &bytes).map_err(io(&path))?;
        Ok((path, bytes.len()))
    });
    files.collect()
}

fn is_sample(folder: &Path) -> bool {
    let name = format!("\"name\": \"{}\"", sample::PACKAGE);
    std::fs::read_to_string(folder.join("datapackage.json")).is_ok_and(|package| package.contains(&name))
}
