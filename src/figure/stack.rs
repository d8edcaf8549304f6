//! Stacked columns by month or by quarter: the parts of a whole, in a fixed order from the baseline up.

use super::mark::{Look, Mark, Text, Xy};
use super::months::{Months, month_of};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Hit, Pick, months, text};
use crate::measure::Point;
use crate::org::{Month, Period};
use crate::story::say;

/// One part of a stack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its name in the series.
    pub key: &'static str,
    /// Its name for people, after a number.
    pub name: &'static str,
    /// What it means.
    pub role: Role,
    /// Filled, or only outlined where it is the rest of a whole.
    pub look: Look,
}

impl Part {
    /// A part that is filled.
    pub const fn filled(key: &'static str, name: &'static str, role: Role) -> Self {
        Self { key, name, role, look: Look::Solid }
    }

    /// The rest of a whole: outlined.
    pub const fn rest(key: &'static str, name: &'static str) -> Self {
        Self { key, name, role: Role::Edge, look: Look::Outlined }
    }
}

impl Part {
    /// The square before its name.
    fn swatch(&self, (x, baseline): Xy) -> Mark {
        match self.look {
            Look::Solid => Mark::swatch((x, baseline), self.role),
            look => {
                let (at, side) = ((x + 0.75, baseline - 8.25), 7.5);
                Mark::Column { at, width_px: side, height_px: side, look, role: self.role }
            }
        }
    }
}

/// The parts of conversations about the use of data. Dark and light alternate so that neighbours hold three to one.
pub const LEVELS: [Part; 4] = [
    Part::filled("direct", "direct", Role::Direct),
    Part::filled("with_analyst", "with an analyst", Role::Analyst),
    Part::filled("with_engineer", "with an engineer", Role::Engineer),
    Part::filled("unknown", "not known", Role::Unknown),
];

/// A stack of columns, one a month or a quarter.
pub(super) struct Stack<'a> {
    pub(super) points: &'a [Point],
    pub(super) parts: &'a [Part],
    /// Months that a column stands for.
    pub(super) each: u8,
    pub(super) months: Months,
    pub(super) top_px: f64,
    pub(super) height_px: f64,
}

/// A part of a column, between two heights.
struct Piece<'a> {
    point: &'a Point,
    part: &'a Part,
    value: f64,
    top: f64,
    bottom: f64,
    /// Whether a part that would lie under it is missing.
    skips: bool,
}

/// All parts of a period that are known, together; `None` if none is.
pub(super) fn total(point: &Point, parts: &[Part]) -> Option<f64> {
    parts.iter().filter_map(|part| point.get(part.key)).reduce(|sum, value| sum + value)
}

/// How many steps an axis of that height has at most.
pub(super) fn steps(height_px: f64) -> u32 {
    if height_px < 180.0 { 2 } else { 4 }
}

/// The numbers that the scale must hold.
pub(super) fn ticks(points: &[Point], parts: &[Part], steps: u32) -> Vec<f64> {
    count_ticks(points.iter().filter_map(|point| total(point, parts)).fold(0.0, f64::max), steps)
}

impl Stack<'_> {
    fn scale(&self) -> (Vec<f64>, Scale) {
        let ticks = ticks(self.points, self.parts, steps(self.height_px));
        let top = ticks.last().copied().unwrap_or(1.0);
        (ticks, Scale::new((0.0, top), (self.top_px + self.height_px, self.top_px)))
    }

    /// Each known part of each month: its place, from bottom to top.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let (_, scale) = self.scale();
        let mut pieces = Vec::new();
        for point in self.points {
            let (mut below, mut last) = (0.0, None);
            for (place, part) in self.parts.iter().enumerate() {
                let Some(value) = point.get(part.key).filter(|&value| value > 0.0) else { continue };
                let (top, bottom) = (scale.px(below + value), scale.px(below));
                let skips = last.is_some_and(|last| last + 1 < place);
                pieces.push(Piece { point, part, value, top, bottom, skips });
                (below, last) = (below + value, Some(place));
            }
        }
        pieces
    }

    fn width_px(&self) -> f64 {
        (self.months.step_px * f64::from(self.each) * 0.68).min(22.0)
    }

    fn middle(&self, point: &Point) -> f64 {
        self.months.start(month_of(point)) + self.months.step_px * f64::from(self.each) / 2.0
    }

    /// Gridlines and columns.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let (ticks, scale) = self.scale();
        let mut marks = months::counts(&ticks, (self.months.left_px, self.months.right()), |value| scale.px(value));
        let width = self.width_px();
        for Piece { point, part, top, bottom, skips, .. } in self.pieces() {
            let x = self.middle(point) - width / 2.0;
            // Parts alternate so that neighbours are told apart; two that are so only while another is missing get more room.
            let height = bottom - top - if skips && bottom - top > 4.0 { 1.0 } else { 0.0 };
            let (inset, gap, look) = match (point.complete, height > 2.0) {
                (false, _) => (0.75, 0.75, Look::Running),
                (true, true) if part.look == Look::Outlined => (0.75, 0.75, Look::Outlined),
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

    /// The parts of the last complete month, at their heights, none higher than `least_px`.
    pub(super) fn labels(&self, x: f64, least_px: f64) -> Vec<Mark> {
        let Some(latest) = self.points.iter().rev().find(|point| point.complete && total(point, self.parts).is_some())
        else {
            return Vec::new();
        };
        let (_, scale) = self.scale();
        let mut labels = Vec::new();
        let mut below = 0.0;
        for part in self.parts {
            let Some(value) = latest.get(part.key) else { continue };
            let words = Text::new((x + 15.0, 0.0), format!("{} {}", part.name, text::number(value)));
            labels.push((scale.px(below + value / 2.0) + 4.0, part, words));
            below += value;
        }
        // Pushed apart upwards from the baseline, in the order of the stack; the month stands over them.
        let mut marks = Vec::new();
        let mut most = f64::INFINITY;
        for (y, ..) in &mut labels {
            *y = y.min(most);
            most = *y - 17.0;
        }
        let down = (least_px - most).max(0.0);
        for (y, part, words) in labels {
            let y = y + down;
            marks.push(part.swatch((x, y)));
            let words = Text { at: (words.at.0, y), ..words };
            marks.push(if part.role == Role::Direct { words.bold() } else { words }.into());
        }
        marks.push(Text::new((x, most + down - 2.0), Self::said(latest, say::month)).into());
        marks
    }

    /// The parts of the last complete month as a key in rows of at most `width_px`, and its height.
    pub(super) fn key(&self, width_px: f64) -> (Vec<Mark>, f64) {
        let latest = self.points.iter().rev().find(|point| point.complete && total(point, self.parts).is_some());
        let (mut marks, mut x, mut y) = (Vec::new(), 0.0, 12.0);
        for part in self.parts {
            let value = latest.and_then(|point| point.get(part.key));
            let number = value.map_or_else(String::new, |value| format!(" {}", text::number(value)));
            // The last part names the month that all numbers are of.
            let last = self.parts.last() == Some(part);
            let month = latest.filter(|_| last).map(|point| Self::said(point, text::month_year));
            let month = month.map_or_else(String::new, |month| format!(", all {month}"));
            let words = Text::new((0.0, 0.0), format!("{}{number}{month}", part.name));
            let width = 15.0 + words.extent().1;
            if x > 0.0 && x + width > width_px {
                (x, y) = (0.0, y + 20.0);
            }
            marks.push(part.swatch((x, y)));
            marks.push(Text { at: (x + 15.0, y), ..words }.into());
            x += width + 16.0;
        }
        (marks, y + 12.0)
    }

    /// The period of a point: a month as it is asked for, a quarter always short.
    pub(super) fn said(point: &Point, month: impl Fn(Month) -> String) -> String {
        match point.period {
            Period::Month(of) => month(of),
            period => say::keep_together(&say::period(period)),
        }
    }

    /// One place to ask at a part of a period.
    pub(super) fn hits(&self) -> Vec<Hit> {
        let width = self.width_px();
        let hit = |Piece { point, part, value, top, bottom, .. }: Piece<'_>| {
            let month = month_of(point);
            let so_far = if point.complete { "" } else { " so far" };
            Hit {
                at: (self.middle(point) - width / 2.0, top),
                width_px: width,
                height_px: bottom - top,
                ring: None,
                text: format!("{}: {} {}{so_far}", Self::said(point, text::month_year), text::number(value), part.name),
                pick: Pick::Period { month, series: Some(part.key) },
            }
        };
        self.pieces().into_iter().map(hit).collect()
    }
}
