//! What succeeded for the first time, and what needs a decision next: the sentences of the front page that are no numbers.

use super::say::{self, keep_together};
use crate::measure::{FirstSuccess, LONG_WAIT_DAYS, Pending, Success};
use crate::org::{Day, TeamId, View};

/// A day and what was so on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub on: String,
    /// What happened.
    pub what: String,
    /// What it was about; empty where there is no more to say.
    pub about: String,
}

/// The name of a team, or what stands for one that is too small to be named.
pub fn team_name<'a>(view: &View<'a>, team: TeamId) -> &'a str {
    if view.may_name(team) { &view.org.teams.get(team).name } else { "a smaller team" }
}

/// A first success in words.
pub fn first_success(view: &View<'_>, success: &FirstSuccess) -> Dated {
    let what = match success.what {
        Success::Share => "First data shared",
        Success::DirectTalk => "First direct conversation that led to something",
        Success::HandOver => "First hand-over",
        Success::Offer => "First offer from a producer",
    };
    let data = success.dataset.map(|dataset| view.org.datasets.get(dataset).name.as_str());
    let teams: Vec<&str> = success.teams.iter().map(|&team| team_name(view, team)).collect();
    let about = match (data, teams.join(" and ")) {
        (Some(data), teams) if teams.is_empty() => data.to_owned(),
        (Some(data), teams) if success.what == Success::HandOver => format!("{data}, to {teams}"),
        (Some(data), teams) => format!("{data}, by {teams}"),
        (None, teams) => teams,
    };
    Dated { on: keep_together(&say::date(success.on)), what: what.to_owned(), about }
}

/// An event in words.
pub fn event(on: Day, what: String) -> Dated {
    Dated { on: keep_together(&say::date(on)), what, about: String::new() }
}

/// What needs a decision, in one sentence.
pub fn needs_decision(pending: &Pending<'_>) -> String {
    match *pending {
        Pending::Teams { waiting, agreed, tool } => {
            let of = match (waiting, agreed) {
                (1, 1) => "The one team that agreed to share has".to_owned(),
                _ => {
                    let of = keep_together(&format!("{} of {}", say::grouped(waiting), say::grouped(agreed)));
                    format!("{of} teams that agreed to share {}", if waiting == 1 { "has" } else { "have" })
                }
            };
            let waited = format!("{of} waited more than {}", keep_together(&format!("{LONG_WAIT_DAYS} days")));
            match tool {
                Some((tool, count)) => {
                    let need = if count == 1 { "needs" } else { "need" };
                    format!("{waited}; {} of them {need} what our tools lack: {tool}.", say::grouped(count))
                }
                None => format!("{waited}."),
            }
        }
        Pending::Tool { tool, use_cases: 1 } => format!("One use case waits for what our tools lack: {tool}."),
        Pending::Tool { tool, use_cases } => {
            format!("{} wait for what our tools lack: {tool}.", keep_together(&format!("{use_cases} use cases")))
        }
        Pending::Decisions { open, longest_days } => {
            let open =
                if open == 1 { "One decision is".to_owned() } else { format!("{} decisions are", say::grouped(open)) };
            let days = keep_together(&say::days(Some(longest_days as f64)));
            format!("{open} open; the oldest was raised {days} ago.")
        }
        Pending::Nothing => "Nothing that is recorded waits for a decision.".to_owned(),
        Pending::NotKnown => {
            "Not known: the export has none of the tables steps, capabilities and decisions, which would tell."
                .to_owned()
        }
    }
}
