//! Words for numbers and dates. The only place that formats them for people.
//!
//! Texts have plain spaces, as in JSON; [`keep_together`] makes those that must not break on a page.

use crate::measure::Why;
use crate::org::{Day, Month, Period};

/// Days in a month, on average over four years.
const DAYS_A_MONTH: f64 = 30.4375;
/// Added before rounding, so that a half which arithmetic left a hair short still goes up (M19).
const ROUNDING: f64 = 1e-9;
/// A share of fewer is said as k of n alone.
const FEWEST_FOR_PERCENT: u64 = 5;
const NO_DATA: &str = "no data yet";
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number for a tile, in the parts that are set in different sizes. Holds no-break spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// What is set large: `5.4`, `63%`, `3 of 4`, `same day`.
    pub figure: String,
    /// The unit after it; `None` where the figure says all.
    pub unit: Option<&'static str>,
    /// `10 of 16`; `None` where there is no k and n, or the figure is them.
    pub of: Option<String>,
}

/// k of n in words: `63% (10 of 16)`, `3 of 4`, `less than 1% (1 of 300)` (M19).
pub fn share(k: u64, n: u64) -> String {
    match (n, percent_of(k, n)) {
        (0, _) => NO_DATA.to_owned(),
        (1..FEWEST_FOR_PERCENT, _) => format!("{k} of {n}"),
        (_, percent) => format!("{percent} ({k} of {n})"),
    }
}

/// A share without k and n: `14%` (M19).
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 {
        "less than 1%".to_owned()
    } else if share > 0.99 && share < 1.0 {
        "more than 99%".to_owned()
    } else {
        format!("{}%", (share * 100.0 + ROUNDING + 0.5).floor() as i64)
    }
}

/// A duration in the largest unit that fits: `2.5 days`, `6.4 weeks`, `same day` (M22). `None` is not known yet.
pub fn days(days: Option<f64>) -> String {
    let (figure, unit) = duration(days);
    unit.map_or(figure.clone(), |unit| format!("{figure} {unit}"))
}

/// A median that is not reached, with the longest duration there is (M23).
pub fn more_than_half_open(longest_days: u32) -> String {
    format!("more than half still open after {longest_days} {}", if longest_days == 1 { "day" } else { "days" })
}

/// A whole number in plain digits, as in JSON.
pub fn count(number: u64) -> String {
    number.to_string()
}

/// One decimal, left off where it is 0: `1`, `1.5` (M19).
pub fn one_decimal(number: f64) -> String {
    let tenths = (number * 10.0 + ROUNDING + 0.5).floor() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// A number from elsewhere, as it was written: with up to three decimals, and commas between thousands.
pub fn as_reported(number: f64) -> String {
    // Larger numbers have no decimals to be rounded.
    if number.abs() >= 1e15 {
        return number.to_string();
    }
    let thousandths = (number.abs() * 1000.0).round() as u64;
    let sign = if number < 0.0 && thousandths > 0 { "\u{2212}" } else { "" };
    let decimals = format!("{:03}", thousandths % 1000);
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    [sign, &grouped(thousandths / 1000), point, decimals].concat()
}

/// Why there is no number (M5).
pub fn why(why: Why) -> &'static str {
    match why {
        Why::NotMeasured => "not measured here",
        Why::NoData => NO_DATA,
        Why::TooFew => "too few to say",
        Why::Hidden => "hidden: group too small",
    }
}

/// A whole number with its thousands apart: `41,822`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A day: `12 November 2026`.
pub fn date(day: Day) -> String {
    format!("{} {}", day_of_year(day), day.month().year())
}

/// A day of a year that is clear: `31 March`.
pub fn day_of_year(day: Day) -> String {
    format!("{} {}", day.since(day.month().first_day()) + 1, name(day.month()))
}

/// A month: `August 2026`.
pub fn month(month: Month) -> String {
    format!("{} {}", name(month), month.year())
}

/// The months from `first` to `last`, both included: `Aug–Oct 2026`, `Nov 2025–Jan 2026`, `Aug 2026`.
pub fn months(first: Month, last: Month) -> String {
    if first == last {
        format!("{} {}", short_name(last), last.year())
    } else if first.year() == last.year() {
        format!("{}–{} {}", short_name(first), short_name(last), last.year())
    } else {
        format!("{} {}–{} {}", short_name(first), first.year(), short_name(last), last.year())
    }
}

/// A period of a series, as short as an axis needs it: `Aug 2026`, `Q3 2026`, `12 Aug 2026`.
pub fn period(period: Period) -> String {
    match period {
        Period::Month(month) => months(month, month),
        Period::Quarter(first) => format!("Q{} {}", first.month_of_year().div_ceil(3), first.year()),
        Period::Day(day) => {
            let month = day.month();
            format!("{} {}", day.since(month.first_day()) + 1, months(month, month))
        }
    }
}

/// The same text for a page, where it stays on one line: no-break spaces, and dashes that do not let a line end after
/// them.
pub fn keep_together(text: &str) -> String {
    text.replace(' ', "\u{a0}").replace('–', "\u{2060}–\u{2060}")
}

impl Number {
    /// A share for a tile.
    pub fn share(k: u64, n: u64) -> Self {
        let of = keep_together(&format!("{} of {}", grouped(k), grouped(n)));
        match n {
            0 => Self::words(NO_DATA),
            1..FEWEST_FOR_PERCENT => Self { figure: of, unit: None, of: None },
            _ => Self { figure: keep_together(&percent_of(k, n)), unit: None, of: Some(of) },
        }
    }

    /// A share without k and n for a tile.
    pub fn percent(share: f64) -> Self {
        Self::words(&percent(share))
    }

    /// A duration for a tile.
    pub fn days(days: Option<f64>) -> Self {
        let (figure, unit) = duration(days);
        Self { unit, ..Self::words(&figure) }
    }

    /// A whole number for a tile.
    pub fn count(number: u64) -> Self {
        Self::words(&grouped(number))
    }

    /// A number with one decimal for a tile.
    pub fn one_decimal(number: f64) -> Self {
        Self::words(&one_decimal(number))
    }

    /// Words in place of a number.
    pub fn words(text: &str) -> Self {
        Self { figure: keep_together(text), unit: None, of: None }
    }
}

/// The percent of k of n, rounded from the fraction itself: no binary fraction stands between (M19). Empty when n = 0.
fn percent_of(k: u64, n: u64) -> String {
    let (part, whole) = (u128::from(k), u128::from(n));
    if whole == 0 {
        String::new()
    } else if part > 0 && part * 100 < whole {
        "less than 1%".to_owned()
    } else if part < whole && part * 100 > whole * 99 {
        "more than 99%".to_owned()
    } else {
        format!("{}%", (part * 200 + whole) / (whole * 2))
    }
}

/// The figure of a duration and its unit, if it has one.
fn duration(days: Option<f64>) -> (String, Option<&'static str>) {
    let Some(days) = days else { return ("not known yet".to_owned(), None) };
    let (amount, one, many) = if days <= 0.0 {
        return ("same day".to_owned(), None);
    } else if days < 14.0 {
        (days, "day", "days")
    } else if days < 60.0 {
        (days / 7.0, "week", "weeks")
    } else {
        (days / DAYS_A_MONTH, "month", "months")
    };
    let figure = one_decimal(amount);
    let unit = if figure == "1" { one } else { many };
    (figure, Some(unit))
}

fn name(month: Month) -> &'static str {
    MONTHS[(month.month_of_year() as usize - 1) % 12]
}

/// The first three letters, which are ASCII.
fn short_name(month: Month) -> &'static str {
    &name(month)[..3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn shares_in_words() {
        for (k, n, text) in [
            (0, 1, "0 of 1"),
            (3, 4, "3 of 4"),
            (1, 8, "13% (1 of 8)"),
            (1, 100, "1% (1 of 100)"),
            (99, 100, "99% (99 of 100)"),
            (994, 1000, "more than 99% (994 of 1000)"),
            (9, 1000, "less than 1% (9 of 1000)"),
            (145, 1000, "15% (145 of 1000)"),
            (u64::MAX, u64::MAX, "100% (18446744073709551615 of 18446744073709551615)"),
        ] {
            assert_eq!(share(k, n), text, "M19");
        }
    }

    #[test]
    fn shares_without_k_and_n_say_0_and_100_only_when_exact() {
        let said = [0.0, 0.004, 0.01, 0.144_9, 0.145, 0.29, 0.99, 0.991, 1.0].map(percent);
        assert_eq!(said, ["0%", "less than 1%", "1%", "14%", "15%", "29%", "99%", "more than 99%", "100%"]);
    }

    #[test]
    fn durations_in_words() {
        for (amount, text) in [
            (0.5, "0.5 days"),
            (0.97, "1 day"),
            (13.97, "14 days"),
            (59.9, "8.6 weeks"),
            (60.0, "2 months"),
            (82.0, "2.7 months"),
            (1e6, "32854.2 months"),
        ] {
            assert_eq!(days(Some(amount)), text, "M22");
        }
        assert_eq!(more_than_half_open(509), "more than half still open after 509 days");
        assert_eq!(more_than_half_open(1), "more than half still open after 1 day");
    }

    #[test]
    fn halves_go_up_even_where_binary_fractions_fall_short() {
        // 0.15 and 1.45 lie below their decimal selves, 0.35 above.
        let said = [0.15, 1.45, 0.35, 0.05, 0.049, 12.0, 0.04, -0.01].map(one_decimal);
        assert_eq!(said, ["0.2", "1.5", "0.4", "0.1", "0", "12", "0", "0"]);
    }

    #[test]
    fn numbers_from_elsewhere_keep_up_to_three_decimals() {
        for (number, said) in [
            (0.0, "0"),
            (0.35, "0.35"),
            (-0.0001, "0"),
            (-2.5, "\u{2212}2.5"),
            (12_345.678_9, "12,345.679"),
            (1.0005, "1.001"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(as_reported(number), said);
        }
    }

    #[test]
    fn numbers_for_tiles_keep_figure_and_unit_apart() {
        let parts = |number: Number| (number.figure, number.unit, number.of);
        assert_eq!(parts(Number::days(Some(164.0))), ("5.4".into(), Some("months"), None));
        assert_eq!(parts(Number::days(Some(1.0))), ("1".into(), Some("day"), None));
        assert_eq!(parts(Number::days(Some(0.0))), ("same\u{a0}day".into(), None, None));
        assert_eq!(parts(Number::share(1302, 41_822)), ("3%".into(), None, Some("1,302\u{a0}of\u{a0}41,822".into())));
        assert_eq!(parts(Number::share(3, 4)), ("3\u{a0}of\u{a0}4".into(), None, None));
        assert_eq!(parts(Number::share(0, 0)), ("no\u{a0}data\u{a0}yet".into(), None, None));
        assert_eq!(parts(Number::percent(0.141_5)), ("14%".into(), None, None));
        assert_eq!(parts(Number::count(41_822)), ("41,822".into(), None, None));
        assert_eq!(parts(Number::one_decimal(1.5)), ("1.5".into(), None, None));
    }

    #[test]
    fn thousands_stand_apart_on_a_page_and_not_in_json() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (41_822, "41,822"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(count(41_822), "41822");
    }

    #[test]
    fn dates_for_people() {
        assert_eq!(date(day("2026-11-12")), "12 November 2026");
        assert_eq!(day_of_year(day("2026-03-31")), "31 March");
        let [august, october, november, january] =
            ["2026-08-01", "2026-10-31", "2025-11-05", "2026-01-01"].map(|text| day(text).month());
        assert_eq!(month(august), "August 2026");
        assert_eq!(months(august, october), "Aug–Oct 2026");
        assert_eq!(months(november, january), "Nov 2025–Jan 2026");
        assert_eq!(months(august, august), "Aug 2026");
        assert_eq!(keep_together(&months(august, october)), "Aug\u{2060}–\u{2060}Oct\u{a0}2026");
        assert_eq!(period(Period::Month(august)), "Aug 2026");
        assert_eq!(period(Period::Quarter(october)), "Q4 2026");
        assert_eq!(period(Period::Day(day("2026-05-02"))), "2 May 2026");
    }

    #[test]
    fn every_reason_has_its_words() {
        let said = [Why::NotMeasured, Why::NoData, Why::TooFew, Why::Hidden].map(why);
        assert_eq!(said, ["not measured here", "no data yet", "too few to say", "hidden: group too small"], "M5");
    }
}
