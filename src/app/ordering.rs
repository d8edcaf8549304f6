//! Puts the conversations of a large export in the order of areas, while nobody waits for anything.

use std::sync::Arc;

use leptos::task::spawn_local;

use super::browser::Slices;
use super::content::Opened;
use super::later;

/// So few are passed over in no time whenever an area is asked for.
const FEW_TALKS: usize = 1 << 16;

/// Begins to do so, with what of the page is loaded later.
pub fn begin(opened: Arc<Opened>) {
    if opened.org.talks.len() > FEW_TALKS {
        spawn_local(async move {
            // Without it a change of area takes longer, and shows the same.
            if let Ok(later) = later::load().await {
                (later.order_talks)(opened);
            }
        });
    }
}

/// Puts them in that order, some at a time. A change of area passes over all of them until it is done, and shows the same.
pub fn order(opened: Arc<Opened>) {
    spawn_local(async move {
        let (mut slices, mut order) = (Slices::begin(), opened.org.areas_of_talks());
        while opened.org.order_talks(&mut order) {
            slices.pause().await;
        }
    });
}
