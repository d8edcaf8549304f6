//! What is counted of conversations, in one pass over them: every measure of conversations is made of these numbers.

use super::Day;
use super::schema::Table;
use super::talks::{Pair, Talk, TalkRows};
use super::teams::TeamId;
use super::view::View;
use super::words::{Action, Evidence, Helper, Logger, Starter, TalkKind};

/// What is counted, as the measures define it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TalkRules {
    /// Of conversations held after this day it is counted what they led to.
    pub followed_after: Day,
    /// The days inside which something has to follow.
    pub window_days: u32,
    /// The days after which each month is looked at again.
    pub within_days: [u32; WITHIN],
    /// Of conversations held after this day it is counted who started them.
    pub started_after: Day,
    /// The days, both included, in which the conversations of each pair are counted; `None` for no day.
    pub busy: Option<(Day, Day)>,
}

/// How often a month is looked at again.
pub const WITHIN: usize = 5;
/// Who of the data team took part: nobody, an analyst, an engineer, and the last place for what is not known.
pub const HELPED: usize = 4;
/// Who started it, in the order of the words; the last place is not known.
pub const STARTED: usize = 5;
/// Who wrote it down, in the order of the words; the last place is not known.
pub const LOGGED: usize = 5;

/// What is counted of the conversations of a view. Only recorded ones count, and where nothing else is said only those about the use
/// of data, each as often as its row stands for.
#[derive(Clone, Debug, Default)]
pub struct TalkCounts {
    /// By month, in the order of [`View::months`].
    pub months: Vec<TalkMonth>,
    /// What those of the year led to.
    pub followed: Followed,
    /// Lately, by who started them.
    pub started: [u64; STARTED],
    /// By who wrote them down.
    pub logged: [u64; LOGGED],
    /// By pair, in the order of [`super::Talks::pairs`]; those out of scope too.
    pub pairs: Vec<TalkPair>,
    /// By the place of a team, the day and the row of its first conversation of any kind in which it is the producing side. Teams
    /// out of scope may have none.
    pub first: Vec<Option<(Day, usize)>>,
}

/// Conversations of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TalkMonth {
    /// By who of the data team took part.
    pub helped: [u64; HELPED],
    /// By who started them.
    pub started: [u64; STARTED],
    /// Those after which something can follow.
    pub can_follow: u64,
    /// Of these, after which something did within so many days.
    pub followed: [u64; WITHIN],
    /// Those that are known from traces only, and in no other number.
    pub inferred: u64,
}

/// What conversations led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Those held so long ago that something may be asked of them.
    pub asked: u64,
    /// Of these, those that led to something inside the window.
    pub acted: u64,
    /// The same by kind, in the order of the words; the place of `none_needed` stands for those without a word.
    pub kinds: [u64; Action::WORDS.len()],
    /// Those held too short a time ago to tell.
    pub too_recent: u64,
    /// Those after which nothing needs to follow.
    pub none_needed: u64,
    /// By the days until something followed.
    pub days: Vec<u64>,
    /// By the days that they are still open for.
    pub open_days: Vec<u64>,
}

/// What is known of the conversations of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TalkPair {
    /// The first day, by who of the data team took part.
    pub first: [Option<Day>; HELPED],
    /// The last day, likewise.
    pub last: [Option<Day>; HELPED],
    /// The last day on which the producing side started one, and the using side.
    pub started: [Option<Day>; 2],
    /// The last day on which the data team talked with them to win them over, or worked beside them.
    pub with_data_team: Option<Day>,
    /// How many there were on the days asked for, all levels together.
    pub busy: u64,
}

const NO_TALKS: TalkPair =
    TalkPair { first: [None; HELPED], last: [None; HELPED], started: [None; 2], with_data_team: None, busy: 0 };

/// Counts the conversations of a view, some at a time.
#[derive(Debug)]
pub struct TalkCounting {
    rules: Option<TalkRules>,
    counts: TalkCounts,
    in_scope: Vec<bool>,
    /// The first day of the first month, and for each day from there on the place of its month: a look-up for each of a million rows.
    first_day: i32,
    months: Vec<u16>,
    counted: usize,
}

/// Conversations counted at once: few enough for many calls, since a browser makes a function of the page fast while it is called
/// again and again, and never while it runs.
const BLOCK_TALKS: usize = 8192;

impl TalkCounting {
    /// Nothing counted yet. Without rules there is nothing to count.
    pub fn new(view: &View<'_>, rules: Option<TalkRules>) -> Self {
        let months = view.months(Table::Conversations, "held_on");
        let days = |month: &super::Month| month.last_day().number() - month.first_day().number() + 1;
        let pairs = &view.org.talks.pairs;
        Self {
            rules,
            counts: TalkCounts {
                months: vec![TalkMonth::default(); months.len()],
                pairs: vec![TalkPair::default(); pairs.len()],
                first: vec![None; view.org.teams.len()],
                ..TalkCounts::default()
            },
            in_scope: pairs.iter().map(|pair| view.has_pair(*pair)).collect(),
            first_day: months.first().map_or(0, |month| month.first_day().number()),
            months: months
                .iter()
                .enumerate()
                .flat_map(|(at, month)| (0..days(month)).map(move |_| at as u16))
                .collect(),
            counted: 0,
        }
    }

    /// Counts some more; false when all are counted.
    pub fn step(&mut self, view: &View<'_>) -> bool {
        let (Some(rules), Some(as_of)) = (self.rules, view.as_of) else { return false };
        let talks = view.logged_talks_after(None);
        let block = talks.skip_take(self.counted, BLOCK_TALKS);
        self.add(&rules, as_of, block);
        self.counted += block.len();
        self.counted < talks.len()
    }

    /// What was counted.
    pub fn finish(self) -> TalkCounts {
        self.counts
    }

    #[inline(never)] // A block a call, see `BLOCK_TALKS`.
    fn add(&mut self, rules: &TalkRules, as_of: Day, talks: TalkRows<'_>) {
        for talk in talks.iter() {
            let talk = &talk;
            let at = talk.pair_at as usize;
            let (Some(pair), Some(&in_scope)) = (self.counts.pairs.get_mut(at), self.in_scope.get(at)) else {
                continue;
            };
            let place = self.months.get((talk.held.number() - self.first_day) as usize);
            let month = place.and_then(|&place| self.counts.months.get_mut(usize::from(place)));
            if talk.evidence != Some(Evidence::Recorded) {
                if let Some(month) = month.filter(|_| in_scope && talk.evidence.is_some() && talk.is_data_use()) {
                    month.inferred += talk.count;
                }
                continue;
            }
            if in_scope && let Some(first) = self.counts.first.get_mut(talk.producer.place()) {
                // They come by day, those of a day in their order, so that the first one met is the first.
                first.get_or_insert((talk.held, talk.row));
            }
            if !talk.is_data_use() {
                if matches!(talk.kind, Some(TalkKind::BuyIn | TalkKind::Pairing)) {
                    pair.with_data_team = Some(talk.held);
                }
                continue;
            }
            pair.add(rules, talk);
            if !in_scope {
                continue;
            }
            self.counts.logged[logged(talk)] += talk.count;
            if talk.held > rules.started_after {
                self.counts.started[started(talk)] += talk.count;
            }
            if let Some(month) = month {
                month.add(rules, as_of, talk);
            }
            if talk.held > rules.followed_after {
                self.counts.followed.add(rules, as_of, talk);
            }
        }
    }
}

impl TalkMonth {
    fn add(&mut self, rules: &TalkRules, as_of: Day, talk: &Talk) {
        self.helped[helped(talk)] += talk.count;
        self.started[started(talk)] += talk.count;
        if talk.action == Some(Action::NoneNeeded) {
            return;
        }
        self.can_follow += talk.count;
        if let Some(action_on) = talk.action_by(as_of) {
            let days = action_on.since(talk.held) as u32;
            for (followed, within) in self.followed.iter_mut().zip(rules.within_days) {
                *followed += if days <= within { talk.count } else { 0 };
            }
        }
    }
}

impl Followed {
    fn add(&mut self, rules: &TalkRules, as_of: Day, talk: &Talk) {
        if talk.action == Some(Action::NoneNeeded) {
            self.none_needed += talk.count;
            return;
        }
        let days = talk.action_by(as_of).map(|action_on| action_on.since(talk.held) as u32);
        let open_days = as_of.since(talk.held) as u32;
        match days {
            Some(days) => add_days(&mut self.days, days, talk.count),
            None => add_days(&mut self.open_days, open_days, talk.count),
        }
        if open_days < rules.window_days {
            self.too_recent += talk.count;
            return;
        }
        self.asked += talk.count;
        if days.is_some_and(|days| days <= rules.window_days) {
            self.acted += talk.count;
            self.kinds[talk.action.unwrap_or(Action::NoneNeeded) as usize] += talk.count;
        }
    }
}

impl TalkPair {
    fn add(&mut self, rules: &TalkRules, talk: &Talk) {
        let helped = helped(talk);
        self.first[helped].get_or_insert(talk.held);
        self.last[helped] = Some(talk.held);
        match talk.started_by {
            Some(Starter::Producer) => self.started[0] = Some(talk.held),
            Some(Starter::Consumer) => self.started[1] = Some(talk.held),
            Some(Starter::DataTeam | Starter::Leadership) | None => {}
        }
        if rules.busy.is_some_and(|(first, last)| first <= talk.held && talk.held <= last) {
            self.busy += talk.count;
        }
    }
}

fn helped(talk: &Talk) -> usize {
    match talk.helped_by {
        Some(Helper::Nobody) => 0,
        Some(Helper::AnalyticsEngineer) => 1,
        Some(Helper::DataEngineer) => 2,
        None => 3,
    }
}

fn started(talk: &Talk) -> usize {
    talk.started_by.map_or(STARTED - 1, |starter| starter as usize)
}

fn logged(talk: &Talk) -> usize {
    match talk.logged_by {
        Some(Logger::Producer) => 0,
        Some(Logger::Consumer) => 1,
        Some(Logger::Both) => 2,
        Some(Logger::DataTeam) => 3,
        None => LOGGED - 1,
    }
}

fn add_days(by_days: &mut Vec<u64>, days: u32, count: u64) {
    let days = days as usize;
    if days >= by_days.len() {
        by_days.resize(days + 1, 0);
    }
    by_days[days] += count;
}

impl View<'_> {
    /// Whether either side of a pair is in scope.
    pub fn has_pair(&self, (producer, consumer): Pair) -> bool {
        self.areas.is_none() || self.has_team(producer) || consumer.is_some_and(|team| self.has_team(team))
    }

    /// Every two teams in scope that talked, once and in one order: what is known of their conversations in which the first has the
    /// producing side, and of those in which the second has it.
    pub fn either_way<'c>(
        &self,
        counts: &'c TalkCounts,
    ) -> impl Iterator<Item = ((TeamId, TeamId), [&'c TalkPair; 2])> {
        let talks = &self.org.talks;
        talks.pairs.iter().zip(&counts.pairs).enumerate().filter_map(move |(place, (&pair, known))| {
            let (producer, consumer) = (pair.0, pair.1?);
            let turned = talks.turned(place);
            let is_first = turned.is_none_or(|turned| place < turned) && self.has_pair(pair);
            let other = turned.and_then(|turned| counts.pairs.get(turned)).unwrap_or(&NO_TALKS);
            let [first, second] = if producer < consumer { [known, other] } else { [other, known] };
            is_first.then_some(((producer.min(consumer), producer.max(consumer)), [first, second]))
        })
    }

    /// The pairs in scope that talked, with what is known of their conversations.
    pub fn pairs_of<'c>(
        &self,
        counts: &'c TalkCounts,
    ) -> impl Iterator<Item = ((TeamId, Option<TeamId>), &'c TalkPair)> {
        let pairs = self.org.talks.pairs.iter().copied().zip(&counts.pairs);
        pairs.filter(|(pair, _)| self.has_pair(*pair))
    }
}
