//! Readings as JSON, for other programs: full numbers, every key always there.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Since, text};
use crate::measure::{Cell, Forecast, Good, Limits, Point, Reading, Signal, Step, Unit, Why};
use crate::org::{Day, View};

/// All readings of a view.
#[derive(Serialize)]
pub struct ReadingsJson<'a> {
    as_of: Option<String>,
    organisation: Option<&'a str>,
    readings: Vec<ReadingJson<'a>>,
}

impl<'a> ReadingsJson<'a> {
    /// The readings, in the order given.
    pub fn new(view: &'a View<'a>, readings: &'a [Reading]) -> Self {
        Self {
            as_of: view.as_of.as_ref().map(Day::to_string),
            organisation: view.org.settings.organisation.as_deref(),
            readings: readings.iter().map(ReadingJson::new).collect(),
        }
    }
}

/// Readings on two days: those of now, as without a day to compare with, and beside them the earlier ones.
#[derive(Serialize)]
pub struct SinceJson<'a> {
    #[serde(flatten)]
    now: ReadingsJson<'a>,
    since: EarlierJson<'a>,
}

#[derive(Serialize)]
struct EarlierJson<'a> {
    #[serde(flatten)]
    before: ReadingsJson<'a>,
    changes: Vec<Since>,
}

impl<'a> SinceJson<'a> {
    /// Readings on two days, and what may be said of each measure.
    pub fn new(now: (&'a View<'a>, &'a [Reading]), before: (&'a View<'a>, &'a [Reading]), changes: Vec<Since>) -> Self {
        Self {
            now: ReadingsJson::new(now.0, now.1),
            since: EarlierJson { before: ReadingsJson::new(before.0, before.1), changes },
        }
    }
}

#[derive(Serialize)]
struct ReadingJson<'a> {
    measure: &'static str,
    value: Option<f64>,
    unit: Unit,
    k: Option<u64>,
    n: Option<u64>,
    low: Option<f64>,
    high: Option<f64>,
    text: String,
    why: Option<Why>,
    good: Good,
    #[serde(serialize_with = "parts")]
    parts: &'a [(String, Option<f64>)],
    series: Vec<PointJson<'a>>,
    curve: &'a [Step],
    limits: Option<Limits>,
    signals: &'a [Signal],
    forecast: Option<&'a Forecast>,
    list: Vec<RowJson<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct PointJson<'a> {
    period: String,
    complete: bool,
    #[serde(serialize_with = "values")]
    values: &'a [(&'static str, Option<f64>)],
}

#[derive(Serialize)]
struct RowJson<'a>(#[serde(serialize_with = "cells")] &'a [(&'static str, Cell)]);

impl<'a> ReadingJson<'a> {
    fn new(reading: &'a Reading) -> Self {
        let measure = reading.measure;
        Self {
            measure: measure.slug(),
            value: reading.value.map(crate::measure::Quantity::amount),
            unit: measure.unit(),
            k: reading.k,
            n: reading.n,
            low: reading.low,
            high: reading.high,
            text: text::reading(reading),
            why: reading.why,
            good: measure.good(),
            parts: &reading.parts,
            series: reading.series.iter().map(PointJson::new).collect(),
            curve: &reading.curve,
            limits: reading.limits,
            signals: &reading.signals,
            forecast: reading.forecast.as_ref(),
            list: reading.list.iter().map(|row| RowJson(row)).collect(),
            notes: &reading.notes,
        }
    }
}

impl<'a> PointJson<'a> {
    fn new(point: &'a Point) -> Self {
        Self { period: point.period.to_string(), complete: point.complete, values: &point.values }
    }
}

fn parts<S: Serializer>(parts: &&[(String, Option<f64>)], serializer: S) -> Result<S::Ok, S::Error> {
    map(parts.iter().map(|(name, value)| (name.as_str(), value)), serializer)
}

fn values<S: Serializer>(values: &&[(&'static str, Option<f64>)], serializer: S) -> Result<S::Ok, S::Error> {
    map(values.iter().map(|(name, value)| (*name, value)), serializer)
}

fn cells<S: Serializer>(cells: &&[(&'static str, Cell)], serializer: S) -> Result<S::Ok, S::Error> {
    map(cells.iter().map(|(name, cell)| (*name, cell)), serializer)
}

/// Named values in their order, which a reader may rely on.
fn map<'a, V: Serialize + 'a, S: Serializer>(
    entries: impl Iterator<Item = (&'a str, &'a V)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (name, value) in entries {
        map.serialize_entry(name, value)?;
    }
    map.end()
}
