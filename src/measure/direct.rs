//! Direct conversations, and conversations without the data team.

use std::cmp::Reverse;

use super::months::{LastMonths, Monthly};
use super::{Limits, Measure, Point, Quantity, Reading, Rule, Signal, Why, talk_counts};
use crate::org::{DirectMeans, Helper, Month, Talk, TalkPair, TeamId, View};
use crate::stats;

/// How much of the data team took part in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nobody: the two teams talked directly.
    Direct,
    /// An analyst helped.
    WithAnalyst,
    /// An engineer helped.
    WithEngineer,
    /// Not known, which is none of the others.
    Unknown,
}

impl Level {
    /// All levels, in the order in which they are listed and stacked.
    pub const ALL: [Self; 4] = [Self::Direct, Self::WithAnalyst, Self::WithEngineer, Self::Unknown];

    /// The level of a conversation about the use of data (M54).
    pub fn of(talk: &Talk) -> Self {
        match talk.helped_by {
            Some(Helper::Nobody) => Self::Direct,
            Some(Helper::AnalyticsEngineer) => Self::WithAnalyst,
            Some(Helper::DataEngineer) => Self::WithEngineer,
            None => Self::Unknown,
        }
    }

    /// The name of the level in series and parts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::WithAnalyst => "with_analyst",
            Self::WithEngineer => "with_engineer",
            Self::Unknown => "unknown",
        }
    }
}

/// Conversations of a month by level.
type ByLevel = [u64; 4];

/// Reads `direct-conversations`.
pub fn direct_conversations(view: &View<'_>) -> Reading {
    let months: Monthly<ByLevel> = Monthly::conversations(view, |month| month.helped);
    let last = LastMonths::of(view.as_of, &months.months);
    let sums = last.sum(&months);
    let known = sums[..3].iter().sum::<u64>();
    let direct = sums[Level::Direct as usize];
    let mut reading = Reading::empty(Measure::DirectConversations);
    reading.why = last.why().or((known == 0 && sums[Level::Unknown as usize] > 0).then_some(Why::NoData));
    reading.value = reading.why.is_none().then_some(Quantity::Count(direct as f64));
    reading.parts = vec![
        ("inferred".to_owned(), Some(inferred(view, &last) as f64)),
        (BIGGEST_PAIR.to_owned(), biggest_pair_share(view)),
    ];
    reading.series = months.points(view, |levels| {
        Level::ALL.iter().map(|level| (level.key(), Some(levels[*level as usize] as f64))).collect()
    });
    let values: Vec<Option<f64>> =
        months.complete(view).map(|levels| Some(levels[Level::Direct as usize] as f64)).collect();
    (reading.limits, reading.signals) = behaviour(view, &months.months, &values);
    reading
}

/// Reads `without-the-data-team`.
pub fn without_the_data_team(view: &View<'_>) -> Reading {
    let months: Monthly<ByLevel> = Monthly::conversations(view, |month| month.helped);
    let last = LastMonths::of(view.as_of, &months.months);
    let sums = last.sum(&months);
    let mut reading = Reading::share(Measure::WithoutTheDataTeam, without(view, &sums), known(&sums));
    reading.why = last.why().or(reading.why);
    reading.parts =
        Level::ALL.iter().map(|level| (level.key().to_owned(), Some(sums[*level as usize] as f64))).collect();
    reading.series = months
        .points(view, |levels| vec![("k", Some(without(view, levels) as f64)), ("n", Some(known(levels) as f64))]);
    reading.without_value_if_missing()
}

/// Whether a conversation of this level did without the data team, as the organisation means it.
pub fn is_without(view: &View<'_>, level: Level) -> bool {
    match view.org.settings.direct_means {
        DirectMeans::WithoutDataEngineers => matches!(level, Level::Direct | Level::WithAnalyst),
        DirectMeans::WithoutTheDataTeam => level == Level::Direct,
    }
}

/// The behaviour chart of monthly counts: the usual range, and the months in which something changed (M21).
pub(super) fn behaviour(view: &View<'_>, months: &[Month], values: &[Option<f64>]) -> (Option<Limits>, Vec<Signal>) {
    let Some(&first) = months.first() else { return (None, Vec::new()) };
    let events: Vec<usize> = super::events::events(view)
        .iter()
        .filter_map(|event| usize::try_from(event.on.month().since(first)).ok())
        .collect();
    let chart = stats::chart(values, &events);
    let month = |position: usize| first.plus(position as i32);
    let limits = chart.limits.map(|limits| Limits {
        mean: limits.mean,
        low: limits.low,
        high: limits.high,
        trial: limits.trial,
        since: month(limits.since),
    });
    let signals = chart.signals.iter().map(|signal| Signal { period: month(signal.at), rule: Rule::from(signal.rule) });
    (limits, signals.collect())
}

fn known(levels: &ByLevel) -> u64 {
    levels[..3].iter().sum()
}

fn without(view: &View<'_>, levels: &ByLevel) -> u64 {
    Level::ALL[..3].iter().filter(|level| is_without(view, **level)).map(|level| levels[*level as usize]).sum()
}

/// Conversations of the last months that are known from traces only.
fn inferred(view: &View<'_>, last: &LastMonths) -> u64 {
    last.sum(&Monthly::conversations(view, |month| [month.inferred]))[0]
}

/// The name of the share of the pair that talked most in the last months. Above [`MOST_OF_ONE_PAIR`] the number says little of others.
pub const BIGGEST_PAIR: &str = "biggest_pair_share";
/// The share of all conversations above which one pair is too much of them.
pub const MOST_OF_ONE_PAIR: f64 = 1.0 / 3.0;

/// The pair that talked most in the last months; of several that talked as much, the first by name. None where nobody did.
pub fn biggest_pair(view: &View<'_>) -> Vec<(TeamId, TeamId)> {
    let busy = |known: [TalkPair; 2]| known[0].busy + known[1].busy;
    let pairs = view.contacts(talk_counts(view)).filter_map(|((one, other), known)| Some((busy(known), (one, other?))));
    let most = pairs.filter(|(busy, _)| *busy > 0).max_by_key(|&(busy, pair)| (busy, Reverse(pair)));
    most.into_iter().map(|(_, pair)| pair).collect()
}

/// The share of the pair that talked most, over all levels, known or not (M65).
fn biggest_pair_share(view: &View<'_>) -> Option<f64> {
    let (mut all, mut most) = (0, 0);
    view.contacts(talk_counts(view)).for_each(|((_, other), known)| {
        let busy = known[0].busy + known[1].busy;
        // Conversations without a second team count in all of them, and are of no pair.
        all += busy;
        most = if other.is_some() { most.max(busy) } else { most };
    });
    (all > 0).then(|| most as f64 / all as f64)
}

impl From<stats::Rule> for Rule {
    fn from(rule: stats::Rule) -> Self {
        match rule {
            stats::Rule::Outside => Self::Outside,
            stats::Rule::RunOfEight => Self::RunOfEight,
            stats::Rule::ThreeOfFour => Self::ThreeOfFour,
        }
    }
}

impl Reading {
    /// The points of the series as a chart takes them: the complete periods only.
    pub fn complete_points(&self) -> impl DoubleEndedIterator<Item = &Point> {
        self.series.iter().filter(|point| point.complete)
    }
}
