//! The small drawing of each tile that can have one.

use super::{CURVE_DAYS, CURVE_LABEL, drawn, events, with_known_months};
use crate::app::content::Content;
use crate::figure::Figure;
use crate::figure::curve::Median;
use crate::figure::spark_parts::{self, PartOf};
use crate::figure::sparkline::{self, Spark, SparkCurve};
use crate::figure::strip::{self, Size, Strip};
use crate::measure::{Measure, Quantity, Reading, days_by_team};
use crate::org::{Day, Period};
use crate::stats::wilson;
use crate::story;

/// The drawing of a tile for a width in px; `None` where there is none.
pub(super) fn tile(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    let months = content.address.months;
    let spark = |reading: &Reading, draw: &dyn Fn(Spark<'_>) -> Figure| {
        draw(Spark { reading, events: &events(content), months, as_of, width_px })
    };
    let counts = |key: &'static str| spark(reading, &|input| sparkline::counts(input, key));
    let shares = |keys: (&'static str, &'static str)| spark(reading, &|input| sparkline::shares(input, keys));
    let columns =
        |k: &str, others: &[&str], names| spark_parts::columns(&columns(reading, months, k, others), names, width_px);
    Some(match measure {
        Measure::DirectConversations => spark(&with_known_months(reading), &|input| sparkline::counts(input, "direct")),
        Measure::WithoutTheDataTeam => shares(("k", "n")),
        Measure::LedToAction => shares(("30.k", "30.n")),
        Measure::DaysToAction | Measure::FirstTalkToFirstShare | Measure::StillUsedLater => curve(reading, width_px)?,
        Measure::TeamsSharing => counts("ever"),
        Measure::DaysToGetStarted => started(content, reading, Size::Tile, width_px),
        Measure::EasyToFitIn => {
            let waves: Vec<PartOf> = waves(content).into_iter().map(|(_, wave)| wave).collect();
            spark_parts::waves(&waves, "Share of answers 4 and 5, each time people were asked", width_px)
        }
        Measure::Upkeep => counts("per_dataset"),
        Measure::DataInUse => {
            let whole = with_whole(reading, &["in_use", "new", "not_used"]);
            spark(&whole, &|input| sparkline::shares(input, ("in_use", WHOLE)))
        }
        Measure::PaceOfImprovement => counts("releases"),
        Measure::OffersFromProducers => {
            columns("producer", &["consumer", "data_team", "unknown"], ["by those who make it", "by others"])
        }
        Measure::WhoLooksAfter => columns("by_data_team", &["by_domain"], ["by a data team", "by the teams"]),
        Measure::Surprises => {
            spark_parts::columns(&surprises(reading, months), ["surprises", "announced in time"], width_px)
        }
        _ => return None,
    })
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
        Measure::DaysToGetStarted => reading.n.is_some_and(|n| n > 0),
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
