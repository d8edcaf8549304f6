//! The bytes of one table, part by part and chunk by chunk, become records.

use uptake_columns::Records;

use crate::org::{Effect, Ids, Problem, ProblemCode, Rows, Table, TableReport};

use super::delimiter::guess_delimiter;
use super::header::Header;
use super::row_reader::RowReader;

/// The most bytes that are looked at before the first line must have ended.
const LONGEST_FIRST_LINE: usize = 1 << 20;
/// Bytes taken apart in one go, so that whoever feeds can let others run in between.
pub const SLICE_BYTES: usize = 1 << 18;

/// The most rows that room is made for before they come.
const MOST_ROWS_EXPECTED: u64 = 1 << 23;

/// Writes bytes of a file to where they are read.
pub type Write<'w> = &'w mut dyn FnMut(&mut [u8]);

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads one table from its parts, in order.
#[derive(Debug)]
pub struct TableReader {
    rows: RowReader,
    stated_delimiter: Option<char>,
    sheet: Sheet,
    rows_before: u64,
    /// How many bytes the file is said to have, until there is room for its rows.
    expected_bytes: u64,
}

/// The file that is being read.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub file: String,
    /// The first bytes, until there are enough to tell how to take the file apart.
    head: Vec<u8>,
    records: Option<Records>,
    /// Whether nothing more can be learned from it: it has no header that could be used.
    pub is_over: bool,
    /// Its header, once read.
    pub header: Option<Header>,
    /// The cells in which an e-mail address may still turn up: those of columns that are not dropped.
    pub watched: Vec<usize>,
}

impl TableReader {
    /// Nothing read yet. `delimiter` is the one the package states; `None` has it told from the first line.
    pub fn new(table: Table, delimiter: Option<char>) -> Self {
        Self {
            rows: RowReader::new(table),
            stated_delimiter: delimiter,
            sheet: Sheet::default(),
            rows_before: 0,
            expected_bytes: 0,
        }
    }

    /// Whether the table is refused for the reason that comes before all others, so that the rest of it need not be read.
    pub fn is_refused(&self) -> bool {
        self.rows.is_refused_for_good()
    }

    /// The rows so far.
    pub fn rows(&self) -> &Rows {
        self.rows.so_far()
    }

    /// Rows met so far.
    pub fn rows_read(&self) -> u64 {
        self.rows.rows_read()
    }

    /// Begins the next file.
    pub fn begin_part(&mut self, file: &str) {
        self.rows.begin_part(file);
        self.rows_before = self.rows.rows_read();
        self.expected_bytes = 0;
        self.sheet = Sheet { file: file.to_owned(), ..Sheet::default() };
    }

    /// Says how many bytes the file is going to have, or more.
    pub fn expect_bytes(&mut self, bytes: u64) {
        self.expected_bytes = bytes;
    }

    /// Takes so many more bytes of the file that this writes, at best not more than [`SLICE_BYTES`].
    pub fn feed(&mut self, ids: &mut Ids, bytes: usize, write: Write<'_>) {
        self.sheet.take(&mut self.rows, ids, self.stated_delimiter, (bytes, write));
        let rows = self.rows.rows_read().saturating_sub(self.rows_before);
        if self.expected_bytes > 0 && rows > 0 {
            // The first rows tell how long the others are, but for some; what is said of the file may be wrong.
            let expected = rows.saturating_mul(self.expected_bytes) / bytes.max(1) as u64;
            self.rows.reserve((expected + expected / 8).min(MOST_ROWS_EXPECTED) as usize);
            self.expected_bytes = 0;
        }
        self.rows.look_back();
    }

    /// Ends the file; `sha256` is that of its bytes as stored, `None` where it is not known.
    pub fn end_part(&mut self, ids: &mut Ids, sha256: Option<String>) {
        self.sheet.end(&mut self.rows, ids, self.stated_delimiter);
        let rows = self.rows_read().saturating_sub(self.rows_before);
        self.rows.note_file(&self.sheet.file, rows, sha256);
    }

    /// Refuses the table because of a file that cannot be read as one (E4, E13).
    pub fn refuse_part(&mut self, file: &str, code: ProblemCode, found: &str, expected: &str) {
        self.rows.name_file(file);
        self.rows.refuse(file_problem(file, code, found, expected));
    }

    /// The rows and what became of them.
    pub fn finish(self) -> (Rows, TableReport) {
        self.rows.finish()
    }
}

impl Sheet {
    fn take(
        &mut self,
        rows: &mut RowReader,
        ids: &mut Ids,
        stated_delimiter: Option<char>,
        (bytes, write): (usize, Write<'_>),
    ) {
        // Of a table that is refused only headers are still read: one may be a reason that comes before (E13).
        if self.is_over || (rows.is_refused() && self.header.is_some()) {
            write(&mut vec![0; bytes]);
        } else if let Some(mut records) = self.records.take() {
            rows.take(ids, self, records.feed_with(bytes, write));
            self.records = Some(records);
        } else {
            let start = self.head.len();
            self.head.resize(start + bytes, 0);
            write(&mut self.head[start..]);
            self.begin(rows, ids, stated_delimiter, false);
        }
    }

    fn end(&mut self, rows: &mut RowReader, ids: &mut Ids, stated_delimiter: Option<char>) {
        if self.records.is_none() && !self.is_over {
            self.begin(rows, ids, stated_delimiter, true);
        }
        if let Some(mut records) = self.records.take() {
            rows.take(ids, self, records.finish());
        }
        if self.header.is_none() && !self.is_over {
            rows.refuse(self.problem(ProblemCode::EmptyFile, "nothing", "a header with the names of the columns"));
        }
    }

    /// Tells from the first bytes how the file is to be taken apart, once there are enough of them.
    fn begin(&mut self, rows: &mut RowReader, ids: &mut Ids, stated_delimiter: Option<char>, at_end: bool) {
        if self.head.len() < BYTE_ORDER_MARK.len() && !at_end {
            return;
        }
        let text = self.head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.head);
        // What follows sees the same bytes however they were cut: those up to the end of the first line, or as many as are looked at.
        let start = &text[..text.len().min(LONGEST_FIRST_LINE)];
        if is_utf16(&self.head) {
            rows.refuse(self.problem(ProblemCode::BadEncoding, "UTF-16", "UTF-8"));
            self.is_over = true;
            return;
        }
        let Some(guessed) = guess_delimiter(start, at_end || start.len() == LONGEST_FIRST_LINE) else { return };
        if is_web_page(start) {
            let expected = "CSV; a server may answer like this when the file is not there";
            rows.refuse(self.problem(ProblemCode::BadFile, "a web page", expected));
            self.is_over = true;
            return;
        }
        let offset = self.head.len() - text.len();
        let mut records = Records::new(stated_delimiter.unwrap_or(guessed), offset as u64);
        let head = std::mem::take(&mut self.head);
        rows.take(ids, self, records.feed(&head[offset..]));
        self.records = Some(records);
    }

    fn problem(&self, code: ProblemCode, found: &str, expected: &str) -> Problem {
        file_problem(&self.file, code, found, expected)
    }
}

/// Whether the bytes begin like UTF-16, with a mark or without: no text of ASCII has an empty byte.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..])
}

/// Whether these bytes begin like a page of a web server rather than like a table.
pub fn is_web_page(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let begins_with =
        |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    begins_with("<!doctype html") || begins_with("<html")
}

fn file_problem(file: &str, code: ProblemCode, found: &str, expected: &str) -> Problem {
    Problem {
        file: file.to_owned(),
        line: 0,
        column: None,
        code,
        effect: Effect::TableRefused,
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}
