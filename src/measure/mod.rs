//! The organisation becomes readings.

mod catalogue;
mod reading;

pub use catalogue::{Family, Good, Measure, Unit};
pub use reading::{Cell, Forecast, Limits, Point, Quantity, Reading, Rule, Signal, Step, Why};
