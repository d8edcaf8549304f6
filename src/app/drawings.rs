//! Which figure shows which reading: from the content of a view to drawings that wait for their width. Knows no browser.

pub mod sources;

use std::sync::Arc;

use super::content::Content;
use crate::figure::behaviour::{self, Behaviour, Lead};
use crate::figure::curve::{self, Curve, Words};
use crate::figure::meeting_grid::{self, MeetingGrid, Side};
use crate::figure::multiples::{Grain, Multiples, multiples};
use crate::figure::ranges::{RangeRow, ranges};
use crate::figure::sparkline::{self, Spark, SparkCurve};
use crate::figure::{Event, EventKind, Figure, Table};
use crate::measure::{self, Measure, Meeting, Reading};
use crate::org::{self, Day, Month};
use crate::story::{self, say, text};

/// A drawing for a width in px.
pub type Draw = Arc<dyn Fn(f64) -> Figure + Send + Sync>;

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

/// Direct conversations by month, small, beside the headline.
pub fn lead(content: &Arc<Content>, compared: Option<[(Month, Month, u64); 2]>) -> Draw {
    let months = content.address.months.min(16);
    drawn(content, Measure::DirectConversations, move |content, reading, as_of, width_px| {
        behaviour::lead(Lead { reading, events: &events(content), as_of, compared, months, width_px })
    })
}

/// Direct conversations by month over all conversations by who took part.
pub fn direct(content: &Arc<Content>) -> Draw {
    drawn(content, Measure::DirectConversations, |content, reading, as_of, width_px| {
        behaviour::behaviour(Behaviour {
            reading,
            events: &events(content),
            as_of,
            months: content.address.months,
            width_px,
        })
    })
}

/// The shares with their ranges.
pub fn shares(content: &Arc<Content>) -> Draw {
    let content = Arc::clone(content);
    Arc::new(move |width_px| {
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
                text: say::keep_together(&text::reading(reading)),
                was: earlier
                    .map(|earlier| format!("was {}", say::keep_together(&text::reading(earlier))))
                    .unwrap_or_default(),
            })
        };
        ranges(
            &SHARES.iter().filter_map(|&measure| row(measure)).collect::<Vec<_>>(),
            "Shares with the range each could easily lie in",
            width_px,
        )
    })
}

/// The share of conversations that led to something, by days since they were held.
pub fn action_curve(content: &Arc<Content>) -> Draw {
    drawn(content, Measure::DaysToAction, |content, reading, _, width_px| {
        let window = content.opened.org.settings.action_window_days;
        let within = format!("within {window} days");
        curve::curve(Curve {
            steps: &reading.curve,
            open: &[],
            until_days: CURVE_DAYS,
            cases: reading.n,
            marked: u32::try_from(window).ok().filter(|&days| days < CURVE_DAYS).map(|days| (days, within.as_str())),
            median: None,
            words: Words {
                label: "Share of conversations that led to something, by days since they were held",
                happened: "led to something",
                stopped: "",
                followed: "conversations",
                median: &[],
            },
            width_px,
        })
    })
}

/// Who met whom; `None` where there is no room for it, or nothing to draw.
pub fn meeting_grid(content: &Content, width_px: f64) -> Option<Figure> {
    let grid = Grid::new(content)?;
    meeting_grid::meeting_grid(grid.input(width_px))
}

/// Who met whom, as a table.
pub fn meeting_table(content: &Content) -> Table {
    Grid::new(content).map(|grid| meeting_grid::table(grid.input(0.0))).unwrap_or_default()
}

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

/// Who starts conversations, a drawing for each of [`STARTERS`], on one scale.
pub fn starts(content: &Arc<Content>) -> Vec<Draw> {
    (0..STARTERS.len())
        .map(|place| {
            drawn(content, Measure::TwoWayContact, move |content, reading, as_of, width_px| {
                let points = &reading.series[reading.series.len().saturating_sub(content.address.months + 1)..];
                let mut figures =
                    multiples(Multiples { points, parts: &STARTERS, grain: Grain::Quarter, as_of, width_px });
                figures.swap_remove(place)
            })
        })
        .collect()
}

/// The small drawing of a tile; `None` where the number has no history to draw.
pub fn tile(content: &Arc<Content>, measure: Measure) -> Option<Draw> {
    let reading = content.reading(measure)?;
    if reading.why.is_some_and(|why| matches!(why, measure::Why::NotMeasured | measure::Why::Hidden)) {
        return None;
    }
    let spark = |content: &Arc<Content>, draw: fn(Spark<'_>) -> Figure| {
        drawn(content, measure, move |content, reading, as_of, width_px| {
            draw(Spark { reading, events: &events(content), months: content.address.months, as_of, width_px })
        })
    };
    match measure {
        Measure::DirectConversations => Some(spark(content, |input| sparkline::counts(input, "direct"))),
        Measure::WithoutTheDataTeam => Some(spark(content, |input| sparkline::shares(input, ("k", "n")))),
        Measure::LedToAction => Some(spark(content, |input| sparkline::shares(input, ("30.k", "30.n")))),
        Measure::DaysToAction if !reading.curve.is_empty() => {
            Some(drawn(content, measure, |_, reading, _, width_px| {
                let days = |amount: Option<f64>| amount.filter(|days| *days >= 0.0);
                let median = reading.value.map(|value| curve::Median {
                    days: value.amount(),
                    low: days(reading.low),
                    high: days(reading.high),
                });
                sparkline::curve(SparkCurve {
                    steps: &reading.curve,
                    median,
                    until_days: CURVE_DAYS,
                    begins: "conversation",
                    label: "Share of conversations that led to something, by days since they were held",
                    width_px,
                })
            }))
        }
        _ => None,
    }
}

/// A drawing of one reading; without the reading or a day it says that there is nothing.
fn drawn(
    content: &Arc<Content>,
    measure: Measure,
    draw: impl Fn(&Content, &Reading, Day, f64) -> Figure + Send + Sync + 'static,
) -> Draw {
    let content = Arc::clone(content);
    Arc::new(move |width_px| match content.reading(measure).zip(content.as_of) {
        Some((reading, as_of)) => draw(&content, reading, as_of, width_px),
        None => Figure::saying(width_px, 92.0, "There is no day to show this for."),
    })
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
