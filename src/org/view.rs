//! An organisation as seen on one day, and of some of its areas only.

use super::column::{Code, Column, Value, Whole, Word};
use super::rows::Rows;
use super::schema::Table;
use super::teams::{Team, TeamId};
use super::words::{Action, Evidence, Helper, Logger, Starter, TalkKind, WordSet};
use super::{Day, Month, Org};

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
        Self { org, as_of, areas, teams_in_scope }
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
        let first = self.table(table).and_then(|rows| rows.earliest(column)).filter(|&first| first <= as_of);
        first.map(|first| first.month().through(as_of.month()).collect()).unwrap_or_default()
    }

    /// Whether a month is over on the day of this view.
    pub fn is_complete(&self, month: Month) -> bool {
        self.as_of.is_some_and(|as_of| month.last_day() <= as_of)
    }

    /// The recorded conversations in scope up to the day of this view, of any kind; none where there is no such table.
    pub fn talks(&self) -> impl Iterator<Item = Talk> + use<'_, 'a> {
        self.all_talks().filter(|talk| self.talk_in_scope(talk))
    }

    /// The recorded conversations of the whole organisation up to the day of this view.
    pub fn all_talks(&self) -> impl Iterator<Item = Talk> + use<'_, 'a> {
        self.logged_talks().filter(|talk| talk.evidence == Some(Evidence::Recorded))
    }

    /// All conversations up to the day of this view, inferred ones too.
    pub fn logged_talks(&self) -> impl Iterator<Item = Talk> + use<'_, 'a> {
        let columns = self.table(Table::Conversations).map(TalkColumns::new);
        let rows = self.table(Table::Conversations).map_or(0, Rows::len);
        let as_of = self.as_of;
        (0..rows).filter_map(move |row| columns.as_ref()?.talk(self.org, row, as_of?))
    }

    /// Whether either side of a conversation is in scope.
    pub fn talk_in_scope(&self, talk: &Talk) -> bool {
        self.areas.is_none() || self.has_team(talk.producer) || talk.consumer.is_some_and(|team| self.has_team(team))
    }
}

/// One row of conversations, as seen on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Talk {
    /// The row among those used.
    pub row: usize,
    /// The day it was held.
    pub held: Day,
    /// What it was about; `None` where that is not known.
    pub kind: Option<TalkKind>,
    /// The team whose data it was about.
    pub producer: TeamId,
    /// The team that uses it; `None` where there is none, as in a talk to win a team over.
    pub consumer: Option<TeamId>,
    /// Who asked for it.
    pub started_by: Option<Starter>,
    /// Who of the data team took part; `None` is not known, not nobody.
    pub helped_by: Option<Helper>,
    /// What it led to.
    pub action: Option<Action>,
    /// When it led to that; `None` where it has not, or not yet on the day of the view.
    pub action_on: Option<Day>,
    /// Who wrote it down.
    pub logged_by: Option<Logger>,
    /// How it is known.
    pub evidence: Option<Evidence>,
    /// How many equal conversations the row stands for.
    pub count: u64,
}

impl Talk {
    /// Whether it is about the use of data and has both sides.
    pub fn is_data_use(&self) -> bool {
        self.kind == Some(TalkKind::DataUse)
    }

    /// The two teams in one order, so that it does not matter who made and who used the data; `None` without a second team.
    pub fn pair(&self) -> Option<(TeamId, TeamId)> {
        self.consumer.map(|consumer| (self.producer.min(consumer), self.producer.max(consumer)))
    }
}

/// The columns of conversations by type; one that is in no file is empty.
struct TalkColumns<'a> {
    held_on: &'a [Option<Day>],
    kind: Option<&'a [Option<Word>]>,
    producer_team: &'a [Option<Code>],
    consumer_team: &'a [Option<Code>],
    started_by: &'a [Option<Word>],
    helped_by: &'a [Option<Word>],
    action: &'a [Option<Word>],
    action_on: &'a [Option<Day>],
    logged_by: &'a [Option<Word>],
    evidence: Option<&'a [Option<Word>]>,
    count: &'a [Option<Whole>],
}

impl<'a> TalkColumns<'a> {
    fn new(rows: &'a Rows) -> Self {
        let words =
            |name: &str| if let Some(Column::Words(words)) = rows.column(name) { Some(words.as_slice()) } else { None };
        let days = |name: &str| if let Some(Column::Days(days)) = rows.column(name) { days.as_slice() } else { &[] };
        let ids = |name: &str| if let Some(Column::Ids(ids)) = rows.column(name) { ids.as_slice() } else { &[] };
        Self {
            held_on: days("held_on"),
            kind: words("kind"),
            producer_team: ids("producer_team"),
            consumer_team: ids("consumer_team"),
            started_by: words("started_by").unwrap_or(&[]),
            helped_by: words("helped_by").unwrap_or(&[]),
            action: words("action").unwrap_or(&[]),
            action_on: days("action_on"),
            logged_by: words("logged_by").unwrap_or(&[]),
            evidence: words("evidence"),
            count: if let Some(Column::Wholes(counts)) = rows.column("count") { counts.as_slice() } else { &[] },
        }
    }

    fn talk(&self, org: &Org, row: usize, as_of: Day) -> Option<Talk> {
        let held = (*self.held_on.get(row)?)?;
        if held > as_of {
            return None;
        }
        Some(Talk {
            row,
            held,
            // A column that is in no file is empty in every row, and an empty cell has its default.
            kind: self.kind.map_or(Some(TalkKind::DataUse), |words| word(words, row)),
            producer: org.teams.of((*self.producer_team.get(row)?)?)?,
            consumer: self.consumer_team.get(row).copied().flatten().and_then(|code| org.teams.of(code)),
            started_by: word(self.started_by, row),
            helped_by: word(self.helped_by, row),
            action: word(self.action, row),
            action_on: self.action_on.get(row).copied().flatten().filter(|&day| day <= as_of),
            logged_by: word(self.logged_by, row),
            evidence: self.evidence.map_or(Some(Evidence::Recorded), |words| word(words, row)),
            count: self.count.get(row).copied().flatten().map_or(1, Whole::get),
        })
    }
}

fn word<T: WordSet>(words: &[Option<Word>], row: usize) -> Option<T> {
    words.get(row).copied().flatten().and_then(T::of)
}
