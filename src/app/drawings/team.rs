//! The tables on the page of one team.

use crate::app::content::Content;
use crate::app::question::{Asked, AskedPart};
use crate::figure::Table;
use crate::measure::{Measure, TeamList, team_page};
use crate::org::{Scope, TeamId, View};
use crate::story::team_words::{self, NoTeam};
use crate::story::{Headline, Silent, silent_words};

/// The page of a team.
#[derive(Debug)]
pub struct Shown {
    /// The sentence at its top.
    pub headline: Headline,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// One list of the page.
#[derive(Debug)]
pub struct Part {
    /// Its title.
    pub title: &'static str,
    /// What is listed, and in which order.
    pub about: &'static str,
    /// What stands in its place where it is empty.
    pub none: &'static str,
    /// The list.
    pub table: Table,
    /// What its rows are asked for by.
    pub asked: Asked,
}

/// The teams that can be chosen: those that make or use data, are not too small to be named, and are in the areas of the address.
pub fn choices(content: &Content) -> Vec<(String, String)> {
    let view = content.view();
    let teams = view.org.teams.iter();
    let may = |id: TeamId| view.may_name(id) && view.has_team(id) && view.is_domain(id);
    teams.filter(|&(id, _)| may(id)).map(|(_, team)| (team.id.clone(), team.name.clone())).collect()
}

/// The page of the team of the address.
///
/// # Errors
/// If no team is chosen, if there is none of this id, or if it is too small to be named.
pub fn shown(content: &Content) -> Result<Shown, NoTeam> {
    let org = &content.opened.org;
    let id = content.address.team.as_deref().ok_or(NoTeam::NotChosen)?;
    // Who a team relies on may be anywhere, so its page is of the whole organisation.
    let view = View::new(org, &Scope { areas: Vec::new(), as_of: content.address.as_of });
    let team = org.ids.teams.get(id).and_then(|code| org.teams.of(code)).ok_or(NoTeam::Unknown)?;
    if !view.may_name(team) {
        return Err(NoTeam::TooSmall);
    }
    let page = team_page(&view, team);
    let view = &view;
    let silent = page
        .silent
        .iter()
        .map(|found| silent_words(view, found))
        .map(|Silent { data, owner, user, users }| vec![data, owner, user, crate::story::say::grouped(users)]);
    let due = page.due.iter().filter_map(|due| Some(team_words::due(view, due, view.as_of?)));
    let asked = |measure, list| Asked { measure, part: AskedPart::OfTeam(team.place(), list) };
    let parts = vec![
        Part {
            title: "Who uses our data",
            about: "Teams that used it within the days that count as current use, and what they say they use it for; by data, then by name",
            none: "No other team has used data of this team lately, or no use is recorded.",
            table: table(
                ["Data", "Used by", "For what", "Last used"],
                page.users.iter().map(|found| team_words::user(view, found)),
            ),
            asked: asked(Measure::DataInUse, TeamList::Users),
        },
        Part {
            title: "What we use",
            about: "Data of others, who answers for it, and what we say we use it for; by data",
            none: "This team has used no data of others lately, or no use is recorded.",
            table: table(
                ["Data", "Answered for by", "For what", "Last used"],
                page.used.iter().map(|found| team_words::used(view, found)),
            ),
            asked: asked(Measure::DataInUse, TeamList::Used),
        },
        Part {
            title: "Silent relationships",
            about: "A team uses the data and has not talked with the team that answers for it. Most users first: that is where asking helps most people.",
            none: "There is none, or no use and no conversation is recorded.",
            table: table(["Data", "Answered for by", "Used by", "Users"], silent),
            asked: asked(Measure::UsersAndOwnersTalk, TeamList::Silent),
        },
        Part {
            title: "What we offered",
            about: "Additions and raw data of the last 182 days that this team had the idea for; the latest first",
            none: "None is recorded in the last 182 days.",
            table: table(["Data", "Offered", "On"], page.offers.iter().map(|offer| team_words::offer(view, offer))),
            asked: asked(Measure::OffersFromProducers, TeamList::Offers),
        },
        Part {
            title: "Agreements due",
            about: "Agreements count for 365 days after they were last looked at. Listed are those that end within 90 days, and those that have ended; due first",
            none: "No agreement ends within 90 days.",
            table: table(["Data", "With", "Last looked at", "Due"], due),
            asked: asked(Measure::WrittenAgreements, TeamList::Due),
        },
        Part {
            title: "Changes to what we use",
            about: team_words::COMING,
            none: "None is recorded.",
            table: table(
                ["Data", "Change", "Released on", "Announced on", "Can break someone's work"],
                page.changes.iter().map(|change| team_words::change(view, change)),
            ),
            asked: asked(Measure::Surprises, TeamList::Changes),
        },
    ];
    Ok(Shown { headline: team_words::team(view, team, &page), parts })
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = Vec<String>>) -> Table {
    Table { head: head.map(String::from).to_vec(), rows: rows.collect() }
}
