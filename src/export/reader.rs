//! Reads a whole export, table after table, as its bytes arrive. Whoever has the files decides when to hand in which.
//!
//! A browser unpacks gzip by itself, so only elsewhere is it done here.

use crate::org::{Org, OrgBuilder, ProblemCode};

use super::checksum::{Checksum, Checksums, is_same, kind};
use super::plan::{Part, TablePlan};
use super::table::{SLICE_BYTES, TableReader};

/// Reads the tables of one export into an organisation.
#[derive(Debug)]
pub struct ExportReader {
    builder: OrgBuilder,
    table: Option<TableReader>,
    part: Part,
    bytes: u64,
    checksums: Checksums,
    hash: Option<Box<dyn Checksum>>,
    #[cfg(not(target_arch = "wasm32"))]
    unpacker: super::unpack::Unpacker,
}

impl ExportReader {
    /// Nothing read yet. `measures` are the slugs that targets and proofs may name, `checksums` the hashes that can be checked.
    pub fn new(measures: &[&str], checksums: Checksums) -> Self {
        Self {
            builder: OrgBuilder::new(measures),
            table: None,
            part: Part::default(),
            bytes: 0,
            checksums,
            hash: None,
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
        self.hash = part.hash.as_deref().and_then(|stated| (self.checksums)(&kind(stated)));
        if part.hash.is_some() && self.hash.is_none() {
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
        if let Some(hash) = &mut self.hash {
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
        table.end_part(&mut self.builder.ids);
        let Part { path, bytes, hash } = &self.part;
        if let Some(stated) = bytes.filter(|&stated| stated != self.bytes) {
            table.refuse_part(
                path,
                ProblemCode::BadFile,
                &format!("{} bytes", self.bytes),
                &format!("{stated} bytes, as datapackage.json says"),
            );
        }
        if let (Some(found), Some(stated)) = (self.hash.take().map(Checksum::finish), hash)
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
