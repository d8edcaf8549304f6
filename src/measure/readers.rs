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

/// What every front page shows, and what can be said without looking at any row.
fn read_first(view: &View<'_>, measure: Measure) -> Option<Reading> {
    if view.as_of.is_none() || missing(view, measure).is_some() {
        return Some(Reading::missing(measure, Why::NotMeasured));
    }
    if view.is_hidden() && measure != Measure::HowComplete {
        return Some(Reading::missing(measure, Why::Hidden));
    }
    Some(match measure {
        Measure::DirectConversations => direct::direct_conversations(view),
        Measure::WithoutTheDataTeam => direct::without_the_data_team(view),
        Measure::LedToAction => action::led_to_action(view),
        Measure::HowComplete => complete::how_complete(view),
        _ => return None,
    })
}

/// Reads what the front page of an organisation that starts shows, with what stands beside it.
pub fn read_start(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_first(view, measure).or_else(|| {
        Some(match measure {
            Measure::TeamsByStep => steps::teams_by_step(view),
            Measure::TimeInStep => steps::time_in_step(view),
            Measure::DaysToGetStarted => effort::days_to_get_started(view),
            Measure::EasyToFitIn => survey::easy_to_fit_in(view),
            Measure::WhatWeSetOutToProve => proofs::what_we_set_out_to_prove(view),
            Measure::LeadershipBacking => backing::leadership_backing(view),
            _ => return None,
        })
    })
}

/// The same of an organisation in which it becomes a habit.
pub fn read_habit(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_first(view, measure).or_else(|| {
        Some(match measure {
            Measure::FirstTalkToFirstShare => first_share_wait::first_talk_to_first_share(view),
            Measure::OffersFromProducers => changes::offers_from_producers(view),
            Measure::EasyToFitIn => survey::easy_to_fit_in(view),
            Measure::UseCasesDelivered => use_cases::use_cases_delivered(view),
            Measure::Surprises => surprises::surprises(view),
            _ => return None,
        })
    })
}

/// The same of an organisation in which it goes deeper.
pub fn read_deepen(view: &View<'_>, measure: Measure) -> Option<Reading> {
    read_first(view, measure).or_else(|| {
        Some(match measure {
            Measure::OnlyThroughDataTeam => pairs::only_through_data_team(view),
            Measure::WhoLooksAfter => who_looks_after::who_looks_after(view),
            Measure::DataInUse => data_in_use::data_in_use(view),
            Measure::Surprises => surprises::surprises(view),
            Measure::EasyToFitIn => survey::easy_to_fit_in(view),
            Measure::UseCasesDelivered => use_cases::use_cases_delivered(view),
            _ => return None,
        })
    })
}

/// Reads any measure.
pub fn read_every(view: &View<'_>, measure: Measure) -> Option<Reading> {
    let of_front_pages =
        read_start(view, measure).or_else(|| read_habit(view, measure)).or_else(|| read_deepen(view, measure));
    of_front_pages.or_else(|| {
        Some(match measure {
            Measure::DaysToAction => action::days_to_action(view),
            Measure::TwoWayContact => pairs::two_way_contact(view),
            Measure::UsersAndOwnersTalk => relationships::users_and_owners_talk(view),
            Measure::TeamsSharing => sharing::teams_sharing(view),
            Measure::Upkeep => effort::upkeep(view),
            Measure::WrittenAgreements => agreements::written_agreements(view),
            Measure::MeaningChangesCaught => surprises::meaning_changes_caught(view),
            Measure::OwnersSeeUse => visible_use::owners_see_use(view),
            Measure::DecisionsCloseToWork => decisions::decisions_close_to_work(view),
            Measure::BoughtInDataOwned => bought_in::bought_in_data_owned(view),
            Measure::MissingTools => tools::missing_tools(view),
            Measure::TeamsPerDataset => data_in_use::teams_per_dataset(view),
            Measure::StillUsedLater => still_used::still_used_later(view),
            Measure::PaceOfImprovement => changes::pace_of_improvement(view),
            _ => return None,
        })
    })
}
