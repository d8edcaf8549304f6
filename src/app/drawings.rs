//! Which figure shows which reading, and which rows its points stand for. Knows no browser.

pub mod sources;

use super::content::Content;
use super::question::Question;
use crate::figure::behaviour::{self, Behaviour, Lead};
use crate::figure::curve::{self, Curve, Words};
use crate::figure::meeting_grid::{self, MeetingGrid, Side};
use crate::figure::multiples::{Grain, Multiples, multiples};
use crate::figure::ranges::{RangeRow, ranges};
use crate::figure::sparkline::{self, Spark, SparkCurve};
use crate::figure::{Event, EventKind, Figure, Pick as Point, Table};
use crate::measure::{self, Measure, Meeting, Pick, Reading};
use crate::org::{self, Day};
use crate::story::{self, say, text};

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

    /// The figure at this place for a width in px; `None` where there is nothing to draw, or no room for it.
    pub fn figure(self, content: &Content, width_px: f64) -> Option<Figure> {
        match self {
            Self::Lead => lead(content, width_px),
            Self::Direct => direct(content, width_px),
            Self::Shares => Some(shares(content, width_px)),
            Self::Curve => action_curve(content, width_px),
            Self::Meetings => Grid::new(content).and_then(|grid| meeting_grid::meeting_grid(grid.input(width_px))),
            Self::Starts(place) => starts(content, place, width_px),
            Self::Tile(measure) => tile(content, measure, width_px),
        }
    }

    /// The data at this place as a table; for most that of the figure.
    pub fn table(self, content: &Content, figure: Option<&Figure>) -> Table {
        match (self, figure) {
            (Self::Meetings, _) => {
                Grid::new(content).map(|grid| meeting_grid::table(grid.input(0.0))).unwrap_or_default()
            }
            (_, figure) => figure.map(|figure| figure.table.clone()).unwrap_or_default(),
        }
    }

    /// What a point of the figure asks about; `None` where it only says its numbers.
    pub fn question(self, content: &Content, point: Point, about: String) -> Option<Question> {
        let (measure, pick) = match (self, point) {
            (Self::Lead | Self::Direct, Point::Period { month, series }) => {
                (Measure::DirectConversations, Pick::Month { month, series })
            }
            (Self::Shares, Point::Row(row)) => (*SHARES.get(row)?, Pick::All),
            (Self::Curve, Point::Curve { t }) => (Measure::DaysToAction, Pick::Until { days: t }),
            (Self::Meetings, Point::Pair { row, column }) => {
                (Measure::OnlyThroughDataTeam, content.meeting_pick(row, column)?)
            }
            (Self::Starts(place), Point::Period { month, .. }) => {
                let (series, _) = STARTERS[place];
                (Measure::TwoWayContact, Pick::Months { first: month, last: month.plus(2), series: Some(series) })
            }
            (Self::Tile(measure), Point::Period { month, series }) => (measure, Pick::Month { month, series }),
            (Self::Tile(measure), Point::Curve { t }) => (measure, Pick::Until { days: t }),
            _ => return None,
        };
        Some(Question { measure, pick, about })
    }
}

/// The shares that *Talking* shows together.
pub const SHARES: [Measure; 5] = [
    Measure::WithoutTheDataTeam,
    Measure::LedToAction,
    Measure::UsersAndOwnersTalk,
    Measure::TwoWayContact,
    Measure::OnlyThroughDataTeam,
];
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

/// Relationships in which nobody has talked.
pub fn silent_table(content: &Content) -> Table {
    let silent = content
        .reading(Measure::UsersAndOwnersTalk)
        .map(|reading| story::silent(&content.view(), reading))
        .unwrap_or_default();
    let row = |found: story::Silent| vec![found.data, found.owner, found.user, say::grouped(found.users)];
    Table {
        head: ["Data", "Answered for by", "Used by", "Users"].map(String::from).to_vec(),
        rows: silent.into_iter().map(row).collect(),
    }
}

fn lead(content: &Content, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, Measure::DirectConversations)?;
    let reading = &with_known_months(reading);
    let compared = story::compare::counts(reading, "direct", &content.events).map(|change| [change.before, change.now]);
    let months = content.address.months.min(LEAD_MONTHS);
    Some(behaviour::lead(Lead { reading, events: &events(content), as_of, compared, months, width_px }))
}

fn direct(content: &Content, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, Measure::DirectConversations)?;
    let reading = &with_known_months(reading);
    let months = content.address.months;
    Some(behaviour::behaviour(Behaviour { reading, events: &events(content), as_of, months, width_px }))
}

fn shares(content: &Content, width_px: f64) -> Figure {
    let view = content.view();
    let row = |measure: Measure| {
        let reading = content.reading(measure)?;
        let earlier = content.earlier.get(&measure);
        Some(RangeRow {
            label: story::name(measure).to_owned(),
            sublabel: story::period(&view, reading),
            share: reading.value.map(measure::Quantity::amount),
            range: reading.low.zip(reading.high),
            earlier: earlier.and_then(|earlier| earlier.value).map(measure::Quantity::amount),
            text: text::shown(reading),
            was: earlier.map(|earlier| format!("was {}", text::shown(earlier))).unwrap_or_default(),
        })
    };
    let rows: Vec<RangeRow> = SHARES.iter().filter_map(|&measure| row(measure)).collect();
    ranges(&rows, "Shares with the range each could easily lie in", width_px)
}

fn action_curve(content: &Content, width_px: f64) -> Option<Figure> {
    let (reading, _) = drawn(content, Measure::DaysToAction)?;
    let window = content.opened.org.settings.action_window_days;
    let within = format!("within {window} days");
    Some(curve::curve(Curve {
        steps: &reading.curve,
        open: &[],
        until_days: CURVE_DAYS,
        cases: reading.n,
        marked: u32::try_from(window).ok().filter(|&days| days < CURVE_DAYS).map(|days| (days, within.as_str())),
        median: None,
        words: Words {
            label: CURVE_LABEL,
            happened: "led to something",
            stopped: "",
            followed: "conversations",
            median: &[],
        },
        width_px,
    }))
}

fn starts(content: &Content, place: usize, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, Measure::TwoWayContact)?;
    let points = &reading.series[reading.series.len().saturating_sub(content.address.months + 1)..];
    let figures = multiples(Multiples { points, parts: &STARTERS, grain: Grain::Quarter, as_of, width_px });
    figures.into_iter().nth(place)
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
        _ => None,
    }
}

/// Whether the tile of a measure has a drawing.
pub fn has_tile(content: &Content, measure: Measure) -> bool {
    let is_drawn = matches!(
        measure,
        Measure::DirectConversations | Measure::WithoutTheDataTeam | Measure::LedToAction | Measure::DaysToAction
    );
    is_drawn && drawn(content, measure).is_some()
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

/// A grid as the figure takes it.
struct Grid {
    rows: Vec<Side>,
    columns: Vec<Side>,
    cells: Vec<Vec<meeting_grid::Meeting>>,
}

impl Grid {
    fn new(content: &Content) -> Option<Self> {
        let meetings = content.meetings.as_ref()?;
        let side = |team: &measure::MeetingTeam| Side { name: team.name.clone(), area: team.area.clone() };
        let cells = meetings.producers.iter().zip(&meetings.cells).map(|(row, cells)| {
            let cell = |(column, cell): (&measure::MeetingTeam, &Option<Meeting>)| match cell {
                Some(Meeting::Direct) => meeting_grid::Meeting::Direct,
                Some(Meeting::WithDataTeam) => meeting_grid::Meeting::OnlyWithDataTeam,
                Some(Meeting::Unknown) => meeting_grid::Meeting::Unknown,
                None if column.teams == row.teams && row.teams.len() == 1 => meeting_grid::Meeting::Own,
                None => meeting_grid::Meeting::NotMet,
            };
            meetings.consumers.iter().zip(cells).map(cell).collect()
        });
        Some(Self {
            rows: meetings.producers.iter().map(side).collect(),
            columns: meetings.consumers.iter().map(side).collect(),
            cells: cells.collect(),
        })
    }

    fn input(&self, width_px: f64) -> MeetingGrid<'_> {
        MeetingGrid { rows: &self.rows, columns: &self.columns, cells: &self.cells, width_px }
    }
}
