//! A drawing for a tile: two counts that only grow, all there are and those of them that are done.

use super::mark::{Dot, Mark, Stroke, Text, Weight, Xy};
use super::months::month_of;
use super::palette::Role;
use super::scale::Scale;
use super::sparkline::{BOTTOM, HEIGHT_PX, TOP, ends};
use super::{Figure, Hit, Pick, Table, sane_width, text};
use crate::measure::Point;

/// What the two lines are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Rise<'a> {
    /// The counts at the end of each month.
    pub points: &'a [Point],
    /// The series of all there are and of those that are done; the words after a number, too.
    pub lines: [&'static str; 2],
    /// Complete months shown at most.
    pub months: usize,
    /// What the drawing is, for those who don't see it.
    pub label: &'a str,
    /// Width in px.
    pub width_px: f64,
}

/// Both lines as steps from one month's end to the next, with their last numbers beside them.
pub fn rise(input: Rise<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let points = &input.points[input.points.len().saturating_sub(input.months + 1)..];
    // What is not known of any month is not nothing.
    let is_known = points.iter().any(|point| input.lines.iter().any(|line| point.get(line).is_some()));
    let (Some(first), Some(last), true) = (points.first(), points.last(), is_known) else {
        return Figure::saying(width, HEIGHT_PX, "Nothing to count yet.");
    };
    let named = |point: &Point, line: &'static str| format!("{} {line}", text::number(point.get(line).unwrap_or(0.0)));
    let words = input.lines.map(|line| named(last, line));
    let words_px = words.iter().map(|words| text::width_px(words, 12.0, Weight::Bold)).fold(0.0, f64::max);
    let right = (width - words_px - 8.0).max(width / 2.0);
    let most = points.iter().filter_map(|point| point.get(input.lines[0])).fold(1.0, f64::max);
    let y = Scale::new((0.0, most), (BOTTOM, TOP));
    let x = Scale::new((0.0, points.len().saturating_sub(1).max(1) as f64), (6.0, right - 7.0));
    let place = |month: usize, line: &'static str| (x.px(month as f64), y.px(points[month].get(line).unwrap_or(0.0)));

    let mut marks = vec![
        Mark::rule((1.0, TOP), (right, TOP), Stroke::GRID),
        Mark::rule((1.0, BOTTOM), (right, BOTTOM), Stroke::AXIS),
    ];
    let complete = points.iter().filter(|point| point.complete).count();
    let [all, done] = input.lines;
    for (line, stroke) in [(all, Stroke { width_px: 1.5, ..Stroke::EDGE }), (done, Stroke::solid(Role::Direct, 2.0))] {
        let mut corners: Vec<Xy> = Vec::new();
        for at in (0..complete).map(|month| place(month, line)) {
            corners.extend(corners.last().map(|before| (at.0, before.1)));
            corners.push(at);
        }
        if corners.len() > 1 {
            marks.push(Mark::Line { points: corners, stroke });
        }
    }
    let dot = |month: usize, dot: Dot, radius_px: f64| Mark::Point {
        at: place(month, done),
        radius_px,
        dot,
        role: Role::Direct,
    };
    marks.extend(complete.checked_sub(1).map(|month| dot(month, Dot::Complete, 3.5)));
    marks.extend((complete < points.len()).then(|| dot(points.len() - 1, Dot::Running, 4.0)));

    let [all_words, done_words] = words;
    let level = |line: &'static str| y.px(last.get(line).unwrap_or(0.0)) + 4.5;
    let label = |words: String| Text::new((right + 6.0, 0.0), words).size(12.0);
    let (high, low) = (level(all).min(BOTTOM - 9.0), level(done));
    marks.push(Text { at: (right + 6.0, high), ..label(all_words) }.into());
    marks.push(Text { at: (right + 6.0, low.max(high + 13.0)), ..label(done_words).bold() }.into());
    marks.extend(ends(&text::month_year(month_of(first)), &text::month_year(month_of(last)), right));

    let half = (x.px(1.0) - x.px(0.0)) / 2.0;
    let hit = |(month, point): (usize, &Point)| {
        let at = place(month, done);
        let from = (at.0 - half).max(0.0);
        Hit {
            at: (from, 0.0),
            width_px: (at.0 + half).min(right) - from,
            height_px: BOTTOM,
            ring: Some((at, 3.5)),
            text: format!("{}: {}, {}", text::month_year(month_of(point)), named(point, all), named(point, done)),
            pick: Pick::Period { month: month_of(point), series: None },
        }
    };
    let row = |point: &Point| {
        let number = |line: &'static str| text::number(point.get(line).unwrap_or(0.0));
        vec![text::month_year(month_of(point)), number(all), number(done)]
    };
    Figure {
        width_px: width,
        height_px: HEIGHT_PX,
        marks,
        hits: points.iter().enumerate().map(hit).collect(),
        notes: Vec::new(),
        table: Table { head: ["month", all, done].map(text::head).to_vec(), rows: points.iter().map(row).collect() },
        label: input.label.into(),
    }
}
