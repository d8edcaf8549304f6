//! Pairs of teams: who meets only through the data team, and in which pairs both sides start conversations.

use std::collections::{BTreeMap, BTreeSet};

use super::direct::Level;
use super::months::Monthly;
use super::{Measure, Reading, Why};
use crate::org::{Day, Starter, Talk, TalkKind, TeamId, TeamKind, View};
use crate::stats;

/// Two-way contact is looked back at for this long.
pub const TWO_WAY_DAYS: i32 = 180;
/// The node that all data teams are merged into; teams have their place as number.
const DATA_NODE: u32 = u32::MAX;
const STARTED: [&str; 5] =
    ["started_producer", "started_consumer", "started_data_team", "started_leadership", "started_unknown"];

/// How a pair of teams met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Met {
    direct: bool,
    helped: bool,
}

/// Reads `only-through-data-team`.
pub fn only_through_data_team(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::OnlyThroughDataTeam, Why::NotMeasured) };
    let window = meeting_window(view, as_of);
    let mut met: BTreeMap<(TeamId, TeamId), Met> = BTreeMap::new();
    let mut first_direct: BTreeMap<(TeamId, TeamId), Day> = BTreeMap::new();
    let mut first_helped = first_direct.clone();
    for talk in view.talks().filter(|talk| is_between_domains(view, talk)) {
        let Some(pair) = talk.pair() else { continue };
        let level = Level::of(&talk);
        let earliest = match level {
            Level::Direct => Some(&mut first_direct),
            Level::WithAnalyst | Level::WithEngineer => Some(&mut first_helped),
            Level::Unknown => None,
        };
        if let Some(earliest) = earliest {
            earliest.entry(pair).and_modify(|day| *day = talk.held.min(*day)).or_insert(talk.held);
        }
        if talk.held > window {
            let met = met.entry(pair).or_default();
            met.direct |= level == Level::Direct;
            met.helped |= matches!(level, Level::WithAnalyst | Level::WithEngineer);
        }
    }
    let known = met.values().filter(|met| met.direct || met.helped).count();
    let only_helped = met.values().filter(|met| met.helped && !met.direct).count();
    let graduated = first_direct
        .iter()
        .filter(|(pair, direct)| **direct > window && first_helped.get(pair).is_some_and(|helped| helped < *direct))
        .count();
    let hub = network(view, window);
    let mut reading = Reading::share(Measure::OnlyThroughDataTeam, only_helped as u64, known as u64);
    reading.parts = vec![
        ("unknown_pairs".to_owned(), Some((met.len() - known) as f64)),
        ("go_between_share".to_owned(), hub.go_between_share),
        ("stands_without_us".to_owned(), hub.stands_without_us),
        ("betweenness".to_owned(), hub.betweenness),
        ("graduated".to_owned(), Some(graduated as f64)),
    ];
    reading
}

/// Reads `two-way-contact`.
pub fn two_way_contact(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::TwoWayContact, Why::NotMeasured) };
    let window = as_of.minus(TWO_WAY_DAYS);
    let mut started = [0_u64; STARTED.len()];
    let mut months: Monthly<[u64; STARTED.len()]> = Monthly::conversations(view);
    let mut starts = BTreeSet::new();
    for talk in view.talks().filter(Talk::is_data_use) {
        let starter = talk.started_by.map_or(STARTED.len() - 1, |starter| starter as usize);
        if let Some(started) = months.of(talk.held) {
            started[starter] += talk.count;
        }
        if talk.held > window {
            started[starter] += talk.count;
            if let Some(start) = start(&talk) {
                starts.insert(start);
            }
        }
    }
    let pairs = stats::two_way(starts);
    let mut reading = Reading::share(Measure::TwoWayContact, pairs.k, pairs.n);
    reading.parts = STARTED.iter().zip(started).map(|(name, count)| ((*name).to_owned(), Some(count as f64))).collect();
    reading.series = months.points(view, |started| {
        STARTED.iter().zip(started).map(|(name, count)| (*name, Some(*count as f64))).collect()
    });
    reading
}

/// The day up to which a meeting is too old to count, that day included.
pub fn meeting_window(view: &View<'_>, as_of: Day) -> Day {
    as_of.minus(i32::try_from(view.org.settings.meeting_window_days).unwrap_or(i32::MAX))
}

/// Whether this is a conversation about the use of data between two domain teams.
pub fn is_between_domains(view: &View<'_>, talk: &Talk) -> bool {
    let is_domain = |team: TeamId| view.org.teams.get(team).kind == TeamKind::Domain;
    talk.is_data_use() && is_domain(talk.producer) && talk.consumer.is_some_and(is_domain)
}

/// The side that started a conversation, and the other one; `None` if neither is known to have.
fn start(talk: &Talk) -> Option<(u32, u32)> {
    let (producer, consumer) = (talk.producer.place() as u32, talk.consumer?.place() as u32);
    match talk.started_by? {
        Starter::Producer => Some((producer, consumer)),
        Starter::Consumer => Some((consumer, producer)),
        Starter::DataTeam | Starter::Leadership => None,
    }
}

/// Who is linked to whom, with all data teams as one node (M30).
fn network(view: &View<'_>, window: Day) -> stats::Hub {
    let node =
        |team: TeamId| if view.org.teams.get(team).kind.is_data_team() { DATA_NODE } else { team.place() as u32 };
    let mut links = BTreeSet::new();
    for talk in view.talks().filter(|talk| talk.held > window) {
        let through_data = match talk.kind {
            Some(TalkKind::DataUse) => match Level::of(&talk) {
                Level::Direct => false,
                Level::WithAnalyst | Level::WithEngineer => true,
                Level::Unknown => continue,
            },
            Some(TalkKind::BuyIn | TalkKind::Pairing) => true,
            Some(TalkKind::Agreement) | None => continue,
        };
        if through_data {
            links.insert((node(talk.producer), DATA_NODE));
            links.extend(talk.consumer.map(|consumer| (node(consumer), DATA_NODE)));
        } else {
            links.extend(talk.consumer.map(|consumer| (node(talk.producer), node(consumer))));
        }
    }
    stats::hub(links, DATA_NODE)
}
