//! The months of a figure: where each one stands, and what is written under them. Panels over each other share one.

use super::mark::{Mark, Stroke, Text, Xy};
use super::scale::month_labels;
use super::text;
use crate::measure::{Point, Reading};
use crate::org::{Day, Month, Period};

/// Equal steps from left to right, one a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Months {
    pub(super) first: Month,
    pub(super) count: usize,
    pub(super) left_px: f64,
    pub(super) step_px: f64,
}

/// Which months are written in bold.
pub(super) type Bold<'a> = &'a dyn Fn(Month) -> bool;

impl Months {
    /// `count` months from `first`, filling the room.
    pub(super) fn new(first: Month, count: usize, (left_px, right_px): (f64, f64)) -> Self {
        Self { first, count, left_px, step_px: (right_px - left_px) / count.max(1) as f64 }
    }

    /// The middle of a month.
    pub(super) fn middle(&self, month: Month) -> f64 {
        self.start(month) + self.step_px / 2.0
    }

    /// The start of a month, inside the figure.
    pub(super) fn start(&self, month: Month) -> f64 {
        let index = f64::from(month.since(self.first)).clamp(0.0, self.count as f64);
        self.left_px + index * self.step_px
    }

    /// Where a day is inside its month.
    pub(super) fn day(&self, day: Day) -> f64 {
        let month = day.month();
        let days = f64::from(month.last_day().since(month.first_day()) + 1);
        self.start(month) + f64::from(day.since(month.first_day())) / days * self.step_px
    }

    /// The end of the last month.
    pub(super) fn right(&self) -> f64 {
        self.left_px + self.step_px * self.count as f64
    }

    /// The names of the months under a baseline.
    pub(super) fn axis(&self, baseline_px: f64, bold: Bold<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let labels = month_labels(self.first, self.count, self.step_px);
        for label in labels {
            let month = label.month;
            let x = self.middle(month);
            let name = Text::new((x, baseline_px + 17.0), label.text).middle();
            marks.push(if bold(month) { name.bold() } else { name }.into());
            if let Some(year) = label.year {
                let year = Text::new((x, baseline_px + 34.0), year).middle().bold();
                let (from, width) = year.extent();
                let past_px = (from + width - self.right() - 4.0).max(0.0);
                marks.push(Text { at: (x - past_px, baseline_px + 34.0), ..year }.into());
            }
            if month.month_of_year() == 1 && month > self.first {
                let x = self.start(month);
                marks.push(Mark::rule((x, baseline_px), (x, baseline_px + 8.0), Stroke::AXIS));
            }
        }
        marks
    }
}

/// Room under a baseline for the names of months and years.
pub(super) const AXIS_PX: f64 = 40.0;

/// Gridlines with their numbers, the baseline last and strongest.
pub(super) fn counts(ticks: &[f64], (left_px, right_px): (f64, f64), y: impl Fn(f64) -> f64) -> Vec<Mark> {
    let line = |&value: &f64| {
        let stroke = if value == 0.0 { Stroke::AXIS } else { Stroke::GRID };
        let at: Xy = (left_px - 8.0, y(value) + 4.5);
        [Mark::rule((left_px, y(value)), (right_px, y(value)), stroke), Text::new(at, text::tick(value)).end().into()]
    };
    ticks.iter().flat_map(line).collect()
}

/// Room that the numbers of an axis need at its left.
pub(super) fn counts_room(ticks: &[f64]) -> f64 {
    let widths = ticks.iter().map(|&t| text::width_px(&text::tick(t), 13.0, super::mark::Weight::Regular));
    widths.fold(16.0, f64::max) + 10.0
}

/// The month a point stands for: the first one of a quarter, the one a wave's day is in.
pub(super) fn month_of(point: &Point) -> Month {
    match point.period {
        Period::Month(month) | Period::Quarter(month) => month,
        Period::Day(day) => day.month(),
    }
}

/// The last `months` complete months of a reading, and the running one after them.
pub(super) fn shown(reading: &Reading, months: usize) -> &[Point] {
    let complete = reading.series.iter().filter(|point| point.complete).count();
    &reading.series[complete.saturating_sub(months).min(reading.series.len())..]
}
