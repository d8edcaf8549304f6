//! The bytes of an export become columns of typed cells.
//!
//! What is done for every byte, every cell and every conversation of a million rows is here, in a crate of its own, so that it alone
//! is built for speed while everything else is built for its size. It knows nothing of files, tables and
//! what becomes of a bad row.

mod batch;
mod by_day;
pub mod bytes;
mod calendar;
mod cells;
mod column;
mod fill;
mod interner;
mod kind;
mod known_months;
mod known_words;
mod marks;
mod not_ascii;
mod number;
mod pairs;
pub mod passes;
mod quotes;
mod records;
mod roomy;
mod said;
mod short;
mod talk_counts;
mod talks;
mod texts;
mod use_counts;
pub mod words;

pub use batch::{Batch, Record, RecordError};
pub use calendar::{Day, Month, Period};
pub use cells::CellError;
pub use column::{Column, Value, Whole, Word};
pub use fill::{BadCell, Needed, Step, fill};
pub use interner::{Code, Ids, Interner};
pub use kind::{CellKind, ID_LENGTH, IdSpace, TEXT_LENGTH};
pub use number::{parse_number, parse_whole};
pub use pairs::{Pair, Pairs};
pub use records::Records;
pub use said::SaidBlock;
pub use talk_counts::{Counting, HELPED, LOGGED, PairCounts, STARTED, TalkPair, TalkRules, WITHIN};
pub use talks::{GroupsBuilder, Talk, TalkColumns, TalkRows, Talks, TalksBuilder, TeamId};
pub use texts::Texts;
pub use use_counts::{Followed, MonthPlaces, TalkMonth, UseCounting, UseCounts};
pub use words::WordSet;
