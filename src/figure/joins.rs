//! How many teams have ever shared, month by month, and when as many as wanted could: the range between two stories, hatched.

use super::event_heads::{self, event_heads};
use super::mark::{Dash, Dot, Look, Mark, Stroke, Text, Weight, Xy};
use super::months::{self, AXIS_PX, Months, counts_room, month_of};
use super::palette::Role;
use super::panel::Room;
use super::scale::{Scale, count_ticks};
use super::{Event, Figure, Hit, Pick, Table, sane_width, spots, text};
use crate::measure::{Forecast, Point, Reading};
use crate::org::{Day, Month, Period};
use crate::story::say;

/// What the line is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Joins<'a> {
    /// A reading of `teams-sharing`.
    pub reading: &'a Reading,
    /// What happened, in any order.
    pub events: &'a [Event],
    /// The day the data is complete through.
    pub as_of: Day,
    /// Complete months shown at most.
    pub months: usize,
    /// Why no date is given, in a few words; `None` where one is.
    pub no_date: Option<&'a str>,
    /// Width in px.
    pub width_px: f64,
}

/// The number of teams that have ever shared, in the series.
const EVER: &str = "ever";
const TOP_PX: f64 = 26.0;
/// The future is drawn up to here: what is further away is said in words.
const MOST_MONTHS_AHEAD: i32 = 72;

/// The row of the target among the places to ask at.
pub const TARGET_ROW: usize = 0;

/// The line up to now, and the way to the target.
pub fn joins(input: Joins<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let points = months::shown(input.reading, input.months);
    let (Some(first), Some(last)) = (points.first().map(month_of), points.last().map(month_of)) else {
        return Figure::saying(width, 96.0, "No month yet in which a team could have shared.");
    };
    if points.iter().all(|point| point.get(EVER).is_none()) {
        return Figure::saying(width, 96.0, "Not known of any month.");
    }
    let forecast = input.reading.forecast.as_ref();
    let target = forecast.and_then(|forecast| Some((forecast.target? as f64, forecast.by?)));
    let ahead = |month: Month| month.since(last).min(MOST_MONTHS_AHEAD);
    let range = forecast.and_then(|forecast| Range::of(input.reading, forecast));
    let far = [target.map(|(_, by)| by.month()), range.map(|range| range.from), range.and_then(|range| range.to)];
    let more = far.into_iter().flatten().map(ahead).max().unwrap_or(0).max(0);
    let count = (last.since(first) + 1 + more + i32::from(more > 0)).max(1) as usize;
    let all = input.reading.n.unwrap_or(0) as f64;
    let most =
        points.iter().filter_map(|point| point.get(EVER)).chain(target.map(|(teams, _)| teams)).fold(all, f64::max);
    let ticks = count_ticks(most, 5);
    let narrow = width < 420.0;
    let height_px = if narrow { 200.0 } else { 230.0 };
    let left_px = counts_room(&ticks).max(26.0);
    let months = Months::new(first, count, (left_px, width - 10.0));
    let room = if narrow { Room::Narrow } else { Room::Wide };
    let (heads, heads_px, notes) = event_heads((input.events, input.as_of), &months, room, (0.0, width));
    let (top_px, bottom) = (TOP_PX + heads_px, TOP_PX + heads_px + height_px);
    let y = Scale::new((0.0, ticks.last().copied().unwrap_or(1.0)), (bottom, top_px));

    let mut marks = months::counts(&ticks, (left_px, months.right()), |value| y.px(value));
    marks.extend(heads.iter().map(|head| head.line(bottom)));
    if all > 0.0 {
        let dash = Stroke { dash: Dash::Guide, ..Stroke::EDGE };
        marks.push(Mark::rule((left_px, y.px(all)), (months.right(), y.px(all)), dash));
        let words = format!("all {}", teams_in_words(all));
        // The words of a target of all teams would stand in the same place.
        let down = if target.is_some_and(|(teams, _)| (y.px(teams) - y.px(all)).abs() < 24.0) { 22.0 } else { 0.0 };
        marks.push(Text::new((left_px + 4.0, y.px(all) - 6.0 + down), words).halo().into());
    }
    let (lines, running) = stairs(&input, points, &months, &y);
    let last = lines.last().and_then(|line| line.last().copied());
    let end = running.or(last).unwrap_or((left_px, bottom));
    let from = last.unwrap_or(end);
    if let (Some(range), Some((teams, _))) = (range, target) {
        marks.extend(range.marks(&months, (from, y.px(teams), bottom), narrow));
    }
    let has_line = lines.iter().map(Vec::len).sum::<usize>() > 1;
    let drawn = lines.into_iter().filter(|line| line.len() > 1);
    marks.extend(drawn.map(|points| Mark::Line { points, stroke: Stroke::solid(Role::Direct, 2.5) }));
    if let Some(end) = running {
        let stroke = Stroke { dash: Dash::Running, ..Stroke::solid(Role::Direct, 1.5) };
        marks.push(Mark::Point { at: end, radius_px: 4.5, dot: Dot::Running, role: Role::Direct });
        if let Some(from) = last.filter(|_| !has_line) {
            marks.push(Mark::Line { points: vec![from, end], stroke });
        }
    }
    if has_line {
        marks.push(Mark::Point { at: from, radius_px: 4.5, dot: Dot::Complete, role: Role::Direct });
    }
    if let Some(ever) = points.iter().rev().find(|point| point.complete).and_then(|point| point.get(EVER)) {
        let label = Text::new((from.0 - 8.0, from.1 - 8.0), teams_in_words(ever)).bold().halo();
        let inside = from.0 - label.extent().1 - 8.0 > left_px;
        let under = (from.1 + 18.0).min(bottom - 8.0);
        marks.push(if inside { label.end() } else { Text { at: (from.0 + 10.0, under), ..label } }.into());
    }
    let mut hits = hits(points, &months, &y, top_px);
    if let Some((teams, by)) = target {
        let (square, hit) =
            target_marks((months.day(by).min(months.right() - 8.0), y.px(teams)), teams, by, (left_px, width));
        marks.extend(square);
        hits.push(hit);
    }
    if let Some(reason) = input.no_date {
        marks.extend(no_date(reason, (from.0, left_px, width), (top_px, bottom), &marks));
    }
    let bold = |month| points.iter().any(|point| !point.complete && month_of(point) == month);
    marks.extend(months.axis(bottom, &bold));
    marks.extend(heads.into_iter().flat_map(|head| head.marks));
    Figure {
        width_px: width,
        height_px: bottom + AXIS_PX,
        marks,
        hits,
        notes,
        table: table(&input),
        label: "Teams that have ever shared data, by month, with the way to the target".into(),
    }
}

/// The reason for no date stands in the empty corner under the way to the target or, where the line is in the way, over its beginning.
fn no_date(reason: &str, (now, left, width): (f64, f64, f64), (top, bottom): (f64, f64), drawn: &[Mark]) -> Vec<Mark> {
    let lines = text::wrap(reason, (width - now - 12.0).clamp(120.0, 230.0), 13.0, Weight::Regular);
    let first = bottom - 12.0 - 16.0 * (lines.len().max(1) - 1) as f64;
    let under =
        |(i, words): (usize, &String)| Text::new((width - 10.0, first + 16.0 * i as f64), words.as_str()).end().halo();
    let over =
        |(i, words): (usize, &String)| Text::new((left + 4.0, top + 40.0 + 16.0 * i as f64), words.as_str()).halo();
    let corners: [Vec<Text>; 2] =
        [lines.iter().enumerate().map(under).collect(), lines.iter().enumerate().map(over).collect()];
    let is_free = |corner: &&Vec<Text>| corner.iter().all(|line| spots::first_free([line.clone()], drawn).is_some());
    corners.iter().find(is_free).unwrap_or(&corners[0]).iter().cloned().map(Mark::from).collect()
}

fn teams_in_words(teams: f64) -> String {
    format!("{} {}", text::number(teams), if (teams - 1.0).abs() < f64::EPSILON { "team" } else { "teams" })
}

/// When the target could be reached: the last months of the smaller and of the larger horizon.
#[derive(Clone, Copy, Debug)]
struct Range<'a> {
    from: Month,
    /// `None` where it is so late that no date is given.
    to: Option<Month>,
    forecast: &'a Forecast,
}

impl<'a> Range<'a> {
    fn of(reading: &Reading, forecast: &'a Forecast) -> Option<Self> {
        let last = month_of(reading.complete_points().next_back()?);
        let month = |months: u32| last.plus(months as i32);
        let both = [forecast.pace_85, forecast.pool_85];
        let from = both.into_iter().flatten().min()?;
        let to = forecast.pace_85.zip(forecast.pool_85).map(|(pace, pool)| month(pace.max(pool)));
        Some(Self { from: month(from), to, forecast })
    }

    /// The hatched way from now to the target, with both quarters at its foot.
    fn marks(&self, months: &Months, (now, level, bottom): (Xy, f64, f64), narrow: bool) -> Vec<Mark> {
        let end = |month: Month| months.start(month) + months.step_px;
        let (from, to) = (end(self.from), self.to.map_or(months.right(), end).min(months.right()));
        let mut marks = vec![Mark::Hatch { points: vec![now, (from, level), (to.max(from + 2.0), level)] }];
        let said = |period: Option<Period>| period.map(|period| say::keep_together(&say::period(period)));
        let foot = |x: f64| Mark::rule((x, level), (x, bottom), Stroke::EDGE);
        let (earliest, latest) = (said(self.forecast.earliest), said(self.forecast.latest));
        marks.push(foot(from));
        if self.to.is_some() && to - from > 2.0 {
            marks.push(foot(to));
        }
        let y = bottom - 10.0;
        if let Some(words) = earliest.clone() {
            let words = Text::new((from - 6.0, y), words).end().halo();
            let inside = words.extent().0 > months.left_px;
            marks.push(if inside { words } else { Text { at: (from + 4.0, y - 18.0), ..words.halo() } }.into());
        }
        if let Some(words) = latest.filter(|latest| Some(latest) != earliest.as_ref()) {
            let words = Text::new((to + 6.0, y), words).halo();
            let inside = words.extent().0 + words.extent().1 < months.right();
            let lower = if narrow { y - 18.0 } else { y };
            marks.push(if inside { words } else { Text { at: (to - 6.0, lower - 18.0), ..words.end() } }.into());
        }
        marks
    }
}

/// The square of the target with its words, and the place to ask at.
fn target_marks(at: Xy, teams: f64, by: Day, (left, width): (f64, f64)) -> (Vec<Mark>, Hit) {
    let square = Mark::Column {
        at: (at.0 - 7.0, at.1 - 7.0),
        width_px: 14.0,
        height_px: 14.0,
        look: Look::Outlined,
        role: Role::Ink,
    };
    let said = format!("target: {} by {}", text::number(teams), text::month_year(by.month()));
    let placed = |words: String, y: f64| {
        let words = Text::new((at.0, y), words).halo().bold();
        let (half, from) = (words.extent().1 / 2.0, words.at.0);
        if from + half > width {
            Text { at: (width, y), ..words.end() }
        } else if from - half < left {
            Text { at: (left, y), ..words }
        } else {
            words.middle()
        }
    };
    let marks =
        vec![Mark::mask((at.0 - 7.0, at.1 - 7.0), 14.0, 14.0), square, placed(said.clone(), at.1 - 13.0).into()];
    let hit = Hit {
        at: (at.0 - 9.0, at.1 - 9.0),
        width_px: 18.0,
        height_px: 18.0,
        ring: None,
        text: said,
        pick: Pick::Row(TARGET_ROW),
    };
    (marks, hit)
}

/// Corners of the line through the ends of complete months, anew from each change of logging on, and where the running month stands.
fn stairs(input: &Joins<'_>, points: &[Point], months: &Months, y: &Scale) -> (Vec<Vec<Xy>>, Option<Xy>) {
    let mut lines: Vec<Vec<Xy>> = vec![Vec::new()];
    for point in points.iter().filter(|point| point.complete) {
        let month = month_of(point);
        if event_heads::changes(input.events).any(|change| change == month) {
            lines.push(Vec::new());
        }
        let (Some(ever), Some(line)) = (point.get(EVER), lines.last_mut()) else { continue };
        let (x, level) = (months.start(month) + months.step_px, y.px(ever));
        if let Some(&(_, before)) = line.last() {
            line.push((x, before));
        }
        line.push((x, level));
    }
    lines.retain(|line| !line.is_empty());
    let running = points.iter().rev().find(|point| !point.complete);
    (lines, running.and_then(|point| Some((months.day(input.as_of), y.px(point.get(EVER)?)))))
}

fn hits(points: &[Point], months: &Months, y: &Scale, top_px: f64) -> Vec<Hit> {
    let hit = |point: &Point| {
        let (month, ever) = (month_of(point), point.get(EVER)?);
        let so_far = if point.complete { "" } else { " so far" };
        let at = (months.start(month), top_px);
        let joined = point.get("joins").filter(|joins| *joins > 0.0);
        let joined = joined.map(|joins| format!(", {} of them in this month", text::number(joins)));
        Some(Hit {
            at,
            width_px: months.step_px,
            height_px: y.px(0.0) - top_px,
            ring: Some(((at.0 + months.step_px, y.px(ever)), 4.0)),
            text: format!(
                "{}: {} teams have shared{so_far}{}",
                text::month_year(month),
                text::number(ever),
                joined.unwrap_or_default()
            ),
            pick: Pick::Period { month, series: Some(EVER) },
        })
    };
    points.iter().filter_map(hit).collect()
}

fn table(input: &Joins<'_>) -> Table {
    let points = months::shown(input.reading, input.months);
    let row = |point: &Point| {
        let month = text::month_year(month_of(point));
        let days = text::days(text::day_of_month(input.as_of));
        let number = |name: &str| point.get(name).map_or_else(|| "not known".into(), text::number);
        vec![if point.complete { month } else { format!("{month} ({days})") }, number(EVER), number("joins")]
    };
    let mut rows: Vec<Vec<String>> = points.iter().map(row).collect();
    if let Some(forecast) = &input.reading.forecast {
        let quarter = |period: Option<Period>| period.map_or_else(|| "no date".into(), say::period);
        if let Some((target, by)) = forecast.target.zip(forecast.by) {
            rows.push(vec![format!("Target for {}", say::date(by)), say::grouped(target), String::new()]);
            rows.push(vec!["Could be reached from".into(), quarter(forecast.earliest), String::new()]);
            rows.push(vec!["Could be reached until".into(), quarter(forecast.latest), String::new()]);
        }
    }
    Table { head: ["Month", "Teams that have ever shared", "For the first time"].map(String::from).to_vec(), rows }
}
