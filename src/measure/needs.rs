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
        Measure::WrittenAgreements => &[(Table::Datasets, &[]), (Table::Agreements, &[])],
        Measure::Surprises => &[(Table::Changes, &["announced_on"])],
        Measure::MeaningChangesCaught => &[(Table::Changes, &["can_break", "caught"])],
        Measure::OwnersSeeUse => &[(Table::Datasets, &["owner_sees_use"])],
        Measure::DecisionsCloseToWork => &[(Table::Decisions, &["decided_on", "decided_by"])],
        Measure::BoughtInDataOwned => &[(Table::Datasets, &["origin"]), (Table::Ownership, &["owner_team"])],
        Measure::MissingTools => &[(Table::Capabilities, &[])],
        Measure::UseCasesDelivered => &[(Table::UseCases, &["chosen_on", "delivered_on"])],
        Measure::WhatWeSetOutToProve => &[(Table::Proofs, &["verdict"])],
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
