//! Who met whom: producing teams against using teams.

use rustc_hash::FxHashMap;

use super::direct::Level;
use super::pairs::is_between_domains;
use super::relationships::SMALLER_TEAMS;
use crate::org::{Day, Sorted, Talk, TeamId, View, sort_by, unique};

/// Meetings are looked back at for a year.
const YEAR_DAYS: i32 = 365;

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
    /// A row a producing team, a cell a using team; `None` where they have not met.
    pub cells: Vec<Vec<Option<Meeting>>>,
    /// Pairs of teams, in whichever roles, that met in each way; smaller teams count one by one.
    pub pairs: Sorted<Meeting, u64>,
    /// Domain teams in scope that neither produced nor used.
    pub absent: usize,
}

/// Who met whom about the use of data in the last year.
pub fn meetings(view: &View<'_>) -> Meetings {
    let Some(as_of) = view.as_of else { return Meetings::default() };
    let (mut met, mut pairs) = (Met::default(), Met::default());
    view.each_block(Some(as_of.minus(YEAR_DAYS)), &mut |talks| add_meetings(view, as_of, talks, &mut met));
    // The best of a pair is the same in whatever order its two sides are met.
    met.iter().fold((), |(), (&(producer, consumer), &how)| {
        let best = pairs.entry((producer.min(consumer), producer.max(consumer))).or_insert(how);
        *best = how.min(*best);
    });
    let producers = unique(met.keys().map(|&(producer, _)| producer).collect());
    let consumers = unique(met.keys().map(|&(_, consumer)| consumer).collect());
    let is_domain = |team: TeamId| view.org.teams.get(team).kind == crate::org::TeamKind::Domain;
    let present = view.org.teams.iter().filter(|(team, _)| is_domain(*team) && view.has_team(*team));
    let absent = present.filter(|(team, _)| !producers.contains(team) && !consumers.contains(team)).count();
    let (producers, consumers) = (sides(view, producers), sides(view, consumers));
    let best = |row: &MeetingTeam, column: &MeetingTeam| {
        let each = row
            .teams
            .iter()
            .flat_map(|producer| column.teams.iter().filter_map(|consumer| met.get(&(*producer, *consumer)).copied()));
        each.min()
    };
    let cells = producers.iter().map(|row| consumers.iter().map(|column| best(row, column)).collect()).collect();
    let mut counts = Sorted::default();
    pairs.values().fold((), |(), how| *counts.or_default(*how) += 1);
    Meetings { producers, consumers, cells, pairs: counts, absent }
}

/// Producing and using teams, and how they met at best.
type Met = FxHashMap<(TeamId, TeamId), Meeting>;

#[inline(never)] // A block a call: see `View::each_block`.
fn add_meetings(view: &View<'_>, as_of: Day, talks: &[Talk], met: &mut Met) {
    for talk in talks.iter().filter(|talk| view.sees(talk) && is_meeting(view, as_of, talk)) {
        let Some(consumer) = talk.consumer else { continue };
        let how = match Level::of(talk) {
            Level::Direct => Meeting::Direct,
            Level::WithAnalyst | Level::WithEngineer => Meeting::WithDataTeam,
            Level::Unknown => Meeting::Unknown,
        };
        let best = met.entry((talk.producer, consumer)).or_insert(how);
        *best = how.min(*best);
    }
}

/// Whether a conversation takes part in the grid.
pub fn is_meeting(view: &View<'_>, as_of: Day, talk: &Talk) -> bool {
    talk.held > as_of.minus(YEAR_DAYS) && is_between_domains(view, talk)
}

/// The teams of one side by area and name; those too small to be named come last, together.
fn sides(view: &View<'_>, teams: Vec<TeamId>) -> Vec<MeetingTeam> {
    let area = |team: TeamId| view.org.teams.get(team).area.map_or("", |area| view.org.ids.areas.name(area));
    let (named, small): (Vec<TeamId>, Vec<TeamId>) = teams.into_iter().partition(|team| view.may_name(*team));
    let mut sides: Vec<MeetingTeam> = named
        .into_iter()
        .map(|team| MeetingTeam {
            name: view.org.teams.get(team).name.clone(),
            area: area(team).to_owned(),
            teams: vec![team],
        })
        .collect();
    // Teams come in order of name already; a stable sort by area keeps it.
    sort_by(&mut sides, |a, b| a.area.cmp(&b.area));
    if !small.is_empty() {
        sides.push(MeetingTeam { name: SMALLER_TEAMS.to_owned(), area: String::new(), teams: small });
    }
    sides
}
