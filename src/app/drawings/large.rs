//! Figures that stand alone on a page or a screen, where the views have them only as a part of another, or in words.

use super::{drawn, events, with_known_months};
use crate::app::content::Content;
use crate::figure::Figure;
use crate::figure::bars::{Bar, Bars, bars};
use crate::figure::chart::{Chart, chart};
use crate::measure::{Measure, Pick};
use crate::story;

/// The figure of a measure; `None` where it has none here, or cannot be read.
pub(super) fn figure(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    match measure {
        Measure::DirectConversations => Some(chart(Chart {
            reading: &with_known_months(reading),
            key: "direct",
            counted: "direct conversations",
            events: &events(content),
            as_of,
            months: content.address.months,
            label: "Direct conversations by month, with mean and usual range",
            width_px,
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

/// The rows behind a row of such a figure.
pub(super) fn row(measure: Measure, row: usize) -> Option<Pick> {
    let part = story::step_names().nth(row).map(|(part, _)| Pick::Part(part));
    part.filter(|_| measure == Measure::TeamsByStep)
}
