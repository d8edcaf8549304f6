//! Readings become figures: values made of marks, words, places to ask at, and the data as a table; and figures become SVG.
//!
//! What is absent here: a clock, a browser, a file, and any measuring of text. Width and theme are arguments, so a figure drawn by a
//! test is byte for byte the one people see. Only [`draw`] knows the drawing library, only [`palette`] knows colours.

pub mod bars;
pub mod behaviour;
mod brackets;
pub mod chart;
pub mod cohorts;
pub mod curve;
pub mod draw;
mod event_heads;
mod file;
mod hatch;
pub mod joins;
mod labels;
pub mod lanes;
pub mod mark;
pub mod meeting_grid;
mod months;
pub mod multiples;
mod overlay;
pub mod palette;
mod panel;
pub mod quarters;
pub mod ranges;
pub mod scale;
mod sheet;
mod slide;
pub mod spark_parts;
pub mod spark_rise;
pub mod sparkline;
mod spots;
pub mod stack;
pub mod stacked;
pub mod strip;
mod text;
pub mod timeline;

pub use draw::svg;
pub use file::{FileWords, file};
pub use overlay::overlay;
pub use palette::{Role, Theme, shade};
pub use slide::{SLIDE_FIGURE_PX, headline_size, slide};

use crate::org::{Day, Month};
use mark::Mark;

/// A drawing as a value, laid out for one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Width it was laid out for, in px.
    pub width_px: f64,
    /// Height it needs at that width, in px.
    pub height_px: f64,
    /// What is drawn, lowest first.
    pub marks: Vec<Mark>,
    /// What can be pointed at, in the order in which arrow keys walk.
    pub hits: Vec<Hit>,
    /// Texts too long for the drawing: the number that stands in it, and what it stands for.
    pub notes: Vec<(String, String)>,
    /// The data twin of the drawing.
    pub table: Table,
    /// What the drawing is, for those who don't see it.
    pub label: String,
}

/// A part of a figure that answers when asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Left upper corner in px.
    pub at: mark::Xy,
    /// Width in px.
    pub width_px: f64,
    /// Height in px.
    pub height_px: f64,
    /// Where the focus ring goes: the centre and the radius of the point; `None` where the rectangle itself is the mark.
    pub ring: Option<(mark::Xy, f64)>,
    /// Its numbers in words.
    pub text: String,
    /// Which rows are behind it.
    pub pick: Pick,
}

/// Which rows are behind a part of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Those of a period (named by its first month), of one series or of all.
    Period {
        /// The first month of the period.
        month: Month,
        /// The series, or all of them.
        series: Option<&'static str>,
    },
    /// Those of a pair of teams in a grid.
    Pair {
        /// Which row.
        row: usize,
        /// Which column.
        column: usize,
    },
    /// Those of a curve up to a day.
    Curve {
        /// Days since the start.
        t: u32,
    },
    /// Those behind a row of the figure.
    Row(usize),
}

/// A figure's data as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Column heads.
    pub head: Vec<String>,
    /// Rows, as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// Something that happened, to be seen beside the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: Day,
    /// What happened, in at most 50 characters.
    pub label: String,
    /// What it does to the numbers.
    pub kind: EventKind,
}

/// What an event does to the numbers beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// It may explain them.
    Happening,
    /// Things are logged differently from here: numbers before and after don't compare, and lines break.
    LoggingChange,
}

impl Figure {
    /// A figure that says in words why there is nothing to draw.
    pub fn saying(width_px: f64, height_px: f64, words: &str) -> Self {
        let lines = text::wrap(words, width_px, 13.0, mark::Weight::Regular);
        let first_px = (height_px / 2.0 + 4.0).round() - 8.0 * (lines.len().max(1) - 1) as f64;
        let line = |(i, line): (usize, String)| mark::Text::new((0.0, first_px + 16.0 * i as f64), line).into();
        Self {
            width_px,
            height_px,
            marks: lines.into_iter().enumerate().map(line).collect(),
            hits: Vec::new(),
            notes: Vec::new(),
            table: Table::default(),
            label: words.into(),
        }
    }
}

/// The widths figures are drawn for; others are drawn at the nearest.
fn sane_width(width_px: f64) -> f64 {
    if width_px.is_finite() { width_px.clamp(240.0, 1400.0).round() } else { 640.0 }
}
