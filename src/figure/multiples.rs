//! Small multiples: the parts of one series as columns, each in a figure of its own, all on one scale.

use super::event_heads::event_heads;
use super::mark::{Look, Mark, Text};
use super::months::{Months, counts, counts_room, month_of};
use super::palette::Role;
use super::panel::Room;
use super::quarters::{Fold, by_quarter};
use super::scale::{Scale, count_ticks};
use super::{Event, Figure, Hit, Pick, Table, sane_width, text};
use crate::measure::Point;
use crate::org::{Day, Month};

/// What small multiples are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Multiples<'a> {
    /// Months, oldest first.
    pub points: &'a [Point],
    /// Which parts, each with its name.
    pub parts: &'a [(&'static str, &'static str)],
    /// Columns by month or by quarter.
    pub grain: Grain,
    /// What happened, in any order. There is room for their numbers; what these stand for is noted at the last figure.
    pub events: &'a [Event],
    /// The day the data is complete through.
    pub as_of: Day,
    /// Width of each figure in px.
    pub width_px: f64,
}

/// How wide a column is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// A column a month.
    Month,
    /// A column a quarter; a quarter that the data doesn't cover whole is running.
    Quarter,
}

const TOP: f64 = 8.0;
const BOTTOM: f64 = 100.0;
const HEIGHT: f64 = 128.0;

/// A column of one part: its first month, whether it is complete, its number.
type Column = (Month, bool, Option<f64>);

/// One figure a part, in the order given.
pub fn multiples(input: Multiples<'_>) -> Vec<Figure> {
    let width =
        if input.width_px.is_finite() { input.width_px.clamp(120.0, 1400.0) } else { sane_width(input.width_px) };
    let points = match input.grain {
        Grain::Month => input.points.to_vec(),
        Grain::Quarter => by_quarter(input.points, input.as_of, Fold::Sum),
    };
    let columns: Vec<Vec<Column>> = input.parts.iter().map(|(key, _)| columns(&points, key)).collect();
    let most = columns.iter().flatten().filter_map(|(.., value)| *value).fold(0.0, f64::max);
    let ticks = count_ticks(most, 2);
    let draw = |(&(key, name), columns): (&(&'static str, &'static str), Vec<Column>)| {
        one(&input, key, name, &columns, &ticks, width)
    };
    let mut figures: Vec<Figure> = input.parts.iter().zip(columns).map(draw).collect();
    // The numbers of events mean the same in all of them, so that one list does.
    figures.iter_mut().rev().skip(1).for_each(|figure| figure.notes.clear());
    figures
}

fn columns(points: &[Point], key: &str) -> Vec<Column> {
    points.iter().map(|point| (month_of(point), point.complete, point.get(key))).collect()
}

fn one(input: &Multiples<'_>, key: &'static str, name: &str, columns: &[Column], ticks: &[f64], width: f64) -> Figure {
    if columns.iter().all(|(.., value)| value.is_none()) {
        return Figure::saying(width, HEIGHT, "Nothing known by month yet.");
    }
    let left = counts_room(ticks).max(24.0);
    let each = if input.grain == Grain::Month { 1 } else { 3 };
    let months = Months::new(
        columns.first().map_or_else(|| input.as_of.month(), |first| first.0),
        columns.len() * each,
        (left, width),
    );
    let (heads, heads_px, notes) = event_heads((input.events, input.as_of), &months, Room::Narrow, (0.0, width));
    let (top_px, bottom_px) = (TOP + heads_px, BOTTOM + heads_px);
    let y = Scale::new((0.0, ticks.last().copied().unwrap_or(1.0)), (bottom_px, top_px));
    let mut marks = counts(ticks, (left, width), |value| y.px(value));
    marks.extend(heads.iter().map(|head| head.line(bottom_px)));
    let step = (width - left) / columns.len().max(1) as f64;
    let column_px = (step * 0.62).min(26.0);
    let said = |month: Month| match input.grain {
        Grain::Month => text::month_year(month),
        Grain::Quarter => format!("{} to {}", text::month_short(month), text::month_year(month.plus(2))),
    };
    let mut hits = Vec::new();
    for (i, &(month, complete, value)) in columns.iter().enumerate() {
        let Some(value) = value else { continue };
        let x = left + step * (i as f64 + 0.5) - column_px / 2.0;
        let (top, inset) = (y.px(value), if complete { 0.0 } else { 0.75 });
        let look = if complete { Look::Solid } else { Look::Running };
        marks.push(Mark::Column {
            at: (x + inset, top + inset),
            width_px: column_px - 2.0 * inset,
            height_px: bottom_px - top - 2.0 * inset,
            look,
            role: Role::Direct,
        });
        hits.push(Hit {
            at: (left + step * i as f64, top_px),
            width_px: step,
            height_px: BOTTOM - TOP,
            ring: None,
            text: format!("{}: {} {name}{}", said(month), text::number(value), if complete { "" } else { " so far" }),
            pick: Pick::Period { month, series: Some(key) },
        });
    }
    if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
        let begins = input.points.first().map_or(first.0, month_of);
        let start = Text::new((left, bottom_px + 17.0), text::month_year(begins));
        let end = if last.1 { text::month_year(last.0) } else { text::day(input.as_of) };
        let end = Text::new((width, bottom_px + 17.0), end).end();
        let touch = columns.len() > 1 && left + start.extent().1 + 6.0 > end.extent().0;
        marks.push(if touch { Text { words: begins.year().to_string(), ..start } } else { start }.into());
        if columns.len() > 1 {
            marks.push(end.into());
        }
    }
    marks.extend(heads.into_iter().flat_map(|head| head.marks));
    let row = |&(month, complete, value): &Column| {
        let value = value.map_or_else(|| "not known".into(), text::number);
        vec![said(month), if complete { value } else { format!("{value} so far") }]
    };
    Figure {
        width_px: width,
        height_px: HEIGHT + heads_px,
        marks,
        hits,
        notes,
        table: Table { head: vec!["Period".into(), name.into()], rows: columns.iter().map(row).collect() },
        label: format!("{name}, by {}", if input.grain == Grain::Month { "month" } else { "quarter" }),
    }
}
