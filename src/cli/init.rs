//! Writes an export to be filled in: every table with its header, and every setting without a value.

use std::io;
use std::path::{Path, PathBuf};

use crate::org::{Settings, Table};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// There is something already that writing could spoil.
    #[error("{path}: is not empty; choose a new or empty folder", path = .0.display())]
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

/// Writes the files into a new or empty folder and returns each with its size in bytes.
///
/// # Errors
/// If the folder is not empty or cannot be written.
pub fn write(folder: &Path) -> Result<Vec<(PathBuf, usize)>, InitError> {
    let io = |path: &Path| {
        let path = path.to_owned();
        move |error| InitError::Io { path, error }
    };
    std::fs::create_dir_all(folder).map_err(io(folder))?;
    if std::fs::read_dir(folder).map_err(io(folder))?.next().is_some() {
        return Err(InitError::Occupied(folder.to_owned()));
    }
    let files = Table::ALL.iter().map(|&table| {
        let path = folder.join(format!("{}.csv", table.name()));
        let text = text(table);
        std::fs::write(&path, &text).map_err(io(&path))?;
        Ok((path, text.len()))
    });
    files.collect()
}

fn text(table: Table) -> String {
    let names: Vec<&str> = table.spec().columns.iter().map(|column| column.name).collect();
    let mut text = format!("{}\n", names.join(","));
    if table == Table::About {
        // An empty value keeps the default, so these say what can be set and change nothing.
        for key in Settings::KEYS {
            text.extend([key, ",\n"]);
        }
    }
    text
}
