//! The figures of the views behind the front page, their data, and which rows a point stands for.

use super::{
    CURVE_DAYS, CURVE_LABEL, Drawing, STARTERS, drawn, events, joining, large, relying, sources, tiles,
    with_known_months,
};
use crate::app::address::GrainName;
use crate::app::content::Content;
use crate::app::question::Question;
use crate::figure::behaviour::{self, Behaviour};
use crate::figure::curve::{self, Curve, Median, Words};
use crate::figure::meeting_grid::{self, MeetingGrid, Side};
use crate::figure::multiples::{Grain, Multiples, multiples};
use crate::figure::quarters::history;
use crate::figure::ranges::{RangeRow, ranges};
use crate::figure::stack::{LEVELS, Part};
use crate::figure::{EventKind, Figure, Pick as Point, Table};
use crate::measure::{self, Measure, Meeting, Pick};
use crate::org::{Day, Month, Period, sort_by_key};
use crate::story::{self, Dated, say, text};

/// The shares that *Talking* shows together.
pub const SHARES: [Measure; 5] = [
    Measure::WithoutTheDataTeam,
    Measure::LedToAction,
    Measure::UsersAndOwnersTalk,
    Measure::TwoWayContact,
    Measure::OnlyThroughDataTeam,
];

/// The measures whose columns are of quarters where the address asks for them, besides who starts conversations.
pub const FOLDED: [Measure; 3] = [Measure::DataInUse, Measure::WhoLooksAfter, Measure::Surprises];

/// Every stack of columns, each from the baseline up.
pub const STACKS: [&[Part]; 5] =
    [&LEVELS, &relying::STANDINGS, &relying::KEEPERS, &relying::PROPOSERS, &relying::NOTICES];

/// The figure at a place for a width in px; `None` where there is nothing to draw, or no room for it.
pub fn figure(place: Drawing, content: &Content, width_px: f64) -> Option<Figure> {
    match place {
        Drawing::Direct => direct(content, width_px),
        Drawing::Shares => Some(shares(content, &SHARES, width_px)),
        Drawing::Curve => action_curve(content, width_px),
        Drawing::Meetings => Grid::new(content).and_then(|grid| meeting_grid::meeting_grid(grid.input(width_px))),
        Drawing::Starts(place) => starts(content, width_px).into_iter().nth(place),
        Drawing::Starters => None,
        Drawing::Relied => Some(shares(content, &relying::SHARES, width_px)),
        Drawing::Of(Measure::HowComplete) => sources::used(content, width_px),
        Drawing::Of(measure) => joining::figure(content, measure, width_px)
            .or_else(|| relying::figure(content, measure, width_px))
            .or_else(|| large::figure(content, measure, width_px)),
        Drawing::Lead | Drawing::Timeline | Drawing::Tile(_) => place.of_front_page(content, width_px),
    }
}

/// The data at a place as a table; for most that of the figure.
pub fn table(place: Drawing, content: &Content, figure: Option<&Figure>) -> Table {
    match (place, figure) {
        (Drawing::Meetings, _) => {
            Grid::new(content).map(|grid| meeting_grid::table(grid.input(0.0))).unwrap_or_default()
        }
        (Drawing::Starters, _) => starters_table(content),
        (Drawing::Timeline, _) => timeline_table(content),
        (_, figure) => figure.map(|figure| figure.table.clone()).unwrap_or_default(),
    }
}

/// What a point of the figure at a place asks about; `None` where it only says its numbers.
pub fn question(place: Drawing, content: &Content, point: Point, about: String) -> Option<Question> {
    let (measure, pick) = match (place, point) {
        (Drawing::Lead | Drawing::Direct, Point::Period { month, series }) => {
            (Measure::DirectConversations, Pick::Month { month, series })
        }
        (Drawing::Shares, Point::Row(row)) => (*SHARES.get(row)?, Pick::All),
        (Drawing::Curve, Point::Curve { t }) => (Measure::DaysToAction, Pick::Until { days: t }),
        (Drawing::Meetings, Point::Pair { row, column }) => {
            (Measure::OnlyThroughDataTeam, content.meeting_pick(row, column)?)
        }
        (Drawing::Starts(place), Point::Period { month, .. }) => {
            let (series, _) = STARTERS[place];
            let last = if grain(content) == Grain::Quarter { month.plus(2) } else { month };
            (Measure::TwoWayContact, Pick::Months { first: month, last, series: Some(series) })
        }
        (Drawing::Tile(measure @ Measure::OffersFromProducers), Point::Period { month, .. }) => {
            (measure, Pick::Months { first: month, last: month.plus(2), series: None })
        }
        (Drawing::Tile(measure @ Measure::EasyToFitIn), Point::Period { month, .. }) => {
            (measure, Pick::Wave { on: wave_of(content, month)?, series: None })
        }
        (Drawing::Relied, Point::Row(row)) => (*relying::SHARES.get(row)?, Pick::All),
        (Drawing::Tile(Measure::EasyToFitIn), Point::Row(row)) => {
            (Measure::EasyToFitIn, Pick::Wave { on: tiles::waves(content).get(row)?.0, series: None })
        }
        (Drawing::Of(Measure::HowComplete), Point::Row(row)) => (Measure::HowComplete, sources::row(content, row)?),
        (Drawing::Of(measure) | Drawing::Tile(measure), Point::Row(row)) => (
            measure,
            joining::row(measure, row).or_else(|| relying::row(measure, row)).or_else(|| large::row(measure, row))?,
        ),
        (Drawing::Of(measure) | Drawing::Tile(measure), Point::Period { month, series }) => {
            // The quarter that is running has no months after that of the day.
            let last = content.as_of.map_or(month.plus(2), |as_of| month.plus(2).min(as_of.month()));
            let quarter = Pick::Months { first: month, last, series };
            let is_folded =
                matches!(place, Drawing::Of(_)) && FOLDED.contains(&measure) && relying::is_by_quarter(content);
            let is_quarter = measure == Measure::OffersFromProducers || is_folded;
            (measure, if is_quarter { quarter } else { Pick::Month { month, series } })
        }
        (Drawing::Of(measure) | Drawing::Tile(measure), Point::Curve { t }) => (measure, Pick::Until { days: t }),
        _ => return None,
    };
    Some(Question { measure, pick, about })
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

/// What those who make data offered by themselves lately.
pub fn offers_table(content: &Content) -> Table {
    let offers = content.reading(Measure::OffersFromProducers).map(|reading| story::offers(&content.view(), reading));
    Table {
        head: ["Day", "Data", "What"].map(String::from).to_vec(),
        rows: offers.unwrap_or_default().into_iter().map(Vec::from).collect(),
    }
}

fn direct(content: &Content, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, Measure::DirectConversations)?;
    let reading = &with_known_months(reading);
    let months = content.address.months;
    Some(behaviour::behaviour(Behaviour { reading, events: &events(content), as_of, months, width_px }))
}

fn shares(content: &Content, measures: &[Measure], width_px: f64) -> Figure {
    let view = content.view();
    let row = |measure: Measure| {
        let reading = content.reading(measure)?;
        let earlier = content.earlier_reading(measure);
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
    let rows: Vec<RangeRow> = measures.iter().filter_map(|&measure| row(measure)).collect();
    ranges(&rows, "Shares with the range each could easily lie in", width_px)
}

fn action_curve(content: &Content, width_px: f64) -> Option<Figure> {
    let (reading, _) = drawn(content, Measure::DaysToAction)?;
    let window = content.opened.org.settings.action_window_days;
    let within = format!("within {window} days");
    let said = text::half(reading);
    let shown = |days: &f64| *days <= f64::from(CURVE_DAYS);
    let days = reading.value.map(measure::Quantity::amount).filter(shown);
    Some(curve::curve(Curve {
        steps: &reading.curve,
        open: &[],
        until_days: CURVE_DAYS,
        cases: reading.n,
        marked: u32::try_from(window).ok().filter(|&days| days < CURVE_DAYS).map(|days| (days, within.as_str())),
        median: days.map(|days| Median { days, low: reading.low, high: reading.high.filter(shown) }),
        words: Words {
            label: CURVE_LABEL,
            happened: "led to something",
            stopped: "",
            followed: "conversations",
            median: &said,
        },
        width_px,
    }))
}

/// Who starts conversations: a figure for each of [`STARTERS`].
fn starts(content: &Content, width_px: f64) -> Vec<Figure> {
    let Some((reading, as_of)) = drawn(content, Measure::TwoWayContact) else { return Vec::new() };
    let (grain, events) = (grain(content), &events(content));
    let points = history(&reading.series, content.address.months, grain == Grain::Quarter);
    multiples(Multiples { points, parts: &STARTERS, grain, events, as_of, width_px })
}

/// What the numbers of events stand for in all of them.
pub fn starters_notes(content: &Content) -> Vec<(String, String)> {
    starts(content, ANY_PX).pop().map(|figure| figure.notes).unwrap_or_default()
}

/// The data of all of them, a column for each.
fn starters_table(content: &Content) -> Table {
    let mut tables = starts(content, ANY_PX).into_iter().map(|figure| figure.table);
    let Some(mut all) = tables.next() else { return Table::default() };
    for table in tables {
        all.head.extend(table.head.into_iter().skip(1));
        for (row, more) in all.rows.iter_mut().zip(table.rows) {
            row.extend(more.into_iter().skip(1));
        }
    }
    all
}

/// What succeeded for the first time and what happened around it, oldest first.
fn timeline_table(content: &Content) -> Table {
    let view = content.view();
    let successes =
        content.successes.iter().map(|success| (success.on, "First success", story::first_success(&view, success)));
    let happened = events(content).into_iter().map(|event| {
        let kind = if event.kind == EventKind::LoggingChange { "Logging changed" } else { "Happened" };
        (event.on, kind, story::event(event.on, event.label))
    });
    let mut all: Vec<_> = successes.chain(happened).collect();
    sort_by_key(&mut all, |&(on, ..)| on);
    let row = |(_, kind, said): (Day, &str, Dated)| vec![said.on, kind.to_owned(), said.what, said.about];
    Table {
        head: ["Day", "Kind", "What", "About"].map(String::from).to_vec(),
        rows: all.into_iter().map(row).collect(),
    }
}

/// The data of the small figure of a number.
pub fn tile_table(content: &Content, measure: Measure) -> Table {
    (content.tools.draw_tile)(content, measure, ANY_PX).map(|figure| figure.table).unwrap_or_default()
}

/// Any width will do for a figure of which only the data is shown.
const ANY_PX: f64 = 640.0;

/// Columns by quarter unless the address asks for months: by month most of these parts are too few to tell anything.
fn grain(content: &Content) -> Grain {
    if content.address.grain == Some(GrainName::Month) { Grain::Month } else { Grain::Quarter }
}

/// The last wave of a month.
fn wave_of(content: &Content, month: Month) -> Option<Day> {
    let waves = content.reading(Measure::EasyToFitIn)?.series.iter().rev();
    waves
        .filter_map(|wave| if let Period::Day(day) = wave.period { Some(day) } else { None })
        .find(|day| day.month() == month)
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
        let cells = meetings.producers.iter().zip(meetings.lines()).map(|(row, cells)| {
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
