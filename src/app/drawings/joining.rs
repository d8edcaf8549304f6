//! The figures of *Joining*, and which rows their points stand for.

use super::large::events_in_room;
use super::{drawn, tiles};
use crate::app::content::Content;
use crate::figure::curve::{self, Curve, Median, Words};
use crate::figure::joins::{Joins, TARGET_ROW, joins};
use crate::figure::strip::Size;
use crate::figure::{Figure, Table};
use crate::measure::{Measure, Pick, Reading, still_on_their_way};
use crate::story::{self, text};

/// The figure of a measure; `None` where it has none here, or cannot be read.
pub(super) fn figure(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    Some(match measure {
        Measure::TeamsSharing => {
            let no_date = reading.forecast.as_ref().and_then(|forecast| story::no_date(&content.view(), forecast));
            let (events, months) = (&events_in_room(content), content.address.months);
            joins(Joins { reading, events, as_of, months, no_date: no_date.as_deref(), width_px })
        }
        Measure::FirstTalkToFirstShare => first_shares(content, reading, width_px),
        Measure::DaysToGetStarted => tiles::started(content, reading, Size::Figure, width_px),
        _ => return None,
    })
}

/// How far the leadership of each area stands behind it.
pub fn backing(content: &Content) -> Table {
    let head = ["Area", "Its leadership", "Since"];
    let rows = story::backing_rows(&content.view()).into_iter().map(Vec::from);
    Table { head: head.map(String::from).to_vec(), rows: rows.collect() }
}

/// The rows behind a row of such a figure.
pub(super) fn row(measure: Measure, row: usize) -> Option<Pick> {
    match measure {
        Measure::TeamsSharing => (row == TARGET_ROW).then_some(Pick::Part("target")),
        Measure::DaysToGetStarted => Some(Pick::Entry { place: row, number: None }),
        _ => None,
    }
}

fn first_shares(content: &Content, reading: &Reading, width_px: f64) -> Figure {
    let open = still_on_their_way(&content.view());
    let last = reading.curve.last().map_or(0, |step| step.t);
    let said = text::half(reading);
    curve::curve(Curve {
        steps: &reading.curve,
        open: &open,
        until_days: open.iter().copied().max().unwrap_or(0).max(last).max(30),
        cases: reading.n,
        marked: None,
        median: reading.value.map(|value| Median { days: value.amount(), low: reading.low, high: reading.high }),
        words: Words {
            label: "Share of teams that had shared, and of those that had stopped, by time since the first talk",
            happened: "shared",
            stopped: "stopped",
            followed: "teams",
            median: &said,
        },
        width_px,
    })
}
