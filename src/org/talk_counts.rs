//! Counts the conversations of a view, so that every measure of them is made of the same numbers.

use std::sync::Arc;

use uptake_columns::{Counting, MonthPlaces, Pair, PairCounts, TalkPair, TalkRules, UseCounting, UseCounts};

use super::Month;
use super::schema::Table;
use super::view::View;

/// What is counted of the conversations of a view.
#[derive(Clone, Debug, Default)]
pub struct TalkCounts {
    rules: Option<TalkRules>,
    /// The areas in scope by number; `None` for everything.
    areas: Option<Vec<u32>>,
    /// By pair of teams, those out of scope too.
    pub by_pair: Arc<PairCounts>,
    /// Of those in scope. Months are in the order of [`View::months`].
    pub uses: UseCounts,
    /// Which two teams are in scope, by half of the place of their first pair; `None` for all.
    twos: Option<Vec<u32>>,
}

/// Counts the conversations of a view, some at a time.
#[derive(Debug)]
pub struct TalkCounting {
    rules: Option<TalkRules>,
    areas: Option<Vec<u32>>,
    months: MonthPlaces,
    pairs: Known<PairCounts, Arc<PairCounts>>,
    uses: Known<UseCounting, UseCounts>,
    /// Which two teams are in scope; `None` for all.
    twos: Option<Vec<u32>>,
    counted: usize,
    counted_in_scope: usize,
}

/// What is counted.
#[derive(Debug)]
enum Known<C, D> {
    /// Some conversations are still to be counted.
    Counting(C),
    /// All are.
    Counted(D),
}

impl<C, D> Known<C, D> {
    /// Where it is counted; `None` if it is.
    fn counting(&mut self) -> Option<&mut C> {
        if let Self::Counting(counting) = self { Some(counting) } else { None }
    }

    fn finish(self, finish: impl FnOnce(C) -> D) -> D {
        match self {
            Self::Counting(counting) => finish(counting),
            Self::Counted(counted) => counted,
        }
    }
}

/// Conversations counted at once.
const BLOCK_TALKS: usize = 1 << 13;

impl TalkCounting {
    /// Nothing counted yet. Without rules there is nothing to count. What another view of the same organisation counted by pair is
    /// taken over if it was asked for by the same rules.
    pub fn new(view: &View<'_>, rules: Option<TalkRules>, earlier: Option<&TalkCounts>) -> Self {
        let months = view.months(Table::Conversations, "held_on");
        let areas = view.area_numbers();
        let known = earlier.filter(|earlier| rules.is_some() && earlier.rules == rules);
        let same = known.filter(|known| known.areas == areas);
        let talks = &view.org.talks;
        Self {
            rules,
            pairs: known.map_or_else(
                || Known::Counting(PairCounts::new(talks.pairs.len(), view.org.teams.len())),
                |known| Known::Counted(Arc::clone(&known.by_pair)),
            ),
            uses: same.map_or_else(
                || Known::Counting(UseCounting::new(months.len())),
                |same| Known::Counted(same.uses.clone()),
            ),
            twos: areas.is_some().then(|| talks.pairs.twos_with(view.teams_in_scope())),
            areas,
            months: month_places(&months),
            counted: 0,
            counted_in_scope: 0,
        }
    }

    /// Counts some more; false when all are counted.
    pub fn step(&mut self, view: &View<'_>) -> bool {
        let Some(rules) = &self.rules else { return false };
        let (talks, months) = (&view.org.talks, &self.months);
        let count = view.table(Table::Conversations).and_then(|rows| rows.wholes("count")).unwrap_or_default();
        let (pairs, uses) = (self.pairs.counting(), self.uses.counting());
        let counting = Counting { rules, months, talks, count, pairs, uses };
        let all = talks.pairs.len() / 2;
        match &self.twos {
            // By pair all conversations are counted, whichever are in scope; then what is asked of those in scope.
            Some(_) if counting.pairs.is_some() && self.counted < all => {
                let end = talks.after_so_many(self.counted, BLOCK_TALKS);
                Counting { uses: None, ..counting }.add(None, self.counted..end);
                self.counted = end;
                true
            }
            Some(twos) if counting.uses.is_some() => {
                let start = self.counted_in_scope;
                let mut talks_in_block = 0;
                let is_in_block = |two: &&u32| {
                    talks_in_block += talks.count_of_two(**two as usize);
                    talks_in_block <= BLOCK_TALKS
                };
                // Two teams alone may have more conversations than a block.
                let end = twos.len().min(start + twos[start..].iter().take_while(is_in_block).count().max(1));
                Counting { pairs: None, ..counting }.add(Some(twos), start..end);
                self.counted_in_scope = end;
                end < twos.len()
            }
            None if counting.pairs.is_some() || counting.uses.is_some() => {
                let end = talks.after_so_many(self.counted, BLOCK_TALKS);
                { counting }.add(None, self.counted..end);
                self.counted = end;
                end < all
            }
            _ => false,
        }
    }

    /// What was counted.
    pub fn finish(self) -> TalkCounts {
        let (by_pair, uses) = (self.pairs.finish(Arc::new), self.uses.finish(UseCounting::finish));
        TalkCounts { rules: self.rules, areas: self.areas, by_pair, uses, twos: self.twos }
    }
}

/// Months that follow each other, by day.
fn month_places(months: &[Month]) -> MonthPlaces {
    let mut places = Vec::new();
    for (at, month) in months.iter().enumerate() {
        let days = month.last_day().number() - month.first_day().number() + 1;
        places.resize(places.len() + days as usize, at as u16);
    }
    MonthPlaces { first_day: months.first().map_or(0, |month| month.first_day().number()), places }
}

/// The contacts in scope of a view: every two teams that talked, once and in one order, and every team that talked without a second
/// one, with what is known of the conversations in which the first has the producing side, and of those in which the second has it.
#[derive(Clone, Debug)]
pub struct Contacts<'c> {
    pairs: &'c [[Pair; 2]],
    known: &'c [[TalkPair; 2]],
    /// The places of those in scope; `None` for all.
    twos: Option<&'c [u32]>,
    next: usize,
}

impl<'c> Iterator for Contacts<'c> {
    type Item = (Pair, &'c [TalkPair; 2]);

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every two teams, by a program that is built for its size")]
    fn next(&mut self) -> Option<Self::Item> {
        let two = match self.twos {
            Some(twos) => *twos.get(self.next)? as usize,
            None => self.next,
        };
        self.next += 1;
        Some((self.pairs.get(two)?[0], self.known.get(two)?))
    }
}

impl View<'_> {
    /// Whether either side of a pair is in scope.
    pub fn has_pair(&self, (producer, consumer): Pair) -> bool {
        self.areas.is_none() || self.has_team(producer) || consumer.is_some_and(|team| self.has_team(team))
    }

    /// Those in scope that talked, with what is known of it.
    pub fn contacts<'c>(&'c self, counts: &'c TalkCounts) -> Contacts<'c> {
        let (pairs, known) = (self.org.talks.pairs.by_two(), counts.by_pair.pairs.as_chunks().0);
        Contacts { pairs, known, twos: counts.twos.as_deref(), next: 0 }
    }
}
