//! Who uses what: itself, or through data that was built on it.

use crate::org::{BuiltFrom, DatasetId, Day, Org, TeamId, Use, View, ordered};

/// Data that is younger than this has had no time to be used.
const NEW_DAYS: i32 = 90;
/// So many days are told of in one walk, which costs little more than one.
const DAYS_AT_ONCE: usize = 4;
/// So many teams are counted at once, a bit each.
const TEAMS_AT_ONCE: usize = 256;

/// How a live dataset stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Another domain team used it in its window, itself or through live data built on it.
    InUse,
    /// Nobody did, and it was shared only lately (M38).
    New,
    /// Nobody did.
    NotUsed,
}

/// Who uses what on any day up to that of a view. What it tells goes by [`Reach::rank`].
pub struct Reach<'a> {
    org: &'a Org,
    built_from: &'a BuiltFrom,
    uses: &'a [Use],
    lives: Vec<Life>,
    longest_window_days: i32,
}

/// What is asked of a dataset over and over: from which day to which it is live, and how old a use of it may be.
#[derive(Clone, Copy, Default)]
struct Life {
    from: i32,
    until: i32,
    window_days: i32,
    in_scope: bool,
}

impl Life {
    fn is_live(&self, day: Day) -> bool {
        (self.from..self.until).contains(&day.number())
    }
}

/// The latest uses of a dataset by two different teams, the latest first: the day, and in the lower half the team, so that one
/// comparison tells which is later. 0 stands for none.
#[derive(Clone, Copy, Default)]
struct Latest([u64; 2]);

impl Latest {
    /// What is known of data that is not live: it takes nothing, and has nothing to give.
    const CLOSED: Self = Self([0, u64::MAX]);

    fn key(used: &Use) -> u64 {
        (used.day.number() as u64) << 32 | u64::from(used.team.place() as u32)
    }

    /// Adds a use; false if it is not later than what is known.
    fn add(&mut self, used: u64) -> bool {
        let [first, second] = &mut self.0;
        if used <= *second {
            return false;
        }
        let is_of_first = *first as u32 == used as u32;
        if used > *first {
            *second = if is_of_first { *second } else { *first };
            *first = used;
            return true;
        }
        *second = if is_of_first { *second } else { used };
        !is_of_first
    }

    /// Whether a team other than this one used it in the window of so many days that ends with a day.
    fn has_other(self, owner: Option<TeamId>, window_days: i32, day: Day) -> bool {
        let before = i64::from(day.number()) - i64::from(window_days);
        let is_other = |used: u64| used > 0 && owner.is_none_or(|owner| owner.place() as u32 != used as u32);
        self.0.into_iter().any(|used| is_other(used) && i64::from((used >> 32) as u32) > before)
    }
}

/// Adds what is known of one dataset to another, day by day; false if that changes nothing.
fn merge(known: &mut [Latest; DAYS_AT_ONCE], more: [Latest; DAYS_AT_ONCE]) -> bool {
    let mut changed = false;
    for (known, Latest([first, second])) in known.iter_mut().zip(more) {
        // The second is no later than the first.
        if first > known.0[1] {
            changed |= known.add(first);
            changed |= known.add(second);
        }
    }
    changed
}

/// The users of a dataset among [`TEAMS_AT_ONCE`] teams.
type Bits = [u64; TEAMS_AT_ONCE / 64];

impl<'a> Reach<'a> {
    /// The uses and what is built from what, of everything; only datasets in scope are told of.
    pub fn new(view: &View<'a>) -> Self {
        let (org, built_from) = (view.org, view.org.built_from());
        let mut lives = vec![Life::default(); org.datasets.all().len()];
        for (dataset, known) in org.datasets.iter() {
            lives[built_from.rank(dataset)] = Life {
                from: known.shared_on.map_or(i32::MIN, Day::number),
                until: known.retired_on.map_or(i32::MAX, Day::number),
                window_days: known.use_window_days,
                in_scope: view.has_dataset(known),
            };
        }
        let longest_window_days = lives.iter().map(|life| life.window_days).max().unwrap_or(0);
        Self { org, built_from, uses: org.uses(), lives, longest_window_days }
    }

    /// The place of a dataset in what is told.
    pub fn rank(&self, dataset: DatasetId) -> usize {
        self.built_from.rank(dataset)
    }

    /// How each dataset stands on days in rising order; `None` for one that is not live or not in scope.
    ///
    /// The latest uses by two teams are enough to tell, here and of whatever a dataset is built from: at most one of the two answers
    /// for it itself, and a third team used it no later. So each use is looked at once, whatever the number of days.
    pub fn standings(&self, days: &[Day]) -> impl Iterator<Item = Vec<Option<Standing>>> {
        let mut uses = self.uses.iter().peekable();
        let mut own = vec![Latest::default(); self.lives.len()];
        let takeovers = self.takeovers();
        let mut owners = vec![None; self.lives.len()];
        let mut taken_over = 0;
        days.chunks(DAYS_AT_ONCE).flat_map(move |days| {
            let mut known = vec![[Latest::CLOSED; DAYS_AT_ONCE]; self.lives.len()];
            for (place, &day) in days.iter().enumerate() {
                while let Some(used) = uses.next_if(|used| used.day <= day) {
                    own[self.rank(used.dataset)].add(Latest::key(used));
                }
                for (rank, _) in self.lives.iter().enumerate().filter(|(_, life)| life.is_live(day)) {
                    known[rank][place] = own[rank];
                }
            }
            let live: Vec<bool> = self.lives.iter().map(|life| days.iter().any(|&day| life.is_live(day))).collect();
            self.built_from.carry(&live, &mut known, merge);
            let tell = |(place, &day): (usize, &Day)| {
                while let Some((_, rank, owner)) = takeovers.get(taken_over).filter(|takeover| takeover.0 <= day) {
                    owners[*rank] = *owner;
                    taken_over += 1;
                }
                self.told(day, |rank, life| {
                    if known[rank][place].has_other(owners[rank], life.window_days, day) {
                        Standing::InUse
                    } else if life.from > i32::MIN && day.number() - life.from < NEW_DAYS {
                        Standing::New
                    } else {
                        Standing::NotUsed
                    }
                })
            };
            days.iter().enumerate().map(tell).collect::<Vec<_>>()
        })
    }

    /// How many domain teams other than the owner use each dataset on a day; `None` for one that is not live or not in scope.
    ///
    /// A use counts for every dataset in whose window it is, so what was used is carried once for each window that datasets have.
    pub fn users(&self, day: Day) -> Vec<Option<u64>> {
        let live: Vec<bool> = self.lives.iter().map(|life| life.is_live(day)).collect();
        let mut users = vec![0_u64; live.len()];
        // A window that is longer than anything is known for shows no more than one that is just as long.
        let known_days = self.uses.first().map_or(0, |used| day.since(used.day) + 1);
        let mut windows: Vec<i32> = Vec::new();
        for life in self.lives.iter().zip(&live).filter(|(life, live)| **live && life.in_scope).map(|(life, _)| life) {
            let window_days = life.window_days.min(known_days);
            if !windows.contains(&window_days) {
                windows.push(window_days);
            }
        }
        let teams = self.org.teams.len();
        for (window_days, first) in
            windows.iter().flat_map(|&days| (0..teams).step_by(TEAMS_AT_ONCE).map(move |first| (days, first)))
        {
            let bit = |team: TeamId| team.place().checked_sub(first).filter(|&bit| bit < TEAMS_AT_ONCE);
            let mut bits = vec![Bits::default(); live.len()];
            for used in self.within(window_days, day) {
                let rank = self.rank(used.dataset);
                if let Some(bit) = bit(used.team).filter(|_| live[rank]) {
                    bits[rank][bit / 64] |= 1 << (bit % 64);
                }
            }
            self.built_from.carry(&live, &mut bits, |known, more| {
                let before = *known;
                known.iter_mut().zip(more).for_each(|(known, more)| *known |= more);
                before != *known
            });
            for (dataset, known) in self.org.datasets.iter() {
                let rank = self.rank(dataset);
                if self.lives[rank].window_days.min(known_days) == window_days {
                    if let Some(bit) = known.owner(day).and_then(bit) {
                        bits[rank][bit / 64] &= !(1 << (bit % 64));
                    }
                    users[rank] += bits[rank].iter().map(|bits| u64::from(bits.count_ones())).sum::<u64>();
                }
            }
        }
        self.told(day, |rank, _| users[rank])
    }

    /// Whether each dataset has a user on a day without anything built on it; `None` for one that is not live or not in scope.
    pub fn are_used_themselves(&self, day: Day) -> Vec<Option<bool>> {
        let mut used_itself = vec![false; self.lives.len()];
        for used in self.within(self.longest_window_days, day) {
            let rank = self.rank(used.dataset);
            used_itself[rank] |= used.day.is_within(self.lives[rank].window_days, day)
                && self.org.datasets.get(used.dataset).owner(day) != Some(used.team);
        }
        self.told(day, |rank, _| used_itself[rank])
    }

    /// What there is to tell of each dataset that is live and in scope on a day.
    fn told<T>(&self, day: Day, tell: impl Fn(usize, &Life) -> T) -> Vec<Option<T>> {
        let lives = self.lives.iter().enumerate();
        lives.map(|(rank, life)| (life.in_scope && life.is_live(day)).then(|| tell(rank, life))).collect()
    }

    /// Who begins to answer for what, by day.
    fn takeovers(&self) -> Vec<(Day, usize, Option<TeamId>)> {
        let mut takeovers: Vec<(Day, usize, Option<TeamId>)> = Vec::new();
        for (dataset, known) in self.org.datasets.iter() {
            let rank = self.rank(dataset);
            takeovers.extend(known.all_duties().iter().map(|duty| (duty.since, rank, duty.owner)));
        }
        let first = takeovers.iter().map(|takeover| takeover.0).min();
        ordered(&takeovers, &|takeover| first.map_or(0, |first| takeover.0.since(first) as usize))
    }

    /// The uses of a window that ends with a day.
    fn within(&self, window_days: i32, day: Day) -> &[Use] {
        let before = day.minus(window_days);
        let until = self.uses.partition_point(|used| used.day <= day);
        let since = self.uses.partition_point(|used| used.day <= before).min(until);
        &self.uses[since..until]
    }
}
