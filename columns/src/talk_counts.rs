//! What is counted of conversations: every measure of conversations is made of these numbers.

use std::ops::Range;

use crate::calendar::Day;
use crate::column::Whole;
use crate::said::Said;
use crate::talks::Talks;
use crate::use_counts::{MonthPlaces, UseCounting};
use crate::words::Starter;

/// What is counted, as the measures define it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TalkRules {
    /// The last day that is seen; what follows later is not known yet.
    pub as_of: Day,
    /// Of conversations held after this day it is counted what they led to.
    pub followed_after: Day,
    /// The days inside which something has to follow.
    pub window_days: u32,
    /// The days after which each month is looked at again, fewest first.
    pub within_days: [u32; WITHIN],
    /// Of conversations held after this day it is counted who started them.
    pub started_after: Day,
    /// A pair that met after this day has met lately.
    pub met_after: Day,
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

/// What is known of the conversations of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TalkPair {
    /// The first day on which nobody of the data team took part.
    pub first_direct: Option<Day>,
    /// The first day on which an analyst or an engineer did.
    pub first_helped: Option<Day>,
    /// How many there were on the days asked for, all levels together.
    pub busy: u64,
    /// What happened lately, a bit for each; see the methods.
    lately: u16,
}

/// The bits of what happened lately: by level in the window of meetings, by level in the year, by side that started one, and whether
/// the data team talked with them to win them over, or worked beside them.
const MET: u16 = 1;
const MET_IN_YEAR: u16 = MET << HELPED;
const STARTED_ONE: u16 = MET_IN_YEAR << HELPED;
const WITH_DATA_TEAM: u16 = STARTED_ONE << 2;

/// Counts conversations where it is wanted.
#[derive(Debug)]
pub struct Counting<'a> {
    /// What is counted.
    pub rules: &'a TalkRules,
    /// The month of each day.
    pub months: &'a MonthPlaces,
    /// The conversations.
    pub talks: &'a Talks,
    /// For how many equal ones each row stands; empty where each is one.
    pub count: &'a [Option<Whole>],
    /// What is counted by pair; `None` if it is not wanted.
    pub pairs: Option<&'a mut PairCounts>,
    /// What is counted of all; `None` if it is not wanted.
    pub uses: Option<&'a mut UseCounting>,
}

impl Counting<'_> {
    /// Counts the conversations of each two teams that stand at these places of a list, or have these numbers where there is no list.
    #[inline(never)] // A block a call: a browser makes a function fast while it is called again and again.
    pub fn add(&mut self, list: Option<&[u32]>, places: Range<usize>) {
        for place in places {
            self.add_two(list.map_or(place, |list| list[place] as usize));
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each two teams")]
    fn add_two(&mut self, two: usize) {
        let as_of = self.rules.as_of.number();
        let mut known = [PairCounting::default(); 2];
        let mut first: [Option<(Day, usize)>; 2] = [None; 2];
        for said in self.talks.of_two(two) {
            let Some(held) = Day::at(said.held()).filter(|held| held.number() <= as_of) else { continue };
            let count = self.count.get(said.row()).copied().flatten().map_or(1, Whole::get);
            if let Some(uses) = &mut self.uses
                && said.is_data_use()
            {
                uses.add(self.rules, self.months, said, held, count);
            }
            if self.pairs.is_some() && said.is_recorded() {
                let side = usize::from(said.is_turned());
                // Rows of two teams are in their order, so that of one day the first one stays.
                if first[side].is_none_or(|(earlier, _)| held < earlier) {
                    first[side] = Some((held, said.row()));
                }
                if said.is_data_use() {
                    known[side].add(self.rules, said, held, count);
                } else if said.is_with_data_team() {
                    known[side].lately |= if held > self.rules.met_after { WITH_DATA_TEAM } else { 0 };
                }
            }
        }
        let Some(pairs) = &mut self.pairs else { return };
        for (side, known) in known.into_iter().enumerate() {
            if let (Some(first), Some((producer, _))) = (first[side], self.talks.pairs.get(two * 2 + side))
                && let Some(earlier) = pairs.first.get_mut(producer.place())
            {
                *earlier = Some(earlier.map_or(first, |earlier| earlier.min(first)));
            }
            if let Some(pair) = pairs.pairs.get_mut(two * 2 + side) {
                *pair = known.finish(self.rules);
            }
        }
    }
}

impl PairCounts {
    /// Nothing counted yet.
    pub fn new(pairs: usize, teams: usize) -> Self {
        Self { pairs: vec![TalkPair::default(); pairs], first: vec![None; teams] }
    }
}

impl TalkPair {
    /// What is known where there were none.
    pub const NONE: Self = Self { first_direct: None, first_helped: None, busy: 0, lately: 0 };

    /// Whether they met lately, by who of the data team took part.
    #[inline]
    pub fn has_met(&self, helped: usize) -> bool {
        self.lately & MET << helped != 0
    }

    /// Whether they met in the last year, by who of the data team took part.
    #[inline]
    pub fn has_met_in_year(&self, helped: usize) -> bool {
        self.lately & MET_IN_YEAR << helped != 0
    }

    /// Whether the producing side (0) or the using side (1) started one lately.
    #[inline]
    pub fn has_started(&self, side: usize) -> bool {
        self.lately & STARTED_ONE << side != 0
    }

    /// Whether the data team lately talked with them to win them over, or worked beside them.
    #[inline]
    pub fn was_with_data_team(&self) -> bool {
        self.lately & WITH_DATA_TEAM != 0
    }
}

/// Counts the conversations of a pair for [`TalkPair`].
#[derive(Clone, Copy, Debug, Default)]
struct PairCounting {
    /// By who of the data team took part, how many days there are from the first conversation through the last day that is seen; 0
    /// where there was none.
    seen_days: [i32; HELPED],
    busy: u64,
    lately: u16,
}

impl PairCounting {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn add(&mut self, rules: &TalkRules, said: Said, held: Day, count: u64) {
        let helped = said.helped();
        let seen_days = &mut self.seen_days[helped];
        *seen_days = (*seen_days).max(rules.as_of.since(held) + 1);
        let bit = |is_late: bool, bit: u16| if is_late { bit } else { 0 };
        // The sides that are teams are the first two starters.
        let is_started = said.started() < 2 && held > rules.started_after;
        self.lately |= bit(held > rules.met_after, MET << helped)
            | bit(held > rules.followed_after, MET_IN_YEAR << helped)
            | bit(is_started, STARTED_ONE << (said.started() % 2));
        if rules.busy.is_some_and(|(first, last)| first <= held && held <= last) {
            self.busy += count;
        }
    }

    fn finish(self, rules: &TalkRules) -> TalkPair {
        let [direct, analyst, engineer, _] = self.seen_days;
        let first = |seen_days: i32| (seen_days > 0).then(|| rules.as_of.minus(seen_days - 1));
        TalkPair {
            first_direct: first(direct),
            first_helped: first(analyst.max(engineer)),
            busy: self.busy,
            lately: self.lately,
        }
    }
}

const _: () = assert!(Starter::Producer as usize == 0 && Starter::Consumer as usize == 1);
