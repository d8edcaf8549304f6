//! Puts what is said of conversations where those between the same two groups of teams have it.

use std::ops::Range;

use super::builder::BLOCK_ROWS;
use super::{NO_PAIR, TalkColumns, Talks, TeamId};
use crate::said::{Said, SaidBlock};

/// So many groups are told apart, which makes two thousand combinations of two: few enough that a machine keeps in mind where it writes
/// those of each. With more of them some lie together.
const GROUPS: usize = 64;

/// Rows that room is made for at once: a megabyte.
const BLOCK_ROOM: usize = 1 << 16;

/// What is said of all conversations. Those between teams of the same two groups lie together, in the order of the export: those of one
/// group are found without passing over all.
#[derive(Debug, Default)]
pub(super) struct ByGroup {
    pub said: Vec<Said>,
    /// Where those of each two groups end; see [`combination`].
    ends: Vec<u32>,
    /// By the place of a team its group.
    groups: Vec<usize>,
}

/// Puts conversations in the order of groups, some at a time.
#[derive(Debug, Default)]
pub struct GroupsBuilder {
    pass: Pass,
    /// By two teams, in the order of [`crate::Pairs`], the place of their groups.
    combinations: Vec<u16>,
    block: SaidBlock,
    made: ByGroup,
}

/// How far it has come.
#[derive(Clone, Copy, Debug)]
enum Pass {
    /// The rows from this one on are to be counted.
    Count(usize),
    /// There is to be room for so many rows.
    MakeRoom(usize),
    /// The rows from this one on are to be placed.
    Place(usize),
    /// All are.
    Done,
}

impl Default for Pass {
    fn default() -> Self {
        Self::Count(0)
    }
}

impl GroupsBuilder {
    /// Nothing put in order yet. Teams with the same number are a group.
    pub fn new(groups: impl Iterator<Item = usize>) -> Self {
        let groups = groups.map(|group| group % GROUPS).collect();
        let ends = vec![0; combination(GROUPS - 1, GROUPS - 1) + 1];
        Self { made: ByGroup { groups, ends, said: Vec::new() }, ..Self::default() }
    }

    /// Puts some more in order; false when all are and the conversations have them.
    pub fn step(&mut self, talks: &Talks, columns: &TalkColumns<'_>) -> bool {
        let rows = talks.pair_of.len();
        let block = |from: usize| from..rows.min(from + BLOCK_ROWS);
        self.pass = match self.pass {
            Pass::Count(from) => {
                if from == 0 {
                    self.combine(talks);
                }
                self.count(&talks.pair_of[block(from)]);
                if block(from).end < rows { Pass::Count(block(from).end) } else { Pass::MakeRoom(self.count_room()) }
            }
            Pass::MakeRoom(all) => {
                self.make_room(all);
                if self.made.said.len() < all { Pass::MakeRoom(all) } else { Pass::Place(0) }
            }
            Pass::Place(from) => {
                self.place(talks, columns, block(from));
                if block(from).end < rows { Pass::Place(block(from).end) } else { Pass::Done }
            }
            Pass::Done => {
                // Whoever was quicker has made the same.
                let _ = talks.by_group.set(std::mem::take(&mut self.made));
                return false;
            }
        };
        true
    }

    /// Finds the groups of each two teams.
    fn combine(&mut self, talks: &Talks) {
        let group = |team: TeamId| self.made.groups.get(team.place()).copied().unwrap_or_default();
        let twos = talks.pairs.by_two().iter().map(|[(one, other), _]| {
            let (one, other) = (group(*one), group(other.unwrap_or(*one)));
            combination(one.min(other), one.max(other)) as u16
        });
        self.combinations = twos.collect();
    }

    #[inline(never)] // A block a call, see `BLOCK_ROWS`.
    fn count(&mut self, pairs: &[u32]) {
        for &pair in pairs.iter().filter(|pair| **pair != NO_PAIR) {
            self.made.ends[usize::from(self.combinations[pair as usize / 2])] += 1;
        }
    }

    /// Turns how many there are of each two groups into where they begin, which becomes where they end while they are placed; how many
    /// there are in all.
    fn count_room(&mut self) -> usize {
        let mut before = 0;
        for end in &mut self.made.ends {
            before += std::mem::replace(end, before);
        }
        before as usize
    }

    /// Makes some more of the room for so many rows: memory that nobody has touched yet takes its time.
    #[inline(never)]
    fn make_room(&mut self, all: usize) {
        let said = &mut self.made.said;
        said.reserve_exact(all - said.len());
        said.resize(all.min(said.len() + BLOCK_ROOM), Said::default());
    }

    /// Copies what is said of each row to where its two groups have their rows.
    #[inline(never)] // A block a call, see `BLOCK_ROWS`.
    fn place(&mut self, talks: &Talks, columns: &TalkColumns<'_>, rows: Range<usize>) {
        for &said in self.block.read(columns, &talks.pair_of, rows) {
            let place = &mut self.made.ends[usize::from(self.combinations[said.pair() / 2])];
            self.made.said[*place as usize] = said;
            *place += 1;
        }
    }
}

impl ByGroup {
    /// Where the conversations stand of each two groups of which one has some of these teams.
    pub fn places_with(&self, is_one: &[bool]) -> Vec<Range<usize>> {
        let mut has = [false; GROUPS];
        self.groups.iter().zip(is_one).for_each(|(&group, is_one)| has[group] |= is_one);
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        let groups = (0..GROUPS).flat_map(|other| (0..=other).map(move |one| (one, other)));
        for ((one, other), &end) in groups.zip(&self.ends) {
            let found = start..end as usize;
            start = found.end;
            if found.is_empty() || !(has[one] || has[other]) {
                continue;
            }
            match places.last_mut() {
                Some(last) if last.end == found.start => last.end = found.end,
                _ => places.push(found),
            }
        }
        places
    }
}

/// The place of two groups, the first of which is not larger, among all combinations in which that is so: those of the smaller groups
/// come first.
fn combination(one: usize, other: usize) -> usize {
    other * (other + 1) / 2 + one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::talks::TalksBuilder;

    #[test]
    fn the_conversations_of_some_teams_are_found_without_passing_over_all_however_many_groups_there_are() {
        for teams in [6, 300_usize] {
            let groups: Vec<usize> = (0..teams).map(|team| team * 7 % (teams / 2)).collect();
            let day = Day::parse(b"2026-03-01");
            let mut ids = crate::Interner::default();
            let codes: Vec<_> = (0..teams).map(|team| ids.intern(&format!("t{team}"))).collect();
            let team_of: Vec<_> = (0..teams).map(TeamId::at).collect();
            let two = |row: usize| (row * 7 % teams, (row * row + row / 6) % teams);
            let [producers, consumers] =
                [0, 1].map(|side| (0..4000).map(|row| codes[[two(row).0, two(row).1][side]]).collect::<Vec<_>>());
            // Some are about no use of data, and some rows are no conversations.
            let consumers: Vec<_> =
                consumers.iter().enumerate().map(|(row, &code)| code.filter(|_| row % 11 > 0)).collect();
            let held_on: Vec<_> = (0..4000).map(|row| day.filter(|_| row % 13 > 0)).collect();
            let columns = TalkColumns {
                held_on: &held_on,
                producer_team: &producers,
                consumer_team: &consumers,
                team_of: &team_of,
                ..TalkColumns::default()
            };
            let mut builder = TalksBuilder::new(teams, 0);
            while builder.step(&columns) {}
            let talks = builder.finish();
            let is_one: Vec<bool> = (0..teams).map(|team| groups[team] == 1).collect();
            assert_eq!(talks.places_with(&is_one), None, "they are in no order yet");
            let mut builder = GroupsBuilder::new(groups.iter().copied());
            while builder.step(&talks, &columns) {}
            let places = talks.places_with(&is_one).unwrap();
            let found: usize = places.iter().map(Range::len).sum();
            assert!(found < held_on.len() / 2 || teams == 6, "{found} of {} are passed over", held_on.len());
            let has = |team: TeamId| is_one[team.place()];
            let is_asked = |row: &usize| {
                columns.talk(*row).is_some_and(|talk| has(talk.producer) || talk.consumer.is_some_and(has))
            };
            let asked: Vec<usize> = (0..held_on.len()).filter(is_asked).collect();
            assert!(asked.len() > 10);
            let mut rows: Vec<usize> =
                places.into_iter().flat_map(|places| talks.at_places(places)).map(|said| said.row()).collect();
            rows.sort_unstable();
            rows.retain(is_asked);
            assert_eq!(rows, asked);
        }
    }
}
