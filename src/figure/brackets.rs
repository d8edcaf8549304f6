//! Signals that are a run of months: which months, on which side, and the words at their bracket.

use super::mark::{Mark, Side, Text, Weight};
use super::months::{Months, month_of};
use super::text;
use crate::measure::{Limits, Point, Reading, Rule};
use crate::org::Month;

/// Consecutive months in which something changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) from: Month,
    pub(super) to: Month,
    pub(super) side: Side,
    pub(super) rule: Rule,
    /// Months of it that are signals.
    pub(super) months: usize,
    /// Whether it reaches into the last three complete months, the only ones that say something about now.
    pub(super) recent: bool,
}

/// The runs that reach into the shown months, in order of time; one that began before them keeps its length.
pub(super) fn runs(reading: &Reading, first: Month, key: &str, limits: &Limits) -> Vec<Run> {
    let complete: Vec<&Point> = reading.series.iter().filter(|point| point.complete).collect();
    let recent_from = complete.len().checked_sub(3).and_then(|i| complete.get(i)).map(|point| month_of(point));
    let mut runs: Vec<Run> = Vec::new();
    for rule in [Rule::RunOfEight, Rule::ThreeOfFour] {
        for point in &complete {
            let month = month_of(point);
            let found = reading.signals.iter().any(|signal| signal.rule == rule && signal.period == month);
            let Some(value) = point.get(key).filter(|_| found) else { continue };
            let side = if value > limits.mean { Side::Above } else { Side::Below };
            // The points of a three-of-four may have one of their four between them.
            let gap = if rule == Rule::ThreeOfFour { 2 } else { 1 };
            let last = runs.last_mut().filter(|run| run.rule == rule && run.side == side && month.since(run.to) <= gap);
            let recent = recent_from.is_some_and(|from| month >= from);
            match last {
                Some(run) => {
                    run.to = month;
                    run.months += 1;
                    run.recent |= recent;
                }
                None => runs.push(Run { from: month, to: month, side, rule, months: 1, recent }),
            }
        }
    }
    runs.retain(|run| run.to >= first);
    crate::org::sort_by_key(&mut runs, |run| (run.from, run.rule));
    runs
}

/// A run's bracket with the place of its words.
pub(super) struct Bracket {
    pub(super) run: Run,
    /// Height of the long side; relative to the panel.
    pub(super) y_px: f64,
    lines: Vec<Text>,
}

/// How much a bracket needs on its far side.
const LINE_PX: f64 = 16.0;

impl Bracket {
    /// Top of a bracket above, bottom of one below.
    pub(super) fn far_px(&self) -> f64 {
        match self.run.side {
            Side::Above => self.y_px - 6.0 - LINE_PX * self.lines.len() as f64,
            Side::Below => self.y_px + 4.0 + LINE_PX * self.lines.len() as f64,
        }
    }

    /// The bracket and its words over a mask, moved down by `down_px`.
    pub(super) fn marks(&self, months: &Months, down_px: f64) -> Vec<Mark> {
        let (from_px, to_px) = ends(&self.run, months);
        let mut marks = vec![Mark::Bracket { from_px, to_px, y_px: crisp(self.y_px + down_px), side: self.run.side }];
        for line in &self.lines {
            let line = Text { at: (line.at.0, line.at.1 + down_px), ..line.clone() };
            let (start, width) = line.extent();
            marks.push(Mark::mask((start - 3.0, line.at.1 - 13.0), width + 6.0, 17.0));
            marks.push(line.into());
        }
        marks
    }
}

/// Puts brackets over and under the points, in lanes where they would touch. `edge` is where a bracket would stand alone, relative to
/// the top of the panel, whose baseline is at `base_px`: words that would stand on it go under it.
pub(super) fn place(
    runs: &[Run],
    words: impl Fn(&Run) -> Vec<String>,
    months: &Months,
    (edge, base_px): (impl Fn(&Run) -> f64, f64),
    (left_px, right_px): (f64, f64),
) -> Vec<Bracket> {
    let mut placed: Vec<(f64, f64, Bracket)> = Vec::new();
    for run in runs {
        let (from, to) = ends(run, months);
        let weight = if run.recent { Weight::Bold } else { Weight::Regular };
        // Two runs may share a point; what the first says of it the second need not say again.
        let is_said = |words: &str| placed.iter().any(|(.., other)| other.lines.iter().any(|line| line.words == words));
        let words: Vec<String> = words(run).into_iter().filter(|words| !is_said(words)).collect();
        let width = words.iter().map(|line| text::width_px(line, 13.0, weight)).fold(0.0, f64::max);
        let half = width / 2.0;
        // Under a run there may be a line where it begins, so the words begin with it; over one they stand in its middle.
        let middle = if run.side == Side::Below {
            f64::midpoint(from, to).max(from + half + 4.0)
        } else {
            f64::midpoint(from, to)
        };
        let middle = middle.min(right_px - half).max(left_px + half);
        let (start, end) = (from.min(middle - width / 2.0) - 6.0, to.max(middle + width / 2.0) + 6.0);
        let count = words.len() as f64;
        let beside = || {
            let on_its_side = placed.iter().filter(|(.., other)| other.run.side == run.side);
            on_its_side.filter(|(from, to, _)| *from < end && start < *to).map(|(.., other)| other.far_px())
        };
        let y_px = match run.side {
            Side::Above => beside().fold(edge(run), |y: f64, far| y.min(far - 8.0)),
            Side::Below => {
                let y = beside().fold(edge(run), |y: f64, far| y.max(far + 10.0));
                if y + 8.0 + LINE_PX * count > base_px { y.max(base_px + 12.0) } else { y }
            }
        };
        let first = if run.side == Side::Above { y_px - 7.0 - LINE_PX * (count - 1.0) } else { y_px + 17.0 };
        let line = |(i, line): (usize, String)| {
            let y = first + LINE_PX * i as f64;
            let text = match run.side {
                Side::Above => Text::new((middle, y), line).middle(),
                Side::Below => Text::new((middle - half, y), line),
            };
            if run.recent { text.bold() } else { text }
        };
        let lines = words.into_iter().enumerate().map(line).collect();
        placed.push((start, end, Bracket { run: run.clone(), y_px, lines }));
    }
    placed.into_iter().map(|(.., bracket)| bracket).collect()
}

fn ends(run: &Run, months: &Months) -> (f64, f64) {
    (crisp(months.start(run.from) + months.step_px * 0.1), crisp(months.start(run.to) + months.step_px * 0.9))
}

fn crisp(px: f64) -> f64 {
    px.floor() + 0.5
}
