//! The figures of *Joining*, and which rows their points stand for.

use super::{drawn, tiles};
use crate::app::content::Content;
use crate::figure::Figure;
use crate::figure::curve::{self, Curve, Median, Words};
use crate::figure::joins::{Joins, TARGET_ROW, joins};
use crate::figure::strip::Size;
use crate::measure::{Measure, Pick, Reading, still_on_their_way};
use crate::story::{self, say};

/// The figure of a measure; `None` where it has none here, or cannot be read.
pub(super) fn figure(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    Some(match measure {
        Measure::TeamsSharing => {
            let no_date = reading.forecast.as_ref().and_then(|forecast| story::no_date(&content.view(), forecast));
            joins(Joins { reading, as_of, months: content.address.months, no_date: no_date.as_deref(), width_px })
        }
        Measure::FirstTalkToFirstShare => first_shares(content, reading, width_px),
        Measure::DaysToGetStarted => tiles::started(content, reading, Size::Figure, width_px),
        _ => return None,
    })
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
    let days = |days: f64| say::keep_together(&say::days(Some(days)));
    let half = reading.value.map(|value| format!("half take less than {}", days(value.amount())));
    let range = match (reading.low, reading.high) {
        (Some(low), Some(high)) => Some(format!("could easily be between {} and {}", days(low), days(high))),
        (Some(low), None) => Some(format!("could easily be {} or more", days(low))),
        _ => None,
    };
    let said: Vec<String> = half.into_iter().chain(range).collect();
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
