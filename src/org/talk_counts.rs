//! Counts the conversations of a view, so that every measure of them is made of the same numbers.

use std::ops::Range;
use std::sync::Arc;

use uptake_columns::{
    Counting, GroupsBuilder, MonthPlaces, Pair, PairCounts, SaidBlock, TalkColumns, TalkPair, TalkRules, Talks,
    UseCounting, UseCounts,
};

use super::schema::Table;
use super::talks::talk_columns;
use super::view::View;
use super::{Day, Month, Org, Settings};

/// What is to be counted, by what the organisation says about itself, on a day, where conversations cover these months.
pub type TalkRulesOf = fn(&Settings, Day, &[Month]) -> TalkRules;

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
    pairs: PairCounts,
    uses: UseCounting,
    /// What was counted before, which then need not be counted.
    known_pairs: Option<Arc<PairCounts>>,
    known_uses: Option<UseCounts>,
    /// Which two teams are in scope; `None` for all.
    twos: Option<Vec<u32>>,
    /// The same by two teams.
    are_in_scope: Option<Vec<bool>>,
    /// What is still to be counted, the next last.
    left: Vec<Range<usize>>,
    order: Order,
    block: SaidBlock,
}

/// What conversations are counted in the order of.
#[derive(Clone, Copy, Debug)]
enum Order {
    Export,
    Areas,
}

/// Conversations counted at once.
const BLOCK_TALKS: usize = 1 << 13;
/// Two teams passed over at once.
const BLOCK_TWOS: usize = 1 << 11;

impl TalkCounting {
    /// Nothing counted yet. Without rules there is nothing to count. What was counted for another view of the same organisation, or while
    /// it was read, is taken over as far as it was asked for by the same rules.
    pub fn new(view: &View<'_>, rules: TalkRulesOf, earlier: Option<&TalkCounts>) -> Self {
        let months = view.months(Table::Conversations, "held_on");
        let rules = view.as_of.map(|as_of| rules(&view.org.settings, as_of, &months));
        let areas = view.area_numbers();
        let fits = |known: &&TalkCounts| rules.is_some() && known.rules == rules;
        let [earlier, counted] = [earlier, view.org.counted.as_ref()].map(|known| known.filter(fits));
        let is_same = |known: &&TalkCounts| known.areas == areas && known.uses.months.len() == months.len();
        let same = earlier.filter(is_same).or(counted.filter(is_same));
        let known = earlier.or(counted);
        let talks = &view.org.talks;
        let twos = areas.is_some().then(|| talks.pairs.twos_with(view.teams_in_scope()));
        // By pair all conversations are counted, whichever are in scope.
        let of_some = areas.is_some() && known.is_some();
        let all = view.table(Table::Conversations).map_or(0, super::Rows::len);
        let (order, mut left) = match talks.places_with(view.teams_in_scope()).filter(|_| of_some) {
            Some(places) => (Order::Areas, places),
            None => (Order::Export, vec![Range { start: 0, end: all }]),
        };
        if same.is_some() {
            left.clear();
        }
        let mut counting = Self { areas, left, order, ..Self::of_all(rules, &months) };
        counting.known_pairs = known.map(|known| Arc::clone(&known.by_pair));
        counting.known_uses = same.map(|same| same.uses.clone());
        counting.are_in_scope = twos.as_ref().map(|twos| {
            let mut are = vec![false; talks.pairs.len() / 2];
            for &two in twos {
                are[two as usize] = true;
            }
            are
        });
        counting.twos = twos;
        counting
    }

    /// Nothing counted yet, and nothing to be counted of all conversations before rows are added, which cover these months.
    pub(super) fn of_all(rules: Option<TalkRules>, months: &[Month]) -> Self {
        Self {
            rules,
            areas: None,
            months: month_places(months),
            pairs: PairCounts::default(),
            uses: UseCounting::new(months.len()),
            known_pairs: None,
            known_uses: None,
            twos: None,
            are_in_scope: None,
            left: Vec::new(),
            order: Order::Export,
            block: SaidBlock::default(),
        }
    }

    /// Counts some more; false when all are counted.
    pub fn step(&mut self, view: &View<'_>) -> bool {
        let columns = talk_columns(view.table(Table::Conversations), view.org.teams.by_code());
        self.count(&view.org.talks, &columns)
    }

    /// Has these rows counted too, which were added to the table since.
    pub(super) fn add(&mut self, rows: Range<usize>) {
        self.left.push(rows);
    }

    /// Counts some more of these; false when all are counted.
    pub(super) fn count(&mut self, talks: &Talks, columns: &TalkColumns<'_>) -> bool {
        let Some(rules) = &self.rules else { return false };
        let mut pairs = self.known_pairs.is_none().then_some(&mut self.pairs);
        if let Some(pairs) = &mut pairs {
            pairs.grow(talks.pairs.len());
        }
        let mut counting = Counting {
            rules,
            months: &self.months,
            talks,
            columns,
            pairs,
            uses: self.known_uses.is_none().then_some(&mut self.uses),
            twos: self.are_in_scope.as_deref(),
        };
        for range in next_of(&mut self.left, BLOCK_TALKS) {
            match self.order {
                Order::Export => counting.add_rows(&mut self.block, range),
                Order::Areas => counting.add_places(range),
            }
        }
        !self.left.is_empty()
    }

    /// What was counted.
    pub fn finish(self) -> TalkCounts {
        let by_pair = self.known_pairs.unwrap_or_else(|| Arc::new(self.pairs));
        let uses = self.known_uses.unwrap_or_else(|| self.uses.finish());
        TalkCounts { rules: self.rules, areas: self.areas, by_pair, uses, twos: self.twos }
    }
}

/// Takes so many off some ranges.
fn next_of(left: &mut Vec<Range<usize>>, many: usize) -> Vec<Range<usize>> {
    let (mut next, mut room) = (Vec::new(), many);
    while room > 0
        && let Some(range) = left.pop()
    {
        let end = range.end.min(range.start + room);
        if end < range.end {
            left.push(end..range.end);
        }
        room -= end - range.start;
        next.push(range.start..end);
    }
    next
}

impl Org {
    /// Begins to put the conversations in the order of areas, in which those of some areas are found without passing over all.
    pub fn areas_of_talks(&self) -> GroupsBuilder {
        GroupsBuilder::new(self.teams.iter().map(|(_, team)| team.area.map_or(0, |area| area.place() + 1)))
    }

    /// Puts some more in that order; false when all are.
    pub fn order_talks(&self, builder: &mut GroupsBuilder) -> bool {
        builder.step(&self.talks, &talk_columns(self.table(Table::Conversations), self.teams.by_code()))
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

/// Two teams that talked, once and in one order, or a team that talked without a second one, with what is known of the conversations in
/// which the first has the producing side, and of those in which the second has it.
pub type Contact = (Pair, [TalkPair; 2]);

/// The contacts in scope of a view.
#[derive(Clone, Debug)]
pub struct Contacts<'c> {
    pairs: &'c [[Pair; 2]],
    known: &'c PairCounts,
    /// Those in scope; `None` for all.
    twos: Option<&'c [u32]>,
    next: usize,
}

impl Iterator for Contacts<'_> {
    type Item = Contact;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every two teams, by a program that is built for its size")]
    fn next(&mut self) -> Option<Self::Item> {
        let two = match self.twos {
            Some(twos) => *twos.get(self.next)? as usize,
            None => self.next,
        };
        self.next += 1;
        Some((self.pairs.get(two)?[0], [self.known.get(two * 2)?, self.known.get(two * 2 + 1)?]))
    }

    /// Whoever asks for all of them has them some at a call: a browser makes a function of the page fast while it is called again and
    /// again, and never while it runs.
    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, first: B, mut add: F) -> B {
        let all = self.twos.map_or(self.pairs.len(), <[u32]>::len);
        let mut so_far = first;
        while self.next < all {
            so_far = self.fold_some(so_far, &mut add);
        }
        so_far
    }
}

impl Contacts<'_> {
    #[inline(never)]
    fn fold_some<B>(&mut self, mut so_far: B, add: &mut impl FnMut(B, Contact) -> B) -> B {
        for _ in 0..BLOCK_TWOS {
            let Some(contact) = self.next() else { break };
            so_far = add(so_far, contact);
        }
        so_far
    }
}

impl View<'_> {
    /// By the place of a team, the day and the row of its first recorded conversation of any kind in which it is the producing side; of
    /// several on one day the first.
    pub fn first_talks(&self) -> Vec<Option<(Day, usize)>> {
        let columns = talk_columns(self.table(Table::Conversations), self.org.teams.by_code());
        let teams = self.org.teams.len();
        self.as_of.map_or_else(|| vec![None; teams], |as_of| columns.first_by_team(as_of, teams))
    }

    /// Whether either side of a pair is in scope.
    pub fn has_pair(&self, (producer, consumer): Pair) -> bool {
        self.areas.is_none() || self.has_team(producer) || consumer.is_some_and(|team| self.has_team(team))
    }

    /// Those in scope that talked, with what is known of it.
    pub fn contacts<'c>(&'c self, counts: &'c TalkCounts) -> Contacts<'c> {
        Contacts { pairs: self.org.talks.pairs.by_two(), known: &counts.by_pair, twos: counts.twos.as_deref(), next: 0 }
    }
}
