//! Columns of typed cells. A cell that is not known is `None` in every one of them, and costs nothing for it.

use std::num::{NonZeroU8, NonZeroU32, NonZeroU64};

use hashbrown::HashTable;

use super::Day;
use super::hash::{hash, spread};

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
    pub fn get(self) -> u64 {
        self.0.get() - 1
    }
}

/// An id of an [`Interner`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(NonZeroU32);

impl Code {
    fn at(place: usize) -> Option<Self> {
        u32::try_from(place + 1).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// Its place among the ids met, from 0 on.
    pub fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Ids as small numbers, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    /// The hash and the number of each id.
    codes: HashTable<(u32, u32)>,
    names: Vec<Box<str>>,
}

impl Interner {
    /// The number of an id, new if it was not met before.
    pub fn intern(&mut self, id: &str) -> Option<Code> {
        self.intern_bytes(id.as_bytes())
    }

    /// The same for an id that is not known to be text; `None` if it is none.
    pub fn intern_bytes(&mut self, id: &[u8]) -> Option<Code> {
        let hash = hash(id);
        if let Some(code) = self.find(id, hash) {
            return Some(code);
        }
        let code = Code::at(self.names.len())?;
        self.names.push(std::str::from_utf8(id).ok()?.into());
        self.codes.insert_unique(spread(hash), (hash, code.place() as u32), |&(hash, _)| spread(hash));
        Some(code)
    }

    /// The number of an id that was met; `None` if it was not.
    pub fn get(&self, id: &str) -> Option<Code> {
        self.find(id.as_bytes(), hash(id.as_bytes()))
    }

    #[inline]
    fn find(&self, id: &[u8], hash: u32) -> Option<Code> {
        let is_same = |&(other, place): &(u32, u32)| other == hash && self.names[place as usize].as_bytes() == id;
        self.codes.find(spread(hash), is_same).and_then(|&(_, place)| Code::at(place as usize))
    }

    /// The id of a number.
    pub fn name(&self, code: Code) -> &str {
        &self.names[code.place()]
    }

    /// How many ids were met.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none was met.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All ids met, in order.
    pub fn codes(&self) -> impl Iterator<Item = Code> + use<> {
        (0..self.names.len()).filter_map(Code::at)
    }
}

/// Bytes that stand together, so that a column grows without copying what it holds. No cell is as long.
const BLOCK_BYTES: usize = 1 << 18;

/// Texts one behind the other; an empty one is not known.
///
/// They are kept as bytes, which reading has found to be UTF-8, so that nothing is decoded but what is shown.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    blocks: Vec<Vec<u8>>,
    /// Where each text ends, as if the blocks stood one behind the other. One that its block has no room for begins the next.
    ends: Vec<usize>,
}

impl Texts {
    /// The text of a row; `None` where it is not known.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.bytes(row).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The bytes of the text of a row; `None` where it is not known.
    pub fn bytes(&self, row: usize) -> Option<&[u8]> {
        let end = *self.ends.get(row)?;
        let before = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        if end == before {
            return None;
        }
        let block = (end - 1) / BLOCK_BYTES;
        let start = before.max(block * BLOCK_BYTES) - block * BLOCK_BYTES;
        self.blocks.get(block)?.get(start..end - block * BLOCK_BYTES)
    }

    /// Adds a text that is UTF-8. One that is longer than any cell is not known.
    #[inline]
    pub fn push(&mut self, text: &[u8]) {
        if !text.is_empty() && text.len() <= BLOCK_BYTES {
            self.append(text);
        } else {
            self.ends.push(self.end());
        }
    }

    fn append(&mut self, text: &[u8]) {
        if self.blocks.last().is_none_or(|block| block.len() + text.len() > BLOCK_BYTES) {
            // A column with little text does not need a whole block.
            self.blocks.push(Vec::with_capacity(if self.blocks.is_empty() { 0 } else { BLOCK_BYTES }));
        }
        let before = (self.blocks.len() - 1) * BLOCK_BYTES;
        if let Some(block) = self.blocks.last_mut() {
            block.extend_from_slice(text);
            self.ends.push(before + block.len());
        }
    }

    fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn truncate(&mut self, rows: usize) {
        self.ends.truncate(rows);
        let end = self.end();
        self.blocks.truncate(end.div_ceil(BLOCK_BYTES));
        let before = self.blocks.len().saturating_sub(1) * BLOCK_BYTES;
        if let Some(block) = self.blocks.last_mut() {
            block.truncate(end - before);
        }
    }

    fn retain(&self, keep: &[bool]) -> Self {
        let mut kept = Self::default();
        for (row, _) in keep.iter().enumerate().filter(|(_, keep)| **keep) {
            kept.push(self.bytes(row).unwrap_or_default());
        }
        kept
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
    pub fn new(kind: super::CellKind) -> Self {
        use super::CellKind as Kind;
        match kind {
            Kind::Day | Kind::Month => Self::Days(Vec::new()),
            Kind::Word(_) => Self::Words(Vec::new()),
            Kind::Flag => Self::Flags(Vec::new()),
            Kind::Whole(_) => Self::Wholes(Vec::new()),
            Kind::Number(_) => Self::Numbers(Vec::new()),
            Kind::Id(_) => Self::Ids(Vec::new()),
            Kind::Text(_) | Kind::List => Self::Texts(Texts::default()),
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

    /// Adds a cell that is not known.
    pub fn push_unknown(&mut self) {
        each!(self, cells => cells.push(None), texts => texts.push(&[]));
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        each!(self, cells => cells.len(), texts => texts.ends.len())
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

    /// Forgets all rows from this one on.
    pub fn truncate(&mut self, rows: usize) {
        each!(self, cells => cells.truncate(rows), texts => texts.truncate(rows));
    }

    /// Makes the cell of a row not known.
    pub fn forget(&mut self, row: usize) {
        each!(self, cells => if let Some(cell) = cells.get_mut(row) { *cell = None }, _texts => {});
    }

    /// Keeps the rows that are marked.
    pub fn retain(&mut self, keep: &[bool]) {
        each!(self, cells => {
            let mut keep = keep.iter();
            cells.retain(|_| keep.next().copied().unwrap_or(true));
        }, texts => *texts = texts.retain(keep));
    }
}
