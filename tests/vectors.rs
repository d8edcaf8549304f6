//! Every formula agrees with results worked out apart from this project, with scipy, statsmodels, lifelines, networkx and numpy.

#![expect(clippy::unwrap_used, reason = "a vector of another shape must fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uptake::org::{Day, Month, Period};
use uptake::stats::{
    self, Cases, CountVerdict, Counted, Ending, Horizons, Of, Rule, ShareVerdict, compare_counts, compare_shares,
    count_verdict,
};
use uptake::story::say;

const VECTORS: &str = include_str!("oracle/vectors.json");

/// What the project makes of the input of one vector, in the shape of its expected result.
type Family = fn(&Value) -> Value;

const FAMILIES: [(&str, Family); 22] = [
    ("wilson", wilson),
    ("share_change", share_change),
    ("count_ratio", count_ratio),
    ("xmr", xmr),
    ("chart", chart),
    ("km", kaplan_meier),
    ("incidence", incidence),
    ("quantiles", quantiles),
    ("concentration", concentration),
    ("forecast", forecast),
    ("network", network),
    ("two_way", two_way),
    ("unseen", unseen),
    ("silence", silence),
    ("pool", pool),
    ("days", days),
    ("period", period),
    ("window", window),
    ("cohort", cohort),
    ("silence_of_use", silence_of_use),
    ("say_share", say_share),
    ("say_days", say_days),
];

#[test]
fn every_vector_holds() {
    let document: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = document["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 117, "a vector was lost or added");
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for vector in vectors {
        let (id, family) = (text(&vector["id"]), text(&vector["family"]));
        if !ids.insert(id) {
            problems.push(format!("{id}: this id appears twice"));
        }
        let Some((_, compute)) = FAMILIES.iter().find(|(name, _)| *name == family) else {
            problems.push(format!("{id}: nothing here computes the family {family}"));
            continue;
        };
        let actual = compute(&vector["input"]);
        let mut differences = Vec::new();
        compare("", &vector["expected"], &actual, vector["tolerance"].as_f64().unwrap(), &mut differences);
        problems.extend(differences.into_iter().map(|difference| format!("{id}: {difference}")));
    }
    assert!(problems.is_empty(), "{} differences\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_comparison_can_fail() {
    let differences = |expected: Value, actual: Value| {
        let mut found = Vec::new();
        compare("", &expected, &actual, 1e-9, &mut found);
        found.len()
    };
    assert_eq!(differences(json!({ "low": 1.0, "why": null }), json!({ "low": 1.0 + 1e-12, "why": null })), 0);
    assert_eq!(differences(json!(1.0), json!(1.0 + 1e-8)), 1);
    assert_eq!(differences(json!(null), json!(0)), 1);
    assert_eq!(differences(json!([1, 2]), json!([1])), 1);
    assert_eq!(differences(json!({ "a": 1 }), json!({ "b": 1 })), 2);
    assert_eq!(differences(json!("rose"), json!("fell")), 1);
    assert_eq!(differences(json!(0), json!(f64::NAN)), 1);
}

fn wilson(input: &Value) -> Value {
    stats::wilson(whole(&input["k"]), whole(&input["n"]))
        .map_or(Value::Null, |range| json!({ "share": range.share, "low": range.low, "high": range.high }))
}

fn share_change(input: &Value) -> Value {
    let now = Of { k: whole(&input["k_now"]), n: whole(&input["n_now"]) };
    let before = Of { k: whole(&input["k_before"]), n: whole(&input["n_before"]) };
    compare_shares(now, before).map_or(Value::Null, |change| {
        let word = match change.verdict {
            ShareVerdict::Higher => Some("higher"),
            ShareVerdict::Lower => Some("lower"),
            ShareVerdict::Usual => None,
        };
        json!({ "diff": change.difference, "low": change.low, "high": change.high, "word": word })
    })
}

fn count_ratio(input: &Value) -> Value {
    let now = Counted { count: whole(&input["x_now"]), months: whole(&input["months_now"]) as u32 };
    let before = Counted { count: whole(&input["x_before"]), months: whole(&input["months_before"]) as u32 };
    let word = match count_verdict(now, before, &[]) {
        CountVerdict::Rose => Some("rose"),
        CountVerdict::Fell => Some("fell"),
        CountVerdict::Doubled => Some("doubled"),
        CountVerdict::Tripled => Some("tripled"),
        CountVerdict::Usual | CountVerdict::NoneBefore | CountVerdict::NoComparison => None,
    };
    compare_counts(now, before).map_or(
        Value::Null,
        |change| json!({ "ratio": change.ratio, "low": change.low, "high": change.high, "word": word }),
    )
}

fn xmr(input: &Value) -> Value {
    stats::xmr(&series(&input["values"])).map_or(Value::Null, |xmr| {
        json!({ "mean": xmr.mean, "average_moving_range": xmr.average_moving_range, "low": xmr.low(), "high": xmr.high() })
    })
}

fn chart(input: &Value) -> Value {
    let chart = stats::chart(&series(&input["values"]), &[]);
    let limits = chart.limits.map(|limits| {
        json!({ "mean": limits.mean, "low": limits.low, "high": limits.high, "trial": limits.trial,
            "since_index": limits.since })
    });
    let signals = chart.signals.iter().map(|signal| {
        let rule = match signal.rule {
            Rule::Outside => "outside",
            Rule::RunOfEight => "run_of_eight",
            Rule::ThreeOfFour => "three_of_four",
        };
        json!([signal.at, rule])
    });
    json!({ "limits": limits, "signals": signals.collect::<Vec<_>>() })
}

fn kaplan_meier(input: &Value) -> Value {
    let mut cases = Cases::default();
    for (at, days) in list(&input["days"]).iter().enumerate() {
        let ending = if input["happened"][at].as_bool().unwrap() { Ending::Happened } else { Ending::Open };
        cases.add(whole(days) as u32, ending, input["weights"].get(at).map_or(1, whole));
    }
    let survival = cases.survival();
    let steps = survival.steps.iter().map(
        |step| json!({ "t": step.t, "at_risk": step.at_risk, "S": step.open, "low": step.low, "high": step.high }),
    );
    let by: BTreeMap<_, _> =
        [7, 14, 30, 60, 90].iter().map(|&day| (day.to_string(), 1.0 - survival.open_at(day))).collect();
    json!({ "steps": steps.collect::<Vec<_>>(), "median": survival.half_open_on(), "median_low": survival.median_low(),
        "median_high": survival.median_high(), "happened_by": by, "n": survival.cases, "finished": survival.finished })
}

fn incidence(input: &Value) -> Value {
    let mut cases = Cases::default();
    for (days, code) in list(&input["days"]).iter().zip(list(&input["code"])) {
        let ending = [Ending::Open, Ending::Happened, Ending::Stopped][whole(code) as usize];
        cases.add(whole(days) as u32, ending, 1);
    }
    let day = |day: &stats::Incidence| json!({ "t": day.t, "at_risk": day.at_risk, "shared": day.happened, "stopped": day.stopped });
    cases.incidence().iter().map(day).collect()
}

fn quantiles(input: &Value) -> Value {
    let mut values: Vec<_> = series(&input["values"]).into_iter().flatten().collect();
    let found = stats::quartiles(&mut values);
    json!({ "q25": found.map(|found| found.q25), "median": found.map(|found| found.median),
        "q75": found.map(|found| found.q75) })
}

fn concentration(input: &Value) -> Value {
    let found = stats::concentration(&wholes(&input["datasets_per_team"]));
    json!({ "hhi": found.map(|found| found.index), "effective_owners": found.map(|found| found.effective) })
}

fn forecast(input: &Value) -> Value {
    let (joins, outside) = (wholes(&input["joins_per_month"]), wholes(&input["not_yet_in_at_month_start"]));
    let needed = whole(&input["needed"]);
    let first_year = |horizons: &Horizons| horizons.chances.iter().copied().take(12).collect::<Vec<_>>();
    let pace = stats::constant_pace(&joins, needed);
    let pool = stats::shrinking_pool(&joins, &outside, whole(&input["teams_left"]), needed);
    json!({ "pace_50": pace.even, "pace_85": pace.likely, "pool_50": pool.even, "pool_85": pool.likely,
        "pace_prob": first_year(&pace), "pool_prob": first_year(&pool) })
}

fn network(input: &Value) -> Value {
    let mut names = Names::default();
    let links = names.pairs(&input["links"]);
    let hub = names.number(text(&input["hub"]));
    let found = stats::hub(names.0.len(), links, hub);
    json!({ "go_between_share": found.go_between_share, "stands_without_us": found.stands_without_us,
        "betweenness": found.betweenness })
}

fn two_way(input: &Value) -> Value {
    let found = stats::two_way(Names::default().pairs(&input["started"]));
    json!({ "k": found.k, "n": found.n })
}

fn unseen(input: &Value) -> Value {
    stats::unseen(whole(&input["n1"]), whole(&input["n2"]), whole(&input["m"]))
        .map_or(Value::Null, |found| json!({ "estimate": found.estimate, "standard_error": found.standard_error }))
}

fn silence(input: &Value) -> Value {
    let (k, answered) = (whole(&input["k"]), whole(&input["answered"]));
    let bounds = stats::silence(k, answered, whole(&input["asked"]));
    json!({ "share": stats::wilson(k, answered).map(|range| range.share), "silence_low": bounds.map(|bounds| bounds.low),
        "silence_high": bounds.map(|bounds| bounds.high) })
}

fn pool(input: &Value) -> Value {
    let cells: BTreeMap<_, _> =
        input["cells"].as_object().unwrap().iter().map(|(name, size)| (name.as_str(), whole(size))).collect();
    let names: Vec<_> = cells.keys().copied().collect();
    let sizes: Vec<_> = cells.values().copied().collect();
    stats::pooled(&sizes, whole(&input["minimum"])).into_iter().map(|at| names[at]).collect()
}

fn days(input: &Value) -> Value {
    json!(day(&input["end"]).since(day(&input["start"])))
}

fn period(input: &Value) -> Value {
    let (as_of, month) = (day(&input["as_of"]), day(&input["date"]).month());
    let (month, quarter) = (Period::Month(month), month.quarter());
    json!({ "month": month.to_string(), "month_complete": month.is_complete(as_of), "quarter": quarter.to_string(),
        "quarter_complete": quarter.is_complete(as_of) })
}

fn window(input: &Value) -> Value {
    let (as_of, length) = (day(&input["as_of"]), whole(&input["days"]) as i32);
    list(&input["dates"]).iter().map(|date| day(date).is_within(length, as_of)).collect()
}

fn cohort(input: &Value) -> Value {
    let month: Month = Day::parse(format!("{}-01", text(&input["month"])).as_bytes()).unwrap().month();
    json!(month.is_aged(whole(&input["days"]) as i32, day(&input["as_of"])))
}

fn silence_of_use(input: &Value) -> Value {
    let used_on: Vec<_> = list(&input["used_on"]).iter().map(|date| day(date).number()).collect();
    stats::until_silence(day(&input["as_of"]).number(), &used_on)
        .map_or(Value::Null, |spell| json!({ "days": spell.days, "ended": spell.ended }))
}

fn say_share(input: &Value) -> Value {
    json!(say::share(whole(&input["k"]), whole(&input["n"])))
}

fn say_days(input: &Value) -> Value {
    json!(say::days(input["days"].as_f64()))
}

/// Numbers within the tolerance, absolute plus relative; everything else equal.
fn compare(place: &str, expected: &Value, actual: &Value, tolerance: f64, differences: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Number(_), Value::Number(_)) => {
            let (wanted, got) = (expected.as_f64().unwrap(), actual.as_f64().unwrap());
            // Written so that NaN differs from everything.
            let equal = (got - wanted).abs() <= tolerance + tolerance * wanted.abs();
            if !equal {
                differences.push(format!("{place} is {got}, expected {wanted}"));
            }
        }
        (Value::Array(wanted), Value::Array(got)) if wanted.len() == got.len() => {
            for (at, (wanted, got)) in wanted.iter().zip(got).enumerate() {
                compare(&format!("{place}[{at}]"), wanted, got, tolerance, differences);
            }
        }
        (Value::Object(wanted), Value::Object(got)) => {
            let keys: BTreeSet<_> = wanted.keys().chain(got.keys()).collect();
            for key in keys {
                match (wanted.get(key), got.get(key)) {
                    (Some(wanted), Some(got)) => {
                        compare(&format!("{place}.{key}"), wanted, got, tolerance, differences);
                    }
                    (wanted, _) => {
                        let which = if wanted.is_some() { "missing" } else { "not expected" };
                        differences.push(format!("{place}.{key} is {which}"));
                    }
                }
            }
        }
        _ if expected == actual => {}
        _ => differences.push(format!("{place} is {actual}, expected {expected}")),
    }
}

/// Numbers for names, as they come.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn number(&mut self, name: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(name.to_owned()).or_insert(next)
    }

    fn pairs(&mut self, value: &Value) -> Vec<(usize, usize)> {
        list(value).iter().map(|pair| (self.number(text(&pair[0])), self.number(text(&pair[1])))).collect()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn wholes(value: &Value) -> Vec<u64> {
    list(value).iter().map(whole).collect()
}

/// Numbers of which some are missing.
fn series(value: &Value) -> Vec<Option<f64>> {
    list(value).iter().map(Value::as_f64).collect()
}

fn day(value: &Value) -> Day {
    Day::parse(text(value).as_bytes()).unwrap()
}
