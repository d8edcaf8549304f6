//! What changed since the last review, sorted by what may be said of it.

use super::first_successes::{Dated, event, first_success};
use super::headline::Headline;
use super::say::{self, keep_together};
use super::since::{Since, since};
use crate::measure::{Event, FirstSuccess, Measure, Reading};
use crate::org::{Day, Sorted, View};

/// What changed between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How much did.
    pub headline: Headline,
    /// The sentences by what may be said, each group with what it is; none is empty.
    pub groups: Vec<(&'static str, &'static str, Vec<Since>)>,
    /// What succeeded for the first time in between.
    pub successes: Vec<Dated>,
    /// What happened in between.
    pub events: Vec<Dated>,
}

const QUESTION: &str = "What changed since the last review?";
/// What can be said of a measure on two days, with what that means.
const GROUPS: [(&str, &str); 4] = [
    ("Changed", "More than the usual ups and downs."),
    (
        "Within the usual ups and downs",
        "The difference is no more than chance could do, or there are too few cases to say.",
    ),
    (
        "Both numbers",
        "There is no rule by which a change of these would be more than chance, so no word stands beside them.",
    ),
    ("Not compared", "There is no number, or the two days cannot be compared."),
];

impl Review {
    /// The readings of a view against those of an earlier one. `successes` are those of the view.
    pub fn new(
        now: (&View<'_>, &Sorted<Measure, Reading>),
        before: (&View<'_>, &Sorted<Measure, Reading>, Day),
        events: &[Event],
        successes: &[FirstSuccess],
    ) -> Self {
        let mut groups = GROUPS.map(|(name, about)| (name, about, Vec::new()));
        for (measure, reading) in now.1.iter() {
            if let Some(earlier) = before.1.get(measure) {
                let said = since((now.0, reading), (before.0, earlier));
                groups[group(&said)].2.push(said);
            }
        }
        let [changed, usual, ..] = groups.each_ref().map(|(.., said)| said.len());
        let is_between = |on: Day| on > before.2;
        let happened = events.iter().filter(|event| is_between(event.on));
        let succeeded = successes.iter().filter(|success| is_between(success.on));
        Self {
            headline: headline(changed, usual, before.2),
            groups: groups.into_iter().filter(|(.., said)| !said.is_empty()).collect(),
            successes: succeeded.map(|success| first_success(now.0, success)).collect(),
            events: happened.map(|happened| event(happened.on, happened.label.clone())).collect(),
        }
    }

    /// What stands in its place while no earlier day is chosen.
    pub fn choose_a_day() -> Headline {
        let clause = "Choose the day of the last review.".to_owned();
        Headline { question: QUESTION, clauses: vec![clause], compared: None }
    }
}

fn headline(changed: usize, usual: usize, day: Day) -> Headline {
    let since = keep_together(&format!("since {}", say::date(day)));
    let numbers = |count: usize| match count {
        0 => "No number".to_owned(),
        1 => "One number".to_owned(),
        count => keep_together(&format!("{} numbers", say::grouped(count as u64))),
    };
    let changed = format!("{} changed more than usual {since}", numbers(changed));
    let clauses = match usual {
        0 => vec![changed + "."],
        usual => {
            let stayed = numbers(usual).to_ascii_lowercase();
            vec![changed + ";", format!("{stayed} stayed within the usual ups and downs.")]
        }
    };
    Headline { question: QUESTION, clauses, compared: None }
}

/// The place of a sentence among [`GROUPS`].
fn group(said: &Since) -> usize {
    match said.word {
        Some("usual") => 1,
        Some(_) => 0,
        None if said.is_too_few() => 1,
        None if said.is_compared() => 2,
        None => 3,
    }
}
