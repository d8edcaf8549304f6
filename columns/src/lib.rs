//! The bytes of an export become columns of typed cells.
//!
//! What is done for every byte and every cell of a million rows is here, in a crate of its own, so that it alone is built for speed
//! while everything else is built for its size. It knows nothing of tables, rules or problems.
#![cfg_attr(test, expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop"))]

pub mod bytes;
mod calendar;
mod cells;
mod column;
mod fill;
mod interner;
mod kind;
mod marks;
mod number;
mod records;
mod texts;

pub use calendar::{Day, Month, Period};
pub use cells::{CellError, read};
pub use column::{Column, Value, Whole, Word};
pub use fill::{BadCell, Needed, Step, fill};
pub use interner::{Code, Ids, Interner};
pub use kind::{CellKind, ID_LENGTH, IdSpace, TEXT_LENGTH};
pub use marks::Occurs;
pub use number::{parse_number, parse_whole};
pub use records::{Record, RecordError, Records};
pub use texts::Texts;
