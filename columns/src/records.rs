//! CSV bytes, in chunks of any size, become records (E6 to E12).
//!
//! The usual CSV readers repair what they find: a stray quote becomes text, an unclosed one swallows the rest. Here each of these
//! is a problem with its line, so the bytes are taken apart here.

use crate::batch::{Batch, Place, RecordError, Span};
use crate::marks::{Finder, GROUP_BYTES, Marks};

/// A record of more bytes is not kept: it holds no row, and a quote that is never closed would fill the memory.
const LONGEST_RECORD: usize = 1 << 24;
/// A record of more cells is not kept either.
const MOST_CELLS: usize = 1 << 14;

/// What the scan is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A cell without quotes, or one that has not begun.
    Plain,
    /// A cell within its quotes.
    Quoted,
    /// Behind a quote that stands here, and that closes the cell unless another quote follows.
    Closed(usize),
}

/// Takes chunks of bytes apart. A record that a chunk does not end is continued by the next, from where the scan stopped.
#[derive(Debug)]
pub struct Records {
    delimiter: String,
    finder: Finder,
    buffer: Vec<u8>,
    /// How far the buffer is looked at.
    scanned: usize,
    scan: Scan,
}

/// The records found in a buffer, and the one that has not ended.
#[derive(Debug)]
struct Scan {
    spans: Vec<Span>,
    places: Vec<Place>,
    state: State,
    /// Where the record begins, and its first cell.
    start: usize,
    first_cell: usize,
    cell_start: usize,
    doubled: bool,
    stray: bool,
    at_sign: bool,
    newlines: u32,
    line: u32,
    /// Where the buffer begins in the file.
    offset: u64,
    /// Bytes of the record that were not kept.
    dropped: usize,
}

impl Records {
    /// A file whose cells are separated by this character, and of which so many bytes are already taken off.
    #[inline]
    pub fn new(delimiter: char, offset: u64) -> Self {
        let delimiter = delimiter.to_string();
        Self {
            finder: Finder::new(delimiter.as_bytes()[0]),
            delimiter,
            buffer: Vec::new(),
            scanned: 0,
            scan: Scan {
                spans: Vec::new(),
                places: Vec::new(),
                state: State::Plain,
                start: 0,
                first_cell: 0,
                cell_start: 0,
                doubled: false,
                stray: false,
                at_sign: false,
                newlines: 0,
                line: 1,
                offset,
                dropped: 0,
            },
        }
    }

    /// Takes more bytes, of which there are less than 1 GB, and hands out every record that they complete.
    pub fn feed(&mut self, chunk: &[u8]) -> Batch<'_> {
        self.forget();
        self.buffer.extend_from_slice(chunk);
        // Of a delimiter of several bytes the last ones may be still to come.
        self.look(self.buffer.len().saturating_sub(self.delimiter.len() - 1));
        self.batch(self.scan.start)
    }

    /// Hands out the last record, if the file does not end with a line end.
    #[inline]
    pub fn finish(&mut self) -> Batch<'_> {
        self.forget();
        let end = self.buffer.len();
        self.look(end);
        if self.scan.start < end {
            self.scan.finish(&self.buffer);
        }
        self.batch(end)
    }

    fn batch(&self, end: usize) -> Batch<'_> {
        Batch {
            bytes: &self.buffer,
            spans: &self.scan.spans,
            places: &self.scan.places,
            is_utf8: simdutf8::basic::from_utf8(&self.buffer[..end]).is_ok(),
        }
    }

    /// Forgets the records that were handed out. What is left begins the next one.
    fn forget(&mut self) {
        let is_too_long = self.buffer.len() - self.scan.start > LONGEST_RECORD
            || self.scan.spans.len() - self.scan.first_cell > MOST_CELLS;
        let mut done = self.scan.start;
        if is_too_long {
            // Its text is not kept, but for the last byte, which a closing quote may be.
            done = if let State::Closed(quote) = self.scan.state {
                quote
            } else {
                self.scanned.saturating_sub(1).max(done)
            };
        }
        self.buffer.drain(..done);
        self.scanned -= done;
        self.scan.forget(done, is_too_long);
    }

    /// Goes on to a place of the buffer.
    #[inline(never)] // inside its caller it would be built like that, for size
    fn look(&mut self, to: usize) {
        let Some(bytes) = self.buffer.get(self.scanned..to) else { return };
        let delimiter = self.delimiter.as_bytes();
        let (groups, rest) = bytes.as_chunks::<GROUP_BYTES>();
        let mut base = self.scanned;
        for group in groups {
            self.scan.take(&self.buffer, base, delimiter, self.finder.find(group));
            base += GROUP_BYTES;
        }
        if !rest.is_empty() {
            let mut padded = [0; GROUP_BYTES];
            padded[..rest.len()].copy_from_slice(rest);
            self.scan.take(&self.buffer, base, delimiter, self.finder.find(&padded).of_first(rest.len()));
        }
        self.scanned = to;
    }
}

impl Scan {
    /// Goes on with the marks of a group of bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
    fn take(&mut self, bytes: &[u8], base: usize, delimiter: &[u8], mut marks: Marks) {
        if delimiter.len() > 1 {
            marks.delimiters = whole_delimiters(&bytes[base..], delimiter, marks.delimiters);
        }
        self.at_sign |= marks.at_sign;
        if marks.quotes != 0 || self.state != State::Plain {
            self.take_quoted(bytes, base, delimiter.len(), marks);
            return;
        }
        let mut ends = marks.delimiters | marks.line_ends;
        while ends != 0 {
            let at = base + ends.trailing_zeros() as usize;
            let is_line_end = marks.line_ends & ends & ends.wrapping_neg() != 0;
            ends &= ends - 1;
            if is_line_end {
                self.end_line(bytes, at, marks.at_sign);
            } else {
                self.spans.push(Span::new(self.cell_start, at, false));
                self.cell_start = at + delimiter.len();
            }
        }
    }

    /// The same where there are quotes, mark by mark.
    #[inline(never)]
    fn take_quoted(&mut self, bytes: &[u8], base: usize, delimiter_bytes: usize, marks: Marks) {
        let mut left = marks.delimiters | marks.quotes | marks.line_ends;
        while left != 0 {
            let at = base + left.trailing_zeros() as usize;
            let bit = left & left.wrapping_neg();
            left &= left - 1;
            let (is_quote, is_line_end) = (marks.quotes & bit != 0, marks.line_ends & bit != 0);
            if let State::Closed(quote) = self.state {
                let follows = at == quote + 1;
                if is_quote && follows {
                    self.doubled = true;
                    self.state = State::Quoted;
                    continue;
                }
                if is_line_end && (follows || (at == quote + 2 && bytes[quote + 1] == b'\r')) {
                    self.spans.push(Span::new(self.cell_start, quote, self.doubled));
                    self.newlines += 1;
                    self.end(quote + 1, at + 1, None, marks.at_sign);
                    continue;
                }
                if !is_quote && !is_line_end && follows {
                    self.spans.push(Span::new(self.cell_start, quote, self.doubled));
                    self.cell_start = at + delimiter_bytes;
                    self.state = State::Plain;
                    continue;
                }
                // The quote opens nothing any more: what follows is text up to the next delimiter or line end (E11).
                self.stray = true;
                self.state = State::Plain;
            }
            match self.state {
                State::Quoted if is_quote => self.state = State::Closed(at),
                State::Quoted => self.newlines += u32::from(is_line_end),
                _ if is_quote && at == self.cell_start => {
                    self.cell_start = at + 1;
                    self.doubled = false;
                    self.state = State::Quoted;
                }
                _ if is_quote => self.stray = true,
                _ if is_line_end => self.end_line(bytes, at, marks.at_sign),
                _ => {
                    self.spans.push(Span::new(self.cell_start, at, false));
                    self.cell_start = at + delimiter_bytes;
                }
            }
        }
    }

    /// Ends a cell without quotes, and its record.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every record, by a program that is built for its size")]
    fn end_line(&mut self, bytes: &[u8], at: usize, at_sign: bool) {
        let has_return = at > self.cell_start && bytes[at - 1] == b'\r';
        let end = at - usize::from(has_return);
        self.spans.push(Span::new(self.cell_start, end, false));
        self.newlines += 1;
        self.end(end, at + 1, None, at_sign);
    }

    /// Ends the file within a record.
    fn finish(&mut self, bytes: &[u8]) {
        let end = bytes.len();
        let mut error = None;
        match self.state {
            State::Quoted => {
                error = Some(RecordError::OpenQuote(self.newlines + u32::from(bytes.last() != Some(&b'\n'))));
            }
            State::Closed(quote) if quote + 1 == end => {
                self.spans.push(Span::new(self.cell_start, quote, self.doubled));
            }
            State::Closed(_) => {
                // What follows the quote, such as a lone `\r`, is no line end and no delimiter (E11, E12).
                self.stray = true;
                self.spans.push(Span::new(self.cell_start, end, false));
            }
            State::Plain => self.spans.push(Span::new(self.cell_start, end, false)),
        }
        self.end(end, end, error, false);
    }

    /// Ends a record; the next one begins here.
    #[inline]
    fn end(&mut self, end: usize, next: usize, error: Option<RecordError>, at_sign: bool) {
        let is_too_long =
            self.dropped > 0 || end - self.start > LONGEST_RECORD || self.spans.len() - self.first_cell > MOST_CELLS;
        if is_too_long {
            self.spans.truncate(self.first_cell);
        }
        let fault =
            if is_too_long { Some(RecordError::TooLong) } else { self.stray.then_some(RecordError::StrayQuote) };
        self.places.push(Place {
            start: self.start,
            end,
            first_cell: self.first_cell,
            cells: self.spans.len() - self.first_cell,
            line: self.line,
            offset: self.offset + self.start as u64 - self.dropped as u64,
            at_sign: self.at_sign,
            error: error.or(fault),
        });
        self.first_cell = self.spans.len();
        self.start = next;
        self.cell_start = next;
        self.state = State::Plain;
        self.stray = false;
        // What stands in the same bytes may belong to the next record.
        self.at_sign = at_sign;
        self.line += self.newlines;
        self.newlines = 0;
        self.dropped = 0;
    }

    /// Forgets so many bytes of the buffer and what ended in them; of a record that is too long its cells as well.
    fn forget(&mut self, bytes: usize, is_too_long: bool) {
        self.offset += bytes as u64;
        self.places.clear();
        if is_too_long {
            self.dropped += bytes - self.start;
            self.spans.clear();
        } else {
            self.spans.drain(..self.first_cell);
            self.spans.iter_mut().for_each(|span| *span = span.minus(bytes));
        }
        self.first_cell = 0;
        self.start = 0;
        self.cell_start = self.cell_start.saturating_sub(bytes);
        if let State::Closed(quote) = &mut self.state {
            *quote -= bytes;
        }
    }
}

/// Of the places where the first byte of a delimiter stands those where all of it does.
#[cold]
fn whole_delimiters(bytes: &[u8], delimiter: &[u8], mut first: u64) -> u64 {
    let mut whole = 0;
    while first != 0 {
        if bytes[first.trailing_zeros() as usize..].starts_with(delimiter) {
            whole |= first & first.wrapping_neg();
        }
        first &= first - 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Record;

    /// Every record as `line:cell|cell`, with `!` before one that is wrong; the same however the bytes are cut.
    fn check(text: &str, expected: &[&str]) {
        check_with(',', text, expected);
    }

    fn check_with(delimiter: char, text: &str, expected: &[&str]) {
        let read = |size: usize| {
            let mut found = Vec::new();
            let mut on_record = |record: Record<'_>| {
                let cells = (0..record.width()).map(|place| String::from_utf8_lossy(&record.cell(place)).into_owned());
                let cells: Vec<String> = cells.collect();
                let mark = if record.error().is_some() { "!" } else { "" };
                found.push(format!("{}:{mark}{}", record.line(), cells.join("|")));
            };
            let mut records = Records::new(delimiter, 0);
            for chunk in text.as_bytes().chunks(size) {
                records.feed(chunk).records().for_each(&mut on_record);
            }
            records.finish().records().for_each(&mut on_record);
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
        check("a,\"b\"\r", &["1:!a|b\""]);
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

    /// Marks are found in groups of bytes, which a record, its quotes and its line end may begin and end anywhere in.
    #[test]
    fn records_are_the_same_wherever_they_stand_in_the_file() {
        for before in 0..130 {
            let text = format!("{}\n\"a\"\"\n,b\",c\r\n\"\",\n\"d\"x,\"\"\r\n", "x".repeat(before));
            let first = format!("1:{}", "x".repeat(before));
            check(&text, &[&first, "2:a\"\n,b|c", "4:|", "5:!d\"x|"]);
        }
    }

    #[test]
    fn a_record_may_hold_an_at_sign_only_where_one_is_near() {
        let text = format!("a\n{}\nb@c\n{}\nd\n", "x".repeat(100), "x".repeat(100));
        for size in [1, 7, 64, 300] {
            let mut records = Records::new(',', 0);
            let mut may = Vec::new();
            for chunk in text.as_bytes().chunks(size) {
                may.extend(records.feed(chunk).records().map(|record| record.may_hold_at_sign()));
            }
            assert_eq!((may[0], may[2], may[4]), (false, true, false), "in chunks of {size}");
        }
    }

    #[test]
    fn only_a_record_that_is_not_utf8_is_said_not_to_be() {
        let mut records = Records::new(',', 0);
        let batch = records.feed(b"\xC3\xA9,b\nb,\xC3\nc\xE2\x82\xAC\n\xE2");
        let checked: Vec<Result<(), usize>> = batch.records().map(|record| record.check_encoding()).collect();
        assert_eq!(checked, [Ok(()), Err(2), Ok(())]);
        assert!(!batch.is_plain(0, 2), "every record of such bytes is looked at by itself");
        let batch = records.feed(b"\x82\xAC\n");
        assert_eq!(batch.record(0).map(|record| record.check_encoding()), Some(Ok(())));
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
                found.push((record.line(), record.offset(), record.error(), record.width()));
            };
            let mut records = Records::new(',', 0);
            for chunk in text.as_bytes().chunks(size) {
                records.feed(chunk).records().for_each(&mut on_record);
                assert!(records.buffer.len() <= LONGEST_RECORD + 1 + size, "in chunks of {size}");
            }
            records.finish().records().for_each(&mut on_record);
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
