//! Which measures come first, by how far the organisation has come.

use super::{Measure, missing};
use crate::org::{Stage, View, unique};

/// How many tiles the front page has at most.
pub const TILES: usize = 6;

impl Measure {
    /// The measures that the front page of a stage shows first, in order.
    pub const fn of_stage(stage: Stage) -> &'static [Self; TILES] {
        match stage {
            Stage::Start => &[
                Self::DirectConversations,
                Self::LedToAction,
                Self::TeamsByStep,
                Self::DaysToGetStarted,
                Self::WhatWeSetOutToProve,
                Self::LeadershipBacking,
            ],
            Stage::Habit => &[
                Self::WithoutTheDataTeam,
                Self::LedToAction,
                Self::FirstTalkToFirstShare,
                Self::OffersFromProducers,
                Self::EasyToFitIn,
                Self::UseCasesDelivered,
            ],
            Stage::Deepen => &[
                Self::OnlyThroughDataTeam,
                Self::WhoLooksAfter,
                Self::DataInUse,
                Self::Surprises,
                Self::EasyToFitIn,
                Self::UseCasesDelivered,
            ],
        }
    }

    /// The measures that the front page shows: those of the stage, of which each that is not measured gives its place to the next of
    /// all that is; where too few are measured, those that are not.
    pub fn front_page(view: &View<'_>) -> Vec<Self> {
        let first = Self::of_stage(view.org.settings.stage);
        let rest = Self::ALL.iter().filter(|measure| !first.contains(measure) && **measure != Self::HowComplete);
        let all: Vec<Self> = first.iter().chain(rest).copied().collect();
        let is_measured = |measure: &Self| view.as_of.is_some() && missing(view, *measure).is_none();
        let mut tiles: Vec<Self> = all.iter().copied().filter(is_measured).take(TILES).collect();
        let absent = all.into_iter().filter(|measure| !is_measured(measure));
        tiles.extend(absent.take(TILES - tiles.len()).collect::<Vec<_>>());
        tiles
    }

    /// Everything that the front page reads: its tiles, what stands beside them, the headline, and how complete it all is.
    pub fn read_by_front_page(view: &View<'_>) -> Vec<Self> {
        let mut measures = Self::front_page(view);
        measures.extend([Self::DirectConversations, Self::LedToAction]);
        Self::with_guards(measures)
    }

    /// Measures with those that stand beside them, and the one at the foot of every view.
    pub fn with_guards(mut measures: Vec<Self>) -> Vec<Self> {
        measures.extend(measures.clone().iter().flat_map(|measure| measure.guards()));
        measures.push(Self::HowComplete);
        unique(measures)
    }
}

/// Whether the group of a stage holds these measures, so that no other is needed to read them.
pub fn is_of_stage(stage: Stage, measures: &[Measure]) -> bool {
    let first = Measure::of_stage(stage);
    let always =
        [Measure::DirectConversations, Measure::WithoutTheDataTeam, Measure::LedToAction, Measure::HowComplete];
    measures.iter().all(|measure| {
        let is_beside = first.iter().any(|shown| shown.guards().contains(measure));
        first.contains(measure) || always.contains(measure) || is_beside
    })
}
