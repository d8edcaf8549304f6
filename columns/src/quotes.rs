//! Which bytes of a file are within quotes, sixty-four at a time.

use crate::marks::Marks;

/// What the scan is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A cell without quotes, or one that has not begun.
    Plain,
    /// A cell within its quotes.
    Quoted,
    /// Behind a quote that stands here, and that closes the cell unless another quote follows.
    Closed(usize),
}

/// The quotes of a group of bytes, if each of them opens a whole cell or closes one: one bit for each byte.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quotes {
    /// What is within quotes, with those that open but not those that close.
    pub inside: u64,
    /// Those that close a cell.
    pub closing: u64,
}

impl Quotes {
    /// `None` if there may be one that is doubled or astray, or what follows the last one is not among these bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
    pub fn of(marks: Marks, state: State, is_cell_start: bool) -> Option<Self> {
        let carried = match state {
            State::Plain => 0,
            State::Quoted => u64::MAX,
            State::Closed(_) => return None,
        };
        // Each bit becomes the parity of itself and all those before it: whether a quote is open there.
        let mut inside = marks.quotes;
        for distance in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << distance;
        }
        inside ^= carried;
        let (opening, closing) = (marks.quotes & inside, marks.quotes & !inside);
        let ends = (marks.delimiters | marks.line_ends) & !inside;
        let is_sound = opening & !(ends << 1 | u64::from(is_cell_start)) == 0 && closing & !(ends >> 1) == 0;
        is_sound.then_some(Self { inside, closing })
    }
}
