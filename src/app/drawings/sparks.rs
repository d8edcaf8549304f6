//! The small drawings of tiles whose numbers are no conversations.

use super::{Content, drawn};
use crate::figure::spark_parts::{PartOf, columns, waves};
use crate::figure::sparkline::{self, Spark, SparkCurve};
use crate::figure::{Figure, curve};
use crate::measure::{Measure, Point, Quantity, Reading};

/// A curve of teams is drawn up to a year.
const CURVE_DAYS: u32 = 365;
const SHARED: &str = "Share of teams that had shared, by days since the first conversation about their data";
const WAVES: &str = "Share of answers 4 and 5, each time that people were asked";

/// The drawing of a tile; `None` where the measure has none.
pub fn spark(spark: Spark<'_>, measure: Measure) -> Option<Figure> {
    let reading = spark.reading;
    match measure {
        Measure::TeamsSharing => Some(sparkline::counts(spark, "ever")),
        Measure::Surprises => Some(sparkline::shares(spark, ("k", "n"))),
        Measure::PaceOfImprovement => Some(sparkline::counts(spark, "releases")),
        Measure::FirstTalkToFirstShare if !reading.curve.is_empty() => {
            let median = |value: Quantity| curve::Median { days: value.amount(), low: reading.low, high: reading.high };
            Some(sparkline::curve(SparkCurve {
                steps: &reading.curve,
                median: reading.value.map(median),
                until_days: CURVE_DAYS,
                begins: "first talk",
                label: SHARED,
                width_px: spark.width_px,
            }))
        }
        Measure::OffersFromProducers => {
            let quarters = spark.months.div_ceil(3) + 1;
            let shown = &reading.series[reading.series.len().saturating_sub(quarters)..];
            let parts: Vec<PartOf> = shown.iter().map(offers).collect();
            Some(columns(&parts, ["offered by producers", "by users or the data team"], spark.width_px))
        }
        Measure::EasyToFitIn if has_half(reading) => {
            let parts: Vec<PartOf> = reading.series.iter().filter_map(wave).collect();
            Some(waves(&parts, WAVES, spark.width_px))
        }
        _ => None,
    }
}

/// Whether the tile of a measure has one of these drawings.
pub fn has_spark(content: &Content, measure: Measure) -> bool {
    let Some((reading, _)) = drawn(content, measure) else { return false };
    match measure {
        Measure::TeamsSharing | Measure::Surprises | Measure::PaceOfImprovement | Measure::OffersFromProducers => {
            !reading.series.is_empty()
        }
        Measure::FirstTalkToFirstShare => !reading.curve.is_empty(),
        Measure::EasyToFitIn => has_half(reading),
        _ => false,
    }
}

/// The offers of a quarter, and those of producers among them.
fn offers(point: &Point) -> PartOf {
    let n: f64 = point.values.iter().filter_map(|(_, count)| *count).sum();
    let k = point.get("producer").unwrap_or(0.0);
    PartOf { period: point.period, complete: point.complete, k: k as u64, n: n as u64, range: None }
}

/// The answers of a wave; `None` where they are hidden.
fn wave(point: &Point) -> Option<PartOf> {
    let (k, n) = (point.get("k")? as u64, point.get("n")? as u64);
    let range = crate::stats::wilson(k, n).map(|range| (range.low, range.high));
    Some(PartOf { period: point.period, complete: point.complete, k, n, range })
}

/// Whether at least half of those asked answered the last time; otherwise those who kept silent could have said anything (M31).
fn has_half(reading: &Reading) -> bool {
    let last = reading.series.last();
    let counts = last.and_then(|wave| wave.get("n").zip(wave.get("asked")));
    counts.is_some_and(|(answered, asked)| answered > 0.0 && answered * 2.0 >= asked)
}
