//! Days until something happens, with the cases that still wait.
//!
//! Durations are whole days, so a million cases fit into one count a day.

use super::wilson::Z;

/// Under so many cases there is no median and no curve: the cases themselves say more.
pub const MINIMUM_CASES: u64 = 5;
/// Durations below this, twenty-two years, are counted in a plain column; longer ones, which are rare, in a list.
const COLUMN_DAYS: u32 = 8192;
/// A product of fractions that is exactly one half on paper may miss it by rounding.
const ROUNDING: f64 = 1e-9;

/// How a case stands at the end of its duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// What is waited for happened.
    Happened,
    /// It can no longer happen. A median treats this as still open, an incidence does not (M26).
    Stopped,
    /// Still waiting when the data ends.
    Open,
}

/// Cases counted by the day they ended on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cases {
    column: Vec<Counts>,
    rest: Vec<(u32, Counts)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    happened: u64,
    stopped: u64,
    open: u64,
}

/// A Kaplan–Meier curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    /// One for each day on which something happened.
    pub steps: Vec<Step>,
    /// Cases, by weight.
    pub cases: u64,
    /// Cases for which it happened, by weight.
    pub finished: u64,
    /// The longest duration of all cases, in days; `None` without cases.
    pub longest: Option<u32>,
}

/// A day on which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Days since the start.
    pub t: u32,
    /// Cases that lasted at least `t` days.
    pub at_risk: u64,
    /// Share for which it has not happened by the end of day `t`.
    pub open: f64,
    /// Lower edge of the 95% band of `open`.
    pub low: f64,
    /// Upper edge of the 95% band of `open`.
    pub high: f64,
}

/// The median of a Kaplan–Meier curve, or why there is none (M23).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Median {
    /// There are no cases.
    NoCases,
    /// There are fewer than [`MINIMUM_CASES`].
    TooFew,
    /// More than half are still open after this many days, the longest duration there is.
    NotReached {
        /// Days.
        longest: u32,
        /// The first day on which the lower edge of the band is at one half or under it; `None` if never.
        low: Option<u32>,
    },
    /// Half are done.
    Reached {
        /// The first day on which at most half are open.
        days: u32,
        /// The first day on which the lower edge of the band is at one half or under it; `None` if never.
        low: Option<u32>,
        /// The same of the upper edge.
        high: Option<u32>,
    },
}

/// A day of a cumulative incidence: the shares that had ended in each way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incidence {
    /// Days since the start.
    pub t: u32,
    /// Cases that lasted at least `t` days.
    pub at_risk: u64,
    /// Share for which it had happened by the end of day `t`.
    pub happened: f64,
    /// Share that had stopped by the end of day `t`.
    pub stopped: f64,
}

impl Cases {
    /// Counts `weight` cases of this many days; weights count as so many equal cases (M64).
    pub fn add(&mut self, days: u32, ending: Ending, weight: u64) {
        let counts = if days < COLUMN_DAYS {
            let index = days as usize;
            if index >= self.column.len() {
                self.column.resize(index + 1, Counts::default());
            }
            &mut self.column[index]
        } else {
            let place = self.rest.binary_search_by(|(other, _)| other.cmp(&days)).unwrap_or_else(|place| {
                self.rest.insert(place, (days, Counts::default()));
                place
            });
            &mut self.rest[place].1
        };
        match ending {
            Ending::Happened => counts.happened += weight,
            Ending::Stopped => counts.stopped += weight,
            Ending::Open => counts.open += weight,
        }
    }

    /// Number of cases, by weight.
    pub fn total(&self) -> u64 {
        self.by_day().map(|(_, counts)| counts.all()).sum()
    }

    /// The Kaplan–Meier curve with its log-log band and Greenwood's variance. What stopped counts as still open.
    ///
    /// Sources: E. L. Kaplan and P. Meier, JASA 53 (1958); the band as in J. D. Kalbfleisch and R. L. Prentice, “The
    /// Statistical Analysis of Failure Time Data”.
    pub fn survival(&self) -> Survival {
        let cases = self.total();
        let (mut at_risk, mut open, mut greenwood) = (cases, 1.0, 0.0);
        let mut survival = Survival { steps: Vec::new(), cases, finished: 0, longest: None };
        for (t, counts) in self.by_day() {
            if counts.happened > 0 {
                let (risk, left) = (at_risk as f64, (at_risk - counts.happened) as f64);
                open *= left / risk;
                greenwood += counts.happened as f64 / (risk * left);
                let (low, high) = if at_risk == counts.happened { (0.0, 0.0) } else { band(open, greenwood) };
                survival.steps.push(Step { t, at_risk, open, low, high });
                survival.finished += counts.happened;
            }
            // What happens on a day comes before the end of watching on that day, so all of it was at risk.
            at_risk -= counts.all();
            survival.longest = Some(t);
        }
        survival
    }

    /// The cumulative incidence of both endings: where cases can stop, one minus the curve would promise too much.
    ///
    /// Source: O. O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978).
    pub fn incidence(&self) -> Vec<Incidence> {
        let mut at_risk = self.total();
        let (mut open, mut happened, mut stopped) = (1.0, 0.0, 0.0);
        let mut days = Vec::new();
        for (t, counts) in self.by_day() {
            let ended = counts.happened + counts.stopped;
            if ended > 0 {
                let risk = at_risk as f64;
                happened += open * counts.happened as f64 / risk;
                stopped += open * counts.stopped as f64 / risk;
                open *= (at_risk - ended) as f64 / risk;
                days.push(Incidence { t, at_risk, happened, stopped });
            }
            at_risk -= counts.all();
        }
        days
    }

    /// Days with cases, shortest first.
    fn by_day(&self) -> impl Iterator<Item = (u32, Counts)> {
        let column = self.column.iter().zip(0..).map(|(&counts, day)| (day, counts));
        let rest = self.rest.iter().copied();
        column.chain(rest).filter(|(_, counts)| counts.all() > 0)
    }
}

impl Survival {
    /// The median, or why there is none.
    pub fn median(&self) -> Median {
        let Some(longest) = self.longest else { return Median::NoCases };
        if self.cases < MINIMUM_CASES {
            return Median::TooFew;
        }
        let low = self.median_low();
        match self.half_open_on() {
            Some(days) => Median::Reached { days, low, high: self.median_high() },
            None => Median::NotReached { longest, low },
        }
    }

    /// The first day on which at most half are open, for any number of cases; `None` if there is none.
    pub fn half_open_on(&self) -> Option<u32> {
        self.first_at_half(|step| step.open)
    }

    /// The first day on which the lower edge of the band is at one half or under it (M24); `None` if there is none.
    pub fn median_low(&self) -> Option<u32> {
        self.first_at_half(|step| step.low)
    }

    /// The first day on which the upper edge of the band is at one half or under it (M24); `None` if there is none.
    pub fn median_high(&self) -> Option<u32> {
        self.first_at_half(|step| step.high)
    }

    /// The last step on or before this day; `None` if nothing had happened.
    pub fn step_by(&self, day: u32) -> Option<&Step> {
        self.steps[..self.steps.partition_point(|step| step.t <= day)].last()
    }

    /// Share for which it has not happened by the end of this day: 1 before the first step. Past the longest duration
    /// it says no more than it did there.
    pub fn open_at(&self, day: u32) -> f64 {
        self.step_by(day).map_or(1.0, |step| step.open)
    }

    fn first_at_half(&self, edge: impl Fn(&Step) -> f64) -> Option<u32> {
        self.steps.iter().find(|step| edge(step) <= 0.5 + ROUNDING).map(|step| step.t)
    }
}

impl Median {
    /// The median in days; `None` unless it is reached.
    pub fn days(self) -> Option<u32> {
        match self {
            Self::Reached { days, .. } => Some(days),
            Self::NoCases | Self::TooFew | Self::NotReached { .. } => None,
        }
    }
}

impl Counts {
    fn all(self) -> u64 {
        self.happened + self.stopped + self.open
    }
}

/// The log-log band of a share that is still open, between 0 and 1, from Greenwood's sum.
fn band(open: f64, greenwood: f64) -> (f64, f64) {
    let spread = (Z * greenwood.sqrt() / open.ln()).abs();
    // Powers as logarithms, which are asked for elsewhere too.
    let power = |exponent: f64| (exponent * open.ln()).exp();
    (power(spread.exp()), power((-spread).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(rows: &[(u32, Ending, u64)]) -> Cases {
        let mut cases = Cases::default();
        for &(days, ending, weight) in rows {
            cases.add(days, ending, weight);
        }
        cases
    }

    #[test]
    fn a_weight_is_so_many_equal_cases() {
        let weighted = cases(&[(3, Ending::Happened, 4), (3, Ending::Open, 2), (9, Ending::Stopped, 3)]);
        let mut single = Cases::default();
        for (days, ending, weight) in [(9, Ending::Stopped, 3), (3, Ending::Open, 2), (3, Ending::Happened, 4)] {
            (0..weight).for_each(|_| single.add(days, ending, 1));
        }
        assert_eq!(weighted.survival(), single.survival());
        assert_eq!((weighted.survival().cases, weighted.survival().finished), (9, 4), "M64");
    }

    #[test]
    fn under_5_cases_there_is_no_median() {
        assert_eq!(Cases::default().survival().median(), Median::NoCases);
        assert_eq!(cases(&[(2, Ending::Happened, 4)]).survival().median(), Median::TooFew);
        let five = cases(&[(2, Ending::Happened, 5)]).survival();
        assert_eq!(five.median(), Median::Reached { days: 2, low: Some(2), high: Some(2) }, "M24: the band is 0 to 0");
        assert_eq!(five.steps, [Step { t: 2, at_risk: 5, open: 0.0, low: 0.0, high: 0.0 }]);
    }

    #[test]
    fn a_median_that_is_not_reached_names_the_longest_wait() {
        let waiting = cases(&[(1, Ending::Happened, 2), (30, Ending::Open, 3), (509, Ending::Open, 1)]);
        assert!(matches!(waiting.survival().median(), Median::NotReached { longest: 509, low: Some(1) }), "M23");
        let untouched = cases(&[(40, Ending::Open, 6)]).survival();
        assert_eq!(untouched.median(), Median::NotReached { longest: 40, low: None });
        assert_eq!((untouched.open_at(100), untouched.step_by(100)), (1.0, None));
    }

    #[test]
    fn durations_of_thousands_of_years_cost_no_more() {
        let long = cases(&[(COLUMN_DAYS, Ending::Happened, 1), (u32::MAX, Ending::Open, 5), (7, Ending::Happened, 1)]);
        let steps: Vec<_> = long.survival().steps.iter().map(|step| (step.t, step.at_risk)).collect();
        assert_eq!(steps, [(7, 7), (COLUMN_DAYS, 6)]);
        assert_eq!(long.survival().longest, Some(u32::MAX));
    }

    #[test]
    fn a_stop_is_open_to_the_median_and_an_ending_to_the_incidence() {
        let both = cases(&[(5, Ending::Stopped, 5), (9, Ending::Happened, 5)]);
        assert_eq!(both.survival().median().days(), Some(9), "M26");
        let last = *both.incidence().last().unwrap();
        assert_eq!((last.t, last.at_risk, last.happened, last.stopped), (9, 5, 0.5, 0.5));
        assert_eq!(Cases::default().incidence(), []);
    }

    #[test]
    fn half_is_reached_even_where_rounding_leaves_a_hair_more() {
        let mut cases = Cases::default();
        (1..=24).for_each(|day| cases.add(day, Ending::Happened, 1));
        let survival = cases.survival();
        assert!(survival.open_at(12) > 0.5, "this many fractions no longer show what rounding does");
        assert_eq!(survival.half_open_on(), Some(12));
    }

    #[test]
    fn a_case_with_no_weight_is_no_case() {
        assert_eq!(cases(&[(5, Ending::Open, 0)]).survival().longest, None);
    }
}
