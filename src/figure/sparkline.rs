//! The drawing of a tile: 92 px high, one line, its last complete point, the running period apart.

use super::curve::{Median, at, stairs};
use super::mark::{Dash, Dot, Mark, Stroke, Text, Weight, Xy};
use super::months::{month_of, shown};
use super::palette::Role;
use super::scale::{Scale, span};
use super::{Event, EventKind, Figure, Hit, Pick, Table, sane_width, text};
use crate::measure::{Limits, Point, Reading, Step};
use crate::org::{Day, Month};
use crate::story::say;

/// Height of every sparkline.
pub const HEIGHT_PX: f64 = 92.0;

pub(super) const TOP: f64 = 6.0;
pub(super) const BOTTOM: f64 = HEIGHT_PX - 18.0;

/// What the sparkline of a tile is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Spark<'a> {
    /// The reading of the tile.
    pub reading: &'a Reading,
    /// What happened; here only changes of logging matter.
    pub events: &'a [Event],
    /// Complete months shown at most.
    pub months: usize,
    /// The day the data is complete through.
    pub as_of: Day,
    /// Width in px.
    pub width_px: f64,
}

/// What stands at the height of the line: a number in words, and its place on the scale.
struct Level {
    value: f64,
    words: String,
}

/// A count by month in its usual range.
pub fn counts(input: Spark<'_>, key: &'static str) -> Figure {
    let limits = input.reading.limits;
    let points = shown(input.reading, input.months);
    let most = points.iter().filter_map(|p| p.get(key)).chain(limits.map(|l| l.high)).fold(1.0, f64::max);
    let level = |value: f64| Level { value, words: text::tick(value) };
    let levels = match limits {
        Some(limits) => [Some(limits.high), limits.low, Some(0.0)].into_iter().flatten().map(level).collect(),
        None => vec![level(most.ceil()), level(0.0)],
    };
    let value = |point: &Point| Some((point.get(key)?, text::number(point.get(key)?)));
    line(&input, most.ceil(), &levels, limits, key, &value)
}

/// A share by month, from `k` of `n`; a month with no cases has none.
pub fn shares(input: Spark<'_>, (k, n): (&'static str, &'static str)) -> Figure {
    let levels = [(1.0, "100%"), (0.0, "0%")].map(|(value, words)| Level { value, words: words.into() });
    let value = |point: &Point| {
        let (k, n) = (point.get(k)?, point.get(n).filter(|&n| n > 0.0)?);
        Some((k / n, format!("{} ({} of {})", say::percent(k / n), text::number(k), text::number(n))))
    };
    line(&input, 1.0, &levels, None, k, &value)
}

fn line(
    input: &Spark<'_>,
    top: f64,
    levels: &[Level],
    limits: Option<Limits>,
    series: &'static str,
    value: &dyn Fn(&Point) -> Option<(f64, String)>,
) -> Figure {
    let width = sane_width(input.width_px);
    let points = shown(input.reading, input.months);
    let known: Vec<(Month, bool, f64, String)> = points
        .iter()
        .filter_map(|point| value(point).map(|(value, words)| (month_of(point), point.complete, value, words)))
        .collect();
    let (Some(first), Some(last), false) =
        (points.first().map(month_of), points.last().map(month_of), known.is_empty())
    else {
        return Figure::saying(width, HEIGHT_PX, "Nothing known by month yet.");
    };
    let words_px = levels.iter().map(|level| text::width_px(&level.words, 12.0, Weight::Regular)).fold(24.0, f64::max);
    let right = width - words_px - 8.0;
    let months = f64::from(last.since(first)).max(1.0);
    let x = |month: Month| 6.0 + f64::from(month.since(first)) / months * (right - 13.0);
    let y = Scale::new((0.0, top), (BOTTOM, TOP));
    let changes = || {
        let changes = input.events.iter().filter(|event| event.kind == EventKind::LoggingChange);
        changes
            .map(|event| event.on.month().plus(i32::from(text::day_of_month(event.on) > 15)))
            .filter(|&month| month > first && month <= last)
    };
    let half = (right - 13.0) / months / 2.0;

    let mut marks = Vec::new();
    if let Some(limits) = limits {
        let start = if limits.since > first { x(limits.since) - half } else { 1.0 };
        marks.extend(band(limits, start, right, &y));
    } else {
        marks.push(Mark::rule((1.0, TOP), (right, TOP), Stroke::GRID));
    }
    for month in changes() {
        marks.push(Mark::rule((x(month) - half, TOP - 4.0), (x(month) - half, BOTTOM), Stroke::CHANGE));
    }
    marks.push(Mark::rule((1.0, BOTTOM), (right, BOTTOM), Stroke::AXIS));
    let labels = levels
        .iter()
        .map(|level| (y.px(level.value) + 4.5, Text::new((right + 6.0, 0.0), level.words.clone()).size(12.0)));
    marks.extend(apart_from_baseline(labels.collect()));

    let mut lines: Vec<(Month, Vec<Xy>)> = Vec::new();
    for &(month, _, value, _) in known.iter().filter(|(_, complete, ..)| *complete) {
        let at = (x(month), y.px(value));
        match lines.last_mut().filter(|(last, _)| month.since(*last) == 1 && !changes().any(|change| change == month)) {
            Some((last, line)) => {
                line.push(at);
                *last = month;
            }
            None => lines.push((month, vec![at])),
        }
    }
    let stroke = Stroke::solid(Role::Direct, 2.0);
    marks.extend(lines.into_iter().filter(|(_, line)| line.len() > 1).map(|(_, points)| Mark::Line { points, stroke }));
    let dot = |complete: bool, radius_px: f64, dot: Dot| {
        let found = known.iter().rev().find(|(_, is, ..)| *is == complete);
        found.map(|&(month, _, value, _)| Mark::Point {
            at: (x(month), y.px(value)),
            radius_px,
            dot,
            role: Role::Direct,
        })
    };
    marks.extend(dot(true, 3.5, Dot::Complete));
    marks.extend(dot(false, 4.0, Dot::Running));
    marks.extend(ends(&text::month_year(first), &text::month_year(last), right));

    let hit = |(month, complete, value, words): &(Month, bool, f64, String)| Hit {
        at: ((x(*month) - half).max(0.0), 0.0),
        width_px: (x(*month) + half).min(right) - (x(*month) - half).max(0.0),
        height_px: BOTTOM,
        ring: Some(((x(*month), y.px(*value)), 3.5)),
        text: format!("{}: {words}{}", text::month_year(*month), if *complete { "" } else { " so far" }),
        pick: Pick::Period { month: *month, series: Some(series) },
    };
    let row = |point: &Point| {
        let words = value(point).map_or_else(|| "not known".into(), |(_, words)| words);
        let month = text::month_year(month_of(point));
        let days = text::days(text::day_of_month(input.as_of));
        vec![if point.complete { month } else { format!("{month} ({days})") }, words]
    };
    Figure {
        width_px: width,
        height_px: HEIGHT_PX,
        marks,
        hits: known.iter().map(hit).collect(),
        notes: Vec::new(),
        table: Table { head: vec!["Month".into(), "Value".into()], rows: points.iter().map(row).collect() },
        label: format!("By month, {} to {}", text::month_year(first), text::month_year(last)),
    }
}

fn band(limits: Limits, start: f64, right: f64, y: &Scale) -> Vec<Mark> {
    let (high, low) = (y.px(limits.high), y.px(limits.low.unwrap_or(0.0)));
    let edge = Stroke { dash: if limits.trial { Dash::Trial } else { Dash::Solid }, ..Stroke::EDGE };
    let mut marks =
        vec![Mark::Area { points: vec![(start, high), (right, high), (right, low), (start, low)], role: Role::Band }];
    marks.push(Mark::rule((start, high), (right, high), edge));
    if limits.low.is_some() {
        marks.push(Mark::rule((start, low), (right, low), edge));
    }
    marks.push(Mark::rule((start, y.px(limits.mean)), (right, y.px(limits.mean)), Stroke::solid(Role::Ink2, 1.0)));
    marks
}

/// Labels at their heights, moved as little as keeps them 13 px apart and inside the drawing: up from the baseline, then down from the top.
fn apart_from_baseline(mut labels: Vec<(f64, Text)>) -> Vec<Mark> {
    crate::org::sort_by(&mut labels, |a, b| b.0.total_cmp(&a.0));
    let (mut most, mut least) = (f64::INFINITY, 10.0);
    for (y, _) in &mut labels {
        *y = y.min(most);
        most = *y - 13.0;
    }
    for (y, _) in labels.iter_mut().rev() {
        *y = y.max(least);
        least = *y + 13.0;
    }
    labels.into_iter().map(|(y, label)| Mark::from(Text { at: (label.at.0, y), ..label })).collect()
}

/// What stands at both ends under the baseline.
pub(super) fn ends(first: &str, last: &str, right: f64) -> [Mark; 2] {
    [
        Text::new((1.0, BOTTOM + 15.0), first).size(12.0).into(),
        Text::new((right, BOTTOM + 15.0), last).end().size(12.0).into(),
    ]
}

/// What the curve of a tile is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct SparkCurve<'a> {
    /// The steps of a reading.
    pub steps: &'a [Step],
    /// The median, with its range.
    pub median: Option<Median>,
    /// The last day shown.
    pub until_days: u32,
    /// What begins the time: `first talk`.
    pub begins: &'a str,
    /// What the drawing is, for those who don't see it.
    pub label: &'a str,
    /// Width in px.
    pub width_px: f64,
}

/// A curve up to its end, with the line at a half and the median's range on it.
pub fn curve(input: SparkCurve<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let Some(end) = at(input.steps, input.until_days) else {
        return Figure::saying(width, HEIGHT_PX, "Too few cases for a curve.");
    };
    let right = width - 38.0;
    let until = input.until_days.max(1);
    let x = Scale::new((0.0, f64::from(until)), (1.0, right));
    let y = Scale::new((0.0, 1.0), (BOTTOM, TOP));
    let start = if input.steps.first().is_some_and(|first| first.share > end.share) { 1.0 } else { 0.0 };
    let shares = input.steps.iter().map(|step| (step.t, step.share));
    let guide = Stroke { dash: Dash::Guide, ..Stroke::GRID };
    let thin = Stroke::solid(Role::Direct, 2.0);
    let mut marks = vec![
        Mark::rule((1.0, TOP), (right, TOP), Stroke::GRID),
        Mark::rule((1.0, y.px(0.5)), (right, y.px(0.5)), guide),
        Mark::rule((1.0, BOTTOM), (right, BOTTOM), Stroke::AXIS),
        Mark::Line { points: stairs(shares, start, until, |t, share| (x.px(f64::from(t)), y.px(share))), stroke: thin },
    ];
    if let Some(Median { days, low, high }) = input.median {
        let (from, to) = (x.px(low.unwrap_or(0.0)), high.map_or(right, |high| x.px(high)));
        marks.push(Mark::Line { points: vec![(from, y.px(0.5)), (to, y.px(0.5))], stroke: thin });
        marks.push(Mark::Point { at: (x.px(days), y.px(0.5)), radius_px: 3.5, dot: Dot::Complete, role: Role::Direct });
    }
    for (share, words) in [(1.0, "100%"), (0.5, "half"), (0.0, "0%")] {
        marks.push(Text::new((right + 6.0, y.px(share) + 4.5), words).size(12.0).into());
    }
    let last = format!("{} later", span(until));
    marks.extend(ends(input.begins, &last, right));
    let row = |step: &Step| vec![step.t.to_string(), say::percent(step.share), step.at_risk.to_string()];
    Figure {
        width_px: width,
        height_px: HEIGHT_PX,
        marks,
        hits: Vec::new(),
        notes: Vec::new(),
        table: Table {
            head: vec!["Day".into(), "Share".into(), "Still followed".into()],
            rows: input.steps.iter().map(row).collect(),
        },
        label: input.label.into(),
    }
}
