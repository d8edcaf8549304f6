//! When a sentence may say that something changed, and what it then says (MEASURES §2, M55).

use super::say;
use crate::measure::{Event, Good, LastMonths, Quantity, Reading, Rule};
use crate::org::{EventKind, Month, Period};
use crate::stats::{self, CountVerdict, Counted, Of, ShareVerdict, Side};

/// How many months each side of a comparison has.
const MONTHS: i32 = 3;

/// Direct conversations of three months, against those of three earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountChange {
    /// The earlier months, first and last, and their sum.
    pub before: (Month, Month, u64),
    /// The last three complete months, first and last, and their sum.
    pub now: (Month, Month, u64),
    /// What may be said.
    pub verdict: CountVerdict,
}

/// Compares the last three complete months of a charted series with the same months a year before.
///
/// Where logging changed in between, numbers from before the change do not compare: the first three complete months after it stand
/// in. `None` where there are no three earlier months.
pub fn counts(reading: &Reading, series: &str, events: &[Event]) -> Option<CountChange> {
    let complete: Vec<(Month, f64)> = reading
        .complete_points()
        .filter_map(|point| {
            if let Period::Month(month) = point.period { Some((month, point.get(series).unwrap_or(0.0))) } else { None }
        })
        .collect();
    let last = complete.last()?.0;
    let first = last.plus(1 - MONTHS);
    let sum = |first: Month| -> Option<(Month, Month, u64)> {
        let last = first.plus(MONTHS - 1);
        let months: Vec<f64> =
            complete.iter().filter(|(month, _)| (first..=last).contains(month)).map(|&(_, count)| count).collect();
        (months.len() == MONTHS as usize).then(|| (first, last, months.iter().sum::<f64>() as u64))
    };
    let logging_change =
        events.iter().filter(|event| event.kind == Some(EventKind::LoggingChange)).map(|event| event.on).max();
    // A change on the first of a month leaves that month whole.
    let comparable =
        logging_change.map(|on| if on == on.month().first_day() { on.month() } else { on.month().plus(1) });
    let a_year_before = first.plus(-12);
    let earliest = complete.first()?.0.max(comparable.unwrap_or(complete.first()?.0));
    let before = sum(a_year_before.max(earliest)).filter(|&(_, before_last, _)| before_last < first)?;
    let now = sum(first)?;
    let counted = |(_, _, count): (Month, Month, u64)| Counted { count, months: MONTHS as u32 };
    let verdict = stats::count_verdict(counted(now), counted(before), &sides(reading, series, first));
    Some(CountChange { before, now, verdict })
}

/// The sides of the mean on which something changed in the months from `first` on.
pub(super) fn sides(reading: &Reading, series: &str, first: Month) -> Vec<Side> {
    let Some(limits) = reading.limits else { return Vec::new() };
    let telling = reading.signals.iter().filter(|signal| signal.period >= first && signal.rule != Rule::ThreeOfFour);
    let value = |month: Month| {
        reading.series.iter().find(|point| point.period == Period::Month(month)).and_then(|point| point.get(series))
    };
    telling
        .filter_map(|signal| value(signal.period))
        .map(|value| if value > limits.mean { Side::Above } else { Side::Below })
        .collect()
}

impl CountChange {
    /// The change as a clause: `rose from 61 (Aug–Oct 2025) to 118 (Aug–Oct 2026)`.
    pub fn clause(&self) -> String {
        let side = |(first, last, count): (Month, Month, u64)| {
            say::keep_together(&format!("{} ({})", say::grouped(count), say::months(first, last)))
        };
        let (before, now) = (side(self.before), side(self.now));
        match self.verdict {
            CountVerdict::Rose => format!("rose from {before} to {now}"),
            CountVerdict::Fell => format!("fell from {before} to {now}"),
            CountVerdict::Doubled => format!("doubled, from {before} to {now}"),
            CountVerdict::Tripled => format!("tripled, from {before} to {now}"),
            CountVerdict::Usual => format!("were {now}, against {before}: within the usual ups and downs"),
            CountVerdict::NoneBefore => format!("were {now}, none before"),
            CountVerdict::NoComparison => format!("were {now}"),
        }
    }
}

/// A word on how a share stands to an earlier one, and whether that is the way it should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Changed, the good way.
    Better(&'static str),
    /// Changed, the bad way.
    Worse(&'static str),
    /// Not more than chance could do.
    Same(&'static str),
}

impl Verdict {
    /// The word itself.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Better(words) | Self::Worse(words) | Self::Same(words) => words,
        }
    }
}

/// What is said of a difference that is no more than chance could do.
pub(super) const USUAL: &str = "within the usual ups and downs";

/// Compares two readings of a share; `None` where either has under five cases or no share.
pub fn shares(now: &Reading, before: &Reading) -> Option<Verdict> {
    // The days to get started have k and n too, but are no share of them.
    let is_share = |reading: &Reading| matches!(reading.value, Some(Quantity::Share(_)));
    let of = |reading: &Reading| Some(Of { k: reading.k.filter(|_| is_share(reading))?, n: reading.n? });
    let change = stats::compare_shares(of(now)?, of(before)?)?;
    Some(match (change.verdict, now.measure.good()) {
        (ShareVerdict::Usual, _) => Verdict::Same(USUAL),
        (ShareVerdict::Higher, Good::Up) => Verdict::Better("higher, as wanted"),
        (ShareVerdict::Lower, Good::Down) => Verdict::Better("lower, as wanted"),
        (ShareVerdict::Higher, Good::Down) => Verdict::Worse("higher, not as wanted"),
        (ShareVerdict::Lower, Good::Up) => Verdict::Worse("lower, not as wanted"),
        (ShareVerdict::Higher, Good::Neither) => Verdict::Same("higher"),
        (ShareVerdict::Lower, Good::Neither) => Verdict::Same("lower"),
    })
}

/// The last three complete months in words: `Aug–Oct 2026`; `None` with less history.
pub fn last_months(last: &LastMonths) -> Option<String> {
    Some(say::keep_together(&say::months(last.first()?, last.last()?))).filter(|_| last.why().is_none())
}
