//! Pairs of teams: who meets only through the data team, and in which pairs both sides start conversations.

use super::direct::Level;
use super::months::Monthly;
use super::{Measure, Reading, Why, talk_counts};
use crate::org::{self, Day, Settings, Talk, TalkPair, TeamId, View, unique};
use crate::stats;

/// Two-way contact is looked back at for this long.
pub const TWO_WAY_DAYS: i32 = 180;
const STARTED: [&str; 5] =
    ["started_producer", "started_consumer", "started_data_team", "started_leadership", "started_unknown"];

/// Two teams in one order, so that it does not matter who made and who used the data.
pub type Pair = (TeamId, TeamId);

/// How a pair of teams met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// What is known of two teams, in whichever roles.
    fn of([one, other]: [TalkPair; 2]) -> Self {
        let has_met = |level: Level| one.has_met(level as usize) || other.has_met(level as usize);
        let (direct, helped) = (has_met(Level::Direct), has_met(Level::WithAnalyst) || has_met(Level::WithEngineer));
        Self {
            lately: direct || helped || has_met(Level::Unknown),
            direct,
            helped,
            first_direct: least(one.first_direct, other.first_direct),
            first_helped: least(one.first_helped, other.first_helped),
        }
    }

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
    let window = meeting_window(&view.org.settings, as_of);
    let [mut lately, mut known, mut only_helped, mut graduated] = [0_u64; 4];
    met(view).for_each(|(_, met)| {
        lately += u64::from(met.lately);
        known += u64::from(met.is_known());
        only_helped += u64::from(met.is_only_helped());
        graduated += u64::from(met.has_graduated(window));
    });
    let hub = network(view);
    let mut reading = Reading::share(Measure::OnlyThroughDataTeam, only_helped, known);
    reading.parts = vec![
        ("unknown_pairs".to_owned(), Some((lately - known) as f64)),
        ("go_between_share".to_owned(), hub.go_between_share),
        ("stands_without_us".to_owned(), hub.stands_without_us),
        ("betweenness".to_owned(), hub.betweenness),
        ("graduated".to_owned(), Some(graduated as f64)),
    ];
    reading
}

/// The pairs that met in the window only with somebody of the data team.
pub fn only_helped_pairs(view: &View<'_>) -> Vec<Pair> {
    unique(met(view).filter(|(_, met)| met.is_only_helped()).map(|(pair, _)| pair).collect())
}

/// The pairs that met directly for the first time in the window, after they had met with help.
pub fn graduated_pairs(view: &View<'_>, as_of: Day) -> Vec<Pair> {
    let window = meeting_window(&view.org.settings, as_of);
    unique(met(view).filter(|(_, met)| met.has_graduated(window)).map(|(pair, _)| pair).collect())
}

/// The pairs of domain teams in scope, and how they met.
fn met<'v>(view: &'v View<'_>) -> impl Iterator<Item = (Pair, Met)> + use<'v> {
    let domains = Domains::of(view);
    view.contacts(talk_counts(view))
        .filter_map(move |(teams, known)| domains.both(teams).map(|teams| (teams, Met::of(known))))
}

/// Reads `two-way-contact`.
pub fn two_way_contact(view: &View<'_>) -> Reading {
    if view.as_of.is_none() {
        return Reading::missing(Measure::TwoWayContact, Why::NotMeasured);
    }
    let pairs = stats::two_way_of_pairs(started(view).map(|(_, sides)| sides));
    let months = Monthly::conversations(view, |month| month.started);
    let mut reading = Reading::share(Measure::TwoWayContact, pairs.k, pairs.n);
    let started = talk_counts(view).uses.started;
    reading.parts = STARTED.iter().zip(started).map(|(name, count)| ((*name).to_owned(), Some(count as f64))).collect();
    reading.series = months.points(view, |started| {
        STARTED.iter().zip(started).map(|(name, count)| (*name, Some(*count as f64))).collect()
    });
    reading
}

/// The pairs in which both sides started a conversation lately.
pub fn two_way_pairs(view: &View<'_>) -> Vec<Pair> {
    let both = started(view).filter(|(_, [one, other])| *one && *other);
    unique(both.map(|(pair, _)| pair).collect())
}

/// The day up to which a meeting is too old to count, that day included.
pub fn meeting_window(settings: &Settings, as_of: Day) -> Day {
    as_of.minus(i32::try_from(settings.meeting_window_days).unwrap_or(i32::MAX))
}

/// Whether this is a conversation about the use of data between two domain teams.
pub fn is_between_domains(view: &View<'_>, talk: &Talk) -> bool {
    talk.is_data_use() && view.is_domain(talk.producer) && talk.consumer.is_some_and(|team| view.is_domain(team))
}

/// The lesser of two, or the one that is known.
pub(super) fn least<T: Copy + Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

/// Which teams are domain teams, by their places: whoever passes over all pairs asks for every team again and again.
pub(super) struct Domains(Vec<bool>);

impl Domains {
    /// Those of an organisation.
    pub fn of(view: &View<'_>) -> Self {
        Self(view.org.teams.iter().map(|(team, _)| view.is_domain(team)).collect())
    }

    /// Whether this is one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every two teams, by a program that is built for its size")]
    pub fn has(&self, team: TeamId) -> bool {
        self.0.get(team.place()).copied().unwrap_or(false)
    }

    /// The two teams of a pair, if both are.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every two teams, by a program that is built for its size")]
    pub fn both(&self, (producer, consumer): org::Pair) -> Option<Pair> {
        consumer.filter(|&consumer| self.has(producer) && self.has(consumer)).map(|consumer| (producer, consumer))
    }
}

/// Every two teams in scope that talked, and whether the one and the other started a conversation lately (M29).
fn started<'v>(view: &'v View<'_>) -> impl Iterator<Item = (Pair, [bool; 2])> + use<'v> {
    view.contacts(talk_counts(view)).filter_map(move |((one, other), [known, turned])| {
        Some(((one, other?), [0, 1].map(|side| known.has_started(side) || turned.has_started(1 - side))))
    })
}

/// Who is linked to whom, with all data teams as one node (M30).
fn network(view: &View<'_>) -> stats::Hub {
    let data_node = view.org.teams.len();
    let nodes: Vec<usize> = view
        .org
        .teams
        .iter()
        .map(|(team, known)| if known.kind.is_data_team() { data_node } else { team.place() })
        .collect();
    // A slice is asked without a call at every place.
    let nodes = nodes.as_slice();
    let node = |team: TeamId| nodes[team.place()];
    let mut links = Vec::with_capacity(view.org.talks.pairs.len());
    view.contacts(talk_counts(view)).for_each(|((one, other), known)| {
        let has_met = |level: Level| known.iter().any(|known| known.has_met(level as usize));
        let is_helped = has_met(Level::WithAnalyst) || has_met(Level::WithEngineer);
        if is_helped || known.iter().any(TalkPair::was_with_data_team) {
            links.push((node(one), data_node));
            links.extend(other.map(|other| (node(other), data_node)));
        }
        if has_met(Level::Direct) {
            links.extend(other.map(|other| (node(one), node(other))));
        }
    });
    stats::hub(data_node + 1, links, data_node)
}
