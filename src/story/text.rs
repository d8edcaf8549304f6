//! A reading as one short text: what a tile or a table cell says.

use super::say;
use crate::measure::{Quantity, Reading, Unit};

/// The value of a reading in words, with plain spaces: `63% (10 of 16)`, `6.4 weeks`, `no data yet`.
pub fn reading(reading: &Reading) -> String {
    if let Some(why) = reading.why {
        return say::why(why).to_owned();
    }
    match (reading.value, reading.k, reading.n) {
        (Some(Quantity::Share(_)), Some(k), Some(n)) => say::share(k, n),
        (Some(Quantity::Share(share)), ..) => say::percent(share),
        (Some(Quantity::Days(days)), ..) => say::days(Some(days)),
        (Some(Quantity::Count(count)), ..) => say::count(count as u64),
        (Some(Quantity::Teams(number) | Quantity::PersonDays(number)), ..) => say::one_decimal(number),
        // A median that is not reached: more than half of the cases are still open.
        (None, ..) if reading.measure.unit() == Unit::Days => {
            reading.longest_days.map_or_else(|| say::days(None), say::more_than_half_open)
        }
        (None, ..) => say::why(crate::measure::Why::NoData).to_owned(),
    }
}

/// The same for a page: thousands apart, and nothing that a line could break.
pub fn shown(reading: &Reading) -> String {
    let text = match (reading.why, reading.value, reading.k, reading.n) {
        (None, Some(Quantity::Share(_)), Some(k), Some(n)) if n > 0 => {
            return share(k, n);
        }
        (None, Some(Quantity::Count(count)), ..) => say::grouped(count as u64),
        _ => self::reading(reading),
    };
    say::keep_together(&text)
}

/// The time that half of the cases do not exceed, and the range it could easily be in, each as a part of a sentence.
pub fn half(reading: &Reading) -> Vec<String> {
    let days = |days: f64| say::keep_together(&say::days(Some(days)));
    let half = reading.value.map(|value| ["half take less than ", &days(value.amount())].concat());
    let range = match (reading.low, reading.high) {
        (Some(low), Some(high)) => Some(format!("could easily be between {} and {}", days(low), days(high))),
        (Some(low), None) => Some(format!("could easily be {} or more", days(low))),
        _ => None,
    };
    half.into_iter().chain(range).collect()
}

/// k of n for a page: thousands apart, and nothing that a line could break.
pub fn share(k: u64, n: u64) -> String {
    let plain = say::share(k, n);
    let of = [&say::grouped(k), " of ", &say::grouped(n)].concat();
    let text = match plain.split_once(" (") {
        Some((percent, _)) => [percent, " (", &of, ")"].concat(),
        None if n > 0 => of,
        None => plain,
    };
    say::keep_together(&text)
}
