//! A strip of dots: one for each case, on one line of numbers, with what was promised.

use super::lanes::{BESIDE, Hang};
use super::mark::{Dot, Mark, Stroke, Text};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Figure, Hit, Pick, Table, sane_width, text};

/// What a strip is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Strip<'a> {
    /// The numbers, least first.
    pub values: &'a [f64],
    /// Half of them are no more than this.
    pub half: Option<f64>,
    /// What was promised: no more than this.
    pub promised: f64,
    /// What the numbers are, after a number: `days`.
    pub unit: &'a str,
    /// What a dot is: `team`.
    pub each: &'a str,
    /// Height in px: that of a tile, or of a figure of its own.
    pub size: Size,
    /// What the drawing is, for those who don't see it.
    pub label: &'a str,
    /// Width in px.
    pub width_px: f64,
}

/// How large a strip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As a tile has room for.
    Tile,
    /// A figure of its own.
    Figure,
}

const RADIUS_PX: f64 = 5.0;
const APART_PX: f64 = 11.0;

/// The strip. Dots that would touch stand on each other, as far as there is room.
pub fn strip(input: Strip<'_>) -> Figure {
    let width = sane_width(input.width_px);
    let tile = input.size == Size::Tile;
    let Some(&most) = input.values.last() else {
        return Figure::saying(width, if tile { 92.0 } else { 96.0 }, "Nothing to draw yet.");
    };
    let (left, right) = (8.0, width - 14.0);
    let ticks = count_ticks(most.max(input.promised) * 1.02, if width < 420.0 { 4 } else { 8 });
    let x = Scale::new((0.0, ticks.last().copied().unwrap_or(1.0)), (left, right));
    let (radius, apart) = if tile { (3.5, 8.0) } else { (RADIUS_PX, APART_PX) };
    // Each dot stands in the lowest lane that is free where it is.
    let mut ends: Vec<f64> = Vec::new();
    let mut lanes = Vec::with_capacity(input.values.len());
    for &value in input.values {
        let at = x.px(value);
        let lane = ends.iter().position(|&end| end <= at).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(0.0);
        }
        ends[lane] = at + apart;
        lanes.push(lane);
    }
    let head = if tile { 18.0 } else { 40.0 };
    let room = if tile { 92.0 - 18.0 - head } else { (apart * ends.len() as f64 + 8.0).clamp(44.0, 220.0) };
    let bottom = head + room;
    // With more lanes than there is room for the dots overlap.
    let rise = ((room - 2.0 * radius) / (ends.len().max(2) - 1) as f64).min(apart);
    let mut marks: Vec<Mark> = Vec::new();
    // From the last one back, since it names the unit; one that would touch what follows it is left out.
    let mut free_until = f64::INFINITY;
    for (place, &tick) in ticks.iter().enumerate().rev() {
        let end = bottom + if tick == 0.0 { 0.0 } else { 5.0 };
        marks.push(Mark::rule((x.px(tick), bottom), (x.px(tick), end), Stroke::AXIS));
        let words = if place + 1 == ticks.len() && !tile {
            format!("{} {}", text::tick(tick), input.unit)
        } else {
            text::tick(tick)
        };
        let words = Text::new((x.px(tick), bottom + if tile { 15.0 } else { 20.0 }), words);
        let words = words.size(if tile { 12.0 } else { 13.0 });
        let past = words.extent().1 / 2.0 > width - x.px(tick);
        let words = match tick {
            0.0 => Text { at: (0.0, words.at.1), ..words },
            _ if past => Text { at: (width, words.at.1), ..words.end() },
            _ => words.middle(),
        };
        let (from, width_px) = words.extent();
        if from + width_px < free_until {
            free_until = from - 6.0;
            marks.push(words.into());
        }
    }
    marks.push(Mark::rule((left - 7.0, bottom), (right, bottom), Stroke::AXIS));
    let promised = Named {
        at_px: x.px(input.promised),
        words: Text::new((0.0, 0.0), format!("promised {}", text::number(input.promised))).bold(),
        stroke: Stroke::solid(Role::Ink, 2.0),
    };
    let half = input.half.filter(|_| !tile).map(|half| Named {
        at_px: x.px(half),
        words: Text::new((0.0, 0.0), format!("half take less than {}", text::number(half))),
        stroke: Stroke::EDGE,
    });
    marks.extend(named(&promised, half.as_ref(), bottom, width));
    let mut hits = Vec::new();
    for (place, (&value, &lane)) in input.values.iter().zip(&lanes).enumerate() {
        let at = (x.px(value), bottom - radius - 2.0 - rise * lane as f64);
        let dot = if value <= input.promised + 1e-9 { Dot::Complete } else { Dot::Open };
        marks.push(Mark::Point { at, radius_px: radius, dot, role: Role::Direct });
        let kept = if value <= input.promised + 1e-9 { "" } else { ", more than promised" };
        hits.push(Hit {
            at: (at.0 - radius, at.1 - radius),
            width_px: 2.0 * radius,
            height_px: 2.0 * radius,
            ring: Some((at, radius)),
            text: format!("One {}: {} {}{kept}", input.each, text::number(value), input.unit),
            pick: Pick::Row(place),
        });
    }
    let row = |(place, value): (usize, &f64)| vec![(place + 1).to_string(), text::number(*value)];
    Figure {
        width_px: width,
        height_px: if tile { 92.0 } else { bottom + 28.0 },
        marks,
        hits,
        notes: Vec::new(),
        table: Table {
            head: [input.each, input.unit].map(text::head).to_vec(),
            rows: input.values.iter().enumerate().map(row).collect(),
        },
        label: input.label.into(),
    }
}

/// A line through the strip with its name.
struct Named {
    at_px: f64,
    words: Text,
    stroke: Stroke,
}

/// Baselines of the names, from the top.
const LANES_PX: [f64; 2] = [12.0, 29.0];

impl Named {
    /// Its words beside its line in a lane.
    fn words(&self, lane: usize, side: Hang) -> Text {
        match side {
            Hang::Right => Text { at: (self.at_px + BESIDE, LANES_PX[lane]), ..self.words.clone() },
            Hang::Left => Text { at: (self.at_px - BESIDE, LANES_PX[lane]), ..self.words.clone().end() },
        }
    }

    fn marks(&self, lane: usize, words: Text, bottom: f64) -> [Mark; 3] {
        let (from, words_px) = words.extent();
        let rule = Mark::rule((self.at_px, LANES_PX[lane] - 10.0), (self.at_px, bottom), self.stroke);
        [rule, Mark::mask((from - 1.0, LANES_PX[lane] - 11.0), words_px + 2.0, 14.0), words.halo().into()]
    }
}

/// The promise with its name, and under it the half with its own, each on the side where it is inside; where the words of the lower one
/// would lie on the line of the upper one they change places, since a line begins under what stands above it.
fn named(promised: &Named, half: Option<&Named>, bottom: f64, width: f64) -> Vec<Mark> {
    let sides = [Hang::Right, Hang::Left];
    let inside = |words: &Text| words.extent().0 >= 0.0 && words.extent().0 + words.extent().1 <= width;
    let Some(half) = half else {
        let words = sides.map(|side| promised.words(0, side));
        let words = words.iter().find(|words| inside(words)).unwrap_or(&words[0]).clone();
        return promised.marks(0, words, bottom).into();
    };
    let ways = [(promised, half), (half, promised)].into_iter().flat_map(|(upper, lower)| {
        let each = sides.into_iter().flat_map(move |side| [Hang::Left, Hang::Right].map(|other| (side, other)));
        each.map(move |(side, other)| [(upper, upper.words(0, side)), (lower, lower.words(1, other))])
    });
    let ways: Vec<_> = ways.collect();
    let is_free = |[(upper, above), (_, below)]: &&[(&Named, Text); 2]| {
        let (from, words_px) = below.extent();
        inside(above) && inside(below) && (upper.at_px < from - 2.0 || upper.at_px > from + words_px + 2.0)
    };
    let found = ways.iter().find(is_free).unwrap_or(&ways[1]);
    // The lower one first, so that the line of the upper one is not covered.
    let lanes = found.iter().enumerate().rev();
    lanes.flat_map(|(lane, (name, words))| name.marks(lane, words.clone(), bottom)).collect()
}
