//! Conversations that led to something, and how long that took.

use super::months::Monthly;
use super::{Measure, Quantity, Reading, Step, Why, talk_counts};
use crate::org::{Action, Day, Followed, Month, Talk, View, WITHIN};
use crate::stats::{Cases, Ending, MINIMUM_CASES, Median};

/// Conversations are looked back at for a year.
pub(super) const YEAR_DAYS: i32 = 365;
/// The days after which a month of conversations is looked at again.
pub const COHORT_DAYS: [u32; WITHIN] = [7, 14, 30, 60, 90];
const COHORT_KEYS: [(&str, &str); 5] =
    [("7.k", "7.n"), ("14.k", "14.n"), ("30.k", "30.n"), ("60.k", "60.n"), ("90.k", "90.n")];

/// What becomes of a conversation, seen from the day of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing needed to follow.
    NoneNeeded,
    /// Too little time has passed to tell.
    TooRecent,
    /// Something followed inside the window.
    Acted(Option<Action>),
    /// Nothing followed inside the window.
    Open,
}

/// Reads `led-to-action`.
pub fn led_to_action(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::LedToAction, Why::NotMeasured) };
    let Followed { asked: n, acted: k, too_recent, none_needed, kinds, .. } = talk_counts(view).uses.followed.clone();
    let cohorts: Cohorts = Monthly::conversations(view, |month| (month.followed, month.can_follow));
    let mut reading = Reading::share(Measure::LedToAction, k, n);
    reading.parts = vec![
        ("too_recent".to_owned(), Some(too_recent as f64)),
        ("none_needed".to_owned(), Some(none_needed as f64)),
        ("open".to_owned(), Some((n - k) as f64)),
    ];
    let kind = |(word, count): (&&str, u64)| {
        (format!("action_{}", if *word == Action::NoneNeeded.word() { "unknown" } else { word }), Some(count as f64))
    };
    reading.parts.extend(Action::WORDS.iter().zip(kinds).map(kind));
    reading.series = cohorts.each(view, |month, (acted, all)| {
        let cells = COHORT_KEYS.iter().zip(COHORT_DAYS).zip(acted);
        cells
            .flat_map(|((&(k, n), days), &acted)| {
                let old_enough = is_old_enough(as_of, month, days);
                [(k, old_enough.then_some(acted as f64)), (n, old_enough.then_some(*all as f64))]
            })
            .collect()
    });
    reading.curve = curve(&cases(view));
    reading
}

/// By month how many conversations led to something within so many days, and how many there were.
type Cohorts = Monthly<([u64; COHORT_DAYS.len()], u64)>;

/// Reads `days-to-action`.
pub fn days_to_action(view: &View<'_>) -> Reading {
    if view.as_of.is_none() {
        return Reading::missing(Measure::DaysToAction, Why::NotMeasured);
    }
    let cases = cases(view);
    let survival = cases.survival();
    let mut reading = Reading::empty(Measure::DaysToAction).with_median(survival.median());
    reading.n = Some(survival.cases);
    reading.parts = vec![("finished".to_owned(), Some(survival.finished as f64))];
    reading.curve = curve(&cases);
    reading
}

/// What became of a conversation of the last year; `None` for an older one.
pub fn outcome(view: &View<'_>, as_of: Day, talk: &Talk) -> Option<Outcome> {
    if talk.held <= as_of.minus(YEAR_DAYS) {
        return None;
    }
    let window = view.org.settings.action_window_days;
    Some(match talk.action {
        Some(Action::NoneNeeded) => Outcome::NoneNeeded,
        _ if (as_of.since(talk.held) as u64) < window => Outcome::TooRecent,
        action if acted_within(as_of, talk, window) => Outcome::Acted(action),
        _ => Outcome::Open,
    })
}

/// Whether the whole month is at least this many days ago (M33).
pub fn is_old_enough(as_of: Day, month: Month, days: u32) -> bool {
    as_of.since(month.last_day()) >= days as i32
}

/// Whether something followed within so many days.
pub fn acted_within(as_of: Day, talk: &Talk, days: u64) -> bool {
    talk.action_by(as_of).is_some_and(|action_on| (action_on.since(talk.held) as u64) <= days)
}

/// The conversations of the last year, by the days until something followed; those still open up to the day of the view.
fn cases(view: &View<'_>) -> Cases {
    let followed = &talk_counts(view).uses.followed;
    let mut cases = Cases::default();
    for (by_days, ending) in [(&followed.days, Ending::Happened), (&followed.open_days, Ending::Open)] {
        for (days, &count) in by_days.iter().enumerate().filter(|(_, count)| **count > 0) {
            cases.add(days as u32, ending, count);
        }
    }
    cases
}

/// Whether a conversation takes part in the curve.
pub fn is_case(as_of: Day, talk: &Talk) -> bool {
    talk.held > as_of.minus(YEAR_DAYS) && talk.action != Some(Action::NoneNeeded)
}

/// The share for which something followed by each day; the band is that of the open ones, turned over (M25).
fn curve(cases: &Cases) -> Vec<Step> {
    let survival = cases.survival();
    if survival.cases < MINIMUM_CASES {
        return Vec::new();
    }
    let step = |step: &crate::stats::Step| Step {
        t: step.t,
        at_risk: step.at_risk,
        share: 1.0 - step.open,
        low: Some(1.0 - step.high),
        high: Some(1.0 - step.low),
        stopped: None,
    };
    survival.steps.iter().map(step).collect()
}

impl Reading {
    /// The same reading with the median of a curve as its value (M23, M24).
    pub(super) fn with_median(mut self, median: Median) -> Self {
        match median {
            Median::NoCases => self.why = Some(Why::NoData),
            Median::TooFew => self.why = Some(Why::TooFew),
            Median::NotReached { longest, low } => {
                self.longest_days = Some(longest);
                self.low = low.map(f64::from);
            }
            Median::Reached { days, low, high } => {
                self.value = Some(Quantity::Days(f64::from(days)));
                self.low = low.map(f64::from);
                self.high = high.map(f64::from);
            }
        }
        self
    }
}
