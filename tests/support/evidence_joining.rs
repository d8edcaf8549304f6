//! The rows behind the measures of joining in and of how easy it is add up to their numbers.

use std::collections::BTreeSet;

use uptake::measure::{Family, Measure, Pick, Quantity, Reading, RowsBehind, rows_behind};
use uptake::org::{Dataset, Day, Period, Rows, Table, TeamId, Value, View};

/// Whether a measure is one of those that are checked here.
pub fn is_checked(measure: Measure) -> bool {
    matches!(measure.family(), Family::Joining | Family::Ease)
}

/// Everything of a reading that rows can be asked for.
pub fn picks(reading: &Reading) -> Vec<Pick> {
    /// Parts have names for good; a pick holds such a name.
    const PARTS: [&str; 26] = [
        "target",
        "not_started",
        "talking",
        "agreed",
        "sharing",
        "improving",
        "stopped",
        "talking_median",
        "talking_longest_open",
        "agreed_median",
        "agreed_longest_open",
        "sharing_median",
        "sharing_longest_open",
        "finished",
        "shared_by",
        "stopped_by",
        "before_first_talk",
        "approached_after",
        "approached",
        "still_getting_started",
        "asked",
        "answered",
        "silence_low",
        "silence_high",
        "k",
        "n",
    ];
    let mut picks = vec![Pick::All, Pick::Counted];
    picks.extend(PARTS.map(Pick::Part));
    for point in &reading.series {
        picks.extend(point.values.iter().map(|&(key, _)| match point.period {
            Period::Day(on) => Pick::Wave { on, series: Some(key) },
            Period::Month(month) | Period::Quarter(month) => Pick::Month { month, series: Some(key) },
        }));
    }
    picks.extend(reading.curve.iter().map(|step| Pick::Until { days: step.t }));
    picks
}

/// The rows behind one reading.
struct Behind<'a> {
    view: &'a View<'a>,
    reading: &'a Reading,
    of: &'a str,
}

impl Behind<'_> {
    fn rows(&self, pick: &Pick) -> RowsBehind {
        let behind = rows_behind(self.view, self.reading.measure, pick);
        assert!(behind.rows.windows(2).all(|rows| rows[0] < rows[1]), "{}: each row once, in order", self.of);
        if self.reading.measure != Measure::EasyToFitIn {
            assert_eq!((behind.weight, behind.left_out), (behind.rows.len() as u64, 0), "{}: {pick:?}", self.of);
        }
        behind
    }

    fn count(&self, pick: &Pick) -> f64 {
        self.rows(pick).rows.len() as f64
    }

    fn table(&self, behind: &RowsBehind) -> &Rows {
        self.view.table(behind.table).unwrap()
    }

    /// The teams that the rows name.
    fn teams(&self, pick: &Pick) -> BTreeSet<TeamId> {
        let behind = self.rows(pick);
        let team = |&row: &usize| team(self.view, self.table(&behind), "team_id", row).unwrap();
        behind.rows.iter().map(team).collect()
    }

    /// The sum of a column of numbers.
    fn sum(&self, pick: &Pick, column: &str) -> f64 {
        let behind = self.rows(pick);
        let cell = |&row: &usize| match self.table(&behind).column(column).unwrap().get(row) {
            Value::Number(number) => number,
            _ => 0.0,
        };
        behind.rows.iter().map(cell).sum()
    }

    fn part(&self, name: &'static str) {
        let expected = self.reading.part(name);
        let found = self.count(&Pick::Part(name));
        assert_eq!(expected.unwrap_or(0.0), found, "{}: {name}", self.of);
    }

    fn k_and_n(&self, k: usize, n: usize) {
        assert_eq!((self.reading.k, self.reading.n), (Some(k as u64), Some(n as u64)), "{}", self.of);
    }
}

fn team(view: &View<'_>, rows: &Rows, column: &str, row: usize) -> Option<TeamId> {
    if let Value::Id(code) = rows.column(column)?.get(row) { view.org.teams.of(code) } else { None }
}

fn day(rows: &Rows, column: &str, row: usize) -> Day {
    let Value::Day(day) = rows.column(column).unwrap().get(row) else { panic!("{column} of {row} is no day") };
    day
}

/// Checks one reading of these families.
pub fn check(view: &View<'_>, reading: &Reading, of: &str) {
    let behind = Behind { view, reading, of };
    match reading.measure {
        Measure::TeamsSharing => sharing(&behind),
        Measure::TeamsByStep => {
            assert_eq!(reading.value, Some(Quantity::Count(behind.count(&Pick::All))), "{of}");
            for part in ["not_started", "talking", "agreed", "sharing", "improving", "stopped"] {
                behind.part(part);
            }
        }
        Measure::TimeInStep => time(&behind),
        Measure::FirstTalkToFirstShare => first_share(&behind),
        Measure::LeadershipBacking => backing(&behind),
        Measure::DaysToGetStarted => started(&behind),
        Measure::EasyToFitIn => survey(&behind),
        Measure::Upkeep => upkeep(&behind),
        _ => panic!("{of}: say here what the rows behind it add up to"),
    }
}

fn sharing(behind: &Behind<'_>) {
    let view = behind.view;
    let all: Vec<Dataset> =
        view.org.datasets.all().iter().filter(|dataset| view.sees_dataset(dataset)).cloned().collect();
    let owner_on_share = |rows: &Rows, row: usize| -> (TeamId, Dataset) {
        let Value::Id(code) = rows.column("dataset_id").unwrap().get(row) else { panic!("no id") };
        let dataset = all.iter().find(|dataset| dataset.code == code).unwrap().clone();
        (dataset.owner(dataset.shared_on.unwrap()).unwrap(), dataset)
    };
    let teams = |pick: &Pick| -> BTreeSet<TeamId> {
        let found = behind.rows(pick);
        let rows = behind.table(&found);
        match found.table {
            Table::Datasets => found.rows.iter().map(|&row| owner_on_share(rows, row).0).collect(),
            _ => behind.teams(pick),
        }
    };
    behind.k_and_n(teams(&Pick::Counted).len(), behind.rows(&Pick::All).rows.len());
    let counted = behind.rows(&Pick::Counted);
    if counted.table == Table::Datasets {
        let rows = behind.table(&counted);
        assert!(counted.rows.iter().all(|&row| owner_on_share(rows, row).1.is_live(view.as_of.unwrap())));
    }
    for point in &behind.reading.series {
        let Period::Month(month) = point.period else { panic!("{} is no month", point.period) };
        for &(key, number) in &point.values {
            let pick = Pick::Month { month, series: Some(key) };
            assert_eq!(Some(behind.count(&pick)), number, "{}: {month} {key}", behind.of);
            assert_eq!(Some(teams(&pick).len() as f64), number, "{}: a row a team in {month}", behind.of);
            let months = Pick::Months { first: month, last: month, series: Some(key) };
            assert_eq!(behind.rows(&months), behind.rows(&pick));
        }
    }
    let target = behind.reading.forecast.as_ref().unwrap().target;
    assert_eq!(
        target,
        (behind.count(&Pick::Part("target")) > 0.0).then(|| behind.sum(&Pick::Part("target"), "value") as u64)
    );
}

fn time(behind: &Behind<'_>) {
    assert_eq!(behind.reading.n, Some(behind.teams(&Pick::All).len() as u64), "{}", behind.of);
    behind.part("finished");
    assert_eq!(behind.rows(&Pick::Counted), behind.rows(&Pick::Part("finished")));
    for (median, longest) in [
        ("talking_median", "talking_longest_open"),
        ("agreed_median", "agreed_longest_open"),
        ("sharing_median", "sharing_longest_open"),
    ] {
        let found = behind.rows(&Pick::Part(longest));
        let open =
            |&row: &usize| f64::from(behind.view.as_of.unwrap().since(day(behind.table(&found), "entered_on", row)));
        assert_eq!(found.rows.first().map(open), behind.reading.part(longest), "{}: {longest}", behind.of);
        assert!(behind.reading.part(median).is_none() || behind.count(&Pick::Part(median)) >= 5.0, "{}", behind.of);
    }
    assert_eq!(behind.rows(&Pick::Part("agreed_median")), behind.rows(&Pick::All));
}

fn first_share(behind: &Behind<'_>) {
    let reading = behind.reading;
    assert_eq!(reading.n, Some(behind.rows(&Pick::All).rows.len() as u64), "{}", behind.of);
    assert_eq!(behind.rows(&Pick::All).table, Table::Conversations);
    behind.part("finished");
    behind.part("before_first_talk");
    assert_eq!(behind.rows(&Pick::Counted), behind.rows(&Pick::Part("shared_by")));
    // What happens on a day happens to those neither shared nor stopped before.
    let (mut shared, mut stopped, mut before) = (0.0, 0.0, 0.0);
    for step in &reading.curve {
        let happened = behind.count(&Pick::Until { days: step.t });
        shared += (1.0 - shared - stopped) * (happened - before) / step.at_risk as f64;
        assert!(
            (step.share - shared).abs() < 1e-9,
            "{}: day {} has {}, rows give {shared}",
            behind.of,
            step.t,
            step.share
        );
        (before, stopped) = (happened, step.stopped.unwrap());
    }
    assert_eq!(reading.part("stopped_by").is_some_and(|share| share > 0.0), stopped > 0.0);
    if !reading.curve.is_empty() {
        assert_eq!(stopped > 0.0, behind.count(&Pick::Part("stopped_by")) > 0.0, "{}", behind.of);
        assert_eq!(behind.count(&Pick::Counted), before, "{}", behind.of);
    }
}

fn backing(behind: &Behind<'_>) {
    let area = |&team: &TeamId| behind.view.org.teams.get(team).area.unwrap();
    let areas: BTreeSet<_> = behind.teams(&Pick::All).iter().map(area).collect();
    behind.k_and_n(behind.rows(&Pick::Counted).rows.len(), areas.len());
    behind.part("approached");
    behind.part("approached_after");
}

fn started(behind: &Behind<'_>) {
    behind.k_and_n(behind.teams(&Pick::Counted).len(), behind.teams(&Pick::All).len());
    let not_yet = behind.teams(&Pick::Part("still_getting_started")).len() as f64;
    assert_eq!(Some(not_yet), behind.reading.part("still_getting_started"), "{}", behind.of);
}

fn survey(behind: &Behind<'_>) {
    let reading = behind.reading;
    let minimum = behind.view.org.settings.minimum_group;
    let mut waves = vec![
        (Pick::All, reading.n.map(|n| n as f64)),
        (Pick::Counted, reading.k.map(|k| k as f64)),
        (Pick::Part("asked"), reading.part("asked")),
    ];
    for point in &reading.series {
        let Period::Day(on) = point.period else { panic!("{} is no wave", point.period) };
        waves.extend(point.values.iter().map(|&(key, number)| (Pick::Wave { on, series: Some(key) }, number)));
    }
    for (pick, number) in waves {
        let found = behind.rows(&pick);
        let Some(number) = number else {
            assert_eq!((found.rows.len(), found.weight), (0, 0), "{}: {pick:?} is hidden", behind.of);
            continue;
        };
        assert!(found.weight as f64 <= number, "{}: {pick:?}", behind.of);
        assert!(found.left_out > 0 || found.weight as f64 == number, "{}: {pick:?}", behind.of);
        let is_answers = pick == Pick::All || matches!(pick, Pick::Wave { series: Some("n"), .. });
        if found.left_out > 0 && is_answers && found.weight > 0 {
            assert!(number as u64 - found.weight >= minimum, "{}: {pick:?} can be had by subtraction", behind.of);
        }
    }
}

fn upkeep(behind: &Behind<'_>) {
    for point in &behind.reading.series {
        let Period::Month(month) = point.period else { panic!("{} is no month", point.period) };
        let pick = |key| Pick::Month { month, series: Some(key) };
        let work = behind.sum(&pick("person_days"), "person_days");
        match point.get("person_days") {
            Some(days) => assert!((work - days).abs() < 1e-9, "{}: {month}", behind.of),
            None => assert_eq!(behind.rows(&pick("person_days")).rows.len(), 0, "{}: {month}", behind.of),
        }
        assert_eq!(Some(behind.count(&pick("datasets"))), point.get("datasets"), "{}: {month}", behind.of);
        assert_eq!(behind.rows(&pick("per_dataset")), behind.rows(&pick("person_days")));
        if behind.reading.complete_points().next_back() == Some(point) {
            assert_eq!(behind.rows(&Pick::All), behind.rows(&pick("person_days")));
        }
    }
}
