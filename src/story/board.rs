//! The teams by the step they are in, and how long teams stay in a step.

use super::say::{self, keep_together};
use crate::measure::{LONG_WAIT_DAYS, Reading, SMALLER_TEAMS, standings};
use crate::org::{TeamStep, View, sort_by};

/// One step, with the teams that are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardStep {
    /// Its name.
    pub name: &'static str,
    /// What the days of its teams are.
    pub days: &'static str,
    /// The part of the reading that counts them.
    pub part: &'static str,
    /// How many there are, small ones too.
    pub teams: u64,
    /// Those that may be named; who waits longest comes first.
    pub named: Vec<Waiting>,
    /// The others: how many they are, in words; `None` without any.
    pub smaller: Option<String>,
}

/// A team in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its name.
    pub team: String,
    /// For how many days it has been in the step; `None` where it has entered none.
    pub days: Option<String>,
    /// Whether it agreed to share, and has waited longer than a team should.
    pub is_long: bool,
}

/// The columns of the board: the step, the part that counts it, its name, and what its days are.
const STEPS: [(Option<TeamStep>, &str, &str, &str); 6] = [
    (None, "not_started", "Not started", "no step written down yet"),
    (Some(TeamStep::Talking), "talking", "Talking", "days since they began to talk"),
    (Some(TeamStep::Agreed), "agreed", "Agreed", "days since they agreed"),
    (Some(TeamStep::Sharing), "sharing", "Sharing", "days since they began to share"),
    (Some(TeamStep::Improving), "improving", "Improving", "days since they began to improve it"),
    (Some(TeamStep::Stopped), "stopped", "Stopped", "days since they stopped"),
];

/// The steps in their order: the part of the reading that counts its teams, and its name.
pub fn step_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    STEPS.into_iter().map(|(_, part, name, _)| (part, name))
}

/// The expected teams by step. In each step who waits longest comes first, then by name: the order of who needs help.
pub fn board(view: &View<'_>) -> Vec<BoardStep> {
    let standings = standings(view);
    let column = |(step, part, name, days): (Option<TeamStep>, _, _, _)| {
        let mut in_step: Vec<_> =
            standings.iter().filter(|standing| standing.step.map(|(step, _)| step) == step).collect();
        sort_by(&mut in_step, |a, b| a.step.map(|(_, on)| on).cmp(&b.step.map(|(_, on)| on)).then(a.team.cmp(&b.team)));
        let waiting = |standing: &&crate::measure::Standing| {
            let days = standing.step.zip(view.as_of).map(|((_, on), as_of)| as_of.since(on));
            Waiting {
                team: view.org.teams.get(standing.team).name.clone(),
                days: days.map(|days| say::grouped(u64::from(days.unsigned_abs()))),
                is_long: step == Some(TeamStep::Agreed) && days > Some(LONG_WAIT_DAYS),
            }
        };
        let named: Vec<Waiting> = in_step.iter().filter(|standing| view.may_name(standing.team)).map(waiting).collect();
        let smaller = (in_step.len() - named.len()) as u64;
        let smaller = match smaller {
            0 => None,
            1 => Some("one smaller team".to_owned()),
            more => Some(format!("{} {SMALLER_TEAMS}", say::grouped(more))),
        };
        BoardStep { name, days, part, teams: in_step.len() as u64, named, smaller }
    };
    STEPS.into_iter().map(column).collect()
}

/// What the mark beside a team says that agreed and waits.
pub fn long_wait() -> String {
    format!("agreed, and has waited more than {}", keep_together(&format!("{LONG_WAIT_DAYS} days")))
}

/// How long teams stay in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTime {
    /// The step, in words.
    pub name: &'static str,
    /// Half move on within this; with the part that says so.
    pub half: (&'static str, String),
    /// Still there, the longest; with the part that says so.
    pub longest: (&'static str, String),
}

const TIMES: [(&str, &str, &str); 3] = [
    ("Talking, until they agree or share", "talking_median", "talking_longest_open"),
    ("Agreed, until they share", "agreed_median", "agreed_longest_open"),
    ("Sharing, until they improve it", "sharing_median", "sharing_longest_open"),
];

/// How long teams stay in each step that has a next one.
pub fn step_times(reading: &Reading) -> Vec<StepTime> {
    let days = |part: &str| reading.part(part).map(|days| keep_together(&say::days(Some(days))));
    let time = |&(name, median, longest): &(&'static str, &'static str, &'static str)| StepTime {
        name,
        half: (median, days(median).unwrap_or_else(|| "not yet half, or too few to say".to_owned())),
        longest: (longest, days(longest).unwrap_or_else(|| "nobody".to_owned())),
    };
    TIMES.iter().map(time).collect()
}
