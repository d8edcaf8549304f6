//! Data in use is what the definition says, however data is built on data, and a month end says what its day said.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;

use std::collections::BTreeSet;

use uptake::measure::{Measure, Reading, read as read_measure};
use uptake::org::{Day, Org, Period, Scope, View};

fn day(number: u32) -> String {
    format!("2025-{:02}-{:02}", 1 + number / 28, 1 + number % 28)
}

/// The last day of the data, as a number of [`day`].
const LAST: u32 = 9 * 28 + 13;
const TEAMS: u32 = 5;
const DATASETS: u32 = 9;

/// A made-up organisation of a few teams and datasets; of all numbers the same seed gives the same ones.
#[derive(Debug, Default)]
struct Made {
    /// From which day to which day, and how many days a use counts.
    datasets: Vec<(Option<u32>, Option<u32>, u32)>,
    built_from: Vec<(u32, u32)>,
    /// The dataset, the day, the owner.
    owners: Vec<(u32, u32, Option<u32>)>,
    /// The dataset, the team, the day.
    uses: Vec<(u32, u32, u32)>,
}

impl Made {
    fn new(seed: u64) -> Self {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut below = |end: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u32 % end
        };
        let mut made = Self::default();
        for dataset in 0..DATASETS {
            let from = (below(4) > 0).then(|| below(200));
            let until = (below(3) == 0).then(|| from.unwrap_or(0) + below(120)).filter(|&until| until <= LAST);
            made.datasets.push((from, until, [30, 90, 90, 365][below(4) as usize]));
            let first = below(60);
            made.owners.extend((below(5) > 0).then(|| (dataset, first, (below(6) > 0).then(|| below(TEAMS)))));
            made.owners
                .extend((below(3) == 0).then(|| (dataset, 100 + below(100), (below(6) > 0).then(|| below(TEAMS)))));
        }
        made.built_from = (0..below(16)).map(|_| (below(DATASETS), below(DATASETS))).collect();
        made.built_from.sort_unstable();
        made.built_from.dedup();
        made.uses = (0..below(30)).map(|_| (below(DATASETS), below(TEAMS), below(LAST + 1))).collect();
        made
    }

    fn org(&self) -> Org {
        let on = |number: Option<u32>| number.map(day).unwrap_or_default();
        // The last team is one of the data team, whose use is no use.
        let teams = (0..TEAMS)
            .map(|team| format!("t{team},T{team},{}\n", if team + 1 == TEAMS { "platform" } else { "domain" }));
        let datasets = self.datasets.iter().enumerate().map(|(place, (from, until, window))| {
            format!("d{place},D{place},source,{},{},{window}\n", on(*from), on(*until))
        });
        let built = self.built_from.iter().map(|(built, from)| format!("d{built},d{from}\n"));
        let owner = |owner: &Option<u32>| owner.map(|team| format!("t{team}")).unwrap_or_default();
        let owners =
            self.owners.iter().map(|(dataset, since, team)| format!("d{dataset},{},{}\n", day(*since), owner(team)));
        let uses = self.uses.iter().map(|(dataset, team, used)| format!("d{dataset},t{team},{}\n", day(*used)));
        let table = |name: &str, head: &str, rows: &mut dyn Iterator<Item = String>| {
            (name.to_owned(), rows.fold(format!("{head}\n"), |text, row| text + &row).into_bytes())
        };
        let files = vec![
            table("about.csv", "key,value", &mut [format!("data_complete_through,{}\n", day(LAST))].into_iter()),
            table("teams.csv", "team_id,name,kind", &mut teams.into_iter()),
            table(
                "datasets.csv",
                "dataset_id,name,kind,shared_on,retired_on,use_window_days",
                &mut datasets.into_iter(),
            ),
            table("built_from.csv", "dataset_id,source_dataset_id", &mut built.into_iter()),
            table("ownership.csv", "dataset_id,since,owner_team", &mut owners.into_iter()),
            table("usage.csv", "dataset_id,team_id,used_on", &mut uses.into_iter()),
        ];
        read::read(&files, usize::MAX)
    }

    fn is_live(&self, dataset: u32, on: &str) -> bool {
        let (from, until, _) = self.datasets[dataset as usize];
        from.is_none_or(|from| day(from).as_str() <= on) && until.is_none_or(|until| day(until).as_str() > on)
    }

    /// The users of a dataset on a day, by the letter: whoever used it or live data built on it, but for its owner.
    fn users(&self, dataset: u32, on: &str) -> BTreeSet<u32> {
        let mut reached = BTreeSet::from([dataset]);
        loop {
            let built =
                self.built_from.iter().filter(|(built, from)| reached.contains(from) && self.is_live(*built, on));
            let more: BTreeSet<u32> = built.map(|(built, _)| *built).filter(|built| !reached.contains(built)).collect();
            if more.is_empty() {
                break;
            }
            reached.extend(more);
        }
        let since = |since: u32| (day(since).as_str() <= on).then(|| day(since));
        let owner = self.owners.iter().filter(|owner| owner.0 == dataset && since(owner.1).is_some());
        let owner = owner.max_by_key(|owner| since(owner.1)).and_then(|owner| owner.2);
        let number = |text: &str| Day::parse(text.as_bytes()).unwrap().number();
        let window = number(on) - self.datasets[dataset as usize].2 as i32;
        let counts = |used: u32| day(used).as_str() <= on && number(&day(used)) > window;
        let users = self.uses.iter().filter(|(used, _, at)| reached.contains(used) && counts(*at));
        users.map(|&(_, team, _)| team).filter(|&team| team + 1 < TEAMS && Some(team) != owner).collect()
    }
}

fn reading(org: &Org, measure: Measure, as_of: Option<Day>) -> Reading {
    read_measure(&View::new(org, &Scope { areas: Vec::new(), as_of }), measure)
}

#[test]
fn in_use_is_what_another_team_reaches_through_live_data() {
    let (mut through_others, mut most) = (0.0, 0.0_f64);
    for seed in 0..150 {
        let made = Made::new(seed);
        let org = made.org();
        for on in [LAST, 200, 130, 60].map(day) {
            let as_of = Day::parse(on.as_bytes());
            let live = || (0..DATASETS).filter(|&dataset| made.is_live(dataset, &on));
            let users: Vec<usize> = live().map(|dataset| made.users(dataset, &on).len()).collect();
            let in_use = reading(&org, Measure::DataInUse, as_of);
            let k = users.iter().filter(|&&users| users > 0).count() as u64;
            assert_eq!((in_use.k, in_use.n), (Some(k), Some(users.len() as u64)), "{on} {made:?}");
            through_others += in_use.part("in_use").unwrap() - in_use.part("direct_only_in_use").unwrap();
            let teams = reading(&org, Measure::TeamsPerDataset, as_of);
            for (name, least, most) in [("zero", 0, 0), ("one", 1, 1), ("two", 2, 2), ("three_or_more", 3, 99)] {
                let count = users.iter().filter(|users| (least..=most).contains(*users)).count();
                assert_eq!(teams.part(name), Some(count as f64), "{name} {on} {made:?}");
            }
            most = most.max(teams.part("three_or_more").unwrap());
        }
    }
    assert!(through_others > 100.0 && most > 2.0, "{through_others} and {most} are too few to tell");
}

#[test]
fn a_month_end_says_what_its_day_said() {
    let town = read::read(&sets::folder(&sets::set("town")), usize::MAX);
    let orgs = (0..25).map(|seed| Made::new(seed).org()).chain([town]);
    let mut points = 0;
    for org in orgs {
        for measure in [Measure::DataInUse, Measure::WhoLooksAfter] {
            for point in reading(&org, measure, None).series {
                let Period::Month(month) = point.period else { panic!("{measure:?} has months") };
                let then = reading(&org, measure, Some(month.last_day()));
                let said = match measure {
                    Measure::DataInUse => ["in_use", "new", "not_used"].map(|part| then.part(part)).to_vec(),
                    _ => vec![then.k.map(|k| k as f64)],
                };
                let values: Vec<_> = point.values.iter().take(said.len()).map(|(_, value)| *value).collect();
                assert_eq!(values, said, "{measure:?} at the end of {month}");
                points += 1;
            }
        }
    }
    assert!(points > 150, "{points} are too few to tell");
}

#[test]
fn a_single_row_of_long_ago_does_not_keep_anybody_waiting() {
    let files = [
        ("datasets.csv", "dataset_id,name,kind\nd,D,source\n"),
        ("usage.csv", "dataset_id,team_id,used_on\nd,a,0001-01-01\nd,a,2025-01-31\n"),
    ];
    let org = read::read(&files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec(), usize::MAX);
    let found = reading(&org, Measure::DataInUse, None);
    assert_eq!((found.k, found.series.len()), (Some(1), 2024 * 12 + 1));
}
