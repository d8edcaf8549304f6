//! The pairs of teams that talk, each with a place of its own.

use hashbrown::HashTable;

use crate::bytes::{mix, place_of, shorten, spread};
use crate::talks::TeamId;

/// The team whose data a conversation was about and the one that uses it, if there is one.
pub type Pair = (TeamId, Option<TeamId>);

/// With so many combinations of teams at most each has its place in a grid; with more, those that talk are looked up.
const MOST_IN_GRID: usize = 1 << 20;

/// Pairs of teams. The two in which the same teams have each other's part stand beside each other, also if only one of them talked;
/// a team without a second one has two places as well, of which nobody uses the second.
#[derive(Debug, Default)]
pub struct Pairs {
    all: Vec<Pair>,
    teams: usize,
    /// For each two teams in the order of their places one more than the place of their first pair; 0 if they never talked.
    grid: Vec<u32>,
    /// Without a grid, the hash of each two teams and the place of their first pair.
    looked_up: HashTable<(u32, u32)>,
}

impl Pairs {
    /// No pair yet, of so many teams.
    pub fn new(teams: usize) -> Self {
        let combinations = teams.saturating_mul(teams + 1);
        let grid = vec![0; if combinations <= MOST_IN_GRID { combinations } else { 0 }];
        Self { teams, grid, ..Self::default() }
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether no two teams talked.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The pair at a place.
    #[inline]
    pub fn get(&self, place: usize) -> Option<Pair> {
        self.all.get(place).copied()
    }

    /// All of them, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = Pair> {
        self.all.iter().copied()
    }

    /// The two pairs of each two teams, the one with the first of them as the producing side first.
    pub fn by_two(&self) -> &[[Pair; 2]] {
        self.all.as_chunks().0
    }

    /// Which two teams, by half of the place of their first pair, have one of these among them. Written down whether they do or not, and
    /// then written over: who is among them comes without an order, and a machine waits wherever it expected another one.
    #[inline(never)] // inside its caller it would be built like that, for size
    pub fn twos_with(&self, is_one: &[bool]) -> Vec<u32> {
        let has = |team: TeamId| is_one.get(team.place()).copied().unwrap_or(false);
        let twos = self.by_two();
        let (mut found, mut count) = (vec![0; twos.len()], 0);
        for (two, [(one, other), _]) in (0..).zip(twos) {
            if let Some(place) = found.get_mut(count) {
                *place = two;
            }
            count += usize::from(has(*one) | has(other.unwrap_or(*one)));
        }
        found.truncate(count);
        found
    }

    /// The place of a pair; `None` if its teams never talked.
    pub fn place(&self, pair: Pair) -> Option<usize> {
        let (two, turned) = in_order(pair);
        self.find(two).map(|first| first as usize + usize::from(turned))
    }

    /// The same; one that is new gets its place.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    pub(crate) fn place_or_new(&mut self, pair: Pair) -> u32 {
        let (two, turned) = in_order(pair);
        let first = self.find(two).unwrap_or_else(|| self.add(two));
        first + u32::from(turned)
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at each of a million conversations")]
    fn find(&self, two: Pair) -> Option<u32> {
        if let Some(place) = self.grid.get(self.combination(two)) {
            return place.checked_sub(1);
        }
        self.look_up(two)
    }

    #[inline(never)]
    fn look_up(&self, two: Pair) -> Option<u32> {
        let hash = hash(two);
        let is_it = |&(other, place): &(u32, u32)| other == hash && self.all[place as usize] == two;
        self.looked_up.find(spread(hash), is_it).map(|&(_, place)| place)
    }

    #[cold]
    fn add(&mut self, two: Pair) -> u32 {
        let place = self.all.len() as u32;
        let (one, other) = two;
        self.all.push(two);
        self.all.push(other.map_or(two, |other| (other, Some(one))));
        let combination = self.combination(two);
        match self.grid.get_mut(combination) {
            Some(known) => *known = place + 1,
            None => {
                let hash = hash(two);
                self.looked_up.insert_unique(spread(hash), (hash, place), place_of);
            }
        }
        place
    }

    #[inline]
    fn combination(&self, (one, other): Pair) -> usize {
        one.place() * (self.teams + 1) + other.map_or(self.teams, TeamId::place)
    }
}

/// The two teams in the order of their places, and whether that turns them round.
#[inline]
fn in_order((producer, consumer): Pair) -> (Pair, bool) {
    match consumer {
        Some(consumer) if consumer < producer => ((consumer, Some(producer)), true),
        _ => ((producer, consumer), false),
    }
}

fn hash((one, other): Pair) -> u32 {
    shorten(mix(one.place() as u64, other.map_or(u64::MAX, |other| other.place() as u64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_one_place_and_its_turned_one_the_next_however_many_teams_there_are() {
        for teams in [7, 3000] {
            let team = |place: usize| TeamId::at(place % teams);
            let mut pairs = Pairs::new(teams);
            assert_eq!(pairs.grid.is_empty(), teams == 3000);
            let mut met = Vec::new();
            for number in 0..500 {
                let Some(one) = team(number * 31) else { continue };
                let pair = (one, if number % 9 == 0 { None } else { team(number * 17 + 1) });
                if pair.1 == Some(one) {
                    continue;
                }
                let place = pairs.place_or_new(pair) as usize;
                assert_eq!(pairs.get(place), Some(pair));
                met.push((pair, place));
            }
            for (pair, place) in met {
                assert_eq!(pairs.place(pair), Some(place));
                if let (one, Some(other)) = pair {
                    assert_eq!(pairs.place((other, Some(one))), Some(place ^ 1));
                }
            }
            let stranger = (TeamId::at(teams - 1), TeamId::at(teams - 2));
            assert_eq!(stranger.0.and_then(|one| Pairs::new(teams).place((one, stranger.1))), None);
        }
    }

    #[test]
    fn those_with_a_team_are_found_in_their_order() {
        let teams = 70;
        let mut pairs = Pairs::new(teams);
        for number in 0..2000 {
            let Some(one) = TeamId::at(number * 31 % teams) else { continue };
            pairs.place_or_new((one, if number % 9 == 0 { None } else { TeamId::at(number / 7 % teams) }));
        }
        let is_one: Vec<bool> = (0..teams).map(|team| team % 7 == 3).collect();
        let has = |team: TeamId| is_one[team.place()];
        let asked = pairs.by_two().iter().zip(0..).filter(|([(one, other), _], _)| has(*one) || other.is_some_and(has));
        let asked: Vec<u32> = asked.map(|(_, two)| two).collect();
        assert!(asked.len() > 50);
        assert_eq!(pairs.twos_with(&is_one), asked);
        assert!(pairs.twos_with(&[]).is_empty());
    }
}
