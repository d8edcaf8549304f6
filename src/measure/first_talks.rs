//! When the data of each team was first talked about.

use crate::org::{Day, Talk, View};

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
    let mut first: Vec<Option<FirstTalk>> = vec![None; view.org.teams.len()];
    view.each_block(None, &mut |talks| add_first(view, talks, &mut first));
    first
}

#[inline(never)] // A block a call: see `View::each_block`.
fn add_first(view: &View<'_>, talks: &[Talk], first: &mut [Option<FirstTalk>]) {
    // They come by day, those of a day in their order, so that the first one met is the first.
    for talk in talks.iter().filter(|talk| view.sees(talk)) {
        first[talk.producer.place()].get_or_insert(FirstTalk { on: talk.held, row: talk.row });
    }
}
