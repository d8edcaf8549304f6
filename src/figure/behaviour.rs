//! Direct conversations by month: the behaviour chart, and under it all conversations by who took part.

use super::event_heads::event_heads;
use super::labels::Lettering;
use super::months::{AXIS_PX, Months, counts_room, month_of};
use super::panel::{self, Drawn, Panel, Room};
use super::stack::{self, LEVELS, Stack};
use super::{Event, Figure, Table, labels, months, sane_width, text};
use crate::measure::{Point, Reading};
use crate::org::{Day, Month};

/// What the figure is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour<'a> {
    /// A reading of `direct-conversations`.
    pub reading: &'a Reading,
    /// What happened, in any order.
    pub events: &'a [Event],
    /// The day the data is complete through.
    pub as_of: Day,
    /// Complete months shown at most.
    pub months: usize,
    /// Width in px.
    pub width_px: f64,
}

/// Under this the words at the right become a key, and texts of events become numbers.
const NARROW_PX: f64 = 560.0;

/// Most steps of the upper scale.
const STEPS: u32 = 6;

/// The behaviour chart over the stacked months.
pub fn behaviour(input: Behaviour<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let room = if width < NARROW_PX { Room::Narrow } else { Room::Wide };
    let (upper, lower) = if room == Room::Narrow { (200.0, 110.0) } else { (208.0, 150.0) };
    let all = months::shown(input.reading, input.months);
    let right_px =
        if room == Room::Narrow { 8.0 } else { labels::right_room(input.reading, all, "direct", input.as_of) };
    let numbers = [panel::ticks(input.reading, all, "direct", STEPS), stack::ticks(all, &LEVELS, 2)].concat();
    let left_px = counts_room(&numbers).max(26.0);
    let least_step = if room == Room::Narrow { 19.0 } else { 9.0 };
    let most = ((width - left_px - right_px) / least_step) as usize;
    let points = &all[all.len().saturating_sub(most)..];
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Figure::saying(width, 96.0, "No complete month yet.");
    };
    let first = month_of(first);
    let count = (month_of(last).since(first) + 1).max(1) as usize;
    let months = Months::new(first, count, (left_px, width - right_px));

    let panel = Panel {
        reading: input.reading,
        points,
        key: "direct",
        counted: "direct conversations",
        events: input.events,
        as_of: input.as_of,
        months,
        edges_px: (left_px, width - 4.0),
        height_px: upper,
        steps: STEPS,
        room,
        lettering: Lettering::FULL,
    };
    let plan: Drawn = panel.plan();
    let stack = Stack { points, parts: &LEVELS, each: 1, months, top_px: 0.0, height_px: lower };
    let (key, key_px) = if room == Room::Narrow { stack.key(width) } else { (Vec::new(), 0.0) };
    let (heads, heads_px, notes) = event_heads((input.events, input.as_of), &months, room, (key_px, width));
    let top_px = key_px + heads_px + plan.over_px;
    let stack = Stack { top_px: top_px + upper + plan.under_px + 34.0, ..stack };
    let bottom_px = stack.top_px + lower;

    let mut marks = key;
    let lines = heads.iter().map(|head| head.line(bottom_px)).collect();
    marks.extend(panel.marks(&plan, top_px, lines));
    marks.extend(stack.marks());
    if room == Room::Wide {
        marks.extend(stack.labels(months.right() + 10.0, 14.0));
    }
    marks.extend(heads.into_iter().flat_map(|head| head.marks));
    marks.extend(months.axis(bottom_px, &|month| points.iter().any(|p| !p.complete && month_of(p) == month)));

    let mut hits = panel.hits(&plan, top_px);
    hits.extend(stack.hits());
    Figure {
        width_px: width,
        height_px: (bottom_px + AXIS_PX).ceil(),
        marks,
        hits,
        notes,
        table: table(&panel, all, input.as_of),
        label: "Direct conversations by month with mean and usual range; below, all conversations by who took part"
            .into(),
    }
}

fn table(panel: &Panel<'_>, points: &[Point], as_of: Day) -> Table {
    let known = |value: Option<f64>| value.map_or_else(|| "not known".into(), text::number);
    let head = [
        "Month",
        "Direct",
        "With an analyst",
        "With an engineer",
        "Not known",
        "All",
        "Direct, against the usual range",
    ];
    let row = |point: &Point| {
        let month = text::month_year(month_of(point));
        let mut row =
            vec![if point.complete { month } else { format!("{month} ({})", text::days(text::day_of_month(as_of))) }];
        row.extend(LEVELS.iter().map(|part| known(point.get(part.key))));
        row.extend([known(stack::total(point, &LEVELS)), panel.verdict(point)]);
        row
    };
    Table { head: head.map(String::from).to_vec(), rows: points.iter().map(row).collect() }
}

/// What the lead figure is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Lead<'a> {
    /// A reading of `direct-conversations`.
    pub reading: &'a Reading,
    /// What happened; here only changes of logging matter.
    pub events: &'a [Event],
    /// The day the data is complete through.
    pub as_of: Day,
    /// The two periods that the headline compares, each with its first and last month and its sum.
    pub compared: Option<[(Month, Month, u64); 2]>,
    /// Complete months shown at most; more are shown if the compared periods need it.
    pub months: usize,
    /// Width in px.
    pub width_px: f64,
}

/// The behaviour chart alone, small, with the two compared periods bracketed: the proof beside the headline.
pub fn lead(input: Lead<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let (height, top_px) = (150.0, 34.0);
    let right_px = if width < 400.0 { 6.0 } else { 84.0 };
    let complete = input.reading.series.iter().filter(|point| point.complete);
    let reach = input.compared.map_or(0, |[(from, ..), _]| complete.filter(|point| month_of(point) >= from).count());
    let all = months::shown(input.reading, input.months.max(reach));
    let ticks: Vec<_> = panel::ticks(input.reading, all, "direct", 2);
    let left_px = counts_room(&ticks).max(26.0);
    let most = ((width - left_px - right_px) / 9.0) as usize;
    let points = &all[all.len().saturating_sub(most)..];
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Figure::saying(width, 96.0, "No complete month yet.");
    };
    let first = month_of(first);
    let count = (month_of(last).since(first) + 1).max(1) as usize;
    let months = Months::new(first, count, (left_px, width - right_px));
    let panel = Panel {
        reading: input.reading,
        points,
        key: "direct",
        counted: "direct conversations",
        events: input.events,
        as_of: input.as_of,
        months,
        edges_px: (left_px, width),
        height_px: height,
        steps: 2,
        room: Room::Narrow,
        lettering: Lettering::SMALL,
    };
    let plan = panel.plan();
    let mut marks = panel.marks(&plan, top_px, Vec::new());
    for (from, to, sum) in input.compared.into_iter().flatten().filter(|(from, ..)| *from >= months.first) {
        marks.extend(panel.compared(&plan, top_px, (from, to), sum));
    }
    let compared =
        |month| input.compared.is_some_and(|two| two.iter().any(|(from, to, _)| (*from..=*to).contains(&month)));
    marks.extend(months.axis(top_px + height, &compared));
    Figure {
        width_px: width,
        height_px: top_px + height + AXIS_PX,
        marks,
        hits: panel.hits(&plan, top_px),
        notes: Vec::new(),
        table: table(&panel, all, input.as_of),
        label: "Direct conversations by month in their usual range".into(),
    }
}
