//! Reads a whole export, table after table, as its bytes arrive. Whoever has the files decides when to hand in which.
//!
//! A browser unpacks gzip by itself, so only elsewhere is it done here.

use crate::org::{Asked, Org, OrgBuilder, ProblemCode};

use super::checksum::{self, Checksum, Checksums, SHA256, is_same, kind};
use super::plan::{Part, TablePlan};
use super::table::{TableReader, Write};

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
    checksums: Checksums,
    hashes: Hashes,
    is_sha256_stated: bool,
    #[cfg(not(target_arch = "wasm32"))]
    unpacker: super::unpack::Unpacker,
}

/// Hashes of a file so far.
#[derive(Debug, Default)]
struct Hashes {
    /// So that a reader can tell which bytes a number rests on; `None` for a file that is too large, or that was not met as a whole.
    sha256: Option<Box<dyn Checksum>>,
    /// Of another kind, where the package states one.
    other: Option<Box<dyn Checksum>>,
}

impl Hashes {
    fn update(&mut self, bytes: &[u8]) {
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
        if let Some(other) = &mut self.other {
            other.update(bytes);
        }
    }
}

/// Whether the bytes of a table are those of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// They are.
    Plain,
    /// They are what its file unpacks to.
    Packed,
}

impl ExportReader {
    /// Nothing read yet. `asked` is what measures ask of it, `checksums` are the hashes that can be checked.
    pub fn new(asked: Asked, checksums: Checksums) -> Self {
        Self {
            builder: OrgBuilder::new(asked),
            table: None,
            part: Part::default(),
            bytes: 0,
            checksums,
            hashes: Hashes::default(),
            is_sha256_stated: false,
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
        let stated = part.hash.as_deref().map(kind);
        self.hashes.sha256 = checksum::sha256(SHA256);
        self.is_sha256_stated = stated.as_deref() == Some(SHA256);
        self.hashes.other = stated.filter(|_| !self.is_sha256_stated).and_then(|kind| (self.checksums)(&kind));
        if part.hash.is_some() && !self.is_sha256_stated && self.hashes.other.is_none() {
            self.builder.note(format!("{}: its hash is of an unknown kind and was not checked", part.path));
        }
        self.part = part.clone();
        self.bytes = 0;
    }

    /// Says how many bytes the file is going to have as it is stored, so that one too large is not hashed for nothing, and there is
    /// room for its rows.
    pub fn expect_bytes(&mut self, bytes: u64) {
        self.hash_up_to(bytes);
        if let Some(table) = &mut self.table {
            table.expect_bytes(bytes);
        }
    }

    fn hash_up_to(&mut self, bytes: u64) {
        if bytes > HASHED_BYTES && !self.is_sha256_stated {
            self.hashes.sha256 = None;
        }
    }

    /// Takes the next bytes of the file as it is stored, packed or not, and unpacks them.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn feed(&mut self, bytes: &[u8]) {
        self.packed(bytes);
        let mut unpacker = std::mem::take(&mut self.unpacker);
        if let Err(error) = unpacker.feed(bytes, &mut |bytes| self.text(bytes)) {
            self.damaged(&error.to_string());
        }
        self.unpacker = unpacker;
    }

    /// Takes so many bytes of the table, which this writes: those of its file as it is stored, or what they unpack to. A caller with
    /// others to serve hands in at most [`super::SLICE_BYTES`] at once.
    pub fn take(&mut self, bytes: usize, stored: Stored, write: Write<'_>) {
        let is_plain = stored == Stored::Plain;
        if is_plain {
            self.count(bytes);
        }
        let Some(table) = &mut self.table else { return };
        table.feed(&mut self.builder.ids, bytes, &mut |room| {
            write(room);
            if is_plain {
                self.hashes.update(room);
            }
        });
    }

    /// Works out what measures ask of the rows so far, if it is time to; false when there is nothing to be done for now. A step is short.
    pub fn index_ahead(&mut self) -> bool {
        self.table.as_ref().is_some_and(|table| self.builder.index_ahead(table.rows()))
    }

    /// Counts bytes of a file that may be packed; what they unpack to is taken by itself.
    pub fn packed(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.hashes.update(bytes);
    }

    fn count(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
        self.hash_up_to(self.bytes);
    }

    /// Takes the next bytes of the table, unpacked.
    #[cfg(not(target_arch = "wasm32"))]
    fn text(&mut self, bytes: &[u8]) {
        for slice in bytes.chunks(super::SLICE_BYTES) {
            self.take(slice.len(), Stored::Packed, &mut |room| room.copy_from_slice(slice));
            while self.index_ahead() {}
        }
    }

    /// Refuses the table because the file is packed and cannot be unpacked to its end (E13).
    pub fn damaged(&mut self, found: &str) {
        self.hashes.sha256 = None;
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
        let whole = self.hashes.sha256.take().filter(|_| !table.is_refused());
        let sha256 = whole.map(Checksum::finish);
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
        let found = if self.is_sha256_stated { sha256 } else { self.hashes.other.take().map(Checksum::finish) };
        if let (Some(found), Some(stated)) = (found, hash)
            && !is_same(stated, &found)
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
        self.hashes.sha256 = None;
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
