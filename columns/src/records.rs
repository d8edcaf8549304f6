//! CSV bytes, in chunks of any size, become records (E6 to E12).
//!
//! The usual CSV readers repair what they find: a stray quote becomes text, an unclosed one swallows the rest. Here each of these
//! is a problem with its line, so the bytes are taken apart here.

use crate::batch::{Batch, Place, RecordError, Span};
use crate::marks::{Finder, GROUP_BYTES, Marks, whole_delimiters};
use crate::not_ascii::NotAscii;
use crate::quotes::{Quotes, State};
use crate::roomy::ROOM_BYTES;

/// A record of more bytes is not kept: it holds no row, and a quote that is never closed would fill the memory.
const LONGEST_RECORD: usize = 1 << 24;
/// A record of more cells is not kept either.
const MOST_CELLS: usize = 1 << 14;

/// Takes chunks of bytes apart. A record that a chunk does not end is continued by the next, from where the scan stopped.
#[derive(Debug)]
pub struct Records {
    delimiter: String,
    finder: Finder,
    /// What is not handed out yet up to `end`, and room behind it.
    buffer: Vec<u8>,
    end: usize,
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
    /// Whether there is an `@` in the record, or what is not UTF-8, or may be: one stands in the same group of bytes.
    is_unusual: bool,
    not_ascii: NotAscii,
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
            buffer: vec![0; ROOM_BYTES],
            end: 0,
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
                is_unusual: false,
                not_ascii: NotAscii::default(),
                newlines: 0,
                line: 1,
                offset,
                dropped: 0,
            },
        }
    }

    /// Takes more bytes, of which there are less than 1 GB, and hands out every record that they complete.
    pub fn feed(&mut self, chunk: &[u8]) -> Batch<'_> {
        self.feed_with(chunk.len(), &mut |room| room.copy_from_slice(chunk))
    }

    /// The same for so many bytes that this writes to where they are taken apart: copying them twice is felt in a large file.
    pub fn feed_with(&mut self, many: usize, write: &mut dyn FnMut(&mut [u8])) -> Batch<'_> {
        self.forget();
        let (start, end) = (self.end, self.end + many);
        if self.buffer.len() < end + ROOM_BYTES {
            self.buffer.resize(end + ROOM_BYTES, 0);
        }
        write(&mut self.buffer[start..end]);
        self.buffer[end..end + ROOM_BYTES].fill(0);
        self.end = end;
        // Of a delimiter of several bytes the last ones may be still to come.
        self.look(end.saturating_sub(self.delimiter.len() - 1));
        self.batch()
    }

    /// Hands out the last record, if the file does not end with a line end.
    #[inline]
    pub fn finish(&mut self) -> Batch<'_> {
        self.forget();
        self.look(self.end);
        if self.scan.start < self.end {
            self.scan.finish(&self.buffer[..self.end]);
        }
        self.batch()
    }

    fn batch(&self) -> Batch<'_> {
        Batch { bytes: &self.buffer[..self.end + ROOM_BYTES], spans: &self.scan.spans, places: &self.scan.places }
    }

    /// Forgets the records that were handed out. What is left begins the next one.
    fn forget(&mut self) {
        let is_too_long =
            self.end - self.scan.start > LONGEST_RECORD || self.scan.spans.len() - self.scan.first_cell > MOST_CELLS;
        let mut done = self.scan.start;
        if is_too_long {
            // Its text is not kept, but for the last byte, which a closing quote may be.
            done = if let State::Closed(quote) = self.scan.state {
                quote
            } else {
                self.scanned.saturating_sub(1).max(done)
            };
        }
        self.buffer.copy_within(done..self.end, 0);
        self.end -= done;
        self.scanned -= done;
        self.scan.forget(done, is_too_long);
    }

    /// Goes on to a place of the buffer.
    #[inline(never)] // inside its caller it would be built like that, for size
    fn look(&mut self, to: usize) {
        let all = &self.buffer[..self.end + ROOM_BYTES];
        let Some(bytes) = all.get(self.scanned..to) else { return };
        let delimiter = self.delimiter.as_bytes();
        let (groups, rest) = bytes.as_chunks::<GROUP_BYTES>();
        let mut last = [0; GROUP_BYTES];
        last[..rest.len()].copy_from_slice(rest);
        // What is done with a group stands here once, since it is long.
        for (place, base) in (self.scanned..to).step_by(GROUP_BYTES).enumerate() {
            let group = groups.get(place).unwrap_or(&last);
            let found = self.finder.find(group);
            let marks = if to - base < GROUP_BYTES { found.of_first(to - base) } else { found };
            self.scan.take(all, base, delimiter, marks);
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
        if marks.not_ascii != 0 || self.not_ascii.is_open() {
            marks.at_sign |= !self.not_ascii.is_utf8(bytes, base, marks.not_ascii);
        }
        self.is_unusual |= marks.at_sign;
        let quotes = if delimiter.len() > 1 {
            None
        } else if marks.quotes == 0 && self.state == State::Plain {
            Some(Quotes::default())
        } else {
            Quotes::of(marks, self.state, self.cell_start == base)
        };
        match quotes {
            Some(quotes) => self.take_ends(bytes, base, marks, quotes),
            None => self.take_quoted(bytes, base, delimiter.len(), marks),
        }
    }

    /// Ends what ends in a group of bytes in which all quotes are where they belong and delimiters have one byte.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
    fn take_ends(&mut self, bytes: &[u8], base: usize, marks: Marks, quotes: Quotes) {
        let ends = (marks.delimiters | marks.line_ends) & !quotes.inside;
        let first = self.spans.len();
        self.add_cells(base, ends);
        if quotes.closing != 0 {
            self.unquote(base, ends, quotes.closing, first);
        }
        let mut lines_within = marks.line_ends & quotes.inside;
        let mut line_ends = marks.line_ends & !quotes.inside;
        while line_ends != 0 {
            let bit = line_ends & line_ends.wrapping_neg();
            let before = bit - 1;
            line_ends ^= bit;
            let at = base + before.count_ones() as usize;
            self.newlines += (lines_within & before).count_ones() + 1;
            lines_within &= !before;
            let cell = first + (ends & before).count_ones() as usize;
            let end = at - usize::from(quotes.closing & bit >> 1 == 0 && self.drop_return(bytes, cell));
            self.end(end, at + 1, cell + 1, None, marks.at_sign);
        }
        self.newlines += lines_within.count_ones();
        if quotes.inside >> 63 != 0 && self.state == State::Plain {
            self.cell_start += 1;
            self.doubled = false;
            self.state = State::Quoted;
        }
    }

    /// Ends a cell at each of these marks, as if there were no quotes. Eight at a time, whether there are as many or not: how many
    /// cells end in some bytes comes without an order, and a machine waits wherever it expected another number.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
    fn add_cells(&mut self, base: usize, ends: u64) {
        if ends == 0 {
            return;
        }
        let (cells, mut start, mut left) = (self.spans.len() + ends.count_ones() as usize, self.cell_start, ends);
        while left != 0 {
            self.spans.extend_from_slice(&[(); 8].map(|()| {
                let at = base + left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                let span = Span::new(start, at, false);
                start = at + 1;
                span
            }));
        }
        self.spans.truncate(cells);
        self.cell_start = base + (u64::BITS - ends.leading_zeros()) as usize;
    }

    /// Takes the quotes off the cells from one on that these close.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
    fn unquote(&mut self, base: usize, ends: u64, mut closing: u64, first: usize) {
        let mut was_open = self.state == State::Quoted;
        while closing != 0 {
            let quote = closing.trailing_zeros();
            closing &= closing - 1;
            let cell = first + (ends & ((1 << quote) - 1)).count_ones() as usize;
            let start = self.spans[cell].start();
            // A cell that was opened in these bytes still begins with its quote.
            self.spans[cell] =
                Span::new(start + usize::from(!was_open), base + quote as usize, was_open && self.doubled);
            was_open = false;
        }
        self.state = State::Plain;
    }

    /// Takes a `\r` off the end of a cell without quotes; whether there was one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every record, by a program that is built for its size")]
    fn drop_return(&mut self, bytes: &[u8], cell: usize) -> bool {
        let span = self.spans[cell];
        let has_return = span.end() > span.start() && bytes[span.end() - 1] == b'\r';
        if has_return {
            self.spans[cell] = Span::new(span.start(), span.end() - 1, false);
        }
        has_return
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
                    self.end_here(quote + 1, at + 1, None, marks.at_sign);
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
    fn end_line(&mut self, bytes: &[u8], at: usize, is_unusual: bool) {
        self.spans.push(Span::new(self.cell_start, at, false));
        self.newlines += 1;
        let end = at - usize::from(self.drop_return(bytes, self.spans.len() - 1));
        self.end_here(end, at + 1, None, is_unusual);
    }

    /// Ends the file within a record.
    fn finish(&mut self, bytes: &[u8]) {
        let end = bytes.len();
        let mut error = None;
        self.is_unusual |= self.not_ascii.is_open();
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
        self.end_here(end, end, error, false);
    }

    /// Ends a record after the last cell found; the next one and its first cell begin here.
    fn end_here(&mut self, end: usize, next: usize, error: Option<RecordError>, is_unusual: bool) {
        self.end(end, next, self.spans.len(), error, is_unusual);
        self.cell_start = next;
        self.state = State::Plain;
    }

    /// Ends a record before a cell; the next one begins here.
    #[inline]
    fn end(&mut self, end: usize, next: usize, next_cell: usize, error: Option<RecordError>, is_unusual: bool) {
        let cells = next_cell - self.first_cell;
        let is_too_long = self.dropped > 0 || end - self.start > LONGEST_RECORD || cells > MOST_CELLS;
        let fault =
            if is_too_long { Some(RecordError::TooLong) } else { self.stray.then_some(RecordError::StrayQuote) };
        self.places.push(Place {
            start: self.start,
            end,
            first_cell: self.first_cell,
            cells: if is_too_long { 0 } else { cells },
            line: self.line,
            offset: self.offset + self.start as u64 - self.dropped as u64,
            is_unusual: self.is_unusual,
            error: error.or(fault),
        });
        self.first_cell = next_cell;
        self.start = next;
        self.stray = false;
        // What stands in the same bytes may belong to the next record.
        self.is_unusual = is_unusual;
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
        self.not_ascii.forget(bytes);
        if let State::Closed(quote) = &mut self.state {
            *quote -= bytes;
        }
    }
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

    /// Groups whose quotes are all in their places take a shorter way than others, which must not be seen.
    #[test]
    fn quotes_of_every_kind_are_read_alike_in_many_bytes_and_in_few() {
        let pieces = ["a", ",", "\n", "\r\n", "\"b,\nc\"", "\"\"", "\"d\"\"e\"", "\",", ",\"f", "xyz", "\"\n", "\r"];
        let mut random = 7_u32;
        for round in 0..300 {
            // Most files have sound quotes only; some have every kind.
            let kinds = if round % 3 == 0 { pieces.len() } else { 5 };
            let mut text = String::new();
            for _ in 0..200 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text += pieces[(random >> 16) as usize % kinds];
            }
            let read = |size: usize| {
                let mut found = Vec::new();
                let mut on_record = |record: Record<'_>| {
                    let cells: Vec<_> = (0..record.width()).map(|cell| record.cell(cell).into_owned()).collect();
                    found.push((record.line(), record.offset(), record.error(), cells));
                };
                let mut records = Records::new(',', 0);
                for chunk in text.as_bytes().chunks(size) {
                    records.feed(chunk).records().for_each(&mut on_record);
                }
                records.finish().records().for_each(&mut on_record);
                found
            };
            let one_by_one = read(1);
            for size in [64, 100, 1000] {
                assert_eq!(read(size), one_by_one, "in chunks of {size}: {text:?}");
            }
        }
    }

    #[test]
    fn a_record_may_hold_an_at_sign_only_where_one_is_near() {
        let text = format!("a\n{}\nb@c\n{}\nd\n", "x".repeat(100), "x".repeat(100));
        for size in [1, 7, 64, 300] {
            let mut records = Records::new(',', 0);
            let mut may = Vec::new();
            for chunk in text.as_bytes().chunks(size) {
                may.extend(records.feed(chunk).records().map(|record| record.may_be_unusual()));
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
        let batch = records.feed(b"\x82\xAC\n");
        assert_eq!(batch.record(0).map(|record| record.check_encoding()), Some(Ok(())));
    }

    #[test]
    fn a_record_that_is_not_utf8_is_never_plain_wherever_it_stands() {
        let pieces: [&[u8]; 8] = [b"a", b"\n", b"b,c", "é".as_bytes(), "€😀".as_bytes(), b"\xC3", b"\xE2\x82", b"\x80"];
        let mut random = 3_u32;
        for round in 0..400 {
            let kinds = if round % 2 == 0 { pieces.len() } else { 5 };
            let mut bytes = Vec::new();
            for _ in 0..100 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bytes.extend_from_slice(pieces[(random >> 16) as usize % kinds]);
            }
            for size in [1, 64, 77, 1000] {
                let mut records = Records::new(',', 0);
                let check = |batch: Batch<'_>| {
                    for record in batch.records().filter(|record| !record.may_be_unusual()) {
                        assert_eq!(record.check_encoding(), Ok(()), "in chunks of {size}: {bytes:?}");
                    }
                };
                bytes.chunks(size).for_each(|chunk| check(records.feed(chunk)));
                check(records.finish());
            }
        }
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
                assert!(records.end <= LONGEST_RECORD + 1 + size, "in chunks of {size}");
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
