//! The behaviour chart of one count by month, alone.

use super::event_heads::event_heads;
use super::labels::Lettering;
use super::months::{AXIS_PX, Months, counts_room, month_of};
use super::panel::{self, Panel, Room};
use super::{Event, Figure, Table, labels, months, sane_width, text};
use crate::measure::Reading;
use crate::org::Day;

/// What the chart is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    /// A reading with a series by month, and its limits and signals.
    pub reading: &'a Reading,
    /// The charted series.
    pub key: &'static str,
    /// What it counts, after a number: `changes`.
    pub counted: &'a str,
    /// What happened, in any order.
    pub events: &'a [Event],
    /// The day the data is complete through.
    pub as_of: Day,
    /// Complete months shown at most.
    pub months: usize,
    /// What the drawing is, for those who don't see it.
    pub label: &'a str,
    /// Width in px.
    pub width_px: f64,
    /// Height of the plot in px, without what stands over and under it.
    pub plot_px: f64,
}

/// The height of a plot among other figures, in px.
pub const PLOT_PX: f64 = 200.0;

/// Under this the words at the right move inside, and texts of events become numbers.
const NARROW_PX: f64 = 560.0;
const STEPS: u32 = 5;

/// The months in their usual range.
pub fn chart(input: Chart<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let room = if width < NARROW_PX { Room::Narrow } else { Room::Wide };
    let all = months::shown(input.reading, input.months);
    let right_px =
        if room == Room::Narrow { 8.0 } else { labels::right_room(input.reading, all, input.key, input.as_of) };
    let left_px = counts_room(&panel::ticks(input.reading, all, input.key, STEPS)).max(26.0);
    let most = ((width - left_px - right_px) / 9.0) as usize;
    let points = &all[all.len().saturating_sub(most)..];
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Figure::saying(width, 96.0, "No complete month yet.");
    };
    let first = month_of(first);
    let count = (month_of(last).since(first) + 1).max(1) as usize;
    let months = Months::new(first, count, (left_px, width - right_px));
    let height_px = input.plot_px;
    let panel = Panel {
        reading: input.reading,
        points,
        key: input.key,
        counted: input.counted,
        events: input.events,
        as_of: input.as_of,
        months,
        edges_px: (left_px, width - 4.0),
        height_px,
        steps: STEPS,
        room,
        lettering: Lettering::FULL,
    };
    let plan = panel.plan();
    let (heads, heads_px, notes) = event_heads((input.events, input.as_of), &months, room, (0.0, width));
    let top_px = heads_px + plan.over_px;
    let bottom_px = top_px + height_px;
    let lines = heads.iter().map(|head| head.line(bottom_px)).collect();
    let mut marks = panel.marks(&plan, top_px, lines);
    marks.extend(heads.into_iter().flat_map(|head| head.marks));
    let axis_px = bottom_px + plan.under_px;
    marks.extend(months.axis(axis_px, &|month| points.iter().any(|p| !p.complete && month_of(p) == month)));
    let row = |point: &crate::measure::Point| {
        let month = text::month_year(month_of(point));
        let days = text::days(text::day_of_month(input.as_of));
        let value = point.get(input.key).map_or_else(|| "not known".into(), text::number);
        vec![if point.complete { month } else { format!("{month} ({days})") }, value, panel.verdict(point)]
    };
    Figure {
        width_px: width,
        height_px: (axis_px + AXIS_PX).ceil(),
        hits: panel.hits(&plan, top_px),
        marks,
        notes,
        table: Table {
            head: vec!["Month".into(), text::head(input.counted), "Against the usual range".into()],
            rows: all.iter().map(row).collect(),
        },
        label: input.label.into(),
    }
}
