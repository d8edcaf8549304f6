//! What is counted of conversations: every measure of conversations is made of these numbers.

use std::ops::Range;

use crate::calendar::Day;
use crate::talks::{Talk, TalkRows};
use crate::words::{Action, Evidence, Helper, Logger, Starter, TalkKind};

/// What is counted, as the measures define it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TalkRules {
    /// The last day that is seen; what follows later is not known yet.
    pub as_of: Day,
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

/// What is counted by pair of teams, whichever of them are asked for. Only recorded conversations count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// By pair, in the order of [`crate::Talks::pairs`].
    pub pairs: Vec<TalkPair>,
    /// By the place of a team, the day and the row of its first conversation of any kind in which it is the producing side.
    pub first: Vec<Option<(Day, usize)>>,
}

/// What is counted of some conversations. Only recorded ones count, and where nothing else is said only those about the use of data,
/// each as often as its row stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UseCounts {
    /// By month.
    pub months: Vec<TalkMonth>,
    /// What those of the year led to.
    pub followed: Followed,
    /// Lately, by who started them.
    pub started: [u64; STARTED],
    /// By who wrote them down.
    pub logged: [u64; LOGGED],
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

/// The months by day, from a first day on: a look-up for each of a million rows.
#[derive(Clone, Debug, Default)]
pub struct MonthPlaces {
    /// The first day of the first month.
    pub first_day: i32,
    /// For each day from there on the place of its month.
    pub places: Vec<u16>,
}

/// Counts conversations where it is wanted.
#[derive(Debug)]
pub struct Counting<'a> {
    /// What is counted.
    pub rules: &'a TalkRules,
    /// The month of each day.
    pub months: &'a MonthPlaces,
    /// What is counted by pair; `None` if it is not wanted.
    pub pairs: Option<&'a mut PairCounts>,
    /// What is counted of all; `None` if it is not wanted.
    pub uses: Option<&'a mut UseCounts>,
}

impl Counting<'_> {
    /// Counts conversations from one up to another, which come by day; where places are given, those that stand there among all.
    #[inline(never)] // A block a call: a browser makes a function fast while it is called again and again.
    pub fn add(&mut self, talks: TalkRows<'_>, places: Option<&[u32]>, block: Range<usize>) {
        for at in block {
            let place = match places {
                Some(places) => places.get(at).map_or(at, |&place| place as usize),
                None => at,
            };
            let Some(talk) = talks.at(place) else { continue };
            if let Some(pairs) = &mut self.pairs {
                pairs.add(self.rules, &talk);
            }
            if let Some(uses) = &mut self.uses {
                uses.add(self.rules, self.months, &talk);
            }
        }
    }
}

impl PairCounts {
    /// Nothing counted yet.
    pub fn new(pairs: usize, teams: usize) -> Self {
        Self { pairs: vec![TalkPair::default(); pairs], first: vec![None; teams] }
    }

    #[inline]
    fn add(&mut self, rules: &TalkRules, talk: &Talk) {
        let Some(pair) = self.pairs.get_mut(talk.pair_at as usize) else { return };
        if talk.evidence != Some(Evidence::Recorded) {
            return;
        }
        if let Some(first) = self.first.get_mut(talk.producer.place()) {
            // They come by day, those of a day in their order, so that the first one met is the first.
            first.get_or_insert((talk.held, talk.row));
        }
        if talk.is_data_use() {
            pair.add(rules, talk);
        } else if matches!(talk.kind, Some(TalkKind::BuyIn | TalkKind::Pairing)) {
            pair.with_data_team = Some(talk.held);
        }
    }
}

impl UseCounts {
    /// Nothing counted yet.
    pub fn new(months: usize) -> Self {
        Self { months: vec![TalkMonth::default(); months], ..Self::default() }
    }

    #[inline]
    fn add(&mut self, rules: &TalkRules, months: &MonthPlaces, talk: &Talk) {
        if !talk.is_data_use() {
            return;
        }
        let place = months.places.get((talk.held.number() - months.first_day) as usize);
        let month = place.and_then(|&place| self.months.get_mut(usize::from(place)));
        match talk.evidence {
            Some(Evidence::Recorded) => {}
            Some(_) => {
                if let Some(month) = month {
                    month.inferred += talk.count;
                }
                return;
            }
            None => return,
        }
        self.logged[logged(talk)] += talk.count;
        if talk.held > rules.started_after {
            self.started[started(talk)] += talk.count;
        }
        if let Some(month) = month {
            month.add(rules, talk);
        }
        if talk.held > rules.followed_after {
            self.followed.add(rules, talk);
        }
    }
}

impl TalkMonth {
    fn add(&mut self, rules: &TalkRules, talk: &Talk) {
        self.helped[helped(talk)] += talk.count;
        self.started[started(talk)] += talk.count;
        if talk.action == Some(Action::NoneNeeded) {
            return;
        }
        self.can_follow += talk.count;
        if let Some(action_on) = talk.action_by(rules.as_of) {
            let days = action_on.since(talk.held) as u32;
            for (followed, within) in self.followed.iter_mut().zip(rules.within_days) {
                *followed += if days <= within { talk.count } else { 0 };
            }
        }
    }
}

impl Followed {
    fn add(&mut self, rules: &TalkRules, talk: &Talk) {
        if talk.action == Some(Action::NoneNeeded) {
            self.none_needed += talk.count;
            return;
        }
        let days = talk.action_by(rules.as_of).map(|action_on| action_on.since(talk.held) as u32);
        let open_days = rules.as_of.since(talk.held) as u32;
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
    /// What is known where there were none.
    pub const NONE: Self =
        Self { first: [None; HELPED], last: [None; HELPED], started: [None; 2], with_data_team: None, busy: 0 };

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
