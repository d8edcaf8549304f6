//! Whether those who begin to use data still use it later.

use super::{Measure, Quantity, Reading, Step, Why};
use crate::org::{Use, View, ordered};
use crate::stats::{self, Cases, Ending, MINIMUM_CASES, Spell};

/// The day after first use on which the value is read.
pub const LATER_DAYS: u32 = 182;

/// Reads `still-used-later`.
pub fn still_used_later(view: &View<'_>) -> Reading {
    let mut cases = Cases::default();
    each_pair(view, &mut |spell, _| {
        cases.add(spell.days, if spell.ended { Ending::Happened } else { Ending::Open }, 1);
    });
    let survival = cases.survival();
    let mut reading = Reading::empty(Measure::StillUsedLater);
    reading.n = Some(survival.cases);
    reading.longest_days = survival.longest;
    // Past the longest duration the curve would only repeat itself (M38).
    reading.why = match survival.longest {
        None => Some(Why::NoData),
        Some(longest) if longest < LATER_DAYS || survival.cases < MINIMUM_CASES => Some(Why::TooFew),
        Some(_) => None,
    };
    if reading.why.is_none() {
        let step = survival.step_by(LATER_DAYS);
        reading.value = Some(Quantity::Share(survival.open_at(LATER_DAYS)));
        (reading.low, reading.high) = (step.map(|step| step.low), step.map(|step| step.high));
    }
    if survival.cases >= MINIMUM_CASES {
        let step = |step: &stats::Step| Step {
            t: step.t,
            at_risk: step.at_risk,
            share: step.open,
            low: Some(step.low),
            high: Some(step.high),
            stopped: None,
        };
        reading.curve = survival.steps.iter().map(step).collect();
    }
    reading
}

/// Every dataset in scope, live or not, with each domain team other than its owner that began to use it long enough ago: how long
/// that went on, and the uses it is known from, earliest first (M38).
pub fn each_pair(view: &View<'_>, visit: &mut dyn FnMut(Spell, &[Use])) {
    let Some(as_of) = view.as_of else { return };
    let org = view.org;
    let uses = org.uses();
    let seen = &uses[..uses.partition_point(|used| used.day <= as_of)];
    // By day, then by team, then by dataset, each keeping the order of the one before: so the days of a pair stand together.
    let by_team = ordered(seen, &|used| used.team.place());
    let by_dataset = ordered(&by_team, &|used| used.dataset.place());
    let mut days: Vec<i32> = Vec::new();
    for of_dataset in by_dataset.chunk_by(|a, b| a.dataset == b.dataset) {
        let known = org.datasets.get(of_dataset[0].dataset);
        if !view.sees_dataset(known) || !view.has_dataset(known) {
            continue;
        }
        let owner = known.owner(as_of);
        for pair in of_dataset.chunk_by(|a, b| a.team == b.team).filter(|pair| Some(pair[0].team) != owner) {
            days.clear();
            days.extend(pair.iter().map(|used| used.day.number()));
            let Some(spell) = stats::until_silence(as_of.number(), &days) else { continue };
            let last = days[0].saturating_add(spell.days as i32);
            let known = if spell.ended { days.partition_point(|&day| day <= last) } else { days.len() };
            visit(spell, &pair[..known]);
        }
    }
}
