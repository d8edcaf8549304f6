//! What happened, at the head of a chart of months: texts in lanes, or numbers with a list.

use super::lanes::{BESIDE, Hang, lanes};
use super::mark::{Dot, Mark, Stroke, Text, Weight};
use super::months::Months;
use super::palette::Role;
use super::panel::Room;
use super::{Event, EventKind, text};
use crate::org::{Day, Month};

/// Most lanes of event texts; with more of them numbers are easier to read.
const MOST_LANES: usize = 6;

/// An event's line and what stands at its head.
pub(super) struct Head {
    pub(super) x: f64,
    pub(super) from_px: f64,
    pub(super) stroke: Stroke,
    pub(super) marks: Vec<Mark>,
}

impl Head {
    /// The line from the head down.
    pub(super) fn line(&self, to_px: f64) -> Mark {
        Mark::rule((self.x, self.from_px), (self.x, to_px), self.stroke)
    }
}

/// The heads, the room they need over a panel, and what numbers stand for.
pub(super) type Heads = (Vec<Head>, f64, Vec<(String, String)>);

/// The first month of each new way of logging: the event's own, if it fell in its first half.
pub(super) fn changes(events: &[Event]) -> impl Iterator<Item = Month> {
    let changes = events.iter().filter(|event| event.kind == EventKind::LoggingChange);
    changes.map(|event| event.on.month().plus(i32::from(text::day_of_month(event.on) > 15)))
}

/// Events as texts in lanes, or as numbers with a list where texts have no room.
pub(super) fn event_heads(
    (events, as_of): (&[Event], Day),
    months: &Months,
    room: Room,
    (top_px, width): (f64, f64),
) -> Heads {
    let within = |event: &&Event| event.on.month() >= months.first && event.on <= as_of;
    let mut events: Vec<_> = events.iter().filter(within).collect();
    crate::org::sort_by_key(&mut events, |event| event.on);
    let stroke = |event: &Event| match event.kind {
        EventKind::Happening => Stroke::EDGE,
        EventKind::LoggingChange => Stroke::CHANGE,
    };
    let texts: Vec<_> = events
        .iter()
        .map(|event| (months.day(event.on), text::width_px(&event.label, 13.0, Weight::Regular)))
        .collect();
    let places = lanes(&texts, (0.0, width)).filter(|_| room == Room::Wide);
    let places = places.filter(|places| places.iter().all(|place| place.lane < MOST_LANES));
    if events.is_empty() {
        return (Vec::new(), 0.0, Vec::new());
    }
    if let Some(places) = places {
        let lanes = places.iter().map(|place| place.lane + 1).max().unwrap_or(0);
        let head = |((event, &(x, _)), place): ((&&Event, &(f64, f64)), _)| {
            let super::lanes::Place { lane, side } = place;
            let baseline = top_px + 13.0 + 17.0 * lane as f64;
            let words = match side {
                Hang::Right => Text::new((x + BESIDE, baseline), event.label.clone()),
                Hang::Left => Text::new((x - BESIDE, baseline), event.label.clone()).end(),
            };
            Head { x, from_px: baseline - 10.0, stroke: stroke(event), marks: vec![words.role(Role::Ink).into()] }
        };
        let heads = events.iter().zip(&texts).zip(places).map(head).collect();
        return (heads, 17.0 * lanes as f64 + 8.0, Vec::new());
    }
    // Discs that would touch take turns in lanes, as texts do.
    let mut ends: Vec<f64> = Vec::new();
    let mut heads = Vec::new();
    for (i, (event, &(x, _))) in events.iter().zip(&texts).enumerate() {
        let lane = ends.iter().position(|&end| end <= x - 9.0).unwrap_or(ends.len());
        if lane == ends.len() {
            ends.push(0.0);
        }
        ends[lane] = x + 9.0;
        let y = top_px + 11.0 + 20.0 * lane as f64;
        let number = Text::new((x, y + 4.0), (i + 1).to_string()).middle().bold().size(12.0);
        let disc = Mark::Point { at: (x, y), radius_px: 9.0, dot: Dot::Number, role: Role::Ink };
        heads.push(Head { x, from_px: y, stroke: stroke(event), marks: vec![disc, number.into()] });
    }
    let notes = events
        .iter()
        .enumerate()
        .map(|(i, event)| ((i + 1).to_string(), format!("{}: {}", text::day(event.on), event.label)));
    (heads, 20.0 * ends.len() as f64 + 8.0, notes.collect())
}
