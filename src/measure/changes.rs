//! Changes of data as they were released, how often that happens, and who had the idea.

use super::direct::behaviour;
use super::month_ends::{parts, point};
use super::{Cell, Measure, Point, Reading, Why};
use crate::org::{
    ChangeKind, Column, Dataset, DatasetId, DatasetKind, Day, Month, Origin, Period, Proposer, Table, Value, View,
    Word, WordSet, sort_by_key,
};

/// Data counts as improved if it changed within so many days.
const IMPROVED_DAYS: i32 = 90;
/// Offers are looked back at for half a year.
const OFFER_DAYS: i32 = 182;
const QUARTER_MONTHS: i32 = 3;

/// One change of a dataset in scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row among those used.
    pub row: usize,
    /// The dataset.
    pub dataset: DatasetId,
    /// The day on which it was released.
    pub released_on: Day,
    /// What it did.
    pub kind: Option<ChangeKind>,
    /// Who had the idea; `None` where that is not known.
    pub proposed_by: Option<Proposer>,
}

/// The changes of datasets in scope up to the day of a view, in the order of the export; none without the table.
pub fn changes(view: &View<'_>) -> Vec<Change> {
    let (Some(rows), Some(as_of)) = (view.table(Table::Changes), view.as_of) else { return Vec::new() };
    let (Some(Column::Ids(ids)), Some(Column::Days(days))) = (rows.column("dataset_id"), rows.column("released_on"))
    else {
        return Vec::new();
    };
    let mut in_scope = vec![false; view.org.datasets.all().len()];
    view.datasets().for_each(|(dataset, _)| in_scope[dataset.place()] = true);
    let [kinds, proposers] = ["kind", "proposed_by"].map(|name| rows.column(name));
    let word = |column: Option<&Column>, row: usize| -> Option<Word> {
        if let Value::Word(word) = column?.get(row) { Some(word) } else { None }
    };
    let change = |(row, (id, day)): (usize, (&Option<_>, &Option<Day>))| {
        Some(Change {
            row,
            dataset: id.and_then(|code| view.org.datasets.of(code)).filter(|dataset| in_scope[dataset.place()])?,
            released_on: day.filter(|&day| day <= as_of)?,
            kind: word(kinds, row).and_then(ChangeKind::of),
            proposed_by: word(proposers, row).and_then(Proposer::of),
        })
    };
    ids.iter().zip(days).enumerate().filter_map(change).collect()
}

/// Reads `pace-of-improvement`.
pub fn pace_of_improvement(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::PaceOfImprovement, Why::NotMeasured) };
    let changes = changes(view);
    let improved = improved(view, &changes, as_of);
    let live: Vec<bool> = view
        .datasets()
        .filter(|(_, known)| known.is_live(as_of))
        .map(|(dataset, _)| improved[dataset.place()])
        .collect();
    let k = live.iter().filter(|&&improved| improved).count();
    let mut reading = Reading::share(Measure::PaceOfImprovement, k as u64, live.len() as u64);
    let months = view.months(Table::Changes, "released_on");
    let mut releases = vec![0_u64; months.len()];
    for change in &changes {
        let place = months.first().and_then(|&first| usize::try_from(change.released_on.month().since(first)).ok());
        if let Some(releases) = place.and_then(|place| releases.get_mut(place)) {
            *releases += 1;
        }
    }
    reading.series = months
        .iter()
        .zip(&releases)
        .map(|(&month, &releases)| point(view, Period::Month(month), &["releases"], &[releases]))
        .collect();
    let values: Vec<Option<f64>> = reading.complete_points().map(|point| point.get("releases")).collect();
    (reading.limits, reading.signals) = behaviour(view, &months, &values);
    reading
}

/// For every dataset whether it is in scope and changed lately.
pub fn improved(view: &View<'_>, changes: &[Change], as_of: Day) -> Vec<bool> {
    let mut improved = vec![false; view.org.datasets.all().len()];
    for change in changes.iter().filter(|change| change.released_on.is_within(IMPROVED_DAYS, as_of)) {
        improved[change.dataset.place()] = true;
    }
    improved
}

/// Something new that was offered: an addition to data, or raw data shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The day.
    pub on: Day,
    /// The dataset.
    pub dataset: DatasetId,
    /// Who had the idea; `None` where that is not known.
    pub proposed_by: Option<Proposer>,
    /// Whether it was added to data; otherwise data was shared.
    pub is_addition: bool,
    /// The row among those used of changes or of datasets.
    pub row: usize,
}

/// Everything that was offered in scope up to the day of a view: additions, then raw data made here.
pub fn offers(view: &View<'_>) -> Vec<Offer> {
    let addition = |change: &Change| Offer {
        on: change.released_on,
        dataset: change.dataset,
        proposed_by: change.proposed_by,
        is_addition: true,
        row: change.row,
    };
    let additions = changes(view).into_iter().filter(|change| change.kind == Some(ChangeKind::Addition));
    let mut offers: Vec<Offer> = additions.map(|change| addition(&change)).collect();
    let shared = view.datasets().filter(|(_, known)| is_raw(known)).filter_map(|(dataset, known)| {
        let (on, proposed_by, row) = (known.shared_on?, known.proposed_by, known.row);
        Some(Offer { on, dataset, proposed_by, is_addition: false, row })
    });
    offers.extend(shared);
    offers
}

/// Whether an offer is of the half year that ends with a day.
pub fn is_recent(offer: &Offer, as_of: Day) -> bool {
    offer.on.is_within(OFFER_DAYS, as_of)
}

/// For every dataset whether those who make it lately offered it, or something in it, by themselves.
pub fn offered_lately(view: &View<'_>, as_of: Day) -> Vec<bool> {
    let mut offered = vec![false; view.org.datasets.all().len()];
    let lately = |offer: &&Offer| is_recent(offer, as_of) && offer.proposed_by == Some(Proposer::Producer);
    offers(view).iter().filter(lately).for_each(|offer| offered[offer.dataset.place()] = true);
    offered
}

/// The names of those who had the idea, in parts and series; the last one where that is not known.
pub const PROPOSERS: [&str; 4] = ["producer", "consumer", "data_team", "unknown"];

/// The place of who had the idea in [`PROPOSERS`].
pub fn proposer(offer: &Offer) -> usize {
    offer.proposed_by.map_or(PROPOSERS.len() - 1, |proposer| proposer as usize)
}

/// Reads `offers-from-producers`.
pub fn offers_from_producers(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::OffersFromProducers, Why::NotMeasured) };
    let offers = offers(view);
    let mut recent = [0_u64; PROPOSERS.len()];
    for offer in offers.iter().filter(|offer| is_recent(offer, as_of)) {
        recent[proposer(offer)] += 1;
    }
    let mut reading = Reading::share(Measure::OffersFromProducers, recent[0], recent.iter().sum());
    reading.parts = parts(&PROPOSERS[1..], &recent[1..]);
    reading.series = by_quarter(view, as_of, &offers);
    let mut listed: Vec<&Offer> = offers
        .iter()
        .filter(|offer| is_recent(offer, as_of) && offer.proposed_by == Some(Proposer::Producer))
        .collect();
    sort_by_key(&mut listed, |offer| (offer.on, offer.dataset));
    let id = |offer: &Offer| view.org.ids.datasets.name(view.org.datasets.get(offer.dataset).code);
    let row = |offer: &Offer| {
        vec![
            ("on", Cell::Text(offer.on.to_string())),
            ("dataset_id", Cell::Text(id(offer).to_owned())),
            ("what", Cell::Text(if offer.is_addition { "addition" } else { "source" }.to_owned())),
        ]
    };
    reading.list = listed.into_iter().map(row).collect();
    reading
}

fn by_quarter(view: &View<'_>, as_of: Day, offers: &[Offer]) -> Vec<Point> {
    let Some(first) = first_offer(view, as_of).map(first_of_quarter) else { return Vec::new() };
    let place = |month: Month| usize::try_from(month.since(first) / QUARTER_MONTHS).unwrap_or(0);
    let mut quarters = vec![[0_u64; PROPOSERS.len()]; place(as_of.month()) + 1];
    for offer in offers {
        quarters[place(offer.on.month())][proposer(offer)] += 1;
    }
    let period = |place: usize| first.plus(place as i32 * QUARTER_MONTHS).quarter();
    quarters.iter().enumerate().map(|(place, counts)| point(view, period(place), &PROPOSERS, counts)).collect()
}

/// The day of the first offer of the whole organisation (M10).
fn first_offer(view: &View<'_>, as_of: Day) -> Option<Day> {
    let additions = view.table(Table::Changes).and_then(|rows| {
        let is_addition = |row: usize| {
            matches!(rows.column("kind")?.get(row), Value::Word(word) if ChangeKind::of(word) == Some(ChangeKind::Addition))
                .then_some(row)
        };
        (0..rows.len()).filter_map(is_addition).filter_map(|row| view.day(rows, "released_on", row)).min()
    });
    let shared = view.org.datasets.all().iter().filter(|dataset| is_raw(dataset));
    let shared = shared.filter_map(|dataset| dataset.shared_on).filter(|&day| day <= as_of).min();
    additions.into_iter().chain(shared).min()
}

fn first_of_quarter(day: Day) -> Month {
    let month = day.month();
    month.plus(-((month.month_of_year() as i32 - 1) % QUARTER_MONTHS))
}

/// Whether data is shared as it arises, by a team of the organisation.
fn is_raw(dataset: &Dataset) -> bool {
    dataset.kind == Some(DatasetKind::Source) && dataset.origin == Some(Origin::Internal)
}
