//! Readings become words: when a sentence may be said, and how numbers and dates are written for people.

pub mod compare;
mod definitions;
mod headline;
mod json;
pub mod say;
mod state;
pub mod text;
mod tile;
mod titles;

pub use compare::Verdict;
pub use definitions::{Definition, definition, name, question};
pub use headline::{Headline, progress, talking};
pub use json::ReadingsJson;
pub use state::{Completeness, Notice, code_words, completeness, notices};
pub use tile::{Tile, empty_words, explanation, number, period, range, tile};
pub use titles::{Title, cohort_title, curve_title, direct_title, meetings_title, shares_title, silent_title, starts_title};
