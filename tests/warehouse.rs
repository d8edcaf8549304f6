//! A real warehouse on one day: what its data is built from is known, and hardly anything else. Use is found through what was built,
//! and whatever needs time says that it can't be told.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/said.rs"]
#[expect(dead_code, reason = "only the tiles are asked for")]
mod said;
#[path = "support/sets.rs"]
#[expect(dead_code, reason = "this export is none of the sets")]
mod sets;
#[path = "support/mod.rs"]
mod support;

use uptake::app::address::ViewName;
use uptake::measure::{Measure, Pick, Reading, Why, read as read_measure, rows_behind};
use uptake::org::{Org, Scope, Table, View};

/// The export, if it lies beside the checkout.
fn warehouse() -> Option<Org> {
    let folder = support::shared("data/warehouse")?;
    Some(read::read(&sets::folder(&folder), usize::MAX))
}

fn reading(org: &Org, measure: Measure) -> Reading {
    read_measure(&View::new(org, &Scope::default()), measure)
}

#[test]
fn every_row_is_read_and_used() {
    let Some(org) = warehouse() else { return };
    let used =
        [Table::Datasets, Table::BuiltFrom, Table::Usage].map(|table| org.report.tables.get(table).unwrap().used);
    assert_eq!(used, [1060, 1668, 34]);
    assert!(org.report.is_clean());
}

#[test]
fn use_is_found_through_what_was_built() {
    let Some(org) = warehouse() else { return };
    let in_use = reading(&org, Measure::DataInUse);
    assert_eq!((in_use.k, in_use.n), (Some(550), Some(1060)));
    assert_eq!(in_use.part("direct_only_in_use"), Some(28.0), "34 uses are of 28 datasets");
    let teams = reading(&org, Measure::TeamsPerDataset);
    let classes = ["zero", "one", "two", "three_or_more"].map(|part| teams.part(part));
    assert_eq!(classes, [510.0, 36.0, 66.0, 448.0].map(Some));
    let view = View::new(&org, &Scope::default());
    assert_eq!(rows_behind(&view, Measure::DataInUse, &Pick::Counted).weight, 550);
}

#[test]
fn nobody_answers_for_any_of_it() {
    let Some(org) = warehouse() else { return };
    assert!(org.datasets.all().iter().all(|dataset| dataset.owner(org.data_complete_through.unwrap()).is_none()));
    let keepers = reading(&org, Measure::WhoLooksAfter);
    assert_eq!((keepers.k, keepers.n), (Some(675), Some(675)), "one data team looks after what it built");
    assert_eq!((keepers.part("unknown"), keepers.part("effective_owners")), (Some(385.0), Some(1.0)));
    assert_eq!(keepers.part("handed_over"), Some(0.0));
}

#[test]
fn what_needs_time_says_that_it_cannot_be_told() {
    let Some(org) = warehouse() else { return };
    let later = reading(&org, Measure::StillUsedLater);
    assert_eq!((later.why, later.value, later.n), (Some(Why::NoData), None, Some(0)));
    for measure in [Measure::PaceOfImprovement, Measure::OffersFromProducers] {
        assert_eq!(reading(&org, measure).why, Some(Why::NotMeasured), "{}", measure.slug());
    }
    // One running month is no history, and what is shared since nobody knows when is not new.
    let in_use = reading(&org, Measure::DataInUse);
    assert_eq!(in_use.series.iter().map(|point| point.complete).collect::<Vec<_>>(), [false]);
    assert_eq!(in_use.part("new"), Some(0.0));
    let content = said::content(&said::opened(org), ViewName::Sources);
    let empty = |measure: Measure| content.tile(measure).unwrap().empty.unwrap();
    assert!(empty(Measure::StillUsedLater).1.contains("no silence could be seen yet"));
    assert_eq!(
        empty(Measure::PaceOfImprovement),
        ("Not measured", "The export has no table changes. That is not zero.".to_owned())
    );
}
