//! Records as they were found, and their cells.

use std::borrow::Cow;
use std::ops::Range;

use crate::roomy::{ROOM_BYTES, Roomy};

const QUOTE: u8 = b'"';

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

/// Where a cell stands in the bytes, without its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    start: u32,
    /// Its end, and in the top bit whether quotes in it are doubled.
    end: u32,
}

const DOUBLED: u32 = 1 << 31;

impl Span {
    /// A cell of nothing.
    pub const BLANK: Self = Self { start: 0, end: 0 };

    /// Bytes are looked at in chunks that are far smaller than what 31 bits count.
    #[inline]
    pub fn new(start: usize, end: usize, doubled: bool) -> Self {
        Self { start: start as u32, end: end as u32 | if doubled { DOUBLED } else { 0 } }
    }

    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    #[inline]
    pub fn end(self) -> usize {
        (self.end & !DOUBLED) as usize
    }

    #[inline]
    fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    #[inline]
    fn is_doubled(self) -> bool {
        self.end & DOUBLED != 0
    }

    /// The same cell once so many bytes before it are forgotten.
    pub fn minus(self, bytes: usize) -> Self {
        Self { start: self.start - bytes as u32, end: self.end - bytes as u32 }
    }
}

/// Where the same cell of many records stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spans<'a> {
    all: &'a [Span],
    width: usize,
    cell: usize,
}

impl<'a> Spans<'a> {
    /// Of records that lack the cell.
    pub fn blank(blank: &'a [Span]) -> Self {
        Self { all: blank, width: 1, cell: 0 }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the loop over a million cells")]
    pub fn iter(self) -> impl ExactSizeIterator<Item = Span> + use<'a> {
        self.all.chunks_exact(self.width).map(move |cells| cells[self.cell])
    }
}

/// A record that has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub start: usize,
    pub end: usize,
    pub first_cell: usize,
    pub cells: usize,
    pub line: u32,
    pub offset: u64,
    /// Whether an `@` or what is not UTF-8 may be in it, or a little before or after it.
    pub is_unusual: bool,
    pub error: Option<RecordError>,
}

/// The records that a chunk completes, in order.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// With room behind the last record.
    pub(crate) bytes: &'a [u8],
    pub(crate) spans: &'a [Span],
    pub(crate) places: &'a [Place],
}

impl<'a> Batch<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Some of them.
    #[must_use]
    pub fn part(self, records: Range<usize>) -> Self {
        Self { places: self.places.get(records).unwrap_or_default(), ..self }
    }

    /// All of them.
    pub fn records(self) -> impl Iterator<Item = Record<'a>> {
        self.places.iter().map(move |place| Record { batch: self, place })
    }

    /// One of them.
    pub fn record(self, at: usize) -> Option<Record<'a>> {
        self.places.get(at).map(|place| Record { batch: self, place })
    }

    /// How many records from one on are plain: nothing has to be asked of them but what their cells hold. Each is whole, has this many
    /// cells, the first of which begins with something, holds no `@` and is UTF-8.
    #[inline(never)] // inside its caller it would be built like that, for size
    pub fn plain_from(&self, first: usize, width: usize) -> usize {
        let begins = |place: &Place| {
            self.spans.get(place.first_cell).is_some_and(|span| {
                let range = span.range();
                !range.is_empty() && self.bytes.get(range.start).is_some_and(u8::is_ascii_graphic)
            })
        };
        let is_plain = |place: &&Place| {
            place.error.is_none() && place.cells == width && !place.is_unusual && width > 0 && begins(place)
        };
        self.places.get(first..).unwrap_or_default().iter().take_while(is_plain).count()
    }

    /// The physical line that each record starts on.
    #[inline(never)] // inside its caller it would be built like that, for size
    pub fn add_lines(&self, lines: &mut Vec<u32>) {
        lines.extend(self.places.iter().map(|place| place.line));
    }

    /// Where one cell of each record stands, if all of them have as many cells, and have this one.
    #[inline]
    pub(crate) fn spans(self, cell: usize) -> Spans<'a> {
        let (first, width) = self.places.first().map_or((0, 1), |place| (place.first_cell, place.cells.max(1)));
        Spans { all: self.spans.get(first..first + width * self.places.len()).unwrap_or_default(), width, cell }
    }

    /// The bytes from where a cell begins, and how many of them are its own if none of its quotes are doubled; more than any cell has if
    /// some are.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub(crate) fn room(&self, span: Span) -> Option<(&'a [u8; ROOM_BYTES], usize)> {
        // The bit that tells of doubled quotes makes it long.
        let length = span.end.wrapping_sub(span.start) as usize;
        Some((self.bytes.get(span.start as usize..)?.first_chunk()?, length))
    }

    /// What stands there, without the white space around it (E49).
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub(crate) fn text<'b>(self, span: Span, scratch: &'b mut Vec<u8>) -> Option<Roomy<'b>>
    where
        'a: 'b,
    {
        if span.is_doubled() {
            undouble(&self.bytes[span.range()], scratch);
            let length = scratch.len();
            scratch.extend([0; ROOM_BYTES]);
            return Roomy::new(scratch, length).map(Roomy::trimmed);
        }
        let Range { start, end } = span.range();
        Roomy::new(self.bytes.get(start..)?, end - start).map(Roomy::trimmed)
    }
}

/// One record and its cells.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    batch: Batch<'a>,
    place: &'a Place,
}

impl<'a> Record<'a> {
    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.place.cells
    }

    /// The physical line it starts on, from 1.
    pub fn line(&self) -> u32 {
        self.place.line
    }

    /// Where it starts in the file.
    pub fn offset(&self) -> u64 {
        self.place.offset
    }

    /// What is wrong with it as a whole.
    pub fn error(&self) -> Option<RecordError> {
        self.place.error
    }

    /// Whether an `@`, or what is not UTF-8, may be in it; one may stand a little before or after it instead.
    pub fn may_be_unusual(&self) -> bool {
        self.place.is_unusual
    }

    /// Whether all of it is UTF-8.
    ///
    /// # Errors
    /// If it is not; how many of its bytes are.
    #[inline]
    pub fn check_encoding(&self) -> Result<(), usize> {
        let bytes = &self.batch.bytes[self.place.start..self.place.end];
        std::str::from_utf8(bytes).map(drop).map_err(|error| error.valid_up_to())
    }

    /// A cell without its quotes and the white space around it (E49); empty beyond the last one.
    pub fn cell(&self, cell: usize) -> Cow<'a, [u8]> {
        let Some(span) = self.spans().get(cell) else { return Cow::Borrowed(&[]) };
        let raw = &self.batch.bytes[span.range()];
        if span.is_doubled() {
            let mut single = Vec::new();
            undouble(raw, &mut single);
            return Cow::Owned(trim(&single).to_owned());
        }
        Cow::Borrowed(trim(raw))
    }

    /// Whether no cell holds anything but white space, so that this is no row (E9).
    #[inline]
    pub fn is_blank(&self) -> bool {
        let is_blank = |span: &Span| trim(&self.batch.bytes[span.range()]).is_empty();
        self.place.error.is_none() && self.check_encoding().is_ok() && self.spans().iter().all(is_blank)
    }

    fn spans(&self) -> &'a [Span] {
        &self.batch.spans[self.place.first_cell..self.place.first_cell + self.place.cells]
    }
}

/// Writes a cell with one quote for every two.
#[inline(never)]
fn undouble(cell: &[u8], single: &mut Vec<u8>) {
    single.clear();
    single.resize(cell.len(), 0);
    let (mut bytes, mut is_first) = (0, false);
    for &byte in cell {
        // Written also where it is the first of two quotes, and then written over.
        if let Some(place) = single.get_mut(bytes) {
            *place = byte;
        }
        is_first = byte == QUOTE && !is_first;
        bytes += usize::from(!is_first);
    }
    single.truncate(bytes);
}

fn trim(cell: &[u8]) -> &[u8] {
    std::str::from_utf8(cell).map_or(cell, |text| text.trim().as_bytes())
}
