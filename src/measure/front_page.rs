//! Which measures come first, by how far the organisation has come.

use super::Measure;
use crate::org::Stage;

impl Measure {
    /// The measures that the page shows first, in order, as far as they can be read; the first six that are measured are shown.
    pub fn front_page(stage: Stage) -> Vec<Self> {
        let first: &[Self] = match stage {
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
        };
        let rest = Self::ALL.iter().filter(|measure| !first.contains(measure) && **measure != Self::HowComplete);
        first.iter().chain(rest).copied().collect()
    }
}
