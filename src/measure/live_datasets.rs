//! The datasets that several measures are about: those that are shared on the day of the view, and in scope.

use crate::org::{Dataset, View};

/// The live datasets in scope, by name, then id.
pub fn live_datasets<'a>(view: &View<'a>) -> Vec<&'a Dataset> {
    let Some(as_of) = view.as_of else { return Vec::new() };
    view.datasets().map(|(_, dataset)| dataset).filter(|dataset| dataset.is_live(as_of)).collect()
}
