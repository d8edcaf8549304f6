//! The conversations by the teams that held them and by day, with everything that measures ask of them: worked out once, since every
//! measure passes over them.

mod builder;
mod by_group;

pub use builder::TalksBuilder;
pub use by_group::GroupsBuilder;

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::OnceLock;

use by_group::ByGroup;

use crate::by_day::by_day;
use crate::calendar::Day;
use crate::column::{Whole, Word};
use crate::interner::Code;
use crate::pairs::Pairs;
use crate::passes::in_blocks;
use crate::said::Said;
use crate::words::{Action, Evidence, Helper, Logger, Starter, TalkKind, WordSet};

/// A team that is not renamed away, by its place in the order of names, then ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamId(NonZeroU32);

impl TeamId {
    /// The team at a place; `None` beyond what can be counted.
    pub fn at(place: usize) -> Option<Self> {
        u32::try_from(place + 1).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// Its place in the order of names.
    pub fn place(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// One row of conversations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Talk {
    /// The row among those used.
    pub row: usize,
    /// The day it was held.
    pub held: Day,
    /// What it was about; `None` where that is not known.
    pub kind: Option<TalkKind>,
    /// The team whose data it was about.
    pub producer: TeamId,
    /// The team that uses it; `None` where there is none, as in a talk to win a team over.
    pub consumer: Option<TeamId>,
    /// Who asked for it.
    pub started_by: Option<Starter>,
    /// Who of the data team took part; `None` is not known, not nobody.
    pub helped_by: Option<Helper>,
    /// What it led to.
    pub action: Option<Action>,
    /// When it led to that; `None` where it has not. See [`Talk::action_by`].
    pub action_on: Option<Day>,
    /// Who wrote it down.
    pub logged_by: Option<Logger>,
    /// How it is known.
    pub evidence: Option<Evidence>,
    /// How many equal conversations the row stands for.
    pub count: u64,
}

impl Talk {
    /// Whether it is about the use of data and has both sides.
    pub fn is_data_use(&self) -> bool {
        self.kind == Some(TalkKind::DataUse)
    }

    /// When it led to something, as known on a day: a later date is not seen yet.
    pub fn action_by(&self, as_of: Day) -> Option<Day> {
        self.action_on.filter(|&day| day <= as_of)
    }

    /// The two teams in one order, so that it does not matter who made and who used the data; `None` without a second team.
    pub fn pair(&self) -> Option<(TeamId, TeamId)> {
        self.consumer.map(|consumer| (self.producer.min(consumer), self.producer.max(consumer)))
    }
}

/// Stands where a row is no conversation.
pub(crate) const NO_PAIR: u32 = u32::MAX;

/// The conversations by the two teams that held them, by day, and by the groups of both teams.
///
/// Only who talked with whom is found out at once. The order of days is worked out for the first who asks for it, and that of groups for
/// whoever wants to find those of some teams without passing over all: figures of everything wait for neither.
#[derive(Debug, Default)]
pub struct Talks {
    /// The rows by day, once somebody has asked for them.
    by_day: OnceLock<Vec<u32>>,
    /// What is said of them by the groups of their teams, once somebody has put them in that order.
    by_group: OnceLock<ByGroup>,
    /// Whether the rows lie in another order than that of their days, which most tables have.
    is_out_of_order: bool,
    /// The pairs of teams that talked, as they were met.
    pub pairs: Pairs,
    /// By row the place of its pair, or [`NO_PAIR`].
    pub(crate) pair_of: Vec<u32>,
}

impl Talks {
    /// How much memory they take for each row: the place of its pair, and what is said of it.
    pub const ROW_BYTES: usize = size_of::<u32>() + size_of::<Said>();

    /// How many rows there are, those that are no conversations too.
    pub fn len(&self) -> usize {
        self.pair_of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pair_of.is_empty()
    }

    /// Those held after one day up to another. None without a last day, or without the table that they were made of.
    pub fn between<'a>(&'a self, columns: TalkColumns<'a>, after: Option<Day>, through: Option<Day>) -> TalkRows<'a> {
        let by_day = self.is_out_of_order.then(|| self.by_day.get_or_init(|| by_day(&columns)).as_slice());
        let rows = by_day.map_or(self.pair_of.len(), <[u32]>::len);
        let all = TalkRows { by_day, columns, start: 0, end: rows.min(columns.held_on.len()) };
        let end = through.map_or(0, |through| all.held_up_to(through));
        let start = after.map_or(0, |after| all.held_up_to(after));
        TalkRows { start: start.min(end), end, ..all }
    }

    /// Where, in the order of groups, those stand that some of these teams held, and others beside them; `None` before they were put in
    /// that order.
    pub fn places_with(&self, is_one: &[bool]) -> Option<Vec<Range<usize>>> {
        self.by_group.get().map(|by_group| by_group.places_with(is_one))
    }

    /// What is said of those that stand there.
    pub(crate) fn at_places(&self, places: Range<usize>) -> &[Said] {
        self.by_group.get().and_then(|by_group| by_group.said.get(places)).unwrap_or_default()
    }
}

/// Some conversations in the order of their days.
#[derive(Clone, Copy, Debug)]
pub struct TalkRows<'a> {
    /// The rows in this order; `None` where they lie in it.
    by_day: Option<&'a [u32]>,
    columns: TalkColumns<'a>,
    start: usize,
    end: usize,
}

impl<'a> TalkRows<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// So many of them after the first so many.
    #[must_use]
    pub fn skip_take(self, skip: usize, take: usize) -> Self {
        let start = self.end.min(self.start + skip);
        Self { start, end: self.end.min(start + take), ..self }
    }

    /// Each of them.
    #[inline] // built with its caller, for size
    pub fn iter(self) -> impl Iterator<Item = Talk> + use<'a> {
        (self.start..self.end).filter_map(move |place| self.columns.talk(self.row(place)))
    }

    #[inline]
    fn row(&self, place: usize) -> usize {
        self.by_day.map_or(place, |rows| rows[place] as usize)
    }

    /// How many of all are held up to a day.
    fn held_up_to(&self, day: Day) -> usize {
        let is_held = |place: usize| self.columns.held_on[self.row(place)].is_some_and(|held| held <= day);
        let (mut first, mut last) = (self.start, self.end);
        while first < last {
            let middle = usize::midpoint(first, last);
            if is_held(middle) { first = middle + 1 } else { last = middle }
        }
        first
    }
}

/// The columns of conversations by type; one that is in no file is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct TalkColumns<'a> {
    /// When they were held.
    pub held_on: &'a [Option<Day>],
    /// What they were about; `None` where that is in no file.
    pub kind: Option<&'a [Option<Word>]>,
    /// The team that each id stands for.
    pub team_of: &'a [Option<TeamId>],
    /// Whose data they were about.
    pub producer_team: &'a [Option<Code>],
    /// Who uses it.
    pub consumer_team: &'a [Option<Code>],
    /// Who asked for them.
    pub started_by: &'a [Option<Word>],
    /// Who of the data team took part.
    pub helped_by: &'a [Option<Word>],
    /// What they led to.
    pub action: &'a [Option<Word>],
    /// When they did.
    pub action_on: &'a [Option<Day>],
    /// Who wrote them down.
    pub logged_by: &'a [Option<Word>],
    /// How they are known; `None` where that is in no file.
    pub evidence: Option<&'a [Option<Word>]>,
    /// How many equal ones a row stands for.
    pub count: &'a [Option<Whole>],
}

impl TalkColumns<'_> {
    /// By the place of a team, of which there are so many, the day and the row of its first recorded conversation of any kind in which it
    /// is the producing side; of several on one day the first. None later than this day.
    pub fn first_by_team(&self, as_of: Day, teams: usize) -> Vec<Option<(Day, usize)>> {
        let mut first = vec![None; teams];
        in_blocks(self.held_on.len(), &mut |rows| self.note_first(rows, as_of, &mut first));
        first
    }

    #[inline(never)] // A block a call: a browser makes a function fast while it is called again and again.
    fn note_first(&self, rows: Range<usize>, as_of: Day, first: &mut [Option<(Day, usize)>]) {
        let recorded = Word::at(Evidence::Recorded as usize);
        for row in rows {
            let Some(held) = self.held_on[row].filter(|held| *held <= as_of) else { continue };
            if self.evidence.is_some_and(|words| words[row] != recorded) {
                continue;
            }
            if let Some(first) = self.producer(row).and_then(|team| first.get_mut(team.place()))
                && first.is_none_or(|(day, _)| held < day)
            {
                *first = Some((held, row));
            }
        }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    pub(crate) fn producer(&self, row: usize) -> Option<TeamId> {
        self.team(self.producer_team, row)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn consumer(&self, row: usize) -> Option<TeamId> {
        self.team(self.consumer_team, row)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn team(&self, codes: &[Option<Code>], row: usize) -> Option<TeamId> {
        let code = codes.get(row).copied().flatten()?;
        self.team_of.get(code.place()).copied().flatten()
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn talk(&self, row: usize) -> Option<Talk> {
        Some(Talk {
            row,
            held: (*self.held_on.get(row)?)?,
            // A column that is in no file is empty in every row, and an empty cell has its default.
            kind: self.kind.map_or(Some(TalkKind::DataUse), |words| word(words, row)),
            producer: self.producer(row)?,
            consumer: self.consumer(row),
            started_by: word(self.started_by, row),
            helped_by: word(self.helped_by, row),
            action: word(self.action, row),
            action_on: self.action_on.get(row).copied().flatten(),
            logged_by: word(self.logged_by, row),
            evidence: self.evidence.map_or(Some(Evidence::Recorded), |words| word(words, row)),
            count: self.count.get(row).copied().flatten().map_or(1, Whole::get),
        })
    }
}

fn word<T: WordSet>(words: &[Option<Word>], row: usize) -> Option<T> {
    words.get(row).copied().flatten().and_then(T::of)
}
