//! What a measure says: plain data that knows nothing of words, pictures or pages.

use serde::{Serialize, Serializer};

use super::catalogue::{Measure, Unit};
use crate::org::{Day, Month, Period};
use crate::stats::wilson;

/// Why a reading has no value. A missing value is never a zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A table or column that the measure lives on is in no file.
    NotMeasured,
    /// There is nothing to count yet.
    NoData,
    /// There is too little history or too few cases to say.
    TooFew,
    /// The group is so small that a number could point at somebody.
    Hidden,
}

/// A value with its unit, so that a share is never added to a number of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// From 0 to 1.
    Share(f64),
    /// A number of things, or a typical number of them.
    Count(f64),
    /// Whole calendar days, or their median.
    Days(f64),
    /// A number of teams.
    Teams(f64),
    /// Days of work of one person.
    PersonDays(f64),
}

impl Quantity {
    /// The amount in this unit.
    pub fn new(unit: Unit, amount: f64) -> Self {
        match unit {
            Unit::Share => Self::Share(amount),
            Unit::Count => Self::Count(amount),
            Unit::Days => Self::Days(amount),
            Unit::Teams => Self::Teams(amount),
            Unit::PersonDays => Self::PersonDays(amount),
        }
    }

    /// The bare number.
    pub fn amount(self) -> f64 {
        match self {
            Self::Share(x) | Self::Count(x) | Self::Days(x) | Self::Teams(x) | Self::PersonDays(x) => x,
        }
    }
}

/// One measure, read at one day for one scope.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Which measure this is a reading of.
    pub measure: Measure,
    /// The number of the tile; `None` with a `why`, or, without one, for a median that is not reached (M23).
    pub value: Option<Quantity>,
    /// Why there is no value.
    pub why: Option<Why>,
    /// How many of `n`; `None` where the measure is no share.
    pub k: Option<u64>,
    /// Out of how many, or the number of cases of a median; `None` where the measure has neither.
    pub n: Option<u64>,
    /// Lower end of the 95% range of the value, in its unit.
    pub low: Option<f64>,
    /// Upper end of the 95% range of the value, in its unit.
    pub high: Option<f64>,
    /// The longest duration among the cases of a median, in days; `None` where the measure has no cases.
    pub longest_days: Option<u32>,
    /// Named numbers, in the order of the catalogue; `None` where the part is not known.
    pub parts: Vec<(String, Option<f64>)>,
    /// The history, oldest first.
    pub series: Vec<Point>,
    /// A step curve, by days.
    pub curve: Vec<Step>,
    /// The usual range of the charted series; `None` where there is too little history to have one.
    pub limits: Option<Limits>,
    /// Points of the charted series at which something changed.
    pub signals: Vec<Signal>,
    /// When a target could be reached; only `teams-sharing` has one.
    pub forecast: Option<Forecast>,
    /// Rows of named cells, in the order the measure defines.
    pub list: Vec<Vec<(&'static str, Cell)>>,
    /// Remarks for the reader, such as days on which logging changed.
    pub notes: Vec<String>,
}

impl Reading {
    /// A reading that says only why there is none (M5).
    pub fn missing(measure: Measure, why: Why) -> Self {
        Self { why: Some(why), ..Self::empty(measure) }
    }

    /// A share, with its 95% range; without anything to divide by it has no value.
    pub(super) fn share(measure: Measure, k: u64, n: u64) -> Self {
        let range = wilson(k, n);
        Self {
            value: range.map(|range| Quantity::Share(range.share)),
            why: range.is_none().then_some(Why::NoData),
            k: Some(k),
            n: Some(n),
            low: range.map(|range| range.low),
            high: range.map(|range| range.high),
            ..Self::empty(measure)
        }
    }

    /// The same reading, without a value and its range where there is a reason for none (M5).
    pub(super) fn without_value_if_missing(mut self) -> Self {
        if self.why.is_some() {
            (self.value, self.low, self.high) = (None, None, None);
        }
        self
    }

    /// A reading with nothing in it yet.
    pub(super) fn empty(measure: Measure) -> Self {
        Self {
            measure,
            value: None,
            why: None,
            k: None,
            n: None,
            low: None,
            high: None,
            longest_days: None,
            parts: Vec::new(),
            series: Vec::new(),
            curve: Vec::new(),
            limits: None,
            signals: Vec::new(),
            forecast: None,
            list: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The part of this name; `None` if it is not known or the measure has no such part.
    pub fn part(&self, name: &str) -> Option<f64> {
        self.parts.iter().find(|(part, _)| part == name).and_then(|&(_, value)| value)
    }
}

/// One period of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The month, quarter or wave.
    pub period: Period,
    /// Whether the data covers all of it; the running month is not complete and takes part in no comparison.
    pub complete: bool,
    /// Named numbers; `None` is not known, which differs from zero.
    pub values: Vec<(&'static str, Option<f64>)>,
}

impl Point {
    /// The number of this name; `None` if it is not known or there is no such name.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.values.iter().find(|(key, _)| *key == name).and_then(|&(_, value)| value)
    }
}

/// One step of a curve: what had happened by day `t`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Days since the start.
    pub t: u32,
    /// Cases that lasted at least `t` days.
    pub at_risk: u64,
    /// The share at `t`; what it is a share of is the measure's (M25).
    pub share: f64,
    /// Lower edge of the 95% band; `None` where the curve has no band.
    pub low: Option<f64>,
    /// Upper edge of the 95% band; `None` where the curve has no band.
    pub high: Option<f64>,
    /// The share that had stopped; only `first-talk-to-first-share` has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<f64>,
}

/// The usual range of a series (XmR), from the complete points of the running phase.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Limits {
    /// The mean of the points.
    pub mean: f64,
    /// The lower limit; `None` where it would not be above zero.
    pub low: Option<f64>,
    /// The upper limit.
    pub high: f64,
    /// True under twelve points: the limits may still move.
    pub trial: bool,
    /// The first month the limits come from.
    #[serde(serialize_with = "as_text")]
    pub since: Month,
}

/// A point of the charted series that is not one of its usual ups and downs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Signal {
    /// The month of the point.
    #[serde(serialize_with = "as_text")]
    pub period: Month,
    /// The rule that found it.
    pub rule: Rule,
}

/// Wheeler's rules for a behaviour chart, in the order in which signals of one month are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Strictly outside the limits.
    Outside,
    /// One of eight or more in a row strictly on one side of the mean.
    RunOfEight,
    /// One of three points of four strictly beyond half-way to the same limit.
    ThreeOfFour,
}

/// Two deterministic stories of when a target is reached, and the honest reasons for telling none (M28).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// Teams wanted; `None` without a target.
    pub target: Option<u64>,
    /// The day the target is set for.
    #[serde(serialize_with = "as_optional_text")]
    pub by: Option<Day>,
    /// Teams still missing.
    pub needed: Option<u64>,
    /// Months until the target at constant pace, with an even chance.
    pub pace_50: Option<u32>,
    /// Months until the target at constant pace, with 85%.
    pub pace_85: Option<u32>,
    /// Months until the target as the pool of teams shrinks, with an even chance.
    pub pool_50: Option<u32>,
    /// Months until the target as the pool of teams shrinks, with 85%.
    pub pool_85: Option<u32>,
    /// Quarter of the smaller 85% horizon.
    #[serde(serialize_with = "as_optional_text")]
    pub earliest: Option<Period>,
    /// Quarter of the larger 85% horizon.
    #[serde(serialize_with = "as_optional_text")]
    pub latest: Option<Period>,
    /// Why there is no date.
    pub why_no_forecast: Option<&'static str>,
}

/// One cell of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Words or an id.
    Text(String),
    /// A whole number.
    Number(u64),
}

fn as_text<T: std::fmt::Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
fn as_optional_text<T: std::fmt::Display, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}
