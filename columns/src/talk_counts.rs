//! What is counted of conversations: every measure of conversations is made of these numbers.

use std::ops::Range;

use crate::calendar::Day;
use crate::column::Whole;
use crate::said::{DAY_BITS, Said, SaidBlock};
use crate::talks::{TalkColumns, Talks};
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

/// What is counted by pair of teams, whichever of them are asked for, in the order of [`crate::Talks::pairs`]. Only recorded
/// conversations count.
///
/// Another pair comes with each conversation, so that what is looked at for all of them takes as few bytes as hold it: as much of it as
/// can be stays near the processor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairCounts {
    known: Vec<Known>,
    busy: Vec<u64>,
}

/// The number of [`TalkPair::first_direct`] and above it that of [`TalkPair::first_helped`], each above all days where there is none,
/// and above both the bits of what happened lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known(u64);

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

/// Above all days there are.
const NO_DAY: u64 = (1 << DAY_BITS) - 1;

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
    /// Where they stand.
    pub columns: &'a TalkColumns<'a>,
    /// What is counted by pair; `None` if it is not wanted.
    pub pairs: Option<&'a mut PairCounts>,
    /// What is counted of all; `None` if it is not wanted.
    pub uses: Option<&'a mut UseCounting>,
    /// Between which two teams those are that count among all, by half of the place of their first pair; `None` for any.
    pub twos: Option<&'a [bool]>,
}

impl Counting<'_> {
    /// Counts those of these rows. `block` is room to do it in.
    pub fn add_rows(&mut self, block: &mut SaidBlock, rows: Range<usize>) {
        self.add(block.read(self.columns, &self.talks.pair_of, rows));
    }

    /// Counts those at these places in the order of groups.
    pub fn add_places(&mut self, places: Range<usize>) {
        self.add(self.talks.at_places(places));
    }

    // One after the other: a machine that waits for what is known of a pair looks ahead for the next ones, further in a short loop.
    fn add(&mut self, said: &[Said]) {
        self.add_by_pair(said);
        self.add_uses(said);
    }

    #[inline(never)] // A block a call: a browser makes a function fast while it is called again and again.
    fn add_by_pair(&mut self, said: &[Said]) {
        let Some(pairs) = &mut self.pairs else { return };
        for (said, held, count) in seen(self.rules, self.columns, said).filter(|(said, ..)| said.is_recorded()) {
            pairs.add(self.rules, said, held, count);
        }
    }

    #[inline(never)] // A block a call, as above.
    fn add_uses(&mut self, said: &[Said]) {
        let Some(uses) = &mut self.uses else { return };
        for (said, held, count) in seen(self.rules, self.columns, said).filter(|(said, ..)| said.is_data_use()) {
            if self.twos.is_none_or(|twos| twos.get(said.pair() / 2) == Some(&true)) {
                uses.add(self.rules, self.months, said, held, count);
            }
        }
    }
}

/// Those held up to the last day that is seen, each with its day and for how many it stands.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
fn seen<'a>(
    rules: &TalkRules,
    columns: &'a TalkColumns<'_>,
    said: &'a [Said],
) -> impl Iterator<Item = (Said, Day, u64)> + use<'a> {
    let as_of = rules.as_of;
    said.iter().filter_map(move |&said| {
        let held = Day::at(said.held()).filter(|held| *held <= as_of)?;
        Some((said, held, columns.count.get(said.row()).copied().flatten().map_or(1, Whole::get)))
    })
}

impl PairCounts {
    /// Makes room for so many pairs, of which nothing is counted yet.
    pub fn grow(&mut self, pairs: usize) {
        self.known.resize(pairs, Known::NOTHING);
        self.busy.resize(pairs, 0);
    }

    /// What is known of the pair at a place; `None` beyond the last one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every two teams, by a program that is built for its size")]
    pub fn get(&self, place: usize) -> Option<TalkPair> {
        let Known(known) = *self.known.get(place)?;
        let day = |day: u64| if day & NO_DAY == NO_DAY { None } else { Day::at((day & NO_DAY) as i32) };
        Some(TalkPair {
            first_direct: day(known),
            first_helped: day(known >> DAY_BITS),
            busy: *self.busy.get(place)?,
            lately: (known >> (2 * DAY_BITS)) as u16,
        })
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn add(&mut self, rules: &TalkRules, said: Said, held: Day, count: u64) {
        let Some(known) = self.known.get_mut(said.pair()) else { return };
        let bit = |is_late: bool, bit: u16| if is_late { bit } else { 0 };
        if said.is_data_use() {
            let helped = said.helped();
            // The sides that are teams are the first two starters.
            let is_started = said.started() < 2 && held > rules.started_after;
            let lately = bit(held > rules.met_after, MET << helped)
                | bit(held > rules.followed_after, MET_IN_YEAR << helped)
                | bit(is_started, STARTED_ONE << (said.started() % 2));
            // Nobody, an analyst, an engineer: whoever it was, without choosing between ways to go on.
            let day_if = |is_it: bool| if is_it { held.number() as u64 } else { NO_DAY };
            *known = known.with([day_if(helped == 0), day_if(helped == 1 || helped == 2)], lately);
            if rules.busy.is_some_and(|(first, last)| first <= held && held <= last)
                && let Some(busy) = self.busy.get_mut(said.pair())
            {
                *busy += count;
            }
        } else if said.is_with_data_team() {
            *known = known.with([NO_DAY; 2], bit(held > rules.met_after, WITH_DATA_TEAM));
        }
    }
}

impl Known {
    const NOTHING: Self = Self(NO_DAY | NO_DAY << DAY_BITS);

    /// The same after a conversation on one of these days, or on none that counts, of which this is to be noted.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn with(self, [direct, helped]: [u64; 2], lately: u16) -> Self {
        let first = [(self.0 & NO_DAY).min(direct), (self.0 >> DAY_BITS & NO_DAY).min(helped)];
        let before = self.0 >> (2 * DAY_BITS);
        Self(first[0] | first[1] << DAY_BITS | (before | u64::from(lately)) << (2 * DAY_BITS))
    }
}

impl TalkPair {
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

const _: () = assert!(Starter::Producer as usize == 0 && Starter::Consumer as usize == 1);
