//! The small drawing of each tile that can have one.

use super::{CURVE_DAYS, CURVE_LABEL, drawn, events, with_known_months};
use crate::app::content::Content;
use crate::figure::Figure;
use crate::figure::curve::Median;
use crate::figure::spark_parts::{self, PartOf};
use crate::figure::spark_rise::{self, Rise};
use crate::figure::sparkline::{self, Spark, SparkCurve};
use crate::figure::strip::{self, Size, Strip};
use crate::measure::{CHOSEN_AND_DELIVERED, Measure, Quantity, Reading, days_by_team, use_cases_by_month};
use crate::org::{Day, Period};
use crate::stats::wilson;
use crate::story;

/// Draws the tile of a measure for a width in px; `None` where there is nothing to draw, and for one that is not of its group.
pub type TileDrawer = fn(&Content, Measure, f64) -> Option<Figure>;

/// Draws any tile.
pub fn every(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let of_front_pages = start(content, measure, width_px)
        .or_else(|| habit(content, measure, width_px))
        .or_else(|| deepen(content, measure, width_px));
    of_front_pages.or_else(|| {
        let tile = Tile::of(content, measure, width_px)?;
        Some(match measure {
            Measure::DaysToAction | Measure::StillUsedLater => curve(tile.reading, width_px)?,
            Measure::TeamsSharing => tile.counts("ever"),
            Measure::Upkeep => tile.counts("per_dataset"),
            Measure::PaceOfImprovement => tile.counts("releases"),
            _ => return None,
        })
    })
}

/// Draws the tiles of the front page of an organisation that starts.
pub fn start(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let tile = Tile::of(content, measure, width_px)?;
    Some(match measure {
        Measure::DirectConversations => {
            tile.spark(&with_known_months(tile.reading), |spark| sparkline::counts(spark, "direct"))
        }
        Measure::DaysToGetStarted => started(content, tile.reading, Size::Tile, width_px),
        _ => return tile.first(measure),
    })
}

/// The same of an organisation in which it becomes a habit.
pub fn habit(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let tile = Tile::of(content, measure, width_px)?;
    Some(match measure {
        Measure::FirstTalkToFirstShare => curve(tile.reading, width_px)?,
        Measure::OffersFromProducers => {
            let others = ["consumer", "data_team", "unknown"];
            tile.columns("producer", &others, ["by those who make it", "by others"])
        }
        Measure::UseCasesDelivered => delivered(content, width_px),
        _ => return tile.first(measure),
    })
}

/// The same of an organisation in which it goes deeper.
pub fn deepen(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let tile = Tile::of(content, measure, width_px)?;
    Some(match measure {
        Measure::WhoLooksAfter => tile.columns("by_data_team", &["by_domain"], ["by a data team", "by the teams"]),
        Measure::DataInUse => {
            let whole = with_whole(tile.reading, &["in_use", "new", "not_used"]);
            tile.spark(&whole, |spark| sparkline::shares(spark, ("in_use", WHOLE)))
        }
        Measure::Surprises => {
            let parts = surprises(tile.reading, content.address.months);
            spark_parts::columns(&parts, ["surprises", "announced in time"], width_px)
        }
        Measure::UseCasesDelivered => delivered(content, width_px),
        _ => return tile.first(measure),
    })
}

/// What the drawing of a tile is made of.
struct Tile<'a> {
    content: &'a Content,
    reading: &'a Reading,
    as_of: Day,
    width_px: f64,
}

impl<'a> Tile<'a> {
    fn of(content: &'a Content, measure: Measure, width_px: f64) -> Option<Self> {
        let (reading, as_of) = drawn(content, measure)?;
        Some(Self { content, reading, as_of, width_px })
    }

    /// What every front page may show.
    fn first(&self, measure: Measure) -> Option<Figure> {
        Some(match measure {
            Measure::WithoutTheDataTeam => self.shares(("k", "n")),
            Measure::LedToAction => self.shares(("30.k", "30.n")),
            Measure::EasyToFitIn => {
                let waves: Vec<PartOf> = waves(self.content).into_iter().map(|(_, wave)| wave).collect();
                spark_parts::waves(&waves, "Share of answers 4 and 5, each time people were asked", self.width_px)
            }
            _ => return None,
        })
    }

    fn spark(&self, reading: &Reading, draw: impl Fn(Spark<'_>) -> Figure) -> Figure {
        let events = events(self.content);
        let months = self.content.address.months;
        draw(Spark { reading, events: &events, months, as_of: self.as_of, width_px: self.width_px })
    }

    fn counts(&self, key: &'static str) -> Figure {
        self.spark(self.reading, |spark| sparkline::counts(spark, key))
    }

    fn shares(&self, keys: (&'static str, &'static str)) -> Figure {
        self.spark(self.reading, |spark| sparkline::shares(spark, keys))
    }

    fn columns(&self, k: &str, others: &[&str], names: [&'static str; 2]) -> Figure {
        spark_parts::columns(&columns(self.reading, self.content.address.months, k, others), names, self.width_px)
    }
}

/// Whether the tile of a measure has a drawing.
pub fn has_tile(content: &Content, measure: Measure) -> bool {
    let Some((reading, _)) = drawn(content, measure) else { return false };
    match measure {
        Measure::DirectConversations
        | Measure::WithoutTheDataTeam
        | Measure::LedToAction
        | Measure::TeamsSharing
        | Measure::Upkeep
        | Measure::DataInUse
        | Measure::PaceOfImprovement
        | Measure::OffersFromProducers
        | Measure::WhoLooksAfter
        | Measure::Surprises => !reading.series.is_empty(),
        Measure::DaysToAction | Measure::FirstTalkToFirstShare | Measure::StillUsedLater => !reading.curve.is_empty(),
        Measure::DaysToGetStarted | Measure::UseCasesDelivered => reading.n.is_some_and(|n| n > 0),
        Measure::EasyToFitIn => !waves(content).is_empty(),
        _ => false,
    }
}

/// The curve of a measure up to where a tile ends, with its median where it has one.
fn curve(reading: &Reading, width_px: f64) -> Option<Figure> {
    let last = reading.curve.last()?.t;
    let (until_days, begins, label) = match reading.measure {
        Measure::DaysToAction => (CURVE_DAYS, "conversation", CURVE_LABEL),
        Measure::FirstTalkToFirstShare => {
            (last.max(90), "first talk", "Share of teams that had shared, by time since the first talk")
        }
        _ => (
            last.clamp(182, 730),
            "first use",
            "Share of those who began to use data that still did, by time since then",
        ),
    };
    let median = match reading.value {
        Some(Quantity::Days(days)) => Some(Median { days, low: reading.low, high: reading.high }),
        _ => None,
    };
    Some(sparkline::curve(SparkCurve { steps: &reading.curve, median, until_days, begins, label, width_px }))
}

/// How many use cases were chosen, and how many of them delivered, month after month.
fn delivered(content: &Content, width_px: f64) -> Figure {
    spark_rise::rise(Rise {
        points: &use_cases_by_month(&content.view()),
        lines: CHOSEN_AND_DELIVERED,
        months: content.address.months,
        label: "Use cases chosen and delivered so far, by month",
        width_px,
    })
}

/// What getting started took each team, and what was promised.
pub(super) fn started(content: &Content, reading: &Reading, size: Size, width_px: f64) -> Figure {
    strip::strip(Strip {
        values: &days_by_team(&content.view()),
        half: reading.value.map(Quantity::amount),
        promised: content.opened.org.settings.promised_days,
        unit: "days of work",
        each: "team",
        size,
        label: "Days of work that getting started took each engineer, a dot for each team",
        width_px,
    })
}

/// The times people were asked, with their days; none if so few answered the last time that a trend would mislead.
pub(super) fn waves(content: &Content) -> Vec<(Day, PartOf)> {
    let Some((reading, _)) = drawn(content, Measure::EasyToFitIn) else { return Vec::new() };
    if !reading.series.last().is_some_and(story::is_comparable) {
        return Vec::new();
    }
    let wave = |point: &crate::measure::Point| {
        let Period::Day(day) = point.period else { return None };
        let (k, n) = (point.get("k")? as u64, point.get("n")? as u64);
        let range = wilson(k, n).map(|range| (range.low, range.high));
        Some((day, PartOf { period: point.period, complete: true, k, n, range }))
    };
    reading.series.iter().filter(|point| story::is_comparable(point)).filter_map(wave).collect()
}

/// The last periods of a series as a part and the whole that it makes with others; what is not known of them counts as none of it.
fn columns(reading: &Reading, months: usize, k: &str, others: &[&str]) -> Vec<PartOf> {
    let part = |point: &crate::measure::Point| {
        let part = point.get(k)?;
        let rest: f64 = others.iter().filter_map(|name| point.get(name)).sum();
        Some(part_of(point, part, part + rest))
    };
    let each = if matches!(reading.series.last().map(|point| point.period), Some(Period::Quarter(_))) { 3 } else { 1 };
    reading.series[reading.series.len().saturating_sub(months / each + 1)..].iter().filter_map(part).collect()
}

fn surprises(reading: &Reading, months: usize) -> Vec<PartOf> {
    let part = |point: &crate::measure::Point| Some(part_of(point, point.get("k")?, point.get("n")?));
    reading.series[reading.series.len().saturating_sub(months + 1)..].iter().filter_map(part).collect()
}

fn part_of(point: &crate::measure::Point, k: f64, n: f64) -> PartOf {
    PartOf { period: point.period, complete: point.complete, k: k as u64, n: n as u64, range: None }
}

/// The name of the sum that [`with_whole`] adds to a series.
const WHOLE: &str = "whole";

/// The same reading, with the sum of some of its series beside them.
fn with_whole(reading: &Reading, parts: &[&str]) -> Reading {
    let mut reading = reading.clone();
    for point in &mut reading.series {
        let whole = parts.iter().filter_map(|part| point.get(part)).reduce(|sum, part| sum + part);
        point.values.push((WHOLE, whole));
    }
    reading
}
