//! How far the leadership of each area stands behind it, and which teams were approached once it did.

use super::columns::{cell, days, ids, word, words};
use super::expected_teams::expected_teams;
use super::first_talks::first_talks;
use super::{Measure, Pick, Reading, RowsBehind};
use crate::org::{BackingLevel, Code, Day, Table, TeamId, View};

const APPROACHED_AFTER: &str = "approached_after";
const APPROACHED: &str = "approached";

/// What is known of the leadership of one area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Backing {
    area: Code,
    /// Its latest level, with the day it was reached and the row that says so; `None` where nothing is said.
    latest: Option<(Day, BackingLevel, usize)>,
    /// The first day on which it was active.
    first_active: Option<Day>,
}

impl Backing {
    fn is_active(&self) -> bool {
        self.latest.is_some_and(|(_, level, _)| level == BackingLevel::Active)
    }
}

/// Reads `leadership-backing`.
pub fn leadership_backing(view: &View<'_>) -> Reading {
    let backings = backings(view);
    let active = backings.iter().filter(|backing| backing.is_active()).count();
    let mut reading = Reading::share(Measure::LeadershipBacking, active as u64, backings.len() as u64);
    let approached = view.table(Table::Conversations).map(|_| approached(view, &backings));
    let part = |is_asked: fn(&Approach) -> bool| {
        approached.as_ref().map(|teams| teams.iter().filter(|team| is_asked(team)).count() as f64)
    };
    reading.parts =
        vec![(APPROACHED_AFTER.to_owned(), part(|team| team.after_backing)), (APPROACHED.to_owned(), part(|_| true))];
    reading.notes = expected_teams(view).notes();
    reading
}

/// How far the leadership of an area stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaBacking<'a> {
    /// The name of the area.
    pub area: &'a str,
    /// Its latest level, and the day on which that was reached; `None` where nothing is said.
    pub latest: Option<(BackingLevel, Day)>,
}

/// The areas in scope that teams are in, by name; none without the table, or where nothing may be shown.
pub fn area_backings<'a>(view: &View<'a>) -> Vec<AreaBacking<'a>> {
    if view.table(Table::Backing).is_none() || view.is_hidden() {
        return Vec::new();
    }
    let area = |found: Backing| AreaBacking {
        area: view.org.ids.areas.name(found.area),
        latest: found.latest.map(|(day, level, _)| (level, day)),
    };
    backings(view).into_iter().map(area).collect()
}

/// The areas in scope that teams are in, by name, with the level of each (M50).
fn backings(view: &View<'_>) -> Vec<Backing> {
    let areas = view.org.areas().into_iter().map(|(area, _)| area).filter(|&area| view.has_area(Some(area)));
    let mut backings: Vec<Backing> = areas.map(|area| Backing { area, latest: None, first_active: None }).collect();
    let Some(rows) = view.table(Table::Backing) else { return backings };
    let (areas, since) = (ids(rows, "area"), days(rows, "since"));
    for row in 0..rows.len() {
        let Some(since) = cell(since, row).filter(|&since| view.as_of.is_some_and(|as_of| since <= as_of)) else {
            continue;
        };
        let Some(level) = word(words(rows, "level"), row) else { continue };
        let Some(backing) = backings.iter_mut().find(|backing| cell(areas, row) == Some(backing.area)) else {
            continue;
        };
        if backing.latest.is_none_or(|(latest, ..)| latest < since) {
            backing.latest = Some((since, level, row));
        }
        if level == BackingLevel::Active {
            backing.first_active = Some(backing.first_active.map_or(since, |first| first.min(since)));
        }
    }
    backings
}

/// An expected team that somebody has talked with about its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Approach {
    /// The row of its first conversation.
    row: usize,
    /// Whether the leadership of its area was active by then.
    after_backing: bool,
}

fn approached(view: &View<'_>, backings: &[Backing]) -> Vec<Approach> {
    let talks = first_talks(view);
    let approach = |&team: &TeamId| {
        let talk = talks[team.place()]?;
        let area = view.org.teams.get(team).area;
        let active =
            backings.iter().find(|backing| Some(backing.area) == area).and_then(|backing| backing.first_active);
        Some(Approach { row: talk.row, after_backing: active.is_some_and(|active| active <= talk.on) })
    };
    expected_teams(view).teams.iter().filter_map(approach).collect()
}

/// The rows behind it: the teams by whose areas it is counted, the levels that are active, and the first conversations.
pub fn rows(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let backings = backings(view);
    let talks = |is_asked: fn(&Approach) -> bool| {
        let teams = approached(view, &backings);
        let rows = teams.iter().filter(|team| is_asked(team)).map(|team| team.row);
        RowsBehind::single(Table::Conversations, rows.collect())
    };
    match *pick {
        Pick::All => {
            let teams = view.org.teams.iter().filter(|(place, team)| team.area.is_some() && view.has_team(*place));
            let teams: Vec<TeamId> = teams.map(|(place, _)| place).collect();
            RowsBehind::single(Table::Teams, super::expected_teams::rows_of_teams(view, &teams))
        }
        Pick::Counted => {
            let active = backings.iter().filter(|backing| backing.is_active());
            let rows = active.filter_map(|backing| backing.latest.map(|(.., row)| row));
            RowsBehind::single(Table::Backing, rows.collect())
        }
        Pick::Part(APPROACHED) => talks(|_| true),
        Pick::Part(APPROACHED_AFTER) => talks(|team| team.after_backing),
        _ => RowsBehind::single(Table::Backing, Vec::new()),
    }
}
