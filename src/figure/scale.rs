//! Where a number stands, and which numbers an axis names, given the room there is.

use crate::org::Month;

use super::text;

/// The gridlines of a share, which always runs from nothing to all.
pub const SHARES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// A straight scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    start_px: f64,
    end_px: f64,
}

impl Scale {
    /// From `from` at `start_px` to `to` at `end_px`.
    pub fn new((from, to): (f64, f64), (start_px, end_px): (f64, f64)) -> Self {
        Self { from, to, start_px, end_px }
    }

    /// The place of a value. What lies outside, or is no number, stands at the nearest end: a drawing never leaves its panel.
    pub fn px(&self, value: f64) -> f64 {
        let extent = self.to - self.from;
        let share = if extent == 0.0 { 0.0 } else { (value - self.from) / extent };
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        self.start_px + share * (self.end_px - self.start_px)
    }
}

/// Round whole numbers from 0 to at least `max`, in at most `most` steps.
pub fn count_ticks(max: f64, most: u32) -> Vec<f64> {
    let max = if max.is_finite() && max > 0.0 { max } else { 1.0 };
    let step = round_step(max / f64::from(most.max(1)));
    let last = (max / step - 1e-9).ceil().max(1.0) as u32;
    (0..=last).map(|i| f64::from(i) * step).collect()
}

/// 1, 2, 2.5 or 5 times a power of ten, whole and at least `least`.
fn round_step(least: f64) -> f64 {
    let mut power = 1.0;
    loop {
        for digit in [1.0, 2.0, 2.5, 5.0] {
            if digit * power >= least && (digit * power).fract() == 0.0 {
                return digit * power;
            }
        }
        power *= 10.0;
    }
}

/// One name under a month axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthLabel {
    /// Which month.
    pub month: Month,
    /// `N`, `Nov` or `Nov 2024`.
    pub text: String,
    /// The year, on the line below.
    pub year: Option<String>,
}

/// Which of `count` months from `first` on are named, and how, with `step_px` from month to month.
pub fn month_labels(first: Month, count: usize, step_px: f64) -> Vec<MonthLabel> {
    let every = match step_px {
        s if s >= 13.0 => 1,
        s if s >= 9.0 => 3,
        s if s >= 5.0 => 6,
        _ => 12,
    };
    let months = || std::iter::successors(Some(first), |month| Some(month.plus(1))).take(count);
    let january = |month: Month| month.month_of_year() == 1;
    // The first year gives way to a January that follows so closely that the two would touch.
    let crowded = months().position(january).is_some_and(|next| next as f64 * step_px < 40.0);
    let label = |month: Month| {
        let text = match step_px * f64::from(every) {
            room if room >= 64.0 && every == 1 => text::month_year(month),
            room if room >= 30.0 => text::month_short(month),
            _ => text::month_short(month).chars().take(1).collect(),
        };
        let year = (step_px < 64.0 || every > 1) && (january(month) || month == first && !crowded);
        MonthLabel { month, text, year: year.then(|| month.year().to_string()) }
    };
    // Where years would touch, only every second or third is named.
    let years = (34.0 / (12.0 * step_px)).ceil().max(1.0) as u32;
    let is_named = |month: &Month| years < 2 || month.year().unsigned_abs().is_multiple_of(years);
    let months = months().filter(|month| (month.month_of_year() - 1).is_multiple_of(every));
    months.filter(is_named).map(label).collect()
}

/// `90 days` or `12 months`.
pub fn span(days: u32) -> String {
    match days {
        ..=120 => text::days(i64::from(days)),
        _ => format!("{}\u{a0}months", (f64::from(days) / 30.4375).round() as i64),
    }
}

/// Days or months that an axis names.
pub fn day_ticks(until: u32, narrow: bool) -> Vec<(u32, String)> {
    if until > 120 {
        let months = (f64::from(until) / 30.4375).round().max(1.0) as u32;
        let every = months.div_ceil(if narrow { 3 } else { 4 }).max(1);
        let name = |m: u32| (m, if m + every > months { format!("{m} months") } else { m.to_string() });
        let days = |m: u32| ((f64::from(m) * 30.4375).round() as u32).min(until);
        return (0..=months).step_by(every as usize).map(name).map(|(m, name)| (days(m), name)).collect();
    }
    let ticks: &[u32] = match (until, narrow) {
        (..=14, _) => &[0, 7, 14],
        (..=30, _) => &[0, 7, 14, 30],
        (_, true) => &[0, 30, 60, 90, 120],
        (_, false) => &[0, 14, 30, 60, 90, 120],
    };
    let shown: Vec<u32> = ticks.iter().copied().filter(|&t| t <= until).collect();
    let name = |(i, &t): (usize, &u32)| {
        (t, if i + 1 == shown.len() && t > 0 { text::days(i64::from(t)) } else { t.to_string() })
    };
    shown.iter().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::Day;

    #[test]
    fn counts_are_named_in_round_steps_from_zero() {
        let cases: [(f64, u32, &[f64]); 10] = [
            (43.0, 6, &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0]),
            (43.0, 2, &[0.0, 25.0, 50.0]),
            (87.0, 2, &[0.0, 50.0, 100.0]),
            (0.0, 6, &[0.0, 1.0]),
            (1.0, 6, &[0.0, 1.0]),
            (3.0, 6, &[0.0, 1.0, 2.0, 3.0]),
            (50.0, 0, &[0.0, 50.0]),
            (1e9, 2, &[0.0, 5e8, 1e9]),
            (f64::NAN, 3, &[0.0, 1.0]),
            (f64::INFINITY, 0, &[0.0, 1.0]),
        ];
        for (max, most, ticks) in cases {
            assert_eq!(count_ticks(max, most), ticks, "{max} in {most} steps");
        }
    }

    #[test]
    fn a_value_never_leaves_its_scale() {
        let scale = Scale::new((0.0, 10.0), (100.0, 0.0));
        for (value, px) in [(0.0, 100.0), (5.0, 50.0), (12.0, 0.0), (-3.0, 100.0), (f64::NAN, 100.0)] {
            assert!((scale.px(value) - px).abs() < 1e-9, "{value}");
        }
        assert!((Scale::new((3.0, 3.0), (7.0, 9.0)).px(3.0) - 7.0).abs() < 1e-9);
    }

    #[test]
    fn month_names_get_shorter_with_less_room() {
        let first = Day::parse(b"2024-11-01").unwrap().month();
        let said = |months, step_px| {
            let labels = month_labels(first, months, step_px);
            let words = labels.iter().map(|l| format!("{}{}", l.text, l.year.as_deref().unwrap_or("")));
            words.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(0, 20.0), "");
        assert_eq!(said(1, 20.0), "N2024");
        assert_eq!(said(4, 24.0), "N2024 D J2025 F");
        assert_eq!(said(4, 14.0), "N D J2025 F");
        assert_eq!(said(3, 40.0), "Nov2024 Dec Jan2025");
        assert_eq!(said(2, 90.0), "Nov\u{a0}2024 Dec\u{a0}2024");
        assert_eq!(said(12, 12.0), "Jan2025 Apr Jul Oct");
        assert_eq!(said(25, 4.0), "Jan2025 Jan2026");
    }
}
