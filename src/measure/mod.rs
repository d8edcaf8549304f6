//! The organisation becomes readings: the catalogue, one file a family, and the rows behind each number.
//!
//! A measure is a pure function of an organisation and a scope. No measure knows how it is said or drawn.

mod action;
mod agreements;
mod backing;
mod bought_in;
mod catalogue;
mod changes;
mod columns;
mod complete;
mod data_in_use;
mod decisions;
mod direct;
mod effort;
mod events;
mod expected_teams;
mod first_share_wait;
mod first_shares;
mod first_successes;
mod first_talks;
mod front_page;
mod live_datasets;
mod meetings;
mod month_ends;
mod months;
mod needs;
mod pairs;
mod pending;
mod proofs;
mod reach;
mod reading;
mod relationships;
mod rows_behind;
mod sharing;
mod steps;
mod still_used;
mod surprises;
mod survey;
mod tally;
mod team_page;
mod tools;
mod use_case_board;
mod use_cases;
mod visible_use;
mod who_looks_after;

pub use action::COHORT_DAYS;
pub use catalogue::{Family, Good, Measure, Unit};
pub use changes::Offer;
pub use data_in_use::{offers_in_use, retired};
pub use decisions::DECIDERS;
pub use direct::Level;
pub use events::{Event, events};
pub use expected_teams::{ALL_DOMAIN_TEAMS, ExpectedTeams, expected_teams};
pub use first_shares::shares_are_from_steps;
pub use first_successes::{FirstSuccess, Success, first_successes};
pub use meetings::{Meeting, MeetingTeam, Meetings, meetings};
pub use months::LastMonths;
pub use needs::{Missing, missing, needed_tables};
pub use pending::{LONG_WAIT_DAYS, Pending, pending};
pub use proofs::{Statement, statements};
pub use reading::{Cell, Forecast, Limits, Point, Quantity, Reading, Rule, Signal, Step, Why};
pub use relationships::{Relationship, SMALLER_TEAMS, relationships};
pub use rows_behind::{Pick, RowsBehind, rows_behind};
pub use team_page::{ComingChange, Due, TeamPage, UseOfData, team_page};
pub use tools::{LackingTool, lacking_tools};
pub use use_case_board::{UseCase, UseCaseStage, use_case_board};

use crate::org::View;

/// Reads one measure through a view.
pub fn read(view: &View<'_>, measure: Measure) -> Reading {
    if view.as_of.is_none() || missing(view, measure).is_some() {
        return Reading::missing(measure, Why::NotMeasured);
    }
    if view.is_hidden() && measure != Measure::HowComplete {
        return Reading::missing(measure, Why::Hidden);
    }
    match measure {
        Measure::DirectConversations => direct::direct_conversations(view),
        Measure::WithoutTheDataTeam => direct::without_the_data_team(view),
        Measure::LedToAction => action::led_to_action(view),
        Measure::DaysToAction => action::days_to_action(view),
        Measure::OnlyThroughDataTeam => pairs::only_through_data_team(view),
        Measure::TwoWayContact => pairs::two_way_contact(view),
        Measure::UsersAndOwnersTalk => relationships::users_and_owners_talk(view),
        Measure::TeamsSharing => sharing::teams_sharing(view),
        Measure::TeamsByStep => steps::teams_by_step(view),
        Measure::TimeInStep => steps::time_in_step(view),
        Measure::FirstTalkToFirstShare => first_share_wait::first_talk_to_first_share(view),
        Measure::LeadershipBacking => backing::leadership_backing(view),
        Measure::DaysToGetStarted => effort::days_to_get_started(view),
        Measure::EasyToFitIn => survey::easy_to_fit_in(view),
        Measure::Upkeep => effort::upkeep(view),
        Measure::WrittenAgreements => agreements::written_agreements(view),
        Measure::Surprises => surprises::surprises(view),
        Measure::MeaningChangesCaught => surprises::meaning_changes_caught(view),
        Measure::OwnersSeeUse => visible_use::owners_see_use(view),
        Measure::DecisionsCloseToWork => decisions::decisions_close_to_work(view),
        Measure::BoughtInDataOwned => bought_in::bought_in_data_owned(view),
        Measure::MissingTools => tools::missing_tools(view),
        Measure::UseCasesDelivered => use_cases::use_cases_delivered(view),
        Measure::WhatWeSetOutToProve => proofs::what_we_set_out_to_prove(view),
        Measure::DataInUse => data_in_use::data_in_use(view),
        Measure::TeamsPerDataset => data_in_use::teams_per_dataset(view),
        Measure::StillUsedLater => still_used::still_used_later(view),
        Measure::PaceOfImprovement => changes::pace_of_improvement(view),
        Measure::OffersFromProducers => changes::offers_from_producers(view),
        Measure::WhoLooksAfter => who_looks_after::who_looks_after(view),
        Measure::HowComplete => complete::how_complete(view),
    }
}

/// Reads every measure in the order of the catalogue.
pub fn read_all(view: &View<'_>) -> Vec<Reading> {
    Measure::ALL.iter().map(|&measure| read(view, measure)).collect()
}
