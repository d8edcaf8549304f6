//! When the data of each team was first talked about.

use crate::org::{Day, View};

/// The first conversation of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FirstTalk {
    /// The day it was held.
    pub on: Day,
    /// Its row among the conversations used; of several on one day the first.
    pub row: usize,
}

/// By the place of a team, its first recorded conversation of any kind in which it is the producing side (M50); teams out of scope
/// may have none.
pub fn first_talks(view: &View<'_>) -> Vec<Option<FirstTalk>> {
    let first = |first: Option<(Day, usize)>| first.map(|(on, row)| FirstTalk { on, row });
    view.first_talks().into_iter().map(first).collect()
}
