//! Fetches or picks the files of an export and feeds them to the reader as their bytes arrive.

pub mod archive;
mod error;
mod fetch;
pub mod files;
mod packed;
mod stream;
pub mod unlisted;

pub use error::LoadError;
use fetch::{Ahead, Answer, content_length, encoded, fetch, unreachable};
use js_sys::Uint8Array;
pub use packed::unpack;
pub use stream::Chunks;
use web_sys::{AbortSignal, ReadableStream};

use super::browser::{Slices, let_others_run, now_ms, record};
use super::content::{Opened, Source};
use super::later;
use crate::export::checksum::{self, Checksums};
use crate::export::{ExportReader, Part, Plan, SLICE_BYTES, Stored, TablePlan, is_web_page, parse_package};
use crate::measure::ASKED;
use crate::org::Table;

/// How a packed file begins (E5).
const GZIP: [u8; 2] = [0x1F, 0x8B];
const PACKAGE: &str = "datapackage.json";
const LISTED: &str = "the file that the package lists";

/// How often it is told how far reading has come: as often as anybody can read it, since every time something is drawn.
const PROGRESS_MS: f64 = 250.0;

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The table being read; `None` before the first and after the last.
    pub table: Option<Table>,
    /// Its place among the tables, from 1.
    pub place: usize,
    /// How many tables there are.
    pub tables: usize,
    /// Bytes read of it.
    pub bytes: u64,
    /// Bytes it has, where the server says so.
    pub of_bytes: Option<u64>,
    /// Rows met in it.
    pub rows: u64,
}

/// Is told how far reading has come.
pub type OnProgress = Box<dyn Fn(Progress)>;

/// Reads the export in a folder below the page.
///
/// # Errors
/// If there is nothing to read, or the reader cancels. A file that cannot be had refuses its table only.
pub async fn open_folder(folder: &str, cancel: &AbortSignal, on_progress: OnProgress) -> Result<Opened, LoadError> {
    let plan = match fetch(&format!("{folder}{PACKAGE}"), cancel).await? {
        Answer::Found(response) => {
            let json =
                response.binary().await.map_err(|error| unreachable(&format!("{folder}{PACKAGE}"), &error, cancel))?;
            if is_web_page(&json) { None } else { Some(parse_package(&json)?) }
        }
        Answer::Missing => None,
        Answer::Other(found) => return Err(LoadError::Unreachable { file: format!("{folder}{PACKAGE}"), found }),
    };
    let Some(plan) = plan else {
        return (later::load().await?.open_unlisted)(folder.to_owned(), cancel.clone(), on_progress).await;
    };
    // Kinds of hashes that are rarely stated are a part of the page that comes when it is needed.
    let checksums =
        if plan.needs_more_than(checksum::sha256) { later::load().await?.checksums } else { checksum::sha256 };
    let mut reading = Reading::new(checksums, cancel, on_progress);
    reading.read_plan(folder, plan).await?;
    reading.open(folder).await
}

/// An export that is being read.
pub struct Reading<'a> {
    reader: ExportReader,
    cancel: &'a AbortSignal,
    on_progress: OnProgress,
    progress: Progress,
    slices: Slices,
    /// When it was told last how far reading has come.
    told_ms: f64,
    /// The most bytes that the file may have, where that is known before.
    most_bytes: u64,
}

impl<'a> Reading<'a> {
    fn new(checksums: Checksums, cancel: &'a AbortSignal, on_progress: OnProgress) -> Self {
        let progress = Progress::default();
        Self {
            reader: ExportReader::new(ASKED, checksums),
            cancel,
            on_progress,
            progress,
            slices: Slices::begin(),
            told_ms: 0.0,
            most_bytes: u64::MAX,
        }
    }

    fn begin(&mut self, tables: usize, notes: Vec<String>) {
        self.progress.tables = tables;
        for note in notes {
            self.reader.note(note);
        }
    }

    fn begin_table(&mut self, table: &TablePlan) {
        self.reader.begin_table(table);
        self.progress = Progress {
            table: Some(table.table),
            place: self.progress.place + 1,
            tables: self.progress.tables,
            ..Progress::default()
        };
        (self.on_progress)(self.progress.clone());
    }

    async fn read_plan(&mut self, folder: &str, plan: Plan) -> Result<(), LoadError> {
        self.begin(plan.tables.len(), plan.notes);
        let parts = plan.tables.iter().flat_map(|table| &table.parts);
        let urls = parts.map(|part| format!("{folder}{}", encoded(&part.path))).collect();
        let mut answers = Ahead::new(urls, self.cancel);
        for table in &plan.tables {
            self.begin_table(table);
            for part in &table.parts {
                let Some(answer) = answers.next().await else { continue };
                match answer {
                    Ok(Answer::Found(response)) => {
                        self.read_part(part, response.body(), content_length(&response)).await?;
                    }
                    Ok(Answer::Missing) => self.reader.refuse_part(part, "no such file on the server", LISTED),
                    Ok(Answer::Other(found)) | Err(LoadError::Unreachable { found, .. }) => {
                        self.reader.refuse_part(part, &found, LISTED);
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    fn begin_part(&mut self, part: &Part, size: Option<u64>) {
        self.reader.begin_part(part);
        self.progress.of_bytes = size;
        self.progress.bytes = 0;
    }

    async fn read_part(
        &mut self,
        part: &Part,
        stream: Option<ReadableStream>,
        size: Option<u64>,
    ) -> Result<(), LoadError> {
        self.begin_part(part, size);
        if let Some(size) = size {
            self.reader.expect_bytes(size);
        }
        if let Some(stream) = stream
            && let Err(found) = self.copy(stream).await
        {
            if self.cancel.aborted() {
                return Err(LoadError::Cancelled);
            }
            let found = format!("a connection that ended after {} bytes ({found})", self.progress.bytes);
            self.reader.refuse_part(part, &found, "the whole file");
        }
        self.reader.end_part();
        Ok(())
    }

    /// Feeds the bytes of a stream as they come; an error is what the browser says of it.
    async fn copy(&mut self, stream: ReadableStream) -> Result<(), String> {
        let mut source = Chunks::of(&stream)?;
        let Some(first) = source.next().await? else { return Ok(()) };
        if first.length() < 2 || first.get_index(0) != GZIP[0] || first.get_index(1) != GZIP[1] {
            let mut next = Some(first);
            while let Some(chunk) = next {
                self.feed(&chunk, Stored::Plain).await?;
                next = if self.reader.is_refused() { None } else { source.next().await? };
            }
            source.close();
            return Ok(());
        }
        // Few exports are packed, so that unpacking is a part of the page that comes when it is needed.
        let unpack = later::load().await.map_err(|error| error.to_string())?.unpack;
        unpack(self, source, first).await
    }

    /// Feeds one chunk by slices, and lets others run in between.
    async fn feed(&mut self, chunk: &Uint8Array, stored: Stored) -> Result<(), String> {
        let mut from = 0;
        while from < chunk.length() {
            let to = chunk.length().min(from + SLICE_BYTES as u32);
            let (slice, bytes) = (chunk.subarray(from, to), (to - from) as usize);
            if stored == Stored::Plain {
                self.progress.bytes += bytes as u64;
            }
            self.reader.take(bytes, stored, &mut |room| slice.copy_to(room));
            from = to;
            while self.reader.index_ahead() {
                self.slices.pause().await;
            }
            if self.slices.pause().await && now_ms() - self.told_ms > PROGRESS_MS {
                self.progress.rows = self.reader.rows_read();
                (self.on_progress)(self.progress.clone());
                self.told_ms = now_ms();
            }
            if self.cancel.aborted() {
                return Err("cancelled".to_owned());
            }
            if self.progress.bytes > self.most_bytes {
                return Err("more bytes than the archive says".to_owned());
            }
        }
        Ok(())
    }

    /// The export, once all tables of the folder are read.
    async fn open(self, folder: &str) -> Result<Opened, LoadError> {
        let org = self.finish().await;
        if org.report.tables.is_empty() {
            return Err(LoadError::NoTables { place: folder.to_owned() });
        }
        Ok(Opened::new(org, Source::Folder(folder.to_owned())))
    }

    async fn finish(mut self) -> crate::org::Org {
        let read_ms = now_ms();
        while self.reader.settle_next() {
            self.slices.pause().await;
        }
        // What finishing takes comes on top of the last step, and what is shown begins right after it.
        let_others_run().await;
        let org = self.reader.finish();
        let_others_run().await;
        record("uptake:settle", read_ms, now_ms());
        org
    }
}
