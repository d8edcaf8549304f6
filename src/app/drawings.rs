//! Which figure shows which reading: the small ones of the front page here, those of the other views in [`detail`]. Knows no browser.

pub mod detail;
pub mod sources;
mod sparks;
pub mod team;
pub mod worth;

use super::content::Content;
use crate::figure::behaviour::{self, Lead};
use crate::figure::sparkline::{self, Spark, SparkCurve};
use crate::figure::{Event, EventKind, Figure, curve};
use crate::measure::{self, Measure, Reading};
use crate::org::{self, Day};
use crate::story;

/// A place on a view at which a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Direct conversations by month, small, beside the headline.
    Lead,
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
    /// The small drawing of a tile.
    Tile(Measure),
}

impl std::fmt::Display for Drawing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Lead => f.write_str("lead"),
            Self::Direct => f.write_str("direct"),
            Self::Shares => f.write_str("shares"),
            Self::Curve => f.write_str("curve"),
            Self::Meetings => f.write_str("meetings"),
            Self::Starts(place) => write!(f, "starts-{place}"),
            Self::Tile(measure) => write!(f, "tile-{}", measure.slug()),
        }
    }
}

impl Drawing {
    /// Reads what [`std::fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "lead" => Some(Self::Lead),
            "direct" => Some(Self::Direct),
            "shares" => Some(Self::Shares),
            "curve" => Some(Self::Curve),
            "meetings" => Some(Self::Meetings),
            _ => match text.strip_prefix("starts-") {
                Some(place) => place.parse().ok().filter(|&place| place < STARTERS.len()).map(Self::Starts),
                None => Measure::from_slug(text.strip_prefix("tile-")?).map(Self::Tile),
            },
        }
    }

    /// The figure at this place of the front page for a width in px; `None` where there is nothing to draw, and for other views.
    pub fn of_front_page(self, content: &Content, width_px: f64) -> Option<Figure> {
        match self {
            Self::Lead => lead(content, width_px),
            Self::Tile(measure) => tile(content, measure, width_px),
            _ => None,
        }
    }

    /// Whether the figure is one of the front page.
    pub fn is_of_front_page(self) -> bool {
        matches!(self, Self::Lead | Self::Tile(_))
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

fn tile(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    let reading = &with_known_months(reading);
    let events = events(content);
    let spark = Spark { reading, events: &events, months: content.address.months, as_of, width_px };
    match measure {
        Measure::DirectConversations => Some(sparkline::counts(spark, "direct")),
        Measure::WithoutTheDataTeam => Some(sparkline::shares(spark, ("k", "n"))),
        Measure::LedToAction => Some(sparkline::shares(spark, ("30.k", "30.n"))),
        Measure::DaysToAction if !reading.curve.is_empty() => {
            let median =
                |value: measure::Quantity| curve::Median { days: value.amount(), low: reading.low, high: reading.high };
            let median = reading.value.map(median);
            let (steps, until_days) = (&reading.curve, CURVE_DAYS);
            Some(sparkline::curve(SparkCurve {
                steps,
                median,
                until_days,
                begins: "conversation",
                label: CURVE_LABEL,
                width_px,
            }))
        }
        _ => sparks::spark(spark, measure),
    }
}

/// Whether the tile of a measure has a drawing.
pub fn has_tile(content: &Content, measure: Measure) -> bool {
    let is_drawn = matches!(
        measure,
        Measure::DirectConversations | Measure::WithoutTheDataTeam | Measure::LedToAction | Measure::DaysToAction
    );
    (is_drawn || sparks::has_spark(content, measure)) && drawn(content, measure).is_some()
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

fn events(content: &Content) -> Vec<Event> {
    let event = |event: &measure::Event| Event {
        on: event.on,
        label: event.label.clone(),
        kind: if event.kind == Some(org::EventKind::LoggingChange) {
            EventKind::LoggingChange
        } else {
            EventKind::Happening
        },
    };
    content.events.iter().map(event).collect()
}
