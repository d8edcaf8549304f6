//! CSV bytes, in chunks of any size, become records (E6 to E12).
//!
//! The usual CSV readers repair what they find: a stray quote becomes text, an unclosed one swallows the rest. Here each of these
//! is a problem with its line, so the bytes are taken apart here.

use crate::marks::{Marks, Occurs};

const QUOTE: u8 = b'"';
/// A record of more bytes is not kept: it holds no row, and a quote that is never closed would fill the memory.
const LONGEST_RECORD: usize = 1 << 24;
/// A record of more cells is not kept either.
const MOST_CELLS: usize = 1 << 14;

/// Where a cell stands in the record's bytes.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
    doubled: bool,
}

/// What the scan is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    CellStart,
    Unquoted,
    Quoted,
    Closed,
}

/// Why a record cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// A quote inside a cell without quotes, or something after a closing quote.
    StrayQuote,
    /// A quote that is open at the end of the file; the record has this many lines.
    OpenQuote(u32),
    /// More than any row has: its text is not kept.
    TooLong,
}

/// One record and its cells.
#[derive(Debug)]
pub struct Record<'a> {
    buffer: &'a [u8],
    start: usize,
    end: usize,
    cells: &'a [Span],
    scratch: &'a mut Vec<u8>,
    /// What it may hold.
    pub occurs: Occurs,
    /// The physical line it starts on, from 1.
    pub line: u32,
    /// Where it starts in the file.
    pub offset: u64,
    /// What is wrong with it as a whole.
    pub error: Option<RecordError>,
}

impl Record<'_> {
    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// The whole record.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether all of it is UTF-8.
    ///
    /// # Errors
    /// If it is not; how many of its bytes are.
    #[inline(never)] // inside its caller it would be built like that, for size
    pub fn check_encoding(&self) -> Result<(), usize> {
        if !self.occurs.more_than_ascii() {
            return Ok(());
        }
        let bytes = self.bytes();
        // Few bytes of a record are more than ASCII, and those before them need not be looked at one by one.
        let words = bytes.as_chunks::<8>().0;
        let is_ascii = |word: &&[u8; 8]| u64::from_le_bytes(**word) & 0x8080_8080_8080_8080 == 0;
        let ascii = words.iter().take_while(is_ascii).count() * 8;
        std::str::from_utf8(&bytes[ascii..]).map(drop).map_err(|error| ascii + error.valid_up_to())
    }

    /// A cell without its quotes and the white space around it (E49); empty beyond the last one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn cell(&mut self, place: usize) -> &[u8] {
        let Some(span) = self.cells.get(place) else { return &[] };
        let raw = self.buffer.get(span.start..span.end).unwrap_or_default();
        if span.doubled {
            self.scratch.clear();
            undouble(raw, self.scratch);
            return trim(self.scratch);
        }
        trim(raw)
    }

    /// Whether no cell holds anything but white space, so that this is no row (E9).
    pub fn is_blank(&self) -> bool {
        let cell = |span: &Span| self.buffer.get(span.start..span.end).unwrap_or_default();
        // Most rows begin with something.
        let begins = self.cells.first().is_some_and(|span| cell(span).first().is_some_and(u8::is_ascii_graphic));
        !begins
            && self.error.is_none()
            && self.check_encoding().is_ok()
            && self.cells.iter().all(|span| trim(cell(span)).is_empty())
    }
}

/// Takes chunks of bytes apart. A record that a chunk does not end is continued by the next, from where the scan stopped.
#[derive(Debug)]
pub struct Records {
    delimiter: String,
    buffer: Vec<u8>,
    position: usize,
    cell_start: usize,
    doubled: bool,
    state: State,
    cells: Vec<Span>,
    stray: bool,
    newlines: u32,
    line: u32,
    offset: u64,
    /// Bytes of the record that were not kept.
    dropped: usize,
    scratch: Vec<u8>,
    marks: Marks,
    /// What occurs in the part of the record that earlier chunks held.
    carried: Occurs,
}

impl Records {
    /// A file whose cells are separated by this character, and of which so many bytes are already taken off.
    pub fn new(delimiter: char, offset: u64) -> Self {
        Self {
            delimiter: delimiter.to_string(),
            buffer: Vec::new(),
            position: 0,
            cell_start: 0,
            doubled: false,
            state: State::CellStart,
            cells: Vec::new(),
            stray: false,
            newlines: 0,
            line: 1,
            offset,
            dropped: 0,
            scratch: Vec::new(),
            marks: Marks::default(),
            carried: Occurs::default(),
        }
    }

    /// Takes more bytes and hands out every record that they complete.
    pub fn feed(&mut self, chunk: &[u8], mut on_record: impl FnMut(Record<'_>)) {
        self.buffer.extend_from_slice(chunk);
        self.marks.find(&self.buffer, self.position, self.delimiter.as_bytes()[0]);
        let mut start = 0;
        while let Some(end) = self.scan(start) {
            let occurs = std::mem::take(&mut self.carried).and(self.marks.between(start, end));
            self.emit(start, end, None, occurs, &mut on_record);
            start = self.position;
        }
        self.carried = self.carried.and(self.marks.between(start, self.buffer.len()));
        // What is left begins a record; the places found in it move with it.
        self.buffer.drain(..start);
        self.position -= start;
        self.cell_start -= start;
        for cell in &mut self.cells {
            cell.start -= start;
            cell.end -= start;
        }
        if self.buffer.len() > LONGEST_RECORD || self.cells.len() > MOST_CELLS {
            self.drop_text();
        }
    }

    /// Forgets what was read of a record that is too long, but for the last byte, which a closing quote may be.
    fn drop_text(&mut self) {
        let dropped = self.position.saturating_sub(1);
        self.buffer.drain(..dropped);
        self.dropped += dropped;
        self.position -= dropped;
        self.cell_start = self.cell_start.saturating_sub(dropped);
        self.cells.clear();
    }

    /// Hands out the last record, if the file does not end with a line end.
    pub fn finish(&mut self, mut on_record: impl FnMut(Record<'_>)) {
        let end = self.buffer.len();
        if end == 0 {
            return;
        }
        let error = match self.state {
            State::Quoted => {
                Some(RecordError::OpenQuote(self.newlines + u32::from(self.buffer.last() != Some(&b'\n'))))
            }
            State::Closed => {
                // What the scan waited to see the rest of, such as a lone `\r`, is no line end and no delimiter (E11, E12).
                self.stray |= self.position < end;
                self.cells.push(Span { start: self.cell_start, end: self.position - 1, doubled: self.doubled });
                None
            }
            State::CellStart => {
                self.cells.push(Span { start: end, end, doubled: false });
                None
            }
            State::Unquoted => {
                self.cells.push(Span { start: self.cell_start, end, doubled: false });
                None
            }
        };
        self.emit(0, end, error, self.carried, &mut on_record);
        self.buffer.clear();
    }

    #[inline]
    fn emit(
        &mut self,
        start: usize,
        end: usize,
        error: Option<RecordError>,
        occurs: Occurs,
        on_record: &mut impl FnMut(Record<'_>),
    ) {
        let is_too_long =
            self.dropped > 0 || end.saturating_sub(start) > LONGEST_RECORD || self.cells.len() > MOST_CELLS;
        if is_too_long {
            self.cells.clear();
        }
        let fault =
            if is_too_long { Some(RecordError::TooLong) } else { self.stray.then_some(RecordError::StrayQuote) };
        on_record(Record {
            buffer: &self.buffer,
            start,
            end: if is_too_long { start } else { end },
            cells: &self.cells,
            scratch: &mut self.scratch,
            occurs,
            line: self.line,
            offset: self.offset,
            error: error.or(fault),
        });
        self.offset += (self.dropped + self.position.max(end) - start) as u64;
        self.dropped = 0;
        self.line += self.newlines;
        self.newlines = 0;
        self.cells.clear();
        self.stray = false;
        self.state = State::CellStart;
        self.cell_start = self.position;
    }

    /// Goes on to the end of the record; `None` if the bytes end before. The end does not include the line end.
    #[inline(never)] // inside its caller it would be built like that, for size
    fn scan(&mut self, start: usize) -> Option<usize> {
        let bytes = &self.buffer[..];
        let delimiter = self.delimiter.as_bytes();
        loop {
            match self.state {
                State::CellStart => {
                    let &first = bytes.get(self.position)?;
                    self.cell_start = self.position;
                    self.doubled = false;
                    if first == QUOTE {
                        self.position += 1;
                        self.cell_start += 1;
                        self.state = State::Quoted;
                        continue;
                    }
                    // Nearly every cell is plain and ends at the next mark.
                    match self.marks.next(self.position) {
                        Some(mark) if delimiter == [bytes[mark]] => {
                            self.cells.push(Span { start: self.position, end: mark, doubled: false });
                            self.position = mark + 1;
                        }
                        _ => self.state = State::Unquoted,
                    }
                }
                State::Unquoted => {
                    let Some(mark) = self.marks.next(self.position) else {
                        self.position = bytes.len();
                        return None;
                    };
                    self.position = mark;
                    match bytes[self.position] {
                        QUOTE => {
                            self.stray = true;
                            self.position += 1;
                        }
                        b'\n' => {
                            let end = strip_carriage_return(bytes, self.cell_start.max(start), self.position);
                            self.cells.push(Span { start: self.cell_start, end, doubled: false });
                            self.position += 1;
                            self.newlines += 1;
                            return Some(end);
                        }
                        _ => match begins_with(&bytes[self.position..], delimiter) {
                            None => return None,
                            Some(true) => {
                                self.cells.push(Span { start: self.cell_start, end: self.position, doubled: false });
                                self.position += delimiter.len();
                                self.state = State::CellStart;
                            }
                            Some(false) => self.position += 1,
                        },
                    }
                }
                State::Quoted => {
                    let Some(mark) = self.marks.next(self.position) else {
                        self.position = bytes.len();
                        return None;
                    };
                    self.position = mark + 1;
                    match bytes[mark] {
                        QUOTE => self.state = State::Closed,
                        b'\n' => self.newlines += 1,
                        _ => {}
                    }
                }
                State::Closed => {
                    let &next = bytes.get(self.position)?;
                    let cell = Span { start: self.cell_start, end: self.position - 1, doubled: self.doubled };
                    match next {
                        QUOTE => {
                            self.doubled = true;
                            self.position += 1;
                            self.state = State::Quoted;
                        }
                        b'\r' if self.position + 1 == bytes.len() => return None,
                        b'\r' | b'\n' if next == b'\n' || bytes[self.position + 1] == b'\n' => {
                            let end = self.position;
                            self.cells.push(cell);
                            self.position += if next == b'\n' { 1 } else { 2 };
                            self.newlines += 1;
                            return Some(end);
                        }
                        _ => match begins_with(&bytes[self.position..], delimiter) {
                            None => return None,
                            Some(true) => {
                                self.cells.push(cell);
                                self.position += delimiter.len();
                                self.state = State::CellStart;
                            }
                            Some(false) => {
                                // The quote opens nothing any more: what follows is text up to the next delimiter or line end (E11).
                                self.stray = true;
                                self.state = State::Unquoted;
                            }
                        },
                    }
                }
            }
        }
    }
}

/// Writes a cell with one quote for every two.
#[cold]
fn undouble(cell: &[u8], single: &mut Vec<u8>) {
    let mut is_second = false;
    for &byte in cell {
        is_second = byte == QUOTE && !is_second;
        if !is_second {
            single.push(byte);
        }
    }
}

/// Most cells are plain and have nothing to trim, which two bytes tell.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
fn trim(cell: &[u8]) -> &[u8] {
    let (Some(first), Some(last)) = (cell.first(), cell.last()) else { return cell };
    if first.is_ascii_graphic() && last.is_ascii_graphic() { cell } else { trim_white_space(cell) }
}

#[cold]
fn trim_white_space(cell: &[u8]) -> &[u8] {
    std::str::from_utf8(cell).map_or(cell, |text| text.trim().as_bytes())
}

fn strip_carriage_return(bytes: &[u8], start: usize, end: usize) -> usize {
    if end > start && bytes[end - 1] == b'\r' { end - 1 } else { end }
}

/// Whether the bytes begin with these; `None` while there are too few of them to tell.
fn begins_with(bytes: &[u8], start: &[u8]) -> Option<bool> {
    if bytes.len() < start.len() && start.starts_with(bytes) { None } else { Some(bytes.starts_with(start)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every record as `line:cell|cell`, with `!` before one that is wrong; the same however the bytes are cut.
    fn check(text: &str, expected: &[&str]) {
        check_with(',', text, expected);
    }

    fn check_with(delimiter: char, text: &str, expected: &[&str]) {
        let read = |size: usize| {
            let mut found = Vec::new();
            let mut on_record = |mut record: Record<'_>| {
                let cells = (0..record.width()).map(|place| String::from_utf8_lossy(record.cell(place)).into_owned());
                let cells: Vec<String> = cells.collect();
                let mark = if record.error.is_some() { "!" } else { "" };
                found.push(format!("{}:{mark}{}", record.line, cells.join("|")));
            };
            let mut records = Records::new(delimiter, 0);
            for chunk in text.as_bytes().chunks(size) {
                records.feed(chunk, &mut on_record);
            }
            records.finish(&mut on_record);
            found
        };
        for size in 1..=text.len().max(1) {
            assert_eq!(read(size), expected, "in chunks of {size}");
        }
    }

    #[test]
    fn records_end_at_line_ends_outside_quotes() {
        check("a,b\n1,2\n", &["1:a|b", "2:1|2"]);
        check("a,b\r\n1,2\r\n\r\n3,", &["1:a|b", "2:1|2", "3:", "4:3|"]);
        check("a\rb,c\n", &["1:a\rb|c"]);
        check("\"a\nb\",c\nd", &["1:a\nb|c", "3:d"]);
        check("\"a\"\"b\",\"\"\r\n\"\"\"\"\n", &["1:a\"b|", "2:\""]);
        check("\"\"\"\"\"\"", &["1:\"\""]);
    }

    #[test]
    fn a_carriage_return_without_a_newline_ends_nothing() {
        check("a,b\r", &["1:a|b"]);
        check("a,\"b\"\r", &["1:!a|b"]);
        check("a,\"b\"\rc\n", &["1:!a|b\"\rc"]);
    }

    #[test]
    fn a_delimiter_is_any_character() {
        check_with('¦', "a¦b§c\n\"x¦\"¦\n¦", &["1:a|b§c", "2:x¦|", "3:|"]);
        check_with('¦', "\"x\"§\ny¦\"z\"Â", &["1:!x\"§", "2:!y|z\"Â"]);
        check_with('\u{1}', "a,b\u{1}c", &["1:a,b|c"]);
    }

    #[test]
    fn a_stray_quote_spoils_its_record_only() {
        check("a, \u{a0}x \"b\" c\nd ,e\n", &["1:!a|x \"b\" c", "2:d|e"]);
        check("\"x\"y,b\nd,e\n", &["1:!x\"y|b", "2:d|e"]);
        check("\"x\"y,\"b\nc\"\nd\n", &["1:!x\"y|b\nc", "3:d"]);
        check("a\",\nb\n", &["1:!a\"|", "2:b"]);
    }

    #[test]
    fn an_open_quote_takes_everything_to_the_end() {
        check("a\nb,\"c\nd\n", &["1:a", "2:!b"]);
    }

    /// A bomb of a few megabytes unpacked to one quote of gigabytes, and its memory grew with it.
    #[test]
    fn a_record_that_is_too_long_is_not_kept_and_ends_where_it_ends() {
        let long = "x\n".repeat(LONGEST_RECORD / 2);
        let wide = ",".repeat(MOST_CELLS + 1);
        let text = format!("a,b\n1,\"{long}\"\n{wide}\n\"2\",3\n\"{long}");
        let lines = long.len() as u32 / 2;
        for size in [1 << 10, 77_777, 1 << 18, 1 << 26] {
            let mut found = Vec::new();
            let mut on_record = |record: Record<'_>| {
                found.push((record.line, record.offset, record.error, record.width()));
            };
            let mut records = Records::new(',', 0);
            for chunk in text.as_bytes().chunks(size) {
                records.feed(chunk, &mut on_record);
                assert!(records.buffer.len() <= LONGEST_RECORD, "in chunks of {size}");
            }
            records.finish(&mut on_record);
            let length = long.len() as u64;
            let expected = [
                (1, 0, None, 2),
                (2, 4, Some(RecordError::TooLong), 0),
                (lines + 3, length + 9, Some(RecordError::TooLong), 0),
                (lines + 4, length + 10 + wide.len() as u64, None, 2),
                (lines + 5, length + 16 + wide.len() as u64, Some(RecordError::OpenQuote(lines)), 0),
            ];
            assert_eq!(found, expected, "in chunks of {size}");
        }
    }
}
