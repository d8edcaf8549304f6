//! Reads a whole export, table after table, as its bytes arrive. Whoever has the files decides when to hand in which.
//!
//! A browser unpacks gzip by itself, so only elsewhere is it done here.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use crate::org::{Org, OrgBuilder, ProblemCode};

use super::plan::{Part, TablePlan};
use super::table::{SLICE_BYTES, TableReader};

/// Largest file in bytes whose SHA-256 is worked out while it is read, unless its package states one. A browser needs about 3 ms for
/// each MB: nothing for most files, and a wait that can be noticed for a table of a million rows.
const HASHED_BYTES: u64 = 16 << 20;

/// Reads the tables of one export into an organisation.
#[derive(Debug)]
pub struct ExportReader {
    builder: OrgBuilder,
    table: Option<TableReader>,
    part: Part,
    bytes: u64,
    /// Of the file so far, so that a reader can tell which bytes a number rests on; `None` for one that is too large, or that was not
    /// met as a whole.
    sha256: Option<Sha256>,
    stated: Option<Hash>,
    #[cfg(not(target_arch = "wasm32"))]
    unpacker: super::unpack::Unpacker,
}

impl ExportReader {
    /// Nothing read yet. `measures` are the slugs that targets and proofs may name.
    pub fn new(measures: &[&str]) -> Self {
        Self {
            builder: OrgBuilder::new(measures),
            table: None,
            part: Part::default(),
            bytes: 0,
            sha256: None,
            stated: None,
            #[cfg(not(target_arch = "wasm32"))]
            unpacker: super::unpack::Unpacker::default(),
        }
    }

    /// Adds a remark about the export.
    pub fn note(&mut self, note: impl Into<String>) {
        self.builder.note(note.into());
    }

    /// Begins a table.
    pub fn begin_table(&mut self, plan: &TablePlan) {
        self.end_table();
        self.table = Some(TableReader::new(plan.table, plan.delimiter));
    }

    /// Begins a file of the table.
    pub fn begin_part(&mut self, part: &Part) {
        if let Some(table) = &mut self.table {
            table.begin_part(&part.path);
        }
        self.sha256 = Some(Sha256::new());
        self.stated = part.hash.as_deref().and_then(Hash::new);
        if part.hash.is_some() && self.stated.is_none() {
            self.builder.note(format!("{}: its hash is of an unknown kind and was not checked", part.path));
        }
        self.part = part.clone();
        self.bytes = 0;
    }

    /// Takes the next bytes of the file as it is stored, packed or not, and unpacks them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn feed(&mut self, bytes: &[u8]) {
        self.stored(bytes);
        let mut unpacker = std::mem::take(&mut self.unpacker);
        if let Err(error) = unpacker.feed(bytes, &mut |bytes| self.text(bytes)) {
            self.damaged(&error.to_string());
        }
        self.unpacker = unpacker;
    }

    /// Counts bytes of the file as it is stored; what they unpack to goes to [`Self::text`].
    pub fn stored(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        if self.bytes > HASHED_BYTES && !matches!(self.stated, Some(Hash::Sha256)) {
            self.sha256 = None;
        }
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
        if let Some(hash) = &mut self.stated {
            hash.update(bytes);
        }
    }

    /// Takes the next bytes of the table, unpacked. A caller with others to serve hands in at most [`SLICE_BYTES`] at once.
    pub fn text(&mut self, bytes: &[u8]) {
        let Some(table) = &mut self.table else { return };
        bytes.chunks(SLICE_BYTES).for_each(|slice| table.feed(&mut self.builder.ids, slice));
    }

    /// Refuses the table because the file is packed and cannot be unpacked to its end (E13).
    pub fn damaged(&mut self, found: &str) {
        self.sha256 = None;
        if let Some(table) = &mut self.table {
            table.refuse_part(
                &self.part.path,
                ProblemCode::BadEncoding,
                found,
                "a packed file that unpacks to its end",
            );
        }
    }

    /// Ends the file, and refuses its table if it is not what the package says it is (E4).
    pub fn end_part(&mut self) {
        #[cfg(not(target_arch = "wasm32"))]
        {
            let mut unpacker = std::mem::take(&mut self.unpacker);
            if let Err(error) = unpacker.finish(|bytes| self.text(bytes)) {
                self.damaged(&error.to_string());
            }
        }
        let Some(table) = &mut self.table else { return };
        // Of a table that is refused for good the rest is not even fetched.
        let whole = self.sha256.take().filter(|_| !table.is_refused());
        let sha256 = whole.map(|sha256| hex(&sha256.finalize()));
        table.end_part(&mut self.builder.ids, sha256.clone());
        let Part { path, bytes, hash } = &self.part;
        if let Some(stated) = bytes.filter(|&stated| stated != self.bytes) {
            table.refuse_part(
                path,
                ProblemCode::BadFile,
                &format!("{} bytes", self.bytes),
                &format!("{stated} bytes, as datapackage.json says"),
            );
        }
        if let (Some(found), Some(stated)) = (self.stated.take().and_then(|hash| hash.finish(sha256)), hash)
            && !stated.rsplit(':').next().is_some_and(|stated| stated.eq_ignore_ascii_case(&found))
        {
            table.refuse_part(
                path,
                ProblemCode::BadFile,
                &format!("the hash {found}"),
                &format!("{stated}, as datapackage.json says"),
            );
        }
    }

    /// Refuses the table because this file could not be had; the rest of the export goes on.
    pub fn refuse_part(&mut self, part: &Part, found: &str, expected: &str) {
        self.sha256 = None;
        if let Some(table) = &mut self.table {
            table.refuse_part(&part.path, ProblemCode::BadFile, found, expected);
        }
    }

    /// Ends the table.
    pub fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            let (rows, report) = table.finish();
            self.builder.add(rows, report);
        }
    }

    /// Whether the table being read is refused whatever is still to come, so that the rest of it need not be fetched.
    pub fn is_refused(&self) -> bool {
        self.table.as_ref().is_some_and(TableReader::is_refused)
    }

    /// Rows met so far in the table being read.
    pub fn rows_read(&self) -> u64 {
        self.table.as_ref().map_or(0, TableReader::rows_read)
    }

    /// Settles one more table, after the last one was read; false when that is done.
    pub fn settle_next(&mut self) -> bool {
        self.end_table();
        self.builder.settle_next()
    }

    /// The organisation.
    pub fn finish(mut self) -> Org {
        self.end_table();
        self.builder.finish()
    }
}

/// A hash of a kind that a package may state; MD5 where it names none.
enum Hash {
    Md5(Md5),
    Sha1(Sha1),
    /// The one that is worked out anyway.
    Sha256,
    Sha512(Sha512),
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hash")
    }
}

impl Hash {
    fn new(stated: &str) -> Option<Self> {
        match stated.split_once(':').map_or("md5", |(kind, _)| kind).to_ascii_lowercase().as_str() {
            "md5" => Some(Self::Md5(Md5::new())),
            "sha1" => Some(Self::Sha1(Sha1::new())),
            "sha256" => Some(Self::Sha256),
            "sha512" => Some(Self::Sha512(Sha512::new())),
            _ => None,
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Md5(hash) => hash.update(bytes),
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256 => {}
            Self::Sha512(hash) => hash.update(bytes),
        }
    }

    /// In hexadecimal digits; `sha256` is the one of the whole file, where it is known.
    fn finish(self, sha256: Option<String>) -> Option<String> {
        match self {
            Self::Md5(hash) => Some(hex(&hash.finalize())),
            Self::Sha1(hash) => Some(hex(&hash.finalize())),
            Self::Sha256 => sha256,
            Self::Sha512(hash) => Some(hex(&hash.finalize())),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
