//! The parts of a whole by month or by quarter, as stacked columns.

use super::event_heads::event_heads;
use super::mark::{Mark, Stroke, Text};
use super::months::{AXIS_PX, Months, counts_room, month_of};
use super::panel::Room;
use super::stack::{self, Part, Stack};
use super::{Event, Figure, Table, sane_width, text};
use crate::measure::Point;
use crate::org::{Day, Period};
use crate::story::say;

/// What stacked columns are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Stacked<'a> {
    /// Months or quarters, oldest first; the last one may be running.
    pub points: &'a [Point],
    /// Its parts, from the baseline up.
    pub parts: &'a [Part],
    /// What happened, in any order.
    pub events: &'a [Event],
    /// The day the data is complete through.
    pub as_of: Day,
    /// What the drawing is, for those who don't see it.
    pub label: &'a str,
    /// Width in px.
    pub width_px: f64,
}

/// Under this the words at the right become a key over the columns.
const NARROW_PX: f64 = 480.0;

/// The columns.
pub fn stacked(input: Stacked<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let narrow = width < NARROW_PX;
    let Some(each) = input.points.last().map(months_of) else {
        return Figure::saying(width, 96.0, "Nothing known by month yet.");
    };
    if input.points.iter().all(|point| stack::total(point, input.parts).is_none_or(|total| total <= 0.0)) {
        return Figure::saying(width, 96.0, "Nothing to count in any of these months.");
    }
    let height_px = if narrow { 150.0 } else { 200.0 };
    let widest = input.parts.iter().map(|part| text::width_px(part.name, 13.0, super::mark::Weight::Bold));
    let right_px = if narrow { 6.0 } else { widest.fold(60.0, f64::max) + 72.0 };
    let left_px = counts_room(&stack::ticks(input.points, input.parts, stack::steps(height_px))).max(26.0);
    let step_px = 8.0 * f64::from(each);
    let most = ((width - left_px - right_px) / step_px.min(16.0)) as usize;
    let points = &input.points[input.points.len().saturating_sub(most.max(1))..];
    let (Some(first), Some(last)) = (points.first().map(month_of), points.last().map(month_of)) else {
        return Figure::saying(width, 96.0, "Nothing known by month yet.");
    };
    let count = (last.since(first) + i32::from(each)).max(1) as usize;
    let months = Months::new(first, count, (left_px, width - right_px));
    let stack = Stack { points, parts: input.parts, each, months, top_px: 0.0, height_px };
    let (key, key_px) = if narrow { stack.key(width) } else { (Vec::new(), 10.0) };
    let room = if narrow { Room::Narrow } else { Room::Wide };
    let (heads, heads_px, notes) = event_heads((input.events, input.as_of), &months, room, (key_px, width));
    let stack = Stack { top_px: key_px + heads_px, ..stack };
    let bottom_px = stack.top_px + height_px;
    let mut marks = key;
    marks.extend(heads.iter().map(|head| head.line(bottom_px)));
    marks.extend(stack.marks());
    if !narrow {
        marks.extend(stack.labels(months.right() + 10.0, stack.top_px + 4.0));
    }
    marks.extend(heads.into_iter().flat_map(|head| head.marks));
    if each == 1 {
        let running = |month| points.iter().any(|point| !point.complete && month_of(point) == month);
        marks.extend(months.axis(bottom_px, &running));
    } else {
        marks.extend(quarters(points, &months, bottom_px));
    }
    Figure {
        width_px: width,
        height_px: bottom_px + AXIS_PX,
        marks,
        hits: stack.hits(),
        notes,
        table: table(&input, &stack),
        label: input.label.into(),
    }
}

/// How many months a point stands for.
fn months_of(point: &Point) -> u8 {
    if matches!(point.period, Period::Quarter(_)) { 3 } else { 1 }
}

/// The names of quarters under the baseline, with the year under the first of each; without room only the years.
fn quarters(points: &[Point], months: &Months, bottom_px: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    let step_px = months.step_px * 3.0;
    for (place, point) in points.iter().enumerate() {
        let month = month_of(point);
        let x = months.start(month) + step_px / 2.0;
        let quarter = (month.month_of_year() - 1) / 3 + 1;
        if step_px >= 22.0 {
            let name = Text::new((x, bottom_px + 17.0), format!("Q{quarter}")).middle();
            marks.push(if point.complete { name } else { name.bold() }.into());
        }
        // The first year gives way to one that follows so closely that the two would touch.
        let is_first = place == 0 && (quarter == 1 || f64::from(5 - quarter) * step_px >= 40.0);
        if quarter == 1 || is_first {
            marks.push(Text::new((x, bottom_px + 34.0), month.year().to_string()).middle().bold().into());
        }
        if quarter == 1 && place > 0 {
            let start = months.start(month);
            marks.push(Mark::rule((start, bottom_px), (start, bottom_px + 8.0), Stroke::AXIS));
        }
    }
    marks
}

fn table(input: &Stacked<'_>, stack: &Stack<'_>) -> Table {
    let known = |value: Option<f64>| value.map_or_else(|| "not known".into(), text::number);
    let mut head = vec![if stack.each == 1 { "Month".to_owned() } else { "Quarter".to_owned() }];
    head.extend(input.parts.iter().map(|part| part.name.to_owned()));
    head.push("All".to_owned());
    let row = |point: &Point| {
        let period = say::keep_together(&say::period(point.period));
        let mut row = vec![if point.complete { period } else { format!("{period} (to {})", text::day(input.as_of)) }];
        row.extend(input.parts.iter().map(|part| known(point.get(part.key))));
        row.push(known(stack::total(point, input.parts)));
        row
    };
    Table { head, rows: input.points.iter().map(row).collect() }
}
