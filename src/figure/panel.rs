//! A behaviour chart: the months of one count in their usual range, and what changed in them.

use super::brackets::{self, Bracket, Run};
use super::mark::{Dash, Dot, Mark, Side, Stroke, Text, Weight};
use super::months::{Months, month_of};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Event, EventKind, Hit, Pick, months, text};
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
}

/// How much words a panel has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Labels at the right, whole sentences at brackets.
    Wide,
    /// Labels inside, few words.
    Narrow,
    /// Hardly any words: the figure beside it says them.
    Small,
}

/// A drawn panel, relative to the top of its scale.
pub(super) struct Drawn {
    /// Room needed over the scale.
    pub(super) over_px: f64,
    /// Room needed under the baseline.
    pub(super) under_px: f64,
    brackets: Vec<Bracket>,
    ticks: Vec<f64>,
    scale: Scale,
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
        let limits = self.reading.limits;
        let limits_of_runs = limits.filter(|_| self.room != Room::Small);
        let runs =
            limits_of_runs.map_or_else(Vec::new, |limits| brackets::runs(self.reading, self.points, self.key, &limits));
        let edge = |run: &Run| {
            let values = self.points.iter().filter(|p| (run.from..=run.to).contains(&month_of(p)) && p.complete);
            let ys = values.filter_map(|point| point.get(self.key)).map(|value| scale.px(value));
            match run.side {
                Side::Above => ys.chain(limits.map(|l| scale.px(l.high) + 6.0)).fold(self.height_px, f64::min) - 26.0,
                Side::Below => {
                    let y = ys.chain(limits.and_then(|l| l.low).map(|low| scale.px(low))).fold(0.0, f64::max) + 20.0;
                    // Words that would stand on the baseline go under it.
                    if y + 40.0 > self.height_px { self.height_px + 12.0 } else { y }
                }
            }
        };
        let brackets = brackets::place(&runs, |run| self.words(run), &self.months, edge, self.edges_px);
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
        marks.extend(self.labels(plan, &y));
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
        let changes = self.events.iter().filter(|event| event.kind == EventKind::LoggingChange);
        changes.map(|event| event.on.month().plus(i32::from(text::day_of_month(event.on) > 15)))
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

    fn outside(&self, point: &Point) -> bool {
        let month = month_of(point);
        self.reading.signals.iter().any(|signal| signal.rule == Rule::Outside && signal.period == month)
    }

    /// The last complete month by its number; the band, the mean and the running month by their names.
    fn labels(&self, plan: &Drawn, y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let mut marks = Vec::new();
        let complete: Vec<_> = self.points.iter().filter(|point| point.complete).collect();
        let latest =
            complete.last().and_then(|point| Some((month_of(point), point.get(self.key)?, self.outside(point))));
        if let Some((month, value, outside)) = latest.filter(|_| self.room == Room::Wide) {
            let before = complete.iter().rev().nth(1).and_then(|point| point.get(self.key));
            let falling = before.is_some_and(|before| before > value);
            let at = (self.months.middle(month) - 9.0, y(value) + if falling { 16.0 } else { -4.0 });
            let words = format!("{} in {}", text::number(value), text::month_short(month));
            let label = Text::new(at, words).end().halo();
            marks.push(if outside { label.bold() } else { label.role(Role::Ink) }.into());
        }
        marks.extend(self.change_words(&complete, y));
        match self.room {
            Room::Wide => marks.extend(self.right_labels(plan, y)),
            Room::Narrow => marks.extend(self.inner_labels(y)),
            Room::Small => marks.extend(self.small_labels(y)),
        }
        marks
    }

    /// Where logging changed, the months before are named for what they are, if there is room over their line.
    fn change_words(&self, complete: &[&Point], y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let Some(change) = self.changes().filter(|&month| month > self.months.first).min() else { return Vec::new() };
        let room = self.months.start(change) - self.months.left_px - 12.0;
        let before = complete.iter().filter(|point| month_of(point) < change).filter_map(|point| point.get(self.key));
        let top = before.map(y).fold(f64::INFINITY, f64::min);
        let lines = ["logged differently:", "not to be compared"];
        let fits = top.is_finite() && lines.iter().all(|line| text::width_px(line, 13.0, Weight::Regular) < room);
        let start = self.months.left_px + 8.0;
        let place = |(i, line): (usize, &str)| Text::new((start, top - 28.0 + 16.0 * i as f64), line).halo().into();
        lines.into_iter().enumerate().filter(|_| fits).map(place).collect()
    }

    fn right_labels(&self, plan: &Drawn, y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let mut labels: Vec<(f64, Text)> = Vec::new();
        let x = self.months.right() + 10.0;
        if let Some(limits) = self.reading.limits {
            let word = if limits.trial { "usual range so far" } else { "usual range" };
            labels.push((
                y(limits.high) + 4.5,
                Text::new((x, 0.0), format!("{word} up to {}", text::number(limits.high))),
            ));
            labels.push((
                y(limits.mean) + 4.5,
                Text::new((x, 0.0), format!("mean {}", text::number(limits.mean))).bold(),
            ));
            if let Some(low) = limits.low {
                labels.push((y(low) + 4.5, Text::new((x, 0.0), format!("{word} from {}", text::number(low)))));
            }
        } else if !self.points.is_empty() {
            labels
                .push((y(plan.ticks.last().copied().unwrap_or(0.0)) + 4.5, Text::new((x, 0.0), "no usual range yet")));
        }
        if let Some((month, value)) = self.running() {
            let days = text::days(text::day_of_month(self.as_of));
            let words = format!("{} so far in {} ({days})", text::number(value), text::month_short(month));
            labels.push((y(value) + 4.5, Text::new((x, 0.0), words)));
        }
        text::pushed_apart(labels, 17.0).into_iter().map(Mark::from).collect()
    }

    fn inner_labels(&self, y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let Some(limits) = self.reading.limits else { return Vec::new() };
        let x = self.months.start(limits.since.max(self.months.first)) + 8.0;
        let range = match limits.low {
            Some(low) => format!("usual range {} to {}", text::number(low), text::number(limits.high)),
            None => format!("usual range up to {}", text::number(limits.high)),
        };
        let under = y(limits.low.unwrap_or(limits.high)) + if limits.low.is_some() { 16.0 } else { -6.0 };
        vec![
            Text::new((x, under), range).halo().into(),
            Text::new((x, y(limits.mean) - 6.0), format!("mean {}", text::number(limits.mean))).halo().into(),
        ]
    }

    fn small_labels(&self, y: &dyn Fn(f64) -> f64) -> Vec<Mark> {
        let x = self.months.right() + 8.0;
        if self.edges_px.1 - x < 60.0 {
            return Vec::new();
        }
        let mut labels = Vec::new();
        if let Some(limits) = self.reading.limits {
            labels.push((y(limits.high) + 4.5, Text::new((x, 0.0), "usual")));
            labels.push((y(limits.high) + 20.5, Text::new((x, 0.0), "range")));
        }
        if let Some((_, value)) = self.running() {
            labels.push((y(value) + 4.5, Text::new((x, 0.0), text::days(text::day_of_month(self.as_of)))));
        }
        text::pushed_apart(labels, 16.0).into_iter().map(Mark::from).collect()
    }

    /// One of the periods a headline compares: a bracket over its months, with their sum.
    pub(super) fn compared(&self, plan: &Drawn, top_px: f64, (from, to): (Month, Month), sum: u64) -> Vec<Mark> {
        let values = self.points.iter().filter(|p| (from..=to).contains(&month_of(p))).filter_map(|p| p.get(self.key));
        let y_px = (top_px + plan.scale.px(values.fold(0.0, f64::max)) - 16.0).floor() + 0.5;
        let (from_px, to_px) = (self.months.start(from) + 1.0, self.months.start(to.plus(1)) - 1.0);
        let sum = Text::new((f64::midpoint(from_px, to_px), y_px - 6.0), text::number(sum as f64));
        vec![Mark::Bracket { from_px, to_px, y_px, side: Side::Above }, sum.middle().bold().size(16.0).halo().into()]
    }

    fn running(&self) -> Option<(Month, f64)> {
        let point = self.points.last().filter(|point| !point.complete)?;
        Some((month_of(point), point.get(self.key)?))
    }

    fn words(&self, run: &Run) -> Vec<String> {
        let side = if run.side == Side::Above { "above" } else { "below" };
        let count = text::count_word(run.months);
        let mut words = match (run.rule, self.room) {
            (Rule::RunOfEight, Room::Wide) => format!("{count} months in a row {side} the mean"),
            (Rule::RunOfEight, Room::Narrow) => format!("{count} in a row {side} the mean"),
            _ => format!("{count} months far {side} the mean"),
        };
        if run.recent && self.room == Room::Wide {
            words.insert_str(0, "something changed: ");
        }
        vec![words]
    }

    /// What a month says about the usual range.
    pub(super) fn verdict(&self, point: &Point) -> String {
        let Some(limits) = self.reading.limits.filter(|_| point.complete) else {
            return if point.complete { String::new() } else { "in no comparison".into() };
        };
        let month = month_of(point);
        let Some(value) = point.get(self.key) else { return "not known".into() };
        let side = if value > limits.mean { "above" } else { "below" };
        let said: Vec<String> = self
            .reading
            .signals
            .iter()
            .filter(|signal| signal.period == month)
            .map(|signal| match signal.rule {
                Rule::Outside => format!("{side} the usual range"),
                Rule::RunOfEight => format!("in a row of eight or more {side} the mean"),
                Rule::ThreeOfFour => format!("one of several far {side} the mean"),
            })
            .collect();
        match said.is_empty() {
            true if month < limits.since => String::new(),
            true => "usual".into(),
            false => said.join("; "),
        }
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
