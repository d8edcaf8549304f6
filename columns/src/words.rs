//! The words that cells may hold, where code asks for them by name.

use crate::column::Word;

/// A word of a fixed list, with the place it has there.
pub trait WordSet: Copy + 'static {
    /// All of them, in the order in which a cell stores them.
    const ALL: &'static [Self];

    /// The word that a cell holds.
    fn of(word: Word) -> Option<Self> {
        Self::ALL.get(word.place()).copied()
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl $name {
            /// The words as written in a cell.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word as written in a cell.
            pub const fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }
        }

        impl WordSet for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }
    };
}

words! {
    /// What a team is there for.
    TeamKind {
        Domain "domain",
        DataEngineering "data_engineering",
        AnalyticsEngineering "analytics_engineering",
        Platform "platform",
        Leadership "leadership",
        Other "other",
    }
}

impl TeamKind {
    /// Whether this is a data team: one that is between those that make data and those that use it.
    pub fn is_data_team(self) -> bool {
        matches!(self, Self::DataEngineering | Self::AnalyticsEngineering | Self::Platform)
    }
}

words! {
    /// What a conversation was about.
    TalkKind {
        DataUse "data_use",
        BuyIn "buy_in",
        Pairing "pairing",
        Agreement "agreement",
    }
}

words! {
    /// Who asked for a conversation.
    Starter {
        Producer "producer",
        Consumer "consumer",
        DataTeam "data_team",
        Leadership "leadership",
    }
}

words! {
    /// Who of the data team took part in a conversation.
    Helper {
        Nobody "nobody",
        AnalyticsEngineer "analytics_engineer",
        DataEngineer "data_engineer",
    }
}

words! {
    /// What a conversation led to.
    Action {
        NewData "new_data",
        Addition "addition",
        Fix "fix",
        Agreement "agreement",
        Stopped "stopped",
        Decision "decision",
        Other "other",
        NoneNeeded "none_needed",
    }
}

words! {
    /// Who wrote a conversation down.
    Logger {
        Producer "producer",
        Consumer "consumer",
        Both "both",
        DataTeam "data_team",
    }
}

words! {
    /// How a conversation is known.
    Evidence {
        Recorded "recorded",
        Inferred "inferred",
    }
}

words! {
    /// How far data has been worked on.
    DatasetKind {
        Source "source",
        Prepared "prepared",
        Combined "combined",
    }
}

words! {
    /// Whether data was made here or brought in.
    Origin {
        Internal "internal",
        External "external",
    }
}

words! {
    /// Who had the idea to share data, or to change it.
    Proposer {
        Producer "producer",
        Consumer "consumer",
        DataTeam "data_team",
    }
}

words! {
    /// What a change did to data.
    ChangeKind {
        Addition "addition",
        Fix "fix",
        Rename "rename",
        Removal "removal",
        Meaning "meaning",
    }
}

words! {
    /// What happened on a day that a figure should show.
    EventKind {
        Launch "launch",
        Reorganisation "reorganisation",
        Holiday "holiday",
        LoggingChange "logging_change",
        Other "other",
    }
}

words! {
    /// How far a team has come, in the order in which teams go.
    TeamStep {
        Talking "talking",
        Agreed "agreed",
        Sharing "sharing",
        Improving "improving",
        Stopped "stopped",
    }
}

words! {
    /// Whether a change that can break something was noticed before it did.
    Caught {
        Before "before",
        After "after",
    }
}

words! {
    /// What engineers of a team spend work on.
    Activity {
        GettingStarted "getting_started",
        Upkeep "upkeep",
    }
}

words! {
    /// Who found a problem.
    Finder {
        Check "check",
        Owner "owner",
        User "user",
    }
}

words! {
    /// How far the leadership of an area stands behind it.
    BackingLevel {
        Aware "aware",
        Supports "supports",
        Active "active",
    }
}

words! {
    /// Where a use case came from.
    UseCaseSource {
        Backlog "backlog",
        New "new",
    }
}

words! {
    /// Who decides.
    Decider {
        Central "central",
        Shared "shared",
        Team "team",
    }
}

words! {
    /// How far the tools can do something.
    CapabilityState {
        Missing "missing",
        Workaround "workaround",
        Partial "partial",
        InPlace "in_place",
    }
}

words! {
    /// What became of something that was to be proved.
    ProofVerdict {
        Shown "shown",
        NotShown "not_shown",
        TooEarly "too_early",
        NotAttempted "not_attempted",
    }
}
