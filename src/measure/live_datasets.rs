//! The datasets that several measures are about: those that are shared on the day of the view, and in scope.

use crate::org::{Dataset, View, datasets};

/// The live datasets in scope, by name, then id.
pub fn live_datasets(view: &View<'_>) -> Vec<Dataset> {
    let Some(as_of) = view.as_of else { return Vec::new() };
    let mut live = datasets(view);
    live.retain(|dataset| dataset.is_live(as_of) && view.has_dataset(dataset));
    live
}
