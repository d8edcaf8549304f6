//! Small multiples: the parts of one series as columns, each in a figure of its own, all on one scale.

use super::mark::{Look, Mark, Text};
use super::months::{counts, counts_room, month_of};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Figure, Hit, Pick, Table, sane_width, text};
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
    let columns: Vec<Vec<Column>> = input.parts.iter().map(|(key, _)| columns(&input, key)).collect();
    let most = columns.iter().flatten().filter_map(|(.., value)| *value).fold(0.0, f64::max);
    let ticks = count_ticks(most, 2);
    let draw = |(&(key, name), columns): (&(&'static str, &'static str), Vec<Column>)| {
        one(&input, key, name, &columns, &ticks, width)
    };
    input.parts.iter().zip(columns).map(draw).collect()
}

fn columns(input: &Multiples<'_>, key: &str) -> Vec<Column> {
    let mut columns: Vec<(Column, u32)> = Vec::new();
    for point in input.points {
        let month = month_of(point);
        let first = match input.grain {
            Grain::Month => month,
            Grain::Quarter => month.plus(-((month.month_of_year() - 1) % 3).cast_signed()),
        };
        let value = point.get(key);
        match columns.last_mut().filter(|((last, ..), _)| *last == first) {
            Some(((_, complete, sum), months)) => {
                *complete &= point.complete;
                *sum = sum.zip(value).map(|(sum, value)| sum + value).or(*sum).or(value);
                *months += 1;
            }
            None => columns.push(((first, point.complete, value), 1)),
        }
    }
    // A quarter whose last months are still to come is not complete, even if those it has are.
    if let Some(((first, complete, _), _)) = columns.last_mut().filter(|_| input.grain == Grain::Quarter) {
        *complete &= first.plus(2).last_day() <= input.as_of;
    }
    columns.into_iter().map(|(column, _)| column).collect()
}

fn one(input: &Multiples<'_>, key: &'static str, name: &str, columns: &[Column], ticks: &[f64], width: f64) -> Figure {
    if columns.iter().all(|(.., value)| value.is_none()) {
        return Figure::saying(width, HEIGHT, "Nothing known by month yet.");
    }
    let left = counts_room(ticks).max(24.0);
    let y = Scale::new((0.0, ticks.last().copied().unwrap_or(1.0)), (BOTTOM, TOP));
    let mut marks = counts(ticks, (left, width), |value| y.px(value));
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
            height_px: BOTTOM - top - 2.0 * inset,
            look,
            role: Role::Direct,
        });
        hits.push(Hit {
            at: (left + step * i as f64, TOP),
            width_px: step,
            height_px: BOTTOM - TOP,
            ring: None,
            text: format!("{}: {} {name}{}", said(month), text::number(value), if complete { "" } else { " so far" }),
            pick: Pick::Period { month, series: Some(key) },
        });
    }
    if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
        let begins = input.points.first().map_or(first.0, month_of);
        let start = Text::new((left, BOTTOM + 17.0), text::month_year(begins));
        let end = if last.1 { text::month_year(last.0) } else { text::day(input.as_of) };
        let end = Text::new((width, BOTTOM + 17.0), end).end();
        let touch = columns.len() > 1 && left + start.extent().1 + 6.0 > end.extent().0;
        marks.push(if touch { Text { words: begins.year().to_string(), ..start } } else { start }.into());
        if columns.len() > 1 {
            marks.push(end.into());
        }
    }
    let row = |&(month, complete, value): &Column| {
        let value = value.map_or_else(|| "not known".into(), text::number);
        vec![said(month), if complete { value } else { format!("{value} so far") }]
    };
    Figure {
        width_px: width,
        height_px: HEIGHT,
        marks,
        hits,
        notes: Vec::new(),
        table: Table { head: vec!["Period".into(), name.into()], rows: columns.iter().map(row).collect() },
        label: format!("{name}, by {}", if input.grain == Grain::Month { "month" } else { "quarter" }),
    }
}
