//! Data in use, and how many teams use it.

use super::changes::offered_lately;
use super::month_ends::{month_ends, parts, point};
use super::reach::{Reach, Standing};
use super::{Measure, Quantity, Reading, Why};
use crate::org::{Day, Period, Table, View};
use crate::stats;

/// The names of the standings in parts and series.
pub const STANDINGS: [(&str, Standing); 3] =
    [("in_use", Standing::InUse), ("new", Standing::New), ("not_used", Standing::NotUsed)];
const NAMES: [&str; 3] = [STANDINGS[0].0, STANDINGS[1].0, STANDINGS[2].0];

/// Reads `data-in-use`.
pub fn data_in_use(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::DataInUse, Why::NotMeasured) };
    let reach = Reach::new(view);
    let tally = |standings: Vec<Option<Standing>>| {
        let mut counts = [0_u64; STANDINGS.len()];
        standings.into_iter().flatten().for_each(|standing| counts[standing as usize] += 1);
        counts
    };
    let ends = month_ends(view, Table::Usage, "used_on");
    let days: Vec<Day> = ends.iter().map(|&(_, day)| day).chain([as_of]).collect();
    // The last month ends with the day of the view, but there may be none.
    let mut stocks: Vec<_> = reach.standings(&days).map(tally).collect();
    let now = stocks.pop().unwrap_or_default();
    let mut reading = Reading::share(Measure::DataInUse, now[0], now.iter().sum());
    reading.parts = parts(&NAMES, &now);
    let direct = reach.are_used_themselves(as_of).into_iter().filter(|&used| used == Some(true)).count();
    reading.parts.push(("direct_only_in_use".to_owned(), Some(direct as f64)));
    let stocks = ends.iter().zip(&stocks);
    reading.series = stocks.map(|(&(month, _), counts)| point(view, Period::Month(month), &NAMES, counts)).collect();
    reading
}

/// The names of the classes of datasets by the number of teams that use them.
pub const USERS: [&str; 4] = ["zero", "one", "two", "three_or_more"];

/// Reads `teams-per-dataset`.
pub fn teams_per_dataset(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::TeamsPerDataset, Why::NotMeasured) };
    let users: Vec<u64> = Reach::new(view).users(as_of).into_iter().flatten().collect();
    let mut classes = [0_u64; USERS.len()];
    for &users in &users {
        classes[class(users)] += 1;
    }
    let quartiles = stats::quartiles(&mut users.iter().map(|&users| users as f64).collect::<Vec<_>>());
    let mut reading = Reading::empty(Measure::TeamsPerDataset);
    reading.n = Some(users.len() as u64);
    reading.value = quartiles.map(|quartiles| Quantity::Teams(quartiles.median));
    reading.why = quartiles.is_none().then_some(Why::NoData);
    reading.parts = parts(&USERS, &classes);
    reading.parts.extend([
        ("q25".to_owned(), quartiles.map(|quartiles| quartiles.q25)),
        ("q75".to_owned(), quartiles.map(|quartiles| quartiles.q75)),
        ("two_or_more".to_owned(), Some((classes[2] + classes[3]) as f64)),
    ]);
    reading
}

/// The class of a number of teams.
pub fn class(users: u64) -> usize {
    users.min(USERS.len() as u64 - 1) as usize
}

/// Data that is no longer shared, as a part of `data-in-use`.
pub const RETIRED: &str = "retired";
/// Data that producers lately offered or added to and that is still shared, as a part of `offers-from-producers`.
pub const OFFERED: &str = "offered";

/// Data in scope that is no longer shared: what a share of data in use should be read beside.
pub fn retired(view: &View<'_>) -> u64 {
    let Some(as_of) = view.as_of else { return 0 };
    view.datasets().filter(|(_, dataset)| !dataset.is_live(as_of)).count() as u64
}

/// Of the live datasets that producers lately offered or added to, those in use; `None` where use is not measured.
pub fn offers_in_use(view: &View<'_>) -> Option<(u64, u64)> {
    let as_of = view.as_of?;
    view.table(Table::Usage)?;
    let reach = Reach::new(view);
    let is_offered = offered_lately(view, as_of);
    let mut offered = vec![false; is_offered.len()];
    view.datasets().for_each(|(dataset, _)| offered[reach.rank(dataset)] = is_offered[dataset.place()]);
    let today = [as_of];
    let standings = reach.standings(&today).flatten().zip(offered);
    let live: Vec<Standing> = standings.filter(|&(_, offered)| offered).filter_map(|(standing, _)| standing).collect();
    Some((live.iter().filter(|&&standing| standing == Standing::InUse).count() as u64, live.len() as u64))
}
