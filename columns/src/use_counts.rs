//! What is counted of all conversations of a view, by month and in all.

use crate::calendar::Day;
use crate::said::{HELPED_AND_STARTED, NEVER, Said, helped_and_started};
use crate::talk_counts::{HELPED, LOGGED, STARTED, TalkRules, WITHIN};
use crate::words::Action;

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

/// The months by day, from a first day on: a look-up for each of a million rows.
#[derive(Clone, Debug, Default)]
pub struct MonthPlaces {
    /// The first day of the first month.
    pub first_day: i32,
    /// For each day from there on the place of its month.
    pub places: Vec<u16>,
}

/// Counts conversations for [`UseCounts`].
///
/// What is said of a conversation is made into one number, by which it is counted; the numbers that are asked for are made of those.
/// What conversations say comes without an order, and a machine waits wherever it has to choose between ways to go on.
#[derive(Clone, Debug, Default)]
pub struct UseCounting {
    /// By month, by when something followed, and by who of the data team took part and who started it.
    months: Vec<[[u64; HELPED_AND_STARTED]; WHEN]>,
    /// Of each month those that are known from traces only.
    inferred: Vec<u64>,
    followed: FollowedCounting,
    started: [u64; STARTED],
    logged: [u64; LOGGED],
}

/// In which of the spans something followed, or after all of them or not yet, or that nothing needs to.
const WHEN: usize = (WITHIN + 2).next_power_of_two();
const NONE_NEEDED: usize = WHEN - 1;

/// Counts what conversations led to.
#[derive(Clone, Debug, Default)]
struct FollowedCounting {
    /// By whether it can be told yet, and whether they did inside the window; then by what they led to.
    kinds: [[u64; Action::WORDS.len()]; 3],
    none_needed: u64,
    /// By days, those until something followed, then those that they are still open for.
    days: Vec<[u64; 2]>,
}

/// How far they are is 0 if they were held too short a time ago to tell, 1 if they did not lead to something inside the window, and
/// this if they did.
const ACTED: usize = 2;

impl UseCounting {
    /// Nothing counted yet.
    pub fn new(months: usize) -> Self {
        Self { months: vec![[[0; HELPED_AND_STARTED]; WHEN]; months], inferred: vec![0; months], ..Self::default() }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    pub(crate) fn add(&mut self, rules: &TalkRules, months: &MonthPlaces, said: Said, held: Day, count: u64) {
        let month = months.places.get((held.number() - months.first_day) as usize).map_or(usize::MAX, |&at| at.into());
        if !said.is_recorded() {
            if let Some(inferred) = self.inferred.get_mut(month).filter(|_| said.is_inferred()) {
                *inferred += count;
            }
            return;
        }
        self.logged[said.logged()] += count;
        if held > rules.started_after {
            self.started[said.started()] += count;
        }
        let days = said.days_to_action(rules.as_of.number());
        let passed: usize = rules.within_days.iter().map(|&within| usize::from(days > within)).sum();
        let when = passed | (NONE_NEEDED * usize::from(said.is_none_needed()));
        if let Some(month) = self.months.get_mut(month) {
            month[when][said.helped_and_started()] += count;
        }
        if held > rules.followed_after {
            self.followed.add(rules, said, held, days, count);
        }
    }

    /// What was counted.
    #[inline] // built with its caller, for size
    pub fn finish(self) -> UseCounts {
        let months = self.months.iter().zip(self.inferred).map(|(counted, inferred)| TalkMonth::of(counted, inferred));
        UseCounts {
            months: months.collect(),
            followed: self.followed.finish(),
            started: self.started,
            logged: self.logged,
        }
    }
}

impl TalkMonth {
    #[inline]
    fn of(counted: &[[u64; HELPED_AND_STARTED]; WHEN], inferred: u64) -> Self {
        let mut month = Self { inferred, ..Self::default() };
        for (when, counts) in counted.iter().enumerate() {
            for (both, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let [helped, started] = helped_and_started(both);
                month.helped[helped] += count;
                month.started[started] += count;
                if when != NONE_NEEDED {
                    month.can_follow += count;
                    month.followed.iter_mut().skip(when).for_each(|followed| *followed += count);
                }
            }
        }
        month
    }
}

impl FollowedCounting {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn add(&mut self, rules: &TalkRules, said: Said, held: Day, days: u32, count: u64) {
        if said.is_none_needed() {
            self.none_needed += count;
            return;
        }
        let open_days = rules.as_of.since(held) as u32;
        let is_open = days == NEVER;
        let by_days = if is_open { open_days } else { days } as usize;
        if by_days >= self.days.len() {
            self.days.resize(by_days + 1, [0; 2]);
        }
        self.days[by_days][usize::from(is_open)] += count;
        let is_asked = usize::from(open_days >= rules.window_days);
        let far = is_asked * (1 + usize::from(days <= rules.window_days));
        self.kinds[far][said.action()] += count;
    }

    #[inline]
    fn finish(self) -> Followed {
        let [too_recent, asked, acted] = self.kinds.map(|kinds| kinds.iter().sum());
        let by_days = |which: usize| {
            let end = self.days.iter().rposition(|counts| counts[which] > 0).map_or(0, |last| last + 1);
            self.days[..end].iter().map(|counts| counts[which]).collect()
        };
        Followed {
            asked: asked + acted,
            acted,
            kinds: self.kinds[ACTED],
            too_recent,
            none_needed: self.none_needed,
            days: by_days(0),
            open_days: by_days(1),
        }
    }
}
