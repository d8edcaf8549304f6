//! The rows behind a number: which of them a value, a point, a cell or a step was counted from.

mod using;

use std::collections::BTreeSet;

use super::action::{self, Outcome};
use super::direct::{self, Level};
use super::meetings::is_meeting;
use super::months::LastMonths;
use super::pairs::{Pair, TWO_WAY_DAYS, is_between_domains, meeting_window, only_helped_pairs, two_way_pairs};
use super::relationships::{is_own_talk, relationships};
use super::{Family, Measure};
use crate::org::{Action, Day, Evidence, Month, Starter, Table, Talk, TeamId, View};

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
    /// Those counted in a named part of the reading.
    Part(&'static str),
    /// What had happened by a day of the curve.
    Until {
        /// Days since the start.
        days: u32,
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
}

/// The rows that a part of a measure was counted from.
///
/// Where nothing else is said they are conversations; for `how-complete` those whose logging is counted.
pub fn rows_behind(view: &View<'_>, measure: Measure, pick: &Pick) -> RowsBehind {
    let mut behind = RowsBehind { table: Table::Conversations, rows: Vec::new(), also: None, weight: 0 };
    let Some(as_of) = view.as_of.filter(|_| !view.is_hidden()) else { return behind };
    if measure.family() == Family::Using {
        return using::rows_behind(view, measure, pick, as_of);
    }
    let test = Test::new(view, measure, as_of);
    for talk in view.all_talks().filter(|talk| test.holds(pick, talk)) {
        behind.rows.push(talk.row);
        behind.weight += talk.count;
    }
    behind
}

/// Tells for one conversation after the other whether it is behind a number.
struct Test<'a> {
    view: &'a View<'a>,
    measure: Measure,
    as_of: Day,
    last: LastMonths,
    /// The pairs of teams that count, where the measure is of pairs.
    pairs: BTreeSet<Pair>,
}

impl<'a> Test<'a> {
    fn new(view: &'a View<'a>, measure: Measure, as_of: Day) -> Self {
        let pairs = match measure {
            Measure::OnlyThroughDataTeam => only_helped_pairs(view, as_of),
            Measure::TwoWayContact => two_way_pairs(view, as_of),
            Measure::UsersAndOwnersTalk => {
                let related = relationships(view).into_iter();
                related.map(|found| (found.owner.min(found.user), found.owner.max(found.user))).collect()
            }
            _ => BTreeSet::new(),
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
            Pick::Cohort { month, days } => talk.held.month() == *month && is_in_cohort(talk, days.map(u64::from)),
            Pick::Meeting { producers, consumers } => {
                let met = producers.contains(&talk.producer)
                    && talk.consumer.is_some_and(|consumer| consumers.contains(&consumer));
                met && is_meeting(self.view, self.as_of, talk)
            }
            Pick::Part(_) => false,
            Pick::Until { days } => action::is_case(self.as_of, talk) && action::acted_within(talk, u64::from(*days)),
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
                talk.held > meeting_window(self.view, self.as_of)
                    && is_between_domains(self.view, talk)
                    && level != Level::Unknown
            }
            Measure::TwoWayContact => {
                talk.held > self.as_of.minus(TWO_WAY_DAYS)
                    && talk.consumer.is_some()
                    && matches!(talk.started_by, Some(Starter::Producer | Starter::Consumer))
            }
            Measure::UsersAndOwnersTalk => {
                self.is_of_pairs(talk) && talk.held > meeting_window(self.view, self.as_of) && is_own_talk(talk)
            }
            Measure::HowComplete => true,
            _ => false,
        }
    }

    fn is_counted(&self, talk: &Talk) -> bool {
        match self.measure {
            Measure::WithoutTheDataTeam => direct::is_without(self.view, Level::of(talk)),
            Measure::LedToAction => matches!(action::outcome(self.view, self.as_of, talk), Some(Outcome::Acted(_))),
            Measure::DaysToAction => talk.action_on.is_some(),
            Measure::OnlyThroughDataTeam | Measure::TwoWayContact => self.is_of_pairs(talk),
            _ => true,
        }
    }

    fn is_of_pairs(&self, talk: &Talk) -> bool {
        talk.pair().is_some_and(|pair| self.pairs.contains(&pair))
    }

    fn is_in_series(&self, series: &str, talk: &Talk) -> bool {
        let level = Level::of(talk);
        // The series of a cohort are named by days: `30.k` of `30.n`.
        if let Some((days, part)) = series.split_once('.') {
            return days.parse().is_ok_and(|days| is_in_cohort(talk, (part == "k").then_some(days)));
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

/// Whether a conversation is of the cohort of its month, and led to something within so many days if that is asked.
fn is_in_cohort(talk: &Talk, days: Option<u64>) -> bool {
    talk.action != Some(Action::NoneNeeded) && days.is_none_or(|days| action::acted_within(talk, days))
}
