//! Columns of typed cells. A cell that is not known is `None` in every one of them, and costs nothing for it.

use std::num::{NonZeroU8, NonZeroU64};

use crate::calendar::Day;
use crate::interner::Code;
use crate::kind::CellKind;
use crate::texts::Texts;

/// A word of the list of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word(NonZeroU8);

impl Word {
    /// The word at this place of its list, which has fewer than 255.
    pub fn at(place: usize) -> Option<Self> {
        u8::try_from(place + 1).ok().and_then(NonZeroU8::new).map(Self)
    }

    /// Its place in the list.
    pub fn place(self) -> usize {
        usize::from(self.0.get()) - 1
    }
}

/// A whole number from 0 to 10¹⁵ (E48).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Whole(NonZeroU64);

impl Whole {
    /// This number.
    pub fn new(number: u64) -> Option<Self> {
        NonZeroU64::new(number.saturating_add(1)).map(Self)
    }

    /// The number.
    #[inline]
    pub fn get(self) -> u64 {
        self.0.get() - 1
    }
}

/// A cell as read.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "one variant a column type, named like it")]
pub enum Value<'a> {
    Unknown,
    Day(Day),
    Word(Word),
    Flag(bool),
    Whole(Whole),
    Number(f64),
    Id(Code),
    Text(&'a str),
}

/// The cells of one column of a table.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the variants are the types of cells")]
pub enum Column {
    Days(Vec<Option<Day>>),
    Words(Vec<Option<Word>>),
    Flags(Vec<Option<bool>>),
    Wholes(Vec<Option<Whole>>),
    Numbers(Vec<Option<f64>>),
    Ids(Vec<Option<Code>>),
    Texts(Texts),
}

macro_rules! each {
    ($column:expr, $cells:ident => $do:expr, $texts:ident => $do_texts:expr) => {
        match $column {
            Column::Days($cells) => $do,
            Column::Words($cells) => $do,
            Column::Flags($cells) => $do,
            Column::Wholes($cells) => $do,
            Column::Numbers($cells) => $do,
            Column::Ids($cells) => $do,
            Column::Texts($texts) => $do_texts,
        }
    };
}

impl Column {
    /// An empty column for cells of this kind.
    pub fn new(kind: CellKind) -> Self {
        match kind {
            CellKind::Day | CellKind::Month => Self::Days(Vec::new()),
            CellKind::Word(_) => Self::Words(Vec::new()),
            CellKind::Flag => Self::Flags(Vec::new()),
            CellKind::Whole(_) => Self::Wholes(Vec::new()),
            CellKind::Number(_) => Self::Numbers(Vec::new()),
            CellKind::Id(_) => Self::Ids(Vec::new()),
            CellKind::Text(_) | CellKind::List => Self::Texts(Texts::default()),
        }
    }

    /// Adds a cell. A value of another type than the column's is not known; reading never produces one.
    pub fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Days(cells), Value::Day(day)) => cells.push(Some(day)),
            (Self::Words(cells), Value::Word(word)) => cells.push(Some(word)),
            (Self::Flags(cells), Value::Flag(flag)) => cells.push(Some(flag)),
            (Self::Wholes(cells), Value::Whole(whole)) => cells.push(Some(whole)),
            (Self::Numbers(cells), Value::Number(number)) => cells.push(Some(number)),
            (Self::Ids(cells), Value::Id(code)) => cells.push(Some(code)),
            (Self::Texts(texts), Value::Text(text)) => texts.push(text.as_bytes()),
            (column, _) => column.push_unknown(),
        }
    }

    /// Makes room for so many cells more; how many bytes they will need besides, bit by bit.
    #[inline]
    pub fn reserve(&mut self, cells: usize) -> u64 {
        each!(self, column => { column.reserve(cells); 0 }, texts => texts.reserve(cells))
    }

    /// Adds a cell that is not known.
    pub fn push_unknown(&mut self) {
        each!(self, cells => cells.push(None), texts => texts.push(&[]));
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        each!(self, cells => cells.len(), texts => texts.len())
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell of a row; unknown beyond the last one.
    pub fn get(&self, row: usize) -> Value<'_> {
        fn value<'a, T: Copy>(cells: &[Option<T>], row: usize, make: fn(T) -> Value<'a>) -> Value<'a> {
            cells.get(row).copied().flatten().map_or(Value::Unknown, make)
        }
        match self {
            Self::Days(cells) => value(cells, row, Value::Day),
            Self::Words(cells) => value(cells, row, Value::Word),
            Self::Flags(cells) => value(cells, row, Value::Flag),
            Self::Wholes(cells) => value(cells, row, Value::Whole),
            Self::Numbers(cells) => value(cells, row, Value::Number),
            Self::Ids(cells) => value(cells, row, Value::Id),
            Self::Texts(texts) => texts.get(row).map_or(Value::Unknown, Value::Text),
        }
    }

    /// Of the last rows, as many as there are marks, keeps those that are marked.
    #[inline]
    pub fn retain_last(&mut self, keep: &[bool]) {
        #[inline(never)]
        fn compact<T: Copy>(cells: &mut Vec<T>, keep: &[bool]) {
            let first = cells.len().saturating_sub(keep.len());
            let mut kept = first;
            for (cell, keep) in (first..cells.len()).zip(keep) {
                cells[kept] = cells[cell];
                kept += usize::from(*keep);
            }
            cells.truncate(kept);
        }
        each!(self, cells => compact(cells, keep), texts => texts.retain_last(keep));
    }

    /// Makes the cell of a row not known.
    pub fn forget(&mut self, row: usize) {
        each!(self, cells => if let Some(cell) = cells.get_mut(row) { *cell = None }, _texts => {});
    }
}
