//! Rows become the organisation in memory: interned ids, columns rather than structs, a calendar.
//!
//! Nothing here reads a clock, a file or the network: the day that a view is of is an argument.

mod built_from;
mod datasets;
mod describe;
mod fates;
mod groups;
mod indexing;
mod keys;
mod order;
mod problem;
mod renames;
mod restated;
mod rows;
mod schema;
mod seen_days;
mod settings;
mod settle;
mod sorted;
mod tables;
mod talk_counts;
mod talks;
mod teams;
mod uses;
mod view;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use built_from::BuiltFrom;
pub use datasets::{Dataset, DatasetId, Datasets, Ownership};
pub use describe::Description;
pub use groups::{Groups, ordered};
pub use order::{sort_by, sort_by_key, unique};
pub use problem::{Effect, FileReport, PROBLEMS_KEPT, Problem, ProblemCode, Report, TableReport};
pub use restated::{Differences, Restatement, Restating};
pub use rows::{Rows, UnknownCell};
pub use schema::{ColumnSpec, Key, Table, TableSpec};
pub use settings::{DirectMeans, Settings, Stage};
pub use settle::OrgBuilder;
pub use sorted::Sorted;
pub use talk_counts::{TalkCounting, TalkCounts, TalkRulesOf};
pub use teams::{Team, Teams};
pub use uptake_columns::passes::in_blocks;
pub use uptake_columns::words::{
    Action, Activity, BackingLevel, CapabilityState, Caught, ChangeKind, DatasetKind, Decider, EventKind, Evidence,
    Finder, Helper, Logger, Origin, ProofVerdict, Proposer, Starter, TalkKind, TeamKind, TeamStep, UseCaseSource,
    WordSet,
};
pub use uptake_columns::{
    CellKind, Code, Column, Day, Followed, GroupsBuilder, ID_LENGTH, IdSpace, Ids, Interner, Month, Pair, Period,
    TEXT_LENGTH, Talk, TalkMonth, TalkPair, TalkRows, TalkRules, Talks, TeamId, Texts, Value, WITHIN, Whole, Word,
    parse_number, parse_whole,
};
pub use uses::Use;
pub use view::{Scope, View};

/// What measures ask of an export while it is read.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The slugs that targets and proofs may name.
    pub measures: &'static [&'static str],
    /// What is counted of conversations.
    pub talk_rules: TalkRulesOf,
}

/// An organisation as its export shows it.
#[derive(Debug, Default)]
pub struct Org {
    /// What it says about itself.
    pub settings: Settings,
    /// The last day that the data covers; `None` where nothing has a date.
    pub data_complete_through: Option<Day>,
    /// Whether that day had to be assumed from the latest date met.
    pub assumed: bool,
    /// What was read, and what was not.
    pub report: Report,
    /// The ids that columns refer to.
    pub ids: Ids,
    /// The teams there are.
    pub teams: Teams,
    /// The datasets there are; none where the table is absent.
    pub datasets: Datasets,
    /// The conversations, as measures pass over them.
    pub talks: Talks,
    /// What was counted of all of them on the last day of the data while they were read; `None` if it was not.
    pub counted: Option<TalkCounts>,
    tables: Sorted<Table, Rows>,
    /// Worked out when first asked for, since no day and no scope changes them.
    uses: OnceLock<Vec<Use>>,
    built_from: OnceLock<BuiltFrom>,
}

impl Org {
    /// The rows of a table that are used; `None` where the table is absent or was refused.
    pub fn table(&self, table: Table) -> Option<&Rows> {
        self.tables.get(table)
    }

    /// The uses of data by domain teams, earliest first.
    pub fn uses(&self) -> &[Use] {
        self.uses.get_or_init(|| uses::uses(self))
    }

    /// What is built from what.
    pub fn built_from(&self) -> &BuiltFrom {
        self.built_from.get_or_init(|| BuiltFrom::new(self))
    }

    /// A cell as an export would write it, but without naming a team that is smaller than may be shown.
    pub fn show_cell<'a>(&'a self, rows: &'a Rows, place: usize, row: usize) -> Cow<'a, str> {
        let column = &rows.spec().columns[place];
        // In the table of teams the name says as much as the id that stands before it.
        let is_name = rows.table == Table::Teams && column.name == "name";
        let id = rows.spec().column("team_id").filter(|_| is_name).unwrap_or(place);
        if let (Value::Id(code), CellKind::Id(IdSpace::Team)) = (rows.get(id, row), rows.spec().columns[id].kind)
            && let Some(team) = self.teams.of(code)
            && self.teams.get(team).people.is_some_and(|people| people < self.settings.minimum_group)
        {
            return "(smaller team)".into();
        }
        rows.show(&self.ids, place, row)
    }

    /// The area of every team not renamed away, each once, by name (M50).
    pub fn areas(&self) -> Vec<(Code, &str)> {
        let mut is_met = vec![false; self.ids.areas.len()];
        let areas = self.teams.iter().filter_map(|(_, team)| team.area);
        let areas = areas.filter(|area| !std::mem::replace(&mut is_met[area.place()], true));
        let mut areas: Vec<(Code, &str)> = areas.map(|area| (area, self.ids.areas.name(area))).collect();
        sort_by_key(&mut areas, |&(_, name)| name);
        areas
    }
}

/// Text from an export in quotation marks, cut where a message would become unreadable.
pub fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if cut.len() < text.len() { format!("“{cut}…”") } else { format!("“{cut}”") }
}
