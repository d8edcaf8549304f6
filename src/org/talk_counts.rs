//! Counts the conversations of a view, so that every measure of them is made of the same numbers.

use std::sync::Arc;

use uptake_columns::{Counting, MonthPlaces, Pair, PairCounts, TalkPair, TalkRules, TeamId, UseCounts};

use super::blocks::in_blocks;
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
    /// The places of the pairs in scope; `None` for all.
    pairs: Option<Vec<u32>>,
}

/// Counts the conversations of a view, some at a time.
#[derive(Debug)]
pub struct TalkCounting {
    rules: Option<TalkRules>,
    areas: Option<Vec<u32>>,
    months: MonthPlaces,
    pairs: Known,
    uses: UseCounts,
    /// The places of the conversations still to be counted; `None` for all.
    in_scope: Option<Vec<u32>>,
    pairs_in_scope: Option<Vec<u32>>,
    counted: usize,
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
        Self {
            rules,
            pairs: known.map_or_else(
                || Known::Counting(PairCounts::new(view.org.talks.pairs.len(), view.org.teams.len())),
                |known| Known::Counted(Arc::clone(&known.by_pair)),
            ),
            uses: same.map_or_else(|| UseCounts::new(months.len()), |same| same.uses.clone()),
            in_scope: match same {
                Some(_) => Some(Vec::new()),
                None => areas.as_ref().map(|areas| talks_of(view, areas)),
            },
            pairs_in_scope: areas.is_some().then(|| pairs_in_scope(view)),
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
        }
    }

    /// Counts some more; false when all are counted.
    pub fn step(&mut self, view: &View<'_>) -> bool {
        let Some(rules) = self.rules else { return false };
        let talks = view.logged_talks_after(None);
        let end = self.counted + BLOCK_TALKS;
        let block = |of: usize| self.counted.min(of)..end.min(of);
        let (rules, months, uses) = (&rules, &self.months, Some(&mut self.uses));
        // By pair all conversations are counted, whichever are in scope.
        let (pairs, by_pair) = match &mut self.pairs {
            Known::Counting(pairs) => (Some(pairs), talks.len()),
            Known::Counted(_) => (None, 0),
        };
        let in_scope = match &self.in_scope {
            None => {
                Counting { rules, months, pairs, uses }.add(talks, None, block(talks.len()));
                talks.len()
            }
            Some(places) => {
                Counting { rules, months, pairs, uses: None }.add(talks, None, block(by_pair));
                Counting { rules, months, pairs: None, uses }.add(talks, Some(places), block(places.len()));
                places.len()
            }
        };
        self.counted = end;
        end < by_pair.max(in_scope)
    }

    /// What was counted.
    pub fn finish(self) -> TalkCounts {
        let by_pair = match self.pairs {
            Known::Counting(pairs) => Arc::new(pairs),
            Known::Counted(pairs) => pairs,
        };
        TalkCounts { rules: self.rules, areas: self.areas, by_pair, uses: self.uses, pairs: self.pairs_in_scope }
    }
}

/// The places of the conversations of some areas, each once, by day.
fn talks_of(view: &View<'_>, areas: &[u32]) -> Vec<u32> {
    let by_area = view.org.talks_by_area();
    let lists: Vec<&[u32]> = areas.iter().filter_map(|&area| by_area.get(area as usize)).map(Vec::as_slice).collect();
    if let [one] = lists[..] {
        return one.to_vec();
    }
    let last = lists.iter().filter_map(|list| list.last()).max();
    let mut is_there = vec![false; last.map_or(0, |&last| last as usize + 1)];
    for list in lists {
        for &place in list {
            is_there[place as usize] = true;
        }
    }
    let mut places = Vec::new();
    in_blocks(is_there.len(), &mut |block| {
        for place in block {
            if is_there[place] {
                places.push(place as u32);
            }
        }
    });
    places
}

fn pairs_in_scope(view: &View<'_>) -> Vec<u32> {
    let mut places = Vec::new();
    for (place, pair) in view.org.talks.pairs.iter().enumerate() {
        if view.has_pair(pair) {
            places.push(place as u32);
        }
    }
    places
}

impl TalkCounts {
    /// The places of the pairs in scope.
    fn places(&self) -> impl Iterator<Item = usize> {
        let all = if self.pairs.is_none() { self.by_pair.pairs.len() } else { 0 };
        (0..all).chain(self.pairs.iter().flatten().map(|&place| place as usize))
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
        // The two pairs of the same teams stand beside each other.
        counts.places().filter(|place| place % 2 == 0).filter_map(move |place| {
            let (one, other) = pairs.get(place)?;
            let known = &counts.by_pair.pairs;
            Some(((one, other?), [known.get(place)?, known.get(place + 1)?]))
        })
    }

    /// The pairs in scope that talked, with what is known of their conversations.
    pub fn pairs_of<'c>(&self, counts: &'c TalkCounts) -> impl Iterator<Item = (Pair, &'c TalkPair)> {
        let talks = &self.org.talks;
        counts.places().filter_map(move |place| talks.pairs.get(place).zip(counts.by_pair.pairs.get(place)))
    }
}
