//! The words of the page of one team.

use super::first_successes::team_name;
use super::headline::Headline;
use super::say::{self, keep_together};
use crate::measure::{ComingChange, Due, Offer, SMALLER_TEAMS, TeamPage, UseOfData};
use crate::org::{ChangeKind, DatasetId, Day, TeamId, View, unique};

const QUESTION: &str = "Who relies on us, on whom do we rely?";

/// Why a team has no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTeam {
    /// None was asked for.
    NotChosen,
    /// No team has this id.
    Unknown,
    /// It has so few people that nothing may be shown of it.
    TooSmall,
}

/// What stands in place of a page.
pub fn no_team(view: &View<'_>, why: NoTeam) -> Headline {
    let words = match why {
        NoTeam::NotChosen => "Choose a team to see who relies on its data, and on whose data it relies.".to_owned(),
        NoTeam::Unknown => "No team of this export has the id that the address names.".to_owned(),
        NoTeam::TooSmall => format!(
            "This team is too small: of a team with fewer than {} people nothing is shown.",
            view.org.settings.minimum_group
        ),
    };
    Headline { question: QUESTION, clauses: vec![words], compared: None }
}

/// Who relies on a team, and on whom it relies.
pub fn team(view: &View<'_>, team: TeamId, page: &TeamPage<'_>) -> Headline {
    let name = team_name(view, team);
    let users = unique(page.users.iter().map(|found| found.user).collect()).len();
    let owners = unique(page.used.iter().filter_map(|found| found.owner).collect()).len();
    let clauses = vec![
        format!(
            "{} on data of {name};",
            if users == 1 { "1 team relies".to_owned() } else { format!("{} rely", teams(users)) }
        ),
        format!("{name} relies on data of {}.", teams(owners)),
    ];
    Headline { question: QUESTION, clauses, compared: None }
}

fn teams(count: usize) -> String {
    match count {
        0 => "no team".to_owned(),
        1 => keep_together("1 team"),
        count => keep_together(&format!("{} teams", say::grouped(count as u64))),
    }
}

/// The name of a team in a list; those too small to be named are one.
fn listed(view: &View<'_>, team: Option<TeamId>) -> String {
    match team {
        Some(team) if view.may_name(team) => team_name(view, team).to_owned(),
        Some(_) => SMALLER_TEAMS.to_owned(),
        None => "nobody".to_owned(),
    }
}

fn data(view: &View<'_>, dataset: DatasetId) -> String {
    view.org.datasets.get(dataset).name.clone()
}

fn purposes(found: &UseOfData<'_>) -> String {
    if found.purposes.is_empty() { "not said".to_owned() } else { found.purposes.join(", ") }
}

/// A use of the team's data by another team.
pub fn user(view: &View<'_>, found: &UseOfData<'_>) -> Vec<String> {
    vec![data(view, found.dataset), listed(view, Some(found.user)), purposes(found), say::date(found.last)]
}

/// A use of other data by the team.
pub fn used(view: &View<'_>, found: &UseOfData<'_>) -> Vec<String> {
    vec![data(view, found.dataset), listed(view, found.owner), purposes(found), say::date(found.last)]
}

/// An offer of the team.
pub fn offer(view: &View<'_>, offer: &Offer) -> Vec<String> {
    let what = if offer.is_addition { "an addition" } else { "raw data" };
    vec![data(view, offer.dataset), what.to_owned(), say::date(offer.on)]
}

/// An agreement that is due.
pub fn due(view: &View<'_>, due: &Due, as_of: Day) -> Vec<String> {
    let with = due.consumer.map_or_else(|| "everybody".to_owned(), |team| listed(view, Some(team)));
    let when = if due.due < as_of { "since" } else { "on" };
    vec![data(view, due.dataset), with, say::date(due.looked_at), format!("{when} {}", say::date(due.due))]
}

/// A change to what the team uses.
pub fn change(view: &View<'_>, change: &ComingChange) -> Vec<String> {
    let kind = match change.kind {
        Some(ChangeKind::Addition) => "addition",
        Some(ChangeKind::Fix) => "fix",
        Some(ChangeKind::Rename) => "new name",
        Some(ChangeKind::Removal) => "removal",
        Some(ChangeKind::Meaning) => "the meaning changes",
        None => "not known",
    };
    let can_break = match change.can_break {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not known",
    };
    let told = change.announced_on.map_or_else(|| "not announced".to_owned(), say::date);
    vec![data(view, change.dataset), kind.to_owned(), say::date(change.released_on), told, can_break.to_owned()]
}

/// What cannot be told of changes to come.
pub const COMING: &str = "Those of the last 90 days, and those that were announced for a later day than the one shown. An export holds no row of a day that its data does not cover, so changes still to come show up when an earlier day is looked at.";
