//! Who met whom: producing teams against using teams.

use super::action::YEAR_DAYS;
use super::direct::Level;
use super::pairs::{Domains, Pair, is_between_domains, least};
use super::relationships::SMALLER_TEAMS;
use super::talk_counts;
use crate::org::{Day, Sorted, Talk, TalkPair, TeamId, View, sort_by_key};

/// How two teams met, best first: a pair that met directly once is not between anybody any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meeting {
    /// With nobody in between, at least once.
    Direct,
    /// Only with somebody of the data team.
    WithDataTeam,
    /// It is not known who took part.
    Unknown,
}

/// A team at the side of the grid, or all those too small to be named together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingTeam {
    /// Its name.
    pub name: String,
    /// Its area; empty where it is in none.
    pub area: String,
    /// The team, or the teams.
    pub teams: Vec<TeamId>,
}

/// The grid of a view: who produced, who used, and how they met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// Producing teams, by area, then name.
    pub producers: Vec<MeetingTeam>,
    /// Using teams, by area, then name.
    pub consumers: Vec<MeetingTeam>,
    /// Line by line, one for each producing team, a cell for each using team; `None` where they have not met.
    cells: Vec<Option<Meeting>>,
    /// Pairs of teams, in whichever roles, that met in each way; smaller teams count one by one.
    pub pairs: Sorted<Meeting, u64>,
    /// Domain teams in scope that neither produced nor used.
    pub absent: usize,
}

impl Meetings {
    /// The cells of each producing team, one for each using team; `None` where they have not met.
    pub fn lines(&self) -> impl Iterator<Item = &[Option<Meeting>]> {
        self.cells.chunks(self.consumers.len().max(1))
    }
}

/// Who met whom about the use of data in the last year.
pub fn meetings(view: &View<'_>) -> Meetings {
    if view.as_of.is_none() {
        return Meetings::default();
    }
    let domains = Domains::of(view);
    let mut counted = [0; 3];
    let mut has_part = [vec![false; view.org.teams.len()], vec![false; view.org.teams.len()]];
    // Where a program is built for its size, a vector is asked by a call at every place, and a slice is not.
    let [makes, takes] = has_part.each_mut().map(Vec::as_mut_slice);
    met(view, &domains).for_each(|((one, other), [how, turned])| {
        makes[one.place()] |= how.is_some();
        takes[other.place()] |= how.is_some();
        makes[other.place()] |= turned.is_some();
        takes[one.place()] |= turned.is_some();
        if let Some(best) = least(how, turned) {
            counted[best as usize] += 1;
        }
    });
    let domain_teams: Vec<TeamId> =
        view.org.teams.iter().map(|(team, _)| team).filter(|&team| domains.has(team)).collect();
    let is_absent = |team: &TeamId| view.has_team(*team) && !has_part.iter().any(|has_part| has_part[team.place()]);
    let absent = domain_teams.iter().filter(|team| is_absent(team)).count();
    let [producers, consumers] = has_part
        .each_ref()
        .map(|has_part| sides(view, domain_teams.iter().copied().filter(|team| has_part[team.place()]).collect()));
    let [rows, columns] = [&producers, &consumers].map(|sides| places(view, sides));
    let [rows, columns] = [&rows, &columns].map(Vec::as_slice);
    let width = consumers.len();
    let mut cells = vec![None; width * producers.len()];
    let all = cells.as_mut_slice();
    met(view, &domains).for_each(|((one, other), [how, turned])| {
        for (producer, consumer, how) in [(one, other, how), (other, one, turned)] {
            if how.is_some() {
                let cell = &mut all[rows[producer.place()] * width + columns[consumer.place()]];
                *cell = least(*cell, how);
            }
        }
    });
    let ways = [Meeting::Direct, Meeting::WithDataTeam, Meeting::Unknown];
    let mut pairs = Sorted::default();
    for (way, count) in ways.into_iter().zip(counted).filter(|(_, count)| *count > 0) {
        pairs.insert(way, count);
    }
    Meetings { producers, consumers, cells, pairs, absent }
}

/// Every two domain teams in scope that talked, and how they met where the first has the producing side, and where the second has it.
fn met<'v>(view: &'v View<'_>, domains: &'v Domains) -> impl Iterator<Item = (Pair, [Option<Meeting>; 2])> + use<'v> {
    view.contacts(talk_counts(view))
        .filter_map(|(teams, [known, turned])| Some((domains.both(teams)?, [best(&known), best(&turned)])))
}

/// By the place of a team, the line of the grid that it is in.
fn places(view: &View<'_>, sides: &[MeetingTeam]) -> Vec<usize> {
    let mut places = vec![0; view.org.teams.len()];
    for (place, side) in sides.iter().enumerate() {
        side.teams.iter().for_each(|team| places[team.place()] = place);
    }
    places
}

/// How a pair met at best in the last year; `None` if it has not.
fn best(counts: &TalkPair) -> Option<Meeting> {
    let has_met = |level: Level| counts.has_met_in_year(level as usize);
    if has_met(Level::Direct) {
        Some(Meeting::Direct)
    } else if has_met(Level::WithAnalyst) || has_met(Level::WithEngineer) {
        Some(Meeting::WithDataTeam)
    } else {
        has_met(Level::Unknown).then_some(Meeting::Unknown)
    }
}

/// Whether a conversation takes part in the grid.
pub fn is_meeting(view: &View<'_>, as_of: Day, talk: &Talk) -> bool {
    talk.held > as_of.minus(YEAR_DAYS) && is_between_domains(view, talk)
}

/// The teams of one side by area and name; those too small to be named come last, together.
fn sides(view: &View<'_>, teams: Vec<TeamId>) -> Vec<MeetingTeam> {
    let areas = view.org.areas();
    let mut places = vec![0_usize; view.org.ids.areas.len()];
    areas.iter().zip(1..).for_each(|((area, _), place)| places[area.place()] = place);
    let of_teams: Vec<usize> =
        view.org.teams.iter().map(|(_, team)| team.area.map_or(0, |area| places[area.place()])).collect();
    // A slice is asked without a call at every place.
    let of_teams = of_teams.as_slice();
    let place = |team: TeamId| of_teams[team.place()];
    let (mut named, small): (Vec<TeamId>, Vec<TeamId>) = teams.into_iter().partition(|team| view.may_name(*team));
    // Teams come in order of name already; a stable sort by area keeps it.
    sort_by_key(&mut named, |&team| place(team));
    let area = |team: TeamId| place(team).checked_sub(1).map_or("", |place| areas[place].1);
    let side = |team: TeamId| MeetingTeam {
        name: view.org.teams.get(team).name.clone(),
        area: area(team).to_owned(),
        teams: vec![team],
    };
    let mut sides: Vec<MeetingTeam> = named.into_iter().map(side).collect();
    if !small.is_empty() {
        sides.push(MeetingTeam { name: SMALLER_TEAMS.to_owned(), area: String::new(), teams: small });
    }
    sides
}
