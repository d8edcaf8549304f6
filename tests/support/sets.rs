//! The exports whose reports and readings were worked out independently.

use std::path::{Path, PathBuf};

/// The folder of a set.
pub fn set(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(name)
}

/// Everything in a folder but what is expected of it.
pub fn folder(path: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let files =
        paths.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap()));
    files.filter(|(name, _)| !name.starts_with("expected")).collect()
}
