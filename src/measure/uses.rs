//! Uses of data, and who uses what: itself, or through data that was built on it.

use crate::org::{Column, Dataset, Day, Groups, Table, TeamId, TeamKind, View};

/// Data that is younger than this has had no time to be used.
const NEW_DAYS: i32 = 90;
/// No team has reached this place yet.
const VACANT: [u32; 2] = [0; 2];
/// Nothing reaches a dataset that is not live, and so nothing goes on from there.
const CLOSED: [u32; 2] = [u32::MAX; 2];

/// A use of data by a domain team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The day.
    pub day: Day,
    /// The place of the dataset.
    pub dataset: u32,
    /// The team.
    pub team: TeamId,
    /// The row among those used.
    pub row: u32,
}

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

/// The uses of the whole organisation by domain teams up to the day of a view, earliest first.
pub fn uses(view: &View<'_>) -> Vec<Use> {
    let (Some(rows), Some(as_of)) = (view.table(Table::Usage), view.as_of) else { return Vec::new() };
    let (Some(Column::Ids(datasets)), Some(Column::Ids(teams)), Some(Column::Days(days)), Some(first)) =
        (rows.column("dataset_id"), rows.column("team_id"), rows.column("used_on"), rows.earliest("used_on"))
    else {
        return Vec::new();
    };
    let org = view.org;
    let is_domain: Vec<bool> = org.teams.iter().map(|(_, team)| team.kind == TeamKind::Domain).collect();
    let mut found = Vec::with_capacity(rows.len());
    for (row, ((dataset, team), day)) in datasets.iter().zip(teams).zip(days).enumerate() {
        if let (Some(dataset), Some(team), Some(day)) = (
            dataset.and_then(|code| org.datasets.of(code)),
            team.and_then(|code| org.teams.of(code)),
            day.filter(|&day| day <= as_of),
        ) && is_domain[team.place()]
        {
            found.push(Use { day, dataset: dataset.place() as u32, team, row: row as u32 });
        }
    }
    let by_day = grouped(&found, as_of.since(first).max(0) as usize + 1, &|used| used.day.since(first) as u32);
    by_day.members().iter().map(|&place| found[place as usize]).collect()
}

/// The places of uses by a number of theirs below `count`, in their order.
pub fn grouped(uses: &[Use], count: usize, number: &dyn Fn(&Use) -> u32) -> Groups {
    let pairs: Vec<(u32, u32)> = uses.iter().zip(0..).map(|(used, place)| (number(used), place)).collect();
    Groups::new(count, &pairs)
}

/// Who uses what on any day up to that of a view. Numbers are those of the places of datasets.
pub struct Reach<'a> {
    datasets: &'a [Dataset],
    teams: usize,
    uses: Vec<Use>,
    /// What each dataset is built from.
    sources: Groups,
    lives: Vec<Life>,
    longest_window: i32,
}

/// What is asked of a dataset over and over: from which day to which it is live, and how old a use of it may be.
#[derive(Clone, Copy)]
struct Life {
    from: i32,
    until: i32,
    window: i32,
    in_scope: bool,
}

impl Life {
    fn is_live(&self, today: i32) -> bool {
        self.from <= today && today < self.until
    }
}

impl<'a> Reach<'a> {
    /// The uses and what is built from what, of everything; only datasets in scope are told of.
    pub fn new(view: &View<'a>) -> Self {
        let datasets = view.org.datasets.all();
        let life = |dataset: &Dataset| Life {
            from: dataset.shared_on.map_or(i32::MIN, Day::number),
            until: dataset.retired_on.map_or(i32::MAX, Day::number),
            window: dataset.use_window_days,
            in_scope: view.has_dataset(dataset),
        };
        Self {
            datasets,
            teams: view.org.teams.len(),
            uses: uses(view),
            sources: sources(view),
            lives: datasets.iter().map(life).collect(),
            longest_window: datasets.iter().map(|dataset| dataset.use_window_days).max().unwrap_or(0),
        }
    }

    /// How each dataset stands on a day; `None` for one that is not live or not in scope.
    ///
    /// Uses are followed from what was used to what it is built from, the latest first. The first two teams to reach a dataset are
    /// enough to tell: at most one of them answers for it itself. A third one changes nothing further on either, where the same two
    /// have been. So every dataset is passed twice at most, and cycles end where they began.
    pub fn standings(&self, day: Day) -> Vec<Option<Standing>> {
        let today = day.number();
        let mut reached: Vec<[u32; 2]> =
            self.lives.iter().map(|life| if life.is_live(today) { VACANT } else { CLOSED }).collect();
        let mut in_use = vec![false; self.lives.len()];
        let mut waiting = Vec::new();
        for used in self.lately(day).iter().rev() {
            let team = used.team.place() as u32 + 1;
            self.carry(used.dataset, &mut waiting, &mut |place| {
                let [first, second] = &mut reached[place];
                let takes = *first == 0 || (*second == 0 && *first != team);
                if takes {
                    *(if *first == 0 { first } else { second }) = team;
                }
                in_use[place] |= takes && !in_use[place] && self.is_user(used, place, day);
                takes
            });
        }
        let stands = |(life, in_use): (&Life, bool)| {
            (life.in_scope && life.is_live(today)).then(|| match in_use {
                true => Standing::InUse,
                false if life.from > i32::MIN && today - life.from < NEW_DAYS => Standing::New,
                false => Standing::NotUsed,
            })
        };
        self.lives.iter().zip(in_use).map(stands).collect()
    }

    /// How many domain teams other than the owner use each dataset on a day; `None` for one that is not live or not in scope.
    ///
    /// One team after the other: each passes a dataset once, with its latest use.
    pub fn users(&self, day: Day) -> Vec<Option<u64>> {
        let uses = self.lately(day);
        let by_team = grouped(uses, self.teams, &|used| used.team.place() as u32);
        let mut users: Vec<u64> = vec![0; self.lives.len()];
        let mut passed: Vec<u32> = vec![0; self.lives.len()];
        let mut waiting = Vec::new();
        for &place in by_team.members().iter().rev() {
            let used = &uses[place as usize];
            let team = used.team.place() as u32 + 1;
            self.carry(used.dataset, &mut waiting, &mut |place| {
                let takes = passed[place] != team && self.lives[place].is_live(day.number());
                if takes {
                    passed[place] = team;
                    users[place] += u64::from(self.is_user(used, place, day));
                }
                takes
            });
        }
        let told = |(life, users): (&Life, u64)| (life.in_scope && life.is_live(day.number())).then_some(users);
        self.lives.iter().zip(users).map(told).collect()
    }

    /// Whether each live dataset in scope has a user on a day without anything built on it.
    pub fn are_used_themselves(&self, day: Day) -> Vec<bool> {
        let mut used_itself = vec![false; self.lives.len()];
        for used in self.lately(day) {
            let place = used.dataset as usize;
            let life = &self.lives[place];
            used_itself[place] |= life.in_scope && life.is_live(day.number()) && self.is_user(used, place, day);
        }
        used_itself
    }

    /// The uses that any dataset could count on a day.
    fn lately(&self, day: Day) -> &[Use] {
        let window = day.minus(self.longest_window);
        let until = self.uses.partition_point(|used| used.day <= day);
        let since = self.uses.partition_point(|used| used.day <= window).min(until);
        &self.uses[since..until]
    }

    /// Whether a use makes its team one of the users of a dataset that it reached: in the window of that dataset, and not by its
    /// own owner (M37).
    fn is_user(&self, used: &Use, place: usize, day: Day) -> bool {
        used.day.is_within(self.lives[place].window, day) && self.datasets[place].owner(day) != Some(used.team)
    }

    /// Takes a use to its dataset and on to everything that is built from, at any depth, as long as it is taken there.
    fn carry(&self, dataset: u32, waiting: &mut Vec<u32>, takes: &mut impl FnMut(usize) -> bool) {
        if takes(dataset as usize) {
            waiting.push(dataset);
        }
        while let Some(at) = waiting.pop() {
            waiting.extend(self.sources.of(at as usize).iter().filter(|&&source| takes(source as usize)));
        }
    }
}

/// What each dataset is built from; nothing without the table.
fn sources(view: &View<'_>) -> Groups {
    let datasets = &view.org.datasets;
    let Some(rows) = view.table(Table::BuiltFrom) else { return Groups::default() };
    let (Some(Column::Ids(built)), Some(Column::Ids(from))) =
        (rows.column("dataset_id"), rows.column("source_dataset_id"))
    else {
        return Groups::default();
    };
    let place = |code: &Option<_>| code.and_then(|code| datasets.of(code)).map(|dataset| dataset.place() as u32);
    let pairs: Vec<(u32, u32)> =
        built.iter().zip(from).filter_map(|(built, from)| Some((place(built)?, place(from)?))).collect();
    Groups::new(datasets.all().len(), &pairs)
}
