//! The cells of records go into the columns of a table, column by column: what a column holds is asked once, not at every cell.

use crate::batch::{Batch, Span, Spans};
use crate::calendar::Day;
use crate::cells::{CellError, Found, flag, is_longer, list, number, whole, word};
use crate::column::{Column, Value, Word};
use crate::interner::{Code, Ids, Interner};
use crate::kind::{CellKind, ID_LENGTH, IdSpace, TEXT_LENGTH};
use crate::known_months::KnownMonths;
use crate::known_words::KnownWords;
use crate::roomy::{ROOM_BYTES, Roomy};
use crate::texts::Texts;

/// What becomes of one column at every record of a file.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The place of the column in its table.
    pub place: usize,
    /// What its cells hold.
    pub kind: CellKind,
    /// The cell of the record that holds it; `None` where the file lacks it, so that every cell is empty.
    pub cell: Option<usize>,
    /// What an empty cell stands for; nothing where it is not known.
    pub default: &'static [u8],
    /// When a record is set aside that lacks it.
    pub needed: Needed,
}

/// When a cell must be known for the record to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// In every record.
    Always,
    /// Where the column that decides holds the first of its words, and everywhere if there is none that decides.
    WhereDecided,
    /// In none.
    Never,
    /// In none; its first word decides about the columns after it.
    Decides,
}

/// A cell that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCell {
    /// Its record among those that were filled in.
    pub record: usize,
    /// Its place among the steps.
    pub step: usize,
    /// Why.
    pub error: CellError,
    /// Whether the record does not count without it.
    pub is_needed: bool,
}

/// Adds the cells of records to their columns. All records have as many cells, and all that the steps ask for, and are UTF-8.
///
/// Cells that are not known are added as such, and noted, step by step; those of one step in the order of the records.
#[inline] // built with its caller, for size: it is called for many cells at once
pub fn fill(columns: &mut [Option<Column>], steps: &[Step], records: Batch<'_>, ids: &mut Ids, bad: &mut Vec<BadCell>) {
    let blank =
        if steps.iter().any(|step| step.cell.is_none()) { vec![Span::BLANK; records.len()] } else { Vec::new() };
    let mut decided = None;
    for (at, &step) in steps.iter().enumerate() {
        // Another column may decide about this one.
        let mut column = columns.get_mut(step.place).and_then(Option::take);
        let first = column.as_ref().map_or(0, Column::len);
        let words = |place: usize| match columns.get(place).and_then(Option::as_ref) {
            Some(Column::Words(words)) => words.get(words.len() - records.len()..),
            _ => None,
        };
        let spans = step.cell.map_or(Spans::blank(&blank), |cell| records.spans(cell));
        let cells = Cells { step, at, records, spans, decided: decided.and_then(words), bad };
        match &mut column {
            Some(column) => cells.fill(column, ids),
            None => cells.miss(),
        }
        if step.needed == Needed::Decides {
            decided = Some(step.place);
        }
        debug_assert!(
            column.as_ref().is_none_or(|column| column.len() == first + records.len()),
            "a cell for each record"
        );
        if let Some(place) = columns.get_mut(step.place) {
            *place = column;
        }
    }
}

/// The cells of one column.
struct Cells<'a> {
    step: Step,
    at: usize,
    records: Batch<'a>,
    spans: Spans<'a>,
    /// The words that decide, of these records; `None` if there are none.
    decided: Option<&'a [Option<Word>]>,
    bad: &'a mut Vec<BadCell>,
}

impl Cells<'_> {
    #[inline]
    fn fill(mut self, column: &mut Column, ids: &mut Ids) {
        let kind = self.step.kind;
        match (column, kind) {
            (Column::Days(days), CellKind::Day) => self.days(days),
            (Column::Words(cells), CellKind::Word(words)) => self.words(cells, words),
            (Column::Ids(codes), CellKind::Id(space)) => self.ids(codes, ids.of_mut(space), space),
            (Column::Texts(texts), CellKind::Text(longest)) => self.texts(texts, longest),
            (column, kind) => self.few(column, kind),
        }
    }

    // A function for each kind: a browser makes small functions fast sooner than large ones.

    #[inline(never)]
    fn days(&mut self, days: &mut Vec<Option<Day>>) {
        let mut months = KnownMonths::default();
        let stays_empty = self.stays_empty();
        self.each(
            days,
            &mut months,
            |months, room, bytes| months.find(room, bytes, stays_empty),
            |months, text| months.day(text).ok_or(CellError::Day),
        );
    }

    #[inline(never)]
    fn words(&mut self, cells: &mut Vec<Option<Word>>, words: &[&str]) {
        let of_empty = match word(words, self.step.default) {
            None if self.stays_empty() => Found::Says(None),
            None => Found::Unread,
            default => Found::Says(default),
        };
        self.each(cells, &mut KnownWords::new(words, of_empty), KnownWords::find, |_, text| {
            word(words, text.text()).ok_or(CellError::Word)
        });
    }

    #[inline(never)]
    fn ids(&mut self, codes: &mut Vec<Option<Code>>, ids: &mut Interner, space: IdSpace) {
        let longest = if space == IdSpace::Area { TEXT_LENGTH } else { ID_LENGTH };
        let stays_empty = self.stays_empty();
        self.each(
            codes,
            ids,
            |ids, room, bytes| match ids.find(room, bytes) {
                None if stays_empty && bytes == 0 => Found::Says(None),
                None => Found::Unread,
                id => Found::Says(id),
            },
            |ids, text| {
                if is_longer(text.text(), longest) { None } else { ids.intern_roomy(text) }.ok_or(CellError::TooLong)
            },
        );
    }

    #[inline(never)]
    fn texts(&mut self, texts: &mut Texts, longest: usize) {
        self.all(|text| {
            let is_too_long = |text: &Roomy<'_>| is_longer(text.text(), longest);
            let text = text.and_then(|text| if is_too_long(&text) { Err(CellError::TooLong) } else { Ok(text) });
            match text {
                Ok(text) => texts.push_roomy(text),
                Err(_) => texts.push(&[]),
            }
            text.map(drop)
        });
    }

    /// Adds what each cell stands for to a column of a kind that large tables have none of: one loop for all of them, built for size.
    #[inline]
    fn few(&mut self, column: &mut Column, kind: CellKind) {
        self.all(|text| {
            let text = text.map(Roomy::text);
            let value = text.and_then(|text| match kind {
                CellKind::Month => {
                    Day::parse(text).map(|day| Value::Day(day.month().first_day())).ok_or(CellError::Day)
                }
                CellKind::Flag => flag(text).map(Value::Flag).ok_or(CellError::Flag),
                CellKind::Whole(least) => whole(least, text).map(Value::Whole).ok_or(CellError::Number),
                CellKind::Number(least) => number(least, text).map(Value::Number).ok_or(CellError::Number),
                CellKind::List if is_longer(text, TEXT_LENGTH) => Err(CellError::TooLong),
                // A column has the type of its kind.
                CellKind::Day | CellKind::Word(_) | CellKind::Id(_) | CellKind::Text(_) | CellKind::List => {
                    Ok(Value::Unknown)
                }
            });
            match (&mut *column, text, value) {
                (Column::Texts(texts), Ok(text), Ok(_)) => texts.push(list(text).as_bytes()),
                (column, _, Ok(value)) => column.push(value),
                (column, _, Err(_)) => column.push_unknown(),
            }
            value.map(drop)
        });
    }

    /// Adds what each cell stands for. Most are found by the bytes from where they begin; all others, as those with white space around
    /// them, go the long way.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the loop over a million cells, once for each kind of cell")]
    fn each<T, K>(
        &mut self,
        cells: &mut Vec<Option<T>>,
        known: &mut K,
        find: impl Fn(&K, &[u8; ROOM_BYTES], usize) -> Found<T>,
        parse: impl Fn(&mut K, Roomy<'_>) -> Result<T, CellError>,
    ) {
        let (records, spans, default) = (self.records, self.spans, self.default());
        let mut scratch = Vec::new();
        cells.extend(spans.iter().enumerate().map(|(record, span)| {
            if let Found::Says(found) =
                records.room(span).map_or(Found::Unread, |(room, bytes)| find(known, room, bytes))
            {
                return found;
            }
            let text = long(records, span, &mut scratch, &default);
            text.and_then(|text| parse(known, text)).inspect_err(|&error| self.note(record, error)).ok()
        }));
    }

    /// Hands each cell on, and notes what is wrong with it.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the loop over a million texts")]
    fn all(&mut self, mut add: impl FnMut(Result<Roomy<'_>, CellError>) -> Result<(), CellError>) {
        let (records, spans, default) = (self.records, self.spans, self.default());
        let mut scratch = Vec::new();
        for (record, span) in spans.iter().enumerate() {
            if let Err(error) = add(or_default(records.text(span, &mut scratch), &default)) {
                self.note(record, error);
            }
        }
    }

    /// What an empty cell stands for, with room after it.
    fn default(&self) -> Vec<u8> {
        [self.step.default, &[0; ROOM_BYTES]].concat()
    }

    /// Notes cells of a column that is in no file.
    fn miss(mut self) {
        (0..self.records.len()).for_each(|record| self.note(record, CellError::Missing));
    }

    /// Whether every cell may be empty.
    fn may_miss(&self) -> bool {
        matches!(self.step.needed, Needed::Never | Needed::Decides)
    }

    /// Whether an empty cell stands for nothing, which nobody has to be told of.
    fn stays_empty(&self) -> bool {
        self.may_miss() && self.step.default.is_empty()
    }

    /// Notes a cell that is not known, unless it is empty and may be.
    #[inline(never)]
    fn note(&mut self, record: usize, error: CellError) {
        let is_needed = !self.may_miss()
            && match (self.step.needed, self.decided) {
                (Needed::WhereDecided, Some(words)) => words[record].is_some_and(|word| word.place() == 0),
                _ => true,
            };
        if is_needed || error != CellError::Missing {
            self.bad.push(BadCell { record, step: self.at, error, is_needed });
        }
    }
}

/// What a cell says that has to be read, or what an empty one stands for.
#[inline(never)]
fn long<'a>(
    records: Batch<'a>,
    span: Span,
    scratch: &'a mut Vec<u8>,
    default: &'a [u8],
) -> Result<Roomy<'a>, CellError> {
    or_default(records.text(span, scratch), default)
}

/// What a cell says, or what an empty one stands for.
#[inline(always)]
#[expect(clippy::inline_always, reason = "the loop over a million cells")]
fn or_default<'a>(text: Option<Roomy<'a>>, default: &'a [u8]) -> Result<Roomy<'a>, CellError> {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        return Ok(text);
    }
    let default = Roomy::new(default, default.len() - ROOM_BYTES);
    default.filter(|default| !default.is_empty()).ok_or(CellError::Missing)
}
