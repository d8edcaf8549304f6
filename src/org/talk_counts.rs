//! Counts the conversations of a view, so that every measure of them is made of the same numbers.

use std::sync::Arc;

use uptake_columns::{Counting, MonthPlaces, Pair, PairCounts, TalkPair, TalkRules, TeamId, UseCounts};

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
    pairs: Known,
    uses: UseCounts,
    /// Which two teams are in scope; `None` for all.
    twos: Option<Vec<u32>>,
    /// Whether what is in scope was counted for a view before.
    is_counted: bool,
    counted: usize,
    counted_in_scope: usize,
}

/// What is counted by pair.
#[derive(Debug)]
enum Known {
    /// Some conversations are still to be counted.
    Counting(PairCounts),
    /// All are.
    Counted(Arc<PairCounts>),
}

/// Conversations counted at once.
const BLOCK_TALKS: usize = 1 << 13;

impl TalkCounting {
    /// Nothing counted yet. Without rules there is nothing to count. What another view of the same organisation counted by pair is
    /// taken over if it was asked for by the same rules.
    pub fn new(view: &View<'_>, rules: Option<TalkRules>, earlier: Option<&TalkCounts>) -> Self {
        let months = view.months(Table::Conversations, "held_on");
        let days = |month: &super::Month| month.last_day().number() - month.first_day().number() + 1;
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
            uses: same.map_or_else(|| UseCounts::new(months.len()), |same| same.uses.clone()),
            is_counted: same.is_some(),
            twos: areas.is_some().then(|| talks.pairs.twos_with(view.teams_in_scope())),
            areas,
            months: MonthPlaces {
                first_day: months.first().map_or(0, |month| month.first_day().number()),
                places: months
                    .iter()
                    .enumerate()
                    .flat_map(|(at, month)| (0..days(month)).map(move |_| at as u16))
                    .collect(),
            },
            counted: 0,
            counted_in_scope: 0,
        }
    }

    /// Counts some more; false when all are counted.
    pub fn step(&mut self, view: &View<'_>) -> bool {
        let Some(rules) = &self.rules else { return false };
        let (talks, months) = (&view.org.talks, &self.months);
        let count = view.table(Table::Conversations).and_then(|rows| rows.wholes("count")).unwrap_or_default();
        let pairs = if let Known::Counting(pairs) = &mut self.pairs { Some(pairs) } else { None };
        let uses = Some(&mut self.uses).filter(|_| !self.is_counted);
        let counting = Counting { rules, months, talks, count, pairs, uses };
        let all = talks.pairs.len() / 2;
        match &self.twos {
            // By pair all conversations are counted, whichever are in scope; then what is asked of those in scope.
            Some(_) if counting.pairs.is_some() && self.counted < all => {
                let end = talks.after_so_many(self.counted, BLOCK_TALKS);
                Counting { uses: None, ..counting }.add(self.counted..end);
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
                Counting { pairs: None, ..counting }.add_some(&twos[start..end]);
                self.counted_in_scope = end;
                end < twos.len()
            }
            None if counting.pairs.is_some() || counting.uses.is_some() => {
                let end = talks.after_so_many(self.counted, BLOCK_TALKS);
                { counting }.add(self.counted..end);
                self.counted = end;
                end < all
            }
            _ => false,
        }
    }

    /// What was counted.
    pub fn finish(self) -> TalkCounts {
        let by_pair = match self.pairs {
            Known::Counting(pairs) => Arc::new(pairs),
            Known::Counted(pairs) => pairs,
        };
        TalkCounts { rules: self.rules, areas: self.areas, by_pair, uses: self.uses, twos: self.twos }
    }
}

impl TalkCounts {
    /// How many two teams are in scope.
    fn len(&self) -> usize {
        self.twos.as_ref().map_or(self.by_pair.pairs.len() / 2, Vec::len)
    }

    /// Two of the teams in scope, by half of the place of their first pair.
    fn two(&self, at: usize) -> usize {
        self.twos.as_ref().map_or(at, |twos| twos[at] as usize)
    }
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
        let pairs = &self.org.talks.pairs;
        (0..counts.len()).filter_map(move |at| {
            let two = counts.two(at);
            let (one, other) = pairs.get(two * 2)?;
            let known = &counts.by_pair.pairs;
            Some(((one, other?), [known.get(two * 2)?, known.get(two * 2 + 1)?]))
        })
    }

    /// The pairs in scope that talked, with what is known of their conversations.
    pub fn pairs_of<'c>(&self, counts: &'c TalkCounts) -> impl Iterator<Item = (Pair, &'c TalkPair)> {
        let talks = &self.org.talks;
        // The two pairs of the same teams stand beside each other.
        (0..counts.len() * 2).filter_map(move |at| {
            let place = counts.two(at / 2) * 2 + at % 2;
            talks.pairs.get(place).zip(counts.by_pair.pairs.get(place))
        })
    }
}
