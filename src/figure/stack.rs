//! Stacked monthly columns: the parts of all conversations, in a fixed order from the baseline up.

use super::mark::{Look, Mark, Text};
use super::months::{Months, month_of};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Hit, Pick, months, text};
use crate::measure::Point;
use crate::story::say;

/// One part of a stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
}

/// The parts of conversations about the use of data. Dark and light alternate so that neighbours hold three to one.
pub(super) const LEVELS: [Part; 4] = [
    Part { key: "direct", name: "direct", role: Role::Direct },
    Part { key: "with_analyst", name: "with an analyst", role: Role::Analyst },
    Part { key: "with_engineer", name: "with an engineer", role: Role::Engineer },
    Part { key: "unknown", name: "not known", role: Role::Unknown },
];

/// A stack of columns a month.
pub(super) struct Stack<'a> {
    pub(super) points: &'a [Point],
    pub(super) months: Months,
    pub(super) top_px: f64,
    pub(super) height_px: f64,
}

/// All parts of a month that are known, together; `None` if none is.
pub(super) fn total(point: &Point) -> Option<f64> {
    LEVELS.iter().filter_map(|part| point.get(part.key)).reduce(|sum, value| sum + value)
}

/// The numbers that the scale must hold.
pub(super) fn ticks(points: &[Point]) -> Vec<f64> {
    count_ticks(points.iter().filter_map(total).fold(0.0, f64::max), 2)
}

impl Stack<'_> {
    fn scale(&self) -> (Vec<f64>, Scale) {
        let ticks = ticks(self.points);
        let top = ticks.last().copied().unwrap_or(1.0);
        (ticks, Scale::new((0.0, top), (self.top_px + self.height_px, self.top_px)))
    }

    /// Each known part of each month: its place, from bottom to top.
    fn columns(&self) -> Vec<(&Point, Part, f64, f64, f64)> {
        let (_, scale) = self.scale();
        let mut columns = Vec::new();
        for point in self.points {
            let mut below = 0.0;
            for part in LEVELS {
                let Some(value) = point.get(part.key).filter(|&value| value > 0.0) else { continue };
                columns.push((point, part, value, scale.px(below + value), scale.px(below)));
                below += value;
            }
        }
        columns
    }

    fn width_px(&self) -> f64 {
        (self.months.step_px * 0.68).min(22.0)
    }

    /// Gridlines and columns.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let (ticks, scale) = self.scale();
        let mut marks = months::counts(&ticks, (self.months.left_px, self.months.right()), |value| scale.px(value));
        let width = self.width_px();
        for (point, part, _, top, bottom) in self.columns() {
            let x = self.months.middle(month_of(point)) - width / 2.0;
            let height = bottom - top;
            let (inset, gap, look) = match (point.complete, height > 2.0) {
                (false, _) => (0.75, 0.75, Look::Running),
                (true, true) => (0.0, 0.5, Look::Solid),
                // A gap would eat a column this low.
                (true, false) => (0.0, 0.0, Look::Solid),
            };
            marks.push(Mark::Column {
                at: (x + inset, top + gap),
                width_px: width - 2.0 * inset,
                height_px: (height - 2.0 * gap).max(0.8),
                look,
                role: part.role,
            });
        }
        marks
    }

    /// The parts of the last complete month, at their heights.
    pub(super) fn labels(&self, x: f64) -> Vec<Mark> {
        let Some(latest) = self.points.iter().rev().find(|point| point.complete && total(point).is_some()) else {
            return Vec::new();
        };
        let (_, scale) = self.scale();
        let mut labels = Vec::new();
        let mut below = 0.0;
        for part in LEVELS {
            let Some(value) = latest.get(part.key) else { continue };
            let words = Text::new((x + 15.0, 0.0), format!("{} {}", part.name, text::number(value)));
            labels.push((scale.px(below + value / 2.0) + 4.0, part.role, words));
            below += value;
        }
        // Pushed apart upwards from the baseline, in the order of the stack; the month stands over them.
        let mut marks = Vec::new();
        let mut most = f64::INFINITY;
        for (y, role, words) in labels {
            let y = f64::min(y, most);
            most = y - 17.0;
            marks.push(Mark::swatch((x, y), role));
            let words = Text { at: (words.at.0, y), ..words };
            marks.push(if role == Role::Direct { words.bold() } else { words }.into());
        }
        let month = month_of(latest);
        marks.push(Text::new((x, most - 2.0), say::month(month)).into());
        marks
    }

    /// The parts of the last complete month as a key in rows of at most `width_px`, and its height.
    pub(super) fn key(&self, width_px: f64) -> (Vec<Mark>, f64) {
        let latest = self.points.iter().rev().find(|point| point.complete && total(point).is_some());
        let (mut marks, mut x, mut y) = (Vec::new(), 0.0, 12.0);
        for part in LEVELS {
            let value = latest.and_then(|point| point.get(part.key));
            let number = value.map_or_else(String::new, |value| format!(" {}", text::number(value)));
            // The last part names the month that all numbers are of.
            let month = latest.filter(|_| part.role == Role::Unknown).map(|point| text::month_year(month_of(point)));
            let month = month.map_or_else(String::new, |month| format!(", all {month}"));
            let words = Text::new((0.0, 0.0), format!("{}{number}{month}", part.name));
            let width = 15.0 + words.extent().1;
            if x > 0.0 && x + width > width_px {
                (x, y) = (0.0, y + 20.0);
            }
            marks.push(Mark::swatch((x, y), part.role));
            marks.push(Text { at: (x + 15.0, y), ..words }.into());
            x += width + 16.0;
        }
        (marks, y + 12.0)
    }

    /// One place to ask at a part of a month.
    pub(super) fn hits(&self) -> Vec<Hit> {
        let width = self.width_px();
        let hit = |(point, part, value, top, bottom): (&Point, Part, f64, f64, f64)| {
            let month = month_of(point);
            let so_far = if point.complete { "" } else { " so far" };
            Hit {
                at: (self.months.middle(month) - width / 2.0, top),
                width_px: width,
                height_px: bottom - top,
                ring: None,
                text: format!("{}: {} {}{so_far}", text::month_year(month), text::number(value), part.name),
                pick: Pick::Period { month, series: Some(part.key) },
            }
        };
        self.columns().into_iter().map(hit).collect()
    }
}
