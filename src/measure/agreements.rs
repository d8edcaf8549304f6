//! Written agreements: which of the data shared now has one that is still looked after, and what those cover.

use rustc_hash::FxHashSet;

use super::columns::{cell, days, ids, seen, texts};
use super::live_datasets::live_datasets;
use super::tally::{K, N, Tally};
use super::{Measure, Pick, Reading, RowsBehind, Why};
use crate::org::{Code, Day, Interner, Table, View, sort_by};

/// An agreement counts for a year after it was agreed or reviewed.
const YEAR_DAYS: i32 = 365;
/// What an agreement may cover that is always listed, met or not (M42).
const ITEMS: [&str; 6] = ["owner", "meaning", "freshness", "notice", "allowed_use", "known_users"];
/// What the parts are called that count datasets by an item.
const COVERS: &str = "covers_";

/// Reads `written-agreements`.
pub fn written_agreements(view: &View<'_>) -> Reading {
    let Some(agreements) = Agreements::new(view) else {
        return Reading::missing(Measure::WrittenAgreements, Why::NotMeasured);
    };
    let mut reading = agreements.datasets.share(Measure::WrittenAgreements);
    reading.parts = agreements.covers().into_iter().map(|(item, n)| (item, Some(n as f64))).collect();
    reading
}

/// The rows behind `written-agreements`: datasets, and for what is covered the agreements that say so.
pub fn rows_behind(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let Some(agreements) = Agreements::new(view) else { return RowsBehind::single(Table::Agreements, Vec::new()) };
    let part = match *pick {
        Pick::Part(name) => Some(name.to_owned()),
        Pick::PartAt(place) => agreements.covers().get(place).map(|(name, _)| name.clone()),
        _ => return agreements.datasets.behind(pick),
    };
    agreements.covering(part.as_deref().and_then(|name| name.strip_prefix(COVERS)))
}

/// The live datasets, and the current agreements over them.
struct Agreements<'a> {
    datasets: Tally,
    /// The row of an agreement, its dataset, and what it covers, as a list.
    current: Vec<(usize, Code, &'a str)>,
}

impl<'a> Agreements<'a> {
    fn new(view: &View<'a>) -> Option<Self> {
        let (rows, as_of) = (view.table(Table::Agreements)?, view.as_of?);
        let live = live_datasets(view);
        let mut is_live = vec![false; view.org.ids.datasets.len()];
        for dataset in &live {
            is_live[dataset.code.place()] = true;
        }
        let (agreed_on, reviewed_on) = (days(rows, "agreed_on"), days(rows, "reviewed_on"));
        let covers = texts(rows, "covers");
        let is_current = |day: Option<Day>| day.is_some_and(|day| day.is_within(YEAR_DAYS, as_of));
        let mut has_agreement = vec![false; is_live.len()];
        let mut current = Vec::new();
        for (row, dataset) in ids(rows, "dataset_id").iter().enumerate() {
            let Some(dataset) = dataset.filter(|dataset| is_live[dataset.place()]) else { continue };
            // An agreement of a later day is not seen at all, whatever else its row says.
            let Some(agreed) = seen(agreed_on, row, as_of) else { continue };
            if is_current(Some(agreed)) || is_current(cell(reviewed_on, row)) {
                has_agreement[dataset.place()] = true;
                current.push((row, dataset, covers.and_then(|covers| covers.get(row)).unwrap_or_default()));
            }
        }
        let mut datasets = Tally::new(Table::Datasets, &[N, K]);
        for dataset in &live {
            datasets.add(dataset.row, &[true, has_agreement[dataset.code.place()]]);
        }
        Some(Self { datasets, current })
    }

    /// For each item how many datasets have it covered: those always listed, then others by name.
    fn covers(&self) -> Vec<(String, u64)> {
        let mut items = Interner::default();
        let mut counts = vec![0; ITEMS.iter().filter_map(|item| items.intern(item)).count()];
        let mut met: FxHashSet<(u32, u32)> = FxHashSet::default();
        for (_, dataset, covers) in &self.current {
            for item in covers.split(';').filter(|item| !item.is_empty()) {
                let Some(item) = items.intern(item) else { continue };
                counts.resize(items.len(), 0);
                counts[item.place()] += u64::from(met.insert((item.place() as u32, dataset.place() as u32)));
            }
        }
        let mut covers: Vec<(String, u64)> =
            items.codes().zip(counts).map(|(item, count)| (format!("{COVERS}{}", items.name(item)), count)).collect();
        let mut others = covers.split_off(ITEMS.len());
        sort_by(&mut others, |(a, _), (b, _)| a.cmp(b));
        covers.extend(others);
        covers
    }

    /// The agreements that cover an item; they stand for the datasets that have it covered.
    fn covering(&self, item: Option<&str>) -> RowsBehind {
        let covering =
            self.current.iter().filter(|(.., covers)| covers.split(';').any(|covered| Some(covered) == item));
        let mut datasets: FxHashSet<(u32, u32)> = FxHashSet::default();
        let rows = covering.map(|&(row, dataset, _)| {
            datasets.insert((0, dataset.place() as u32));
            row
        });
        let rows = RowsBehind::single(Table::Agreements, rows.collect());
        RowsBehind { weight: datasets.len() as u64, ..rows }
    }
}
