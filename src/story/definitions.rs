//! What each measure is called and how it is counted, in plain words: the one place the page and the reports read them from.

use super::{relying_words, worth_words};
use crate::measure::{Family, Measure};
use crate::org::View;

/// How a measure is counted, for somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What it is.
    pub what: String,
    /// How the number comes about.
    pub formula: String,
    /// What does not count, and why.
    pub left_out: String,
    /// What it must not be mistaken for.
    pub take_care: String,
}

/// The name of a measure.
pub const fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::DirectConversations => "Direct conversations",
        Measure::WithoutTheDataTeam => "Conversations without the data team",
        Measure::LedToAction => "Conversations that led to something",
        Measure::DaysToAction => "Days from conversation to action",
        Measure::OnlyThroughDataTeam => "Pairs that only meet through the data team",
        Measure::TwoWayContact => "Two-way contact",
        Measure::UsersAndOwnersTalk => "Users and owners have talked",
        Measure::TeamsSharing => "Teams sharing data",
        Measure::TeamsByStep => "Teams by step",
        Measure::TimeInStep => "Time in each step",
        Measure::FirstTalkToFirstShare => "First talk to first shared data",
        Measure::LeadershipBacking => "Leadership backing",
        Measure::DaysToGetStarted => "Days to get started",
        Measure::EasyToFitIn => "Easy to fit in",
        Measure::Upkeep => "Upkeep",
        Measure::DataInUse => "Data in use",
        Measure::TeamsPerDataset => "Teams using each dataset",
        Measure::StillUsedLater => "Still used later",
        Measure::PaceOfImprovement => "Pace of improvement",
        Measure::OffersFromProducers => "Offers from producers",
        Measure::WhoLooksAfter => "Who looks after the data",
        Measure::WrittenAgreements => "Written agreements",
        Measure::Surprises => "Surprises",
        Measure::MeaningChangesCaught => "Changes of meaning caught in time",
        Measure::OwnersSeeUse => "Owners can see the use",
        Measure::DecisionsCloseToWork => "Decisions made close to the work",
        Measure::BoughtInDataOwned => "Bought-in data with an owner",
        Measure::MissingTools => "What our tools still lack",
        Measure::UseCasesDelivered => "Use cases delivered",
        Measure::WhatWeSetOutToProve => "What we set out to prove",
        Measure::HowComplete => "How complete this picture is",
    }
}

/// The question that a family of measures answers.
pub const fn question(family: Family) -> &'static str {
    match family {
        Family::Talking => "Are teams talking to each other?",
        Family::Joining => "Are teams joining in?",
        Family::Ease => "Is it easy on the engineers?",
        Family::Using => "Is data shared, used and improved?",
        Family::Relying => "Can people rely on it?",
        Family::Deciding => "Are decisions and duties in the right place?",
        Family::Worth => "Is it worth it?",
        Family::Completeness => "How complete is this picture?",
    }
}

/// A definition of these four parts; every family says its own.
#[expect(clippy::unnecessary_wraps, reason = "each is an arm of a match that has none for other families")]
pub(super) fn said(
    what: &str,
    formula: impl Into<String>,
    left_out: impl Into<String>,
    take_care: &str,
) -> Option<Definition> {
    let (what, take_care) = (what.to_owned(), take_care.to_owned());
    Some(Definition { what, formula: formula.into(), left_out: left_out.into(), take_care })
}

/// How a measure is counted in this organisation, with its own windows; `None` for one that is not read yet.
pub fn definition(view: &View<'_>, measure: Measure) -> Option<Definition> {
    let settings = &view.org.settings;
    let (action, meeting) = (settings.action_window_days, settings.meeting_window_days);
    match measure {
        Measure::DirectConversations => said(
            "Recorded conversations about the use of data between the team that makes it and the team that uses it, with nobody of the data team taking part.",
            "Conversations at which nobody helped, added up over the last three complete months. The usual range is the mean of the months, give or take 2.66 times the average step from one month to the next.".to_owned(),
            "The running month, since it is not over. Conversations of which nobody wrote down who took part: they are drawn, and counted apart. Conversations that were inferred from tools rather than recorded.".to_owned(),
            "More is neither good nor bad by itself: read it beside what the conversations led to. If one pair of teams makes more than a third of all, that pair writes the story.",
        ),
        Measure::WithoutTheDataTeam => said(
            match settings.direct_means {
                crate::org::DirectMeans::WithoutDataEngineers => "Of the conversations about the use of data, those that needed no data engineer: the teams talked alone or with an analyst.",
                crate::org::DirectMeans::WithoutTheDataTeam => "Of the conversations about the use of data, those in which nobody of the data team took part.",
            },
            "Conversations without, divided by all of which it is known who took part, over the last three complete months.".to_owned(),
            "Conversations of which it is not known who took part: in neither number. The running month.".to_owned(),
            "A share can rise because helped conversations are no longer written down. Look at the number of conversations beside it.",
        ),
        Measure::LedToAction => said(
            "Of the conversations about the use of data, those after which something was done: new data, an addition, a fix, an agreement, a decision.",
            format!("Conversations with an action within {action} days, divided by those held in the last year and at least {action} days ago."),
            format!("Conversations that needed nothing to follow. Those of the last {action} days: too recent to tell. An action without a date does not count as one yet."),
            "It says that something followed, not that it followed from the conversation, nor that it was worth it.",
        ),
        Measure::DaysToAction => said(
            "How long it takes from a conversation until something is done. Half take less than this, counting those that are still open.",
            "The first day by which half of the conversations of the last year had led to something, with open ones followed up to today.".to_owned(),
            "Conversations that needed nothing to follow. With fewer than five conversations no number is given.".to_owned(),
            "Where more than half are still open there is no such day yet; that is said instead of a number.",
        ),
        Measure::OnlyThroughDataTeam => said(
            "Pairs of teams that talk about data only with somebody of the data team between them.",
            format!("Pairs without any direct conversation, divided by all pairs that met in the last {meeting} days and of which it is known how."),
            "Pairs of which nobody wrote down who took part. Conversations with the data team itself.".to_owned(),
            "Some pairs need help for good reasons, and a new pair often starts with it. What counts is whether pairs move on to talking directly.",
        ),
        Measure::TwoWayContact => said(
            "Pairs of teams in which both sides ask for conversations, not always the same one.",
            "Pairs in which each side started at least one conversation, divided by those in which at least one side did, over the last 180 days.".to_owned(),
            "Conversations started by the data team or by leadership, or of which it is not known who asked.".to_owned(),
            "It says nothing about how often they talk.",
        ),
        Measure::UsersAndOwnersTalk => said(
            "Whether the team that answers for data and each team that uses it have talked, without an engineer between them.",
            format!("Relationships in which the two teams talked in the last {meeting} days, divided by all: each team that itself used data that another team answers for."),
            "Data that nobody answers for, teams of the data team, and the owner's own use.".to_owned(),
            "A quiet relationship may be a good one: data that simply works needs few words. The longest lists are where to ask first.",
        ),
        Measure::HowComplete => said(
            "How much of the export could be used. Every other number rests on these rows.",
            "Rows used, divided by rows read, over all tables.".to_owned(),
            "Tables that are not in the export at all, and those that could not be read: they have no rows to count.".to_owned(),
            "A row that is used may still be wrong, and what nobody wrote down is in no table.",
        ),
        _ => super::definitions_joining::definition(view, measure)
            .or_else(|| super::using::definition(view, measure))
            .or_else(|| relying_words::definition(view, measure))
            .or_else(|| worth_words::definition(measure)),
    }
}
