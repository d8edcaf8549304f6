//! The organisation becomes readings: the catalogue, one file a family, and the rows behind each number.
//!
//! A measure is a pure function of an organisation and a scope. No measure knows how it is said or drawn.

mod action;
mod catalogue;
mod changes;
mod complete;
mod data_in_use;
mod direct;
mod events;
mod front_page;
mod meetings;
mod month_ends;
mod months;
mod needs;
mod pairs;
mod reach;
mod reading;
mod relationships;
mod rows_behind;
mod still_used;
mod who_looks_after;

pub use action::COHORT_DAYS;
pub use catalogue::{Family, Good, Measure, Unit};
pub use data_in_use::{offers_in_use, retired};
pub use direct::Level;
pub use events::{Event, events};
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
        Self::DataInUse,
        Self::TeamsPerDataset,
        Self::StillUsedLater,
        Self::PaceOfImprovement,
        Self::OffersFromProducers,
        Self::WhoLooksAfter,
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
        Measure::DataInUse => data_in_use::data_in_use(view),
        Measure::TeamsPerDataset => data_in_use::teams_per_dataset(view),
        Measure::StillUsedLater => still_used::still_used_later(view),
        Measure::PaceOfImprovement => changes::pace_of_improvement(view),
        Measure::OffersFromProducers => changes::offers_from_producers(view),
        Measure::WhoLooksAfter => who_looks_after::who_looks_after(view),
        Measure::HowComplete => complete::how_complete(view),
        _ => Reading::missing(measure, Why::NotMeasured),
    }
}

/// Reads every measure there is a rule for, in the order of the catalogue.
pub fn read_all(view: &View<'_>) -> Vec<Reading> {
    Measure::READ.iter().map(|&measure| read(view, measure)).collect()
}
