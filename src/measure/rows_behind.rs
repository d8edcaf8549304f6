//! The rows behind a number: which of them a value, a point, a cell or a step was counted from.

mod using;

use super::action::{self, Outcome};
use super::direct::{self, BIGGEST_PAIR, Level};
use super::meetings::is_meeting;
use super::months::LastMonths;
use super::pairs::{
    Pair, TWO_WAY_DAYS, graduated_pairs, is_between_domains, meeting_window, only_helped_pairs, two_way_pairs,
};
use super::relationships::{is_own_talk, relationships, rows_of_silent};
use super::{
    Family, Measure, TeamList, agreements, backing, bought_in, decisions, effort, first_share_wait, missing, proofs,
    reported, rows_of_team, sharing, steps, surprises, survey, tools, use_cases, visible_use,
};
use crate::org::{
    Action, Day, Evidence, Month, Rows, Starter, Table, Talk, TalkRows, TeamId, View, sort_by_key, unique,
};

/// Which part of a measure is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Everything the value rests on: its n, or what a count adds up.
    All,
    /// Those counted in k; where k counts pairs of teams, all those of the pairs in it.
    Counted,
    /// Those of a month; of one series of it, or of all.
    Month {
        /// The month.
        month: Month,
        /// The series, such as `direct`; `None` for all of them.
        series: Option<&'static str>,
    },
    /// Those of a quarter or of several months, of one series.
    Months {
        /// The first month.
        first: Month,
        /// The last month.
        last: Month,
        /// The series; `None` for all of them.
        series: Option<&'static str>,
    },
    /// The conversations of a month that led to something within so many days.
    Cohort {
        /// The month.
        month: Month,
        /// Days; `None` for all of the month, whether they led to something or not.
        days: Option<u32>,
    },
    /// The meetings of these producing teams with these using ones.
    Meeting {
        /// Producing teams.
        producers: Vec<TeamId>,
        /// Using teams.
        consumers: Vec<TeamId>,
    },
    /// What had happened by a day of the curve.
    Until {
        /// Days since the start.
        days: u32,
    },
    /// Those counted in a named part of the reading.
    Part(&'static str),
    /// Those counted in the part at this place of the reading, where what parts there are depends on the export.
    PartAt(usize),
    /// Those of an entry of the list.
    Entry {
        /// Its place in the list.
        place: usize,
        /// The number of it; `None` for all of the entry.
        number: Option<&'static str>,
    },
    /// Those of a list on the page of a team, whatever the measure.
    OfTeam {
        /// The team, by its place.
        place: usize,
        /// Which of its lists.
        list: TeamList,
    },
    /// Those of a table that are used, whatever the day and the scope (M51).
    UsedOf(Table),
    /// Those of the number kept elsewhere at this place of [`super::reported`], whatever the measure.
    Reported(Option<usize>),
    /// Those of a wave of a survey, of one series.
    Wave {
        /// The day of the wave.
        on: Day,
        /// The series; `None` for the answers.
        series: Option<&'static str>,
    },
}

/// Rows of one table, by their place among those used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsBehind {
    /// The table; that of the first rows where there are two.
    pub table: Table,
    /// The rows, in the order of the export.
    pub rows: Vec<usize>,
    /// Rows of a second table, where a number adds up things of two.
    pub also: Option<(Table, Vec<usize>)>,
    /// What they stand for together, where a row can stand for several.
    pub weight: u64,
    /// How many more rows are behind it, but of so few people that they may not be shown.
    pub left_out: usize,
}

impl RowsBehind {
    /// Rows that stand for one thing each, in any order.
    pub(super) fn single(table: Table, mut rows: Vec<usize>) -> Self {
        sort_by_key(&mut rows, |&row| row);
        Self { table, weight: rows.len() as u64, rows, also: None, left_out: 0 }
    }
}

/// The rows that a part of a measure was counted from.
pub fn rows_behind(view: &View<'_>, measure: Measure, pick: &Pick) -> RowsBehind {
    RowsSearch::new(view, measure, pick).finish()
}

/// Looks for the rows that a part of a measure was counted from, some at a time.
///
/// Where nothing else is said they are conversations; for `how-complete` those whose logging is counted.
pub struct RowsSearch<'a> {
    behind: RowsBehind,
    /// Tells which conversations are behind it; `None` where all rows are found.
    test: Option<Test<'a>>,
    pick: &'a Pick,
    /// Conversations, by day, and how many of them were looked at.
    talks: TalkRows<'a>,
    looked_at: usize,
    is_behind: Vec<bool>,
    /// Rows up to here are taken over, in the order of the export.
    taken: usize,
}

/// Conversations looked at in one step, and rows taken over in one.
const BLOCK_TALKS: usize = 4096;
const BLOCK_ROWS: usize = 1 << 16;

impl<'a> RowsSearch<'a> {
    /// No conversation looked at yet. Rows of other tables are few enough to be found at once.
    pub fn new(view: &'a View<'a>, measure: Measure, pick: &'a Pick) -> Self {
        let none = RowsBehind::single(Table::Conversations, Vec::new());
        let talks = view.logged_talks_after(None);
        let found = |behind| Self { behind, test: None, pick, talks, looked_at: 0, is_behind: Vec::new(), taken: 0 };
        if let Pick::UsedOf(table) = *pick {
            return found(RowsBehind::single(table, (0..view.table(table).map_or(0, Rows::len)).collect()));
        }
        let Some(as_of) = view.as_of.filter(|_| !view.is_hidden()) else { return found(none) };
        if let Pick::Reported(place) = *pick {
            return found(reported::rows_behind(view, place));
        }
        if let Pick::OfTeam { place, list } = *pick {
            return found(rows_of_team(view, place, list).unwrap_or(none));
        }
        // Where nobody has talked it is the use of the data that tells of it.
        if measure == Measure::UsersAndOwnersTalk && *pick == Pick::Part(SILENT) {
            return found(rows_of_silent(view));
        }
        if let Some(rows) = rows_of(measure) {
            return found(if missing(view, measure).is_none() { rows(view, pick) } else { none });
        }
        if measure.family() == Family::Using {
            return found(using::rows_behind(view, measure, pick, as_of));
        }
        Self {
            test: Some(Test::new(view, measure, pick, as_of)),
            is_behind: vec![false; view.table(Table::Conversations).map_or(0, Rows::len)],
            ..found(none)
        }
    }

    /// Takes one step; false when all rows are found.
    pub fn step(&mut self) -> bool {
        let Some(test) = &self.test else { return false };
        let block = self.talks.skip_take(self.looked_at, BLOCK_TALKS);
        self.looked_at += block.len();
        let is_recorded = |talk: &Talk| talk.evidence == Some(Evidence::Recorded);
        for talk in block.iter().filter(is_recorded).filter(|talk| test.holds(self.pick, talk)) {
            self.is_behind[talk.row] = true;
            self.behind.weight += talk.count;
        }
        if block.is_empty() {
            let end = self.is_behind.len().min(self.taken + BLOCK_ROWS);
            self.behind.rows.extend((self.taken..end).filter(|&row| self.is_behind[row]));
            self.taken = end;
        }
        self.taken < self.is_behind.len()
    }

    /// All of them.
    pub fn finish(mut self) -> RowsBehind {
        while self.step() {}
        self.behind
    }
}

/// How a measure finds its rows where it is not of conversations alone.
fn rows_of(measure: Measure) -> Option<fn(&View<'_>, &Pick) -> RowsBehind> {
    Some(match measure {
        Measure::TeamsSharing => sharing::rows,
        Measure::TeamsByStep => steps::rows_by_step,
        Measure::TimeInStep => steps::rows_of_time,
        Measure::FirstTalkToFirstShare => first_share_wait::rows,
        Measure::LeadershipBacking => backing::rows,
        Measure::DaysToGetStarted => effort::rows_of_starts,
        Measure::EasyToFitIn => survey::rows,
        Measure::Upkeep => effort::rows_of_upkeep,
        Measure::WrittenAgreements => agreements::rows_behind,
        Measure::Surprises => surprises::rows_of_surprises,
        Measure::MeaningChangesCaught => surprises::rows_of_meaning_changes,
        Measure::OwnersSeeUse => visible_use::rows_behind,
        Measure::DecisionsCloseToWork => decisions::rows_behind,
        Measure::BoughtInDataOwned => bought_in::rows_behind,
        Measure::MissingTools => tools::rows_behind,
        Measure::UseCasesDelivered => use_cases::rows_behind,
        Measure::WhatWeSetOutToProve => proofs::rows_behind,
        _ => return None,
    })
}

/// The relationships of `users-and-owners-talk` in which nobody has talked, as a part.
pub const SILENT: &str = "silent";
/// The conversations of `two-way-contact` of which it is known who started them, as a part.
pub const STARTED: &str = "started";
/// The pairs of `only-through-data-team` that have moved on to direct meetings, as a part.
pub const GRADUATED: &str = "graduated";

/// Tells for one conversation after the other whether it is behind a number.
struct Test<'a> {
    view: &'a View<'a>,
    measure: Measure,
    as_of: Day,
    last: LastMonths,
    /// The pairs of teams that count, in order, where the measure is of pairs.
    pairs: Vec<Pair>,
}

impl<'a> Test<'a> {
    fn new(view: &'a View<'a>, measure: Measure, pick: &Pick, as_of: Day) -> Self {
        let pairs = match measure {
            Measure::DirectConversations if *pick == Pick::Part(BIGGEST_PAIR) => direct::biggest_pair(view),
            Measure::OnlyThroughDataTeam if *pick == Pick::Part(GRADUATED) => graduated_pairs(view, as_of),
            Measure::OnlyThroughDataTeam => only_helped_pairs(view),
            Measure::TwoWayContact => two_way_pairs(view),
            Measure::UsersAndOwnersTalk => {
                let related = relationships(view).into_iter();
                unique(related.map(|found| (found.owner.min(found.user), found.owner.max(found.user))).collect())
            }
            _ => Vec::new(),
        };
        Self { view, measure, as_of, last: LastMonths::of_conversations(view), pairs }
    }

    fn holds(&self, pick: &Pick, talk: &Talk) -> bool {
        debug_assert_eq!(
            talk.evidence,
            Some(Evidence::Recorded),
            "inferred conversations are behind no number but their own"
        );
        // A talk of owner and user counts from the whole organisation (M43).
        let in_scope = self.measure == Measure::UsersAndOwnersTalk || self.view.talk_in_scope(talk);
        if !talk.is_data_use() || !in_scope {
            return false;
        }
        match pick {
            Pick::All => self.is_in_value(talk),
            Pick::Counted => self.is_in_value(talk) && self.is_counted(talk),
            Pick::Month { month, series } => {
                talk.held.month() == *month && series.is_none_or(|series| self.is_in_series(series, talk))
            }
            Pick::Months { first, last, series } => {
                (*first..=*last).contains(&talk.held.month())
                    && series.is_none_or(|series| self.is_in_series(series, talk))
            }
            Pick::Cohort { month, days } => talk.held.month() == *month && self.is_in_cohort(talk, days.map(u64::from)),
            Pick::Meeting { producers, consumers } => {
                let met = producers.contains(&talk.producer)
                    && talk.consumer.is_some_and(|consumer| consumers.contains(&consumer));
                met && is_meeting(self.view, self.as_of, talk)
            }
            Pick::Part(part) => self.is_in_part(part, talk),
            Pick::PartAt(_)
            | Pick::Entry { .. }
            | Pick::OfTeam { .. }
            | Pick::UsedOf(_)
            | Pick::Reported(_)
            | Pick::Wave { .. } => false,
            Pick::Until { days } => {
                action::is_case(self.as_of, talk) && action::acted_within(self.as_of, talk, u64::from(*days))
            }
        }
    }

    fn is_in_value(&self, talk: &Talk) -> bool {
        let level = Level::of(talk);
        match self.measure {
            Measure::DirectConversations => self.last.has(talk.held) && level == Level::Direct,
            Measure::WithoutTheDataTeam => self.last.has(talk.held) && level != Level::Unknown,
            Measure::LedToAction => {
                matches!(action::outcome(self.view, self.as_of, talk), Some(Outcome::Acted(_) | Outcome::Open))
            }
            Measure::DaysToAction => action::is_case(self.as_of, talk),
            Measure::OnlyThroughDataTeam => {
                talk.held > meeting_window(&self.view.org.settings, self.as_of)
                    && is_between_domains(self.view, talk)
                    && level != Level::Unknown
            }
            Measure::TwoWayContact => {
                talk.held > self.as_of.minus(TWO_WAY_DAYS)
                    && talk.consumer.is_some()
                    && matches!(talk.started_by, Some(Starter::Producer | Starter::Consumer))
            }
            Measure::UsersAndOwnersTalk => {
                self.is_of_pairs(talk)
                    && talk.held > meeting_window(&self.view.org.settings, self.as_of)
                    && is_own_talk(talk)
            }
            Measure::HowComplete => true,
            _ => false,
        }
    }

    fn is_counted(&self, talk: &Talk) -> bool {
        match self.measure {
            Measure::WithoutTheDataTeam => direct::is_without(self.view, Level::of(talk)),
            Measure::LedToAction => matches!(action::outcome(self.view, self.as_of, talk), Some(Outcome::Acted(_))),
            Measure::DaysToAction => talk.action_by(self.as_of).is_some(),
            Measure::OnlyThroughDataTeam | Measure::TwoWayContact => self.is_of_pairs(talk),
            _ => true,
        }
    }

    fn is_in_part(&self, part: &str, talk: &Talk) -> bool {
        match (self.measure, part) {
            (Measure::DirectConversations, BIGGEST_PAIR) => self.last.has(talk.held) && self.is_of_pairs(talk),
            (Measure::OnlyThroughDataTeam, GRADUATED) => self.is_in_value(talk) && self.is_of_pairs(talk),
            (Measure::TwoWayContact, STARTED) => {
                talk.held > self.as_of.minus(TWO_WAY_DAYS) && talk.started_by.is_some()
            }
            (Measure::LedToAction, _) => match action::outcome(self.view, self.as_of, talk) {
                Some(Outcome::Acted(action)) => {
                    part.strip_prefix("action_") == Some(action.map_or("unknown", Action::word))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn is_of_pairs(&self, talk: &Talk) -> bool {
        talk.pair().is_some_and(|pair| self.pairs.binary_search(&pair).is_ok())
    }

    /// Whether a conversation is of the cohort of its month, and led to something within so many days if that is asked.
    fn is_in_cohort(&self, talk: &Talk, days: Option<u64>) -> bool {
        talk.action != Some(Action::NoneNeeded) && days.is_none_or(|days| action::acted_within(self.as_of, talk, days))
    }

    fn is_in_series(&self, series: &str, talk: &Talk) -> bool {
        let level = Level::of(talk);
        // The series of a cohort are named by days: `30.k` of `30.n`.
        if let Some((days, part)) = series.split_once('.') {
            return days.parse().is_ok_and(|days| self.is_in_cohort(talk, (part == "k").then_some(days)));
        }
        match series {
            "k" => direct::is_without(self.view, level),
            "n" => level != Level::Unknown,
            "started_unknown" => talk.started_by.is_none(),
            _ => {
                series == level.key()
                    || talk.started_by.is_some_and(|starter| series.strip_prefix("started_") == Some(starter.word()))
            }
        }
    }
}
