//! The organisation becomes readings: the catalogue, one file a family, and the rows behind each number.
//!
//! A measure is a pure function of an organisation and a scope. No measure knows how it is said or drawn.

mod action;
mod agreements;
mod backing;
mod bought_in;
mod catalogue;
mod columns;
mod complete;
mod decisions;
mod direct;
mod effort;
mod events;
mod expected_teams;
mod first_share_wait;
mod first_shares;
mod first_talks;
mod front_page;
mod live_datasets;
mod meetings;
mod months;
mod needs;
mod pairs;
mod proofs;
mod reading;
mod relationships;
mod rows_behind;
mod sharing;
mod steps;
mod surprises;
mod survey;
mod tally;
mod tools;
mod use_cases;
mod visible_use;

pub use action::COHORT_DAYS;
pub use catalogue::{Family, Good, Measure, Unit};
pub use direct::Level;
pub use events::{Event, events};
pub use expected_teams::{ALL_DOMAIN_TEAMS, ExpectedTeams, expected_teams};
pub use first_shares::shares_are_from_steps;
pub use meetings::{Meeting, MeetingTeam, Meetings, meetings};
pub use months::LastMonths;
pub use needs::{Missing, missing, needed_tables};
pub use reading::{Cell, Forecast, Limits, Point, Quantity, Reading, Rule, Signal, Step, Why};
pub use relationships::{Relationship, SMALLER_TEAMS, relationships};
pub use rows_behind::{Pick, RowsBehind, rows_behind};

use crate::org::View;

impl Measure {
    /// The measures that can be read so far, in the order of the catalogue.
    pub const READ: &[Self] = &[
        Self::DirectConversations,
        Self::WithoutTheDataTeam,
        Self::LedToAction,
        Self::DaysToAction,
        Self::OnlyThroughDataTeam,
        Self::TwoWayContact,
        Self::UsersAndOwnersTalk,
        Self::TeamsSharing,
        Self::TeamsByStep,
        Self::TimeInStep,
        Self::FirstTalkToFirstShare,
        Self::LeadershipBacking,
        Self::DaysToGetStarted,
        Self::EasyToFitIn,
        Self::Upkeep,
        Self::WrittenAgreements,
        Self::Surprises,
        Self::MeaningChangesCaught,
        Self::OwnersSeeUse,
        Self::DecisionsCloseToWork,
        Self::BoughtInDataOwned,
        Self::MissingTools,
        Self::UseCasesDelivered,
        Self::WhatWeSetOutToProve,
        Self::HowComplete,
    ];
}

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
        Measure::HowComplete => complete::how_complete(view),
        _ => Reading::missing(measure, Why::NotMeasured),
    }
}

/// Reads every measure there is a rule for, in the order of the catalogue.
pub fn read_all(view: &View<'_>) -> Vec<Reading> {
    Measure::READ.iter().map(|&measure| read(view, measure)).collect()
}
