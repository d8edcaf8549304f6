//! What the cells of a column hold.

/// What a cell of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A calendar day, `YYYY-MM-DD`.
    Day,
    /// The first day of the month of a calendar day (E21).
    Month,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// A whole number of at least this (E23).
    Whole(u64),
    /// A number of at least this, or any number.
    Number(Option<u32>),
    /// An id of a space that is shared between tables.
    Id(IdSpace),
    /// Text of at most this many characters.
    Text(usize),
    /// Values separated by semicolons.
    List,
}

/// The ids that tables refer to each other by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdSpace {
    /// Held by `teams`.
    Team,
    /// Held by `datasets`.
    Dataset,
    /// The areas that teams, decisions and others name; no table holds them.
    Area,
}

/// The most characters of an id.
pub const ID_LENGTH: usize = 200;
/// The most characters of a text or a whole list.
pub const TEXT_LENGTH: usize = 2000;
