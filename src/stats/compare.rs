//! Two numbers side by side, and what may be said of them.

use super::beta::odds_at;
use super::chart::Side;
use super::wilson::wilson;

/// Events counted over a number of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub count: u64,
    /// Over how many complete months.
    pub months: u32,
}

/// The ratio of two monthly rates, now to before, with its 95% range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountChange {
    /// `None` when there were none before (M55).
    pub ratio: Option<f64>,
    /// Lower end of the range.
    pub low: f64,
    /// Upper end of the range; `None` is infinity, when there were none before (M55).
    pub high: Option<f64>,
}

/// What may be said of two counts. There is no word for a change that could be chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountVerdict {
    /// More, by a signal of the chart or by the range of the ratio.
    Rose,
    /// Less, likewise.
    Fell,
    /// At least twice as many, and the range excludes 1.
    Doubled,
    /// At least three times as many, and the range excludes 1.
    Tripled,
    /// Within the usual ups and downs.
    Usual,
    /// Some now, none before.
    NoneBefore,
    /// Nothing in either period, or a period without months.
    NoComparison,
}

/// k of n.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    /// How many.
    pub k: u64,
    /// Out of how many.
    pub n: u64,
}

/// The difference of two shares, now − before, with its 95% range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareChange {
    /// From −1 to 1.
    pub difference: f64,
    /// Lower end of the range.
    pub low: f64,
    /// Upper end of the range.
    pub high: f64,
    /// What may be said.
    pub verdict: ShareVerdict,
}

/// What may be said of two shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareVerdict {
    /// The range lies above 0.
    Higher,
    /// The range lies below 0.
    Lower,
    /// Within the usual ups and downs, or one of the two is a share of fewer than 5.
    Usual,
}

/// The ratio of two monthly rates with its exact conditional range; `None` if both are 0 or a period has no months.
///
/// Given their sum, the count now is binomial, so the range is that of Clopper and Pearson, turned into a ratio.
/// Sources: J. Przyborowski and H. Wileński, Biometrika 31 (1940); C. J. Clopper and E. S. Pearson, Biometrika 26
/// (1934).
pub fn compare_counts(now: Counted, before: Counted) -> Option<CountChange> {
    if (now.count == 0 && before.count == 0) || now.months == 0 || before.months == 0 {
        return None;
    }
    let exposure = f64::from(before.months) / f64::from(now.months);
    Some(CountChange {
        ratio: (before.count > 0).then(|| now.count as f64 / before.count as f64 * exposure),
        low: lowest_odds(now.count, before.count) * exposure,
        // The highest odds of one are the lowest odds of the other, turned round.
        high: (before.count > 0).then(|| exposure / lowest_odds(before.count, now.count)),
    })
}

/// What may be said of two counts, given the sides of the mean on which the chart has signals in the last three
/// complete months (outside the limits, or a run of eight; see [`super::Chart::sides_since`]).
///
/// A word needs every witness on its side (M55): signals on both sides, a signal against the range of the ratio, and a
/// signal against the two numbers that the sentence would print all leave nothing to say but that these are the usual
/// ups and downs.
pub fn count_verdict(now: Counted, before: Counted, signals: &[Side]) -> CountVerdict {
    let Some(change) = compare_counts(now, before) else { return CountVerdict::NoComparison };
    let Some(ratio) = change.ratio else { return CountVerdict::NoneBefore };
    let clearly_up = change.low > 1.0;
    let clearly_down = change.high.is_some_and(|high| high < 1.0);
    let up = clearly_up || signals.contains(&Side::Above);
    let down = clearly_down || signals.contains(&Side::Below);
    match (up, down) {
        (true, false) if clearly_up && ratio >= 3.0 => CountVerdict::Tripled,
        (true, false) if clearly_up && ratio >= 2.0 => CountVerdict::Doubled,
        (true, false) if ratio > 1.0 => CountVerdict::Rose,
        (false, true) if ratio < 1.0 => CountVerdict::Fell,
        _ => CountVerdict::Usual,
    }
}

/// The difference of two shares with Newcombe's hybrid score range; `None` if either n is 0.
///
/// Source: R. G. Newcombe, “Interval estimation for the difference between independent proportions”, method 10,
/// Statistics in Medicine 17 (1998).
pub fn compare_shares(now: Of, before: Of) -> Option<ShareChange> {
    let (after, prior) = (wilson(now.k, now.n)?, wilson(before.k, before.n)?);
    let difference = after.share - prior.share;
    let low = difference - (after.share - after.low).hypot(prior.high - prior.share);
    let high = difference + (after.high - after.share).hypot(prior.share - prior.low);
    let enough = now.n >= 5 && before.n >= 5;
    let verdict = if enough && low > 0.0 {
        ShareVerdict::Higher
    } else if enough && high < 0.0 {
        ShareVerdict::Lower
    } else {
        ShareVerdict::Usual
    };
    Some(ShareChange { difference, low, high, verdict })
}

/// The lower end of the Clopper–Pearson range of `count` in `count + others`, as odds.
fn lowest_odds(count: u64, others: u64) -> f64 {
    if count == 0 { 0.0 } else { odds_at(0.025, count as f64, others as f64 + 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(now: u64, before: u64, signals: &[Side]) -> CountVerdict {
        count_verdict(Counted { count: now, months: 3 }, Counted { count: before, months: 3 }, signals)
    }

    #[test]
    fn the_range_alone_is_enough_for_a_word() {
        assert_eq!(verdict(60, 30, &[]), CountVerdict::Doubled);
        assert_eq!(verdict(90, 30, &[]), CountVerdict::Tripled);
        assert_eq!(verdict(89, 30, &[]), CountVerdict::Doubled);
        assert_eq!(verdict(59, 30, &[]), CountVerdict::Rose);
        assert_eq!(verdict(30, 59, &[]), CountVerdict::Fell);
        assert_eq!(verdict(28, 25, &[]), CountVerdict::Usual);
    }

    #[test]
    fn a_signal_alone_says_rose_or_fell_but_never_doubled() {
        assert_eq!(verdict(6, 3, &[Side::Above]), CountVerdict::Rose);
        assert_eq!(verdict(25, 28, &[Side::Below]), CountVerdict::Fell);
    }

    #[test]
    fn witnesses_that_disagree_leave_the_usual_ups_and_downs() {
        assert_eq!(verdict(60, 30, &[Side::Below]), CountVerdict::Usual, "M55");
        assert_eq!(verdict(30, 60, &[Side::Above]), CountVerdict::Usual, "M55");
        assert_eq!(verdict(28, 25, &[Side::Above, Side::Below]), CountVerdict::Usual);
        assert_eq!(verdict(25, 28, &[Side::Above]), CountVerdict::Usual, "nothing rises from 28 to 25");
        assert_eq!(verdict(25, 25, &[Side::Above]), CountVerdict::Usual, "nothing rises from 25 to 25");
    }

    #[test]
    fn nothing_before_is_no_ratio_and_nothing_now_is_ratio_0() {
        assert_eq!(verdict(12, 0, &[]), CountVerdict::NoneBefore);
        assert_eq!(verdict(0, 0, &[Side::Below]), CountVerdict::NoComparison);
        assert_eq!(verdict(0, 12, &[]), CountVerdict::Fell);
        let none = Counted { count: 0, months: 3 };
        let change = compare_counts(none, Counted { count: 12, months: 3 }).unwrap();
        assert_eq!((change.ratio, change.low), (Some(0.0), 0.0));
        assert!(change.high.unwrap() < 1.0);
        assert_eq!(compare_counts(Counted { count: 1, months: 0 }, none), None);
    }

    #[test]
    fn counts_of_a_million_are_no_harder() {
        let change =
            compare_counts(Counted { count: 1_010_000, months: 3 }, Counted { count: 1_000_000, months: 3 }).unwrap();
        // At this size the range is that of the normal approximation of the logarithm.
        let spread = super::super::Z * (1.0 / 1_010_000.0_f64 + 1.0 / 1_000_000.0).sqrt();
        assert!((change.low.ln() - (1.01_f64.ln() - spread)).abs() < 2e-6);
        assert!((change.high.unwrap().ln() - (1.01_f64.ln() + spread)).abs() < 2e-6);
    }

    #[test]
    fn shares_of_fewer_than_5_have_a_range_and_no_word() {
        let few = compare_shares(Of { k: 4, n: 4 }, Of { k: 0, n: 9 }).unwrap();
        assert!(few.low > 0.0 && few.verdict == ShareVerdict::Usual);
        assert_eq!(compare_shares(Of { k: 0, n: 9 }, Of { k: 5, n: 5 }).unwrap().verdict, ShareVerdict::Lower);
        assert_eq!(compare_shares(Of { k: 0, n: 0 }, Of { k: 5, n: 5 }), None);
    }
}
