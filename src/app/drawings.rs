//! Which figure shows which reading: the small ones of the front page here, those of the other views in [`detail`]. Knows no browser.

pub mod detail;
pub mod joining;
mod large;
mod relying;
pub mod sources;
pub mod team;
pub mod tiles;
pub mod worth;
pub mod written;

use super::address::Part;
use super::content::Content;
use crate::figure::behaviour::{self, Lead};
use crate::figure::mark::Stroke;
use crate::figure::timeline::{self, Happening};
use crate::figure::{Event, EventKind, Figure};
use crate::measure::{self, Measure, Reading};
use crate::org::{self, Day};
use crate::story;

/// A place on a view at which a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Direct conversations by month, small, beside the headline.
    Lead,
    /// First successes, and what happened around them.
    Timeline,
    /// Direct conversations by month over all conversations by who took part.
    Direct,
    /// The shares with their ranges.
    Shares,
    /// The share of conversations that led to something, by days since they were held.
    Curve,
    /// Who met whom.
    Meetings,
    /// Who starts conversations: one of [`STARTERS`].
    Starts(usize),
    /// The data of all who start them together, which is drawn in parts.
    Starters,
    /// The shares that *Relying* shows together.
    Relied,
    /// The figure of one measure in the view that it belongs to.
    Of(Measure),
    /// The small drawing of a tile.
    Tile(Measure),
}

impl std::fmt::Display for Drawing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Lead => f.write_str("lead"),
            Self::Timeline => f.write_str("timeline"),
            Self::Direct => f.write_str("direct"),
            Self::Shares => f.write_str("shares"),
            Self::Curve => f.write_str("curve"),
            Self::Meetings => f.write_str("meetings"),
            Self::Relied => f.write_str("relied"),
            Self::Of(measure) => write!(f, "of-{}", measure.slug()),
            Self::Starts(place) => write!(f, "starts-{place}"),
            Self::Starters => f.write_str("starts"),
            Self::Tile(measure) => write!(f, "tile-{}", measure.slug()),
        }
    }
}

impl Drawing {
    /// Reads what [`std::fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "lead" => Some(Self::Lead),
            "timeline" => Some(Self::Timeline),
            "direct" => Some(Self::Direct),
            "shares" => Some(Self::Shares),
            "curve" => Some(Self::Curve),
            "meetings" => Some(Self::Meetings),
            "relied" => Some(Self::Relied),
            "starts" => Some(Self::Starters),
            _ => match text.split_once('-')? {
                ("starts", place) => place.parse().ok().filter(|&place| place < STARTERS.len()).map(Self::Starts),
                ("of", slug) => Measure::from_slug(slug).map(Self::Of),
                ("tile", slug) => Measure::from_slug(slug).map(Self::Tile),
                _ => None,
            },
        }
    }

    /// The figure at this place of the front page for a width in px; `None` where there is nothing to draw, and for other views.
    pub fn of_front_page(self, content: &Content, width_px: f64) -> Option<Figure> {
        match self {
            Self::Lead => lead(content, width_px),
            Self::Timeline => timeline(content, width_px),
            Self::Tile(measure) => (content.tools.draw_tile)(content, measure, width_px),
            _ => None,
        }
    }

    /// Whether the figure is one of the front page.
    pub fn is_of_front_page(self) -> bool {
        matches!(self, Self::Lead | Self::Timeline | Self::Tile(_))
    }
}

/// Who starts conversations: the parts of the reading, with their names.
pub const STARTERS: [(&str, &str); 4] = [
    ("started_producer", "Producers"),
    ("started_consumer", "Users"),
    ("started_data_team", "The data team"),
    ("started_leadership", "Leadership"),
];
/// The curve of what conversations led to is drawn up to here.
const CURVE_DAYS: u32 = 90;
const CURVE_LABEL: &str = "Share of conversations that led to something, by days since they were held";
/// Months beside the headline, enough for the two periods it compares.
const LEAD_MONTHS: usize = 16;

fn lead(content: &Content, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, Measure::DirectConversations)?;
    let reading = &with_known_months(reading);
    let compared = story::compare::counts(reading, "direct", &content.events).map(|change| [change.before, change.now]);
    let months = content.address.months.min(LEAD_MONTHS);
    Some(behaviour::lead(Lead { reading, events: &events(content), as_of, compared, months, width_px }))
}

fn timeline(content: &Content, width_px: f64) -> Option<Figure> {
    let view = content.view();
    let success = |success: &measure::FirstSuccess| {
        let said = story::first_success(&view, success);
        Happening { on: success.on, lines: vec![said.on, said.what, said.about], stroke: Stroke::EDGE }
    };
    let event = |event: Event| {
        let stroke = if event.kind == EventKind::LoggingChange { Stroke::CHANGE } else { Stroke::EDGE };
        Happening { on: event.on, lines: vec![event.label], stroke }
    };
    let events: Vec<_> = events(content).into_iter().map(event).collect();
    let successes: Vec<_> = content.successes.iter().map(success).collect();
    timeline::timeline(&events, &successes, content.as_of?, width_px)
}

/// The reading that a figure is of, and its day; `None` where nothing may or can be drawn of it.
fn drawn(content: &Content, measure: Measure) -> Option<(&Reading, Day)> {
    let reading = content.reading(measure)?;
    let is_missing = reading.why.is_some_and(|why| matches!(why, measure::Why::NotMeasured | measure::Why::Hidden));
    Some((reading, content.as_of?)).filter(|_| !is_missing)
}

/// The same reading, in which a month whose conversations are all of an unknown kind has no direct ones rather than none: what is
/// not known is never drawn as zero.
fn with_known_months(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    for point in &mut reading.series {
        let sum = |keys: &[&str]| keys.iter().filter_map(|key| point.get(key)).sum::<f64>();
        let is_unknown = sum(&["direct", "with_analyst", "with_engineer"]) == 0.0 && sum(&["unknown"]) > 0.0;
        for (_, value) in point.values.iter_mut().filter(|(key, _)| is_unknown && *key == "direct") {
            *value = None;
        }
    }
    reading
}

/// What happened, as figures show it.
pub fn events(content: &Content) -> Vec<Event> {
    let event = |event: &measure::Event| Event {
        on: event.on,
        label: event.label.clone(),
        kind: if event.kind == Some(org::EventKind::LoggingChange) {
            EventKind::LoggingChange
        } else {
            EventKind::Happening
        },
    };
    // Only what is not said of the data itself can be left out.
    let is_hidden = content.address.chrome.hides(Part::Events);
    content.events.iter().map(event).filter(|event| !is_hidden || event.kind == EventKind::LoggingChange).collect()
}
