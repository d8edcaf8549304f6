//! Readings become words: when a sentence may be said, and how numbers and dates are written for people.

pub mod choices;
pub mod compare;
mod definitions;
pub mod evidence;
mod headline;
mod json;
pub mod reading_words;
pub mod say;
mod silent;
mod state;
pub mod text;
mod tile;
mod titles;
mod using;

pub use compare::Verdict;
pub use definitions::{Definition, definition, name, question};
pub use headline::{Headline, progress, sources, talking};
pub use json::ReadingsJson;
pub use silent::{Silent, silent};
pub use state::{Completeness, Notice, code_words, completeness, notices, purpose};
pub use tile::{Tile, empty_words, explanation, number, period, range, tile};
pub use titles::{
    Title, cohort_title, curve_title, direct_title, meetings_title, shares_title, silent_title, starts_title,
};
pub use using::using_title;
