//! A step curve of what had happened by which day, with its band and how many cases were still followed.

use super::mark::{Dot, Mark, Stroke, Text, Weight, Xy};
use super::months::counts_room;
use super::palette::Role;
use super::scale::{SHARES, Scale, day_ticks, span};
use super::{Figure, Hit, Pick, Table, sane_width, spots, text};
use crate::measure::Step;
use crate::story::say;

/// What a curve is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Curve<'a> {
    /// The steps of a reading.
    pub steps: &'a [Step],
    /// Days on which a case still open was last seen; many are thinned out, none draws no circles.
    pub open: &'a [u32],
    /// The last day shown.
    pub until_days: u32,
    /// Cases at the start, followed or not by now; `None` where it is not known.
    pub cases: Option<u64>,
    /// A day whose share is named in the drawing, with the words after the share: `within 30 days`.
    pub marked: Option<(u32, &'a str)>,
    /// Half take less than this, with its range.
    pub median: Option<Median>,
    /// The words.
    pub words: Words<'a>,
    /// Width in px.
    pub width_px: f64,
}

/// A median in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median {
    /// Half take less than this many days.
    pub days: f64,
    /// Lower end of its range.
    pub low: Option<f64>,
    /// Upper end of its range; `None` if it is not reached.
    pub high: Option<f64>,
}

/// What a curve says.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// What the figure is, for those who don't see it.
    pub label: &'a str,
    /// What happened, at the end of the line where a second line needs telling apart: `shared`.
    pub happened: &'a str,
    /// What the second line counts: `stopped`.
    pub stopped: &'a str,
    /// Who is followed: `conversations`.
    pub followed: &'a str,
    /// Words at the median.
    pub median: &'a [String],
}

/// The share at a day: that of the last step on or before it. Before the first step nothing happened.
pub(super) fn at(steps: &[Step], days: u32) -> Option<&Step> {
    steps.iter().rev().find(|step| step.t <= days)
}

/// Corners of a step line from `start` on the first day to the last day shown.
pub(super) fn stairs(
    points: impl Iterator<Item = (u32, f64)>,
    start: f64,
    until_days: u32,
    at: impl Fn(u32, f64) -> Xy,
) -> Vec<Xy> {
    let mut corners = vec![at(0, start)];
    let mut last = start;
    for (t, share) in points.filter(|&(t, _)| t <= until_days) {
        if (share - last).abs() > f64::EPSILON {
            corners.extend([at(t, last), at(t, share)]);
            last = share;
        }
    }
    corners.push(at(until_days, last));
    corners
}

/// At most this many circles of open cases; more would hide the line.
const MOST_CIRCLES: usize = 14;

/// The curve.
pub fn curve(input: Curve<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let steps = input.steps;
    if steps.is_empty() {
        return Figure::saying(width, 96.0, "Too few cases for a curve.");
    }
    // What is at the start: a curve of what lasts falls from all, any other rises from nothing.
    let falls = steps.first().zip(steps.last()).is_some_and(|(first, last)| first.share > last.share);
    let start = if falls { 1.0 } else { 0.0 };
    let narrow = width < 420.0;
    let (top, height) = (14.0, if narrow { 210.0 } else { (width * 0.5).clamp(220.0, 300.0) });
    let left = counts_room(&[100.0]) + 14.0;
    let until = input.until_days.max(1);
    let labels = end_labels(&input, until);
    let labels_px = labels.iter().map(|(_, text)| text.extent().1).fold(0.0, f64::max);
    let right = width - if narrow { 10.0 } else { labels_px + 14.0 };
    let x = Scale::new((0.0, f64::from(until)), (left, right));
    let y = Scale::new((0.0, 1.0), (top + height, top));
    let place = |t: u32, share: f64| (x.px(f64::from(t)), y.px(share));
    let line = |share: &dyn Fn(&Step) -> Option<f64>, start: f64| {
        stairs(steps.iter().filter_map(|step| Some((step.t, share(step)?))), start, until, place)
    };

    let mut marks = Vec::new();
    let band = steps.iter().any(|step| step.low.is_some() && step.high.is_some());
    let (upper, lower) = (line(&|step| step.high, start), line(&|step| step.low, start));
    if band {
        marks.push(Mark::Area { points: upper.iter().chain(lower.iter().rev()).copied().collect(), role: Role::Band });
    }
    for share in SHARES {
        let stroke = if share == 0.0 { Stroke::AXIS } else { Stroke::GRID };
        marks.push(Mark::rule((left, y.px(share)), (right, y.px(share)), stroke));
        marks.push(Text::new((left - 8.0, y.px(share) + 4.5), say::percent(share)).end().into());
    }
    if band {
        marks.extend([upper, lower].map(|points| Mark::Line { points, stroke: Stroke::EDGE }));
    }
    if steps.iter().any(|step| step.stopped.is_some()) {
        let points = line(&|step| step.stopped, 0.0);
        marks.push(Mark::Line { points, stroke: Stroke::solid(Role::Engineer, 2.5) });
    }
    marks.push(Mark::Line { points: line(&|step| Some(step.share), start), stroke: Stroke::solid(Role::Direct, 2.5) });
    marks.extend(circles(&input, until, &|t| place(t, at(steps, t).map_or(start, |step| step.share))));
    marks.extend(median(&input, &x, &y, right));
    if let Some((days, words)) = input.marked.filter(|&(days, _)| days <= until) {
        let share = at(steps, days).map_or(start, |step| step.share);
        let at = place(days, share);
        marks.push(Mark::rule(at, (at.0, y.px(0.0)), Stroke::EDGE));
        marks.push(Mark::Point { at, radius_px: 5.0, dot: Dot::Complete, role: Role::Direct });
        let words = format!("{} {words}", say::percent(share));
        marks.extend(beside(at.0, y.px(0.0) - 16.0, &words, (left, right)));
    }
    marks.extend(under(&input, until, &x, (left, right, top + height)));
    let highest = labels.iter().map(|(share, label)| y.px(*share) + label.at.1).fold(f64::INFINITY, f64::min);
    let down = (12.0 - highest).max(0.0);
    let labels: Vec<_> = labels.into_iter().map(|(share, label)| (y.px(share) + label.at.1 + down, label)).collect();
    for label in text::pushed_apart(labels, 16.0) {
        let label = if narrow {
            inside(&label, (left, right), &marks)
        } else {
            Text { at: (right + 8.0, label.at.1), ..label }
        };
        marks.push(label.into());
    }

    Figure {
        width_px: width,
        height_px: top + height + 74.0,
        marks,
        hits: hits(steps, until, start, &place, (top, height)),
        notes: Vec::new(),
        table: table(&input, steps),
        label: input.words.label.into(),
    }
}

/// Labels at the right end, with the share they stand at and how far under it.
fn end_labels(input: &Curve<'_>, until: u32) -> Vec<(f64, Text)> {
    let Some(last) = at(input.steps, until) else { return Vec::new() };
    let label = |dy: f64, words: String| Text::new((0.0, dy), words);
    if let Some(stopped) = last.stopped {
        return vec![
            (last.share, label(4.5, input.words.happened.into()).bold()),
            (stopped, Text { role: Role::Engineer, ..label(4.5, input.words.stopped.into()).bold() }),
        ];
    }
    let narrow = input.width_px < 420.0;
    let words =
        if narrow { say::percent(last.share) } else { format!("{} at {}", say::percent(last.share), span(until)) };
    let mut labels = vec![(last.share, label(4.5, words).bold())];
    if let (Some(low), Some(high), false) = (last.low, last.high, narrow) {
        labels.insert(0, (last.share, label(4.4 - 17.0, "could easily be".into())));
        labels.push((last.share, label(4.6 + 17.0, format!("{} to {}", say::percent(low), say::percent(high)))));
    }
    labels
}

/// Words at the foot of a line, on the side of it that they fit on or that has more room, in as many lines as they need there.
fn beside(x: f64, last_px: f64, words: &str, (left, right): (f64, f64)) -> Vec<Mark> {
    let (before, after) = (x - 8.0 - left, right - x - 8.0);
    let is_after = text::width_px(words, 13.0, Weight::Bold) <= after || after >= before;
    let lines = text::wrap(words, if is_after { after } else { before }, 13.0, Weight::Bold);
    let first_px = last_px - 16.0 * (lines.len().max(1) - 1) as f64;
    let line = |(i, words): (usize, String)| {
        let (x, y) = (x + if is_after { 8.0 } else { -8.0 }, first_px + 16.0 * i as f64);
        let words = Text::new((x, y), words).bold().halo();
        if is_after { words } else { words.end() }.into()
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// A label without room at the right stands over or under the end of its line, as far from it as keeps it off everything else.
fn inside(label: &Text, (left, right): (f64, f64), drawn: &[Mark]) -> Text {
    let at = |x: f64, dy: f64| Text { at: (x, label.at.1 + dy), ..label.clone().end().halo() };
    let steps = ((right - left - label.extent().1) / 8.0).max(0.0) as u32;
    let places = (0..=steps).flat_map(|step| [-12.0, 16.0].map(|dy| at(right - 8.0 * f64::from(step), dy)));
    spots::first_free(places, drawn).unwrap_or_else(|| at(right, -12.0))
}

/// Open cases on the curve, thinned evenly.
fn circles(input: &Curve<'_>, until: u32, place: &dyn Fn(u32) -> Xy) -> Vec<Mark> {
    let mut days: Vec<u32> = input.open.iter().copied().filter(|&t| t <= until).collect();
    crate::org::sort_by_key(&mut days, |&day| day);
    days.dedup();
    let every = days.len().div_ceil(MOST_CIRCLES).max(1);
    let circle = |&t: &u32| Mark::Point { at: place(t), radius_px: 3.2, dot: Dot::Open, role: Role::Direct };
    days.iter().skip(every / 2).step_by(every).map(circle).collect()
}

fn median(input: &Curve<'_>, x: &Scale, y: &Scale, right: f64) -> Vec<Mark> {
    let Some(Median { days, low, high }) = input.median else { return Vec::new() };
    let level = y.px(0.5);
    let stroke = Stroke::solid(Role::Direct, 2.0);
    let line = |from: Xy, to: Xy| Mark::Line { points: vec![from, to], stroke };
    let (from, to) = (x.px(low.unwrap_or(0.0)), high.map_or(right, |high| x.px(high)));
    let mut marks = vec![line((from, level), (to, level))];
    for end in low.into_iter().chain(high).map(|end| x.px(end)) {
        marks.push(line((end, level - 5.0), (end, level + 5.0)));
    }
    marks.push(Mark::Point { at: (x.px(days), level), radius_px: 5.5, dot: Dot::Complete, role: Role::Direct });
    // The words stand under the range, after the point or, without room there, against the right edge.
    let beside = right - x.px(days) - 8.0;
    let (room, after) = if beside >= 150.0 { (beside, true) } else { (150.0, false) };
    let mut baseline = level + if after { 28.0 } else { 22.0 };
    for (i, words) in input.words.median.iter().enumerate() {
        let weight = if i == 0 { Weight::Bold } else { Weight::Regular };
        for words in text::wrap(words, room, 13.0, weight) {
            let text = Text::new((if after { x.px(days) + 8.0 } else { right }, baseline), words).halo();
            let text = if i == 0 { text.bold() } else { text };
            marks.push(if after { text } else { text.end() }.into());
            baseline += 16.0;
        }
    }
    marks
}

/// The days, and how many cases were still followed: known only on the days of steps, so that is where the numbers stand.
fn under(input: &Curve<'_>, until: u32, x: &Scale, (left, right, bottom): (f64, f64, f64)) -> Vec<Mark> {
    let mut marks = Vec::new();
    let ticks = day_ticks(until, right - left < 330.0);
    let named = |y: f64, t: u32, words: String| {
        let words = Text::new((x.px(f64::from(t)), bottom + y), words).middle();
        let past = words.extent().0 + words.extent().1 - right - 4.0;
        if past > 0.0 { Text { at: (right, words.at.1), ..words.end() } } else { words }
    };
    let followed = |tick: u32| match (tick, input.cases) {
        (0, Some(cases)) => Some((0, cases)),
        _ => input.steps.iter().find(|step| step.t >= tick && step.t <= until).map(|step| (step.t, step.at_risk)),
    };
    let mut free_from = f64::NEG_INFINITY;
    for (t, name) in ticks {
        let at = x.px(f64::from(t));
        marks.push(Mark::rule((at, bottom), (at, bottom + 5.0), Stroke::AXIS));
        marks.push(named(20.0, t, name).into());
        let Some((t, cases)) = followed(t) else { continue };
        let number = named(64.0, t, text::number(cases as f64));
        if number.extent().0 > free_from {
            free_from = number.extent().0 + number.extent().1 + 8.0;
            marks.push(number.into());
        }
    }
    let followed =
        |x: f64, when: &str| Text::new((x, bottom + 46.0), format!("{} still followed{when}", input.words.followed));
    let words = followed(left - 4.0, " on that day");
    let fits = words.extent().1 <= right - left + 4.0;
    marks.push(if fits { words } else { followed(0.0, "") }.into());
    marks
}

fn hits(steps: &[Step], until: u32, start: f64, place: &dyn Fn(u32, f64) -> Xy, (top, height): (f64, f64)) -> Vec<Hit> {
    let shown: Vec<&Step> = steps.iter().filter(|step| step.t <= until).collect();
    let hit = |(i, step): (usize, &&Step)| {
        let (from, share) = place(step.t, step.share);
        let to = place(shown.get(i + 1).map_or(until, |next| next.t), start).0;
        Hit {
            at: (from, top),
            width_px: (to - from).max(1.0),
            height_px: height,
            ring: Some(((from, share), 4.0)),
            text: format!("{} by day {}; {} still followed", say::percent(step.share), step.t, step.at_risk),
            pick: Pick::Curve { t: step.t },
        }
    };
    shown.iter().enumerate().map(hit).collect()
}

fn table(input: &Curve<'_>, steps: &[Step]) -> Table {
    let second = steps.iter().any(|step| step.stopped.is_some());
    let third = if second { input.words.stopped } else { "Could easily be" };
    let head = ["Day", "Still followed", "Share", third].map(String::from).to_vec();
    let row = |step: &Step| {
        let range = || Some(format!("{} to {}", say::percent(step.low?), say::percent(step.high?)));
        let last = step.stopped.map(say::percent).or_else(range).unwrap_or_default();
        vec![step.t.to_string(), text::number(step.at_risk as f64), say::percent(step.share), last]
    };
    Table { head, rows: steps.iter().map(row).collect() }
}
