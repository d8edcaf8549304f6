//! A behaviour chart: the months of one count in their usual range, and what changed in them.

use super::brackets::{Bracket, Run};
use super::labels::Lettering;
use super::mark::{Dash, Dot, Mark, Side, Stroke};
use super::months::{Months, month_of};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Event, Hit, Pick, event_heads, months, text};
use crate::measure::{Point, Reading, Rule};
use crate::org::{Day, Month};

/// What a panel is drawn from.
pub(super) struct Panel<'a> {
    pub(super) reading: &'a Reading,
    /// The months shown.
    pub(super) points: &'a [Point],
    /// The charted series.
    pub(super) key: &'static str,
    /// What it counts, for the words of a point.
    pub(super) counted: &'a str,
    pub(super) events: &'a [Event],
    pub(super) as_of: Day,
    pub(super) months: Months,
    /// Room for words: the figure's edges.
    pub(super) edges_px: (f64, f64),
    pub(super) height_px: f64,
    pub(super) steps: u32,
    pub(super) room: Room,
    pub(super) lettering: Lettering,
}

/// How much words a panel has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Labels at the right, whole sentences at brackets.
    Wide,
    /// Labels inside, few words.
    Narrow,
}

/// A drawn panel, relative to the top of its scale.
pub(super) struct Drawn {
    /// Room needed over the scale.
    pub(super) over_px: f64,
    /// Room needed under the baseline.
    pub(super) under_px: f64,
    brackets: Vec<Bracket>,
    pub(super) ticks: Vec<f64>,
    pub(super) scale: Scale,
}

impl Drawn {
    /// The runs that carry a bracket.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.brackets.iter().map(|bracket| &bracket.run)
    }
}

/// The numbers that the scale must hold.
pub(super) fn ticks(reading: &Reading, points: &[Point], key: &str, steps: u32) -> Vec<f64> {
    let values = points.iter().filter_map(|point| point.get(key));
    count_ticks(values.chain(reading.limits.map(|limits| limits.high)).fold(0.0, f64::max), steps)
}

impl Panel<'_> {
    /// Works out heights and brackets; `marks` draws them at their place.
    pub(super) fn plan(&self) -> Drawn {
        let ticks = ticks(self.reading, self.points, self.key, self.steps);
        let scale = Scale::new((0.0, ticks.last().copied().unwrap_or(1.0)), (self.height_px, 0.0));
        let brackets = (self.lettering.brackets)(self, &scale);
        let far = |side| brackets.iter().filter(move |b| b.run.side == side).map(Bracket::far_px);
        let over_px = far(Side::Above).fold(0.0, |over: f64, top| over.max(-top)).max(18.0);
        let under_px = far(Side::Below).fold(0.0, |under: f64, bottom| under.max(bottom - self.height_px));
        Drawn { over_px, under_px, brackets, ticks, scale }
    }

    /// The panel with the top of its scale at `top_px`.
    pub(super) fn marks(&self, plan: &Drawn, top_px: f64, event_lines: Vec<Mark>) -> Vec<Mark> {
        let y = |value: f64| top_px + plan.scale.px(value);
        let (left, right) = (self.months.left_px, self.months.right());
        let mut marks = Vec::new();
        let band = self.reading.limits.map(|limits| {
            let start = self.months.start(limits.since.max(self.months.first));
            let low = y(limits.low.unwrap_or(0.0));
            marks.push(Mark::Area {
                points: vec![(start, y(limits.high)), (right, y(limits.high)), (right, low), (start, low)],
                role: Role::Band,
            });
            (limits, start)
        });
        marks.extend(months::counts(&plan.ticks, (left, right), y));
        if let Some((limits, start)) = band {
            let edge = Stroke { dash: if limits.trial { Dash::Trial } else { Dash::Solid }, ..Stroke::EDGE };
            for value in limits.low.into_iter().chain([limits.high]) {
                marks.push(Mark::rule((start, y(value)), (right, y(value)), edge));
            }
            marks.push(Mark::Line {
                points: vec![(start, y(limits.mean)), (right, y(limits.mean))],
                stroke: Stroke::MEAN,
            });
        }
        marks.extend(event_lines);
        for bracket in &plan.brackets {
            marks.extend(bracket.marks(&self.months, top_px));
        }
        marks.extend(self.lines(&y));
        marks.extend(self.dots(&y));
        marks.extend((self.lettering.labels)(self, plan, &y, &marks));
        marks
    }

    /// The line of the complete months; it ends where a month is not known and where logging changed.
    fn lines(&self, y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let mut lines = vec![Vec::new()];
        for point in self.points.iter().filter(|point| point.complete) {
            let month = month_of(point);
            let broken = self.changes().any(|change| change == month);
            let Some(value) = point.get(self.key) else {
                lines.push(Vec::new());
                continue;
            };
            if broken {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push((self.months.middle(month), y(value)));
            }
        }
        let stroke = Stroke::solid(Role::Direct, 2.5);
        lines.into_iter().filter(|line| line.len() > 1).map(|points| Mark::Line { points, stroke }).collect()
    }

    /// The first month of each new way of logging: the event's own, if it fell in its first half.
    pub(super) fn changes(&self) -> impl Iterator<Item = Month> {
        event_heads::changes(self.events)
    }

    fn dots(&self, y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let dense = self.months.step_px < 12.0;
        let dot = |point: &Point| {
            let at = (self.months.middle(month_of(point)), y(point.get(self.key)?));
            let (dot, radius_px) = match (point.complete, self.outside(point)) {
                (false, _) => (Dot::Running, 4.5),
                (true, true) => (Dot::Signal, 6.5),
                (true, false) => (Dot::Complete, if dense { 2.8 } else { 3.5 }),
            };
            Some(Mark::Point { at, radius_px, dot, role: Role::Direct })
        };
        self.points.iter().filter_map(dot).collect()
    }

    pub(super) fn outside(&self, point: &Point) -> bool {
        let month = month_of(point);
        self.reading.signals.iter().any(|signal| signal.rule == Rule::Outside && signal.period == month)
    }

    /// One place to ask at a month.
    pub(super) fn hits(&self, plan: &Drawn, top_px: f64) -> Vec<Hit> {
        let hit = |point: &Point| {
            let month = month_of(point);
            let value = point.get(self.key)?;
            let so_far = if point.complete { "" } else { " so far" };
            let verdict = match self.verdict(point) {
                words if words.is_empty() => words,
                words => format!(", {words}"),
            };
            Some(Hit {
                at: (self.months.start(month), top_px),
                width_px: self.months.step_px,
                height_px: self.height_px,
                ring: Some(((self.months.middle(month), top_px + plan.scale.px(value)), 4.5)),
                text: format!("{}: {} {}{so_far}{verdict}", text::month_year(month), text::number(value), self.counted),
                pick: Pick::Period { month, series: Some(self.key) },
            })
        };
        self.points.iter().filter_map(hit).collect()
    }
}
