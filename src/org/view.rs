//! An organisation as seen on one day, and of some of its areas only.

use std::cell::OnceCell;
use std::sync::Arc;

use super::rows::Rows;
use super::schema::Table;
use super::talk_counts::{TalkCounting, TalkCounts, TalkRulesOf};
use super::talks::talk_columns;
use super::teams::Team;
use super::{Day, Month, Org};
use uptake_columns::words::{Evidence, TeamKind};
use uptake_columns::{Code, Talk, TalkRows, TeamId, Value};

/// What of an organisation a reading is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The areas by name; all of the organisation where empty.
    pub areas: Vec<String>,
    /// The day asked for; a later one than the data covers is replaced (M1). `None` for the last day of the data.
    pub as_of: Option<Day>,
}

/// An organisation seen through a [`Scope`]: later rows are not seen at all, a later date within a row is an empty cell.
#[derive(Debug)]
pub struct View<'a> {
    /// The organisation.
    pub org: &'a Org,
    /// The day; `None` where no day is known at all (M1).
    pub as_of: Option<Day>,
    /// The areas in scope; `None` for everything.
    pub areas: Option<Vec<Code>>,
    teams_in_scope: Vec<bool>,
    talk_counts: OnceCell<Arc<TalkCounts>>,
}

impl<'a> View<'a> {
    /// The organisation through this scope. An area that no team has holds nothing.
    pub fn new(org: &'a Org, scope: &Scope) -> Self {
        let as_of = match (scope.as_of, org.data_complete_through) {
            (Some(asked), Some(through)) => Some(asked.min(through)),
            (asked, through) => asked.or(through),
        };
        let areas = (!scope.areas.is_empty())
            .then(|| scope.areas.iter().filter_map(|name| org.ids.areas.get(name)).collect::<Vec<_>>());
        let in_scope =
            |team: &Team| areas.as_ref().is_none_or(|areas| team.area.is_some_and(|area| areas.contains(&area)));
        let teams_in_scope = org.teams.iter().map(|(_, team)| in_scope(team)).collect();
        Self { org, as_of, areas, teams_in_scope, talk_counts: OnceCell::new() }
    }

    /// The areas in scope by number, each once; `None` for everything.
    pub(super) fn area_numbers(&self) -> Option<Vec<u32>> {
        self.areas.as_ref().map(|areas| super::unique(areas.iter().map(|area| area.place() as u32).collect()))
    }

    /// By the place of a team, whether it is in one of the areas asked for.
    pub(super) fn teams_in_scope(&self) -> &[bool] {
        &self.teams_in_scope
    }

    /// Whether this is a domain team.
    pub fn is_domain(&self, team: TeamId) -> bool {
        self.org.teams.get(team).kind == TeamKind::Domain
    }

    /// Whether a team is in one of the areas asked for.
    pub fn has_team(&self, team: TeamId) -> bool {
        self.teams_in_scope.get(team.place()).copied().unwrap_or(false)
    }

    /// Whether a row of this area is in scope (M17); one without an area is so only in a view of everything.
    pub fn has_area(&self, area: Option<Code>) -> bool {
        self.areas.as_ref().is_none_or(|areas| area.is_some_and(|area| areas.contains(&area)))
    }

    /// Whether the teams in scope are so few people, all of them known, that nothing may be shown (M61).
    pub fn is_hidden(&self) -> bool {
        if self.areas.is_none() {
            return false;
        }
        let mut in_scope = self.org.teams.iter().filter(|(id, _)| self.has_team(*id)).peekable();
        if in_scope.peek().is_none() {
            return false;
        }
        in_scope
            .map(|(_, team)| team.people)
            .sum::<Option<u64>>()
            .is_some_and(|people| people < self.org.settings.minimum_group)
    }

    /// Whether a team may be named: not if it is known to be smaller than the smallest group that may be shown.
    pub fn may_name(&self, team: TeamId) -> bool {
        self.org.teams.get(team).people.is_none_or(|people| people >= self.org.settings.minimum_group)
    }

    /// The rows of a table, if it is there.
    pub fn table(&self, table: Table) -> Option<&'a Rows> {
        self.org.table(table)
    }

    /// Days of a column that are not later than the day of this view, row by row.
    pub fn day(&self, rows: &Rows, name: &str, row: usize) -> Option<Day> {
        match rows.column(name)?.get(row) {
            Value::Day(day) if self.as_of.is_some_and(|as_of| day <= as_of) => Some(day),
            _ => None,
        }
    }

    /// Months from that of the earliest row of a table up to the day of this view, before any filter (M10, M56).
    pub fn months(&self, table: Table, column: &str) -> Vec<Month> {
        let Some(as_of) = self.as_of else { return Vec::new() };
        self.table(table).map(|rows| rows.months(column, as_of)).unwrap_or_default()
    }

    /// Whether a month is over on the day of this view.
    pub fn is_complete(&self, month: Month) -> bool {
        self.as_of.is_some_and(|as_of| month.is_complete(as_of))
    }

    /// The recorded conversations in scope up to the day of this view, of any kind; none where there is no such table. By day.
    pub fn talks(&self) -> impl Iterator<Item = Talk> + use<'_, 'a> {
        self.logged_talks_after(None).iter().filter(|talk| self.sees(talk))
    }

    /// The recorded conversations of the whole organisation up to the day of this view, by day.
    pub fn all_talks(&self) -> impl Iterator<Item = Talk> + use<'a> {
        self.logged_talks_after(None).iter().filter(|talk| talk.evidence == Some(Evidence::Recorded))
    }

    /// All conversations after a day up to that of this view, inferred ones and those out of scope too, by day.
    pub fn logged_talks_after(&self, day: Option<Day>) -> TalkRows<'a> {
        let columns = talk_columns(self.table(Table::Conversations), self.org.teams.by_code());
        self.org.talks.between(columns, day, self.as_of)
    }

    /// What is counted of the conversations of this view; counted when first asked for, unless somebody did before.
    pub fn talk_counts(&self, rules: TalkRulesOf) -> &TalkCounts {
        self.talk_counts.get_or_init(|| {
            let mut counting = TalkCounting::new(self, rules, None);
            while counting.step(self) {}
            Arc::new(counting.finish())
        })
    }

    /// The same view, for which conversations were counted before.
    #[must_use]
    pub fn with_talk_counts(self, counts: Arc<TalkCounts>) -> Self {
        Self { talk_counts: counts.into(), ..self }
    }

    /// Whether a conversation is recorded and in scope.
    pub fn sees(&self, talk: &Talk) -> bool {
        talk.evidence == Some(Evidence::Recorded) && self.talk_in_scope(talk)
    }

    /// Whether either side of a conversation is in scope.
    pub fn talk_in_scope(&self, talk: &Talk) -> bool {
        self.has_pair((talk.producer, talk.consumer))
    }
}
