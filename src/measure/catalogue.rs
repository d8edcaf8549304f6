//! The measures there are, in their order: the one table that the page, the JSON, the command line and the documentation read.

use serde::Serialize;

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Good {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither: the number is only meaningful beside others.
    Neither,
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// k of n.
    Share,
    /// Things.
    Count,
    /// Calendar days.
    Days,
    /// Teams.
    Teams,
    /// Days of work of one person.
    PersonDays,
}

/// The question that a measure helps to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Are teams talking to each other?
    Talking,
    /// Are teams joining in?
    Joining,
    /// Is it easy on the engineers?
    Ease,
    /// Is data shared, used and improved?
    Using,
    /// Can people rely on it?
    Relying,
    /// Are decisions and duties in the right place?
    Deciding,
    /// Is it worth it?
    Worth,
    /// How complete is this picture?
    Completeness,
}

/// The facts about a measure that do not depend on any data.
struct Entry {
    slug: &'static str,
    good: Good,
    unit: Unit,
    family: Family,
    guards: &'static [Measure],
}

macro_rules! catalogue {
    ($($name:ident $slug:literal $good:ident $unit:ident $family:ident $(guard $($guard:ident)+)?;)+) => {
        /// A measure, by its stable slug.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure {
            $(#[doc = concat!("`", $slug, "`")] $name,)+
        }

        impl Measure {
            /// Every measure, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The slug of every measure, in the same order.
            pub const SLUGS: &[&str] = &[$($slug,)+];

            const fn entry(self) -> Entry {
                match self {
                    $(Self::$name => Entry {
                        slug: $slug,
                        good: Good::$good,
                        unit: Unit::$unit,
                        family: Family::$family,
                        guards: &[$($(Self::$guard,)+)?],
                    },)+
                }
            }
        }
    };
}

catalogue! {
    DirectConversations "direct-conversations" Neither Count Talking guard LedToAction;
    WithoutTheDataTeam "without-the-data-team" Up Share Talking guard Surprises;
    LedToAction "led-to-action" Up Share Talking;
    DaysToAction "days-to-action" Down Days Talking guard LedToAction;
    OnlyThroughDataTeam "only-through-data-team" Down Share Talking;
    TwoWayContact "two-way-contact" Up Share Talking;
    UsersAndOwnersTalk "users-and-owners-talk" Up Share Talking;
    TeamsSharing "teams-sharing" Up Share Joining guard DataInUse;
    TeamsByStep "teams-by-step" Neither Count Joining guard TimeInStep;
    TimeInStep "time-in-step" Down Days Joining;
    FirstTalkToFirstShare "first-talk-to-first-share" Down Days Joining;
    LeadershipBacking "leadership-backing" Up Share Joining;
    DaysToGetStarted "days-to-get-started" Down Days Ease guard EasyToFitIn;
    EasyToFitIn "easy-to-fit-in" Up Share Ease;
    Upkeep "upkeep" Down PersonDays Ease;
    DataInUse "data-in-use" Up Share Using;
    TeamsPerDataset "teams-per-dataset" Neither Teams Using;
    StillUsedLater "still-used-later" Up Share Using;
    PaceOfImprovement "pace-of-improvement" Neither Share Using;
    OffersFromProducers "offers-from-producers" Up Share Using;
    WhoLooksAfter "who-looks-after" Down Share Using guard EasyToFitIn Surprises;
    WrittenAgreements "written-agreements" Up Share Relying guard MeaningChangesCaught;
    Surprises "surprises" Down Share Relying;
    MeaningChangesCaught "meaning-changes-caught" Up Share Relying;
    OwnersSeeUse "owners-see-use" Up Share Relying;
    DecisionsCloseToWork "decisions-close-to-work" Up Share Deciding;
    BoughtInDataOwned "bought-in-data-owned" Up Share Deciding;
    MissingTools "missing-tools" Neither Count Deciding;
    UseCasesDelivered "use-cases-delivered" Up Share Worth;
    WhatWeSetOutToProve "what-we-set-out-to-prove" Neither Count Worth;
    HowComplete "how-complete" Neither Share Completeness;
}

impl Measure {
    /// The key in addresses, targets and JSON.
    pub const fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// The measure of a slug; `None` if there is none.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.slug() == slug)
    }

    /// Which way is good.
    pub const fn good(self) -> Good {
        self.entry().good
    }

    /// What the value counts.
    pub const fn unit(self) -> Unit {
        self.entry().unit
    }

    /// The question it belongs to.
    pub const fn family(self) -> Family {
        self.entry().family
    }

    /// The measures shown beside it, so that none can be made to look good alone.
    pub const fn guards(self) -> &'static [Self] {
        self.entry().guards
    }
}
