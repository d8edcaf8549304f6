//! The timeline that all tables tell from their own side: when each team was won over, what was shared and handed over
//! when, and which months were quiet.

use super::cast::{self, NEVER, RENAMED, STOPPED, TEAMS};
use super::random::Random;
use super::shelf::{self, SHELF};
use crate::org::{Day, Month};

/// The first month.
const FIRST: Month = Month::of(2024, 5);
/// Complete months; the month after them is running.
pub(super) const MONTHS: i32 = 30;
/// The last day the data is complete for.
pub(super) const THROUGH: &str = "2026-11-12";
/// The day the areas were regrouped; a quiet quarter followed.
pub(super) const REGROUPED: &str = "2025-11-03";
/// The first day on which both sides log their conversations.
pub(super) const BOTH_LOG: &str = "2025-06-01";
/// The month of [`BOTH_LOG`].
pub(super) const BOTH_LOG_MONTH: i32 = 13;

/// The months after the areas were regrouped.
const QUIET: [i32; 3] = [18, 19, 20];

/// What happened to each team and each dataset, day by day.
pub(super) struct Story {
    /// In the order of [`TEAMS`].
    pub(super) teams: Vec<Joining>,
    /// In the order of [`SHELF`].
    pub(super) shelf: Vec<Life>,
}

/// How a team joined; `None` is not yet.
pub(super) struct Joining {
    pub(super) talking: Option<Day>,
    pub(super) agreed: Option<Day>,
    /// The day of its first share, as [`Life::shared`] has it.
    pub(super) sharing: Option<Day>,
    pub(super) stopped: Option<Day>,
}

/// The life of a dataset.
pub(super) struct Life {
    /// `None`: longer ago than anybody knows.
    pub(super) shared: Option<Day>,
    /// The day another team took over the work, and which.
    pub(super) handed_over: Option<(Day, &'static str)>,
    pub(super) retired: Option<Day>,
}

impl Story {
    /// The story of a seed: the months are always the same, the days differ.
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, "story");
        let shelf: Vec<Life> = SHELF
            .iter()
            .map(|data| Life {
                shared: (data.month >= 0).then(|| workday(&mut random, data.month)),
                handed_over: shelf::handed_over(data.name).map(|(month, to)| (workday(&mut random, month), to)),
                retired: Some(shelf::retired(data.name)).filter(|m| *m != NEVER).map(|m| month(m).last_day()),
            })
            .collect();
        let mut happened = |m: i32| (m < NEVER).then(|| workday(&mut random, m));
        let teams = TEAMS
            .iter()
            .map(|team| Joining {
                talking: happened(team.talk),
                agreed: happened(team.agreed),
                sharing: SHELF
                    .iter()
                    .zip(&shelf)
                    .filter(|(data, _)| data.owner == team.id && !data.external)
                    .filter_map(|(_, life)| life.shared)
                    .min(),
                stopped: (team.id == STOPPED).then(|| day("2025-07-22")),
            })
            .collect();
        Self { teams, shelf }
    }

    /// How the team of an id joined.
    pub(super) fn joining(&self, team: &str) -> Option<&Joining> {
        TEAMS.iter().position(|known| known.id == team).and_then(|place| self.teams.get(place))
    }

    /// The team that answers for a dataset on a day, and the one that looks after it; empty is nobody, or not known.
    pub(super) fn keepers(&self, place: usize, on: Day) -> (&'static str, &'static str) {
        let (Some(data), Some(life)) = (SHELF.get(place), self.shelf.get(place)) else { return ("", "") };
        match life.handed_over {
            Some((since, to)) if since <= on => (to, to),
            _ => (data.owner, first_keeper(data)),
        }
    }

    /// Whether a dataset is shared on a day.
    pub(super) fn is_live(&self, place: usize, on: Day) -> bool {
        self.shelf.get(place).is_some_and(|life| {
            life.shared.is_none_or(|shared| shared <= on) && life.retired.is_none_or(|retired| retired > on)
        })
    }
}

/// Who did the work when it was shared: at first always the data team, later the owner.
fn first_keeper(data: &shelf::Data) -> &'static str {
    match (data.kind, data.owner) {
        (_, "") if data.external && data.month > 20 => "",
        (_, "" | "vouchers") => "de",
        (_, owner) if cast::is_data_team(owner) => owner,
        ("source", _) if data.month < 17 => "de",
        ("source", owner) => owner,
        (_, "forecast") if data.month < 20 => "ae",
        (_, owner) => owner,
    }
}

/// The id that a team had on a day: one was renamed when the areas were regrouped.
pub(super) fn id_on(team: &'static str, on: Day) -> &'static str {
    if team == RENAMED.2 && on < day(REGROUPED) { RENAMED.0 } else { team }
}

/// Whether little happened in a month: summer, the end of the year, and the quarter after the areas were regrouped.
pub(super) fn is_quiet(month: i32) -> bool {
    QUIET.contains(&month) || [3, 7, 15, 27].contains(&month)
}

/// The month that many months after the first one.
pub(super) fn month(index: i32) -> Month {
    FIRST.plus(index)
}

/// The months from the first one to that of a day.
pub(super) fn index(on: Day) -> i32 {
    on.month().since(month(0))
}

/// The last day of the data.
pub(super) fn through() -> Day {
    day(THROUGH)
}

/// A working day of a month; in the running month none after the last day of the data.
pub(super) fn workday(random: &mut Random, index: i32) -> Day {
    let first = month(index).first_day();
    let last = month(index).last_day().min(through().max(first));
    loop {
        let on = first.minus(-random.between(0, last.since(first)));
        // Day 1 was a Monday, so Saturdays and Sundays leave 6 and 0.
        if !matches!(on.number() % 7, 0 | 6) {
            return on;
        }
    }
}

/// A working day of a month, not before a day that lies in it.
pub(super) fn workday_since(random: &mut Random, index: i32, since: Day) -> Day {
    let last = month(index).last_day().min(through());
    (0..40).map(|_| workday(random, index)).find(|on| *on >= since).unwrap_or(since.min(last))
}

/// A day written out in this program. One that does not exist is found by the tests; it would stand for the first day.
pub(super) fn day(text: &str) -> Day {
    let day = Day::parse(text.as_bytes());
    debug_assert!(day.is_some(), "{text} is no day");
    day.unwrap_or(FIRST.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_team_shares_before_it_agreed_nor_agrees_before_it_talked() {
        let story = Story::new(1);
        for (team, joining) in TEAMS.iter().zip(&story.teams) {
            let days = [joining.talking, joining.agreed, joining.sharing];
            if team.expected == Some(true) {
                assert!(days.iter().flatten().is_sorted(), "{}", team.id);
                assert!(joining.sharing.is_none() || days.iter().all(Option::is_some), "{}", team.id);
            }
        }
    }

    #[test]
    fn working_days_stay_in_their_month_and_within_the_data() {
        let mut random = Random::new(1, "workdays");
        for _ in 0..200 {
            let on = workday(&mut random, MONTHS);
            assert!(on.month() == month(MONTHS) && on <= through());
        }
    }
}
