//! Readings become words: when a sentence may be said, and how numbers and dates are written for people.

pub mod avoided;
mod board;
pub mod choices;
pub mod compare;
mod definitions;
mod definitions_joining;
pub mod evidence;
mod first_successes;
mod glossary;
mod headline;
mod joining;
mod json;
mod material;
pub mod presentation;
pub mod reading_words;
mod relying_words;
mod restated;
mod review;
pub mod say;
mod sheet;
mod silent;
mod since;
mod sources_words;
pub mod spreadsheet;
mod state;
pub mod team_words;
pub mod text;
mod tile;
mod titles;
mod using;
pub mod worth_page;
mod worth_words;

pub use board::{BoardStep, StepTime, Waiting, board, long_wait, step_names, step_times};
pub use compare::Verdict;
pub use definitions::{Definition, definition, name, question};
pub use first_successes::{Dated, event, first_success, needs_decision, team_name};
pub use glossary::GLOSSARY;
pub use headline::{Headline, complete_title, progress, sources, talking};
pub use joining::{
    backing_rows, backing_title, first_share_title, fit_title, is_comparable, joining, joining_title, no_date,
    sharing_title, started_title, steps_title, time_title, until, upkeep_title,
};
pub use json::{ReadingsJson, SinceJson};
pub use material::Material;
pub use relying_words::{relied_title, relying, relying_title};
pub use restated::{Restated, not_earlier, restated};
pub use review::Review;
pub use sheet::{Density, Sheet};
pub use silent::{Silent, silent, silent_words};
pub use since::{Since, since, verdict};
pub use sources_words::{how_to_export, lacking, lights_up, problem_lines, source_line};
pub use state::{Completeness, Notice, code_words, completeness, notices, purpose};
pub use tile::{Compare, Earlier, Guard, RowsOf, Tile, empty_words, explanation, number, period, range, tile};
pub use titles::{
    MONTHS_IN_RANGE, MONTHS_OF_JOINING, QUARTERS_OF_OFFERS, Title, cohort_title, curve_title, direct_title,
    earlier_months, lead_title, meetings_title, shares_title, silent_title, small_figure, starts_title,
};
pub use using::{offers, offers_title, using_title};
pub use worth_words::worth_title;
