//! Finds out who talked with whom, and puts what is said of conversations where those of the same teams have it.

use std::ops::Range;

use super::{TalkColumns, Talks, TeamId};
use crate::calendar::Day;
use crate::pairs::{Pair, Pairs};
use crate::said::{Said, SaidWords};

/// Makes [`Talks`] of a table, some rows at a time.
#[derive(Debug, Default)]
pub struct TalksBuilder {
    pass: Pass,
    last: Option<Day>,
    /// By the place of a team its group.
    groups: Vec<usize>,
    /// For each row the place of its two teams, as they were met.
    pair_at: Vec<u32>,
    /// Where each two teams stand, by when they were met.
    twos: Vec<u32>,
    /// The words of the rows placed last.
    words: SaidWords,
    talks: Talks,
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
enum Pass {
    /// The two teams of the rows from this one on are to be found.
    Meet(usize),
    /// There is to be room for so many rows.
    MakeRoom(usize),
    /// The rows from this one on are to be placed.
    Place(usize),
    /// All are.
    Done,
}

impl Default for Pass {
    fn default() -> Self {
        Self::Meet(0)
    }
}

/// Stands where a row is no conversation.
const NO_PAIR: u32 = u32::MAX;

/// Rows made at once: few enough for many calls, since a browser makes a function of the page fast while it is called again and
/// again, and never while it runs.
const BLOCK_ROWS: usize = 1 << 13;

/// Rows that room is made for at once: a megabyte.
const BLOCK_ROOM: usize = 1 << 16;

impl TalksBuilder {
    /// How much memory it takes for each row: the place of its two teams, and what is said of it.
    pub const ROW_BYTES: usize = size_of::<u32>() + size_of::<[u32; 4]>();

    /// Nothing made yet, of conversations between teams of these groups. What those of a group say to others will lie together.
    pub fn new(groups: Vec<usize>) -> Self {
        let talks = Talks { pairs: Pairs::new(groups.len()), ..Talks::default() };
        Self { groups, talks, ..Self::default() }
    }

    /// Makes the next rows; false when all are made, however often it is asked.
    pub fn step(&mut self, columns: &TalkColumns<'_>) -> bool {
        let rows = columns.held_on.len();
        let block = |from: usize| from..rows.min(from + BLOCK_ROWS);
        self.pass = match self.pass {
            Pass::Meet(from) => {
                self.pair_at.reserve_exact(rows - self.pair_at.len());
                self.meet(columns, block(from));
                if block(from).end < rows { Pass::Meet(block(from).end) } else { Pass::MakeRoom(self.count_room()) }
            }
            Pass::MakeRoom(all) => {
                self.make_room(all);
                if self.talks.said.len() < all { Pass::MakeRoom(all) } else { Pass::Place(0) }
            }
            Pass::Place(from) => {
                self.place(columns, block(from));
                if block(from).end < rows { Pass::Place(block(from).end) } else { Pass::Done }
            }
            Pass::Done => Pass::Done,
        };
        !matches!(self.pass, Pass::Done)
    }

    /// All conversations.
    pub fn finish(self) -> Talks {
        self.talks
    }

    /// Finds the two teams of each row, and counts how many rows they have.
    #[inline(never)] // A block a call, see `BLOCK_ROWS`.
    fn meet(&mut self, columns: &TalkColumns<'_>, rows: Range<usize>) {
        for row in rows {
            let held = columns.held_on.get(row).copied().flatten();
            let pair_at = match (held, columns.producer(row)) {
                (Some(held), Some(producer)) => {
                    self.talks.is_out_of_order |= self.last.is_some_and(|last| held < last);
                    self.last = Some(held);
                    self.talks.pairs.place_or_new((producer, columns.consumer(row)))
                }
                // A row that is used has both; one that had not would be no conversation.
                _ => {
                    self.talks.is_out_of_order = true;
                    NO_PAIR
                }
            };
            self.pair_at.push(pair_at);
            if pair_at != NO_PAIR {
                let two = pair_at as usize / 2;
                if two >= self.talks.ends.len() {
                    self.talks.ends.resize(two + 1, 0);
                }
                self.talks.ends[two] += 1;
            }
        }
    }

    /// Puts each two teams in the order of their groups, and turns how many rows they have into where they begin, which becomes where
    /// they end while they are placed; how many there are.
    #[inline(never)]
    fn count_room(&mut self) -> usize {
        let order = by_groups(self.talks.pairs.by_two(), &self.groups);
        let mut before = 0;
        let mut starts = Vec::with_capacity(order.len());
        for &two in &order {
            starts.push(before);
            before += self.talks.ends[two as usize];
        }
        self.talks.ends = starts;
        self.twos = self.talks.pairs.reorder(&order);
        before as usize
    }

    /// Makes some more of the room for so many rows: memory that nobody has touched yet takes its time.
    #[inline(never)]
    fn make_room(&mut self, all: usize) {
        let said = &mut self.talks.said;
        said.reserve_exact(all - said.len());
        said.resize(all.min(said.len() + BLOCK_ROOM), [0; 4]);
    }

    /// Copies what is said of each row to where its two teams have their rows.
    #[inline(never)] // A block a call, see `BLOCK_ROWS`.
    fn place(&mut self, columns: &TalkColumns<'_>, rows: Range<usize>) {
        self.words.read(columns, rows.clone());
        let days = columns.held_on[rows.clone()].iter().zip(&self.pair_at[rows.clone()]);
        let action_on = columns.action_on.get(rows.start..).unwrap_or_default();
        // A column that is in no file is empty in every row.
        let action_on = action_on.iter().copied().chain(std::iter::repeat(None));
        for (((row, (held, pair_at)), action_on), words) in rows.zip(days).zip(action_on).zip(self.words.iter()) {
            if let (Some(held), true) = (*held, *pair_at != NO_PAIR) {
                let place = &mut self.talks.ends[self.twos[*pair_at as usize / 2] as usize];
                self.talks.said[*place as usize] = Said::new(row, held, action_on, words, pair_at % 2 == 1).0;
                *place += 1;
            }
        }
    }
}

/// The numbers of each two teams by the group of the first, then that of the second, then as they were met. A view of some groups finds
/// most of its conversations one behind the other, and does not wait for memory at each two teams.
fn by_groups(twos: &[[Pair; 2]], groups: &[usize]) -> Vec<u32> {
    let teams = |two: u32| twos[two as usize][0];
    let by_second = by_group((0..twos.len() as u32).collect(), groups, &|two| teams(two).1.unwrap_or(teams(two).0));
    by_group(by_second, groups, &|two| teams(two).0)
}

/// The same numbers by the group of a team of theirs; those of one group stay in their order.
fn by_group(twos: Vec<u32>, groups: &[usize], team: &dyn Fn(u32) -> TeamId) -> Vec<u32> {
    let mut lists = vec![Vec::new(); groups.iter().max().map_or(0, |last| last + 1)];
    for two in twos {
        lists[groups[team(two).place()]].push(two);
    }
    lists.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asked once more, it put all rows in order again, which a page with millions of them felt.
    #[test]
    fn what_is_made_is_not_made_again() {
        let days = ["2026-03-02", "2026-03-01"].map(|day| Day::parse(day.as_bytes()));
        let team = crate::Interner::default().intern("a");
        let columns = TalkColumns {
            held_on: &days,
            producer_team: &[team, team],
            team_of: &[TeamId::at(0)],
            ..TalkColumns::default()
        };
        let mut builder = TalksBuilder::new(vec![0]);
        while builder.step(&columns) {}
        let made = format!("{builder:?}");
        assert!(!builder.step(&columns));
        assert_eq!(format!("{builder:?}"), made);
        let rows: Vec<usize> = builder.finish().between(columns, None, days[0]).iter().map(|talk| talk.row).collect();
        assert_eq!(rows, [1, 0]);
    }

    /// Room for no row at all was taken for room that was still to be made, again and again.
    #[test]
    fn rows_of_which_none_is_a_conversation_come_to_an_end() {
        for held_on in [&[][..], &[None, None]] {
            let columns = TalkColumns { held_on, ..TalkColumns::default() };
            let mut builder = TalksBuilder::new(Vec::new());
            let steps = (0..10).take_while(|_| builder.step(&columns)).count();
            assert!(steps < 10, "{steps} steps for {} rows", held_on.len());
            let talks = builder.finish();
            assert!(talks.between(columns, None, Day::parse(b"9999-12-31")).is_empty());
        }
    }

    #[test]
    fn what_teams_of_a_group_say_to_each_other_lies_together() {
        let groups = vec![2, 0, 1, 0, 2, 1];
        let day = Day::parse(b"2026-03-01");
        let mut ids = crate::Interner::default();
        let codes: Vec<_> = ["a", "b", "c", "d", "e", "f"].iter().map(|id| ids.intern(id)).collect();
        let team_of: Vec<_> = (0..6).map(TeamId::at).collect();
        let rows =
            || (0..60_usize).map(|row| (row * 7 % 6, (row * row + row / 6) % 6)).filter(|(one, other)| one != other);
        let [producers, consumers] =
            [0, 1].map(|side| rows().map(|(one, other)| codes[[one, other][side]]).collect::<Vec<_>>());
        let held_on = vec![day; producers.len()];
        let columns = TalkColumns {
            held_on: &held_on,
            producer_team: &producers,
            consumer_team: &consumers,
            team_of: &team_of,
            ..TalkColumns::default()
        };
        let mut builder = TalksBuilder::new(groups.clone());
        while builder.step(&columns) {}
        let talks = builder.finish();
        let of = |team: TeamId| groups[team.place()];
        let twos = talks.pairs.by_two();
        assert!(twos.len() > 8 && twos.is_sorted_by_key(|[(one, other), _]| (of(*one), other.map(of))));
        for (two, [pair, turned]) in twos.iter().enumerate() {
            assert_eq!(talks.pairs.place(*pair), Some(two * 2));
            assert_eq!(talks.pairs.place(*turned), Some(two * 2 + 1));
            let said: Vec<usize> = talks.of_two(two).map(Said::row).collect();
            let is_it =
                |row: &usize| columns.talk(*row).is_some_and(|talk| talk.pair() == Some((pair.0, pair.1.unwrap())));
            assert_eq!(said, (0..held_on.len()).filter(is_it).collect::<Vec<_>>(), "all of both, in their order");
        }
    }
}
