//! Behaviour charts (XmR): what is usual for a series of monthly counts, and what is not.
//!
//! Source: D. J. Wheeler, “Understanding Variation”; 2.66 is 3/d₂ with d₂ = 1.128 for ranges of two points.

use super::order::in_order;

/// From the average moving range to the distance between mean and limit.
const RANGE_TO_LIMIT: f64 = 2.66;
/// Older months say too little about what is usual now.
const MOST_POINTS: usize = 24;
/// Under so many points there are no limits.
const FEWEST_POINTS: usize = 6;
/// Under so many points the limits may still move.
const SETTLED_POINTS: usize = 12;
/// Counts that average less come and go too unevenly for limits.
const LOWEST_MEAN: f64 = 3.0;
/// Points in a row on one side that are no chance, at the start of a phase as within one.
const RUN: usize = 8;

/// The usual range of a series, and the points at which something changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// `None` where there is too little to say what is usual (M21).
    pub limits: Option<Limits>,
    /// By position, then by rule. Empty without limits.
    pub signals: Vec<Signal>,
}

/// The usual range, from the last points of the running phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The mean of the points.
    pub mean: f64,
    /// The lower limit; `None` where it would not be above 0, which no count can fall below.
    pub low: Option<f64>,
    /// The upper limit.
    pub high: f64,
    /// Under twelve points: the limits may still move.
    pub trial: bool,
    /// Position of the first point the limits come from.
    pub since: usize,
}

/// A point that is not one of the usual ups and downs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signal {
    /// Position of the point.
    pub at: usize,
    /// The rule that found it.
    pub rule: Rule,
    /// Its side of the mean.
    pub side: Side,
}

/// Wheeler's rules, in the order in which the signals of one point are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Strictly outside the limits.
    Outside,
    /// One of eight or more in a row strictly on one side of the mean.
    RunOfEight,
    /// One of three points of four strictly beyond half-way to the same limit.
    ThreeOfFour,
}

/// A side of the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// More than the mean.
    Above,
    /// Less than the mean.
    Below,
}

/// The bare arithmetic of an XmR chart: no least number of points, no floor at 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Xmr {
    /// The mean of the points.
    pub mean: f64,
    /// The mean distance between neighbours; `None` if no two points are neighbours.
    pub average_moving_range: Option<f64>,
}

impl Xmr {
    /// The lower limit; `None` without moving ranges.
    pub fn low(&self) -> Option<f64> {
        self.average_moving_range.map(|range| self.mean - RANGE_TO_LIMIT * range)
    }

    /// The upper limit; `None` without moving ranges.
    pub fn high(&self) -> Option<f64> {
        self.average_moving_range.map(|range| self.mean + RANGE_TO_LIMIT * range)
    }
}

impl Chart {
    /// The sides of the mean on which points from this position on lie outside the limits or in a run of eight: the two
    /// rules that allow a sentence to say *rose* or *fell*.
    pub fn sides_since(&self, position: usize) -> Vec<Side> {
        let telling = |signal: &&Signal| signal.at >= position && signal.rule != Rule::ThreeOfFour;
        self.signals.iter().filter(telling).map(|signal| signal.side).collect()
    }
}

/// The behaviour chart of a series: a value a complete month, oldest first, `None` where a month is missing (M21).
///
/// `events` are the positions of months in which something was declared to change, in order of date. A new phase starts
/// with an event only if the eight months from there on prove it; the limits are those of the last phase.
pub fn chart(values: &[Option<f64>], events: &[usize]) -> Chart {
    let since = last_phase(values, events).max(values.len().saturating_sub(MOST_POINTS));
    let window = &values[since..];
    let Some(mut limits) = limits(window) else { return Chart::default() };
    let signals = if all_equal(window) { Vec::new() } else { signals(window, &limits, since) };
    limits.since += since;
    Chart { limits: Some(limits), signals }
}

/// Mean and average moving range of the points that are there; `None` if there are none. No range spans a missing
/// point.
pub fn xmr(values: &[Option<f64>]) -> Option<Xmr> {
    let mean = average(values.iter().flatten().copied())?;
    let ranges = values.windows(2).filter_map(|pair| Some((pair[1]? - pair[0]?).abs()));
    Some(Xmr { mean, average_moving_range: average(ranges) })
}

/// The position at which the last phase starts.
fn last_phase(values: &[Option<f64>], events: &[usize]) -> usize {
    let mut start = 0;
    for &event in events {
        let Some(after) = event.checked_add(RUN).and_then(|end| values.get(event..end)) else { continue };
        if event <= start {
            continue;
        }
        let before = &values[start.max(event.saturating_sub(MOST_POINTS))..event];
        let Some(limits) = limits(before) else { continue };
        let side = after[0].and_then(|value| side_of(value, limits.mean));
        if side.is_some() && after.iter().all(|value| value.and_then(|value| side_of(value, limits.mean)) == side) {
            start = event;
        }
    }
    start
}

/// The limits of exactly these values, with `since` counted from the first of them.
fn limits(values: &[Option<f64>]) -> Option<Limits> {
    let points = values.iter().flatten().count();
    let since = values.iter().position(Option::is_some)?;
    let xmr = xmr(values)?;
    if points < FEWEST_POINTS || xmr.mean < LOWEST_MEAN {
        return None;
    }
    let (low, high) = (xmr.low()?, xmr.high()?);
    Some(Limits { mean: xmr.mean, low: (low > 0.0).then_some(low), high, trial: points < SETTLED_POINTS, since })
}

fn signals(values: &[Option<f64>], limits: &Limits, offset: usize) -> Vec<Signal> {
    let mut found = Vec::new();
    let mut note = |at: usize, rule, side| found.push(Signal { at: at + offset, rule, side });
    for (at, value) in values.iter().enumerate() {
        let Some(value) = *value else { continue };
        if value > limits.high {
            note(at, Rule::Outside, Side::Above);
        } else if limits.low.is_some_and(|low| value < low) {
            note(at, Rule::Outside, Side::Below);
        }
    }

    let sides: Vec<_> = values.iter().map(|value| value.and_then(|value| side_of(value, limits.mean))).collect();
    let mut start = 0;
    // A missing point and a point on the mean have no side, so they end a run and start none.
    for run in sides.chunk_by(|left, right| left == right) {
        if let (Some(side), true) = (run[0], run.len() >= RUN) {
            (start..start + run.len()).for_each(|at| note(at, Rule::RunOfEight, side));
        }
        start += run.len();
    }

    for side in [Side::Above, Side::Below] {
        let limit = match side {
            Side::Above => Some(limits.high),
            Side::Below => limits.low,
        };
        let Some(limit) = limit else { continue };
        let half_way = limits.mean.midpoint(limit);
        let beyond = |value: f64| match side {
            Side::Above => value > half_way,
            Side::Below => value < half_way,
        };
        for at in three_of_four(values, beyond) {
            note(at, Rule::ThreeOfFour, side);
        }
    }
    in_order(found.len(), &|&a, &b| found[a].cmp(&found[b])).into_iter().map(|place| found[place]).collect()
}

/// Positions of the points beyond, in any four neighbours of which at least three are.
fn three_of_four(values: &[Option<f64>], beyond: impl Fn(f64) -> bool) -> Vec<usize> {
    let mut named = vec![false; values.len()];
    for (start, four) in values.windows(4).enumerate() {
        let there = four.iter().all(Option::is_some);
        let is_beyond = |value: &Option<f64>| value.is_some_and(&beyond);
        if there && four.iter().filter(|value| is_beyond(value)).count() >= 3 {
            for (at, value) in four.iter().enumerate() {
                named[start + at] |= is_beyond(value);
            }
        }
    }
    (0..values.len()).filter(|&at| named[at]).collect()
}

/// The side of the mean; `None` exactly on it.
fn side_of(value: f64, mean: f64) -> Option<Side> {
    if value > mean {
        Some(Side::Above)
    } else if value < mean {
        Some(Side::Below)
    } else {
        None
    }
}

/// Equal points have no signals; a rounded mean could otherwise lie a hair beside all of them.
fn all_equal(values: &[Option<f64>]) -> bool {
    let mut points = values.iter().flatten();
    points.next().is_none_or(|first| points.all(|point| point.total_cmp(first).is_eq()))
}

fn average(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = numbers.fold((0.0, 0_u32), |(sum, count), number| (sum + number, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    fn rules(chart: &Chart, rule: Rule) -> Vec<usize> {
        chart.signals.iter().filter(|signal| signal.rule == rule).map(|signal| signal.at).collect()
    }

    #[test]
    fn little_history_has_no_limits() {
        for values in [&[][..], &[9.0], &[9.0, 8.0, 9.0, 8.0, 9.0]] {
            assert_eq!(chart(&all(values), &[]), Chart::default());
        }
        assert_eq!(chart(&[None; 30], &[]), Chart::default());
        let scattered: Vec<_> = (0..20).map(|at| (at % 2 == 0).then_some(9.0)).collect();
        assert_eq!(chart(&scattered, &[]), Chart::default(), "no two neighbours, so no moving range");
    }

    #[test]
    fn equal_points_are_their_own_limits_whatever_rounding_does_to_the_mean() {
        let flat = chart(&all(&[10.1; 11]), &[]);
        assert_eq!(flat.signals, []);
        assert!((flat.limits.unwrap().high - 10.1).abs() < 1e-9 && flat.limits.unwrap().trial);
    }

    #[test]
    fn three_of_four_names_the_points_beyond_half_way_only() {
        // The three high months lie inside the limits, and the low one between them is no signal.
        let mut values =
            [10.0, 11.0, 9.0, 10.0, 11.0, 9.0, 10.0, 11.0, 9.0, 10.0, 10.0, 9.0, 10.0, 11.0, 10.0].to_vec();
        values.extend([12.9, 12.9, 10.3, 12.9]);
        let found = chart(&all(&values), &[]);
        assert_eq!(rules(&found, Rule::ThreeOfFour), [15, 16, 18]);
        assert_eq!(rules(&found, Rule::Outside), [0_usize; 0]);
        assert_eq!(found.sides_since(0), [], "three of four allows no sentence to say that something rose");
        let mut gap = all(&values);
        gap[17] = None;
        assert_eq!(rules(&chart(&gap, &[]), Rule::ThreeOfFour), [0_usize; 0], "a missing month breaks the four");
    }

    #[test]
    fn below_a_limit_that_is_not_drawn_only_runs_are_tested() {
        let found =
            chart(&all(&[0.0, 9.0, 0.0, 9.0, 0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 30.0, 9.0, 9.0]), &[]);
        assert_eq!(found.limits.unwrap().low, None);
        assert_eq!(rules(&found, Rule::Outside), [13]);
        assert_eq!(found.sides_since(14), []);
        assert_eq!(found.sides_since(13), [Side::Above]);
    }

    #[test]
    fn a_missing_month_and_a_month_on_the_mean_break_a_run() {
        let low_then_high = [vec![8.0; 8], vec![12.0; 8]].concat();
        assert_eq!(rules(&chart(&all(&low_then_high), &[]), Rule::RunOfEight).len(), 16);
        let mut gap = all(&low_then_high);
        gap[3] = None;
        gap.push(Some(8.0)); // keeps the mean between the two
        assert_eq!(rules(&chart(&gap, &[]), Rule::RunOfEight), (8..16).collect::<Vec<_>>());
        let on_the_mean = [vec![8.0; 7], vec![10.0], vec![12.0; 7]].concat();
        assert_eq!(rules(&chart(&all(&on_the_mean), &[]), Rule::RunOfEight), [0_usize; 0]);
    }

    #[test]
    fn a_phase_starts_with_an_event_that_eight_months_prove() {
        let before = [10.0, 11.0, 9.0, 10.0, 11.0, 9.0, 10.0, 11.0];
        let after = [20.0, 21.0, 19.0, 20.0, 21.0, 19.0, 20.0, 21.0];
        let values = all(&[before, after].concat());
        let phase = chart(&values, &[8]);
        assert_eq!(phase.limits.unwrap().since, 8);
        assert_eq!((phase.limits.unwrap().mean, phase.signals.len()), (20.125, 0));
        // Without the event, two months early, with too little before, or with seven months only, it is one phase.
        for events in [&[][..], &[6], &[4], &[9], &[99], &[usize::MAX]] {
            assert_eq!(chart(&values, events).limits.unwrap().since, 0, "{events:?}");
        }
        let mut one_falls_back = values.clone();
        one_falls_back[12] = Some(10.0);
        assert_eq!(chart(&one_falls_back, &[8]).limits.unwrap().since, 0);
        one_falls_back[12] = None;
        assert_eq!(chart(&one_falls_back, &[8]).limits.unwrap().since, 0);
    }

    #[test]
    fn only_the_last_24_months_count_and_are_tested() {
        let mut values = vec![100.0; 6];
        values.extend([10.0, 12.0].repeat(12));
        let found = chart(&all(&values), &[]);
        assert_eq!((found.limits.unwrap().since, found.limits.unwrap().mean), (6, 11.0));
        assert_eq!(found.signals, []);
    }

    #[test]
    fn limits_are_on_trial_up_to_eleven_points() {
        let trial = |points| chart(&all(&[9.0, 8.0].repeat(6)[..points]), &[]).limits.map(|limits| limits.trial);
        assert_eq!([5, 6, 11, 12].map(trial), [None, Some(true), Some(true), Some(false)], "M21");
    }

    #[test]
    fn a_phase_is_judged_by_the_24_months_before_it() {
        // Against all thirty months the eight would lie on both sides.
        let values = [vec![100.0; 6], [10.0, 12.0].repeat(12), [20.0, 35.0].repeat(4)].concat();
        assert_eq!(chart(&all(&values), &[30]).limits.map(|limits| limits.since), Some(30), "M21");
    }
}
