//! The words of a behaviour chart: what stands at its points, its band and its brackets, and what a month says.

use super::brackets::{self, Bracket, Run};
use super::mark::{Mark, Side, Text, Weight};
use super::months::month_of;
use super::palette::Role;
use super::panel::{Drawn, Panel, Room};
use super::scale::Scale;
use super::{spots, text};
use crate::measure::{Point, Reading, Rule};
use crate::org::{Day, Month};

/// What writes the words of a panel. It is handed over rather than chosen here, so that a page that draws small panels only does not
/// come with what the others need.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    /// The brackets over and under runs of months.
    pub(super) brackets: fn(&Panel<'_>, &Scale) -> Vec<Bracket>,
    /// The words at points, band and mean, given what is drawn already.
    pub(super) labels: fn(&Panel<'_>, &Drawn, Height<'_>, &[Mark]) -> Vec<Mark>,
}

/// The height of a value.
type Height<'a> = &'a dyn Fn(f64) -> f64;

impl Lettering {
    /// All that there is room for.
    pub(super) const FULL: Self = Self {
        brackets: |panel, scale| panel.brackets(scale),
        labels: |panel, plan, y, drawn| panel.labels(plan, y, drawn),
    };
    /// Hardly any words: the figure beside it says them.
    pub(super) const SMALL: Self = Self { brackets: |_, _| Vec::new(), labels: |panel, _, y, _| panel.small_labels(y) };
}

impl Panel<'_> {
    /// The brackets over and under runs of months.
    fn brackets(&self, scale: &Scale) -> Vec<Bracket> {
        let Some(limits) = self.reading.limits else { return Vec::new() };
        let runs = brackets::runs(self.reading, self.months.first, self.key, &limits);
        let edge = |run: &Run| {
            let values = self.points.iter().filter(|p| (run.from..=run.to).contains(&month_of(p)) && p.complete);
            let ys = values.filter_map(|point| point.get(self.key)).map(|value| scale.px(value));
            match run.side {
                Side::Above => ys.chain([scale.px(limits.high) + 6.0]).fold(self.height_px, f64::min) - 26.0,
                Side::Below => ys.chain(limits.low.map(|low| scale.px(low))).fold(0.0, f64::max) + 14.0,
            }
        };
        brackets::place(&runs, |run| self.words(run), &self.months, (edge, self.height_px), self.edges_px)
    }

    /// What stands where no month is known.
    fn unknown(&self, y: Height<'_>) -> Option<Mark> {
        let at = (self.months.left_px + 8.0, y(0.0) - 12.0);
        let words = || Text::new(at, "not known in any of these months").halo().into();
        self.points.iter().all(|point| point.get(self.key).is_none()).then(words)
    }

    /// The last complete month by its number; the band, the mean and the running month by their names.
    fn labels(&self, plan: &Drawn, y: Height<'_>, drawn: &[Mark]) -> Vec<Mark> {
        let complete: Vec<_> = self.points.iter().filter(|point| point.complete).collect();
        let ceiling = y(plan.ticks.last().copied().unwrap_or(0.0)) - plan.over_px;
        let mut marks = Vec::from_iter(self.unknown(y));
        if self.room == Room::Narrow {
            marks.extend(self.inner_labels(y, drawn));
            return marks;
        }
        marks.extend(self.right_labels(plan, y));
        let all = [drawn, marks.as_slice()].concat();
        marks.extend(self.latest(&complete, ceiling, y, &all));
        for label in self.outside_words(&complete, plan, y) {
            let all = [drawn, marks.as_slice()].concat();
            marks.extend(spots::first_free(label, &all).map(Mark::from));
        }
        let all = [drawn, marks.as_slice()].concat();
        marks.extend(self.change_words(&complete, ceiling, y, &all));
        marks
    }

    /// The number of the last complete month, on the side from which the line doesn't come.
    fn latest(&self, complete: &[&Point], ceiling: f64, y: Height<'_>, drawn: &[Mark]) -> Option<Mark> {
        let latest = complete.last()?;
        let (month, value) = (month_of(latest), latest.get(self.key)?);
        let before = complete.iter().rev().nth(1).and_then(|point| point.get(self.key));
        let (x, y) = (self.months.middle(month), y(value));
        let label = Text::new((x, y), format!("{} in {}", text::number(value), text::month_short(month))).halo();
        let label = if self.outside(latest) { label.bold() } else { label.role(Role::Ink) };
        // A line that rises or falls steeply leaves no room at its left; among many months the words stand over the whole line.
        let rises = before.is_none_or(|before| before <= value);
        let left = if rises { [-4.0, -9.0] } else { [16.0, 21.0] };
        let beside = left.map(|down| Text { at: (x - 11.0, y + down), ..label.clone().end() });
        let middle = Text { at: (x, y + if rises { -13.0 } else { 22.0 }), ..label.clone().middle() };
        let right = Text { at: (x + 9.0, y - 4.0), ..label.clone() };
        let higher = (1..=8).map(|step| y - 13.0 - 8.0 * f64::from(step)).take_while(|&y| y > ceiling + 13.0);
        let over = higher.map(|y| Text { at: (x, y), ..label.clone().end() });
        let places = beside.iter().cloned().chain([middle, right]).chain(over);
        spots::first_free(places, drawn).or_else(|| beside.into_iter().next()).map(Mark::from)
    }

    /// Where the words of each older point outside the usual range could stand; those under a bracket are named there.
    fn outside_words(&self, complete: &[&Point], plan: &Drawn, y: Height<'_>) -> Vec<Vec<Text>> {
        let Some(limits) = self.reading.limits else { return Vec::new() };
        let older = complete.iter().rev().skip(1).filter(|point| self.outside(point));
        let places = |point: &&Point| {
            let (month, value) = (month_of(point), point.get(self.key)?);
            let (side, word, dy) =
                if value > limits.mean { (Side::Above, "above", -13.0) } else { (Side::Below, "below", 22.0) };
            if plan.runs().any(|run| run.side == side && (run.from..=run.to).contains(&month)) {
                return None;
            }
            let short = format!("{} in {}", text::number(value), text::month_short(month));
            let at = (self.months.middle(month), y(value) + dy);
            let long = Text::new(at, format!("{short}: {word} the usual range")).halo();
            let (left, right) = (self.months.left_px, self.months.right());
            let inside = |text: &Text| text.extent().0 > left && text.extent().0 + text.extent().1 < right;
            let beside = |text: &Text, dx: f64| Text { at: (text.at.0 + dx, text.at.1), ..text.clone() };
            let short = Text { words: short, ..long.clone() };
            let each = [&long, &short].map(|text| [text.clone().middle(), beside(text, -8.0), beside(text, 8.0).end()]);
            Some(each.into_iter().flatten().filter(inside).collect())
        };
        older.filter_map(places).collect()
    }

    /// Where logging changed, the months before are named for what they are, if there is room over or under their line.
    fn change_words(&self, complete: &[&Point], ceiling: f64, y: Height<'_>, drawn: &[Mark]) -> Vec<Mark> {
        let Some(change) = self.changes().filter(|&month| month > self.months.first).min() else { return Vec::new() };
        let before = complete.iter().filter(|point| month_of(point) < change).filter_map(|point| point.get(self.key));
        let ys: Vec<f64> = before.map(y).collect();
        let (Some(top), Some(bottom)) = (ys.iter().copied().reduce(f64::min), ys.iter().copied().reduce(f64::max))
        else {
            return Vec::new();
        };
        let (left, right) = (self.months.left_px + 8.0, self.months.start(change));
        let floor = y(0.0);
        let lines = ["logged differently:", "not to be compared"];
        let block =
            |first: f64| lines.map(|line| Text::new((left, 0.0), line).halo()).into_iter().zip([first, first + 16.0]);
        let free = |first: &f64| {
            block(*first).all(|(line, y)| {
                let line = Text { at: (left, y), ..line };
                let (start, width) = line.extent();
                start + width < right - 4.0
                    && y > ceiling + 13.0
                    && y < floor - 4.0
                    && spots::first_free([line], drawn).is_some()
            })
        };
        let found = [top - 28.0, bottom + 24.0].into_iter().find(free);
        found.into_iter().flat_map(block).map(|(line, y)| Text { at: (left, y), ..line }.into()).collect()
    }

    fn right_labels(&self, plan: &Drawn, y: Height<'_>) -> Vec<Mark> {
        let x = self.months.right() + BESIDE_PX;
        let top = plan.ticks.last().copied().unwrap_or(0.0);
        let words = right_words(self.reading, self.points, self.key, self.as_of);
        let labels =
            words.into_iter().map(|(value, words)| (y(value.unwrap_or(top)) + 4.5, Text { at: (x, 0.0), ..words }));
        text::pushed_apart(labels.collect(), 17.0).into_iter().map(Mark::from).collect()
    }

    /// On a narrow figure the band and the mean are named inside, where the line leaves room.
    fn inner_labels(&self, y: Height<'_>, drawn: &[Mark]) -> Vec<Mark> {
        let Some(limits) = self.reading.limits else { return Vec::new() };
        let start = self.months.start(limits.since.max(self.months.first)) + 6.0;
        let places = |words: String, heights: Vec<f64>| {
            let words = Text::new((start, 0.0), words).halo();
            let last = (self.months.right() - words.extent().1 - 4.0 - start).max(0.0);
            let across: Vec<f64> = (0..=(last / 6.0) as u32).map(|i| start + 6.0 * f64::from(i)).collect();
            let each = heights.into_iter().flat_map(|y| across.iter().map(move |&x| (x, y)).collect::<Vec<_>>());
            each.map(|at| Text { at, ..words.clone() }).collect::<Vec<_>>()
        };
        let (over, under) = (-6.0, 16.0);
        let mean = format!("mean {}", text::number(limits.mean));
        let mean_at =
            spots::first_free(places(mean.clone(), vec![y(limits.mean) + over, y(limits.mean) + under]), drawn);
        let range = match limits.low {
            Some(low) => format!("usual range {} to {}", text::number(low), text::number(limits.high)),
            None => format!("usual range up to {}", text::number(limits.high)),
        };
        // Where the line leaves the mean no room, its name joins that of the range.
        let both = format!("{range}, {mean}");
        let fits = start + text::width_px(&both, 13.0, Weight::Regular) < self.months.right();
        let range = if mean_at.is_none() && fits { both } else { range };
        let low = limits.low.map(y);
        let heights =
            [low.map(|y| y + under), Some(y(limits.high) + over), low.map(|y| y + over), Some(y(limits.high) + under)];
        let marks: Vec<Mark> = mean_at.into_iter().map(Mark::from).collect();
        let all = [drawn, marks.as_slice()].concat();
        let range_at = spots::first_free(places(range, heights.into_iter().flatten().collect()), &all);
        marks.into_iter().chain(range_at.map(Mark::from)).collect()
    }

    fn small_labels(&self, y: Height<'_>) -> Vec<Mark> {
        let x = self.months.right() + 8.0;
        let mut marks = Vec::from_iter(self.unknown(y));
        if self.edges_px.1 - x < 60.0 {
            return marks;
        }
        let mut labels = Vec::new();
        if let Some(limits) = self.reading.limits {
            labels.push((y(limits.high) + 4.5, Text::new((x, 0.0), "usual")));
            labels.push((y(limits.high) + 20.5, Text::new((x, 0.0), "range")));
        }
        if let Some((_, value)) = running(self.points, self.key) {
            labels.push((y(value) + 4.5, Text::new((x, 0.0), text::days(text::day_of_month(self.as_of)))));
        }
        marks.extend(text::pushed_apart(labels, 16.0).into_iter().map(Mark::from));
        marks
    }

    /// One of the periods a headline compares: a bracket over its months, with their sum; nothing where that of a month is not known.
    pub(super) fn compared(&self, plan: &Drawn, top_px: f64, (from, to): (Month, Month), sum: u64) -> Vec<Mark> {
        let months = || self.points.iter().filter(|point| (from..=to).contains(&month_of(point)));
        if months().any(|point| point.get(self.key).is_none()) {
            return Vec::new();
        }
        let values = months().filter_map(|point| point.get(self.key));
        let y_px = (top_px + plan.scale.px(values.fold(0.0, f64::max)) - 16.0).floor() + 0.5;
        let (start, end) = (self.months.start(from) + 1.0, self.months.start(to.plus(1)) - 1.0);
        let sum = Text::new((f64::midpoint(start, end), y_px - 6.0), text::number(sum as f64));
        vec![
            Mark::Bracket { from_px: start, to_px: end, y_px, side: Side::Above },
            sum.middle().bold().size(16.0).halo().into(),
        ]
    }

    fn words(&self, run: &Run) -> Vec<String> {
        let side = if run.side == Side::Above { "above" } else { "below" };
        let count = text::count_word(run.months);
        let mut words = match (run.rule, self.room) {
            (Rule::RunOfEight, Room::Wide) => format!("{count} months in a row {side} the mean"),
            (Rule::RunOfEight, Room::Narrow) => format!("{count} in a row {side} the mean"),
            _ => format!("{count} months far {side} the mean"),
        };
        if self.room != Room::Wide {
            return vec![words];
        }
        if run.recent {
            words.insert_str(0, "something changed: ");
            return vec![words];
        }
        [Some(words), self.outside_of(run, side)].into_iter().flatten().collect()
    }

    /// Which months of a run lie outside the usual range, in words for its bracket.
    fn outside_of(&self, run: &Run, side: &str) -> Option<String> {
        let inside = |point: &&Point| point.complete && (run.from..=run.to).contains(&month_of(point));
        let outside: Vec<&Point> = self.points.iter().filter(inside).filter(|point| self.outside(point)).collect();
        let name = |point: &Point| text::month_short(month_of(point));
        match outside.as_slice() {
            [] => None,
            [one] => Some(format!("{} in {}: {side} the usual range", text::number(one.get(self.key)?), name(one))),
            [one, two] => Some(format!("{} and {}: {side} the usual range", name(one), name(two))),
            more => Some(format!("{} of them {side} the usual range", text::count_word(more.len()))),
        }
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
}

/// Between the last month and the words at its right.
const BESIDE_PX: f64 = 10.0;
/// Room for the words at the right of nearly every chart, so that charts under each other have their months under each other.
const RIGHT_PX: f64 = 176.0;

/// The room that the words at the right of a chart need.
pub(super) fn right_room(reading: &Reading, points: &[Point], key: &str, as_of: Day) -> f64 {
    let words = right_words(reading, points, key, as_of);
    words.iter().map(|(_, words)| words.extent().1 + BESIDE_PX + 2.0).fold(RIGHT_PX, f64::max)
}

/// The words at the right of a chart, each with the value that it stands beside; without one it stands at the top.
fn right_words(reading: &Reading, points: &[Point], key: &str, as_of: Day) -> Vec<(Option<f64>, Text)> {
    let words = |words: String| Text::new((0.0, 0.0), words);
    let mut labels = Vec::new();
    if let Some(limits) = reading.limits {
        let word = if limits.trial { "usual range so far" } else { "usual range" };
        labels.push((Some(limits.high), words(format!("{word} up to {}", text::number(limits.high)))));
        labels.push((Some(limits.mean), words(format!("mean {}", text::number(limits.mean))).bold()));
        if let Some(low) = limits.low {
            labels.push((Some(low), words(format!("{word} from {}", text::number(low)))));
        }
    } else if !points.is_empty() {
        labels.push((None, words("no usual range yet".to_owned())));
    }
    if let Some((month, value)) = running(points, key) {
        let days = text::days(text::day_of_month(as_of));
        let so_far = format!("{} so far in {} ({days})", text::number(value), text::month_short(month));
        labels.push((Some(value), words(so_far)));
    }
    labels
}

/// The running month with its value.
fn running(points: &[Point], key: &str) -> Option<(Month, f64)> {
    let point = points.last().filter(|point| !point.complete)?;
    Some((month_of(point), point.get(key)?))
}
