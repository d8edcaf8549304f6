//! What each measure lives on: without these tables and columns it is not measured (M3, M4).

use super::Measure;
use crate::org::{Table, View};

/// What is missing for a measure to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A table has no file, or was refused.
    Table(Table),
    /// A column is in no file of its table.
    Column(Table, &'static str),
}

/// A table, and the columns of it without which there is nothing to say.
type Need = (Table, &'static [&'static str]);

const fn needs(measure: Measure) -> &'static [Need] {
    match measure {
        Measure::DirectConversations | Measure::WithoutTheDataTeam | Measure::OnlyThroughDataTeam => {
            &[(Table::Conversations, &["helped_by"])]
        }
        Measure::LedToAction | Measure::DaysToAction => &[(Table::Conversations, &["action_on"])],
        Measure::TwoWayContact => &[(Table::Conversations, &["started_by"])],
        Measure::UsersAndOwnersTalk => &[
            (Table::Conversations, &["helped_by"]),
            (Table::Datasets, &[]),
            (Table::Usage, &[]),
            (Table::Ownership, &["owner_team"]),
        ],
        Measure::DataInUse | Measure::TeamsPerDataset | Measure::StillUsedLater => {
            &[(Table::Datasets, &[]), (Table::Usage, &[])]
        }
        Measure::PaceOfImprovement => &[(Table::Datasets, &[]), (Table::Changes, &[])],
        Measure::OffersFromProducers => &[(Table::Datasets, &["proposed_by"]), (Table::Changes, &["proposed_by"])],
        Measure::WhoLooksAfter => &[(Table::Datasets, &[]), (Table::Ownership, &["looked_after_by"])],
        _ => &[],
    }
}

/// The first thing that a measure lacks in this export; `None` if it can be read.
pub fn missing(view: &View<'_>, measure: Measure) -> Option<Missing> {
    needs(measure).iter().find_map(|&(table, columns)| {
        let Some(rows) = view.table(table) else { return Some(Missing::Table(table)) };
        columns.iter().find(|column| rows.column(column).is_none()).map(|column| Missing::Column(table, column))
    })
}

/// The tables that a measure lives on.
pub fn needed_tables(measure: Measure) -> Vec<Table> {
    needs(measure).iter().map(|&(table, _)| table).collect()
}
