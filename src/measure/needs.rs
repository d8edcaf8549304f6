//! What each measure lives on: without these tables and columns it is not measured (M3, M4).

use super::{Measure, first_shares};
use crate::org::{Table, View};

/// What is missing for a measure to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A table has no file, or was refused.
    Table(Table),
    /// A column is in no file of its table.
    Column(Table, &'static str),
    /// Neither datasets with their owners nor steps say when teams first shared.
    FirstShares,
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
        Measure::TeamsByStep | Measure::TimeInStep => &[(Table::Steps, &[])],
        Measure::FirstTalkToFirstShare => &[(Table::Conversations, &[])],
        Measure::LeadershipBacking => &[(Table::Teams, &["area"]), (Table::Backing, &[])],
        Measure::DaysToGetStarted => &[(Table::Effort, &[])],
        Measure::EasyToFitIn => &[(Table::Survey, &["answers_1", "answers_2", "answers_3", "answers_4", "answers_5"])],
        Measure::Upkeep => &[(Table::Effort, &[]), (Table::Datasets, &[]), (Table::Ownership, &["looked_after_by"])],
        Measure::WrittenAgreements => &[(Table::Datasets, &[]), (Table::Agreements, &[])],
        Measure::Surprises => &[(Table::Changes, &["announced_on"])],
        Measure::MeaningChangesCaught => &[(Table::Changes, &["can_break", "caught"])],
        Measure::OwnersSeeUse => &[(Table::Datasets, &["owner_sees_use"])],
        Measure::DecisionsCloseToWork => &[(Table::Decisions, &["decided_on", "decided_by"])],
        Measure::BoughtInDataOwned => &[(Table::Datasets, &["origin"]), (Table::Ownership, &["owner_team"])],
        Measure::MissingTools => &[(Table::Capabilities, &[])],
        Measure::UseCasesDelivered => &[(Table::UseCases, &["chosen_on", "delivered_on"])],
        Measure::WhatWeSetOutToProve => &[(Table::Proofs, &["verdict"])],
        Measure::DataInUse | Measure::TeamsPerDataset | Measure::StillUsedLater => {
            &[(Table::Datasets, &[]), (Table::Usage, &[])]
        }
        Measure::PaceOfImprovement => &[(Table::Datasets, &[]), (Table::Changes, &[])],
        Measure::OffersFromProducers => &[(Table::Datasets, &["proposed_by"]), (Table::Changes, &["proposed_by"])],
        Measure::WhoLooksAfter => &[(Table::Datasets, &[]), (Table::Ownership, &["looked_after_by"])],
        _ => &[],
    }
}

/// Whether a measure asks when teams first shared, which one of two ways may tell.
const fn needs_first_shares(measure: Measure) -> bool {
    matches!(measure, Measure::TeamsSharing | Measure::FirstTalkToFirstShare | Measure::DaysToGetStarted)
}

/// Tables that a measure reads where they are there.
const fn reads_too(measure: Measure) -> &'static [Table] {
    match measure {
        Measure::TeamsSharing => &[Table::Teams, Table::Targets],
        Measure::FirstTalkToFirstShare => &[Table::Teams, Table::Steps],
        Measure::TeamsByStep | Measure::TimeInStep | Measure::DaysToGetStarted => &[Table::Teams],
        Measure::LeadershipBacking => &[Table::Conversations],
        _ => &[],
    }
}

/// The first thing that a measure lacks in this export; `None` if it can be read.
pub fn missing(view: &View<'_>, measure: Measure) -> Option<Missing> {
    let missing = needs(measure).iter().find_map(|&(table, columns)| {
        let Some(rows) = view.table(table) else { return Some(Missing::Table(table)) };
        columns.iter().find(|column| rows.column(column).is_none()).map(|column| Missing::Column(table, column))
    });
    let is_open = || needs_first_shares(measure) && first_shares::source(view).is_none();
    missing.or_else(|| is_open().then_some(Missing::FirstShares))
}

/// The tables that a measure is read from, each once.
pub fn needed_tables(view: &View<'_>, measure: Measure) -> Vec<Table> {
    let mut tables: Vec<Table> = needs(measure).iter().map(|&(table, _)| table).collect();
    if needs_first_shares(measure) {
        match first_shares::source(view) {
            Some(Table::Datasets) => tables.extend([Table::Datasets, Table::Ownership]),
            source => tables.extend(source),
        }
    }
    tables.extend(reads_too(measure));
    let mut kept: Vec<Table> = Vec::new();
    for table in tables {
        if !kept.contains(&table) {
            kept.push(table);
        }
    }
    kept
}
