//! Which function reads which measure, in groups: the page downloads a group when it first shows a measure of it.

use super::{
    Measure, Reading, Why, action, agreements, backing, bought_in, changes, complete, data_in_use, decisions, direct,
    effort, first_share_wait, missing, pairs, proofs, relationships, sharing, steps, still_used, surprises, survey,
    tools, use_cases, visible_use, who_looks_after,
};
use crate::org::View;

/// Reads a measure; `None` for one that is not of its group.
pub type Reader = fn(&View<'_>, Measure) -> Option<Reading>;

/// Reads one measure through a view.
pub fn read(view: &View<'_>, measure: Measure) -> Reading {
    // Every measure is in one of the groups, which a test holds.
    read_every(view, measure).unwrap_or_else(|| Reading::missing(measure, Why::NotMeasured))
}

/// How one measure is read. Each is called by its address, so that it stays a function of its own: a browser makes small functions
/// fast sooner than large ones.
type ReadOne = fn(&View<'_>) -> Reading;

/// Reads a measure of a group, or says why not, which takes no look at any row.
fn read_of(view: &View<'_>, measure: Measure, group: fn(Measure) -> Option<ReadOne>) -> Option<Reading> {
    if view.as_of.is_none() || missing(view, measure).is_some() {
        return Some(Reading::missing(measure, Why::NotMeasured));
    }
    if view.is_hidden() && measure != Measure::HowComplete {
        return Some(Reading::missing(measure, Why::Hidden));
    }
    group(measure).map(|read| read(view))
}

/// What every front page shows.
fn of_all(measure: Measure) -> Option<ReadOne> {
    Some(match measure {
        Measure::DirectConversations => direct::direct_conversations,
        Measure::WithoutTheDataTeam => direct::without_the_data_team,
        Measure::LedToAction => action::led_to_action,
        Measure::HowComplete => complete::how_complete,
        _ => return None,
    })
}

fn of_start(measure: Measure) -> Option<ReadOne> {
    Some(match measure {
        Measure::TeamsByStep => steps::teams_by_step,
        Measure::TimeInStep => steps::time_in_step,
        Measure::DaysToGetStarted => effort::days_to_get_started,
        Measure::EasyToFitIn => survey::easy_to_fit_in,
        Measure::WhatWeSetOutToProve => proofs::what_we_set_out_to_prove,
        Measure::LeadershipBacking => backing::leadership_backing,
        _ => return of_all(measure),
    })
}

fn of_habit(measure: Measure) -> Option<ReadOne> {
    Some(match measure {
        Measure::FirstTalkToFirstShare => first_share_wait::first_talk_to_first_share,
        Measure::OffersFromProducers => changes::offers_from_producers,
        Measure::EasyToFitIn => survey::easy_to_fit_in,
        Measure::UseCasesDelivered => use_cases::use_cases_delivered,
        Measure::Surprises => surprises::surprises,
        _ => return of_all(measure),
    })
}

fn of_deepen(measure: Measure) -> Option<ReadOne> {
    Some(match measure {
        Measure::OnlyThroughDataTeam => pairs::only_through_data_team,
        Measure::WhoLooksAfter => who_looks_after::who_looks_after,
        Measure::DataInUse => data_in_use::data_in_use,
        Measure::Surprises => surprises::surprises,
        Measure::EasyToFitIn => survey::easy_to_fit_in,
        Measure::UseCasesDelivered => use_cases::use_cases_delivered,
        _ => return of_all(measure),
    })
}

fn of_every(measure: Measure) -> Option<ReadOne> {
    Some(match measure {
        Measure::DaysToAction => action::days_to_action,
        Measure::TwoWayContact => pairs::two_way_contact,
        Measure::UsersAndOwnersTalk => relationships::users_and_owners_talk,
        Measure::TeamsSharing => sharing::teams_sharing,
        Measure::Upkeep => effort::upkeep,
        Measure::WrittenAgreements => agreements::written_agreements,
        Measure::MeaningChangesCaught => surprises::meaning_changes_caught,
        Measure::OwnersSeeUse => visible_use::owners_see_use,
        Measure::DecisionsCloseToWork => decisions::decisions_close_to_work,
        Measure::BoughtInDataOwned => bought_in::bought_in_data_owned,
        Measure::MissingTools => tools::missing_tools,
        Measure::TeamsPerDataset => data_in_use::teams_per_dataset,
        Measure::StillUsedLater => still_used::still_used_later,
        Measure::PaceOfImprovement => changes::pace_of_improvement,
        _ => return of_start(measure).or_else(|| of_habit(measure)).or_else(|| of_deepen(measure)),
    })
}

/// Reads what the front page of an organisation that starts shows, with what stands beside it.
pub fn read_start(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_of(view, measure, of_start)
}

/// The same of an organisation in which it becomes a habit.
pub fn read_habit(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_of(view, measure, of_habit)
}

/// The same of an organisation in which it goes deeper.
pub fn read_deepen(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_of(view, measure, of_deepen)
}

/// Reads any measure.
pub fn read_every(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_of(view, measure, of_every)
}
