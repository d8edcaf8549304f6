//! Figures that stand alone on a page or a screen, where the views have them only as a part of another, or in words.

use super::{drawn, events, with_known_months};
use crate::app::address::ViewName;
use crate::app::content::Content;
use crate::figure::bars::{Bar, Bars, bars};
use crate::figure::chart::{Chart, chart};
use crate::figure::{Event, EventKind, Figure};
use crate::measure::{Measure, Pick};
use crate::org::{Day, sort_by};
use crate::story;

/// The height of the plot in px, so that the figure fits on a wall at twice its size with its message over it.
const PLOT_PX: f64 = 130.0;
/// Events that a room can read, besides changes of logging, without which the line could not be understood.
const MOST_EVENTS: usize = 3;

/// The figure of a measure; `None` where it has none here, or cannot be read.
pub(super) fn figure(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    match measure {
        Measure::DirectConversations => Some(chart(Chart {
            reading: &with_known_months(reading),
            key: "direct",
            counted: "direct conversations",
            events: &latest(events(content)),
            as_of,
            months: content.address.months,
            label: "Direct conversations by month, with mean and usual range",
            width_px,
            plot_px: PLOT_PX,
        })),
        Measure::TeamsByStep => {
            let bar = |(part, name)| Bar { name: String::from(name), count: reading.part(part) };
            let steps: Vec<Bar> = story::step_names().map(bar).collect();
            let label = "Expected teams by the step they are in";
            Some(bars(Bars { bars: &steps, counted: "teams", of: None, label, width_px }))
        }
        _ => None,
    }
}

/// What happened, as a figure shows it that stands on a view as well as on a wall: there only changes of logging have room.
pub(super) fn events_in_room(content: &Content) -> Vec<Event> {
    let mut events = events(content);
    if matches!(content.address.view, ViewName::Present | ViewName::Story) {
        events.retain(|event| event.kind == EventKind::LoggingChange);
    }
    events
}

/// Changes of logging, and the latest of all other events.
fn latest(mut events: Vec<Event>) -> Vec<Event> {
    let is_other = |event: &Event| event.kind == EventKind::Happening;
    let mut days: Vec<Day> = events.iter().filter(|event| is_other(event)).map(|event| event.on).collect();
    sort_by(&mut days, Ord::cmp);
    let first = days.len().checked_sub(MOST_EVENTS).map(|place| days[place]);
    events.retain(|event| !is_other(event) || first.is_none_or(|first| event.on >= first));
    events
}

/// The rows behind a row of such a figure.
pub(super) fn row(measure: Measure, row: usize) -> Option<Pick> {
    let part = story::step_names().nth(row).map(|(part, _)| Pick::Part(part));
    part.filter(|_| measure == Measure::TeamsByStep)
}
