//! What holds of every reading, whatever it is of.

use uptake::measure::{Quantity, Reading, Why};

/// Why a reading cannot be right; none if nothing speaks against it.
pub fn faults(reading: &Reading) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{}: {what}", reading.measure.slug()));
        }
    };
    if let (Some(k), Some(n)) = (reading.k, reading.n) {
        check(k <= n, "more than all");
    }
    if let Some(value) = reading.value {
        check(reading.why.is_none(), "a value, and a reason for none");
        check(value.amount().is_finite() && value.amount() >= 0.0, "a value that is no amount");
        if let Quantity::Share(share) = value {
            check((0.0..=1.0).contains(&share), "a share outside 0 to 1");
        }
        check(reading.low.is_none_or(|low| low <= value.amount() + 1e-9), "a range above its value");
        check(reading.high.is_none_or(|high| high >= value.amount() - 1e-9), "a range below its value");
    }
    check(reading.low.zip(reading.high).is_none_or(|(low, high)| low <= high), "a range upside down");
    if matches!(reading.why, Some(Why::NotMeasured | Why::Hidden)) {
        check(
            reading.value.is_none() && reading.parts.is_empty() && reading.list.is_empty(),
            "numbers of nothing (M5)",
        );
    }
    // An export may say that more people answered than were asked; then this one is below nothing, as its formula has it.
    let parts = reading.parts.iter().filter(|(name, _)| name != "silence_high").filter_map(|(_, value)| *value);
    let points = reading.series.iter().flat_map(|point| point.values.iter().filter_map(|(_, value)| *value));
    check(parts.chain(points).all(|number| number.is_finite() && number >= 0.0), "a part that is no amount");
    check(reading.series.windows(2).all(|two| two[0].period < two[1].period), "periods out of order");
    for point in &reading.series {
        for (k, n) in pairs(&point.values) {
            check(k <= n, "more than all of a period");
        }
    }
    for step in &reading.curve {
        check((0.0..=1.0).contains(&step.share), "a curve outside 0 to 1");
        check(step.low.is_none_or(|low| low <= step.share + 1e-9), "a band above its curve");
        check(step.high.is_none_or(|high| high >= step.share - 1e-9), "a band below its curve");
    }
    check(
        reading.curve.windows(2).all(|two| two[0].t < two[1].t && two[0].at_risk >= two[1].at_risk),
        "steps out of order",
    );
    if let Some(limits) = reading.limits {
        check(limits.low.is_none_or(|low| low <= limits.mean) && limits.mean <= limits.high, "limits around nothing");
    }
    faults
}

/// The numbers that are named as some of all: `k` of `n`, `7.k` of `7.n`, `source_k` of `source_n`.
fn pairs(values: &[(&'static str, Option<f64>)]) -> Vec<(f64, f64)> {
    let of = |k: &str| {
        let start = k.strip_suffix('k').filter(|start| start.is_empty() || start.ends_with(['.', '_']))?;
        let n = format!("{start}n");
        values.iter().find(|(name, _)| *name == n).and_then(|&(_, n)| n)
    };
    values.iter().filter_map(|&(name, k)| Some((k?, of(name)?))).collect()
}
