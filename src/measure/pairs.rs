//! Pairs of teams: who meets only through the data team, and in which pairs both sides start conversations.

use rustc_hash::{FxHashMap, FxHashSet};

use super::direct::Level;
use super::months::Monthly;
use super::{Measure, Reading, Why};
use crate::org::{Day, Starter, Talk, TalkKind, TeamId, TeamKind, View, unique};
use crate::stats;

/// Two-way contact is looked back at for this long.
pub const TWO_WAY_DAYS: i32 = 180;
/// The node that all data teams are merged into; teams have their place as number.
const DATA_NODE: u32 = u32::MAX;
const STARTED: [&str; 5] =
    ["started_producer", "started_consumer", "started_data_team", "started_leadership", "started_unknown"];

/// Two teams in one order, whoever made and whoever used the data.
pub type Pair = (TeamId, TeamId);

/// How a pair of teams met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Met {
    /// In the window, in any way.
    lately: bool,
    /// In the window, directly.
    direct: bool,
    /// In the window, with somebody of the data team.
    helped: bool,
    first_direct: Option<Day>,
    first_helped: Option<Day>,
}

impl Met {
    /// Whether it is known of any meeting in the window how it was.
    fn is_known(&self) -> bool {
        self.direct || self.helped
    }

    fn is_only_helped(&self) -> bool {
        self.helped && !self.direct
    }

    /// Whether the pair met directly for the first time in the window, after it had met with help (M34).
    fn has_graduated(&self, window: Day) -> bool {
        let (Some(direct), Some(helped)) = (self.first_direct, self.first_helped) else { return false };
        direct > window && helped < direct
    }
}

/// Reads `only-through-data-team`.
pub fn only_through_data_team(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::OnlyThroughDataTeam, Why::NotMeasured) };
    let window = meeting_window(view, as_of);
    let met = met(view, window);
    let count = |test: &dyn Fn(&Met) -> bool| met.values().filter(|met| test(met)).count() as u64;
    let known = count(&Met::is_known);
    let hub = network(view, window);
    let mut reading = Reading::share(Measure::OnlyThroughDataTeam, count(&Met::is_only_helped), known);
    reading.parts = vec![
        ("unknown_pairs".to_owned(), Some((count(&|met| met.lately) - known) as f64)),
        ("go_between_share".to_owned(), hub.go_between_share),
        ("stands_without_us".to_owned(), hub.stands_without_us),
        ("betweenness".to_owned(), hub.betweenness),
        ("graduated".to_owned(), Some(count(&|met| met.has_graduated(window)) as f64)),
    ];
    reading
}

/// The pairs that met in the window only with somebody of the data team.
pub fn only_helped_pairs(view: &View<'_>, as_of: Day) -> Vec<Pair> {
    let met = met(view, meeting_window(view, as_of));
    unique(met.into_iter().filter(|(_, met)| met.is_only_helped()).map(|(pair, _)| pair).collect())
}

fn met(view: &View<'_>, window: Day) -> FxHashMap<Pair, Met> {
    let mut pairs = FxHashMap::default();
    view.each_block(None, &mut |talks| add_met(view, window, talks, &mut pairs));
    pairs
}

#[inline(never)] // A block a call: see `View::each_block`.
fn add_met(view: &View<'_>, window: Day, talks: &[Talk], pairs: &mut FxHashMap<Pair, Met>) {
    for talk in talks.iter().filter(|talk| view.sees(talk) && is_between_domains(view, talk)) {
        let Some(pair) = talk.pair() else { continue };
        let met = pairs.entry(pair).or_default();
        let lately = talk.held > window;
        met.lately |= lately;
        let (seen, first) = match Level::of(talk) {
            Level::Direct => (&mut met.direct, &mut met.first_direct),
            Level::WithAnalyst | Level::WithEngineer => (&mut met.helped, &mut met.first_helped),
            Level::Unknown => continue,
        };
        *seen |= lately;
        *first = Some(first.map_or(talk.held, |day| day.min(talk.held)));
    }
}

/// Reads `two-way-contact`.
pub fn two_way_contact(view: &View<'_>) -> Reading {
    let Some(as_of) = view.as_of else { return Reading::missing(Measure::TwoWayContact, Why::NotMeasured) };
    let window = as_of.minus(TWO_WAY_DAYS);
    let mut started: Started = Started::default();
    let mut starts = FxHashSet::default();
    view.each_block(Some(window), &mut |talks| add_lately(view, talks, &mut started, &mut starts));
    let mut months: Monthly<Started> = Monthly::conversations(view);
    view.each_block(None, &mut |talks| add_starts(view, talks, &mut months));
    let place = |team: TeamId| team.place() as u32;
    let pairs = stats::two_way(starts.into_iter().map(|(asking, asked)| (place(asking), place(asked))));
    let mut reading = Reading::share(Measure::TwoWayContact, pairs.k, pairs.n);
    reading.parts = STARTED.iter().zip(started).map(|(name, count)| ((*name).to_owned(), Some(count as f64))).collect();
    reading.series = months.points(view, |started| {
        STARTED.iter().zip(started).map(|(name, count)| (*name, Some(*count as f64))).collect()
    });
    reading
}

/// Conversations by who started them, in the order of [`STARTED`].
type Started = [u64; STARTED.len()];

#[inline(never)] // A block a call: see `View::each_block`.
fn add_lately(view: &View<'_>, talks: &[Talk], started: &mut Started, starts: &mut FxHashSet<Pair>) {
    for talk in talks.iter().filter(|talk| view.sees(talk) && talk.is_data_use()) {
        started[starter(talk)] += talk.count;
        starts.extend(start(talk));
    }
}

#[inline(never)] // A block a call: see `View::each_block`.
fn add_starts(view: &View<'_>, talks: &[Talk], months: &mut Monthly<Started>) {
    for talk in talks.iter().filter(|talk| view.sees(talk) && talk.is_data_use()) {
        if let Some(started) = months.of(talk.held) {
            started[starter(talk)] += talk.count;
        }
    }
}

/// Who started a conversation, as a place in [`STARTED`].
fn starter(talk: &Talk) -> usize {
    talk.started_by.map_or(STARTED.len() - 1, |starter| starter as usize)
}

/// The pairs in which both sides started a conversation lately.
pub fn two_way_pairs(view: &View<'_>, as_of: Day) -> Vec<Pair> {
    let lately = view.talks_after(as_of.minus(TWO_WAY_DAYS)).filter(|talk| talk.is_data_use());
    let starts: FxHashSet<(TeamId, TeamId)> = lately.filter_map(start).collect();
    let both = |&(asking, asked): &Pair| asking < asked && starts.contains(&(asked, asking));
    unique(starts.iter().copied().filter(both).collect())
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
fn start(talk: &Talk) -> Option<(TeamId, TeamId)> {
    let (producer, consumer) = (talk.producer, talk.consumer?);
    match talk.started_by? {
        Starter::Producer => Some((producer, consumer)),
        Starter::Consumer => Some((consumer, producer)),
        Starter::DataTeam | Starter::Leadership => None,
    }
}

/// Who is linked to whom, with all data teams as one node (M30).
fn network(view: &View<'_>, window: Day) -> stats::Hub {
    let mut links = FxHashSet::default();
    view.each_block(Some(window), &mut |talks| add_links(view, talks, &mut links));
    stats::hub(links, DATA_NODE)
}

#[inline(never)] // A block a call: see `View::each_block`.
fn add_links(view: &View<'_>, talks: &[Talk], links: &mut FxHashSet<(u32, u32)>) {
    let node =
        |team: TeamId| if view.org.teams.get(team).kind.is_data_team() { DATA_NODE } else { team.place() as u32 };
    for talk in talks.iter().filter(|talk| view.sees(talk)) {
        let through_data = match talk.kind {
            Some(TalkKind::DataUse) => match Level::of(talk) {
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
}
