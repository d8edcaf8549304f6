//! Rows become the organisation in memory: interned ids, columns rather than structs, a calendar.

mod calendar;

pub use calendar::{Day, Month, Period};
