//! What a zip holds and where, and which of it is the package (E42).
//!
//! Nothing is unpacked here. A file is handed out as a gzip put together from pieces, most of them ranges of the archive: whatever
//! unpacks gzip unpacks it, and checks its length and its sum on the way. The format is that of PKWARE's APPNOTE.TXT, §4.3.

use std::ops::Range;

use crate::org::{shorten, sort_by_key};

use super::package::{PackageError, parse_package};
use super::plan::{Plan, is_below, plan_files, table_of};

/// What the table of contents ends with, at the end of the file and before a comment.
pub(super) const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
pub(super) const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;
pub(super) const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_BYTES: u64 = 30;
/// The last bytes of an archive that are needed to find its table of contents: its end with the longest comment.
pub const TAIL_BYTES: u64 = END_BYTES as u64 + 0xFFFF;
/// The most bytes that the files of an archive may have together, unpacked.
pub const MOST_BYTES: u64 = 1 << 31;
/// The most bytes that `datapackage.json` may have.
pub const MOST_PACKAGE_BYTES: u64 = 1 << 24;

const PACKAGE: &str = "datapackage.json";
const STORED: u64 = 0;
const DEFLATED: u64 = 8;

/// Why an archive is not read at all: what was found, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// Its end is not that of a zip.
    #[error("found no zip, or one that is cut short, expected a zip with tables")]
    NotAnArchive,
    /// Something in it is not where the rest says it is.
    #[error("found {0}, expected a zip that is not damaged")]
    Damaged(&'static str),
    /// It is one of those that are made for more than 4 GB, or one of several volumes.
    #[error("found {0}, expected one zip of less than 4 GB")]
    Large(&'static str),
    /// A file in it needs a password.
    #[error("found {0} encrypted, expected a zip without a password")]
    Encrypted(String),
    /// It holds another archive.
    #[error("found the archive {0} inside, expected the files themselves")]
    Nested(String),
    /// Two folders have tables, and nothing says which are meant.
    #[error("found tables in {0} and in {1}, expected them in one folder, or a datapackage.json that lists them")]
    TwoFolders(String, String),
    /// Two files say what is to be read.
    #[error("found {0} and {1}, expected one datapackage.json")]
    TwoPackages(String, String),
    /// Two files have one name.
    #[error("found {0} twice, expected each file once")]
    Twice(String),
    /// What it unpacks to is more than any export.
    #[error("found files of {0} bytes, expected at most {MOST_BYTES}")]
    TooLong(u64),
}

/// Where the table of contents of an archive stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The first byte.
    pub start: u64,
    /// The byte behind the last.
    pub end: u64,
    entries: u64,
}

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path within the folder of the package.
    pub path: String,
    /// How many bytes it has, unpacked.
    pub bytes: u64,
    packed_bytes: u64,
    method: u64,
    sum: u64,
    header: u64,
    /// Where the table of contents starts: behind every file.
    limit: u64,
}

/// A stretch of the gzip that a file is handed out as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes of the archive.
    Range(Range<u64>),
}

/// The files of an archive that belong to the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    entries: Vec<Entry>,
    notes: Vec<String>,
}

impl Directory {
    /// Finds the table of contents from the last [`TAIL_BYTES`] of an archive, or all of a smaller one, and the archive's size.
    ///
    /// # Errors
    /// If the end is not that of a zip of one volume and less than 4 GB.
    pub fn find(tail: &[u8], size: u64) -> Result<Self, ArchiveError> {
        let last = tail.len().checked_sub(END_BYTES).ok_or(ArchiveError::NotAnArchive)?;
        let ends = |&at: &usize| {
            tail[at..].starts_with(END) && number(tail, at + 20, 2) == Some((tail.len() - at - END_BYTES) as u64)
        };
        let at = (0..=last).rev().find(ends).ok_or(ArchiveError::NotAnArchive)?;
        let field = |offset: usize, bytes: usize| number(tail, at + offset, bytes).ok_or(ArchiveError::NotAnArchive);
        let (entries, bytes, start) = (field(10, 2)?, field(12, 4)?, field(16, 4)?);
        if entries == 0xFFFF || bytes == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
            return Err(ArchiveError::Large("a zip64"));
        }
        if field(4, 2)? != 0 || field(6, 2)? != 0 || field(8, 2)? != entries {
            return Err(ArchiveError::Large("one of several volumes"));
        }
        let directory = Self { start, end: start + bytes, entries };
        if directory.end > size - (tail.len() - at) as u64 {
            return Err(ArchiveError::Damaged("a table of contents that is not inside"));
        }
        Ok(directory)
    }

    /// The files of the archive, from the bytes of its table of contents, and the folder that is the package.
    ///
    /// # Errors
    /// If the bytes are no table of contents, or E42 refuses what it lists.
    pub fn read(&self, bytes: &[u8]) -> Result<Archive, ArchiveError> {
        let mut entries = Vec::new();
        let mut notes = Vec::new();
        let mut at = 0;
        for _ in 0..self.entries {
            at = self.entry(bytes, at, &mut entries, &mut notes)?;
        }
        sort_by_key(&mut entries, |entry| entry.path.clone());
        if let Some(twice) = entries.windows(2).find(|two| two[0].path == two[1].path) {
            return Err(ArchiveError::Twice(shorten(&twice[0].path)));
        }
        let all = entries.iter().map(|entry| entry.bytes).sum();
        if all > MOST_BYTES {
            return Err(ArchiveError::TooLong(all));
        }
        let folder = folder_of_package(&entries)?;
        let mut archive = Archive { entries: Vec::new(), notes };
        for mut entry in entries {
            if entry.path.starts_with(&folder) {
                entry.path.drain(..folder.len());
                archive.entries.push(entry);
            } else {
                archive.notes.push(format!("{}: not in the folder of the tables, not read", entry.path));
            }
        }
        Ok(archive)
    }

    /// Takes over the entry at a place, unless it is no file of the export, and returns the place of the next one.
    fn entry(
        &self,
        bytes: &[u8],
        at: usize,
        entries: &mut Vec<Entry>,
        notes: &mut Vec<String>,
    ) -> Result<usize, ArchiveError> {
        const SHORT: ArchiveError = ArchiveError::Damaged("a table of contents that is cut short");
        let entry = bytes.get(at..).filter(|rest| rest.starts_with(ENTRY)).ok_or(SHORT)?;
        let field = |offset, length| number(entry, offset, length).ok_or(SHORT);
        let length = |offset| field(offset, 2).map(|length| length as usize);
        let name_end = ENTRY_BYTES + length(28)?;
        let next = at + name_end + length(30)? + length(32)?;
        // Some programs for Windows write its separators.
        let path = String::from_utf8_lossy(entry.get(ENTRY_BYTES..name_end).ok_or(SHORT)?).replace('\\', "/");
        let path = path.trim_start_matches("./").to_owned();
        let is_hidden = path.split('/').any(|name| name.starts_with('.') || name == "__MACOSX");
        if path.ends_with('/') || (is_hidden && !path.split('/').any(|name| name == "..")) {
            return Ok(next);
        }
        if !is_below(&path) {
            notes.push(format!("{}: leaves the archive, not read", shorten(&path)));
            return Ok(next);
        }
        if field(8, 2)? & 1 != 0 {
            return Err(ArchiveError::Encrypted(shorten(&path)));
        }
        if path.to_ascii_lowercase().ends_with(".zip") {
            return Err(ArchiveError::Nested(shorten(&path)));
        }
        let (packed_bytes, bytes, header) = (field(20, 4)?, field(24, 4)?, field(42, 4)?);
        if [packed_bytes, bytes, header].contains(&0xFFFF_FFFF) {
            return Err(ArchiveError::Large("a zip64"));
        }
        let (method, sum) = (field(10, 2)?, field(16, 4)?);
        entries.push(Entry { path, bytes, packed_bytes, method, sum, header, limit: self.start });
        Ok(next)
    }
}

/// The folder that holds the package, else the only one with tables, with a `/` behind it; empty where there is neither.
fn folder_of_package(entries: &[Entry]) -> Result<String, ArchiveError> {
    let split = |entry: &Entry| match entry.path.rsplit_once('/') {
        Some((folder, file)) => (format!("{folder}/"), file.to_owned()),
        None => (String::new(), entry.path.clone()),
    };
    let mut package: Option<String> = None;
    let mut tables: Option<String> = None;
    let mut two_folders = None;
    for entry in entries {
        let (folder, file) = split(entry);
        if file == PACKAGE {
            if let Some(first) = package {
                return Err(ArchiveError::TwoPackages(format!("{first}{PACKAGE}"), entry.path.clone()));
            }
            package = Some(folder);
        } else if table_of(&file).is_some() {
            match &tables {
                Some(first) if *first != folder => two_folders = Some((named(first), named(&folder))),
                _ => tables = Some(folder),
            }
        }
    }
    match (package, two_folders) {
        (None, Some((first, second))) => Err(ArchiveError::TwoFolders(first, second)),
        (package, _) => Ok(package.or(tables).unwrap_or_default()),
    }
}

fn named(folder: &str) -> String {
    if folder.is_empty() { "the archive itself".to_owned() } else { shorten(folder) }
}

impl Archive {
    /// The file of this path within the package.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }

    /// The file that lists what is to be read.
    pub fn package(&self) -> Option<&Entry> {
        self.entry(PACKAGE)
    }

    /// What to read, given the bytes of `datapackage.json` where there is one.
    ///
    /// # Errors
    /// If the package cannot be followed.
    pub fn plan(&self, package: Option<&[u8]>) -> Result<Plan, PackageError> {
        let names = self.entries.iter().map(|entry| entry.path.as_str());
        let mut plan = match package {
            Some(json) => {
                let mut plan = parse_package(json)?;
                plan.name_others(names);
                plan
            }
            None => plan_files(names),
        };
        plan.notes.extend(self.notes.iter().cloned());
        Ok(plan)
    }
}

impl Entry {
    /// Where its own header stands, from which [`Self::as_gzip`] tells where its bytes begin.
    pub fn header(&self) -> Range<u64> {
        self.header..self.header + LOCAL_BYTES
    }

    /// The file as a gzip, given the bytes of its header.
    ///
    /// # Errors
    /// If it is not where it should be, or packed in a way that gzip has not, with what was found.
    pub fn as_gzip(&self, header: &[u8]) -> Result<Vec<Piece>, &'static str> {
        const ELSEWHERE: &str = "a file that is not where the table of contents says";
        let skipped = |offset| number(header, offset, 2).filter(|_| header.starts_with(LOCAL)).ok_or(ELSEWHERE);
        let start = self.header + LOCAL_BYTES + skipped(26)? + skipped(28)?;
        let end = start + self.packed_bytes;
        if end > self.limit {
            return Err(ELSEWHERE);
        }
        let mut pieces = vec![Piece::Bytes(vec![0x1F, 0x8B, DEFLATED as u8, 0, 0, 0, 0, 0, 0, 0xFF])];
        match self.method {
            DEFLATED => pieces.push(Piece::Range(start..end)),
            STORED if self.packed_bytes == self.bytes => {
                let mut from = start;
                loop {
                    let to = end.min(from + 0xFFFF);
                    let [low, high, ..] = (to - from).to_le_bytes();
                    pieces.push(Piece::Bytes(vec![u8::from(to == end), low, high, !low, !high]));
                    pieces.push(Piece::Range(from..to));
                    if to == end {
                        break;
                    }
                    from = to;
                }
            }
            STORED => return Err("a stored file with two lengths"),
            _ => return Err("a file that is neither stored nor deflated"),
        }
        pieces.push(Piece::Bytes([&self.sum.to_le_bytes()[..4], &self.bytes.to_le_bytes()[..4]].concat()));
        Ok(pieces)
    }
}

/// A number of so many bytes, the lowest first; `None` if the bytes end before.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    Some(bytes.get(at..at + length)?.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)))
}
